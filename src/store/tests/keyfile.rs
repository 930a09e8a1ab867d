//! Properties of key slots and of the key file.

use proptest::prelude::*;

use super::*;

fn worker() -> WorkerId {
    Uuid::from_u128(7)
}

fn vault(passphrase: &str) -> (Keys, Unlocked) {
    Keys::new(1, worker(), passphrase, "RECOVERY", KdfParams::cheap_for_tests()).unwrap()
}

fn reopened(keys: &Keys, unlocked: &Unlocked) -> KeyFile {
    KeyFile::parse(&keys.to_text(unlocked).unwrap()).unwrap()
}

/// What the file says with other contents and a checksum that fits them: tampering, not an accident.
pub fn tampered(text: &str, from: &str, to: &str) -> String {
    let (body, end) = text.rsplit_once("sum ").unwrap();
    let mac = Hex::parse(end.trim_end().rsplit_once("mac ").unwrap().1).unwrap();
    assert!(body.contains(from));
    let body = body.replacen(from, to, 1);
    format!("{body}sum {}\nmac {mac}\n", checksum(&body, &mac))
}

proptest! {
    #[test]
    fn each_secret_opens_the_same_keys_and_no_other_does(mine in "\\PC{0,24}", other in "\\PC{0,24}") {
        let nfc = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
        prop_assume!(nfc.normalize(&mine) != nfc.normalize(&other));
        let (keys, unlocked) = vault(&mine);
        let file = reopened(&keys, &unlocked);
        prop_assert_eq!(&file.keys, &keys);
        for (kind, secret) in [(SlotKind::Passphrase, mine.as_str()), (SlotKind::Recovery, "RECOVERY")] {
            let again = file.unlock(kind, secret).unwrap();
            prop_assert_eq!(again.data.bytes(), unlocked.data.bytes());
            prop_assert_eq!(again.private.bytes(), unlocked.private.bytes());
            prop_assert!(file.is_genuine(&again));
        }
        for (kind, secret) in [(SlotKind::Passphrase, other.as_str()), (SlotKind::Passphrase, "RECOVERY"), (SlotKind::Recovery, &mine)] {
            prop_assume!(secret != "RECOVERY" || mine != "RECOVERY");
            prop_assert_eq!(file.unlock(kind, secret).err(), Some(VaultError::WrongPassphrase));
        }
    }

    #[test]
    fn a_new_slot_replaces_its_own_kind_alone(old in "[a-z]{4,12}", new in "[A-Z]{4,7}") {
        let (mut keys, unlocked) = vault(&old);
        keys.set_slot(&unlocked, SlotKind::Passphrase, &new, KdfParams::cheap_for_tests()).unwrap();
        let file = reopened(&keys, &unlocked);
        prop_assert!(file.unlock(SlotKind::Passphrase, &new).is_ok());
        prop_assert!(file.unlock(SlotKind::Recovery, "RECOVERY").is_ok());
        prop_assert_eq!(file.unlock(SlotKind::Passphrase, &old).err(), Some(VaultError::WrongPassphrase));
    }

    #[test]
    fn no_changed_byte_goes_unnoticed(place in any::<prop::sample::Index>(), byte: u8) {
        let (keys, unlocked) = vault("secret");
        let text = keys.to_text(&unlocked).unwrap();
        let mut bytes = text.clone().into_bytes();
        let place = place.index(bytes.len());
        prop_assume!(bytes[place] != byte);
        bytes[place] = byte;
        let parsed = String::from_utf8(bytes).ok().and_then(|text| KeyFile::parse(&text).ok());
        // White space at the very end is all that may differ.
        prop_assert!(parsed.is_none_or(|file| file.keys == keys && place == text.len() - 1));
    }

    #[test]
    fn any_text_is_parsed_or_refused(text in "(vaka-keys [0-9]{1,10}\n)?\\PC{0,80}(sum \\PC{0,9}\nmac \\PC{0,9})?") {
        prop_assert!(KeyFile::parse(&text).is_err());
    }
}

/// A file of somebody else's could ask for one costly derivation after the other.
#[test]
fn many_costly_slots_are_refused_before_anything_is_derived() {
    let (mut keys, unlocked) = vault("secret");
    let first = keys.holders[0].clone();
    for number in 0..24_u8 {
        let mut holder = first.clone();
        let slot = &mut holder.slots[0];
        slot.kdf = KdfParams { memory_kib: 256 * 1024, passes: 3, lanes: 1 };
        slot.salt = Hex([number; 16]);
        keys.holders.push(holder);
    }
    let text = keys.to_text(&unlocked).unwrap();
    assert_eq!(KeyFile::parse(&text).unwrap_err(), VaultError::KdfTooExpensive);
    // With one salt it is one derivation.
    keys.holders.iter_mut().skip(1).for_each(|holder| holder.slots[0].salt = Hex([0; 16]));
    assert!(KeyFile::parse(&keys.to_text(&unlocked).unwrap()).is_ok());
}

#[test]
fn a_further_slot_costs_what_the_others_cost() {
    let (mut keys, unlocked) = vault("secret");
    let asked = KdfParams { memory_kib: 96 * 1024, passes: 8, lanes: 1 };
    let of_others = KdfParams { passes: 5, ..asked };
    let cost = |keys: &Keys, worker| keys.cost_beside(worker, SlotKind::Passphrase, asked);
    // The only worker, and others who are below the floor, leave it at what is asked for.
    assert_eq!(cost(&keys, unlocked.worker), asked);
    assert_eq!(cost(&keys, Uuid::nil()), asked);
    keys.holders[0].slots[0].kdf = of_others;
    assert_eq!(cost(&keys, Uuid::nil()), of_others);
    assert_eq!(cost(&keys, unlocked.worker), asked);
}

#[test]
fn a_digit_in_another_case_is_another_byte() {
    let (keys, unlocked) = vault("secret");
    let text = keys.to_text(&unlocked).unwrap();
    let (body, end) = text.rsplit_once("\nmac ").unwrap();
    assert!(end.contains(|c: char| c.is_ascii_lowercase()));
    assert!(KeyFile::parse(&format!("{body}\nmac {}", end.to_ascii_uppercase())).is_err());
}

#[test]
fn tampering_shows_when_unlocked() {
    let (keys, unlocked) = vault("secret");
    let text = keys.to_text(&unlocked).unwrap();
    let changed = tampered(&text, "\"generation\": 0", "\"generation\": 9");
    let file = KeyFile::parse(&changed).unwrap();
    let again = file.unlock(SlotKind::Passphrase, "secret").unwrap();
    assert!(!file.is_genuine(&again));
}

#[test]
fn a_slot_is_bound_to_its_cost_and_vault() {
    let (keys, unlocked) = vault("secret");
    let text = keys.to_text(&unlocked).unwrap();
    let vault = keys.vault.to_string();
    for (from, to) in [("\"passes\": 1", "\"passes\": 2"), (vault.as_str(), &Uuid::nil().to_string())] {
        let file = KeyFile::parse(&tampered(&text, from, to)).unwrap();
        assert_eq!(file.unlock(SlotKind::Passphrase, "secret").err(), Some(VaultError::WrongPassphrase));
    }
}

#[test]
fn a_cost_beyond_the_limits_is_refused_at_once() {
    let (keys, unlocked) = vault("secret");
    let text = keys.to_text(&unlocked).unwrap();
    let greedy = tampered(&text, "\"memory_kib\": 8", "\"memory_kib\": 4294967295");
    assert_eq!(KeyFile::parse(&greedy).unwrap_err(), VaultError::KdfTooExpensive);
    let greedy = tampered(&text, "\"memory_kib\": 8", "\"memory_kib\": 2097152");
    let file = KeyFile::parse(&greedy).unwrap();
    assert_eq!(file.unlock(SlotKind::Passphrase, "secret").err(), Some(VaultError::KdfTooExpensive));
}

#[test]
fn newer_files_say_so() {
    let (keys, unlocked) = vault("secret");
    let text = keys.to_text(&unlocked).unwrap();
    let format = text.replacen("vaka-keys 1", "vaka-keys 2", 1);
    assert_eq!(KeyFile::parse(&format).unwrap_err(), VaultError::Newer { found: 2, known: 1 });
    let schema = tampered(&text, "\"schema\": 1", "\"schema\": 77");
    let known = schema::LATEST;
    assert_eq!(KeyFile::parse(&schema).unwrap_err(), VaultError::Newer { found: 77, known });
    assert_eq!(KeyFile::parse("something else").unwrap_err(), VaultError::NotAVault);
}

#[test]
fn keys_sealed_to_one_worker_are_not_another_ones() {
    let (keys, unlocked) = vault("secret");
    let other = seal::random_key().unwrap();
    let about = keys.about_data(worker());
    assert!(seal::open(&unlocked.private, &keys.holders[0].data_key, &about).is_some());
    assert!(seal::open(&other, &keys.holders[0].data_key, &about).is_none());
}
