//! What a vault must hold: a plain copy of everything that was written, kept beside it. A step is done to
//! the vault and to the book; afterwards each record of the vault must be as it is in the book, or, for a
//! step whose answer never came, as it would be after that step. Never anything else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use secrecy::SecretString;
use uuid::Uuid;
use vaka::form::{Answer, Answers, Path, Subject};
use vaka::record::{Draft, RecordId};
use vaka::store::{KdfParams, NewWorker, RecoveryCode, SaveRecord, Vault, VaultError};

use super::bench;
use super::chance::Chance;

/// A form about a person, which begins a case.
const INTAKE: &str = "intake";
/// A form about the worker herself, sealed with her own key.
const OWN: &str = "self_care";

/// One thing that is written. The contents of a record follow from its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Save {
        record: RecordId,
        own: bool,
        base: u32,
        tag: u64,
    },
    Draft {
        record: RecordId,
        own: bool,
        base: u32,
        tag: u64,
    },
    Discard {
        record: RecordId,
    },
    Passphrase {
        tag: u64,
    },
    /// A colleague is let in and removed again, which gives the vault another key.
    Colleague {
        tag: u64,
    },
}

/// One record as it must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entry {
    own: bool,
    /// The tags of its revisions, the oldest first.
    revisions: Vec<u64>,
    draft: Option<u64>,
}

/// Everything that was written and acknowledged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    records: BTreeMap<RecordId, Entry>,
    /// All tags that were ever written.
    ever: BTreeSet<u64>,
    /// Whose passphrase opens the vault.
    pub secret: u64,
}

/// The answers that belong to a tag: mostly short, now and then long enough for pages of their own.
pub fn answers(tag: u64) -> Answers {
    let length = if tag.is_multiple_of(13) { 20_000 } else { 40 + tag % 600 };
    let words = format!("Kişi {tag:x} uzun bir not ğüşıöç; ");
    let note: String = words.chars().cycle().take(usize::try_from(length).unwrap()).collect();
    let fields = [("name", Answer::Text(format!("{tag:x}"))), ("note", Answer::Text(note))];
    Answers {
        fields: fields.into_iter().map(|(id, text)| (id.to_owned(), text)).collect(),
        ..Answers::default()
    }
}

pub fn passphrase(tag: u64) -> SecretString {
    SecretString::from(format!("uydurma parola {tag:x}"))
}

fn form(own: bool) -> String {
    if own { OWN } else { INTAKE }.to_owned()
}

impl Step {
    /// Does it to the vault. `Ok` is the acknowledgement.
    pub fn perform(&self, vault: &mut Vault) -> Result<(), VaultError> {
        let now = bench::now();
        match *self {
            Self::Save { record, own, base, tag } => {
                let form = form(own);
                let save =
                    SaveRecord { record, case: None, form, form_version: 1, base, answers: answers(tag) };
                let subject = if own { Subject::Worker } else { Subject::Case };
                vault.save_of(subject, &save, now, now.date_naive()).map(drop)
            }
            Self::Draft { record, own, base, tag } => vault.put_draft(&Draft {
                record,
                case: None,
                form: form(own),
                form_version: 1,
                base,
                answers: answers(tag),
                position: Some(Path::field("note")),
                saved_at: now,
            }),
            Self::Discard { record } => vault.discard_draft(record, now),
            Self::Passphrase { tag } => {
                vault.set_passphrase(&passphrase(tag), KdfParams::cheap_for_tests(), now)
            }
            Self::Colleague { tag } => {
                let (name, recovery) = (format!("{tag:x}"), RecoveryCode::generate());
                let (passphrase, kdf) = (passphrase(tag), KdfParams::cheap_for_tests());
                let new =
                    NewWorker { name: &name, roles: &[], passphrase: &passphrase, recovery: &recovery, kdf };
                let colleague = vault.add_worker(&new, now)?;
                vault.remove_worker(colleague, now)
            }
        }
    }

    fn record(&self) -> Option<RecordId> {
        match *self {
            Self::Save { record, .. } | Self::Draft { record, .. } | Self::Discard { record } => Some(record),
            Self::Passphrase { .. } | Self::Colleague { .. } => None,
        }
    }
}

impl Book {
    /// An empty one.
    pub fn new(secret: u64) -> Self {
        Self { secret, ..Self::default() }
    }

    /// Something to write next.
    pub fn next(&self, chance: &mut Chance) -> Step {
        let tag = chance.next() >> 8;
        let new = Uuid::from_u128(u128::from(chance.next()) << 64 | u128::from(chance.next()));
        let known: Vec<&RecordId> = self.records.keys().collect();
        let fresh = known.is_empty() || chance.once_in(3);
        let record = if fresh { new } else { *known[chance.index(known.len())] };
        let entry = self
            .records
            .get(&record)
            .cloned()
            .unwrap_or(Entry { own: chance.once_in(5), ..Entry::default() });
        let (own, base) = (entry.own, u32::try_from(entry.revisions.len()).unwrap());
        match chance.below(10) {
            0..=4 => Step::Save { record, own, base, tag },
            5 if entry.draft.is_some() => Step::Discard { record },
            _ => Step::Draft { record, own, base, tag },
        }
    }

    /// Notes a step that was acknowledged.
    pub fn note(&mut self, step: &Step) {
        if let Step::Save { tag, .. } | Step::Draft { tag, .. } = step {
            self.ever.insert(*tag);
        }
        match *step {
            Step::Passphrase { tag } => self.secret = tag,
            Step::Colleague { .. } => {}
            Step::Save { record, own, tag, .. } => {
                let entry = self.records.entry(record).or_insert(Entry { own, ..Entry::default() });
                entry.revisions.push(tag);
                entry.draft = None;
            }
            Step::Draft { record, own, tag, .. } => {
                self.records.entry(record).or_insert(Entry { own, ..Entry::default() }).draft = Some(tag);
            }
            Step::Discard { record } => {
                if let Some(entry) = self.records.get_mut(&record) {
                    entry.draft = None;
                }
            }
        }
    }

    /// The book with this step in it.
    pub fn with(&self, step: &Step) -> Self {
        let mut next = self.clone();
        next.note(step);
        next
    }

    /// Reads everything back. Each record must be as in the book, or as after one of the steps that were
    /// on their way. Gives back the book that the vault really holds.
    ///
    /// # Errors
    /// What is otherwise, in words, or what the vault answered.
    pub fn compare(&self, vault: &mut Vault, flying: &[Step]) -> Result<Self, Difference> {
        let mut held = Self { ever: self.ever.clone(), ..Self::new(self.secret) };
        let mut all: Vec<RecordId> = self.records.keys().copied().collect();
        all.extend(flying.iter().filter_map(Step::record));
        all.sort_unstable();
        all.dedup();
        for id in all {
            let found = read(vault, id)?;
            let mut allowed = vec![self.records.get(&id).cloned().unwrap_or_default()];
            for step in flying.iter().filter(|step| step.record() == Some(id)) {
                allowed.push(self.with(step).records.remove(&id).unwrap_or_default());
            }
            let Some(entry) = allowed.iter().find(|entry| found.is(entry)) else {
                return Err(Difference::Words(format!(
                    "record {id} is not {:?}: {}",
                    allowed[0],
                    found.describe()
                )));
            };
            if *entry != Entry::default() {
                held.records.insert(id, entry.clone());
            }
        }
        held.lists_agree(vault)?;
        Ok(held)
    }

    /// Reads everything that can be read. Something that nobody ever wrote must not be among it, whatever
    /// else is missing.
    pub fn invented(&self, vault: &mut Vault) -> Option<String> {
        for id in self.records.keys() {
            let Ok(found) = read(vault, *id) else { continue };
            for shown in found.revisions.iter().chain(&found.draft) {
                let tag = shown.text("name").and_then(|name| u64::from_str_radix(name, 16).ok());
                if !tag.is_some_and(|tag| self.ever.contains(&tag) && *shown == answers(tag)) {
                    return Some(format!("record {id} shows what nobody wrote: {}", found.describe()));
                }
            }
        }
        None
    }

    /// The lists show the same cases and records, no more and no fewer.
    fn lists_agree(&self, vault: &mut Vault) -> Result<(), Difference> {
        let cases = self.records.values().filter(|entry| !entry.own && !entry.revisions.is_empty());
        let (expected, found) = (cases.count(), vault.cases()?.len());
        let mut records = 0;
        // As the program does before it shows anything: the words of an older vault are not there yet.
        let now = bench::now();
        vault.renew_all(now.date_naive(), now)?;
        vault.records_with(&[], &mut |_, _| {
            records += 1;
            ControlFlow::Continue(())
        })?;
        if (found, records) == (expected, expected) {
            return Ok(());
        }
        Err(Difference::Words(format!("{found} cases and {records} records instead of {expected}")))
    }
}

/// Why a vault is not as the book says.
#[derive(Debug, PartialEq, Eq)]
pub enum Difference {
    /// The vault refused to say.
    Refused(VaultError),
    /// It said something else.
    Words(String),
}

impl From<VaultError> for Difference {
    fn from(error: VaultError) -> Self {
        Self::Refused(error)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => write!(f, "refused: {error}"),
            Self::Words(words) => f.write_str(words),
        }
    }
}

struct Found {
    revisions: Vec<Answers>,
    draft: Option<Answers>,
}

impl Found {
    fn is(&self, entry: &Entry) -> bool {
        self.draft == entry.draft.map(answers)
            && self.revisions.len() == entry.revisions.len()
            && self.revisions.iter().zip(&entry.revisions).all(|(found, tag)| *found == answers(*tag))
    }

    fn describe(&self) -> String {
        let name = |answers: &Answers| answers.text("name").unwrap_or("?").to_owned();
        let revisions: Vec<String> = self.revisions.iter().map(name).collect();
        format!("revisions {revisions:?}, draft {:?}", self.draft.as_ref().map(name))
    }
}

fn read(vault: &mut Vault, id: RecordId) -> Result<Found, VaultError> {
    let draft = vault.draft(id)?.map(|draft| draft.answers);
    let mut revisions = match vault.revisions(id, bench::now()) {
        Ok(revisions) => revisions,
        Err(VaultError::NoSuchRecord) => Vec::new(),
        Err(error) => return Err(error),
    };
    revisions.reverse();
    Ok(Found { revisions: revisions.into_iter().map(|revision| revision.answers).collect(), draft })
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Save { record, own, base, tag } => write!(f, "save {record} {own} {base} {tag}"),
            Self::Draft { record, own, base, tag } => write!(f, "draft {record} {own} {base} {tag}"),
            Self::Discard { record } => write!(f, "discard {record}"),
            Self::Passphrase { tag } => write!(f, "passphrase {tag}"),
            Self::Colleague { tag } => write!(f, "colleague {tag}"),
        }
    }
}

impl FromStr for Step {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |text: &str| text.parse::<u64>().map_err(drop);
        let id = |text: &str| Uuid::from_str(text).map_err(drop);
        match words[..] {
            ["colleague", tag] => Ok(Self::Colleague { tag: number(tag)? }),
            ["passphrase", tag] => Ok(Self::Passphrase { tag: number(tag)? }),
            ["discard", record] => Ok(Self::Discard { record: id(record)? }),
            [what @ ("save" | "draft"), record, own, base, tag] => {
                let (record, own, tag) = (id(record)?, own == "true", number(tag)?);
                let base = base.parse().map_err(drop)?;
                Ok(if what == "save" {
                    Self::Save { record, own, base, tag }
                } else {
                    Self::Draft { record, own, base, tag }
                })
            }
            _ => Err(()),
        }
    }
}
