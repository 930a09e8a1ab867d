//! Rows of tables: those a record starts with, and those that are added, moved and taken out.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::Entry;
use super::scope::At;
use crate::form::answer::{Answer, Path, Row};
use crate::form::schema::{Field, FieldType};

impl Entry {
    /// The rows of a table in the worker's order.
    pub fn rows(&self, table: &str) -> &[Row] {
        self.answers.rows(table)
    }

    /// Adds a row at the end with its first values; its id, or None when there is no such table.
    pub fn add_row(&mut self, table: &str, now: NaiveDateTime) -> Option<String> {
        self.now = now;
        let id = self.new_row_id(table, &[]);
        let row = Row { id: id.clone(), start: None, from: None, cells: BTreeMap::new() };
        self.push_row(table, row)?;
        self.set_row_defaults(table, &id);
        Some(id)
    }

    /// Adds a row that was made elsewhere, such as one taken over. It gets another id when a row has
    /// that one already.
    pub fn insert_row(&mut self, table: &str, mut row: Row) {
        if self.rows(table).iter().any(|known| known.id == row.id) {
            row.id = self.new_row_id(table, &[]);
        }
        let id = row.id.clone();
        if self.push_row(table, row).is_some() {
            self.set_row_defaults(table, &id);
        }
    }

    /// Takes a row out.
    pub fn remove_row(&mut self, table: &str, row: &str) {
        if let Some(Answer::Rows(rows)) = self.answers.fields.get_mut(table) {
            rows.retain(|known| known.id != row);
            self.table_changed(table);
        }
    }

    /// Moves a row up (negative) or down, at most to the end; whether it moved.
    pub fn move_row(&mut self, table: &str, row: &str, by: isize) -> bool {
        let Some(Answer::Rows(rows)) = self.answers.fields.get_mut(table) else { return false };
        let Some(from) = rows.iter().position(|known| known.id == row) else { return false };
        let to = from.saturating_add_signed(by).min(rows.len() - 1);
        if to == from {
            return false;
        }
        let row = rows.remove(from);
        rows.insert(to, row);
        self.table_changed(table);
        true
    }

    /// The rows that tables start with, with the cells the form sets in them.
    pub(super) fn add_starting_rows(&mut self) {
        for table in self.form.fields().filter(|field| !field.rows.is_empty()) {
            let rows = table.rows.iter().map(|start| Row {
                id: start.id.clone(),
                start: Some(start.id.clone()),
                from: None,
                cells: start.set.iter().cloned().collect(),
            });
            self.answers.fields.insert(table.id.clone(), Answer::Rows(rows.collect()));
        }
    }

    /// First values of all fields and starting rows, in the order of the form, so that a later one
    /// may read an earlier one.
    pub(super) fn set_defaults(&mut self) {
        let form = std::sync::Arc::clone(&self.form);
        for field in form.fields() {
            if field.kind == FieldType::Table {
                let ids: Vec<String> = self.rows(&field.id).iter().map(|row| row.id.clone()).collect();
                ids.iter().for_each(|row| self.set_row_defaults(&field.id, row));
            } else if let Some(answer) = self.default_of(field, &At::top(self, Some(field))) {
                self.set(&Path::field(&field.id), Some(answer));
            }
        }
    }

    fn set_row_defaults(&mut self, table: &str, row: &str) {
        let form = std::sync::Arc::clone(&self.form);
        let columns = form.field(table).map(|table| &table.columns).into_iter().flatten();
        for column in columns.filter(|column| column.default.is_some()) {
            let path = Path::cell(table, row, &column.id);
            if self.answers.get(&path).is_none()
                && let Some(answer) = self.default_of(column, &At::path(self, &path))
            {
                self.set(&path, Some(answer));
            }
        }
    }

    /// What was said when a table was another kind of question stands in a row of its own, so that it is
    /// seen, and no row is begun over it.
    pub(super) fn rows_of_words(&mut self) {
        let form = std::sync::Arc::clone(&self.form);
        for table in form.fields().filter(|field| field.kind == FieldType::Table) {
            let said = self.answers.fields.get(&table.id);
            let Some(answer) = said.filter(|answer| !matches!(answer, Answer::Rows(_))).cloned() else {
                continue;
            };
            let first = table.columns.first().map(|column| column.id.clone()).unwrap_or_default();
            let id = self.new_row_id(&table.id, &[]);
            let row = Row { id, start: None, from: None, cells: BTreeMap::from([(first, answer)]) };
            self.answers.fields.insert(table.id.clone(), Answer::Rows(vec![row]));
        }
    }

    fn push_row(&mut self, table: &str, row: Row) -> Option<()> {
        self.table(table)?;
        let rows = self.answers.fields.entry(table.to_owned()).or_insert_with(|| Answer::Rows(Vec::new()));
        if let Answer::Rows(rows) = rows {
            rows.push(row);
        }
        self.table_changed(table);
        Some(())
    }

    pub(super) fn row_mut(&mut self, table: &str, row: &str) -> Option<&mut Row> {
        match self.answers.fields.get_mut(table) {
            Some(Answer::Rows(rows)) => rows.iter_mut().find(|known| known.id == row),
            _ => None,
        }
    }

    pub(super) fn table(&self, id: &str) -> Option<&Field> {
        self.form.field(id).filter(|field| field.kind == FieldType::Table)
    }

    /// An id from the clock (milliseconds in base 36), raised until neither a row, nor a starting
    /// row, nor one of `taken` has it.
    pub(super) fn new_row_id(&self, table: &str, taken: &[Row]) -> String {
        let starts = self.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
        let rows = self.rows(table);
        let mut number = u64::try_from(self.now.and_utc().timestamp_millis()).unwrap_or_default();
        loop {
            let id = base36(number);
            let used =
                rows.iter().chain(taken).any(|row| row.id == id) || starts.iter().any(|row| row.id == id);
            if !used {
                return id;
            }
            number = number.wrapping_add(1);
        }
    }
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((number % 36) as u32, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}
