//! A file of words of somebody else's: checked, and every message of it said.

use std::sync::Arc;

use vaka::locale::{Arg, Locale, Locales, check_locales};

use super::bytes::text_and_rest;

/// No sentence is longer; a paragraph of guidance has some hundreds.
const LONGEST: usize = 32 << 20;

/// The text before the first NUL is the English file, what follows another language's.
pub fn locale(data: &[u8]) {
    let (english, rest) = text_and_rest(data);
    let other = String::from_utf8_lossy(rest);
    let (locales, _) = Locales::of_texts(&[("en", "ui.ftl", &english), ("tr", "ui.ftl", &other)]);
    for problem in check_locales(&locales).problems {
        let (id, args) = problem.kind.message();
        assert!(!id.is_empty() && args.len() < 4);
    }
    let locales = Arc::new(locales);
    let args: [(&str, Arg); 4] =
        [("name", "Şahin".into()), ("n", 3.into()), ("count", f64::NAN.into()), ("list", "".into())];
    for language in ["en", "tr"] {
        let locale = Locale::new(&locales, language);
        for id in ids(&english).chain(ids(&other)) {
            let text = locale.text_with(id, &args);
            assert!(text.len() <= LONGEST, "{id} says {} bytes", text.len());
            let _ = (locale.attribute(id, "short"), locale.has(id), locale.form("intake", id));
        }
        let _ = (locale.date(super::bytes::now().date()), locale.number(1.5), locale.duration(90));
    }
}

/// What stands before the first ` =` of each line.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take(64).filter_map(|line| line.split_once('=')).map(|(id, _)| id.trim())
}
