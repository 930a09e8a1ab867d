//! A way for the recovery codes of a vault to open something else than the vault, such as a backup,
//! without knowing them: the key is sealed to each worker's public key, and the slot in which the
//! recovery code has wrapped the private key goes along.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Keys, Slot, SlotKind};
use crate::memory::LockedKey;
use crate::record::WorkerId;
use crate::store::error::VaultError;
use crate::store::kdf;
use crate::store::seal::{self, Sealed};

/// What one worker's recovery code opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    worker: WorkerId,
    slot: Slot,
    key: Sealed,
}

impl Keys {
    /// A door to `key` for the recovery code of every worker of this vault. `about` says what the key is
    /// for and must be the same when it is opened.
    ///
    /// # Errors
    /// A public key in the file that nothing can be sealed to.
    pub fn doors(&self, key: &LockedKey, about: &[u8]) -> Result<Vec<Door>, VaultError> {
        let mut doors = Vec::new();
        for holder in &self.holders {
            for slot in holder.slots.iter().filter(|slot| slot.kind == SlotKind::Recovery) {
                let key = seal::seal(&holder.public.0, key, about)?;
                doors.push(Door { worker: holder.worker, slot: slot.clone(), key });
            }
        }
        Ok(doors)
    }
}

impl Door {
    /// Tries a recovery code; `None` when it is that of somebody else.
    ///
    /// # Errors
    /// `KdfTooExpensive` when the slot asks for more than this program gives.
    pub fn open(&self, vault: Uuid, secret: &str, about: &[u8]) -> Result<Option<LockedKey>, VaultError> {
        let by = kdf::derive(secret, &self.slot.salt.0, self.slot.kdf)?;
        let of_slot = super::about_slot(vault, self.worker, SlotKind::Recovery, self.slot.kdf);
        let private = seal::unwrap(&by, &self.slot.wrapped, &of_slot);
        Ok(private.and_then(|private| seal::open(&private, &self.key, about)))
    }
}
