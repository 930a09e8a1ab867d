//! Long work of the commands: per cent on standard error when it is a terminal, and Ctrl-C, which lets
//! the work clear away what it had begun.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::out;
use crate::locale::{Arg, Locale};

/// Counts one piece of work.
pub struct Meter<'a> {
    locale: &'a Locale,
    /// What is being done: a message with the variable `percent`.
    message: &'static str,
    stop: Arc<AtomicBool>,
    /// The line on the screen has no end yet.
    open: bool,
}

impl<'a> Meter<'a> {
    pub fn new(locale: &'a Locale, message: &'static str) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            if let Err(error) = signal_hook::flag::register(signal, Arc::clone(&stop)) {
                log::warn!("a signal is not waited for: {error}");
            }
        }
        Self { locale, message, stop, open: false }
    }

    /// Whether somebody stopped it; goes on to say so when this is dropped.
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// So far it is.
    pub fn tell(&mut self, percent: u8) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if io::stderr().is_terminal() {
            let text = self.locale.text_with(self.message, &[("percent", Arg::from(usize::from(percent)))]);
            out::progress(&text, percent == 100);
            self.open = percent < 100;
        }
        ControlFlow::Continue(())
    }
}

/// How often it is looked whether work that says nothing in between was stopped.
const LOOK: Duration = Duration::from_millis(100);

/// Does work that cannot be asked to stop. When it is stopped nevertheless, `clear` is called beside it: to
/// take away what the work would leave behind, and to end the process (`interrupted`).
pub fn or_stop<T>(stop: &AtomicBool, clear: impl FnOnce() + Send, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, waits) = channel::<()>();
        scope.spawn(move || {
            while waits.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                if stop.load(Ordering::Relaxed) {
                    return clear();
                }
            }
        });
        // Dropped at the end of the work, which ends the wait, a panic too.
        let _done = done;
        work()
    })
}

/// Ends the process as Ctrl-C ends one that does not wait for it.
pub fn interrupted() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGINT);
}

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        if self.open {
            out::progress("", true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_cannot_be_asked_is_stopped_beside_it() {
        let (cleared, waits) = channel();
        let stop = AtomicBool::new(true);
        assert!(or_stop(&stop, move || cleared.send(()).unwrap(), || waits.recv().is_ok()));
        let mut cleared = false;
        assert_eq!(or_stop(&AtomicBool::new(false), || cleared = true, || 5), 5);
        assert!(!cleared);
    }
}
