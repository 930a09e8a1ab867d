//! What changed between two states of a record: field by field, row by row, cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Answers, Path, Row};
use super::engine::heading_text;
use super::schema::{Field, FieldType, Form};

/// What happened at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
    /// The path is that of the row's first column.
    RowAdded,
    RowRemoved,
    /// Rows that both have stand in another order; the path is that of the table.
    RowsReordered,
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub path: Path,
    /// The heading of the row: its text, newer before older, and its starting row's key.
    pub heading: Option<String>,
    pub start: Option<String>,
    pub kind: ChangeKind,
    pub before: Option<Answer>,
    pub after: Option<Answer>,
}

/// All differences field by field, for answers whose form is not here.
pub fn diff_unknown(before: &Answers, after: &Answers) -> Vec<Change> {
    let ids: BTreeSet<&String> = before.fields.keys().chain(after.fields.keys()).collect();
    let changes =
        ids.into_iter().filter_map(|id| change(Path::field(id), before.fields.get(id), after.fields.get(id)));
    changes.collect()
}

/// All differences in the order of the form; fields that it does not know (any more) come last.
pub fn diff(form: &Form, before: &Answers, after: &Answers) -> Vec<Change> {
    let mut changes = Vec::new();
    for field in form.fields() {
        if field.kind == FieldType::Table {
            rows(field, before.rows(&field.id), after.rows(&field.id), &mut changes);
        } else {
            let path = Path::field(&field.id);
            changes.extend(change(path, before.fields.get(&field.id), after.fields.get(&field.id)));
        }
    }
    let unknown: BTreeSet<&String> =
        before.fields.keys().chain(after.fields.keys()).filter(|id| form.field(id).is_none()).collect();
    for id in unknown {
        changes.extend(change(Path::field(id), before.fields.get(id), after.fields.get(id)));
    }
    changes
}

fn change(path: Path, before: Option<&Answer>, after: Option<&Answer>) -> Option<Change> {
    let kind = match (before, after) {
        (None, Some(_)) => ChangeKind::Added,
        (Some(_), None) => ChangeKind::Removed,
        (Some(before), Some(after)) if before != after => ChangeKind::Changed,
        _ => return None,
    };
    let (before, after) = (before.cloned(), after.cloned());
    Some(Change { path, heading: None, start: None, kind, before, after })
}

fn rows(table: &Field, before: &[Row], after: &[Row], changes: &mut Vec<Change>) {
    let older: BTreeMap<&str, &Row> = before.iter().map(|row| (row.id.as_str(), row)).collect();
    let newer: BTreeMap<&str, &Row> = after.iter().map(|row| (row.id.as_str(), row)).collect();
    for row in after {
        match older.get(row.id.as_str()) {
            Some(old) => cells(table, old, row, changes),
            None => changes.push(whole(table, row, ChangeKind::RowAdded)),
        }
    }
    for row in before.iter().filter(|row| !newer.contains_key(row.id.as_str())) {
        changes.push(whole(table, row, ChangeKind::RowRemoved));
    }
    let stayed = before.iter().filter(|row| newer.contains_key(row.id.as_str())).map(|row| &row.id);
    let stand = after.iter().filter(|row| older.contains_key(row.id.as_str())).map(|row| &row.id);
    if !stayed.eq(stand) {
        changes.push(Change {
            path: Path::field(&table.id),
            heading: None,
            start: None,
            kind: ChangeKind::RowsReordered,
            before: None,
            after: None,
        });
    }
}

/// A row that only one side has; its first column's answer stands for it.
fn whole(table: &Field, row: &Row, kind: ChangeKind) -> Change {
    let first = table.columns.first().map_or("", |column| &column.id);
    let answer = row.cells.get(first).cloned();
    let (before, after) = if kind == ChangeKind::RowAdded { (None, answer) } else { (answer, None) };
    Change {
        path: Path::cell(&table.id, &row.id, first),
        heading: heading_text(&table.columns, row),
        start: row.start.clone(),
        kind,
        before,
        after,
    }
}

fn cells(table: &Field, before: &Row, after: &Row, changes: &mut Vec<Change>) {
    let known = table.columns.iter().map(|column| column.id.as_str());
    let unknown = before.cells.keys().chain(after.cells.keys()).map(String::as_str);
    let unknown: BTreeSet<&str> = unknown.filter(|id| table.column(id).is_none()).collect();
    for id in known.chain(unknown) {
        let path = Path::cell(&table.id, &after.id, id);
        if let Some(found) = change(path, before.cells.get(id), after.cells.get(id)) {
            let heading =
                heading_text(&table.columns, after).or_else(|| heading_text(&table.columns, before));
            changes.push(Change { heading, start: after.start.clone(), ..found });
        }
    }
}
