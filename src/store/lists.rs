//! The list of cases, read by key: a page costs the same whether there are ten cases or a hundred thousand.
//! How many there are is kept (`tally`), the words of the filter are found in `case_words`.

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::error::VaultError;
use super::rows::{self, CASE};
use super::vault::Vault;
use super::words::{Beginnings, expression, parts};
use crate::record::{CaseAsk, CaseId, CaseLine, CaseOrder, CasePage, Turn};

/// So many cases that a filter leaves are put in another order than that of their numbers. More would be
/// waited for, and nobody looks through more.
const SORTED: usize = 1_000;

/// So many of the cases that a filter leaves are counted, unless its end is asked for. How many more there are
/// helps nobody, and to count them would take the longer the more there are.
const COUNTED: u32 = 10_000;

impl Vault {
    /// Some rows of the list of cases. Not noted, like all lists.
    pub fn case_page(&self, ask: &CaseAsk) -> Result<CasePage, VaultError> {
        let words = if ask.filter.trim().is_empty() {
            None
        } else {
            let folded = (self.rules.fold)(&ask.filter);
            let question: Vec<Beginnings> = parts(&folded).map(|part| vec![part.to_owned()]).collect();
            Some(expression(&question))
        };
        self.read(|db| {
            // The places of the last rows follow from how many there are.
            let most = if ask.turn == Turn::Last { u32::MAX } else { COUNTED };
            let (total, more) = count(db, words.as_deref(), most)?;
            let few = words.is_none() || total <= SORTED;
            let order = if few { ask.order } else { CaseOrder::Number };
            let list = List { db, words: words.as_deref(), order };
            Ok(CasePage { order, rows: list.turn(ask.turn, ask.rows)?, total, more, ask: ask.clone() })
        })
    }
}

/// How many cases there are, or as many as a filter leaves, up to `most`; and whether it leaves more.
pub(super) fn count(db: &Connection, words: Option<&str>, most: u32) -> Result<(usize, bool), VaultError> {
    const OF_FILTER: &str = "SELECT (SELECT count(*) FROM
              (SELECT 1 FROM case_words WHERE case_words MATCH ?1
               LIMIT ?2 + 1 + (SELECT count(*) FROM hidden_case)))
        - (SELECT count(*) FROM hidden_case h WHERE h.deleted_at IS NULL AND EXISTS
              (SELECT 1 FROM case_words w WHERE w.rowid = h.place AND w.case_words MATCH ?1))";
    const OF_ALL: &str = "SELECT coalesce((SELECT sum(n) FROM tally WHERE what = 'cases'), 0)
        - (SELECT count(*) FROM hidden_case h WHERE h.deleted_at IS NULL)";
    let read = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(0)?);
    let found = match words {
        Some("") => None,
        Some(words) => rows::first(db, OF_FILTER, params![words, most], read)?,
        None => rows::first(db, OF_ALL, [], read)?,
    };
    let found = found.and_then(|found| usize::try_from(found).ok()).unwrap_or(0);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = words.is_some() && found > most;
    Ok(if more { (most, true) } else { (found, false) })
}

/// A list in its order.
struct List<'a> {
    db: &'a Connection,
    words: Option<&'a str>,
    order: CaseOrder,
}

impl List<'_> {
    fn turn(&self, turn: Turn, rows: u32) -> Result<Vec<CaseLine>, VaultError> {
        match turn {
            _ if self.words == Some("") => Ok(Vec::new()),
            Turn::First => self.forward(None, rows),
            Turn::Last => self.backward(None, rows),
            Turn::After(case) => self.forward(Some(case), rows),
            Turn::Before(case) => self.backward(Some(case), rows),
            Turn::Around(case) => {
                let Some(line) = self.one(case)? else { return self.forward(None, rows) };
                let mut around = self.backward(Some(case), rows / 2)?;
                around.push(line);
                around.extend(self.forward(Some(case), rows / 2)?);
                Ok(around)
            }
        }
    }

    fn forward(&self, from: Option<CaseId>, rows: u32) -> Result<Vec<CaseLine>, VaultError> {
        self.read(from, rows, self.order == CaseOrder::Newest)
    }

    fn backward(&self, from: Option<CaseId>, rows: u32) -> Result<Vec<CaseLine>, VaultError> {
        let mut found = self.read(from, rows, self.order != CaseOrder::Newest)?;
        found.reverse();
        Ok(found)
    }

    /// The case itself, if it is in the list.
    fn one(&self, case: CaseId) -> Result<Option<CaseLine>, VaultError> {
        let id = Value::Blob(case.into_bytes().to_vec());
        let params = [Some(id), self.words.map(|words| Value::Text(words.to_owned()))];
        let sql = format!("{} AND id = ?1", self.rows_of("?2"));
        rows::first(self.db, &sql, params_from_iter(params.into_iter().flatten()), rows::case_line)
    }

    fn read(&self, from: Option<CaseId>, rows: u32, down: bool) -> Result<Vec<CaseLine>, VaultError> {
        let keys: &[&str] = match self.order {
            CaseOrder::Number => &["place"],
            CaseOrder::Newest => &["number"],
            CaseOrder::Due => &["closed", "sort_due", "number"],
            CaseOrder::Risk => &["closed", "sort_risk", "number"],
            CaseOrder::Phase => &["closed", "phase_rank", "number"],
            CaseOrder::Name => &["closed", "sort_name", "number"],
        };
        let (than, way) = if down { ("<", " DESC") } else { (">", "") };
        let mut sql = self.rows_of("?2");
        if from.is_some() {
            let keys = keys.join(", ");
            sql.push_str(&format!(" AND ({keys}) {than} (SELECT {keys} FROM case_file WHERE id = ?3)"));
        }
        // The filter gives the rows in the order of their places by itself.
        let by_words = self.words.is_some() && self.order == CaseOrder::Number;
        if by_words && from.is_some() {
            sql.push_str(&format!(
                " AND case_words.rowid {than} (SELECT place FROM case_file WHERE id = ?3)"
            ));
        }
        let keys: Vec<String> = match by_words {
            true => vec![format!("case_words.rowid{way}")],
            false => keys.iter().map(|key| format!("{key}{way}")).collect(),
        };
        sql.push_str(&format!(" ORDER BY {} LIMIT ?1", keys.join(", ")));
        let params = [
            Value::Integer(rows.into()),
            self.words.map_or(Value::Null, |words| Value::Text(words.to_owned())),
            from.map_or(Value::Null, |case| Value::Blob(case.into_bytes().to_vec())),
        ];
        let used = if from.is_some() { 3 } else { 1 + usize::from(self.words.is_some()) };
        rows::all(self.db, &sql, params_from_iter(&params[..used]), rows::case_line)
    }

    /// The cases of the list, in any order. `words` is the parameter for the words of the filter.
    fn rows_of(&self, words: &str) -> String {
        if self.words.is_none() {
            return CASE.to_owned();
        }
        let both = "FROM case_words CROSS JOIN visible_case ON visible_case.place = case_words.rowid";
        format!("{} AND case_words MATCH {words}", CASE.replace("FROM visible_case", both))
    }
}
