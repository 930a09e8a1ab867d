//! Search that finds a name however it was typed: `isik` finds IŞIK and ışık. The same folding is
//! applied to the text and to the query, and is the same in every language, since one vault holds
//! names of all of them.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// `text` in lower case, without accents and marks, every form of I as `i`, compatibility forms and
/// the letters that do not decompose (ß ø ł đ æ œ þ …) as plain letters. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let marks = CanonicalCombiningClassMapBorrowed::new();
    let mut folded = String::with_capacity(text.len());
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(text.chars());
    for c in decomposed {
        if marks.get_u8(c) != 0 || super::clean::is_unwanted(c) && !c.is_whitespace() || is_invisible(c) {
            continue;
        }
        for lower in c.to_lowercase() {
            // Lower case may bring a mark of its own (İ → i̇), and a few letters only then map.
            if marks.get_u8(lower) != 0 {
                continue;
            }
            match plain(lower) {
                Some(plain) => folded.push_str(plain),
                None if lower.is_whitespace() => folded.push(' '),
                None => folded.push(lower),
            }
        }
    }
    folded
}

/// Where a folded word stands in a text that is not folded, in bytes of the text: first where it begins a word,
/// or else inside one.
pub fn find_folded(text: &str, word: &str) -> Option<Range<usize>> {
    let mut folded = String::with_capacity(text.len());
    // For each character that folding leaves: where its fold begins, and where it stands.
    let mut places: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let start = folded.len();
        folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        if folded.len() > start {
            places.push((start, at..at + c.len_utf8()));
        }
    }
    if word.is_empty() {
        return None;
    }
    let begins = |at: &usize| !folded[..*at].ends_with(char::is_alphanumeric);
    let begin = folded.match_indices(word).map(|(at, _)| at).find(begins).or_else(|| folded.find(word))?;
    let of = |byte: usize| places.partition_point(|(start, _)| *start <= byte).checked_sub(1);
    let (first, last) = (of(begin)?, of(begin + word.len() - 1)?);
    Some(places.get(first)?.1.start..places.get(last)?.1.end)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Letters that normalisation leaves as they are although hands type them plainly.
fn plain(lower: char) -> Option<&'static str> {
    Some(match lower {
        'ı' => "i",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        'ŋ' => "n",
        'ŧ' => "t",
        'ĸ' => "k",
        'ɓ' => "b",
        'ɗ' => "d",
        'ƙ' => "k",
        'ƴ' => "y",
        'ə' => "e",
        'ɛ' => "e",
        'ɔ' => "o",
        'ς' => "σ",
        // The Persian and Kurdish keyboards' forms of Arabic letters.
        'ی' | 'ى' => "ي",
        'ک' => "ك",
        'ە' | 'ۀ' | 'ة' => "ه",
        'ـ' => "",
        '\u{2018}' | '\u{2019}' | '\u{2BC}' | '\u{2BB}' | '\u{2BF}' | '\u{2BE}' | '\u{B4}' | '`' => "'",
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What stands in the vault, and what somebody types to find it.
    const PAIRS: &[(&str, &str)] = &[
        ("İSTANBUL", "istanbul"),
        ("İstanbul", "ISTANBUL"),
        ("Isparta", "ısparta"),
        ("IŞIK", "ışık"),
        ("ışık", "isik"),
        ("Işık", "IŞIK"),
        ("IĞDIR", "iğdır"),
        ("Iğdır", "igdir"),
        ("Diyarbakır", "DİYARBAKIR"),
        ("ŞAHİN", "sahin"),
        ("Şahin", "şahın"),
        ("Çağla", "CAGLA"),
        ("Gülşen Öztürk", "gulsen ozturk"),
        ("GÜLŞEN ÖZTÜRK", "gülşen öztürk"),
        ("Kâmil", "kamil"),
        ("Hâlâ", "HALA"),
        ("Sınır kapısı", "sinir kapisi"),
        ("ığüşöç", "IĞÜŞÖÇ"),
        ("i\u{307}stanbul", "istanbul"),
        ("S\u{327}ahin", "Şahin"),
        ("Ștefan", "stefan"),
        ("Ștefan", "Ştefan"),
        ("ȘTEFAN", "ştefan"),
        ("Țăndărică", "tandarica"),
        ("Țepeș", "Ţepeş"),
        ("Constanța", "CONSTANŢA"),
        ("Constanța", "constanta"),
        ("Brâncuși", "brancusi"),
        ("BRÂNCUȘI", "brâncuşi"),
        ("Sîrbu", "SÎRBU"),
        ("Sîrbu", "sirbu"),
        ("Târgu Mureș", "targu mures"),
        ("Împărat", "IMPARAT"),
        ("Iași", "iaşi"),
        ("Iași", "İASI"),
        ("Bălți", "balti"),
        ("Chișinău", "chisinau"),
        ("s\u{326}i t\u{326}ara\u{306}", "și țară"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Đorđe", "dorde"),
        ("Møller", "moller"),
        ("Ægir", "aegir"),
        ("Þóra", "thora"),
        ("Əliyev", "eliyev"),
        ("O’Brien", "o'brien"),
        ("ﬁdan", "fidan"),
        ("Ａｙşｅ", "ayşe"),
        ("Nguyễn Thị", "nguyen thi"),
        ("ΓΙΏΡΓΟΣ", "γιωργος"),
        ("آرزو", "ارزو"),
        ("زینب", "زينب"),
        ("Иван Йовчев", "ИВАН ИОВЧЕВ"),
    ];

    #[test]
    fn every_hard_pair_meets() {
        for (text, query) in PAIRS {
            assert_eq!(fold(text), fold(query), "{text} / {query}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [("Ali", "Alı̇s"), ("Ana", "Anna"), ("Sude", "Suda"), ("Cem", "Gem")] {
            assert_ne!(fold(a), fold(b), "{a} / {b}");
        }
    }

    #[test]
    fn the_result_is_plain() {
        assert_eq!(fold("IİıiÎîÏ"), "iiiiiii");
        assert_eq!(fold("ÇĞÖŞÜ ĂÂÎȘȚ ŞŢ"), "cgosu aaist st");
        assert_eq!(fold("a\u{202E}b\u{AD}c\u{200B}d\u{A0}e"), "abcd e");
    }

    #[test]
    fn a_folded_word_is_found_where_it_stands() {
        let check = |text: &str, word: &str, expect: Option<&str>| {
            assert_eq!(find_folded(text, &fold(word)).map(|range| &text[range]), expect, "{text} / {word}");
        };
        check("gece IŞIK yandı", "isik", Some("IŞIK"));
        check("Ștefania Mîțu", "mitu", Some("Mîțu"));
        check("Zoë Weißenfels", "weissen", Some("Weißen"));
        check("Weiß", "weis", Some("Weiß"));
        check("s\u{326}i t\u{326}ara\u{306}", "tara", Some("t\u{326}ara"));
        check("ﬁdan", "dan", Some("dan"));
        check("Kırısı, ısı", "isi", Some("ısı"));
        check("su, ekmek", "ekmek su", None);
        check("", "a", None);
        check("a", "", None);
    }

    proptest! {
        #[test]
        fn what_folding_finds_has_a_place(text in "[a-zA-ZçğıöşüÇĞİÖŞÜăâîșțĂÂÎȘȚßﬁ ]{0,20}", word in "[a-z]{1,3}") {
            prop_assert_eq!(find_folded(&text, &word).is_some(), fold(&text).contains(&word));
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_never_matters(text in "[a-zA-ZçğıöşüÇĞİÖŞÜăâîșțĂÂÎȘȚ ]{0,20}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
            prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
        }
    }
}
