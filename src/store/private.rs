//! What a worker writes for herself: forms about the worker, and what she chose about them. It is
//! encrypted with a key that comes from her own private key, so that neither another worker of the vault
//! nor whoever administers it, who all have the key of the database, can read it. The tables beside it
//! say only that something private of this size was kept, and when; sizes go up in blocks.
//!
//! Nothing else reads these tables: no list, no search, no count, no export.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::audit::{self, Action, Entry};
use super::error::{Part, VaultError};
use super::vault::Vault;
use super::{SaveRecord, Saved, rows, seal};
use crate::form::{Answers, Path};
use crate::memory::LockedKey;
use crate::record::{Draft, Moment, Record, RecordId, Revision};

/// Sizes are rounded up to this many bytes, so that a long remark does not show as one.
const BLOCK: usize = 1024;
/// Bytes before the contents that tell how long they are.
const LENGTH: usize = size_of::<u32>();

/// A record or draft before it is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    form: String,
    form_version: u32,
    base: u32,
    answers: Answers,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<Path>,
}

/// What a sealed value is bound to: it opens in no other vault and at no other place.
pub(super) struct Seat {
    pub vault: Uuid,
    pub worker: Uuid,
    /// Nil for the settings.
    pub record: Uuid,
    /// 0 for a draft and for the settings.
    pub revision: u32,
    /// Milliseconds since 1970, as in the column beside it.
    pub at: i64,
}

impl Seat {
    fn about(&self) -> Vec<u8> {
        let Self { vault, worker, record, revision, at } = self;
        format!("vaka own 1 {vault} {worker} {record} {revision} {at}").into_bytes()
    }
}

/// Seals a value to its place, its size rounded up.
pub(super) fn shut<T: Serialize>(key: &LockedKey, seat: &Seat, value: &T) -> Result<Vec<u8>, VaultError> {
    let damaged = || VaultError::Damaged(Part::Answers);
    let json = Zeroizing::new(serde_json::to_vec(value).map_err(|_| damaged())?);
    let length = u32::try_from(json.len()).map_err(|_| damaged())?;
    let whole = (LENGTH + json.len()).next_multiple_of(BLOCK);
    let mut padded = Zeroizing::new(Vec::with_capacity(whole));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(&json);
    padded.resize(whole, 0);
    seal::shut(key, &padded, &seat.about())
}

/// Opens what was sealed to this place.
///
/// # Errors
/// `Damaged` when it was changed, moved, or sealed by somebody else.
pub(super) fn unshut<T: DeserializeOwned>(
    key: &LockedKey,
    seat: &Seat,
    sealed: &[u8],
) -> Result<T, VaultError> {
    let damaged = VaultError::Damaged(Part::Answers);
    let padded = seal::unshut(key, sealed, &seat.about()).ok_or(damaged.clone())?;
    let (length, rest) = padded.split_first_chunk::<LENGTH>().ok_or(damaged.clone())?;
    let json = usize::try_from(u32::from_be_bytes(*length)).ok().and_then(|length| rest.get(..length));
    serde_json::from_slice(json.ok_or(damaged.clone())?).map_err(|_| damaged)
}

/// One row of the revisions, still sealed.
struct Row {
    record: Uuid,
    revision: u32,
    at: i64,
    sealed: Vec<u8>,
    created: i64,
}

const REVISIONS: &str = "SELECT record, revision, saved_at, sealed,
        (SELECT saved_at FROM own_revision f WHERE f.record = v.record AND f.revision = 1)
    FROM own_revision v WHERE author = ?1";

impl Vault {
    /// Whether what is written in a form belongs to its writer alone.
    pub(super) fn is_private(&self, form: &str) -> bool {
        (self.rules.private)(form)
    }

    /// Saves a private record as a new revision and removes its draft. Neither form nor contents are noted.
    pub(super) fn save_own(&mut self, save: &SaveRecord, now: Moment) -> Result<Saved, VaultError> {
        let (worker, at) = (self.worker.id, now.timestamp_millis());
        let revision = save.base + 1;
        let kept = Kept {
            form: save.form.clone(),
            form_version: save.form_version,
            base: save.base,
            answers: rows::writable(&save.answers),
            position: None,
        };
        let sealed = shut(&self.own_key()?, &self.seat(save.record, revision, at), &kept)?;
        self.write(now, |change| {
            self.may_save(change, save)?;
            change
                .prepare_cached(
                    "INSERT INTO own_revision (record, revision, author, saved_at, sealed)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![save.record.as_bytes(), revision, worker.as_bytes(), at, sealed])?;
            remove_draft(change, worker, save.record)?;
            let digest = audit::own_digest(&self.audit_key, save.record, revision, &sealed)?;
            let entry = Entry::on(Action::OwnSaved, save.record).detail(revision.to_string());
            let saved = Saved { case: None, number: None, revision, made: 0 };
            Ok((saved, vec![Entry { digest: Some(digest), ..entry }]))
        })
    }

    /// Keeps the draft of a private record; like every draft it leaves no entry.
    pub(super) fn put_own_draft(&mut self, draft: &Draft) -> Result<(), VaultError> {
        let (worker, at) = (self.worker.id, draft.saved_at.timestamp_millis());
        let kept = Kept {
            form: draft.form.clone(),
            form_version: draft.form_version,
            base: draft.base,
            answers: rows::writable(&draft.answers),
            position: draft.position.clone(),
        };
        let sealed = shut(&self.own_key()?, &self.seat(draft.record, 0, at), &kept)?;
        self.write(draft.saved_at, |change| {
            change
                .prepare_cached(
                    "INSERT INTO own_draft (record, author, saved_at, sealed) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (record, author) DO UPDATE SET saved_at = ?3, sealed = ?4",
                )?
                .execute(params![draft.record.as_bytes(), worker.as_bytes(), at, sealed])?;
            Ok(((), Vec::new()))
        })
    }

    /// This worker's private records of a form, newest first, and her drafts of it. Noted, without the form.
    pub(super) fn own_shelf(
        &mut self,
        form: &str,
        now: Moment,
    ) -> Result<(Vec<Record>, Vec<Draft>), VaultError> {
        self.write(now, |change| {
            let newest = format!(
                "{REVISIONS} AND revision = (SELECT max(revision) FROM own_revision m
                     WHERE m.record = v.record)
                 ORDER BY saved_at DESC, record DESC"
            );
            let mut records = self.own_rows(change, &newest, params![self.worker.id.as_bytes()])?;
            records.retain(|record| record.form == form);
            let mut drafts = self.own_drafts(change)?;
            drafts.retain(|draft| draft.form == form);
            Ok(((records, drafts), vec![Entry::new(Action::OwnRead)]))
        })
    }

    /// All revisions of a private record of this worker, newest first; none when there is no such record.
    pub(super) fn own_revisions(&self, db: &Connection, id: RecordId) -> Result<Vec<Record>, VaultError> {
        let sql = format!("{REVISIONS} AND record = ?2 ORDER BY revision DESC");
        self.own_rows(db, &sql, params![self.worker.id.as_bytes(), id.as_bytes()])
    }

    /// This worker's draft of a private record.
    pub(super) fn own_draft(&self, db: &Connection, record: RecordId) -> Result<Option<Draft>, VaultError> {
        let sql = "SELECT record, saved_at, sealed FROM own_draft WHERE author = ?1 AND record = ?2";
        let params = params![self.worker.id.as_bytes(), record.as_bytes()];
        let found = rows::first(db, sql, params, sealed_draft)?;
        found.map(|(record, at, sealed)| self.open_draft(record, at, &sealed)).transpose()
    }

    fn own_drafts(&self, db: &Connection) -> Result<Vec<Draft>, VaultError> {
        let sql = "SELECT record, saved_at, sealed FROM own_draft WHERE author = ?1
                   ORDER BY saved_at DESC, record DESC";
        let found = rows::all(db, sql, [self.worker.id.as_bytes()], sealed_draft)?;
        found.into_iter().map(|(record, at, sealed)| self.open_draft(record, at, &sealed)).collect()
    }

    /// When this worker last kept something private, a draft included, and since when she has been here:
    /// for offering a moment to her. Nothing is opened for it, so nothing is noted.
    pub fn own_times(&self) -> Result<(Option<Moment>, Moment), VaultError> {
        self.read(|db| {
            let sql = "SELECT max(at), (SELECT created_at FROM worker WHERE id = ?1) FROM
                       (SELECT saved_at AS at FROM own_revision WHERE author = ?1
                        UNION ALL SELECT saved_at FROM own_draft WHERE author = ?1)";
            let found = rows::first(db, sql, [self.worker.id.as_bytes()], |row| {
                let last: Option<i64> = row.get(0)?;
                Ok((last.map(rows::from_millis).transpose()?, rows::moment(row, 1)?))
            })?;
            found.ok_or(VaultError::Damaged(Part::Database))
        })
    }

    /// Something that this worker chose for herself, kept as private as what she writes.
    pub fn own_setting(&self, key: &str) -> Result<Option<String>, VaultError> {
        self.read(|db| Ok(self.own_settings(db)?.remove(key)))
    }

    /// Sets it. That something private was kept is noted, not what.
    pub fn set_own_setting(&mut self, key: &str, value: &str, now: Moment) -> Result<(), VaultError> {
        let at = now.timestamp_millis();
        self.write(now, |change| {
            let mut settings = self.own_settings(change)?;
            settings.insert(key.to_owned(), value.to_owned());
            let sealed = shut(&self.own_key()?, &self.seat(Uuid::nil(), 0, at), &settings)?;
            change
                .prepare_cached(
                    "INSERT INTO own_setting (author, changed_at, sealed) VALUES (?1, ?2, ?3)
                     ON CONFLICT (author) DO UPDATE SET changed_at = ?2, sealed = ?3",
                )?
                .execute(params![self.worker.id.as_bytes(), at, sealed])?;
            Ok(((), vec![Entry::new(Action::OwnSaved)]))
        })
    }

    fn own_settings(&self, db: &Connection) -> Result<BTreeMap<String, String>, VaultError> {
        let sql = "SELECT changed_at, sealed FROM own_setting WHERE author = ?1";
        let found = rows::first(db, sql, [self.worker.id.as_bytes()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
        })?;
        match found {
            Some((at, sealed)) => unshut(&self.own_key()?, &self.seat(Uuid::nil(), 0, at), &sealed),
            None => Ok(BTreeMap::new()),
        }
    }

    /// The record is new, or this is based on its newest revision.
    fn may_save(&self, db: &Connection, save: &SaveRecord) -> Result<(), VaultError> {
        let newest = self.own_revisions(db, save.record)?;
        match newest.first() {
            None if save.base == 0 => Ok(()),
            None => Err(VaultError::NoSuchRecord),
            Some(newest) if newest.form != save.form || save.case.is_some() => Err(VaultError::Misplaced),
            Some(newest) if newest.revision != save.base => {
                Err(VaultError::Conflict { newest: newest.revision })
            }
            Some(_) => Ok(()),
        }
    }

    fn own_rows(
        &self,
        db: &Connection,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<Record>, VaultError> {
        let found = rows::all(db, sql, params, |row| {
            let (record, revision) = (rows::id(row, 0)?, row.get(1)?);
            Ok(Row { record, revision, at: row.get(2)?, sealed: row.get(3)?, created: row.get(4)? })
        })?;
        let key = self.own_key()?;
        found.iter().map(|row| self.open_revision(&key, row)).collect()
    }

    fn open_revision(&self, key: &LockedKey, row: &Row) -> Result<Record, VaultError> {
        let kept: Kept = unshut(key, &self.seat(row.record, row.revision, row.at), &row.sealed)?;
        Ok(Record {
            id: row.record,
            case: None,
            form: kept.form,
            form_version: kept.form_version,
            revision: row.revision,
            author: self.worker.name.clone(),
            created_at: rows::from_millis(row.created)?,
            saved_at: rows::from_millis(row.at)?,
            answers: kept.answers,
        })
    }

    fn open_draft(&self, record: RecordId, at: i64, sealed: &[u8]) -> Result<Draft, VaultError> {
        let kept: Kept = unshut(&self.own_key()?, &self.seat(record, 0, at), sealed)?;
        Ok(Draft {
            record,
            case: None,
            form: kept.form,
            form_version: kept.form_version,
            base: kept.base,
            answers: kept.answers,
            position: kept.position,
            saved_at: rows::from_millis(at)?,
        })
    }

    fn seat(&self, record: Uuid, revision: u32, at: i64) -> Seat {
        Seat { vault: self.id(), worker: self.worker.id, record, revision, at }
    }
}

impl From<Record> for Revision {
    fn from(record: Record) -> Self {
        let Record { revision, form_version, author, saved_at, answers, .. } = record;
        Self { revision, form_version, author, saved_at, answers }
    }
}

/// Throws away a worker's draft of a private record; says whether there was one.
pub(super) fn remove_draft(db: &Connection, worker: Uuid, record: RecordId) -> Result<bool, VaultError> {
    let removed = db
        .prepare_cached("DELETE FROM own_draft WHERE author = ?1 AND record = ?2")?
        .execute(params![worker.as_bytes(), record.as_bytes()])?;
    Ok(removed > 0)
}

fn sealed_draft(row: &rusqlite::Row<'_>) -> Result<(Uuid, i64, Vec<u8>), VaultError> {
    Ok((rows::id(row, 0)?, row.get(1)?, row.get(2)?))
}
