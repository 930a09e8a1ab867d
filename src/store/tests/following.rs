//! What follows from a save: records that it brings with it, the way of the case, headers by new rules.

use super::*;
use crate::record::{Made, PassageKind};

#[test]
fn what_a_save_brings_with_it_is_saved_with_it() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut made = bench.intake("Elif").answers;
    made.made = Some(crate::form::Origin { record: uuid::Uuid::from_u128(1), date: today() });
    vault.rules.make = Arc::new(move |file, _, _| {
        let one = Made { form: "visit".to_owned(), form_version: 1, answers: made.clone() };
        // Only once: the second save finds what the first one made.
        if file.records.len() == 1 { vec![one.clone(), one] } else { Vec::new() }
    });
    let save = bench.intake("Elif");
    let saved = bench.save(&mut vault, &save).unwrap();
    assert_eq!(saved.made, 2);
    let case = saved.case.unwrap();
    let file = vault.open_case(case, bench.tick()).unwrap();
    let forms: Vec<&str> = file.records.iter().map(|record| record.form.as_str()).collect();
    assert_eq!(forms, ["visit", "visit", "intake"]);
    assert!(vault.verify().unwrap().is_good(), "each has its entry");
    // A full disk: neither the record nor what it brings is there.
    vault.rules.make = Arc::new(|_, _, _| {
        let answers = texts(&[("note", &"x".repeat(400_000))]);
        vec![Made { form: "visit".to_owned(), form_version: 1, answers }]
    });
    vault.limit_pages(1).unwrap();
    let again = SaveRecord { base: 1, ..save };
    assert_eq!(bench.save(&mut vault, &again), Err(VaultError::DiskFull));
    vault.limit_pages(1_000_000).unwrap();
    let file = vault.open_case(case, bench.tick()).unwrap();
    assert_eq!((file.records.len(), file.records[2].revision), (3, 1));
}

#[test]
fn the_way_of_a_case_is_kept() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = bench.intake("Elif");
    let case = bench.save(&mut vault, &save).unwrap().case.unwrap();
    for phase in ["planning", "planning", "closed", "planning"] {
        save.base += 1;
        save.answers.fields.insert("phase".to_owned(), Answer::Text(phase.to_owned()));
        bench.save(&mut vault, &save).unwrap();
    }
    let way = |kind: PassageKind| -> Vec<(String, String)> {
        let all = vault.passages(case).unwrap().into_iter();
        all.filter(|passage| passage.kind == kind).map(|passage| (passage.was, passage.became)).collect()
    };
    let pair = |was: &str, became: &str| (was.to_owned(), became.to_owned());
    assert_eq!(
        way(PassageKind::Phase),
        [
            pair("", "engagement"),
            pair("engagement", "planning"),
            pair("planning", "closed"),
            pair("closed", "planning")
        ]
    );
    assert_eq!(way(PassageKind::Closed), [pair("open", "closed"), pair("closed", "open")]);
    assert_eq!(vault.open_case(case, bench.tick()).unwrap().passages, vault.passages(case).unwrap());
}

#[test]
fn other_rules_compute_the_headers_once() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Elif");
    bench.save(&mut vault, &save).unwrap();
    assert!(vault.renew_all(today(), bench.tick()).unwrap(), "nothing was noted yet");
    assert!(!vault.renew_all(today(), bench.tick()).unwrap());
    vault.rules.fingerprint = "others".to_owned();
    vault.rules.header = Arc::new(|_, _| Header { phase: "other".to_owned(), ..Header::default() });
    assert!(vault.renew_all(today(), bench.tick()).unwrap());
    assert_eq!(vault.cases().unwrap()[0].phase, "other");
    assert!(!vault.renew_all(today(), bench.tick()).unwrap());
}
