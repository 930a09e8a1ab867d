//! Nothing that was typed is left where it can be found later: not in the memory of the program once it
//! is locked or hidden, not in any file outside the vault, not in the terminal after leaving.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::harness::{Pty, Start};
use super::program::say;
use super::vault::{PASSPHRASE, WORD, assert_word_is_kept, form_text, prepared, typed_in, with_vault};
use super::{Test, defect};

pub const TESTS: &[Test] = &[
    ("after_a_lock_nothing_typed_is_in_memory", after_lock),
    ("after_quick_hide_nothing_typed_is_in_memory", after_hide),
    ("after_the_end_nothing_typed_is_in_a_file_or_on_the_terminal", after_end),
    ("after_a_defect_nothing_typed_is_in_a_file_or_on_the_terminal", after_defect),
    ("the_process_leaves_no_core_and_is_read_by_nobody", unreadable),
    ("files_are_private_whatever_the_umask", private_files),
    ("only_what_is_needed_is_open", open_files),
];

const F2: &str = "\x1b[12~";
const F8: &str = "\x1b[19~";
const F12: &str = "\x1b[24~";
const PASTE: [&str; 2] = ["\x1b[200~", "\x1b[201~"];
/// How long closing the vault may take before what is left counts.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is typed, letter by letter and as a paste; found nowhere else on the machine.
struct Needles {
    name: String,
    place: String,
    details: String,
}

impl Needles {
    fn new() -> Self {
        let word = |seed: u32| -> String {
            let letters = (0..14).map(|n| (std::process::id() + seed * 7919 + n * n * seed) % 23);
            letters.map(|letter| char::from(b'b' + letter as u8)).collect()
        };
        Self { name: word(3), place: word(5), details: word(11) }
    }

    fn all(&self) -> [&str; 3] {
        [&self.name, &self.place, &self.details]
    }
}

/// The intake of a first case filled in and saved.
fn saved(start: Start, needles: &Needles) -> Pty {
    let mut pty = start.spawn();
    pty.wait_for(&say("en", "home-first"));
    pty.send("\r");
    pty.wait_for(&form_text("section-contact"));
    pty.send("\t\t\t");
    for letter in needles.place.chars() {
        pty.send(letter.to_string());
    }
    pty.wait_for(&needles.place);
    pty.send("\t");
    // Behind so much else that later keys do not overwrite it wherever it was read into.
    pty.send(format!("{}{} {}{}", PASTE[0], "so it was told ".repeat(30), needles.details, PASTE[1]));
    pty.wait_for(&needles.details);
    focus(&mut pty, &form_text("first_name"));
    pty.send(&needles.name);
    pty.wait_for(&needles.name);
    pty.send(F2);
    // Of the sentence only what stands before its variables.
    pty.wait_for("Saved");
    pty
}

/// Goes on with Tab until the field with this label has the cursor.
fn focus(pty: &mut Pty, label: &str) {
    for _ in 0..60 {
        let here = pty.screen(|screen| {
            let (row, _) = screen.cursor_position();
            let rows: Vec<String> = screen.rows(0, 80).collect();
            rows[usize::from(row.saturating_sub(1))..=usize::from(row)].iter().any(|row| row.contains(label))
        });
        if here {
            return;
        }
        let before = pty.bytes().len();
        pty.send("\t");
        pty.wait_until("the next field", |_| true);
        let until = Instant::now() + PATIENCE;
        while pty.bytes().len() == before && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("no field {label}:\n{}", pty.contents());
}

// ---- Memory --------------------------------------------------------------------------------------

/// Which of the texts are found in the memory of a process, and where: as bytes in a row, or as the
/// symbols of a screen's cells. None where this test may not look.
fn found(process: u32, texts: &[&str]) -> Option<Vec<String>> {
    let memory = File::open(format!("/proc/{process}/mem")).ok()?;
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" r") && !line.contains("[v")) {
        let range = line.split(' ').next()?.split_once('-')?;
        let [start, end] = [range.0, range.1].map(|text| u64::from_str_radix(text, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        let mut length = 0;
        while length < bytes.len() {
            match memory.read_at(&mut bytes[length..], start + length as u64) {
                Ok(read) if read > 0 => length += read,
                _ => break,
            }
        }
        bytes.truncate(length);
        for text in texts {
            for (how, stride) in [("text", 1), ("cells", size_of::<ratatui::buffer::Cell>())] {
                let places = occurrences(&bytes, text.as_bytes(), stride);
                found.extend(places.iter().map(|at| format!("{text} as {how} at {at:#x} of {line}")));
            }
        }
    }
    Some(found)
}

/// Where a text begins whose bytes stand so far apart.
fn occurrences(bytes: &[u8], text: &[u8], stride: usize) -> Vec<usize> {
    let span = (text.len() - 1) * stride;
    let Some(last) = bytes.len().checked_sub(span) else { return Vec::new() };
    let first = text[0];
    let mut places = Vec::new();
    for (at, _) in bytes[..last].iter().enumerate().filter(|(_, byte)| **byte == first) {
        if text.iter().enumerate().all(|(n, byte)| bytes[at + n * stride] == *byte) {
            places.push(at);
        }
    }
    places
}

fn nothing_is_left(key: &str, shown: &str) {
    let needles = Needles::new();
    let (start, _directory) = prepared();
    let mut pty = saved(start, &needles);
    let texts = [&needles.all()[..], &[PASSPHRASE]].concat();
    let Some(before) = found(pty.process(), &needles.all()) else {
        println!("(not looked: the memory of another process may not be read here)");
        return;
    };
    for text in needles.all() {
        assert!(before.iter().any(|place| place.starts_with(text)), "the search finds what is there: {text}");
    }
    pty.send(key);
    pty.wait_for(&say("en", shown));
    let until = Instant::now() + PATIENCE;
    loop {
        let left = found(pty.process(), &texts).unwrap();
        if left.is_empty() {
            break;
        }
        assert!(Instant::now() < until, "still in memory:\n{}", left.join("\n"));
        thread::sleep(Duration::from_millis(100));
    }
    // Not even the end of the process leaves it behind.
    let limits = fs::read_to_string(format!("/proc/{}/limits", pty.process())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    pty.send(format!("{PASSPHRASE}\r"));
    pty.wait_until("open again", |screen| !screen.contents().contains(&say("en", shown)));
}

fn after_lock() {
    nothing_is_left(F12, "unlock-passphrase");
}

fn after_hide() {
    nothing_is_left(F8, "hide-1");
}

// ---- Files and terminal --------------------------------------------------------------------------

/// All files below a directory.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn home_of(pty: &Pty) -> PathBuf {
    pty.path("")
}

/// A place for temporary files of its own, empty.
fn with_temporary(start: Start) -> Start {
    let temporary = start.path("tmp");
    fs::create_dir_all(&temporary).unwrap();
    start.env("TMPDIR", temporary.to_str().unwrap())
}

fn after_end() {
    let needles = Needles::new();
    let (start, directory) = prepared();
    let mut pty = saved(with_temporary(start), &needles);
    pty.send("\x03");
    pty.wait_for(&say("en", "confirm-quit"));
    pty.send("\r");
    assert_eq!(pty.finish(), 0, "{}", pty.contents());
    nothing_is_kept(&pty, &directory, &needles.all());
}

/// A defect whose very message is what somebody wrote, while something else is being typed.
fn after_defect() {
    let needles = Needles::new();
    let (start, directory) = with_vault(defect::vaka(&["--lang", "en"], &needles.details));
    let mut pty = saved(with_temporary(start), &needles);
    pty.send(defect::DEFECT);
    assert_eq!(pty.finish(), 1, "{}", pty.contents());
    assert!(pty.held_by_terminal().contains(&say("en", "cli-panic")[..40]), "{}", pty.held_by_terminal());
    let logged = fs::read_to_string(pty.path("xdg_state_home/vaka/vaka.log")).unwrap();
    assert!(logged.contains("panic at tests/pty/defect.rs"), "the place is logged: {logged}");
    nothing_is_kept(&pty, &directory, &needles.all());
    // What was being typed is a draft.
    let (mut pty, directory) = typed_in(with_vault(defect::vaka(&["--lang", "en"], WORD)));
    pty.send(defect::DEFECT);
    assert_eq!(pty.finish(), 1, "{}", pty.contents());
    assert_word_is_kept(&directory);
    nothing_is_kept(&pty, &directory, &[WORD]);
}

fn unreadable() {
    let before = defect::told();
    assert!(before.starts_with("dumpable true"), "this test can tell the difference: {before}");
    let (start, _directory) = with_vault(defect::vaka(&["--lang", "en"], ""));
    let mut pty = start.spawn();
    pty.wait_for(&say("en", "home-first"));
    pty.send(defect::TELL);
    let told = pty.path(defect::TOLD);
    let until = Instant::now() + PATIENCE;
    while fs::read_to_string(&told).unwrap_or_default().is_empty() {
        assert!(Instant::now() < until, "{}", pty.contents());
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(fs::read_to_string(&told).unwrap(), "dumpable false, core Some(0)");
    // Whoever is not root sees it from outside: what tells of the memory belongs to root alone.
    let owner = fs::metadata(format!("/proc/{}/mem", pty.process())).unwrap().uid();
    assert_eq!(owner, 0);
}

/// Neither a file that the program wrote nor the terminal holds any of the texts, and there is no file that
/// nobody asked for.
fn nothing_is_kept(pty: &Pty, directory: &Path, texts: &[&str]) {
    let home = home_of(pty);
    assert_eq!(files(&home.join("tmp")), Vec::<PathBuf>::new());
    for path in files(&home) {
        let bytes = fs::read(&path).unwrap();
        for text in texts {
            assert!(occurrences(&bytes, text.as_bytes(), 1).is_empty(), "{text} in {}", path.display());
        }
        let inside = path.starts_with(directory);
        let known = path.starts_with(home.join("xdg_state_home/vaka")) || path == home.join("passphrase");
        assert!(inside || known, "nobody asked for {}", path.display());
    }
    for text in texts {
        assert!(!pty.held_by_terminal().contains(text), "{}", pty.held_by_terminal());
    }
}

fn private_files() {
    let (start, directory) = prepared();
    let pty = saved(start.umask("000"), &Needles::new());
    let mut seen = BTreeSet::new();
    for path in files(&directory).into_iter().chain(files(&pty.path("xdg_state_home"))) {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{} has {mode:o}", path.display());
        seen.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
    }
    for name in ["vault.db", "vault.db-wal", "vault.keys", "vault.lock"] {
        assert!(seen.contains(name), "{name} is not among {seen:?}");
    }
    let mode = fs::metadata(&directory).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o700, "{} has {mode:o}", directory.display());
}

fn open_files() {
    let (start, directory) = prepared();
    let pty = saved(with_temporary(start), &Needles::new());
    let mut sockets = BTreeSet::new();
    for entry in fs::read_dir(format!("/proc/{}/fd", pty.process())).unwrap() {
        let Ok(target) = fs::read_link(entry.unwrap().path()) else { continue };
        let name = target.to_string_lossy().into_owned();
        if let Some(inode) = name.strip_prefix("socket:[").and_then(|rest| rest.strip_suffix(']')) {
            sockets.insert(inode.to_owned());
            continue;
        }
        let own = [directory.clone(), pty.path("xdg_state_home")].iter().any(|dir| target.starts_with(dir));
        let system = ["/dev/pts/", "/dev/tty", "/dev/null", "/dev/ptmx", "pipe:[", "anon_inode:"];
        assert!(own || system.iter().any(|start| name.starts_with(start)), "{name} is open");
    }
    // Signals come through a pair of sockets without a name, which leads nowhere else.
    let process = pty.process();
    let table = |name: &str| fs::read_to_string(format!("/proc/{process}/net/{name}")).unwrap_or_default();
    for protocol in ["tcp", "tcp6", "udp", "udp6", "raw", "raw6", "packet", "netlink"] {
        let inodes: Vec<String> = table(protocol)
            .split_whitespace()
            .map(str::to_owned)
            .filter(|word| sockets.contains(word))
            .collect();
        assert!(inodes.is_empty(), "a socket of {protocol}");
    }
    for line in table("unix").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ours = words.get(6).is_some_and(|inode| sockets.contains(*inode));
        assert!(!ours || words.len() == 7, "a socket with a name: {line}");
    }
}
