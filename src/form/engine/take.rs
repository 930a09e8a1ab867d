//! Rows that a table takes over from a table of another form.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Entry;
use super::judge::heading_text;
use super::scope::At;
use crate::form::answer::{Answer, Answers, Path, Row};
use crate::form::schema::{Field, Form, Take};

impl Entry {
    /// Rows of another form's record that the table's `take` allows and that are not here yet, ready
    /// for `insert_row`. Each keeps where it came from and its heading: a text, or the key of the
    /// starting row it was. Columns of the same id, type and list come along.
    pub fn takeable(&self, table: &str, other: &Form, others: &Answers) -> Vec<Row> {
        let Some(here) = self.table(table) else { return Vec::new() };
        let Some(take) = here.take.as_ref().filter(|take| take.form == other.id) else { return Vec::new() };
        let Some(there) = other.field(&take.table) else { return Vec::new() };
        let other = Self::open(&self.library, &Arc::new(other.clone()), others.clone(), self.now);
        let mut rows: Vec<Row> = Vec::new();
        for row in other.rows(&take.table) {
            let known = self.taken_from(table, &take.form, &take.table, &row.id).is_some();
            let allowed =
                take.condition.as_ref().is_none_or(|condition| other.is_true_in(condition, &there.id, row));
            if known || !allowed {
                continue;
            }
            rows.push(self.taken(here, take, &other, there, row, &rows));
        }
        rows
    }

    /// The row that a record of another form makes, if the table's `take_records` allows it and it is
    /// not here yet: its columns are filled from the record's fields.
    pub fn takeable_record(&self, table: &str, other: &Form, record: &str, others: &Answers) -> Option<Row> {
        let here = self.table(table)?;
        let take = here.take_records.as_ref().filter(|take| take.form == other.id)?;
        let heading = &here.columns.first()?.id;
        let (_, first) = take.columns.iter().find(|(own, _)| own == heading)?;
        let from = format!("{}/{first}/{record}", take.form);
        let known = self.rows(table).iter().any(|known| known.from.as_ref() == Some(&from));
        let other = Self::open(&self.library, &Arc::new(other.clone()), others.clone(), self.now);
        let at = At::top(&other, other.form.field(first));
        if known || !take.condition.as_ref().is_none_or(|condition| condition.is_true(&at)) {
            return None;
        }
        let cell = |(own, theirs): &(String, String)| Some((own.clone(), other.cell(&Path::field(theirs))?));
        let cells: BTreeMap<String, Answer> = take.columns.iter().filter_map(cell).collect();
        cells.contains_key(heading).then(|| Row {
            id: self.new_row_id(&here.id, &[]),
            start: None,
            from: Some(from),
            cells,
        })
    }

    /// The row here that was taken over from a row there.
    pub fn taken_from(&self, table: &str, form: &str, other: &str, row: &str) -> Option<&Row> {
        let from = format!("{form}/{other}/{row}");
        self.rows(table).iter().find(|known| known.from.as_ref() == Some(&from))
    }

    fn taken(
        &self,
        here: &Field,
        take: &Take,
        other: &Self,
        there: &Field,
        row: &Row,
        so_far: &[Row],
    ) -> Row {
        let heading = heading_text(&there.columns, row);
        let start = match (&heading, &row.start) {
            (None, Some(start)) if start.contains('/') => Some(start.clone()),
            (None, Some(start)) => Some(format!("{}/{}/{start}", take.form, take.table)),
            _ => None,
        };
        let mut cells = other.cells_for(here, there, row);
        if let (Some(first), Some(heading)) = (here.columns.first(), heading) {
            cells.insert(first.id.clone(), Answer::Text(heading));
        }
        for (own, theirs) in &take.columns {
            let cell = other.cell(&Path::cell(&there.id, &row.id, theirs));
            cells.extend(cell.map(|answer| (own.clone(), answer)));
        }
        cells.extend(take.set.iter().cloned());
        let from = Some(format!("{}/{}/{}", take.form, take.table, row.id));
        Row { id: self.new_row_id(&here.id, so_far), start, from, cells }
    }

    fn cells_for(&self, here: &Field, there: &Field, row: &Row) -> BTreeMap<String, Answer> {
        let same = |column: &&Field| {
            there.column(&column.id).is_some_and(|other| {
                other.kind == column.kind && other.choices == column.choices && column.calculate.is_none()
            })
        };
        let columns = here.columns.iter().filter(same);
        let cell = |column: &Field| {
            let answer = self.cell(&Path::cell(&there.id, &row.id, &column.id))?;
            Some((column.id.clone(), answer))
        };
        columns.filter_map(cell).collect()
    }

    /// What may be taken over from a cell.
    fn cell(&self, path: &Path) -> Option<Answer> {
        self.get(path).filter(|answer| *answer != Answer::Declined && self.relevant(path))
    }
}
