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
const AT_ONCE: usize = 20_000;

/// How often it is told how many there are, in cases.
const TOLD: usize = 1_000;

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
    /// hears now and then how many are written. What a save brings with it, and whether the header is right,
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
        let last = self.read(|db| {
            database::keep_pages(db, Some(PAGES))?;
            Ok(db.query_row("SELECT coalesce(max(number), 0) FROM case_file", [], |row| row.get(0))?)
        })?;
        let saved = thread::scope(|scope| {
            let (ready, waiting) = sync_channel(READY);
            let (rules, key, author) = (&self.rules, &self.audit_key, self.worker.id);
            let maker = Maker { rules, key, author, words: HashMap::new() };
            scope.spawn(move || make_ready(cases, last, maker, &ready));
            self.write_ready(&waiting, now, progress)
        });
        self.read(|db| database::keep_pages(db, None))?;
        saved
    }

    fn write_ready(
        &self,
        waiting: &Receiver<Result<Ready, VaultError>>,
        now: Moment,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), VaultError> {
        let (mut written, mut waiting) = (0, waiting.iter().peekable());
        while waiting.peek().is_some() {
            self.write(now, |change| {
                self.must(change, Right::WriteCases)?;
                let mut entries = Vec::new();
                let counting = Counting::put_aside(change)?;
                for case in waiting.by_ref().take(AT_ONCE) {
                    self.write_whole(change, &case?, &mut entries)?;
                    written += 1;
                    if written % TOLD == 0 {
                        progress(written);
                    }
                }
                counting.catch_up(change)?;
                Ok(((), entries))
            })?;
        }
        if written % TOLD > 0 {
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

/// What counts each case and date for itself, put aside while very many are written: SQLite keeps what each
/// of these steps changes so that it could be taken back alone, which costs more than the step.
struct Counting {
    /// The triggers, as they are to be again.
    triggers: Vec<String>,
    /// The last number that is counted.
    last: u32,
}

impl Counting {
    fn put_aside(db: &Connection) -> Result<Self, VaultError> {
        let sql = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name IN ('case_counted', 'due_counted')";
        let triggers = rows::all(db, sql, [], |row| Ok(row.get(0)?))?;
        db.execute_batch("DROP TRIGGER case_counted; DROP TRIGGER due_counted;")?;
        let last = db.query_row("SELECT coalesce(max(number), 0) FROM case_file", [], |row| row.get(0))?;
        Ok(Self { triggers, last })
    }

    /// Counts what was written since, and lets everything be counted by itself again.
    fn catch_up(self, db: &Connection) -> Result<(), VaultError> {
        for counts in CATCH_UP {
            db.execute(counts, [self.last])?;
        }
        Ok(db.execute_batch(&self.triggers.join(";"))?)
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
