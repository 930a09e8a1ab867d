//! Secrets for the commands: from a file that was named, or typed on the terminal without being shown.

use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::context::Context;
use super::{Exit, out, session};
use crate::store::{RecoveryCode, Unlock};

/// The longest secret that is taken from a keyboard (bytes).
const LONGEST: usize = 1024;

/// What was given: a passphrase, or a recovery code, which shows itself by its check letters.
pub enum Secret {
    Passphrase(SecretString),
    Recovery(RecoveryCode),
}

impl Secret {
    fn of(text: SecretString) -> Self {
        match RecoveryCode::parse(text.expose_secret()) {
            Ok(code) => Self::Recovery(code),
            Err(_) => Self::Passphrase(text),
        }
    }

    /// Only Enter was pressed.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Passphrase(text) if text.expose_secret().is_empty())
    }

    pub fn unlock(&self) -> Unlock<'_> {
        match self {
            Self::Passphrase(passphrase) => Unlock::Passphrase(passphrase),
            Self::Recovery(code) => Unlock::Recovery(code),
        }
    }
}

/// Whether there is somebody to ask.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A passphrase or recovery code: the first line of `file`, or typed after the words of `message`.
pub fn secret(context: &Context, file: Option<&Path>, message: &str) -> Result<Secret, Exit> {
    passphrase(context, file, message).map(Secret::of)
}

/// A passphrase, the same way; a recovery code is none.
pub fn passphrase(context: &Context, file: Option<&Path>, message: &str) -> Result<SecretString, Exit> {
    if let Some(file) = file {
        return super::read_passphrase(file).map_err(|error| {
            out::complain(&session::passphrase_words(&error, &context.locale));
            Exit::Failure
        });
    }
    if !can_ask() {
        out::complain(&context.locale.text("cli-ask-nobody"));
        return Err(Exit::Usage);
    }
    typed(&context.locale.text(message)).map_err(|error| {
        if error.kind() != io::ErrorKind::Interrupted {
            out::complain(&out::reason(&error, &context.locale));
            return Exit::Failure;
        }
        Exit::Interrupted
    })
}

/// Reads one line from the terminal without showing it.
///
/// # Errors
/// `Interrupted` for Ctrl-C and for the end of the input.
fn typed(prompt: &str) -> io::Result<SecretString> {
    write!(io::stderr(), "{prompt} ")?;
    let quiet = Quiet::begin()?;
    let line = line(io::stdin().lock());
    drop(quiet);
    writeln!(io::stderr())?;
    let line = line?;
    let text = std::str::from_utf8(&line).map_err(|_| io::ErrorKind::InvalidData)?;
    Ok(SecretString::from(text))
}

/// The terminal as it was comes back with the end of this.
struct Quiet(Termios);

impl Quiet {
    /// Shows nothing, and hands over every key at once: a Ctrl-C must bring the showing back.
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut quiet = before.clone();
        quiet.local_modes &= !(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        tcsetattr(io::stdin(), OptionalActions::Flush, &quiet)?;
        Ok(Self(before))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if let Err(error) = tcsetattr(io::stdin(), OptionalActions::Now, &self.0) {
            log::warn!("the terminal was not put back: {error}");
        }
    }
}

/// The keys up to Enter, with Backspace and Ctrl-U.
fn line(mut keys: impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    // Room for all from the start: a buffer that grows leaves copies behind.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    loop {
        let mut key = [0];
        if keys.read(&mut key)? == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        match key[0] {
            b'\n' | b'\r' => return Ok(line),
            3 | 4 => return Err(io::ErrorKind::Interrupted.into()),
            8 | 127 => while line.pop().is_some_and(|byte| byte & 0xc0 == 0x80) {},
            21 => line.clear(),
            0..32 => {}
            byte if line.len() < LONGEST => line.push(byte),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_typed_with_its_corrections() {
        let check = |keys: &str, expect: &str| {
            assert_eq!(line(keys.as_bytes()).unwrap().as_slice(), expect.as_bytes());
        };
        check("kuş uçtu\n", "kuş uçtu");
        check("kuş\u{7f}\u{7f}ş\r", "kş");
        check("yanlış\u{15}doğru\u{1}\nrest", "doğru");
        check("\u{7f}\u{8}a\n", "a");
        for keys in ["abc\u{3}", "abc\u{4}", "abc"] {
            assert_eq!(line(keys.as_bytes()).unwrap_err().kind(), io::ErrorKind::Interrupted);
        }
    }
}
