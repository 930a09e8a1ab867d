//! The real program in a terminal. What it says is looked up in its words, so that a better sentence
//! breaks no test.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use vaka::locale::{Locale, Locales};

use super::Test;
use super::harness::{Pty, Start};
use super::terminal::styles;

pub const TESTS: &[Test] = &[
    ("help_fits_the_screen_in_every_language", help_fits),
    ("the_first_screen_is_in_the_language_of_the_terminal", first_screen),
    ("without_a_locale_everything_is_utf8", no_locale),
    ("the_first_name_may_have_any_letters", first_name),
    ("a_small_window_says_so_and_comes_back", small_window),
    ("the_first_screen_without_colour_has_reverse_video", first_screen_without_colour),
    ("a_key_without_meaning_costs_nothing", key_without_meaning),
    ("leaving_the_first_screen_writes_no_vault", leave_first_screen),
    ("a_hang_up_at_the_first_screen_ends_at_once", hang_up_first_screen),
    ("a_wish_to_end_at_the_first_screen_restores_the_terminal", terminate_first_screen),
];

const F4: &str = "\x1b[14~";

/// `vaka` with these arguments, in a home directory of its own.
pub fn vaka(arguments: &[&str]) -> Start {
    let start = Start::new(env!("CARGO_BIN_EXE_vaka"));
    arguments.iter().fold(start, Start::arg)
}

/// A text of the program in one of its languages.
pub fn say(lang: &str, id: &str) -> String {
    Locale::new(&Arc::new(Locales::embedded()), lang).text(id)
}

/// The first start, in English.
fn first_start() -> Pty {
    let pty = vaka(&[]).spawn();
    pty.wait_for(&say("en", "welcome-name"));
    pty
}

fn help_fits() {
    for (lang, last) in [("en", "full screen."), ("tr", "tam ekranda açar."), ("ro", "tot ecranul.")] {
        let mut pty = vaka(&["-h", "--lang", lang]).spawn();
        assert_eq!(pty.finish(), 0);
        pty.wait_for(last);
        let wrapped = pty.screen(|screen| (0..24).any(|row| screen.row_wrapped(row)));
        assert!(!wrapped, "{}", pty.contents());
    }
}

fn first_screen() {
    for (lang, locale) in [("en", "en_GB.UTF-8"), ("tr", "tr_TR.UTF-8"), ("ro", "ro_RO.UTF-8")] {
        let mut pty = vaka(&[]).env("LC_ALL", locale).spawn();
        pty.wait_for(&say(lang, "welcome-name"));
        assert!(!pty.screen(|screen| screen.hide_cursor()));
        // The ring of languages is English, Turkish, Romanian.
        let next =
            [("en", "tr"), ("tr", "ro"), ("ro", "en")].iter().find(|(from, _)| *from == lang).unwrap().1;
        pty.send(F4);
        pty.wait_for(&say(next, "welcome-name"));
    }
}

/// Neither set nor installed: letters, lines and marks are what they are elsewhere.
fn no_locale() {
    for locale in ["", "C", "POSIX"] {
        let mut pty = vaka(&["--lang", "ro"]).env("LC_ALL", locale).spawn();
        pty.wait_for(&say("ro", "welcome-name"));
        pty.wait_for("───");
        pty.send("Șuțu İğcı");
        pty.wait_for("Șuțu İğcı");
    }
}

fn first_name() {
    let mut pty = first_start();
    pty.send("Şule İğcı Țăran");
    pty.wait_for("Şule İğcı Țăran");
    pty.send(F4);
    pty.wait_for(&say("tr", "welcome-name"));
    pty.wait_for("Şule İğcı Țăran");
}

fn small_window() {
    let mut pty = first_start();
    pty.send("Ayşe");
    pty.wait_for("Ayşe");
    pty.resize(40, 12);
    pty.wait_until("no name in a small window", |screen| !screen.contents().contains("Ayşe"));
    pty.wait_until("a sentence", |screen| screen.contents().contains("60"));
    pty.resize(60, 20);
    pty.wait_for("Ayşe");
}

fn first_screen_without_colour() {
    let pty = vaka(&[]).env("NO_COLOR", "1").spawn();
    pty.wait_for(&say("en", "welcome-name"));
    let styles = styles(&pty.bytes());
    assert!(!styles.iter().any(|style| style.split(';').any(|code| code.len() > 1)), "{styles:?}");
    let reversed = |screen: &vt100::Screen| {
        (0..24).any(|row| (0..80).any(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse)))
    };
    assert!(pty.screen(reversed));
}

fn key_without_meaning() {
    let mut pty = first_start();
    pty.send("a");
    pty.wait_until("a typed letter", |screen| screen.contents().contains(": a"));
    let before = pty.bytes().len();
    pty.send("\x1b[33~\x1b[33~");
    thread::sleep(Duration::from_millis(50));
    pty.send("b");
    pty.wait_until("two typed letters", |screen| screen.contents().contains(": ab"));
    let cost = pty.bytes()[before..].to_vec();
    assert!(cost.len() <= 40, "{} bytes: {}", cost.len(), String::from_utf8_lossy(&cost).escape_debug());
}

fn leave_first_screen() {
    let mut pty = first_start();
    pty.send("\x03");
    assert_eq!(pty.finish(), 130);
    assert!(!pty.screen(|screen| screen.alternate_screen() || screen.hide_cursor()));
    assert!(!pty.path("xdg_data_home/vaka/vault.db").exists());
}

fn hang_up_first_screen() {
    let mut pty = first_start();
    pty.send("Ayşe");
    pty.wait_for("Ayşe");
    pty.hang_up();
    pty.wait_exit(Duration::from_secs(2));
}

fn terminate_first_screen() {
    let mut pty = first_start();
    pty.signal("TERM");
    pty.finish();
    assert!(!pty.screen(|screen| screen.alternate_screen() || screen.hide_cursor()));
}
