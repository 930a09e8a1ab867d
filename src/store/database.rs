//! The connection to `vault.db`: keyed before anything else, with the settings that were measured to keep
//! acknowledged commits through power cuts; and the beginning of a write.

use std::fmt::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use zeroize::Zeroizing;

use super::error::{Part, VaultError};
use super::hex::Hex;
use super::{files, seal};
use crate::memory::{self, LockedKey};

/// Held while a database is opened.
static OPENING: Mutex<()> = Mutex::new(());

/// How often the beginning of a write is tried while another has the database: about two seconds.
const ATTEMPTS: u32 = 40;

/// Opens the database in `dir` with its raw key.
///
/// # Errors
/// `NotAVault` when the key does not fit the file (another vault's, or its first page is damaged).
pub fn open(dir: &Path, key: &LockedKey) -> Result<Connection, VaultError> {
    let path = dir.join(files::DATABASE);
    memory::zero_sqlite_memory();
    // The first opening sets up the cipher of the whole process, which must not happen twice at once.
    let _one_at_a_time = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    // Never CREATE: a file that has vanished must not come back as an empty database.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(&path, flags).map_err(|error| VaultError::from(error).at(&path))?;
    // SQLite goes back to reading when it may not write, also for a moment: a session would never write again.
    if db.is_readonly(rusqlite::MAIN_DB)? {
        return Err(VaultError::NotWritable(path));
    }
    // First of all: SQLCipher writes its complaints to stderr, over the screen.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let mut statement = Zeroizing::new(String::with_capacity(96));
    let hex = Zeroizing::new(Hex(*key.bytes()).to_string());
    write!(statement, "PRAGMA key = \"x'{}'\"", *hex).map_err(|_| VaultError::Damaged(Part::Keys))?;
    db.execute_batch(&statement)?;
    match settle(&db) {
        Err(VaultError::Damaged(Part::Database)) => Err(VaultError::NotAVault),
        Err(error) => Err(error.at(&path)),
        Ok(()) => Ok(db),
    }
}

fn settle(db: &Connection) -> Result<(), VaultError> {
    // Our own waiting in `begin` is jittered; SQLite's makes two writers wait for each other's rhythm.
    db.busy_timeout(Duration::ZERO)?;
    db.set_prepared_statement_cache_capacity(64);
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(VaultError::NotWritable(Default::default()));
    }
    // FULL: with NORMAL four of five simulated power cuts lost commits that had been acknowledged.
    db.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
         PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;",
    )?;
    Ok(())
}

/// Begins a write, waiting in uneven steps while another connection writes.
///
/// # Errors
/// `Locked` when it still does after about two seconds.
pub fn begin(db: &Connection) -> Result<Transaction<'_>, VaultError> {
    for attempt in 0..ATTEMPTS {
        match Transaction::new_unchecked(db, TransactionBehavior::Immediate).map_err(VaultError::from) {
            Err(VaultError::Locked) => {
                let [jitter] = seal::random::<1>()?;
                let most = 8 << attempt.min(3);
                thread::sleep(Duration::from_millis(1 + u64::from(jitter) * most / 255));
            }
            other => return other,
        }
    }
    Err(VaultError::Locked)
}

/// Moves everything from the write-ahead log into the database file.
pub fn checkpoint(db: &Connection) -> Result<(), VaultError> {
    let busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy { Err(VaultError::Locked) } else { Ok(()) }
}

/// A value of the `meta` table.
pub fn meta(db: &Connection, key: &str) -> Result<Option<String>, VaultError> {
    let mut statement = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let mut rows = statement.query([key])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// Sets a value of the `meta` table.
pub fn set_meta(db: &Connection, key: &str, value: &str) -> Result<(), VaultError> {
    db.prepare_cached(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
    )?
    .execute([key, value])?;
    Ok(())
}
