//! Many trials of one kind, side by side.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More than processors: a trial mostly waits for a disk or for another program.
const LANES: usize = 4;

/// Runs the trials 0 to `count` in several threads; gives back what each said that went wrong, with its
/// number. A panic is a failure like any other.
pub fn run(count: usize, trial: impl Fn(usize) -> Vec<String> + Sync) -> Vec<String> {
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..LANES.min(count) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return;
                    }
                    let found = catch_unwind(AssertUnwindSafe(|| trial(number)));
                    let found = found.unwrap_or_else(|_| vec!["a panic, told above".to_owned()]);
                    let named = found.into_iter().map(|words| format!("trial {number}: {words}"));
                    failures.lock().unwrap().extend(named);
                }
            });
        }
    });
    failures.into_inner().unwrap()
}
