//! The numbered migrations of the database. Each runs in a transaction of its own and raises
//! `user_version` in it, so that a cut leaves the version before or after, never between.

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use super::database;
use super::error::VaultError;

/// The n-th brings the database from version n to n + 1. Only ever appended to.
const MIGRATIONS: &[&str] = &[
    include_str!("sql/001_start.sql"),
    include_str!("sql/002_passages.sql"),
    include_str!("sql/003_private.sql"),
    include_str!("sql/004_windows.sql"),
    include_str!("sql/005_workers.sql"),
    include_str!("sql/006_lists.sql"),
    include_str!("sql/007_words.sql"),
    include_str!("sql/008_filters.sql"),
    include_str!("sql/009_lighter.sql"),
];

/// The version that this program writes.
pub const LATEST: u32 = MIGRATIONS.len() as u32;

/// The version of a database.
///
/// # Errors
/// `Newer` when this program does not know it.
pub fn version(db: &Connection) -> Result<u32, VaultError> {
    let found: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > LATEST { Err(VaultError::Newer { found, known: LATEST }) } else { Ok(found) }
}

/// Memory for pages meanwhile, in KiB, as far as they fill it: no more than the key derivation took.
const PAGES: i64 = 96 * 1024;

/// After so many steps of SQLite's machine it is looked whether to go on.
const STEPS: i32 = 100_000;

/// Brings a database to the latest version, or as far as it has come when somebody leaves. The caller has made
/// a backup.
///
/// # Errors
/// `Io(Interrupted)` when somebody left; the database then has a version between, or the one before.
pub fn migrate_until(db: &mut Connection, left: &Arc<AtomicBool>) -> Result<(), VaultError> {
    let asked = Arc::clone(left);
    db.progress_handler(STEPS, Some(move || asked.load(Ordering::Relaxed)))?;
    database::keep_pages(db, Some(PAGES))?;
    let done = migrate_with(db, MIGRATIONS, left);
    database::keep_pages(db, None)?;
    db.progress_handler(STEPS, None::<fn() -> bool>)?;
    done
}

/// Brings a database to the latest version.
pub fn migrate(db: &Connection) -> Result<(), VaultError> {
    migrate_with(db, MIGRATIONS, &AtomicBool::default())
}

/// An empty database of a version, in memory: it tells what its tables look like.
///
/// # Errors
/// `Newer` when this program does not know the version.
pub fn empty(version: u32) -> Result<Connection, VaultError> {
    let known = MIGRATIONS.get(..version as usize);
    let known = known.ok_or(VaultError::Newer { found: version, known: LATEST })?;
    let db = database::in_memory()?;
    migrate_with(&db, known, &AtomicBool::default())?;
    Ok(db)
}

fn migrate_with(db: &Connection, migrations: &[&str], left: &AtomicBool) -> Result<(), VaultError> {
    let mut at: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for migration in migrations.iter().skip(at as usize) {
        if left.load(Ordering::Relaxed) {
            return Err(VaultError::Io(ErrorKind::Interrupted));
        }
        let change = database::begin(db)?;
        change.execute_batch(migration)?;
        at += 1;
        change.execute_batch(&format!("PRAGMA user_version = {at}"))?;
        change.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version_of(db: &Connection) -> u32 {
        db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn each_migration_runs_once_and_a_failing_one_leaves_the_version_before() {
        let db = Connection::open_in_memory().unwrap();
        let migrate_with = |db: &Connection, steps: &[&str]| migrate_with(db, steps, &AtomicBool::default());
        let steps =
            ["CREATE TABLE a (x)", "CREATE TABLE b (x); INSERT INTO a VALUES (1)", "CREATE TABLE a (x)"];
        migrate_with(&db, &steps[..1]).unwrap();
        assert_eq!(version_of(&db), 1);
        assert!(migrate_with(&db, &steps).is_err());
        assert_eq!(version_of(&db), 2);
        assert_eq!(db.query_row("SELECT count(*) FROM a", [], |row| row.get(0)), Ok(1));
        migrate_with(&db, &steps[..2]).unwrap();
        assert_eq!(db.query_row("SELECT count(*) FROM a", [], |row| row.get(0)), Ok(1));
    }

    #[test]
    fn a_newer_database_is_refused() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("PRAGMA user_version = 4711").unwrap();
        assert_eq!(version(&db), Err(VaultError::Newer { found: 4711, known: LATEST }));
    }
}
