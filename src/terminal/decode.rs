//! Bytes from a terminal become keys and pastes: a pure function of the bytes, how they were cut
//! into reads, and of silence.
//!
//! A bare ESC means the key only after a short silence, since a slow link may deliver the rest of an
//! arrow key later. After an end-of-paste mark the same silence must pass before keys count again:
//! whoever hides that mark in a text to be pasted would otherwise type commands with what follows.

use std::time::Duration;

use super::event::{Input, Key};
use super::paste;
use super::sequence;
use crate::locale::is_unwanted;

/// How long a bare ESC waits for `[` or `O`, and how long the end of a paste stays text.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(30);
/// How long a begun sequence or character waits for its rest.
const SEQUENCE_WAIT: Duration = Duration::from_millis(250);
/// How long a paste without its end mark is waited for, counted from its last byte.
const PASTE_WAIT: Duration = Duration::from_secs(5);
/// Longer sequences are nobody's keys.
const SEQUENCE_LIMIT: usize = 64;
/// More bytes of a paste are not kept; cleaning makes a text shorter, hence the doubled limit.
const PASTE_LIMIT: usize = 2 * paste::LIMIT;
const PASTE_END: &[u8] = b"\x1b[201~";

/// The state between two reads.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// ESC was read. `fresh`: in the read at hand, so that a letter right behind it means Alt.
    Escape {
        fresh: bool,
    },
    /// ESC ESC in one read: the key twice, or Alt with a named key.
    EscapeTwice,
    /// Inside `ESC [` or `ESC O`. `alt`: to be dropped as a whole.
    Sequence {
        kind: Kind,
        body: Vec<u8>,
        alt: bool,
    },
    /// Bytes to pass over: the rest of a mouse report.
    Skip(u8),
    /// The first bytes of a character. `alt`: to be dropped.
    Character {
        bytes: Vec<u8>,
        need: usize,
        alt: bool,
    },
    Paste(Paste),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `ESC [`
    Csi,
    /// `ESC O`
    Ss3,
    /// `ESC [ [`, function keys of the Linux console.
    Console,
}

#[derive(Debug, Default)]
struct Paste {
    bytes: Vec<u8>,
    /// How many bytes of the end mark were just read.
    matched: usize,
    /// The end mark came; what follows without a silence is still text.
    ended: bool,
}

impl Decoder {
    /// Takes the bytes of one read; whole keys and pastes are appended to `out`.
    pub fn feed(&mut self, read: &[u8], out: &mut Vec<Input>) {
        if let State::Escape { fresh } = &mut self.state {
            *fresh = false;
        }
        for &byte in read {
            self.state = step(std::mem::take(&mut self.state), byte, out);
        }
    }

    /// How long a silence matters now; after it, [`silence`](Self::silence) is to be called. None:
    /// nothing is open.
    pub fn patience(&self) -> Option<Duration> {
        match &self.state {
            State::Ground => None,
            State::Escape { .. } | State::EscapeTwice => Some(ESCAPE_WAIT),
            State::Sequence { .. } | State::Skip(_) | State::Character { .. } => Some(SEQUENCE_WAIT),
            State::Paste(paste) if paste.ended => Some(ESCAPE_WAIT),
            State::Paste(_) => Some(PASTE_WAIT),
        }
    }

    /// Nothing came for as long as [`patience`](Self::patience) said: what is open is closed.
    pub fn silence(&mut self, out: &mut Vec<Input>) {
        match std::mem::take(&mut self.state) {
            State::Escape { .. } => out.push(Input::Key(Key::Esc)),
            State::EscapeTwice => out.extend([Input::Key(Key::Esc), Input::Key(Key::Esc)]),
            State::Paste(paste) => paste.finish(out),
            // A sequence without its end is Alt with `[` or `O`, or was broken on its way.
            State::Ground | State::Sequence { .. } | State::Skip(_) | State::Character { .. } => {}
        }
    }
}

fn step(state: State, byte: u8, out: &mut Vec<Input>) -> State {
    match state {
        State::Ground => ground(byte, false, out),
        State::Escape { fresh } => escape(fresh, byte, out),
        State::EscapeTwice => match byte {
            b'[' => sequence_start(Kind::Csi, true),
            b'O' => sequence_start(Kind::Ss3, true),
            _ => {
                out.push(Input::Key(Key::Esc));
                escape(true, byte, out)
            }
        },
        State::Sequence { kind, body, alt } => sequence_step(kind, body, alt, byte, out),
        State::Skip(1) => State::Ground,
        State::Skip(left) => State::Skip(left - 1),
        State::Character { bytes, need, alt } => character(bytes, need, alt, byte, out),
        State::Paste(paste) => State::Paste(paste.take(byte)),
    }
}

/// A byte outside of everything. `alt`: right behind an ESC, to be dropped.
fn ground(byte: u8, alt: bool, out: &mut Vec<Input>) -> State {
    let need = match byte {
        0x1b => return State::Escape { fresh: true },
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => {
            if !alt {
                out.extend(single(byte));
            }
            return State::Ground;
        }
    };
    State::Character { bytes: vec![byte], need, alt }
}

/// What one byte below 0x80 means by itself.
fn single(byte: u8) -> Option<Input> {
    let key = match byte {
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x08 | 0x7f => Key::Backspace,
        0x1a => return Some(Input::Suspend),
        0x01..=0x19 => Key::Ctrl(char::from(byte - 1 + b'a')),
        0x20..=0x7e => Key::Char(char::from(byte)),
        _ => return None,
    };
    Some(Input::Key(key))
}

fn escape(fresh: bool, byte: u8, out: &mut Vec<Input>) -> State {
    match byte {
        b'[' => sequence_start(Kind::Csi, false),
        b'O' => sequence_start(Kind::Ss3, false),
        0x1b if fresh => State::EscapeTwice,
        _ if fresh => ground(byte, true, out),
        _ => {
            out.push(Input::Key(Key::Esc));
            ground(byte, false, out)
        }
    }
}

fn sequence_start(kind: Kind, alt: bool) -> State {
    State::Sequence { kind, body: Vec::new(), alt }
}

fn sequence_step(kind: Kind, mut body: Vec<u8>, alt: bool, byte: u8, out: &mut Vec<Input>) -> State {
    let first = body.is_empty();
    match (kind, byte) {
        (_, 0x1b) => State::Escape { fresh: true },
        // Broken off: what came instead counts.
        (_, 0x00..=0x1f | 0x7f..) => ground(byte, false, out),
        (Kind::Csi, b'[') if first => State::Sequence { kind: Kind::Console, body, alt },
        (Kind::Csi, b'M') if first => State::Skip(3),
        (Kind::Csi, b'~') if body == b"200" => State::Paste(Paste::default()),
        // rxvt ends shifted keys with `$`, which elsewhere is no end.
        (Kind::Csi, b'$') if !first && body.iter().all(u8::is_ascii_digit) => {
            finish(sequence::csi(&body, b'~'), alt, out)
        }
        (Kind::Csi, 0x20..=0x3f) if body.len() < SEQUENCE_LIMIT => {
            body.push(byte);
            State::Sequence { kind, body, alt }
        }
        (Kind::Csi, 0x20..=0x3f) => State::Ground,
        (Kind::Csi, _) => finish(sequence::csi(&body, byte), alt, out),
        (Kind::Ss3, _) => finish(sequence::ss3(byte), alt, out),
        (Kind::Console, _) => finish(sequence::console(byte), alt, out),
    }
}

fn finish(key: Option<Key>, alt: bool, out: &mut Vec<Input>) -> State {
    if let Some(key) = key.filter(|_| !alt) {
        out.push(Input::Key(key));
    }
    State::Ground
}

fn character(mut bytes: Vec<u8>, need: usize, alt: bool, byte: u8, out: &mut Vec<Input>) -> State {
    if !(0x80..=0xbf).contains(&byte) {
        return ground(byte, false, out);
    }
    bytes.push(byte);
    if bytes.len() < need {
        return State::Character { bytes, need, alt };
    }
    let typed = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
    if let Some(c) = typed.filter(|&c| !alt && !is_unwanted(c)) {
        out.push(Input::Key(Key::Char(c)));
    }
    State::Ground
}

impl Paste {
    fn take(mut self, byte: u8) -> Self {
        if byte == PASTE_END[self.matched] {
            self.matched += 1;
            if self.matched == PASTE_END.len() {
                self.matched = 0;
                self.ended = true;
            }
            return self;
        }
        // The mark begins with the only ESC in it, so a failed match can only begin anew here.
        let failed = self.matched;
        self.matched = 0;
        for &byte in &PASTE_END[..failed] {
            self.keep(byte);
        }
        if byte == PASTE_END[0] {
            self.matched = 1;
        } else {
            self.keep(byte);
        }
        self
    }

    fn keep(&mut self, byte: u8) {
        if self.bytes.len() < PASTE_LIMIT {
            self.bytes.push(byte);
        }
    }

    fn finish(self, out: &mut Vec<Input>) {
        let text = paste::clean(&self.bytes);
        if !text.is_empty() {
            out.push(Input::Paste(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds the reads one by one, `None` being a silence; then a last silence.
    fn decode(reads: &[Option<&[u8]>]) -> Vec<Input> {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        for read in reads {
            match read {
                Some(bytes) => decoder.feed(bytes, &mut out),
                None => decoder.silence(&mut out),
            }
        }
        while decoder.patience().is_some() {
            decoder.silence(&mut out);
        }
        out
    }

    fn keys(reads: &[Option<&[u8]>]) -> Vec<Key> {
        let key = |input| match input {
            Input::Key(key) => key,
            other => panic!("not a key: {other:?}"),
        };
        decode(reads).into_iter().map(key).collect()
    }

    #[test]
    fn every_cut_of_every_sequence_gives_the_same_key() {
        let sequences: [(&[u8], Key); 10] = [
            (b"\x1b[A", Key::Up),
            (b"\x1bOB", Key::Down),
            (b"\x1b[5~", Key::PageUp),
            (b"\x1b[1;5C", Key::Right),
            (b"\x1b[[A", Key::F(1)),
            (b"\x1b[24~", Key::F(12)),
            (b"\x1b[3$", Key::Delete),
            ("ş".as_bytes(), Key::Char('ş')),
            ("€".as_bytes(), Key::Char('€')),
            ("𝄞".as_bytes(), Key::Char('𝄞')),
        ];
        for (bytes, key) in sequences {
            assert_eq!(keys(&[Some(bytes)]), [key]);
            for at in 1..bytes.len() {
                let (head, tail) = bytes.split_at(at);
                assert_eq!(keys(&[Some(head), Some(tail)]), [key], "{bytes:?} cut at {at}");
            }
            let single: Vec<Option<&[u8]>> = bytes.chunks(1).map(Some).collect();
            assert_eq!(keys(&single), [key], "{bytes:?} byte by byte");
        }
    }

    #[test]
    fn a_bare_escape_is_a_key_after_a_silence_or_before_another_key() {
        assert_eq!(keys(&[Some(b"\x1b"), None]), [Key::Esc]);
        assert_eq!(keys(&[Some(b"\x1b"), Some(b"x")]), [Key::Esc, Key::Char('x')]);
        assert_eq!(keys(&[Some(b"\x1b"), None, Some(b"[A")]), [Key::Esc, Key::Char('['), Key::Char('A')]);
        assert_eq!(keys(&[Some(b"\x1b\x1b"), None]), [Key::Esc, Key::Esc]);
        assert_eq!(keys(&[Some(b"\x1b"), Some(b"\x1b"), Some(b"[A")]), [Key::Esc, Key::Up]);
    }

    #[test]
    fn keys_with_alt_are_dropped() {
        assert_eq!(keys(&[Some(b"\x1bx")]), []);
        assert_eq!(keys(&[Some("\x1bşa".as_bytes())]), [Key::Char('a')]);
        assert_eq!(keys(&[Some(b"\x1b\x1b[A")]), []);
        assert_eq!(keys(&[Some(b"\x1b[1;3A")]), []);
        assert_eq!(keys(&[Some(b"\x1b["), None, Some(b"a")]), [Key::Char('a')]);
        assert_eq!(keys(&[Some(b"\x1b\r")]), []);
    }

    #[test]
    fn control_bytes_have_their_meaning() {
        let expect = [Key::Ctrl('c'), Key::Enter, Key::Enter, Key::Tab, Key::Backspace, Key::Backspace];
        assert_eq!(keys(&[Some(b"\x03\r\n\t\x7f\x08")]), expect);
        assert_eq!(keys(&[Some(b"\x00\x1c\x1d\x1e\x1f\x80\xff")]), []);
        assert_eq!(decode(&[Some(b"\x1a")]), [Input::Suspend]);
    }

    #[test]
    fn what_is_nobodys_key_leaves_no_trace() {
        let check =
            |bytes: &[u8]| assert_eq!(keys(&[Some(bytes), Some(b"a")]), [Key::Char('a')], "{bytes:?}");
        check(b"\x1b[M !!");
        check(b"\x1b[<0;10;20M");
        check(b"\x1b[I");
        check(b"\x1b[?62;1;2c");
        check(b"\x1b[201~");
        check("\u{202e}\u{85}".as_bytes());
        check(b"\xc5");
        assert_eq!(keys(&[Some(b"\x1b[12\x1b[A")]), [Key::Up]);
        assert_eq!(keys(&[Some(b"\xc5\x1b[A")]), [Key::Up]);
    }

    #[test]
    fn a_paste_is_one_text_however_it_is_cut() {
        let bytes = "\x1b[200~Şahin\r\nĞ \x1b[31mred\x1b[0m\x1b[201~".as_bytes();
        let expect = [Input::Paste("Şahin\nĞ red".to_owned())];
        assert_eq!(decode(&[Some(bytes)]), expect);
        for at in 1..bytes.len() {
            let (head, tail) = bytes.split_at(at);
            assert_eq!(decode(&[Some(head), Some(tail)]), expect, "cut at {at}");
        }
    }

    #[test]
    fn what_follows_an_end_mark_inside_a_paste_is_text() {
        let reads: [Option<&[u8]>; 3] = [Some(b"\x1b[200~a\x1b[201~q\r"), Some(b"y\x1b[201~"), None];
        assert_eq!(decode(&reads), [Input::Paste("aq\ny".to_owned())]);
        let reads: [Option<&[u8]>; 3] = [Some(b"\x1b[200~a\x1b[201~"), None, Some(b"q")];
        assert_eq!(decode(&reads), [Input::Paste("a".to_owned()), Input::Key(Key::Char('q'))]);
    }

    #[test]
    fn a_paste_without_end_is_delivered_after_a_long_silence() {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        decoder.feed(b"\x1b[200~abc\x1b[20", &mut out);
        assert_eq!(decoder.patience(), Some(PASTE_WAIT));
        decoder.silence(&mut out);
        assert_eq!(out, [Input::Paste("abc".to_owned())]);
        assert_eq!(decoder.patience(), None);
    }

    #[test]
    fn a_huge_paste_is_cut() {
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.resize(4 * paste::LIMIT, b'a');
        bytes.extend(PASTE_END);
        let out = decode(&[Some(&bytes), None, Some(b"b")]);
        assert!(matches!(&out[0], Input::Paste(text) if text.len() == paste::LIMIT));
        assert_eq!(out[1..], [Input::Key(Key::Char('b'))]);
    }
}
