//! The look at a whole vault: every page, the audit chain with every version it tells of, the structure of
//! each table and its indexes. It reads everything, and keeps nothing of it in memory.

use std::ops::ControlFlow;

use rusqlite::{Connection, Params};

use super::audit::{self, Repair};
use super::error::VaultError;
use super::keyfile::Anchor;
use super::progress::{Tell, tell_so_far};
use super::vault::Vault;
use super::{database, rows};

/// Memory for pages meanwhile, in KiB: each row of a table is looked for in its indexes, all over.
const PAGES: i64 = 64 * 1024;

/// Until which per cent each part leads, by how long it takes.
const CHAIN: u8 = 30;
const TABLES: u8 = 85;

/// What `Vault::verify` found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Entries in the audit chain.
    pub entries: u64,
    /// The first entry that is missing, was changed, or does not follow from the one before.
    pub first_broken: Option<u64>,
    /// Revisions that are not what the audit chain says was saved.
    pub changed_revisions: u64,
    /// The chain contains what was anchored in the key file.
    pub anchored: bool,
    /// Pages of the database whose authentication fails.
    pub bad_pages: u64,
    /// Complaints of SQLite about structure and references.
    pub bad_structure: u64,
    /// Each time that this vault was saved out of a damaged one. What was missing then is nothing that is
    /// wrong now, and is never left unsaid.
    pub repairs: Vec<Repair>,
}

impl VerifyReport {
    /// Nothing is wrong.
    pub fn is_good(&self) -> bool {
        let Self { first_broken, changed_revisions, anchored, bad_pages, bad_structure, .. } = self;
        first_broken.is_none() && *anchored && *changed_revisions + bad_pages + bad_structure == 0
    }
}

impl Vault {
    /// Checks the audit chain, the anchor, every page and the structure of the database.
    pub fn verify(&mut self) -> Result<VerifyReport, VaultError> {
        self.verify_telling(&mut |_| ControlFlow::Continue(()))
    }

    /// The same for who waits for it: `tell` hears how far it is.
    ///
    /// # Errors
    /// Those of reading; `Io(Interrupted)` when `tell` says so.
    pub fn verify_telling(&mut self, tell: &mut Tell) -> Result<VerifyReport, VaultError> {
        let report = self.read(|db| {
            database::keep_pages(db, Some(PAGES))?;
            let report = self.look(db, tell);
            database::keep_pages(db, None)?;
            report
        })?;
        if report.bad_pages > 0 {
            self.reopen();
        }
        Ok(report)
    }

    fn look(&self, db: &Connection, tell: &mut Tell) -> Result<VerifyReport, VaultError> {
        // Pages that are still in the log are not checked: they are moved over first.
        database::checkpoint(db)?;
        let bad_pages = complaints(db, "PRAGMA cipher_integrity_check", [])?;
        if bad_pages > 0 {
            return Ok(VerifyReport { bad_pages, ..VerifyReport::default() });
        }
        let walk =
            audit::walk(db, &self.audit_key, &mut |done, all| tell_so_far(tell, done, all, (0, CHAIN)))?;
        let Anchor { count, head } = &self.keys.anchor;
        Ok(VerifyReport {
            entries: walk.entries,
            first_broken: walk.first_broken,
            changed_revisions: walk.changed_revisions,
            anchored: audit::reaches(db, *count, &head.0)?,
            bad_pages,
            repairs: walk.repairs,
            bad_structure: bad_structure(db, tell)?,
        })
    }
}

/// Complaints of SQLite. First about the trees of all tables and the pages that no table has; then, if there
/// are none, table by table about rows, their indexes and references.
fn bad_structure(db: &Connection, tell: &mut Tell) -> Result<u64, VaultError> {
    let trees = "SELECT 1 FROM pragma_quick_check WHERE quick_check <> 'ok'";
    let mut found = complaints(db, trees, [])?;
    if found > 0 {
        return Ok(found);
    }
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let names: Vec<String> = rows::all(db, names, [], |row| Ok(row.get(0)?))?;
    let checks = [
        ("SELECT 1 FROM pragma_integrity_check(?1) WHERE integrity_check <> 'ok'", CHAIN, TABLES),
        ("SELECT 1 FROM pragma_foreign_key_check(?1)", TABLES, 100),
    ];
    let work = names.iter().map(|name| weight(db, name)).collect::<Result<Vec<_>, _>>()?;
    let all = work.iter().sum::<u64>().max(1);
    for (check, from, to) in checks {
        let mut done = 0;
        for (name, work) in names.iter().zip(&work) {
            found += complaints(db, check, [name])?;
            done += work;
            let percent = u64::from(to - from) * done / all;
            tell_so_far(tell, 1, 1, (from, from + u8::try_from(percent).unwrap_or_default()))?;
        }
    }
    Ok(found)
}

/// How much there is to look at in a table: its rows, in the table and in each of its indexes.
fn weight(db: &Connection, table: &str) -> Result<u64, VaultError> {
    let rows = format!("SELECT count(*) FROM \"{table}\"");
    let indexes = "SELECT count(*) FROM pragma_index_list(?1)";
    let count = |sql: &str, params: &[&str]| -> Result<u64, VaultError> {
        Ok(u64::try_from(db.query_row(sql, rusqlite::params_from_iter(params), |row| row.get::<_, i64>(0))?)
            .unwrap_or_default())
    };
    Ok(count(&rows, &[])? * (1 + count(indexes, &[table])?))
}

/// How many rows a check answers with.
fn complaints(db: &Connection, check: &str, params: impl Params) -> Result<u64, VaultError> {
    let mut statement = db.prepare(check)?;
    let mut rows = statement.query(params)?;
    let mut count = 0;
    while rows.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}
