//! kill -9 at random moments: while records and drafts are saved, while a passphrase is changed, while a
//! vault is made. Whatever was acknowledged is there and whole, and what was on its way is there or not.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vaka::store::{Vault, VaultNotice, VaultState};

use super::book::{Book, Step};
use super::chance::Chance;
use super::table::{self, Figure};
use super::writer::{self, Told, Work};
use super::{Plan, bench, trials};

/// Kills of one vault before a new one is taken.
const ROUND: usize = 20;

pub fn run(plan: &Plan) -> Vec<Figure> {
    let mut figures = vec![saving(plan, 1)];
    let several = format!("kill -9, {} writers", plan.writers);
    figures.push(match shared() {
        true => saving(plan, plan.writers),
        false => Figure::left_out(&several, "one session at a time has the vault"),
    });
    figures.push(rounds(plan, "kill -9, changing the passphrase", "slots", (200, 10), Work::Slots, 1));
    figures.push(rounds(plan, "kill -9, changing the key", "keys", (200, 10), Work::Keys, 1));
    figures.push(creations(plan));
    figures.push(restores(plan));
    figures.push(migrations(plan));
    figures
}

/// Whether a second session can be begun while one is open.
pub fn shared() -> bool {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("vault");
    let _first = bench::create(&dir, 0).unwrap();
    bench::open(&dir, 0).is_ok()
}

fn saving(plan: &Plan, writers: usize) -> Figure {
    let what = format!("kill -9, {writers} writer{}", if writers == 1 { "" } else { "s" });
    rounds(plan, &what, &format!("kills {writers}"), (2000, 40), Work::Write, writers)
}

fn rounds(plan: &Plan, what: &str, part: &str, counts: (usize, usize), work: Work, writers: usize) -> Figure {
    let count = plan.count(counts.0, counts.1).div_ceil(writers);
    let acknowledged = std::sync::atomic::AtomicUsize::new(0);
    let failures = trials::run(count.div_ceil(ROUND), |number| {
        let mut chance = Chance::of(plan.seed, part, number as u64);
        let (failures, commits) = round(work, writers, ROUND.min(count - number * ROUND), &mut chance);
        acknowledged.fetch_add(commits, std::sync::atomic::Ordering::Relaxed);
        failures
    });
    table::tell(part, &failures);
    let commits = acknowledged.into_inner();
    Figure::trials(what, count * writers, &failures, &format!("{commits} acknowledged commits"))
}

/// Kills the writers of one vault again and again.
fn round(work: Work, writers: usize, kills: usize, chance: &mut Chance) -> (Vec<String>, usize) {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("vault");
    let alone = writer::no_births();
    let mut book = bench::filled(&dir, 5, chance);
    drop(alone);
    let (mut flying, mut failures, mut commits) = (Vec::new(), Vec::new(), 0);
    for kill in 0..kills {
        for told in kill_all(work, writers, &dir, book.secret, chance) {
            commits += told.done.len();
            told.done.iter().for_each(|step| book.note(step));
            flying.extend(told.flying);
            failures.extend(told.failed.map(|words| format!("kill {kill}: {words}")));
        }
        // Now and then nobody looks: the next writer finds the vault as the killed one left it.
        if work == Work::Write && kill + 1 < kills && chance.once_in(3) {
            continue;
        }
        let _alone = writer::no_births();
        match bench::inspect(&dir, &book, &flying, |_| false) {
            Ok(held) => book = held,
            Err(words) => {
                failures.push(format!("kill {kill}: {words}"));
                return (failures, commits);
            }
        }
        flying.clear();
    }
    (failures, commits)
}

/// Starts the writers, kills each at its own moment: during the opening, or in the middle of the work.
fn kill_all(work: Work, writers: usize, dir: &Path, secret: u64, chance: &mut Chance) -> Vec<Told> {
    let longest = if chance.once_in(3) { 60 } else { 500 };
    let began = Instant::now();
    let mut children: Vec<_> = (0..writers)
        .map(|_| {
            let moment = Duration::from_micros(chance.below(longest * 1000));
            (moment, writer::start(work, dir, secret, chance.next()))
        })
        .collect();
    children.sort_by_key(|(moment, _)| *moment);
    let kill = |(moment, child)| {
        thread::sleep(Duration::saturating_sub(moment, began.elapsed()));
        writer::kill(child)
    };
    children.into_iter().map(kill).collect()
}

fn creations(plan: &Plan) -> Figure {
    let count = plan.count(200, 10);
    let failures = trials::run(count, |number| {
        let mut chance = Chance::of(plan.seed, "creations", number as u64);
        let home = TempDir::new().unwrap();
        let dir = home.path().join("vault");
        let child = writer::start(Work::Create, &dir, 7, chance.next());
        thread::sleep(Duration::from_micros(chance.below(80_000)));
        let told = writer::kill(child);
        let _alone = writer::no_births();
        creation_is_whole(&dir, told).err().into_iter().collect()
    });
    table::tell("creations", &failures);
    Figure::trials("kill -9, making a vault", count, &failures, "")
}

/// A restore that was killed left nothing, and can be done again, or left the whole vault.
fn restores(plan: &Plan) -> Figure {
    let count = plan.count(200, 10);
    let failures = trials::run(count, |number| {
        let mut chance = Chance::of(plan.seed, "restores", number as u64);
        let home = TempDir::new().unwrap();
        let dir = home.path().join("vault");
        let alone = writer::no_births();
        let book = bench::filled(&dir, 12, &mut chance);
        bench::back_up(&dir, book.secret);
        drop(alone);
        std::fs::remove_dir_all(&dir).unwrap();
        let child = writer::start(Work::Restore, &dir, book.secret, chance.next());
        thread::sleep(Duration::from_micros(chance.below(60_000)));
        let told = writer::kill(child);
        let _alone = writer::no_births();
        if Vault::state(&dir) == VaultState::Missing {
            bench::restore(&dir);
        }
        all_is_there(&dir, book, told, |_| false).err().into_iter().collect()
    });
    table::tell("restores", &failures);
    Figure::trials("kill -9, restoring a backup", count, &failures, "")
}

/// A vault of the first program, killed while it is brought up to date.
fn migrations(plan: &Plan) -> Figure {
    let count = plan.count(200, 10);
    let failures = trials::run(count, |number| {
        let mut chance = Chance::of(plan.seed, "migrations", number as u64);
        let home = TempDir::new().unwrap();
        let dir = home.path().join("vault");
        let book = bench::older(&dir);
        let child = writer::start(Work::Write, &dir, book.secret, chance.next());
        thread::sleep(Duration::from_micros(chance.below(60_000)));
        let told = writer::kill(child);
        let _alone = writer::no_births();
        let allowed = |notice: &VaultNotice| matches!(notice, VaultNotice::Migrated { .. });
        all_is_there(&dir, book, told, allowed).err().into_iter().collect()
    });
    table::tell("migrations", &failures);
    Figure::trials("kill -9, bringing up to date", count, &failures, "")
}

/// There is a vault, or one can be made.
fn creation_is_whole(dir: &Path, told: Told) -> Result<(), String> {
    if !told.opened && Vault::state(dir) == VaultState::Missing {
        return bench::create(dir, 7).map(drop).map_err(|error| format!("not made again: {error}"));
    }
    all_is_there(dir, Book::new(7), told, |_| false)
}

/// The vault holds the book with all that was acknowledged after it.
fn all_is_there(
    dir: &Path,
    mut book: Book,
    told: Told,
    allowed: fn(&VaultNotice) -> bool,
) -> Result<(), String> {
    told.done.iter().for_each(|step| book.note(step));
    let flying: Vec<Step> = told.flying.into_iter().collect();
    bench::inspect(dir, &book, &flying, allowed).map(drop).map_err(|words| words.to_string())
}
