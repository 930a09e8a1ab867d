//! The words of every record: written with it, and the records in which words begin with what somebody looks
//! for. However many records there are, only those are read that may be shown.

use std::ops::ControlFlow;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, params, params_from_iter};
use sha2::{Digest, Sha256};

use super::audit::{Action, Entry};
use super::error::VaultError;
use super::rows::{self, RECORD, SEEN};
use super::vault::Vault;
use crate::form::Answers;
use crate::record::{CaseId, Draft, Moment, Record, RecordId};

/// Each part of a question is asked of every record: one of its words begins with one of these.
pub type Beginnings = Vec<String>;

impl Vault {
    /// Notes that somebody begins to look for words in all she may see, or in one case. To be called before
    /// anything of it is shown, once for as long as the vault is open.
    pub fn begin_search(&mut self, case: Option<CaseId>, now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            let entry = match case {
                Some(case) => {
                    rows::line(change, case)?.ok_or(VaultError::NoSuchCase)?;
                    Entry::on(Action::CaseRead, case)
                }
                None => Entry::new(Action::AllRead),
            };
            Ok(((), vec![entry]))
        })
    }

    /// Gives the newest revisions of the records that have all parts of a question to `take`, the latest
    /// saved first, each with the number of its case, until it has enough. Without a question: all records.
    pub fn records_with(
        &self,
        question: &[Beginnings],
        take: &mut dyn FnMut(Record, Option<u32>) -> ControlFlow<()>,
    ) -> Result<(), VaultError> {
        let matching = if question.is_empty() {
            "FROM word_place p CROSS JOIN record r ON r.id = p.record"
        } else {
            "FROM record_words w CROSS JOIN word_place p ON p.place = w.rowid CROSS JOIN record r ON r.id = p.record"
        };
        let mut sql = format!("{} AND {SEEN} {ALIVE}", RECORD.replace("FROM record r", matching));
        let asked = (!question.is_empty()).then(|| Value::Text(expression(question)));
        sql.push_str(match asked {
            Some(_) => " AND w.record_words MATCH ?1 ORDER BY w.rowid DESC",
            None => " ORDER BY p.place DESC",
        });
        self.read(|db| each(db, &sql, params_from_iter(asked), take))
    }

    /// The records of one case in the same way.
    pub fn records_of_case(
        &self,
        case: CaseId,
        take: &mut dyn FnMut(Record, Option<u32>) -> ControlFlow<()>,
    ) -> Result<(), VaultError> {
        let sql =
            format!("{RECORD} AND {SEEN} {ALIVE} AND r.case_id = ?1 ORDER BY v.saved_at DESC, r.id DESC");
        self.read(|db| each(db, &sql, [case.as_bytes()], take))
    }

    /// The case of a number, if this worker may see it.
    pub fn case_numbered(&self, number: u32) -> Result<Option<CaseId>, VaultError> {
        let sql = "SELECT id FROM visible_case WHERE deleted_at IS NULL AND number = ?1";
        self.read(|db| rows::first(db, sql, [number], |row| rows::id(row, 0)))
    }

    /// Gives this worker's drafts to `take`, each with what was saved of its record last and the number of its
    /// case, as far as she may see it. What is her own alone is not among them.
    pub fn drafts_to_search(
        &self,
        take: &mut dyn FnMut(Draft, Option<Record>, Option<u32>),
    ) -> Result<(), VaultError> {
        self.read(|db| {
            for draft in rows::drafts(db, self.worker.id)? {
                let number = match draft.case {
                    None => None,
                    Some(case) => match rows::line(db, case)? {
                        Some(line) => Some(line.number),
                        None => continue,
                    },
                };
                let saved = rows::record(db, draft.record)?;
                take(draft, saved, number);
            }
            Ok(())
        })
    }

    /// Takes the words of a record as it is now, in place of those it had; it is the latest saved.
    pub(super) fn write_words(
        &self,
        change: &Transaction,
        record: RecordId,
        (form, in_case): (&str, bool),
        answers: &Answers,
    ) -> Result<(), VaultError> {
        if let Some((place, _)) = place_of(change, record)? {
            change.prepare_cached("DELETE FROM record_words WHERE rowid = ?1")?.execute([place])?;
            change.prepare_cached("DELETE FROM word_place WHERE place = ?1")?.execute([place])?;
        }
        add(change, record, &Words::new((self.rules.words)(form, in_case, answers)))
    }

    /// Takes the words of records anew, of those that have others than before; each stays where it is among the
    /// others.
    pub(super) fn renew_words(&self, change: &Transaction, records: &[Record]) -> Result<(), VaultError> {
        let mut others = Vec::new();
        for record in records {
            let Some((place, before)) = place_of(change, record.id)? else { continue };
            let words = (self.rules.words)(&record.form, record.case.is_some(), &record.answers);
            let words = Words::new(words);
            if before != Some(words.sum) {
                change
                    .prepare_cached("UPDATE word_place SET sum = ?2 WHERE place = ?1")?
                    .execute([place, words.sum])?;
                others.push((place, words));
            }
        }
        // After all else: each statement between would have the index write what it holds as a part of its own.
        others.iter().try_for_each(|(place, words)| {
            change.prepare_cached("DELETE FROM record_words WHERE rowid = ?1")?.execute([place])?;
            insert(change, *place, words)
        })
    }
}

/// The words of a record, and the sum by which they are known to be the same as before.
#[derive(Debug, Clone)]
pub(super) struct Words {
    text: String,
    sum: i64,
}

impl Words {
    pub fn new(text: String) -> Self {
        let digest: [u8; 32] = Sha256::digest(&text).into();
        let [a, b, c, d, e, f, g, h, ..] = digest;
        Self { text, sum: i64::from_le_bytes([a, b, c, d, e, f, g, h]) }
    }
}

/// Takes the words of a record that had none, the latest saved.
pub(super) fn add(change: &Transaction, record: RecordId, words: &Words) -> Result<(), VaultError> {
    let place = change
        .prepare_cached("INSERT INTO word_place (record, sum) VALUES (?1, ?2)")?
        .insert(params![record.as_bytes(), words.sum])?;
    insert(change, place, words)
}

/// The words of a folded text: what is no letter and no digit parts them, whatever SQLite thinks of it.
pub fn parts(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Of no case that has a tombstone.
const ALIVE: &str =
    "AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = r.case_id AND c.deleted_at IS NOT NULL)";

/// Gives every record a place that has none, in the order in which they were saved.
pub(super) fn give_places(change: &Transaction) -> Result<(), VaultError> {
    change.execute_batch(
        "INSERT INTO word_place (record)
         SELECT r.id FROM record r JOIN revision v ON v.record = r.id AND v.revision = r.newest
         WHERE NOT EXISTS (SELECT 1 FROM word_place p WHERE p.record = r.id) ORDER BY v.saved_at, r.id",
    )?;
    Ok(())
}

/// Where the words of a record stand, and their sum.
fn place_of(change: &Transaction, record: RecordId) -> Result<Option<(i64, Option<i64>)>, VaultError> {
    let mut known = change.prepare_cached("SELECT place, sum FROM word_place WHERE record = ?1")?;
    Ok(known.query_row([record.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn insert(change: &Transaction, place: i64, words: &Words) -> Result<(), VaultError> {
    if !words.text.is_empty() {
        let sql = "INSERT INTO record_words (rowid, words) VALUES (?1, ?2)";
        change.prepare_cached(sql)?.execute(params![place, words.text])?;
    }
    Ok(())
}

fn each(
    db: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    take: &mut dyn FnMut(Record, Option<u32>) -> ControlFlow<()>,
) -> Result<(), VaultError> {
    let mut statement = db.prepare_cached(sql)?;
    let mut number = db.prepare_cached("SELECT number FROM case_file WHERE id = ?1")?;
    let mut found = statement.query(params)?;
    while let Some(row) = found.next()? {
        let record = rows::record_row(row)?;
        let number = match record.case {
            Some(case) => number.query_row([case.as_bytes()], |row| row.get(0)).optional()?,
            None => None,
        };
        if take(record, number).is_break() {
            break;
        }
    }
    Ok(())
}

/// The question as FTS5 reads it. What parts words in its eyes is left out: in quotes, several of them would
/// have to follow each other, which this index does not know.
pub(super) fn expression(question: &[Beginnings]) -> String {
    let parts_no_word = |c: &char| c.is_ascii_alphanumeric() || !c.is_ascii();
    let quoted = |word: &String| format!("\"{}\"*", word.chars().filter(parts_no_word).collect::<String>());
    let part = |words: &Beginnings| {
        let words: Vec<String> = words.iter().map(quoted).collect();
        format!("({})", words.join(" OR "))
    };
    let parts: Vec<String> = question.iter().map(part).collect();
    parts.join(" AND ")
}
