//! Whether the other forms have what a form is begun with and gathers: names, types and choices.

use super::Check;
use crate::form::expr::{Expr, Problem, Signature, Vocabulary, near};
use crate::form::library::{embedded_lists, embedded_sources};
use crate::form::load::DiagnosticKind;
use crate::form::schema::{Fact, Field, FieldType, Form, List, Take};

/// What a first value may ask beside the functions of the notation: the latest answer of a form, who
/// sits at the keyboard, who manages the case, the most pressing row of a table.
const PREFILL_FUNCTIONS: [Signature; 5] = [
    Signature { name: "recorded", least: 1, most: 1 },
    Signature { name: "latest", least: 2, most: 4 },
    Signature { name: "worker", least: 0, most: 0 },
    Signature { name: "manager", least: 0, most: 0 },
    Signature { name: "first-row", least: 7, most: 11 },
];

/// The names of the forms that a first value speaks of.
struct Names {
    names: Vec<(String, Option<Vec<String>>)>,
}

impl Vocabulary for Names {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn choices(&self, name: &str) -> Option<Vec<&str>> {
        let choices = &self.names.iter().find(|(known, _)| known == name)?.1;
        choices.as_ref().map(|choices| choices.iter().map(String::as_str).collect())
    }

    fn functions(&self) -> &[Signature] {
        &PREFILL_FUNCTIONS
    }
}

impl Check {
    /// A first value: its names, and that a value taken as it is fits the field.
    pub(super) fn prefill(&mut self, form: &Form, field: &Field) {
        let Some(prefill) = &field.prefill else { return };
        let place = format!("prefill-{}", field.id);
        let names = self.names(prefill.names().into_iter().map(|(name, _)| name));
        for (span, problem) in prefill.problems(&names) {
            let kind = DiagnosticKind::Problem(problem);
            self.report.errors.push(form.origin.diagnostic_in(&place, span, kind));
        }
        let Expr::Name(name) = &prefill.root().expr else { return };
        let Some((other, id)) = name.split_once('.') else { return };
        let source = self.known(other).and_then(|other| other.field(id).cloned());
        if let Some(source) = source.filter(|source| !alike(field, source)) {
            let kind = DiagnosticKind::MisplacedKey { key: name.clone(), of: source.kind.name() };
            self.report.errors.push(form.origin.diagnostic(&place, kind));
        }
    }

    /// All names of the forms that are named, or of every form where one is unknown, to find what was meant.
    fn names(&self, wanted: impl Iterator<Item = String>) -> Names {
        let wanted: Vec<String> = wanted.collect();
        let ids = || wanted.iter().filter_map(|name| name.split_once('.').map(|(form, _)| form.to_owned()));
        let unknown = ids().any(|id| self.known(&id).is_none());
        let mut forms: Vec<String> = ids().collect();
        if unknown {
            forms.extend(self.report.loaded.iter().map(|form| form.id.clone()));
        }
        forms.sort();
        forms.dedup();
        let mut names = Vec::new();
        for form in forms.iter().filter_map(|id| self.known(id)) {
            for field in form.fields() {
                let name = format!("{}.{}", form.id, field.id);
                for column in &field.columns {
                    names.push((format!("{name}.{}", column.id), choices(&form, column)));
                }
                if field.kind != FieldType::Table {
                    names.push((name, choices(&form, field)));
                }
            }
        }
        Names { names }
    }

    /// Columns of a taken row that are filled from columns of another name.
    pub(super) fn take_columns(&mut self, form: &Form, field: &Field, other: &Form, take: &Take) {
        let Some(there) = other.field(&take.table) else { return };
        for (own, theirs) in &take.columns {
            let place = format!("take.column-{}-{own}", field.id);
            let (Some(own), found) = (field.column(own), there.column(theirs)) else { continue };
            let kind = match found {
                None => {
                    let near = near(theirs, there.columns.iter().map(|column| column.id.as_str()));
                    let (column, table) = (theirs.clone(), there.id.clone());
                    DiagnosticKind::UnknownColumn { column, table, near }
                }
                Some(found) if !alike(own, found) => {
                    DiagnosticKind::MisplacedKey { key: theirs.clone(), of: found.kind.name() }
                }
                Some(_) => continue,
            };
            self.report.errors.push(form.origin.diagnostic(&place, kind));
        }
    }

    /// Records of another form that a table takes over.
    pub(super) fn take_records(&mut self, form: &Form, field: &Field) {
        let Some(take) = &field.take_records else { return };
        let place = |part: &str| format!("take_records.{part}-{}", field.id);
        let Some(other) = self.known(&take.form) else {
            if !self.seen.contains_key(&take.form) {
                let embedded = embedded_sources();
                let ids = self.seen.keys().chain(embedded.keys()).map(String::as_str);
                let kind =
                    DiagnosticKind::UnknownForm { form: take.form.clone(), near: near(&take.form, ids) };
                self.report.errors.push(form.origin.diagnostic(&place("form"), kind));
            }
            return;
        };
        self.foreign(form, &place("where"), &other, take.condition.as_ref());
        for (own, theirs) in &take.columns {
            let place = format!("take_records.column-{}-{own}", field.id);
            let (Some(own), found) = (field.column(own), other.field(theirs)) else { continue };
            let kind = match found {
                None => {
                    let near = near(theirs, other.fields().map(|field| field.id.as_str()));
                    DiagnosticKind::UnknownField { form: other.id.clone(), field: theirs.clone(), near }
                }
                Some(found) if !alike(own, found) => {
                    DiagnosticKind::MisplacedKey { key: theirs.clone(), of: found.kind.name() }
                }
                Some(_) => continue,
            };
            self.report.errors.push(form.origin.diagnostic(&place, kind));
        }
    }

    /// The facts that a table gathers.
    pub(super) fn gather(&mut self, form: &Form, field: &Field) {
        let Some(gather) = &field.gather else { return };
        for fact in &gather.facts {
            let Some(other) = self.known(&fact.form) else {
                if !self.seen.contains_key(&fact.form) {
                    self.unknown_form(form, field, fact);
                }
                continue;
            };
            if let Some(problem) = fact_problem(&other, fact) {
                let key = match &fact.choice {
                    Some(choice) => format!("{}:{choice}", fact.name),
                    None => fact.name.clone(),
                };
                let place = format!("gather.fact-{}-{}-{key}", field.id, fact.form);
                let kind = DiagnosticKind::Problem(problem);
                self.report.errors.push(form.origin.diagnostic(&place, kind));
            }
        }
    }

    fn unknown_form(&mut self, form: &Form, field: &Field, fact: &Fact) {
        let embedded = embedded_sources();
        let ids = self.seen.keys().chain(embedded.keys()).map(String::as_str);
        let near = near(&fact.form, ids);
        let kind = DiagnosticKind::UnknownForm { form: fact.form.clone(), near };
        let place = format!("gather.form-{}-{}", field.id, fact.form);
        let mistake = form.origin.diagnostic(&place, kind);
        // Once for all its facts.
        if !self.report.errors.contains(&mistake) {
            self.report.errors.push(mistake);
        }
    }
}

fn fact_problem(other: &Form, fact: &Fact) -> Option<Problem> {
    let Some(found) = other.named(&fact.name) else {
        let columns = |field: &Field| -> Vec<String> {
            field.columns.iter().map(|column| format!("{}.{}", field.id, column.id)).collect()
        };
        let names = other.fields().flat_map(|field| std::iter::once(field.id.clone()).chain(columns(field)));
        let names: Vec<String> = names.collect();
        let near = near(&fact.name, names.iter().map(String::as_str));
        return Some(Problem::UnknownName { name: format!("{}.{}", other.id, fact.name), near });
    };
    let choice = fact.choice.as_ref()?;
    let known = choices(other, found).unwrap_or_default();
    if known.contains(choice) {
        return None;
    }
    let near = near(choice, known.iter().map(String::as_str));
    Some(Problem::UnknownChoice { name: format!("{}.{}", other.id, fact.name), choice: choice.clone(), near })
}

fn choices(form: &Form, field: &Field) -> Option<Vec<String>> {
    let id = field.choices.as_deref()?;
    let shared = embedded_lists().0.lists;
    let list: Option<&List> = form.lists.iter().chain(&shared).find(|list| list.id == id);
    list.map(|list| list.choices.iter().map(|choice| choice.id.clone()).collect())
}

/// An answer of the one can be an answer of the other.
fn alike(one: &Field, other: &Field) -> bool {
    let texts = one.kind.is_text() && other.kind.is_text();
    texts || one.kind == other.kind && one.choices == other.choices
}
