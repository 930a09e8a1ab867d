use std::fs;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::*;

fn in_three() -> [Locale; 3] {
    let all = Arc::new(Locales::embedded());
    ["en", "tr", "ro"].map(|id| Locale::new(&all, id))
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

#[test]
fn the_parts_are_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Locales>();
    shared::<Locale>();
}

#[test]
fn the_ring_goes_through_every_language() {
    let all = Locales::embedded();
    assert_eq!(all.ids(), ["en", "ro", "tr"]);
    assert_eq!(["en", "tr", "ro", "xx"].map(|id| all.next(id)), ["tr", "ro", "en", "en"]);
}

#[test]
fn an_unknown_language_is_english_and_an_unknown_text_its_id() {
    let locale = Locale::new(&Arc::new(Locales::embedded()), "xx");
    assert_eq!((locale.id(), locale.tag().as_str()), ("en", "EN"));
    assert_eq!(locale.text("no-such-message"), "no-such-message");
    assert_eq!(locale.form("nowhere", "field"), "field");
    assert_eq!(locale.choice("nowhere", "gone", "old_choice"), "old_choice");
    assert!(!locale.has("no-such-message") && !locale.form_has("nowhere", "field"));
    assert_eq!(locale.attribute("no-such-message", "hint"), None);
}

#[test]
fn what_would_turn_a_line_is_taken_out_of_words_and_variables() {
    let text = "greeting = Hello\u{202e} { $name }\n    .short = a\u{61c}b\n";
    let locale = Locale::new(&Arc::new(Locales::of_texts(&[("en", "ui.ftl", text)]).0), "en");
    assert_eq!(locale.text_with("greeting", &[("name", "İ\u{2066}\u{1b}pek".into())]), "Hello İpek");
    assert_eq!(locale.attribute("greeting", "short").as_deref(), Some("ab"));
}

#[test]
fn an_escape_without_its_digits_costs_its_message_alone() {
    let text = "a = { \"\\u202ş\" }\nb = { \"\\U01F6ğ\" }\nc = { \"\\u0131\\\\uş\" }\nd = { \"\\u";
    let (locales, notices) = Locales::of_texts(&[("en", "ui.ftl", text)]);
    assert_eq!(notices.iter().map(|notice| notice.line).collect::<Vec<_>>(), [1, 2, 4]);
    let locale = Locale::new(&Arc::new(locales), "en");
    assert_eq!((locale.text("a").as_str(), locale.text("c").as_str()), ("a", "ı\\uş"));
}

#[test]
fn choices_fall_back_to_the_shared_lists() {
    let [en, tr, ro] = in_three();
    assert_eq!(en.choice("intake", "yes_no", "yes"), "yes");
    assert_eq!(tr.choice("intake", "yes_no", "no"), "hayır");
    assert_eq!(ro.choice("intake", "item_state", "done"), "făcut");
}

#[test]
fn dates_in_three_languages() {
    let sunday = day(2026, 11, 22);
    let all = |f: &dyn Fn(&Locale) -> String| in_three().map(|locale| f(&locale));
    assert_eq!(all(&|l| l.date(sunday)), ["22.11.2026"; 3]);
    assert_eq!(
        all(&|l| l.date_long(sunday)),
        ["Sunday 22 November", "22 Kasım Pazar", "duminică, 22 noiembrie"]
    );
    assert_eq!(all(&|l| l.date_short(sunday)), ["22 Nov", "22 Kas", "22 nov"]);
    let moment: DateTime<chrono::Utc> = "2026-11-22T22:05:00Z".parse().unwrap();
    let offset = FixedOffset::east_opt(3 * 3600).unwrap();
    assert_eq!(all(&|l| l.moment(moment, offset)), ["23.11.2026 01:05"; 3]);
    assert_eq!(all(&|l| l.time(NaiveTime::from_hms_opt(9, 5, 0).unwrap())), ["09:05"; 3]);
}

#[test]
fn due_dates_in_three_languages() {
    let today = day(2026, 11, 22);
    let due = |days: i64| in_three().map(|l| l.relative_days(today + chrono::TimeDelta::days(days), today));
    assert_eq!(due(0), ["today", "bugün", "azi"]);
    assert_eq!(due(1), ["tomorrow", "yarın", "mâine"]);
    assert_eq!(due(5), ["in 5 days", "5 gün sonra", "peste 5 zile"]);
    assert_eq!(due(20), ["in 20 days", "20 gün sonra", "peste 20 de zile"]);
    assert_eq!(due(-1), ["1 day late", "1 gün gecikti", "întârziat 1 zi"]);
    assert_eq!(due(-3), ["3 days late", "3 gün gecikti", "întârziat 3 z."]);
    assert_eq!(due(-101), ["101 days late", "101 gün gecikti", "întârziat 101 z."]);
}

#[test]
fn durations_and_numbers_can_be_typed_back() {
    for locale in in_three() {
        for minutes in [0, 1, 59, 60, 80, 600, 1441] {
            assert_eq!(typed::duration(&locale.duration(minutes)), Some(minutes), "{locale:?} {minutes}");
        }
        for n in [0.0, 1.0, -2.5, 1234.5, 0.1 + 0.2 - 0.3 + 7.25] {
            assert_eq!(typed::number(&locale.number(n)), Some((n * 1e6_f64).round() / 1e6), "{locale:?} {n}");
        }
        assert_eq!(locale.number(f64::NAN), "");
        assert_eq!(locale.number(-0.0), "0");
    }
    let [en, tr, ro] = in_three();
    assert_eq!([&en, &tr, &ro].map(|l| l.duration(80)), ["1 h 20 min", "1 sa 20 dk", "1 h 20 min"]);
    assert_eq!([en, tr, ro].map(|l| l.number(0.1 + 0.2)), ["0.3", "0,3", "0,3"]);
}

#[test]
fn names_are_sorted_as_each_language_sorts() {
    let [en, tr, ro] = in_three();
    assert_eq!([&en, &tr, &ro].map(|l| l.country("tr")), ["Türkiye", "Türkiye", "Turcia"]);
    assert_eq!([&en, &tr, &ro].map(|l| l.language("ro")), ["Romanian", "Rumence", "română"]);
    assert_eq!(en.country("QQ"), "QQ");
    for locale in [&en, &tr, &ro] {
        assert_eq!((locale.countries().len(), locale.languages().len()), (250, 241));
        let names: Vec<_> = locale.countries().into_iter().map(|(_, name)| name).collect();
        assert!(names.windows(2).all(|pair| locale.compare(&pair[0], &pair[1]).is_le()));
        assert!(names.windows(2).all(|pair| locale.sort_key(&pair[0]) <= locale.sort_key(&pair[1])));
    }
    let sorted = |locale: &Locale, words: &str| {
        let mut words: Vec<_> = words.split(' ').collect();
        words.sort_by(|a, b| locale.compare(a, b));
        words.join(" ")
    };
    assert_eq!(
        sorted(&tr, "iz dal çam ırmak cam ğ gül şal su öz oy üç un"),
        "cam çam dal gül ğ ırmak iz oy öz su şal un üç"
    );
    assert_eq!(
        sorted(&ro, "țară tare sus șase stea âna ana az ăla"),
        "ana az ăla âna stea sus șase tare țară"
    );
}

#[test]
fn the_users_files_win_message_by_message() {
    let dir = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("TR/mine.ftl", "relative-today = hemen bugün\nmonth-11 = Teşrinisani\n");
    put("tr/forms/lists.ftl", "choice-yes_no-yes = tabii\n");
    put("ku/ui.ftl", "relative-today = îro\nmonth-1 = Rêbendan\n");
    put("ku/countries.ftl", "country-TR = Tirkiye\n");
    put("backup/ui.ftl", "a = b\n");
    put("tr/README.txt", "ignored");
    let (all, notices) = Locales::with_overrides(dir.path());
    assert_eq!(notices.len(), 1);
    assert!(matches!(notices[0].kind, ProblemKind::NotALanguage { .. }));
    assert_eq!(all.ids(), ["en", "ro", "tr", "ku"]);
    assert_eq!((all.next("ro"), all.next("ku")), ("ku".to_owned(), "en".to_owned()));
    let all = Arc::new(all);
    let tr = Locale::new(&all, "tr");
    assert_eq!(tr.text("relative-today"), "hemen bugün");
    assert_eq!(tr.text("relative-tomorrow"), "yarın");
    assert_eq!(tr.date_short(day(2026, 11, 22)), "22 Kas", "an override keeps what it does not mention");
    assert_eq!(tr.choice("intake", "yes_no", "yes"), "tabii");
    let ku = Locale::new(&all, "ku");
    assert_eq!((ku.tag().as_str(), ku.text("relative-today").as_str()), ("KU", "îro"));
    assert_eq!(ku.text("relative-tomorrow"), "tomorrow");
    assert_eq!(ku.date_short(day(2026, 1, 2)), "2 Rêbendan", "no English abbreviation of a Kurdish name");
    assert_eq!((ku.country("TR").as_str(), ku.country("DE").as_str()), ("Tirkiye", "Germany"));
    assert_eq!(ku.countries().len(), 250);
    assert_eq!(ku.wordlist(), Locale::new(&all, "en").wordlist());
}

#[test]
fn broken_files_leave_notices_and_the_rest_counts() {
    let dir = tempfile::tempdir().unwrap();
    let tr = dir.path().join("tr");
    fs::create_dir_all(&tr).unwrap();
    fs::write(
        tr.join("a.ftl"),
        "relative-today = bugün!\n\nbroken\nstill = { $x\n\nrelative-tomorrow = yarın!\n",
    )
    .unwrap();
    fs::write(tr.join("b.ftl"), b"x = \xff\xfe").unwrap();
    fs::write(tr.join("c.ftl"), vec![b'#'; (1 << 20) + 1]).unwrap();
    fs::create_dir(tr.join("d.ftl")).unwrap();
    fs::write(tr.join("e.ftl"), format!("x = {}", "{".repeat(300_000))).unwrap();
    fs::write(tr.join("f.ftl"), format!("x = {{ {}", "NUMBER(".repeat(100_000))).unwrap();
    fs::write(tr.join("g.ftl"), "x-a = :( (\nx-b = { x-a }\n".repeat(100)).unwrap();
    let (all, notices) = Locales::with_overrides(dir.path());
    let found: Vec<_> = notices.iter().map(|notice| (notice.line, &notice.kind)).collect();
    assert!(
        matches!(
            found.as_slice(),
            [
                (3, ProblemKind::Junk { .. }),
                (4, ProblemKind::Junk { .. }),
                (0, ProblemKind::NotText),
                (0, ProblemKind::TooLarge),
                (0, ProblemKind::TooDeep),
                (0, ProblemKind::TooDeep)
            ]
        ),
        "{found:?}"
    );
    let tr = Locale::new(&Arc::new(all), "tr");
    assert_eq!((tr.text("relative-today"), tr.text("relative-tomorrow")), ("bugün!".into(), "yarın!".into()));
    assert!(Locales::with_overrides(&dir.path().join("missing")).1.is_empty());
}

#[test]
fn wordlists_are_plain_letters() {
    for locale in in_three() {
        let words = locale.wordlist();
        let distinct: std::collections::BTreeSet<_> = words.iter().collect();
        assert!(words.len() >= 1296, "{locale:?}: {}", words.len());
        assert_eq!(distinct.len(), words.len(), "{locale:?} repeats a word");
        for word in words {
            let plain = (3..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
            assert!(plain, "{locale:?}: {word}");
        }
    }
}

/// Guards every file of words that lands later.
#[test]
fn every_language_says_the_same() {
    let report = check_locales(&Locales::embedded());
    for locale in &report.locales {
        assert!(locale.messages > 500, "{}: {}", locale.id, locale.messages);
        assert_eq!(locale.missing, Vec::<String>::new(), "missing in {}", locale.id);
        assert_eq!(locale.extra, Vec::<String>::new(), "not in English but in {}", locale.id);
    }
    assert_eq!(report.problems, Vec::new());
}
