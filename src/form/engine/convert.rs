//! Between answers, as they are saved, and values, as conditions see them.

use crate::form::answer::{Answer, Row};
use crate::form::expr::Value;
use crate::form::schema::{Field, FieldType};

/// What a condition sees of an answer.
pub(super) fn to_value(answer: &Answer) -> Value {
    match answer {
        Answer::Declined => Value::Nothing,
        Answer::Text(text) | Answer::Choice(text) => Value::Text(text.clone()),
        Answer::Number(number) => Value::from_number(*number),
        Answer::Date(date) => Value::Date(*date),
        Answer::Time(time) => Value::Time(*time),
        Answer::Choices(choices) => {
            Value::List(choices.iter().map(|choice| Value::Text(choice.clone())).collect())
        }
        Answer::Money { minor, .. } => Value::Number(*minor as f64 / 100.0),
        Answer::Item { state, .. } => {
            state.as_ref().map_or(Value::Nothing, |state| Value::Text(state.clone()))
        }
        Answer::Rows(rows) => Value::List(rows.iter().map(row_value).collect()),
    }
}

/// A row as such is only counted; its id is what it has in any case.
fn row_value(row: &Row) -> Value {
    Value::Text(row.id.clone())
}

/// A value as the answer of a field: the result of a calculation, or a first value.
pub(super) fn to_answer(field: &Field, value: &Value) -> Option<Answer> {
    if value.is_empty() {
        return None;
    }
    let truth = |truth: bool| (if truth { "yes" } else { "no" }).to_owned();
    let choice = || match value {
        Value::Bool(value) => truth(*value),
        value => value.text(),
    };
    match field.kind {
        FieldType::Calculated if field.choices.is_some() => Some(Answer::Choice(choice())),
        FieldType::Calculated => calculated(value),
        FieldType::One | FieldType::YesNo | FieldType::Country | FieldType::Language => {
            Some(Answer::Choice(choice()))
        }
        FieldType::Many | FieldType::Countries | FieldType::Languages => {
            Some(Answer::Choices(choices(value)))
        }
        FieldType::Integer | FieldType::Decimal | FieldType::Scale | FieldType::Duration => {
            value.number().map(Answer::Number)
        }
        FieldType::Date => value.date().map(Answer::Date),
        FieldType::Time => value.time().map(Answer::Time),
        FieldType::Item => Some(Answer::Item { state: Some(choice()), remark: String::new() }),
        FieldType::Money | FieldType::Table => None,
        kind => kind.is_text().then(|| Answer::Text(value.text())),
    }
}

fn calculated(value: &Value) -> Option<Answer> {
    match value {
        Value::Nothing => None,
        Value::Bool(true) => Some(Answer::Choice("yes".to_owned())),
        Value::Bool(false) => Some(Answer::Choice("no".to_owned())),
        Value::Number(number) => Some(Answer::Number(*number)),
        Value::Date(date) => Some(Answer::Date(*date)),
        Value::Time(time) => Some(Answer::Time(*time)),
        Value::Text(_) | Value::List(_) => Some(Answer::Text(value.text())),
    }
}

fn choices(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().map(Value::text).collect(),
        value => value.text().split_whitespace().map(str::to_owned).collect(),
    }
}

/// An answer that says nothing, so that there is none.
pub(super) fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Text(text) | Answer::Choice(text) => text.is_empty(),
        Answer::Choices(choices) => choices.is_empty(),
        Answer::Item { state, remark } => state.is_none() && remark.is_empty(),
        _ => false,
    }
}

/// Whether it answers the question: an item with only a remark does not yet.
pub(super) fn is_complete(answer: &Answer) -> bool {
    match answer {
        Answer::Item { state, .. } => state.is_some(),
        answer => !is_empty(answer),
    }
}
