//! Rule C7: no promise that the worker cannot keep. What is read aloud, or by the survivor on the
//! screen, holds none; where guidance speaks of promising, it says not to.

use vaka::form::Form;
use vaka::locale::{Locale, fold};

use super::fill::{all_fields, forms, languages};

/// Words that promise, for each language, folded. Nobody can keep them.
const PROMISES: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "guarantee",
            "we promise",
            "i promise",
            "promise you",
            "promise that",
            "i swear",
            "will be safe",
            "are safe now",
            "you are safe",
            "nothing will happen",
            "nothing can happen",
            "never again",
            "certainly",
            "definitely",
            "no doubt",
            "we will protect",
            "will be protected",
            "everything will",
            "do not worry",
            "don't worry",
            "will get better",
            "we can keep you",
            "nobody will",
            "no one will",
            "will always",
        ],
    ),
    (
        "tr",
        &[
            "garanti",
            "soz veriyor",
            "soz verir",
            "yemin ederi",
            "kesinlikle",
            "mutlaka",
            "emin olabilirsiniz",
            "guvendesiniz",
            "guvende olacaksiniz",
            "hicbir sey olmaz",
            "hicbir sey olmayacak",
            "merak etmeyin",
            "endiselenmeyin",
            "her sey duzel",
            "duzelecek",
            "sizi koruruz",
            "sizi koruyacagiz",
            "korunacaksiniz",
            "bir daha asla",
            "kimseyle iletisime gecilmez",
            "kimse bilmeyecek",
            "kimse ogrenmeyecek",
            "suphesiz",
            "her zaman yaninizda",
        ],
    ),
    (
        "ro",
        &[
            "garant",
            "va promit",
            "promitem",
            "promit ca",
            " jur ca ",
            "cu siguranta",
            "neaparat",
            "sunteti in siguranta acum",
            "veti fi in siguranta",
            "nu vi se va intampla",
            "nu o sa vi se intample",
            "niciodata din nou",
            "nu va faceti griji",
            "stati linistit",
            "totul va fi",
            "se va rezolva",
            "va vom proteja",
            "veti fi protejat",
            "nimeni nu va",
            "fara indoiala",
            "mereu alaturi",
            "desigur",
        ],
    ),
];

/// Where such a word is no promise, with the part of the text that shows it.
const NO_PROMISE: [(&str, &str); 1] = [("tr", "icinde kesinlikle bulunmamasi gereken")];

fn promising(language: &str, text: &str) -> Option<&'static str> {
    let mut text = fold(text);
    for (_, harmless) in NO_PROMISE.iter().filter(|(of, _)| *of == language) {
        text = text.replace(harmless, "");
    }
    let (_, words) = PROMISES.iter().find(|(of, _)| *of == language)?;
    words.iter().find(|word| text.contains(**word)).copied()
}

/// Everything that the survivor may hear or see of a form: the words to say, and with two languages on
/// the screen the names of the questions, the hints below them and the answers.
fn read_aloud(locale: &Locale, form: &Form) -> Vec<(String, String)> {
    let mut ids: Vec<String> = all_fields(form).map(|(words, _)| words).collect();
    ids.extend(form.sections.iter().map(|section| format!("section-{}", section.id)));
    ids.push("form".to_owned());
    let mut texts = Vec::new();
    for id in ids {
        for attribute in ["say", "hint", "low", "high"] {
            let text = locale.form_attribute(&form.id, &id, attribute);
            texts.extend(text.map(|text| (format!("{}: {id}.{attribute}", form.id), text)));
        }
    }
    texts
}

#[test]
fn what_is_read_aloud_promises_nothing() {
    for locale in languages() {
        let mut heard = 0;
        for form in forms() {
            for (place, text) in read_aloud(&locale, &form) {
                heard += usize::from(place.ends_with(".say"));
                let word = promising(locale.id(), &text);
                assert_eq!(word, None, "{} {place}: {text}", locale.id());
            }
        }
        assert!(heard > 400, "{}: only {heard} texts were heard", locale.id());
    }
}

/// The calm page is seen by somebody who is afraid.
#[test]
fn the_calm_page_promises_nothing() {
    for locale in languages() {
        let path = format!("{}/locales/{}/ui.ftl", env!("CARGO_MANIFEST_DIR"), locale.id());
        let text = std::fs::read_to_string(path).unwrap();
        let calm: Vec<&str> =
            text.lines().filter(|line| line.starts_with("distress-") || line.starts_with("calm-")).collect();
        assert!(calm.len() > 3, "{}: {calm:?}", locale.id());
        for line in calm {
            assert_eq!(promising(locale.id(), line), None, "{}: {line}", locale.id());
        }
    }
}

/// The words that say no in each language, so that guidance against promises is told from a promise.
const REFUSING: [(&str, &[&str]); 3] = [
    ("en", &[" no ", "not ", "nothing", "never", "only what you can keep"]),
    (
        "tr",
        &[
            "vermeyin",
            "verilecek degil",
            "vermek degil",
            "verilmedi",
            "asla",
            "etmeyin",
            "olmadan",
            "gizlilige soz verir",
        ],
    ),
    ("ro", &["nu ", "nicio ", "nici ", "niciodata", "fara "]),
];

/// To the worker the words are allowed where they are warned of.
#[test]
fn guidance_speaks_of_promises_only_to_warn() {
    for locale in languages() {
        let (_, refusing) = REFUSING.iter().find(|(of, _)| *of == locale.id()).unwrap();
        for form in forms() {
            for (id, _) in all_fields(&form) {
                let Some(text) = locale.form_attribute(&form.id, &id, "guidance") else { continue };
                for sentence in text.split(['.', ':', ';', '?']) {
                    if promising(locale.id(), sentence).is_none() {
                        continue;
                    }
                    let folded = format!(" {} ", fold(sentence));
                    let warns = refusing.iter().any(|word| folded.contains(word));
                    assert!(warns, "{} {}: {id}: {sentence}", locale.id(), form.id);
                }
            }
        }
    }
}

/// The lists find what they are for.
#[test]
fn promises_are_found() {
    for (language, text) in [
        ("en", "You will be safe here."),
        ("en", "We guarantee it."),
        ("tr", "Size söz veriyoruz: kesinlikle bulunur."),
        ("tr", "Burada güvendesiniz."),
        ("ro", "Vă promitem că totul va fi bine."),
        ("ro", "Cu siguranță găsim un loc."),
    ] {
        assert!(promising(language, text).is_some(), "{text}");
    }
    for (language, text) in
        [("en", "What was promised or said"), ("tr", "Bir söz yeter."), ("ro", "Vă mulțumesc.")]
    {
        assert_eq!(promising(language, text), None, "{text}");
    }
}
