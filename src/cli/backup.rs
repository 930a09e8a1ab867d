//! `backup`: the whole vault as one encrypted file.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};

use super::args::Backup;
use super::context::{Context, shown};
use super::meter::Meter;
use super::{Exit, ask, out, session};
use crate::app::notice::Notice;
use crate::locale::{Arg, Locale};
use crate::memory::harden_process;
use crate::screen::enrol::weakness_notice;
use crate::session::Knowledge;
use crate::store::{BackupError, KdfParams, NewBackup, Vault, VaultError, judge_passphrase};
use crate::terminal::Now;

/// How often a passphrase may be chosen anew.
const TRIES: usize = 5;

/// Makes a backup and says what is in it.
pub fn run(context: &Context, order: &Backup) -> Exit {
    match back_up(context, order) {
        Ok(()) => Exit::Ok,
        Err(exit) => exit,
    }
}

fn back_up(context: &Context, order: &Backup) -> Result<(), Exit> {
    let locale = &context.locale;
    // Said before anything is asked.
    if order.file.is_dir() || (order.file.exists() && !order.force) {
        return Err(refuse(context, &order.file, &BackupError::FileExists));
    }
    let mut vault = open_vault(context)?;
    let name = vault.worker().name.clone();
    let passphrase = choose(context, order.backup_passphrase_file.as_deref(), &name)?;
    let new = NewBackup {
        file: &order.file,
        passphrase: &passphrase,
        kdf: KdfParams::calibrated(),
        replace: order.force,
    };
    let mut meter = Meter::new(locale, "cli-backup-progress");
    let made = vault.back_up(&new, Now::current().utc, &mut |percent| meter.tell(percent));
    drop(meter);
    if let Err(error) = vault.close(Now::current().utc) {
        log::warn!("closing after a backup failed: {error}");
    }
    let made = made.map_err(|error| refuse(context, &order.file, &error))?;
    let said = [
        ("file", Arg::from(shown(&order.file))),
        ("size", Arg::from(size(made.size, locale))),
        ("cases", Arg::from(usize::try_from(made.inventory.cases).unwrap_or(usize::MAX))),
    ];
    let text =
        format!("{}\n{}\n", locale.text_with("cli-backup-made", &said), locale.text("cli-backup-made-opens"));
    let printed = out::print(&text, locale);
    if same_disk(&order.file, &context.paths.data_dir) {
        out::complain(&locale.text("cli-backup-same-disk"));
    }
    if printed == Exit::Ok { Ok(()) } else { Err(printed) }
}

/// Opens the vault of the data directory with what is given or typed, passphrase or recovery code.
pub fn open_vault(context: &Context) -> Result<Vault, Exit> {
    let dir = &context.paths.data_dir;
    session::look_at_present(dir).map_err(|error| session::refuse(context, dir, &error))?;
    let secret = ask::secret(context, context.passphrase_file.as_deref(), "cli-ask-vault")?;
    harden();
    let rules = Knowledge::load(context.paths.own_forms.parent(), &context.locales).rules();
    Vault::open(dir, secret.unlock(), rules, Now::current().utc)
        .map_err(|error| session::refuse(context, dir, &error))
}

/// Keeps other processes out of the memory of this one, as far as the system lets it.
pub fn harden() {
    if let Err(error) = harden_process() {
        log::warn!("the process could not be hardened: {error}");
    }
}

/// The passphrase of the backup: from the file, or typed twice and judged.
fn choose(context: &Context, file: Option<&Path>, name: &str) -> Result<SecretString, Exit> {
    let locale = &context.locale;
    for _ in 0..TRIES {
        let first = ask::passphrase(context, file, "cli-ask-backup-new")?;
        if let Err(weakness) = judge_passphrase(first.expose_secret(), name) {
            out::complain(&plain(&weakness_notice(&weakness), locale));
            if file.is_some() {
                return Err(Exit::Failure);
            }
            continue;
        }
        if file.is_some() {
            return Ok(first);
        }
        let again = ask::passphrase(context, None, "cli-ask-again")?;
        if first.expose_secret() == again.expose_secret() {
            return Ok(first);
        }
        out::complain(&locale.text("cli-ask-differs"));
    }
    Err(Exit::Failure)
}

/// On the command line no key offers words.
fn plain(notice: &Notice, locale: &Locale) -> String {
    match notice.message {
        "passphrase-common" => locale.text("cli-ask-common"),
        "passphrase-name" => locale.text("cli-ask-name"),
        _ => notice.say(locale),
    }
}

/// Says why there is no backup, or none that can be used, and gives the exit code for it.
pub fn refuse(context: &Context, file: &Path, error: &BackupError) -> Exit {
    let locale = &context.locale;
    let (id, exit) = match error {
        BackupError::Stopped => return stopped(locale),
        BackupError::Vault(error) => return session::refuse(context, place(context, file, error), error),
        BackupError::NoRoom(path) => {
            let words = locale.text_with("cli-backup-no-room", &[("path", shown(path).into())]);
            out::complain(&words);
            return Exit::Failure;
        }
        BackupError::FileExists => ("cli-backup-exists", Exit::Failure),
        BackupError::NotABackup => ("cli-backup-not-one", Exit::Invalid),
        BackupError::Newer { .. } => ("cli-backup-newer", Exit::Newer),
        BackupError::Damaged => ("cli-backup-damaged", Exit::Invalid),
        BackupError::WrongSecret => ("cli-backup-wrong", Exit::Locked),
        BackupError::ReadsBackDifferently => ("cli-backup-differs", Exit::Failure),
        BackupError::Running => ("cli-backup-running", Exit::Locked),
    };
    out::complain(&format!("{}: {}", shown(file), locale.text(id)));
    exit
}

/// The same about a directory that a vault was to be made in.
pub fn refuse_at(context: &Context, dir: &Path, error: &BackupError) -> Exit {
    match error {
        BackupError::Vault(error) => session::refuse(context, dir, error),
        other => refuse(context, dir, other),
    }
}

/// What an error of the vault is about: its directory, or the file when that cannot be read.
fn place<'a>(context: &'a Context, file: &'a Path, error: &VaultError) -> &'a Path {
    if matches!(error, VaultError::Io(_)) { file } else { &context.paths.data_dir }
}

fn stopped(locale: &Locale) -> Exit {
    out::complain(&locale.text("cli-backup-stopped"));
    Exit::Interrupted
}

/// Bytes in words: megabytes, and below one kilobytes.
pub fn size(bytes: u64, locale: &Locale) -> String {
    let (id, count) = match bytes {
        0..1_048_576 => ("cli-kilobytes", bytes.div_ceil(1024)),
        _ => ("cli-doctor-megabytes", bytes >> 20),
    };
    locale.text_with(id, &[("count", Arg::from(usize::try_from(count).unwrap_or(usize::MAX)))])
}

fn same_disk(file: &Path, dir: &Path) -> bool {
    let device = |path: &Path| std::fs::metadata(path).ok().map(|data| data.dev());
    device(file).is_some_and(|one| Some(one) == device(dir))
}
