//! A door for the fuzz targets alone: a backup as bytes, without a file.

use std::io::{BufRead, Cursor, Write, sink};
use std::ops::ControlFlow;

use secrecy::SecretString;

use super::header::{Header, checksum};
use super::stream::{PREFIX, Reader, Writer};
use super::{BackupError, Progress, contents};
use crate::memory::LockedKey;
use crate::store::error::VaultError;
use crate::store::fuzzing::Refusal;
use crate::store::{RecoveryCode, Unlock};

/// What is tried on a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    /// Nothing: only the head is read.
    Nothing,
    Passphrase,
    Recovery,
}

/// The passphrase of the backup among the seeds.
pub const PASSPHRASE: &str = "trei mere pe pervaz";

/// Reads a backup as far as it goes; None when all of it is good.
pub fn open_backup(bytes: &[u8], attempt: Try) -> Option<Refusal> {
    read(bytes, attempt).err().map(|error| refusal(&error))
}

fn read(bytes: &[u8], attempt: Try) -> Result<(), BackupError> {
    let mut from = Cursor::new(bytes);
    let header = Header::read(&mut from)?;
    let key = match attempt {
        Try::Nothing => return Ok(()),
        Try::Passphrase => header.unlock(Unlock::Passphrase(&SecretString::from(PASSPHRASE)))?,
        Try::Recovery => header.unlock(Unlock::Recovery(&RecoveryCode::generate()))?,
    };
    contents_of(Reader::new(from, &key, header.nonce())?, &mut sink())
}

/// Seals bytes as whoever knows the key of a backup may, and reads them as the contents of one. None when
/// they are good; `into` takes what is handed on as the database.
pub fn open_contents(bytes: &[u8], into: &mut dyn Write) -> Option<Refusal> {
    let opened = LockedKey::fill(|key| {
        key.fill(1);
        Ok::<_, BackupError>(())
    })
    .and_then(|key| {
        let mut stream = Writer::new(Vec::new(), &key, [7; PREFIX]);
        stream.write_all(bytes)?;
        let (sealed, _) = stream.finish()?;
        contents_of(Reader::new(Cursor::new(sealed), &key, [7; PREFIX])?, into)
    });
    opened.err().map(|error| refusal(&error))
}

fn contents_of(
    mut stream: Reader<Cursor<impl AsRef<[u8]>>>,
    into: &mut dyn Write,
) -> Result<(), BackupError> {
    let mut on = |_: u8| ControlFlow::Continue(());
    contents::read(&mut stream, into, &mut Progress::new(&mut on)).map(drop)
}

/// The bytes with the checksum that their head ought to have, so that what stands behind it is reached.
pub fn with_head_checksum(bytes: &[u8]) -> Vec<u8> {
    let mut rest = Cursor::new(bytes);
    let mut lines = [Vec::new(), Vec::new(), Vec::new()];
    for line in &mut lines {
        let _ = rest.read_until(b'\n', line);
    }
    let body = String::from_utf8_lossy(&lines[..2].concat()).into_owned();
    let sum = format!("sum {}\n", checksum(&body));
    let stream = usize::try_from(rest.position()).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    [body.as_bytes(), sum.as_bytes(), stream].concat()
}

fn refusal(error: &BackupError) -> Refusal {
    match error {
        BackupError::WrongSecret => Refusal::WrongPassphrase,
        BackupError::Vault(VaultError::KdfTooExpensive) => Refusal::TooExpensive,
        _ => Refusal::Unusable,
    }
}
