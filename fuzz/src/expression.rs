//! A condition that somebody wrote, over answers that somebody gave: read, written and read again,
//! evaluated.

use chrono::NaiveDateTime;
use vaka::form::expr::Vocabulary;
use vaka::form::{Condition, Scope, Value};

use super::bytes::{Bytes, now, text_and_rest};

const NAMES: [&str; 6] = ["a", "age", "needs", "risk.level", "needs.note", "count"];

/// The text before the first NUL is the condition, what follows are the answers.
pub fn expression(data: &[u8]) {
    let (text, rest) = text_and_rest(data);
    let condition = match Condition::parse(&text) {
        Ok(condition) => condition,
        Err(error) => {
            assert!(error.at <= text.len(), "a mistake beyond the text: {error:?}");
            return;
        }
    };
    let written = condition.to_string();
    match Condition::parse(&written) {
        Ok(again) => assert_eq!(again.to_string(), written, "{text:?}"),
        Err(error) => panic!("{text:?} is written as {written:?}: {error:?}"),
    }
    let spans = condition.names().into_iter().map(|(_, span)| span);
    let calls = condition.calls();
    let arguments = calls.iter().flat_map(|call| call.arguments.iter().map(|(_, span)| span.clone()));
    for span in spans.chain(calls.iter().map(|call| call.span.clone())).chain(arguments) {
        assert!(text.get(span.clone()).is_some(), "{span:?} is no part of {text:?}");
    }
    for (span, _) in condition.problems(&Words) {
        assert!(text.get(span.clone()).is_some(), "{span:?} is no part of {text:?}");
    }
    let scope = Given(rest);
    let value = condition.eval(&scope);
    assert!(is_sound(&value), "{text:?} is {value:?}");
    assert_eq!(condition.is_true(&scope), value.truth());
    let _ = (value.number(), value.date(), value.time(), value.text(), condition.reads_itself());
}

/// No number that is none.
fn is_sound(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::List(values) => values.iter().all(is_sound),
        _ => true,
    }
}

/// Answers by bytes: a name says where its own begin.
struct Given<'a>(&'a [u8]);

impl Given<'_> {
    fn value(&self, name: &str) -> Value {
        let from = name.bytes().fold(0, |sum, byte| sum + usize::from(byte)) % self.0.len().max(1);
        let value = Bytes(self.0.get(from..).unwrap_or_default()).value();
        // The engine hands in no number that is none either.
        if is_sound(&value) { value } else { Value::Nothing }
    }
}

impl Scope for Given<'_> {
    fn variable(&self, name: &str) -> Value {
        self.value(name)
    }

    fn current(&self) -> Value {
        self.value(".")
    }

    fn declined(&self, name: &str) -> bool {
        name.len().is_multiple_of(2)
    }

    fn position(&self) -> usize {
        self.0.len()
    }

    fn now(&self) -> NaiveDateTime {
        now()
    }
}

struct Words;

impl Vocabulary for Words {
    fn names(&self) -> Vec<&str> {
        NAMES.to_vec()
    }

    fn choices(&self, name: &str) -> Option<Vec<&str>> {
        name.starts_with("needs").then(|| vec!["shelter", "doctor", "none"])
    }

    fn current(&self) -> Option<&str> {
        Some("needs")
    }
}
