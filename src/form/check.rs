//! Checks form files for their authors: every mistake of every file, what the good ones hold, what a
//! form asks of another, and which words are missing in a language.

mod known;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::expr::{Condition, near};
use super::library::{embedded_lists, embedded_sources, file_id, is_form, merged, read, toml_files};
use super::load::{Diagnostic, DiagnosticKind, FormWords, SharedLists, Source, load_form, load_lists};
use super::schema::{DIRECTORY, Field, FieldType, Form, List, Take};

/// What a good form holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormFacts {
    pub id: String,
    pub version: u32,
    /// As the form names it: `sheet`, `checklist`, `steps`, `table`.
    pub kind: &'static str,
    /// Fields and columns.
    pub fields: usize,
    /// See `Form::items`.
    pub items: usize,
}

/// What a check found, sorted by form id and by file and place.
#[derive(Debug, Clone, Default)]
pub struct CheckReport {
    pub forms: Vec<FormFacts>,
    pub errors: Vec<Diagnostic>,
    /// The forms without mistakes, to check their words.
    pub loaded: Vec<Arc<Form>>,
    /// The files of shared lists that were among those checked.
    pub lists: Vec<SharedLists>,
}

/// A message that a form needs in each language, with the attributes that it must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageNeed {
    pub id: String,
    pub attributes: Vec<&'static str>,
}

/// Checks form files, or all those of directories (and of a `forms` directory in them); the forms
/// built into the program when none are given. A file may use the lists of a `lists.toml` beside it.
pub fn check(files: &[PathBuf]) -> CheckReport {
    let mut check = Check::default();
    if files.is_empty() {
        let (lists, mistakes) = embedded_lists();
        check.lists(lists, mistakes);
        for (id, source) in embedded_sources() {
            check.form(id, &source, &embedded_lists().0.lists);
        }
    }
    for file in files.iter().flat_map(|path| expand(path)) {
        check.file(&file);
    }
    check.finish()
}

/// Every message that a form needs, in the order of the form.
pub fn message_ids(form: &Form) -> Vec<MessageNeed> {
    let mut needs = vec![need("form".to_owned(), &["hint"])];
    needs.extend(list_message_ids(&form.lists));
    for section in &form.sections {
        needs.push(need(format!("section-{}", section.id), &[]));
        for field in &section.fields {
            needs.push(need(field.id.clone(), &attributes(field)));
            for column in &field.columns {
                needs.push(need(format!("column-{}-{}", field.id, column.id), &attributes(column)));
            }
            needs.extend(field.rows.iter().map(|row| need(format!("row-{}-{}", field.id, row.id), &[])));
        }
    }
    needs
}

/// Every message that lists of choices need.
pub fn list_message_ids(lists: &[List]) -> Vec<MessageNeed> {
    let choices = lists.iter().flat_map(|list| list.choices.iter().map(move |choice| (list, choice)));
    choices.map(|(list, choice)| need(format!("choice-{}-{}", list.id, choice.id), &[])).collect()
}

/// Names the place in the form of every word that is missing in one of the languages. `has` says
/// whether a language has a message (`birth_date`) or an attribute of one (`birth_date.constraint`).
pub fn check_words(form: &Form, has: &dyn Fn(&str, &str) -> bool, langs: &[&str]) -> Vec<Diagnostic> {
    let missing = missing_words(&message_ids(form), has, langs);
    missing.into_iter().map(|(id, kind)| form.origin.diagnostic(&id, kind)).collect()
}

/// The same for the choices of shared lists.
pub fn check_list_words(
    lists: &SharedLists,
    has: &dyn Fn(&str, &str) -> bool,
    langs: &[&str],
) -> Vec<Diagnostic> {
    let missing = missing_words(&list_message_ids(&lists.lists), has, langs);
    missing.into_iter().map(|(id, kind)| lists.origin.diagnostic(&id, kind)).collect()
}

fn missing_words(
    needs: &[MessageNeed],
    has: &dyn Fn(&str, &str) -> bool,
    langs: &[&str],
) -> Vec<(String, DiagnosticKind)> {
    let mut missing = Vec::new();
    for need in needs {
        for &lang in langs {
            let (lang_id, id) = (lang.to_owned(), need.id.clone());
            if !has(lang, &need.id) {
                missing.push((id.clone(), DiagnosticKind::MissingMessage { lang: lang_id, id }));
                continue;
            }
            for attribute in &need.attributes {
                if !has(lang, &format!("{id}.{attribute}")) {
                    let (lang, attribute) = (lang.to_owned(), (*attribute).to_owned());
                    let kind = DiagnosticKind::MissingAttribute { lang, id: id.clone(), attribute };
                    missing.push((id.clone(), kind));
                }
            }
        }
    }
    missing
}

fn need(id: String, attributes: &[&'static str]) -> MessageNeed {
    MessageNeed { id, attributes: attributes.to_vec() }
}

fn attributes(field: &Field) -> Vec<&'static str> {
    let mut attributes = Vec::new();
    if field.constraint.is_some() {
        attributes.push("constraint");
    }
    if field.kind == FieldType::Scale {
        attributes.extend(["low", "high"]);
    }
    attributes
}

/// A file itself, or the files of a directory (of the `forms` in it, if there are some).
pub fn expand(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut files = toml_files(&path.join("forms"));
    if files.is_empty() {
        files = toml_files(path);
    }
    files
}

/// The state of one run.
#[derive(Default)]
struct Check {
    report: CheckReport,
    /// Ids of the forms seen, broken ones included, with their files.
    seen: BTreeMap<String, String>,
}

impl Check {
    fn file(&mut self, path: &Path) {
        let source = match read(path) {
            Ok(source) => source,
            Err(mistake) => return self.report.errors.push(*mistake),
        };
        let id = file_id(path);
        if id == "lists" {
            let (lists, mistakes) = load_lists(&source);
            self.lists(lists, mistakes);
        } else if is_form(&id) {
            let beside = read(&path.with_file_name("lists.toml")).map(|source| load_lists(&source).0.lists);
            let lists = merged(beside.unwrap_or_default(), &embedded_lists().0.lists);
            self.form(id, &source, &lists);
        }
    }

    fn lists(&mut self, lists: SharedLists, mistakes: Vec<Diagnostic>) {
        self.report.errors.extend(mistakes);
        self.report.lists.push(lists);
    }

    fn form(&mut self, id: String, source: &Source, lists: &[List]) {
        match load_form(source, lists) {
            Ok(form) => match self.seen.get(&id) {
                Some(file) => {
                    let kind = DiagnosticKind::DuplicateForm { id: id.clone(), file: file.clone() };
                    self.report.errors.push(form.origin.diagnostic("form", kind));
                }
                None => self.report.loaded.push(Arc::new(form)),
            },
            Err(mistakes) => self.report.errors.extend(mistakes),
        }
        self.seen.entry(id).or_insert_with(|| source.file.clone());
    }

    fn finish(mut self) -> CheckReport {
        let loaded = self.report.loaded.clone();
        for form in &loaded {
            for field in form.fields() {
                self.take(form, field);
                self.take_records(form, field);
                self.gather(form, field);
                self.prefill(form, field);
                self.fill(form, field);
                field.columns.iter().for_each(|column| self.fill(form, column));
            }
        }
        let mut report = self.report;
        report.loaded.sort_by(|a, b| a.id.cmp(&b.id));
        report.forms = report.loaded.iter().map(|form| facts(form)).collect();
        report.errors.sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
        report
    }

    /// Whether what a table takes over exists: form, table, and the names in the condition.
    fn take(&mut self, form: &Form, field: &Field) {
        let Some(take) = &field.take else { return };
        let place = |part: &str| format!("take.{part}-{}", field.id);
        let Some(other) = self.known(&take.form) else {
            // A form that is there but broken has mistakes of its own.
            if !self.seen.contains_key(&take.form) {
                let embedded = embedded_sources();
                let ids = self.seen.keys().chain(embedded.keys()).map(String::as_str);
                let kind =
                    DiagnosticKind::UnknownForm { form: take.form.clone(), near: near(&take.form, ids) };
                self.report.errors.push(form.origin.diagnostic(&place("form"), kind));
            }
            return;
        };
        let is_table = |field: &&Field| field.kind == FieldType::Table;
        if other.field(&take.table).filter(is_table).is_none() {
            let near = near(&take.table, other.fields().filter(is_table).map(|field| field.id.as_str()));
            let kind =
                DiagnosticKind::UnknownTable { form: other.id.clone(), table: take.table.clone(), near };
            self.report.errors.push(form.origin.diagnostic(&place("table"), kind));
            return;
        }
        self.take_condition(form, &place("where"), &other, take);
        self.take_columns(form, field, &other, take);
    }

    /// Whether the fields exist from which others are filled.
    fn fill(&mut self, form: &Form, field: &Field) {
        let Some(entry) = (!field.fill.is_empty()).then(|| self.known(DIRECTORY)).flatten() else { return };
        for fill in &field.fill {
            for from in fill.from.iter().filter(|from| entry.field(from).is_none()) {
                let near = near(from, entry.fields().map(|field| field.id.as_str()));
                let kind = DiagnosticKind::UnknownField { form: entry.id.clone(), field: from.clone(), near };
                let place = format!("fill.from-{}-{}", field.id, fill.target);
                self.report.errors.push(form.origin.diagnostic(&place, kind));
            }
        }
    }

    fn take_condition(&mut self, form: &Form, place: &str, other: &Form, take: &Take) {
        self.foreign(form, place, other, take.condition.as_ref());
    }

    /// A condition that is read with the fields of another form.
    fn foreign(&mut self, form: &Form, place: &str, other: &Form, condition: Option<&Condition>) {
        let Some(condition) = condition else { return };
        let shared = embedded_lists().0.lists;
        let lists = other.lists.iter().chain(&shared).collect();
        let problems = condition.problems(&FormWords::new(&other.sections, lists));
        for (span, problem) in problems {
            let kind = DiagnosticKind::Problem(problem);
            self.report.errors.push(form.origin.diagnostic_in(place, span, kind));
        }
    }

    /// A form among those checked, or a built-in one.
    fn known(&self, id: &str) -> Option<Arc<Form>> {
        if let Some(form) = self.report.loaded.iter().find(|form| form.id == id) {
            return Some(Arc::clone(form));
        }
        if self.seen.contains_key(id) {
            return None;
        }
        load_form(embedded_sources().get(id)?, &embedded_lists().0.lists).ok().map(Arc::new)
    }
}

fn facts(form: &Form) -> FormFacts {
    FormFacts {
        id: form.id.clone(),
        version: form.version,
        kind: form.kind.name(),
        fields: form.fields().map(|field| 1 + field.columns.len()).sum(),
        items: form.items(),
    }
}
