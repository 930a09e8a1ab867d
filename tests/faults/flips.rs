//! One bit of one file is wrong: of the database, of the log a killed program left, of the key file. What
//! is read back is what was saved, or the vault refuses, or it says that something is wrong. What is
//! never there is data that nobody saved, or a loss without a word.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;
use vaka::store::VaultError;

use super::book::{Book, Difference};
use super::chance::Chance;
use super::table::{self, Figure};
use super::{Plan, bench, trials};

const DATABASE: &str = "vault.db";
const LOG: &str = "vault.db-wal";
const KEYS: &str = "vault.keys";
const KEYS_COPY: &str = "vault.keys.bak";

/// How a damage came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not opened.
    Refused,
    /// Opened, with a notice.
    Noticed,
    /// Opened, and what is damaged is refused when it is read, or found by the check of all pages.
    Found,
    /// All that was saved is there, and no check finds anything.
    Harmless,
}

pub fn run(plan: &Plan) -> Vec<Figure> {
    vec![
        flips(plan, "bit flips, vault.db", DATABASE, (400, 20)),
        flips(plan, "bit flips, vault.db-wal", LOG, (400, 20)),
        flips(plan, "bit flips, vault.keys", KEYS, (200, 20)),
    ]
}

/// A vault as it lies there closed, or with the log that a killed program leaves.
pub struct Original {
    pub home: TempDir,
    pub book: Book,
}

impl Original {
    pub fn closed(chance: &mut Chance) -> Self {
        let home = TempDir::new().unwrap();
        let book = bench::filled(&home.path().join("vault"), 40, chance);
        Self { book, home: kept(home, "vault") }
    }

    /// Everything since the opening is in the log alone.
    pub fn killed(chance: &mut Chance) -> Self {
        let home = TempDir::new().unwrap();
        let dir = home.path().join("vault");
        let mut book = bench::filled(&dir, 10, chance);
        let mut vault = bench::open(&dir, book.secret).unwrap();
        bench::write(&mut vault, &mut book, 25, chance);
        let copy = TempDir::new().unwrap();
        bench::copy(&dir, copy.path());
        // No killed program's memory survives a start of the machine.
        let _ = fs::remove_file(copy.path().join("vault.db-shm"));
        Self { home: copy, book }
    }
}

fn kept(home: TempDir, inner: &str) -> TempDir {
    let copy = TempDir::new().unwrap();
    bench::copy(&home.path().join(inner), copy.path());
    copy
}

fn flips(plan: &Plan, what: &str, name: &str, counts: (usize, usize)) -> Figure {
    let count = plan.count(counts.0, counts.1);
    let mut chance = Chance::of(plan.seed, name, 0);
    let original = if name == LOG { Original::killed(&mut chance) } else { Original::closed(&mut chance) };
    let tally = Tally::default();
    let failures = trials::run(count, |number| {
        let mut chance = Chance::of(plan.seed, name, 1 + number as u64);
        let copy = TempDir::new().unwrap();
        bench::copy(original.home.path(), copy.path());
        let (place, bit) = flip(&copy.path().join(name), &mut chance);
        // The copy beside the key file would hide what happens without it.
        if name == KEYS && number % 2 == 0 {
            fs::remove_file(copy.path().join(KEYS_COPY)).unwrap();
        }
        match judge(copy.path(), &original.book) {
            Ok(outcome) => tally.count(outcome),
            Err(words) => return vec![format!("byte {place} bit {bit}: {words}")],
        }
        Vec::new()
    });
    table::tell(what, &failures);
    Figure::trials(what, count, &failures, &tally.words())
}

/// Turns one bit over; a third of them at the beginning of a page or of a frame of the log.
fn flip(path: &Path, chance: &mut Chance) -> (usize, u64) {
    const PAGE: usize = 4096;
    const FRAME: usize = PAGE + 24;
    let mut bytes = fs::read(path).unwrap();
    let anywhere = chance.index(bytes.len());
    let place = match chance.below(3) {
        0 if path.ends_with(LOG) && anywhere > FRAME => 32 + anywhere / FRAME * FRAME + chance.index(24),
        0 if path.ends_with(LOG) => chance.index(32),
        0 if path.ends_with(DATABASE) => anywhere / PAGE * PAGE + chance.index(64),
        _ => anywhere,
    };
    let (place, bit) = (place.min(bytes.len() - 1), chance.below(8));
    bytes[place] ^= 1 << bit;
    fs::write(path, bytes).unwrap();
    (place, bit)
}

/// How a damaged vault behaves.
///
/// # Errors
/// When something else was shown than was saved, or something is missing without a word.
pub fn judge(dir: &Path, book: &Book) -> Result<Outcome, String> {
    let mut vault = match bench::open(dir, book.secret) {
        Ok(vault) => vault,
        // In words; a number of SQLite's tells nobody anything.
        Err(VaultError::Sqlite(code)) => return Err(format!("refused with the bare number {code}")),
        Err(VaultError::Locked) => return Err("nobody has it, and yet it is locked".to_owned()),
        Err(_) => return Ok(Outcome::Refused),
    };
    let noticed = !vault.notices().is_empty();
    let compared = book.compare(&mut vault, &[]);
    if let Some(words) = book.invented(&mut vault) {
        return Err(words);
    }
    let found = match vault.verify() {
        Ok(report) => !report.is_good(),
        Err(_) => true,
    };
    match compared {
        _ if noticed => Ok(Outcome::Noticed),
        Ok(_) if found => Ok(Outcome::Found),
        Ok(_) => Ok(Outcome::Harmless),
        Err(Difference::Refused(_)) => Ok(Outcome::Found),
        Err(Difference::Words(words)) => Err(format!("{words}; found by the check: {found}")),
    }
}

/// How often each outcome came.
#[derive(Debug, Default)]
pub struct Tally([AtomicUsize; 4]);

impl Tally {
    const NAMES: [(Outcome, &'static str); 4] = [
        (Outcome::Refused, "refused"),
        (Outcome::Noticed, "noticed"),
        (Outcome::Found, "found"),
        (Outcome::Harmless, "harmless"),
    ];

    pub fn count(&self, outcome: Outcome) {
        self.0[outcome as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub fn words(&self) -> String {
        let times = |outcome: Outcome| self.0[outcome as usize].load(Ordering::Relaxed);
        let words = Self::NAMES.iter().filter(|(outcome, _)| times(*outcome) > 0);
        words.map(|(outcome, name)| format!("{} {name}", times(*outcome))).collect::<Vec<_>>().join(", ")
    }
}
