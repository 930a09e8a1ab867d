//! What happens when something is missing, full, cut off, broken, or used twice at once.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::AtomicBool;

use super::super::{files, seal};
use super::*;

/// Every file of a directory with its bytes and the time it was last written.
fn contents(dir: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let files = fs::read_dir(dir).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let written = entry.metadata().unwrap().modified().unwrap();
        (entry.file_name().into_string().unwrap(), (fs::read(entry.path()).unwrap(), written))
    });
    files.collect()
}

pub fn copy(from: &Path, to: &Path) {
    for (name, (bytes, _)) in contents(from) {
        fs::write(to.join(name), bytes).unwrap();
    }
}

#[test]
fn a_wrong_passphrase_writes_nothing() {
    let mut bench = Bench::new();
    bench.create().close(bench.tick()).unwrap();
    let before = contents(bench.dir());
    assert_eq!(bench.open_with("nehir taban örtü lambA").unwrap_err(), VaultError::WrongPassphrase);
    let other = RecoveryCode::generate();
    let wrong = Vault::open(bench.dir(), Unlock::Recovery(&other), rules(), bench.now);
    assert_eq!(wrong.unwrap_err(), VaultError::WrongPassphrase);
    assert_eq!(contents(bench.dir()), before);
    fs::remove_file(bench.dir().join(files::LOCK)).unwrap();
    assert!(bench.open_with("no").is_err());
    assert!(!bench.dir().join(files::LOCK).exists());
    bench.open();
}

#[test]
fn the_recovery_code_opens_and_sets_a_new_passphrase() {
    let mut bench = Bench::new();
    bench.create().close(bench.tick()).unwrap();
    let typed = RecoveryCode::parse(&bench.recovery.groups().join(" ").to_lowercase()).unwrap();
    let mut vault = Vault::open(bench.dir(), Unlock::Recovery(&typed), rules(), bench.now).unwrap();
    let new = SecretString::from("altı yeni güzel sözcük");
    vault.set_passphrase(&new, KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    let code = RecoveryCode::generate();
    vault.set_recovery(&code, KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    drop(vault);
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::WrongPassphrase);
    let older = Vault::open(bench.dir(), Unlock::Recovery(&bench.recovery), rules(), bench.now);
    assert_eq!(older.unwrap_err(), VaultError::WrongPassphrase);
    drop(Vault::open(bench.dir(), Unlock::Recovery(&code), rules(), bench.now).unwrap());
    assert_eq!(bench.open_with("altı yeni güzel sözcük").unwrap().notices(), []);
    // The copy must not go on opening with the older one.
    fs::remove_file(bench.dir().join(files::KEYS)).unwrap();
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::WrongPassphrase);
}

#[test]
fn nothing_is_made_where_something_is() {
    let mut bench = Bench::new();
    drop(bench.create());
    let passphrase = SecretString::from(PASSPHRASE);
    let new = NewVault {
        worker_name: "",
        organisation: None,
        passphrase: &passphrase,
        recovery: &bench.recovery,
        kdf: KdfParams::cheap_for_tests(),
    };
    let before = contents(bench.dir());
    assert_eq!(Vault::create(bench.dir(), &new, rules(), bench.now).unwrap_err(), VaultError::Exists);
    assert_eq!(contents(bench.dir()), before);
    let file = bench.dir().join("plain");
    fs::write(&file, "text").unwrap();
    let inside = Vault::create(&file.join("vault"), &new, rules(), bench.now).unwrap_err();
    assert_eq!(inside, VaultError::NotWritable(file.join("vault")));
}

#[test]
fn a_creation_that_was_cut_off_can_be_begun_again() {
    let mut bench = Bench::new();
    drop(bench.create());
    // Cut off after the database was moved in.
    let staging = bench.dir().join(files::STAGING);
    fs::create_dir(&staging).unwrap();
    for name in [files::KEYS, files::KEYS_COPY] {
        fs::rename(bench.dir().join(name), staging.join(name)).unwrap();
    }
    assert_eq!(Vault::state(bench.dir()), VaultState::Missing);
    drop(bench.create());
    assert!(!staging.exists());
    assert_eq!(bench.open().notices(), []);
}

#[test]
fn the_state_of_a_directory_is_told_before_unlocking() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Vault::state(empty.path()), VaultState::Missing);
    assert_eq!(Vault::state(&empty.path().join("none")), VaultState::Missing);
    let mut bench = Bench::new();
    drop(bench.create());
    assert_eq!(Vault::state(bench.dir()), VaultState::Present);
    let check = |name: &str, bytes: Option<&[u8]>, state: VaultState, error: VaultError| {
        let damaged = tempfile::tempdir().unwrap();
        copy(bench.dir(), damaged.path());
        fs::remove_file(damaged.path().join(files::KEYS_COPY)).unwrap();
        match bytes {
            Some(bytes) => fs::write(damaged.path().join(name), bytes).unwrap(),
            None => fs::remove_file(damaged.path().join(name)).unwrap(),
        }
        assert_eq!(Vault::state(damaged.path()), state, "{name}");
        let before = contents(damaged.path());
        let opened = Vault::open(damaged.path(), Unlock::Recovery(&bench.recovery), rules(), bench.now);
        assert_eq!(opened.unwrap_err(), error, "{name}");
        assert_eq!(contents(damaged.path()), before, "{name}");
    };
    check(files::DATABASE, None, VaultState::Partial(Part::Database), VaultError::Missing);
    check(files::KEYS, None, VaultState::Partial(Part::Keys), VaultError::Missing);
    check(files::DATABASE, Some(b""), VaultState::EmptyFile(Part::Database), VaultError::EmptyFile);
    check(files::KEYS, Some(b""), VaultState::EmptyFile(Part::Keys), VaultError::EmptyFile);
    let plain: &[u8] = b"SQLite format 3\0and so on";
    check(files::DATABASE, Some(plain), VaultState::Foreign(Part::Database), VaultError::NotAVault);
    check(files::KEYS, Some(b"my keys"), VaultState::Foreign(Part::Keys), VaultError::NotAVault);
    check(files::KEYS, Some(b"\xff\xfe"), VaultState::Foreign(Part::Keys), VaultError::NotAVault);
    let newer = VaultError::Newer { found: 9, known: super::super::schema::LATEST };
    check(files::KEYS, Some(b"vaka-keys 9\n"), VaultState::Newer(9), newer);
}

#[test]
fn the_database_of_another_vault_is_refused() {
    let (mut bench, mut other) = (Bench::new(), Bench::new());
    drop((bench.create(), other.create()));
    fs::copy(other.dir().join(files::DATABASE), bench.dir().join(files::DATABASE)).unwrap();
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::NotAVault);
    let noise: Vec<u8> = (0..64).flat_map(|_| seal::random::<128>().unwrap()).collect();
    fs::write(bench.dir().join(files::DATABASE), noise).unwrap();
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::NotAVault);
}

#[test]
fn a_newer_database_is_left_alone() {
    let mut bench = Bench::new();
    let vault = bench.create();
    vault.read(|db| Ok(db.execute_batch("PRAGMA user_version = 99")?)).unwrap();
    drop(vault);
    let newer = VaultError::Newer { found: 99, known: super::super::schema::LATEST };
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), newer);
}

#[test]
fn a_vault_of_an_older_program_is_known_before_it_is_opened() {
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/older");
    assert!(Vault::is_older(&kept));
    let mut bench = Bench::new();
    drop(bench.create());
    assert!(!Vault::is_older(bench.dir()));
    assert!(!Vault::is_older(&bench.dir().join("nowhere")));
}

#[test]
fn whoever_leaves_does_not_wait_until_an_older_vault_is_up_to_date() {
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/older");
    let (place, now) = (TempDir::new().unwrap(), Bench::new().tick());
    copy(&kept, place.path());
    let passphrase = SecretString::from("uydurma parola 0");
    let open = |left: bool| {
        let left = Arc::new(AtomicBool::new(left));
        Vault::open_until(place.path(), Unlock::Passphrase(&passphrase), rules(), now, &left)
    };
    assert_eq!(open(true).unwrap_err(), VaultError::Io(std::io::ErrorKind::Interrupted));
    assert!(Vault::is_older(place.path()));
    assert!(open(false).unwrap().verify().unwrap().is_good());
    assert!(!Vault::is_older(place.path()));
}

#[test]
fn before_a_migration_a_copy_is_made_and_a_failing_one_changes_nothing() {
    let mut bench = Bench::new();
    let vault = bench.create();
    // The first migration fails where its tables already are.
    vault.read(|db| Ok(db.execute_batch("PRAGMA user_version = 0")?)).unwrap();
    drop(vault);
    let before = fs::read(bench.dir().join(files::DATABASE)).unwrap();
    assert!(bench.open_with(PASSPHRASE).is_err());
    assert_eq!(fs::read(bench.dir().join("vault.db.v0.bak")).unwrap(), before);
    assert_eq!(fs::read(bench.dir().join(files::DATABASE)).unwrap(), before);
}

#[test]
fn a_full_disk_loses_neither_draft_nor_earlier_revisions() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = bench.intake("Elif");
    bench.save(&mut vault, &save).unwrap();
    save.base = 1;
    save.answers = texts(&[("name", "Elif"), ("note", &"uzun ".repeat(400))]);
    let draft = draft_of(&save, bench.tick());
    vault.put_draft(&draft).unwrap();
    vault.limit_pages(1).unwrap();
    save.answers = texts(&[("name", "Elif"), ("note", &"uzun ".repeat(20_000))]);
    assert_eq!(bench.save(&mut vault, &save), Err(VaultError::DiskFull));
    assert_eq!(vault.put_draft(&draft_of(&save, bench.tick())), Err(VaultError::DiskFull));
    assert_eq!(vault.draft(save.record).unwrap().as_ref(), Some(&draft));
    vault.limit_pages(1_000_000).unwrap();
    assert_eq!(bench.save(&mut vault, &save).unwrap().revision, 2);
    assert!(vault.verify().unwrap().is_good());
}

#[test]
fn every_commit_outlives_a_kill() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let copies = tempfile::tempdir().unwrap();
    for number in 1..=4_u32 {
        let save = bench.intake(&format!("case {number}"));
        bench.save(&mut vault, &save).unwrap();
        let draft = draft_of(&bench.intake("typed"), bench.tick());
        vault.put_draft(&draft).unwrap();
        // What a killed program leaves: the files as they are, with the log beside the database.
        let killed = copies.path().join(number.to_string());
        fs::create_dir(&killed).unwrap();
        copy(bench.dir(), &killed);
        let with = SecretString::from(PASSPHRASE);
        let mut again = Vault::open(&killed, Unlock::Passphrase(&with), rules(), bench.now).unwrap();
        assert_eq!(again.cases().unwrap().len(), number as usize);
        assert_eq!(again.draft(draft.record).unwrap(), Some(draft));
        assert_eq!(again.notices(), []);
        assert!(again.verify().unwrap().is_good());
    }
}

#[test]
fn a_log_cut_off_anywhere_loses_whole_commits_only() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    for number in 1..=3 {
        let save = bench.intake(&format!("case {number}"));
        bench.save(&mut vault, &save).unwrap();
    }
    let log = format!("{}-wal", files::DATABASE);
    let whole = fs::read(bench.dir().join(&log)).unwrap();
    for part in 1..8 {
        let cut = tempfile::tempdir().unwrap();
        copy(bench.dir(), cut.path());
        fs::write(cut.path().join(&log), &whole[..whole.len() * part / 8]).unwrap();
        let with = SecretString::from(PASSPHRASE);
        let mut again = Vault::open(cut.path(), Unlock::Passphrase(&with), rules(), bench.now).unwrap();
        for line in again.cases().unwrap() {
            let file = again.open_case(line.id, bench.now).unwrap();
            assert_eq!(file.records.len(), 1);
        }
        let report = again.verify().unwrap();
        assert_eq!((report.bad_pages, report.bad_structure, report.first_broken), (0, 0, None));
    }
}

#[test]
fn a_flipped_bit_is_found_and_the_rest_can_be_read() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = bench.intake("Elif");
    // Long answers fill pages of their own.
    save.answers = texts(&[("name", "Elif"), ("note", &"uzun ".repeat(20_000))]);
    let saved = bench.save(&mut vault, &save).unwrap();
    vault.close(bench.tick()).unwrap();
    let path = bench.dir().join(files::DATABASE);
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    bytes[(pages - 8) * 4096 + 100] ^= 1;
    fs::write(&path, bytes).unwrap();
    let mut vault = bench.open();
    assert!(vault.record(save.record, bench.tick()).is_err());
    assert!(vault.open_case(saved.case.unwrap(), bench.tick()).is_err());
    assert_eq!(vault.cases().unwrap().len(), 1);
    let next = bench.intake("Deniz");
    assert_eq!(bench.save(&mut vault, &next).unwrap().number, Some(2));
    assert_eq!(vault.verify().unwrap().bad_pages, 1);
    assert_eq!(vault.cases().unwrap().len(), 2);
}

#[test]
fn no_file_holds_a_name_or_secret_in_plain() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Gülşen Yıldırım");
    vault.put_draft(&draft_of(&save, bench.tick())).unwrap();
    bench.save(&mut vault, &save).unwrap();
    let code = bench.recovery.groups().concat();
    let absent =
        ["Gülşen", "Yıldırım", "yıldırım", "Ayşe", "Kaya", "Deniz Feneri", "intake", PASSPHRASE, &code];
    let check = |dir: &Path| {
        for (name, (bytes, _)) in contents(dir) {
            for text in absent {
                let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
                assert!(!found, "{text} in {name}");
            }
        }
    };
    assert!(contents(bench.dir()).len() >= 5, "with log and shared memory");
    check(bench.dir());
    vault.close(bench.tick()).unwrap();
    check(bench.dir());
}

#[test]
fn files_are_for_their_owner_alone() {
    let mut bench = Bench::new();
    let home = tempfile::tempdir().unwrap();
    let inner = home.path().join("a/b");
    bench.home = home;
    let passphrase = SecretString::from(PASSPHRASE);
    let new = NewVault {
        worker_name: "A",
        organisation: None,
        passphrase: &passphrase,
        recovery: &bench.recovery,
        kdf: KdfParams::cheap_for_tests(),
    };
    let vault = Vault::create(&inner, &new, rules(), bench.now).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inner), 0o700);
    let mut names = Vec::new();
    for entry in fs::read_dir(&inner).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(mode(&entry.path()), 0o600, "{:?}", entry.file_name());
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    let expected = ["vault.db", "vault.db-shm", "vault.db-wal", "vault.keys", "vault.keys.bak", "vault.lock"];
    assert_eq!(names, expected);
    drop(vault);
}
