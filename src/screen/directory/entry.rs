//! An entry of the directory in words, and what of it stays hidden.

use crate::casework::directory::{AREAS, SERVICE, is_closed, name};
use crate::form::{Answer, Answers, Path};
use crate::locale::{Locale, fold};
use crate::record::Record;
use crate::screen::{Cx, words};

/// What tells where a service is: hidden with an address that must stay secret.
const ADDRESS: [&str; 4] = ["street", "city", "country", "getting_there"];

/// What the letters of the filter look through.
const SEARCHED: [&str; 5] = ["organisation", "offer", "city", "languages", AREAS];

/// The answer of a field in words; empty where nothing was answered.
pub fn value(answers: &Answers, field: &str, cx: &Cx) -> String {
    let Some(form) = cx.library.form(SERVICE) else { return String::new() };
    match (form.field(field), answers.fields.get(field)) {
        (Some(_), Some(_)) if is_hidden(answers, field, cx) => cx.locale.text("answer-hidden"),
        (Some(known), Some(answer)) => words::answer(&cx.locale, &form, known, answer),
        _ => String::new(),
    }
}

/// The label of a field, as short as there is one.
pub fn label(field: &str, cx: &Cx) -> String {
    words::short_label(&cx.locale, SERVICE, &Path::field(field))
}

/// The words of one choice of a field.
pub fn choice(field: &str, id: &str, cx: &Cx) -> String {
    let Some(form) = cx.library.form(SERVICE) else { return String::new() };
    form.field(field).map(|field| words::choice_word(&cx.locale, &form, field, id)).unwrap_or_default()
}

/// The number of a field, when one was given.
pub fn number(answers: &Answers, field: &str) -> Option<f64> {
    match answers.fields.get(field) {
        Some(Answer::Number(number)) => Some(*number),
        _ => None,
    }
}

/// Whether a field is kept from sight until names are shown.
fn is_hidden(answers: &Answers, field: &str, cx: &Cx) -> bool {
    if cx.names_shown {
        return false;
    }
    let secret = answers.choice("address_secret") == Some("yes") && ADDRESS.contains(&field);
    let form = cx.library.form(SERVICE);
    secret || form.as_ref().and_then(|form| form.field(field)).is_some_and(|field| field.sensitive)
}

/// What the letters of the filter look through, folded. What is hidden is not found either.
pub fn searchable(answers: &Answers, cx: &Cx) -> String {
    let seen = SEARCHED.iter().filter(|field| !is_hidden(answers, field, cx));
    fold(&seen.map(|field| value(answers, field, cx)).collect::<Vec<_>>().join(" "))
}

/// Services in use by name, then those that are paused, closed ones last.
pub fn sort(records: &mut [&Record], locale: &Locale) {
    let rank = |record: &Record| match record.answers.choice("entry_state") {
        Some("closed") => 2,
        Some("paused") => 1,
        _ => 0,
    };
    records.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| locale.compare(name(a), name(b))));
}

/// The services that somebody can be referred to: named, and not closed.
pub fn open_entries(records: &[Record]) -> impl Iterator<Item = &Record> {
    records.iter().filter(|record| !is_closed(record) && !name(record).is_empty())
}
