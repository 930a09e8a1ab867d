//! The recovery code: a random secret that is written on paper and opens the vault when the passphrase is
//! lost. Made to be copied by hand and typed again: no letter looks like another, and slips are noticed.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::seal;

/// Neither 0 nor O, 1, I or L. 33 of these carry 163 bits.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const SECRET: usize = 33;
const CHECK: usize = 3;
const LETTERS: usize = SECRET + CHECK;
const GROUP: usize = 4;

/// A recovery code; wiped when dropped, and it shows itself only through `groups`.
pub struct RecoveryCode(Zeroizing<String>);

/// What is wrong with a typed code, so that it can be said before any waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryMistake {
    /// This many letters and digits were typed, where `RecoveryCode::letters()` belong.
    #[error("{0} letters")]
    Length(usize),
    /// The letter at this place (from 1) is never used in a code.
    #[error("a letter that no code has, at {0}")]
    Letter(usize),
    /// Some letter was mistyped.
    #[error("the check letters do not fit")]
    Checksum,
}

impl RecoveryCode {
    /// A new code from the system's randomness.
    pub fn generate() -> Self {
        let mut text = Zeroizing::new(String::with_capacity(LETTERS));
        for _ in 0..SECRET {
            text.push(char::from(ALPHABET[pick(ALPHABET.len())]));
        }
        let check = check_letters(&text);
        text.push_str(&check);
        Self(text)
    }

    /// Reads what somebody typed: upper or lower case, with or without spaces, dashes and dots.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, RecoveryMistake> {
        let mut text = Zeroizing::new(String::with_capacity(LETTERS));
        let letters = typed.chars().filter(|letter| letter.is_alphanumeric());
        let count = letters.clone().count();
        if count != LETTERS {
            return Err(RecoveryMistake::Length(count));
        }
        for (place, letter) in letters.enumerate() {
            let upper = letter.to_ascii_uppercase();
            if !ALPHABET.iter().any(|&known| char::from(known) == upper) {
                return Err(RecoveryMistake::Letter(place + 1));
            }
            text.push(upper);
        }
        let code = Self(text);
        let (secret, check) = code.0.split_at(SECRET);
        if check_letters(secret) == check { Ok(code) } else { Err(RecoveryMistake::Checksum) }
    }

    /// The code as it is printed, in groups of four.
    pub fn groups(&self) -> Vec<String> {
        self.0.as_bytes().chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
    }

    /// How many letters and digits a code has, spaces not counted.
    pub const fn letters() -> usize {
        LETTERS
    }

    /// What the key is derived from.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode")
    }
}

/// Letters that follow from the secret: a slip goes unnoticed once in some thirty thousand.
fn check_letters(secret: &str) -> String {
    let digest = Sha256::new().chain_update("vaka recovery 1 ").chain_update(secret).finalize();
    let mut rest = digest.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let mut check = String::with_capacity(CHECK);
    for _ in 0..CHECK {
        check.push(char::from(ALPHABET[(rest % ALPHABET.len() as u64) as usize]));
        rest /= ALPHABET.len() as u64;
    }
    check
}

/// A number below `below` (1 to 65,536), each as likely as any other.
pub(crate) fn pick(below: usize) -> usize {
    let fair = 65_536 - 65_536 % below;
    loop {
        let number = usize::from(u16::from_be_bytes(seal::certain_random()));
        if number < fair {
            return number % below;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_nine_groups_of_four_and_reads_back() {
        let code = RecoveryCode::generate();
        let groups = code.groups();
        assert_eq!(groups.len(), 9);
        assert!(groups.iter().all(|group| group.len() == 4));
        for typed in [groups.join(" "), groups.join("-").to_lowercase(), format!("  {}\n", groups.concat())] {
            assert_eq!(RecoveryCode::parse(&typed).unwrap().secret(), code.secret());
        }
        assert!(!groups.concat().contains(['0', 'O', '1', 'I', 'L']));
    }

    #[test]
    fn mistakes_are_named() {
        let text = RecoveryCode::generate().groups().concat();
        assert_eq!(RecoveryCode::parse("").unwrap_err(), RecoveryMistake::Length(0));
        assert_eq!(RecoveryCode::parse(&text[1..]).unwrap_err(), RecoveryMistake::Length(35));
        let odd = format!("{}0{}", &text[..4], &text[5..]);
        assert_eq!(RecoveryCode::parse(&odd).unwrap_err(), RecoveryMistake::Letter(5));
    }

    proptest! {
        #[test]
        fn parsing_never_fails_hard(typed in "\\PC{0,60}") {
            let _ = RecoveryCode::parse(&typed);
        }

        #[test]
        fn a_number_is_below_its_bound(below in 1_usize..=65_536) {
            prop_assert!(pick(below) < below);
        }
    }

    #[test]
    fn nearly_every_slip_is_noticed() {
        let text = RecoveryCode::generate().groups().concat();
        let slips = (0..LETTERS).flat_map(|place| ALPHABET.iter().map(move |&letter| (place, letter)));
        let unnoticed =
            slips.filter(|&(place, letter)| text.as_bytes()[place] != letter).filter(|&(place, letter)| {
                let mut bytes = text.clone().into_bytes();
                bytes[place] = letter;
                RecoveryCode::parse(&String::from_utf8(bytes).unwrap()).is_ok()
            });
        assert!(unnoticed.count() <= 2);
    }
}
