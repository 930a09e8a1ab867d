//! From the command line into the full screen, and the building of an invented vault. The two
//! functions at the end are where the program behind the screens is joined on.

use std::path::PathBuf;

use super::context::Context;
use super::{Exit, out};

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
    let from_stdin = context.passphrase_file.as_deref().is_some_and(|file| file.as_os_str() == "-");
    let missing = if !context.terminal.output_is_terminal {
        Some("cli-error-output-not-terminal")
    } else if !context.terminal.input_is_terminal && !from_stdin {
        Some("cli-error-input-not-terminal")
    } else {
        None
    };
    if let Some(message) = missing {
        out::complain(&context.locale.text(message));
        return Exit::Failure.into();
    }
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

/// JOIN: the application. Opens the vault, runs `terminal::run`, gives back the exit code.
fn open_full_screen(_context: Context, _kind: SessionKind) -> u8 {
    Exit::Failure.into()
}

/// JOIN: the store and the invented people. Says its progress in counts on standard error.
fn build_demo_vault(_context: Context, _demo: DemoVault) -> u8 {
    Exit::Failure.into()
}
