//! How a record begins on the screen: with what the case knows already, and the first of all with who
//! writes it.

use std::sync::Arc;

use crate::app::effect::FormLoad;
use crate::casework::{Following, begin, following};
use crate::form::{Entry, Form, Path, Subject};
use crate::record::{CaseFile, RecordId};
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

/// A new record that follows another: what stays the same is in it already.
pub fn following_one(form: &Arc<Form>, file: Option<&CaseFile>, record: RecordId, cx: &Cx) -> Entry {
    let mut entry = fresh(form, file, cx);
    if let Some(Following::New(same)) = file.map(|file| following(&cx.process, file, record)) {
        for (field, answer) in same {
            entry.set(&Path::field(&field), Some(answer));
        }
    }
    entry
}

/// Where what follows a record was begun already, that is opened.
pub fn go_on(load: &mut FormLoad, record: RecordId, cx: &Cx) {
    let Some(file) = &load.file else { return };
    let Following::Begun(begun) = following(&cx.process, file, record) else { return };
    load.draft = file.drafts.iter().find(|draft| draft.record == begun).cloned();
    load.saved = file.records.iter().find(|known| known.id == begun).cloned();
    let base = load.draft.as_ref().map(|draft| draft.base);
    load.base = base.or(load.saved.as_ref().map(|saved| saved.revision)).unwrap_or(0);
    load.record = begun;
}
