//! Search in everything that is written: the vault gives the records whose words begin with what is looked
//! for, the newest first (`words`); in them it is looked for place by place (`places`), until there are as many
//! as anybody looks through. Drafts are few, and gone through each time.

mod places;
#[cfg(test)]
mod tests;
pub mod words;

use std::ops::ControlFlow;

use crate::form::{Library, Path};
use crate::locale::{Locale, fold};
use crate::record::{CaseId, Moment, Record, RecordId};
use crate::screen::words::code;
use crate::store::{Vault, VaultError};

use places::{At, Indexed, Place};

/// A search of fewer letters finds nearly everything, and says nothing.
pub const LEAST: usize = 2;

/// How many places are shown; who finds more types another word.
pub const MOST: usize = 200;

/// So many records are looked through for one question. Only words that are common, each for itself, are in
/// more of them without a place that has them all.
const LOOKED: usize = 300;

/// What is looked for, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    pub query: String,
    /// One case; none: all of them, and the directory.
    pub case: Option<CaseId>,
    /// The language in which choices are found.
    pub locale: Locale,
}

/// One place where it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The case and its number; none for an entry of the directory.
    pub case: Option<(CaseId, u32)>,
    pub record: RecordId,
    pub form: String,
    /// Where in the record; none when the form's name was found.
    pub path: Option<Path>,
    /// Heading of the row in which it stands, and whether it is hidden until names are shown.
    pub row: Option<(String, bool)>,
    /// The whole answer in words.
    pub text: String,
    /// The answer is hidden until names are shown.
    pub sensitive: bool,
    pub draft: bool,
    pub at: Moment,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub query: String,
    pub case: Option<CaseId>,
    /// The best first, then the newest; at most `MOST`.
    pub hits: Vec<Hit>,
    /// There are more places than these.
    pub more: bool,
}

/// Looks for all words of the question, each of which may stand anywhere in a record.
///
/// # Errors
/// Those of the vault.
pub fn search(vault: &Vault, library: &Library, ask: &Ask) -> Result<Found, VaultError> {
    let mut look = Look::new(ask);
    if look.is_enough() {
        vault.drafts_to_search(&mut |draft, saved, number| {
            if ask.case.is_none() || ask.case == draft.case {
                // What the draft says no differently is found in the record.
                let same = saved.as_ref().map(|saved| &saved.answers);
                look.take(places::draft(library, &ask.locale, &draft, same), number);
            }
        })?;
        let mut record = |record: Record, number: Option<u32>| {
            look.take(places::record(library, &ask.locale, &record), number);
            if look.has_enough() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let named = look_up(vault, &ask.query)?;
        match ask.case {
            Some(case) => vault.records_of_case(case, &mut record)?,
            None => {
                if let Some(case) = named {
                    vault.records_of_case(case, &mut record)?;
                }
                let question = words::question(&ask.query, &ask.locale);
                if !question.is_empty() {
                    vault.records_with(&question, &mut |found, number| match found.case == named
                        && named.is_some()
                    {
                        true => ControlFlow::Continue(()),
                        false => record(found, number),
                    })?;
                }
            }
        }
    }
    Ok(look.found())
}

/// The case that the question gives the number of.
fn look_up(vault: &Vault, query: &str) -> Result<Option<CaseId>, VaultError> {
    let number = folded_words(query).iter().find_map(|word| {
        let number: u32 = word.rsplit('-').next()?.parse().ok()?;
        (fold(&code(number)) == *word).then_some(number)
    });
    number.map_or(Ok(None), |number| vault.case_numbered(number))
}

/// What has been found so far.
struct Look<'a> {
    ask: &'a Ask,
    words: Vec<String>,
    hits: Vec<(bool, Hit)>,
    /// Places that have all words.
    whole: usize,
    records: usize,
}

impl<'a> Look<'a> {
    fn new(ask: &'a Ask) -> Self {
        Self { ask, words: folded_words(&ask.query), hits: Vec::new(), whole: 0, records: 0 }
    }

    fn is_enough(&self) -> bool {
        self.words.iter().map(|word| word.chars().count()).max().unwrap_or(0) >= LEAST
    }

    /// As many as are shown, all of them the best there are. In one case everything is looked through.
    fn has_enough(&self) -> bool {
        self.ask.case.is_none() && (self.whole > MOST || self.records > LOOKED)
    }

    /// Looks at a record or a draft, with the number of its case.
    fn take(&mut self, indexed: Option<Indexed>, number: Option<u32>) {
        self.records += 1;
        let Some(indexed) = indexed else { return };
        let code = number.map(|number| fold(&code(number)));
        // A case's number says in which case to look, not what for.
        let sought: Vec<&String> = self.words.iter().filter(|word| code.as_ref() != Some(*word)).collect();
        if !sought.iter().all(|word| begins(&indexed.folded, word)) {
            return;
        }
        let named = |place: &&Place| place.at.is_none();
        let has = |place: &Place, word: &str| begins(&indexed.folded[place.range()], word);
        let whole = |place: &&Place| sought.iter().all(|word| has(place, word));
        let some = |place: &&Place| sought.iter().any(|word| has(place, word));
        let mut found: Vec<&Place> = match sought.is_empty() {
            // The records of the case, by the names of their forms.
            true => indexed.places.first().filter(named).into_iter().collect(),
            false => indexed.places.iter().filter(whole).collect(),
        };
        let all = !found.is_empty();
        if !all && !sought.is_empty() {
            found = indexed.places.iter().filter(some).collect();
        }
        self.whole += if all { found.len() } else { 0 };
        self.hits.extend(found.into_iter().map(|place| (all, hit(&indexed, number, place))));
    }

    fn found(mut self) -> Found {
        let more = self.has_enough() || self.hits.len() > MOST;
        self.hits.sort_by_key(|(whole, hit)| std::cmp::Reverse((*whole, hit.at)));
        let hits = self.hits.into_iter().take(MOST).map(|(_, hit)| hit).collect();
        Found { query: self.ask.query.clone(), case: self.ask.case, hits, more }
    }
}

fn hit(indexed: &Indexed, number: Option<u32>, place: &Place) -> Hit {
    Hit {
        case: indexed.case.zip(number),
        record: indexed.record,
        form: indexed.form.clone(),
        path: place.at.as_ref().map(At::path),
        row: place.row.as_ref().map(|(heading, hidden)| (heading.to_string(), *hidden)),
        text: place.text.to_string(),
        sensitive: place.sensitive,
        draft: indexed.draft,
        at: indexed.at,
    }
}

/// The words of a question, folded.
pub fn folded_words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(str::to_owned).collect()
}

/// Whether a word of a folded text begins with this.
fn begins(text: &str, word: &str) -> bool {
    let inside = |at: usize| text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let sign = !word.starts_with(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| sign || !inside(at))
}
