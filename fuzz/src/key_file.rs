//! `vault.keys`: as it is, and with its checksum made right, so that what stands behind it is reached.

use serde_json::Value;
use vaka::store::fuzzing::{Refusal, open_key_file, with_checksum};

/// What may be derived here: more costs time and memory that are allowed, but not wanted.
const MOST_KIB: u64 = 64;
const MOST_PASSES: u64 = 2;

pub fn key_file(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    attempt(&text);
    attempt(&with_checksum(&text));
}

fn attempt(text: &str) {
    let costs = costs(text);
    let unlock = costs.iter().all(|cost| within(cost) || beyond(cost));
    let refusal = open_key_file(text, unlock.then_some("a passphrase"));
    if unlock && costs.first().is_some_and(beyond) {
        assert_ne!(refusal, None);
        assert_ne!(refusal, Some(Refusal::WrongPassphrase), "derived with {costs:?}");
    }
}

/// What a derivation asks for.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    memory: u64,
    passes: u64,
    lanes: u64,
}

impl Cost {
    pub fn of(kdf: &Value) -> Self {
        let number = |name: &str| kdf[name].as_u64().unwrap_or(0);
        Self { memory: number("memory_kib"), passes: number("passes"), lanes: number("lanes") }
    }
}

/// Cheap enough to be derived here. What lies between `within` and `beyond` is right and slow.
pub fn within(cost: &Cost) -> bool {
    cost.memory <= MOST_KIB && cost.passes <= MOST_PASSES && cost.lanes <= 4
}

/// So much that it must be refused before anything is derived.
pub fn beyond(cost: &Cost) -> bool {
    let Cost { memory, passes, lanes } = *cost;
    memory > 1 << 20 || passes > 16 || lanes > 8 || memory.saturating_mul(passes) > 1 << 22
}

/// What every slot of the passphrase costs, as far as the text says it.
fn costs(text: &str) -> Vec<Cost> {
    let body = text.split_once('\n').map_or("", |(_, rest)| rest);
    let json = body.rsplit_once("sum ").map_or("", |(json, _)| json);
    let Ok(keys) = serde_json::from_str::<Value>(json) else { return Vec::new() };
    let holders = keys["holders"].as_array().into_iter().flatten();
    let slots = holders.flat_map(|holder| holder["slots"].as_array().into_iter().flatten());
    let slots = slots.filter(|slot| slot["kind"] == "passphrase");
    slots.map(|slot| Cost::of(&slot["kdf"])).collect()
}
