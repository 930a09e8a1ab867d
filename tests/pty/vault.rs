//! The real program over a real vault: typing, and the terminal, the power or the program going away
//! in the middle of a word.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use vaka::form::Answer;
use vaka::record::{Draft, HomeData};
use vaka::session::Knowledge;
use vaka::store::{KdfParams, NewVault, RecoveryCode, Unlock, Vault};
use vaka::terminal::Now;

use super::Test;
use super::harness::{Pty, Start};
use super::program::{say, vaka};

pub const TESTS: &[Test] = &[
    ("a_hang_up_in_the_middle_of_a_word_keeps_it", hang_up_keeps_the_word),
    ("a_kill_two_seconds_after_a_word_keeps_it", kill_keeps_the_word),
    ("a_wish_to_end_keeps_the_word", terminate_keeps_the_word),
    ("a_wrong_passphrase_says_one_line_and_writes_nothing", wrong_passphrase),
    ("a_split_escape_types_nothing_into_a_field", split_escape),
    ("quick_hide_names_nothing_and_the_passphrase_brings_it_back", quick_hide),
];

pub const PASSPHRASE: &str = "uydurma parola burada";
/// Typed into the fourth field of the intake, the place of the first contact.
pub const WORD: &str = "Sınır kapısı ğİıț";
const FIELD: &str = "contact_place";

/// A vault with nothing in it, made with the cheapest key derivation.
pub fn prepared() -> (Start, PathBuf) {
    with_vault(vaka(&["--lang", "en"]))
}

/// The same for a program that shall be started so.
pub fn with_vault(start: Start) -> (Start, PathBuf) {
    let directory = start.path("xdg_data_home/vaka");
    fs::create_dir_all(directory.parent().unwrap()).unwrap();
    let passphrase = SecretString::from(PASSPHRASE);
    let recovery = RecoveryCode::generate();
    let new = NewVault {
        worker_name: "Deniz",
        organisation: None,
        passphrase: &passphrase,
        recovery: &recovery,
        kdf: KdfParams::cheap_for_tests(),
    };
    let now = Now::current();
    let vault = Vault::create(&directory, &new, Knowledge::embedded().rules(), now.utc).unwrap();
    vault.close(now.utc).unwrap();
    let file = start.path("passphrase");
    fs::write(&file, format!("{PASSPHRASE}\n")).unwrap();
    (start.arg("--passphrase-file").arg(file.to_str().unwrap()), directory)
}

/// The program with the intake of a first case open and the word typed.
fn typed() -> (Pty, PathBuf) {
    typed_in(prepared())
}

pub fn typed_in((start, directory): (Start, PathBuf)) -> (Pty, PathBuf) {
    let mut pty = start.spawn();
    pty.wait_for(&say("en", "home-first"));
    pty.send("\r");
    pty.wait_for(&form_text("section-contact"));
    pty.send("\t\t\t");
    pty.send(WORD);
    pty.wait_for(WORD);
    (pty, directory)
}

pub fn form_text(id: &str) -> String {
    let locales = Arc::new(vaka::locale::Locales::embedded());
    vaka::locale::Locale::new(&locales, "en").form("intake", id)
}

fn home_of(directory: &Path) -> HomeData {
    let passphrase = SecretString::from(PASSPHRASE);
    let now = Now::current();
    let rules = Knowledge::embedded().rules();
    let vault = Vault::open(directory, Unlock::Passphrase(&passphrase), rules, now.utc).unwrap();
    vault.home(&vaka::record::HomeAsk::default()).unwrap()
}

pub fn assert_word_is_kept(directory: &Path) {
    let drafts: Vec<Draft> = home_of(directory).unfinished;
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].answers.fields.get(FIELD), Some(&Answer::Text(WORD.to_owned())));
}

fn hang_up_keeps_the_word() {
    let (mut pty, directory) = typed();
    pty.hang_up();
    pty.wait_exit(Duration::from_secs(5));
    assert_word_is_kept(&directory);
}

fn terminate_keeps_the_word() {
    let (mut pty, directory) = typed();
    pty.signal("TERM");
    assert_eq!(pty.finish(), 143);
    assert!(!pty.screen(|screen| screen.alternate_screen()));
    assert_word_is_kept(&directory);
}

fn kill_keeps_the_word() {
    let (mut pty, directory) = typed();
    let written =
        |directory: &Path| fs::metadata(directory.join("vault.db-wal")).map_or(0, |facts| facts.len());
    let before = written(&directory);
    let until = Instant::now() + Duration::from_secs(10);
    // Nothing is typed any more: what grows the log is the draft.
    while written(&directory) == before {
        assert!(Instant::now() < until, "no draft was written");
        thread::sleep(Duration::from_millis(20));
    }
    pty.signal("KILL");
    pty.wait_exit(Duration::from_secs(5));
    assert_word_is_kept(&directory);
}

fn wrong_passphrase() {
    let (start, directory) = prepared();
    fs::write(start.path("passphrase"), "a wrong one entirely\n").unwrap();
    let files = |directory: &Path| {
        let mut files: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect();
        files.sort();
        files
    };
    let before = files(&directory);
    let mut pty = start.spawn();
    pty.wait_for(&say("en", "error-wrong-passphrase"));
    pty.send("\x03");
    pty.finish();
    assert_eq!(files(&directory), before);
}

fn split_escape() {
    let (mut pty, directory) = typed();
    // Two packets of one key; how long it may take between them is tested with the decoder.
    pty.send("\x1b");
    pty.send("[B");
    pty.send("x");
    pty.wait_until("the letter below the word", |screen| screen.contents().contains("    x"));
    pty.signal("TERM");
    pty.finish();
    // The arrow left the field: nothing of it is in the word.
    let drafts = home_of(&directory).unfinished;
    assert_eq!(drafts[0].answers.fields.get(FIELD), Some(&Answer::Text(WORD.to_owned())));
    assert_eq!(drafts[0].answers.fields.get("contact_details"), Some(&Answer::Text("x".to_owned())));
}

fn quick_hide() {
    let (mut pty, _directory) = typed();
    pty.send("\x1b[19~");
    pty.wait_for(&say("en", "hide-1"));
    let screen = pty.contents();
    for word in ["vaka", "Deniz", "Sınır", "EN", &say("en", "unlock-passphrase")] {
        assert!(!screen.contains(word), "{word} stands in:\n{screen}");
    }
    pty.send(format!("{PASSPHRASE}\r"));
    pty.wait_for(WORD);
}
