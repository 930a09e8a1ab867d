//! Out of a damaged vault everything that can still be read, into a new one. The damaged files are only
//! read. The new vault has the same keys; what was computed is computed anew; an entry in the audit chain
//! says that it was repaired.

mod cells;
mod known;
mod outcome;
mod pages;
mod shape;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::{Connection, ToSql, params};
use uuid::Uuid;

pub use self::outcome::{Counts, Salvaged, SalvagedCase};

use self::known::{Known, expect, learn_limit, learn_save};
use self::source::{Row, Source};
use super::audit;
use super::backup::must_be_empty;
use super::error::VaultError;
use super::files::{self, Hold, Lock};
use super::hex::Hex;
use super::keyfile::{Anchor, Keys, Unlocked};
use super::mark::Mark;
use super::progress::{Tell, tell_so_far};
use super::vault::Vault;
use super::{BackupError, Rules, Unlock, database, opening, rotation, schema};
use crate::form::Answers;
use crate::record::{Moment, WorkerId};

impl Vault {
    /// Makes a new vault in `into` of what can be read of the one in `dir`, which stays as it is.
    ///
    /// # Errors
    /// As opening, for the damaged one: `NotAVault` when no page of it can be authenticated. `Exists` when
    /// any part of a vault lies in `into`; `Io(Interrupted)` when `tell` says so. Whatever the error, no
    /// vault is there then.
    pub fn salvage(
        dir: &Path,
        into: &Path,
        with: Unlock,
        rules: Rules,
        today: NaiveDate,
        now: Moment,
        tell: &mut Tell,
    ) -> Result<Salvaged, VaultError> {
        empty(into)?;
        let held = Lock::take(dir, false, Hold::Alone)?;
        let mark = held.as_ref().and_then(Lock::mark);
        let (keys, unlocked, _) = opening::unlock(dir, with)?;
        let made = !into.exists();
        files::make_directory(into)?;
        let lock = Lock::take(into, true, Hold::Alone)?.ok_or(VaultError::Locked)?;
        empty(into)?;
        lock.forget()?;
        let built = build(dir, into, (keys, unlocked, mark), now, tell).inspect_err(|_| {
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
        vault.renew_anyway(today, now)?;
        vault.close(now)?;
        tell_so_far(tell, 1, 1, (99, 100))?;
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
    (mut keys, mut unlocked, mark): (Keys, Unlocked, Option<String>),
    now: Moment,
    tell: &mut Tell,
) -> Result<Salvaged, VaultError> {
    let staging = files::make_staging(into)?;
    let source = open_source(dir, &mut keys, &mut unlocked, tell)?;
    files::create_private(&staging.join(files::DATABASE))?;
    let db = database::open(&staging, &unlocked.database_key()?)?;
    schema::migrate(&db)?;
    // Rows come in any order; what refers to nothing is looked for at the end.
    db.execute_batch("PRAGMA foreign_keys = OFF")?;
    let change = database::begin(&db)?;
    let mut salvage = Salvage { source, into: &change, known: Known::default(), worker: unlocked.worker };
    let mut salvaged = salvage.run(&keys, tell)?;
    drop(salvage);
    let key = rotation::audit_key(&change, &unlocked)?;
    if let Some(mark) = mark.and_then(|text| Mark::read(&text, &key, keys.vault)) {
        salvaged.entries.lost = salvaged.entries.lost.max(mark.entries.saturating_sub(salvaged.entries.kept));
    }
    database::set_meta(&change, "vault", &keys.vault.to_string())?;
    database::set_meta(&change, "generation", &keys.generation.to_string())?;
    let lost: u64 = salvaged.cases.iter().map(|case| case.versions.lost).sum();
    let detail = format!("{} {}", lost + salvaged.elsewhere.lost, salvaged.entries.lost);
    let all = salvaged.entries.kept + salvaged.entries.lost;
    audit::vouch(&change, &key, unlocked.worker, now.timestamp_millis(), detail, all)?;
    change.commit()?;
    let (count, head) = audit::head(&db)?;
    keys.anchor = Anchor { count, head: Hex(head) };
    keys.generation += 1;
    keys.schema = schema::LATEST;
    database::checkpoint(&db)?;
    db.close().map_err(|(_, error)| error)?;
    files::write_keys(&staging, &keys.to_text(&unlocked)?)?;
    files::move_in(&staging, into)?;
    Ok(salvaged)
}

/// The damaged database, with the key that it has: a change of the key may have been cut off.
fn open_source(
    dir: &Path,
    keys: &mut Keys,
    unlocked: &mut Unlocked,
    tell: &mut Tell,
) -> Result<Source, VaultError> {
    match Source::open(dir, &unlocked.database_key()?, keys.schema, tell) {
        Err(VaultError::NotAVault) if keys.is_rotating() => {
            *unlocked = keys.next_of(unlocked).ok_or(VaultError::NoSuchWorker)?;
            keys.end_rotation();
            Source::open(dir, &unlocked.database_key()?, keys.schema, tell)
        }
        opened => {
            keys.give_up_rotation();
            opened
        }
    }
}

struct Salvage<'a> {
    source: Source,
    into: &'a Connection,
    known: Known,
    /// Who repairs it.
    worker: WorkerId,
}

impl Salvage<'_> {
    fn run(&mut self, keys: &Keys, tell: &mut Tell) -> Result<Salvaged, VaultError> {
        let entries = self.audit(keys)?;
        self.indexes()?;
        tell_so_far(tell, 1, 1, (50, 60))?;
        self.records()?;
        self.revisions()?;
        tell_so_far(tell, 1, 1, (60, 90))?;
        self.private()?;
        self.plain("draft")?;
        self.cases()?;
        for table in ["passage", "meta", "setting", "recent", "own_setting", "access"] {
            self.plain(table)?;
        }
        self.workers()?;
        self.limits()?;
        self.tidy()?;
        self.report(entries)
    }

    /// The chain as far as it can be read; what it tells of the records is a second list of them.
    fn audit(&mut self, keys: &Keys) -> Result<Counts, VaultError> {
        let (mut kept, mut last) = (0_u64, 0);
        let (into, known) = (self.into, &mut self.known);
        self.source.rows("audit", &mut |row| {
            if let Some(subject) = row.id("subject") {
                learn_save(known, subject, &row);
                learn_limit(known, subject, &row);
            }
            let new = insert(into, "audit", &row)?;
            kept += u64::from(new);
            last = row.number("seq").unwrap_or_default().max(last);
            Ok(())
        })?;
        let all = keys.anchor.count.max(u64::try_from(last).unwrap_or_default());
        Ok(Counts { kept, lost: all.saturating_sub(kept) })
    }

    /// Small trees beside the tables, which know of rows that can no longer be read there.
    fn indexes(&mut self) -> Result<(), VaultError> {
        let Known { places, numbers, .. } = &mut self.known;
        self.source.indexed("record", &["case_id", "id"], &mut |row| {
            if let Some(record) = row.id("id") {
                places.insert(record, row.id("case_id"));
            }
            Ok(())
        })?;
        self.source.indexed("case_file", &["number", "id"], &mut |row| {
            numbers.extend(row.id("id").zip(row.number("number")));
            Ok(())
        })
    }

    fn records(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        self.source.rows("record", &mut |row| {
            if let Some(id) = row.id("id") {
                known.records.insert(id);
                known.places.insert(id, row.id("case_id"));
                let newest = row.number("newest").and_then(|newest| u64::try_from(newest).ok());
                expect(&mut known.expected, id, newest.unwrap_or_default());
            }
            insert(into, "record", &row).map(drop)
        })
    }

    /// The versions themselves. A record whose own row is lost is made again from what else is known.
    fn revisions(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        self.source.rows("revision", &mut |row| {
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
                known.made.insert(id);
            }
            if known.made.contains(&id) {
                into.execute(
                    "UPDATE record SET created_at = min(created_at, ?2) WHERE id = ?1",
                    params![id.as_bytes(), row.number("saved_at")],
                )?;
            }
            expect(&mut known.expected, id, u64::try_from(number).unwrap_or_default());
            insert(into, "revision", &row).map(drop)
        })
    }

    /// What the worker wrote for herself stays sealed.
    fn private(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        self.source.rows("own_revision", &mut |row| {
            if !insert(into, "own_revision", &row)? {
                return Ok(());
            }
            if let Some(id) = row.id("record") {
                *known.own.entry(id).or_default() += 1;
                let number = row.number("revision").and_then(|number| u64::try_from(number).ok());
                expect(&mut known.own_expected, id, number.unwrap_or_default());
            }
            Ok(())
        })?;
        self.plain("own_draft")
    }

    /// The cases; one whose own row is lost is made again, since all that counts is in its records.
    fn cases(&mut self) -> Result<(), VaultError> {
        let (into, known) = (self.into, &mut self.known);
        let cases = &mut known.cases;
        self.source.rows("case_file", &mut |row| {
            if insert(into, "case_file", &row)? {
                cases.extend(row.id("id"));
            }
            Ok(())
        })?;
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

    /// A table as it is.
    fn plain(&mut self, table: &str) -> Result<(), VaultError> {
        let into = self.into;
        self.source.rows(table, &mut |row| insert(into, table, &row).map(drop))
    }

    /// The workers; of one whose row is lost the name stands at what she wrote.
    fn workers(&mut self) -> Result<(), VaultError> {
        self.plain("worker")?;
        self.into.execute_batch(
            "INSERT OR IGNORE INTO worker (id, name, created_at)
                 SELECT author, author_name, min(saved_at) FROM revision GROUP BY author;
             INSERT OR IGNORE INTO worker (id, name, created_at)
                 SELECT author, '', 0 FROM case_file UNION SELECT author, '', 0 FROM draft
                 UNION SELECT author, '', 0 FROM own_revision UNION SELECT author, '', 0 FROM setting;",
        )?;
        self.into.execute(
            "INSERT OR IGNORE INTO worker (id, name, created_at) VALUES (?1, '', 0)",
            [self.worker.as_bytes()],
        )?;
        Ok(())
    }

    /// A case of which the chain says that it is limited, and of which it is lost to whom: it is seen by
    /// whoever repairs it alone, who can open it to the others again.
    fn limits(&mut self) -> Result<(), VaultError> {
        self.into.execute_batch(
            "DELETE FROM access WHERE case_id NOT IN (SELECT id FROM case_file)
                 OR worker NOT IN (SELECT id FROM worker) OR given_by NOT IN (SELECT id FROM worker);",
        )?;
        for (case, (_, workers)) in &self.known.limited {
            let sql = "SELECT count(*) FROM access WHERE case_id = ?1";
            let kept: i64 = self.into.query_row(sql, [case.as_bytes()], |row| row.get(0))?;
            if *workers > 0 && kept == 0 && self.known.cases.contains(case) {
                self.into.execute(
                    "INSERT INTO access (case_id, worker, given_by, given_at) VALUES (?1, ?2, ?2, 0)",
                    params![case.as_bytes(), self.worker.as_bytes()],
                )?;
            }
        }
        Ok(())
    }

    /// What refers to nothing goes, what is counted is counted anew.
    fn tidy(&mut self) -> Result<(), VaultError> {
        self.into.execute_batch(
            "DELETE FROM record WHERE NOT EXISTS (SELECT 1 FROM revision v WHERE v.record = record.id);
             UPDATE record SET newest = (SELECT max(revision) FROM revision v WHERE v.record = record.id);
             DELETE FROM recent WHERE case_id NOT IN (SELECT id FROM case_file)
                 OR worker NOT IN (SELECT id FROM worker);
             DELETE FROM own_draft WHERE author NOT IN (SELECT id FROM worker);
             DELETE FROM own_setting WHERE author NOT IN (SELECT id FROM worker);
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

/// A row as it was; one that is there already stays. Says whether it is new.
fn insert(into: &Connection, table: &str, row: &Row) -> Result<bool, VaultError> {
    let mut columns = row.columns.join(", ");
    let mut places = vec!["?"; row.columns.len()].join(", ");
    let mut values: Vec<&dyn ToSql> = row.values.iter().map(|value| value as &dyn ToSql).collect();
    if let Some(number) = &row.number {
        columns.push_str(", rowid");
        places.push_str(", ?");
        values.push(number);
    }
    let sql = format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})");
    Ok(into.prepare_cached(&sql)?.execute(&values[..])? > 0)
}
