//! From the command line into the full screen, and the building of an invented vault.

use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::SecretString;

use super::context::{Context, shown};
use super::{Exit, PassphraseError, out};
use crate::app::arrival::error_notice;
use crate::app::effect::{DEMO_SETTING, Doing};
use crate::locale::Locale;
use crate::memory::harden_process;
use crate::session::{self, Knowledge, SessionOptions};
use crate::store::{KdfParams, NewVault, RecoveryCode, Vault, VaultError, VaultState, new_record_id};
use crate::terminal::{ColourMode, Keyboard, Now, TerminalError, TerminalOptions};
use crate::widget::theme::Theme;

/// Opens the demonstration, whose people are invented; said on its locked screen.
const DEMO_PASSPHRASE: &str = "demo";

/// How the directories of throwaway vaults begin.
const THROWAWAY: &str = "vaka-demo-";

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Which full screen is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionKind {
    /// The vault of the data directory.
    Vault,
    /// A throwaway vault of invented people, with a mark on every screen.
    Demo { cases: u32, seed: u64 },
}

/// An invented vault to be built in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoVault {
    pub into: PathBuf,
    pub cases: u32,
    pub seed: u64,
}

/// Starts the full screen, unless there is no terminal for it.
pub fn start(context: Context, kind: SessionKind) -> u8 {
    let from_stdin = context.passphrase_is_stdin();
    let missing = if !context.terminal.output_is_terminal {
        Some("cli-error-output-not-terminal")
    } else if !context.terminal.input_is_terminal && !from_stdin {
        Some("cli-error-input-not-terminal")
    } else {
        None
    };
    if let Some(message) = missing {
        out::complain(&context.locale.text(message));
        return Exit::Failure.into();
    }
    context.start_log();
    open_full_screen(context, kind)
}

/// Builds an invented vault, unless its passphrase is missing: it would be of use to nobody.
pub fn build_demo(context: Context, demo: DemoVault) -> u8 {
    context.say_notices();
    if context.passphrase_file.is_none() {
        out::complain(&context.locale.text("cli-error-demo-passphrase"));
        return Exit::Usage.into();
    }
    build_demo_vault(context, demo)
}

/// Opens the vault's screen, or says on standard error why there is none.
fn open_full_screen(context: Context, kind: SessionKind) -> u8 {
    let throwaway = match kind {
        SessionKind::Vault => None,
        SessionKind::Demo { cases, seed } => match Throwaway::build(&context, cases, seed) {
            Ok(throwaway) => Some(throwaway),
            Err(error) => return refuse(&context, &context.paths.data_dir, &error).into(),
        },
    };
    if throwaway.is_none()
        && let Err(error) = look_at(&context.paths.data_dir)
    {
        return refuse(&context, &context.paths.data_dir, &error).into();
    }
    let passphrase = match passphrase(&context, throwaway.is_some()) {
        Ok(passphrase) => passphrase,
        Err(exit) => return exit.into(),
    };
    if let Err(error) = harden_process() {
        log::warn!("the process could not be hardened: {error}");
    }
    let locale = context.locale.clone();
    let from_stdin = passphrase.is_some() && context.passphrase_is_stdin();
    let options = SessionOptions {
        data_dir: throwaway.as_ref().map_or(context.paths.data_dir.clone(), |demo| demo.directory.clone()),
        own_dir: context.paths.own_forms.parent().map(Path::to_owned),
        language: locale.id().to_owned(),
        language_asked: context.language_asked,
        second_language: context.settings.second_language.clone(),
        idle_minutes: context.settings.idle_lock_minutes.into(),
        demo: throwaway.is_some(),
        passphrase,
        theme: Theme { colour: context.colour == ColourMode::Always16, ascii: context.ascii },
        terminal: TerminalOptions {
            colour: context.colour,
            ascii: context.ascii,
            keyboard: if from_stdin { Keyboard::Controlling } else { Keyboard::Stdin },
            line_speed: context.settings.line_speed,
            panic_line: locale.text("cli-panic"),
        },
        notices: context.notices,
        locales: context.locales,
    };
    match session::open(options, context.full_screen) {
        Ok(code) => code,
        Err(TerminalError::Setup(error)) => {
            let why = out::reason(&error, &locale);
            out::complain(&locale.text_with("cli-error-terminal-setup", &[("reason", why.into())]));
            Exit::Failure.into()
        }
        // The fixed line has been said already.
        Err(TerminalError::Panicked) => Exit::Failure.into(),
        Err(error) => {
            out::complain(&locale.text(&error.to_string()));
            Exit::Failure.into()
        }
    }
}

/// The passphrase of the file that was named; that of the demonstration is known.
fn passphrase(context: &Context, demo: bool) -> Result<Option<SecretString>, Exit> {
    if demo {
        return Ok(Some(SecretString::from(DEMO_PASSPHRASE)));
    }
    let Some(file) = &context.passphrase_file else { return Ok(None) };
    match super::read_passphrase(file) {
        Ok(passphrase) => Ok(Some(passphrase)),
        Err(error) => {
            out::complain(&passphrase_words(&error, &context.locale));
            Err(Exit::Failure)
        }
    }
}

pub(super) fn passphrase_words(error: &PassphraseError, locale: &Locale) -> String {
    let reason = match error {
        PassphraseError::Unreadable(error) => out::reason(error, locale),
        _ => String::new(),
    };
    locale.text_with(&error.to_string(), &[("reason", reason.into())])
}

/// Whether the files in the data directory can be what the program opens.
fn look_at(dir: &Path) -> Result<(), VaultError> {
    match Vault::state(dir) {
        // Said now, not after a name, a passphrase and a code have been typed.
        VaultState::Missing if !super::doctor::is_writable(dir) => {
            Err(VaultError::NotWritable(dir.to_owned()))
        }
        VaultState::Missing | VaultState::Present => Ok(()),
        VaultState::Partial(_) => Err(VaultError::Missing),
        VaultState::Foreign(_) => Err(VaultError::NotAVault),
        VaultState::EmptyFile(_) => Err(VaultError::EmptyFile),
        VaultState::Newer(found) => Err(VaultError::Newer { found, known: 0 }),
        VaultState::Unreadable => Err(VaultError::NotWritable(dir.to_owned())),
    }
}

/// The same for a command that needs one to be there.
pub(super) fn look_at_present(dir: &Path) -> Result<(), VaultError> {
    match Vault::state(dir) {
        VaultState::Missing => Err(VaultError::Missing),
        _ => look_at(dir),
    }
}

/// Says why the vault cannot be used, with its place, and gives the exit code for it.
pub(super) fn refuse(context: &Context, dir: &Path, error: &VaultError) -> Exit {
    let words = error_notice(Doing::Read, error).say(&context.locale);
    out::complain(&format!("{}: {words}", shown(dir)));
    match error {
        VaultError::Newer { .. } => Exit::Newer,
        VaultError::WrongPassphrase | VaultError::Locked => Exit::Locked,
        VaultError::NotAVault | VaultError::EmptyFile | VaultError::Missing | VaultError::Damaged(_) => {
            Exit::Invalid
        }
        _ => Exit::Failure,
    }
}

/// Builds an invented vault that stays, and says its progress in counts on standard error.
fn build_demo_vault(context: Context, demo: DemoVault) -> u8 {
    let passphrase = match passphrase(&context, false) {
        Ok(Some(passphrase)) => passphrase,
        Ok(None) => return Exit::Usage.into(),
        Err(exit) => return exit.into(),
    };
    let said = context.locale.clone();
    let mut progress = |done: usize, all: usize| {
        let args = [("done", done.into()), ("all", all.into())];
        out::progress(&said.text_with("cli-demo-progress", &args), done == all);
    };
    let kdf = KdfParams::calibrated();
    match fill(&context, &demo.into, (demo.cases, demo.seed), &passphrase, kdf, &mut progress) {
        Ok(()) => Exit::Ok.into(),
        Err(error) => refuse(&context, &demo.into, &error).into(),
    }
}

fn fill(
    context: &Context,
    dir: &Path,
    (cases, seed): (u32, u64),
    passphrase: &SecretString,
    kdf: KdfParams,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(), VaultError> {
    let knowledge = Knowledge::load(None, &context.locales);
    let now = Now::current();
    let recovery = RecoveryCode::generate();
    let name = context.locale.text("demo-worker");
    let new = NewVault { worker_name: &name, organisation: None, passphrase, recovery: &recovery, kdf };
    let mut vault = Vault::create(dir, &new, knowledge.rules(), now.utc)?;
    let words = |id: &str| context.locale.text(id);
    let cases = usize::try_from(cases).unwrap_or(usize::MAX);
    crate::demo::build(&mut vault, &knowledge.library, &words, cases, seed, now.local, progress)?;
    vault.set_setting("language", context.locale.id(), now.utc)?;
    vault.set_setting(DEMO_SETTING, "1", now.utc)?;
    vault.close(now.utc)
}

/// A vault of invented people that is removed with this value.
struct Throwaway {
    directory: PathBuf,
}

impl Throwaway {
    /// Its people are invented and its passphrase is known: the cheapest derivation is enough.
    fn build(context: &Context, cases: u32, seed: u64) -> Result<Self, VaultError> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|dir| dir.is_dir());
        let parent = runtime.unwrap_or_else(std::env::temp_dir);
        remove_left_behind(&parent);
        let directory = parent.join(format!("{THROWAWAY}{}", new_record_id(Now::current().utc)));
        let throwaway = Self { directory };
        let passphrase = SecretString::from(DEMO_PASSPHRASE);
        let kdf = KdfParams::cheap_for_tests();
        fill(context, &throwaway.directory, (cases, seed), &passphrase, kdf, &mut |_, _| {})?;
        Ok(throwaway)
    }
}

/// Demonstrations of the same user that were killed, and could not remove themselves. One that is being
/// built has no lock to be asked for yet: only what is a day old goes.
fn remove_left_behind(parent: &Path) {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(THROWAWAY)) {
        let age =
            entry.metadata().and_then(|meta| meta.modified()).map(|at| at.elapsed().unwrap_or_default());
        if age.is_ok_and(|age| age > A_DAY) && !Vault::is_in_use(&entry.path()) {
            // Another user's cannot be removed, and need not be.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.directory) {
            log::warn!("the demonstration was not removed: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn demonstrations_left_behind_go_and_others_stay() {
        let parent = tempfile::tempdir().unwrap();
        let make = |name: &str, days: u32| {
            let dir = parent.path().join(name);
            fs::create_dir(&dir).unwrap();
            fs::write(dir.join("vault.db"), "x").unwrap();
            File::open(&dir).unwrap().set_modified(SystemTime::now() - A_DAY * days).unwrap();
        };
        make("vaka-demo-old", 2);
        make("vaka-demo-new", 0);
        make("something-else", 9);
        make("vaka-demo-open", 2);
        let held = File::create(parent.path().join("vaka-demo-open/vault.lock")).unwrap();
        held.lock().unwrap();
        File::open(parent.path().join("vaka-demo-open"))
            .unwrap()
            .set_modified(SystemTime::now() - A_DAY * 2)
            .unwrap();
        remove_left_behind(parent.path());
        let mut left: Vec<String> = fs::read_dir(parent.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!(left, ["something-else", "vaka-demo-new", "vaka-demo-open"]);
    }
}
