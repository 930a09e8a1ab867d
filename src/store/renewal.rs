//! What lists, home and the search know of the records is computed at each save by the rules of the program.
//! With other rules (the program, the process, a form or a word of it has changed) all of it is computed
//! anew: in pieces, each a transaction of its own, so that somebody who waits is told how far it is and what
//! was cut off goes on where it was.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::audit::{Action, Entry};
use super::error::VaultError;
use super::vault::Vault;
use super::words::give_places;
use super::{database, rows};
use crate::record::{CaseId, Moment};

/// What `meta` calls the fingerprint of the rules that everything was computed by.
const RULES: &str = "rules";
/// What `meta` calls the number of the last case that was computed anew, and how many were; the fingerprint of
/// the rules follows, so that two programs of different versions do not begin again and again because of each
/// other.
const RENEWING: &str = "renewing";

/// Memory for pages meanwhile, in KiB, as far as they fill it.
const PAGES: i64 = 64 * 1024;

/// Cases of one piece: some tenths of a second on an old machine.
const PIECE: u32 = 200;

/// How far it is, in cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewing {
    pub done: u32,
    pub all: u32,
}

impl Vault {
    /// Computes the next piece anew, if the rules are others than those that everything was computed by.
    /// Gives back how far it is; None when nothing is left.
    pub fn renew(&mut self, today: NaiveDate, now: Moment) -> Result<Option<Renewing>, VaultError> {
        let known = self.read(|db| database::meta(db, RULES))?;
        let by = self.rules.fingerprint.clone();
        if known.as_ref() == Some(&by) {
            return Ok(None);
        }
        // The indexes are written all over.
        self.read(|db| database::keep_pages(db, Some(PAGES)))?;
        let renewed = self.write(now, |change| {
            let marker = format!("{RENEWING} {by}");
            let (last, done) =
                database::meta(change, &marker)?.and_then(|far| read_far(&far)).unwrap_or_default();
            let sql = "SELECT id, number FROM case_file WHERE deleted_at IS NULL AND number > ?1
                       ORDER BY number LIMIT ?2";
            let read = |row: &rusqlite::Row<'_>| Ok((rows::id(row, 0)?, row.get::<_, u32>(1)?));
            let piece: Vec<(CaseId, u32)> = rows::all(change, sql, params![last, PIECE], read)?;
            if last == 0 {
                give_places(change)?;
                self.renew_words(change, &rows::all_loose(change)?)?;
            }
            let mut records = Vec::new();
            for (case, _) in &piece {
                records.extend(self.renew_header(change, *case, today, now)?);
            }
            self.renew_words(change, &records)?;
            let Some((_, number)) = piece.last() else {
                database::set_meta(change, RULES, &by)?;
                forget_markers(change)?;
                return Ok((None, vec![Entry::new(Action::HeadersRefreshed)]));
            };
            // From here on it was computed by no rules alone.
            change.execute("DELETE FROM meta WHERE key = ?1", [RULES])?;
            let done = done + u32::try_from(piece.len()).unwrap_or(PIECE);
            database::set_meta(change, &marker, &format!("{number} {done}"))?;
            let sql = "SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'cases'";
            let all = change.query_row(sql, [], |row| row.get(0))?;
            Ok((Some(Renewing { done, all }), Vec::new()))
        });
        if !matches!(renewed, Ok(Some(_))) {
            self.read(|db| database::keep_pages(db, None))?;
        }
        renewed
    }

    /// Computes everything anew if the rules are others. Gives back whether they were.
    pub fn renew_all(&mut self, today: NaiveDate, now: Moment) -> Result<bool, VaultError> {
        let mut changed = false;
        while self.renew(today, now)?.is_some() {
            changed = true;
        }
        Ok(changed)
    }

    /// Computes everything anew, whatever rules it was computed by.
    pub fn renew_anyway(&mut self, today: NaiveDate, now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            change.execute("DELETE FROM meta WHERE key = ?1", [RULES])?;
            change.execute("UPDATE word_place SET sum = NULL", [])?;
            forget_markers(change)?;
            Ok(((), Vec::new()))
        })?;
        self.renew_all(today, now).map(drop)
    }
}

/// The number of a case and how many were computed anew up to it.
fn read_far(far: &str) -> Option<(u32, u32)> {
    let (number, done) = far.split_once(' ')?;
    Some((number.parse().ok()?, done.parse().ok()?))
}

fn forget_markers(change: &Connection) -> Result<(), VaultError> {
    change.execute("DELETE FROM meta WHERE key GLOB ?1", [format!("{RENEWING} *")])?;
    Ok(())
}
