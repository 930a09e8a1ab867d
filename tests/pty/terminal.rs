//! What must hold of the terminal layer whatever is drawn on it.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::Test;
use super::echo::{CHILD, PANIC_LINE, SAVED, SECRET};
use super::harness::{Pty, Start};

pub const TESTS: &[Test] = &[
    ("letters_of_all_three_languages_arrive", letters_arrive),
    ("a_resize_repaints_all", resize_repaints),
    ("a_split_escape_is_one_key", split_escape),
    ("a_bare_escape_is_the_key", bare_escape),
    ("a_huge_paste_with_control_characters_is_cut_and_cleaned", huge_paste),
    ("an_end_mark_inside_a_paste_types_nothing", end_mark_inside_paste),
    ("the_screen_is_left_as_it_was_found", leaves_as_found),
    ("a_hang_up_saves_and_ends", hang_up),
    ("a_hang_up_with_the_signal_ignored_ends_too", hang_up_ignored),
    ("a_program_that_does_not_end_after_a_hang_up_does_not_spin", hang_up_without_spin),
    ("a_wish_to_end_saves_and_restores", terminate),
    ("a_second_wish_to_end_ends_what_is_stuck", terminate_twice),
    ("keys_come_from_the_terminal_when_input_brings_a_passphrase", controlling_terminal),
    ("without_colour_reverse_video_remains", no_colour),
    ("with_colour_there_are_sixteen", sixteen_colours),
    ("a_locale_without_utf8_gets_ascii_lines", ascii_lines),
    ("a_defect_restores_the_terminal_and_says_one_line", panic_in_update),
    ("a_defect_of_a_thread_restores_the_terminal", panic_in_thread),
    ("a_frame_is_one_write", one_write),
    ("a_key_that_changes_nothing_costs_nothing", no_op_key),
    ("a_deadline_comes_without_a_key", deadline),
    ("what_covers_the_screen_waits_for_no_line", cover_on_a_slow_line),
    ("a_pipe_is_refused", refused),
    ("a_stop_gives_the_terminal_back_and_takes_it_again", stop_and_go_on),
    ("without_a_shell_nothing_is_stopped", no_stop_without_shell),
];

const ENTERED: &[u8] = b"\x1b[?1049h";
const LEFT: &[u8] = b"\x1b[?1049l";
const F6: &str = "\x1b[17~";
const F7: &str = "\x1b[18~";
const F8: &str = "\x1b[19~";
const F9: &str = "\x1b[20~";
const F10: &str = "\x1b[21~";

fn start(manner: &str) -> Start {
    Start::new(std::env::current_exe().unwrap()).env(CHILD, manner)
}

fn echo() -> Pty {
    let pty = start("plain").spawn();
    pty.wait_for("last line");
    pty
}

/// Ended by F10, with the right code.
#[track_caller]
fn leave(mut pty: Pty) -> Vec<u8> {
    pty.send(F10);
    assert_eq!(pty.finish(), 0);
    pty.bytes()
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part).count()
}

fn letters_arrive() {
    let mut pty = echo();
    pty.send("Şahin ğ ı İ ț Ș ă");
    pty.wait_for("text Şahin ğ ı İ ț Ș ă");
    assert_eq!(pty.screen(|screen| screen.cursor_position()), (3, 22));
    assert!(!pty.screen(|screen| screen.hide_cursor()));
    leave(pty);
}

fn resize_repaints() {
    let pty = echo();
    pty.resize(100, 30);
    pty.wait_for("echo 100x30");
    pty.wait_until("last line in row 30", |screen| {
        screen.rows(0, 100).nth(29).is_some_and(|row| row.contains("last line"))
    });
    pty.resize(60, 20);
    pty.wait_for("echo 60x20");
    pty.wait_for("resize:60x20");
    leave(pty);
}

fn split_escape() {
    let mut pty = echo();
    pty.send("\x1b");
    thread::sleep(Duration::from_millis(10));
    pty.send("[A");
    pty.send("x");
    pty.wait_for("text <Up>x");
    leave(pty);
}

fn bare_escape() {
    let mut pty = echo();
    pty.send("\x1b");
    pty.wait_for("text <Esc>");
    pty.send("x");
    pty.wait_for("text <Esc>x");
    leave(pty);
}

fn huge_paste() {
    let mut pty = echo();
    let mut paste = b"\x1b[200~".to_vec();
    while paste.len() < 1_600_000 {
        paste.extend(b"words\x07 and\x1b[31m more\x00\x9b words ");
    }
    paste.extend(b"\x1b[201~");
    pty.send(&paste);
    pty.wait_for("paste:1048576:0");
    pty.send("!");
    pty.wait_for("text words and !");
    leave(pty);
}

fn end_mark_inside_paste() {
    let mut pty = echo();
    pty.send("\x1b[200~a\x1b[201~\x03b\x1b[201~");
    pty.wait_for("paste:2:0");
    pty.wait_for("text ab");
    leave(pty);
}

fn leaves_as_found() {
    let pty = echo();
    assert!(pty.screen(|screen| screen.alternate_screen() && screen.bracketed_paste()));
    assert_eq!(pty.screen(|screen| screen.mouse_protocol_mode()), vt100::MouseProtocolMode::None);
    let mut pty = pty;
    pty.send(F10);
    assert_eq!(pty.finish(), 0);
    assert!(
        pty.screen(|screen| !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor())
    );
    let bytes = pty.bytes();
    assert_eq!((count(&bytes, ENTERED), count(&bytes, LEFT)), (1, 1));
    // The blank frame stands before the way out.
    let blank = bytes.windows(4).rposition(|window| window == b"\x1b[2J").unwrap();
    let out = bytes.windows(LEFT.len()).rposition(|window| window == LEFT).unwrap();
    assert!(blank < out && !bytes[blank..].windows(4).any(|window| window == b"echo"));
}

fn hang_up() {
    let mut pty = echo();
    pty.send("Şahin");
    pty.wait_for("text Şahin");
    pty.hang_up();
    assert_eq!(pty.wait_exit(Duration::from_secs(2)), 1);
    assert_eq!(fs::read_to_string(pty.path(SAVED)).unwrap(), "Şahin");
}

/// The echo program started by a shell that ignores SIGHUP, as `nohup` does.
fn start_ignoring(manner: &str) -> Pty {
    let program = std::env::current_exe().unwrap();
    let script = format!("trap '' HUP; exec {}", program.display());
    let pty = Start::new("/bin/sh").arg("-c").arg(script).env(CHILD, manner).spawn();
    pty.wait_for("last line");
    pty
}

fn hang_up_ignored() {
    let mut pty = start_ignoring("plain");
    pty.send("kept");
    pty.wait_for("text kept");
    pty.hang_up();
    assert_eq!(pty.wait_exit(Duration::from_secs(2)), 1);
    assert_eq!(fs::read_to_string(pty.path(SAVED)).unwrap(), "kept");
}

fn hang_up_without_spin() {
    let mut pty = start_ignoring("stubborn");
    pty.hang_up();
    let before = processor_time(pty.process());
    thread::sleep(Duration::from_millis(700));
    let spent = processor_time(pty.process()) - before;
    assert!(spent <= 5, "{spent} hundredths of a second of processor time");
    assert_eq!(pty.wait_exit(Duration::from_secs(6)), 1);
}

/// Processor time of a process in hundredths of a second.
fn processor_time(process: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let after_name = stat.rsplit(')').next().unwrap();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

fn terminate() {
    for signal in ["TERM", "INT"] {
        let mut pty = echo();
        pty.send("word");
        pty.wait_for("text word");
        pty.signal(signal);
        assert_eq!(pty.finish(), 143);
        assert!(!pty.screen(|screen| screen.alternate_screen()));
        assert_eq!(fs::read_to_string(pty.path(SAVED)).unwrap(), "word");
    }
}

fn terminate_twice() {
    let mut pty = start("stubborn").spawn();
    pty.wait_for("last line");
    pty.signal("TERM");
    // The second counts only after the first was taken, which shows in nothing: so both are repeated.
    let until = Instant::now() + Duration::from_secs(3);
    while !pty.has_ended() && Instant::now() < until {
        pty.signal("TERM");
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(pty.finish(), 143);
    assert!(pty.screen(|screen| !screen.alternate_screen() && !screen.hide_cursor()));
}

fn controlling_terminal() {
    let script = format!("echo passphrase | {}", std::env::current_exe().unwrap().display());
    let mut pty = Start::new("/bin/sh").arg("-c").arg(script).env(CHILD, "controlling").spawn();
    pty.wait_for("last line");
    pty.send("typed");
    pty.wait_for("text typed");
    leave(pty);
}

/// The style sequences of all that was written.
pub fn styles(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("\x1b[").skip(1);
    let style = |part: &str| {
        let end = part.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
        part[end..].starts_with('m').then(|| part[..end].to_owned())
    };
    parts.filter_map(style).collect()
}

fn no_colour() {
    let pty = start("plain").env("NO_COLOR", "1").spawn();
    pty.wait_for("last line");
    assert!(pty.screen(|screen| screen.cell(1, 0).unwrap().inverse()));
    let styles = styles(&leave(pty));
    let coloured = |style: &String| style.split(';').any(|code| code.len() > 1);
    assert!(!styles.iter().any(coloured), "{styles:?}");
    assert!(styles.iter().any(|style| style.split(';').any(|code| code == "7")), "{styles:?}");
}

fn sixteen_colours() {
    let pty = echo();
    assert_eq!(pty.screen(|screen| screen.cell(2, 0).unwrap().fgcolor()), vt100::Color::Idx(1));
    leave(pty);
}

fn ascii_lines() {
    let pty = start("plain").env("LC_ALL", "tr_TR.ISO-8859-9").spawn();
    pty.wait_for("- last line");
    leave(pty);
}

#[track_caller]
fn assert_defect_was_kept_quiet(mut pty: Pty) {
    assert_eq!(pty.finish(), 1);
    assert!(
        pty.screen(|screen| !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste())
    );
    let bytes = pty.bytes();
    let left = bytes.windows(LEFT.len()).position(|window| window == LEFT).unwrap();
    let after = String::from_utf8_lossy(&bytes[left + LEFT.len()..]).into_owned();
    assert_eq!(after.trim(), format!("{PANIC_LINE}\r\nerror cli-error-defect"));
    assert_eq!(count(&bytes, SECRET.as_bytes()), 0);
    assert_eq!(fs::read_to_string(pty.path(SAVED)).unwrap(), "draft");
}

fn panic_in_update() {
    let mut pty = echo();
    pty.send("draft");
    pty.wait_for("text draft");
    pty.send(F9);
    assert_defect_was_kept_quiet(pty);
}

fn panic_in_thread() {
    let mut pty = echo();
    pty.send("draft");
    pty.wait_for("text draft");
    pty.send(F8);
    assert_defect_was_kept_quiet(pty);
}

/// How many times a process has written; None where the system does not count.
fn writes(process: u32) -> Option<u64> {
    let counts = fs::read_to_string(format!("/proc/{process}/io")).ok()?;
    counts.lines().find_map(|line| line.strip_prefix("syscw: "))?.parse().ok()
}

fn one_write() {
    let mut pty = echo();
    let Some(before) = writes(pty.process()) else {
        return println!("writes are not counted here: left out");
    };
    for (typed, expect) in [("a", "text a"), ("b", "text ab"), ("\x7f", "text a")] {
        pty.send(typed);
        pty.wait_until(expect, |screen| {
            screen.rows(0, 80).nth(3).is_some_and(|row| row.trim_end() == expect)
        });
    }
    // A key that changes nothing comes before one that does: both are one frame or two, never more.
    pty.send("\x1b[B");
    assert_eq!(writes(pty.process()).unwrap() - before, 3);
    leave(pty);
}

fn no_op_key() {
    let mut pty = start("eager").spawn();
    pty.wait_for("last line");
    let before = pty.bytes().len();
    pty.send("\x1b[B\x1b[B\x1b[B");
    thread::sleep(Duration::from_millis(50));
    pty.send("x");
    pty.wait_for("text x");
    assert_eq!(&pty.bytes()[before..], b"x");
    leave(pty);
}

fn deadline() {
    let mut pty = echo();
    pty.send(F7);
    let began = Instant::now();
    pty.wait_for("deadline");
    assert!(began.elapsed() < Duration::from_secs(5));
    leave(pty);
}

/// The first frame keeps a line of 300 bit/s busy for six seconds, and a letter waits for it.
fn cover_on_a_slow_line() {
    let mut pty = start("plain").bears(300).spawn();
    pty.wait_for("last line");
    let began = Instant::now();
    pty.send("x");
    thread::sleep(Duration::from_millis(300));
    assert!(!pty.contents().contains("text x"), "{}", pty.contents());
    pty.send(F6);
    pty.wait_for("nothing to see");
    assert!(began.elapsed() < Duration::from_secs(4));
    leave(pty);
}

fn refused() {
    let program = std::env::current_exe().unwrap();
    for (script, error) in [("</dev/null", "input"), ("| cat", "output")] {
        let script = format!("{} {script}", program.display());
        let mut pty = Start::new("/bin/sh").arg("-c").arg(script).env(CHILD, "plain").spawn();
        pty.wait_for(&format!("error cli-error-{error}-not-terminal"));
        pty.finish();
        assert_eq!(count(&pty.bytes(), ENTERED), 0);
    }
}

fn stop_and_go_on() {
    let start = Start::new("/bin/sh").arg("-i").env(CHILD, "plain").env("PS1", "shell> ").env("ENV", "");
    let mut pty = start.spawn();
    pty.wait_for("shell> ");
    pty.send(format!("{}\r", std::env::current_exe().unwrap().display()));
    pty.wait_for("last line");
    pty.send("word");
    pty.wait_for("text word");
    pty.send("\x1a");
    pty.wait_until("the shell", |screen| !screen.alternate_screen() && screen.contents().contains("Stopped"));
    assert_eq!(fs::read_to_string(pty.path(SAVED)).unwrap(), "word");
    pty.send("fg\r");
    pty.wait_until("the program again", |screen| {
        screen.alternate_screen() && screen.contents().contains("resumed")
    });
    pty.wait_for("last line");
    pty.send("s");
    pty.wait_for("text words");
    pty.send(F10);
    pty.wait_until("the shell again", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("\nshell>")
    });
    pty.send("exit\r");
    assert_eq!(pty.finish(), 0);
}

fn no_stop_without_shell() {
    let mut pty = echo();
    pty.send("\x1ax");
    pty.wait_for("text x");
    pty.signal("TSTP");
    pty.send("y");
    pty.wait_for("text xy");
    assert!(!pty.contents().contains("suspend"));
    leave(pty);
}
