//! What workers carry, over all cases: how many open ones are alike, and the time that was spent on them. The
//! hours lie beside the headers of the cases, written with them.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, Row, params};

use super::audit::{Action, Entry};
use super::error::{Part, VaultError};
use super::rows;
use super::vault::Vault;
use crate::record::{CaseId, Moment, OpenCases, RecordId, Spent};

/// The columns of time spent, in the order in which `spent` reads them.
const SPENT: &str = "s.record, s.worker, s.saved_at, s.day, s.began, s.minutes, s.outside";

/// Open cases, and time spent with how many records tell the same of it.
type Carried = (Vec<OpenCases>, Vec<(Spent, usize)>);

impl Vault {
    /// The open cases by what they weigh, and the time that was spent since a day, by the records of a form,
    /// with how many records tell the same of it: for counts over many cases, which name nobody. Noted.
    pub fn carried(&mut self, form: &str, since: NaiveDate, now: Moment) -> Result<Carried, VaultError> {
        self.write(now, |change| {
            let found = (open_cases(change)?, spent_since(change, since)?);
            Ok((found, vec![Entry::new(Action::FormRead).detail(form)]))
        })
    }
}

fn open_cases(db: &Connection) -> Result<Vec<OpenCases>, VaultError> {
    let sql =
        "SELECT coalesce(nullif(manager, ''), (SELECT name FROM worker WHERE id = author)), stage, risk,
                      sum(n)
               FROM (SELECT manager, author, stage, risk, count(*) AS n
                         FROM case_file INDEXED BY case_open_by_load
                         WHERE deleted_at IS NULL AND NOT closed GROUP BY manager, author, stage, risk
                     UNION ALL SELECT manager, author, stage, risk, -1
                         FROM hidden_case WHERE deleted_at IS NULL AND NOT closed)
               GROUP BY 1, 2, 3 HAVING sum(n) > 0 ORDER BY 1, 2, 3";
    rows::all(db, sql, [], |row| {
        let cases = usize::try_from(row.get::<_, i64>(3)?).unwrap_or_default();
        Ok(OpenCases { worker: row.get(0)?, stage: row.get(1)?, risk: row.get(2)?, cases })
    })
}

fn spent_since(db: &Connection, since: NaiveDate) -> Result<Vec<(Spent, usize)>, VaultError> {
    // Where no day is written down the moment of the saving tells it, and each stands for itself.
    let among = "FROM spent s INDEXED BY spent_by_day
                 WHERE s.at_day >= ?1 AND s.case_id NOT IN (SELECT id FROM hidden_case)";
    let sql = format!(
        "SELECT {SPENT}, count(*) {among} AND s.day IS NOT NULL
             GROUP BY s.at_day, s.worker, s.day, s.began, s.minutes, s.outside
         UNION ALL SELECT {SPENT}, 1 {among} AND s.day IS NULL"
    );
    rows::all(db, &sql, [since.to_string()], |row| {
        Ok((spent(row)?, usize::try_from(row.get::<_, i64>(7)?).unwrap_or_default()))
    })
}

/// Writes the time that was spent on a case, as far as it is another than before.
pub fn keep(db: &Connection, case: CaseId, now: &[Spent]) -> Result<(), VaultError> {
    let sql = format!("SELECT {SPENT} FROM spent s WHERE s.case_id = ?1");
    let before = rows::all(db, &sql, [case.as_bytes()], spent)?;
    let mut before: BTreeMap<RecordId, Spent> =
        before.into_iter().map(|spent| (spent.record, spent)).collect();
    let (same, other): (Vec<&Spent>, Vec<&Spent>) =
        now.iter().partition(|spent| before.get(&spent.record) == Some(*spent));
    same.iter().for_each(|spent| drop(before.remove(&spent.record)));
    for record in before.keys() {
        db.prepare_cached("DELETE FROM spent WHERE case_id = ?1 AND record = ?2")?
            .execute(params![case.as_bytes(), record.as_bytes()])?;
    }
    other.into_iter().try_for_each(|spent| insert(db, case, spent))
}

/// Writes what one record tells of time spent, of which nothing is there. (To write it in place of another at
/// once would be a step that SQLite keeps apart, and FTS5 ends a part of its indexes at each of these.)
pub fn insert(db: &Connection, case: CaseId, spent: &Spent) -> Result<(), VaultError> {
    let at_day = spent.day.unwrap_or_else(|| spent.saved_at.date_naive());
    db.prepare_cached(
        "INSERT INTO spent (case_id, record, worker, saved_at, day, began, minutes, outside, at_day)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        case.as_bytes(),
        spent.record.as_bytes(),
        spent.worker,
        spent.saved_at.timestamp_millis(),
        spent.day.map(|day| day.to_string()),
        spent.began.map(|began| began.to_string()),
        spent.minutes,
        spent.outside,
        at_day.to_string(),
    ])?;
    Ok(())
}

fn spent(row: &Row<'_>) -> Result<Spent, VaultError> {
    let began: Option<String> = row.get(4)?;
    let began = began.map(|began| began.parse::<NaiveTime>()).transpose();
    Ok(Spent {
        record: rows::id(row, 0)?,
        worker: row.get(1)?,
        saved_at: rows::moment(row, 2)?,
        day: rows::day(row, 3)?,
        began: began.map_err(|_| VaultError::Damaged(Part::Database))?,
        minutes: row.get(5)?,
        outside: row.get(6)?,
    })
}
