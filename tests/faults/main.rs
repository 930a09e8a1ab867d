//! What the vault promises when something goes wrong, tried and counted: kill -9, power cuts, damaged
//! files, a full disk, a failing disk, a lost terminal. `cargo test` runs a short form of it;
//!
//!     cargo test --locked --test faults -- --long
//!
//! runs all of it and prints a table of figures. Names of parts choose among them (`-- --long kills`),
//! `--seed 7` makes another run; every failure names what it can be had again with. This binary starts
//! itself again as the program that is killed. What it writes lies in temporary directories.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

mod absences;
mod bench;
mod book;
mod calls;
mod chance;
mod disk;
mod drafts;
mod flips;
#[path = "../terminal/harness.rs"]
#[allow(dead_code, reason = "the tests of the terminal need more of it")]
mod harness;
mod images;
mod kills;
mod plug;
mod power;
mod repairs;
mod table;
mod together;
mod trials;
mod watch;
mod writer;

use std::process::ExitCode;
use std::time::Instant;

use table::Figure;

/// How much is tried.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub long: bool,
    pub seed: u64,
    /// How many programs write at once where several may.
    pub writers: usize,
}

impl Plan {
    /// The count of the long form or of the short one.
    pub fn count(&self, long: usize, short: usize) -> usize {
        if self.long { long } else { short }
    }
}

type Part = (&'static str, fn(&Plan) -> Vec<Figure>);

const PARTS: &[Part] = &[
    ("kills", kills::run),
    ("power", power::run),
    ("flips", flips::run),
    ("absences", absences::run),
    ("repairs", repairs::run),
    ("disk", disk::run),
    ("drafts", drafts::run),
    ("plug", plug::run),
    ("together", together::run),
];

const DEFAULT_SEED: u64 = 20_261_122;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(code) = writer::main_of_child(&arguments) {
        return code;
    }
    watch::be_quick();
    let number = |name: &str| {
        let value = arguments.iter().skip_while(|argument| *argument != name).nth(1)?;
        value.parse::<u64>().ok()
    };
    let plan = Plan {
        long: arguments.iter().any(|argument| argument == "--long"),
        seed: number("--seed").unwrap_or(DEFAULT_SEED),
        writers: number("--writers").map_or(4, |count| usize::try_from(count).unwrap()),
    };
    let filters = names_in(&arguments);
    let chosen =
        |part: &&Part| filters.is_empty() || filters.iter().any(|name| part.0.contains(name.as_str()));
    let parts: Vec<&Part> = PARTS.iter().filter(chosen).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        parts.iter().for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    report(&parts, &plan)
}

/// The arguments that are neither options nor the values of options.
fn names_in(arguments: &[String]) -> Vec<&String> {
    let before = [None].into_iter().chain(arguments.iter().map(Some));
    let valued = |before: Option<&String>| before.is_some_and(|name| name == "--seed" || name == "--writers");
    let names =
        arguments.iter().zip(before).filter(|(name, before)| !name.starts_with('-') && !valued(*before));
    names.map(|(name, _)| name).collect()
}

fn report(parts: &[&Part], plan: &Plan) -> ExitCode {
    println!("\nfaults, {} form, --seed {}", if plan.long { "long" } else { "short" }, plan.seed);
    let mut figures = Vec::new();
    let mut failed = 0;
    for (name, run) in parts {
        let began = Instant::now();
        let found = run(plan);
        let met = found.iter().all(|figure| figure.met != Some(false));
        failed += usize::from(!met);
        println!("test {name} ... {} ({:.0?})", if met { "ok" } else { "FAILED" }, began.elapsed());
        figures.extend(found);
    }
    let met = table::print(&figures);
    let verdict = if met { "ok" } else { "FAILED" };
    println!(
        "test result: {verdict}. {} passed; {failed} failed; 0 ignored; 0 measured\n",
        parts.len() - failed
    );
    if met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
