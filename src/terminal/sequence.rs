//! Which key an escape sequence means, over the terminals that are met in the field: xterm and its
//! kin, the Linux console, rxvt, PuTTY, screen and tmux.

use super::event::Key;

/// The key of `ESC [ <body> <last>`.
pub fn csi(body: &[u8], last: u8) -> Option<Key> {
    let mut parameters = parameters(body)?;
    let first = parameters.next().flatten().unwrap_or(1);
    let modifiers = Modifiers::from(parameters.next().flatten());
    if modifiers.dropped {
        return None;
    }
    match last {
        b'~' if first == 27 => {
            let code = parameters.next().flatten()?;
            character(code, modifiers)
        }
        b'u' => character(first, modifiers),
        // rxvt ends a key with Ctrl by `^`, with Ctrl and Shift by `@`.
        b'~' | b'^' | b'@' => numbered(first).filter(|key| modifiers.plain || !matches!(key, Key::F(_))),
        b'P'..=b'S' if first == 1 => modifiers.plain.then(|| Key::F(last - b'P' + 1)),
        // rxvt has small letters for arrows with Shift.
        b'a'..=b'd' => cursor(last.to_ascii_uppercase()),
        b'Z' => Some(Key::BackTab),
        _ => cursor(last),
    }
}

/// The key of `ESC O <last>`.
pub fn ss3(last: u8) -> Option<Key> {
    match last {
        b'P'..=b'S' => Some(Key::F(last - b'P' + 1)),
        b'M' => Some(Key::Enter),
        b'I' => Some(Key::Tab),
        b'X' => Some(Key::Char('=')),
        b'a'..=b'd' => cursor(last.to_ascii_uppercase()),
        // The number block in its application mode: `j` to `y` for `*` to `9`.
        b'j'..=b'y' => Some(Key::Char(char::from(last - b'j' + b'*'))),
        _ => cursor(last),
    }
}

/// The key of `ESC [ [ <last>`.
pub fn console(last: u8) -> Option<Key> {
    matches!(last, b'A'..=b'E').then(|| Key::F(last - b'A' + 1))
}

fn cursor(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        // The numbers of function keys have gaps where the old keyboard had them.
        11..=15 => function(number - 10),
        17..=21 => function(number - 11),
        23..=26 => function(number - 12),
        28 | 29 => function(number - 13),
        31..=34 => function(number - 14),
        _ => return None,
    })
}

fn function(number: u32) -> Key {
    Key::F(u8::try_from(number).unwrap_or(0))
}

/// A character sent by its code, as some terminals do for keys with modifiers.
fn character(code: u32, modifiers: Modifiers) -> Option<Key> {
    match code {
        9 if modifiers.shift => Some(Key::BackTab),
        9 => Some(Key::Tab),
        13 => Some(Key::Enter),
        27 => Some(Key::Esc),
        8 | 127 => Some(Key::Backspace),
        _ => {
            let c = char::from_u32(code).filter(|&c| !crate::locale::is_unwanted(c))?;
            match (modifiers.ctrl, modifiers.shift) {
                (true, _) => c.is_ascii_alphabetic().then(|| Key::Ctrl(c.to_ascii_lowercase())),
                (false, true) if c.is_ascii_lowercase() => Some(Key::Char(c.to_ascii_uppercase())),
                (false, _) => Some(Key::Char(c)),
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Modifiers {
    plain: bool,
    shift: bool,
    ctrl: bool,
    /// With Alt, Super or Meta, or a key that was let go.
    dropped: bool,
}

/// Bits of the modifier parameter, which is one more than their sum.
const SHIFT: u32 = 1;
const CTRL: u32 = 4;
const LOCKS: u32 = 64 | 128;
/// Set by [`parameters`] for a key release, far above the bits of the protocol.
const RELEASED: u32 = 1 << 20;

impl From<Option<u32>> for Modifiers {
    fn from(parameter: Option<u32>) -> Self {
        let bits = parameter.unwrap_or(1).saturating_sub(1) & !LOCKS;
        Self {
            plain: bits == 0,
            shift: bits & SHIFT != 0,
            ctrl: bits & CTRL != 0,
            dropped: bits & !(SHIFT | CTRL) != 0,
        }
    }
}

/// The numbers between semicolons; None for a body of another kind (mouse, replies). Behind a colon
/// stands the kind of event, of which 3 is a release.
fn parameters(body: &[u8]) -> Option<impl Iterator<Item = Option<u32>>> {
    let text = std::str::from_utf8(body).ok()?;
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':')) {
        return None;
    }
    Some(text.split(';').map(|part| {
        let mut subparts = part.split(':');
        let number = subparts.next().filter(|number| !number.is_empty())?;
        let number = number.parse::<u32>().unwrap_or(u32::MAX);
        Some(if subparts.next() == Some("3") { number.saturating_add(RELEASED) } else { number })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_terminals_in_the_field() {
        let check = |body: &str, last: char, expect: Option<Key>| {
            assert_eq!(csi(body.as_bytes(), last as u8), expect, "ESC [ {body} {last}");
        };
        check("", 'A', Some(Key::Up));
        check("1;2", 'B', Some(Key::Down));
        check("1;5", 'D', Some(Key::Left));
        check("", 'a', Some(Key::Up));
        check("", 'H', Some(Key::Home));
        check("", 'F', Some(Key::End));
        check("1", '~', Some(Key::Home));
        check("7", '~', Some(Key::Home));
        check("8", '~', Some(Key::End));
        check("2", '~', Some(Key::Insert));
        check("3;5", '~', Some(Key::Delete));
        check("3", '^', Some(Key::Delete));
        check("", 'Z', Some(Key::BackTab));
        check("", 'P', Some(Key::F(1)));
        check("11", '~', Some(Key::F(1)));
        check("15", '~', Some(Key::F(5)));
        check("17", '~', Some(Key::F(6)));
        check("24", '~', Some(Key::F(12)));
        check("34", '~', Some(Key::F(20)));
        check("1;2", 'P', None);
        check("15;5", '~', None);
        check("1;3", 'A', None);
        check("1;129", 'A', Some(Key::Up));
        check("1;1:3", 'A', None);
        check("1;1:2", 'A', Some(Key::Up));
        check("351", 'u', Some(Key::Char('ş')));
        check("99;5", 'u', Some(Key::Ctrl('c')));
        check("97;2", 'u', Some(Key::Char('A')));
        check("97;1:3", 'u', None);
        check("27", 'u', Some(Key::Esc));
        check("27;5;99", '~', Some(Key::Ctrl('c')));
        check("27;2;9", '~', Some(Key::BackTab));
        check("<0;1;1", 'M', None);
        check("?1;2", 'c', None);
        check("99999999999", '~', None);
        check("99", '~', None);
    }

    #[test]
    fn keys_of_the_application_modes() {
        assert_eq!(ss3(b'A'), Some(Key::Up));
        assert_eq!(ss3(b'S'), Some(Key::F(4)));
        assert_eq!(ss3(b'M'), Some(Key::Enter));
        assert_eq!(ss3(b'p'), Some(Key::Char('0')));
        assert_eq!(ss3(b'y'), Some(Key::Char('9')));
        assert_eq!(ss3(b'k'), Some(Key::Char('+')));
        assert_eq!(ss3(b'x'), Some(Key::Char('8')));
        assert_eq!(ss3(b'z'), None);
        assert_eq!(console(b'E'), Some(Key::F(5)));
        assert_eq!(console(b'F'), None);
    }
}
