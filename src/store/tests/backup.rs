//! Backups: what is written comes back, and nothing else does.

use std::cell::Cell;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::super::backup::{BackupError, NewBackup, OpenBackup};
use super::super::{database, files};
use super::*;

const OF_BACKUP: &str = "trei mere pe pervaz";

/// A vault with some cases, its backup, and where a vault may be made of it.
struct Kept {
    bench: Bench,
    vault: Vault,
    away: TempDir,
}

impl Kept {
    fn new(cases: u32) -> Self {
        let mut bench = Bench::new();
        let mut vault = bench.create();
        for number in 1..=cases {
            let mut save = bench.intake(&format!("case {number}"));
            save.answers = texts(&[("name", &format!("case {number}")), ("note", &"uzun ".repeat(3000))]);
            bench.save(&mut vault, &save).unwrap();
        }
        Self { bench, vault, away: tempfile::tempdir().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.away.path().join("a.vaka")
    }

    fn back_up_with(&mut self, replace: bool, tell: &mut Tell) -> Result<WrittenBackup, BackupError> {
        let (file, passphrase) = (self.file(), SecretString::from(OF_BACKUP));
        let kdf = KdfParams::cheap_for_tests();
        let new = NewBackup { file: &file, passphrase: &passphrase, kdf, replace };
        self.vault.back_up(&new, self.bench.tick(), tell)
    }

    fn back_up(&mut self) -> WrittenBackup {
        self.back_up_with(false, &mut on).unwrap()
    }

    fn restore(&self, name: &str) -> Result<PathBuf, BackupError> {
        let into = self.away.path().join(name);
        open(&self.file(), OF_BACKUP)?.restore_into(&into, &mut on)?;
        Ok(into)
    }

    /// The vault in a directory, opened with the passphrase of the worker.
    fn open_in(&mut self, dir: &Path) -> Vault {
        let now = self.bench.tick();
        Vault::open(dir, Unlock::Passphrase(&SecretString::from(PASSPHRASE)), rules(), now).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let names = |dir: &Path| {
            let entries = fs::read_dir(dir).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
        };
        let mut names = [names(self.bench.dir()), names(self.away.path())].concat();
        names.sort();
        names
    }
}

#[test]
fn a_link_in_the_place_of_the_unfinished_file_leads_nowhere() {
    let mut kept = Kept::new(1);
    let (target, link) = (kept.away.path().join("precious"), kept.away.path().join("a.vaka.part"));
    fs::write(&target, "as it was").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    kept.back_up();
    assert_eq!(fs::read(&target).unwrap(), b"as it was");
    assert!(kept.file().is_file() && fs::symlink_metadata(&link).is_err());
    // A directory there is nobody's unfinished backup.
    fs::create_dir(&link).unwrap();
    assert!(matches!(kept.back_up_with(true, &mut on), Err(BackupError::Vault(_))));
    assert!(link.is_dir() && open(&kept.file(), OF_BACKUP).is_ok());
}

fn on(_: u8) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn open(file: &Path, passphrase: &str) -> Result<OpenBackup, BackupError> {
    OpenBackup::open(file, Unlock::Passphrase(&SecretString::from(passphrase)))
}

const IN_USE: [&str; 7] =
    ["a.vaka", "vault.db", "vault.db-shm", "vault.db-wal", "vault.keys", "vault.keys.bak", "vault.lock"];

#[test]
fn what_was_backed_up_comes_back_whole() {
    let mut kept = Kept::new(3);
    assert_eq!(kept.vault.last_backup().unwrap(), None);
    let made = kept.back_up();
    assert_eq!((made.inventory.cases, made.inventory.workers.as_slice()), (3, &["Ayşe Kaya".to_owned()][..]));
    assert_eq!(fs::metadata(kept.file()).unwrap().len(), made.size);
    assert_eq!(kept.names(), IN_USE, "nothing else is left");
    assert_eq!(kept.vault.last_backup().unwrap(), Some(kept.bench.now));
    let before = kept.vault.cases().unwrap();
    let save = kept.bench.intake("after the backup");
    kept.bench.save(&mut kept.vault, &save).unwrap();

    let into = kept.restore("again").unwrap();
    let mut again = kept.open_in(&into);
    assert_eq!(again.cases().unwrap(), before);
    assert_eq!(again.notices(), [], "the keys are anchored where the copy ends");
    for line in &before {
        assert_eq!(again.open_case(line.id, kept.bench.now).unwrap().records.len(), 1);
    }
    assert!(again.verify().unwrap().is_good());
    assert!(kept.vault.verify().unwrap().is_good());
}

#[test]
fn the_recovery_code_opens_it_too_and_no_other() {
    let mut kept = Kept::new(1);
    kept.back_up();
    let with = Unlock::Recovery(&kept.bench.recovery);
    assert_eq!(OpenBackup::open(&kept.file(), with).unwrap().check(&mut on).unwrap().cases, 1);
    let other = RecoveryCode::generate();
    let refused = OpenBackup::open(&kept.file(), Unlock::Recovery(&other)).map(drop);
    assert_eq!(refused, Err(BackupError::WrongSecret));
    // Neither a wrong passphrase nor that of the vault.
    for wrong in ["trei mere pe perva", PASSPHRASE, ""] {
        assert_eq!(open(&kept.file(), wrong).map(drop), Err(BackupError::WrongSecret));
    }
}

#[test]
fn a_backup_holds_nothing_in_plain() {
    let mut kept = Kept::new(2);
    kept.back_up();
    let bytes = fs::read(kept.file()).unwrap();
    for text in ["case 1", "uzun", "Ayşe", "Deniz Feneri", "intake", OF_BACKUP, "SQLite", "holders"] {
        assert!(!bytes.windows(text.len()).any(|window| window == text.as_bytes()), "{text}");
    }
}

#[test]
fn an_older_file_is_replaced_only_when_asked() {
    let mut kept = Kept::new(1);
    fs::write(kept.file(), "something else").unwrap();
    assert_eq!(kept.back_up_with(false, &mut on), Err(BackupError::FileExists));
    assert_eq!(fs::read(kept.file()).unwrap(), b"something else");
    kept.back_up_with(true, &mut on).unwrap();
    open(&kept.file(), OF_BACKUP).unwrap().check(&mut on).unwrap();
}

#[test]
fn progress_is_counted_and_can_be_stopped_anywhere() {
    let mut kept = Kept::new(30);
    let mut told = Vec::new();
    let mut tell = |percent: u8| {
        told.push(percent);
        ControlFlow::Continue(())
    };
    kept.back_up_with(false, &mut tell).unwrap();
    assert!(told.is_sorted() && told.len() > 4, "{told:?}");
    assert_eq!(told.last(), Some(&100));
    fs::write(kept.file(), "older").unwrap();
    let last_before = kept.vault.last_backup().unwrap();
    for stop in 0..told.len() - 1 {
        let seen = Cell::new(0);
        let mut tell = |_: u8| {
            let turn = seen.replace(seen.get() + 1);
            if turn == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        assert_eq!(kept.back_up_with(true, &mut tell), Err(BackupError::Stopped), "{stop}");
        assert_eq!(kept.names(), IN_USE);
        assert_eq!(fs::read(kept.file()).unwrap(), b"older");
    }
    assert_eq!(kept.vault.last_backup().unwrap(), last_before);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_nothing_is_written() {
    let mut kept = Kept::new(8);
    kept.back_up();
    let whole = fs::read(kept.file()).unwrap();
    let head = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).unwrap().0 + 1;
    let chunk = 65_536 + 16;
    let borders = (head..whole.len()).step_by(chunk).flat_map(|at| [at.saturating_sub(1), at, at + 1]);
    let lengths = borders.chain([0, 1, 12, 13, head / 2, whole.len() - 1]).filter(|at| *at < whole.len());
    let mut refused = 0;
    for length in lengths {
        fs::write(kept.file(), &whole[..length]).unwrap();
        let error = kept.restore("again").unwrap_err();
        let known = matches!(error, BackupError::Damaged | BackupError::NotABackup);
        assert!(known, "{length}: {error:?}");
        assert!(!kept.away.path().join("again").exists());
        refused += 1;
    }
    assert!(refused > 15, "{refused} of {} bytes", whole.len());
    fs::write(kept.file(), &whole).unwrap();
    kept.restore("again").unwrap();
}

#[test]
fn a_flipped_bit_anywhere_is_refused_and_nothing_is_written() {
    let mut kept = Kept::new(4);
    kept.back_up();
    let whole = fs::read(kept.file()).unwrap();
    let head = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).unwrap().0 + 1;
    // Every byte of the head, some of the rest.
    for at in (0..head).step_by(7).chain((head..whole.len()).step_by(1409)) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(kept.file(), flipped).unwrap();
        let error = kept.restore("again").unwrap_err();
        let refused =
            matches!(error, BackupError::Damaged | BackupError::NotABackup | BackupError::Newer { .. });
        assert!(refused, "{at}: {error:?}");
        assert!(!kept.away.path().join("again").exists());
    }
}

#[test]
fn foreign_and_newer_files_are_named() {
    let kept = Kept::new(0);
    let check = |contents: &[u8], expect: BackupError| {
        fs::write(kept.file(), contents).unwrap();
        assert_eq!(OpenBackup::is_one(&kept.file()), Err(expect));
    };
    check(b"", BackupError::NotABackup);
    check(b"SQLite format 3\0 and more", BackupError::NotABackup);
    check(&[0xff; 70_000], BackupError::NotABackup);
    check(b"vaka-keys 1\n{}\n", BackupError::NotABackup);
    check(b"vaka-backup 2\nanything", BackupError::Newer { found: 2, known: 1 });
    check(b"vaka-backup 1\n{}\nsum 00\n", BackupError::Damaged);
    check(b"vaka-backup 1\n", BackupError::Damaged);
    assert_eq!(OpenBackup::is_one(kept.away.path()), Err(BackupError::NotABackup));
    let missing = OpenBackup::is_one(&kept.away.path().join("none"));
    assert_eq!(missing, Err(VaultError::Io(std::io::ErrorKind::NotFound).into()));
}

#[test]
fn a_vault_is_never_restored_over() {
    let mut kept = Kept::new(1);
    kept.back_up();
    let opened = open(&kept.file(), OF_BACKUP).unwrap();
    let before = fs::read(kept.bench.dir().join(files::KEYS)).unwrap();
    let refused = Err(BackupError::Vault(VaultError::Exists));
    assert_eq!(opened.restore_into(kept.bench.dir(), &mut on), refused);
    assert_eq!(fs::read(kept.bench.dir().join(files::KEYS)).unwrap(), before);
    // The log of a vault that is gone would be taken for the log of this one.
    for name in ["vault.db-wal", "vault.keys.bak", "vault.keys"] {
        let into = tempfile::tempdir().unwrap();
        fs::write(into.path().join(name), "x").unwrap();
        assert_eq!(opened.restore_into(into.path(), &mut on), refused);
        assert_eq!(fs::read_dir(into.path()).unwrap().count(), 1);
    }
    let into = tempfile::tempdir().unwrap();
    fs::write(into.path().join("vault.lock"), "").unwrap();
    fs::create_dir(into.path().join("vault.new")).unwrap();
    opened.restore_into(into.path(), &mut on).unwrap();
    assert_eq!(kept.open_in(into.path()).cases().unwrap().len(), 1);
}

#[test]
fn a_backup_made_while_another_writes_is_of_one_moment() {
    let mut kept = Kept::new(5);
    let (dir, done) = (kept.bench.dir().to_owned(), AtomicBool::new(false));
    let key = kept.vault.unlocked.database_key().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            let db = database::open(&dir, &key).unwrap();
            db.execute_batch(
                "CREATE TABLE pair (a INTEGER, b INTEGER, c TEXT); INSERT INTO pair VALUES (0, 0, '')",
            )
            .unwrap();
            for number in 1..2000 {
                let change = database::begin(&db).unwrap();
                change.execute("UPDATE pair SET a = ?1", [number]).unwrap();
                change.execute("UPDATE pair SET b = ?1, c = ?2", (number, "x".repeat(20_000))).unwrap();
                change.commit().unwrap();
                thread::sleep(std::time::Duration::from_millis(3));
                if done.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        for number in 0..4 {
            thread::sleep(std::time::Duration::from_millis(60));
            kept.back_up_with(number > 0, &mut on).unwrap();
            let into = kept.restore(&format!("again {number}")).unwrap();
            let mut again = kept.open_in(&into);
            assert!(again.verify().unwrap().is_good());
            let (a, b): (i64, i64) = again
                .read(|db| {
                    Ok(db.query_row("SELECT a, b FROM pair", [], |row| Ok((row.get(0)?, row.get(1)?)))?)
                })
                .unwrap();
            assert!(a == b && a > 0, "{a} {b}");
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let mut kept = Kept::new(1);
    let file = kept.away.path().join("none/a.vaka");
    let passphrase = SecretString::from(OF_BACKUP);
    let new =
        NewBackup { file: &file, passphrase: &passphrase, kdf: KdfParams::cheap_for_tests(), replace: false };
    let missing = kept.vault.back_up(&new, kept.bench.now, &mut on);
    assert_eq!(missing, Err(VaultError::Io(std::io::ErrorKind::NotFound).into()));
    assert_eq!(kept.names()[0], "vault.db");
}

#[test]
fn a_damaged_vault_is_not_backed_up_as_if_it_were_whole() {
    let mut kept = Kept::new(4);
    fs::write(kept.file(), "older").unwrap();
    kept.vault.read(database::checkpoint).unwrap();
    let path = kept.bench.dir().join(files::DATABASE);
    let whole = fs::read(&path).unwrap();
    let mut refused = 0;
    let pages = whole.len() / 4096;
    for page in 0..pages {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 50] ^= 4;
        fs::write(&path, bytes).unwrap();
        match kept.back_up_with(true, &mut on) {
            Err(BackupError::Vault(
                VaultError::Damaged(_) | VaultError::NotAVault | VaultError::Sqlite(_),
            )) => {
                assert_eq!(fs::read(kept.file()).unwrap(), b"older");
                refused += 1;
            }
            Err(other) => panic!("page {page}: {other:?}"),
            // Damage to an index alone: the copy is whole.
            Ok(_) => {
                let into = kept.restore(&format!("again {page}")).unwrap();
                let mut again = kept.open_in(&into);
                assert!(again.verify().unwrap().is_good());
                assert_eq!(again.cases().unwrap().len(), 4);
                drop(again);
                fs::remove_dir_all(into).unwrap();
                fs::write(kept.file(), b"older").unwrap();
            }
        }
        assert_eq!(kept.names(), IN_USE);
    }
    assert!(refused > pages / 2, "{refused} of {pages}");
}

/// `cargo test --release --lib measure_backup -- --ignored --nocapture`, with `VAKA_MEASURE_MB`.
#[test]
#[ignore = "measures"]
fn measure_backup() {
    use std::time::Instant;
    let megabytes: usize = std::env::var("VAKA_MEASURE_MB").ok().and_then(|n| n.parse().ok()).unwrap_or(1024);
    let mut kept = Kept::new(0);
    let made = Instant::now();
    kept.vault
        .read(|db| {
            db.execute_batch("PRAGMA synchronous = OFF; CREATE TABLE filler (x BLOB)")?;
            for _ in 0..megabytes / 16 {
                db.execute_batch(
                    "INSERT INTO filler WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5600)
                     SELECT randomblob(3000) FROM n",
                )?;
                database::checkpoint(db)?;
            }
            Ok(())
        })
        .unwrap();
    println!("made in {:?}", made.elapsed());
    let size = fs::metadata(kept.bench.dir().join(files::DATABASE)).unwrap().len();
    let start = Instant::now();
    let mut marks = Vec::new();
    let mut tell = |percent: u8| {
        if [0, 50, 60, 85, 100].contains(&percent) {
            marks.push((percent, start.elapsed()));
        }
        ControlFlow::Continue(())
    };
    kept.back_up_with(false, &mut tell).unwrap();
    println!("backup of {} MB: {:?}, {marks:?}", size >> 20, start.elapsed());
    let start = Instant::now();
    kept.vault
        .read(|db| Ok(db.execute("VACUUM INTO ?1", [kept.away.path().join("v").to_str().unwrap()])?))
        .unwrap();
    println!("VACUUM INTO: {:?}", start.elapsed());
    let start = Instant::now();
    kept.restore("again").unwrap();
    println!("restore: {:?}", start.elapsed());
}
