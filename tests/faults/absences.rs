//! Files of a vault that are cut short, missing, of another vault, or older than they should be: refused
//! in words, or opened with the loss named. Never a vault that looks well and lacks something.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vaka::store::{Vault, VaultError, VaultNotice, VaultState};

use super::book::Book;
use super::chance::Chance;
use super::flips::{self, Original, Outcome, Tally};
use super::table::{self, Figure};
use super::{Plan, bench, trials};

const DATABASE: &str = "vault.db";
const LOG: &str = "vault.db-wal";
const KEYS: &str = "vault.keys";
const KEYS_COPY: &str = "vault.keys.bak";
const LOCK: &str = "vault.lock";
const PAGE: usize = 4096;

pub fn run(plan: &Plan) -> Vec<Figure> {
    vec![truncations(plan), replacements(plan)]
}

/// The database cut off after every page, in the middle of pages, and empty.
fn truncations(plan: &Plan) -> Figure {
    let original = Original::closed(&mut Chance::of(plan.seed, "truncations", 0));
    let whole = fs::read(original.home.path().join(DATABASE)).unwrap();
    let mut lengths: Vec<usize> = (0..whole.len() / PAGE).map(|pages| pages * PAGE).collect();
    lengths.extend([1, 15, 100, whole.len() - 1, whole.len() - PAGE / 2]);
    if !plan.long {
        let mut number = 0;
        lengths.retain(|length| {
            number += 1;
            *length <= PAGE || number % 8 == 0
        });
    }
    let tally = Tally::default();
    let failures = trials::run(lengths.len(), |number| {
        let copy = TempDir::new().unwrap();
        bench::copy(original.home.path(), copy.path());
        fs::write(copy.path().join(DATABASE), &whole[..lengths[number]]).unwrap();
        let outcome = flips::judge(copy.path(), &original.book);
        if let Ok(outcome) = outcome {
            tally.count(outcome);
        }
        match outcome {
            Ok(Outcome::Harmless) => vec![format!("cut to {} bytes, and nothing is said", lengths[number])],
            Ok(_) => Vec::new(),
            Err(words) => vec![format!("cut to {} bytes: {words}", lengths[number])],
        }
    });
    table::tell("truncations", &failures);
    Figure::trials("vault.db cut short, every page and zero", lengths.len(), &failures, &tally.words())
}

/// What must be said.
enum Said {
    Refused(VaultError),
    Notice(VaultNotice),
}

/// A name, what is done to a vault, and what must be said.
type Case = (&'static str, fn(&Scene), Said);

/// A vault whose program was killed, what it was before its last session, and other vaults.
struct Scene {
    dir: TempDir,
    older: TempDir,
    other: TempDir,
    /// As now, but all that was saved before its last ten steps is in the database.
    begun_anew: TempDir,
}

const CASES: &[Case] = &[
    (
        "vault.keys and its copy missing",
        |scene| scene.remove(&[KEYS, KEYS_COPY]),
        Said::Refused(VaultError::Missing),
    ),
    ("vault.keys missing", |scene| scene.remove(&[KEYS]), Said::Notice(VaultNotice::KeysFromCopy)),
    (
        "vault.keys of another vault",
        |scene| scene.take(&scene.other, &[KEYS, KEYS_COPY]),
        Said::Refused(VaultError::NotAVault),
    ),
    (
        "vault.keys older",
        |scene| scene.take(&scene.older, &[KEYS, KEYS_COPY]),
        Said::Notice(VaultNotice::KeysOlder),
    ),
    ("vault.keys empty", |scene| scene.empty(KEYS), Said::Notice(VaultNotice::KeysFromCopy)),
    ("vault.db missing", |scene| scene.remove(&[DATABASE]), Said::Refused(VaultError::Missing)),
    (
        "vault.db of another vault",
        |scene| scene.take(&scene.other, &[DATABASE, LOG]),
        Said::Refused(VaultError::NotAVault),
    ),
    ("vault.db empty", |scene| scene.empty(DATABASE), Said::Refused(VaultError::EmptyFile)),
    ("vault.db older, log missing", Scene::bring_back_older, Said::Notice(VaultNotice::AnchorBroken)),
    ("vault.db-wal missing", |scene| scene.remove(&[LOG]), Said::Notice(VaultNotice::AnchorBroken)),
    (
        "vault.db-wal missing, begun anew since the opening",
        |scene| {
            scene.take(&scene.begun_anew, &[DATABASE, KEYS, KEYS_COPY, LOCK]);
            scene.remove(&[LOG]);
        },
        Said::Notice(VaultNotice::EndMissing),
    ),
    ("vault.db-wal empty", |scene| scene.empty(LOG), Said::Notice(VaultNotice::AnchorBroken)),
    (
        "vault.db-wal of another vault",
        |scene| scene.take(&scene.other, &[LOG]),
        Said::Refused(VaultError::NotAVault),
    ),
    ("vault.db-wal older", |scene| scene.take(&scene.older, &[LOG]), Said::Notice(VaultNotice::AnchorBroken)),
];

impl Scene {
    fn new(chance: &mut Chance) -> (Self, Book) {
        let home = TempDir::new().unwrap();
        let dir = home.path().join("vault");
        let (older, now, other) =
            (TempDir::new().unwrap(), TempDir::new().unwrap(), Original::killed(chance));
        let mut book = bench::filled(&dir, 10, chance);
        {
            let mut vault = bench::open(&dir, book.secret).unwrap();
            bench::write(&mut vault, &mut book, 5, chance);
            bench::copy(&dir, older.path());
            vault.close(bench::now()).unwrap();
        }
        let mut vault = bench::open(&dir, book.secret).unwrap();
        bench::write(&mut vault, &mut book, 10, chance);
        bench::copy(&dir, now.path());
        assert!(vault.verify().unwrap().is_good());
        bench::write(&mut vault, &mut book, 10, chance);
        let begun_anew = TempDir::new().unwrap();
        bench::copy(&dir, begun_anew.path());
        let scene = Self { dir: now, older, other: other.home, begun_anew };
        scene.remove(&["vault.db-shm"]);
        (scene, book)
    }

    fn remove(&self, names: &[&str]) {
        names.iter().for_each(|name| fs::remove_file(self.dir.path().join(name)).unwrap());
    }

    fn empty(&self, name: &str) {
        fs::write(self.dir.path().join(name), "").unwrap();
    }

    fn take(&self, from: &TempDir, names: &[&str]) {
        for name in names {
            fs::copy(from.path().join(name), self.dir.path().join(name)).unwrap();
        }
    }

    fn bring_back_older(&self) {
        self.take(&self.older, &[DATABASE]);
        self.remove(&[LOG]);
    }
}

fn replacements(plan: &Plan) -> Figure {
    let failures = trials::run(CASES.len(), |number| {
        let (what, damage, said) = &CASES[number];
        let (scene, book) = Scene::new(&mut Chance::of(plan.seed, "absences", number as u64));
        damage(&scene);
        let told = is_said(scene.dir.path(), &book, said);
        told.err().map(|words| format!("{what}: {words}")).into_iter().collect()
    });
    table::tell("absences", &failures);
    Figure::trials("files missing, foreign, older, empty", CASES.len(), &failures, "")
}

fn is_said(dir: &Path, book: &Book, said: &Said) -> Result<(), String> {
    let state = Vault::state(dir);
    let opened = bench::open(dir, book.secret);
    match (said, opened) {
        (Said::Refused(_), Ok(_)) => Err(format!("opened; {state:?}")),
        (Said::Refused(expected), Err(error)) if error == *expected => match state {
            VaultState::Present if *expected != VaultError::NotAVault => {
                Err("the state says nothing".to_owned())
            }
            _ => Ok(()),
        },
        (Said::Refused(_), Err(error)) => Err(format!("refused with {error}")),
        (Said::Notice(_), Err(error)) => Err(format!("refused with {error}")),
        (Said::Notice(expected), Ok(mut vault)) => {
            let invented = book.invented(&mut vault);
            match vault.notices().contains(expected) {
                _ if invented.is_some() => Err(invented.unwrap_or_default()),
                true => Ok(()),
                false => Err(format!("only {:?}", vault.notices())),
            }
        }
    }
}
