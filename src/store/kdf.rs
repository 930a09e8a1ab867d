//! From a passphrase to a key, slowly: Argon2id with limits that are checked before any memory is taken.

use std::fs;

use argon2::{Algorithm, Argon2, Params, Version};
use icu_normalizer::ComposingNormalizerBorrowed;
use rustix::process::{Resource, getrlimit};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::error::VaultError;
use crate::memory::LockedKey;

const MEBIBYTE: u32 = 1024;
const STANDARD_KIB: u32 = 256 * MEBIBYTE;
const FLOOR_KIB: u32 = 64 * MEBIBYTE;
/// More than any vault is written with: a key file that asks for more would only hang the program.
const CEILING_KIB: u32 = 1024 * MEBIBYTE;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 8;
/// The most that memory and passes may come to together, in KiB: each limit alone would still let a
/// foreign key file keep a machine busy for a minute. The standard is a fifth of it.
const MOST_WORK_KIB: u64 = 4 << 20;

/// What one derivation costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfParams {
    /// In KiB.
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl KdfParams {
    /// 256 MiB and three passes; on a machine that has not twice as much to spare, half of it, and half
    /// again, but never below 64 MiB. One lane, since we derive on one thread.
    pub fn standard() -> Self {
        let mut memory_kib = STANDARD_KIB;
        while memory_kib > FLOOR_KIB && !affordable(memory_kib) {
            memory_kib /= 2;
        }
        Self { memory_kib, passes: 3, lanes: 1 }
    }

    /// No protection at all, quick enough to be run hundreds of times.
    pub fn cheap_for_tests() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    /// The same, with no more than the floor: for secrets that cannot be guessed anyway.
    pub(crate) fn at_floor(self) -> Self {
        Self { memory_kib: self.memory_kib.min(FLOOR_KIB), ..self }
    }
}

/// Whether the memory can be had, judged by what the system says is free (other programs would be killed
/// for it otherwise, or ours) and by the limit of this process. Asking for it would tell nothing: the
/// system promises memory that it does not have.
fn affordable(memory_kib: u32) -> bool {
    let free = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("MemAvailable:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    });
    let limit = getrlimit(Resource::As).current.map(|bytes| bytes / 1024);
    let twice = 2 * u64::from(memory_kib);
    free.is_none_or(|kib| kib >= twice) && limit.is_none_or(|kib| kib >= twice)
}

/// Derives a key from a secret text. The text is composed first (NFC): one keyboard sends ş as one
/// character, another as s and a cedilla, and both must open the vault.
///
/// # Errors
/// `KdfTooExpensive` when the parameters exceed the limits, or the machine has not the memory.
pub fn derive(secret: &str, salt: &[u8; 16], params: KdfParams) -> Result<LockedKey, VaultError> {
    let KdfParams { memory_kib, passes, lanes } = params;
    let work = u64::from(memory_kib) * u64::from(passes);
    if memory_kib > CEILING_KIB || passes > MOST_PASSES || lanes > MOST_LANES || work > MOST_WORK_KIB {
        return Err(VaultError::KdfTooExpensive);
    }
    let params = Params::new(memory_kib, passes, lanes, Some(32)).map_err(|_| VaultError::KdfTooExpensive)?;
    let composed = Zeroizing::new(ComposingNormalizerBorrowed::new_nfc().normalize(secret).into_owned());
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    LockedKey::fill(|key| {
        argon.hash_password_into(composed.as_bytes(), salt, key).map_err(|_| VaultError::KdfTooExpensive)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_letters_are_the_same_secret() {
        let cheap = KdfParams::cheap_for_tests();
        let one = derive("kuş uçtu", &[1; 16], cheap).unwrap();
        let two = derive("kus\u{327} uc\u{327}tu", &[1; 16], cheap).unwrap();
        assert_eq!(one.bytes(), two.bytes());
        assert_ne!(one.bytes(), derive("kuş uçtu", &[2; 16], cheap).unwrap().bytes());
    }

    #[test]
    fn limits_hold_before_memory_is_taken() {
        let cheap = KdfParams::cheap_for_tests();
        for params in [
            KdfParams { memory_kib: u32::MAX, ..cheap },
            KdfParams { passes: u32::MAX, ..cheap },
            KdfParams { lanes: 0x00ff_ffff, ..cheap },
            KdfParams { memory_kib: CEILING_KIB, passes: 5, ..cheap },
            KdfParams { memory_kib: 0, ..cheap },
            KdfParams { passes: 0, ..cheap },
            KdfParams { lanes: 0, ..cheap },
        ] {
            assert_eq!(derive("x", &[0; 16], params).err(), Some(VaultError::KdfTooExpensive));
        }
    }

    #[test]
    fn the_standard_is_never_below_the_floor() {
        let standard = KdfParams::standard();
        assert!((FLOOR_KIB..=STANDARD_KIB).contains(&standard.memory_kib));
        assert_eq!((standard.passes, standard.lanes), (3, 1));
    }
}
