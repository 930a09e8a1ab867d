//! A bad line, reckoned: SSH (chacha20-poly1305) in TCP over IPv4, so many bits in a second, so long a way.

use std::time::Duration;

/// Bits in a second.
const RATE: f64 = 9600.0;
/// There and back.
const ROUND_TRIP: f64 = 0.2;
/// A key on its way: 36 bytes of SSH, 52 of TCP and IP.
const KEY: usize = 88;
const HEADERS: usize = 52;
const SEGMENT: usize = 1448;

/// Bytes of a piece of output as a packet of SSH.
fn packet(bytes: usize) -> usize {
    let body = 1 + 9 + bytes;
    let padding = 8 - body % 8;
    let padding = if padding < 4 { padding + 8 } else { padding };
    4 + body + padding + 16
}

/// From the key to its last byte on the screen, when the program answers in these pieces, each so long
/// after the key.
pub fn time(chunks: &[(Duration, usize)]) -> Duration {
    let seconds = |bytes: f64| bytes * 8.0 / RATE;
    let start = ROUND_TRIP / 2.0 + seconds(KEY as f64);
    let mut free = start;
    for (after, bytes) in chunks {
        let ready = start + after.as_secs_f64();
        let wire = packet(*bytes) + HEADERS * packet(*bytes).div_ceil(SEGMENT);
        // What queues behind other output shares its segments.
        let queued = packet(*bytes) as f64 * (1.0 + HEADERS as f64 / SEGMENT as f64);
        free = if free > ready { free + seconds(queued) } else { ready + seconds(wire as f64) };
    }
    Duration::from_secs_f64(free + ROUND_TRIP / 2.0)
}
