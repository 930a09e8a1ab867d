//! `check forms` and `check locales`: what is wrong with forms and words, as `file:line:column` for
//! people or as JSON for programs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::args::CheckWhat;
use super::context::{Context, place};
use super::{Exit, out};
use crate::casework::Process;
use crate::form::check::{self, CheckReport, FormFacts};
use crate::form::{Diagnostic, Library};
use crate::locale::{Arg, Locale, LocaleFacts, Locales, check_locales};

/// Runs one of the checks. `Invalid` when something is wrong.
pub fn run(context: &Context, what: CheckWhat) -> Exit {
    context.say_notices();
    match what {
        CheckWhat::Forms { paths, json } => forms(context, paths, json),
        CheckWhat::Locales { json } => locales(context, json),
    }
}

#[derive(Serialize)]
struct FormsAsJson<'a> {
    forms: &'a [FormFacts],
    errors: Vec<ErrorAsJson>,
}

#[derive(Serialize)]
struct ErrorAsJson {
    file: String,
    line: usize,
    column: usize,
    message: String,
}

fn forms(context: &Context, paths: Vec<PathBuf>, json: bool) -> Exit {
    let (report, errors) = check_forms(context, &paths);
    let locale = &context.locale;
    let words = |id: &str, variables: &[(&str, String)]| {
        let variables: Vec<(&str, Arg)> =
            variables.iter().map(|(name, value)| (*name, value.into())).collect();
        locale.text_with(id, &variables)
    };
    let text = if json {
        let error = |error: &Diagnostic| ErrorAsJson {
            file: error.file.clone(),
            line: error.line,
            column: error.column,
            message: error.message(&words),
        };
        as_json(&FormsAsJson { forms: &report.forms, errors: errors.iter().map(error).collect() })
    } else {
        for error in &errors {
            out::show(&error.render(&words));
        }
        let count = |id: &str, name: &str, count: usize| locale.text_with(id, &[(name, count.into())]) + "\n";
        let mut text: String = report.forms.iter().map(|facts| form_line(facts, locale)).collect();
        text.push_str(&match errors.len() {
            0 => count("cli-check-forms-good", "forms", report.forms.len()),
            mistakes => count("cli-check-forms-bad", "errors", mistakes),
        });
        text
    };
    ended(out::print(&text, locale), errors.is_empty())
}

/// Checks forms, and that each has its words in each of the program's languages. Without paths: the
/// forms in the program, then the user's own.
fn check_forms(context: &Context, paths: &[PathBuf]) -> (CheckReport, Vec<Diagnostic>) {
    let mut report = check::check(paths);
    if paths.is_empty() && context.paths.own_forms.is_dir() {
        let own = check::check(std::slice::from_ref(&context.paths.own_forms));
        report.forms.retain(|facts| own.forms.iter().all(|other| other.id != facts.id));
        report.loaded.retain(|form| own.loaded.iter().all(|other| other.id != form.id));
        report.forms.extend(own.forms);
        report.loaded.extend(own.loaded);
        report.lists.extend(own.lists);
        report.errors.extend(own.errors);
        report.forms.sort_by(|a, b| a.id.cmp(&b.id));
    }
    let words = WordsThere::new(words_of(context, paths));
    let languages = Locales::embedded().ids();
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    let mut errors = report.errors.clone();
    for form in &report.loaded {
        errors.extend(check::check_words(form, &|lang, id| words.has(&form.id, lang, id), &languages));
    }
    for lists in &report.lists {
        errors.extend(check::check_list_words(lists, &|lang, id| words.has("lists", lang, id), &languages));
    }
    errors.extend(process_mistakes(context, paths));
    errors.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    (report, errors)
}

/// What is wrong with the process over these forms. Without paths: the process in the program over the
/// forms that a session would have, since a form of the user's may lack a field that the process reads.
/// With paths: every `process.toml` among them, over the forms beside it.
fn process_mistakes(context: &Context, paths: &[PathBuf]) -> Vec<Diagnostic> {
    // A form's own mistakes have been found already.
    let library = |own_dir: Option<&Path>| {
        Arc::new(own_dir.map_or_else(Library::embedded, |own_dir| Library::with_overrides(own_dir).0))
    };
    if paths.is_empty() {
        return Process::embedded(&library(context.paths.own_forms.parent())).1;
    }
    let files = paths.iter().flat_map(|path| check::expand(path));
    let processes = files.filter(|file| file.file_name().is_some_and(|name| name == "process.toml"));
    processes
        .flat_map(|file| {
            // A file that cannot be read has been named with the forms.
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let beside = file.parent().and_then(Path::parent);
            Process::from_text(&text, &file.display().to_string(), &library(beside)).1
        })
        .collect()
}

/// The words to hold forms against: where forms in some directory are checked that has words beside
/// it (`x/forms`, `x/locales`), those; otherwise the words in use.
fn words_of(context: &Context, paths: &[PathBuf]) -> Arc<Locales> {
    let beside = |path: &PathBuf| {
        let absolute = std::path::absolute(path).ok()?;
        absolute.ancestors().take(3).map(|above| above.join("locales")).find(|words| words.is_dir())
    };
    match paths.iter().find_map(beside) {
        Some(words) => Arc::new(Locales::with_overrides(&words).0),
        None => Arc::clone(&context.locales),
    }
}

/// Which words each language has by itself, without falling back to English.
struct WordsThere {
    english: Locale,
    /// Language and name (`forms/intake:birth_date.hint`) of what English has and the language lacks.
    missing: BTreeSet<(String, String)>,
    /// What the language has and English lacks.
    extra: BTreeSet<(String, String)>,
}

impl WordsThere {
    fn new(locales: Arc<Locales>) -> Self {
        let facts = check_locales(&locales).locales;
        let names = |of: fn(&LocaleFacts) -> &Vec<String>| {
            let pairs = |facts| of(facts).iter().map(|name| (facts.id.clone(), name.clone()));
            facts.iter().flat_map(pairs).collect()
        };
        Self {
            english: Locale::new(&locales, "en"),
            missing: names(|facts| &facts.missing),
            extra: names(|facts| &facts.extra),
        }
    }

    /// `id` is a message or `message.attribute` of a form; a choice may be one of the shared lists.
    fn has(&self, form: &str, lang: &str, id: &str) -> bool {
        let choice = id.starts_with("choice-");
        self.has_in(form, lang, id) || choice && self.has_in("lists", lang, id)
    }

    fn has_in(&self, form: &str, lang: &str, id: &str) -> bool {
        let in_english = match id.split_once('.') {
            Some((message, attribute)) => self.english.form_attribute(form, message, attribute).is_some(),
            None => self.english.form_has(form, id),
        };
        let name = (lang.to_owned(), format!("forms/{form}:{id}"));
        if in_english { !self.missing.contains(&name) } else { self.extra.contains(&name) }
    }
}

fn form_line(facts: &FormFacts, locale: &Locale) -> String {
    let variables = [
        ("id", facts.id.as_str().into()),
        ("version", facts.version.to_string().into()),
        ("kind", facts.kind.into()),
        ("fields", facts.fields.into()),
        ("items", facts.items.into()),
    ];
    locale.text_with("cli-check-form", &variables) + "\n"
}

#[derive(Serialize)]
struct LocalesAsJson<'a> {
    locales: &'a [LocaleFacts],
}

fn locales(context: &Context, json: bool) -> Exit {
    let report = check_locales(&context.locales);
    let locale = &context.locale;
    for problem in &report.problems {
        let place = place(&problem.file, problem.line, problem.column);
        out::show(&format!("{place}: {}", problem.kind.describe(locale)));
    }
    let text = if json {
        as_json(&LocalesAsJson { locales: &report.locales })
    } else {
        report.locales.iter().map(|facts| locale_lines(facts, context)).collect()
    };
    ended(out::print(&text, locale), report.is_clean())
}

fn locale_lines(facts: &LocaleFacts, context: &Context) -> String {
    let (missing, extra) = (facts.missing.len(), facts.extra.len());
    let counts = [
        ("id", facts.id.as_str().into()),
        ("messages", facts.messages.into()),
        ("missing", missing.into()),
        ("extra", extra.into()),
    ];
    let mut lines = context.locale.text_with("cli-check-locale", &counts) + "\n";
    for (id, names) in [("cli-check-missing", &facts.missing), ("cli-check-extra", &facts.extra)] {
        for name in names {
            lines.push_str("  ");
            lines.push_str(&context.locale.text_with(id, &[("name", name.into())]));
            lines.push('\n');
        }
    }
    lines
}

fn as_json(value: &impl Serialize) -> String {
    // These types have no map keys that are not text, so this cannot fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn ended(printed: Exit, clean: bool) -> Exit {
    if printed == Exit::Ok && !clean { Exit::Invalid } else { printed }
}
