//! The head of a backup: three lines of text that say what the file is and how its key is had. The first
//! is the kind and version, the second the slots as JSON, the third a checksum against accidents. The key
//! of the stream is derived from all three, so that nothing in them can be changed either.

use std::io::{BufRead, Read};

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::BackupError;
use super::stream::PREFIX;
use crate::memory::LockedKey;
use crate::store::error::VaultError;
use crate::store::hex::Hex;
use crate::store::kdf::{self, KdfParams};
use crate::store::keyfile::{Door, Keys, door};
use crate::store::seal::{self, Wrapped};
use crate::store::{Unlock, error::Part};

const MAGIC: &str = "vaka-backup";
const FORMAT: u32 = 1;
/// The longest line of a head (bytes): hundreds of workers fit.
const LONGEST: u64 = 1 << 18;
/// As many workers as a key file holds.
const MOST_DOORS: usize = 64;

/// What the second line says.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Slots {
    backup: Uuid,
    vault: Uuid,
    /// The start of each nonce of the stream.
    nonce: Hex<PREFIX>,
    kdf: KdfParams,
    salt: Hex<16>,
    /// The key of this backup, wrapped by its passphrase.
    key: Wrapped,
    /// The same for the recovery code of each worker.
    recovery: Vec<Door>,
}

/// The head as it was read or made.
#[derive(Debug)]
pub struct Header {
    slots: Slots,
    /// All three lines as they stand in the file.
    pub text: String,
}

impl Header {
    /// The head of a new backup of the vault that has these keys, and the key of its stream.
    pub fn new(keys: &Keys, passphrase: &str, kdf: KdfParams) -> Result<(Self, LockedKey), VaultError> {
        let backup = uuid::Builder::from_random_bytes(seal::random()?).into_uuid();
        let (vault, salt, key) = (keys.vault, seal::random()?, seal::random_key()?);
        let by = kdf::derive(passphrase, &salt, kdf)?;
        let wrapped = seal::wrap(&by, &key, &about_slot(backup, vault, kdf))?;
        let recovery = keys.doors(&key, &about_key(backup, vault))?;
        let (nonce, salt) = (Hex(seal::random()?), Hex(salt));
        let slots = Slots { backup, vault, nonce, kdf, salt, key: wrapped, recovery };
        let json = serde_json::to_string(&slots).map_err(|_| VaultError::Damaged(Part::Keys))?;
        let body = format!("{MAGIC} {FORMAT}\n{json}\n");
        let text = format!("{body}sum {}\n", checksum(&body));
        let header = Self { slots, text };
        let stream = header.stream_key(&key)?;
        Ok((header, stream))
    }

    /// Reads a head; what follows it in `from` is the stream.
    ///
    /// # Errors
    /// `NotABackup`, `Newer`, `Damaged`, or what the system says.
    pub fn read(from: &mut impl BufRead) -> Result<Self, BackupError> {
        let first = line(from)?.ok_or(BackupError::NotABackup)?;
        let version = first.strip_prefix(MAGIC).and_then(|rest| rest.trim().parse::<u32>().ok());
        let found = version.ok_or(BackupError::NotABackup)?;
        if found > FORMAT {
            return Err(BackupError::Newer { found, known: FORMAT });
        }
        let (json, sum) = (line(from)?, line(from)?);
        let (json, sum) = (json.ok_or(BackupError::Damaged)?, sum.ok_or(BackupError::Damaged)?);
        let body = format!("{first}{json}");
        if sum != format!("sum {}\n", checksum(&body)) {
            return Err(BackupError::Damaged);
        }
        let slots: Slots = serde_json::from_str(&json).map_err(|_| BackupError::Damaged)?;
        if slots.recovery.len() > MOST_DOORS {
            return Err(VaultError::KdfTooExpensive.into());
        }
        door::limit(&slots.recovery)?;
        Ok(Self { slots, text: format!("{body}{sum}") })
    }

    /// The key of the stream, with the passphrase of the backup or the recovery code of a worker.
    ///
    /// # Errors
    /// `WrongSecret`; `KdfTooExpensive` when the file asks for more than this program gives.
    pub fn unlock(&self, with: Unlock) -> Result<LockedKey, BackupError> {
        let Slots { backup, vault, kdf, salt, key, recovery, .. } = &self.slots;
        let found = match with {
            Unlock::Passphrase(passphrase) => {
                let by = kdf::derive(passphrase.expose_secret(), &salt.0, *kdf)?;
                seal::unwrap(&by, key, &about_slot(*backup, *vault, *kdf))
            }
            Unlock::Recovery(code) => {
                door::open(recovery, *vault, code.secret(), &about_key(*backup, *vault))?
            }
        };
        Ok(self.stream_key(&found.ok_or(BackupError::WrongSecret)?)?)
    }

    pub fn nonce(&self) -> [u8; PREFIX] {
        self.slots.nonce.0
    }

    fn stream_key(&self, key: &LockedKey) -> Result<LockedKey, VaultError> {
        let whole: [u8; 32] = Sha256::digest(&self.text).into();
        seal::subkey(key.bytes(), &whole, "vaka backup stream 1")
    }
}

/// A line with its end; `None` at the end of the file. What is no text is no backup.
fn line(from: &mut impl BufRead) -> Result<Option<String>, BackupError> {
    let mut bytes = Vec::new();
    from.take(LONGEST).read_until(b'\n', &mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| BackupError::NotABackup)?;
    Ok(text.ends_with('\n').then_some(text))
}

fn about_slot(backup: Uuid, vault: Uuid, kdf: KdfParams) -> Vec<u8> {
    let KdfParams { memory_kib, passes, lanes } = kdf;
    format!("vaka backup slot 1 {backup} {vault} {memory_kib} {passes} {lanes}").into_bytes()
}

fn about_key(backup: Uuid, vault: Uuid) -> Vec<u8> {
    format!("vaka backup key 1 {backup} {vault}").into_bytes()
}

pub fn checksum(body: &str) -> Hex<32> {
    Hex(Sha256::digest(body).into())
}
