//! What this session's worker may do, and which cases she sees. The program keeps to it in this one place;
//! cryptography does not: everybody who opens the vault has the key of the whole database.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::audit::{Action, Entry};
use super::error::VaultError;
use super::vault::Vault;
use super::{Rules, rows};
use crate::record::{CaseId, Moment, Right, Worker, WorkerId};

impl Vault {
    /// The rights of the worker's roles, as they are at this moment.
    pub fn rights(&self) -> Result<BTreeSet<Right>, VaultError> {
        self.read(|db| rights_of(db, self.worker.id, &self.rules))
    }

    /// Refuses what the worker's roles do not give.
    pub(super) fn must(&self, db: &Connection, right: Right) -> Result<(), VaultError> {
        let has = rights_of(db, self.worker.id, &self.rules)?.contains(&right);
        if has { Ok(()) } else { Err(VaultError::NotAllowed(right)) }
    }

    /// The workers to whom a case is limited; none: everybody who may read cases sees it.
    pub fn access(&self, case: CaseId) -> Result<Vec<WorkerId>, VaultError> {
        self.read(|db| {
            let sql = "SELECT worker FROM access WHERE case_id = ?1 ORDER BY worker";
            rows::all(db, sql, [case.as_bytes()], |row| rows::id(row, 0))
        })
    }

    /// Limits a case to these workers; to none of them: opens it again. Whoever limits it stays among
    /// them, so that nobody loses a case from sight by mistake. Noted.
    pub fn set_access(&mut self, case: CaseId, to: &[WorkerId], now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            self.must(change, Right::LimitCases)?;
            rows::line(change, case)?.ok_or(VaultError::NoSuchCase)?;
            change.prepare_cached("DELETE FROM access WHERE case_id = ?1")?.execute([case.as_bytes()])?;
            let mut workers: BTreeSet<WorkerId> = to.iter().copied().collect();
            if !workers.is_empty() {
                workers.insert(self.worker.id);
            }
            for worker in &workers {
                change
                    .prepare_cached(
                        "INSERT INTO access (case_id, worker, given_by, given_at) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![
                        case.as_bytes(),
                        worker.as_bytes(),
                        self.worker.id.as_bytes(),
                        now.timestamp_millis()
                    ])?;
            }
            let detail = workers.len().to_string();
            Ok(((), vec![Entry::on(Action::AccessChanged, case).detail(detail)]))
        })
    }
}

/// The rights of a worker as the database has her roles now; of a removed one none.
pub fn rights_of(db: &Connection, worker: WorkerId, rules: &Rules) -> Result<BTreeSet<Right>, VaultError> {
    let sql = "SELECT roles FROM worker WHERE id = ?1 AND deleted_at IS NULL";
    let roles = rows::first(db, sql, [worker.as_bytes()], |row| Ok(row.get::<_, String>(0)?))?;
    let roles = roles.unwrap_or_default();
    Ok(roles.split_whitespace().flat_map(|role| (rules.rights)(role)).collect())
}

/// What a worker may do, and which cases are hidden from her although she may read cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    pub rights: BTreeSet<Right>,
    hidden: BTreeSet<CaseId>,
}

impl Sight {
    /// As it is now.
    pub fn of(db: &Connection, worker: WorkerId, rules: &Rules) -> Result<Self, VaultError> {
        let sql = "SELECT case_id FROM access GROUP BY case_id HAVING NOT max(worker = ?1)";
        let hidden = rows::all(db, sql, [worker.as_bytes()], |row| rows::id(row, 0))?;
        Ok(Self { rights: rights_of(db, worker, rules)?, hidden: hidden.into_iter().collect() })
    }
}

/// Lets the queries of this connection see only the cases that the worker may see: `visible_case` stands
/// for `case_file` in everything that is read for the screen. `hidden_case` holds the others.
pub fn limit_sight(db: &Connection, worker: &Worker, rules: &Rules) -> Result<(), VaultError> {
    let sees = rights_of(db, worker.id, rules)?.contains(&Right::ReadCases);
    let id = worker.id.simple();
    let own = format!(
        "NOT EXISTS (SELECT 1 FROM main.access a WHERE a.case_id = case_file.id)
         OR EXISTS (SELECT 1 FROM main.access a WHERE a.case_id = case_file.id AND a.worker = x'{id}')"
    );
    // Without the right nothing is seen; the cases that are limited are asked for at each query.
    let which = if sees { own.as_str() } else { "0" };
    // Begins with the few that are limited to somebody: what is kept as a count is told without them.
    let others = format!(
        "(SELECT DISTINCT case_id FROM main.access) CROSS JOIN main.case_file ON case_file.id = case_id
         WHERE NOT EXISTS (SELECT 1 FROM main.access a WHERE a.case_id = case_file.id AND a.worker = x'{id}')"
    );
    let hidden = if sees { others.as_str() } else { "main.case_file" };
    db.execute_batch(&format!(
        "DROP VIEW IF EXISTS temp.visible_case;
         DROP VIEW IF EXISTS temp.hidden_case;
         CREATE TEMP VIEW visible_case AS SELECT * FROM main.case_file WHERE {which};
         CREATE TEMP VIEW hidden_case AS SELECT case_file.* FROM {hidden};"
    ))?;
    Ok(())
}
