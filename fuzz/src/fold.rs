//! What is searched for, sorted, and typed as a date or number.

use std::sync::{Arc, OnceLock};

use vaka::locale::{Locale, Locales, find_folded, typed};

use super::bytes::{now, text_and_rest};

/// The text before the first NUL is looked through for what follows.
pub fn fold(data: &[u8]) {
    let (text, rest) = text_and_rest(data);
    let word = String::from_utf8_lossy(rest);
    let folded = vaka::locale::fold(&text);
    assert_eq!(vaka::locale::fold(&folded), folded, "folding {text:?} twice");
    let wanted = vaka::locale::fold(&word);
    if let Some(found) = find_folded(&text, &wanted) {
        assert!(text.get(found.clone()).is_some(), "{found:?} is no part of {text:?}");
    }
    let locale = turkish();
    let _ = (locale.sort_key(&text), locale.compare(&text, &word));
    let today = now().date();
    if let Some(date) = typed::date(&text, today) {
        let shown = (locale.date(date), locale.date_long(date), locale.relative_days(date, today));
        assert!(!shown.0.is_empty());
    }
    if let Some(minutes) = typed::duration(&text) {
        let _ = locale.duration(minutes);
    }
    if let Some(number) = typed::number(&text) {
        assert!(number.is_finite(), "{text:?} is {number}");
        let _ = locale.number(number);
    }
    let _ = (typed::time(&text), typed::money(&text, "EUR"));
}

fn turkish() -> &'static Locale {
    static LOCALE: OnceLock<Locale> = OnceLock::new();
    LOCALE.get_or_init(|| Locale::new(&Arc::new(Locales::embedded()), "tr"))
}
