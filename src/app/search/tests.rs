//! What is found and what is not, in which order, and that nothing private is.

use std::sync::Arc;

use chrono::{TimeZone, Utc};
use uuid::Uuid;

use super::*;
use crate::form::{Answer, Answers, Row};
use crate::locale::Locales;

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn answers(fields: &[(&str, Answer)]) -> Answers {
    let fields = fields.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    Answers { fields, ..Answers::default() }
}

fn line(number: u32) -> CaseLine {
    CaseLine { id: Uuid::from_u128(number.into()), number, ..CaseLine::default() }
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

fn index(all: Everything, records: Vec<Record>) -> Index {
    let Ok(index) = Index::new(&Library::embedded(), &tr(), all, |take| {
        records.into_iter().for_each(take);
        Ok::<_, std::convert::Infallible>(())
    });
    index
}

fn everything() -> (Everything, Vec<Record>) {
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
    (Everything { cases: vec![line(1), line(2)], drafts }, records)
}

/// What is found in Turkish, each place with a mark where it is hidden or a draft.
fn found(query: &str, case: Option<u32>) -> Vec<String> {
    let (all, records) = everything();
    let index = index(all, records);
    let case = case.map(|number| Uuid::from_u128(number.into()));
    let found = index.search(&Ask { query: query.to_owned(), case, locale: tr() });
    assert_eq!(found.places, found.hits.len());
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
fn what_was_just_written_is_found_and_what_it_replaced_is_not() {
    let (library, locale) = (Library::embedded(), tr());
    let (all, records) = everything();
    let mut changed = records[0].clone();
    let mut index = index(all, records);
    changed.answers = answers(&[("first_name", text("Deniz"))]);
    index.put(&library, &locale, changed.id, Some(&changed), None);
    let count = |query: &str| {
        let ask = Ask { query: query.to_owned(), case: None, locale: locale.clone() };
        index.search(&ask).places
    };
    assert_eq!([count("deniz"), count("sahin"), count("gunes")], [1, 0, 0]);
}

#[test]
fn the_finder_looks_again_only_at_what_it_knows() {
    let mut finder = Finder::default();
    finder.changed(Uuid::from_u128(1));
    assert!(finder.take_changed().is_empty(), "there is no copy yet");
    assert!(!finder.ready(&tr()));
    finder.put(index(Everything::default(), Vec::new()));
    finder.changed(Uuid::from_u128(1));
    assert!(finder.ready(&tr()) && finder.take_changed().len() == 1 && finder.take_changed().is_empty());
    let english = Locale::new(&Arc::new(Locales::embedded()), "en");
    assert!(!finder.ready(&english), "choices are found in the language of the screen");
}
