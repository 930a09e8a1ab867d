//! Plurals by CLDR. Fluent's own rules forget Romanian 101–119 (`101 zile`, not `101 de zile`), so a
//! choice on a number is turned into a choice on `PLURAL($n)` before the bundle sees it: whoever
//! writes `{ $n -> [one] … [few] … *[other] … }` gets the right form without knowing of it.

use std::borrow::Cow;
use std::sync::Arc;

use fluent::{FluentArgs, FluentValue};
use fluent_syntax::ast::{
    Attribute, CallArguments, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement,
    Resource, Variant, VariantKey,
};
use fluent_syntax::parser::parse_runtime;
use fluent_syntax::serializer::serialize;
use icu_plurals::{PluralCategory, PluralRules};

use super::bundle::Bundle;

/// The function's name in Fluent files.
pub(super) const FUNCTION: &str = "PLURAL";

/// The plural rules of a language; None for one that CLDR does not know.
pub(super) fn rules(language: &str) -> Option<PluralRules> {
    let locale: icu_locale_core::Locale = language.parse().ok()?;
    PluralRules::try_new_cardinal((&locale).into()).ok()
}

/// The name of a category as Fluent files write it.
pub(super) fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Whether a variant's key is a plural category that only plurals use.
pub(super) fn is_category(key: &str) -> bool {
    matches!(key, "zero" | "one" | "two" | "few" | "many")
}

/// The categories that whole numbers have in a language; those of fractions alone left out.
pub(super) fn whole_number_categories(rules: &PluralRules) -> Vec<&'static str> {
    let mut found = Vec::new();
    for n in 0..=200_u32 {
        let category = name(rules.category_for(n));
        if !found.contains(&category) {
            found.push(category);
        }
    }
    found
}

/// `PLURAL($n)`: the category of a number, or the number itself when it equals one of the further
/// arguments (the exact keys of the choice). Anything else is given back as it came.
pub(super) fn install(bundle: &mut Bundle, language: &str) {
    let Some(rules) = rules(language).map(Arc::new) else { return };
    // An error here means that the function is already there.
    let _ = bundle.add_function(FUNCTION, move |positional: &[FluentValue<'_>], _: &FluentArgs<'_>| {
        choose(&rules, positional)
    });
}

fn choose<'a>(rules: &PluralRules, positional: &[FluentValue<'a>]) -> FluentValue<'a> {
    let Some((value, exact)) = positional.split_first() else { return FluentValue::Error };
    let FluentValue::Number(number) = value else { return value.clone() };
    for key in exact {
        if matches!(key, FluentValue::Number(key) if key.value == number.value) {
            return key.clone();
        }
    }
    let whole = number.value.fract() == 0.0 && number.value.abs() < 1e15;
    if !whole || number.options.minimum_fraction_digits.is_some_and(|digits| digits > 0) {
        // Fluent's own rules are right for fractions.
        return value.clone();
    }
    FluentValue::String(Cow::Borrowed(name(rules.category_for(number.value.abs() as u64))))
}

/// The source with every choice on plural categories led through `PLURAL`; borrowed when there is none.
pub(super) fn rewrite(source: &str) -> Cow<'_, str> {
    if !source.contains("->") {
        return Cow::Borrowed(source);
    }
    let (Ok(mut resource) | Err((mut resource, _))) = parse_runtime(source);
    if rewrite_resource(&mut resource) { Cow::Owned(serialize(&resource)) } else { Cow::Borrowed(source) }
}

fn rewrite_resource(resource: &mut Resource<&str>) -> bool {
    let mut changed = false;
    for entry in &mut resource.body {
        let (value, attributes): (Option<&mut Pattern<_>>, &mut Vec<Attribute<_>>) = match entry {
            Entry::Message(message) => (message.value.as_mut(), &mut message.attributes),
            Entry::Term(term) => (Some(&mut term.value), &mut term.attributes),
            _ => continue,
        };
        for pattern in value.into_iter().chain(attributes.iter_mut().map(|attribute| &mut attribute.value)) {
            changed |= rewrite_pattern(pattern);
        }
    }
    changed
}

fn rewrite_pattern(pattern: &mut Pattern<&str>) -> bool {
    let mut changed = false;
    for element in &mut pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            changed |= rewrite_expression(expression);
        }
    }
    changed
}

fn rewrite_expression(expression: &mut Expression<&str>) -> bool {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => rewrite_expression(expression),
        Expression::Inline(_) => false,
        Expression::Select { selector, variants } => {
            let mut changed = lead_through_plural(selector, variants);
            for variant in variants {
                changed |= rewrite_pattern(&mut variant.value);
            }
            changed
        }
    }
}

fn lead_through_plural<'a>(selector: &mut InlineExpression<&'a str>, variants: &[Variant<&'a str>]) -> bool {
    let plural = variants.iter().any(|variant| match &variant.key {
        VariantKey::Identifier { name } => is_category(name),
        VariantKey::NumberLiteral { .. } => false,
    });
    let called = matches!(&*selector, InlineExpression::FunctionReference { id, arguments }
        if id.name == FUNCTION && arguments.positional.len() == 1);
    if !(called || plural && matches!(selector, InlineExpression::VariableReference { .. })) {
        return false;
    }
    let number = match &*selector {
        InlineExpression::FunctionReference { arguments, .. } => arguments.positional[0].clone(),
        other => other.clone(),
    };
    let exact = variants.iter().filter_map(|variant| match variant.key {
        VariantKey::NumberLiteral { value } => Some(InlineExpression::NumberLiteral { value }),
        VariantKey::Identifier { .. } => None,
    });
    let positional = std::iter::once(number).chain(exact).collect();
    *selector = InlineExpression::FunctionReference {
        id: Identifier { name: FUNCTION },
        arguments: CallArguments { positional, named: Vec::new() },
    };
    true
}

#[cfg(test)]
mod tests {
    use crate::locale::bundle::{Arg, Layers};
    use crate::locale::source::{Source, Text};

    fn say(language: &str, ftl: &str, n: impl Into<Arg>) -> String {
        let source = Source { file: String::new(), text: Text::Read(ftl.to_owned()), users: false };
        Layers::new(&language.parse().unwrap(), &[source]).text("m", &[("n", n.into())]).unwrap()
    }

    const DAYS: &str =
        "m = { $n ->\n    [one] o zi\n    [few] { $n } zile\n   *[other] { $n } de zile\n    }\n";

    #[test]
    fn romanian_is_right_beyond_a_hundred() {
        for (n, expected) in [
            (0, "0 zile"),
            (1, "o zi"),
            (2, "2 zile"),
            (19, "19 zile"),
            (20, "20 de zile"),
            (100, "100 de zile"),
            (101, "101 zile"),
            (119, "119 zile"),
            (120, "120 de zile"),
            (201, "201 zile"),
        ] {
            assert_eq!(say("ro", DAYS, n), expected);
        }
        assert_eq!(say("ro", DAYS, 1.5), "1.5 zile");
    }

    #[test]
    fn exact_numbers_and_the_function_itself_work() {
        let exact = "m = { $n ->\n    [0] none\n    [one] one\n   *[other] { $n } many\n    }\n";
        assert_eq!(say("en", exact, 0), "none");
        assert_eq!(say("en", exact, 1), "one");
        assert_eq!(say("en", exact, 5), "5 many");
        let called = exact.replace("$n ->", "PLURAL($n) ->");
        assert_eq!(say("en", &called, 0), "none");
        assert_eq!(say("en", &called, 1), "one");
    }

    #[test]
    fn nested_choices_attributes_and_texts_are_left_whole() {
        let ftl =
            "m = { $n ->\n    [a] { $n ->\n        [one] x\n       *[other] y\n    }\n   *[b] b\n    }\n";
        assert_eq!(say("ro", ftl, "a"), "y");
        assert_eq!(say("ro", ftl, "c"), "b");
        let text = "m = before { $n ->\n    [one] a \"q\" \\ '{\"{\"}'\n   *[other] many\n    lines\n    } after\n    .hint = h\n";
        assert_eq!(say("en", text, 1), "before a \"q\" \\ '{' after");
        assert_eq!(say("en", text, 2), "before many\nlines after");
    }
}
