//! The steps of making and opening a vault, each a function that the session is begun with.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rusqlite::{Connection, params};
use secrecy::ExposeSecret;

use super::audit::{self, Action, Entry};
use super::error::VaultError;
use super::files::{Hold, Lock};
use super::keyfile::{Keys, SlotKind, Unlocked};
use super::mark::Mark;
use super::vault::Notice;
use super::{NewVault, Unlock, VaultState, database, files, new_record_id, rows, schema, wal};
use crate::record::{Moment, Worker};

/// A vault is only made where no part of one is.
pub fn must_be_missing(dir: &Path) -> Result<(), VaultError> {
    match files::state(dir) {
        VaultState::Missing => Ok(()),
        VaultState::Unreadable => Err(VaultError::NotWritable(dir.to_owned())),
        _ => Err(VaultError::Exists),
    }
}

/// Builds the files of a new vault beside their places and moves them in when they are complete.
pub fn build(
    dir: &Path,
    new: &NewVault,
    roles: Vec<String>,
    now: Moment,
) -> Result<(Keys, Unlocked), VaultError> {
    let staging = files::make_staging(dir)?;
    let worker = Worker {
        id: new_record_id(now),
        name: new.worker_name.to_owned(),
        organisation: new.organisation.map(str::to_owned),
        roles,
    };
    let (passphrase, recovery) = (new.passphrase.expose_secret(), new.recovery.secret());
    let (keys, unlocked) = Keys::new(schema::LATEST, worker.id, passphrase, recovery, new.kdf)?;
    build_database(&staging, &keys, &unlocked, &worker, now)?;
    files::write_keys(&staging, &keys.to_text(&unlocked)?)?;
    files::move_in(&staging, dir)?;
    Ok((keys, unlocked))
}

fn build_database(
    staging: &Path,
    keys: &Keys,
    unlocked: &Unlocked,
    worker: &Worker,
    now: Moment,
) -> Result<(), VaultError> {
    let path = staging.join(files::DATABASE);
    files::create_private(&path).map_err(|error| VaultError::from(error).at(&path))?;
    let db = database::open(staging, &unlocked.database_key()?)?;
    schema::migrate(&db)?;
    let at = now.timestamp_millis();
    let change = database::begin(&db)?;
    database::set_meta(&change, "vault", &keys.vault.to_string())?;
    change.execute(
        "INSERT INTO worker (id, name, organisation, created_at, roles) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![worker.id.as_bytes(), worker.name, worker.organisation, at, worker.roles.join(" ")],
    )?;
    audit::append(&change, &unlocked.audit_key()?, worker.id, at, &Entry::new(Action::VaultCreated))?;
    change.commit()?;
    database::checkpoint(&db)?;
    db.close().map_err(|(_, error)| error.into())
}

/// Unlocks the key file; if it was tampered with, its copy, provided that one is as we left it. The copy is
/// also asked when the file does not know the secret and differs from it: then a change of passphrase was
/// cut off between the two, which its worker was never told to be done. Only an older copy than that, which
/// no program leaves, is worth a notice.
pub fn unlock(dir: &Path, with: Unlock) -> Result<(Keys, Unlocked, bool), VaultError> {
    let (kind, secret) = match with {
        Unlock::Passphrase(passphrase) => (SlotKind::Passphrase, passphrase.expose_secret()),
        Unlock::Recovery(code) => (SlotKind::Recovery, code.secret()),
    };
    let found = files::read_keys(dir)?;
    match found.file.unlock(kind, secret) {
        Ok(unlocked) if found.file.is_genuine(&unlocked) => Ok((found.file.keys, unlocked, found.from_copy)),
        Ok(_) | Err(VaultError::KeysTampered) => {
            unlock_copy(dir, kind, secret).ok_or(VaultError::KeysTampered)
        }
        Err(VaultError::WrongPassphrase) if !found.from_copy && files::copy_differs(dir) => {
            let (mut keys, unlocked, _) =
                unlock_copy(dir, kind, secret).ok_or(VaultError::WrongPassphrase)?;
            let newest = found.file.keys.generation;
            let cut_off = found.file.is_genuine(&unlocked) && newest == keys.generation + 1;
            if cut_off {
                // Newer than the file: whoever comes in with the older secret keeps it.
                keys.generation = newest + 1;
            }
            Ok((keys, unlocked, !cut_off))
        }
        Err(error) => Err(error),
    }
}

fn unlock_copy(dir: &Path, kind: SlotKind, secret: &str) -> Option<(Keys, Unlocked, bool)> {
    let copy = files::read_keys_copy(dir).ok()?;
    let unlocked = copy.file.unlock(kind, secret).ok()?;
    copy.file.is_genuine(&unlocked).then_some((copy.file.keys, unlocked, true))
}

/// Looks at the log that a program which was cut off left, before SQLite throws away what it cannot read.
/// Only when nobody else has the database: a log that is being written looks damaged at its end, and
/// whoever has it open has looked.
pub fn examine_log(dir: &Path, lock: &Lock) -> Result<Option<Notice>, VaultError> {
    if !files::has_log(dir) {
        return Ok(None);
    }
    let alone = lock.change(Hold::Alone).is_ok();
    let whole = if alone { wal::is_whole(dir) } else { Ok(true) };
    if whole == Ok(false) {
        files::keep_log(dir);
    }
    lock.change(Hold::Shared)?;
    Ok((!whole?).then_some(Notice::LogDamaged))
}

/// Brings an older database up to date, after a copy of it was made. Nobody else has it meanwhile.
///
/// # Errors
/// `Io(Interrupted)` when somebody left.
pub fn migrate(
    dir: &Path,
    db: &mut Connection,
    lock: &Lock,
    left: &Arc<AtomicBool>,
) -> Result<Option<Notice>, VaultError> {
    if schema::version(db)? == schema::LATEST {
        return Ok(None);
    }
    lock.change(Hold::Alone)?;
    // Again: another session may have done it until then.
    let from = schema::version(db)?;
    if from != schema::LATEST {
        database::checkpoint(db)?;
        files::back_up(dir, from)?;
        schema::migrate_until(db, left)?;
    }
    lock.change(Hold::Shared)?;
    Ok((from != schema::LATEST).then_some(Notice::Migrated { from }))
}

/// Compares the key file with what the database remembers of it, the chain with the anchor, and the end of
/// what was written with the mark of it. Nobody writes meanwhile. One loss is said once.
pub fn compare(
    db: &Connection,
    keys: &mut Keys,
    mark: Option<&Mark>,
    notices: &mut Vec<Notice>,
) -> Result<(), VaultError> {
    let known = database::meta(db, "generation")?.and_then(|text| text.parse().ok()).unwrap_or_default();
    if keys.generation < known {
        notices.push(Notice::KeysOlder);
        keys.generation = known;
    }
    if !audit::reaches(db, keys.anchor.count, &keys.anchor.head.0)? {
        notices.push(Notice::AnchorBroken);
    }
    let said = notices.iter().any(|notice| matches!(notice, Notice::AnchorBroken | Notice::LogDamaged));
    if let Some(mark) = mark.filter(|_| !said)
        && !mark.is_reached(db)?
    {
        notices.push(Notice::EndMissing);
    }
    Ok(())
}

pub fn read_worker(db: &Connection, unlocked: &Unlocked) -> Result<Worker, VaultError> {
    let sql = "SELECT name, organisation, roles FROM worker WHERE id = ?1 AND deleted_at IS NULL";
    let id = unlocked.worker;
    let found = rows::first(db, sql, [id.as_bytes()], |row| {
        let roles = row.get::<_, String>(2)?.split_whitespace().map(str::to_owned).collect();
        Ok(Worker { id, name: row.get(0)?, organisation: row.get(1)?, roles })
    })?;
    found.ok_or(VaultError::NoSuchWorker)
}
