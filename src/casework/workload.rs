//! How much each worker carries: open cases by stage and risk, and the hours of contacts, by the rules
//! of `[workload]` in `forms/process.toml`. A number never stands alone (rule C4 of the sources): what
//! it was computed from comes with it. Nothing of a worker's own care is read here.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use crate::form::{Answer, Answers};
use crate::record::{OpenCases, Record, Spent};

/// What a case weighs whose stage has no weight.
const USUAL: f64 = 1.0;
/// The days of a month.
const MONTH: i64 = 30;
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

/// What each worker carries, by name: of open cases, and of time that was spent in the last weeks, each with
/// how many records tell the same.
pub fn workloads(
    rules: &WorkloadRules,
    open: &[OpenCases],
    spent: &[(Spent, usize)],
    now: DateTime<FixedOffset>,
) -> Vec<Workload> {
    let mut found: BTreeMap<&str, Workload> = BTreeMap::new();
    for OpenCases { worker, stage, risk, cases } in open {
        let load = found.entry(worker).or_default();
        load.open += cases;
        load.weight += rules.weight(stage, risk.as_deref()) * *cases as f64;
        count(&mut load.stages, stage, *cases);
        match risk {
            Some(risk) => count(&mut load.risks, risk, *cases),
            None => load.unjudged += cases,
        }
    }
    let today = now.date_naive();
    for (spent, records) in spent {
        let day = spent.day.unwrap_or_else(|| spent.saved_at.with_timezone(now.offset()).date_naive());
        let ago = (today - day).num_days();
        let outside = rules.outside(spent, day);
        let load = found.entry(&spent.worker).or_default();
        if (0..7).contains(&ago) {
            load.week.add(spent.minutes, outside, *records);
        }
        if (0..MONTH).contains(&ago) {
            load.month.add(spent.minutes, outside, *records);
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

fn count(counts: &mut Vec<(String, usize)>, id: &str, more: usize) {
    match counts.iter_mut().find(|(known, _)| known == id) {
        Some((_, count)) => *count += more,
        None => counts.push((id.to_owned(), more)),
    }
}

impl Hours {
    /// Adds so many records that are alike.
    fn add(&mut self, minutes: Option<i64>, outside: i64, records: usize) {
        let times = i64::try_from(records).unwrap_or(i64::MAX);
        self.contacts += records;
        self.minutes += minutes.unwrap_or(0) * times;
        self.outside += outside * times;
        self.unknown += if minutes.is_none() { records } else { 0 };
    }
}

impl WorkloadRules {
    /// What one case weighs: its stage and its risk together.
    fn weight(&self, stage: &str, risk: Option<&str>) -> f64 {
        let of = |known: &[(String, f64)], id: &str| {
            known.iter().find(|(known, _)| known == id).map(|(_, weight)| *weight)
        };
        let risk = risk.and_then(|risk| of(&self.risks, risk));
        of(&self.stages, stage).unwrap_or(USUAL) + risk.unwrap_or(0.0)
    }

    /// The first day whose hours may count on a day, wherever on earth it was written down.
    pub fn since(today: NaiveDate) -> NaiveDate {
        today - TimeDelta::days(MONTH)
    }

    /// A record as time spent; None where its form tells of none.
    pub fn spent(&self, record: &Record) -> Option<Spent> {
        let answers = Some(&record.answers).filter(|_| record.form == self.form)?;
        let day = match answers.fields.get(&self.day) {
            Some(Answer::Date(day)) => Some(*day),
            _ => None,
        };
        let began = match answers.fields.get(&self.time) {
            Some(Answer::Time(time)) => Some(*time),
            _ => None,
        };
        Some(Spent {
            record: record.id,
            worker: record.author.clone(),
            saved_at: record.saved_at,
            day,
            began,
            minutes: self.added_up(answers),
            outside: answers.choice(&self.outside) == Some("yes"),
        })
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

    /// How many minutes of what was spent on a day, counted from the time it began, lie in the night or on a
    /// weekend: all of them where they are marked so. Where no time is written down only the day can tell.
    fn outside(&self, spent: &Spent, day: NaiveDate) -> i64 {
        let minutes = spent.minutes.unwrap_or(0);
        if spent.outside {
            return minutes;
        }
        let Some(began) = spent.began else { return if is_weekend(day) { minutes } else { 0 } };
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
