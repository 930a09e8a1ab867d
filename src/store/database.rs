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

/// How often it is tried again while another has the database: about ten seconds, for a
/// disk that is slow and many who write.
const ATTEMPTS: i32 = 2_000;

/// Opens the database in `dir` with its raw key.
///
/// # Errors
/// `NotAVault` when the key does not fit the file (another vault's, or its first page is damaged).
pub fn open(dir: &Path, key: &LockedKey) -> Result<Connection, VaultError> {
    let path = dir.join(files::DATABASE);
    // The first opening sets up the cipher of the whole process, which must not happen twice at once.
    let _one_at_a_time = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut db = keyed(&path, key)?;
    match settle(&mut db) {
        Err(VaultError::Damaged(Part::Database)) => Err(VaultError::NotAVault),
        Err(error) => Err(error.at(&path)),
        Ok(()) => Ok(db),
    }
}

/// Opens a database file and gives it its raw key, and does nothing else yet: a copy that is only looked
/// at gets no log beside it.
pub fn open_copy(path: &Path, key: &LockedKey) -> Result<Connection, VaultError> {
    let _one_at_a_time = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    keyed(path, key)
}

/// A database that lies nowhere.
pub fn in_memory() -> Result<Connection, VaultError> {
    let _one_at_a_time = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    memory::zero_sqlite_memory();
    Ok(Connection::open_in_memory()?)
}

fn keyed(path: &Path, key: &LockedKey) -> Result<Connection, VaultError> {
    memory::zero_sqlite_memory();
    // Never CREATE: a file that has vanished must not come back as an empty database.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(|error| VaultError::from(error).at(path))?;
    // SQLite goes back to reading when it may not write, also for a moment: a session would never write again.
    if db.is_readonly(rusqlite::MAIN_DB)? {
        return Err(VaultError::NotWritable(path.to_owned()));
    }
    // First of all: SQLCipher writes its complaints to stderr, over the screen.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    give_key(&db, "key", key)?;
    Ok(db)
}

/// Opens a database that lies beside the vault's, without a log of its own.
pub fn open_beside(path: &Path, key: &LockedKey) -> Result<Connection, VaultError> {
    let db = open_copy(path, key)?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let _: String = db.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    db.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;")?;
    Ok(db)
}

/// Encrypts an open database anew, with another key.
pub fn rekey(db: &Connection, key: &LockedKey) -> Result<(), VaultError> {
    give_key(db, "rekey", key)
}

fn give_key(db: &Connection, pragma: &str, key: &LockedKey) -> Result<(), VaultError> {
    let mut statement = Zeroizing::new(String::with_capacity(96));
    let hex = Zeroizing::new(Hex(*key.bytes()).to_string());
    write!(statement, "PRAGMA {pragma} = \"x'{}'\"", *hex).map_err(|_| VaultError::Damaged(Part::Keys))?;
    Ok(db.execute_batch(&statement)?)
}

fn settle(db: &mut Connection) -> Result<(), VaultError> {
    // SQLite's own waiting makes two writers wait for each other's rhythm.
    db.busy_handler(Some(wait))?;
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

/// Waits a little, in uneven steps, while another connection has the database; false: long enough.
fn wait(attempt: i32) -> bool {
    if attempt >= ATTEMPTS {
        return false;
    }
    let jitter = seal::random::<1>().map_or(128, |[jitter]| jitter);
    // A commit takes some milliseconds: who sleeps much longer than that waits for nothing.
    let most = 2_u64 << attempt.clamp(0, 2);
    thread::sleep(Duration::from_millis(1 + u64::from(jitter) * most / 255));
    true
}

/// Begins a write, after waiting for others if need be.
///
/// # Errors
/// `Locked` when another still writes after about ten seconds.
pub fn begin(db: &Connection) -> Result<Transaction<'_>, VaultError> {
    Ok(Transaction::new_unchecked(db, TransactionBehavior::Immediate)?)
}

/// Moves everything from the write-ahead log into the database file. False: other sessions read or write,
/// so some of it stays in the log; nothing is lost by that.
pub fn checkpoint(db: &Connection) -> Result<bool, VaultError> {
    let busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(!busy)
}

/// A value of the `meta` table.
pub fn meta(db: &Connection, key: &str) -> Result<Option<String>, VaultError> {
    let mut statement = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let mut rows = statement.query([key])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// Lets a connection keep so many KiB of pages in memory while it works through much, or as many as usual.
pub fn keep_pages(db: &Connection, kib: Option<i64>) -> Result<(), VaultError> {
    Ok(db.execute_batch(&format!("PRAGMA cache_size = -{}", kib.unwrap_or(2000)))?)
}

/// Sets a value of the `meta` table.
pub fn set_meta(db: &Connection, key: &str, value: &str) -> Result<(), VaultError> {
    db.prepare_cached(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
    )?
    .execute([key, value])?;
    Ok(())
}
