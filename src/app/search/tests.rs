//! What is found and what is not, in which order, and that nothing private is.

use std::sync::Arc;

use chrono::{TimeZone, Utc};
use uuid::Uuid;

use super::*;
use crate::form::{Answer, Answers, Row};
use crate::locale::Locales;
use crate::record::Draft;

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn answers(fields: &[(&str, Answer)]) -> Answers {
    let fields = fields.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    Answers { fields, ..Answers::default() }
}

fn record(id: u128, case: Option<u32>, form: &str, fields: &[(&str, Answer)]) -> Record {
    Record {
        id: Uuid::from_u128(id),
        case: case.map(|number| Uuid::from_u128(number.into())),
        form: form.to_owned(),
        form_version: 1,
        revision: 1,
        author: "A".to_owned(),
        created_at: Utc.timestamp_opt(0, 0).unwrap(),
        // Later ones are newer.
        saved_at: Utc.timestamp_opt(i64::try_from(id).unwrap() * 1000, 0).unwrap(),
        answers: answers(fields),
    }
}

fn draft(record: &Record, fields: &[(&str, Answer)]) -> Draft {
    Draft {
        record: record.id,
        case: record.case,
        form: record.form.clone(),
        form_version: 1,
        base: 1,
        answers: answers(fields),
        position: None,
        saved_at: record.saved_at,
    }
}

fn tr() -> Locale {
    Locale::new(&Arc::new(Locales::embedded()), "tr")
}

/// Records, oldest first, and a draft of the first.
fn everything() -> (Vec<Draft>, Vec<Record>) {
    let relative = Row {
        id: "1".to_owned(),
        start: None,
        from: None,
        cells: [("name", text("Zümrüt")), ("relation", Answer::Choice("sibling".to_owned()))]
            .map(|(id, answer)| (id.to_owned(), answer))
            .into_iter()
            .collect(),
    };
    let point =
        Answer::Item { state: Some("done".to_owned()), remark: "Işıkta başı ağrıyor".to_owned() };
    let intake = record(11, Some(1), "intake", &[("first_name", text("Işık")), ("surname", text("Şahin"))]);
    let records = vec![
        intake,
        record(12, Some(1), "early_risk", &[("headache", point)]),
        record(13, Some(2), "family", &[("members", Answer::Rows(vec![relative]))]),
        record(14, Some(2), "early_risk", &[("urgent_level", Answer::Choice("high".to_owned()))]),
        record(
            15,
            None,
            "service",
            &[("organisation", text("Işık Derneği")), ("street", text("Çınar Sok."))],
        ),
        record(16, None, "self_care", &[("note", text("Işık yoruldum"))]),
        record(17, Some(2), "gone_form", &[("gone_field", text("ışıldak"))]),
    ];
    let drafts = vec![draft(&records[0], &[("first_name", text("Işık")), ("surname", text("Güneş"))])];
    (drafts, records)
}

/// What looking at these finds. What is found in a record is also found by its words in the vault.
fn look(ask: &Ask, drafts: &[Draft], records: &[Record]) -> Found {
    let (library, languages) = (Library::embedded(), words::languages(&Arc::new(Locales::embedded())));
    let number = |case: Option<Uuid>| case.map(|case| u32::try_from(case.as_u128()).unwrap());
    let mut look = Look::new(ask);
    if !look.is_enough() {
        return look.found();
    }
    for draft in drafts.iter().filter(|draft| ask.case.is_none() || ask.case == draft.case) {
        let saved = records.iter().find(|record| record.id == draft.record);
        let same = saved.map(|saved| &saved.answers);
        look.take(places::draft(&library, &ask.locale, draft, same), number(draft.case));
    }
    for record in records.iter().rev().filter(|record| ask.case.is_none() || ask.case == record.case) {
        let before = look.hits.len();
        look.take(places::record(&library, &ask.locale, record), number(record.case));
        let found = look.hits.len() > before;
        let words = words::of(&library, &languages, &record.form, record.case.is_some(), &record.answers);
        let begins = |start: &String| words.split(' ').any(|word| word.starts_with(start));
        let question = words::question(&ask.query, &ask.locale);
        let asked = question.iter().all(|part| part.iter().any(begins));
        let by_number = folded_words(&ask.query).iter().any(|word| word.starts_with("k-0"));
        assert!(by_number || found == asked, "{}: {} has {words}", ask.query, record.form);
    }
    look.found()
}

/// What is found in Turkish, each place with a mark where it is hidden or a draft.
fn found(query: &str, case: Option<u32>) -> Vec<String> {
    let (drafts, records) = everything();
    let case = case.map(|number| Uuid::from_u128(number.into()));
    let found = look(&Ask { query: query.to_owned(), case, locale: tr() }, &drafts, &records);
    assert!(!found.more);
    let words = |hit: Hit| {
        let at = match hit.path {
            Some(Path::Field(id)) => format!(".{id}"),
            Some(Path::Cell { table, column, .. }) => format!(".{table}.{column}"),
            None => String::new(),
        };
        let (hidden, draft) = (if hit.sensitive { "!" } else { "" }, if hit.draft { "*" } else { "" });
        format!("{}{at}{hidden}{draft}", hit.form)
    };
    found.hits.into_iter().map(words).collect()
}

#[test]
fn words_are_found_however_they_are_written() {
    let check = |query: &str, case, expect: &[&str]| assert_eq!(found(query, case), expect, "{query}");
    let light =
        ["gone_form.gone_field!", "service.organisation", "early_risk.headache", "intake.first_name!"];
    check("ISI", None, &light);
    check("ışı", None, &light);
    check("isik", None, &light[1..]);
    check("isik", Some(1), &["early_risk.headache", "intake.first_name!"]);
    // Each word somewhere in the record; where one answer has them all, that one.
    check("isik sahin", None, &["intake.first_name!", "intake.surname!"]);
    check("isik agriyor", None, &["early_risk.headache"]);
    // A draft is found where it says something else.
    check("gunes", None, &["intake.surname!*"]);
    // Choices in the language of the screen, rows by their heading, forms by their name.
    check("kardes", None, &["family.members.relation!"]);
    check("zumrut", None, &["family.members.name!"]);
    check("yuksek", None, &["early_risk.urgent_level"]);
    check("erken risk", Some(2), &["early_risk"]);
    // A number says in which case.
    check("k-002 zumrut", None, &["family.members.name!"]);
    check("k-001 zumrut", None, &[]);
    check("k-001", None, &["early_risk", "intake"]);
}

#[test]
fn nothing_private_and_no_secret_of_the_directory_is_found() {
    assert_eq!(found("yoruldum", None), [""; 0]);
    assert_eq!(found("cinar", None), [""; 0]);
    assert_eq!(found("i", None), [""; 0], "one letter is too few");
    assert_eq!(found("  ", None), [""; 0]);
}

#[test]
fn as_many_as_are_shown_are_looked_for() {
    let ask = |case: Option<Uuid>, query: &str| Ask { query: query.to_owned(), case, locale: tr() };
    let many = |count: u128, text: &str| -> Vec<Record> {
        let fields = [("first_name", self::text(text))];
        (1..=count).map(|id| record(id, Some(1), "intake", &fields)).collect()
    };
    let said = |ask: &Ask, records: &[Record]| {
        let mut look = Look::new(ask);
        let mut looked = 0;
        for record in records.iter().rev() {
            look.take(places::record(&Library::embedded(), &ask.locale, record), Some(1));
            looked += 1;
            if look.has_enough() {
                break;
            }
        }
        let found = look.found();
        (looked, found.hits.len(), found.more, found.hits.last().map(|hit| hit.record.as_u128()))
    };
    let records = many(230, "Işık");
    assert_eq!(said(&ask(None, "isik"), &records), (201, 200, true, Some(31)));
    assert_eq!(said(&ask(None, "isik"), &records[..200]), (200, 200, false, Some(1)));
    let one = Some(Uuid::from_u128(1));
    assert_eq!(said(&ask(one, "isik"), &records), (230, 200, true, Some(31)), "one case is read whole");
    assert_eq!(said(&ask(None, "yok"), &many(303, "Işık")), (301, 0, true, None));
}

#[test]
fn each_language_finds_its_own_words() {
    let (library, languages) = (Library::embedded(), words::languages(&Arc::new(Locales::embedded())));
    let answers = answers(&[("urgent_level", Answer::Choice("high".to_owned()))]);
    let of = words::of(&library, &languages, "early_risk", true, &answers);
    let has = |locale: &str, query: &str| {
        let locale = Locale::new(&Arc::new(Locales::embedded()), locale);
        let question = words::question(query, &locale);
        question.iter().all(|part| part.iter().any(|start| of.split(' ').any(|word| word.starts_with(start))))
    };
    assert!(has("tr", "YÜKSEK") && !has("en", "yuksek") && !has("ro", "yuksek"), "{of}");
    assert!(has("en", "high") && !has("tr", "high"), "{of}");
    assert!(has("ro", "ridicat") && !has("tr", "ridicat"), "{of}");
    assert_eq!(words::of(&library, &languages, "self_care", false, &answers), "");
}
