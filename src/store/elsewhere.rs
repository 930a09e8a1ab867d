//! What other sessions do in the same vault while this one has it open: what they save is told by the
//! revisions that were added and are not this session's own; what they change about who may see and do what,
//! by the entries of the audit chain that say so.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::error::VaultError;
use super::rights::Sight;
use super::vault::Vault;
use super::{audit, rows};
use crate::record::{RecordId, Right};

/// How far this session knows what was written.
#[derive(Debug)]
pub(super) struct Elsewhere {
    /// The newest row that was looked at.
    seen: i64,
    /// What this session saved itself since then.
    own: BTreeSet<(RecordId, u32)>,
    /// The newest entry that was looked at, and what the worker could see and do by then.
    entry: u64,
    sight: Sight,
    /// What she could do when the session began.
    began: BTreeSet<Right>,
}

impl Elsewhere {
    /// Everything that is there now is known.
    pub fn from(db: &Connection, sight: Sight) -> Result<Self, VaultError> {
        let seen = db.query_row("SELECT coalesce(max(rowid), 0) FROM revision", [], |row| row.get(0))?;
        let began = sight.rights.clone();
        Ok(Self { seen, own: BTreeSet::new(), entry: audit::head(db)?.0, sight, began })
    }

    /// Whether the worker had a right when the session began.
    pub fn could(&self, right: Right) -> bool {
        self.began.contains(&right)
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

    /// The rights of the worker, when they or the cases that are hidden from her are others than when this
    /// was last asked. What is read and written goes by the new ones already.
    pub fn sight_changed(&self) -> Result<Option<BTreeSet<Right>>, VaultError> {
        let mut known = self.elsewhere.borrow_mut();
        let (newest, sight) = self.read(|db| {
            let newest = audit::head(db)?.0;
            let told = newest != known.entry && audit::tells_of_rights(db, known.entry)?;
            let sight = if told { Some(Sight::of(db, self.worker.id, &self.rules)?) } else { None };
            Ok((newest, sight))
        })?;
        known.entry = newest;
        let Some(sight) = sight.filter(|sight| *sight != known.sight) else { return Ok(None) };
        known.sight = sight;
        Ok(Some(known.sight.rights.clone()))
    }
}
