//! The saved versions along the audit chain. They were written in the order in which the chain tells of
//! them, so they are read in that order, some at a time; one that lies elsewhere (in a vault that was saved
//! out of a damaged one) is looked for.

use std::collections::VecDeque;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{digest, own_digest};
use crate::memory::LockedKey;
use crate::store::error::VaultError;
use crate::store::{rows, seal};

/// How many are read at a time, where they lie in order.
const AHEAD: u32 = 500;

/// The versions that come next, by the order in which they were written.
pub(super) struct Versions<'a> {
    db: &'a Connection,
    key: &'a LockedKey,
    ahead: VecDeque<Version>,
    /// How many are read next: more and more while they come in order.
    many: u32,
}

struct Version {
    row: i64,
    record: [u8; 16],
    revision: u32,
    digest: [u8; 32],
}

impl<'a> Versions<'a> {
    pub fn of(db: &'a Connection, key: &'a LockedKey) -> Self {
        Self { db, key, ahead: VecDeque::new(), many: 1 }
    }

    /// Whether a version is there as it was saved, `expected` being its MAC.
    pub fn matches(
        &mut self,
        record: [u8; 16],
        revision: u32,
        expected: &[u8; 32],
    ) -> Result<bool, VaultError> {
        if self.ahead.front().is_none_or(|next| (next.record, next.revision) != (record, revision)) {
            let sql = "SELECT rowid FROM revision WHERE record = ?1 AND revision = ?2";
            let Some(row) = rows::first(self.db, sql, params![record, revision], |row| Ok(row.get(0)?))?
            else {
                return Ok(false);
            };
            self.many = 1;
            self.read_from(row)?;
        }
        let found = self.ahead.pop_front();
        if let Some(last) = found.as_ref().filter(|_| self.ahead.is_empty()) {
            self.many = AHEAD.min(2 * self.many);
            self.read_from(last.row + 1)?;
        }
        Ok(found.is_some_and(|found| seal::same_mac(&found.digest, expected)))
    }

    fn read_from(&mut self, row: i64) -> Result<(), VaultError> {
        let sql = "SELECT rowid, record, revision, answers FROM revision WHERE rowid >= ?1
                   ORDER BY rowid LIMIT ?2";
        let read = |row: &rusqlite::Row<'_>| {
            let (record, revision) = (row.get(1)?, row.get(2)?);
            let digest = digest(self.key, Uuid::from_bytes(record), revision, &row.get::<_, String>(3)?)?;
            Ok(Version { row: row.get(0)?, record, revision, digest })
        };
        self.ahead = rows::all(self.db, sql, params![row, self.many], read)?.into();
        Ok(())
    }

    /// The same of what is private to a worker: it is rare, and looked for.
    pub fn own_matches(
        &self,
        record: [u8; 16],
        revision: u32,
        expected: &[u8; 32],
    ) -> Result<bool, VaultError> {
        let sql = "SELECT sealed FROM own_revision WHERE record = ?1 AND revision = ?2";
        let sealed: Option<Vec<u8>> =
            rows::first(self.db, sql, params![record, revision], |row| Ok(row.get(0)?))?;
        let Some(sealed) = sealed else { return Ok(false) };
        let actual = own_digest(self.key, Uuid::from_bytes(record), revision, &sealed)?;
        Ok(seal::same_mac(&actual, expected))
    }
}
