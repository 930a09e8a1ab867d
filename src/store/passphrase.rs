//! Good passphrases: one is generated from a list of words, one that was thought up is judged.

use icu_normalizer::DecomposingNormalizerBorrowed;
use secrecy::SecretString;
use zeroize::Zeroizing;

use super::recovery::pick;

const SHORTEST: usize = 12;
const FEWEST_DISTINCT: usize = 5;
/// What must be left of a passphrase when common words and the own name are taken out of it.
const REST: usize = 6;

/// Why a passphrase is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseWeakness {
    #[error("shorter than {min} characters")]
    TooShort { min: usize },
    /// The same few characters, or one word again and again.
    #[error("too few distinct characters")]
    TooFewDistinct,
    /// One of those that are tried first, with digits or signs around it.
    #[error("common")]
    Common,
    #[error("the name of its owner")]
    SameAsName,
}

/// Pieces of the commonest passphrases in the three languages, folded: the longer before the shorter
/// they contain.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "correcthorsebatterystaple", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiop", "qwertyuiop", "asdfghjkl",
    "zxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "1q2w3e4r5t6y", "1q2w3e4r", "1qaz2wsx3edc", "1qaz2wsx",
    "abcdefghijklmnopqrstuvwxyz", "abcdefghijkl", "abcdefgh", "abcdef", "01234567890", "1234567890",
    "0987654321", "987654321", "123456789", "12345678", "1234567", "123456", "12345", "123123", "112233",
    "password", "passwort", "passphrase", "passw0rd", "p@ssw0rd", "letmein", "iloveyou", "welcome",
    "administrator", "admin", "qwerty", "qwertz", "asdfgh", "trustno1", "football", "baseball", "princess",
    "sunshine", "monkey", "dragon", "superman", "changeme", "secret", "master", "login", "caseworker",
    "socialworker", "parolamea", "parola", "sifrem", "sifre", "galatasaray", "fenerbahce", "besiktas",
    "trabzonspor", "seniseviyorum", "turkiye", "istanbul", "ankara", "antalya", "ataturk", "askim", "canim",
    "annem", "babam", "merhaba", "teiubesc", "bucuresti", "romania", "steaua", "dinamo", "iubire", "mamica",
    "tatal", "vaka",
];

/// Words drawn from `list`, each as likely as any other, with spaces between them. With 1,296 words six
/// of them carry 62 bits, with 7,776 words 77. An empty list gives an empty passphrase.
pub fn generate_passphrase(words: usize, list: &[&str]) -> SecretString {
    if list.is_empty() {
        return SecretString::default();
    }
    let longest = list.iter().map(|word| word.len()).max().unwrap_or_default();
    // One allocation, so that no half of it stays behind in a smaller one.
    let mut text = Zeroizing::new(String::with_capacity(words * (longest + 1)));
    for number in 0..words {
        if number > 0 {
            text.push(' ');
        }
        // `pick` reaches 65,536; a longer list is used that far.
        text.push_str(list[pick(list.len().min(65_536))]);
    }
    SecretString::from(text.as_str())
}

/// Judges a passphrase that somebody thought up. `name` is the worker's own.
///
/// # Errors
/// The first weakness found.
pub fn judge_passphrase(p: &str, name: &str) -> Result<(), PassphraseWeakness> {
    if p.chars().count() < SHORTEST {
        return Err(PassphraseWeakness::TooShort { min: SHORTEST });
    }
    let plain = plain(p);
    let mut distinct: Vec<char> = plain.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < FEWEST_DISTINCT || is_repetition(&plain) {
        return Err(PassphraseWeakness::TooFewDistinct);
    }
    let uncommon = COMMON.iter().fold(plain.clone(), |rest, piece| rest.replace(piece, ""));
    if uncommon.len() < plain.len() && uncommon.chars().count() < REST {
        return Err(PassphraseWeakness::Common);
    }
    let own = name.split_whitespace().map(self::plain).filter(|word| word.chars().count() > 1);
    let foreign = own.fold(plain.clone(), |rest, word| rest.replace(&word, ""));
    if foreign.len() < plain.len() && foreign.chars().count() < REST {
        return Err(PassphraseWeakness::SameAsName);
    }
    Ok(())
}

/// Lower case without accents, spaces and signs between words, so that `Şifre-1` and `sifre1` are alike.
fn plain(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let letters = decomposed.chars().filter(|letter| letter.is_alphanumeric() || "@!$".contains(*letter));
    letters.flat_map(char::to_lowercase).map(undotted).collect()
}

/// The Turkish ı counts as i.
fn undotted(letter: char) -> char {
    if letter == 'ı' { 'i' } else { letter }
}

/// Whether the whole is one shorter piece written again and again, perhaps cut off at the end.
fn is_repetition(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=letters.len() / 2)
        .any(|period| letters.iter().zip(letters.iter().skip(period)).all(|(one, next)| one == next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn weak_ones_are_refused_with_the_reason() {
        use PassphraseWeakness::{Common, SameAsName, TooFewDistinct, TooShort};
        for (passphrase, weakness) in [
            ("", TooShort { min: 12 }),
            ("Kısa şifre", TooShort { min: 12 }),
            ("aaaaaaaaaaaaaaa", TooFewDistinct),
            ("abababababab", TooFewDistinct),
            ("merhaba merhaba merhaba", TooFewDistinct),
            ("elmaarmutelmaarmut", TooFewDistinct),
            ("Password1234!", Common),
            ("PAROLA 1234567", Common),
            ("şifre-şifrem-1", Common),
            ("Galatasaray1905", Common),
            ("1234567890ab", Common),
            ("București2024", Common),
            ("Ayşe Kaya 1990", SameAsName),
            ("AYSEKAYA-2020", SameAsName),
        ] {
            assert_eq!(judge_passphrase(passphrase, "Ayşe Kaya"), Err(weakness), "{passphrase}");
        }
    }

    #[test]
    fn strong_ones_pass() {
        for passphrase in [
            "nehir taban örtü lamba kiraz duvar",
            "Trei mere roșii pe pervaz",
            "tr4k-93kd-29fk",
            "my parola is seven green boats",
        ] {
            assert_eq!(judge_passphrase(passphrase, "Ayşe Kaya"), Ok(()), "{passphrase}");
        }
    }

    #[test]
    fn generated_ones_have_their_words_from_the_list() {
        let list = ["elma", "armut", "kiraz", "nar"];
        let one = generate_passphrase(6, &list);
        assert_eq!(one.expose_secret().split(' ').count(), 6);
        assert!(one.expose_secret().split(' ').all(|word| list.contains(&word)));
        assert_eq!(generate_passphrase(3, &[]).expose_secret(), "");
        let mut seen: Vec<String> =
            (0..100).map(|_| generate_passphrase(1, &list).expose_secret().to_owned()).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 4);
    }
}
