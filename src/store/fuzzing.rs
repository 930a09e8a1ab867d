//! A door for the fuzz targets alone: a key file as text, without a vault around it, and a backup.

use sha2::{Digest, Sha256};

pub use super::backup::fuzzing::*;

use super::VaultError;
use super::hex::Hex;
use super::keyfile::{KeyFile, SlotKind};

/// Why a key file did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPassphrase,
    /// Refused before anything was derived.
    TooExpensive,
    /// Anything else that is wrong with the file.
    Unusable,
}

/// Reads a key file and, with a secret, tries it on the slots; None when all went well.
pub fn open_key_file(text: &str, secret: Option<&str>) -> Option<Refusal> {
    let file = match KeyFile::parse(text) {
        Ok(file) => file,
        Err(error) => return Some(refusal(&error)),
    };
    let unlocked = file.unlock(SlotKind::Passphrase, secret?);
    match unlocked {
        Ok(unlocked) => (!file.is_genuine(&unlocked)).then_some(Refusal::Unusable),
        Err(error) => Some(refusal(&error)),
    }
}

fn refusal(error: &VaultError) -> Refusal {
    match error {
        VaultError::WrongPassphrase => Refusal::WrongPassphrase,
        VaultError::KdfTooExpensive => Refusal::TooExpensive,
        _ => Refusal::Unusable,
    }
}

/// The text with the checksum that it ought to have, so that what stands behind it is reached.
pub fn with_checksum(text: &str) -> String {
    let (body, mac) = match text.rsplit_once("sum ") {
        Some((body, end)) => (body, end.trim_end().rsplit_once("mac ").and_then(|(_, mac)| Hex::parse(mac))),
        None => (text, None),
    };
    let mac = mac.unwrap_or(Hex([0; 32]));
    let digest = Sha256::new().chain_update(body).chain_update(mac.0).finalize();
    format!("{body}sum {}\nmac {mac}\n", Hex::<32>(digest.into()))
}
