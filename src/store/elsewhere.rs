//! What other sessions save in the same vault while this one has it open: told by the revisions that were
//! added and are not this session's own.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::error::VaultError;
use super::rows;
use super::vault::Vault;
use crate::record::RecordId;

/// How far this session knows the revisions.
#[derive(Debug)]
pub(super) struct Elsewhere {
    /// The newest row that was looked at.
    seen: i64,
    /// What this session saved itself since then.
    own: BTreeSet<(RecordId, u32)>,
}

impl Elsewhere {
    /// Everything that is there now is known.
    pub fn from(db: &Connection) -> Result<Self, VaultError> {
        let seen = db.query_row("SELECT coalesce(max(rowid), 0) FROM revision", [], |row| row.get(0))?;
        Ok(Self { seen, own: BTreeSet::new() })
    }

    /// This session saved a revision.
    pub fn own(&mut self, record: RecordId, revision: u32) {
        self.own.insert((record, revision));
    }
}

impl Vault {
    /// The records of which other sessions have saved revisions since this was last asked, each once.
    pub fn saved_elsewhere(&self) -> Result<BTreeSet<RecordId>, VaultError> {
        let mut known = self.elsewhere.borrow_mut();
        let added = self.read(|db| {
            let sql = "SELECT rowid, record, revision FROM revision WHERE rowid > ?1 ORDER BY rowid";
            rows::all(db, sql, params![known.seen], |row| {
                Ok((row.get::<_, i64>(0)?, rows::id(row, 1)?, row.get::<_, u32>(2)?))
            })
        })?;
        known.seen = added.last().map_or(known.seen, |(row, ..)| *row);
        let own = std::mem::take(&mut known.own);
        let others = added.into_iter().filter(|(_, record, revision)| !own.contains(&(*record, *revision)));
        Ok(others.map(|(_, record, _)| record).collect())
    }
}
