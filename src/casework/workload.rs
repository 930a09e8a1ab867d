//! How much each worker carries: open cases by stage and risk, and the hours of contacts, by the rules
//! of `[workload]` in `forms/process.toml`. A number never stands alone (rule C4 of the sources): what
//! it was computed from comes with it. Nothing of a worker's own care is read here.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::process::Process;
use crate::form::{Answer, Answers};
use crate::record::{CaseLine, Record};

/// What a case weighs whose stage has no weight.
const USUAL: f64 = 1.0;
/// No record counts for more time than this: a slip of the finger is no month of work.
const MOST_MINUTES: i64 = 7 * 24 * 60;

/// The rules: weights, and where the hours are written down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkloadRules {
    /// What a case of a stage weighs, and what its risk adds; in the order of the file.
    pub stages: Vec<(String, f64)>,
    pub risks: Vec<(String, f64)>,
    /// The form of which each record is time spent; empty: no hours are known.
    pub form: String,
    /// Fields of that form: its day, the time it began, minutes that are added up, and a yes or no that
    /// says it was all outside usual hours.
    pub day: String,
    pub time: String,
    pub minutes: Vec<String>,
    pub outside: String,
    /// From when until when it is night.
    pub night: Option<(NaiveTime, NaiveTime)>,
}

/// What one worker carries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Workload {
    /// The name of the case manager; of whoever opened the case where no manager is written down.
    pub worker: String,
    pub open: usize,
    /// Open cases of each stage, the most intensive first; stages without a case are left out.
    pub stages: Vec<(String, usize)>,
    /// Open cases of each level of risk, the highest first.
    pub risks: Vec<(String, usize)>,
    /// Open cases whose risk nobody has judged yet.
    pub unjudged: usize,
    /// The sum of what the open cases weigh.
    pub weight: f64,
    pub week: Hours,
    pub month: Hours,
}

/// Time spent in some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hours {
    /// Records that it was added up from.
    pub contacts: usize,
    pub minutes: i64,
    /// Of these at night, on a Saturday or Sunday, or marked as outside usual hours.
    pub outside: i64,
    /// Records that do not say how long it took.
    pub unknown: usize,
}

/// One record as time: its day, how long, how much of it outside usual hours.
struct Spent {
    day: NaiveDate,
    minutes: Option<i64>,
    outside: i64,
}

/// What each worker carries, by name; `contacts` are the records of the rules' form.
pub fn workloads(
    process: &Process,
    cases: &[CaseLine],
    contacts: &[Record],
    now: DateTime<FixedOffset>,
) -> Vec<Workload> {
    let rules = &process.workload;
    let mut found: BTreeMap<&str, Workload> = BTreeMap::new();
    for case in cases.iter().filter(|case| !case.closed) {
        let worker = case.manager.as_deref().filter(|name| !name.is_empty()).unwrap_or(&case.author);
        let load = found.entry(worker).or_default();
        load.open += 1;
        load.weight += rules.weight(case);
        count(&mut load.stages, &case.stage);
        match &case.risk {
            Some(risk) => count(&mut load.risks, risk),
            None => load.unjudged += 1,
        }
    }
    let today = now.date_naive();
    for record in contacts.iter().filter(|record| record.form == rules.form) {
        let spent = rules.spent(record, *now.offset());
        let ago = (today - spent.day).num_days();
        let load = found.entry(&record.author).or_default();
        if (0..7).contains(&ago) {
            load.week.add(&spent);
        }
        if (0..30).contains(&ago) {
            load.month.add(&spent);
        }
    }
    let mut loads: Vec<Workload> = found
        .into_iter()
        .map(|(worker, load)| Workload { worker: worker.to_owned(), ..load })
        // Who has neither a case nor worked in these days carries nothing.
        .filter(|load| load.open > 0 || load.month.contacts > 0)
        .collect();
    for load in &mut loads {
        let place = |known: &[(String, f64)], id: &str| known.iter().position(|(known, _)| known == id);
        load.stages.sort_by_key(|(id, _)| place(&rules.stages, id));
        load.risks.sort_by_key(|(id, _)| place(&rules.risks, id));
    }
    loads
}

fn count(counts: &mut Vec<(String, usize)>, id: &str) {
    match counts.iter_mut().find(|(known, _)| known == id) {
        Some((_, count)) => *count += 1,
        None => counts.push((id.to_owned(), 1)),
    }
}

impl Hours {
    fn add(&mut self, spent: &Spent) {
        self.contacts += 1;
        self.minutes += spent.minutes.unwrap_or(0);
        self.outside += spent.outside;
        self.unknown += usize::from(spent.minutes.is_none());
    }
}

impl WorkloadRules {
    /// What one case weighs: its stage and its risk together.
    fn weight(&self, case: &CaseLine) -> f64 {
        let of = |known: &[(String, f64)], id: &str| {
            known.iter().find(|(known, _)| known == id).map(|(_, weight)| *weight)
        };
        let risk = case.risk.as_deref().and_then(|risk| of(&self.risks, risk));
        of(&self.stages, &case.stage).unwrap_or(USUAL) + risk.unwrap_or(0.0)
    }

    fn spent(&self, record: &Record, offset: FixedOffset) -> Spent {
        let answers = &record.answers;
        let day = match answers.fields.get(&self.day) {
            Some(Answer::Date(day)) => *day,
            _ => record.saved_at.with_timezone(&offset).date_naive(),
        };
        let began = match answers.fields.get(&self.time) {
            Some(Answer::Time(time)) => Some(*time),
            _ => None,
        };
        let minutes = self.added_up(answers);
        let marked = answers.choice(&self.outside) == Some("yes");
        let outside = match minutes {
            Some(minutes) if marked => minutes,
            Some(minutes) => self.outside(day, began, minutes),
            None => 0,
        };
        Spent { day, minutes, outside }
    }

    /// The minutes of all its fields together; none when none of them was answered.
    fn added_up(&self, answers: &Answers) -> Option<i64> {
        let given = self.minutes.iter().filter_map(|field| match answers.fields.get(field) {
            #[allow(clippy::cast_possible_truncation)]
            Some(Answer::Number(minutes)) if *minutes > 0.0 => Some(minutes.round() as i64),
            _ => None,
        });
        given.reduce(i64::saturating_add).map(|minutes| minutes.min(MOST_MINUTES))
    }

    /// How many of these minutes, counted from the time it began, lie in the night or on a weekend. Where
    /// no time is written down only the day can tell.
    fn outside(&self, day: NaiveDate, began: Option<NaiveTime>, minutes: i64) -> i64 {
        let Some(began) = began else { return if is_weekend(day) { minutes } else { 0 } };
        let start = day.and_time(began);
        let counts = |minute: &i64| self.is_outside(start + TimeDelta::minutes(*minute));
        i64::try_from((0..minutes).filter(counts).count()).unwrap_or(minutes)
    }

    fn is_outside(&self, at: NaiveDateTime) -> bool {
        let time = at.time();
        let night = self.night.is_some_and(|(from, until)| {
            if from <= until { time >= from && time < until } else { time >= from || time < until }
        });
        night || is_weekend(at.date())
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
