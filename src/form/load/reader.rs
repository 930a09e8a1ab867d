//! Reads one TOML table key by key, remembering which keys it was asked for, so that the others can
//! be named as unknown. Every method notes what is wrong and goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::expr::{Condition, Problem};
use super::diagnostic::{Diagnostic, Source};
use super::kind::{DiagnosticKind, Wanted};
use crate::form::expr::near;

/// The mistakes found so far in one file.
pub(super) struct Findings<'s> {
    pub source: &'s Source,
    pub list: Vec<Diagnostic>,
}

/// A text with the place it was read from.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub text: String,
    pub at: Place,
}

/// Where a text stands in the file: its bytes with the quotes, and where its content begins if it
/// stands there letter by letter (without escapes).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    pub span: Range<usize>,
    content: Option<usize>,
}

/// One table of the file.
pub(super) struct Reader<'t> {
    table: &'t DeTable<'t>,
    pub span: Range<usize>,
    asked: Vec<&'static str>,
}

impl Findings<'_> {
    pub fn report(&mut self, span: Range<usize>, kind: DiagnosticKind) {
        self.list.push(self.source.diagnostic(span, kind));
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: Wanted) {
        self.report(value.span(), DiagnosticKind::WrongKind { key: key.to_owned(), wanted });
    }

    /// Parses a condition that was read as a text.
    pub fn condition(&mut self, placed: &Placed) -> Option<Condition> {
        match Condition::parse(&placed.text) {
            Ok(condition) => Some(condition),
            Err(error) => {
                let end = placed.text[error.at..].chars().next().map_or(0, char::len_utf8);
                let span = placed.at.of(error.at..error.at + end);
                self.report(span, DiagnosticKind::Condition(error.kind));
                None
            }
        }
    }

    /// Notes problems of a condition at their place in the file.
    pub fn problems(&mut self, at: &Place, problems: Vec<(Range<usize>, Problem)>) {
        for (span, problem) in problems {
            self.report(at.of(span), DiagnosticKind::Problem(problem));
        }
    }
}

impl Place {
    /// The place of a text; when its letters do not stand there as they are, of the whole.
    pub fn new(source: &Source, span: Range<usize>, text: &str) -> Self {
        let raw = source.text.get(span.clone()).unwrap_or_default();
        // A multi-line text begins with three quotes and perhaps a line feed.
        let content = [1, 3, 4, 5].into_iter().find(|&at| raw.get(at..at + text.len()) == Some(text));
        Self { content: content.map(|at| span.start + at), span }
    }

    /// The bytes of the file behind some bytes of the text.
    pub fn of(&self, span: Range<usize>) -> Range<usize> {
        match self.content {
            Some(start) => start + span.start..start + span.end,
            None => self.span.clone(),
        }
    }
}

impl<'t> Reader<'t> {
    pub fn new(table: &'t DeTable<'t>, span: Range<usize>) -> Self {
        Self { table, span, asked: Vec::new() }
    }

    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// The bytes of a key that is there.
    pub fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.table.get_key_value(key).map(|(key, _)| key.span())
    }

    /// The bytes of a value that is there, or else of the whole table.
    pub fn value_span(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or(self.span.clone(), Spanned::span)
    }

    pub fn text(&mut self, key: &'static str, out: &mut Findings<'_>) -> Option<Placed> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => {
                let at = Place::new(out.source, value.span(), text);
                Some(Placed { text: text.to_string(), at })
            }
            _ => {
                out.wrong(key, value, Wanted::Text);
                None
            }
        }
    }

    /// A text that must be there.
    pub fn needed(&mut self, key: &'static str, out: &mut Findings<'_>) -> Option<Placed> {
        if !self.table.contains_key(key) {
            out.report(self.span.clone(), DiagnosticKind::MissingKey { key });
        }
        self.text(key, out)
    }

    pub fn flag(&mut self, key: &'static str, default: bool, out: &mut Findings<'_>) -> bool {
        let Some(value) = self.value(key) else { return default };
        if value.get_ref().as_bool().is_none() {
            out.wrong(key, value, Wanted::Flag);
        }
        value.get_ref().as_bool().unwrap_or(default)
    }

    pub fn number(&mut self, key: &'static str, out: &mut Findings<'_>) -> Option<f64> {
        let value = self.value(key)?;
        let number = number(value.get_ref());
        if number.is_none() {
            out.wrong(key, value, Wanted::Number);
        }
        number
    }

    /// A whole number, not below 0.
    pub fn whole(&mut self, key: &'static str, out: &mut Findings<'_>) -> Option<u32> {
        let value = self.value(key)?;
        let whole =
            value.get_ref().as_integer().and_then(|i| u32::from_str_radix(i.as_str(), i.radix()).ok());
        if whole.is_none() {
            out.wrong(key, value, Wanted::Whole);
        }
        whole
    }

    /// One of the named values, else the first.
    pub fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        values: &[(&str, T)],
        out: &mut Findings<'_>,
    ) -> Option<T> {
        let given = self.text(key, out)?;
        let found = values.iter().find(|(name, _)| *name == given.text).map(|(_, value)| *value);
        if found.is_none() {
            let names = || values.iter().map(|(name, _)| *name);
            let near = near(&given.text, names());
            let allowed = names().collect::<Vec<_>>().join(", ");
            let kind = DiagnosticKind::UnknownValue { key, given: given.text, allowed, near };
            out.report(given.at.span, kind);
        }
        found
    }

    pub fn texts(&mut self, key: &'static str, out: &mut Findings<'_>) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let texts = value
            .get_ref()
            .as_array()
            .and_then(|array| array.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect());
        if texts.is_none() {
            out.wrong(key, value, Wanted::Texts);
        }
        texts.unwrap_or_default()
    }

    /// Tables under a key, as `[[key]]` or in an array.
    pub fn tables(&mut self, key: &'static str, out: &mut Findings<'_>) -> Vec<Reader<'t>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            out.wrong(key, value, Wanted::Tables);
            return Vec::new();
        };
        let mut readers = Vec::new();
        for item in array.iter() {
            match item.get_ref() {
                DeValue::Table(table) => readers.push(Reader::new(table, item.span())),
                _ => out.wrong(key, item, Wanted::Table),
            }
        }
        readers
    }

    pub fn table(&mut self, key: &'static str, out: &mut Findings<'_>) -> Option<Reader<'t>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Reader::new(table, value.span())),
            _ => {
                out.wrong(key, value, Wanted::Table);
                None
            }
        }
    }

    /// A value whose meaning depends on something else.
    pub fn raw(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.value(key)
    }

    /// All keys with their values; none of them counts as unknown afterwards.
    pub fn entries(&self) -> impl Iterator<Item = (&'t str, Range<usize>, &'t Spanned<DeValue<'t>>)> {
        self.table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
    }

    /// Names every key that nobody asked for.
    pub fn finish(self, out: &mut Findings<'_>) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !self.asked.contains(&name) {
                let near = near(name, self.asked.iter().copied());
                out.report(key.span(), DiagnosticKind::UnknownKey { key: name.to_owned(), near });
            }
        }
    }
}

/// A whole or decimal number.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|number| number as f64)
        }
        DeValue::Float(float) => float.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}
