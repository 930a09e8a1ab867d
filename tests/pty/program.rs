//! The real program in a terminal.

use super::Test;
use super::harness::{Pty, Start};

pub const TESTS: &[Test] = &[("help_fits_the_screen_in_every_language", help_fits)];

/// `vaka` with these arguments, in a home directory of its own.
pub fn vaka(arguments: &[&str]) -> Pty {
    let start = Start::new(env!("CARGO_BIN_EXE_vaka"));
    arguments.iter().fold(start, Start::arg).spawn()
}

fn help_fits() {
    for (lang, last) in [("en", "full screen."), ("tr", "tam ekranda açar."), ("ro", "tot ecranul.")] {
        let mut pty = vaka(&["-h", "--lang", lang]);
        assert_eq!(pty.finish(), 0);
        pty.wait_for(last);
        let wrapped = pty.screen(|screen| (0..24).any(|row| screen.row_wrapped(row)));
        assert!(!wrapped, "{}", pty.contents());
    }
}
