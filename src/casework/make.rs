//! Records that follow from another one: the contacts after a closing. They are made in the same save,
//! and asked for only as long as the record that they come from still says so.

use std::sync::Arc;

use chrono::{Months, NaiveDate, NaiveDateTime};

use super::back::OneRecord;
use super::process::{Make, Process};
use super::scope::CaseScope;
use crate::form::expr::{Scope, Value};
use crate::form::{Entry, Library, Origin, Path};
use crate::record::{CaseFile, Made, Record, RecordId};

/// No schedule is longer than this, whatever a form says.
const MOST: u32 = 60;

/// The records that the save of `saved` brings with it: one for each date that has none yet.
pub fn made(
    process: &Process,
    library: &Arc<Library>,
    file: &CaseFile,
    saved: RecordId,
    now: NaiveDateTime,
) -> Vec<Made> {
    let Some(record) = file.records.iter().find(|record| record.id == saved) else { return Vec::new() };
    let mut rules = process.makes.iter().filter(|rule| rule.after == record.form).peekable();
    if rules.peek().is_none() {
        return Vec::new();
    }
    let scope = CaseScope::new(process, library, file, now);
    let made = rules.flat_map(|rule| {
        let dates = dates(&scope, rule, record);
        let new = dates.iter().enumerate().filter(|(_, date)| {
            let origin = Origin { record: record.id, date: **date };
            !file.records.iter().any(|known| known.answers.made.as_ref() == Some(&origin))
        });
        let fill =
            |(place, date): (usize, &NaiveDate)| fill(&scope, rule, record, *date, (place + 1, dates.len()));
        new.filter_map(fill).collect::<Vec<_>>()
    });
    made.collect()
}

/// A record that nobody has touched since it was made, and that what it was made from no longer asks
/// for, has nothing due: it stays in the file and is silent.
pub(super) fn applies(scope: &CaseScope<'_>, record: &Record) -> bool {
    let Some(origin) = record.answers.made.as_ref().filter(|_| record.revision == 1) else { return true };
    let Some(from) = scope.file.records.iter().find(|known| known.id == origin.record) else { return false };
    let rules = scope.process.makes.iter();
    let mut rules = rules.filter(|rule| rule.form == record.form && rule.after == from.form);
    rules.any(|rule| dates(scope, rule, from).contains(&origin.date))
}

/// The dates of a schedule; none when its record does not ask for it, when somebody ended it, or when
/// the case went back after it.
fn dates(scope: &CaseScope<'_>, rule: &Make, from: &Record) -> Vec<NaiveDate> {
    let one = OneRecord { scope, record: from };
    let ended = || rule.unless.as_ref().is_some_and(|unless| unless.is_true(&scope.lately()));
    if !scope.is_fresh(from) || !rule.when.is_true(&one) || ended() {
        return Vec::new();
    }
    let whole = |number: Option<f64>| number.map_or(0, |number| number.clamp(0.0, f64::from(MOST)) as u32);
    let count = whole(rule.count.eval(&one).number());
    let months = whole(rule.months.eval(&one).number());
    let Some(start) = rule.start.eval(&one).date() else { return Vec::new() };
    let date = |number: u32| start.checked_add_months(Months::new(number * months));
    (1..=count).filter_map(date).collect()
}

fn fill(
    scope: &CaseScope<'_>,
    rule: &Make,
    from: &Record,
    date: NaiveDate,
    (number, count): (usize, usize),
) -> Option<Made> {
    let form = scope.library.form(&rule.form)?;
    let one = MadeScope { from: OneRecord { scope, record: from }, date, number, count };
    let mut entry = Entry::start(scope.library, &form, scope.now());
    for (field, value) in &rule.set {
        entry.set_value(&Path::field(field), &value.eval(&one));
    }
    let mut answers = entry.to_save();
    answers.made = Some(Origin { record: from.id, date });
    Some(Made { form: form.id.clone(), form_version: form.version, answers })
}

/// The record that is being made: `make.date`, `make.number` of `make.count`.
struct MadeScope<'s, 'a> {
    from: OneRecord<'s, 'a>,
    date: NaiveDate,
    number: usize,
    count: usize,
}

impl Scope for MadeScope<'_, '_> {
    fn variable(&self, name: &str) -> Value {
        match name {
            "make.date" => Value::Date(self.date),
            "make.number" => Value::Number(self.number as f64),
            "make.count" => Value::Number(self.count as f64),
            _ => self.from.variable(name),
        }
    }

    fn now(&self) -> NaiveDateTime {
        self.from.now()
    }

    fn function(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        self.from.function(name, arguments)
    }
}
