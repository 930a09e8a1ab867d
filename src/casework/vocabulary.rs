//! Which names and functions a condition of the process may use, so that a slip is found before it
//! silently means nothing.

use std::collections::BTreeMap;

use crate::form::expr::{Signature, Vocabulary};
use crate::form::{Field, FieldType, Form, Library, Subject};

/// What stands before the id of a fact in its name.
pub(super) const FACT: &str = "fact.";

/// The names that the fields of a made record may be filled from, beside those of the process.
pub(super) const MADE: [&str; 3] = ["make.date", "make.number", "make.count"];

/// Functions of the process beside those of the notation.
const FUNCTIONS: [Signature; 18] = [
    Signature { name: "recorded", least: 1, most: 1 },
    Signature { name: "stopped", least: 1, most: 1 },
    Signature { name: "complete", least: 1, most: 1 },
    Signature { name: "all-answered", least: 1, most: 1 },
    Signature { name: "unanswered", least: 1, most: 1 },
    Signature { name: "count-records", least: 1, most: 6 },
    Signature { name: "days-since", least: 1, most: 1 },
    Signature { name: "latest", least: 2, most: 4 },
    Signature { name: "dues", least: 0, most: 2 },
    Signature { name: "overdue", least: 0, most: 2 },
    Signature { name: "come", least: 0, most: 2 },
    Signature { name: "fresh", least: 1, most: 1 },
    Signature { name: "later", least: 2, most: 2 },
    Signature { name: "rows-with", least: 4, most: 8 },
    Signature { name: "went-back", least: 0, most: 0 },
    Signature { name: "closed", least: 0, most: 0 },
    Signature { name: "in-phase", least: 1, most: 1 },
    Signature { name: "unlooked", least: 0, most: 0 },
];

/// Those whose first argument names a form.
pub(super) const FORM_FUNCTIONS: [&str; 14] = [
    "recorded",
    "stopped",
    "complete",
    "all-answered",
    "unanswered",
    "count-records",
    "days-since",
    "latest",
    "dues",
    "overdue",
    "come",
    "fresh",
    "later",
    "rows-with",
];

/// Those whose next arguments name its fields.
pub(super) const FIELD_FUNCTIONS: [&str; 4] = ["latest", "dues", "overdue", "come"];

/// All names of all forms about a case: `form.field` and `form.table.column`, with their choices.
pub(super) struct CaseVocabulary {
    names: BTreeMap<String, Option<Vec<String>>>,
    forms: Vec<String>,
}

impl CaseVocabulary {
    pub fn new(library: &Library) -> Self {
        let mut names = BTreeMap::new();
        let mut forms = Vec::new();
        let known = library.ids().into_iter().filter_map(|id| library.form(&id));
        for form in known.filter(|form| form.subject == Subject::Case) {
            let form: &Form = &form;
            forms.push(form.id.clone());
            for field in form.fields() {
                let name = format!("{}.{}", form.id, field.id);
                for column in &field.columns {
                    names.insert(format!("{name}.{}", column.id), choices(library, form, column));
                }
                if field.kind != FieldType::Table {
                    names.insert(name, choices(library, form, field));
                }
            }
        }
        Self { names, forms }
    }

    /// From here on conditions may use this name.
    pub fn learn(&mut self, name: String) {
        self.names.insert(name, None);
    }

    /// The name is that of something else again.
    pub fn forget(&mut self, name: &str) {
        self.names.remove(name);
    }

    pub fn knows(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(String::as_str)
    }
}

fn choices(library: &Library, form: &Form, field: &Field) -> Option<Vec<String>> {
    let list = library.list(form, field.choices.as_deref()?)?;
    Some(list.choices.iter().map(|choice| choice.id.clone()).collect())
}

impl Vocabulary for CaseVocabulary {
    fn names(&self) -> Vec<&str> {
        self.names.keys().map(String::as_str).collect()
    }

    fn choices(&self, name: &str) -> Option<Vec<&str>> {
        let choices = self.names.get(name)?.as_ref()?;
        Some(choices.iter().map(String::as_str).collect())
    }

    fn functions(&self) -> &[Signature] {
        &FUNCTIONS
    }
}
