//! Several programs that work on one vault at once, at the pace of people: nothing is lost, nobody is told
//! that the vault is locked, and saving does not become slow.

use std::time::Duration;

use tempfile::TempDir;

use super::chance::Chance;
use super::table::{self, Figure};
use super::writer::{self, Work};
use super::{Plan, bench, kills};

const PROGRAMS: usize = 8;
const WHAT: &str = "8 programs at once";
const SLOWEST: Duration = Duration::from_millis(50);

pub fn run(plan: &Plan) -> Vec<Figure> {
    if !kills::shared() {
        return vec![Figure::left_out(WHAT, "one session at a time has the vault")];
    }
    let steps = plan.count(10_000, 400) / PROGRAMS;
    let mut chance = Chance::of(plan.seed, WHAT, 0);
    let home = TempDir::new().unwrap();
    let dir = home.path().join("vault");
    let mut book = bench::filled(&dir, 5, &mut chance);
    let children: Vec<_> = (0..PROGRAMS)
        .map(|_| writer::start(Work::Pace { steps }, &dir, book.secret, chance.next()))
        .collect();
    let told: Vec<_> = children.into_iter().map(writer::listen).collect();
    let mut failures: Vec<String> = told.iter().filter_map(|told| told.failed.clone()).collect();
    told.iter().flat_map(|told| &told.done).for_each(|step| book.note(step));
    failures.extend(bench::inspect(&dir, &book, &[], |_| false).err().map(|words| words.to_string()));
    table::tell(WHAT, &failures);
    let done: usize = told.iter().map(|told| told.done.len()).sum();
    let locked: usize = told.iter().map(|told| told.locked).sum();
    let mut took: Vec<Duration> = told.into_iter().flat_map(|told| told.took).collect();
    took.sort_unstable();
    let share = |percent: usize| took.get(took.len() * percent / 100).copied().unwrap_or_default();
    let (half, most) = (share(50), share(99));
    let figure = |what: &str, target: &str, found: String, met| Figure {
        what: format!("{WHAT}, {what}"),
        count: done.to_string(),
        target: target.to_owned(),
        found,
        met,
    };
    vec![
        figure("lost", "0", failures.len().to_string(), Some(failures.is_empty() && done > 0)),
        figure("\"locked\" shown", "0", locked.to_string(), Some(locked == 0)),
        // How long it took says something about the machine as well: the short form only prints it.
        figure(
            "p99",
            "under 50 ms",
            format!("p50 {half:.1?}, p99 {most:.1?}"),
            plan.long.then(|| most < SLOWEST),
        ),
    ]
}
