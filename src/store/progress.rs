//! How far a long work is, for who waits for it.

use std::io::ErrorKind;
use std::ops::ControlFlow;

use super::error::VaultError;

/// Says how far it is in per cent, and whether to go on.
pub type Tell<'t> = dyn FnMut(u8) -> ControlFlow<()> + 't;

/// Tells that `done` of `all` is done, between two per cent of the whole.
///
/// # Errors
/// `Io(Interrupted)` when it is not to go on.
pub fn tell_so_far(tell: &mut Tell, done: u32, all: u32, (from, to): (u8, u8)) -> Result<(), VaultError> {
    let percent = |done: u32| u64::from(to - from) * u64::from(done) / u64::from(all.max(1));
    if percent(done) == percent(done.saturating_sub(1)) {
        return Ok(());
    }
    match tell(from + u8::try_from(percent(done)).unwrap_or_default()) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(VaultError::Io(ErrorKind::Interrupted)),
    }
}
