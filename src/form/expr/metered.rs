//! What one evaluation may read. A small file can name a long answer thousands of times; from some
//! point on it reads nothing any more, so that neither memory nor time grow without end.

use std::cell::Cell;

use chrono::NaiveDateTime;

use super::{Scope, Value};

/// In bytes, counted as [`Value::size`] does: a hundred of the longest texts there are.
const READ_AT_MOST: usize = 16 << 20;

/// A scope that tires.
pub(super) struct Metered<'a> {
    scope: &'a dyn Scope,
    left: Cell<usize>,
}

impl<'a> Metered<'a> {
    pub fn new(scope: &'a dyn Scope) -> Self {
        Self { scope, left: Cell::new(READ_AT_MOST) }
    }

    fn read(&self, value: impl FnOnce(&dyn Scope) -> Value) -> Value {
        if self.left.get() == 0 {
            return Value::Nothing;
        }
        let value = value(self.scope);
        self.left.set(self.left.get().saturating_sub(value.size()));
        value
    }
}

impl Scope for Metered<'_> {
    fn variable(&self, name: &str) -> Value {
        self.read(|scope| scope.variable(name))
    }

    fn current(&self) -> Value {
        self.read(|scope| scope.current())
    }

    fn answered(&self, name: &str) -> bool {
        self.scope.answered(name)
    }

    fn declined(&self, name: &str) -> bool {
        self.scope.declined(name)
    }

    fn position(&self) -> usize {
        self.scope.position()
    }

    fn now(&self) -> NaiveDateTime {
        self.scope.now()
    }

    fn function(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        self.scope.function(name, arguments)
    }
}
