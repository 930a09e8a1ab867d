//! Removing a worker: she leaves the key file, and the database gets another key, so that her passphrase
//! opens nothing that is written from now on. A copy of the files that was taken before stays readable
//! to her; no program can change that.
//!
//! The new database is made whole beside the old one and takes its place in one rename, after a key file
//! with both keys was written: a cut anywhere leaves the old state or the new one.

use std::path::Path;

use rusqlite::{Connection, params};

use super::audit::{self, Action, Entry};
use super::elsewhere::Elsewhere;
use super::error::{Part, VaultError};
use super::files::{self, Hold, Lock};
use super::hex::Hex;
use super::keyfile::{Keys, Unlocked};
use super::rights::Sight;
use super::vault::Vault;
use super::{database, rights, seal};
use crate::memory::LockedKey;
use crate::record::{Moment, Right, WorkerId};

/// What `meta` calls the key of the audit chain, once it no longer comes from the data key.
const AUDIT_KEY: &str = "audit_key";

impl Vault {
    /// Removes a worker and changes the key of the database. Nobody else may have the vault open.
    ///
    /// # Errors
    /// `NotAllowed` (nobody removes herself), `NoSuchWorker`, `LastManager`; `Locked` while another
    /// session is open; `DiskFull`: the database needs its size once more for a moment.
    pub fn remove_worker(&mut self, worker: WorkerId, now: Moment) -> Result<(), VaultError> {
        self.read(|db| self.must(db, Right::ManageWorkers))?;
        if worker == self.worker.id {
            return Err(VaultError::NotAllowed(Right::ManageWorkers));
        }
        self.lock.change(Hold::Alone).or_else(|error| self.lock.change(Hold::Shared).and(Err(error)))?;
        let removed = self.rotate(worker, now);
        let shared = self.lock.change(Hold::Shared);
        removed.and(shared)
    }

    fn rotate(&mut self, worker: WorkerId, now: Moment) -> Result<(), VaultError> {
        let mut keys = self.newest_keys();
        let next_key = seal::random_key()?;
        keys.begin_rotation(&next_key, worker)?;
        keys.generation += 1;
        let next = keys.next_of(&self.unlocked).ok_or(VaultError::Damaged(Part::Keys))?;
        let made = self
            .make_next(worker, &next, now)
            .and_then(|()| files::write_keys(&self.dir, &keys.to_text(&self.unlocked)?));
        if let Err(error) = made {
            self.give_up(keys);
            return Err(error);
        }
        // The last connection takes the log with it.
        *self.db.borrow_mut() = database::in_memory()?;
        if let Err(error) = files::move_in_next(&self.dir) {
            self.give_up(keys);
            self.reopen();
            return Err(error);
        }
        self.unlocked = next;
        self.database_key = self.unlocked.database_key()?;
        let db = database::open(&self.dir, &self.database_key)?;
        rights::limit_sight(&db, &self.worker, &self.rules)?;
        // The rows have other numbers now.
        *self.elsewhere.borrow_mut() = Elsewhere::from(&db, Sight::of(&db, self.worker.id, &self.rules)?)?;
        *self.db.borrow_mut() = db;
        keys.end_rotation();
        keys.generation += 1;
        files::write_keys(&self.dir, &keys.to_text(&self.unlocked)?)?;
        self.keys = keys;
        files::remove_older_copies(&self.dir);
        self.write_anchor(now)
    }

    /// Back to the key as it was: nothing of the new database counts.
    fn give_up(&mut self, mut keys: Keys) {
        files::remove_next(&self.dir);
        keys.give_up_rotation();
        keys.generation += 1;
        if let Ok(text) = keys.to_text(&self.unlocked)
            && files::write_keys(&self.dir, &text).is_ok()
        {
            self.keys = keys;
        }
    }

    /// Makes the database with the new key beside the old one, the worker no longer in it.
    pub(super) fn make_next(&self, worker: WorkerId, next: &Unlocked, now: Moment) -> Result<(), VaultError> {
        let path = files::make_next(&self.dir)?;
        self.read(|db| {
            database::checkpoint(db)?;
            db.execute("VACUUM INTO ?1", params![path.to_string_lossy()])?;
            Ok(())
        })?;
        let copy = database::open_beside(&path, &self.database_key)?;
        let change = database::begin(&copy)?;
        let at = now.timestamp_millis();
        let gone = change.execute(
            "UPDATE worker SET deleted_at = ?2, roles = '' WHERE id = ?1 AND deleted_at IS NULL",
            params![worker.as_bytes(), at],
        )?;
        if gone == 0 {
            return Err(VaultError::NoSuchWorker);
        }
        self.somebody_manages(&change)?;
        change.execute("DELETE FROM access WHERE worker = ?1", [worker.as_bytes()])?;
        // The chain goes on under its own key, which now lies in the database.
        database::set_meta(&change, AUDIT_KEY, &Hex(*self.audit_key.bytes()).to_string())?;
        let entry = Entry::on(Action::WorkerRemoved, worker);
        audit::append(&change, &self.audit_key, self.worker.id, at, &entry)?;
        change.commit()?;
        database::rekey(&copy, &next.database_key()?)?;
        copy.close().map_err(|(_, error)| VaultError::from(error))?;
        // It opens with the new key, or it does not take the other's place.
        database::open_beside(&path, &next.database_key()?)?.close().map_err(|(_, error)| error)?;
        files::sync_file(&path)
    }
}

/// The key of the audit chain: its own, once the data key was changed; else the one that comes from it.
pub fn audit_key(db: &Connection, unlocked: &Unlocked) -> Result<LockedKey, VaultError> {
    let Some(own) = database::meta(db, AUDIT_KEY)? else { return unlocked.audit_key() };
    let own = zeroize::Zeroizing::new(own);
    let key = Hex::<32>::parse(&own).ok_or(VaultError::Damaged(Part::Audit))?;
    LockedKey::fill(|bytes| {
        bytes.copy_from_slice(&key.0);
        Ok(())
    })
}

/// Brings a change of the key that was cut off to its end: back, when the database has the older key
/// still, or on, when it has the new one. Nobody else has the vault meanwhile.
pub fn settle(
    dir: &Path,
    lock: &Lock,
    mut keys: Keys,
    unlocked: Unlocked,
) -> Result<(Keys, Unlocked), VaultError> {
    if !keys.is_rotating() {
        return Ok((keys, unlocked));
    }
    lock.change(Hold::Alone)?;
    let older = database::open(dir, &unlocked.database_key()?);
    let unlocked = match older {
        Ok(db) => {
            db.close().map_err(|(_, error)| VaultError::from(error))?;
            keys.give_up_rotation();
            files::remove_next(dir);
            unlocked
        }
        Err(VaultError::NotAVault) => {
            let next = keys.next_of(&unlocked).ok_or(VaultError::NoSuchWorker)?;
            database::open(dir, &next.database_key()?)?
                .close()
                .map_err(|(_, error)| VaultError::from(error))?;
            keys.end_rotation();
            files::remove_older_copies(dir);
            next
        }
        Err(error) => return Err(error),
    };
    keys.generation += 1;
    files::write_keys(dir, &keys.to_text(&unlocked)?)?;
    lock.change(Hold::Shared)?;
    Ok((keys, unlocked))
}
