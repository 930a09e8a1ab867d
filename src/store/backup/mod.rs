//! Backups: the whole vault as one encrypted file with a key of its own, and the way back.
//!
//! The file is a head of three lines of text (`header`) and a stream of authenticated chunks (`stream`)
//! with the key file and a consistent copy of the database in it (`contents`, `snapshot`). Its key is
//! wrapped by the passphrase of the backup and sealed for the recovery code of each worker. It opens the
//! wrapping alone: the vault inside stays encrypted with its own keys, so that who keeps backups reads
//! nothing. A backup counts as made when it was read back from the disk and found to be the same.

mod contents;
pub(super) mod fuzzing;
mod header;
mod restore;
mod snapshot;
mod stream;
mod writing;

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub use contents::Inventory;
pub use restore::OpenBackup;
pub(super) use restore::must_be_empty;
pub use writing::{NewBackup, WrittenBackup};

use super::error::VaultError;
pub use super::progress::Tell;

/// Why there is no backup, or no vault from it. Nothing was changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    #[error(transparent)]
    Vault(VaultError),
    /// The file to be written is there already.
    #[error("the file is there already")]
    FileExists,
    #[error("not a backup")]
    NotABackup,
    /// Written by a newer program: format `found`, this program knows up to `known`.
    #[error("backup version {found} is newer than {known}")]
    Newer { found: u32, known: u32 },
    /// Cut off, changed, or not what was written.
    #[error("the backup is damaged")]
    Damaged,
    #[error("wrong passphrase or recovery code of the backup")]
    WrongSecret,
    /// What was read back is not what was written.
    #[error("the backup reads back differently")]
    ReadsBackDifferently,
    /// Another backup of this vault is being made.
    #[error("another backup is being made")]
    Running,
    #[error("no room: {}", .0.display())]
    NoRoom(PathBuf),
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
}

impl From<VaultError> for BackupError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::DiskFull => Self::NoRoom(PathBuf::new()),
            VaultError::Io(io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => Self::Damaged,
            VaultError::Io(io::ErrorKind::Interrupted) => Self::Stopped,
            other => Self::Vault(other),
        }
    }
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        VaultError::from(error).into()
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        VaultError::from(error).into()
    }
}

impl BackupError {
    /// Names the place that is full or cannot be written.
    fn at(self, path: &Path) -> Self {
        match self {
            Self::NoRoom(known) if known.as_os_str().is_empty() => Self::NoRoom(path.to_owned()),
            Self::Vault(error) => Self::Vault(error.at(path)),
            other => other,
        }
    }
}

/// The progress of a work in parts: per cent are told when they change.
struct Progress<'a> {
    tell: &'a mut Tell<'a>,
    part: (u8, u8),
    told: Option<u8>,
}

impl<'a> Progress<'a> {
    fn new(tell: &'a mut Tell<'a>) -> Self {
        Self { tell, part: (0, 100), told: None }
    }

    /// What comes next leads from one per cent to another.
    fn part(&mut self, from: u8, to: u8) -> &mut Self {
        self.part = (from, to);
        self
    }

    fn at(&mut self, done: u64, all: u64) -> Result<(), BackupError> {
        let (from, to) = self.part;
        let share = u64::from(to - from) * done.min(all) / all.max(1);
        let percent = from + u8::try_from(share).unwrap_or_default();
        if self.told.replace(percent) == Some(percent) {
            return Ok(());
        }
        match (self.tell)(percent) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(BackupError::Stopped),
        }
    }
}
