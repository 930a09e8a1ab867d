//! The functions that every condition knows, with how many arguments they take.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use super::ast::{Expr, Node};
use super::eval::eval;
use super::value::{LONGEST, ordering};
use super::{Scope, Value};

/// A function: its name, and how many arguments it takes at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    pub name: &'static str,
    pub least: usize,
    pub most: usize,
}

const fn takes(name: &'static str, least: usize, most: usize) -> Signature {
    Signature { name, least, most }
}

/// Arguments without an upper limit.
const MANY: usize = usize::MAX;

/// Every function of the notation, in the order of forms/README.md.
pub(super) const FUNCTIONS: &[Signature] = &[
    takes("not", 1, 1),
    takes("selected", 2, 2),
    takes("count-selected", 1, 1),
    takes("if", 3, 3),
    takes("coalesce", 2, MANY),
    takes("today", 0, 0),
    takes("now", 0, 0),
    takes("sum", 1, MANY),
    takes("count", 1, MANY),
    takes("max", 1, MANY),
    takes("min", 1, MANY),
    takes("position", 0, 1),
    takes("number", 1, 1),
    takes("int", 1, 1),
    takes("round", 1, 2),
    takes("string-length", 1, 1),
    takes("concat", 1, MANY),
    takes("join", 2, MANY),
    takes("contains", 2, 2),
    takes("starts-with", 2, 2),
    takes("ends-with", 2, 2),
    takes("date", 1, 1),
    takes("true", 0, 0),
    takes("false", 0, 0),
    takes("boolean", 1, 1),
    takes("once", 1, 1),
    takes("answered", 1, 1),
    takes("declined", 1, 1),
    takes("count-if", 2, 2),
];

/// The value of a call. An unknown function is the scope's, or nothing.
pub(super) fn call(name: &str, arguments: &[Node], scope: &dyn Scope) -> Value {
    if let Some(value) = lazy(name, arguments, scope) {
        return value;
    }
    let values: Vec<Value> = arguments.iter().map(|argument| eval(argument, scope)).collect();
    let known = match name {
        "not" | "true" | "false" | "boolean" | "selected" | "contains" | "starts-with" | "ends-with" => {
            logical(name, &values)
        }
        "sum" | "count" | "max" | "min" | "count-if" | "count-selected" => aggregate(name, &values),
        "number" | "int" | "round" | "string-length" => numeric(name, &values),
        "concat" | "join" => textual(name, &values),
        "today" => Some(Value::Date(scope.now().date())),
        "now" => Some(Value::Text(scope.now().format("%Y-%m-%dT%H:%M:%S").to_string())),
        "date" => values.first().map(as_date),
        "position" => Some(Value::Number(scope.position() as f64)),
        _ => None,
    };
    known.or_else(|| scope.function(name, &values)).unwrap_or(Value::Nothing)
}

/// Functions that do not want the values of all their arguments.
fn lazy(name: &str, arguments: &[Node], scope: &dyn Scope) -> Option<Value> {
    Some(match (name, arguments) {
        ("if", [condition, yes, no]) => eval(if eval(condition, scope).truth() { yes } else { no }, scope),
        ("coalesce", arguments) => arguments
            .iter()
            .map(|argument| eval(argument, scope))
            .find(|value| !value.is_empty())
            .unwrap_or(Value::Nothing),
        ("once", [first]) => match scope.current() {
            value if value.is_empty() => eval(first, scope),
            value => value,
        },
        ("answered", [asked]) => Value::Bool(match &asked.expr {
            Expr::Name(name) => scope.answered(name),
            _ => !eval(asked, scope).is_empty(),
        }),
        ("declined", [asked]) => Value::Bool(match &asked.expr {
            Expr::Name(name) => scope.declined(name),
            _ => false,
        }),
        _ => return None,
    })
}

fn logical(name: &str, values: &[Value]) -> Option<Value> {
    let truth = match (name, values) {
        ("true", []) => true,
        ("false", []) => false,
        ("not", [value]) => !value.truth(),
        ("boolean", [value]) => value.truth(),
        ("selected", [list, wanted]) => list.holds(&wanted.text()),
        (_, [text, _]) if text.is_empty() => false,
        ("contains", [text, part]) => text.text().contains(&part.text()),
        ("starts-with", [text, part]) => text.text().starts_with(&part.text()),
        ("ends-with", [text, part]) => text.text().ends_with(&part.text()),
        _ => return None,
    };
    Some(Value::Bool(truth))
}

fn aggregate(name: &str, values: &[Value]) -> Option<Value> {
    if name == "count-if" {
        let [.., rows, wanted] = values else { return None };
        let wanted = wanted.text();
        return Some(Value::Number(match rows {
            Value::List(rows) => rows.iter().filter(|row| row.holds(&wanted)).count() as f64,
            single => f64::from(u8::from(single.holds(&wanted))),
        }));
    }
    if name == "count" {
        return Some(Value::Number(values.iter().map(count).sum::<usize>() as f64));
    }
    let values = values.iter().cloned().flat_map(Value::flatten);
    match name {
        "count-selected" => Some(Value::Number(values.count() as f64)),
        "sum" => Some(Value::from_number(values.filter_map(|value| value.number()).sum())),
        "max" => Some(extreme(values, Ordering::Greater)),
        "min" => Some(extreme(values, Ordering::Less)),
        _ => None,
    }
}

/// How many rows have a value; several choices in one row count once.
fn count(value: &Value) -> usize {
    match value {
        Value::List(rows) => rows.iter().filter(|row| !row.is_empty()).count(),
        value => usize::from(!value.is_empty()),
    }
}

/// The largest or smallest; numbers as such even when they are written as texts.
fn extreme(values: impl Iterator<Item = Value>, wanted: Ordering) -> Value {
    values
        .filter_map(|value| match value {
            Value::Date(_) | Value::Time(_) => Some(value),
            value => value.number().map(Value::Number),
        })
        .reduce(|best, value| if ordering(&value, &best, false) == Some(wanted) { value } else { best })
        .unwrap_or(Value::Nothing)
}

fn numeric(name: &str, values: &[Value]) -> Option<Value> {
    if name == "string-length" {
        return Some(Value::Number(values.first()?.text().chars().count() as f64));
    }
    let Some(number) = values.first()?.number() else { return Some(Value::Nothing) };
    Some(match name {
        "int" => Value::from_number(number.trunc()),
        "round" => {
            let digits = values.get(1).and_then(Value::number).unwrap_or(0.0).clamp(-15.0, 15.0);
            let scale = 10f64.powi(digits as i32);
            Value::from_number((number * scale).round() / scale)
        }
        _ => Value::from_number(number),
    })
}

fn textual(name: &str, values: &[Value]) -> Option<Value> {
    let (separator, values) = match name {
        "join" => values.split_first().map(|(separator, rest)| (separator.text(), rest))?,
        _ => (String::new(), values),
    };
    let mut joined = String::new();
    for (number, value) in values.iter().flat_map(|value| value.clone().flatten()).enumerate() {
        if number > 0 {
            joined.push_str(&separator);
        }
        joined.push_str(&value.text());
        // What goes beyond is cut anyway.
        if joined.len() > LONGEST {
            break;
        }
    }
    Some(Value::from_text(joined))
}

/// A day from a text, a moment or the number of days since 1970.
fn as_date(value: &Value) -> Value {
    let date = value.date().or_else(|| {
        let days = value.number().filter(|days| days.abs() < 1e8)?;
        NaiveDate::from_epoch_days(days as i32)
    });
    date.filter(|date| (1..=9999).contains(&date.year())).map_or(Value::Nothing, Value::Date)
}
