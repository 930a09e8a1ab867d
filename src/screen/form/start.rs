//! How a record begins on the screen: with what the case knows already.

use std::sync::Arc;

use crate::casework::begin;
use crate::form::{Entry, Form};
use crate::record::CaseFile;
use crate::screen::Cx;

/// A new record of a form, in a case with all that is known of it.
pub fn fresh(form: &Arc<Form>, file: Option<&CaseFile>, cx: &Cx) -> Entry {
    let mut entry = Entry::start(&cx.library, form, cx.now.local);
    if let Some(file) = file {
        begin(&mut entry, &cx.process, &cx.library, file, cx.worker.as_deref(), cx.now.local);
    }
    entry
}
