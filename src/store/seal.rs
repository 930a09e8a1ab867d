//! The few operations on keys that the vault is made of: random bytes, deriving one key from another,
//! wrapping a key with a key, sealing a key to a public key, and the MAC.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Key, Tag, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::error::{Part, VaultError};
use super::hex::Hex;
use crate::memory::LockedKey;

/// Bytes of a nonce and of a tag.
const NONCE: usize = 24;
const TAG: usize = 16;

/// A wrapped key with what is needed to unwrap it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped {
    nonce: Hex<24>,
    key: Hex<32>,
    tag: Hex<16>,
}

/// A key sealed to the holder of a private key, by an ephemeral pair that is thrown away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    ephemeral: Hex<32>,
    #[serde(flatten)]
    wrapped: Wrapped,
}

/// Random bytes from the system.
pub fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Random bytes where no error can be handed on. A system without randomness cannot make secrets: the
/// process ends rather than making one that can be guessed. Linux always answers once it has booted.
pub fn certain_random<const N: usize>() -> [u8; N] {
    random().unwrap_or_else(|_| std::process::abort())
}

/// A new random key, made where it stays.
pub fn random_key() -> Result<LockedKey, VaultError> {
    LockedKey::fill(|key| Ok(getrandom::fill(key)?))
}

/// A key of its own for one purpose.
pub fn subkey(key: &[u8; 32], salt: &[u8], purpose: &str) -> Result<LockedKey, VaultError> {
    LockedKey::fill(|out| {
        Hkdf::<Sha256>::new(Some(salt), key)
            .expand(purpose.as_bytes(), out)
            .map_err(|_| VaultError::Damaged(Part::Keys))
    })
}

/// Wraps `key` with `by`; `about` must be the same when it is unwrapped.
pub fn wrap(by: &LockedKey, key: &LockedKey, about: &[u8]) -> Result<Wrapped, VaultError> {
    let nonce = random::<24>()?;
    let mut boxed = *key.bytes();
    let tag = cipher(by)
        .encrypt_inout_detached(&XNonce::from(nonce), about, boxed.as_mut_slice().into())
        .map_err(|_| VaultError::Damaged(Part::Keys))?;
    Ok(Wrapped { nonce: Hex(nonce), key: Hex(boxed), tag: Hex(tag.into()) })
}

/// Unwraps; `None` when the key or `about` is another, or the bytes were changed.
pub fn unwrap(by: &LockedKey, wrapped: &Wrapped, about: &[u8]) -> Option<LockedKey> {
    LockedKey::fill(|key| {
        key.copy_from_slice(&wrapped.key.0);
        cipher(by).decrypt_inout_detached(
            &XNonce::from(wrapped.nonce.0),
            about,
            key.as_mut_slice().into(),
            &Tag::from(wrapped.tag.0),
        )
    })
    .ok()
}

/// Encrypts a text of any length; `about` must be the same when it is opened. Nonce and tag go with it.
pub fn shut(by: &LockedKey, text: &[u8], about: &[u8]) -> Result<Vec<u8>, VaultError> {
    let nonce = random::<NONCE>()?;
    let mut out = Vec::with_capacity(NONCE + text.len() + TAG);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(text);
    let tag = cipher(by)
        .encrypt_inout_detached(&XNonce::from(nonce), about, (&mut out[NONCE..]).into())
        .map_err(|_| VaultError::Damaged(Part::Answers))?;
    out.extend_from_slice(&tag);
    Ok(out)
}

/// Opens it; `None` when the key or `about` is another, or the bytes were changed.
pub fn unshut(by: &LockedKey, shut: &[u8], about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = shut.split_first_chunk::<NONCE>()?;
    let (text, tag) = rest.split_last_chunk::<TAG>()?;
    let mut text = Zeroizing::new(text.to_vec());
    let opened = cipher(by).decrypt_inout_detached(
        &XNonce::from(*nonce),
        about,
        text.as_mut_slice().into(),
        &Tag::from(*tag),
    );
    opened.ok().map(|()| text)
}

fn cipher(by: &LockedKey) -> XChaCha20Poly1305 {
    let mut key = Key::from(*by.bytes());
    let cipher = XChaCha20Poly1305::new(&key);
    zeroize::Zeroize::zeroize(key.as_mut_slice());
    cipher
}

/// The public half of a worker's private key.
pub fn public_key(private: &LockedKey) -> [u8; 32] {
    PublicKey::from(&StaticSecret::from(*private.bytes())).to_bytes()
}

/// Seals `key` to the holder of the private half of `public`.
pub fn seal(public: &[u8; 32], key: &LockedKey, about: &[u8]) -> Result<Sealed, VaultError> {
    let once = random_key()?;
    let ephemeral = public_key(&once);
    let by = agreed(&once, public, &ephemeral, public).ok_or(VaultError::Damaged(Part::Keys))?;
    Ok(Sealed { ephemeral: Hex(ephemeral), wrapped: wrap(&by, key, about)? })
}

/// Opens what was sealed to `private`; `None` when it was sealed to another, or changed.
pub fn open(private: &LockedKey, sealed: &Sealed, about: &[u8]) -> Option<LockedKey> {
    let by = agreed(private, &sealed.ephemeral.0, &sealed.ephemeral.0, &public_key(private))?;
    unwrap(&by, &sealed.wrapped, about)
}

/// What both sides can compute; both public keys go in, so that neither can be exchanged.
fn agreed(mine: &LockedKey, theirs: &[u8; 32], ephemeral: &[u8; 32], public: &[u8; 32]) -> Option<LockedKey> {
    let shared = StaticSecret::from(*mine.bytes()).diffie_hellman(&PublicKey::from(*theirs));
    if !shared.was_contributory() {
        return None;
    }
    subkey(shared.as_bytes(), &[ephemeral.as_slice(), public].concat(), "vaka seal 1").ok()
}

/// The MAC of some parts; each part goes in with its length, so that none can flow into the next.
pub fn mac(key: &LockedKey, parts: &[&[u8]]) -> Result<[u8; 32], VaultError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).map_err(|_| VaultError::Damaged(Part::Keys))?;
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().into())
}

/// Compares two MACs in constant time.
pub fn same_mac(one: &[u8; 32], other: &[u8; 32]) -> bool {
    one.iter().zip(other).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(bytes: [u8; 32]) -> LockedKey {
        LockedKey::fill(|key| {
            *key = bytes;
            Ok::<(), ()>(())
        })
        .unwrap()
    }

    proptest! {
        #[test]
        fn wrapped_opens_with_the_same_key_and_context_alone(by: [u8; 32], other: [u8; 32], inner: [u8; 32]) {
            prop_assume!(by != other);
            let wrapped = wrap(&key(by), &key(inner), b"here").unwrap();
            prop_assert_eq!(*unwrap(&key(by), &wrapped, b"here").unwrap().bytes(), inner);
            prop_assert!(unwrap(&key(other), &wrapped, b"here").is_none());
            prop_assert!(unwrap(&key(by), &wrapped, b"there").is_none());
        }

        #[test]
        fn a_text_opens_with_the_same_key_and_context_alone(by: [u8; 32], other: [u8; 32], text: Vec<u8>, at: usize) {
            prop_assume!(by != other);
            let mut closed = shut(&key(by), &text, b"here").unwrap();
            let opened = unshut(&key(by), &closed, b"here").unwrap();
            prop_assert_eq!(opened.as_slice(), text.as_slice());
            prop_assert!(unshut(&key(other), &closed, b"here").is_none());
            prop_assert!(unshut(&key(by), &closed, b"there").is_none());
            let at = at % closed.len();
            prop_assert!(unshut(&key(by), &closed[..at], b"here").is_none());
            closed[at] ^= 1;
            prop_assert!(unshut(&key(by), &closed, b"here").is_none());
        }

        #[test]
        fn sealed_opens_for_its_holder_alone(mine: [u8; 32], other: [u8; 32], inner: [u8; 32]) {
            prop_assume!(public_key(&key(mine)) != public_key(&key(other)));
            let sealed = seal(&public_key(&key(mine)), &key(inner), b"here").unwrap();
            prop_assert_eq!(*open(&key(mine), &sealed, b"here").unwrap().bytes(), inner);
            prop_assert!(open(&key(other), &sealed, b"here").is_none());
        }
    }

    #[test]
    fn a_public_key_of_small_order_is_refused() {
        assert!(seal(&[0; 32], &key([1; 32]), b"").is_err());
    }

    #[test]
    fn parts_of_a_mac_do_not_flow_together() {
        let key = key([3; 32]);
        assert_ne!(mac(&key, &[b"ab", b"c"]).unwrap(), mac(&key, &[b"a", b"bc"]).unwrap());
    }
}
