//! From a passphrase to a key, slowly: Argon2id with limits that are checked before any memory is taken.
//!
//! What it costs is chosen when a vault is made, for about 0.7 s of computing on that machine, and stays
//! with the vault. The passes are what varies. The memory does not grow with the machine: a vault is
//! carried on a stick, restored from a backup, opened on the oldest computer of the office, and must open
//! where 160 MB are free.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use icu_normalizer::ComposingNormalizerBorrowed;
use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::spare::spare_kib;
use crate::memory::LockedKey;

const MEBIBYTE: u32 = 1024;
const STANDARD_KIB: u32 = 96 * MEBIBYTE;
/// With `LEAST_PASSES` the second choice of RFC 9106, for machines with little memory.
const FLOOR_KIB: u32 = 64 * MEBIBYTE;
const LEAST_PASSES: u32 = 3;
/// What must stay free beside the standard, for the rest of the program and for other programs.
const LEFT_FREE_KIB: u64 = 96 * 1024;
/// How long one derivation keeps the machine busy on which the vault is made.
const AIM: Duration = Duration::from_millis(700);
/// More than any vault is written with: a key file that asks for more would only hang the program.
const CEILING_KIB: u32 = 1024 * MEBIBYTE;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 8;
/// The most that memory and passes may come to together, in KiB: each limit alone would still let a
/// foreign key file keep a machine busy for a minute.
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
    /// What a new vault costs on this machine: it is measured, which takes about a third of a second, and
    /// as much memory as the derivation will. One lane, since we derive on one thread.
    pub fn calibrated() -> Self {
        Self::fitting(spare_kib(), |params| {
            let before = busy();
            derive("how fast is this machine", &[0; 16], params).ok()?;
            Some(busy().saturating_sub(before))
        })
    }

    /// As many passes as `AIM` has room for, by what the least of them took; the floor where nothing can
    /// be measured.
    fn fitting(spare_kib: Option<u64>, took: impl FnOnce(Self) -> Option<Duration>) -> Self {
        let memory_kib = Self::memory_kib(spare_kib);
        let least = Self { memory_kib, passes: LEAST_PASSES, lanes: 1 };
        let Some(took) = took(least) else { return Self { memory_kib: FLOOR_KIB, ..least } };
        let one = (took.as_micros() / u128::from(LEAST_PASSES)).max(1);
        let passes = u32::try_from((AIM.as_micros() + one / 2) / one).unwrap_or(MOST_PASSES);
        Self { passes: passes.clamp(LEAST_PASSES, MOST_PASSES), ..least }
    }

    /// The memory of a new vault where so much is free.
    pub(super) fn memory_kib(spare_kib: Option<u64>) -> u32 {
        let roomy = spare_kib.is_none_or(|kib| kib >= u64::from(STANDARD_KIB) + LEFT_FREE_KIB);
        if roomy { STANDARD_KIB } else { FLOOR_KIB }
    }

    /// No protection at all, quick enough to be run hundreds of times.
    pub fn cheap_for_tests() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    /// The same, with no more than the floor: for secrets that cannot be guessed anyway.
    pub(crate) fn at_floor(self) -> Self {
        Self { memory_kib: self.memory_kib.min(FLOOR_KIB), passes: self.passes.min(LEAST_PASSES), ..self }
    }

    pub(crate) fn is_below_floor(self) -> bool {
        self.memory_kib < FLOOR_KIB || self.passes < LEAST_PASSES
    }

    /// Memory times passes, in KiB.
    pub(crate) fn work(self) -> u64 {
        u64::from(self.memory_kib).saturating_mul(self.passes.into())
    }
}

/// How long this thread has been computing: other programs that keep the machine busy at that moment do
/// not make a vault cheaper.
fn busy() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

/// Derives a key from a secret text. The text is composed first (NFC): one keyboard sends ş as one
/// character, another as s and a cedilla, and both must open the vault.
///
/// # Errors
/// `KdfTooExpensive` when the parameters exceed the limits, `TooLittleMemory` when the machine has not so
/// much to spare. The memory is wiped and given back to the system before this returns.
pub fn derive(secret: &str, salt: &[u8; 16], params: KdfParams) -> Result<LockedKey, VaultError> {
    let KdfParams { memory_kib, passes, lanes } = params;
    if memory_kib > CEILING_KIB || passes > MOST_PASSES || lanes > MOST_LANES || params.work() > MOST_WORK_KIB
    {
        return Err(VaultError::KdfTooExpensive);
    }
    let too_little = VaultError::TooLittleMemory { needed_mib: memory_kib.div_ceil(MEBIBYTE) };
    if spare_kib().is_some_and(|spare| spare < memory_kib.into()) {
        return Err(too_little);
    }
    let params = Params::new(memory_kib, passes, lanes, Some(32)).map_err(|_| VaultError::KdfTooExpensive)?;
    let composed = Zeroizing::new(ComposingNormalizerBorrowed::new_nfc().normalize(secret).into_owned());
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    LockedKey::fill(|key| {
        argon.hash_password_into(composed.as_bytes(), salt, key).map_err(|error| match error {
            argon2::Error::OutOfMemory => too_little,
            _ => VaultError::KdfTooExpensive,
        })
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

    fn measured(spare_kib: Option<u64>, millis_for_three: u64) -> KdfParams {
        KdfParams::fitting(spare_kib, |asked| {
            assert_eq!((asked.passes, asked.lanes), (LEAST_PASSES, 1));
            Some(Duration::from_millis(millis_for_three))
        })
    }

    #[test]
    fn a_vault_costs_about_as_long_as_is_aimed_at() {
        for (three, passes) in [(300, 7), (210, 10), (150, 14), (420, 5), (700, 3)] {
            assert_eq!(measured(None, three), KdfParams { memory_kib: STANDARD_KIB, passes, lanes: 1 });
        }
    }

    #[test]
    fn no_machine_is_so_slow_or_full_that_it_goes_below_the_floor() {
        let floor = KdfParams { memory_kib: FLOOR_KIB, passes: LEAST_PASSES, lanes: 1 };
        assert_eq!(measured(Some(0), 60_000), floor);
        assert_eq!(KdfParams::fitting(Some(1 << 30), |_| None), floor);
        assert!(!floor.is_below_floor() && !measured(None, 60_000).is_below_floor());
        assert_eq!(floor.at_floor(), floor);
    }

    #[test]
    fn no_machine_is_so_fast_that_another_one_would_hang() {
        for millis in [0, 1, 20] {
            assert_eq!(measured(None, millis).passes, MOST_PASSES);
        }
        assert!(u64::from(STANDARD_KIB) * u64::from(MOST_PASSES) < MOST_WORK_KIB);
    }

    /// 160 MB, less what the program has taken by then.
    #[test]
    fn where_160_mb_are_free_the_floor_is_chosen_and_the_standard_still_opens() {
        let free = 160_000_000 / 1024;
        assert_eq!(measured(Some(free), 300).memory_kib, FLOOR_KIB);
        assert_eq!(measured(Some(4 << 20), 300).memory_kib, STANDARD_KIB);
        assert!(u64::from(STANDARD_KIB) + 32 * 1024 < free);
    }

    #[test]
    fn this_machine_is_measured() {
        let calibrated = KdfParams::calibrated();
        assert!(!calibrated.is_below_floor());
        assert!(calibrated.memory_kib <= STANDARD_KIB && calibrated.passes <= MOST_PASSES);
    }
}
