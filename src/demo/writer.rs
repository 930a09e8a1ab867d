//! Fills in one form after another for one person, as a caseworker would: through the engine, on the
//! day it happened.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::form::{Answer, Entry, Field, FieldType, Form, Library, Path};
use crate::record::RecordId;

use super::people::Person;
use super::random::Random;
use super::{Invented, Words};

/// One person's records so far.
pub(super) struct Writer<'a> {
    pub library: &'a Arc<Library>,
    pub words: Words<'a>,
    pub person: &'a Person,
    pub random: Random,
    pub now: NaiveDateTime,
    pub records: Vec<Invented>,
    /// Where the records begin that follow each other in time.
    pub sequence: usize,
}

/// A form being filled in on some day.
pub(super) struct Sheet<'a> {
    pub entry: Entry,
    words: Words<'a>,
    at: NaiveDateTime,
    /// The record it revises, with the revision it is based on.
    record: RecordId,
    base: u32,
}

impl<'a> Writer<'a> {
    /// A new record of a form, some days ago; None when there is no such form.
    pub fn sheet(&mut self, form: &str, days_ago: i64) -> Option<Sheet<'a>> {
        let form = self.library.form(form)?;
        let at = self.time(days_ago);
        let entry = Entry::start(self.library, &form, at);
        let millis = u64::try_from(at.and_utc().timestamp_millis()).unwrap_or_default();
        let record = uuid::Builder::from_unix_timestamp_millis(millis, &self.random.bytes()).into_uuid();
        Some(Sheet { entry, words: self.words, at, record, base: 0 })
    }

    /// The newest revision of a form's record, to be revised some days ago.
    pub fn revise(&mut self, form: &str, days_ago: i64) -> Option<Sheet<'a>> {
        let known: Arc<Form> = self.library.form(form)?;
        let at = self.time(days_ago);
        let last = self.last(form)?;
        let entry = Entry::open(self.library, &known, last.answers.clone(), at);
        Some(Sheet { entry, words: self.words, at, record: last.record, base: last.base + 1 })
    }

    /// The last saved revision of a form.
    pub fn last(&self, form: &str) -> Option<&Invented> {
        self.records.iter().rev().find(|known| known.form == form && !known.draft)
    }

    /// What is written from now on is in order among itself; it may lie between what was written before.
    pub fn begin_sequence(&mut self) {
        self.sequence = self.records.len();
    }

    /// Everything in the order in which it was saved.
    pub fn in_order(mut self) -> Vec<Invented> {
        self.records.sort_by_key(|invented| (invented.draft, invented.at));
        self.records
    }

    pub fn save(&mut self, sheet: Sheet<'a>) {
        self.keep(sheet, false);
    }

    /// Leaves it as a draft.
    pub fn leave(&mut self, sheet: Sheet<'a>) {
        self.keep(sheet, true);
    }

    fn keep(&mut self, sheet: Sheet<'a>, draft: bool) {
        let form = sheet.entry.form();
        #[cfg(test)]
        self.all_was_asked_for(&sheet.entry);
        // Nothing is saved before the record that it follows.
        let before = self.records.get(self.sequence..).and_then(<[_]>::last);
        let at = before.map_or(sheet.at, |last| sheet.at.max(last.at + Duration::minutes(7)));
        self.records.push(Invented {
            record: sheet.record,
            form: form.id.clone(),
            form_version: form.version,
            base: sheet.base,
            answers: sheet.entry.to_save(),
            at: at.min(self.now),
            draft,
        });
    }

    /// Nothing that is written was a question nobody asks; what a new record starts with is not written.
    #[cfg(test)]
    fn all_was_asked_for(&self, entry: &Entry) {
        let start = Entry::start(self.library, entry.form(), self.now);
        for (field, answer) in &entry.answers().fields {
            let started = start.answers().fields.get(field) == Some(answer);
            let asked = entry.relevant(&Path::field(field));
            assert!(asked || started, "{}: nobody asked for {field}", entry.form().id);
        }
    }

    /// A time in office hours some days ago, never later than now.
    fn time(&mut self, days_ago: i64) -> NaiveDateTime {
        let minutes = self.random.between(8 * 60 + 30, 17 * 60);
        let day = self.now.date() - Duration::days(days_ago.max(0));
        let at = day.and_time(NaiveTime::MIN) + Duration::minutes(minutes);
        if at > self.now { self.now - Duration::minutes(50) } else { at }
    }

    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }
}

/// The shapes of answers, so that they read as what they are.
pub(super) fn choice(id: &str) -> Answer {
    Answer::Choice(id.to_owned())
}

pub(super) fn choices(ids: &[&str]) -> Answer {
    Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect())
}

pub(super) fn number(number: i64) -> Answer {
    Answer::Number(number as f64)
}

impl<'a> Sheet<'a> {
    /// The day it is filled in.
    pub fn day(&self) -> NaiveDate {
        self.at.date()
    }

    pub fn set(&mut self, field: &str, answer: Answer) -> &mut Self {
        self.put(Path::field(field), answer)
    }

    /// A place that a form of the user's no longer has is left out.
    fn put(&mut self, path: Path, answer: Answer) -> &mut Self {
        #[cfg(test)]
        assert!(self.entry.field(&path).is_some(), "{} has no {path:?}", self.entry.form().id);
        self.entry.set(&path, Some(answer));
        self
    }

    /// The words of a message as the answer.
    pub fn say(&mut self, field: &str, message: &str) -> &mut Self {
        let text = (self.words)(message);
        self.set(field, Answer::Text(text))
    }

    /// A text that is a name and the same in every language.
    pub fn name(&mut self, field: &str, name: &str) -> &mut Self {
        self.set(field, Answer::Text(name.to_owned()))
    }

    pub fn pick(&mut self, field: &str, id: &str) -> &mut Self {
        self.set(field, choice(id))
    }

    pub fn pick_many(&mut self, field: &str, ids: &[&str]) -> &mut Self {
        self.set(field, choices(ids))
    }

    pub fn date(&mut self, field: &str, date: NaiveDate) -> &mut Self {
        self.set(field, Answer::Date(date))
    }

    pub fn decline(&mut self, field: &str) -> &mut Self {
        self.set(field, Answer::Declined)
    }

    /// The state of a point, with the words of a message as its remark.
    pub fn point(&mut self, field: &str, state: &str, remark: Option<&str>) -> &mut Self {
        let remark = remark.map(self.words).unwrap_or_default();
        self.set(field, Answer::Item { state: Some(state.to_owned()), remark })
    }

    pub fn cell(&mut self, table: &str, row: &str, column: &str, answer: Answer) -> &mut Self {
        self.put(Path::cell(table, row, column), answer)
    }

    pub fn cell_say(&mut self, table: &str, row: &str, column: &str, message: &str) -> &mut Self {
        let text = (self.words)(message);
        self.cell(table, row, column, Answer::Text(text))
    }

    /// A further row at the end; its id.
    pub fn row(&mut self, table: &str) -> String {
        self.entry.add_row(table, self.at).unwrap_or_default()
    }

    /// The ids of the points of the form, in order.
    pub fn points(&self) -> Vec<String> {
        let points = self.entry.form().fields().filter(|field| field.kind == FieldType::Item);
        points.map(|field: &Field| field.id.clone()).collect()
    }

    /// Minutes spent in each section.
    pub fn spend(&mut self, random: &mut Random) {
        let sections: Vec<String> = self.entry.form().sections.iter().map(|s| s.id.clone()).collect();
        let (spent, _, _): (&mut BTreeMap<String, u32>, _, _) = self.entry.answers_mut_meta();
        for section in sections {
            spent.insert(section, u32::try_from(random.between(3, 14) * 60).unwrap_or(0));
        }
    }

    /// The session ended early at this field.
    pub fn stop_at(&mut self, field: &str) {
        *self.entry.answers_mut_meta().1 = Some(field.to_owned());
    }

    /// The gate was shut, and it was opened with this reason.
    pub fn overridden(&mut self, message: &str) {
        let reason = (self.words)(message);
        *self.entry.answers_mut_meta().2 = Some(reason);
    }
}
