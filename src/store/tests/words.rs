//! Records are found by the words of their newest revision, by those who may see them.

use super::*;

fn note(bench: &mut Bench, case: Option<CaseId>, text: &str) -> SaveRecord {
    let save = bench.intake(text);
    SaveRecord { case, form: "contact".to_owned(), ..save }
}

#[test]
fn the_latest_saved_comes_first_and_what_was_replaced_is_not_found() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let first = bench.intake("bavul istasyon");
    let case = bench.save(&mut vault, &first).unwrap().case;
    let second = note(&mut bench, case, "bavulu mavi");
    bench.save(&mut vault, &second).unwrap();
    assert_eq!(found(&vault, &["bav"]), [second.record, first.record]);
    assert_eq!(found(&vault, &["bav", "ist"]), [first.record], "every word");
    assert_eq!(found(&vault, &["avul"]), NONE, "from the beginning of a word");
    assert_eq!(found(&vault, &["contact"]), [second.record]);
    assert_eq!(found(&vault, &[]), [second.record, first.record]);
    let again = SaveRecord { base: 1, answers: bench.intake("köprü").answers, ..first.clone() };
    bench.save(&mut vault, &again).unwrap();
    assert_eq!(found(&vault, &["istasyon"]), NONE);
    assert_eq!(found(&vault, &["köp"]), [first.record]);
    assert_eq!(found(&vault, &[]), [first.record, second.record]);
    // No sign is a part of the question that SQLite is asked, and none makes it a wrong one.
    assert_eq!(found(&vault, &["", "\"*"]), NONE);
    assert_eq!(found(&vault, &["köp\" OR \"mavi"]), NONE);
    let mut seen = Vec::new();
    let stop = &mut |record: Record, number: Option<u32>| {
        seen.push((record.id, number));
        ControlFlow::Break(())
    };
    vault.records_with(&[], stop).unwrap();
    vault.records_of_case(case.unwrap(), stop).unwrap();
    assert_eq!(seen, [(first.record, Some(1)), (first.record, Some(1))]);
    assert_eq!((vault.case_numbered(1).unwrap(), vault.case_numbered(2).unwrap()), (case, None));
}

#[test]
fn a_save_that_fails_leaves_the_words_as_they_were() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("bavul");
    bench.save(&mut vault, &save).unwrap();
    vault.limit_pages(1).unwrap();
    let answers = bench.intake(&"köprü ".repeat(100_000)).answers;
    let again = SaveRecord { base: 1, answers, ..save.clone() };
    assert_eq!(bench.save(&mut vault, &again), Err(VaultError::DiskFull));
    vault.limit_pages(1_000_000).unwrap();
    assert_eq!((found(&vault, &["bavul"]), found(&vault, &["köprü"])), (vec![save.record], Vec::new()));
}

#[test]
fn other_rules_give_other_words_and_leave_the_order() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let first = bench.intake("bavul");
    let case = bench.save(&mut vault, &first).unwrap().case;
    let second = note(&mut bench, case, "köprü");
    bench.save(&mut vault, &second).unwrap();
    let loose = note(&mut bench, None, "dernek");
    vault.save_of(Subject::Directory, &loose, bench.tick(), today()).unwrap();
    // As an older program left it: neither words nor places.
    vault.read(|db| Ok(db.execute_batch("DELETE FROM record_words; DELETE FROM word_place")?)).unwrap();
    assert_eq!(found(&vault, &["köprü"]), NONE);
    vault.rules.fingerprint = "others".to_owned();
    assert!(vault.renew_all(today(), bench.tick()).unwrap());
    assert_eq!(found(&vault, &[]), [loose.record, second.record, first.record]);
    assert_eq!(
        (found(&vault, &["köprü"]), found(&vault, &["dernek"])),
        (vec![second.record], vec![loose.record])
    );
    vault.rules.fingerprint = "again".to_owned();
    vault.rules.words = Arc::new(|form, in_case, _| format!("{form} {in_case}"));
    assert!(vault.renew_all(today(), bench.tick()).unwrap());
    assert_eq!(found(&vault, &["köprü"]), NONE);
    assert_eq!(found(&vault, &["contact", "true"]), [second.record]);
    assert_eq!(found(&vault, &["contact", "false"]), [loose.record]);
    assert_eq!(found(&vault, &[]), [loose.record, second.record, first.record]);
}

#[test]
fn words_that_stayed_the_same_are_not_written_again_unless_all_is() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("bavul");
    bench.save(&mut vault, &save).unwrap();
    vault.read(|db| Ok(db.execute_batch("DELETE FROM record_words")?)).unwrap();
    vault.rules.fingerprint = "others".to_owned();
    assert!(vault.renew_all(today(), bench.tick()).unwrap());
    assert_eq!(found(&vault, &["bavul"]), NONE);
    vault.renew_anyway(today(), bench.tick()).unwrap();
    assert_eq!(found(&vault, &["bavul"]), [save.record]);
}

#[test]
fn a_search_is_noted_before_it_begins() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("bavul");
    let case = bench.save(&mut vault, &save).unwrap().case;
    let before = vault.verify().unwrap().entries;
    vault.begin_search(None, bench.tick()).unwrap();
    vault.begin_search(case, bench.tick()).unwrap();
    assert_eq!(vault.begin_search(Some(Uuid::nil()), bench.tick()), Err(VaultError::NoSuchCase));
    assert_eq!(vault.verify().unwrap().entries, before + 2);
}
