//! What happens while a form is filled in: answers are set, what depends on them is worked out
//! again, and everything that a screen asks about a field is answered here.

mod compute;
mod convert;
mod explain;
mod judge;
#[cfg(test)]
mod property;
mod rows;
mod scope;
mod take;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::answer::{Answer, Answers, Path, Row};
use super::expr::Value;
use super::library::Library;
use super::schema::{Field, FieldType, Form};
use compute::State;
pub(super) use judge::heading_text;

/// One record being filled in. Answers of fields that are not relevant at the moment are kept, so
/// that they are there again when the field comes back; `to_save` leaves them out.
pub struct Entry {
    library: Arc<Library>,
    form: Arc<Form>,
    now: NaiveDateTime,
    answers: Answers,
    /// What was worked out, one state for each node of the form's graph.
    states: Vec<State>,
}

/// Why an answer does not fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Violation {
    /// The field's own condition is not met; its message says why.
    Constraint,
    BelowMin(f64),
    AboveMax(f64),
    /// A choice that the list does not hold (any more).
    BadChoice,
    /// A whole number is wanted.
    NotWhole,
    /// An answer of another type, from an older version of the form.
    WrongType,
}

/// How many of the relevant fields that people answer have an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub answered: usize,
    pub total: usize,
}

/// Something that a calculated value was computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    pub path: Path,
    pub answer: Option<Answer>,
    /// The heading of the row in which it stands: the worker's text, or a starting row's key.
    pub heading: Option<String>,
    pub start: Option<String>,
    /// 0 for what was read directly, 1 for what that was computed from, and so on; the inputs of a
    /// calculated value follow it.
    pub depth: usize,
}

/// A date that asks for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDue {
    pub path: Path,
    pub heading: Option<String>,
    pub start: Option<String>,
    pub date: NaiveDate,
}

impl Entry {
    /// A new record: starting rows and first values are filled in.
    pub fn start(library: &Arc<Library>, form: &Arc<Form>, now: NaiveDateTime) -> Self {
        let mut entry = Self::open(library, form, Answers::default(), now);
        entry.add_starting_rows();
        entry.compute_all();
        entry.set_defaults();
        entry
    }

    /// A record or draft that was saved before. Starting rows that it lacks stay away: somebody has
    /// taken them out, or the form did not have them yet.
    pub fn open(library: &Arc<Library>, form: &Arc<Form>, answers: Answers, now: NaiveDateTime) -> Self {
        let (library, form) = (Arc::clone(library), Arc::clone(form));
        let states = vec![State::default(); form.graph.nodes.len()];
        let mut entry = Self { library, form, now, answers, states };
        entry.rows_of_words();
        entry.compute_all();
        entry
    }

    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The answers as they were given, those of fields that are not relevant included. Calculated
    /// values are those of the last save; `get` and `to_save` have the present ones.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Time spent by section, the place where it was stopped, the reason why a shut gate was opened.
    pub fn answers_mut_meta(
        &mut self,
    ) -> (&mut BTreeMap<String, u32>, &mut Option<String>, &mut Option<String>) {
        let answers = &mut self.answers;
        (&mut answers.spent, &mut answers.stopped_at, &mut answers.override_reason)
    }

    /// The clock went on: what depends on the day or hour is worked out again.
    pub fn set_now(&mut self, now: NaiveDateTime) {
        self.now = now;
        self.compute_all();
    }

    /// What a save writes: calculated values in, answers of fields that are not relevant out.
    /// Answers to fields that the form does not know (any more) are kept.
    pub fn to_save(&self) -> Answers {
        let mut answers = self.answers.clone();
        for field in self.form.fields() {
            let path = Path::field(&field.id);
            match field.kind {
                _ if !self.relevant(&path) => {
                    answers.fields.remove(&field.id);
                }
                FieldType::Calculated => put(&mut answers.fields, &field.id, self.get(&path)),
                FieldType::Table => {
                    if let Some(Answer::Rows(rows)) = answers.fields.get_mut(&field.id) {
                        rows.iter_mut().for_each(|row| self.save_row(field, row));
                    }
                }
                _ => {}
            }
        }
        answers
    }

    fn save_row(&self, table: &Field, row: &mut Row) {
        for column in &table.columns {
            let path = Path::cell(&table.id, &row.id, &column.id);
            if !self.relevant(&path) {
                row.cells.remove(&column.id);
            } else if column.kind == FieldType::Calculated {
                put(&mut row.cells, &column.id, self.get(&path));
            }
        }
    }

    /// Gives, changes or (with None) takes back an answer, and works out again what depends on it.
    /// An empty text or list is no answer. Calculated fields and unknown places are left alone, and a
    /// table takes nothing but rows, so that no slip can lose them.
    pub fn set(&mut self, path: &Path, answer: Option<Answer>) {
        let Some(kind) = self.field(path).map(|field| field.kind) else { return };
        let rows = answer.as_ref().is_some_and(|answer| matches!(answer, Answer::Rows(_)));
        if kind == FieldType::Calculated || answer.is_some() && rows != (kind == FieldType::Table) {
            return;
        }
        let answer = answer.filter(|answer| !convert::is_empty(answer));
        match path {
            Path::Field(id) => put(&mut self.answers.fields, id, answer),
            Path::Cell { table, row, column } => {
                let Some(row) = self.row_mut(table, row) else { return };
                put(&mut row.cells, column, answer);
            }
        }
        self.changed(path);
    }

    /// Gives an answer from what a condition computed; what does not fit the field's type is none.
    pub fn set_value(&mut self, path: &Path, value: &Value) {
        if let Some(field) = self.field(path) {
            let answer = convert::to_answer(field, value);
            self.set(path, answer);
        }
    }

    /// The answer at a place, calculated values included.
    pub fn get(&self, path: &Path) -> Option<Answer> {
        let field = self.field(path)?;
        if field.kind != FieldType::Calculated {
            return self.answers.get(path).cloned();
        }
        let value = self.computed(path)?;
        convert::to_answer(field, value)
    }

    /// The field or column at a place.
    pub fn field(&self, path: &Path) -> Option<&Field> {
        match path {
            Path::Field(id) => self.form.field(id),
            Path::Cell { table, column, .. } => self.form.field(table)?.column(column),
        }
    }

    /// Whether the field is there: its own condition, and that of its section and table.
    pub fn relevant(&self, path: &Path) -> bool {
        match path {
            Path::Field(id) => self.state(id).is_some_and(|state| state.relevant),
            Path::Cell { table, row, column } => {
                let here = self.state(column).is_some_and(|state| state.row(row).relevant);
                here && self.state(table).is_some_and(|state| state.relevant)
            }
        }
    }

    /// Whether a section is there, by its number in the form.
    pub fn section_relevant(&self, section: usize) -> bool {
        let node = self.form.graph.section(section);
        node.and_then(|node| self.states.get(node)).is_some_and(|state| state.relevant)
    }
}

fn put(answers: &mut BTreeMap<String, Answer>, id: &str, answer: Option<Answer>) {
    match answer {
        Some(answer) => answers.insert(id.to_owned(), answer),
        None => answers.remove(id),
    };
}
