//! What can be said about the terminal and its environment without changing anything: for the choice
//! of defaults and for `vaka doctor`.

use std::env;
use std::io;

use rustix::termios;

use super::colour::{ColourChoice, ColourMode};
use super::tty;
use crate::locale;

/// The terminal as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub input_is_terminal: bool,
    pub output_is_terminal: bool,
    /// Columns and rows, where output is a terminal.
    pub size: Option<(u16, u16)>,
    pub term: Option<String>,
    pub no_color: Option<String>,
    /// The character set of the locale is UTF-8.
    pub utf8: bool,
}

impl Facts {
    /// Asks devices and environment.
    pub fn gather() -> Self {
        let output_is_terminal = termios::isatty(io::stdout());
        let size = output_is_terminal.then(|| tty::size(io::stdout())).map(|size| (size.width, size.height));
        Self {
            input_is_terminal: termios::isatty(io::stdin()),
            output_is_terminal,
            size,
            term: env::var("TERM").ok(),
            no_color: env::var("NO_COLOR").ok(),
            utf8: locale::is_utf8_terminal(&|name| env::var(name).ok()),
        }
    }

    /// The colours to use when `choice` was asked for.
    pub fn colour(&self, choice: ColourChoice) -> ColourMode {
        ColourMode::decide(choice, self.no_color.as_deref(), self.term.as_deref())
    }
}
