//! The walk along the whole chain, and what a repair vouches for.
//!
//! Out of a damaged vault come entries with gaps between them, and versions whose entries are lost. Its entry
//! `repaired` bears a MAC over exactly what was there that day: every entry, whether its version was there
//! as it was saved, and every version that no entry tells of any more. Before such an entry the chain is
//! good as long as that is still so, and after it as ever. That there was a repair, and how much was
//! missing, is always told: whoever takes entries away and writes such an entry has not hidden it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::versions::Versions;
use super::{Action, Entry, START, Stored, append_as, count};
use crate::memory::LockedKey;
use crate::record::WorkerId;
use crate::store::error::VaultError;
use crate::store::seal;

/// What a walk along the whole chain found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    pub entries: u64,
    /// The first entry that is missing, was changed, or does not follow from the one before.
    pub first_broken: Option<u64>,
    /// Saved revisions that are missing or differ from what the chain says was saved, and such that
    /// the chain does not know.
    pub changed_revisions: u64,
    pub repairs: Vec<Repair>,
}

/// A repair, as its entry tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// Milliseconds since 1970 (UTC).
    pub at: i64,
    /// Versions of records that were lost, as was found that day.
    pub versions: u64,
    /// Entries that are missing before it, and after the repair before.
    pub entries: u64,
}

/// Hears how many entries of how many were looked at; its error ends the walk.
pub type Told<'t> = dyn FnMut(u32, u32) -> Result<(), VaultError> + 't;

/// Walks along the chain and looks at every revision it tells of.
pub fn walk(db: &Connection, key: &LockedKey, told: &mut Told) -> Result<Walk, VaultError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM audit WHERE action = ?1 AND digest IS NOT NULL)";
    let vouched = db.query_row(sql, [Action::Repaired.id()], |row| row.get(0))?;
    let mut steps = Steps::along(db, key, vouched, told)?;
    let unlisted = steps.unlisted(db, key)?;
    if let Some((past, claim)) = steps.claim
        && seal::same_mac(&voucher(key, &past, &unlisted.0)?, &claim)
    {
        (steps.found.first_broken, steps.found.changed_revisions) = steps.since;
    } else {
        steps.found.changed_revisions += unlisted.1;
    }
    Ok(steps.found)
}

/// Writes that what is there now is all that could be saved out of a damaged vault: with the first number
/// that no entry had, of which `all` may have been there.
pub fn vouch(
    db: &Connection,
    key: &LockedKey,
    worker: WorkerId,
    at: i64,
    detail: String,
    all: u64,
) -> Result<(), VaultError> {
    let steps = Steps::along(db, key, true, &mut |_, _| Ok(()))?;
    let unlisted = steps.unlisted(db, key)?;
    let mac = voucher(key, &steps.past, &unlisted.0)?;
    let entry = Entry { digest: Some(mac), ..Entry::new(Action::Repaired).detail(detail) };
    append_as(db, key, worker, at, &entry, all.max(steps.last) + 1)
}

fn voucher(key: &LockedKey, past: &[u8; 32], unlisted: &[u8; 32]) -> Result<[u8; 32], VaultError> {
    seal::mac(key, &[b"repaired", past, unlisted])
}

/// What is known after a number of entries.
#[derive(Default)]
struct Steps {
    found: Walk,
    /// The number and the MAC of the last entry.
    last: u64,
    before: [u8; 32],
    /// Over all entries so far, and whether their versions are there.
    past: [u8; 32],
    /// Versions that the chain tells of; gathered when a repair vouches for the others.
    told: BTreeSet<([u8; 16], u32)>,
    saved: u64,
    /// How many entries are missing since the last repair.
    lost: u64,
    /// What the last repair vouched for: the past until then, and its MAC.
    claim: Option<([u8; 32], [u8; 32])>,
    /// What is wrong since the last repair: the first broken entry, changed revisions.
    since: (Option<u64>, u64),
    gather: bool,
}

impl Steps {
    fn along(db: &Connection, key: &LockedKey, gather: bool, told: &mut Told) -> Result<Self, VaultError> {
        let mut steps = Self { before: START, gather, ..Self::default() };
        let mut versions = Versions::of(db, key);
        let last = "SELECT coalesce(max(seq), 0) FROM audit";
        let all = db.query_row(last, [], |row| row.get(0)).unwrap_or(u32::MAX);
        let sql = "SELECT seq, at, worker, action, subject, detail, digest, mac FROM audit ORDER BY seq";
        let mut statement = db.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            steps.found.entries += 1;
            match Stored::read(row) {
                Ok((stored, mac)) => steps.step(&mut versions, key, &stored, &mac)?,
                Err(_) => {
                    steps.is_broken(steps.last + 1);
                    steps.past = seal::mac(key, &[&steps.past, b"unreadable"])?;
                }
            }
            told(u32::try_from(steps.last).unwrap_or(all).min(all), all)?;
        }
        Ok(steps)
    }

    fn is_broken(&mut self, number: u64) {
        self.found.first_broken.get_or_insert(number);
        self.since.0.get_or_insert(number);
    }

    fn step(
        &mut self,
        versions: &mut Versions,
        key: &LockedKey,
        stored: &Stored,
        mac: &[u8; 32],
    ) -> Result<(), VaultError> {
        let number = u64::try_from(stored.seq).unwrap_or_default();
        if number != self.last + 1 {
            self.lost += number.saturating_sub(self.last + 1);
            self.is_broken(self.last + 1);
        }
        let follows = seal::same_mac(&stored.mac(key, &self.before)?, mac);
        if !follows {
            self.is_broken(number);
        }
        let mut whole = true;
        if stored.action == Action::Repaired.id() {
            self.note_repair(stored, follows);
        } else if stored.digest.is_some() {
            self.saved += 1;
            whole = revision_matches(versions, stored)?;
            self.found.changed_revisions += u64::from(!whole);
            self.since.1 += u64::from(!whole);
            let told = stored.subject.zip(stored.revision());
            self.told.extend(told.filter(|_| self.gather));
        }
        (self.last, self.before) = (number, *mac);
        if self.gather {
            let own = stored.mac(key, &self.past)?;
            self.past = seal::mac(key, &[&own, mac, &[u8::from(whole)]])?;
        }
        Ok(())
    }

    fn note_repair(&mut self, stored: &Stored, follows: bool) {
        let versions = stored.detail.split(' ').next().and_then(|number| number.parse().ok());
        let (versions, entries) = (versions.unwrap_or_default(), std::mem::take(&mut self.lost));
        self.found.repairs.push(Repair { at: stored.at, versions, entries });
        if let Some(digest) = stored.digest.filter(|_| follows) {
            self.claim = Some((self.past, digest));
            self.since = (None, 0);
        }
    }

    /// A MAC over the versions that no entry tells of, and how many there are.
    fn unlisted(&self, db: &Connection, key: &LockedKey) -> Result<([u8; 32], u64), VaultError> {
        if !self.gather {
            let sql = "SELECT (SELECT count(*) FROM revision) + (SELECT count(*) FROM own_revision)";
            let all = count(db.query_row(sql, [], |row| row.get(0))?)?;
            return Ok((START, all.saturating_sub(self.saved)));
        }
        let (mut over, mut number) = (START, 0);
        let sql = "SELECT record, revision, CAST(answers AS BLOB) FROM revision
                   UNION ALL SELECT record, revision, sealed FROM own_revision ORDER BY 1, 2";
        let mut statement = db.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let place: ([u8; 16], u32) = (row.get(0)?, row.get(1)?);
            if !self.told.contains(&place) {
                let contents = row.get_ref(2)?.as_blob().unwrap_or_default();
                over = seal::mac(key, &[&over, &place.0, &place.1.to_be_bytes(), contents])?;
                number += 1;
            }
        }
        Ok((over, number))
    }
}

fn revision_matches(versions: &mut Versions, stored: &Stored) -> Result<bool, VaultError> {
    let (Some(record), Some(revision), Some(expected)) = (stored.subject, stored.revision(), stored.digest)
    else {
        return Ok(false);
    };
    if stored.action == Action::OwnSaved.id() {
        versions.own_matches(record, revision, &expected)
    } else {
        versions.matches(record, revision, &expected)
    }
}
