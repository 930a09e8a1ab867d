//! The vault: everything a worker writes, encrypted in one SQLite file, with the keys beside it.
//!
//! `Vault` is the only door. It is opened with a passphrase or a recovery code (`keyfile`), reads and
//! writes through one connection (`database`), and every write goes through one function that appends to
//! the audit chain (`audit`) in the same transaction. Errors are values without contents (`error`).

mod audit;
mod backup;
mod carried;
mod database;
mod dates;
mod elsewhere;
mod error;
mod files;
#[doc(hidden)]
pub mod fuzzing;
mod hex;
mod home;
mod kdf;
mod keyfile;
mod ledger;
mod lists;
mod mark;
mod opening;
mod passphrase;
mod place;
mod private;
mod progress;
mod reading;
mod recovery;
mod renewal;
mod rights;
mod rotation;
mod rows;
mod salvage;
mod saving;
mod schema;
mod seal;
mod spare;
mod vault;
mod verify;
mod wal;
mod whole;
mod words;
mod workers;

use std::sync::Arc;

use chrono::NaiveDate;
use secrecy::SecretString;

pub use audit::Repair;
pub use backup::{BackupError, Inventory, NewBackup, OpenBackup, Tell, WrittenBackup};
pub use error::{Part, VaultError};
pub use files::VaultState;
pub use kdf::KdfParams;
pub use ledger::{AuditAsk, AuditLine, AuditPage, Reader, Readers};
pub use passphrase::{PassphraseWeakness, generate_passphrase, judge_passphrase};
pub use place::{PlaceRisk, judge_place};
pub use recovery::{RecoveryCode, RecoveryMistake};
pub use renewal::Renewing;
pub use salvage::{Counts as SalvagedCounts, Salvaged, SalvagedCase};
pub use vault::{Notice as VaultNotice, Vault};
pub use verify::VerifyReport;
pub use words::{Beginnings, parts};
pub use workers::NewWorker;

use crate::form::Answers;
use crate::record::{CaseFile, CaseId, Header, Made, Moment, RecordId, Right};

/// What a new vault is made from.
pub struct NewVault<'a> {
    pub worker_name: &'a str,
    pub organisation: Option<&'a str>,
    pub passphrase: &'a SecretString,
    pub recovery: &'a RecoveryCode,
    pub kdf: KdfParams,
}

/// What a vault is opened with.
#[derive(Debug, Clone, Copy)]
pub enum Unlock<'a> {
    Passphrase(&'a SecretString),
    Recovery(&'a RecoveryCode),
}

/// The pure rules that the store calls inside its transaction.
#[derive(Clone)]
pub struct Rules {
    /// The header of a case on a day, computed from its records.
    pub header: HeaderRule,
    /// The records that the save of one brings with it.
    pub make: MakeRule,
    /// What tells these rules from others: the headers were computed by rules of some fingerprint.
    pub fingerprint: String,
    /// Folds text so that it is found whatever the accents and whatever form of i.
    pub fold: fn(&str) -> String,
    /// The words that a record can be found by.
    pub words: WordsRule,
    /// Whether what is written in this form belongs to its writer alone (see `private`).
    pub private: PrivateRule,
    /// What a role gives.
    pub rights: RightsRule,
    /// The roles of whoever makes a vault.
    pub first_roles: Vec<String>,
}

/// The rights that a role gives.
pub type RightsRule = Arc<dyn Fn(&str) -> Vec<Right> + Send + Sync>;

/// Computes the header of a case on a day.
pub type HeaderRule = Arc<dyn Fn(&CaseFile, NaiveDate) -> Header + Send + Sync>;

/// The words that answers of a form can be found by, with spaces between them; whether they belong to a case.
/// A word is made of letters, digits and characters beyond ASCII.
pub type WordsRule = Arc<dyn Fn(&str, bool, &Answers) -> String + Send + Sync>;

/// Says of a form whether its records are private to the worker.
pub type PrivateRule = Arc<dyn Fn(&str) -> bool + Send + Sync>;
/// The records of a case that follow from the one just saved, on a day.
pub type MakeRule = Arc<dyn Fn(&CaseFile, RecordId, NaiveDate) -> Vec<Made> + Send + Sync>;

/// One record to be saved as a new revision.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveRecord {
    pub record: RecordId,
    /// None with `base` 0: the record begins a new case.
    pub case: Option<CaseId>,
    pub form: String,
    pub form_version: u32,
    /// The revision that the answers were begun on; 0 for a new record.
    pub base: u32,
    pub answers: Answers,
}

/// A case as it is written at once: the records in the order in which they were saved, each for the first
/// time and with its moment, and the header that the rules give the case.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeCase {
    pub records: Vec<(SaveRecord, Moment)>,
    pub header: Header,
}

/// What a save led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// The case of the record, and its number: new ones if it began a case.
    pub case: Option<CaseId>,
    pub number: Option<u32>,
    pub revision: u32,
    /// How many records it brought with it.
    pub made: usize,
}

/// A new id for a record, in the order of time (UUID v7).
pub fn new_record_id(now: Moment) -> RecordId {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &seal::certain_random()).into_uuid()
}

#[cfg(test)]
mod tests;
