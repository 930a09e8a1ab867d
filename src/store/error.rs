//! What can go wrong with a vault, as values without any of its contents. The words for people live in
//! the locales; the texts here are for the log.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::record::Right;

/// A part of the vault that something is wrong with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `vault.db`
    Database,
    /// `vault.keys`
    Keys,
    /// The answers of one revision or draft.
    Answers,
    /// The chain of audit entries.
    Audit,
}

/// Why something with the vault was not done. Whenever one of these comes back, nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    #[error("wrong passphrase or recovery code")]
    WrongPassphrase,
    /// The files are there but are not a vault of this program, or do not belong together.
    #[error("not a vault")]
    NotAVault,
    /// A file of the vault has no contents; SQLite would take it for a new database.
    #[error("a file of the vault is empty")]
    EmptyFile,
    #[error("a file of the vault is missing")]
    Missing,
    /// `create` was asked for where a vault, or a part of one, already is.
    #[error("there is a vault already")]
    Exists,
    /// Written by a newer program: schema or format `found`, this program knows up to `known`.
    #[error("vault version {found} is newer than {known}")]
    Newer { found: u32, known: u32 },
    /// Another program has the vault open.
    #[error("the vault is open in another program")]
    Locked,
    #[error("not writable: {}", .0.display())]
    NotWritable(PathBuf),
    /// The disk or the quota is full.
    #[error("the disk is full")]
    DiskFull,
    /// The record was saved by somebody else since: its newest revision.
    #[error("based on an older revision than {newest}")]
    Conflict { newest: u32 },
    #[error("damaged: {0:?}")]
    Damaged(Part),
    /// The key file asks for more memory or time than this program or machine gives.
    #[error("key derivation is too expensive")]
    KdfTooExpensive,
    /// The derivation needs so many MiB for a moment, and the machine has not so much to spare.
    #[error("less than {needed_mib} MiB of memory to spare")]
    TooLittleMemory { needed_mib: u32 },
    /// The key file was changed by something that does not know the data key.
    #[error("the key file was tampered with")]
    KeysTampered,
    /// The worker's roles do not give this right.
    #[error("not allowed: {0:?}")]
    NotAllowed(Right),
    /// Somebody must be able to manage the workers: this would take it from the last one.
    #[error("the last one who manages workers")]
    LastManager,
    #[error("no such worker")]
    NoSuchWorker,
    #[error("no such case")]
    NoSuchCase,
    #[error("no such record")]
    NoSuchRecord,
    /// A save names another case or form than the record belongs to.
    #[error("the record belongs elsewhere")]
    Misplaced,
    #[error("input or output: {0}")]
    Io(io::ErrorKind),
    /// Any other failure of SQLite, by its extended code.
    #[error("sqlite error {0}")]
    Sqlite(i32),
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            // A column of another type than the schema says, a row missing where one must be.
            return Self::Damaged(Part::Database);
        };
        match failure.code {
            ErrorCode::DiskFull => Self::DiskFull,
            // The shared memory beside the log could not grow: the first thing a full disk refuses.
            _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Self::DiskFull,
            ErrorCode::OperationInterrupted => Self::Io(io::ErrorKind::Interrupted),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::NotWritable(PathBuf::new()),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Self::Damaged(Part::Database),
            _ => Self::Sqlite(failure.extended_code),
        }
    }
}

impl From<getrandom::Error> for VaultError {
    fn from(_: getrandom::Error) -> Self {
        Self::Io(io::ErrorKind::Unsupported)
    }
}

impl VaultError {
    /// Names the place that is not writable, and turns a refusal of the file system into it.
    pub(crate) fn at(self, path: &std::path::Path) -> Self {
        match self {
            Self::NotWritable(known) if known.as_os_str().is_empty() => Self::NotWritable(path.to_owned()),
            Self::Io(
                io::ErrorKind::PermissionDenied
                | io::ErrorKind::ReadOnlyFilesystem
                | io::ErrorKind::NotADirectory,
            ) => Self::NotWritable(path.to_owned()),
            other => other,
        }
    }
}
