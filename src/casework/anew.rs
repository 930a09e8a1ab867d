//! What follows a record whose date is done in a new one of the same form: the next monitoring, the
//! consent that is asked for again. What was begun already is gone on with; nothing is begun twice.

use super::consent::undecided;
use super::process::Process;
use crate::form::Answer;
use crate::record::{CaseFile, RecordId};

/// The record in which a date is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Following {
    /// It was begun and waits.
    Begun(RecordId),
    /// A new one, with the answers that stay the same.
    New(Vec<(String, Answer)>),
}

/// What follows a record; nothing is known of one that is not in the file.
pub fn following(process: &Process, file: &CaseFile, record: RecordId) -> Following {
    let new = Following::New(Vec::new());
    let Some(known) = file.records.iter().find(|known| known.id == record) else { return new };
    let Some(rules) = process.consent().filter(|rules| rules.form == known.form) else {
        let never_saved = |id: RecordId| file.records.iter().all(|known| known.id != id);
        let mut drafts = file.drafts.iter().filter(|draft| draft.form == known.form);
        return drafts.find(|draft| never_saved(draft.record)).map_or(new, |d| Following::Begun(d.record));
    };
    let said = |field: &str| known.answers.fields.get(field).cloned();
    let (scope, recipient) = (known.answers.choice(&rules.scope), known.answers.text(&rules.recipient));
    if let Some(begun) = undecided(rules, file, scope.unwrap_or_default(), recipient.unwrap_or_default()) {
        return Following::Begun(begun);
    }
    let same = rules.asked_again().into_iter();
    Following::New(same.filter_map(|field| Some((field.to_owned(), said(field)?))).collect())
}
