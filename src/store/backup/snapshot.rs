//! A consistent copy of the database beside it, while others read and write on. It is as encrypted as the
//! database itself, and goes away with this value, also after a failure.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::{BackupError, Progress};
use crate::memory::LockedKey;
use crate::store::audit;
use crate::store::database;
use crate::store::error::{Part, VaultError};
use crate::store::rows;

/// The name of the copy in the directory of the vault.
pub const NAME: &str = "vault.snapshot";
/// Between two looks at how far the copy is.
const GLANCE: Duration = Duration::from_millis(50);

/// The copy on the disk.
pub struct Snapshot {
    path: PathBuf,
    /// Held for as long as the copy is ours; the system releases it even after a kill.
    _lock: File,
}

/// What is known of the copy.
pub struct Facts {
    /// Entries of its audit chain, and the MAC of the last.
    pub head: (u64, [u8; 32]),
    pub cases: u64,
    pub workers: Vec<String>,
}

impl Snapshot {
    /// Copies the database in `dir` as it is at this moment.
    ///
    /// # Errors
    /// `Running` when another backup of this vault is being made, `NoRoom`, what SQLite says of a page
    /// that cannot be read.
    pub fn take(dir: &Path, key: &LockedKey, progress: &mut Progress) -> Result<Self, BackupError> {
        let path = dir.join(NAME);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(|error| BackupError::from(error).at(dir))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupError::Running),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let snapshot = Self { path, _lock: file };
        // What a killed backup left.
        snapshot._lock.set_len(0)?;
        snapshot.fill(dir, key, progress).map_err(|error| error.at(dir))?;
        Ok(snapshot)
    }

    /// `VACUUM INTO` and not the copying of pages that SQLite also offers: that one copies
    /// pages that cannot be authenticated without a word, and in the copy they would look whole. Damage to
    /// an index alone is mended, since indexes are built anew. It runs on a connection of its own; here it
    /// is watched how the copy grows.
    fn fill(&self, dir: &Path, key: &LockedKey, progress: &mut Progress) -> Result<(), BackupError> {
        let db = database::open(dir, key)?;
        let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        let whole: i64 = db.query_row(sql, [], |row| row.get(0))?;
        let (whole, path) = (u64::try_from(whole).unwrap_or_default(), self.path.to_string_lossy());
        let (stop, (say, done)) = (db.get_interrupt_handle(), mpsc::channel());
        thread::scope(|scope| {
            scope.spawn(move || say.send(db.execute("VACUUM INTO ?1", [path])));
            let mut stopped = Ok(());
            loop {
                match done.recv_timeout(GLANCE) {
                    Ok(copied) => return stopped.and(copied.map(drop).map_err(BackupError::from)),
                    Err(RecvTimeoutError::Disconnected) => return Err(BackupError::Stopped),
                    Err(RecvTimeoutError::Timeout) if stopped.is_ok() => {
                        let size = fs::metadata(&self.path).map(|file| file.len()).unwrap_or_default();
                        stopped = progress.at(size, whole).inspect_err(|_| stop.interrupt());
                    }
                    // Stopped between two statements of it, it would go on.
                    Err(RecvTimeoutError::Timeout) => stop.interrupt(),
                }
            }
        })
    }

    /// Checks every page of the copy, and says what is in it.
    ///
    /// # Errors
    /// `Damaged` when a page or the structure is not as it must be.
    pub fn check(&self, key: &LockedKey) -> Result<Facts, BackupError> {
        let copy = database::open_copy(&self.path, key)?;
        let wrong: Option<String> = {
            let mut statement = copy.prepare("PRAGMA cipher_integrity_check")?;
            let mut rows = statement.query([])?;
            rows.next()?.map(|row| row.get(0)).transpose()?
        };
        if wrong.is_some() {
            return Err(VaultError::Damaged(Part::Database).into());
        }
        let sql = "SELECT count(*) FROM case_file WHERE deleted_at IS NULL";
        let cases: i64 = copy.query_row(sql, [], |row| row.get(0)).map_err(VaultError::from)?;
        let names = "SELECT name FROM worker WHERE deleted_at IS NULL ORDER BY created_at";
        let workers = rows::all(&copy, names, [], |row| Ok(row.get(0)?))?;
        let cases = u64::try_from(cases).unwrap_or_default();
        Ok(Facts { head: audit::head(&copy)?, cases, workers })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        for end in ["", "-journal", "-wal", "-shm"] {
            let mut name = self.path.clone().into_os_string();
            name.push(end);
            match fs::remove_file(PathBuf::from(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    log::warn!("the copy for a backup was not removed: {error}");
                }
                _ => {}
            }
        }
    }
}
