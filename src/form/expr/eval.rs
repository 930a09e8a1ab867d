//! What a tree means in a scope.

use chrono::{Duration, NaiveDate};

use super::ast::{Expr, Node, Operator};
use super::value::compare;
use super::{Scope, Value, functions};

/// The value of a tree. Its depth was limited when it was read.
pub(super) fn eval(node: &Node, scope: &dyn Scope) -> Value {
    match &node.expr {
        Expr::Number(number) => Value::Number(*number),
        Expr::Text(text) => Value::Text(text.clone()),
        Expr::Name(name) => scope.variable(name),
        Expr::Current => scope.current(),
        Expr::Parent => Value::Nothing,
        Expr::Negate(inner) => eval(inner, scope).number().map_or(Value::Nothing, |n| Value::from_number(-n)),
        Expr::Binary(operator, left, right) => binary(*operator, left, right, scope),
        Expr::Call(function, arguments) => functions::call(function, arguments, scope),
    }
}

fn binary(operator: Operator, left: &Node, right: &Node, scope: &dyn Scope) -> Value {
    match operator {
        Operator::Or => Value::Bool(eval(left, scope).truth() || eval(right, scope).truth()),
        Operator::And => Value::Bool(eval(left, scope).truth() && eval(right, scope).truth()),
        _ if operator.compares() => Value::Bool(compare(operator, &eval(left, scope), &eval(right, scope))),
        _ => arithmetic(operator, &eval(left, scope), &eval(right, scope)),
    }
}

fn arithmetic(operator: Operator, left: &Value, right: &Value) -> Value {
    match (operator, left, right) {
        (Operator::Subtract, Value::Date(left), Value::Date(right)) => {
            Value::from_number(left.signed_duration_since(*right).num_days() as f64)
        }
        (Operator::Add, Value::Date(date), days) | (Operator::Add, days, Value::Date(date)) => {
            plus_days(*date, days.number())
        }
        (Operator::Subtract, Value::Date(date), days) => plus_days(*date, days.number().map(|days| -days)),
        _ => numeric(operator, left.number(), right.number()),
    }
}

/// Whole days are added; a part of a day is left away.
fn plus_days(date: NaiveDate, days: Option<f64>) -> Value {
    days.and_then(|days| Duration::try_days(days as i64))
        .and_then(|days| date.checked_add_signed(days))
        .map_or(Value::Nothing, Value::Date)
}

fn numeric(operator: Operator, left: Option<f64>, right: Option<f64>) -> Value {
    let (Some(left), Some(right)) = (left, right) else { return Value::Nothing };
    Value::from_number(match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Remainder => left % right,
        _ => f64::NAN,
    })
}
