//! Out of a damaged vault everything that can still be read, into a new one. The damaged files are only
//! read. The new vault has the same keys; what was computed is computed anew; an entry in the audit chain
//! says that it was repaired.

mod known;
mod outcome;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use uuid::Uuid;

pub use self::outcome::{Counts, Salvaged, SalvagedCase};

use self::known::{Known, expect, learn_save};
use self::source::{Row, Source};
use super::audit::{self, Action, Entry};
use super::backup::must_be_empty;
use super::error::VaultError;
use super::files::{self, Hold, Lock};
use super::hex::Hex;
use super::keyfile::{Anchor, Keys, Unlocked};
use super::vault::Vault;
use super::{BackupError, Rules, Unlock, database, opening, rotation, schema};
use crate::form::Answers;
use crate::record::{Moment, WorkerId};

/// Where the damaged database is copied to while it is read.
const WORK: &str = "damaged";

impl Vault {
    /// Makes a new vault in `into` of what can be read of the one in `dir`, which stays as it is.
    ///
    /// # Errors
    /// As opening, for the damaged one: `NotAVault` when its very first page is gone. `Exists` when any
    /// part of a vault lies in `into`. Whatever the error, no vault is there then.
    pub fn salvage(
        dir: &Path,
        into: &Path,
        with: Unlock,
        rules: Rules,
        today: NaiveDate,
        now: Moment,
    ) -> Result<Salvaged, VaultError> {
        empty(into)?;
        let _held = Lock::take(dir, false, Hold::Alone)?;
        let (keys, unlocked, _) = opening::unlock(dir, with)?;
        let made = !into.exists();
        files::make_directory(into)?;
        let lock = Lock::take(into, true, Hold::Alone)?.ok_or(VaultError::Locked)?;
        empty(into)?;
        lock.forget()?;
        let built = build(dir, into, keys, &unlocked, now).inspect_err(|_| {
            files::abandon_creation(into);
            if made {
                let _ = fs::remove_file(into.join(files::LOCK));
                let _ = fs::remove_dir(into);
            }
        });
        let salvaged = built.map_err(|error| error.at(into))?;
        drop(lock);
        let mut vault = Self::open(into, with, rules, now)?;
        vault.manage_again(now)?;
        vault.refresh_headers(today, now)?;
        vault.close(now)?;
        Ok(salvaged)
    }
}

fn empty(dir: &Path) -> Result<(), VaultError> {
    must_be_empty(dir).map_err(|error| match error {
        BackupError::Vault(error) => error,
        _ => VaultError::Exists,
    })
}

fn build(
    dir: &Path,
    into: &Path,
    mut keys: Keys,
    unlocked: &Unlocked,
    now: Moment,
) -> Result<Salvaged, VaultError> {
    let staging = files::make_staging(into)?;
    let work = staging.join(WORK);
    let source = Source::copy(dir, &work, unlocked.database_key()?)?;
    files::create_private(&staging.join(files::DATABASE))?;
    let db = database::open(&staging, &unlocked.database_key()?)?;
    schema::migrate(&db)?;
    // Rows come in the order in which they can be read; what refers to nothing is looked for at the end.
    db.execute_batch("PRAGMA foreign_keys = OFF")?;
    let change = database::begin(&db)?;
    let mut salvage = Salvage { source, into: &change, known: Known::default(), worker: unlocked.worker };
    let salvaged = salvage.run(&keys)?;
    drop(salvage);
    database::set_meta(&change, "vault", &keys.vault.to_string())?;
    database::set_meta(&change, "generation", &keys.generation.to_string())?;
    let lost: u64 = salvaged.cases.iter().map(|case| case.versions.lost).sum();
    let detail = format!("{} {}", lost + salvaged.elsewhere.lost, salvaged.entries.lost);
    let entry = Entry::new(Action::Repaired).detail(detail);
    audit::append(
        &change,
        &rotation::audit_key(&change, unlocked)?,
        unlocked.worker,
        now.timestamp_millis(),
        &entry,
    )?;
    change.commit()?;
    let (count, head) = audit::head(&db)?;
    keys.anchor = Anchor { count, head: Hex(head) };
    keys.generation += 1;
    keys.schema = schema::LATEST;
    database::checkpoint(&db)?;
    db.close().map_err(|(_, error)| error)?;
    fs::remove_dir_all(&work)?;
    files::write_keys(&staging, &keys.to_text(unlocked)?)?;
    files::move_in(&staging, into)?;
    Ok(salvaged)
}

struct Salvage<'a> {
    source: Source,
    into: &'a Connection,
    known: Known,
    /// Who repairs it.
    worker: WorkerId,
}

impl Salvage<'_> {
    fn run(&mut self, keys: &Keys) -> Result<Salvaged, VaultError> {
        let entries = self.audit(keys)?;
        self.indexes()?;
        self.records()?;
        self.revisions()?;
        self.private()?;
        self.plain("draft")?;
        self.cases()?;
        self.plain("passage")?;
        for (table, key) in [
            ("meta", "key"),
            ("setting", "key"),
            ("recent", "case_id"),
            ("own_setting", "author"),
            ("access", "case_id"),
        ] {
            self.small(table, key)?;
        }
        self.workers()?;
        self.tidy()?;
        self.report(entries)
    }

    /// The chain as far as it can be read; what it tells of the records is a second list of them.
    fn audit(&mut self, keys: &Keys) -> Result<Counts, VaultError> {
        let (mut kept, mut last) = (0_u64, 0);
        let (into, known) = (self.into, &mut self.known);
        let columns = self.source.columns("audit");
        self.source.numbered("audit", &columns, &mut |row| {
            if let Some(subject) = row.id("subject") {
                known.subjects.insert(subject);
                learn_save(known, subject, &row);
            }
            kept += 1;
            last = row.number("seq").unwrap_or(last);
            insert(into, "audit", &row)
        })?;
        let all = keys.anchor.count.max(u64::try_from(last).unwrap_or_default());
        Ok(Counts { kept, lost: all.saturating_sub(kept) })
    }

    /// Small trees beside the tables, which know of rows that can no longer be read there.
    fn indexes(&mut self) -> Result<(), VaultError> {
        let places = &mut self.known.places;
        let sql = "SELECT case_id, id FROM record INDEXED BY record_of_case";
        self.source.both_ends(sql, "case_id, id", &mut |values| {
            let mut ids = values.into_iter().map(as_id);
            if let (Some(case), Some(Some(record))) = (ids.next(), ids.next()) {
                places.insert(record, case);
            }
        })?;
        let numbers = &mut self.known.numbers;
        let sql = "SELECT number, id FROM case_file INDEXED BY sqlite_autoindex_case_file_2";
        self.source.both_ends(sql, "number", &mut |values| {
            if let [Value::Integer(number), Value::Blob(id)] = &values[..]
                && let Ok(id) = Uuid::from_slice(id)
            {
                numbers.insert(id, *number);
            }
        })?;
        Ok(())
    }

    fn records(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        let candidates: BTreeSet<Uuid> = known.places.keys().chain(&known.subjects).copied().collect();
        let columns = self.source.columns("record");
        self.source.keyed("record", "id", &columns, &candidates, &mut |row| {
            if let Some(id) = row.id("id") {
                known.records.insert(id);
                known.places.insert(id, row.id("case_id"));
                let newest = row.number("newest").and_then(|newest| u64::try_from(newest).ok());
                expect(&mut known.expected, id, newest.unwrap_or_default());
            }
            insert(into, "record", &row)
        })
    }

    /// The versions themselves. A record whose own row is lost is made again from what else is known.
    fn revisions(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        let columns = self.source.columns("revision");
        self.source.numbered("revision", &columns, &mut |row| {
            let (Some(id), Some(answers)) = (row.id("record"), row.text("answers")) else { return Ok(()) };
            if serde_json::from_str::<Answers>(answers).is_err() {
                return Ok(());
            }
            let number = row.number("revision").unwrap_or_default();
            if !known.records.contains(&id) {
                let Some(form) = known.forms.get(&id) else {
                    known.homeless += 1;
                    return Ok(());
                };
                let case = known.places.get(&id).copied().flatten().map(Uuid::into_bytes);
                into.execute(
                    "INSERT INTO record (id, case_id, form, created_at, newest) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![id.as_bytes(), case, form, row.number("saved_at"), number],
                )?;
                known.records.insert(id);
            }
            expect(&mut known.expected, id, u64::try_from(number).unwrap_or_default());
            insert(into, "revision", &row)
        })
    }

    /// What the worker wrote for herself stays sealed.
    fn private(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        let columns = self.source.columns("own_revision");
        self.source.numbered("own_revision", &columns, &mut |row| {
            if let Some(id) = row.id("record") {
                *known.own.entry(id).or_default() += 1;
                let number = row.number("revision").and_then(|number| u64::try_from(number).ok());
                expect(&mut known.own_expected, id, number.unwrap_or_default());
            }
            insert(into, "own_revision", &row)
        })?;
        self.plain("own_draft")
    }

    /// The cases; one whose own row is lost is made again, since all that counts is in its records.
    fn cases(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        let mut candidates: BTreeSet<Uuid> = known.numbers.keys().chain(&known.subjects).copied().collect();
        candidates.extend(known.places.values().flatten());
        let columns = self.source.columns("case_file");
        let mut cases = BTreeSet::new();
        self.source.keyed("case_file", "id", &columns, &candidates, &mut |row| {
            cases.extend(row.id("id"));
            insert(into, "case_file", &row)
        })?;
        known.cases = cases;
        let highest: i64 =
            into.query_row("SELECT coalesce(max(number), 0) FROM case_file", [], |row| row.get(0))?;
        let mut next = 1 + known.numbers.values().copied().max().unwrap_or_default().max(highest);
        let sql = "SELECT case_id, min(created_at) FROM record WHERE case_id IS NOT NULL GROUP BY case_id
                   UNION SELECT case_id, saved_at FROM draft WHERE case_id IS NOT NULL";
        let mut statement = into.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, opened) = (Uuid::from_bytes(row.get(0)?), row.get::<_, i64>(1)?);
            if !known.cases.insert(id) {
                continue;
            }
            let number = known.numbers.get(&id).copied().unwrap_or_else(|| {
                known.renumbered.insert(id);
                next += 1;
                next - 1
            });
            into.execute(
                "INSERT INTO case_file (id, number, author, opened_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?4)",
                params![id.as_bytes(), number, self.worker.as_bytes(), opened],
            )?;
        }
        Ok(())
    }

    /// A table with row numbers, as it is.
    fn plain(&mut self, table: &str) -> Result<(), VaultError> {
        let into = self.into;
        let columns = self.source.columns(table);
        if columns.is_empty() {
            return Ok(());
        }
        self.source.numbered(table, &columns, &mut |row| insert(into, table, &row))
    }

    /// A small table that nothing depends on, from both ends.
    fn small(&mut self, table: &str, key: &str) -> Result<(), VaultError> {
        let into = self.into;
        let columns = self.source.columns(table);
        if columns.is_empty() {
            return Ok(());
        }
        let (sql, mut result) = (format!("SELECT {} FROM {table}", columns.join(", ")), Ok(()));
        self.source.both_ends(&sql, key, &mut |values| {
            if result.is_ok() {
                result = insert(into, table, &Row { columns: &columns, values });
            }
        })?;
        result
    }

    /// The workers; of one whose row is lost the name stands at what she wrote.
    fn workers(&mut self) -> Result<(), VaultError> {
        let into = self.into;
        let columns = self.source.columns("worker");
        let known = BTreeSet::new();
        self.source.keyed("worker", "id", &columns, &known, &mut |row| insert(into, "worker", &row))?;
        into.execute_batch(
            "INSERT OR IGNORE INTO worker (id, name, created_at)
                 SELECT author, author_name, min(saved_at) FROM revision GROUP BY author;",
        )?;
        into.execute(
            "INSERT OR IGNORE INTO worker (id, name, created_at) VALUES (?1, '', 0)",
            [self.worker.as_bytes()],
        )?;
        Ok(())
    }

    /// What refers to nothing goes, what is counted is counted anew.
    fn tidy(&mut self) -> Result<(), VaultError> {
        self.into.execute_batch(
            "DELETE FROM record WHERE NOT EXISTS (SELECT 1 FROM revision v WHERE v.record = record.id);
             UPDATE record SET newest = (SELECT max(revision) FROM revision v WHERE v.record = record.id);
             DELETE FROM recent WHERE case_id NOT IN (SELECT id FROM case_file);
             DELETE FROM due;
             DELETE FROM meta WHERE key = 'rules';
             UPDATE case_file SET
                 phase = coalesce((SELECT became FROM passage p WHERE p.case_id = case_file.id
                     AND p.kind = 'phase' ORDER BY at DESC, rowid DESC LIMIT 1), ''),
                 stage = coalesce((SELECT became FROM passage p WHERE p.case_id = case_file.id
                     AND p.kind = 'stage' ORDER BY at DESC, rowid DESC LIMIT 1), ''),
                 closed = coalesce((SELECT became = 'closed' FROM passage p WHERE p.case_id = case_file.id
                     AND p.kind = 'closed' ORDER BY at DESC, rowid DESC LIMIT 1), 0)
                 WHERE phase = '';",
        )?;
        Ok(())
    }

    fn report(&mut self, entries: Counts) -> Result<Salvaged, VaultError> {
        let known = &self.known;
        let mut of_cases: BTreeMap<Uuid, Counts> = BTreeMap::new();
        let mut elsewhere = Counts { kept: 0, lost: known.homeless };
        let mut statement = self.into.prepare("SELECT count(*) FROM revision WHERE record = ?1")?;
        for (record, expected) in &known.expected {
            let kept: i64 = statement.query_row([record.as_bytes()], |row| row.get(0))?;
            let kept = u64::try_from(kept).unwrap_or_default();
            let counts = match known.places.get(record).copied().flatten() {
                Some(case) => of_cases.entry(case).or_default(),
                None => &mut elsewhere,
            };
            counts.kept += kept;
            counts.lost += expected.saturating_sub(kept);
        }
        for (record, expected) in &known.own_expected {
            let kept = known.own.get(record).copied().unwrap_or_default();
            elsewhere.kept += kept;
            elsewhere.lost += expected.saturating_sub(kept);
        }
        let mut cases = Vec::new();
        let mut statement = self.into.prepare("SELECT id, number FROM case_file ORDER BY number")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, number) = (Uuid::from_bytes(row.get(0)?), row.get::<_, u32>(1)?);
            let versions = of_cases.remove(&id).unwrap_or_default();
            cases.push(SalvagedCase { number, renumbered: known.renumbered.contains(&id), versions });
        }
        for (_, left) in of_cases {
            elsewhere.kept += left.kept;
            elsewhere.lost += left.lost;
        }
        Ok(Salvaged { cases, elsewhere, entries })
    }
}

fn as_id(value: Value) -> Option<Uuid> {
    match value {
        Value::Blob(bytes) => Uuid::from_slice(&bytes).ok(),
        _ => None,
    }
}

/// A row as it was; one that is there already stays.
fn insert(into: &Connection, table: &str, row: &Row) -> Result<(), VaultError> {
    let places = vec!["?"; row.columns.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({places})", row.columns.join(", "));
    into.prepare_cached(&sql)?.execute(params_from_iter(&row.values))?;
    Ok(())
}
