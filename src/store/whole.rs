//! Writing whole cases: for a vault that is filled by a program. The entries in the audit chain, the
//! columns for lists and the counts are those of the same records saved one after the other. What does not
//! depend on what lies there already (texts, ids, MACs of versions) is made on a thread of its own, beside
//! the one that writes.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};

use super::audit::{Action, Entry};
use super::error::VaultError;
use super::saving::{CACHED, Version, cached, note_passages};
use super::vault::Vault;
use super::words::Words;
use super::{Rules, SaveRecord, WholeCase, carried, database, dates, new_record_id, rows, words};
use crate::memory::LockedKey;
use crate::record::{CaseFile, CaseLine, Header, Moment, Right, WorkerId};

/// Memory for pages while many cases are written, in KiB, as far as they fill it: their indexes are
/// written all over.
const PAGES: i64 = 512 * 1024;

/// How many cases are written in one transaction. Each writes the indexes anew almost as a whole, so few
/// large ones cost less.
const AT_ONCE: usize = 50_000;

/// How often it is told how far it is, in cases.
const TOLD: usize = 1_000;

/// After so many hundredths of the work the rows are there, and what follows each of them begins.
const FILLING: usize = 70;

/// So many cases are ready at most before they are written.
const READY: usize = 256;

/// Of so many answers at most the words are known.
const KNOWN: usize = 10_000;

/// A case of which nothing is left to compute.
struct Ready {
    case: CaseLine,
    /// The values of its row.
    row: Vec<Value>,
    records: Vec<ReadyRecord>,
    header: Header,
    changed_at: Moment,
}

struct ReadyRecord {
    version: Version,
    /// By which it is found.
    words: Words,
    at: Moment,
}

impl Vault {
    /// The header that the rules give a case on a day.
    pub fn header_of(&self, file: &CaseFile, today: NaiveDate) -> Header {
        (self.rules.header)(file, today)
    }

    /// Does work that fills a vault from nothing: what is written waits for the disk at the end and not each
    /// time. A power cut before that may lose all of it.
    ///
    /// # Errors
    /// Those of the work.
    pub fn fill<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        self.read(|db| Ok(db.execute_batch("PRAGMA synchronous = NORMAL")?))?;
        let done = work(self);
        self.read(|db| {
            db.execute_batch("PRAGMA synchronous = FULL")?;
            database::checkpoint(db)
        })?;
        done
    }

    /// Writes cases with all their records, some ten thousand of them or none of these at a time; `progress`
    /// hears now and then how far it is, in cases. What a save brings with it, and whether the header is right,
    /// is for the caller to know. Nobody else may begin a case meanwhile.
    ///
    /// # Errors
    /// Those of a save; what was written in earlier transactions stays.
    pub fn save_whole(
        &mut self,
        cases: impl Iterator<Item = WholeCase> + Send,
        now: Moment,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), VaultError> {
        let expected = cases.size_hint().1.unwrap_or(usize::MAX);
        let last: u32 = self.read(|db| {
            database::keep_pages(db, Some(PAGES))?;
            Ok(db.query_row("SELECT coalesce(max(number), 0) FROM case_file", [], |row| row.get(0))?)
        })?;
        let saved = thread::scope(|scope| {
            let (ready, waiting) = sync_channel(READY);
            let (rules, key, author) = (&self.rules, &self.audit_key, self.worker.id);
            let maker = Maker { rules, key, author, words: HashMap::new() };
            scope.spawn(move || make_ready(cases, last, maker, &ready));
            self.write_ready(&waiting, expected, now, progress)
        });
        self.read(|db| database::keep_pages(db, None))?;
        saved
    }

    fn write_ready(
        &self,
        waiting: &Receiver<Result<Ready, VaultError>>,
        expected: usize,
        now: Moment,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), VaultError> {
        let (mut written, mut waiting) = (0, waiting.iter().peekable());
        while waiting.peek().is_some() {
            written += self.write(now, |change| {
                self.must(change, Right::WriteCases)?;
                let (mut entries, mut here) = (Vec::new(), 0);
                let aside = Aside::put(change, AT_ONCE.min(expected.saturating_sub(written)))?;
                for case in waiting.by_ref().take(AT_ONCE) {
                    self.write_whole(change, &case?, &mut entries)?;
                    here += 1;
                    if here % TOLD == 0 {
                        progress(written + here * FILLING / 100);
                    }
                }
                let rest = (here * (100 - FILLING) / 100).checked_div(aside.steps()).unwrap_or(0);
                let mut told = written + here * FILLING / 100;
                aside.catch_up(change, &mut || {
                    told += rest;
                    if here >= TOLD {
                        progress(told);
                    }
                })?;
                Ok((here, entries))
            })?;
            progress(written);
        }
        Ok(())
    }

    fn write_whole(
        &self,
        change: &Transaction,
        ready: &Ready,
        entries: &mut Vec<Entry>,
    ) -> Result<(), VaultError> {
        insert_case(change, &ready.row)?;
        entries.push(Entry::on(Action::CaseOpened, ready.case.id));
        for ReadyRecord { version, words, at } in &ready.records {
            entries.push(self.append_version(change, version, Some(ready.case.id), *at)?);
            words::add(change, version.record, words)?;
        }
        note_passages(change, &ready.case, &ready.header, ready.changed_at)?;
        for due in &ready.header.dues {
            dates::insert(change, &ready.case, &ready.header, due)?;
        }
        for spent in &ready.header.spent {
            carried::insert(change, ready.case.id, spent)?;
        }
        Ok(())
    }
}

/// What follows each row by itself, put aside while very many are written. The triggers that count: SQLite keeps
/// what each of these steps changes so that it could be taken back alone, which costs more than the step. And
/// the indexes, where as many cases come as there are or more: to sort all rows at once costs less than to
/// find a place for one after the other.
struct Aside {
    /// How triggers and indexes were made, and are to be again.
    made_by: Vec<String>,
    /// The last number that is counted.
    last: u32,
}

impl Aside {
    /// `coming`: how many cases are about to be written at most.
    fn put(db: &Connection, coming: usize) -> Result<Self, VaultError> {
        let sql = "SELECT (SELECT coalesce(max(number), 0) FROM case_file),
                          (SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'cases')";
        let (last, cases): (u32, i64) = db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sql = "SELECT type, name, sql FROM sqlite_schema
                   WHERE type = 'trigger' AND name IN ('case_counted', 'due_counted')
                      OR ?1 AND type = 'index' AND sql IS NOT NULL
                         AND tbl_name IN ('case_file', 'record', 'revision', 'passage', 'due', 'spent')";
        let found: Vec<(String, String, String)> =
            rows::all(db, sql, [i64::try_from(coming).is_ok_and(|coming| coming >= cases)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        let drop = found.iter().map(|(kind, name, _)| format!("DROP {kind} {name};"));
        db.execute_batch(&drop.collect::<String>())?;
        Ok(Self { made_by: found.into_iter().map(|(.., sql)| sql).collect(), last })
    }

    /// Counts what was written since, and lets everything be followed by itself again.
    /// Each step is told when it is done.
    fn catch_up(self, db: &Connection, step: &mut dyn FnMut()) -> Result<(), VaultError> {
        for counts in CATCH_UP {
            db.execute(counts, [self.last])?;
            step();
        }
        for made_by in self.made_by {
            db.execute_batch(&made_by)?;
            step();
        }
        Ok(())
    }

    /// How many steps it takes to catch up.
    fn steps(&self) -> usize {
        CATCH_UP.len() + self.made_by.len()
    }
}

/// What `006_lists.sql` keeps of cases and dates, of those whose number is above `?1`.
const CATCH_UP: [&str; 9] = [
    "INSERT INTO tally SELECT 'cases', closed, '', count(*) FROM case_file WHERE number > ?1 GROUP BY closed
     ON CONFLICT DO UPDATE SET n = n + excluded.n",
    "INSERT INTO tally SELECT 'risk', coalesce(risk, ''), '', count(*) FROM case_file
     WHERE number > ?1 AND (NOT closed OR next_due IS NOT NULL) GROUP BY risk
     ON CONFLICT DO UPDATE SET n = n + excluded.n",
    "INSERT INTO tally SELECT 'manager', manager, '', count(*) FROM case_file
     WHERE number > ?1 AND manager IS NOT NULL AND (NOT closed OR next_due IS NOT NULL) GROUP BY manager
     ON CONFLICT DO UPDATE SET n = n + excluded.n",
    "INSERT INTO tally SELECT 'step', step, '', count(*) FROM case_file
     WHERE number > ?1 AND step IS NOT NULL AND NOT closed GROUP BY step
     ON CONFLICT DO UPDATE SET n = n + excluded.n",
    // In the order of their places: what comes before the last one begins a new part of the index.
    "INSERT INTO case_words (rowid, words) SELECT place, number || ' ' || folded FROM case_file
     WHERE number > ?1 ORDER BY place",
    "INSERT INTO tally SELECT 'comes', section, comes, count(*) FROM due WHERE number > ?1 GROUP BY section, comes
     ON CONFLICT DO UPDATE SET n = n + excluded.n",
    "INSERT INTO tally SELECT 'last', section, last, count(*) FROM due WHERE number > ?1 GROUP BY section, last
     ON CONFLICT DO UPDATE SET n = n + excluded.n",
    "INSERT INTO tally SELECT 'date', section, date, count(*) FROM due WHERE number > ?1 GROUP BY section, date
     ON CONFLICT DO UPDATE SET n = n + excluded.n",
    "INSERT INTO tally SELECT 'due step', step, '', count(*) FROM due WHERE number > ?1 AND step IS NOT NULL
     GROUP BY step ON CONFLICT DO UPDATE SET n = n + excluded.n",
];

/// Hands over one case after the other, numbered behind the last, until nobody takes them any more.
fn make_ready(
    cases: impl Iterator<Item = WholeCase>,
    last: u32,
    mut maker: Maker<'_>,
    ready: &SyncSender<Result<Ready, VaultError>>,
) {
    for (number, whole) in (last + 1..).zip(cases.filter(|whole| !whole.records.is_empty())) {
        if ready.send(maker.ready(whole, number)).is_err() {
            return;
        }
    }
}

/// What cases are made ready by.
struct Maker<'v> {
    rules: &'v Rules,
    key: &'v LockedKey,
    author: WorkerId,
    /// The words of answers that came already, by form and text: of many cases most records are alike.
    words: HashMap<(String, String), Words>,
}

impl Maker<'_> {
    fn words(&mut self, save: &SaveRecord, answers: &str) -> Words {
        let place = (save.form.clone(), answers.to_owned());
        if let Some(known) = self.words.get(&place) {
            return known.clone();
        }
        let words = Words::new((self.rules.words)(&save.form, true, &save.answers));
        if self.words.len() >= KNOWN {
            self.words.clear();
        }
        self.words.insert(place, words.clone());
        words
    }

    fn ready(&mut self, whole: WholeCase, number: u32) -> Result<Ready, VaultError> {
        let WholeCase { records, header } = whole;
        let opened_at = records.first().map(|(_, at)| *at).unwrap_or_default();
        let changed_at = records.last().map_or(opened_at, |(_, at)| *at);
        let case = CaseLine { id: new_record_id(opened_at), number, ..CaseLine::default() };
        let row = [
            Value::Blob(case.id.into_bytes().to_vec()),
            Value::Integer(number.into()),
            Value::Blob(self.author.into_bytes().to_vec()),
            Value::Integer(opened_at.timestamp_millis()),
            Value::Integer(changed_at.timestamp_millis()),
        ];
        let row = row.into_iter().chain(cached(self.rules.fold, number, &header)?).collect();
        let records = records.into_iter().map(|(save, at)| {
            let answers = rows::answers_text(&save.answers)?;
            let words = self.words(&save, &answers);
            Ok(ReadyRecord { version: Version::of(self.key, &save, 1, answers, at)?, words, at })
        });
        let records = records.collect::<Result<_, VaultError>>()?;
        Ok(Ready { case, row, records, header, changed_at })
    }
}

fn insert_case(db: &Connection, row: &[Value]) -> Result<(), VaultError> {
    let columns = ["id", "number", "author", "opened_at", "changed_at"].iter().chain(&CACHED);
    let columns: Vec<&str> = columns.copied().collect();
    let places = vec!["?"; columns.len()].join(", ");
    let insert = format!("INSERT INTO case_file ({}) VALUES ({places})", columns.join(", "));
    db.prepare_cached(&insert)?.execute(params_from_iter(row))?;
    Ok(())
}
