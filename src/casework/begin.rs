//! What a new record begins with because the case knows it already, and the facts that its other
//! records offer: nothing is asked twice, and everything keeps where it came from.

use std::sync::Arc;

use chrono::{Local, NaiveDateTime};

use super::experience::key as service_key;
use super::process::Process;
use super::scope::{CaseScope, value_of};
use crate::form::engine::FactSource;
use crate::form::expr::{Scope, Value};
use crate::form::{Answer, Entry, Field, Library, Path, Row};
use crate::locale::fold;
use crate::record::{CaseFile, Due};

/// A case as first values see it: its answers, and who works with it.
struct Known<'a> {
    case: CaseScope<'a>,
    worker: &'a str,
    manager: &'a str,
    words: Words<'a>,
}

impl Known<'_> {
    /// `first-row('form', 'table', 'column', 'rank', 'form.field', 'state', 'over', 'other', 'x', …)`: the
    /// column of the row of the newest record whose `other` is x (`*` is any) with the lowest `rank`, of
    /// those whose heading is not yet the answer to `form.field` in a record whose `state` is not `over`.
    fn first_row(&self, arguments: &[Value]) -> Option<Value> {
        let texts: Vec<String> = arguments.iter().map(Value::text).collect();
        let [form, table, column, rank, said, state, over, wanted @ ..] = texts.as_slice() else {
            return None;
        };
        let entry = self.case.entry(self.case.latest(form)?)?;
        let first = entry.form().field(table)?.columns.first()?.id.clone();
        let (said_form, said_field) = said.split_once('.').unwrap_or((said, ""));
        let records = self.case.records(said_form);
        let records = records.iter().filter(|record| self.case.value(record, state).text() != *over);
        let said: Vec<String> =
            records.map(|record| fold(&self.case.value(record, said_field).text())).collect();
        let cell = |row: &Row, column: &str| match entry.get(&Path::cell(table, &row.id, column)) {
            Some(answer) => value_of(&answer),
            None if *column == first => {
                let start = row.start.as_deref().filter(|start| !start.is_empty());
                start.map_or(Value::Nothing, |start| Value::Text((self.words)(&pointer(form, table, start))))
            }
            None => Value::Nothing,
        };
        let fits = |row: &&Row| {
            wanted.chunks_exact(2).all(|pair| match (cell(row, &pair[0]), pair[1].as_str()) {
                (value, "*") => !value.is_empty(),
                (value, wanted) => value.text() == wanted,
            }) && !said.contains(&fold(&cell(row, &first).text()))
        };
        let ranked = |row: &&Row| match cell(row, rank) {
            Value::Nothing => (true, String::new()),
            value => (false, value.text()),
        };
        let row = entry.rows(table).iter().filter(fits).min_by_key(ranked)?;
        Some(cell(row, column))
    }
}

/// A starting row by its full name.
fn pointer(form: &str, table: &str, start: &str) -> String {
    match start.contains('/') {
        true => start.to_owned(),
        false => format!("{form}/{table}/{start}"),
    }
}

impl Scope for Known<'_> {
    fn variable(&self, name: &str) -> Value {
        self.case.variable(name)
    }

    fn declined(&self, name: &str) -> bool {
        self.case.declined(name)
    }

    fn answered(&self, name: &str) -> bool {
        !self.case.variable(name).is_empty()
    }

    fn now(&self) -> NaiveDateTime {
        self.case.now()
    }

    fn function(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        match name {
            "worker" => Some(Value::Text(self.worker.to_owned())),
            "manager" => Some(Value::Text(self.manager.to_owned())),
            "first-row" => Some(self.first_row(arguments).unwrap_or(Value::Nothing)),
            _ => self.case.function(name, arguments),
        }
    }
}

/// The words of a starting row, which is named `form/table/row`: where a text is to be filled from it.
pub type Words<'a> = &'a dyn Fn(&str) -> String;

/// Fills a record that is being begun: first values, rows that are taken over at the beginning, and the
/// open dates of the case. `worker` is whoever sits at the keyboard.
pub fn begin(
    entry: &mut Entry,
    process: &Process,
    library: &Arc<Library>,
    file: &CaseFile,
    worker: Option<&str>,
    words: Words<'_>,
    now: NaiveDateTime,
) {
    let manager = file.line.manager.as_deref().unwrap_or_default();
    let known = Known {
        case: CaseScope::new(process, library, file, now),
        worker: worker.unwrap_or_default(),
        manager,
        words,
    };
    let form = Arc::clone(entry.form());
    for field in form.fields() {
        if let Some(prefill) = &field.prefill {
            let value = prefill.eval(&known);
            if !value.is_empty() {
                entry.begin_with(&field.id, &value);
            }
        }
        let records = field.take_records.as_ref().is_some_and(|take| take.auto);
        if records || field.take.as_ref().is_some_and(|take| take.auto) {
            for row in takeable(entry, &field.id, library, file, words) {
                entry.insert_row(&field.id, row);
            }
        }
        if let Some(date) = &field.open_dues {
            for due in known.case.dues().iter().filter(|due| due.form != form.id) {
                let first = field.columns.first().map(|column| column.id.clone()).unwrap_or_default();
                entry.insert_row(&field.id, due_row(due, library, &first, date));
            }
        }
    }
}

/// The rows that a table may take over or gather now.
pub fn takeable(
    entry: &Entry,
    table: &str,
    library: &Arc<Library>,
    file: &CaseFile,
    words: Words<'_>,
) -> Vec<Row> {
    let Some(field) = entry.form().field(table) else { return Vec::new() };
    if field.take.is_some() || field.take_records.is_some() {
        let mut rows = taken_rows(entry, field, library, file, words);
        add_records(&mut rows, entry, field, library, file);
        return rows;
    }
    let Some(gather) = &field.gather else { return Vec::new() };
    let mut records: Vec<_> = file.records.iter().collect();
    records.sort_by_key(|record| std::cmp::Reverse((record.saved_at, record.id)));
    let wanted = |form: &str| gather.facts.iter().any(|fact| fact.form == form);
    let forms: Vec<_> = records
        .into_iter()
        .filter(|record| wanted(&record.form))
        .filter_map(|record| Some((record, library.form(&record.form)?)))
        .collect();
    let sources: Vec<FactSource<'_>> = forms
        .iter()
        .map(|(record, form)| FactSource {
            form,
            record: record.id.to_string(),
            date: record.saved_at.with_timezone(&Local).date_naive(),
            answers: &record.answers,
        })
        .collect();
    entry.gatherable(table, &sources)
}

/// The rows of the other form's newest record.
fn taken_rows(
    entry: &Entry,
    field: &Field,
    library: &Arc<Library>,
    file: &CaseFile,
    words: Words<'_>,
) -> Vec<Row> {
    let Some(take) = &field.take else { return Vec::new() };
    let mut records = file.records.iter().filter(|record| record.form == take.form);
    let newest = records.next().map(|first| records.fold(first, newer));
    let (Some(source), Some(form)) = (newest, library.form(&take.form)) else { return Vec::new() };
    let mut rows = entry.takeable(&field.id, &form, &source.answers);
    let first = form.field(&take.table).and_then(|table| table.columns.first());
    let headings = take.columns.iter().filter(|(_, theirs)| first.is_some_and(|first| first.id == *theirs));
    // The heading of a starting row is a message: where a column is filled from it, it becomes words.
    for (own, _) in headings {
        for row in rows.iter_mut().filter(|row| !row.cells.contains_key(own)) {
            let said = row.start.as_deref().map(words).filter(|said| !said.is_empty());
            row.cells.extend(said.map(|said| (own.clone(), Answer::Text(said))));
        }
    }
    rows
}

/// A row for each record that may be taken over; one that names what a row is about already fills that
/// row up.
fn add_records(rows: &mut Vec<Row>, entry: &Entry, field: &Field, library: &Arc<Library>, file: &CaseFile) {
    let (Some(take), Some(first)) = (&field.take_records, field.columns.first()) else { return };
    let Some(form) = library.form(&take.form) else { return };
    let mut records: Vec<_> = file.records.iter().filter(|record| record.form == take.form).collect();
    records.sort_by_key(|record| std::cmp::Reverse((record.saved_at, record.id)));
    let heading = |row: &Row| match row.cells.get(&first.id) {
        Some(Answer::Text(text)) => service_key(text),
        _ => String::new(),
    };
    for record in records {
        let row = entry.takeable_record(&field.id, &form, &record.id.to_string(), &record.answers);
        let Some(row) = row else { continue };
        let same = |other: &&mut Row| heading(other) == heading(&row);
        if entry.rows(&field.id).iter().any(|other| heading(other) == heading(&row)) {
            continue;
        }
        match rows.iter_mut().find(same) {
            Some(known) => {
                for (column, answer) in row.cells {
                    known.cells.entry(column).or_insert(answer);
                }
            }
            None => rows.push(row),
        }
    }
}

fn newer<'a>(one: &'a crate::record::Record, other: &'a crate::record::Record) -> &'a crate::record::Record {
    if (other.saved_at, other.id) > (one.saved_at, one.id) { other } else { one }
}

/// A row for a date that asks for something: its words are those of the place it stands in.
fn due_row(due: &Due, library: &Library, first: &str, date: &str) -> Row {
    let (place, table) = match &due.path {
        Path::Field(id) => (id.clone(), None),
        Path::Cell { table, row, column } => (format!("{table}.{row}.{column}"), Some((table, column))),
    };
    let mut cells = std::collections::BTreeMap::from([(date.to_owned(), Answer::Date(due.date))]);
    // A heading that is a name stays where it is hidden.
    let form = library.form(&due.form);
    let secret = table.is_some_and(|(table, _)| {
        let heading = form.as_ref().and_then(|form| form.field(table)?.columns.first().cloned());
        heading.is_none_or(|column| column.sensitive)
    });
    let start = match (table, &due.heading, &due.start) {
        (Some(_), Some(heading), _) if !secret && !heading.is_empty() => {
            cells.insert(first.to_owned(), Answer::Text(heading.clone()));
            None
        }
        (Some((table, _)), None, Some(start)) if !secret => Some(match start.contains('/') {
            true => start.clone(),
            false => format!("{}/{table}/{start}", due.form),
        }),
        (Some((table, column)), ..) => Some(format!("{}/{table}.{column}", due.form)),
        (None, ..) => Some(format!("{}/{place}", due.form)),
    };
    let from = Some(format!("{}/{place}/{}", due.form, due.record));
    // The table gives it an id of its own.
    let id = format!("{}{}", due.record.simple(), place);
    Row { id, start, from, cells }
}
