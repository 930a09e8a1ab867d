//! What a new record begins with because the case knows it already, and the facts that its other
//! records offer: nothing is asked twice, and everything keeps where it came from.

use std::sync::Arc;

use chrono::{Local, NaiveDateTime};

use super::process::Process;
use super::scope::CaseScope;
use crate::form::engine::FactSource;
use crate::form::expr::{Scope, Value};
use crate::form::{Answer, Entry, Library, Path, Row};
use crate::record::{CaseFile, Due};

/// A case as first values see it: its answers, and who works with it.
struct Known<'a> {
    case: CaseScope<'a>,
    worker: &'a str,
    manager: &'a str,
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
            _ => self.case.function(name, arguments),
        }
    }
}

/// Fills a record that is being begun: first values, rows that are taken over at the beginning, and the
/// open dates of the case. `worker` is whoever sits at the keyboard.
pub fn begin(
    entry: &mut Entry,
    process: &Process,
    library: &Arc<Library>,
    file: &CaseFile,
    worker: Option<&str>,
    now: NaiveDateTime,
) {
    let manager = file.line.manager.as_deref().unwrap_or_default();
    let known = Known {
        case: CaseScope::new(process, library, file, now),
        worker: worker.unwrap_or_default(),
        manager,
    };
    let form = Arc::clone(entry.form());
    for field in form.fields() {
        if let Some(prefill) = &field.prefill {
            let value = prefill.eval(&known);
            if !value.is_empty() {
                entry.begin_with(&field.id, &value);
            }
        }
        if field.take.as_ref().is_some_and(|take| take.auto) {
            for row in takeable(entry, &field.id, library, file) {
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
pub fn takeable(entry: &Entry, table: &str, library: &Arc<Library>, file: &CaseFile) -> Vec<Row> {
    let Some(field) = entry.form().field(table) else { return Vec::new() };
    if let Some(take) = &field.take {
        let mut records = file.records.iter().filter(|record| record.form == take.form);
        let newest = records.next().map(|first| records.fold(first, newer));
        let (Some(source), Some(form)) = (newest, library.form(&take.form)) else { return Vec::new() };
        return entry.takeable(table, &form, &source.answers);
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
