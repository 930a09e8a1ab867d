//! Records that were saved on another day, without the way through the screens.

use std::sync::Arc;

use chrono::NaiveDate;
use vaka::form::{Answer, Answers, Entry, Library, Path};
use vaka::record::CaseId;
use vaka::store::{SaveRecord, new_record_id};
use vaka::terminal::Now;

pub fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

pub fn choice(id: &str) -> Answer {
    Answer::Choice(id.to_owned())
}

pub fn date(year: i32, month: u32, day: u32) -> Answer {
    Answer::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

/// A point of a checklist.
pub fn point(state: &str) -> Answer {
    Answer::Item { state: Some(state.to_owned()), remark: String::new() }
}

pub fn answers<const N: usize>(fields: [(&str, Answer); N]) -> Answers {
    let fields = fields.into_iter().map(|(id, answer)| (id.to_owned(), answer)).collect();
    Answers { fields, ..Answers::default() }
}

/// An intake of somebody.
pub fn intake(first_name: &str, surname: &str) -> Answers {
    answers([
        ("contact_date", date(2026, 11, 20)),
        ("first_name", text(first_name)),
        ("surname", text(surname)),
        ("mother_tongue", choice("tr")),
    ])
}

/// The checklist before the interview with its first points done.
pub fn readiness(done: usize) -> Answers {
    let library = Library::embedded();
    let form = library.form("interview_readiness").unwrap();
    let points = form.fields().filter(|field| field.kind == vaka::form::FieldType::Item).take(done);
    let fields = points.map(|field| (field.id.clone(), point("done"))).collect();
    Answers { fields, ..Answers::default() }
}

/// An identification that was decided, with its reason and the survivor's view.
pub fn decided(decision: &str) -> Answers {
    answers([("decision", choice(decision)), ("reason", text("…")), ("own_view", text("…"))])
}

/// A new record as the screen would save it: starting rows and calculated values included.
pub fn record(
    library: &Arc<Library>,
    case: Option<CaseId>,
    form: &str,
    answers: Answers,
    now: Now,
) -> SaveRecord {
    let known = library.form(form).unwrap();
    let mut entry = Entry::start(library, &known, now.local);
    for (id, answer) in answers.fields {
        entry.set(&Path::field(&id), Some(answer));
    }
    SaveRecord {
        record: new_record_id(now.utc),
        case,
        form: form.to_owned(),
        form_version: known.version,
        base: 0,
        answers: entry.to_save(),
    }
}
