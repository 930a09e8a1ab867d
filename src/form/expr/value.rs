//! What values are worth as number, text, date, time and truth, and how two of them compare.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Value;
use super::ast::Operator;

/// Longest text that an expression may yield, in bytes: a chain of `concat` must not fill the memory.
pub(crate) const LONGEST: usize = 64 * 1024;

impl Value {
    /// A number, or nothing when it is none (`NaN`, infinite).
    pub(crate) fn from_number(number: f64) -> Self {
        // Adding 0 turns -0 into 0, which would be shown with its sign.
        if number.is_finite() { Self::Number(number + 0.0) } else { Self::Nothing }
    }

    /// A text, cut where it would grow without end.
    pub(crate) fn from_text(mut text: String) -> Self {
        if text.len() > LONGEST {
            let end = (0..=LONGEST).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
            text.truncate(end);
        }
        Self::Text(text)
    }

    /// About how many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        let own = size_of::<Self>();
        match self {
            Self::Text(text) => own + text.len(),
            Self::List(items) => own + items.iter().map(Self::size).sum::<usize>(),
            _ => own,
        }
    }

    /// Itself, or nothing when it is a list as long as no form needs: rows that hold the rows of other
    /// tables, which hold rows.
    pub(crate) fn bounded(self) -> Self {
        if matches!(self, Self::List(_)) && self.size() > LONGEST { Self::Nothing } else { self }
    }

    /// Whether it counts as true in a condition.
    pub fn truth(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Bool(truth) => *truth,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Date(_) | Self::Time(_) => true,
            Self::List(items) => !items.is_empty(),
        }
    }

    /// The number it stands for; a date is its days since 1970.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Bool(truth) => Some(f64::from(u8::from(*truth))),
            Self::Number(number) => Some(*number),
            Self::Text(text) => plain_number(text),
            Self::Date(date) => Some(f64::from(date.to_epoch_days())),
            Self::List(items) => single(items)?.number(),
            Self::Nothing | Self::Time(_) => None,
        }
    }

    /// The text it stands for; nothing is the empty text, a list its items with spaces between.
    pub fn text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Bool(truth) => truth.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => format!("{:02}:{:02}", time.hour(), time.minute()),
            Self::List(items) => items.iter().map(Self::text).collect::<Vec<_>>().join(" "),
        }
    }

    /// The day it stands for: a date, or a text such as `2026-03-01`, with or without a time.
    pub fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Text(text) => text.trim().parse().ok().or_else(|| moment(text).map(|moment| moment.date())),
            Self::List(items) => single(items)?.date(),
            _ => None,
        }
    }

    /// The time of day it stands for: a time, or a text such as `14:30`, with or without a date.
    pub fn time(&self) -> Option<NaiveTime> {
        match self {
            Self::Time(time) => Some(*time),
            Self::Text(text) => clock(text.trim()).or_else(|| moment(text).map(|moment| moment.time())),
            Self::List(items) => single(items)?.time(),
            _ => None,
        }
    }

    /// Nothing was given: no value, an empty text, an empty list.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// The values in it, lists within lists opened, empty ones left out.
    pub(crate) fn flatten(self) -> Vec<Value> {
        match self {
            Self::List(items) => items.into_iter().flat_map(Self::flatten).collect(),
            value if value.is_empty() => Vec::new(),
            value => vec![value],
        }
    }

    /// Whether it is `wanted`, or a list in which `wanted` stands.
    pub(crate) fn holds(&self, wanted: &str) -> bool {
        match self {
            Self::List(items) => items.iter().any(|item| item.holds(wanted)),
            Self::Nothing => false,
            value => value.text() == wanted,
        }
    }
}

/// A comparison. With nothing on one side it is false, except that `= ''` asks for emptiness. A list
/// equals what one of its items equals, and is unequal to what none of them equals.
pub(super) fn compare(operator: Operator, left: &Value, right: &Value) -> bool {
    if let Operator::Equal | Operator::NotEqual = operator {
        let empty = Value::Text(String::new());
        if *left == empty || *right == empty {
            let both = left.is_empty() && right.is_empty();
            return both == (operator == Operator::Equal);
        }
    }
    if left.is_empty() || right.is_empty() {
        return false;
    }
    match (operator, left, right) {
        (Operator::NotEqual, ..) => !compare(Operator::Equal, left, right),
        (_, Value::List(items), _) => items.iter().any(|item| compare(operator, item, right)),
        (_, _, Value::List(items)) => items.iter().any(|item| compare(operator, left, item)),
        _ => ordering(left, right, operator == Operator::Equal).is_some_and(|found| match operator {
            Operator::Less => found == Ordering::Less,
            Operator::LessEqual => found != Ordering::Greater,
            Operator::Greater => found == Ordering::Greater,
            Operator::GreaterEqual => found != Ordering::Less,
            _ => found == Ordering::Equal,
        }),
    }
}

/// How two single values stand to each other; None when they cannot be compared.
pub(super) fn ordering(left: &Value, right: &Value, as_text: bool) -> Option<Ordering> {
    match (left, right) {
        (Value::Bool(_), _) | (_, Value::Bool(_)) => Some(logical(left)?.cmp(&logical(right)?)),
        (Value::Text(left), Value::Text(right)) if as_text => Some(left.cmp(right)),
        (Value::Date(_), Value::Number(_)) | (Value::Number(_), Value::Date(_)) => None,
        (Value::Date(_), _) | (_, Value::Date(_)) => Some(left.date()?.cmp(&right.date()?)),
        (Value::Time(_), _) | (_, Value::Time(_)) => Some(left.time()?.cmp(&right.time()?)),
        (Value::Text(_), Value::Text(_)) => match (left.number(), right.number()) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => Some(left.date()?.cmp(&right.date()?)),
        },
        _ => left.number()?.partial_cmp(&right.number()?),
    }
}

/// True or false as the answers of a form say it.
fn logical(value: &Value) -> Option<bool> {
    match value {
        Value::Text(text) => match text.as_str() {
            "yes" | "true" | "1" => Some(true),
            "no" | "false" | "0" => Some(false),
            _ => None,
        },
        Value::Nothing => None,
        value => Some(value.truth()),
    }
}

fn single(items: &[Value]) -> Option<&Value> {
    match items {
        [item] => Some(item),
        _ => None,
    }
}

/// Only digits, a sign and a point: Rust would also take `inf` and `1e9` for numbers.
fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    text.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

fn clock(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}

fn moment(text: &str) -> Option<NaiveDateTime> {
    text.trim().parse().ok()
}
