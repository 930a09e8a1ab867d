//! A backup: as it is, with the checksum of its head made right, and what lies in its stream, as somebody
//! who knows its key may write it.

use serde_json::Value;
use vaka::store::fuzzing::{Refusal, Try, open_backup, open_contents, with_head_checksum};

use super::key_file::{Cost, beyond, within};

pub fn backup(data: &[u8]) {
    attempt(data);
    attempt(&with_head_checksum(data));
    let mut database = Vec::new();
    let refusal = open_contents(data, &mut database);
    // What comes out went in: nothing is handed on that no byte stands for.
    assert!(database.len() <= data.len());
    assert!(refusal.is_some() || !data.is_empty(), "nothing is taken for a backup");
}

fn attempt(data: &[u8]) {
    let Costs { passphrase, recovery } = costs(data);
    let unlock = |costs: &[Cost]| costs.iter().all(|cost| within(cost) || beyond(cost));
    if unlock(&passphrase) {
        let refusal = open_backup(data, Try::Passphrase);
        if passphrase.iter().any(beyond) {
            assert!(matches!(refusal, Some(Refusal::TooExpensive | Refusal::Unusable)), "{refusal:?}");
        }
    } else {
        let _ = open_backup(data, Try::Nothing);
    }
    if unlock(&recovery) && !recovery.is_empty() {
        let refusal = open_backup(data, Try::Recovery);
        assert_ne!(refusal, None, "a code that nobody has opens it");
        if recovery.first().is_some_and(beyond) {
            assert!(matches!(refusal, Some(Refusal::TooExpensive | Refusal::Unusable)), "{refusal:?}");
        }
    }
}

/// What the derivations cost, as far as the text says it.
#[derive(Default)]
struct Costs {
    passphrase: Vec<Cost>,
    recovery: Vec<Cost>,
}

fn costs(data: &[u8]) -> Costs {
    let second = data.split(|&byte| byte == b'\n').nth(1).unwrap_or_default();
    let Ok(slots) = serde_json::from_slice::<Value>(second) else { return Costs::default() };
    let doors = slots["recovery"].as_array().into_iter().flatten();
    Costs {
        passphrase: vec![Cost::of(&slots["kdf"])],
        recovery: doors.map(|door| Cost::of(&door["slot"]["kdf"])).collect(),
    }
}
