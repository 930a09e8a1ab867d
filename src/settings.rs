//! The settings file `config.toml`. A broken one is named with its line and passed over: the
//! program starts with what it has.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, de};

use crate::terminal::{ColourChoice, SLOWEST};

/// A settings file larger than this (bytes) is not read: no real one is.
const LARGEST_FILE: u64 = 1 << 16;
/// The idle lock's default and its longest, in minutes.
const IDLE_LOCK_DEFAULT: u16 = 5;
const IDLE_LOCK_LONGEST: u16 = 240;

/// What a person may set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The language's id; None: by the environment.
    pub language: Option<String>,
    /// The second language where two are shown.
    pub second_language: Option<String>,
    /// Locks after so many minutes without a key; 0 never.
    #[serde(deserialize_with = "idle_minutes")]
    pub idle_lock_minutes: u16,
    pub colour: ColourChoice,
    /// Lines and marks from ASCII alone; None: by the environment.
    pub ascii: Option<bool>,
    /// Bits in a second that the line to the terminal carries (9600 on a bad one); None: what the terminal
    /// says. Frames that the line could not carry are not sent.
    #[serde(deserialize_with = "line_speed")]
    pub line_speed: Option<u32>,
    /// Where the vault lies; None: by convention.
    pub data_dir: Option<PathBuf>,
}

/// Why a settings file was passed over.
#[derive(Debug)]
pub struct SettingsProblem {
    pub file: PathBuf,
    /// From 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// From 1, in characters; 0 when the file as a whole is meant.
    pub column: usize,
    pub kind: SettingsProblemKind,
}

#[derive(Debug)]
pub enum SettingsProblemKind {
    Unreadable(io::Error),
    /// Larger than any file of settings should be, or no text.
    NotSettings,
    /// The line, which is not written as TOML is.
    Syntax(String),
    /// The line, whose name is unknown or whose value is of another kind or out of bounds.
    Unknown(String),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            second_language: None,
            idle_lock_minutes: IDLE_LOCK_DEFAULT,
            colour: ColourChoice::Auto,
            ascii: None,
            line_speed: None,
            data_dir: None,
        }
    }
}

impl Settings {
    /// Reads a file. `required`: it was asked for by name, so its absence is a problem too.
    pub fn load(file: &Path, required: bool) -> (Self, Option<SettingsProblem>) {
        let problem = |kind| (Self::default(), Some(SettingsProblem::whole(file, kind)));
        match fs::metadata(file) {
            Ok(facts) if facts.len() > LARGEST_FILE => return problem(SettingsProblemKind::NotSettings),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !required => {
                return (Self::default(), None);
            }
            Ok(_) | Err(_) => {}
        }
        match fs::read_to_string(file) {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                problem(SettingsProblemKind::NotSettings)
            }
            Err(error) => problem(SettingsProblemKind::Unreadable(error)),
            Ok(text) => Self::read(&text, file),
        }
    }

    /// The settings in a text. For the fuzz target.
    #[doc(hidden)]
    pub fn of_text(text: &str) -> (Self, Option<SettingsProblem>) {
        Self::read(text, Path::new("config.toml"))
    }

    fn read(text: &str, file: &Path) -> (Self, Option<SettingsProblem>) {
        match parse(text) {
            Ok(settings) => (settings, None),
            Err((offset, kind)) => {
                let (line, column, shown) = place(text, offset);
                let problem = SettingsProblem { file: file.to_owned(), line, column, kind: kind(shown) };
                (Self::default(), Some(problem))
            }
        }
    }
}

impl SettingsProblem {
    fn whole(file: &Path, kind: SettingsProblemKind) -> Self {
        Self { file: file.to_owned(), line: 0, column: 0, kind }
    }
}

type Blame = fn(String) -> SettingsProblemKind;

/// The settings, or the byte that is to blame.
fn parse(text: &str) -> Result<Settings, (usize, Blame)> {
    let at = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    toml::de::DeTable::parse(text).map_err(|error| (at(&error), SettingsProblemKind::Syntax as Blame))?;
    toml::from_str(text).map_err(|error| (at(&error), SettingsProblemKind::Unknown as Blame))
}

/// Line and column of a byte, and the line itself.
fn place(text: &str, offset: usize) -> (usize, usize, String) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1, line.trim().to_owned())
}

fn idle_minutes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let minutes = u16::deserialize(deserializer)?;
    if minutes > IDLE_LOCK_LONGEST {
        let found = de::Unexpected::Unsigned(minutes.into());
        return Err(de::Error::invalid_value(found, &"0..=240"));
    }
    Ok(minutes)
}

fn line_speed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let bits = u32::deserialize(deserializer)?;
    if bits < SLOWEST {
        return Err(de::Error::invalid_value(de::Unexpected::Unsigned(bits.into()), &"300 or more"));
    }
    Ok(Some(bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> (Settings, Option<String>) {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config.toml");
        fs::write(&file, text).unwrap();
        let (settings, problem) = Settings::load(&file, true);
        (settings, problem.map(|p| format!("{}:{} {:?}", p.line, p.column, p.kind)))
    }

    #[test]
    fn all_settings_are_read() {
        let text = "language = 'tr'\nsecond_language = 'ro'\nidle_lock_minutes = 10\ncolour = 'never'\nascii = true\nline_speed = 9600\ndata_dir = '/srv/vaka'\n";
        let expect = Settings {
            language: Some("tr".to_owned()),
            second_language: Some("ro".to_owned()),
            idle_lock_minutes: 10,
            colour: ColourChoice::Never,
            ascii: Some(true),
            line_speed: Some(9600),
            data_dir: Some("/srv/vaka".into()),
        };
        assert_eq!(load(text), (expect, None));
        assert_eq!(load(""), (Settings::default(), None));
    }

    #[test]
    fn a_broken_file_is_named_with_its_place_and_passed_over() {
        let check = |text: &str, expect: &str| {
            let (settings, problem) = load(text);
            assert_eq!(settings, Settings::default());
            assert_eq!(problem.as_deref(), Some(expect));
        };
        check("ascii = true\nlangauge = 'tr'\n", r#"2:1 Unknown("langauge = 'tr'")"#);
        check("idle_lock_minutes = 'x'", r#"1:21 Unknown("idle_lock_minutes = 'x'")"#);
        check("idle_lock_minutes = 241", r#"1:21 Unknown("idle_lock_minutes = 241")"#);
        check("line_speed = 299", r#"1:14 Unknown("line_speed = 299")"#);
        check("colour = 'red'", r#"1:10 Unknown("colour = 'red'")"#);
        check("ascii = true\n\n  language = \n", r#"3:14 Syntax("language =")"#);
    }

    #[test]
    fn a_missing_file_matters_only_when_it_was_asked_for() {
        let file = Path::new("/nonexistent/config.toml");
        assert!(Settings::load(file, false).1.is_none());
        let problem = Settings::load(file, true).1.unwrap();
        assert!(matches!(problem.kind, SettingsProblemKind::Unreadable(_)));
    }

    #[test]
    fn what_is_no_text_is_no_settings() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config.toml");
        for bytes in [vec![0xff, 0xfe], vec![b' '; 1 << 17]] {
            fs::write(&file, bytes).unwrap();
            let problem = Settings::load(&file, false).1.unwrap();
            assert!(matches!(problem.kind, SettingsProblemKind::NotSettings));
        }
    }
}
