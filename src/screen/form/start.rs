//! How a record begins on the screen: with what the case knows already, and the first of all with who
//! writes it.

use std::sync::Arc;

use crate::casework::begin;
use crate::form::{Entry, Form, Subject};
use crate::record::CaseFile;
use crate::screen::{Cx, words};

/// A new record of a form, in a case with all that is known of it.
pub fn fresh(form: &Arc<Form>, file: Option<&CaseFile>, cx: &Cx) -> Entry {
    let mut entry = Entry::start(&cx.library, form, cx.now.local);
    let empty = CaseFile::default();
    // The first record makes the case: nothing is known yet but who sits at the keyboard.
    let first = (form.subject == Subject::Case).then_some(&empty);
    if let Some(file) = file.or(first) {
        let words = |start: &str| words::start_heading(&cx.locale, "", "", Some(start));
        begin(&mut entry, &cx.process, &cx.library, file, cx.worker.as_deref(), &words, cx.now.local);
    }
    entry
}
