//! What every command needs: language, places, settings, what is known of the terminal. The language
//! must be known before the arguments are read, since help and mistakes are said in it; so `--lang`
//! and `--config` are looked for first.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Exit;
use super::args::Global;
use super::out;
use crate::locale::{Locale, LocaleNotice, Locales, negotiate};
use crate::logging;
use crate::paths::{Conventions, DATA_DIR_VARIABLE, Paths};
use crate::session::Runner;
use crate::settings::{Settings, SettingsProblem, SettingsProblemKind};
use crate::terminal::{self, ColourMode, Facts};

/// All that is known when a command starts.
pub struct Context {
    pub locales: Arc<Locales>,
    /// The language was asked for with `--lang`.
    pub language_asked: bool,
    /// The language to start in.
    pub locale: Locale,
    pub paths: Paths,
    pub settings: Settings,
    pub terminal: Facts,
    pub colour: ColourMode,
    /// Lines and marks from ASCII alone.
    pub ascii: bool,
    /// Where the passphrase is to be read from; `-` is standard input.
    pub passphrase_file: Option<PathBuf>,
    /// What was wrong with settings and the user's own words: for standard error or the screen.
    pub notices: Vec<String>,
    /// What runs the full screen.
    pub full_screen: Runner,
}

/// What [`Context::after_parsing`] needs of what was found before.
pub struct Conventional(Conventions);

impl Context {
    /// Everything that does not need the arguments to be right.
    pub fn before_parsing(arguments: &[OsString]) -> Result<(Self, Conventional), Exit> {
        let asked_config = look_for(arguments, "--config").map(PathBuf::from);
        let asked_lang = look_for(arguments, "--lang").and_then(|lang| lang.into_string().ok());
        let Some(conventions) = Conventions::of_system() else {
            let locales = Arc::new(Locales::embedded());
            out::complain(
                &Locale::new(&locales, &language(asked_lang.as_deref(), None, &locales))
                    .text("cli-error-home"),
            );
            return Err(Exit::Failure);
        };
        let config_file = conventions.config_file(asked_config.as_deref());
        let (settings, problem) = Settings::load(&config_file, asked_config.is_some());
        let paths =
            Paths::decide(&conventions, config_file, [None, variable_dir(), settings.data_dir.clone()]);
        let (locales, locale_notices) = if paths.own_locales.is_dir() {
            Locales::with_overrides(&paths.own_locales)
        } else {
            (Locales::embedded(), Vec::new())
        };
        let locales = Arc::new(locales);
        let chosen = language(asked_lang.as_deref(), settings.language.as_deref(), &locales);
        let locale = Locale::new(&locales, &chosen);
        let mut notices: Vec<String> =
            problem.iter().map(|problem| settings_notice(problem, &locale)).collect();
        notices.extend(locale_notices.iter().map(|notice| locale_notice(notice, &locale)));
        let terminal = Facts::gather();
        let context = Self {
            language_asked: asked_lang.is_some(),
            colour: terminal.colour(settings.colour),
            ascii: settings.ascii.unwrap_or(!terminal.utf8),
            locales,
            locale,
            paths,
            settings,
            terminal,
            passphrase_file: None,
            notices,
            full_screen: terminal::run,
        };
        Ok((context, Conventional(conventions)))
    }

    /// What the arguments say stands above what was found.
    pub fn after_parsing(mut self, global: &Global, conventional: Conventional) -> Result<Self, Exit> {
        if let Some(lang) = &global.lang
            && !is_known(lang, &self.locales)
        {
            let names = self.locales.ids().join(", ");
            let lang = crate::locale::clean(lang, false);
            out::complain(
                &self
                    .locale
                    .text_with("cli-error-language", &[("lang", lang.into()), ("names", names.into())]),
            );
            return Err(Exit::Usage);
        }
        let wishes = [global.data_dir.clone(), variable_dir(), self.settings.data_dir.clone()];
        self.paths = Paths::decide(&conventional.0, self.paths.config_file, wishes);
        self.colour = self.terminal.colour(global.color.unwrap_or(self.settings.colour));
        self.ascii |= global.ascii;
        self.passphrase_file = global.passphrase_file.clone();
        Ok(self)
    }

    /// The passphrase comes from standard input, so that the keyboard must be found elsewhere.
    pub fn passphrase_is_stdin(&self) -> bool {
        self.passphrase_file.as_deref().is_some_and(|file| file.as_os_str() == "-")
    }

    /// Starts the log. Where that is not possible there is none: no work depends on it.
    pub fn start_log(&self) {
        let _ = logging::start(&self.paths.state_dir, log::LevelFilter::Info);
    }

    /// Says on standard error what was wrong with settings and words.
    pub fn say_notices(&self) {
        self.notices.iter().for_each(|notice| out::complain(notice));
    }
}

fn variable_dir() -> Option<PathBuf> {
    std::env::var_os(DATA_DIR_VARIABLE).map(PathBuf::from)
}

fn language(flag: Option<&str>, settings: Option<&str>, locales: &Locales) -> String {
    negotiate(flag, settings, &|name| std::env::var(name).ok(), &locales.ids())
}

/// Whether a wish for a language means one that there is: then it does not matter what comes after it.
fn is_known(lang: &str, locales: &Locales) -> bool {
    let or = |other: &str| negotiate(Some(lang), Some(other), &|_| None, &locales.ids());
    or("en") == or("tr")
}

/// The value of an option in arguments that are not parsed yet: the first of `--name value` and
/// `--name=value`.
fn look_for(arguments: &[OsString], name: &str) -> Option<OsString> {
    let mut arguments = arguments.iter().skip(1).take_while(|argument| *argument != OsStr::new("--"));
    while let Some(argument) = arguments.next() {
        let bytes = argument.as_encoded_bytes();
        if bytes == name.as_bytes() {
            return arguments.next().cloned();
        }
        if let Some(text) = argument.to_str()
            && let Some(value) = text.strip_prefix(name).and_then(|rest| rest.strip_prefix('='))
        {
            return Some(value.into());
        }
    }
    None
}

fn settings_notice(problem: &SettingsProblem, locale: &Locale) -> String {
    let file = shown(&problem.file);
    let place = if problem.line == 0 { file } else { format!("{file}:{}:{}", problem.line, problem.column) };
    let (id, detail) = match &problem.kind {
        SettingsProblemKind::Unreadable(error) => ("cli-settings-unreadable", out::reason(error, locale)),
        SettingsProblemKind::NotSettings => ("cli-settings-not-settings", String::new()),
        SettingsProblemKind::Syntax(line) => ("cli-settings-syntax", crate::locale::clean(line, false)),
        SettingsProblemKind::Unknown(line) => ("cli-settings-unknown", crate::locale::clean(line, false)),
    };
    locale.text_with(id, &[("place", place.into()), ("detail", detail.into())])
}

fn locale_notice(notice: &LocaleNotice, locale: &Locale) -> String {
    format!("{}: {}", place(&notice.file, notice.line, notice.column), notice.kind.describe(locale))
}

/// `file:line:column`, as far as they are known.
pub fn place(file: &str, line: usize, column: usize) -> String {
    match (line, column) {
        (0, _) => file.to_owned(),
        (line, 0) => format!("{file}:{line}"),
        (line, column) => format!("{file}:{line}:{column}"),
    }
}

/// A path for people: without what could deceive a terminal.
pub fn shown(path: &Path) -> String {
    crate::locale::clean(&path.to_string_lossy(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_found_before_parsing() {
        let check = |arguments: &[&str], expect: Option<&str>| {
            let arguments: Vec<OsString> = ["vaka"].iter().chain(arguments).map(OsString::from).collect();
            assert_eq!(look_for(&arguments, "--lang"), expect.map(OsString::from), "{arguments:?}");
        };
        check(&["--lang", "tr"], Some("tr"));
        check(&["check", "forms", "--lang=ro", "--json"], Some("ro"));
        check(&["--language", "tr"], None);
        check(&["--lang"], None);
        check(&["--", "--lang", "tr"], None);
    }

    #[test]
    fn a_language_is_known_by_any_of_its_names() {
        let locales = Locales::embedded();
        for lang in ["en", "TR", "ro_RO.UTF-8", "mo", "C"] {
            assert!(is_known(lang, &locales), "{lang}");
        }
        for lang in ["xx", "", "english"] {
            assert!(!is_known(lang, &locales), "{lang}");
        }
    }
}
