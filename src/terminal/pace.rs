//! Never more than the line can carry: while it is still busy with the last frame, the next one waits, and
//! is then drawn from the newest state. So a key held down leaves no tail of stale frames behind it.
//!
//! Nothing that a program can ask tells how fast the line is: between it and the terminal lie buffers that
//! take everything at once. What is known is the speed that the terminal device bears, which a serial line
//! sets and ssh hands on (`stty 9600`), or what the settings say.

use std::time::{Duration, Instant};

/// What a frame costs beside its own bytes: the headers of SSH, TCP and IP around the smallest packet.
const PACKET: usize = 88;
/// How far ahead of the line frames may be.
const AHEAD: Duration = Duration::from_millis(100);
/// Bits of a byte on a serial line.
const BITS: u32 = 10;

/// When the line has carried what it was given.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Bytes in a second; None: nothing is known, and nothing waits.
    rate: Option<u32>,
    free: Option<Instant>,
}

impl Pace {
    /// A line of so many bits in a second; 0 or None when that is not known.
    pub fn new(bits_per_second: Option<u32>) -> Self {
        Self { rate: bits_per_second.map(|bits| bits / BITS).filter(|rate| *rate > 0), free: None }
    }

    /// When the next frame may be sent; None: now.
    pub fn wait(&self, now: Instant) -> Option<Instant> {
        let ready = self.free?.checked_sub(AHEAD)?;
        (ready > now).then_some(ready)
    }

    /// A frame of so many bytes was sent.
    pub fn sent(&mut self, bytes: usize, now: Instant) {
        let Some(rate) = self.rate.filter(|_| bytes > 0) else { return };
        let bytes = u32::try_from(bytes + PACKET).unwrap_or(u32::MAX);
        let time = Duration::from_secs_f64(f64::from(bytes) / f64::from(rate));
        self.free = self.free.filter(|free| *free > now).unwrap_or(now).checked_add(time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_wait_for_a_slow_line_and_only_for_it() {
        let start = Instant::now();
        let after = |ms| start + Duration::from_millis(ms);
        let mut slow = Pace::new(Some(9600));
        assert_eq!(slow.wait(start), None);
        // 872 and 88 bytes are a second of this line.
        slow.sent(872, start);
        assert_eq!(slow.wait(start), Some(after(900)));
        assert_eq!(slow.wait(after(899)), Some(after(900)));
        assert_eq!(slow.wait(after(900)), None);
        // What queues behind it comes later.
        slow.sent(8, after(900));
        assert_eq!(slow.wait(after(900)), Some(after(1000)));
        // A line that was idle is free.
        slow.sent(8, after(5000));
        assert_eq!(slow.wait(after(5000)), None);
        for unknown in [None, Some(0)] {
            let mut unknown = Pace::new(unknown);
            unknown.sent(1 << 20, start);
            assert_eq!(unknown.wait(start), None);
        }
    }

    #[test]
    fn a_frame_of_nothing_costs_nothing() {
        let now = Instant::now();
        let mut pace = Pace::new(Some(300));
        pace.sent(0, now);
        assert_eq!(pace.wait(now), None);
    }
}
