//! Makes a pasted text harmless: escape sequences are taken out whole, and all that
//! [`locale::clean`] takes out; line ends become `\n`.

use crate::locale;

/// The longest text that one paste may bring, in bytes; what goes beyond is cut.
pub const LIMIT: usize = 1 << 20;

/// The text of a paste, cleaned, at most [`LIMIT`] bytes.
pub fn clean(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => skip_escape(&mut rest),
            char::REPLACEMENT_CHARACTER => {}
            c => out.push(c),
        }
    }
    let mut out = locale::clean(&out, true);
    let cut = (0..=LIMIT.min(out.len())).rev().find(|&at| out.is_char_boundary(at));
    out.truncate(cut.unwrap_or(0));
    out
}

/// Skips what follows an ESC: a whole CSI or OSC sequence, otherwise nothing.
fn skip_escape(rest: &mut std::iter::Peekable<std::str::Chars>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            while let Some(&c) = rest.peek() {
                match c {
                    ' '..='?' => rest.next(),
                    '@'..='~' => {
                        rest.next();
                        return;
                    }
                    _ => return,
                };
            }
        }
        Some(']') => {
            while let Some(&c) = rest.peek() {
                // A line end closes what was never closed, so that no text is lost after it.
                if c == '\n' || c == '\r' {
                    return;
                }
                rest.next();
                if c == '\u{7}' || (c == '\u{1b}' && rest.next_if_eq(&'\\').is_some()) {
                    return;
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_escapes_and_direction_marks_go_and_text_stays() {
        let check = |input: &str, expect: &str| assert_eq!(clean(input.as_bytes()), expect, "{input:?}");
        check("Şahin, ğ ı İ ț", "Şahin, ğ ı İ ț");
        check("one\r\ntwo\rthree\nfour\tfive", "one\ntwo\nthree\nfour five");
        check("a\u{0}b\u{7}c\u{7f}d\u{9b}e", "abcde");
        check("red \u{1b}[1;31mword\u{1b}[0m end", "red word end");
        check("title \u{1b}]0;secret\u{7}end \u{1b}]8;;x\u{1b}\\link", "title end link");
        check("open \u{1b}]0;never closed\nnext line", "open \nnext line");
        check("abc\u{202e}def\u{2066}ghi\u{200f}", "abcdefghi");
        check("family \u{200d} stays joined", "family \u{200d} stays joined");
        check("cut \u{1b}[12", "cut ");
        check("alt \u{1b}x", "alt x");
    }

    #[test]
    fn bytes_that_are_no_text_are_left_out() {
        assert_eq!(clean(b"a\xff\xfeb"), "ab");
    }

    #[test]
    fn a_long_paste_is_cut_between_two_characters() {
        let text = clean("ş".repeat(LIMIT).as_bytes());
        assert_eq!(text.len(), LIMIT);
        let text = clean(format!("a{}", "ş".repeat(LIMIT)).as_bytes());
        assert_eq!(text.len(), LIMIT - 1);
    }
}
