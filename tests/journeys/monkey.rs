//! Whatever keys fall on the keyboard: nothing panics, every screen has a way on, and what was typed
//! last is still there after the power went.

use vaka::app::command::Place;
use vaka::terminal::{Input, Key};

use crate::harness::T;
use crate::home;

/// Keys that move, answer, open and leave, more of those that lead somewhere.
const KEYS: &[Key] = &[
    Key::Enter,
    Key::Enter,
    Key::Enter,
    Key::Down,
    Key::Down,
    Key::Down,
    Key::Up,
    Key::Tab,
    Key::BackTab,
    Key::Left,
    Key::Right,
    Key::Home,
    Key::End,
    Key::PageDown,
    Key::PageUp,
    Key::Esc,
    Key::Esc,
    Key::Backspace,
    Key::Delete,
    Key::F(1),
    Key::F(2),
    Key::F(3),
    Key::F(4),
    Key::F(5),
    Key::F(6),
    Key::F(7),
    Key::F(9),
    Key::F(10),
    Key::F(11),
    Key::Ctrl('d'),
    Key::Ctrl('f'),
    Key::Ctrl('g'),
    Key::Ctrl('n'),
    Key::Ctrl('p'),
    Key::Ctrl('u'),
    Key::Ctrl('w'),
    Key::Ctrl('x'),
    Key::Insert,
];

const LETTERS: &str = "123 +-,.:abceghnoqrtvxyzşğıİöțăâ\u{301}\u{202e}漢👩";

/// The same keys for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn key(&mut self) -> Key {
        let letters: Vec<char> = LETTERS.chars().collect();
        match self.below(3) {
            0 => Key::Char(letters[self.below(letters.len())]),
            _ => KEYS[self.below(KEYS.len())],
        }
    }
}

fn hammer(language: &str, seed: u64, keys: usize) {
    let mut t = T::open(language);
    home::filled(&mut t);
    let mut chance = Chance(seed);
    for number in 0..keys {
        match chance.below(200) {
            0 => {
                t.input(Input::Paste("iki satır\nve \u{7}bir \u{202e}tane daha".repeat(3)));
            }
            1 => {
                t.resize(60 + chance.below(60) as u16, 20 + chance.below(20) as u16);
            }
            2 => {
                t.resize(80, 24);
            }
            3 => {
                t.after(3);
            }
            4 => {
                // A key may have hidden everything already.
                if t.place() != Place::Locked {
                    t.lock();
                }
                t.unlock();
            }
            5 => t.reopen(),
            _ => {
                t.key(chance.key());
            }
        }
        // Leaving is asked first; here nobody leaves.
        if t.model.leaving.is_some() {
            t.reopen();
        }
        let screen = t.screen();
        assert!(!screen.trim().is_empty(), "an empty screen after key {number}, seed {seed}");
        let lines: Vec<&str> = screen.lines().map(str::trim).collect();
        let twice = lines.windows(2).any(|two| two[0] == two[1] && two[0].starts_with('─'));
        assert!(!twice, "a line stands twice after key {number}, seed {seed}:\n{screen}");
    }
}

#[test]
fn any_keys_in_english() {
    hammer("en", 1, 400);
}

#[test]
fn any_keys_in_turkish() {
    hammer("tr", 2, 400);
}

#[test]
fn any_keys_in_romanian() {
    hammer("ro", 3, 400);
}

/// Whatever was done before, a word typed into a new intake is there after the power went.
#[test]
fn a_word_is_kept_whatever_was_done_before() {
    let mut t = T::open("tr");
    home::filled(&mut t);
    let mut chance = Chance(7);
    for round in 0..8 {
        for _ in 0..chance.below(40) {
            t.key(chance.key());
            if t.model.leaving.is_some() {
                t.reopen();
            }
        }
        t.reopen();
        t.key(Key::Char('n'));
        let word = format!("kelime{round}ğı");
        t.focus_field("contact_place").type_(&word).after(3);
        t.reopen();
        let kept = t.vault().home(&vaka::record::HomeAsk::default()).unwrap();
        let kept = kept.unfinished.iter().any(|draft| draft.answers.text("contact_place") == Some(&word));
        assert!(kept, "{word} is gone");
    }
}
