//! Rows that point to another record: gathered facts are accepted or struck, never lost, and every
//! pointer leads to the place it came from.

use super::stops::Stop;
use super::{FormScreen, Notice, Path};
use crate::app::effect::FormTarget;
use crate::form::{Answer, Gather, Row};
use crate::record::RecordId;
use crate::screen::{Cx, Spot, words};

impl FormScreen {
    /// The focused row, if its table gathers facts and it is one of them.
    pub(super) fn focused_fact(&self) -> Option<(Path, Gather)> {
        let (table, row) = self.focused_row()?;
        let gather = self.entry.form().field(&table)?.gather.clone()?;
        let known = self.entry.rows(&table).iter().find(|known| known.id == row)?;
        known.from.as_ref()?;
        Some((Path::cell(&table, &row, &gather.accepted), gather))
    }

    /// Accepted, struck, still open.
    pub(super) fn weigh_fact(&mut self, cx: &mut Cx) {
        let Some((path, _)) = self.focused_fact() else { return };
        let next = match self.entry.get(&path) {
            Some(Answer::Choice(choice)) if choice == "yes" => Some("no"),
            Some(Answer::Choice(choice)) if choice == "no" => None,
            _ => Some("yes"),
        };
        self.put_fact(&path, next, cx);
    }

    /// A fact is struck, not taken out: it stays readable, and is not gathered again.
    pub(super) fn strike_fact(&mut self, cx: &mut Cx) {
        let Some((path, _)) = self.focused_fact() else { return };
        self.put_fact(&path, Some("no"), cx);
        cx.say(Notice::info("notice-struck"));
    }

    fn put_fact(&mut self, path: &Path, choice: Option<&str>, cx: &mut Cx) {
        self.entry.set(path, choice.map(|choice| Answer::Choice(choice.to_owned())));
        self.touched(cx);
        self.keep_draft(cx);
    }

    /// The record that the focused row points to, and the place in it.
    pub(super) fn source_of_row(&self) -> Option<(RecordId, Path)> {
        let (table, row) = match (&self.row, self.focus()) {
            (Some(row), _) => row.clone(),
            (None, Some(Stop::Row { table, row })) => (table, row),
            _ => return None,
        };
        let rows = self.entry.rows(&table).iter();
        let from = rows.filter(|known| known.id == row).find_map(|row| row.from.clone())?;
        let mut parts = from.split('/');
        let (form, name, last) = (parts.next()?, parts.next()?, parts.next()?);
        let file = self.file.as_ref()?;
        if let Ok(record) = last.parse::<RecordId>() {
            let known = file.records.iter().any(|known| known.id == record);
            return known.then(|| (record, place(name)));
        }
        // A row that was taken over points to the row of a table.
        let record = file.records.iter().find(|record| record.form == form)?;
        let column = self.library.form(form)?.field(name)?.columns.first()?.id.clone();
        Some((record.id, Path::cell(name, last, &column)))
    }

    pub(super) fn open_source(&mut self, cx: &mut Cx) {
        let Some((record, path)) = self.source_of_row() else { return };
        self.touched(cx);
        self.keep_draft(cx);
        cx.open_form_at(FormTarget::Record { record, case: self.case }, Some(Spot::Place(path)));
    }
}

/// The place behind `field`, `field:choice`, `table.column` or `table.row.column`.
fn place(name: &str) -> Path {
    let name = name.split(':').next().unwrap_or(name);
    match name.split('.').collect::<Vec<_>>()[..] {
        [table, row, column] => Path::cell(table, row, column),
        [table, ..] => Path::field(table),
        [] => Path::field(name),
    }
}

/// What the cell of the record's name shows of a gathered fact: the form it stands in.
pub fn record_words(row: &Row, gather: Option<&Gather>, column: &str, cx: &Cx) -> Option<String> {
    gather.filter(|gather| gather.record == column)?;
    words::row_origin(row).map(|form| words::form_short(&cx.locale, form))
}
