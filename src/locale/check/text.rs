//! What can be wrong with one text by itself.

use super::facts::{Choice, Facts, Text};
use crate::locale::clean::clean;
use crate::locale::locales::Language;
use crate::locale::plural;
use crate::locale::source::ProblemKind;

const FUNCTIONS: [&str; 2] = ["NUMBER", plural::FUNCTION];

/// Languages that leave a noun as it is after a number, so that a choice needs no `[one]`.
const NOUN_UNCHANGED: [&str; 11] = ["az", "fa", "hu", "ka", "kk", "ky", "tk", "tr", "tt", "ug", "uz"];

/// What is wrong with a text, its variables aside.
pub(super) fn problems(language: &Language, facts: &Facts, name: &str, text: &Text) -> Vec<ProblemKind> {
    let message = name.to_owned();
    let mut found = Vec::new();
    if text.literal.trim().is_empty() && !text.placeables {
        found.push(ProblemKind::EmptyText { message: message.clone() });
    }
    if language.langid.language.as_str() == "ro" && text.literal.contains(['ş', 'ţ', 'Ş', 'Ţ']) {
        found.push(ProblemKind::Cedilla { message: message.clone() });
    }
    if clean(&text.literal, true) != text.literal {
        found.push(ProblemKind::Unclean { message: message.clone() });
    }
    for reference in text.references.iter().filter(|reference| !exists(facts, text, reference)) {
        found.push(ProblemKind::UnknownReference { message: message.clone(), reference: reference.clone() });
    }
    for function in text.functions.iter().filter(|function| !FUNCTIONS.contains(&function.as_str())) {
        found.push(ProblemKind::UnknownFunction { message: message.clone(), function: function.clone() });
    }
    for choice in &text.choices {
        found.extend(plural_problems(language, &message, choice));
    }
    found
}

fn exists(facts: &Facts, text: &Text, reference: &str) -> bool {
    let name = format!("{}:{reference}", text.bundle);
    facts.texts.contains_key(&name) || facts.terms.contains(&name)
}

fn plural_problems(language: &Language, message: &str, choice: &Choice) -> Vec<ProblemKind> {
    let by_category = choice.keys.iter().any(|key| plural::is_category(key));
    // `[0] none *[other] { $n } days` is a plural without any category: it still lacks some.
    if !(by_category || choice.exact && choice.default_shows) {
        return Vec::new();
    }
    let Some(rules) = plural::rules(&language.id) else { return Vec::new() };
    let has = |key: &str| choice.keys.iter().any(|known| known == key);
    let unchanged = NOUN_UNCHANGED.contains(&language.langid.language.as_str());
    let needed = plural::whole_number_categories(&rules).into_iter().filter(|category| match *category {
        "other" => false,
        "one" => !(unchanged || has("one") || has("1")),
        category => !has(category),
    });
    let known: Vec<&str> = rules.categories().map(plural::name).collect();
    let unknown = choice.keys.iter().filter(|key| plural::is_category(key) && !known.contains(&key.as_str()));
    let category_of = |category: &str| category.to_owned();
    let missing = needed.map(|category| ProblemKind::MissingPlural {
        message: message.to_owned(),
        category: category_of(category),
    });
    missing
        .chain(unknown.map(|category| ProblemKind::UnknownPlural {
            message: message.to_owned(),
            category: category_of(category),
        }))
        .collect()
}
