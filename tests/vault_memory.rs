//! After a vault was closed, nothing that was typed into it is left in the memory of the program. Alone
//! in its binary: it needs the allocator of the program and looks through the memory of the process.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::SecretString;
use vaka::form::{Answer, Answers};
use vaka::memory::{ZeroOnFree, zero_sqlite_memory};
use vaka::record::Header;
use vaka::store::{KdfParams, NewVault, RecoveryCode, Rules, SaveRecord, Vault, new_record_id};

#[global_allocator]
static HEAP: ZeroOnFree = ZeroOnFree;

/// One after the other: each looks at the memory of the whole process.
static ALONE: Mutex<()> = Mutex::new(());

/// How often some bytes are found in the memory of this process. They are given with every bit turned,
/// so that the search does not find itself.
fn copies(turned: &[u8]) -> usize {
    let memory = File::open("/proc/self/mem").unwrap();
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let mut page = vec![0; 1 << 16];
    let mut found = 0;
    for line in maps.lines().filter(|line| line.contains(" rw") && !line.contains("[v")) {
        let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [mut at, end] = [start, end].map(|text| u64::from_str_radix(text, 16).unwrap());
        while at < end {
            let read = memory.read_at(&mut page, at).unwrap_or_default();
            if read == 0 {
                break;
            }
            // Our own buffer is searched too, which is why it is turned at once.
            page[..read].iter_mut().for_each(|byte| *byte = !*byte);
            found += page[..read].windows(turned.len()).filter(|window| *window == turned).count();
            at += read as u64;
        }
    }
    found
}

fn turned(text: &str) -> Vec<u8> {
    text.bytes().map(|byte| !byte).collect()
}

fn rules() -> Rules {
    let header = |file: &vaka::record::CaseFile, _| Header {
        name: file
            .records
            .first()
            .and_then(|record| record.answers.text("name"))
            .unwrap_or_default()
            .to_owned(),
        ..Header::default()
    };
    Rules {
        rights: std::sync::Arc::new(|_| vaka::record::Right::ALL.to_vec()),
        first_roles: vec!["worker".to_owned()],
        header: Arc::new(header),
        make: Arc::new(|_, _, _| Vec::new()),
        fingerprint: String::new(),
        words: Arc::new(|form, _, _| form.to_owned()),
        fold: |text| text.to_lowercase(),
        private: Arc::new(|_| false),
    }
}

/// A number of the process, in KiB.
fn status(name: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// To the system, not only to the allocator: a program that waits for keys keeps nothing of it.
#[test]
fn what_a_key_derivation_took_is_given_back() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(zero_sqlite_memory());
    let home = tempfile::tempdir().unwrap();
    let passphrase = SecretString::from("kuru yaprak");
    let new = NewVault {
        worker_name: "B",
        organisation: None,
        passphrase: &passphrase,
        recovery: &RecoveryCode::generate(),
        kdf: KdfParams { memory_kib: 64 * 1024, passes: 1, lanes: 1 },
    };
    let now = chrono::DateTime::from_timestamp(1_763_800_000, 0).unwrap();
    let vault = Vault::create(home.path(), &new, rules(), now).unwrap();
    let (most, left) = (status("VmHWM:"), status("VmRSS:"));
    assert!(most >= left + 60 * 1024, "at most {most} KiB, now {left} KiB");
    vault.close(now).unwrap();
}

#[test]
fn nothing_typed_is_left_after_closing() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(zero_sqlite_memory());
    let home = tempfile::tempdir().unwrap();
    // Made at run time, so that the program itself does not contain them.
    let word = |seed: u8| (0..24).map(|n: u8| char::from(b'a' + (n * seed + seed) % 23)).collect::<String>();
    let (name, secret) = (turned(&word(7)), turned(&word(5)));
    let passphrase = SecretString::from(word(5));
    let recovery = RecoveryCode::generate();
    let new = NewVault {
        worker_name: "A",
        organisation: None,
        passphrase: &passphrase,
        recovery: &recovery,
        kdf: KdfParams::cheap_for_tests(),
    };
    let now = chrono::DateTime::from_timestamp(1_763_800_000, 0).unwrap();
    let mut vault = Vault::create(home.path(), &new, rules(), now).unwrap();
    let fields = [("name".to_owned(), Answer::Text(word(7)))].into();
    let save = SaveRecord {
        record: new_record_id(now),
        case: None,
        form: "intake".to_owned(),
        form_version: 1,
        base: 0,
        answers: Answers { fields, ..Answers::default() },
    };
    let case = vault.save(&save, now, now.date_naive()).unwrap().case.unwrap();
    let file = vault.open_case(case, now).unwrap();
    assert!(copies(&name) > 0, "the search finds what is there");
    drop((file, save));
    vault.close(now).unwrap();
    drop((passphrase, recovery));
    assert_eq!((copies(&name), copies(&secret)), (0, 0));
}
