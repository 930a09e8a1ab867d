//! Several workers in one vault: rights, cases that are limited, adding and removing.

use std::fs;

use super::super::{database, files, lists};
use super::*;
use crate::record::WorkerId;

const HERS: &str = "güneş çorap köprü elma";

fn add(bench: &mut Bench, vault: &mut Vault, name: &str, role: &str) -> WorkerId {
    let (passphrase, recovery) = (SecretString::from(HERS.replace("elma", name)), RecoveryCode::generate());
    let (roles, kdf) = ([role.to_owned()], KdfParams::cheap_for_tests());
    let new = NewWorker { name, roles: &roles, passphrase: &passphrase, recovery: &recovery, kdf };
    vault.add_worker(&new, bench.tick()).unwrap()
}

fn open_as(bench: &mut Bench, name: &str) -> Result<Vault, VaultError> {
    bench.open_with(&HERS.replace("elma", name))
}

#[test]
fn a_worker_is_added_with_her_own_passphrase() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let id = add(&mut bench, &mut vault, "Bora", "worker");
    let save = bench.intake("Elif");
    bench.save(&mut vault, &save).unwrap();
    let second = open_as(&mut bench, "Bora").unwrap();
    assert_eq!((second.worker().id, second.worker().name.as_str()), (id, "Bora"));
    assert_eq!(second.worker().organisation.as_deref(), Some("Deniz Feneri"));
    assert_eq!(second.cases().unwrap().len(), 1);
    let names: Vec<String> = second.workers().unwrap().into_iter().map(|line| line.worker.name).collect();
    assert_eq!(names, ["Ayşe Kaya", "Bora"]);
    drop(second);
    assert_eq!(bench.open_with("no such passphrase").unwrap_err(), VaultError::WrongPassphrase);
    // The same name twice would be one worker for everybody who reads it.
    let recovery = RecoveryCode::generate();
    let passphrase = SecretString::from("x");
    let new = NewWorker {
        name: "bora",
        roles: &[],
        passphrase: &passphrase,
        recovery: &recovery,
        kdf: KdfParams::cheap_for_tests(),
    };
    assert_eq!(vault.add_worker(&new, bench.tick()), Err(VaultError::Exists));
    assert!(vault.verify().unwrap().is_good());
}

#[test]
fn roles_say_what_somebody_may_do() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Elif");
    let case = bench.save(&mut vault, &save).unwrap().case.unwrap();
    add(&mut bench, &mut vault, "reads", "reader");
    add(&mut bench, &mut vault, "admin", "administrator");
    let mut reader = open_as(&mut bench, "reads").unwrap();
    assert_eq!(reader.open_case(case, bench.tick()).unwrap().records.len(), 1);
    let again = SaveRecord { base: 1, ..save.clone() };
    let refused = Err(VaultError::NotAllowed(Right::WriteCases));
    assert_eq!(bench.save(&mut reader, &again), refused.clone());
    assert_eq!(reader.put_draft(&draft_of(&again, bench.tick())), refused.map(drop));
    assert_eq!(reader.set_access(case, &[], bench.tick()), Err(VaultError::NotAllowed(Right::LimitCases)));
    let mut admin = open_as(&mut bench, "admin").unwrap();
    assert_eq!(admin.cases().unwrap(), []);
    assert_eq!(admin.dues().unwrap(), []);
    assert_eq!(admin.open_case(case, bench.tick()).unwrap_err(), VaultError::NoSuchCase);
    assert_eq!(admin.record(save.record, bench.tick()).unwrap_err(), VaultError::NoSuchRecord);
    assert_eq!(admin.revisions(save.record, bench.tick()).unwrap_err(), VaultError::NoSuchRecord);
    let seen = found(&admin, &[]).len();
    assert_eq!((seen, admin.records_of("intake", bench.tick()).unwrap()), (0, Vec::new()));
    // What is her own needs no right.
    let own =
        SaveRecord { case: None, form: "self_care".into(), record: new_record_id(bench.tick()), ..save };
    admin.save_of(Subject::Worker, &own, bench.now, today()).unwrap();
    // Roles are changed by who manages workers, and somebody always can.
    let (me, other) = (vault.worker().id, admin.worker().id);
    let reader_id = reader.worker().id;
    let refused = reader.set_roles(reader_id, &["all".to_owned()], bench.tick());
    assert_eq!(refused, Err(VaultError::NotAllowed(Right::ManageWorkers)));
    admin.set_roles(me, &["worker".to_owned()], bench.tick()).unwrap();
    assert_eq!(admin.set_roles(other, &["worker".to_owned()], bench.tick()), Err(VaultError::LastManager));
    assert_eq!(vault.rights().unwrap(), [Right::ReadCases, Right::WriteCases].into(), "at once");
}

/// A filter counts so far only, and what is hidden takes nothing of that.
#[test]
fn what_a_filter_leaves_is_counted_up_to_a_limit() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let saves: Vec<SaveRecord> = (0..5).map(|_| bench.intake("Elif")).collect();
    let cases: Vec<_> =
        saves.iter().map(|save| bench.save(&mut vault, save).unwrap().case.unwrap()).collect();
    add(&mut bench, &mut vault, "cem", "worker");
    let cem = open_as(&mut bench, "cem").unwrap();
    vault.set_access(cases[1], &[vault.worker().id], bench.tick()).unwrap();
    let words = super::super::words::expression(&[vec!["k".to_owned()]]);
    let counted = |vault: &Vault, most| vault.read(|db| lists::count(db, Some(&words), most)).unwrap();
    for (most, hers, his) in [
        (2, (2, true), (2, true)),
        (3, (3, true), (3, true)),
        (4, (4, true), (4, false)),
        (5, (5, false), (4, false)),
    ] {
        assert_eq!((counted(&vault, most), counted(&cem, most)), (hers, his), "at most {most}");
    }
}

#[test]
fn a_limited_case_is_seen_by_the_named_alone() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = SaveRecord {
        answers: Answers {
            fields: [("date".to_owned(), Answer::Date(today()))].into(),
            ..bench.intake("Elif").answers
        },
        ..bench.intake("Elif")
    };
    let case = bench.save(&mut vault, &save).unwrap().case.unwrap();
    let bora = add(&mut bench, &mut vault, "bora", "worker");
    add(&mut bench, &mut vault, "cem", "worker");
    let mut cem = open_as(&mut bench, "cem").unwrap();
    assert_eq!((cem.cases().unwrap().len(), cem.dues().unwrap().len()), (1, 1));
    cem.open_case(case, bench.tick()).unwrap();
    vault.set_access(case, &[bora], bench.tick()).unwrap();
    let mut both = vault.access(case).unwrap();
    both.sort_unstable();
    let mut expected = vec![bora, vault.worker().id];
    expected.sort_unstable();
    assert_eq!(both, expected, "whoever limits it stays");
    assert_eq!(
        (cem.cases().unwrap().len(), cem.home(&crate::record::HomeAsk::default()).unwrap()),
        (0, crate::record::HomeData::default())
    );
    assert_eq!(cem.open_case(case, bench.tick()).unwrap_err(), VaultError::NoSuchCase);
    assert_eq!(cem.story(case, bench.tick()).unwrap_err(), VaultError::NoSuchCase);
    assert_eq!(cem.record(save.record, bench.tick()).unwrap_err(), VaultError::NoSuchRecord);
    let again = SaveRecord { base: 1, ..save.clone() };
    assert_eq!(bench.save(&mut cem, &again), Err(VaultError::NoSuchRecord));
    let into = SaveRecord { case: Some(case), record: new_record_id(bench.tick()), ..save.clone() };
    assert_eq!(bench.save(&mut cem, &into), Err(VaultError::NoSuchCase));
    // New rules are computed over all cases, whoever is there.
    cem.renew_anyway(today(), bench.tick()).unwrap();
    let mut hers = open_as(&mut bench, "bora").unwrap();
    assert_eq!(hers.open_case(case, bench.tick()).unwrap().records.len(), 1);
    vault.set_access(case, &[], bench.tick()).unwrap();
    assert_eq!(cem.cases().unwrap().len(), 1);
}

#[test]
fn who_is_removed_opens_nothing_any_more() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Elif");
    let case = bench.save(&mut vault, &save).unwrap().case.unwrap();
    let bora = add(&mut bench, &mut vault, "bora", "worker");
    let cem = add(&mut bench, &mut vault, "cem", "worker");
    let before = tempfile::tempdir().unwrap();
    let other = open_as(&mut bench, "cem").unwrap();
    assert_eq!(vault.remove_worker(bora, bench.tick()), Err(VaultError::Locked), "somebody is in it");
    drop(other);
    vault.read(database::checkpoint).unwrap();
    for name in [files::DATABASE, files::KEYS] {
        fs::copy(bench.dir().join(name), before.path().join(name)).unwrap();
    }
    fs::write(bench.dir().join("vault.db.v3.bak"), "older").unwrap();
    let me = vault.worker().id;
    assert_eq!(vault.remove_worker(me, bench.tick()), Err(VaultError::NotAllowed(Right::ManageWorkers)));
    vault.remove_worker(bora, bench.tick()).unwrap();
    assert_eq!(vault.remove_worker(bora, bench.tick()), Err(VaultError::NoSuchWorker));
    // This session goes on; so does everybody else.
    assert_eq!(vault.saved_elsewhere().unwrap(), [].into());
    let again = SaveRecord { base: 1, ..save.clone() };
    bench.save(&mut vault, &again).unwrap();
    assert!(vault.verify().unwrap().is_good());
    assert_eq!(open_as(&mut bench, "bora").unwrap_err(), VaultError::WrongPassphrase);
    let mut other = open_as(&mut bench, "cem").unwrap();
    assert_eq!((other.worker().id, other.notices()), (cem, [].as_slice()));
    assert_eq!(other.open_case(case, bench.tick()).unwrap().records[0].revision, 2);
    // What others save is noticed as before.
    let more = bench.intake("Su");
    bench.save(&mut other, &more).unwrap();
    assert_eq!(vault.saved_elsewhere().unwrap(), [more.record].into());
    let lines = other.workers().unwrap();
    assert!(lines.iter().any(|line| line.worker.id == bora && line.until.is_some()));
    drop((vault, other));
    let mut recovered =
        Vault::open(bench.dir(), Unlock::Recovery(&bench.recovery), rules(), bench.now).unwrap();
    assert!(recovered.verify().unwrap().is_good());
    // An older key file does not bring her back; her older copy stays readable to her.
    fs::copy(before.path().join(files::KEYS), bench.dir().join(files::KEYS)).unwrap();
    drop(recovered);
    assert!(open_as(&mut bench, "bora").is_err());
    let with = SecretString::from(HERS.replace("elma", "bora"));
    let copy = Vault::open(before.path(), Unlock::Passphrase(&with), rules(), bench.now).unwrap();
    assert_eq!(copy.cases().unwrap().len(), 1, "said in the documents: no program can take that back");
    let mut names: Vec<String> = fs::read_dir(bench.dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["vault.db", "vault.keys", "vault.keys.bak", "vault.lock"]);
}

/// Every place where the change of the key can be cut off: what lies there then opens, with the worker
/// in it or without.
#[test]
fn a_removal_that_is_cut_off_leaves_the_old_state_or_the_new() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Elif");
    bench.save(&mut vault, &save).unwrap();
    let bora = add(&mut bench, &mut vault, "bora", "worker");
    vault.close(bench.tick()).unwrap();
    let copy = |from: &Path, to: &Path| {
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    };
    // The files as they are after each step: older database and both keys, newer database and both keys.
    let (older, newer) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let vault = bench.open();
    let mut keys = vault.newest_keys();
    let next_key = super::super::seal::random_key().unwrap();
    keys.begin_rotation(&next_key, bora).unwrap();
    keys.generation += 1;
    let next = keys.next_of(&vault.unlocked).unwrap();
    vault.make_next(bora, &next, bench.tick()).unwrap();
    files::write_keys(bench.dir(), &keys.to_text(&vault.unlocked).unwrap()).unwrap();
    vault.read(database::checkpoint).unwrap();
    copy(bench.dir(), older.path());
    copy(bench.dir(), newer.path());
    drop(vault);
    files::move_in_next(newer.path()).unwrap();
    for (dir, removed) in [(older.path(), false), (newer.path(), true)] {
        // Whoever comes first settles it.
        let now = bench.tick();
        let open = |passphrase: &str| {
            Vault::open(dir, Unlock::Passphrase(&SecretString::from(passphrase)), rules(), now)
        };
        let mut vault = open(PASSPHRASE).unwrap();
        assert!(vault.verify().unwrap().is_good());
        assert_eq!((vault.cases().unwrap().len(), vault.notices()), (1, [].as_slice()));
        vault.close(now).unwrap();
        let hers = open(&HERS.replace("elma", "bora"));
        assert_eq!(hers.as_ref().err(), removed.then_some(&VaultError::WrongPassphrase));
        assert!(!dir.join("vault.db.next").exists());
    }
}

/// What somebody else takes away or gives holds at once in a session that is open.
#[test]
fn an_open_session_goes_by_the_roles_of_this_moment() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let bora = add(&mut bench, &mut vault, "Bora", "worker");
    let save = bench.intake("Elif");
    let case = bench.save(&mut vault, &save).unwrap().case.unwrap();
    let mut second = open_as(&mut bench, "Bora").unwrap();
    assert_eq!(second.cases().unwrap().len(), 1);
    let draft = draft_of(&SaveRecord { base: 1, case: Some(case), ..save.clone() }, bench.tick());
    second.put_draft(&draft).unwrap();
    assert_eq!(second.sight_changed().unwrap(), None);
    // Another save tells nothing about rights; roles that give the same change nothing.
    bench.save(&mut vault, &SaveRecord { base: 1, ..save.clone() }).unwrap();
    assert_eq!(second.sight_changed().unwrap(), None);
    vault.set_roles(bora, &["worker".to_owned()], bench.tick()).unwrap();
    assert_eq!(second.sight_changed().unwrap(), None);
    vault.set_roles(bora, &["administrator".to_owned()], bench.tick()).unwrap();
    assert_eq!(second.cases().unwrap(), [], "without being asked whether anything changed");
    assert_eq!(second.open_case(case, bench.tick()).unwrap_err(), VaultError::NoSuchCase);
    assert_eq!(found(&second, &[]), NONE);
    let rights = second.sight_changed().unwrap().unwrap();
    assert!(rights.contains(&Right::ManageWorkers) && !rights.contains(&Right::ReadCases));
    assert_eq!(second.sight_changed().unwrap(), None, "told once");
    // What was typed until then is kept, and is no version.
    second.put_draft(&draft).unwrap();
    let more = SaveRecord { base: 2, case: Some(case), ..save.clone() };
    assert_eq!(bench.save(&mut second, &more), Err(VaultError::NotAllowed(Right::WriteCases)));
    vault.set_roles(bora, &["worker".to_owned()], bench.tick()).unwrap();
    assert_eq!(second.cases().unwrap().len(), 1);
    assert!(second.sight_changed().unwrap().is_some());
    // So do the limits of a case, and one's own roles.
    let me = vault.worker().id;
    vault.set_access(case, &[me], bench.tick()).unwrap();
    assert_eq!(second.cases().unwrap(), []);
    assert!(second.sight_changed().unwrap().is_some());
    assert_eq!(vault.sight_changed().unwrap(), None, "she sees it as before");
    vault.set_roles(me, &["administrator".to_owned()], bench.tick()).unwrap();
    assert_eq!(vault.cases().unwrap(), []);
}
