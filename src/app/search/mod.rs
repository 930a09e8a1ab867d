//! Search in everything that is written: a folded copy of all newest answers and drafts, kept in the
//! memory of the worker thread from the first search until the vault is closed. It is never written
//! anywhere. What is saved meanwhile is looked at again before the next search.

mod index;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{Library, Path};
use crate::locale::{Locale, fold};
use crate::record::{CaseId, CaseLine, Draft, Everything, Moment, Record, RecordId};
use crate::screen::words;

use index::{At, Indexed, Place};

/// A search of fewer letters finds nearly everything, and says nothing.
pub const LEAST: usize = 2;

/// How many places are shown; who finds more types another word.
pub const MOST: usize = 200;

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
    /// How many there are.
    pub places: usize,
}

/// The folded copy, and what has changed since it was made.
#[derive(Default)]
pub struct Finder {
    index: Option<Index>,
    changed: BTreeSet<RecordId>,
}

/// Everything in one language.
pub struct Index {
    language: String,
    numbers: BTreeMap<CaseId, u32>,
    /// The saved record and the draft of each.
    records: BTreeMap<RecordId, Vec<Indexed>>,
}

impl Finder {
    /// A record was saved, or its draft kept or thrown away.
    pub fn changed(&mut self, record: RecordId) {
        if self.index.is_some() {
            self.changed.insert(record);
        }
    }

    /// The copy, if there is one in this language.
    pub fn ready(&self, locale: &Locale) -> bool {
        self.index.as_ref().is_some_and(|index| index.language == locale.id())
    }

    /// Takes a copy that was just made.
    pub fn put(&mut self, index: Index) {
        self.changed.clear();
        self.index = Some(index);
    }

    /// The records to look at again.
    pub fn take_changed(&mut self) -> BTreeSet<RecordId> {
        std::mem::take(&mut self.changed)
    }

    /// The copy itself.
    pub fn index(&mut self) -> Option<&mut Index> {
        self.index.as_mut()
    }
}

impl Index {
    /// A copy of everything, with the words of one language. `records` gives each record to what it is
    /// handed; none of them stays in memory.
    ///
    /// # Errors
    /// Those of `records`.
    pub fn new<E>(
        library: &Library,
        locale: &Locale,
        all: Everything,
        records: impl FnOnce(&mut dyn FnMut(Record)) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut index =
            Self { language: locale.id().to_owned(), numbers: BTreeMap::new(), records: BTreeMap::new() };
        index.number(&all.cases);
        let mut drafts: BTreeMap<RecordId, Draft> =
            all.drafts.into_iter().map(|draft| (draft.record, draft)).collect();
        records(&mut |record| {
            index.put(library, locale, record.id, Some(&record), drafts.remove(&record.id).as_ref());
        })?;
        for (id, draft) in drafts {
            index.put(library, locale, id, None, Some(&draft));
        }
        Ok(index)
    }

    /// Whether the number of a case is known.
    pub fn knows(&self, case: CaseId) -> bool {
        self.numbers.contains_key(&case)
    }

    /// Takes the numbers of all cases anew.
    pub fn number(&mut self, cases: &[CaseLine]) {
        self.numbers = cases.iter().map(|line| (line.id, line.number)).collect();
    }

    /// Takes a record as it is now, in place of what it was.
    pub fn put(
        &mut self,
        library: &Library,
        locale: &Locale,
        id: RecordId,
        saved: Option<&Record>,
        draft: Option<&Draft>,
    ) {
        let record = saved.and_then(|saved| index::record(library, locale, saved));
        let draft = draft.and_then(|draft| {
            // What the draft says no differently is found in the record.
            let same = saved.map(|saved| &saved.answers);
            index::draft(library, locale, draft, same)
        });
        let found: Vec<Indexed> = record.into_iter().chain(draft).collect();
        if found.is_empty() {
            self.records.remove(&id);
        } else {
            self.records.insert(id, found);
        }
    }

    /// Looks for all words of the question, each of which may stand anywhere in a record.
    pub fn search(&self, ask: &Ask) -> Found {
        let words: Vec<String> = folded_words(&ask.query);
        let mut hits: Vec<(bool, &Indexed, &Place)> = Vec::new();
        if words.iter().map(|word| word.chars().count()).max().unwrap_or(0) >= LEAST {
            for indexed in self.records.values().flatten() {
                if ask.case.is_none() || ask.case == indexed.case {
                    self.look(indexed, &words, &mut hits);
                }
            }
        }
        hits.sort_by_key(|(whole, indexed, _)| std::cmp::Reverse((*whole, indexed.at)));
        let places = hits.len();
        let hits = hits.into_iter().take(MOST).map(|(_, indexed, place)| self.hit(indexed, place)).collect();
        Found { query: ask.query.clone(), case: ask.case, hits, places }
    }

    fn look<'a>(
        &'a self,
        indexed: &'a Indexed,
        words: &[String],
        hits: &mut Vec<(bool, &'a Indexed, &'a Place)>,
    ) {
        let code = self.number_of(indexed).map(|number| fold(&words::code(number)));
        // A case's number says in which case to look, not what for.
        let sought: Vec<&String> = words.iter().filter(|word| code.as_ref() != Some(*word)).collect();
        if !sought.iter().all(|word| indexed.folded.contains(word.as_str())) {
            return;
        }
        if sought.is_empty() {
            // The records of the case, by the names of their forms.
            let name = indexed.places.first().filter(|place| place.at.is_none());
            return hits.extend(name.map(|place| (true, indexed, place)));
        }
        let has = |place: &Place, word: &str| indexed.folded[place.range()].contains(word);
        let whole = |place: &&Place| sought.iter().all(|word| has(place, word));
        let before = hits.len();
        hits.extend(indexed.places.iter().filter(whole).map(|place| (true, indexed, place)));
        if hits.len() == before {
            let some = |place: &&Place| sought.iter().any(|word| has(place, word));
            hits.extend(indexed.places.iter().filter(some).map(|place| (false, indexed, place)));
        }
    }

    fn number_of(&self, indexed: &Indexed) -> Option<u32> {
        indexed.case.and_then(|case| self.numbers.get(&case)).copied()
    }

    fn hit(&self, indexed: &Indexed, place: &Place) -> Hit {
        Hit {
            case: indexed.case.zip(self.number_of(indexed)),
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
}

/// The words of a question, folded.
pub fn folded_words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(str::to_owned).collect()
}
