//! One key and what came of it; many of them as a row of the table.

use std::time::{Duration, Instant};

use crate::harness::Pty;
use crate::least::{Change, change};
use crate::link;

/// So long nothing comes any more: longer than the hand rests.
const QUIET: Duration = Duration::from_millis(220);
/// So long the first byte is waited for, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(10);
/// What comes later than this after the key was sent when the hand rested.
const REST: Duration = Duration::from_millis(100);
/// Bytes that differ by the day (a date on the screen) are no fault.
const TOLERANCE: f64 = 1.1;

/// What one key brought.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Pieces as they came, each so long after the key.
    pub chunks: Vec<(Duration, usize)>,
    /// Bytes of what came when the hand rested.
    pub rest: usize,
    pub change: Change,
}

impl Sample {
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(|(_, bytes)| bytes).sum()
    }

    fn last(&self) -> Duration {
        self.chunks.last().map_or(Duration::ZERO, |(after, _)| *after)
    }
}

/// Sends a key that brings something, and waits until all of it has come.
pub fn press(pty: &mut Pty, key: &str) -> Sample {
    sample(pty, key, true)
}

/// Sends a key that may bring nothing: the end of a list.
pub fn touch(pty: &mut Pty, key: &str) -> Sample {
    sample(pty, key, false)
}

fn sample(pty: &mut Pty, key: &str, brings: bool) -> Sample {
    let before = pty.screen(|screen| screen.clone());
    let from = pty.chunks(0).len();
    let start = Instant::now();
    pty.send(key);
    pty.settle(QUIET);
    while brings && pty.chunks(from).is_empty() && start.elapsed() < PATIENCE {
        pty.settle(QUIET);
    }
    let mut all: Vec<(Duration, usize)> = pty
        .chunks(from)
        .into_iter()
        .map(|(at, bytes)| (at.saturating_duration_since(start), bytes))
        .collect();
    // A pause as long as a rest, after the first answer: what follows is the rest.
    let rested = all.windows(2).position(|pair| pair[1].0 - pair[0].0 >= REST).map(|at| at + 1);
    let rest = rested.map_or(0, |at| all.split_off(at).iter().map(|(_, bytes)| bytes).sum());
    Sample { chunks: all, rest, change: pty.screen(|screen| change(&before, screen)) }
}

/// A budget in bytes.
#[derive(Debug, Clone, Copy)]
pub enum Budget {
    /// The median and the worst.
    Median(usize, usize),
    /// The mean.
    Mean(usize),
    /// Each.
    Each(usize),
    None,
}

/// Samples of one kind.
#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub samples: Vec<Sample>,
    pub budget: Budget,
}

impl Row {
    pub fn new(name: &str, budget: Budget, samples: Vec<Sample>) -> Self {
        Self { name: name.to_owned(), samples, budget }
    }

    fn sorted(&self, of: impl Fn(&Sample) -> usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = self.samples.iter().map(of).collect();
        numbers.sort_unstable();
        numbers
    }

    pub fn median(&self, of: impl Fn(&Sample) -> usize) -> usize {
        let sorted = self.sorted(of);
        sorted.get(sorted.len() / 2).copied().unwrap_or(0)
    }

    pub fn worst(&self, of: impl Fn(&Sample) -> usize) -> usize {
        self.sorted(of).last().copied().unwrap_or(0)
    }

    pub fn mean(&self) -> usize {
        let total: usize = self.samples.iter().map(Sample::bytes).sum();
        total / self.samples.len().max(1)
    }

    /// Bytes against the least they could be, all samples together.
    pub fn ratio(&self) -> f64 {
        let sum = |of: fn(&Sample) -> usize| self.samples.iter().map(of).sum::<usize>() as f64;
        // What the rest changed is among the least of all.
        sum(|sample| sample.bytes() + sample.rest) / sum(|sample| sample.change.least).max(1.0)
    }

    /// The 95th percentile of the time to the last byte, in milliseconds.
    pub fn last(&self) -> f64 {
        let mut times: Vec<Duration> = self.samples.iter().map(Sample::last).collect();
        times.sort_unstable();
        let at = (times.len() * 95).div_ceil(100).saturating_sub(1);
        times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    /// The longest wait on the slow line, in seconds.
    pub fn line(&self) -> f64 {
        self.samples.iter().map(|sample| link::time(&sample.chunks).as_secs_f64()).fold(0.0, f64::max)
    }

    /// All of it is within the budget, and there is something at all.
    pub fn is_met(&self) -> bool {
        let within = |found: usize, budget: usize| found as f64 <= budget as f64 * TOLERANCE;
        let bytes = Sample::bytes;
        let met = match self.budget {
            Budget::Median(median, worst) => {
                within(self.median(bytes), median) && within(self.worst(bytes), worst)
            }
            Budget::Mean(mean) => within(self.mean(), mean),
            Budget::Each(each) => within(self.worst(bytes), each),
            Budget::None => return true,
        };
        met && self.samples.iter().any(|sample| sample.bytes() > 0)
    }
}
