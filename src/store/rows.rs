//! Rows of the database as values and back. Queries that several operations need stand here too; they
//! take any connection, so that they also run inside a transaction.

use chrono::{DateTime, NaiveDate};
use rusqlite::{Connection, Params, Row, params};
use uuid::Uuid;

use super::error::{Part, VaultError};
use crate::form::{Answer, Answers};
use crate::record::{
    CaseFile, CaseId, CaseLine, Draft, Moment, Passage, PassageKind, Record, RecordId, Revision, WorkerId,
};

/// `visible_case` holds what this session's worker may see of `case_file` (see `rights`).
pub const CASE: &str =
    "SELECT id, number, name, folded, phase, risk, consent, next_due, opened_at, changed_at,
                           stage, step, manager, closed, contact,
                           (SELECT name FROM worker WHERE worker.id = visible_case.author), next_until
                    FROM visible_case WHERE deleted_at IS NULL";
/// The newest revision of every record that is there.
pub const RECORD: &str =
    "SELECT r.id, r.case_id, r.form, v.form_version, v.revision, v.author_name, r.created_at,
                             v.saved_at, v.answers
                      FROM record r JOIN revision v ON v.record = r.id AND v.revision = r.newest
                      WHERE r.deleted_at IS NULL";
/// Of records and drafts whose case this session's worker may see, or that belong to none.
pub const SEEN: &str = "(r.case_id IS NULL OR EXISTS (SELECT 1 FROM visible_case c WHERE c.id = r.case_id))";
const DRAFT: &str = "SELECT record, case_id, form, form_version, base, answers, position, saved_at
                     FROM draft WHERE author = ?1";

/// All rows of a query.
pub fn all<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, VaultError>,
) -> Result<Vec<T>, VaultError> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The first row of a query.
pub fn first<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, VaultError>,
) -> Result<Option<T>, VaultError> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}

/// Cases: open ones first, by number.
pub fn cases(db: &Connection) -> Result<Vec<CaseLine>, VaultError> {
    all(db, &format!("{CASE} ORDER BY closed, number"), [], case_line)
}

/// The cases that a worker opened last, newest first.
pub fn recent(db: &Connection, worker: WorkerId, limit: u32) -> Result<Vec<CaseLine>, VaultError> {
    let ids = all(
        db,
        "SELECT case_id FROM recent WHERE worker = ?1 ORDER BY opened_at DESC, case_id DESC LIMIT ?2",
        params![worker.as_bytes(), limit],
        |row| id(row, 0),
    )?;
    let lines = ids.into_iter().map(|case| line(db, case));
    lines.filter_map(Result::transpose).collect()
}

/// One case of the list, unless it has a tombstone.
pub fn line(db: &Connection, case: CaseId) -> Result<Option<CaseLine>, VaultError> {
    first(db, &format!("{CASE} AND id = ?1"), [case.as_bytes()], case_line)
}

/// One case whoever may see it: for what is computed of it, not for a screen.
pub fn any_line(db: &Connection, case: CaseId) -> Result<Option<CaseLine>, VaultError> {
    let sql = CASE.replace("visible_case", "case_file");
    first(db, &format!("{sql} AND id = ?1"), [case.as_bytes()], case_line)
}

/// All that is known of one case.
pub fn case_file(db: &Connection, case: CaseId, worker: WorkerId) -> Result<CaseFile, VaultError> {
    file_of(db, line(db, case)?.ok_or(VaultError::NoSuchCase)?, worker)
}

/// All that is known of one case, whoever may see it.
pub fn any_case_file(db: &Connection, case: CaseId, worker: WorkerId) -> Result<CaseFile, VaultError> {
    file_of(db, any_line(db, case)?.ok_or(VaultError::NoSuchCase)?, worker)
}

fn file_of(db: &Connection, line: CaseLine, worker: WorkerId) -> Result<CaseFile, VaultError> {
    let case = line.id;
    let newest_first = format!("{RECORD} AND r.case_id = ?1 ORDER BY v.saved_at DESC, r.id DESC");
    let records = all(db, &newest_first, [case.as_bytes()], record_row)?;
    let of_case = format!("{DRAFT} AND case_id = ?2 ORDER BY saved_at DESC, record DESC");
    let drafts = all(db, &of_case, params![worker.as_bytes(), case.as_bytes()], draft_row)?;
    let passages = passages(db, case)?;
    Ok(CaseFile { line, records, drafts, passages })
}

/// The way of a case so far, the earliest first.
pub fn passages(db: &Connection, case: CaseId) -> Result<Vec<Passage>, VaultError> {
    let sql = "SELECT kind, was, became, at FROM passage WHERE case_id = ?1 ORDER BY at, rowid";
    all(db, sql, [case.as_bytes()], |row| {
        let kind = match row.get_ref(0)?.as_str().unwrap_or_default() {
            "phase" => PassageKind::Phase,
            "stage" => PassageKind::Stage,
            _ => PassageKind::Closed,
        };
        Ok(Passage { kind, was: row.get(1)?, became: row.get(2)?, at: moment(row, 3)? })
    })
}

/// The column `kind` of a passage.
pub fn passage_kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Phase => "phase",
        PassageKind::Stage => "stage",
        PassageKind::Closed => "closed",
    }
}

/// The records of a form that belong to no case, newest first.
pub fn loose(db: &Connection, form: &str) -> Result<Vec<Record>, VaultError> {
    let sql = format!("{RECORD} AND r.case_id IS NULL AND r.form = ?1 ORDER BY v.saved_at DESC, r.id DESC");
    all(db, &sql, [form], record_row)
}

/// The records of all forms that belong to no case.
pub fn all_loose(db: &Connection) -> Result<Vec<Record>, VaultError> {
    all(db, &format!("{RECORD} AND r.case_id IS NULL"), [], record_row)
}

/// All drafts of a worker.
pub fn drafts(db: &Connection, worker: WorkerId) -> Result<Vec<Draft>, VaultError> {
    all(db, DRAFT, [worker.as_bytes()], draft_row)
}

/// The newest revisions of all records of a form, one after the other.
pub fn each_of_form(db: &Connection, form: &str, take: &mut dyn FnMut(Record)) -> Result<(), VaultError> {
    let mut statement = db.prepare_cached(&format!("{RECORD} AND {SEEN} AND r.form = ?1"))?;
    let mut rows = statement.query([form])?;
    while let Some(row) = rows.next()? {
        take(record_row(row)?);
    }
    Ok(())
}

/// A worker's drafts of a form that belong to no case, newest first.
pub fn loose_drafts(db: &Connection, worker: WorkerId, form: &str) -> Result<Vec<Draft>, VaultError> {
    let sql = format!("{DRAFT} AND case_id IS NULL AND form = ?2 ORDER BY saved_at DESC, record DESC");
    all(db, &sql, params![worker.as_bytes(), form], draft_row)
}

/// The newest revision of one record, unless it has a tombstone.
pub fn record(db: &Connection, record: RecordId) -> Result<Option<Record>, VaultError> {
    first(db, &format!("{RECORD} AND {SEEN} AND r.id = ?1"), [record.as_bytes()], record_row)
}

/// All revisions of a record, newest first.
pub fn revisions(db: &Connection, record: RecordId) -> Result<Vec<Revision>, VaultError> {
    let sql = "SELECT revision, form_version, author_name, saved_at, answers FROM revision
               WHERE record = ?1 ORDER BY revision DESC";
    all(db, sql, [record.as_bytes()], |row| {
        Ok(Revision {
            revision: row.get(0)?,
            form_version: row.get(1)?,
            author: row.get(2)?,
            saved_at: moment(row, 3)?,
            answers: answers(row, 4)?,
        })
    })
}

/// A worker's draft of one record.
pub fn draft(db: &Connection, worker: WorkerId, record: RecordId) -> Result<Option<Draft>, VaultError> {
    let one = format!("{DRAFT} AND record = ?2");
    first(db, &one, params![worker.as_bytes(), record.as_bytes()], draft_row)
}

/// A worker's drafts that belong to no case and to no saved record, newest first.
pub fn unfinished(db: &Connection, worker: WorkerId) -> Result<Vec<Draft>, VaultError> {
    let loose = format!(
        "{DRAFT} AND case_id IS NULL AND NOT EXISTS (SELECT 1 FROM record WHERE id = draft.record)
         ORDER BY saved_at DESC, record DESC"
    );
    all(db, &loose, [worker.as_bytes()], draft_row)
}

/// A case in a list.
pub fn case_line(row: &Row<'_>) -> Result<CaseLine, VaultError> {
    Ok(CaseLine {
        id: id(row, 0)?,
        number: row.get(1)?,
        name: row.get(2)?,
        folded: row.get(3)?,
        phase: row.get(4)?,
        risk: row.get(5)?,
        consent: row.get(6)?,
        next_due: day(row, 7)?,
        opened_at: moment(row, 8)?,
        changed_at: moment(row, 9)?,
        stage: row.get(10)?,
        step: row.get(11)?,
        manager: row.get(12)?,
        closed: row.get(13)?,
        contact: answers(row, 14)?,
        author: row.get(15)?,
        next_until: day(row, 16)?,
    })
}

/// The newest revision of a record.
pub fn record_row(row: &Row<'_>) -> Result<Record, VaultError> {
    Ok(Record {
        id: id(row, 0)?,
        case: optional_id(row, 1)?,
        form: row.get(2)?,
        form_version: row.get(3)?,
        revision: row.get(4)?,
        author: row.get(5)?,
        created_at: moment(row, 6)?,
        saved_at: moment(row, 7)?,
        answers: answers(row, 8)?,
    })
}

fn draft_row(row: &Row<'_>) -> Result<Draft, VaultError> {
    // A cursor that cannot be read is no reason to withhold what was typed.
    let position: Option<String> = row.get(6)?;
    Ok(Draft {
        record: id(row, 0)?,
        case: optional_id(row, 1)?,
        form: row.get(2)?,
        form_version: row.get(3)?,
        base: row.get(4)?,
        answers: answers(row, 5)?,
        position: position.and_then(|text| serde_json::from_str(&text).ok()),
        saved_at: moment(row, 7)?,
    })
}

/// An id in a column.
pub fn id(row: &Row<'_>, column: usize) -> Result<Uuid, VaultError> {
    Ok(Uuid::from_bytes(row.get(column)?))
}

fn optional_id(row: &Row<'_>, column: usize) -> Result<Option<Uuid>, VaultError> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes))
}

/// A moment in a column of milliseconds.
pub fn moment(row: &Row<'_>, column: usize) -> Result<Moment, VaultError> {
    from_millis(row.get(column)?)
}

/// A moment from its milliseconds.
pub fn from_millis(at: i64) -> Result<Moment, VaultError> {
    DateTime::from_timestamp_millis(at).ok_or(VaultError::Damaged(Part::Database))
}

/// A day in a column.
pub fn day(row: &Row<'_>, column: usize) -> Result<Option<NaiveDate>, VaultError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| VaultError::Damaged(Part::Database))).transpose()
}

/// A day in a column where none is an empty text.
pub fn some_day(row: &Row<'_>, column: usize) -> Result<Option<NaiveDate>, VaultError> {
    let text = row.get_ref(column)?.as_str().map_err(|_| VaultError::Damaged(Part::Database))?;
    if text.is_empty() { Ok(None) } else { day(row, column) }
}

/// Answers in a column.
pub fn answers(row: &Row<'_>, column: usize) -> Result<Answers, VaultError> {
    let text = row.get_ref(column)?.as_str().map_err(|_| VaultError::Damaged(Part::Answers))?;
    serde_json::from_str(text).map_err(|_| VaultError::Damaged(Part::Answers))
}

/// Answers as the text of a column.
pub fn answers_text(answers: &Answers) -> Result<String, VaultError> {
    let written = if answers.fields.values().all(is_writable) {
        serde_json::to_string(answers)
    } else {
        serde_json::to_string(&writable(answers))
    };
    written.map_err(|_| VaultError::Damaged(Part::Answers))
}

/// The answers without what cannot be written.
pub fn writable(answers: &Answers) -> Answers {
    let mut writable = answers.clone();
    writable.fields.retain(|_, answer| keep_writable(answer));
    writable
}

/// JSON knows no infinity: one such number would make the whole record unreadable. It has no meaning as
/// an answer, so it is left out.
fn is_writable(answer: &Answer) -> bool {
    match answer {
        Answer::Number(number) => number.is_finite(),
        Answer::Rows(rows) => rows.iter().flat_map(|row| row.cells.values()).all(is_writable),
        _ => true,
    }
}

fn keep_writable(answer: &mut Answer) -> bool {
    if let Answer::Rows(rows) = answer {
        for row in rows {
            row.cells.retain(|_, cell| keep_writable(cell));
        }
        return true;
    }
    is_writable(answer)
}
