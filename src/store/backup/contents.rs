//! What lies in the stream of a backup: a short list of what follows, the key file, the database as one
//! consistent copy that had been checked.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};

use super::{BackupError, Progress};
use crate::store::keyfile::KeyFile;

/// The longest list and the longest key file (bytes).
const LONGEST: u64 = 1 << 20;
/// Bytes that are handed on at once.
const PIECE: usize = 256 << 10;

/// What a backup holds, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// Milliseconds since 1970 (UTC).
    pub made_at: i64,
    /// How many cases there are; those with a tombstone are not counted.
    pub cases: u64,
    /// The names of the workers who can open the vault in it.
    pub workers: Vec<String>,
    /// Bytes of the key file.
    keys: u64,
    /// Bytes of the database.
    pub database: u64,
}

/// Both parts of a vault on their way into a backup.
pub struct Parts<'a, R> {
    pub keys: &'a str,
    pub database: R,
    /// Bytes of `database`.
    pub length: u64,
}

impl Inventory {
    pub fn new(made_at: i64, cases: u64, workers: Vec<String>) -> Self {
        Self { made_at, cases, workers, keys: 0, database: 0 }
    }
}

/// Writes everything.
pub fn write<R: Read>(
    into: &mut impl Write,
    inventory: Inventory,
    parts: Parts<R>,
    progress: &mut Progress,
) -> Result<(), BackupError> {
    let inventory = Inventory { keys: parts.keys.len() as u64, database: parts.length, ..inventory };
    let list = serde_json::to_vec(&inventory).map_err(|_| BackupError::Damaged)?;
    into.write_all(&(list.len() as u64).to_be_bytes())?;
    into.write_all(&list)?;
    into.write_all(parts.keys.as_bytes())?;
    carry(parts.database, parts.length, into, progress)
}

/// What was read.
pub struct Unpacked {
    pub inventory: Inventory,
    pub keys: String,
}

/// Reads everything to its end, and hands the database on to `into`.
///
/// # Errors
/// `Damaged` when anything is not as it was written.
pub fn read(
    from: &mut impl Read,
    into: &mut dyn Write,
    progress: &mut Progress,
) -> Result<Unpacked, BackupError> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let list = some(from, u64::from_be_bytes(length))?;
    let inventory: Inventory = serde_json::from_slice(&list).map_err(|_| BackupError::Damaged)?;
    let keys = String::from_utf8(some(from, inventory.keys)?).map_err(|_| BackupError::Damaged)?;
    KeyFile::parse(&keys)?;
    carry(&mut *from, inventory.database, into, progress)?;
    // The last chunk is authenticated as the last: nothing may follow what was listed.
    if from.read(&mut [0])? != 0 {
        return Err(BackupError::Damaged);
    }
    Ok(Unpacked { inventory, keys })
}

/// Reads a small part whole.
fn some(from: &mut impl Read, length: u64) -> Result<Vec<u8>, BackupError> {
    if length > LONGEST {
        return Err(BackupError::Damaged);
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(BackupError::Damaged) }
}

/// Hands on exactly `length` bytes, and says how far it is.
fn carry(
    mut from: impl Read,
    length: u64,
    into: &mut (impl Write + ?Sized),
    progress: &mut Progress,
) -> Result<(), BackupError> {
    let mut piece = vec![0; PIECE];
    let mut done = 0;
    while done < length {
        let wanted = usize::try_from(length - done).unwrap_or(PIECE).min(PIECE);
        from.read_exact(&mut piece[..wanted])?;
        into.write_all(&piece[..wanted])?;
        done += wanted as u64;
        progress.at(done, length)?;
    }
    Ok(())
}
