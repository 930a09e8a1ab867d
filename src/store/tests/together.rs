//! Several sessions in one vault at the same time.

use std::thread;

use super::super::files::{self, Hold, Lock};
use super::*;

fn names(vault: &Vault) -> Vec<String> {
    vault.cases().unwrap().into_iter().map(|line| line.name).collect()
}

#[test]
fn what_one_session_saves_the_other_sees() {
    let mut bench = Bench::new();
    let mut first = bench.create();
    let mut second = bench.open();
    let save = bench.intake("Elif");
    bench.save(&mut first, &save).unwrap();
    assert_eq!(names(&second), ["Elif"]);
    assert_eq!(second.saved_elsewhere().unwrap(), [save.record].into());
    assert_eq!(second.saved_elsewhere().unwrap(), [].into(), "told once");
    assert_eq!(first.saved_elsewhere().unwrap(), [].into(), "its own");
    // Whoever reads is in the chain, and changes nothing for the other.
    let case = second.cases().unwrap()[0].id;
    second.open_case(case, bench.tick()).unwrap();
    assert_eq!(first.saved_elsewhere().unwrap(), [].into());
    // One after the other on the same record: the later one has to look first.
    let save = SaveRecord { base: 1, ..save };
    bench.save(&mut second, &save).unwrap();
    assert_eq!(bench.save(&mut first, &save), Err(VaultError::Conflict { newest: 2 }));
    assert_eq!(first.saved_elsewhere().unwrap(), [save.record].into());
    second.close(bench.tick()).unwrap();
    assert!(first.verify().unwrap().is_good());
    first.close(bench.tick()).unwrap();
    assert_eq!(bench.open().notices(), []);
}

#[test]
fn each_session_changes_the_keys_as_they_are_now() {
    let mut bench = Bench::new();
    let mut first = bench.create();
    let mut second = bench.open();
    let new = SecretString::from("altı yeni güzel sözcük");
    first.set_passphrase(&new, KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    // The other one knows nothing of it, and must not bring the older slot back.
    second.anchor(bench.tick()).unwrap();
    let code = RecoveryCode::generate();
    second.set_recovery(&code, KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    first.close(bench.tick()).unwrap();
    second.close(bench.tick()).unwrap();
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::WrongPassphrase);
    let third = bench.open_with("altı yeni güzel sözcük").unwrap();
    let fourth = Vault::open(bench.dir(), Unlock::Recovery(&code), rules(), bench.now).unwrap();
    assert_eq!((third.notices(), fourth.notices()), ([].as_slice(), [].as_slice()));
}

#[test]
fn sessions_that_come_and_go_raise_no_alarm() {
    let mut bench = Bench::new();
    bench.create().close(bench.tick()).unwrap();
    let now = bench.tick();
    thread::scope(|scope| {
        for worker in 0..4_u32 {
            let dir = bench.dir();
            scope.spawn(move || {
                for number in 0..6 {
                    let with = SecretString::from(PASSPHRASE);
                    let mut vault = Vault::open(dir, Unlock::Passphrase(&with), rules(), now).unwrap();
                    assert_eq!(vault.notices(), []);
                    let answers = texts(&[("name", &format!("{worker}-{number}"))]);
                    let record = new_record_id(now);
                    let (case, form) = (None, "intake".to_owned());
                    let save = SaveRecord { record, case, form, form_version: 2, base: 0, answers };
                    vault.save(&save, now, today()).unwrap();
                    vault.close(now).unwrap();
                }
            });
        }
    });
    let mut vault = bench.open();
    let mut numbers: Vec<u32> = vault.cases().unwrap().iter().map(|line| line.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=24).collect::<Vec<_>>());
    assert!(vault.verify().unwrap().is_good());
}

#[test]
fn whoever_needs_the_vault_alone_waits_for_the_others() {
    let mut bench = Bench::new();
    let vault = bench.create();
    assert!(Vault::is_in_use(bench.dir()));
    let alone = || Lock::take(bench.dir(), false, Hold::Alone);
    assert_eq!(alone().unwrap_err(), VaultError::Locked);
    drop(vault);
    let lock = alone().unwrap();
    assert_eq!(
        Vault::open(bench.dir(), Unlock::Recovery(&bench.recovery), rules(), bench.now).unwrap_err(),
        VaultError::Locked
    );
    drop(lock);
    bench.open();
    assert!(files::read_keys(bench.dir()).is_ok());
}

/// A database that must be brought up to date while another session is in it stays as it is.
#[test]
fn an_update_needs_the_vault_alone() {
    let mut bench = Bench::new();
    let vault = bench.create();
    vault.read(|db| Ok(db.execute_batch("PRAGMA user_version = 3")?)).unwrap();
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::Locked);
    vault
        .read(|db| Ok(db.execute_batch(&format!("PRAGMA user_version = {}", super::super::schema::LATEST))?))
        .unwrap();
    assert_eq!(bench.open().notices(), []);
}
