//! From a backup to a vault. The whole file is authenticated before anything is written, and the vault is
//! built beside its place and moved in, like a new one.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use super::contents::{self, Inventory};
use super::header::Header;
use super::stream::Reader;
use super::{BackupError, Progress, Tell};
use crate::memory::LockedKey;
use crate::store::error::VaultError;
use crate::store::files::{self, Hold, Lock};
use crate::store::{Unlock, opening};

/// A backup whose key is known.
pub struct OpenBackup {
    path: PathBuf,
    header: Header,
    key: LockedKey,
}

impl OpenBackup {
    /// Opens a backup with its passphrase or with the recovery code of a worker of the vault in it.
    ///
    /// # Errors
    /// `NotABackup`, `Newer`, `Damaged` (all told before the slow derivation), `WrongSecret`.
    pub fn open(path: &Path, with: Unlock) -> Result<Self, BackupError> {
        let header = Self::look(path)?;
        let key = header.unlock(with)?;
        Ok(Self { path: path.to_owned(), header, key })
    }

    /// Whether a vault could be made in `dir`, before any secret is asked for.
    ///
    /// # Errors
    /// `Vault(Exists)` when anything of a vault lies there.
    pub fn may_restore_into(dir: &Path) -> Result<(), BackupError> {
        must_be_empty(dir)
    }

    /// Whether this is a backup that can be read, before any secret is asked for.
    pub fn is_one(path: &Path) -> Result<(), BackupError> {
        Self::look(path).map(drop)
    }

    fn look(path: &Path) -> Result<Header, BackupError> {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(BackupError::NotABackup);
        }
        Header::read(&mut BufReader::new(file))
    }

    /// Reads it whole: every chunk is authenticated, and everything compared with its hash.
    ///
    /// # Errors
    /// `Damaged` when anything is not as it was written.
    pub fn check<'t>(&self, tell: &'t mut Tell<'t>) -> Result<Inventory, BackupError> {
        let read = self.unpack(&mut io::sink(), &mut Progress::new(tell))?;
        Ok(read.inventory)
    }

    /// Makes a vault of it in `dir`, which must hold no part of one.
    ///
    /// # Errors
    /// As `check`, before anything is written; `Vault(Exists)`; `NoRoom`. Nothing of it is left then.
    pub fn restore_into<'t>(&self, dir: &Path, tell: &'t mut Tell<'t>) -> Result<Inventory, BackupError> {
        must_be_empty(dir)?;
        let mut progress = Progress::new(tell);
        self.unpack(&mut io::sink(), progress.part(0, 45))?;
        let made = !dir.exists();
        files::make_directory(dir)?;
        let done = self.build(dir, progress.part(45, 100)).map_err(|error| error.at(dir));
        if done.is_err() {
            files::abandon_creation(dir);
            if made {
                let _ = fs::remove_file(dir.join(files::LOCK));
                let _ = fs::remove_dir(dir);
            }
        }
        done
    }

    fn build(&self, dir: &Path, progress: &mut Progress) -> Result<Inventory, BackupError> {
        let lock = Lock::take(dir, true, Hold::Alone)?.ok_or(VaultError::Locked)?;
        // Again: another program may have made one before the lock was ours.
        must_be_empty(dir)?;
        lock.forget()?;
        let staging = files::make_staging(dir)?;
        let database = files::create_private(&staging.join(files::DATABASE))?;
        let mut out = BufWriter::with_capacity(1 << 20, &database);
        let read = self.unpack(&mut out, progress)?;
        out.flush()?;
        drop(out);
        database.sync_all()?;
        files::write_keys(&staging, &read.keys)?;
        files::move_in(&staging, dir)?;
        Ok(read.inventory)
    }

    fn unpack(
        &self,
        into: &mut dyn Write,
        progress: &mut Progress,
    ) -> Result<contents::Unpacked, BackupError> {
        let mut file = File::open(&self.path)?;
        // The head that was unlocked, and no other that was put in its place since.
        file.seek(io::SeekFrom::Start(self.header.text.len() as u64))?;
        let from = BufReader::with_capacity(1 << 20, file);
        let mut stream = Reader::new(from, &self.key, self.header.nonce())?;
        contents::read(&mut stream, into, progress)
    }
}

/// Nothing of a vault may lie there, not even the log of one that is gone: it would be taken for the log
/// of this one. An empty lock is nothing.
pub fn must_be_empty(dir: &Path) -> Result<(), BackupError> {
    opening::must_be_missing(dir)?;
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(BackupError::from(error).at(dir)),
    };
    for entry in entries {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("vault.") && ![files::LOCK, files::STAGING].contains(&name.as_ref()) {
            return Err(VaultError::Exists.into());
        }
    }
    Ok(())
}
