//! The dates that ask for something, as the headers of the cases have them.

use rusqlite::{Connection, Params, Row, params};

use super::error::{Part, VaultError};
use super::rows;
use crate::record::{CaseId, CaseLine, Due, DueLine, Header};

/// The columns of a date, in the order in which `due` reads them.
const DUE: &str = "d.record, d.form, d.path, d.heading, d.start, d.date, d.step, d.since, d.until, d.section,
                   d.comes";

/// Dates with their cases, as far as these may be seen. The dates are gone through in their order.
const LINES: &str = "c.id, c.number, c.name, c.risk, c.manager, c.contact
                     FROM due d INDEX CROSS JOIN visible_case c ON c.id = d.case_id
                     WHERE c.deleted_at IS NULL";

/// Which index the dates are gone through by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Date,
    Section,
    /// Only those with a window that reaches beyond their day.
    Window,
    Risk,
    Step,
    Manager,
}

impl By {
    pub fn index(self) -> &'static str {
        match self {
            By::Date => "due_by_date",
            By::Section => "due_by_section",
            By::Window => "due_with_window",
            By::Risk => "due_by_risk",
            By::Step => "due_by_step",
            By::Manager => "due_by_manager",
        }
    }
}

/// The first so many dates for which a condition over `d` and `c` holds, the oldest first.
pub fn lines(
    db: &Connection,
    by: By,
    which: &str,
    params: impl Params,
    most: usize,
) -> Result<Vec<DueLine>, VaultError> {
    // SQLite knows nothing of how many dates lie on which side of today.
    let from = LINES.replace("INDEX", &format!("INDEXED BY {}", by.index()));
    let sql = format!("SELECT {DUE}, {from} AND {which} ORDER BY d.date, d.number, d.rowid LIMIT {most}");
    rows::all(db, &sql, params, line)
}

/// The dates of one case in the order of its header.
pub fn of_case(db: &Connection, case: CaseId) -> Result<Vec<Due>, VaultError> {
    let sql = format!("SELECT {DUE} FROM due d WHERE d.case_id = ?1 ORDER BY d.rowid");
    rows::all(db, &sql, [case.as_bytes()], due)
}

/// Writes a date of a case whose header is this.
pub fn insert(db: &Connection, case: &CaseLine, header: &Header, due: &Due) -> Result<(), VaultError> {
    let path = serde_json::to_string(&due.path).map_err(|_| VaultError::Damaged(Part::Database))?;
    db.prepare_cached(
        "INSERT INTO due (case_id, record, form, path, heading, start, date, step, since, until, number,
                          section, comes, risk, manager)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        case.id.as_bytes(),
        due.record.as_bytes(),
        due.form,
        path,
        due.heading,
        due.start,
        due.date.to_string(),
        due.step,
        due.since.map(|day| day.to_string()),
        due.until.map(|day| day.to_string()),
        case.number,
        due.section,
        due.comes.map(|day| day.to_string()).unwrap_or_default(),
        header.risk,
        header.manager,
    ])?;
    Ok(())
}

fn line(row: &Row<'_>) -> Result<DueLine, VaultError> {
    Ok(DueLine {
        due: due(row)?,
        case: rows::id(row, 11)?,
        number: row.get(12)?,
        name: row.get(13)?,
        risk: row.get(14)?,
        manager: row.get(15)?,
        contact: rows::answers(row, 16)?,
    })
}

fn due(row: &Row<'_>) -> Result<Due, VaultError> {
    let path: String = row.get(2)?;
    Ok(Due {
        record: rows::id(row, 0)?,
        form: row.get(1)?,
        path: serde_json::from_str(&path).map_err(|_| VaultError::Damaged(Part::Database))?,
        heading: row.get(3)?,
        start: row.get(4)?,
        date: rows::day(row, 5)?.ok_or(VaultError::Damaged(Part::Database))?,
        step: row.get(6)?,
        since: rows::day(row, 7)?,
        until: rows::day(row, 8)?,
        section: row.get(9)?,
        comes: rows::some_day(row, 10)?,
    })
}
