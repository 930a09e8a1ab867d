//! Out of a damaged vault comes everything that the damage did not hit.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;

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

fn on(_: u8) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn salvage(bench: &mut Bench, into: &Path) -> Result<Salvaged, VaultError> {
    let with = SecretString::from(PASSPHRASE);
    let now = bench.tick();
    Vault::salvage(bench.dir(), into, Unlock::Passphrase(&with), rules(), today(), now, &mut on)
}

fn open_in(bench: &mut Bench, dir: &Path) -> Vault {
    let with = SecretString::from(PASSPHRASE);
    Vault::open(dir, Unlock::Passphrase(&with), rules(), bench.tick()).unwrap()
}

/// Number of the case, form, answers, revision, how many revisions: of each record.
type Everything = BTreeSet<(u32, String, String, u32, usize)>;

/// The texts of all newest records of each case, by its name.
fn everything(bench: &mut Bench, vault: &mut Vault) -> Everything {
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

/// A vault that was used for long, closed, and what was in it.
fn filled() -> (Bench, Everything) {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let mut vault = bench.open();
    let before = everything(&mut bench, &mut vault);
    vault.close(bench.tick()).unwrap();
    (bench, before)
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
    let (mut bench, before) = filled();
    let path = bench.dir().join(files::DATABASE);
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / PAGE;
    let away = tempfile::tempdir().unwrap();
    let (mut lost, mut tried) = (0, 0);
    for page in (0..pages).step_by(3) {
        let mut bytes = whole.clone();
        bytes[page * PAGE + 1000] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let into = away.path().join(page.to_string());
        let salvaged = salvage(&mut bench, &into).unwrap();
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
        assert!(report.is_good(), "page {page}: {report:?}");
        assert_eq!(report.repairs[0].entries, salvaged.entries.lost, "page {page}");
        fs::remove_dir_all(&into).unwrap();
    }
    fs::write(&path, &whole).unwrap();
    let all = f64::from(CASES) * f64::from(tried);
    let share = 100.0 * (1.0 - lost as f64 / all);
    println!("{tried} flips, {lost} of {all} cases hit: {share:.2} % come back untouched");
    assert!(share > 96.0, "{share}");
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
fn where_no_page_is_left_it_is_refused_and_nothing_is_there() {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let path = bench.dir().join(files::DATABASE);
    let mut bytes = fs::read(&path).unwrap();
    bytes.chunks_mut(PAGE).for_each(|page| page[100] ^= 1);
    fs::write(&path, &bytes).unwrap();
    let into = tempfile::tempdir().unwrap();
    assert_eq!(salvage(&mut bench, into.path()), Err(VaultError::NotAVault));
    let names: Vec<_> = fs::read_dir(into.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["vault.lock"]);
    // Somebody who stops it has nothing of it either.
    bytes.chunks_mut(PAGE).for_each(|page| page[100] ^= 1);
    fs::write(&path, &bytes).unwrap();
    let with = SecretString::from(PASSPHRASE);
    for after in [10, 55] {
        let mut stop = |percent| if percent >= after { ControlFlow::Break(()) } else { on(percent) };
        let with = Unlock::Passphrase(&with);
        let stopped = Vault::salvage(bench.dir(), into.path(), with, rules(), today(), bench.now, &mut stop);
        assert_eq!(stopped, Err(VaultError::Io(std::io::ErrorKind::Interrupted)));
        assert_eq!(fs::read_dir(into.path()).unwrap().count(), 1, "after {after} %");
    }
}

/// The first pages say which tables there are, and how everything is authenticated.
#[test]
fn without_its_first_pages_everything_else_comes_back() {
    let (mut bench, before) = filled();
    let path = bench.dir().join(files::DATABASE);
    let whole = fs::read(&path).unwrap();
    for damage in [0..1, 15..16, 16..17, 100..PAGE, 16..2 * PAGE] {
        let mut bytes = whole.clone();
        bytes[damage.clone()].iter_mut().for_each(|byte| *byte ^= 4);
        fs::write(&path, &bytes).unwrap();
        let away = tempfile::tempdir().unwrap();
        let salvaged = salvage(&mut bench, away.path()).unwrap();
        assert_eq!(salvaged.cases.len(), CASES as usize, "{damage:?}");
        let mut again = open_in(&mut bench, away.path());
        assert_eq!(everything(&mut bench, &mut again), before, "{damage:?}");
        assert!(again.verify().unwrap().is_good(), "{damage:?}");
    }
}

/// What a killed program left in the log is part of the vault; SQLite reads no further than a damaged
/// frame of it.
#[test]
fn behind_a_damaged_frame_of_the_log_saves_are_found() {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let mut vault = bench.open();
    assert!(vault.verify().unwrap().is_good());
    for number in 1..=6 {
        let mut save = bench.intake(&format!("late {number}"));
        save.answers = texts(&[("name", &format!("late {number}")), ("note", &"uzun ".repeat(900))]);
        bench.save(&mut vault, &save).unwrap();
    }
    let kept = tempfile::tempdir().unwrap();
    super::faults::copy(bench.dir(), kept.path());
    let log = kept.path().join("vault.db-wal");
    let mut bytes = fs::read(&log).unwrap();
    let frames = (bytes.len() - 32) / (24 + PAGE);
    bytes[32 + frames / 3 * (24 + PAGE) + 24 + 500] ^= 1;
    fs::write(&log, &bytes).unwrap();
    let away = tempfile::tempdir().unwrap();
    let (with, now) = (SecretString::from(PASSPHRASE), bench.tick());
    let with = Unlock::Passphrase(&with);
    let salvaged = Vault::salvage(kept.path(), away.path(), with, rules(), today(), now, &mut on).unwrap();
    assert_eq!(fs::read(&log).unwrap(), bytes, "the damaged log stays as it is");
    let late = salvaged.cases.iter().filter(|case| case.number > CASES && case.versions.kept == 1);
    assert!(late.count() >= 5, "{salvaged:?}");
    assert!(open_in(&mut bench, away.path()).verify().unwrap().is_good());
}

/// Whoever sees a case must not become more people by a damage.
#[test]
fn a_case_whose_limits_are_lost_is_seen_by_whoever_repairs_it() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("one");
    let case = bench.save(&mut vault, &save).unwrap().case.unwrap();
    let me = vault.worker().id;
    vault.set_access(case, &[me], bench.tick()).unwrap();
    // As if their page could not be read.
    vault.read(|db| Ok(db.execute_batch("DELETE FROM access")?)).unwrap();
    vault.close(bench.tick()).unwrap();
    let away = tempfile::tempdir().unwrap();
    salvage(&mut bench, away.path()).unwrap();
    assert_eq!(open_in(&mut bench, away.path()).access(case).unwrap(), [me]);
}

#[test]
fn a_repair_is_told_for_ever_and_vouches_for_what_was_there() {
    let mut bench = Bench::new();
    long_used(&mut bench);
    let path = bench.dir().join(files::DATABASE);
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / PAGE;
    (41..pages).step_by(5).for_each(|page| bytes[page * PAGE + 77] ^= 8);
    fs::write(&path, &bytes).unwrap();
    let away = tempfile::tempdir().unwrap();
    let salvaged = salvage(&mut bench, away.path()).unwrap();
    assert!(salvaged.entries.lost > 0 && !salvaged.is_whole());
    let lost = salvaged.cases.iter().map(|case| case.versions.lost).sum::<u64>() + salvaged.elsewhere.lost;
    let mut again = open_in(&mut bench, away.path());
    let save = bench.intake("after");
    bench.save(&mut again, &save).unwrap();
    let report = again.verify().unwrap();
    assert!(report.is_good(), "{report:?}");
    let told = report.repairs[..].iter().map(|repair| (repair.versions, repair.entries));
    assert_eq!(told.collect::<Vec<_>>(), [(lost, salvaged.entries.lost)]);
    // What was there that day must be there still; what comes after is in the chain as ever.
    let free = "DROP TRIGGER IF EXISTS audit_is_final; DROP TRIGGER IF EXISTS audit_stays;
                DROP TRIGGER IF EXISTS revision_is_final; DROP TRIGGER IF EXISTS revision_stays;";
    let repaired = "(SELECT seq FROM audit WHERE action = 'repaired')";
    for sql in [
        "DELETE FROM audit WHERE seq = 5".to_owned(),
        format!("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit WHERE seq < {repaired})"),
        format!("UPDATE audit SET detail = '0 0' WHERE seq = {repaired}"),
        format!("DELETE FROM audit WHERE seq = {repaired} + 1"),
        format!("UPDATE audit SET at = 0 WHERE seq = {repaired} + 2"),
        "DELETE FROM revision WHERE rowid = (SELECT min(rowid) FROM revision)".to_owned(),
        "UPDATE revision SET answers = '{}' WHERE rowid = (SELECT max(rowid) FROM revision)".to_owned(),
        "INSERT INTO revision SELECT record, 77, zeroblob(16), 2, 1, author, 'x', 0, '{}' FROM revision LIMIT 1"
            .to_owned(),
    ] {
        again.read(|db| Ok(db.execute_batch(&format!("SAVEPOINT forged; {free} {sql};"))?)).unwrap();
        let found = again.read(|db| audit::walk(db, &again.audit_key, &mut |_, _| Ok(()))).unwrap();
        again.read(|db| Ok(db.execute_batch("ROLLBACK TO forged; RELEASE forged")?)).unwrap();
        let good = found.first_broken.is_none() && found.changed_revisions == 0;
        assert!(!good && found.repairs.len() == 1, "{sql}: {found:?}");
    }
    assert!(again.verify().unwrap().is_good());
}
