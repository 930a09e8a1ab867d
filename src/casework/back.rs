//! Where a case went back: an evaluation that leads to a new assessment, a need in follow-up, a closed
//! case that is opened again. From there on only what is saved after it says how far the case is; new
//! information in any phase throws nothing back by itself.
//!
//! In one sentence: the phase is the furthest that the records saved since the case last went back
//! reach, never before the phase it went back to, and it went back on the day its record bears.

use chrono::{Local, NaiveDateTime, NaiveTime, TimeZone, Utc};

use super::scope::CaseScope;
use crate::form::expr::{Scope, Value};
use crate::record::{Moment, Record, RecordId};

/// The last time that a case went back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Back {
    /// The form whose record says so.
    pub form: String,
    pub record: RecordId,
    /// The phase it went back to.
    pub to: String,
    pub at: Moment,
}

/// The latest record by which the case went back.
pub(super) fn last_back(scope: &CaseScope<'_>) -> Option<Back> {
    let backs = scope.process.loops.iter().flat_map(|known| {
        scope.records(&known.form).into_iter().filter_map(|record| {
            let one = OneRecord { scope, record };
            known.when.is_true(&one).then(|| Back {
                form: known.form.clone(),
                record: record.id,
                to: known.to.clone(),
                at: moment(record, known.on.as_ref().map(|on| one.variable(on))),
            })
        })
    });
    backs.max_by_key(|back| (back.at, back.record))
}

/// The save itself when the record bears its day; the end of an earlier day that it bears. A slip that
/// is mended weeks later so does not throw the case back a second time.
fn moment(record: &Record, day: Option<Value>) -> Moment {
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let day = day.and_then(|day| day.date());
    let until = day.and_then(|day| Local.from_local_datetime(&day.and_time(end)).latest());
    until.map_or(record.saved_at, |until| record.saved_at.min(until.with_timezone(&Utc)))
}

/// A case in which a form's name means one of its records, not the last.
pub(super) struct OneRecord<'s, 'a> {
    pub scope: &'s CaseScope<'a>,
    pub record: &'s Record,
}

impl Scope for OneRecord<'_, '_> {
    fn variable(&self, name: &str) -> Value {
        match name.split_once('.') {
            Some((form, field)) if form == self.record.form => self.scope.value(self.record, field),
            _ => self.scope.variable(name),
        }
    }

    fn now(&self) -> NaiveDateTime {
        self.scope.now()
    }

    fn function(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        self.scope.function(name, arguments)
    }
}
