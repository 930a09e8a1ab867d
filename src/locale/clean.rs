//! Text without what could deceive or break a terminal: control characters and the marks that turn
//! the direction of writing. The same function serves what is typed or pasted and what is shown.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// `text` in NFC, without control characters (a tab becomes a space), bidi controls, byte order marks
/// and other invisible controls. A line break, of whatever kind, becomes `\n` or, where newlines are
/// not kept, a space. The joiners that Persian and Kurdish are written with stay.
pub fn clean(text: &str, keep_newlines: bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut previous = None;
    for c in text.chars() {
        match c {
            '\n' if previous == Some('\r') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => {
                kept.push(if keep_newlines { '\n' } else { ' ' });
            }
            '\t' => kept.push(' '),
            c if is_unwanted(c) => {}
            c => kept.push(c),
        }
        previous = Some(c);
    }
    match ComposingNormalizerBorrowed::new_nfc().normalize(&kept) {
        Cow::Borrowed(_) => kept,
        Cow::Owned(normalised) => normalised,
    }
}

/// Characters that are never kept.
pub fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn controls_and_bidi_marks_go() {
        assert_eq!(clean("a\u{1b}[31mb", false), "a[31mb");
        assert_eq!(clean("a\u{202E}b\u{2066}c\u{2069}\u{200F}\u{61C}d\u{FEFF}", false), "abcd");
        assert_eq!(clean("\u{0}a\u{7f}b\u{9b}31mc\u{9d}", false), "ab31mc");
        assert_eq!(clean("tab\there", true), "tab here");
    }

    #[test]
    fn line_breaks_become_one_kind() {
        assert_eq!(clean("a\r\nb\rc\nd\u{85}e\u{2028}f", true), "a\nb\nc\nd\ne\nf");
        assert_eq!(clean("a\r\nb\n\nc", false), "a b  c");
    }

    #[test]
    fn letters_are_composed_and_joiners_stay() {
        assert_eq!(clean("s\u{326}i g\u{306}", false), "și ğ");
        // A control between a letter and its mark does not keep them apart.
        assert_eq!(clean("s\u{0}\u{326}", false), "ș");
        assert_eq!(clean("می\u{200C}خواهم", false), "می\u{200C}خواهم");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>(), keep in any::<bool>()) {
            let once = clean(&text, keep);
            prop_assert_eq!(clean(&once, keep), once.clone());
            prop_assert!(!once.chars().any(|c| c != '\n' && is_unwanted(c)));
            prop_assert!(keep || !once.contains('\n'));
        }
    }
}
