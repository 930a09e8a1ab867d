//! The words that a record is found by in the vault. What one language says differently than another (the
//! label of a choice, a date in words) bears a mark of the language, so that in each language only its own
//! words are found.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{folded_words, places};
use crate::form::{Answers, Library};
use crate::locale::{Locale, Locales};
use crate::store::{Beginnings, parts};

/// Stands around the id of a language before a word; no word that somebody wrote has it.
const MARK: char = '\u{E000}';

/// The words of answers in all languages, with spaces between them. None of what is the worker's own.
pub fn of(library: &Library, locales: &[Locale], form: &str, in_case: bool, answers: &Answers) -> String {
    let said: Vec<(&Locale, String)> = locales
        .iter()
        .filter_map(|locale| Some((locale, places::folded(library, locale, form, in_case, answers)?)))
        .collect();
    let sets: Vec<BTreeSet<&str>> = said.iter().map(|(_, folded)| parts(folded).collect()).collect();
    let Some((first, others)) = sets.split_first() else { return String::new() };
    let same: BTreeSet<&str> =
        first.iter().filter(|word| others.iter().all(|set| set.contains(*word))).copied().collect();
    let mut words: Vec<String> = same.iter().map(|word| (*word).to_owned()).collect();
    for ((locale, _), set) in said.iter().zip(&sets) {
        words.extend(set.difference(&same).map(|word| marked(locale, word)));
    }
    words.join(" ")
}

/// All languages there are.
pub fn languages(locales: &Arc<Locales>) -> Vec<Locale> {
    locales.ids().iter().map(|id| Locale::new(locales, id)).collect()
}

/// What a record must have to be looked at for a question in a language.
pub fn question(query: &str, locale: &Locale) -> Vec<Beginnings> {
    let words = folded_words(query);
    words
        .iter()
        .flat_map(|word| parts(word))
        .map(|part| vec![part.to_owned(), marked(locale, part)])
        .collect()
}

fn marked(locale: &Locale, word: &str) -> String {
    format!("{MARK}{}{MARK}{word}", locale.id())
}
