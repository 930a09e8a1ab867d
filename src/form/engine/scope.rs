//! Where the conditions of a form find their names: the answers, seen from one place.

use chrono::NaiveDateTime;

use super::convert::to_value;
use super::judge::fits;
use super::{Entry, convert};
use crate::form::answer::{Answer, Path, Row};
use crate::form::expr::{Scope, Value};
use crate::form::schema::{Field, FieldType};

/// A place in an entry, from which a condition looks around.
pub(super) struct At<'a> {
    entry: &'a Entry,
    /// The field or column behind `.`.
    field: Option<&'a Field>,
    /// The table and the row in which it stands.
    row: Option<(&'a str, &'a Row)>,
    position: usize,
}

impl<'a> At<'a> {
    /// Outside a table.
    pub fn top(entry: &'a Entry, field: Option<&'a Field>) -> Self {
        Self { entry, field, row: None, position: 0 }
    }

    /// In a row of a table.
    pub fn cell(entry: &'a Entry, table: &'a str, row: &str, field: &'a Field) -> Self {
        let rows = entry.answers.rows(table);
        let index = rows.iter().position(|known| known.id == row);
        let row = index.and_then(|index| rows.get(index)).map(|row| (table, row));
        Self { entry, field: Some(field), row, position: index.map_or(0, |index| index + 1) }
    }

    /// At a field or cell.
    pub fn path(entry: &'a Entry, path: &'a Path) -> Self {
        let field = entry.field(path);
        match (path, field) {
            (Path::Cell { table, row, .. }, Some(field)) => Self::cell(entry, table, row, field),
            _ => Self::top(entry, field),
        }
    }

    /// The places behind a name: one, or a cell of each row.
    pub fn places(&self, name: &str) -> Vec<Path> {
        if self.entry.form.field(name).is_some() {
            return vec![Path::field(name)];
        }
        let Some(table) = self.entry.table_of(name) else { return Vec::new() };
        match self.row {
            Some((here, row)) if here == table.id => vec![Path::cell(here, &row.id, name)],
            _ => {
                let rows = self.entry.answers.rows(&table.id);
                rows.iter().map(|row| Path::cell(&table.id, &row.id, name)).collect()
            }
        }
    }

    fn is_single(&self, name: &str) -> bool {
        self.entry.form.field(name).is_some()
            || self.row.is_some_and(|(table, _)| {
                self.entry.form.field(table).is_some_and(|table| table.column(name).is_some())
            })
    }

    fn any(&self, name: &str, test: impl Fn(&Answer) -> bool) -> bool {
        self.places(name).iter().filter(|path| self.entry.relevant(path)).any(|path| {
            let kind = self.entry.field(path).map(|field| field.kind);
            let answer = self.entry.get(path).filter(|answer| kind.is_none_or(|kind| fits(kind, answer)));
            answer.is_some_and(|answer| test(&answer))
        })
    }
}

impl Scope for At<'_> {
    fn variable(&self, name: &str) -> Value {
        let places = self.places(name);
        if self.is_single(name) {
            return places.first().map_or(Value::Nothing, |path| self.entry.value(path));
        }
        let values = places.iter().map(|path| self.entry.value(path));
        Value::List(values.filter(|value| !value.is_empty()).collect())
    }

    /// For a calculated field, what it was before: `once()` keeps that.
    fn current(&self) -> Value {
        let Some(field) = self.field else { return Value::Nothing };
        let path = match self.row {
            Some((table, row)) => Path::cell(table, &row.id, &field.id),
            None => Path::field(&field.id),
        };
        if field.kind == FieldType::Calculated {
            let before = self.entry.computed(&path).filter(|value| !value.is_empty()).cloned();
            return before.unwrap_or_else(|| self.entry.answers.get(&path).map_or(Value::Nothing, to_value));
        }
        self.entry.answers.get(&path).map_or(Value::Nothing, to_value)
    }

    fn answered(&self, name: &str) -> bool {
        self.any(name, |answer| match answer {
            Answer::Declined => false,
            Answer::Rows(rows) => {
                let table = self.entry.form.field(name);
                table.is_some_and(|table| rows.iter().any(|row| self.entry.touched(table, row)))
            }
            answer => convert::is_complete(answer),
        })
    }

    fn declined(&self, name: &str) -> bool {
        self.any(name, |answer| *answer == Answer::Declined)
    }

    fn position(&self) -> usize {
        self.position
    }

    fn now(&self) -> NaiveDateTime {
        self.entry.now
    }
}

impl Entry {
    /// The value that conditions see at a place: nothing where the field is not relevant.
    fn value(&self, path: &Path) -> Value {
        if !self.relevant(path) {
            return Value::Nothing;
        }
        let Some(kind) = self.field(path).map(|field| field.kind) else { return Value::Nothing };
        if kind == FieldType::Calculated {
            return self.computed(path).cloned().unwrap_or(Value::Nothing);
        }
        // What was not understood says nothing: half a date makes nobody a child.
        self.answers.get(path).filter(|answer| fits(kind, answer)).map_or(Value::Nothing, to_value)
    }

    /// The table that has this column.
    fn table_of(&self, column: &str) -> Option<&Field> {
        self.form.fields().find(|field| field.column(column).is_some())
    }
}
