//! `restore`: from a backup to a vault, never over one that is there.

use std::path::Path;

use chrono::{DateTime, Local};

use super::args::Restore;
use super::context::{Context, shown};
use super::meter::Meter;
use super::{Exit, ask, backup, out};
use crate::locale::{Arg, Locale};
use crate::store::{BackupError, Inventory, OpenBackup};

/// Makes a vault from a backup and says who opens it.
pub fn run(context: &Context, order: &Restore) -> Exit {
    match restore(context, order) {
        Ok(()) => Exit::Ok,
        Err(exit) => exit,
    }
}

fn restore(context: &Context, order: &Restore) -> Result<(), Exit> {
    let locale = &context.locale;
    let into = order.into.as_deref().unwrap_or(&context.paths.data_dir);
    let file = &order.file;
    OpenBackup::may_restore_into(into)
        .map_err(|error| backup::refuse_at(context, into, &error))
        .inspect_err(|_| out::complain(&locale.text("cli-restore-elsewhere")))?;
    let opened = open(context, file, order.backup_passphrase_file.as_deref())?;
    let mut meter = Meter::new(locale, "cli-restore-progress");
    let restored = opened.restore_into(into, &mut |percent| meter.tell(percent));
    drop(meter);
    let inventory = restored.map_err(|error| match error {
        error @ BackupError::Vault(_) => backup::refuse_at(context, into, &error),
        error => backup::refuse(context, file, &error),
    })?;
    let text = format!(
        "{}\n{}\n{}\n",
        locale.text_with("cli-restore-done", &[("dir", Arg::from(shown(into)))]),
        told(&inventory, locale),
        opens(&inventory, locale)
    );
    match out::print(&text, locale) {
        Exit::Ok => Ok(()),
        exit => Err(exit),
    }
}

/// Opens a backup with its passphrase or with a recovery code, given or typed.
pub fn open(context: &Context, file: &Path, passphrase_file: Option<&Path>) -> Result<OpenBackup, Exit> {
    // What is no backup is said before a secret is asked for.
    OpenBackup::is_one(file).map_err(|error| backup::refuse(context, file, &error))?;
    let secret = ask::secret(context, passphrase_file, "cli-ask-backup")?;
    backup::harden();
    OpenBackup::open(file, secret.unlock()).map_err(|error| backup::refuse(context, file, &error))
}

/// When a backup was made, and how much is in it.
pub fn told(inventory: &Inventory, locale: &Locale) -> String {
    let made = DateTime::from_timestamp_millis(inventory.made_at).map(|at| at.with_timezone(&Local));
    let day = made.map(|at| locale.date_long(at.date_naive())).unwrap_or_default();
    let time = made.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
    let cases = usize::try_from(inventory.cases).unwrap_or(usize::MAX);
    let said = [("day", Arg::from(day)), ("time", Arg::from(time)), ("cases", Arg::from(cases))];
    locale.text_with("cli-backup-inside", &said)
}

/// Whose passphrase opens the vault in it.
pub fn opens(inventory: &Inventory, locale: &Locale) -> String {
    let names: Vec<String> = inventory.workers.iter().map(|name| crate::locale::clean(name, false)).collect();
    locale.text_with("cli-restore-opens", &[("names", Arg::from(names.join(", ")))])
}
