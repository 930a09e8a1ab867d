//! What is private to a worker: it comes back to her, and to nobody else.

use super::super::keyfile::Keys;
use super::super::private::{Seat, shut, unshut};
use super::super::schema;
use super::*;

const NEEDLE: &str = "Gece uyuyamadım";

/// A private record; its form is known as such to the rules of these tests.
fn own(bench: &mut Bench) -> SaveRecord {
    SaveRecord {
        form: "self_care".to_owned(),
        answers: texts(&[("words_today", NEEDLE)]),
        ..bench.intake("")
    }
}

fn save_own(bench: &mut Bench, vault: &mut Vault, save: &SaveRecord) -> Result<Saved, VaultError> {
    vault.save_of(Subject::Worker, save, bench.tick(), today())
}

/// The only record on the worker's own shelf.
fn shelf(bench: &mut Bench, vault: &mut Vault) -> (Vec<Record>, Vec<Draft>) {
    vault.shelf("self_care", bench.tick()).unwrap()
}

/// Every value of every table, as whoever has the key of the database can read it.
fn everything(vault: &Vault) -> Vec<u8> {
    vault
        .read(|db| {
            let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
            let mut all = Vec::new();
            for table in rows::all(db, tables, [], |row| Ok(row.get::<_, String>(0)?))? {
                let mut statement = db.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
                let columns = statement.column_count();
                let mut found = statement.query([]).unwrap();
                while let Some(row) = found.next().unwrap() {
                    for column in 0..columns {
                        match row.get_ref(column).unwrap() {
                            rusqlite::types::ValueRef::Text(value)
                            | rusqlite::types::ValueRef::Blob(value) => all.extend_from_slice(value),
                            other => all.extend_from_slice(format!("{other:?}").as_bytes()),
                        }
                        all.push(b'\n');
                    }
                }
            }
            Ok(all)
        })
        .unwrap()
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn it_comes_back_with_the_passphrase_the_recovery_code_and_a_new_passphrase() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = own(&mut bench);
    let saved = save_own(&mut bench, &mut vault, &save).unwrap();
    assert_eq!(saved, Saved { case: None, number: None, revision: 1, made: 0 });
    save.base = 1;
    save.answers.fields.insert("how_today".to_owned(), Answer::Number(7.0));
    assert_eq!(bench.save(&mut vault, &save).unwrap(), Saved { revision: 2, ..saved }, "whatever the caller");
    vault.set_own_setting("silent", "yes", bench.tick()).unwrap();
    vault.close(bench.tick()).unwrap();

    let mut vault = bench.open();
    let (records, drafts) = shelf(&mut bench, &mut vault);
    assert_eq!((records.len(), drafts.len()), (1, 0));
    assert_eq!((records[0].revision, &records[0].answers), (2, &save.answers));
    assert_eq!((records[0].author.as_str(), records[0].form.as_str()), ("Ayşe Kaya", "self_care"));
    assert!(records[0].created_at < records[0].saved_at);
    vault.set_passphrase(&"yeni bir parola daha".into(), KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    vault.close(bench.tick()).unwrap();

    let mut vault = bench.open_with("yeni bir parola daha").unwrap();
    assert_eq!(shelf(&mut bench, &mut vault).0, records);
    vault.close(bench.tick()).unwrap();

    let now = bench.tick();
    let mut vault = Vault::open(bench.dir(), Unlock::Recovery(&bench.recovery), rules(), now).unwrap();
    assert_eq!(shelf(&mut bench, &mut vault).0, records);
    assert_eq!(vault.own_setting("silent").unwrap().as_deref(), Some("yes"));
    let revisions = vault.revisions(save.record, bench.tick()).unwrap();
    assert_eq!(revisions.iter().map(|revision| revision.revision).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(vault.record(save.record, bench.tick()).unwrap().answers, save.answers);
    assert!(vault.verify().unwrap().is_good());
}

#[test]
fn whoever_has_the_database_reads_neither_the_words_nor_the_form() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = own(&mut bench);
    let draft = draft_of(&save, bench.tick());
    vault.put_draft(&draft).unwrap();
    let (_, drafts) = shelf(&mut bench, &mut vault);
    assert_eq!(drafts, std::slice::from_ref(&draft));
    assert_eq!(vault.draft(save.record).unwrap(), Some(draft));
    let secret = [NEEDLE, "self_care", "words_today", "silent", "position", "need"];
    let plain = everything(&vault);
    assert!(contains(&plain, "Ayşe Kaya"), "what is plain is found");
    for word in secret {
        assert!(!contains(&plain, word), "{word}");
    }

    save_own(&mut bench, &mut vault, &save).unwrap();
    assert_eq!(vault.draft(save.record).unwrap(), None, "the save takes its draft away");
    save.base = 1;
    vault.put_draft(&draft_of(&save, bench.tick())).unwrap();
    vault.discard_draft(save.record, bench.tick()).unwrap();
    assert_eq!(vault.draft(save.record).unwrap(), None);
    vault.set_own_setting("silent", "yes", bench.tick()).unwrap();
    shelf(&mut bench, &mut vault);
    let plain = everything(&vault);
    for word in secret {
        assert!(!contains(&plain, word), "{word}");
    }
    assert!(contains(&plain, "own_saved") && contains(&plain, "own_read"), "that it was, is noted");
}

#[test]
fn nothing_else_finds_it() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = own(&mut bench);
    save_own(&mut bench, &mut vault, &save).unwrap();
    vault.put_draft(&draft_of(&own(&mut bench), bench.tick())).unwrap();
    assert_eq!(vault.home(&crate::record::HomeAsk::default()).unwrap(), crate::record::HomeData::default());
    assert_eq!(vault.records_of("self_care", bench.tick()).unwrap(), []);
    assert_eq!(vault.cases().unwrap(), []);
    // What is searched in.
    assert_eq!(found(&vault, &[]), NONE);
    vault.drafts_to_search(&mut |draft, _, _| panic!("{draft:?}")).unwrap();
    let counts = "SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM revision) + (SELECT count(*) FROM draft)
        + (SELECT count(*) FROM word_place) + (SELECT count(*) FROM record_words)";
    assert_eq!(vault.read(|db| Ok(db.query_row(counts, [], |row| row.get::<_, i64>(0))?)), Ok(0));
}

#[test]
fn another_holder_of_the_vault_does_not_open_it() {
    let worker = Uuid::from_u128(7);
    let (keys, mine) = Keys::new(schema::LATEST, worker, "bir", "iki", KdfParams::cheap_for_tests()).unwrap();
    let (_, other) = Keys::new(schema::LATEST, worker, "bir", "iki", KdfParams::cheap_for_tests()).unwrap();
    let vault = keys.vault;
    let seat =
        |record: u128, revision, at| Seat { vault, worker, record: Uuid::from_u128(record), revision, at };
    let key = mine.own_key(vault).unwrap();
    let sealed = shut(&key, &seat(1, 1, 5), &NEEDLE).unwrap();
    assert_eq!(unshut::<String>(&key, &seat(1, 1, 5), &sealed).as_deref(), Ok(NEEDLE));
    let damaged = Err(VaultError::Damaged(Part::Answers));
    assert_eq!(unshut::<String>(&other.own_key(vault).unwrap(), &seat(1, 1, 5), &sealed), damaged);
    assert_eq!(unshut::<String>(&mine.own_key(worker).unwrap(), &seat(1, 1, 5), &sealed), damaged);
    // The keys that every holder shares do not open it either.
    assert_eq!(unshut::<String>(&mine.database_key().unwrap(), &seat(1, 1, 5), &sealed), damaged);
    for elsewhere in [seat(2, 1, 5), seat(1, 2, 5), seat(1, 1, 6)] {
        assert_eq!(unshut::<String>(&key, &elsewhere, &sealed), damaged);
    }
}

#[test]
fn sizes_tell_no_more_than_blocks() {
    let (_, mine) =
        Keys::new(schema::LATEST, Uuid::nil(), "bir", "iki", KdfParams::cheap_for_tests()).unwrap();
    let key = mine.own_key(Uuid::nil()).unwrap();
    let seat = Seat { vault: Uuid::nil(), worker: Uuid::nil(), record: Uuid::nil(), revision: 0, at: 0 };
    let size = |letters: usize| shut(&key, &seat, &"a".repeat(letters)).unwrap().len();
    assert_eq!(size(0), size(900));
    assert_eq!(size(2000) - size(900), 1024);
}

#[test]
fn what_was_swapped_or_changed_is_refused_and_found() {
    let free = "DROP TRIGGER own_revision_is_final; DROP TRIGGER own_revision_stays;";
    let swapped = "UPDATE own_revision SET sealed = (SELECT sealed FROM own_revision o WHERE o.record <> own_revision.record)";
    let changed = "UPDATE own_revision SET sealed = CAST(substr(sealed, 1, 100) || x'00' || substr(sealed, 102) AS BLOB)
                   WHERE hex(substr(sealed, 101, 1)) <> '00'";
    let shorter = "UPDATE own_revision SET sealed = x'00'";
    let earlier = "UPDATE own_revision SET saved_at = saved_at - 1";
    for forged in [swapped, changed, shorter, earlier] {
        let mut bench = Bench::new();
        let mut vault = bench.create();
        let save = own(&mut bench);
        save_own(&mut bench, &mut vault, &save).unwrap();
        let other = own(&mut bench);
        save_own(&mut bench, &mut vault, &other).unwrap();
        assert!(vault.read(|db| Ok(db.execute_batch(forged)?)).is_err(), "not by mistake: {forged}");
        vault.read(|db| Ok(db.execute_batch(&format!("{free} {forged}"))?)).unwrap();
        let damaged = VaultError::Damaged(Part::Answers);
        assert_eq!(vault.shelf("self_care", bench.tick()).unwrap_err(), damaged, "{forged}");
        assert_eq!(vault.record(save.record, bench.tick()).unwrap_err(), damaged, "{forged}");
        let found = vault.verify().unwrap();
        assert_eq!(found.is_good(), forged == earlier, "{forged}: {found:?}");
    }
}

#[test]
fn a_save_on_an_older_revision_or_of_another_form_writes_nothing() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = own(&mut bench);
    save_own(&mut bench, &mut vault, &save).unwrap();
    assert_eq!(save_own(&mut bench, &mut vault, &save), Err(VaultError::Conflict { newest: 1 }));
    let unknown = SaveRecord { base: 4, ..own(&mut bench) };
    assert_eq!(save_own(&mut bench, &mut vault, &unknown), Err(VaultError::NoSuchRecord));
    let other = SaveRecord { base: 1, form: "other".to_owned(), ..save.clone() };
    assert_eq!(save_own(&mut bench, &mut vault, &other), Err(VaultError::Misplaced));
    assert_eq!(vault.revisions(save.record, bench.tick()).unwrap().len(), 1);
}

#[test]
fn when_something_was_kept_is_known_without_opening_it() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let (last, since) = vault.own_times().unwrap();
    assert_eq!(last, None);
    let save = own(&mut bench);
    save_own(&mut bench, &mut vault, &save).unwrap();
    let (saved, again) = vault.own_times().unwrap();
    assert!(saved.is_some_and(|saved| saved > since) && again == since);
    let draft = draft_of(&own(&mut bench), bench.tick());
    vault.put_draft(&draft).unwrap();
    assert_eq!(vault.own_times().unwrap().0, Some(draft.saved_at));
}
