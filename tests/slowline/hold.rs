//! A key held down on a line that carries 9600 bit/s: when the finger leaves it, the list stands still.

use std::thread;
use std::time::{Duration, Instant};

use crate::harness::Pty;
use crate::measure::{Budget, Row, Sample};
use crate::program::{Vault, wait_for_home};

/// How often a key comes that is held down.
const REPEAT: Duration = Duration::from_millis(33);
/// A page under way and the page where it stopped.
const TAIL: usize = 2400;

/// The screen as one sees it: blanks at the ends are nothing.
fn shown(pty: &Pty) -> Vec<String> {
    pty.screen(|screen| screen.rows(0, 80).map(|row| row.trim_end().to_owned()).collect())
}

/// Where so many keys lead on a line that carries everything.
fn reached(vault: &Vault, times: u64) -> Vec<String> {
    let mut pty = vault.start("en").spawn();
    wait_for_home(&pty, "en");
    pty.send("c");
    pty.settle(Duration::from_secs(1));
    pty.send("\x1b[B".repeat(usize::try_from(times).unwrap()));
    pty.settle(Duration::from_secs(1));
    let shown = shown(&pty);
    pty.send("\x03");
    shown
}

/// Holds Down for so many seconds in the list of cases. The row counts what comes afterwards.
pub fn down(vault: &Vault, seconds: u64) -> Row {
    let mut pty = vault.start("en").line(9600).spawn();
    wait_for_home(&pty, "en");
    pty.send("c");
    pty.settle(Duration::from_secs(1));
    let times = (seconds * 1000 / u64::try_from(REPEAT.as_millis()).unwrap()).min(u64::from(vault.cases) - 1);
    let from = pty.chunks(0).len();
    let start = Instant::now();
    for number in 1..=times {
        pty.send("\x1b[B");
        // The pace of the keyboard, whatever the machine does between.
        let due = REPEAT * u32::try_from(number).unwrap();
        thread::sleep(due.saturating_sub(start.elapsed()));
    }
    let released = Instant::now();
    pty.settle(Duration::from_millis(2500));
    let after: Vec<(Duration, usize)> = pty
        .chunks(from)
        .into_iter()
        .filter(|(at, _)| *at > released)
        .map(|(at, bytes)| (at - released, bytes))
        .collect();
    assert_eq!(shown(&pty), reached(vault, times), "the list does not stand where the key was let go");
    let all: usize = pty.chunks(from).iter().map(|(_, bytes)| bytes).sum();
    println!(
        "Down held for {seconds} s at 9600 bit/s: {times} keys, {all} bytes in all, still {:.1} s after it was let go",
        after.last().map_or(0.0, |(at, _)| at.as_secs_f64())
    );
    pty.send("\x03");
    let bytes = after.iter().map(|(_, bytes)| bytes).sum();
    let sample =
        Sample { chunks: vec![(Duration::ZERO, bytes)], rest: 0, change: crate::least::Change::default() };
    Row::new("Down let go after being held, at 9600", Budget::Each(TAIL), vec![sample])
}
