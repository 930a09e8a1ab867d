//! What came later in a story, as data: which forms were filled in how many days ago, and with which
//! answers (`tales/<topic>.toml`). They are written by the same hand as all others: through the engine.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveTime};
use serde::Deserialize;
use toml::Value;

use crate::form::{Answer, Field, FieldType, Path};

use super::people::Person;
use super::writer::{Sheet, Writer, choice};

const FILES: [&str; 6] = [
    include_str!("tales/finding.toml"),
    include_str!("tales/support.toml"),
    include_str!("tales/referral.toml"),
    include_str!("tales/going_on.toml"),
    include_str!("tales/ending.toml"),
    include_str!("tales/own.toml"),
];

/// All tales by name.
#[derive(Debug, Default)]
pub(super) struct Tales(BTreeMap<String, Vec<Page>>);

/// One form that is filled in, or filled in again.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    form: String,
    /// Days before today.
    ago: i64,
    /// The record of this form that was written last is changed, instead of a new one.
    #[serde(default)]
    revise: bool,
    /// States of points by the point's name; `others` stands for those that are not named.
    #[serde(default)]
    points: BTreeMap<String, Vec<String>>,
    others: Option<String>,
    /// Tables that take over all the rows that another form offers.
    #[serde(default)]
    take: Vec<String>,
    #[serde(default)]
    set: toml::Table,
    /// Rows by table; `row` names a row that is there, or the row from which one was taken over.
    #[serde(default)]
    rows: BTreeMap<String, Vec<toml::Table>>,
}

impl Tales {
    /// The tales of the files; a file that cannot be read has none, which a test rules out.
    pub fn read() -> Self {
        let files = FILES.iter().filter_map(|text| toml::from_str::<BTreeMap<String, Vec<Page>>>(text).ok());
        Self(files.flatten().collect())
    }

    /// Their names.
    #[cfg(test)]
    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// What is wrong with the files.
    #[cfg(test)]
    pub fn mistakes() -> Vec<String> {
        let read = |text: &&str| toml::from_str::<BTreeMap<String, Vec<Page>>>(text).err();
        FILES.iter().filter_map(read).map(|error| error.to_string()).collect()
    }

    /// Whether some page says this message.
    #[cfg(test)]
    pub fn says(message: &str) -> bool {
        let said = format!("\"{}\"", message.trim_start_matches("demo-"));
        FILES.iter().any(|text| text.contains(&said))
    }

    /// The oldest day of a tale, in days before today.
    #[cfg(test)]
    pub fn begins(&self, name: &str) -> Option<i64> {
        self.0.get(name)?.iter().map(|page| page.ago).max()
    }

    /// Tells one tale of a person.
    pub fn tell(&self, writer: &mut Writer<'_>, name: &str) {
        writer.begin_sequence();
        for page in self.0.get(name).into_iter().flatten() {
            // A form that the library does not have is left out; the tale goes on.
            let sheet = if page.revise {
                writer.revise(&page.form, page.ago)
            } else {
                writer.sheet(&page.form, page.ago)
            };
            let Some(mut sheet) = sheet else { continue };
            page.fill(&mut sheet, writer);
            writer.save(sheet);
        }
    }
}

impl Page {
    fn fill(&self, sheet: &mut Sheet<'_>, writer: &Writer<'_>) {
        self.mark(sheet);
        for (id, value) in &self.set {
            put(sheet, writer, &Path::field(id), value);
        }
        for table in &self.take {
            take(sheet, writer, table);
        }
        for (table, rows) in &self.rows {
            for given in rows {
                let row = row(sheet, table, given.get("row").and_then(Value::as_str));
                for (column, value) in given.iter().filter(|(column, _)| *column != "row") {
                    put(sheet, writer, &Path::cell(table, &row, column), value);
                }
            }
        }
    }

    fn mark(&self, sheet: &mut Sheet<'_>) {
        for point in sheet.points() {
            let named = self.points.iter().find(|(_, points)| points.contains(&point));
            if let Some(state) = named.map(|(state, _)| state).or(self.others.as_ref()) {
                sheet.point(&point, state, None);
            }
        }
    }
}

/// The row that is meant: a starting row, one that was taken over from a row of that name, or a new one.
fn row(sheet: &mut Sheet<'_>, table: &str, meant: Option<&str>) -> String {
    let Some(meant) = meant else { return sheet.row(table) };
    let suffix = format!("/{meant}");
    let rows = sheet.entry.rows(table).iter();
    let known = rows.filter(|row| {
        let named =
            |key: &Option<String>| key.as_ref().is_some_and(|key| key == meant || key.ends_with(&suffix));
        row.id == meant || named(&row.start) || named(&row.from)
    });
    known.map(|row| row.id.clone()).next().unwrap_or_default()
}

fn take(sheet: &mut Sheet<'_>, writer: &Writer<'_>, table: &str) {
    let from = sheet.entry.form().field(table).and_then(|field| field.take.clone());
    let Some(from) = from else { return };
    let (Some(form), Some(last)) = (writer.library.form(&from.form), writer.last(&from.form)) else { return };
    for row in sheet.entry.takeable(table, &form, &last.answers) {
        sheet.entry.insert_row(table, row);
    }
}

fn put(sheet: &mut Sheet<'_>, writer: &Writer<'_>, path: &Path, value: &Value) {
    #[cfg(test)]
    assert!(sheet.entry.field(path).is_some(), "{} has no {path:?}", sheet.entry.form().id);
    // A place that a form of the user's no longer has is left out.
    let Some(field) = sheet.entry.field(path).cloned() else { return };
    let answer = answer(writer, sheet, &field, value);
    #[cfg(test)]
    assert!(answer.is_some(), "{} {path:?}: {value:?}", sheet.entry.form().id);
    sheet.entry.set(path, answer);
}

/// What a value of the file means for a field: `-` prefers not to answer; a number at a date is so many
/// days from today, `day` the day of the page; a text is a message, without its `demo-`; `own` is the
/// person's own language or country.
fn answer(writer: &Writer<'_>, sheet: &Sheet<'_>, field: &Field, value: &Value) -> Option<Answer> {
    use FieldType as T;
    let person = writer.person;
    Some(match (field.kind, value) {
        (_, Value::String(text)) if text == "-" => Answer::Declined,
        (T::Date, Value::Integer(days)) => Answer::Date(writer.today() + Duration::days(*days)),
        (T::Date, Value::String(day)) if day == "day" => Answer::Date(sheet.day()),
        (T::Time, Value::String(time)) => Answer::Time(NaiveTime::parse_from_str(time, "%H:%M").ok()?),
        (T::Integer | T::Decimal | T::Scale | T::Duration, Value::Integer(number)) => {
            super::writer::number(*number)
        }
        (T::Language, Value::String(own)) if own == "own" => choice(&person.language),
        (T::Country, Value::String(own)) if own == "own" => choice(&person.nationality),
        (T::One | T::YesNo | T::Language | T::Country, Value::String(id)) => choice(id),
        (T::Many | T::Languages | T::Countries, Value::Array(ids)) => {
            Answer::Choices(ids.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        (T::Item, Value::Array(state)) => item(writer, state)?,
        (kind, Value::String(message)) if kind.is_text() => spoken(writer, person, message),
        _ => return None,
    })
}

fn item(writer: &Writer<'_>, state: &[Value]) -> Option<Answer> {
    let (state, remark) = (state.first()?.as_str()?, state.get(1)?.as_str()?);
    let remark = (writer.words)(&format!("demo-{remark}"));
    Some(Answer::Item { state: Some(state.to_owned()), remark })
}

fn spoken(writer: &Writer<'_>, person: &Person, message: &str) -> Answer {
    if message == "own-name" {
        return Answer::Text(format!("{} {}", person.first_name, person.surname));
    }
    Answer::Text((writer.words)(&format!("demo-{message}")))
}
