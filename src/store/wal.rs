//! Whether the write-ahead log that a killed program left can be read to its end.
//!
//! SQLite reads the log up to the first frame whose checksum fails and takes the rest for what a power cut
//! left of a save that was never acknowledged. One wrong bit in the middle would thus silently take away
//! every save after it. So the log is walked here first: if the end of a save follows where reading
//! must end, something may be lost that had been saved, and that is said.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::error::VaultError;
use super::files;

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
        Ok(file) => walk(BufReader::new(file)).map_err(VaultError::from),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error.into()),
    }
}

fn walk(mut log: impl Read) -> io::Result<bool> {
    let mut header = [0; HEADER];
    // The header reaches the disk before the first frame: without it nothing was acknowledged.
    if !fill(&mut log, &mut header)? || header == [0; HEADER] {
        return Ok(true);
    }
    let magic = word(&header, 0, true);
    let mut sums = Sums { big_endian: magic & 1 == 1, sums: (0, 0) };
    sums.add(&header[..FRAME_HEADER]);
    let page = word(&header, 2, true);
    if magic & !1 != MAGIC || !sums.are(&header, 6) || page > LARGEST_PAGE {
        return Ok(false);
    }
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
        // Frames of an older log, which was begun anew from its start, share neither number with it. Only
        // the end of a save counts (its frame says how large the database is then): parts of one that
        // failed may be left behind the end by a full disk.
        if !readable && salts != [false, false] && word(&frame, 1, true) != 0 {
            return Ok(false);
        }
    }
    Ok(true)
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
