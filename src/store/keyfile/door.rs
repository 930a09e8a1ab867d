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

/// Refuses doors that would take too long to try: a file of somebody else's may ask for anything.
///
/// # Errors
/// `KdfTooExpensive`, before anything is derived.
pub fn limit(doors: &[Door]) -> Result<(), VaultError> {
    super::limit_work(doors.iter().map(|door| &door.slot))
}

/// Tries a recovery code on all doors; `None` when it is that of nobody here. Doors with one salt and one
/// cost are tried with one derivation.
///
/// # Errors
/// `KdfTooExpensive` when a slot asks for more than this program gives.
pub fn open(
    doors: &[Door],
    vault: Uuid,
    secret: &str,
    about: &[u8],
) -> Result<Option<LockedKey>, VaultError> {
    let mut derived: Vec<(&Slot, LockedKey)> = Vec::new();
    for Door { worker, slot, key } in doors {
        let same = |(known, _): &&(&Slot, LockedKey)| known.salt == slot.salt && known.kdf == slot.kdf;
        if derived.iter().find(same).is_none() {
            derived.push((slot, kdf::derive(secret, &slot.salt.0, slot.kdf)?));
        }
        let Some((_, by)) = derived.iter().find(same) else { continue };
        let of_slot = super::about_slot(vault, *worker, SlotKind::Recovery, slot.kdf);
        let private = seal::unwrap(by, &slot.wrapped, &of_slot);
        if let Some(opened) = private.and_then(|private| seal::open(&private, key, about)) {
            return Ok(Some(opened));
        }
    }
    Ok(None)
}
