//! Where a date stands at home: late, today's, in one of the sections that `[[agenda]]` names, among
//! the next days, or later. Pure, so that home, the calendar and a test say the same.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use crate::form::{Answer, Answers, Path};
use crate::record::Due;

/// How far ahead a date comes up that no section names.
const AHEAD: TimeDelta = TimeDelta::days(14);

/// A section of home; its words are the message `agenda-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda {
    pub id: String,
    /// How many days before a date comes up here. None: for as long as it is open.
    pub ahead: Option<u32>,
    /// Fields beside a date that say since when, `form.field` or `form.table.column`.
    pub(super) since: Vec<String>,
    /// Fields beside a date that say until when it is not late yet.
    pub(super) until: Vec<String>,
}

/// All sections in the order of the file, and what stands where.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Agendas {
    pub list: Vec<Agenda>,
    /// Names of dates with the number of their section.
    pub places: BTreeMap<String, usize>,
    /// Names of the dates on which somebody speaks with the person.
    pub with_person: BTreeSet<String>,
}

/// Where a date stands on a day. In one place only: what is late is nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Late,
    Today,
    /// Within the next days, in no section of its own.
    Soon,
    /// In the section of this number.
    Section(usize),
    Later,
}

impl Agendas {
    /// The section that a date belongs to.
    fn of(&self, form: &str, path: &Path) -> Option<(usize, &Agenda)> {
        let number = *self.places.get(&name(form, path))?;
        Some((number, self.list.get(number)?))
    }

    /// Where a date stands.
    pub fn standing(&self, due: &Due, today: NaiveDate) -> Standing {
        if is_late(due, today) {
            return Standing::Late;
        }
        if due.date == today {
            return Standing::Today;
        }
        let section = self.of(&due.form, &due.path).filter(|(_, agenda)| {
            let begun = due.since.is_some_and(|since| since <= today);
            begun || agenda.ahead.is_none_or(|ahead| due.date <= today + TimeDelta::days(ahead.into()))
        });
        match section {
            Some((number, _)) => Standing::Section(number),
            None if due.date <= today + AHEAD => Standing::Soon,
            None => Standing::Later,
        }
    }

    /// The section that a date belongs to, and the first day on which it comes up there: what `standing`
    /// says of each day, so that a list can be asked for without looking at every date.
    pub fn placed(&self, due: Due) -> Due {
        let before = |days: TimeDelta| due.date.checked_sub_signed(days).unwrap_or(NaiveDate::MIN);
        let (section, comes) = match self.of(&due.form, &due.path) {
            Some((_, agenda)) => {
                let ahead = agenda.ahead.map(|ahead| before(TimeDelta::days(ahead.into())));
                (agenda.id.clone(), ahead.map(|first| due.since.map_or(first, |since| since.min(first))))
            }
            None => (String::new(), Some(before(AHEAD))),
        };
        Due { section, comes, ..due }
    }

    /// Since when and until when, from the answers around a date. Of several the latest counts.
    pub fn around(&self, due: Due, answers: &Answers) -> Due {
        let Some((_, agenda)) = self.of(&due.form, &due.path) else { return due };
        let latest = |names: &[String]| {
            let dates = names.iter().filter_map(|name| beside(name, &due, answers));
            dates.max()
        };
        let (since, until) = (latest(&agenda.since), latest(&agenda.until));
        Due { since, until, ..due }
    }
}

/// Whether the day has passed, and with it the window in which it could still be done.
pub(super) fn is_late(due: &Due, today: NaiveDate) -> bool {
    due.until.map_or(due.date, |until| until.max(due.date)) < today
}

/// Whether it can be done today: its day has come, or its window is open.
pub(super) fn has_come(due: &Due, today: NaiveDate) -> bool {
    let open = due.until.is_some() && due.since.is_some_and(|since| since <= today);
    due.date <= today || open
}

/// The date of a field in the same record, or in the same row, as a due date.
fn beside(name: &str, due: &Due, answers: &Answers) -> Option<NaiveDate> {
    let field = name.strip_prefix(due.form.as_str())?.strip_prefix('.')?;
    let path = match (&due.path, field.split_once('.')) {
        (Path::Field(_), None) => Path::field(field),
        (Path::Cell { table, row, .. }, Some((other, column))) if table == other => {
            Path::cell(table, row, column)
        }
        _ => return None,
    };
    match answers.get(&path) {
        Some(Answer::Date(date)) => Some(*date),
        _ => None,
    }
}

/// The name of a date as `process.toml` writes it: `form.field` or `form.table.column`.
pub(super) fn name(form: &str, path: &Path) -> String {
    match path {
        Path::Field(field) => format!("{form}.{field}"),
        Path::Cell { table, column, .. } => format!("{form}.{table}.{column}"),
    }
}
