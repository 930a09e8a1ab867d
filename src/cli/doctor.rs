//! `doctor`: what this machine, this terminal and this data directory are like, for the person who
//! is asked “what do you see?”. Changes nothing and tells no secrets.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rustix::fs::{Access, access, statvfs};
use serde::Serialize;

use super::context::{Context, shown};
use super::{Exit, out};
use crate::locale::{Arg, Locale};
use crate::screen::words;
use crate::store::{self, PlaceRisk, judge_place};
use crate::terminal::ColourMode;

/// Below this much free space, in bytes, saving may soon fail.
const FREE_SPACE_LOW: u64 = 64 << 20;
/// What every database without encryption begins with.
const PLAIN_DATABASE: &[u8; 16] = b"SQLite format 3\0";

#[derive(Serialize)]
struct Report {
    version: &'static str,
    terminal: Terminal,
    language: Language,
    config: Config,
    data: Data,
    memory: Memory,
    /// None where the library cannot be asked.
    sqlite: Option<String>,
    sqlcipher: Option<String>,
}

#[derive(Serialize)]
struct Terminal {
    input: bool,
    output: bool,
    columns: Option<u16>,
    rows: Option<u16>,
    term: Option<String>,
    colour: bool,
    utf8: bool,
}

#[derive(Serialize)]
struct Language {
    used: String,
    known: Vec<String>,
}

#[derive(Serialize)]
struct Config {
    file: String,
    exists: bool,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct Data {
    dir: String,
    exists: bool,
    /// In octal, as `chmod` takes it.
    mode: Option<String>,
    /// Nobody else can read it, or only the team can.
    private: bool,
    writable: bool,
    free_bytes: Option<u64>,
    vault: Vault,
    /// What speaks against this place for a vault.
    #[serde(skip)]
    risk: Option<PlaceRisk>,
    /// Whether anything does, for other programs.
    safe_place: bool,
}

/// What lies in the data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Vault {
    None,
    Present,
    /// One of its files is missing.
    Incomplete,
    /// The file has no bytes.
    Empty,
    /// A database that is not encrypted, or something else.
    Foreign,
    /// There, and not to be read by us.
    Unreadable,
}

impl Vault {
    fn is_well(self) -> bool {
        matches!(self, Self::None | Self::Present)
    }
}

#[derive(Serialize)]
struct Memory {
    available_bytes: Option<u64>,
    /// What opening the vault takes for a moment.
    needed_bytes: u64,
    enough: bool,
}

/// Prints the report. `Failure` when something will keep the program from working.
pub fn run(context: &Context, json: bool) -> Exit {
    let report = gather(context);
    let text = if json {
        serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
    } else {
        lines(&report, context)
    };
    let printed = out::print(&text, &context.locale);
    if printed == Exit::Ok && !report.is_well() { Exit::Failure } else { printed }
}

impl Report {
    fn is_well(&self) -> bool {
        self.data.writable
            && self.data.vault.is_well()
            && self.memory.enough
            && self.config.notices.is_empty()
    }
}

fn gather(context: &Context) -> Report {
    let facts = &context.terminal;
    let (sqlite, sqlcipher) = database_versions();
    Report {
        version: env!("CARGO_PKG_VERSION"),
        terminal: Terminal {
            input: facts.input_is_terminal,
            output: facts.output_is_terminal,
            columns: facts.size.map(|size| size.0),
            rows: facts.size.map(|size| size.1),
            term: facts.term.clone(),
            colour: context.colour == ColourMode::Always16,
            utf8: facts.utf8,
        },
        language: Language { used: context.locale.id().to_owned(), known: context.locales.ids() },
        config: Config {
            file: shown(&context.paths.config_file),
            exists: context.paths.config_file.exists(),
            notices: context.notices.clone(),
        },
        data: data(&context.paths.data_dir),
        memory: memory(&context.paths.data_dir),
        sqlite,
        sqlcipher,
    }
}

/// Whether files can be made in a directory, or the directory itself can.
pub fn is_writable(dir: &Path) -> bool {
    let there = nearest(dir);
    there.is_dir() && access(&there, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

fn data(dir: &Path) -> Data {
    let metadata = fs::metadata(dir).ok();
    let mode = metadata.as_ref().map(|metadata| metadata.mode() & 0o7777);
    let (there, risk) = (nearest(dir), judge_place(dir));
    let space = statvfs(&there).ok().map(|facts| facts.f_bavail.saturating_mul(facts.f_frsize));
    Data {
        dir: shown(dir),
        exists: metadata.is_some(),
        mode: mode.map(|mode| format!("{mode:04o}")),
        private: mode.is_none_or(|mode| mode & 0o007 == 0),
        writable: is_writable(dir),
        free_bytes: space,
        vault: vault(dir),
        safe_place: risk.is_none(),
        risk,
    }
}

/// The directory itself or, where it does not exist yet, the one that it would be made in.
fn nearest(dir: &Path) -> PathBuf {
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    absolute.ancestors().find(|path| path.exists()).map_or(absolute.clone(), Path::to_owned)
}

/// Looks at the files from outside; whether they open is not tried.
fn vault(dir: &Path) -> Vault {
    let keys = dir.join("vault.keys").exists();
    let database = match File::open(dir.join("vault.db")) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return if keys { Vault::Incomplete } else { Vault::None };
        }
        Err(_) => return Vault::Unreadable,
    };
    let mut start = Vec::new();
    match database.take(PLAIN_DATABASE.len() as u64).read_to_end(&mut start) {
        Err(_) => Vault::Unreadable,
        Ok(0) => Vault::Empty,
        Ok(read) if read < PLAIN_DATABASE.len() || start == PLAIN_DATABASE => Vault::Foreign,
        Ok(_) if keys => Vault::Present,
        Ok(_) => Vault::Incomplete,
    }
}

fn memory(dir: &Path) -> Memory {
    let (needed, spare) = store::Vault::memory_to_open(dir);
    // Where the system does not say, opening a vault will.
    let enough = spare.is_none_or(|spare| spare >= needed.into());
    Memory { available_bytes: spare.map(|kib| kib << 10), needed_bytes: u64::from(needed) << 10, enough }
}

fn database_versions() -> (Option<String>, Option<String>) {
    let sqlcipher = Connection::open_in_memory()
        .and_then(|connection| connection.query_row("PRAGMA cipher_version", [], |row| row.get(0)))
        .ok();
    (Some(rusqlite::version().to_owned()), sqlcipher)
}

/// One line for each fact: `!` where something is not as it should be, a label, a value.
fn lines(report: &Report, context: &Context) -> String {
    let (locale, mut text) = (&context.locale, String::new());
    let facts = terminal_facts(report, locale).into_iter().chain(data_facts(report, locale));
    for (label, value, well) in facts {
        let (mark, value) = (if well { ' ' } else { '!' }, crate::locale::clean(&value, false));
        text.push_str(&format!("{mark} {}: {value}\n", locale.text(label)));
    }
    for notice in &report.config.notices {
        text.push_str(&format!("! {notice}\n"));
    }
    text
}

/// The message of a label, a value, and whether all is well.
type Fact = (&'static str, String, bool);

fn terminal_facts(report: &Report, locale: &Locale) -> Vec<Fact> {
    let terminal = &report.terminal;
    let size = terminal.columns.zip(terminal.rows).map(|(columns, rows)| format!("{columns} x {rows}"));
    vec![
        ("cli-doctor-version", report.version.to_owned(), true),
        ("cli-doctor-input", yes_no(terminal.input, locale), true),
        ("cli-doctor-output", yes_no(terminal.output, locale), true),
        ("cli-doctor-size", known(size, locale), large_enough(terminal)),
        ("cli-doctor-term", known(terminal.term.clone(), locale), terminal.term.is_some()),
        ("cli-doctor-colour", yes_no(terminal.colour, locale), true),
        ("cli-doctor-utf8", yes_no(terminal.utf8, locale), terminal.utf8),
        ("cli-doctor-language", report.language.used.clone(), true),
        ("cli-doctor-languages", report.language.known.join(", "), true),
    ]
}

fn data_facts(report: &Report, locale: &Locale) -> Vec<Fact> {
    let (data, memory) = (&report.data, &report.memory);
    let megabytes = |bytes: Option<u64>| {
        let text = |bytes| locale.text_with("cli-doctor-megabytes", &[("count", Arg::from(bytes >> 20))]);
        known(bytes.map(text), locale)
    };
    let free = |free: u64| {
        let args = [("free", Arg::from(free >> 20)), ("needed", Arg::from(memory.needed_bytes >> 20))];
        locale.text_with("cli-doctor-memory-free", &args)
    };
    let mode = data.mode.clone().unwrap_or_else(|| locale.text("cli-doctor-not-yet"));
    let place = data.risk.map_or_else(|| locale.text("place-good"), |risk| words::place(risk, locale));
    let room = data.free_bytes.is_none_or(|bytes| bytes >= FREE_SPACE_LOW);
    vec![
        ("cli-doctor-config", report.config.file.clone(), report.config.notices.is_empty()),
        ("cli-doctor-data", data.dir.clone(), true),
        ("cli-doctor-place", place, data.safe_place),
        ("cli-doctor-mode", mode, data.private),
        ("cli-doctor-writable", yes_no(data.writable, locale), data.writable),
        ("cli-doctor-free", megabytes(data.free_bytes), room),
        ("cli-doctor-vault", locale.text(vault_message(data.vault)), data.vault.is_well()),
        ("cli-doctor-memory", known(memory.available_bytes.map(free), locale), memory.enough),
        ("cli-doctor-sqlite", known(report.sqlite.clone(), locale), true),
        ("cli-doctor-sqlcipher", known(report.sqlcipher.clone(), locale), report.sqlcipher.is_some()),
    ]
}

fn yes_no(yes: bool, locale: &Locale) -> String {
    locale.text(if yes { "cli-doctor-yes" } else { "cli-doctor-no" })
}

fn known(value: Option<String>, locale: &Locale) -> String {
    value.unwrap_or_else(|| locale.text("cli-doctor-unknown"))
}

/// The program can be used from 60 by 20 on.
fn large_enough(terminal: &Terminal) -> bool {
    terminal.columns.is_none_or(|columns| columns >= 60) && terminal.rows.is_none_or(|rows| rows >= 20)
}

fn vault_message(vault: Vault) -> &'static str {
    match vault {
        Vault::None => "cli-doctor-vault-none",
        Vault::Present => "cli-doctor-vault-present",
        Vault::Incomplete => "cli-doctor-vault-incomplete",
        Vault::Empty => "cli-doctor-vault-empty",
        Vault::Foreign => "cli-doctor-vault-foreign",
        Vault::Unreadable => "cli-doctor-vault-unreadable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vault_is_told_from_its_files() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
        assert_eq!(vault(dir.path()), Vault::None);
        write("vault.db", b"");
        assert_eq!(vault(dir.path()), Vault::Empty);
        write("vault.db", b"SQLite format 3\0 and more");
        assert_eq!(vault(dir.path()), Vault::Foreign);
        write("vault.db", b"text");
        assert_eq!(vault(dir.path()), Vault::Foreign);
        write("vault.db", &[0x5a; 64]);
        assert_eq!(vault(dir.path()), Vault::Incomplete);
        write("vault.keys", b"x");
        assert_eq!(vault(dir.path()), Vault::Present);
    }

    #[test]
    fn a_directory_that_does_not_exist_is_judged_by_the_one_above() {
        let dir = tempfile::tempdir().unwrap();
        let facts = data(&dir.path().join("a/b"));
        assert!(!facts.exists && facts.writable && facts.private && facts.free_bytes.is_some());
        fs::write(dir.path().join("file"), "x").unwrap();
        assert!(!data(&dir.path().join("file/b")).writable);
    }
}
