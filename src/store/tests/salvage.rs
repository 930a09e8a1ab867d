//! Out of a damaged vault comes everything that the damage did not hit.

use std::collections::BTreeSet;
use std::fs;

use super::super::files;
use super::super::salvage::Salvaged;
use super::*;

const CASES: u32 = 40;
const PAGE: usize = 4096;

/// A vault with cases of three records each, long ones among them, closed; and its files.
fn long_used(bench: &mut Bench) {
    let mut vault = bench.create();
    for number in 1..=CASES {
        let mut save = bench.intake(&format!("case {number}"));
        let case = bench.save(&mut vault, &save).unwrap().case;
        save.base = 1;
        save.answers = texts(&[("name", &format!("case {number}")), ("note", &"uzun ".repeat(200))]);
        bench.save(&mut vault, &save).unwrap();
        let more = SaveRecord {
            case,
            record: new_record_id(bench.tick()),
            form: "contact".to_owned(),
            answers: texts(&[("phase", "work"), ("note", &format!("{number} ").repeat(300))]),
            ..save.clone()
        };
        bench.save(&mut vault, &SaveRecord { base: 0, ..more }).unwrap();
        if number % 10 == 0 {
            vault.put_draft(&draft_of(&bench.intake("typed"), bench.tick())).unwrap();
            let own = SaveRecord { form: "self_care".to_owned(), ..bench.intake("mine") };
            bench.save(&mut vault, &own).unwrap();
        }
    }
    vault.close(bench.tick()).unwrap();
}

fn salvage(bench: &mut Bench, into: &Path) -> Result<Salvaged, VaultError> {
    let with = SecretString::from(PASSPHRASE);
    let now = bench.tick();
    Vault::salvage(bench.dir(), into, Unlock::Passphrase(&with), rules(), today(), now)
}

fn open_in(bench: &mut Bench, dir: &Path) -> Vault {
    let with = SecretString::from(PASSPHRASE);
    Vault::open(dir, Unlock::Passphrase(&with), rules(), bench.tick()).unwrap()
}

/// The texts of all newest records of each case, by its name.
fn everything(bench: &mut Bench, vault: &mut Vault) -> BTreeSet<(u32, String, String, u32, usize)> {
    let mut found = BTreeSet::new();
    for line in vault.cases().unwrap() {
        for record in vault.open_case(line.id, bench.now).unwrap().records {
            let older = vault.revisions(record.id, bench.now).unwrap().len();
            let text = format!("{:?}", record.answers);
            found.insert((line.number, record.form, text, record.revision, older));
        }
    }
    found
}

#[test]
fn a_whole_vault_comes_out_whole() {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let mut vault = bench.open();
    let (before, cases) = (everything(&mut bench, &mut vault), vault.cases().unwrap());
    let own = vault.shelf("self_care", bench.tick()).unwrap().0;
    vault.close(bench.tick()).unwrap();
    let away = tempfile::tempdir().unwrap();
    let into = away.path().join("new");
    let salvaged = salvage(&mut bench, &into).unwrap();
    assert!(salvaged.is_whole(), "{salvaged:?}");
    assert_eq!(salvaged.cases.len(), CASES as usize);
    assert_eq!((salvaged.cases[0].versions.kept, salvaged.elsewhere.kept), (3, 4));
    let mut again = open_in(&mut bench, &into);
    assert_eq!(again.notices(), []);
    assert_eq!(everything(&mut bench, &mut again), before);
    assert_eq!(again.cases().unwrap(), cases);
    assert_eq!(again.shelf("self_care", bench.now).unwrap().0, own);
    assert_eq!(again.home(&crate::record::HomeAsk::default()).unwrap().unfinished.len(), 4);
    assert!(again.verify().unwrap().is_good(), "the chain goes on");
    let names: Vec<_> = fs::read_dir(&into).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    assert_eq!(salvage(&mut bench, &into), Err(VaultError::Exists));
}

#[test]
fn every_case_that_was_not_hit_comes_back() {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let mut vault = bench.open();
    let before = everything(&mut bench, &mut vault);
    vault.close(bench.tick()).unwrap();
    let path = bench.dir().join(files::DATABASE);
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / PAGE;
    let away = tempfile::tempdir().unwrap();
    let (mut lost, mut tried, mut refused) = (0, 0, 0);
    for page in (0..pages).step_by(3) {
        let mut bytes = whole.clone();
        bytes[page * PAGE + 1000] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let into = away.path().join(page.to_string());
        let Ok(salvaged) = salvage(&mut bench, &into) else {
            // Without the few pages that say which tables there are nothing can be read.
            refused += 1;
            assert!(!into.join(files::KEYS).exists());
            continue;
        };
        tried += 1;
        let mut again = open_in(&mut bench, &into);
        let after = everything(&mut bench, &mut again);
        // What is there again is as it was; only what is named as lost is not.
        let named: BTreeSet<u32> = salvaged
            .cases
            .iter()
            .filter(|case| case.versions.lost > 0 || case.renumbered)
            .map(|case| case.number)
            .collect();
        for missing in before.difference(&after) {
            assert!(
                named.contains(&missing.0) || !salvaged.is_whole(),
                "page {page}: {missing:?} {salvaged:?}"
            );
        }
        let gone: BTreeSet<u32> = before.difference(&after).map(|missing| missing.0).collect();
        lost += gone.len();
        let report = again.verify().unwrap();
        assert_eq!((report.bad_pages, report.bad_structure), (0, 0), "page {page}");
        assert!(report.anchored);
        fs::remove_dir_all(&into).unwrap();
    }
    fs::write(&path, &whole).unwrap();
    let all = f64::from(CASES) * f64::from(tried);
    let share = 100.0 * (1.0 - lost as f64 / all);
    println!("{tried} flips, {refused} refused, {lost} of {all} cases hit: {share:.2} % come back untouched");
    assert!(refused <= 4 && share > 95.0, "{refused} refused, {share}");
}

#[test]
fn many_damaged_pages_at_once_leave_the_rest() {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let mut vault = bench.open();
    let before = everything(&mut bench, &mut vault);
    vault.close(bench.tick()).unwrap();
    let path = bench.dir().join(files::DATABASE);
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / PAGE;
    for page in (41..pages).step_by(11) {
        bytes[page * PAGE + 77] ^= 8;
    }
    fs::write(&path, &bytes).unwrap();
    let away = tempfile::tempdir().unwrap();
    let into = away.path().join("new");
    let salvaged = salvage(&mut bench, &into).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes, "the damaged file stays as it is");
    let mut again = open_in(&mut bench, &into);
    let after = everything(&mut bench, &mut again);
    let named: BTreeSet<u32> =
        salvaged.cases.iter().filter(|case| case.versions.lost > 0).map(|case| case.number).collect();
    let hit: BTreeSet<u32> = before.difference(&after).map(|missing| missing.0).collect();
    assert!(!hit.is_empty() && hit.len() < CASES as usize / 2, "{hit:?}");
    assert!(hit.is_subset(&named), "{hit:?} {named:?}");
    assert!(before.iter().filter(|one| !hit.contains(&one.0)).all(|one| after.contains(one)));
    // It can be worked with.
    let save = bench.intake("after");
    let mut more = bench.save(&mut again, &save).map(|saved| saved.number).unwrap();
    assert!(more.take() > Some(CASES - 1));
    again.close(bench.tick()).unwrap();
}

#[test]
fn what_cannot_be_opened_at_all_is_refused_and_nothing_is_left() {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let path = bench.dir().join(files::DATABASE);
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let into = tempfile::tempdir().unwrap();
    assert_eq!(salvage(&mut bench, into.path()), Err(VaultError::NotAVault));
    let names: Vec<_> = fs::read_dir(into.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["vault.lock"]);
}
