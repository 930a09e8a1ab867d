//! What the files of a language hold: every text with its place and what it is made of.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser::parse_runtime;

use crate::locale::locales::Language;
use crate::locale::source::{LocaleProblem, ProblemKind, Source};

/// All texts of one language. A text is a message's value (`ui:title`) or an attribute
/// (`ui:title.hint`); where the user's file overrides one, theirs counts.
#[derive(Default)]
pub(super) struct Facts {
    /// Names of messages, terms (`ui:-brand`) not included.
    pub messages: BTreeSet<String>,
    pub texts: BTreeMap<String, Text>,
    pub terms: BTreeSet<String>,
    pub duplicates: Vec<LocaleProblem>,
}

/// One text and what it is made of, its variants included.
#[derive(Default)]
pub(super) struct Text {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub bundle: String,
    /// The literal parts, one after the other.
    pub literal: String,
    /// It shows something besides literal text.
    pub placeables: bool,
    pub variables: BTreeSet<String>,
    /// Messages (`title`, `title.hint`) and terms (`-brand`) it refers to.
    pub references: BTreeSet<String>,
    pub functions: BTreeSet<String>,
    pub choices: Vec<Choice>,
}

/// A choice between variants.
pub(super) struct Choice {
    pub keys: Vec<String>,
    /// Some key is an exact number.
    pub exact: bool,
    /// The default variant shows what was chosen by: `*[other] { $n } days`.
    pub default_shows: bool,
}

impl Facts {
    /// Reads all files of a language.
    pub fn of(language: &Language) -> Self {
        let mut facts = Self::default();
        for (bundle, bundled) in &language.bundles {
            // The program's own and the user's may both have a message: that is an override.
            let mut seen = BTreeSet::new();
            for source in &bundled.sources {
                facts.read(bundle, source, &mut seen);
            }
        }
        facts
    }

    fn read(&mut self, bundle: &str, source: &Source, seen: &mut BTreeSet<(bool, String)>) {
        let text = source.text();
        let (Ok(resource) | Err((resource, _))) = parse_runtime(text.as_ref());
        let mut places = Places::of(&text);
        for entry in &resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => {
                    (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
                }
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                _ => continue,
            };
            let name = format!("{bundle}:{id}");
            let place = places.take(&id, None);
            if !seen.insert((source.users, id.clone())) {
                let kind = ProblemKind::Duplicate { message: name.clone() };
                let (line, column) = place;
                self.duplicates.push(LocaleProblem { file: source.file.clone(), line, column, kind });
            }
            let names = if id.starts_with('-') { &mut self.terms } else { &mut self.messages };
            names.insert(name.clone());
            if let Some(value) = value {
                self.add(name.clone(), bundle, source, place, value);
            }
            for Attribute { id: attribute, value } in attributes {
                let place = places.take(&id, Some(attribute.name));
                self.add(format!("{name}.{}", attribute.name), bundle, source, place, value);
            }
        }
    }

    fn add(&mut self, name: String, bundle: &str, source: &Source, place: Place, value: &Pattern<&str>) {
        // What a term says is a language's own affair (`.gender`, …): no other needs the same.
        if name.contains(":-") {
            return;
        }
        let (line, column) = place;
        let mut text =
            Text { file: source.file.clone(), line, column, bundle: bundle.to_owned(), ..Text::default() };
        text.read_pattern(value);
        self.texts.insert(name, text);
    }
}

impl Text {
    fn read_pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.literal.push_str(value),
                PatternElement::Placeable { expression } => self.read_expression(expression),
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.read_inline(inline),
            Expression::Select { selector, variants } => {
                self.read_inline(selector);
                self.choices.push(Choice::of(selector, variants));
                for variant in variants {
                    self.read_pattern(&variant.value);
                }
            }
        }
    }

    fn read_inline(&mut self, inline: &InlineExpression<&str>) {
        self.placeables |= !matches!(inline, InlineExpression::StringLiteral { .. });
        match inline {
            InlineExpression::StringLiteral { value } => {
                self.literal.push_str(&fluent_syntax::unicode::unescape_unicode_to_string(value));
            }
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name));
                self.references.insert(format!("{}{}", id.name, attribute.unwrap_or_default()));
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.references.insert(format!("-{}", id.name));
                for argument in arguments.iter().flat_map(|arguments| &arguments.named) {
                    self.read_inline(&argument.value);
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name.to_owned());
                arguments.positional.iter().for_each(|argument| self.read_inline(argument));
            }
            InlineExpression::Placeable { expression } => self.read_expression(expression),
        }
    }
}

impl Choice {
    fn of(selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Self {
        let key = |variant: &Variant<&str>| match variant.key {
            VariantKey::Identifier { name } => name.to_owned(),
            VariantKey::NumberLiteral { value } => value.to_owned(),
        };
        let mut chosen_by = Text::default();
        chosen_by.read_inline(selector);
        let mut default = Text::default();
        variants
            .iter()
            .filter(|variant| variant.default)
            .for_each(|variant| default.read_pattern(&variant.value));
        Self {
            keys: variants.iter().map(key).collect(),
            exact: variants.iter().any(|variant| matches!(variant.key, VariantKey::NumberLiteral { .. })),
            default_shows: !default.variables.is_disjoint(&chosen_by.variables),
        }
    }
}

/// Where messages and attributes begin, as the parser does not keep it: a message always stands at
/// the beginning of a line, an attribute behind blanks and a point.
struct Places(BTreeMap<(String, Option<String>), Vec<Place>>);

/// Line and column, both from 1.
type Place = (usize, usize);

impl Places {
    fn of(text: &str) -> Self {
        let mut places = BTreeMap::<_, Vec<_>>::new();
        let mut message = String::new();
        for (number, line) in text.lines().enumerate() {
            let Some((before, _)) = line.split_once('=') else { continue };
            let name = before.trim();
            let column = before.chars().take_while(|c| c.is_whitespace()).count() + 1;
            let key = match name.strip_prefix('.') {
                Some(attribute) if column > 1 => (message.clone(), Some(attribute.to_owned())),
                None if column == 1 => {
                    message = name.to_owned();
                    (message.clone(), None)
                }
                _ => continue,
            };
            places.entry(key).or_default().push((number + 1, column));
        }
        Self(places)
    }

    /// The next place of a message or attribute; (0, 0) when it cannot be told.
    fn take(&mut self, id: &str, attribute: Option<&str>) -> Place {
        let places = self.0.get_mut(&(id.to_owned(), attribute.map(str::to_owned)));
        places.filter(|places| !places.is_empty()).map_or((0, 0), |places| places.remove(0))
    }
}
