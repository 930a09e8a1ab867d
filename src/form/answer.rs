//! What a person answered: typed values that say themselves what they are, so that an older form's
//! answers stay readable when the form has changed.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// One answer. An unanswered question has no `Answer` at all; `Declined` is "prefers not to answer"
/// and differs from both silence and "no" (rule C1 of the sources).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The person prefers not to answer.
    Declined,
    /// Free text: `text`, `note`, `person`, `service`, `file`.
    Text(String),
    /// `integer`, `decimal`, `scale`; a `duration` in minutes.
    Number(f64),
    Date(NaiveDate),
    Time(NaiveTime),
    /// The id of one choice: `one`, `yes_no`, `country`, `language`.
    Choice(String),
    /// Ids of choices in the order of their list: `many`, `countries`, `languages`.
    Choices(Vec<String>),
    /// An amount in hundredths of its currency (ISO 4217).
    Money {
        minor: i64,
        currency: String,
    },
    /// A point of a checklist: the id of its state (none yet: only a remark was written) and a remark.
    Item {
        state: Option<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        remark: String,
    },
    /// The rows of a table, in the worker's order.
    Rows(Vec<Row>),
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Unique in its table; never reused, so that two revisions can be compared row by row.
    pub id: String,
    /// The starting row it came from: `<row>` of this table, or `<form>/<table>/<row>` of another form's.
    /// Its heading is that row's message until the first column holds a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Where the row was taken over from: `<form>/<table>/<row id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default)]
    pub cells: BTreeMap<String, Answer>,
}

/// All answers of one record, with what the session itself left behind.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    #[serde(default)]
    pub fields: BTreeMap<String, Answer>,
    /// Seconds spent in each section of a timed form.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub spent: BTreeMap<String, u32>,
    /// The session was ended before the end, at this field or section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<String>,
    /// Why the form was opened although its gate was shut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
    /// The record was made by the save of another one, not by a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Origin>,
}

/// What a record was made from, and for which day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The id of the record whose save made it.
    pub record: uuid::Uuid,
    pub date: NaiveDate,
}

/// The place of one answer in a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Path {
    Field(String),
    Cell { table: String, row: String, column: String },
}

impl Row {
    /// The day on which somebody added or took over the row: its id is from the clock. None for a
    /// starting row.
    pub fn made_on(&self) -> Option<NaiveDate> {
        if self.start.as_ref() == Some(&self.id) {
            return None;
        }
        let millis = i64::from_str_radix(&self.id, 36).ok()?;
        Some(chrono::DateTime::from_timestamp_millis(millis)?.date_naive())
    }
}

impl Path {
    /// The place of a whole field.
    pub fn field(id: &str) -> Self {
        Self::Field(id.to_owned())
    }

    /// The place of a column in the row whose id is `row`.
    pub fn cell(table: &str, row: &str, column: &str) -> Self {
        Self::Cell { table: table.to_owned(), row: row.to_owned(), column: column.to_owned() }
    }
}

impl Answers {
    /// The answer at a place, if one was given or declined.
    pub fn get(&self, path: &Path) -> Option<&Answer> {
        match path {
            Path::Field(id) => self.fields.get(id),
            Path::Cell { table, row, column } => {
                self.rows(table).iter().find(|r| &r.id == row)?.cells.get(column)
            }
        }
    }

    /// The rows of a table, none when it was never filled.
    pub fn rows(&self, table: &str) -> &[Row] {
        match self.fields.get(table) {
            Some(Answer::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// The text of a `Text` answer at a field.
    pub fn text(&self, id: &str) -> Option<&str> {
        match self.fields.get(id) {
            Some(Answer::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The choice of a `Choice` answer at a field.
    pub fn choice(&self, id: &str) -> Option<&str> {
        match self.fields.get(id) {
            Some(Answer::Choice(choice)) => Some(choice),
            _ => None,
        }
    }

    /// The day of a `Date` answer at a field.
    pub fn date(&self, id: &str) -> Option<NaiveDate> {
        match self.fields.get(id) {
            Some(Answer::Date(date)) => Some(*date),
            _ => None,
        }
    }
}
