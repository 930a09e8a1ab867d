//! Conditions in the notation of XLSForm/ODK: parsed once, evaluated totally. The tree stands in
//! `ast`, its reader in `parse`, its meaning in `eval`, `functions` and `value`; `vocabulary` says
//! whether the names and functions of a condition exist where it is used.

mod ast;
mod eval;
mod functions;
mod metered;
mod parse;
#[cfg(test)]
mod tests;
mod value;
mod vocabulary;

use std::fmt;
use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

pub(crate) use ast::{Expr, Node};
pub use functions::Signature;
pub use parse::{ParseError, ParseErrorKind};
pub(crate) use vocabulary::near;
pub use vocabulary::{Problem, Vocabulary};

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
    root: Node,
}

/// One call of a function in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub function: String,
    /// Bytes of the function's name in the text.
    pub span: Range<usize>,
    /// Each argument: its text when it is a literal text, and its bytes.
    pub arguments: Vec<(Option<String>, Range<usize>)>,
}

impl Condition {
    /// Reads a condition. The error says at which byte it stops making sense.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Ok(Self { text: text.to_owned(), root: parse::parse(text)? })
    }

    /// The value in a scope. Total: what has no meaning is `Value::Nothing`.
    pub fn eval(&self, scope: &dyn Scope) -> Value {
        eval::eval(&self.root, &metered::Metered::new(scope))
    }

    /// Whether the value counts as true: neither nothing, nor false, nor 0, nor an empty text or list.
    pub fn is_true(&self, scope: &dyn Scope) -> bool {
        self.eval(scope).truth()
    }

    /// Every `${name}` it reads, in order, with the bytes of the whole `${name}`.
    pub fn names(&self) -> Vec<(String, Range<usize>)> {
        let mut names = Vec::new();
        self.root.walk(&mut |node| {
            if let Expr::Name(name) = &node.expr {
                names.push((name.clone(), node.span.clone()));
            }
        });
        names
    }

    /// Every function it calls, outer ones first.
    pub fn calls(&self) -> Vec<Call> {
        let mut calls = Vec::new();
        self.root.walk(&mut |node| {
            if let Expr::Call(function, arguments) = &node.expr {
                calls.push(Call {
                    function: function.clone(),
                    span: node.span.start..node.span.start + function.len(),
                    arguments: arguments.iter().map(|a| (a.literal(), a.span.clone())).collect(),
                });
            }
        });
        calls
    }

    /// Whether it reads `.`. `once()` does not count: it keeps an earlier value on purpose.
    pub fn reads_itself(&self) -> bool {
        let mut reads = false;
        self.root.walk(&mut |node| reads |= node.expr == Expr::Current);
        reads
    }

    /// The tree, for checks that look at its shape.
    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// What of its names and functions is unknown in the place where it stands.
    pub fn problems(&self, vocabulary: &dyn Vocabulary) -> Vec<(Range<usize>, Problem)> {
        vocabulary::problems(&self.root, vocabulary)
    }
}

/// The condition in its plainest notation; parsing that yields the same tree.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}
