//! The audit chain: who did what when, each entry with a MAC over itself and the MAC before it, written
//! in the same transaction as what it tells of. An entry names ids, forms and revisions, never contents.

mod versions;
mod walk;

use rusqlite::{Connection, params};
use uuid::Uuid;

pub use walk::{Repair, vouch, walk};

use super::error::{Part, VaultError};
use super::seal;
use crate::memory::LockedKey;
use crate::record::WorkerId;

/// The MAC before the first entry.
const START: [u8; 32] = [0; 32];

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    VaultCreated,
    SessionOpened,
    SessionLocked,
    SessionClosed,
    /// The key file was broken and its copy was used.
    KeysFromCopy,
    /// The key file is older than the database remembers.
    KeysOlder,
    /// The chain does not reach, or does not match, what was anchored.
    AnchorBroken,
    /// The log could not be read to its end.
    LogDamaged,
    /// What was written last is missing.
    EndMissing,
    Migrated,
    PassphraseChanged,
    RecoveryChanged,
    CaseOpened,
    CaseRead,
    /// The records of a form that belong to no case.
    ShelfRead,
    /// The records of a form, whatever their case.
    FormRead,
    RecordRead,
    RevisionsRead,
    /// Everything that was ever saved in a case.
    StoryRead,
    /// All newest records and drafts, to search in them.
    AllRead,
    RecordSaved,
    /// Something private was saved: neither its form nor its contents are named.
    OwnSaved,
    /// A worker read what is private to her.
    OwnRead,
    DraftDiscarded,
    SettingChanged,
    HeadersRefreshed,
    WorkerAdded,
    RolesChanged,
    /// A worker can no longer open the vault, and its key is another.
    WorkerRemoved,
    /// Who may see a case was changed.
    AccessChanged,
    /// A backup was written and read back whole.
    BackedUp,
    /// What could be read of a damaged vault was brought into this one.
    Repaired,
}

impl Action {
    fn id(self) -> &'static str {
        match self {
            Self::VaultCreated => "vault_created",
            Self::SessionOpened => "session_opened",
            Self::SessionLocked => "session_locked",
            Self::SessionClosed => "session_closed",
            Self::KeysFromCopy => "keys_from_copy",
            Self::KeysOlder => "keys_older",
            Self::AnchorBroken => "anchor_broken",
            Self::LogDamaged => "log_damaged",
            Self::EndMissing => "end_missing",
            Self::Migrated => "migrated",
            Self::PassphraseChanged => "passphrase_changed",
            Self::RecoveryChanged => "recovery_changed",
            Self::CaseOpened => "case_opened",
            Self::CaseRead => "case_read",
            Self::ShelfRead => "shelf_read",
            Self::FormRead => "form_read",
            Self::RecordRead => "record_read",
            Self::RevisionsRead => "revisions_read",
            Self::StoryRead => "story_read",
            Self::AllRead => "all_read",
            Self::RecordSaved => "record_saved",
            Self::OwnSaved => "own_saved",
            Self::OwnRead => "own_read",
            Self::DraftDiscarded => "draft_discarded",
            Self::SettingChanged => "setting_changed",
            Self::HeadersRefreshed => "headers_refreshed",
            Self::WorkerAdded => "worker_added",
            Self::RolesChanged => "roles_changed",
            Self::WorkerRemoved => "worker_removed",
            Self::AccessChanged => "access_changed",
            Self::BackedUp => "backed_up",
            Self::Repaired => "repaired",
        }
    }
}

/// One entry before it is written.
#[derive(Debug)]
pub struct Entry {
    pub action: Action,
    pub subject: Option<Uuid>,
    /// Form and revision, a setting's name, a version: no contents.
    pub detail: String,
    /// A MAC over what was saved, so that a changed revision shows.
    pub digest: Option<[u8; 32]>,
}

impl Entry {
    pub fn new(action: Action) -> Self {
        Self { action, subject: None, detail: String::new(), digest: None }
    }

    pub fn on(action: Action, subject: Uuid) -> Self {
        Self { subject: Some(subject), ..Self::new(action) }
    }

    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}

/// How many entries there are and the MAC of the last.
pub fn head(db: &Connection) -> Result<(u64, [u8; 32]), VaultError> {
    let mut statement = db.prepare_cached("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        Some(row) => Ok((count(row.get(0)?)?, row.get(1)?)),
        None => Ok((0, START)),
    }
}

/// Whether the chain still passes through an anchor.
pub fn reaches(db: &Connection, at: u64, mac: &[u8; 32]) -> Result<bool, VaultError> {
    let Ok(seq) = i64::try_from(at) else { return Ok(false) };
    if seq == 0 {
        return Ok(mac == &START);
    }
    let mut statement = db.prepare_cached("SELECT mac FROM audit WHERE seq = ?1")?;
    let mut rows = statement.query([seq])?;
    // A MAC of another length is one that does not match.
    let found: Option<[u8; 32]> = rows.next()?.and_then(|row| row.get(0).ok());
    Ok(found.is_some_and(|found| seal::same_mac(&found, mac)))
}

/// Whether the entries after one of this number say that somebody may see or do something else now.
pub fn tells_of_rights(db: &Connection, after: u64) -> Result<bool, VaultError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM audit WHERE seq > ?1 AND action IN (?2, ?3, ?4))";
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let [roles, access, removed] =
        [Action::RolesChanged, Action::AccessChanged, Action::WorkerRemoved].map(Action::id);
    Ok(db.prepare_cached(sql)?.query_row(params![after, roles, access, removed], |row| row.get(0))?)
}

/// Appends entries to the chain, inside the caller's transaction.
pub fn append_all(
    db: &Connection,
    key: &LockedKey,
    worker: WorkerId,
    at: i64,
    entries: &[Entry],
) -> Result<(), VaultError> {
    let (mut last, mut before) = head(db)?;
    for entry in entries {
        last += 1;
        before = append_after(db, key, worker, at, entry, (last, &before))?;
    }
    Ok(())
}

/// Appends an entry to the chain, inside the caller's transaction.
pub fn append(
    db: &Connection,
    key: &LockedKey,
    worker: WorkerId,
    at: i64,
    entry: &Entry,
) -> Result<(), VaultError> {
    append_all(db, key, worker, at, std::slice::from_ref(entry))
}

/// Appends an entry with a number that leaves room for entries that are lost.
pub fn append_as(
    db: &Connection,
    key: &LockedKey,
    worker: WorkerId,
    at: i64,
    entry: &Entry,
    number: u64,
) -> Result<(), VaultError> {
    let (_, before) = head(db)?;
    append_after(db, key, worker, at, entry, (number, &before))?;
    Ok(())
}

/// Writes an entry with its number and the MAC before it; gives back its own.
fn append_after(
    db: &Connection,
    key: &LockedKey,
    worker: WorkerId,
    at: i64,
    entry: &Entry,
    (number, before): (u64, &[u8; 32]),
) -> Result<[u8; 32], VaultError> {
    let seq = i64::try_from(number).map_err(|_| VaultError::Damaged(Part::Audit))?;
    let stored = Stored {
        seq,
        at,
        worker: worker.into_bytes(),
        action: entry.action.id().to_owned(),
        subject: entry.subject.map(Uuid::into_bytes),
        detail: entry.detail.clone(),
        digest: entry.digest,
    };
    let mac = stored.mac(key, before)?;
    db.prepare_cached(
        "INSERT INTO audit (seq, at, worker, action, subject, detail, digest, mac)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        stored.seq,
        stored.at,
        stored.worker,
        stored.action,
        stored.subject,
        stored.detail,
        stored.digest,
        mac
    ])?;
    Ok(mac)
}

/// The MAC over one saved revision.
pub fn digest(key: &LockedKey, record: Uuid, revision: u32, answers: &str) -> Result<[u8; 32], VaultError> {
    seal::mac(key, &[b"revision", record.as_bytes(), &revision.to_be_bytes(), answers.as_bytes()])
}

/// The MAC over one private revision, as it lies there: sealed.
pub fn own_digest(
    key: &LockedKey,
    record: Uuid,
    revision: u32,
    sealed: &[u8],
) -> Result<[u8; 32], VaultError> {
    seal::mac(key, &[b"own revision", record.as_bytes(), &revision.to_be_bytes(), sealed])
}

fn count(number: i64) -> Result<u64, VaultError> {
    u64::try_from(number).map_err(|_| VaultError::Damaged(Part::Audit))
}

/// One entry as it lies in the table.
struct Stored {
    seq: i64,
    at: i64,
    worker: [u8; 16],
    action: String,
    subject: Option<[u8; 16]>,
    detail: String,
    digest: Option<[u8; 32]>,
}

impl Stored {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Self, [u8; 32])> {
        let stored = Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            worker: row.get(2)?,
            action: row.get(3)?,
            subject: row.get(4)?,
            detail: row.get(5)?,
            digest: row.get(6)?,
        };
        Ok((stored, row.get(7)?))
    }

    /// The number of the version that was saved: `detail` is `form number`, or the number alone.
    fn revision(&self) -> Option<u32> {
        self.detail.rsplit(' ').next().and_then(|number| number.parse().ok())
    }

    fn mac(&self, key: &LockedKey, before: &[u8; 32]) -> Result<[u8; 32], VaultError> {
        let subject: &[u8] = self.subject.as_ref().map_or(&[], |id| id);
        let digest: &[u8] = self.digest.as_ref().map_or(&[], |digest| digest);
        let (seq, at) = (self.seq.to_be_bytes(), self.at.to_be_bytes());
        let parts: [&[u8]; 8] = [
            before,
            &seq,
            &at,
            &self.worker,
            self.action.as_bytes(),
            subject,
            self.detail.as_bytes(),
            digest,
        ];
        seal::mac(key, &parts)
    }
}
