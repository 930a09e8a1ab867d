//! Whether the write-ahead log that a killed program left can be read to its end.
//!
//! SQLite reads the log up to the first frame whose checksum fails and takes the rest for what a power cut
//! left of a save that was never acknowledged. One wrong bit in the middle would thus silently take away
//! every save after it. So the log is walked here first: if the end of a save follows where reading
//! must end, something may be lost that had been saved, and that is said.
//!
//! Where several programs write, one that is killed in the middle of a save may leave the end of it behind
//! what the others wrote in its place. What they all had acknowledged stands in the index beside the log,
//! which outlives them as long as the machine runs: nothing is missing when the log can be read that far.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::error::VaultError;
use super::files;

/// The first number of an index that is in use, and how long each of its two heads is.
const INDEX: u32 = 3_007_000;
const INDEX_HEAD: usize = 48;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const MAGIC: u32 = 0x377f_0682;
/// Larger than any page that SQLite knows; a header that says more is broken.
const LARGEST_PAGE: u32 = 65_536;

/// What the checksums are computed with: two sums, and the order of bytes that the log was written in.
struct Sums {
    big_endian: bool,
    sums: (u32, u32),
}

/// Whether everything in the log can be read. No log, and one that was never written to, are whole.
pub fn is_whole(dir: &Path) -> Result<bool, VaultError> {
    match File::open(dir.join(format!("{}-wal", files::DATABASE))) {
        Ok(file) => {
            let walk = walk(BufReader::new(file))?;
            Ok(walk.whole || acknowledged(dir, &walk.salts).is_some_and(|frames| frames <= walk.saved))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// What a walk along the log found.
#[derive(Default)]
struct Walk {
    whole: bool,
    /// How many frames can be read, up to the end of the last whole save among them.
    saved: u32,
    /// What tells this log from others, as it stands in its header.
    salts: Vec<u8>,
}

/// How many frames of this log were acknowledged, if the index beside it says so and is of this run of the
/// machine: after a power cut it may be any older one.
fn acknowledged(dir: &Path, salts: &[u8]) -> Option<u32> {
    let mut index = File::open(dir.join(format!("{}-shm", files::DATABASE))).ok()?;
    let written = index.metadata().ok()?.modified().ok()?;
    let written = written.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    let booted = std::fs::read_to_string("/proc/stat").ok()?;
    let booted = booted.lines().find_map(|line| line.strip_prefix("btime ")?.trim().parse::<u64>().ok())?;
    let mut heads = [0; 2 * INDEX_HEAD];
    index.read_exact(&mut heads).ok()?;
    let (one, two) = heads.split_at(INDEX_HEAD);
    let number = |at: usize| one.get(at..at + 4)?.try_into().ok().map(u32::from_ne_bytes);
    let known = one == two && number(0)? == INDEX && one.get(12) == Some(&1) && one.get(32..40)? == salts;
    number(16).filter(|_| known && written >= booted)
}

fn walk(mut log: impl Read) -> io::Result<Walk> {
    let mut header = [0; HEADER];
    // The header reaches the disk before the first frame: without it nothing was acknowledged.
    if !fill(&mut log, &mut header)? || header == [0; HEADER] {
        return Ok(Walk { whole: true, ..Walk::default() });
    }
    let magic = word(&header, 0, true);
    let mut sums = Sums { big_endian: magic & 1 == 1, sums: (0, 0) };
    sums.add(&header[..FRAME_HEADER]);
    let page = word(&header, 2, true);
    if magic & !1 != MAGIC || !sums.are(&header, 6) || page > LARGEST_PAGE {
        return Ok(Walk::default());
    }
    let mut found = Walk { whole: true, saved: 0, salts: header[16..24].to_vec() };
    let mut read: u32 = 0;
    let mut frame = vec![0; FRAME_HEADER + page as usize];
    let mut readable = true;
    while fill(&mut log, &mut frame)? {
        let salts = [2, 3].map(|place| word(&frame, place, true) == word(&header, place + 2, true));
        if readable && salts == [true, true] {
            sums.add(&frame[..8]);
            sums.add(&frame[FRAME_HEADER..]);
            readable = sums.are(&frame, 4);
        } else {
            readable = false;
        }
        read = read.saturating_add(1);
        if readable && word(&frame, 1, true) != 0 {
            found.saved = read;
        }
        // Frames of an older log, which was begun anew from its start, share neither number with it. Only
        // the end of a save counts (its frame says how large the database is then): parts of one that
        // failed may be left behind the end by a full disk.
        found.whole &= readable || salts == [false, false] || word(&frame, 1, true) == 0;
    }
    Ok(found)
}

impl Sums {
    /// Goes on over more bytes: a multiple of eight.
    fn add(&mut self, bytes: &[u8]) {
        let (mut one, mut two) = self.sums;
        for pair in 0..bytes.len() / 8 {
            one = one.wrapping_add(word(bytes, 2 * pair, self.big_endian)).wrapping_add(two);
            two = two.wrapping_add(word(bytes, 2 * pair + 1, self.big_endian)).wrapping_add(one);
        }
        self.sums = (one, two);
    }

    /// Whether they are those that stand at this word.
    fn are(&self, bytes: &[u8], place: usize) -> bool {
        self.sums == (word(bytes, place, true), word(bytes, place + 1, true))
    }
}

/// The word at a place, counted in words; 0 beyond the end.
fn word(bytes: &[u8], place: usize, big_endian: bool) -> u32 {
    let found = bytes.get(4 * place..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
    if big_endian { u32::from_be_bytes(found) } else { u32::from_le_bytes(found) }
}

/// Fills the whole buffer. False at the end, also when a part of it is left: an unfinished write.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
