//! How far the database had come when something was last written in it, kept in the lock file.
//!
//! The anchor in the key file is written when a session begins and ends. What is saved in between lies in
//! the log alone: if the log is removed, or cut off exactly at the end of a save, the database looks whole.
//! So after each commit a line is written here, without waiting for the disk. The commit was on the disk
//! before: a mark that outlives a power cut never tells of more than was saved, and after a kill it tells
//! of all of it. What it names and the database lacks was lost. An older mark, or none, says nothing.

use rusqlite::Connection;
use uuid::Uuid;

use super::error::VaultError;
use super::hex::Hex;
use super::{audit, database, seal};
use crate::memory::LockedKey;

/// What `meta` calls the count of writes that have no entry in the audit chain, such as drafts.
const QUIET: &str = "quiet_writes";
const MAGIC: &str = "vaka-mark 1";
/// More than a mark has (bytes).
pub const LONGEST: usize = 512;

/// The end of everything that was written, when it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    vault: Uuid,
    /// Entries in the audit chain, and the MAC of the last.
    pub entries: u64,
    head: [u8; 32],
    /// Writes without an entry.
    quiet: u64,
}

impl Mark {
    /// The end of what is written in this transaction, which is counted if it is `quiet`.
    pub fn next(change: &Connection, vault: Uuid, quiet: bool) -> Result<Self, VaultError> {
        let (entries, head) = audit::head(change)?;
        let count = quiet_writes(change)? + u64::from(quiet);
        if quiet {
            database::set_meta(change, QUIET, &count.to_string())?;
        }
        Ok(Self { vault, entries, head, quiet: count })
    }

    /// Reads a mark; `None` when it is torn, of another vault, or not of this program.
    pub fn read(text: &str, key: &LockedKey, vault: Uuid) -> Option<Self> {
        let (body, mac) = text.trim_end().rsplit_once(' ')?;
        let known = seal::mac(key, &[body.as_bytes()]).ok()?;
        if !seal::same_mac(&known, &Hex::<32>::parse(mac)?.0) {
            return None;
        }
        let mut parts = body.strip_prefix(MAGIC)?.split_whitespace();
        let mut next = || parts.next();
        let mark = Self {
            vault: next()?.parse().ok()?,
            entries: next()?.parse().ok()?,
            quiet: next()?.parse().ok()?,
            head: Hex::parse(next()?)?.0,
        };
        (mark.vault == vault).then_some(mark)
    }

    /// The line in the file: always as long, so that a newer one covers an older one.
    pub fn text(&self, key: &LockedKey) -> Result<String, VaultError> {
        let Self { vault, entries, head, quiet } = self;
        let body = format!("{MAGIC} {vault} {entries:020} {quiet:020} {}", Hex(*head));
        let mac = Hex(seal::mac(key, &[body.as_bytes()])?);
        Ok(format!("{body} {mac}\n"))
    }

    /// Whether a database holds everything that was written then.
    pub fn is_reached(&self, db: &Connection) -> Result<bool, VaultError> {
        Ok(quiet_writes(db)? >= self.quiet && audit::reaches(db, self.entries, &self.head)?)
    }
}

fn quiet_writes(db: &Connection) -> Result<u64, VaultError> {
    Ok(database::meta(db, QUIET)?.and_then(|text| text.parse().ok()).unwrap_or_default())
}
