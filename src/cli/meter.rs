//! Long work of the commands: per cent on standard error when it is a terminal, and Ctrl-C, which lets
//! the work clear away what it had begun.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        if self.open {
            out::progress("", true);
        }
    }
}
