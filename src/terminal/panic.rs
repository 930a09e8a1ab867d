//! What a defect may say: one fixed line. The message of a panic can hold what somebody wrote, so
//! it is neither shown nor logged; the place in the program is logged.

use std::io::Write;
use std::panic;

/// While it lives, a panic anywhere says this line on standard error and nothing else.
///
/// `main` holds one for all commands; [`run`](super::run::run) lays its own over it, which restores
/// the terminal first.
#[must_use = "the line is forgotten when this is dropped"]
pub struct PanicLine {
    previous: Option<Hook>,
}

type Hook = Box<dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send + 'static>;

impl PanicLine {
    /// A panic says `line`.
    pub fn new(line: String) -> Self {
        Self::with(line, || ())
    }

    /// Like [`new`](Self::new); `first` runs before the line is said, in the thread that panicked.
    pub(super) fn with(line: String, first: impl Fn() + Sync + Send + 'static) -> Self {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            first();
            if let Some(place) = info.location() {
                log::error!("panic at {}:{}:{}", place.file(), place.line(), place.column());
            }
            // `eprintln!` would panic again where standard error is gone.
            let _ = writeln!(std::io::stderr(), "{line}");
        }));
        Self { previous: Some(previous) }
    }
}

impl Drop for PanicLine {
    fn drop(&mut self) {
        // A hook cannot be changed by a thread that panics; it then stays, which is right.
        if !std::thread::panicking()
            && let Some(previous) = self.previous.take()
        {
            panic::set_hook(previous);
        }
    }
}
