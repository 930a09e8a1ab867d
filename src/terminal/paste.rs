//! Makes a pasted text harmless: escape sequences, control characters and marks that turn the
//! direction of writing are taken out, line ends become `\n`.

/// The longest text that one paste may bring, in bytes; what goes beyond is cut.
pub const LIMIT: usize = 1 << 20;

/// The text of a paste, cleaned, at most [`LIMIT`] bytes.
pub fn clean(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len().min(LIMIT));
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => skip_escape(&mut rest),
            '\r' => {
                if rest.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            c if is_harmful(c) || c == char::REPLACEMENT_CHARACTER => {}
            c => out.push(c),
        }
        if out.len() >= LIMIT {
            break;
        }
    }
    while out.len() > LIMIT {
        out.pop();
    }
    out
}

/// A character that must neither be stored nor shown: controls, marks that change the direction of
/// writing, and invisible ones that hide text in text.
pub fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
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
        check("one\r\ntwo\rthree\nfour\tfive", "one\ntwo\nthree\nfour\tfive");
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
