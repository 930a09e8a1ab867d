//! What home and the calendar show: the first rows of each list and how many it has. Without a filter the
//! numbers are kept (`tally`) and told without what this worker does not see; with one they are counted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::dates::By;
use super::error::VaultError;
use super::vault::Vault;
use super::{dates, rights, rows};
use crate::record::{CaseFilter, CaseLine, DueLine, HomeAsk, HomeData, HomeList, MonthAsk, MonthData, Right};

/// How many recently opened cases the home screen shows.
const RECENT: u32 = 5;

/// How many rows of a list are read unless more are wanted: a section that is folded shows no more.
const FEW: usize = 5;

/// Where a date stands on the day `?1`, as `Process::standing` has it: a list, or nowhere yet.
const STANDING: &str = "CASE WHEN d.last < ?1 THEN 'late' WHEN d.date = ?1 THEN 'today'
                             WHEN d.comes <= ?1 THEN 'section ' || d.section END";

/// Of the dates `d` those whose case this worker may see.
const NOT_HIDDEN: &str = "d.case_id NOT IN (SELECT id FROM hidden_case)";

type Totals = BTreeMap<HomeList, usize>;

impl Vault {
    /// What the home screen shows. Dues of closed cases count too: follow-up comes after closing.
    pub fn home(&self, ask: &HomeAsk) -> Result<HomeData, VaultError> {
        self.read(|db| {
            let mut home = HomeData {
                ask: ask.clone(),
                recent: rows::recent(db, self.worker.id, RECENT)?,
                unfinished: rows::unfinished(db, self.worker.id)?,
                ..HomeData::default()
            };
            if !rights::rights_of(db, self.worker.id, &self.rules)?.contains(&Right::ReadCases) {
                return Ok(home);
            }
            let (open, closed) = open_and_closed(db)?;
            home.all_cases = open + closed;
            home.has_dates = !dates::lines(db, By::Date, "1", [], 1)?.is_empty();
            home.offered = offered(db)?;
            home.totals = match &ask.filter {
                None => kept_totals(db, ask.today)?,
                Some(filter) => counted_totals(db, ask.today, filter)?,
            };
            if ask.filter.is_none() {
                home.totals.insert(HomeList::Cases, open);
            }
            home.totals.retain(|_, total| *total > 0);
            for (list, total) in &home.totals {
                let most = ask.rows.get(list).copied().unwrap_or(FEW).min(*total);
                match list {
                    // Those that were opened last are named above, and not twice.
                    HomeList::Cases => {
                        home.cases = open_cases(db, ask.filter.as_ref(), most + RECENT as usize)?
                    }
                    _ => home.dues.extend(section(db, ask, list, most)?),
                }
            }
            home.dues.sort_by_key(|line| (line.due.date, line.number));
            Ok(home)
        })
    }

    /// A month of dates, and those of one of its days.
    pub fn month(&self, ask: &MonthAsk) -> Result<MonthData, VaultError> {
        self.read(|db| {
            let mut month = MonthData { ask: ask.clone(), ..MonthData::default() };
            if !rights::rights_of(db, self.worker.id, &self.rules)?.contains(&Right::ReadCases) {
                return Ok(month);
            }
            month.counts = match &ask.filter {
                None => kept_days(db, ask)?,
                Some(filter) => counted_days(db, ask, filter)?,
            };
            let (by, which, filter) = narrowed((By::Date, "d.date = ?1"), ask.filter.as_ref(), 2);
            let day = [Value::Text(ask.day.to_string())];
            month.dues =
                dates::lines(db, by, &which, params_from_iter(day.into_iter().chain(filter)), ask.rows)?;
            Ok(month)
        })
    }

    /// Every date there is, the oldest first.
    #[doc(hidden)]
    pub fn dues(&self) -> Result<Vec<DueLine>, VaultError> {
        self.read(|db| dates::lines(db, By::Date, "1", [], i64::MAX as usize))
    }
}

fn size(count: i64) -> usize {
    usize::try_from(count).unwrap_or(0)
}

/// How many cases are open, and how many closed.
fn open_and_closed(db: &Connection) -> Result<(usize, usize), VaultError> {
    let sql = "SELECT coalesce((SELECT n FROM tally WHERE what = 'cases' AND value = ?1 AND day = ''), 0)
        - (SELECT count(*) FROM hidden_case WHERE deleted_at IS NULL AND closed = CAST(?1 AS INTEGER))";
    let count = |closed: &str| rows::first(db, sql, [closed], |row| Ok(row.get::<_, i64>(0)?));
    Ok((size(count("0")?.unwrap_or(0)), size(count("1")?.unwrap_or(0))))
}

fn list(standing: &str) -> HomeList {
    match standing.strip_prefix("section ") {
        Some(section) => HomeList::Section(section.to_owned()),
        None if standing == "late" => HomeList::Late,
        None => HomeList::Today,
    }
}

/// How many dates each list has: what came up until today, without what is over and what is today's.
fn kept_totals(db: &Connection, today: NaiveDate) -> Result<Totals, VaultError> {
    let sums = "SELECT what, value, sum(n) FROM tally
                WHERE what = 'comes' AND day <= ?1 OR what = 'last' AND day < ?1 OR what = 'date' AND day = ?1
                GROUP BY what, value";
    let mut totals: BTreeMap<HomeList, i64> = BTreeMap::new();
    let read =
        |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?));
    for (what, section, n) in rows::all(db, sums, [today.to_string()], read)? {
        let n: i64 = n;
        let section = HomeList::Section(section);
        match what.as_str() {
            "comes" => *totals.entry(section).or_default() += n,
            "last" => {
                *totals.entry(section).or_default() -= n;
                *totals.entry(HomeList::Late).or_default() += n;
            }
            _ => {
                *totals.entry(section).or_default() -= n;
                *totals.entry(HomeList::Today).or_default() += n;
            }
        }
    }
    let hidden = format!(
        "SELECT {STANDING}, count(*) FROM hidden_case c JOIN due d ON d.case_id = c.id
         WHERE c.deleted_at IS NULL GROUP BY 1"
    );
    for (standing, n) in standings(db, &hidden, vec![Value::Text(today.to_string())])? {
        *totals.entry(list(&standing)).or_default() -= n;
    }
    Ok(totals.into_iter().map(|(list, n)| (list, size(n))).collect())
}

fn standings(db: &Connection, sql: &str, params: Vec<Value>) -> Result<Vec<(String, i64)>, VaultError> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?));
    let found = rows::all(db, sql, params_from_iter(params), read)?;
    Ok(found.into_iter().filter_map(|(standing, n)| Some((standing?, n))).collect())
}

/// The same through a filter, counted: what it leaves is gone through in an index.
fn counted_totals(db: &Connection, today: NaiveDate, filter: &CaseFilter) -> Result<Totals, VaultError> {
    let Column { name, by, value } = column(filter);
    let index = by.index();
    let sql = format!(
        "SELECT {STANDING}, count(*) FROM due d INDEXED BY {index}
         WHERE d.{name} IS ?2 AND {NOT_HIDDEN} GROUP BY 1"
    );
    let found = standings(db, &sql, vec![Value::Text(today.to_string()), value.clone()])?;
    let mut totals: Totals = found.into_iter().map(|(standing, n)| (list(&standing), size(n))).collect();
    let which = format!("WHERE deleted_at IS NULL AND NOT closed AND {name} IS ?1");
    let sql = format!(
        "SELECT (SELECT count(*) FROM case_file {which}) - (SELECT count(*) FROM hidden_case {which})"
    );
    let open = rows::first(db, &sql, [value], |row| Ok(row.get::<_, i64>(0)?))?;
    totals.insert(HomeList::Cases, size(open.unwrap_or(0)));
    Ok(totals)
}

/// The first dates of a list.
fn section(db: &Connection, ask: &HomeAsk, list: &HomeList, most: usize) -> Result<Vec<DueLine>, VaultError> {
    let read = |by: By, which: &str, section: Option<&String>, most: usize| {
        let mut params = vec![Value::Text(ask.today.to_string())];
        params.extend(section.map(|section| Value::Text(section.clone())));
        let (by, which, filter) = narrowed((by, which), ask.filter.as_ref(), params.len() + 1);
        params.extend(filter);
        dates::lines(db, by, &which, params_from_iter(params), most)
    };
    match list {
        HomeList::Late => read(By::Date, "d.date < ?1 AND d.last < ?1", None, most),
        HomeList::Today => read(By::Date, "d.date = ?1", None, most),
        HomeList::Section(id) => {
            // First what could have been done already and still can.
            let open = "d.until > d.date AND d.last >= ?1 AND d.date < ?1 AND d.section = ?2";
            let mut found = read(By::Window, open, Some(id), most)?;
            let left = most.saturating_sub(found.len());
            if left > 0 {
                let ahead = "d.section = ?2 AND d.date > ?1 AND d.comes <= ?1";
                found.extend(read(By::Section, ahead, Some(id), left)?);
            }
            Ok(found)
        }
        HomeList::Cases => Ok(Vec::new()),
    }
}

fn open_cases(
    db: &Connection,
    filter: Option<&CaseFilter>,
    most: usize,
) -> Result<Vec<CaseLine>, VaultError> {
    let Some(Column { name, value, .. }) = filter.map(column) else {
        let sql = format!("{} AND NOT closed ORDER BY place LIMIT {most}", rows::CASE);
        return rows::all(db, &sql, [], rows::case_line);
    };
    let sql = format!("{} AND NOT closed AND {name} IS ?1 ORDER BY number LIMIT {most}", rows::CASE);
    rows::all(db, &sql, [value], rows::case_line)
}

/// A condition over dates `d` and the index they are gone through by, narrowed to what a filter takes; with
/// its parameter, the `next`.
fn narrowed(
    (by, which): (By, &str),
    filter: Option<&CaseFilter>,
    next: usize,
) -> (By, String, Option<Value>) {
    let Some(filter) = filter else { return (by, which.to_owned(), None) };
    let Column { name, by, value } = column(filter);
    (by, format!("{which} AND d.{name} IS ?{next}"), Some(value))
}

/// The column of cases and of dates that a filter looks at, the index of dates by it, and what it must be.
struct Column {
    name: &'static str,
    by: By,
    value: Value,
}

fn column(filter: &CaseFilter) -> Column {
    let text = |text: &String| Value::Text(text.clone());
    match filter {
        CaseFilter::Risk(level) => {
            let value = level.as_ref().map_or(Value::Null, text);
            Column { name: "risk", by: By::Risk, value }
        }
        CaseFilter::Step(step) => Column { name: "step", by: By::Step, value: text(step) },
        CaseFilter::Manager(name) => Column { name: "manager", by: By::Manager, value: text(name) },
    }
}

/// The filters that leave a case or a date.
fn offered(db: &Connection) -> Result<BTreeSet<CaseFilter>, VaultError> {
    let sql = "SELECT what, value, n FROM tally WHERE what IN ('risk', 'manager', 'step', 'due step')
               UNION ALL SELECT 'risk', coalesce(risk, ''), -1 FROM hidden_case
                   WHERE deleted_at IS NULL AND (NOT closed OR next_due IS NOT NULL)
               UNION ALL SELECT 'manager', manager, -1 FROM hidden_case
                   WHERE deleted_at IS NULL AND manager IS NOT NULL AND (NOT closed OR next_due IS NOT NULL)
               UNION ALL SELECT 'step', step, -1 FROM hidden_case
                   WHERE deleted_at IS NULL AND step IS NOT NULL AND NOT closed
               UNION ALL SELECT 'due step', d.step, -1 FROM hidden_case c JOIN due d ON d.case_id = c.id
                   WHERE c.deleted_at IS NULL AND d.step IS NOT NULL";
    let read = |row: &rusqlite::Row<'_>| {
        let (what, value): (String, String) = (row.get(0)?, row.get(1)?);
        let filter = match what.as_str() {
            "risk" => CaseFilter::Risk(Some(value).filter(|level| !level.is_empty())),
            "manager" => CaseFilter::Manager(value),
            _ => CaseFilter::Step(value),
        };
        Ok((filter, row.get::<_, i64>(2)?))
    };
    let mut counts: BTreeMap<CaseFilter, i64> = BTreeMap::new();
    for (filter, n) in rows::all(db, sql, [], read)? {
        *counts.entry(filter).or_default() += n;
    }
    Ok(counts.into_iter().filter(|(_, n)| *n > 0).map(|(filter, _)| filter).collect())
}

/// Of each day of a month how many dates, and how many of them are late.
fn kept_days(db: &Connection, ask: &MonthAsk) -> Result<BTreeMap<NaiveDate, (usize, usize)>, VaultError> {
    let range = params![ask.first.to_string(), ask.last.to_string(), ask.today.to_string()];
    // Of a day that is over all dates are late, but for those whose window is still open.
    let sql = "SELECT day, sum(n), sum(late) FROM (
            SELECT day, n, CASE WHEN day < ?3 THEN n ELSE 0 END AS late FROM tally
                WHERE what = 'date' AND day BETWEEN ?1 AND ?2
            UNION ALL SELECT date, 0, -1 FROM due INDEXED BY due_with_window
                WHERE until > date AND last >= ?3 AND date < ?3 AND date BETWEEN ?1 AND ?2
            UNION ALL SELECT d.date, -1, CASE WHEN d.last < ?3 THEN -1 ELSE 0 END
                FROM hidden_case c JOIN due d ON d.case_id = c.id
                WHERE c.deleted_at IS NULL AND d.date BETWEEN ?1 AND ?2
        ) GROUP BY day HAVING sum(n) > 0";
    let found = rows::all(db, sql, range, |row| {
        Ok((rows::day(row, 0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    Ok(found.into_iter().filter_map(|(day, all, late)| Some((day?, (size(all), size(late))))).collect())
}

/// The same through a filter, counted.
fn counted_days(
    db: &Connection,
    ask: &MonthAsk,
    filter: &CaseFilter,
) -> Result<BTreeMap<NaiveDate, (usize, usize)>, VaultError> {
    let Column { name, by, value } = column(filter);
    let index = by.index();
    let sql = format!(
        "SELECT d.date, count(*), sum(d.last < ?3) FROM due d INDEXED BY {index}
         WHERE d.{name} IS ?4 AND d.date BETWEEN ?1 AND ?2 AND {NOT_HIDDEN} GROUP BY d.date"
    );
    let range = [ask.first, ask.last, ask.today].map(|day| Value::Text(day.to_string()));
    let found = rows::all(db, &sql, params_from_iter(range.into_iter().chain([value])), |row| {
        Ok((rows::day(row, 0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    Ok(found.into_iter().filter_map(|(day, all, late)| Some((day?, (size(all), size(late))))).collect())
}
