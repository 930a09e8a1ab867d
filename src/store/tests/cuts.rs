//! What a program that was cut off left behind, and what must be said of it.

use std::fs;

use super::super::files;
use super::faults::copy;
use super::*;

#[test]
fn a_flipped_bit_in_the_log_takes_nothing_away_without_a_word() {
    let mut bench = Bench::new();
    bench.create().close(bench.tick()).unwrap();
    let mut vault = bench.open();
    for number in 1..=3 {
        let save = bench.intake(&format!("case {number}"));
        bench.save(&mut vault, &save).unwrap();
    }
    let log = format!("{}-wal", files::DATABASE);
    let whole = fs::read(bench.dir().join(&log)).unwrap();
    let frame = 24 + 4096;
    let last = 32 + (whole.len() - 32) / frame * frame - frame;
    // In the header, in a page, and in each part of the header of the last frame.
    let places = [3, 17, 30, 32 + 24 + 100, last, last + 6, last + 9, last + 13, last + 20, last + 4000];
    for (place, damaged) in places.into_iter().map(|place| (place, true)).chain([(0, false)]) {
        let copied = tempfile::tempdir().unwrap();
        copy(bench.dir(), copied.path());
        let mut bytes = whole.clone();
        bytes[place] ^= u8::from(damaged);
        fs::write(copied.path().join(&log), &bytes).unwrap();
        let with = SecretString::from(PASSPHRASE);
        let again = Vault::open(copied.path(), Unlock::Passphrase(&with), rules(), bench.now).unwrap();
        assert_eq!(again.notices().contains(&VaultNotice::LogDamaged), damaged, "{place}");
        assert_eq!(copied.path().join(format!("{log}.damaged")).exists(), damaged, "{place}");
        assert_eq!(again.cases().unwrap().len() == 3, !damaged, "{place}");
    }
}

#[test]
fn a_change_of_passphrase_that_was_cut_off_leaves_both_and_the_next_session_decides() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let before = fs::read(bench.dir().join(files::KEYS_COPY)).unwrap();
    let new = SecretString::from("altı yeni güzel sözcük");
    vault.set_passphrase(&new, KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    drop(vault);
    // Cut off before the copy was replaced.
    fs::write(bench.dir().join(files::KEYS_COPY), &before).unwrap();
    assert_eq!(bench.open_with(PASSPHRASE).unwrap().notices(), []);
    assert_eq!(bench.open_with("altı yeni güzel sözcük").unwrap_err(), VaultError::WrongPassphrase);
    // Opened with the new one the copy is replaced too, and the older one opens nothing any more.
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let before = fs::read(bench.dir().join(files::KEYS_COPY)).unwrap();
    vault.set_passphrase(&new, KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    drop(vault);
    fs::write(bench.dir().join(files::KEYS_COPY), &before).unwrap();
    assert_eq!(bench.open_with("altı yeni güzel sözcük").unwrap().notices(), []);
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::WrongPassphrase);
    // A copy that is older by more than one change was put there by somebody.
    fs::write(bench.dir().join(files::KEYS_COPY), &before).unwrap();
    let opened = bench.open_with(PASSPHRASE).unwrap();
    assert!(opened.notices().contains(&VaultNotice::KeysFromCopy));
}

/// Where each write in a log ends.
fn ends(log: &[u8]) -> Vec<usize> {
    let frame = 24 + 4096;
    let starts = (0..(log.len() - 32) / frame).map(|number| 32 + number * frame);
    starts.filter(|at| log[at + 4..at + 8] != [0; 4]).map(|at| at + frame).collect()
}

/// Opens a copy of the vault after something was done to its log.
fn opened_after(bench: &Bench, change: impl Fn(&Path)) -> Vault {
    let copied = tempfile::tempdir().unwrap();
    copy(bench.dir(), copied.path());
    let _ = fs::remove_file(copied.path().join(format!("{}-shm", files::DATABASE)));
    change(&copied.path().join(format!("{}-wal", files::DATABASE)));
    let with = SecretString::from(PASSPHRASE);
    Vault::open(copied.path(), Unlock::Passphrase(&with), rules(), bench.now).unwrap()
}

#[test]
fn a_log_that_ends_too_early_is_noticed_wherever_it_was_cut() {
    let mut bench = Bench::new();
    bench.create().close(bench.tick()).unwrap();
    let mut vault = bench.open();
    // From here on nothing is anchored in the key file, and nothing of it is in the log.
    assert!(vault.verify().unwrap().is_good());
    let begun = fs::metadata(bench.dir().join("vault.db-wal")).map_or(0, |log| log.len());
    assert_eq!(begun, 0);
    for number in 1..=3 {
        let save = bench.intake(&format!("case {number}"));
        bench.save(&mut vault, &save).unwrap();
        vault.put_draft(&draft_of(&bench.intake("typed"), bench.tick())).unwrap();
    }
    let whole = fs::read(bench.dir().join("vault.db-wal")).unwrap();
    let ends = ends(&whole);
    assert_eq!(ends.len(), 6);
    assert_eq!(opened_after(&bench, |_| {}).notices(), []);
    for end in ends.iter().rev().skip(1).chain([&0, &32, &(32 + 24)]) {
        let again = opened_after(&bench, |log| fs::write(log, &whole[..*end]).unwrap());
        assert_eq!(again.notices(), [VaultNotice::EndMissing], "cut off after {end} bytes");
        let told = again.audit(&AuditAsk::default()).unwrap().lines;
        assert!(told.iter().any(|line| line.action == "end_missing"), "it stays written");
    }
    let mut again = opened_after(&bench, |log| fs::remove_file(log).unwrap());
    assert_eq!(again.notices(), [VaultNotice::EndMissing]);
    // Once said, it is as it is.
    assert!(again.verify().unwrap().is_good());
}

#[test]
fn a_mark_that_says_nothing_about_this_vault_is_no_notice() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("one");
    bench.save(&mut vault, &save).unwrap();
    let older = fs::read(bench.dir().join(files::LOCK)).unwrap();
    bench.save(&mut vault, &SaveRecord { base: 1, ..save.clone() }).unwrap();
    let newest = fs::read(bench.dir().join(files::LOCK)).unwrap();
    vault.close(bench.tick()).unwrap();
    let mut other = Bench::new();
    let mut foreign = other.create();
    for number in 1..9 {
        let save = other.intake(&number.to_string());
        other.save(&mut foreign, &save).unwrap();
    }
    let foreign = fs::read(other.dir().join(files::LOCK)).unwrap();
    let mut torn = newest.clone();
    torn[60..].copy_from_slice(&older[60..]);
    for mark in [older, newest, foreign, torn, Vec::new(), b"vaka-mark 1".to_vec(), vec![0xff; 600]] {
        fs::write(bench.dir().join(files::LOCK), &mark).unwrap();
        let mut vault = bench.open();
        assert_eq!(vault.notices(), []);
        let more = bench.intake("more");
        bench.save(&mut vault, &more).unwrap();
        // Neither after a kill.
        drop(vault);
        assert_eq!(bench.open().notices(), []);
    }
}
