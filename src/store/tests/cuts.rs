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
