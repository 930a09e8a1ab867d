//! What can be said about the terminal and its environment without changing anything: for the choice
//! of defaults and for `vaka doctor`.

use std::env;
use std::io;

use rustix::termios;

use super::colour::{ColourChoice, ColourMode};
use super::tty;

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
            utf8: is_utf8(|name| env::var(name).ok()),
        }
    }

    /// The colours to use when `choice` was asked for.
    pub fn colour(&self, choice: ColourChoice) -> ColourMode {
        ColourMode::decide(choice, self.no_color.as_deref(), self.term.as_deref())
    }
}

/// Whether the first of LC_ALL, LC_CTYPE and LANG that says something says UTF-8.
fn is_utf8(variable: impl Fn(&str) -> Option<String>) -> bool {
    let named =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    let named = named.unwrap_or_default().to_ascii_lowercase();
    named.contains("utf-8") || named.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_says_something_decides() {
        let check = |values: [Option<&str>; 3], expect: bool| {
            let variable = |name: &str| {
                let index = ["LC_ALL", "LC_CTYPE", "LANG"].iter().position(|known| *known == name)?;
                values[index].map(str::to_owned)
            };
            assert_eq!(is_utf8(variable), expect, "{values:?}");
        };
        check([None, None, Some("tr_TR.UTF-8")], true);
        check([None, None, Some("C.utf8")], true);
        check([Some(""), None, Some("en_GB.utf-8")], true);
        check([Some("C"), None, Some("en_GB.UTF-8")], false);
        check([None, Some("tr_TR.ISO-8859-9"), Some("tr_TR.UTF-8")], false);
        check([None, None, None], false);
    }
}
