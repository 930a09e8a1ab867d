//! The real program at the end of a slow line: what each key costs in bytes and writes, how near that is to
//! the least it could, and how long one waits.
//!
//!     cargo test --locked --test slowline                          bytes against their budgets, in a minute
//!     cargo test --release --locked --test slowline -- --table     all figures, beside other programs
//!
//! `--cases N` builds a vault of so many invented people (otherwise 400), `--vault DIR` takes one that
//! `vaka demo --into DIR` built with the passphrase of `--passphrase-file FILE`. Bytes are the same at every
//! run; times depend on the machine and are only printed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

#[path = "../terminal/harness.rs"]
#[allow(dead_code, reason = "shared with the other tests in a pseudo-terminal")]
mod harness;
mod hold;
#[path = "../terminal/least.rs"]
mod least;
mod link;
mod measure;
mod peers;
mod program;
mod table;

use std::process::ExitCode;

use program::{Options, Vault};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    if arguments.iter().any(|argument| argument == "--list") {
        println!("slowline: test");
        return ExitCode::SUCCESS;
    }
    let filters = arguments.iter().take(1).filter(|argument| !argument.starts_with('-'));
    if filters.clone().next().is_some_and(|filter| !"slowline".contains(filter.as_str())) {
        return ExitCode::SUCCESS;
    }
    let whole = arguments.iter().any(|argument| argument == "--table");
    let options = Options {
        cases: value("--cases")
            .map_or(if whole { 400 } else { 60 }, |cases| cases.parse().expect("a number of cases")),
        vault: value("--vault").map(Into::into),
        passphrase_file: value("--passphrase-file").map(Into::into),
    };
    let vault = Vault::prepare(&options);
    let mut rows = program::play(&vault, whole);
    rows.push(hold::down(&vault, if whole { 10 } else { 3 }));
    if whole {
        rows.extend(peers::play());
    }
    table::print(&rows, &vault);
    let over: Vec<&measure::Row> = rows.iter().filter(|row| !row.is_met()).collect();
    over.iter().for_each(|row| println!("over its budget: {}", row.name));
    if over.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
