//! From the command line into the full screen, and the building of an invented vault. The two
//! functions at the end are where the program behind the screens is joined on.

use std::path::PathBuf;

use super::context::Context;
use super::{Exit, out};
use crate::terminal::TerminalError;

/// Which full screen is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionKind {
    /// The vault of the data directory.
    Vault,
    /// A throwaway vault of invented people, with a mark on every screen.
    Demo { cases: u32, seed: u64 },
}

/// An invented vault to be built in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoVault {
    pub into: PathBuf,
    pub cases: u32,
    pub seed: u64,
}

/// Starts the full screen, unless there is no terminal for it.
pub fn start(context: Context, kind: SessionKind) -> u8 {
    let missing = if !context.terminal.output_is_terminal {
        Some(TerminalError::OutputNotATerminal)
    } else if !context.terminal.input_is_terminal && !context.reads_stdin() {
        Some(TerminalError::InputNotATerminal)
    } else {
        None
    };
    if let Some(error) = missing {
        return context.say_terminal_error(&error).into();
    }
    context.start_log();
    open_full_screen(context, kind)
}

/// Builds an invented vault, unless its passphrase is missing: it would be of use to nobody.
pub fn build_demo(context: Context, demo: DemoVault) -> u8 {
    context.say_notices();
    if context.passphrase_file.is_none() {
        out::complain(&context.locale.text("cli-error-demo-passphrase"));
        return Exit::Usage.into();
    }
    build_demo_vault(context, demo)
}

/// JOIN: the application. Opens the vault with `context.passphrase()` if one is given, runs
/// `terminal::run` with `context.terminal_options()`, gives back the exit code; an error is said by
/// `context.say_terminal_error`. `context.notices` belong on the first screen.
fn open_full_screen(_context: Context, _kind: SessionKind) -> u8 {
    Exit::Failure.into()
}

/// JOIN: the store and the invented people. Says its progress in counts on standard error.
fn build_demo_vault(_context: Context, _demo: DemoVault) -> u8 {
    Exit::Failure.into()
}
