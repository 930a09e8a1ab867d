//! The check of all words: do the languages say the same things, with the same variables, in clean
//! letters and with the plurals that each language has? English is the measure, since every other
//! language falls back to it.

mod facts;
mod text;

use serde::Serialize;

use self::facts::{Facts, Text};
use super::locales::{FALLBACK, Language, Locales};
use super::source::{LocaleProblem, ProblemKind, junk};

/// What `check locales` reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocaleReport {
    pub locales: Vec<LocaleFacts>,
    pub problems: Vec<LocaleProblem>,
}

/// One language. Messages are named by their bundle: `ui:date-long`, `forms/intake:birth_date.hint`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocaleFacts {
    pub id: String,
    /// How many messages it has, attributes not counted.
    pub messages: usize,
    /// What English has and it lacks.
    pub missing: Vec<String>,
    /// What it has and English lacks.
    pub extra: Vec<String>,
}

impl LocaleReport {
    /// Whether all languages are complete and without mistakes.
    pub fn is_clean(&self) -> bool {
        let complete = |locale: &LocaleFacts| locale.missing.is_empty() && locale.extra.is_empty();
        self.problems.is_empty() && self.locales.iter().all(complete)
    }
}

/// Compares every language with English and looks into every text. Parses all files anew.
pub fn check_locales(all: &Locales) -> LocaleReport {
    let facts: Vec<(&Language, Facts)> = all.all().map(|language| (language, Facts::of(language))).collect();
    let empty = Facts::default();
    let measure =
        facts.iter().find(|(language, _)| language.id == FALLBACK).map_or(&empty, |(_, facts)| facts);
    let mut report = LocaleReport { locales: Vec::new(), problems: Vec::new() };
    for id in all.ids() {
        let Some((language, facts)) = facts.iter().find(|(language, _)| language.id == id) else { continue };
        report.locales.push(compare(&id, facts, measure));
        let mut problems = file_problems(language);
        problems.extend(facts.duplicates.iter().cloned());
        for (name, text) in &facts.texts {
            let about =
                |kind| LocaleProblem { file: text.file.clone(), line: text.line, column: text.column, kind };
            problems.extend(text::problems(language, facts, name, text).into_iter().map(about));
            problems.extend(variables(name, text, measure).into_iter().map(about));
        }
        problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        report.problems.extend(problems);
    }
    report
}

fn compare(id: &str, facts: &Facts, measure: &Facts) -> LocaleFacts {
    let lacking = |a: &Facts, b: &Facts| -> Vec<String> {
        a.texts.keys().filter(|name| !b.texts.contains_key(*name)).cloned().collect()
    };
    LocaleFacts {
        id: id.to_owned(),
        messages: facts.messages.len(),
        missing: lacking(measure, facts),
        extra: lacking(facts, measure),
    }
}

fn file_problems(language: &Language) -> Vec<LocaleProblem> {
    language.bundles.values().flat_map(|bundled| &bundled.sources).flat_map(junk).collect()
}

fn variables(name: &str, text: &Text, measure: &Facts) -> Vec<ProblemKind> {
    let Some(english) = measure.texts.get(name) else { return Vec::new() };
    let unknown = text.variables.difference(&english.variables).map(|variable| {
        ProblemKind::UnknownVariable { message: name.to_owned(), variable: variable.clone() }
    });
    let missing = english.variables.difference(&text.variables).map(|variable| {
        ProblemKind::MissingVariable { message: name.to_owned(), variable: variable.clone() }
    });
    unknown.chain(missing).collect()
}

#[cfg(test)]
mod tests;
