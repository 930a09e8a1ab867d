//! What rose and fell between two assessments: row by row in tables with a calculated score, and
//! for choices whose list has an order.

use chrono::{NaiveDateTime, NaiveTime};

use crate::form::expr::{Scope, Value};
use crate::form::{Answer, Answers, Field, FieldType, Form, Row};

use super::scope::value_of;

/// The column whose numbers are compared.
const SCORE: &str = "score";

/// Shared lists that go from little to much, with their choices in that order.
const ORDERED: [(&str, &[&str]); 1] = [("risk_level", &["low", "medium", "high", "extreme"])];

/// How one row or level stands to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    Rose,
    Fell,
    Same,
    /// Judged now and not before.
    New,
    /// Judged before and not now.
    Gone,
}

/// One row or level in two assessments.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskMovement {
    /// The table, or the field with the level.
    pub field: String,
    /// Id of the row; empty for a level.
    pub row: String,
    /// The worker's own heading of the row, the newer one if there are two.
    pub heading: Option<String>,
    /// The starting row it came from; its heading when there is no other.
    pub start: Option<String>,
    /// The score, or the place of the level in its list, from 1.
    pub before: Option<f64>,
    pub after: Option<f64>,
    pub movement: Movement,
}

/// Compares two assessments: what was judged in at least one of them, levels first, then rows in the
/// order of the newer one, those that are gone at the end.
pub fn compare_risk(form: &Form, before: &Answers, after: &Answers) -> Vec<RiskMovement> {
    let levels = form.fields().filter_map(|field| level(form, field, before, after));
    let tables = form.fields().filter_map(|table| Some((table, score_column(table)?)));
    let rows = tables.flat_map(|(table, score)| table_rows(table, score, before, after));
    levels.chain(rows).collect()
}

fn level(form: &Form, field: &Field, before: &Answers, after: &Answers) -> Option<RiskMovement> {
    let list =
        field.choices.as_deref().filter(|_| matches!(field.kind, FieldType::One | FieldType::Calculated))?;
    let own = form.lists.iter().find(|known| known.id == list);
    let (_, shared) = ORDERED.iter().find(|(id, _)| *id == list)?;
    let place = |answers: &Answers| {
        let choice = answers.choice(&field.id)?;
        let index = match own {
            Some(own) => own.choices.iter().position(|known| known.id == choice),
            None => shared.iter().position(|known| *known == choice),
        };
        index.map(|index| index as f64 + 1.0)
    };
    let (before, after) = (place(before), place(after));
    let movement = movement(before, after)?;
    let (field, row) = (field.id.clone(), String::new());
    Some(RiskMovement { field, row, heading: None, start: None, before, after, movement })
}

fn score_column(table: &Field) -> Option<&Field> {
    table.column(SCORE).filter(|column| column.kind == FieldType::Calculated)
}

fn table_rows(table: &Field, score: &Field, before: &Answers, after: &Answers) -> Vec<RiskMovement> {
    let (old, new) = (before.rows(&table.id), after.rows(&table.id));
    let gone = old.iter().filter(|row| new.iter().all(|other| other.id != row.id));
    let rows = new.iter().map(|row| (old.iter().find(|other| other.id == row.id), Some(row)));
    let rows = rows.chain(gone.map(|row| (Some(row), None)));
    rows.filter_map(|(old, new)| {
        let before_score = old.and_then(|row| value(score, row, before));
        let after_score = new.and_then(|row| value(score, row, after));
        let row = new.or(old)?;
        Some(RiskMovement {
            field: table.id.clone(),
            row: row.id.clone(),
            heading: heading(table, new).or_else(|| heading(table, old)),
            start: row.start.clone(),
            before: before_score,
            after: after_score,
            movement: movement(before_score, after_score)?,
        })
    })
    .collect()
}

/// None when nothing was judged either time.
fn movement(before: Option<f64>, after: Option<f64>) -> Option<Movement> {
    Some(match (before, after) {
        (None, None) => return None,
        (None, Some(_)) => Movement::New,
        (Some(_), None) => Movement::Gone,
        (Some(before), Some(after)) if after > before => Movement::Rose,
        (Some(before), Some(after)) if after < before => Movement::Fell,
        _ => Movement::Same,
    })
}

fn heading(table: &Field, row: Option<&Row>) -> Option<String> {
    match row?.cells.get(&table.columns.first()?.id) {
        Some(Answer::Text(text)) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// The score of a row, worked out from its cells: what was saved may be from before a change.
fn value(score: &Field, row: &Row, answers: &Answers) -> Option<f64> {
    let computed =
        score.calculate.as_ref().and_then(|calculate| calculate.eval(&InRow { row, answers }).number());
    computed.or_else(|| row.cells.get(&score.id).and_then(|answer| value_of(answer).number()))
}

/// One row of a record, and around it the record's fields.
struct InRow<'a> {
    row: &'a Row,
    answers: &'a Answers,
}

impl Scope for InRow<'_> {
    fn variable(&self, name: &str) -> Value {
        let answer = self.row.cells.get(name).or_else(|| self.answers.fields.get(name));
        answer.map_or(Value::Nothing, value_of)
    }

    /// A score does not depend on the day: two assessments of different days are compared.
    fn now(&self) -> NaiveDateTime {
        chrono::NaiveDate::default().and_time(NaiveTime::MIN)
    }
}
