//! The program under test: its vault, and the keys of a fixed script through its screens.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vaka::locale::{Locale, Locales};
use vaka::screen::words;

use crate::harness::{Pty, Start};
use crate::measure::{Budget, Row, Sample, press, touch};

const PROGRAM: &str = env!("CARGO_BIN_EXE_vaka");
const PASSPHRASE: &str = "uydurma parola burada";
const DOWN: &str = "\x1b[B";
const PAGE_DOWN: &str = "\x1b[6~";
const PAGE_UP: &str = "\x1b[5~";
const HOME: &str = "\x1b[H";
const F1: &str = "\x1bOP";
const F4: &str = "\x1bOS";
const ESC: &str = "\x1b";
/// The language, and home and the calendar, the fullest screens.
const SCREEN: usize = 1400;
/// A page, or more: what is not a move in sight.
const PAGE: usize = 61;

/// What was asked for.
pub struct Options {
    pub cases: u32,
    pub vault: Option<PathBuf>,
    pub passphrase_file: Option<PathBuf>,
}

/// A vault of invented people and the file of its passphrase; removed at the end, if it was built here.
pub struct Vault {
    pub cases: u32,
    directory: PathBuf,
    passphrase: PathBuf,
    _built: Option<TempDir>,
}

impl Vault {
    pub fn prepare(options: &Options) -> Self {
        if let (Some(directory), Some(passphrase)) = (&options.vault, &options.passphrase_file) {
            let (directory, passphrase) = (directory.clone(), passphrase.clone());
            return Self { cases: options.cases, directory, passphrase, _built: None };
        }
        let built = TempDir::new().unwrap();
        let (directory, passphrase) = (built.path().join("vault"), built.path().join("passphrase"));
        fs::write(&passphrase, format!("{PASSPHRASE}\n")).unwrap();
        let status = Command::new(PROGRAM)
            .args(["demo", "--lang", "en", "--cases", &options.cases.to_string(), "--into"])
            .arg(&directory)
            .arg("--passphrase-file")
            .arg(&passphrase)
            .env("HOME", built.path())
            .output()
            .unwrap();
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        Self { cases: options.cases, directory, passphrase, _built: Some(built) }
    }

    pub fn start(&self, lang: &str) -> Start {
        let start = Start::new(PROGRAM).arg("--lang").arg(lang).arg("--data-dir");
        let start = start.arg(self.directory.to_str().unwrap()).arg("--passphrase-file");
        start.arg(self.passphrase.to_str().unwrap())
    }
}

/// Whether home is there: the key that leaves stands in the last line.
pub fn wait_for_home(pty: &Pty, lang: &str) {
    let leave = format!(
        "q {}",
        Locale::new(&Arc::new(Locales::embedded()), lang).attribute("cmd-quit", "short").unwrap()
    );
    pty.wait_within(Duration::from_secs(60), "home", |screen| screen.contents().contains(&leave));
    pty.settle(Duration::from_millis(300));
}

struct Script {
    pty: Pty,
    rows: Vec<Row>,
    whole: bool,
}

impl Script {
    /// Presses each key and keeps what it cost under a name.
    fn each(&mut self, name: &str, budget: Budget, keys: &[&str]) {
        let samples = keys.iter().map(|key| press(&mut self.pty, key)).collect();
        self.rows.push(Row::new(name, budget, samples));
    }

    /// Moves the focus: what stays in sight and what turns a page are told apart.
    fn moves(&mut self, name: &str, key: &str, times: usize) {
        let times = if self.whole { times } else { times.min(24) };
        let samples: Vec<Sample> = (0..times).map(|_| touch(&mut self.pty, key)).collect();
        let (near, _): (Vec<Sample>, Vec<Sample>) = samples
            .iter()
            .filter(|sample| sample.bytes() > 0)
            .cloned()
            .partition(|sample| sample.bytes() < PAGE);
        self.rows.push(Row::new(&format!("{name}: move"), Budget::Median(30, 60), near));
        self.rows.push(Row::new(&format!("{name}: move, edges among them"), Budget::Mean(160), samples));
    }

    fn go(&mut self, key: &str) {
        touch(&mut self.pty, key);
    }
}

/// Plays the script.
pub fn play(vault: &Vault, whole: bool) -> Vec<Row> {
    let start = Instant::now();
    let pty = vault.start("en").spawn();
    wait_for_home(&pty, "en");
    let first = first_screen(&pty, start);
    let mut script = Script { pty, rows: vec![first], whole };
    home(&mut script);
    cases(&mut script);
    case(&mut script);
    forms(&mut script);
    let mut rows = script.rows;
    if whole {
        // What was typed last is kept by then.
        script.pty.settle(Duration::from_secs(3));
        usage(&script.pty);
    }
    script.pty.send("\x03");
    rows.retain(|row| !row.samples.is_empty());
    rows
}

/// From the start of the program, key derivation included.
fn first_screen(pty: &Pty, start: Instant) -> Row {
    let chunks: Vec<(Duration, usize)> =
        pty.chunks(0).into_iter().map(|(at, bytes)| (at.saturating_duration_since(start), bytes)).collect();
    let sample = Sample { chunks, rest: 0, change: crate::least::Change::default() };
    Row::new("start: locked screen and home", Budget::Each(2400), vec![sample])
}

fn home(script: &mut Script) {
    script.moves("home", DOWN, 40);
    script.each("home: page", Budget::Each(1200), &[PAGE_DOWN, PAGE_DOWN, PAGE_UP, HOME]);
    script.each("language", Budget::Each(SCREEN), &[F4, F4, F4]);
    script.each("question opened, answered", Budget::Each(600), &["q", ESC, "f", ESC]);
    script.each("help opened, left", Budget::Each(SCREEN), &[F1, ESC]);
    script.each("calendar opened, left", Budget::Each(SCREEN), &["m", ESC]);
}

fn cases(script: &mut Script) {
    script.each("list of cases opened", Budget::Each(1300), &["c"]);
    script.moves("list of cases", DOWN, 60);
    script.each("list of cases: page", Budget::Each(1200), &[PAGE_DOWN, PAGE_DOWN, PAGE_UP, HOME]);
    script.each("list of cases: filter, letter by letter", Budget::None, &["0", "0", "2"]);
    script.each("case opened", Budget::Each(1300), &["\r"]);
}

fn case(script: &mut Script) {
    script.pty.send("\x1b[D".to_owned() + &"\x1b[A".repeat(30));
    script.pty.settle(Duration::from_millis(400));
    script.moves("case", DOWN, 9);
    script.each("records opened, left", Budget::Each(1300), &["r", ESC]);
    script.each("story opened, left", Budget::Each(1300), &["t", ESC]);
    script.each("people opened, left", Budget::Each(1300), &["p", ESC]);
    script.go(ESC);
    script.go(ESC);
    script.go(ESC);
}

/// One form of each kind, found by its name in the list of a case.
fn forms(script: &mut Script) {
    let locale = Locale::new(&Arc::new(Locales::embedded()), "en");
    // A sheet: the intake of a new case.
    script.each("form opened: sheet", Budget::Each(1300), &["n"]);
    for _ in 0..4 {
        script.go("\t");
    }
    script.go("a");
    script.each("a letter typed", Budget::Median(2, 40), &["b", "c", "d", "e", "f", "g"]);
    script.moves("sheet", "\t", 40);
    script.each("form left", Budget::Each(SCREEN), &[ESC]);
    script.go(ESC);
    script.go("c");
    script.go("\r");
    let kinds = [
        ("checklist", "interview_readiness", 0),
        ("table", "risk_analysis", 1),
        ("steps", "crisis_session", 3),
    ];
    for (kind, form, step) in kinds {
        let opened = open(script, &words::form_short(&locale, form), step);
        script.rows.push(Row::new(&format!("form opened: {kind}"), Budget::Each(1300), vec![opened]));
        script.moves(kind, "\t", 30);
        script.go(ESC);
    }
}

/// Opens a form of a case: to its step, and where that holds several, to the row of this name.
fn open(script: &mut Script, name: &str, step: usize) -> Sample {
    let pty = &mut script.pty;
    pty.send("\x1b[D".to_owned() + &"\x1b[A".repeat(30) + &DOWN.repeat(step));
    pty.settle(Duration::from_millis(400));
    for key in ["\x1b[C", DOWN, DOWN, DOWN, DOWN, DOWN] {
        let focused = pty.screen(|screen| screen.rows(0, 80).find(|row| row.starts_with('>')));
        if focused.is_some_and(|row| row.contains(name)) {
            return press(pty, "\r");
        }
        pty.send(key);
        pty.settle(Duration::from_millis(300));
    }
    panic!("no way leads to {name}:\n{}", pty.contents());
}

/// Memory, and what it costs to do nothing.
fn usage(pty: &Pty) {
    let status = |field: &str| {
        let status = fs::read_to_string(format!("/proc/{}/status", pty.process())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with(field)).map(str::to_owned);
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0)
    };
    let wakeups = || {
        let tasks = fs::read_dir(format!("/proc/{}/task", pty.process())).into_iter().flatten().flatten();
        let counts = tasks.map(|task| {
            let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
            let line =
                status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).map(str::to_owned);
            line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0)
        });
        counts.sum::<u64>()
    };
    let (bytes, woken) = (pty.bytes().len(), wakeups());
    std::thread::sleep(Duration::from_secs(10));
    println!(
        "memory {:.1} MB, at most {:.1} MB; idle for 10 s: {} bytes, {} wakeups",
        status("VmRSS:") as f64 / 1024.0,
        status("VmHWM:") as f64 / 1024.0,
        pty.bytes().len() - bytes,
        wakeups() - woken
    );
}
