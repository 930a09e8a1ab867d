//! Conditions in the notation of XLSForm/ODK: parsed once, evaluated totally.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// What an expression yields. Nothing stands for an unanswered field and for every result that has
/// no meaning (a text taken as a number, a division by zero), so that evaluating never fails.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nothing,
    Bool(bool),
    Number(f64),
    Text(String),
    Date(NaiveDate),
    Time(NaiveTime),
    List(Vec<Value>),
}

/// Where an expression finds its names. The form engine is one scope, a case's process another.
pub trait Scope {
    /// The value of `${name}`; `Nothing` when unanswered or unknown.
    fn variable(&self, name: &str) -> Value;
    /// The value of `.`.
    fn current(&self) -> Value {
        Value::Nothing
    }
    /// A value was given (not declined).
    fn answered(&self, name: &str) -> bool {
        self.variable(name) != Value::Nothing
    }
    /// The person prefers not to answer.
    fn declined(&self, _name: &str) -> bool {
        false
    }
    /// The number of the row in which the expression stands, from 1; 0 outside a table.
    fn position(&self) -> usize {
        0
    }
    /// The present moment, local time; `today()` and `now()` come from it.
    fn now(&self) -> NaiveDateTime;
    /// A function that only this scope knows (the process has some); None when it does not know it.
    fn function(&self, _name: &str, _arguments: &[Value]) -> Option<Value> {
        None
    }
}

/// A parsed condition or calculation with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub text: String,
}
