//! What the conditions of the process may speak of: the answers of a case's records, and functions
//! over them. Every record is opened at most once while one question about the case is answered.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{Local, NaiveDateTime};

use crate::form::expr::{Scope, Signature, Value, Vocabulary};
use crate::form::{Answer, Answers, Entry, EntryDue, Field, FieldType, Form, Library, Path, Subject};
use crate::record::{CaseFile, Due, Record, RecordId};

/// Functions of the process beside those of the notation.
const FUNCTIONS: [Signature; 10] = [
    Signature { name: "recorded", least: 1, most: 1 },
    Signature { name: "stopped", least: 1, most: 1 },
    Signature { name: "complete", least: 1, most: 1 },
    Signature { name: "all-answered", least: 1, most: 1 },
    Signature { name: "unanswered", least: 1, most: 1 },
    Signature { name: "count-records", least: 1, most: 1 },
    Signature { name: "days-since", least: 1, most: 1 },
    Signature { name: "latest", least: 2, most: 4 },
    Signature { name: "dues", least: 0, most: 2 },
    Signature { name: "overdue", least: 0, most: 2 },
];

/// Those whose first argument names a form.
pub(super) const FORM_FUNCTIONS: [&str; 10] = [
    "recorded",
    "stopped",
    "complete",
    "all-answered",
    "unanswered",
    "count-records",
    "days-since",
    "latest",
    "dues",
    "overdue",
];

/// Those whose next arguments name its fields.
pub(super) const FIELD_FUNCTIONS: [&str; 3] = ["latest", "dues", "overdue"];

/// All names of all forms about a case: `form.field` and `form.table.column`, with their choices.
pub(super) struct CaseVocabulary {
    names: BTreeMap<String, Option<Vec<String>>>,
    forms: Vec<String>,
}

impl CaseVocabulary {
    pub fn new(library: &Library) -> Self {
        let mut names = BTreeMap::new();
        let mut forms = Vec::new();
        let known = library.ids().into_iter().filter_map(|id| library.form(&id));
        for form in known.filter(|form| form.subject == Subject::Case) {
            let form: &Form = &form;
            forms.push(form.id.clone());
            for field in form.fields() {
                let name = format!("{}.{}", form.id, field.id);
                for column in &field.columns {
                    names.insert(format!("{name}.{}", column.id), choices(library, form, column));
                }
                if field.kind != FieldType::Table {
                    names.insert(name, choices(library, form, field));
                }
            }
        }
        Self { names, forms }
    }

    pub fn knows(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(String::as_str)
    }
}

fn choices(library: &Library, form: &Form, field: &Field) -> Option<Vec<String>> {
    let list = library.list(form, field.choices.as_deref()?)?;
    Some(list.choices.iter().map(|choice| choice.id.clone()).collect())
}

impl Vocabulary for CaseVocabulary {
    fn names(&self) -> Vec<&str> {
        self.names.keys().map(String::as_str).collect()
    }

    fn choices(&self, name: &str) -> Option<Vec<&str>> {
        let choices = self.names.get(name)?.as_ref()?;
        Some(choices.iter().map(String::as_str).collect())
    }

    fn functions(&self) -> &[Signature] {
        &FUNCTIONS
    }
}

/// A case as conditions see it at one moment.
pub(super) struct CaseScope<'a> {
    library: &'a Arc<Library>,
    file: &'a CaseFile,
    now: NaiveDateTime,
    opened: RefCell<BTreeMap<RecordId, Option<Rc<Entry>>>>,
    dues: RefCell<Option<Rc<Vec<Due>>>>,
}

impl<'a> CaseScope<'a> {
    pub fn new(library: &'a Arc<Library>, file: &'a CaseFile, now: NaiveDateTime) -> Self {
        Self { library, file, now, opened: RefCell::default(), dues: RefCell::default() }
    }

    /// The records of a form, the last saved first.
    pub fn records(&self, form: &str) -> Vec<&'a Record> {
        let mut records: Vec<&Record> = self.file.records.iter().filter(|r| r.form == form).collect();
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
        let mut dues: Vec<Due> = self.file.records.iter().flat_map(|record| self.dues_of(record)).collect();
        dues.sort_by(|a, b| (a.date, a.record, &a.path).cmp(&(b.date, b.record, &b.path)));
        let dues = Rc::new(dues);
        *self.dues.borrow_mut() = Some(dues.clone());
        dues
    }

    /// Those whose day has passed.
    pub fn overdue(&self) -> Vec<Due> {
        self.dues().iter().filter(|due| due.date < self.now.date()).cloned().collect()
    }

    fn dues_of(&self, record: &Record) -> Vec<Due> {
        let Some(entry) = self.entry(record) else { return Vec::new() };
        let due = |due: EntryDue| Due {
            record: record.id,
            form: record.form.clone(),
            step: None,
            path: due.path,
            heading: due.heading,
            start: due.start,
            date: due.date,
            since: None,
            until: None,
        };
        entry.dues().into_iter().map(due).collect()
    }

    /// The value of a field, or the values of a column, in one record.
    fn value(&self, record: &Record, field: &str) -> Value {
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

    /// How many points of the last record of a form have no state.
    fn unanswered(&self, form: &str) -> usize {
        match self.latest(form).and_then(|record| self.entry(record)) {
            Some(entry) => open_points(&entry).len(),
            None => self.library.form(form).map_or(0, |form| points(&form).count()),
        }
    }

    fn days_since(&self, form: &str) -> Value {
        let Some(record) = self.latest(form) else { return Value::Nothing };
        let saved = record.saved_at.with_timezone(&Local).date_naive();
        Value::Number((self.now.date() - saved).num_days() as f64)
    }
}

impl Scope for CaseScope<'_> {
    fn variable(&self, name: &str) -> Value {
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
            "count-records" => Value::Number(self.records(&form).len() as f64),
            "days-since" => self.days_since(&form),
            "latest" => self.latest_value(arguments).unwrap_or(Value::Nothing),
            "dues" => self.count(&self.dues(), arguments),
            "overdue" => self.count(&self.overdue(), arguments),
            _ => return None,
        })
    }
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
