//! What the conditions of the process may speak of: the answers of a case's records, and functions
//! over them. Every record is opened at most once while one question about the case is answered.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{Local, NaiveDate, NaiveDateTime};

use super::agenda;
use super::back::{Back, last_back};
use super::consent;
use super::make;
use super::process::Process;
use super::vocabulary::FACT;
use crate::form::expr::{Scope, Value};
use crate::form::{Answer, Answers, Entry, EntryDue, Field, FieldType, Form, Library, Path};
use crate::record::{CaseFile, Due, Moment, Record, RecordId};

/// A case as conditions see it at one moment.
pub(super) struct CaseScope<'a> {
    pub process: &'a Process,
    pub library: &'a Arc<Library>,
    pub file: &'a CaseFile,
    now: NaiveDateTime,
    /// Where the case went back last.
    back: Option<Back>,
    /// Only what was saved since then is seen.
    lately: bool,
    /// How many facts may be asked for: each knows those above it.
    facts: Cell<usize>,
    standing: OnceCell<Standing>,
    opened: RefCell<BTreeMap<RecordId, Option<Rc<Entry>>>>,
    dues: RefCell<Option<Rc<Vec<Due>>>>,
}

/// How far a case is, computed once from what was saved since it last went back.
pub(super) struct Standing {
    pub phase: String,
    pub closed: bool,
}

impl<'a> CaseScope<'a> {
    pub fn new(
        process: &'a Process,
        library: &'a Arc<Library>,
        file: &'a CaseFile,
        now: NaiveDateTime,
    ) -> Self {
        // Asked of a scope of its own: what it worked out along the way did not know yet.
        let back = last_back(&Self::of(process, library, file, now));
        Self { back, ..Self::of(process, library, file, now) }
    }

    fn of(process: &'a Process, library: &'a Arc<Library>, file: &'a CaseFile, now: NaiveDateTime) -> Self {
        Self {
            process,
            library,
            file,
            now,
            back: None,
            lately: false,
            facts: Cell::new(process.facts.len()),
            standing: OnceCell::new(),
            opened: RefCell::default(),
            dues: RefCell::default(),
        }
    }

    /// The same case as if nothing had been before it last went back.
    pub fn lately(&self) -> Self {
        let scope = Self::of(self.process, self.library, self.file, self.now);
        Self { back: self.back.clone(), lately: true, ..scope }
    }

    /// How far the case is: the furthest phase that the records since it last went back reach, never
    /// before the one it went back to; and closed when a closing is among them.
    pub fn standing(&self) -> &Standing {
        self.standing.get_or_init(|| {
            let lately = self.lately();
            let phases = &self.process.phases;
            let reached = phases.iter().rposition(|phase| phase.reached.is_true(&lately)).unwrap_or(0);
            let target = self.back.as_ref().and_then(|back| phases.iter().position(|p| p.id == back.to));
            let phase = phases.get(reached.max(target.unwrap_or(0)));
            let closed = self.process.closed.as_ref();
            Standing {
                phase: phase.map_or(String::new(), |phase| phase.id.clone()),
                closed: closed.is_some_and(|closed| closed.is_true(&lately)),
            }
        })
    }

    /// Whether a record was saved since the case last went back.
    pub fn is_fresh(&self, record: &Record) -> bool {
        let back = self.back.as_ref();
        back.is_none_or(|back| record.saved_at > back.at && record.id != back.record)
    }

    /// The records of a form, the last saved first.
    pub fn records(&self, form: &str) -> Vec<&'a Record> {
        let seen = |record: &&Record| record.form == form && (!self.lately || self.is_fresh(record));
        let mut records: Vec<&Record> = self.file.records.iter().filter(seen).collect();
        records.sort_by_key(|record| std::cmp::Reverse((record.saved_at, record.created_at, record.id)));
        records
    }

    /// The record of a form that was saved last.
    pub fn latest(&self, form: &str) -> Option<&'a Record> {
        self.records(form).first().copied()
    }

    /// The entry of a record; None when its form is no longer known.
    pub fn entry(&self, record: &Record) -> Option<Rc<Entry>> {
        if let Some(known) = self.opened.borrow().get(&record.id) {
            return known.clone();
        }
        let entry = self.open(&record.form, &record.answers).map(Rc::new);
        self.opened.borrow_mut().insert(record.id, entry.clone());
        entry
    }

    /// Opens answers of a form, a draft's for instance.
    pub fn open(&self, form: &str, answers: &Answers) -> Option<Entry> {
        let form = self.library.form(form)?;
        Some(Entry::open(self.library, &form, answers.clone(), self.now))
    }

    /// Every date of every record that still asks for something, the earliest first.
    pub fn dues(&self) -> Rc<Vec<Due>> {
        if let Some(dues) = self.dues.borrow().as_ref() {
            return dues.clone();
        }
        let seen = self.file.records.iter().filter(|record| !self.lately || self.is_fresh(record));
        // How far the case is must not depend on itself.
        let closed = !self.lately && self.standing().closed;
        let mut dues: Vec<Due> = seen.flat_map(|record| self.dues_of(record)).collect();
        dues.retain(|due| !closed || self.process.asks_when_closed(due));
        dues.sort_by(|a, b| (a.date, a.record, &a.path).cmp(&(b.date, b.record, &b.path)));
        let dues = Rc::new(dues);
        *self.dues.borrow_mut() = Some(dues.clone());
        dues
    }

    /// Those whose day has passed, with the window around it.
    pub fn overdue(&self) -> Vec<Due> {
        self.dues().iter().filter(|due| agenda::is_late(due, self.now.date())).cloned().collect()
    }

    /// Those that can be done today: late, of today, or within a window that is open.
    pub fn come(&self) -> Vec<Due> {
        self.dues().iter().filter(|due| agenda::has_come(due, self.now.date())).cloned().collect()
    }

    fn dues_of(&self, record: &Record) -> Vec<Due> {
        if !make::applies(self, record) {
            return Vec::new();
        }
        // Of many records only a few still ask for something, and opening one is what costs.
        if !self.library.form(&record.form).is_some_and(|form| self.may_ask(record, &form)) {
            return Vec::new();
        }
        let Some(entry) = self.entry(record) else { return Vec::new() };
        let due = |due: EntryDue| Due {
            heading: due.heading,
            start: due.start,
            ..Due::plain(record.id, &record.form, due.path, due.date)
        };
        let dues = entry.dues().into_iter().map(due).filter(|due| !self.superseded(record, due));
        dues.map(|due| self.process.agendas.around(due, &record.answers)).collect()
    }

    /// Whether a date of a record can ask for something, by what is written in it alone.
    fn may_ask(&self, record: &Record, form: &Form) -> bool {
        let field = |field: &Field| match (field.kind, record.answers.fields.get(&field.id)) {
            (FieldType::Table, Some(Answer::Rows(rows))) => {
                let dues = || field.columns.iter().filter(|column| column.due);
                let asks = |column: &Field| {
                    column.kind == FieldType::Calculated
                        || rows.iter().any(|row| row.cells.contains_key(&column.id))
                };
                !rows.is_empty() && dues().any(asks)
            }
            (FieldType::Calculated, _) => field.due,
            (_, Some(Answer::Date(date))) => {
                field.due
                    && !self.superseded(
                        record,
                        &Due::plain(record.id, &record.form, Path::field(&field.id), *date),
                    )
            }
            _ => false,
        };
        form.fields().any(field)
    }

    /// A date of a kind that a newer record of the same form answers.
    fn superseded(&self, record: &Record, due: &Due) -> bool {
        if self.process.is_end_of_consent(&due.form, &due.path) {
            return consent::decided_anew(self.process, self.file, record);
        }
        if self.process.is_until_taken(&due.form, &due.path) {
            return self.is_taken(due);
        }
        if let Some(by) = self.process.met_by(&due.form, &due.path) {
            return self.file.records.iter().any(|other| {
                let met = other.answers.date(by).is_some_and(|day| day >= due.date);
                met && other.form == record.form && other.id != record.id
            });
        }
        self.process.is_until_next(&due.form, &due.path)
            && self.file.records.iter().any(|other| {
                other.form == record.form && other.created_at > record.created_at && other.id != record.id
            })
    }

    /// Whether the row of a date stands in a table of another form, which keeps where it came from.
    fn is_taken(&self, due: &Due) -> bool {
        let Path::Cell { table, row, .. } = &due.path else { return false };
        let from = format!("{}/{table}/{row}", due.form);
        let others = self.file.records.iter().filter(|record| record.form != due.form);
        let tables = others.flat_map(|record| record.answers.fields.values());
        let mut rows = tables.flat_map(|answer| match answer {
            Answer::Rows(rows) => rows.as_slice(),
            _ => &[],
        });
        rows.any(|row| row.from.as_ref() == Some(&from))
    }

    /// The step entered last after the risks were looked at, if that was on a later day: entered with
    /// the first record that was begun in it since the case last went back.
    pub fn unlooked(&self) -> Option<&'a str> {
        // What is closed asks for nothing.
        let again = self.process.again.as_ref().filter(|_| self.lately || !self.standing().closed)?;
        let looks = again.forms.iter().filter_map(|form| self.latest(form));
        let looked = day_of(looks.map(|record| record.saved_at).max()?);
        let steps = self.process.steps.iter();
        let steps = steps.filter(|step| !step.forms.iter().any(|form| again.forms.contains(form)));
        let entered = steps.filter_map(|step| {
            let inside = self.file.records.iter().filter(|record| step.is_entered_with(&record.form));
            let begun = |record: &&Record| self.back.as_ref().is_none_or(|back| record.created_at > back.at);
            Some((inside.filter(begun).map(|record| record.created_at).min()?, step.id.as_str()))
        });
        let (at, step) = entered.max()?;
        (day_of(at) > looked).then_some(step)
    }

    /// One of the process's own facts, if the one that asks may know it.
    fn fact(&self, id: &str) -> Value {
        let known = self.facts.get();
        let Some(place) = self.process.facts.iter().take(known).position(|fact| fact.id == id) else {
            return Value::Nothing;
        };
        let Some(fact) = self.process.facts.get(place) else { return Value::Nothing };
        self.facts.set(place);
        let value = fact.when.eval(self);
        self.facts.set(known);
        value
    }

    /// `rows-with('form', 'table', 'column', 'x', …)`: rows of the last record whose columns have these
    /// values; `*` is any.
    fn rows_with(&self, arguments: &[Value]) -> Option<usize> {
        let texts: Vec<String> = arguments.iter().map(Value::text).collect();
        let [form, table, wanted @ ..] = texts.as_slice() else { return None };
        let entry = self.entry(self.latest(form)?)?;
        let fits = |row: &&crate::form::Row| {
            wanted.chunks_exact(2).all(|pair| {
                let answer = entry.get(&Path::cell(table, &row.id, &pair[0]));
                let value = answer.as_ref().map_or(Value::Nothing, value_of);
                if pair[1] == "*" { !value.is_empty() } else { value.text() == pair[1] }
            })
        };
        Some(entry.rows(table).iter().filter(fits).count())
    }

    /// Whether the last record of one form was saved after that of another.
    fn later(&self, form: &str, other: &str) -> bool {
        match (self.latest(form), self.latest(other)) {
            (Some(record), Some(other)) => record.saved_at > other.saved_at,
            (record, _) => record.is_some(),
        }
    }

    /// The value of a field, or the values of a column, in one record.
    pub fn value(&self, record: &Record, field: &str) -> Value {
        let Some(entry) = self.entry(record) else { return Value::Nothing };
        let at = |path: Path| match entry.relevant(&path) {
            true => entry.get(&path).as_ref().map_or(Value::Nothing, value_of),
            false => Value::Nothing,
        };
        match field.split_once('.') {
            Some((table, column)) => {
                let rows = entry.answers().rows(table).iter();
                Value::List(rows.map(|row| at(Path::cell(table, &row.id, column))).collect())
            }
            None => at(Path::field(field)),
        }
    }

    /// `latest('form', 'field')`, of those records whose other field is `x` if that is asked for.
    fn latest_value(&self, arguments: &[Value]) -> Option<Value> {
        let (form, field) = (arguments.first()?.text(), arguments.get(1)?.text());
        let wanted = arguments.get(2).map(|other| (other.text(), arguments.get(3).map(Value::text)));
        let record = self.records(&form).into_iter().find(|record| match &wanted {
            Some((other, wanted)) => {
                let value = self.value(record, other);
                wanted.as_ref().map_or(!value.is_empty(), |wanted| value.text() == *wanted)
            }
            None => true,
        })?;
        Some(self.value(record, &field))
    }

    /// The answer to `form.field` in that form's last record, a declined one included; None when it was
    /// not given or does not apply.
    pub fn answer(&self, name: &str) -> Option<Answer> {
        let (form, field) = name.split_once('.')?;
        let (entry, path) = (self.entry(self.latest(form)?)?, Path::field(field));
        entry.get(&path).filter(|_| entry.relevant(&path))
    }

    fn count(&self, dues: &[Due], arguments: &[Value]) -> Value {
        let form = arguments.first().map(Value::text);
        let field = arguments.get(1).map(Value::text);
        let counts = |due: &&Due| {
            form.as_ref().is_none_or(|form| *form == due.form)
                && field.as_ref().is_none_or(|field| field == field_of(&due.path))
        };
        Value::Number(dues.iter().filter(counts).count() as f64)
    }

    /// `count-records('form')`, or `count-records('form', 'field', 'x', …)`: those with one of these values.
    fn count_records(&self, form: &str, arguments: &[Value]) -> usize {
        let records = self.records(form);
        let Some(field) = arguments.get(1).map(Value::text) else { return records.len() };
        let wanted: Vec<String> = arguments.iter().skip(2).map(Value::text).collect();
        records.iter().filter(|record| wanted.contains(&self.value(record, &field).text())).count()
    }

    /// How many points of the last record of a form have no state.
    fn unanswered(&self, form: &str) -> usize {
        match self.latest(form).and_then(|record| self.entry(record)) {
            Some(entry) => open_points(&entry).len(),
            None => self.library.form(form).map_or(0, |form| points(&form).count()),
        }
    }

    fn days_since(&self, form: &str) -> Value {
        let Some(record) = self.latest(form) else { return Value::Nothing };
        Value::Number((self.now.date() - day_of(record.saved_at)).num_days() as f64)
    }
}

impl Scope for CaseScope<'_> {
    fn variable(&self, name: &str) -> Value {
        if let Some(fact) = name.strip_prefix(FACT) {
            return self.fact(fact);
        }
        let Some((form, field)) = name.split_once('.') else { return Value::Nothing };
        self.latest(form).map_or(Value::Nothing, |record| self.value(record, field))
    }

    fn declined(&self, name: &str) -> bool {
        let declined = || {
            let (form, field) = name.split_once('.')?;
            let entry = self.entry(self.latest(form)?)?;
            Some(entry.get(&Path::field(field)) == Some(Answer::Declined))
        };
        declined().unwrap_or(false)
    }

    fn now(&self) -> NaiveDateTime {
        self.now
    }

    fn function(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        let form = arguments.first().map(Value::text).unwrap_or_default();
        Some(match name {
            "recorded" => Value::Bool(self.latest(&form).is_some()),
            "stopped" => {
                Value::Bool(self.latest(&form).is_some_and(|record| record.answers.stopped_at.is_some()))
            }
            "complete" => {
                let entry = self.latest(&form).and_then(|record| self.entry(record));
                Value::Bool(entry.is_some_and(|entry| entry.missing().is_empty()))
            }
            "all-answered" => Value::Bool(self.latest(&form).is_some() && self.unanswered(&form) == 0),
            "unanswered" => Value::Number(self.unanswered(&form) as f64),
            "count-records" => Value::Number(self.count_records(&form, arguments) as f64),
            "days-since" => self.days_since(&form),
            "latest" => self.latest_value(arguments).unwrap_or(Value::Nothing),
            "dues" => self.count(&self.dues(), arguments),
            "overdue" => self.count(&self.overdue(), arguments),
            "come" => self.count(&self.come(), arguments),
            "fresh" => Value::Bool(self.records(&form).into_iter().any(|record| self.is_fresh(record))),
            "later" => Value::Bool(self.later(&form, &arguments.get(1).map(Value::text).unwrap_or_default())),
            "rows-with" => Value::Number(self.rows_with(arguments).unwrap_or(0) as f64),
            "went-back" => self.back.as_ref().map_or(Value::Nothing, |back| Value::Text(back.form.clone())),
            "unlooked" => Value::Bool(self.unlooked().is_some()),
            // How far the case is cannot be asked while just that is worked out.
            "closed" | "in-phase" if self.lately => Value::Nothing,
            "closed" => Value::Bool(self.standing().closed),
            "in-phase" => Value::Bool(self.standing().phase == form),
            _ => return None,
        })
    }
}

/// The day of a moment where the worker is.
pub(super) fn day_of(at: Moment) -> NaiveDate {
    at.with_timezone(&Local).date_naive()
}

/// The points of a checklist.
pub(super) fn points(form: &Form) -> impl Iterator<Item = &Field> {
    form.fields().filter(|field| field.kind == FieldType::Item)
}

/// The points that are there and have neither a state nor were declined.
pub(super) fn open_points(entry: &Entry) -> Vec<Path> {
    points(entry.form())
        .map(|field| Path::field(&field.id))
        .filter(|path| entry.relevant(path))
        .filter(|path| {
            !matches!(entry.get(path), Some(Answer::Declined | Answer::Item { state: Some(_), .. }))
        })
        .collect()
}

/// The field or table in which an answer stands.
pub(super) fn field_of(path: &Path) -> &str {
    match path {
        Path::Field(field) => field,
        Path::Cell { table, .. } => table,
    }
}

/// What an answer is worth in a condition.
pub(super) fn value_of(answer: &Answer) -> Value {
    let text = |text: &String| Value::Text(text.clone());
    match answer {
        Answer::Declined | Answer::Rows(_) => Value::Nothing,
        Answer::Text(t) | Answer::Choice(t) => text(t),
        Answer::Number(number) => Value::Number(*number),
        Answer::Date(date) => Value::Date(*date),
        Answer::Time(time) => Value::Time(*time),
        Answer::Choices(choices) => Value::List(choices.iter().map(text).collect()),
        Answer::Money { minor, .. } => Value::Number(*minor as f64 / 100.0),
        Answer::Item { state, .. } => state.as_ref().map_or(Value::Nothing, text),
    }
}
