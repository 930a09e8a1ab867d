//! The vaults that are broken here: made with the cheapest key derivation, in directories that vanish.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, Utc};
use uuid::Uuid;
use vaka::record::{CaseFile, Header, Moment};
use vaka::store::{
    BackupError, KdfParams, NewBackup, NewVault, OpenBackup, RecoveryCode, Rules, Unlock, Vault, VaultError,
    VaultNotice,
};

use super::book::{Book, Difference, Step, passphrase};
use super::chance::Chance;

pub fn now() -> Moment {
    Utc::now()
}

/// The name of a case from its newest record; what a worker writes about herself is hers.
pub fn rules() -> Rules {
    let header = |file: &CaseFile, _: NaiveDate| {
        let name = file.records.iter().find_map(|record| record.answers.text("name"));
        Header { name: name.unwrap_or_default().to_owned(), ..Header::default() }
    };
    Rules {
        header: Arc::new(header),
        make: Arc::new(|_, _, _| Vec::new()),
        fingerprint: String::new(),
        words: Arc::new(|form, _, _| form.to_owned()),
        fold: |text| text.to_lowercase(),
        private: Arc::new(|form: &str| form == "self_care"),
        rights: Arc::new(|_| vaka::record::Right::ALL.to_vec()),
        first_roles: ["worker", "supervisor", "administrator"].map(str::to_owned).to_vec(),
    }
}

fn recovery() -> &'static RecoveryCode {
    static CODE: OnceLock<RecoveryCode> = OnceLock::new();
    CODE.get_or_init(RecoveryCode::generate)
}

pub fn create(dir: &Path, secret: u64) -> Result<Vault, VaultError> {
    let new = NewVault {
        worker_name: "Deniz",
        organisation: None,
        passphrase: &passphrase(secret),
        recovery: recovery(),
        kdf: KdfParams::cheap_for_tests(),
    };
    Vault::create(dir, &new, rules(), now())
}

pub fn open(dir: &Path, secret: u64) -> Result<Vault, VaultError> {
    Vault::open(dir, Unlock::Passphrase(&passphrase(secret)), rules(), now())
}

/// A closed vault with some steps in it.
pub fn filled(dir: &Path, steps: usize, chance: &mut Chance) -> Book {
    let mut book = Book::default();
    let mut vault = create(dir, book.secret).unwrap();
    write(&mut vault, &mut book, steps, chance);
    vault.close(now()).unwrap();
    book
}

/// Writes some steps, all of which must succeed.
pub fn write(vault: &mut Vault, book: &mut Book, steps: usize, chance: &mut Chance) {
    for _ in 0..steps {
        let step = book.next(chance);
        step.perform(vault).unwrap();
        book.note(&step);
    }
}

/// Opens a vault with the passphrase of the book, or that of a step that was on its way.
///
/// # Errors
/// What the vault answered.
pub fn open_either(dir: &Path, book: &Book, flying: &[Step]) -> Result<(Vault, u64), VaultError> {
    let others = flying.iter().filter_map(|step| match step {
        Step::Passphrase { tag } => Some(*tag),
        _ => None,
    });
    let mut answer = open(dir, book.secret).map(|vault| (vault, book.secret));
    for secret in others {
        if answer.as_ref().err() == Some(&VaultError::WrongPassphrase) {
            answer = open(dir, secret).map(|vault| (vault, secret));
        }
    }
    answer
}

/// Opens, compares all that is in it with the book, and checks chain, pages and structure. The notices
/// that were given are none but those allowed.
///
/// # Errors
/// What is wrong.
pub fn inspect(
    dir: &Path,
    book: &Book,
    flying: &[Step],
    allowed: fn(&VaultNotice) -> bool,
) -> Result<Book, Difference> {
    let (mut vault, secret) = open_either(dir, book, flying)?;
    if let Some(notice) = vault.notices().iter().find(|notice| !allowed(notice)) {
        return Err(Difference::Words(format!("notice {notice:?}")));
    }
    let mut held = book.compare(&mut vault, flying)?;
    let report = vault.verify()?;
    if !report.is_good() {
        return Err(Difference::Words(format!("{report:?}")));
    }
    held.secret = secret;
    Ok(held)
}

/// Writes the backup of a vault beside its directory.
pub fn back_up(dir: &Path, secret: u64) {
    let mut vault = open(dir, secret).unwrap();
    try_back_up(&mut vault, &dir.with_extension("backup")).unwrap();
    vault.close(now()).unwrap();
}

/// Writes a backup, in the place of an older one if there is one.
///
/// # Errors
/// What the vault answered.
pub fn try_back_up(vault: &mut Vault, file: &Path) -> Result<(), BackupError> {
    let (passphrase, kdf) = (passphrase(1), KdfParams::cheap_for_tests());
    let new = NewBackup { file, passphrase: &passphrase, kdf, replace: true };
    vault.back_up(&new, now(), &mut |_| ControlFlow::Continue(())).map(drop)
}

/// Makes a vault of the backup that lies beside its directory.
pub fn restore(dir: &Path) {
    let backup = OpenBackup::open(&dir.with_extension("backup"), Unlock::Passphrase(&passphrase(1))).unwrap();
    backup.restore_into(dir, &mut |_| ControlFlow::Continue(())).unwrap();
}

/// Copies the files of a directory.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// A vault as the first program left it, kept in `older/`: its schema is version 1.
pub fn older(dir: &Path) -> Book {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/older");
    copy(&kept, dir);
    let mut book = Book::new(0);
    for (record, base, tag) in [(1, 0, 101), (2, 0, 102), (1, 1, 103), (3, 0, 104)] {
        book.note(&Step::Save { record: Uuid::from_u128(record), own: false, base, tag });
    }
    for (record, base, tag) in [(2, 1, 105), (4, 0, 106)] {
        book.note(&Step::Draft { record: Uuid::from_u128(record), own: false, base, tag });
    }
    book
}
