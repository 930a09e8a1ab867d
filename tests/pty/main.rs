//! Tests in a pseudo-terminal. The program under test is either the real one or the small echo
//! screen of `echo.rs`, for which this very binary starts itself again: so the terminal layer is
//! tested without any screen of the product, and without a second program beside it.
//!
//! A test is a function in the `TESTS` of its module. It waits for what should be on the screen and
//! never for a time; what it waited for in vain is printed with the screen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

#[cfg(target_os = "linux")]
mod defect;
mod echo;
#[path = "../terminal/harness.rs"]
#[allow(dead_code, reason = "shared with the other tests in a pseudo-terminal")]
mod harness;
#[cfg(target_os = "linux")]
mod needles;
mod program;
mod terminal;
mod vault;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

/// A name and what is tested.
pub type Test = (&'static str, fn());

/// How many run at once: enough to wait side by side, few enough for two cores.
const WORKERS: usize = 4;

fn main() -> ExitCode {
    if let Some(code) = defect::main_of_child() {
        return code;
    }
    if let Some(code) = echo::main_of_child() {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let exact = arguments.iter().any(|argument| argument == "--exact");
    let filters: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let all = [terminal::TESTS, program::TESTS, vault::TESTS, needles::TESTS].concat();
    let wanted = |name: &str| {
        filters.is_empty()
            || filters
                .iter()
                .any(|filter| if exact { name == *filter } else { name.contains(filter.as_str()) })
    };
    let (chosen, left): (Vec<Test>, Vec<Test>) = all.into_iter().partition(|(name, _)| wanted(name));
    if arguments.iter().any(|argument| argument == "--list") {
        chosen.iter().for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    report(chosen, left.len())
}

fn report(chosen: Vec<Test>, left: usize) -> ExitCode {
    println!("\nrunning {} tests", chosen.len());
    let (total, queue, failed) = (chosen.len(), Mutex::new(chosen), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some((name, test)) = take(&queue) {
                    let passed = catch_unwind(AssertUnwindSafe(test)).is_ok();
                    println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
                    if !passed {
                        failed.lock().unwrap().push(name);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    let verdict = if failed.is_empty() { "ok" } else { "FAILED" };
    failed.iter().for_each(|name| println!("failed: {name}"));
    println!(
        "\ntest result: {verdict}. {} passed; {} failed; 0 ignored; 0 measured; {left} filtered out\n",
        total - failed.len(),
        failed.len()
    );
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn take(queue: &Mutex<Vec<Test>>) -> Option<Test> {
    let mut queue = queue.lock().unwrap();
    (!queue.is_empty()).then(|| queue.remove(0))
}
