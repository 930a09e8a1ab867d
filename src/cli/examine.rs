//! `doctor` with something to look into: the vault, a backup, or a damaged vault that is to be saved.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, Utc};

use super::args::Doctor;
use super::context::{Context, shown};
use super::meter::{self, Meter};
use super::{Exit, ask, backup, doctor, out, restore, session};
use crate::locale::{Arg, Locale};
use crate::session::Knowledge;
use crate::store::{OpenBackup, Salvaged, SalvagedCounts, Unlock, Vault, VerifyReport, new_record_id};
use crate::terminal::Now;

/// Looks into what was asked for; without anything, at machine and terminal.
pub fn run(context: &Context, order: &Doctor) -> Exit {
    let done = if let Some(file) = &order.test_backup {
        test_backup(context, file, order.backup_passphrase_file.as_deref())
    } else if let Some(into) = &order.repair_into {
        repair(context, into)
    } else if order.vault {
        vault(context)
    } else {
        return doctor::run(context, order.json);
    };
    done.unwrap_or_else(|exit| exit)
}

/// Reads the whole vault and says what it found.
fn vault(context: &Context) -> Result<Exit, Exit> {
    let (dir, locale) = (&context.paths.data_dir, &context.locale);
    let mut vault = backup::open_vault(context)?;
    let mut meter = Meter::new(locale, "cli-examine-progress");
    let stop = meter.stop();
    // Some of its steps are long, and nothing is left behind when it is cut off in one.
    let look = || vault.verify_telling(&mut |percent| meter.tell(percent));
    let report = meter::or_stop(&stop, meter::interrupted, look);
    drop(meter);
    let last = vault.last_backup();
    let closed = vault.close(Now::current().utc);
    let report = report.map_err(|error| backup::refuse_at(context, dir, &error.into()))?;
    if let Err(error) = closed {
        log::warn!("closing after a look failed: {error}");
    }
    let mut text = findings(&report, locale);
    let day = last.ok().flatten().map(|at| locale.date_long(at.with_timezone(&Local).date_naive()));
    text.push_str(&match day {
        Some(day) => locale.text_with("cli-examine-last-backup", &[("day", Arg::from(day))]),
        None => locale.text("cli-examine-no-backup"),
    });
    text.push('\n');
    Ok(print(&text, report.is_good(), locale))
}

/// One line for each thing that was looked at; `!` where something is wrong.
fn findings(report: &VerifyReport, locale: &Locale) -> String {
    let line = |bad: bool, id: &str, number: u64| {
        let id = if bad { format!("cli-examine-{id}-bad") } else { format!("cli-examine-{id}") };
        format!("{} {}\n", if bad { '!' } else { ' ' }, locale.text_with(&id, &[("count", count(number))]))
    };
    let mut text = line(report.bad_pages > 0, "pages", report.bad_pages);
    if report.bad_pages == 0 {
        text += &line(report.bad_structure > 0, "structure", report.bad_structure);
        text += &match report.first_broken {
            Some(first) => line(true, "chain", first),
            None => line(false, "chain", report.entries),
        };
        for repair in &report.repairs {
            let at = DateTime::from_timestamp_millis(repair.at).unwrap_or_default();
            let day = locale.date_long(at.with_timezone(&Local).date_naive());
            let lost = [
                ("day", Arg::from(day)),
                ("versions", count(repair.versions)),
                ("count", count(repair.entries)),
            ];
            text += &format!("! {}\n", locale.text_with("cli-examine-repaired", &lost));
        }
        text += &line(!report.anchored, "anchor", 0);
        text += &line(report.changed_revisions > 0, "versions", report.changed_revisions);
    }
    text += &locale.text(if report.is_good() { "cli-examine-good" } else { "cli-examine-bad" });
    text.push('\n');
    text
}

/// Restores a backup into a place of its own, looks at it there, and removes it.
fn test_backup(context: &Context, file: &Path, passphrase_file: Option<&Path>) -> Result<Exit, Exit> {
    let locale = &context.locale;
    OpenBackup::is_one(file).map_err(|error| backup::refuse(context, file, &error))?;
    let secret = ask::secret(context, passphrase_file, "cli-ask-backup")?;
    backup::harden();
    let refused = |error| backup::refuse(context, file, &error);
    let opened = OpenBackup::open(file, secret.unlock()).map_err(refused)?;
    let place = Private::make(file).map_err(|error| {
        out::complain(&out::reason(&error, locale));
        Exit::Failure
    })?;
    let mut meter = Meter::new(locale, "cli-restore-progress");
    let stop = meter.stop();
    let restored = opened.restore_into(&place.0, &mut |percent| meter.tell(percent));
    drop(meter);
    let inventory = restored.map_err(refused)?;
    let mut text = format!("{}\n", restore::told(&inventory, locale));
    let inner = match &secret {
        // The recovery code opens the vault in it as well.
        ask::Secret::Recovery(_) => Some(secret),
        ask::Secret::Passphrase(_) => inner_secret(context)?,
    };
    let good = match inner {
        Some(secret) => {
            let stopped = locale.text("cli-backup-stopped");
            let clear = || {
                place.remove();
                out::complain(&stopped);
                meter::interrupted();
            };
            let look = || look_inside(context, &place.0, secret.unlock(), &mut text);
            meter::or_stop(&stop, clear, look)?
        }
        None => {
            text.push_str(&format!("{}\n", locale.text("cli-test-outside")));
            true
        }
    };
    text.push_str(&format!("{}\n", restore::opens(&inventory, locale)));
    Ok(print(&text, good, locale))
}

/// The passphrase of the vault in the backup, for who wants it opened as well.
fn inner_secret(context: &Context) -> Result<Option<ask::Secret>, Exit> {
    let file = context.passphrase_file.as_deref();
    if file.is_none() && !ask::can_ask() {
        return Ok(None);
    }
    let secret = ask::secret(context, file, "cli-ask-inner")?;
    Ok(Some(secret).filter(|secret| !secret.is_empty()))
}

fn look_inside(context: &Context, dir: &Path, with: Unlock, text: &mut String) -> Result<bool, Exit> {
    let refused = |error| session::refuse(context, dir, &error);
    let rules = Knowledge::load(context.paths.own_forms.parent(), &context.locales).rules();
    let mut vault = Vault::open(dir, with, rules, Now::current().utc).map_err(refused)?;
    let report = vault.verify().map_err(refused)?;
    text.push_str(&findings(&report, &context.locale));
    Ok(report.is_good())
}

/// A directory for us alone that goes away with this value: in memory where there is room, or else where
/// temporary files lie. What is in it is as encrypted as in the backup.
struct Private(PathBuf);

impl Private {
    fn make(file: &Path) -> std::io::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let needed = std::fs::metadata(file)?.len().saturating_mul(5) / 4;
        let room = |dir: &PathBuf| {
            rustix::fs::statvfs(dir).is_ok_and(|facts| facts.f_bavail.saturating_mul(facts.f_frsize) > needed)
        };
        let memory = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let memory = memory.into_iter().chain([PathBuf::from("/dev/shm")]);
        let parent = memory.filter(|dir| dir.is_dir()).find(room).unwrap_or_else(std::env::temp_dir);
        let dir = parent.join(format!("vaka-test-{}", new_record_id(Utc::now())));
        std::fs::DirBuilder::new().mode(0o700).create(&dir)?;
        Ok(Self(dir))
    }
}

impl Private {
    fn remove(&self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            log::warn!("a test restore was not removed: {error}");
        }
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Saves what can be read of a damaged vault into a new one.
fn repair(context: &Context, into: &Path) -> Result<Exit, Exit> {
    let (dir, locale) = (&context.paths.data_dir, &context.locale);
    session::look_at_present(dir).map_err(|error| session::refuse(context, dir, &error))?;
    OpenBackup::may_restore_into(into).map_err(|error| backup::refuse_at(context, into, &error))?;
    let secret = ask::secret(context, context.passphrase_file.as_deref(), "cli-ask-vault")?;
    backup::harden();
    let rules = Knowledge::load(context.paths.own_forms.parent(), &context.locales).rules();
    let now = Now::current();
    let mut meter = Meter::new(locale, "cli-repair-progress");
    let mut tell = |percent| meter.tell(percent);
    let salvaged = Vault::salvage(dir, into, secret.unlock(), rules, now.local.date(), now.utc, &mut tell);
    drop(meter);
    let salvaged = salvaged.map_err(|error| backup::refuse_at(context, dir, &error.into()))?;
    let text = account(&salvaged, into, locale);
    Ok(print(&text, salvaged.is_whole(), locale))
}

/// What was saved and what was lost, case by case: counts and numbers, never contents.
fn account(salvaged: &Salvaged, into: &Path, locale: &Locale) -> String {
    let said = |id: &str, counts: SalvagedCounts, number: &str| {
        let said = [("kept", count(counts.kept)), ("lost", count(counts.lost)), ("case", Arg::from(number))];
        let mark = if counts.lost > 0 { '!' } else { ' ' };
        format!("{mark} {}\n", locale.text_with(id, &said))
    };
    let mut text = String::new();
    for case in &salvaged.cases {
        let number = format!("K-{:03}", case.number);
        text += &said(
            if case.renumbered { "cli-repair-case-new" } else { "cli-repair-case" },
            case.versions,
            &number,
        );
    }
    text += &said("cli-repair-elsewhere", salvaged.elsewhere, "");
    text += &said("cli-repair-entries", salvaged.entries, "");
    let id = if salvaged.is_whole() { "cli-repair-whole" } else { "cli-repair-partly" };
    text += &locale.text_with(id, &[("dir", Arg::from(shown(into)))]);
    text.push('\n');
    text
}

fn count(number: u64) -> Arg {
    Arg::from(usize::try_from(number).unwrap_or(usize::MAX))
}

fn print(text: &str, good: bool, locale: &Locale) -> Exit {
    match out::print(text, locale) {
        Exit::Ok if !good => Exit::Failure,
        exit => exit,
    }
}
