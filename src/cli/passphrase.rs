//! A passphrase from a file or from standard input: never from an argument or the environment, where
//! others can read it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use secrecy::SecretString;
use zeroize::Zeroizing;

/// Longer files (bytes) hold something else.
const LIMIT: u64 = 4096;

/// Why there is no passphrase. The display form is the id of the message that says it.
#[derive(Debug, thiserror::Error)]
pub enum PassphraseError {
    #[error("cli-error-passphrase-unreadable")]
    Unreadable(#[from] io::Error),
    /// The first line is empty.
    #[error("cli-error-passphrase-empty")]
    Empty,
    /// Too long, or no text.
    #[error("cli-error-passphrase-form")]
    NotAPassphrase,
}

/// The first line of `file`, without its end; `-` is standard input.
pub fn read(file: &Path) -> Result<SecretString, PassphraseError> {
    if file == Path::new("-") { first_line(io::stdin().lock()) } else { first_line(File::open(file)?) }
}

fn first_line(source: impl Read) -> Result<SecretString, PassphraseError> {
    // Room for all from the start: a buffer that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LIMIT as usize + 1));
    source.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(PassphraseError::NotAPassphrase);
    }
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|_| PassphraseError::NotAPassphrase)?;
    if text.is_empty() { Err(PassphraseError::Empty) } else { Ok(SecretString::from(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn the_first_line_is_the_passphrase() {
        let check = |bytes: &[u8], expect: &str| {
            assert_eq!(first_line(bytes).unwrap().expose_secret(), expect);
        };
        check("altı kelimelik parola".as_bytes(), "altı kelimelik parola");
        check(b" with spaces \r\nsecond line\n", " with spaces ");
        assert!(matches!(first_line(&b"\nsecond"[..]), Err(PassphraseError::Empty)));
        assert!(matches!(first_line(&b""[..]), Err(PassphraseError::Empty)));
        assert!(matches!(first_line(&b"\xff\xfe"[..]), Err(PassphraseError::NotAPassphrase)));
        assert!(matches!(first_line(&[b'a'; 5000][..]), Err(PassphraseError::NotAPassphrase)));
        assert!(matches!(read(Path::new("/nonexistent")), Err(PassphraseError::Unreadable(_))));
    }
}
