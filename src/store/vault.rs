//! Opening, holding and closing a vault, and the one function through which everything is written.

use std::cell::{Cell, Ref, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rusqlite::{Connection, Transaction};
use secrecy::{ExposeSecret, SecretString};

use super::audit::{self, Action, Entry};
use super::elsewhere::Elsewhere;
use super::error::{Part, VaultError};
use super::files::{self, Hold, Lock, VaultState};
use super::hex::Hex;
use super::keyfile::{Anchor, Keys, SlotKind, Unlocked};
use super::mark::Mark;
use super::rights::Sight;
use super::spare::spare_kib;
use super::{KdfParams, NewVault, RecoveryCode, Rules, Unlock, database, opening, rights, rotation, schema};
use crate::memory::LockedKey;
use crate::record::{Moment, Worker};

/// Something that a person should hear about after opening; the vault works nevertheless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// `vault.keys` was missing, broken or tampered with; its copy was used and written back.
    KeysFromCopy,
    /// `vault.keys` is older than the one this database was last used with.
    KeysOlder,
    /// The audit chain does not contain what was anchored: `vault.db` is older than it was, or changed.
    AnchorBroken,
    /// The log of a program that was cut off cannot be read to its end: what was saved last may be missing.
    /// The damaged log was kept beside it.
    LogDamaged,
    /// The database lacks what was written last: its log was removed, or cut off at the end of a save.
    EndMissing,
    /// The database was brought from this version to the newest; the older file was kept beside it.
    Migrated { from: u32 },
}

/// An unlocked vault. It owns the connection, the keys and the lock; dropping it releases all three.
/// Several sessions may have the same vault open at once.
pub struct Vault {
    // Dropped first: closing the connection is the last write, and the lock must outlive it.
    pub(super) db: RefCell<Connection>,
    pub(super) dir: PathBuf,
    pub(super) database_key: LockedKey,
    pub(super) audit_key: LockedKey,
    pub(super) unlocked: Unlocked,
    pub(super) keys: Keys,
    pub(super) worker: Worker,
    pub(super) rules: Rules,
    notices: Vec<Notice>,
    /// What other sessions save.
    pub(super) elsewhere: RefCell<Elsewhere>,
    /// The state of the database for which the worker's rights were looked up last.
    pub(super) seen: Cell<Option<i64>>,
    pub(super) lock: Lock,
}

impl Vault {
    /// What lies in `dir`, judged without unlocking and without writing anything.
    pub fn state(dir: &Path) -> VaultState {
        files::state(dir)
    }

    /// Whether a program has the vault in `dir` open now.
    pub fn is_in_use(dir: &Path) -> bool {
        matches!(Lock::take(dir, false, Hold::Alone), Err(VaultError::Locked))
    }

    /// Whether the vault in `dir` was last used by an older program: opening it adapts its database first,
    /// which takes about 10 s for 100,000 cases.
    pub fn is_older(dir: &Path) -> bool {
        files::read_keys(dir).is_ok_and(|found| found.file.keys.schema < schema::LATEST)
    }

    /// The memory that opening the vault in `dir` takes for a moment, or a new one where there is none, and what
    /// the system has to spare, both in KiB.
    pub fn memory_to_open(dir: &Path) -> (u32, Option<u64>) {
        let spare = spare_kib();
        let kept = files::read_keys(dir).ok().and_then(|found| found.file.keys.memory_kib());
        (kept.unwrap_or_else(|| KdfParams::memory_kib(spare)), spare)
    }

    /// Makes a new vault in `dir` and opens it. The directory is made if need be, for its owner alone.
    ///
    /// # Errors
    /// `Exists` when any part of a vault is there already; `NotWritable`, `DiskFull`.
    pub fn create(dir: &Path, new: &NewVault, rules: Rules, now: Moment) -> Result<Self, VaultError> {
        opening::must_be_missing(dir)?;
        files::make_directory(dir)?;
        let lock = Lock::take(dir, true, Hold::Alone)?.ok_or(VaultError::Locked)?;
        // Again: another program may have made one before the lock was ours.
        opening::must_be_missing(dir)?;
        lock.forget()?;
        let (keys, unlocked) = opening::build(dir, new, rules.first_roles.clone(), now)
            .inspect_err(|_| files::abandon_creation(dir))?;
        lock.change(Hold::Shared)?;
        let session = (lock, Vec::new());
        Self::begin_session(dir, keys, unlocked, rules, session, now, &Arc::default())
    }

    /// Opens the vault in `dir`. Until the passphrase is known to be right nothing is written.
    ///
    /// # Errors
    /// `Locked` when it is being made or its key changed (told before the slow derivation), `WrongPassphrase`, what `state` says of the files,
    /// `KeysTampered` when neither the key file nor its copy is as the program left it.
    pub fn open(dir: &Path, with: Unlock, rules: Rules, now: Moment) -> Result<Self, VaultError> {
        Self::open_until(dir, with, rules, now, &Arc::default())
    }

    /// Opens the vault in `dir` unless somebody leaves: to bring a large one up to date takes a minute.
    ///
    /// # Errors
    /// Those of `open`; `Io(Interrupted)` when somebody left before it was up to date. It is whole then, and
    /// opens again.
    pub fn open_until(
        dir: &Path,
        with: Unlock,
        rules: Rules,
        now: Moment,
        left: &Arc<AtomicBool>,
    ) -> Result<Self, VaultError> {
        match files::state(dir) {
            VaultState::Present => {}
            VaultState::Missing | VaultState::Partial(_) => return Err(VaultError::Missing),
            VaultState::EmptyFile(_) => return Err(VaultError::EmptyFile),
            VaultState::Foreign(_) => return Err(VaultError::NotAVault),
            VaultState::Unreadable => return Err(VaultError::NotWritable(dir.to_owned())),
            VaultState::Newer(found) => return Err(VaultError::Newer { found, known: schema::LATEST }),
        }
        let early = Lock::take(dir, false, Hold::Shared)?;
        let (keys, unlocked, from_copy) = opening::unlock(dir, with)?;
        let lock = match early {
            Some(lock) => lock,
            None => Lock::take(dir, true, Hold::Shared)?.ok_or(VaultError::Locked)?,
        };
        let (keys, unlocked) = rotation::settle(dir, &lock, keys, unlocked)?;
        let notices = if from_copy { vec![Notice::KeysFromCopy] } else { Vec::new() };
        Self::begin_session(dir, keys, unlocked, rules, (lock, notices), now, left)
    }

    fn begin_session(
        dir: &Path,
        keys: Keys,
        unlocked: Unlocked,
        rules: Rules,
        (lock, mut notices): (Lock, Vec<Notice>),
        now: Moment,
        left: &Arc<AtomicBool>,
    ) -> Result<Self, VaultError> {
        let database_key = unlocked.database_key()?;
        notices.extend(opening::examine_log(dir, &lock)?);
        let mut db = database::open(dir, &database_key)?;
        notices.extend(opening::migrate(dir, &mut db, &lock, left)?);
        if database::meta(&db, "vault")?.as_deref() != Some(keys.vault.to_string().as_str()) {
            return Err(VaultError::NotAVault);
        }
        let worker = opening::read_worker(&db, &unlocked)?;
        rights::limit_sight(&db, &worker, &rules)?;
        let elsewhere = RefCell::new(Elsewhere::from(&db, Sight::of(&db, worker.id, &rules)?)?);
        let audit_key = rotation::audit_key(&db, &unlocked)?;
        let (db, dir, audit_key) = (RefCell::new(db), dir.to_owned(), audit_key);
        let mut vault = Self {
            db,
            dir,
            database_key,
            audit_key,
            unlocked,
            keys,
            worker,
            rules,
            notices,
            elsewhere,
            seen: Cell::new(None),
            lock,
        };
        (vault.keys, vault.notices) = vault.write(now, |change| {
            let mut keys = vault.newest_keys();
            let mut notices = vault.notices.clone();
            let mark = vault.lock.mark().and_then(|text| Mark::read(&text, &vault.audit_key, keys.vault));
            opening::compare(change, &mut keys, mark.as_ref(), &mut notices)?;
            let entries = notices.iter().map(notice_entry);
            let entries = [Entry::new(Action::SessionOpened)].into_iter().chain(entries).collect();
            Ok(((keys, notices), entries))
        })?;
        vault.write_anchor(now)?;
        Ok(vault)
    }

    /// Who opened it.
    pub fn worker(&self) -> &Worker {
        &self.worker
    }

    /// What a person should hear about this opening.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Whether a passphrase is that of the worker who opened the vault.
    ///
    /// # Errors
    /// `WrongPassphrase` when it is not.
    pub fn prove(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        let (_, unlocked, _) = opening::unlock(&self.dir, Unlock::Passphrase(passphrase))?;
        if unlocked.worker == self.worker.id { Ok(()) } else { Err(VaultError::WrongPassphrase) }
    }

    /// Replaces the passphrase of the worker; the recovery code stays as it is.
    pub fn set_passphrase(
        &mut self,
        new: &SecretString,
        kdf: KdfParams,
        now: Moment,
    ) -> Result<(), VaultError> {
        self.set_slot(SlotKind::Passphrase, new.expose_secret(), kdf, Action::PassphraseChanged, now)
    }

    /// Replaces the recovery code of the worker; the older one no longer opens the vault.
    pub fn set_recovery(
        &mut self,
        new: &RecoveryCode,
        kdf: KdfParams,
        now: Moment,
    ) -> Result<(), VaultError> {
        self.set_slot(SlotKind::Recovery, new.secret(), kdf.at_floor(), Action::RecoveryChanged, now)
    }

    fn set_slot(
        &mut self,
        kind: SlotKind,
        secret: &str,
        kdf: KdfParams,
        action: Action,
        now: Moment,
    ) -> Result<(), VaultError> {
        let before = self.keys.clone();
        let written = self.change_keys_alone(now, vec![Entry::new(action)], |keys, unlocked, _| {
            keys.set_slot(unlocked, kind, secret, kdf)
        });
        if let Err(error) = written {
            // The commit can fail after the key file was written: the older secret must go on opening it.
            // If it cannot be written now, the copy still has the older one (`opening::unlock`).
            let _ = files::write_keys(&self.dir, &before.to_text(&self.unlocked)?);
            return Err(error);
        }
        self.copy_keys()
    }

    /// Brings the copy of the key file up to date with the file, as it is by then.
    fn copy_keys(&self) -> Result<(), VaultError> {
        self.read(|db| {
            // Held while it is copied: no other session writes the file meanwhile.
            let _alone = database::begin(db)?;
            files::copy_keys(&self.dir)
        })
    }

    /// Changes the key file and its copy.
    pub(super) fn change_keys(
        &mut self,
        now: Moment,
        entries: Vec<Entry>,
        change: impl FnOnce(&mut Keys, &Unlocked, &Connection) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        self.change_keys_alone(now, entries, change)?;
        self.copy_keys()
    }

    /// Changes the key file as it lies there now, and leaves its copy. The write of the database around it keeps other
    /// sessions from changing it at the same time; its number in the database is committed after the
    /// file is safely there, so that a cut between the two does not look as if an older one had been put
    /// in its place.
    fn change_keys_alone(
        &mut self,
        now: Moment,
        entries: Vec<Entry>,
        change: impl FnOnce(&mut Keys, &Unlocked, &Connection) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        self.keys = self.write(now, |db| {
            let mut keys = self.newest_keys();
            change(&mut keys, &self.unlocked, db)?;
            keys.generation += 1;
            keys.schema = schema::LATEST;
            database::set_meta(db, "generation", &keys.generation.to_string())?;
            // Inside the transaction: if the key file cannot be written, the chain does not say it was.
            files::write_keys_alone(&self.dir, &keys.to_text(&self.unlocked)?)?;
            Ok((keys, entries))
        })?;
        Ok(())
    }

    /// The keys as another session may have written them since; never older ones than were seen here.
    pub(super) fn newest_keys(&self) -> Keys {
        let found = files::read_keys(&self.dir).ok().filter(|found| found.file.is_genuine(&self.unlocked));
        match found {
            Some(found) if found.file.keys.generation >= self.keys.generation => found.file.keys,
            _ => self.keys.clone(),
        }
    }

    /// Notes that the session was locked and anchors the audit chain, for a screen that keeps the vault.
    pub fn anchor(&mut self, now: Moment) -> Result<(), VaultError> {
        self.write(now, |_| Ok(((), vec![Entry::new(Action::SessionLocked)])))?;
        self.write_anchor(now)
    }

    /// Writes the end of the audit chain, as far as it is committed, into the key file.
    pub(super) fn write_anchor(&mut self, now: Moment) -> Result<(), VaultError> {
        self.change_keys(now, Vec::new(), |keys, _, db| {
            let (count, head) = audit::head(db)?;
            keys.anchor = Anchor { count, head: Hex(head) };
            Ok(())
        })
    }

    /// Ends the session: notes it, anchors the chain, moves the log into the database, releases the lock.
    /// The lock is released and the keys are wiped even when the rest fails.
    pub fn close(mut self, now: Moment) -> Result<(), VaultError> {
        let noted = self.write(now, |_| Ok(((), vec![Entry::new(Action::SessionClosed)])));
        let anchored = noted.and_then(|()| self.write_anchor(now));
        anchored.and(self.read(database::checkpoint).map(drop))
    }

    /// Limits the database to `pages` pages, or as many as it has: a full disk for tests.
    #[doc(hidden)]
    pub fn limit_pages(&self, pages: u32) -> Result<(), VaultError> {
        self.read(|db| Ok(db.execute_batch(&format!("PRAGMA max_page_count = {pages}"))?))
    }

    /// The only way to write: begins at once, runs the closure, appends its audit entries, commits.
    /// When anything fails, nothing of it is there.
    pub(super) fn write<T>(
        &self,
        now: Moment,
        work: impl FnOnce(&Transaction) -> Result<(T, Vec<Entry>), VaultError>,
    ) -> Result<T, VaultError> {
        self.read(|db| {
            let change = database::begin(db)?;
            let (value, entries) = work(&change)?;
            audit::append_all(&change, &self.audit_key, self.worker.id, now.timestamp_millis(), &entries)?;
            let mark = Mark::next(&change, self.keys.vault, entries.is_empty())?.text(&self.audit_key)?;
            change.commit()?;
            self.lock.note(&mark);
            Ok(value)
        })
    }

    /// Runs a query. After a page could not be authenticated SQLCipher refuses everything else on that
    /// connection, so it is opened anew for what comes next.
    pub(super) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let found = self.see_as_it_is().and_then(|()| query(&self.connection()));
        if let Err(VaultError::Damaged(Part::Database) | VaultError::Sqlite(_)) = &found {
            self.reopen();
        }
        found.map_err(|error| error.at(&self.dir))
    }

    /// After another session wrote, the worker sees what her roles give her now.
    fn see_as_it_is(&self) -> Result<(), VaultError> {
        let db = self.connection();
        let state = db.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if self.seen.get() != Some(state) {
            rights::limit_sight(&db, &self.worker, &self.rules)?;
            self.seen.set(Some(state));
        }
        Ok(())
    }

    /// The id of this vault.
    pub(super) fn id(&self) -> uuid::Uuid {
        self.keys.vault
    }

    /// The key of what this worker writes for herself.
    pub(super) fn own_key(&self) -> Result<LockedKey, VaultError> {
        self.unlocked.own_key(self.keys.vault)
    }

    fn connection(&self) -> Ref<'_, Connection> {
        self.db.borrow()
    }

    pub(super) fn reopen(&self) {
        let fresh = database::open(&self.dir, &self.database_key)
            .and_then(|db| rights::limit_sight(&db, &self.worker, &self.rules).map(|()| db));
        if let (Ok(fresh), Ok(mut db)) = (fresh, self.db.try_borrow_mut()) {
            *db = fresh;
        }
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

fn notice_entry(notice: &Notice) -> Entry {
    match notice {
        Notice::KeysFromCopy => Entry::new(Action::KeysFromCopy),
        Notice::KeysOlder => Entry::new(Action::KeysOlder),
        Notice::AnchorBroken => Entry::new(Action::AnchorBroken),
        Notice::LogDamaged => Entry::new(Action::LogDamaged),
        Notice::EndMissing => Entry::new(Action::EndMissing),
        Notice::Migrated { from } => Entry::new(Action::Migrated).detail(from.to_string()),
    }
}
