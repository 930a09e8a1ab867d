//! Writing whole cases: for a vault that is filled by a program. The entries in the audit chain, the
//! columns for lists and the counts are those of the same records saved one after the other.

use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::audit::{Action, Entry};
use super::error::VaultError;
use super::saving::{CACHED, note_passages};
use super::vault::Vault;
use super::{WholeCase, dates, new_record_id, rows};
use crate::record::{CaseFile, CaseLine, Header, Moment, Right};

/// Memory for pages while many cases are written, in KiB: their indexes are written all over.
const PAGES: i64 = 256 * 1024;

impl Vault {
    /// The header that the rules give a case on a day.
    pub fn header_of(&self, file: &CaseFile, today: NaiveDate) -> Header {
        (self.rules.header)(file, today)
    }

    /// Writes cases with all their records, all of them or none. What a save brings with it, and whether
    /// the header is right, is for the caller to know.
    pub fn save_whole(&mut self, cases: &[WholeCase], now: Moment) -> Result<(), VaultError> {
        self.read(|db| Ok(db.execute_batch(&format!("PRAGMA cache_size = -{PAGES}"))?))?;
        let saved = self.write(now, |change| {
            self.must(change, Right::WriteCases)?;
            let mut entries = Vec::with_capacity(cases.len() * 6);
            let last = "SELECT coalesce(max(number), 0) FROM case_file";
            let mut number: u32 = change.query_row(last, [], |row| row.get(0))?;
            let columns = ["id", "number", "author", "opened_at", "changed_at"].iter().chain(&CACHED);
            let columns: Vec<&str> = columns.copied().collect();
            let places = vec!["?"; columns.len()].join(", ");
            let insert = format!("INSERT INTO case_file ({}) VALUES ({places})", columns.join(", "));
            for whole in cases {
                let Some((_, opened_at)) = whole.records.first() else { continue };
                number += 1;
                let before = CaseLine { id: new_record_id(*opened_at), number, ..CaseLine::default() };
                let changed_at = whole.records.last().map_or(*opened_at, |(_, at)| *at);
                let row = [
                    Value::Blob(before.id.into_bytes().to_vec()),
                    Value::Integer(number.into()),
                    Value::Blob(self.worker.id.into_bytes().to_vec()),
                    Value::Integer(opened_at.timestamp_millis()),
                    Value::Integer(changed_at.timestamp_millis()),
                ];
                let row = row.into_iter().chain(self.cached(number, &whole.header)?);
                change.prepare_cached(&insert)?.execute(params_from_iter(row))?;
                entries.push(Entry::on(Action::CaseOpened, before.id));
                for (save, at) in &whole.records {
                    let answers = rows::answers_text(&save.answers)?;
                    entries.push(self.append_revision(change, save, Some(before.id), 1, &answers, *at)?);
                    self.write_words(change, save.record, (&save.form, true), &save.answers)?;
                }
                note_passages(change, &before, &whole.header, changed_at)?;
                for due in &whole.header.dues {
                    dates::insert(change, &before, due)?;
                }
            }
            Ok(((), entries))
        });
        self.read(|db| Ok(db.execute_batch("PRAGMA cache_size = -2000")?))?;
        saved
    }
}
