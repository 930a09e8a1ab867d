//! The workers of a vault: who can open it, with which roles. A worker is added with a passphrase and a
//! recovery code of her own and without anybody else's; how one is removed stands in `rotation`.

use rusqlite::{Connection, params};
use secrecy::{ExposeSecret, SecretString};

use super::audit::{Action, Entry};
use super::error::VaultError;
use super::rights::rights_of;
use super::vault::Vault;
use super::{KdfParams, RecoveryCode, new_record_id, rows};
use crate::record::{Moment, Right, Worker, WorkerId, WorkerLine};

/// Somebody who shall be able to open the vault.
pub struct NewWorker<'a> {
    pub name: &'a str,
    pub roles: &'a [String],
    pub passphrase: &'a SecretString,
    pub recovery: &'a RecoveryCode,
    pub kdf: KdfParams,
}

impl Vault {
    /// Everybody who can open the vault, then those who could, by name.
    pub fn workers(&self) -> Result<Vec<WorkerLine>, VaultError> {
        self.read(workers)
    }

    /// Adds a worker. Noted.
    ///
    /// # Errors
    /// `NotAllowed`; `Exists` when somebody who can open the vault has this name already.
    pub fn add_worker(&mut self, new: &NewWorker, now: Moment) -> Result<WorkerId, VaultError> {
        let id = new_record_id(now);
        let (rules, me) = (self.rules.clone(), self.worker.id);
        self.change_keys(now, vec![Entry::on(Action::WorkerAdded, id)], |keys, unlocked, db| {
            if !rights_of(db, me, &rules)?.contains(&Right::ManageWorkers) {
                return Err(VaultError::NotAllowed(Right::ManageWorkers));
            }
            let same = |line: &WorkerLine| {
                line.until.is_none() && (rules.fold)(&line.worker.name) == (rules.fold)(new.name)
            };
            if workers(db)?.iter().any(same) {
                return Err(VaultError::Exists);
            }
            db.execute(
                "INSERT INTO worker (id, name, organisation, created_at, roles)
                 SELECT ?1, ?2, organisation, ?3, ?4 FROM worker WHERE id = ?5",
                params![id.as_bytes(), new.name, now.timestamp_millis(), new.roles.join(" "), me.as_bytes()],
            )?;
            let secrets = (new.passphrase.expose_secret(), new.recovery.secret());
            keys.add_holder(unlocked, id, secrets.0, secrets.1, new.kdf)
        })?;
        Ok(id)
    }

    /// Gives a worker these roles and no others. Noted.
    ///
    /// # Errors
    /// `NotAllowed`, `NoSuchWorker`; `LastManager` when nobody would be left who manages the workers.
    pub fn set_roles(&mut self, worker: WorkerId, roles: &[String], now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            self.must(change, Right::ManageWorkers)?;
            let changed = change
                .prepare_cached("UPDATE worker SET roles = ?2 WHERE id = ?1 AND deleted_at IS NULL")?
                .execute(params![worker.as_bytes(), roles.join(" ")])?;
            if changed == 0 {
                return Err(VaultError::NoSuchWorker);
            }
            self.somebody_manages(change)?;
            Ok(((), vec![Entry::on(Action::RolesChanged, worker).detail(roles.join(" "))]))
        })?;
        // They may be one's own.
        self.seen.set(None);
        Ok(())
    }

    /// Where the roles of everybody who managed the workers were lost, whoever is here has the first ones
    /// again: a vault that nobody manages could not be mended.
    pub(super) fn manage_again(&self, now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            if self.somebody_manages(change).is_ok() {
                return Ok(((), Vec::new()));
            }
            let roles = self.rules.first_roles.join(" ");
            change.execute(
                "UPDATE worker SET roles = ?2 WHERE id = ?1",
                params![self.worker.id.as_bytes(), roles],
            )?;
            Ok(((), vec![Entry::on(Action::RolesChanged, self.worker.id).detail(roles)]))
        })
    }

    /// Somebody is left who can add and remove workers.
    pub(super) fn somebody_manages(&self, db: &Connection) -> Result<(), VaultError> {
        let manages = |line: &WorkerLine| {
            let rights = line.worker.roles.iter().flat_map(|role| (self.rules.rights)(role));
            line.until.is_none() && rights.into_iter().any(|right| right == Right::ManageWorkers)
        };
        if workers(db)?.iter().any(manages) { Ok(()) } else { Err(VaultError::LastManager) }
    }
}

fn workers(db: &Connection) -> Result<Vec<WorkerLine>, VaultError> {
    let sql = "SELECT id, name, organisation, roles, created_at, deleted_at FROM worker
               ORDER BY deleted_at IS NOT NULL, name, id";
    rows::all(db, sql, [], |row| {
        let roles: String = row.get(3)?;
        let worker = Worker {
            id: rows::id(row, 0)?,
            name: row.get(1)?,
            organisation: row.get(2)?,
            roles: roles.split_whitespace().map(str::to_owned).collect(),
        };
        let until = row.get::<_, Option<i64>>(5)?;
        Ok(WorkerLine {
            worker,
            since: rows::moment(row, 4)?,
            until: until.map(rows::from_millis).transpose()?,
        })
    })
}
