//! A full-screen session from its parts: library, process, vault, model, worker, terminal.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;

use crate::app::App;
use crate::app::backend::Backend;
use crate::app::effect::Effect;
use crate::app::model::{Model, Stage, Start};
use crate::app::notice::{Notice, Word};
use crate::app::search::words;
use crate::casework::{self, Process};
use crate::form::{Diagnostic, Library, Subject};
use crate::locale::{Locales, fold};
use crate::store::{KdfParams, MakeRule, Rules, Vault, VaultState, judge_place};
use crate::terminal::{Application, Now, TerminalError, TerminalOptions, Wakeups};
use crate::widget::theme::Theme;

/// What a session starts with.
pub struct SessionOptions {
    pub data_dir: PathBuf,
    /// Holds the user's own `forms`; they add to or replace the built-in ones.
    pub own_dir: Option<PathBuf>,
    pub locales: Arc<Locales>,
    pub language: String,
    /// The language was asked for on the command line.
    pub language_asked: bool,
    pub second_language: Option<String>,
    pub idle_minutes: u32,
    pub demo: bool,
    /// Opens the vault at once.
    pub passphrase: Option<SecretString>,
    /// What was wrong with settings or words, in words; the first is said on the first screen.
    pub notices: Vec<String>,
    pub theme: Theme,
    pub terminal: TerminalOptions,
}

/// The forms and the process over them, with what was left out.
pub struct Knowledge {
    pub library: Arc<Library>,
    pub process: Arc<Process>,
    /// The languages whose words records are found by.
    pub locales: Arc<Locales>,
    pub left_out: Vec<Diagnostic>,
}

impl Knowledge {
    /// The built-in forms and those of the user's directory, if there is one.
    pub fn load(own_dir: Option<&std::path::Path>, locales: &Arc<Locales>) -> Self {
        let (library, left_out) = match own_dir.filter(|dir| dir.is_dir()) {
            Some(dir) => Library::with_overrides(dir),
            None => (Library::embedded(), Vec::new()),
        };
        Self::of(library, left_out, locales)
    }

    /// The built-in forms and words alone.
    pub fn embedded() -> Self {
        Self::load(None, &Arc::new(Locales::embedded()))
    }

    /// The process over these forms.
    pub fn of(library: Library, mut left_out: Vec<Diagnostic>, locales: &Arc<Locales>) -> Self {
        let library = Arc::new(library);
        // The built-in process fits the built-in forms: that is tested, not asked at every start. Forms of
        // the user's may lack a field that it speaks of.
        let process = if library.has_own() {
            let (process, diagnostics) = Process::embedded(&library);
            left_out.extend(diagnostics);
            process
        } else {
            Process::unchecked(&library)
        };
        Self { library, process: Arc::new(process), locales: Arc::clone(locales), left_out }
    }

    fn make_rule(&self) -> MakeRule {
        let (library, process) = (Arc::clone(&self.library), Arc::clone(&self.process));
        Arc::new(move |file, saved, today| {
            let now = today.and_time(chrono::NaiveTime::MIN);
            casework::made(&process, &library, file, saved, now)
        })
    }

    /// What the rules of a session depend on: the program, the process, the forms and the words.
    fn fingerprint(&self) -> String {
        let mut hasher = std::hash::DefaultHasher::new();
        (Process::source(), self.library.fingerprint(), self.locales.fingerprint()).hash(&mut hasher);
        format!("{} {:016x}", env!("CARGO_PKG_VERSION"), hasher.finish())
    }

    /// The rules by which the store computes headers.
    pub fn rules(&self) -> Rules {
        let (library, process) = (Arc::clone(&self.library), Arc::clone(&self.process));
        let known = Arc::clone(&self.library);
        let roles = Arc::clone(&self.process);
        let (forms, languages) = (Arc::clone(&self.library), words::languages(&self.locales));
        Rules {
            header: Arc::new(move |file, today| {
                let now = today.and_time(chrono::NaiveTime::MIN);
                casework::header(&process, &library, file, now)
            }),
            make: self.make_rule(),
            fingerprint: self.fingerprint(),
            fold,
            words: Arc::new(move |form, in_case, answers| {
                words::of(&forms, &languages, form, in_case, answers)
            }),
            rights: Arc::new(move |role| roles.rights(role)),
            first_roles: self.process.first_roles(),
            private: Arc::new(move |form| {
                // A form that is not known here is judged as it was when its records were written: they
                // are found by their ids, in the one place or the other.
                known.form(form).is_some_and(|form| form.subject == Subject::Worker)
            }),
        }
    }
}

/// What runs the full screen over a terminal: `terminal::run`.
pub type Runner = fn(&mut dyn Application, Wakeups, TerminalOptions) -> Result<u8, TerminalError>;

/// Runs the full screen until the person leaves; gives back the exit code.
pub fn open(options: SessionOptions, run: Runner) -> Result<u8, TerminalError> {
    let knowledge = Knowledge::load(options.own_dir.as_deref(), &options.locales);
    let fresh = matches!(Vault::state(&options.data_dir), VaultState::Missing);
    let mut model = Model::new(
        Start {
            locales: options.locales,
            language: options.language,
            language_asked: options.language_asked,
            second_language: options.second_language,
            library: Arc::clone(&knowledge.library),
            process: Arc::clone(&knowledge.process),
            theme: options.theme,
            fresh,
            demo: options.demo,
            idle_minutes: options.idle_minutes,
            notice: left_out_notice(&knowledge.left_out).or_else(|| settings_notice(options.notices)),
        },
        Now::current(),
    );
    match &mut model.stage {
        Stage::Welcome(welcome) => welcome.place = judge_place(&options.data_dir),
        Stage::Locked(unlocking, _) => {
            unlocking.older = Vault::is_older(&options.data_dir);
            unlocking.opening = options.passphrase.is_some();
        }
        Stage::Open => {}
    }
    let backend = Backend {
        rules: knowledge.rules(),
        directory: options.data_dir,
        kdf: KdfParams::calibrated,
        library: knowledge.library,
        vault: None,
        searched: BTreeSet::new(),
        left: Arc::default(),
    };
    let wakeups = Wakeups::new();
    let mut app = App::new(model, backend, wakeups.waker()).map_err(TerminalError::from)?;
    if let Some(passphrase) = options.passphrase {
        app.perform(vec![Effect::Unlock(passphrase)], Now::current());
    }
    run(&mut app, wakeups, options.terminal)
}

/// A form of the user's that was left out: which, and how to learn more.
fn left_out_notice(left_out: &[Diagnostic]) -> Option<Notice> {
    let first = left_out.first()?;
    let file = std::path::Path::new(&first.file).file_name().unwrap_or_default().to_string_lossy();
    let place = format!("{file}:{}:{}", first.line, first.column);
    Some(Notice::warning("notice-form-left-out").with("place", Word::Text(place)))
}

fn settings_notice(notices: Vec<String>) -> Option<Notice> {
    let first = notices.into_iter().next()?;
    Some(Notice::warning("notice-settings").with("what", Word::Text(first)))
}
