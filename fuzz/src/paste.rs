//! A text from the clipboard, and text from wherever else that is to be shown.

use vaka::locale::{clean, is_unwanted};
use vaka::terminal::paste::LIMIT;

pub fn paste(data: &[u8]) {
    let pasted = vaka::terminal::paste::clean(data);
    assert!(pasted.len() <= LIMIT);
    assert!(is_harmless(&pasted), "{pasted:?}");
    assert_eq!(vaka::terminal::paste::clean(pasted.as_bytes()), pasted, "cleaning {data:?} twice");
    let text = String::from_utf8_lossy(data);
    for keep in [true, false] {
        let shown = clean(&text, keep);
        assert!(is_harmless(&shown) && (keep || !shown.contains('\n')), "{shown:?}");
        assert_eq!(clean(&shown, keep), shown, "cleaning {text:?} twice");
    }
}

/// No control character but the line break, no bidi control.
pub fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| c != '\n' && is_unwanted(c))
}
