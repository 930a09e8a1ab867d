//! What is wrong with an answer, as a notice.

use crate::app::notice::{Notice, Word};
use crate::form::{FieldType, Path, Violation};
use crate::screen::{Cx, words};

/// The notice for a text that a typed field cannot understand.
pub fn unreadable_message(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Date => "unreadable-date",
        FieldType::Time => "unreadable-time",
        FieldType::Duration => "unreadable-duration",
        FieldType::Money => "unreadable-money",
        _ => "unreadable-number",
    }
}

/// The notice for an answer that does not meet its condition.
pub fn violation_notice(violation: &Violation, path: &Path, form: &str, label: Word, cx: &Cx) -> Notice {
    let notice = match violation {
        Violation::Constraint => {
            let id = words::label_id(path);
            match cx.locale.form_attribute(form, &id, "constraint") {
                Some(text) => Notice::warning("violation-own").with("why", Word::Text(text)),
                None => Notice::warning("violation-constraint"),
            }
        }
        Violation::BelowMin(least) => {
            Notice::warning("violation-below").with("least", Word::Text(cx.locale.number(*least)))
        }
        Violation::AboveMax(most) => {
            Notice::warning("violation-above").with("most", Word::Text(cx.locale.number(*most)))
        }
        _ => Notice::warning("violation-constraint"),
    };
    notice.with("field", label)
}
