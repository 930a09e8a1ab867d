//! Standard output and standard error of the commands. A reader that goes away early (`| head`) is
//! no error.

use std::io::{self, Write};

use super::Exit;
use crate::locale::Locale;

/// Prints a text to standard output.
pub fn print(text: &str, locale: &Locale) -> Exit {
    print_bytes(text.as_bytes(), locale)
}

/// Prints bytes to standard output.
pub fn print_bytes(bytes: &[u8], locale: &Locale) -> Exit {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Ok(()) => Exit::Ok,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Ok,
        Err(error) => {
            let reason = reason(&error, locale);
            complain(&locale.text_with("cli-error-output", &[("reason", reason.into())]));
            Exit::Failure
        }
    }
}

/// Says something on standard error, each line after the program's name.
pub fn complain(text: &str) {
    let mut errors = io::stderr().lock();
    for line in text.lines() {
        // There is nobody to tell that nobody can be told.
        let _ = writeln!(errors, "vaka: {line}");
    }
}

/// Shows a text of several lines on standard error as it is.
pub fn show(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Why the system refused something, in the language in use.
pub fn reason(error: &io::Error, locale: &Locale) -> String {
    let id = match error.kind() {
        io::ErrorKind::NotFound => "cli-reason-not-found",
        io::ErrorKind::PermissionDenied => "cli-reason-permission",
        io::ErrorKind::AlreadyExists => "cli-reason-exists",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "cli-reason-full",
        io::ErrorKind::ReadOnlyFilesystem => "cli-reason-read-only",
        io::ErrorKind::IsADirectory => "cli-reason-directory",
        io::ErrorKind::NotADirectory => "cli-reason-no-directory",
        io::ErrorKind::InvalidData => "cli-reason-not-text",
        io::ErrorKind::UnexpectedEof => "cli-reason-end",
        _ => {
            let number = error.raw_os_error().unwrap_or(0);
            return locale.text_with("cli-reason-other", &[("number", number.to_string().into())]);
        }
    };
    locale.text(id)
}

/// A line of counted progress on standard error, written over the one before when it is a terminal.
pub fn progress(text: &str, last: bool) {
    use std::io::IsTerminal;
    let mut err = io::stderr().lock();
    let end = if last { "\n" } else { "\r" };
    if err.is_terminal() || last {
        // Nobody may be there to read it.
        let _ = write!(err, "{text}{end}");
        let _ = err.flush();
    }
}
