//! The command line: reads arguments and settings, finds the language, and starts the full screen or
//! one command. All words come from `locales/<lang>/cli.ftl`.

mod args;
mod ask;
mod backup;
mod check;
mod complaint;
mod context;
mod doctor;
mod examine;
mod man;
mod meter;
mod out;
mod passphrase;
mod restore;
mod session;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, FromArgMatches};

use self::args::{Cli, Command};
pub use self::context::Context;
pub use self::passphrase::{PassphraseError, read as read_passphrase};
pub use self::session::{DemoVault, SessionKind};
use crate::session::Runner;
use crate::terminal::{self, PanicLine};

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    Ok = 0,
    Failure = 1,
    Usage = 2,
    /// Data or a form is invalid.
    Invalid = 3,
    /// Locked, or a wrong passphrase.
    Locked = 4,
    /// The vault was written by a newer version.
    Newer = 5,
    /// Ctrl-C.
    Interrupted = 130,
}

impl From<Exit> for u8 {
    fn from(exit: Exit) -> Self {
        exit as u8
    }
}

/// The whole program with the arguments of this process.
pub fn main() -> ExitCode {
    main_with(terminal::run)
}

/// The same with something around its full screen: for tests that look into it from there.
#[doc(hidden)]
pub fn main_with(full_screen: Runner) -> ExitCode {
    ExitCode::from(run(std::env::args_os().collect(), full_screen))
}

fn run(arguments: Vec<OsString>, full_screen: Runner) -> u8 {
    let (mut context, rest) = match Context::before_parsing(&arguments) {
        Ok(found) => found,
        Err(exit) => return exit.into(),
    };
    context.full_screen = full_screen;
    // Nothing that a person wrote may reach the terminal by a defect's message.
    let _panic_line = PanicLine::new(context.locale.text("cli-panic"));
    let parsed = words::command(&context.locale).try_get_matches_from(&arguments);
    match parsed.and_then(|matches: ArgMatches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => match context.after_parsing(&cli.global, rest) {
            Ok(context) => dispatch(cli, context),
            Err(exit) => exit.into(),
        },
        Err(error) => not_parsed(&error, &context).into(),
    }
}

fn dispatch(cli: Cli, context: Context) -> u8 {
    match cli.command {
        None => session::start(context, SessionKind::Vault),
        Some(Command::Demo(demo)) => match demo.into {
            Some(into) => {
                session::build_demo(context, DemoVault { into, cases: demo.cases, seed: demo.seed })
            }
            None => session::start(context, SessionKind::Demo { cases: demo.cases, seed: demo.seed }),
        },
        Some(Command::Check(check)) => check::run(&context, check.what).into(),
        Some(Command::Backup(order)) => backup::run(&context, &order).into(),
        Some(Command::Restore(order)) => restore::run(&context, &order).into(),
        Some(Command::Doctor(order)) => examine::run(&context, &order).into(),
        Some(Command::Completions(completions)) => {
            let mut script = Vec::new();
            clap_complete::generate(
                completions.shell,
                &mut words::command(&context.locale),
                "vaka",
                &mut script,
            );
            out::print_bytes(&script, &context.locale).into()
        }
        Some(Command::Man) => out::print(&man::page(&context.locale), &context.locale).into(),
    }
}

/// Help and version are asked for and go to standard output; everything else is a mistake.
fn not_parsed(error: &clap::Error, context: &Context) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out::print(&error.render().to_string(), &context.locale)
        }
        _ => {
            out::complain(&complaint::text(error, &context.locale));
            Exit::Usage
        }
    }
}
