//! The demonstration: a vault of people who do not exist, with their forms filled in as a caseworker
//! would fill them in, through the same engine and the same save. The same seed gives the same people.

mod brought;
mod crisis;
mod crowd;
mod intake;
mod interview;
mod people;
mod plan;
mod random;
mod risk;
mod services;
mod story;
mod tale;
#[cfg(test)]
mod tests;
mod writer;

use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDateTime, TimeZone, Utc};

use crate::form::{Answers, Library, Subject};
use crate::record::{CaseId, Draft, Moment, RecordId};
use crate::store::{SaveRecord, Vault, VaultError};

use brought::Brought;
use people::People;
use random::Random;
use tale::Tales;

/// So many cases have a story of their own; further ones are short.
const STORIES: usize = 100;

/// The text of a message of `locales/<lang>/demo*.ftl` in the language that the people speak.
pub type Words<'a> = &'a dyn Fn(&str) -> String;

/// One revision or draft of somebody who does not exist.
#[derive(Debug, Clone, PartialEq)]
pub struct Invented {
    pub record: RecordId,
    pub form: String,
    pub form_version: u32,
    /// The revision it was begun on; 0 for a new record.
    pub base: u32,
    pub answers: Answers,
    /// When it was saved, local time.
    pub at: NaiveDateTime,
    /// It was not saved yet.
    pub draft: bool,
}

/// Fills a vault with a directory of services, the worker's own notes and `cases` invented cases, the
/// dates around `now` (local time). `progress` hears after each case how many of how many there are.
///
/// # Errors
/// Those of `Vault::save`; what was saved before stays.
pub fn build(
    vault: &mut Vault,
    library: &Arc<Library>,
    words: Words<'_>,
    cases: usize,
    seed: u64,
    now: NaiveDateTime,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(), VaultError> {
    progress(0, cases);
    vault.fill(|vault| fill(vault, library, words, (cases, seed), now, progress))
}

fn fill(
    vault: &mut Vault,
    library: &Arc<Library>,
    words: Words<'_>,
    (cases, seed): (usize, u64),
    now: NaiveDateTime,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(), VaultError> {
    // Nothing is there yet; otherwise the first opening would compute every header again.
    vault.renew_all(now.date(), moment(now))?;
    for service in services::services(library, words, seed, now) {
        let save = save_record(&service, None);
        vault.save_of(Subject::Directory, &save, moment(service.at), now.date())?;
    }
    for note in own(library, words, seed, now) {
        vault.save_of(Subject::Worker, &save_record(&note, None), moment(note.at), now.date())?;
    }
    let told = cases.min(STORIES);
    for (index, case) in invent(library, words, told, seed, now).enumerate() {
        save_case(vault, &case, now)?;
        progress(index + 1, cases);
    }
    crowd::join(vault, library, words, (told, cases), seed, now, progress)
}

/// The records of `cases` invented cases, each in the order in which they were saved, the intake first.
pub fn invent<'a>(
    library: &'a Arc<Library>,
    words: Words<'a>,
    cases: usize,
    seed: u64,
    now: NaiveDateTime,
) -> impl Iterator<Item = Vec<Invented>> + 'a {
    let (people, tales) = (People::read(), Tales::read());
    (0..cases).filter_map(move |number| {
        // Each case has its own chance, so that the first ones are the same whatever their number.
        let mut random = Random::new(seed ^ (number as u64 + 1).wrapping_mul(0xA076_1D64_78BD_642F));
        let person = people.person(number, &mut random)?;
        Some(story::tell(library, words, &person, &tales, random, now))
    })
}

/// What the worker wrote about herself.
fn own(library: &Arc<Library>, words: Words<'_>, seed: u64, now: NaiveDateTime) -> Vec<Invented> {
    let mut random = Random::new(seed ^ 0x0E1F_CA2E);
    let Some(person) = People::read().person(0, &mut random) else { return Vec::new() };
    story::own(library, words, &person, &Tales::read(), random, now)
}

/// Saves one person's records in order. What the save of one brings with it (the contacts after a closing)
/// is written into by those that follow, not beside it.
fn save_case(vault: &mut Vault, records: &[Invented], now: NaiveDateTime) -> Result<(), VaultError> {
    let mut case = None;
    let mut brought = Brought::default();
    for invented in records {
        let at = moment(invented.at);
        if invented.draft {
            vault.put_draft(&draft(invented, case, at))?;
            continue;
        }
        let save = brought.instead_of(save_record(invented, case));
        // The header is that of today, whenever the record was saved.
        let saved = vault.save(&save, at, now.date())?;
        case = saved.case.or(case);
        if let Some(case) = case.filter(|_| saved.made > 0) {
            brought.take(vault.open_case(case, at)?.records);
        }
    }
    Ok(())
}

fn save_record(invented: &Invented, case: Option<CaseId>) -> SaveRecord {
    SaveRecord {
        record: invented.record,
        case,
        form: invented.form.clone(),
        form_version: invented.form_version,
        base: invented.base,
        answers: invented.answers.clone(),
    }
}

fn draft(invented: &Invented, case: Option<CaseId>, saved_at: Moment) -> Draft {
    Draft {
        record: invented.record,
        case,
        form: invented.form.clone(),
        form_version: invented.form_version,
        base: invented.base,
        answers: invented.answers.clone(),
        position: None,
        saved_at,
    }
}

/// The moment of a local time; one that a change of the clock left out is taken as UTC.
fn moment(at: NaiveDateTime) -> Moment {
    Local.from_local_datetime(&at).earliest().map_or_else(|| Utc.from_utc_datetime(&at), DateTime::from)
}
