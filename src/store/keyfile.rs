//! `vault.keys`: who may open the vault, as text.
//!
//! The data key is sealed to the public key of each worker. The worker's private key is wrapped once per
//! slot: by the passphrase, and by the recovery code. A worker is thus added or removed, or changes the
//! passphrase, without anybody else's secret. The file ends with a checksum against accidents, which can
//! be tested at once, and a MAC under a key derived from the data key against everything else, which can
//! be tested when unlocked. The anchor in it holds how long the audit chain was and where it ended.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::error::{Part, VaultError};
use super::hex::Hex;
use super::kdf::{self, KdfParams};
use super::schema;
use super::seal::{self, Sealed, Wrapped};
use crate::memory::LockedKey;
use crate::record::WorkerId;

pub(super) mod door;

pub use door::Door;

const FORMAT: u32 = 1;
const MAGIC: &str = "vaka-keys";
/// A vault has a handful; a file with thousands would only make unlocking endless.
const MOST_SLOTS: usize = 64;
/// What one try may cost in all, in KiB of memory times passes: about twenty derivations of the usual cost.
const MOST_WORK: u64 = 16 << 20;

/// What a slot is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    Passphrase,
    Recovery,
}

/// A worker's private key, wrapped by one secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    kind: SlotKind,
    kdf: KdfParams,
    salt: Hex<16>,
    wrapped: Wrapped,
}

/// One worker: the data key sealed to them, and their slots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Holder {
    worker: WorkerId,
    public: Hex<32>,
    data_key: Sealed,
    /// The data key that comes after it, while the key is being changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next: Option<Sealed>,
    slots: Vec<Slot>,
}

/// Where the audit chain ended when the file was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    pub count: u64,
    pub head: Hex<32>,
}

/// The contents that the MAC covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    pub vault: Uuid,
    /// One higher at each writing.
    pub generation: u64,
    /// Version of the database's schema, so that an older program can say so without unlocking.
    pub schema: u32,
    pub anchor: Anchor,
    holders: Vec<Holder>,
}

/// The file as it was read: checksum tested, MAC not yet.
#[derive(Debug)]
pub struct KeyFile {
    pub keys: Keys,
    body: String,
    mac: Hex<32>,
}

/// All that an unlocked vault is opened with.
#[derive(Debug)]
pub struct Unlocked {
    pub worker: WorkerId,
    private: LockedKey,
    data: LockedKey,
}

/// The order in which the key of a vault is changed: the file with both keys, the database, the file with
/// the new key alone. A cut anywhere between leaves the older key or the newer one, never none.
impl Keys {
    /// Seals a new data key to everybody but one, who keeps only the older one.
    pub fn begin_rotation(&mut self, next: &LockedKey, without: WorkerId) -> Result<(), VaultError> {
        let abouts: Vec<Vec<u8>> = self.holders.iter().map(|holder| self.about_data(holder.worker)).collect();
        for (holder, about) in self.holders.iter_mut().zip(abouts) {
            let sealed = seal::seal(&holder.public.0, next, &about)?;
            holder.next = Some(sealed).filter(|_| holder.worker != without);
        }
        Ok(())
    }

    /// Whether the key was being changed when this file was written.
    pub fn is_rotating(&self) -> bool {
        self.holders.iter().any(|holder| holder.next.is_some())
    }

    /// The database has the older key still: everything is as it was before.
    pub fn give_up_rotation(&mut self) {
        self.holders.iter_mut().for_each(|holder| holder.next = None);
    }

    /// The database has the new key: whoever has none of it is no longer in the file.
    pub fn end_rotation(&mut self) {
        self.holders.retain(|holder| holder.next.is_some());
        for holder in &mut self.holders {
            if let Some(next) = holder.next.take() {
                holder.data_key = next;
            }
        }
    }

    /// The same worker with the key that comes next, if she has one.
    pub fn next_of(&self, unlocked: &Unlocked) -> Option<Unlocked> {
        let holder = self.holders.iter().find(|holder| holder.worker == unlocked.worker)?;
        let about = self.about_data(unlocked.worker);
        let data = seal::open(&unlocked.private, holder.next.as_ref()?, &about)?;
        Some(Unlocked { worker: unlocked.worker, private: unlocked.private.copy(), data })
    }
}

impl KeyFile {
    /// Reads the text of a key file.
    ///
    /// # Errors
    /// `NotAVault`, `Newer`, or `Damaged` when it was cut off or changed by accident.
    pub fn parse(text: &str) -> Result<Self, VaultError> {
        let damaged = VaultError::Damaged(Part::Keys);
        let first = text.lines().next().unwrap_or_default();
        let version = first.strip_prefix(MAGIC).and_then(|rest| rest.trim().parse::<u32>().ok());
        let found = version.ok_or(VaultError::NotAVault)?;
        if found > FORMAT {
            return Err(VaultError::Newer { found, known: FORMAT });
        }
        let (body, end) = text.rsplit_once("sum ").ok_or(damaged.clone())?;
        let (sum, mac) = end.trim_end().split_once("\nmac ").ok_or(damaged.clone())?;
        let mac = Hex::parse(mac).ok_or(damaged.clone())?;
        if sum != checksum(body, &mac) {
            return Err(damaged);
        }
        let json = body.split_once('\n').map(|(_, json)| json).unwrap_or_default();
        let keys: Keys = serde_json::from_str(json).map_err(|_| damaged.clone())?;
        if keys.schema > schema::LATEST {
            return Err(VaultError::Newer { found: keys.schema, known: schema::LATEST });
        }
        if keys.holders.iter().map(|holder| holder.slots.len()).sum::<usize>() > MOST_SLOTS {
            return Err(VaultError::KdfTooExpensive);
        }
        for kind in [SlotKind::Passphrase, SlotKind::Recovery] {
            let slots = keys.holders.iter().flat_map(|holder| &holder.slots);
            limit_work(slots.filter(|slot| slot.kind == kind))?;
        }
        Ok(Self { keys, body: body.to_owned(), mac })
    }

    /// Tries a secret on every slot of its kind.
    ///
    /// # Errors
    /// `WrongPassphrase` when none opens, `KdfTooExpensive`.
    pub fn unlock(&self, kind: SlotKind, secret: &str) -> Result<Unlocked, VaultError> {
        let mut derived: Vec<([u8; 16], KdfParams, LockedKey)> = Vec::new();
        for holder in &self.keys.holders {
            for slot in holder.slots.iter().filter(|slot| slot.kind == kind) {
                let known = |(salt, kdf, _): &&([u8; 16], KdfParams, LockedKey)| {
                    *salt == slot.salt.0 && *kdf == slot.kdf
                };
                if derived.iter().find(known).is_none() {
                    derived.push((slot.salt.0, slot.kdf, kdf::derive(secret, &slot.salt.0, slot.kdf)?));
                }
                let Some((.., by)) = derived.iter().find(known) else { continue };
                let about = self.keys.about_slot(holder.worker, kind, slot.kdf);
                let Some(private) = seal::unwrap(by, &slot.wrapped, &about) else { continue };
                let about = self.keys.about_data(holder.worker);
                let data = seal::open(&private, &holder.data_key, &about).ok_or(VaultError::KeysTampered)?;
                return Ok(Unlocked { worker: holder.worker, private, data });
            }
        }
        Err(VaultError::WrongPassphrase)
    }

    /// Whether the file is as a program that knew the data key left it.
    pub fn is_genuine(&self, unlocked: &Unlocked) -> bool {
        unlocked
            .mac_key()
            .and_then(|key| seal::mac(&key, &[self.body.as_bytes()]))
            .is_ok_and(|mac| seal::same_mac(&mac, &self.mac.0))
    }
}

impl Keys {
    /// The memory that the costliest of the secrets takes to derive, in KiB.
    pub fn memory_kib(&self) -> Option<u32> {
        self.holders.iter().flat_map(|holder| &holder.slots).map(|slot| slot.kdf.memory_kib).max()
    }

    /// The keys of a new vault with one worker, who has a passphrase and a recovery code.
    pub fn new(
        schema: u32,
        worker: WorkerId,
        passphrase: &str,
        recovery: &str,
        kdf: KdfParams,
    ) -> Result<(Self, Unlocked), VaultError> {
        let anchor = Anchor { count: 0, head: Hex([0; 32]) };
        let vault = uuid::Builder::from_random_bytes(seal::random()?).into_uuid();
        let mut keys = Self { vault, generation: 0, schema, anchor, holders: Vec::new() };
        let unlocked = Unlocked { worker, private: seal::random_key()?, data: seal::random_key()? };
        keys.hold(&unlocked, passphrase, recovery, kdf)?;
        Ok((keys, unlocked))
    }

    /// Lets another worker open the vault: with a new private key of her own, which these secrets wrap.
    pub fn add_holder(
        &mut self,
        unlocked: &Unlocked,
        worker: WorkerId,
        passphrase: &str,
        recovery: &str,
        kdf: KdfParams,
    ) -> Result<(), VaultError> {
        if self.holders.iter().map(|holder| holder.slots.len()).sum::<usize>() + 2 > MOST_SLOTS {
            return Err(VaultError::KdfTooExpensive);
        }
        let data = unlocked.data.copy();
        self.hold(&Unlocked { worker, private: seal::random_key()?, data }, passphrase, recovery, kdf)
    }

    fn hold(
        &mut self,
        of: &Unlocked,
        passphrase: &str,
        recovery: &str,
        kdf: KdfParams,
    ) -> Result<(), VaultError> {
        let public = seal::public_key(&of.private);
        let data_key = seal::seal(&public, &of.data, &self.about_data(of.worker))?;
        let (worker, public, slots) = (of.worker, Hex(public), Vec::new());
        self.holders.push(Holder { worker, public, data_key, next: None, slots });
        self.set_slot(of, SlotKind::Passphrase, passphrase, kdf)?;
        self.set_slot(of, SlotKind::Recovery, recovery, kdf.at_floor())
    }

    /// Replaces the slot of one kind of the worker who unlocked the vault. It costs what the slots of the
    /// others cost, so that all of them open with one derivation; what is asked for counts where there is
    /// nobody else, or the others have less than the floor.
    pub fn set_slot(
        &mut self,
        unlocked: &Unlocked,
        kind: SlotKind,
        secret: &str,
        kdf: KdfParams,
    ) -> Result<(), VaultError> {
        let kdf = self.cost_beside(unlocked.worker, kind, kdf);
        let salt = self.shared_salt(kind, kdf).map_or_else(seal::random, Ok)?;
        let by = kdf::derive(secret, &salt, kdf)?;
        let about = self.about_slot(unlocked.worker, kind, kdf);
        let wrapped = seal::wrap(&by, &unlocked.private, &about)?;
        let holder = self.holders.iter_mut().find(|holder| holder.worker == unlocked.worker);
        let holder = holder.ok_or(VaultError::Damaged(Part::Keys))?;
        holder.slots.retain(|slot| slot.kind != kind);
        holder.slots.push(Slot { kind, kdf, salt: Hex(salt), wrapped });
        Ok(())
    }

    fn cost_beside(&self, worker: WorkerId, kind: SlotKind, asked: KdfParams) -> KdfParams {
        let others = self.holders.iter().filter(|holder| holder.worker != worker);
        let slots = others.flat_map(|holder| &holder.slots).filter(|slot| slot.kind == kind);
        let costs = slots.map(|slot| slot.kdf).filter(|kdf| !kdf.is_below_floor());
        costs.max_by_key(|kdf| kdf.work()).unwrap_or(asked)
    }

    /// All slots of a kind that cost the same have one salt, so that a secret is derived once and tried on
    /// all of them: with ten workers unlocking is as quick as with one. Whoever guesses gains as much, a
    /// tenth of the time, which the strength of the passphrases has to carry.
    fn shared_salt(&self, kind: SlotKind, kdf: KdfParams) -> Option<[u8; 16]> {
        let slots = self.holders.iter().flat_map(|holder| &holder.slots);
        slots.filter(|slot| slot.kind == kind && slot.kdf == kdf).map(|slot| slot.salt.0).next()
    }

    /// The text of the file, with its checksum and MAC.
    pub fn to_text(&self, unlocked: &Unlocked) -> Result<String, VaultError> {
        let json = serde_json::to_string_pretty(self).map_err(|_| VaultError::Damaged(Part::Keys))?;
        let body = format!("{MAGIC} {FORMAT}\n{json}\n");
        let mac = Hex(seal::mac(&unlocked.mac_key()?, &[body.as_bytes()])?);
        let sum = checksum(&body, &mac);
        Ok(format!("{body}sum {sum}\nmac {mac}\n"))
    }

    fn about_slot(&self, worker: WorkerId, kind: SlotKind, kdf: KdfParams) -> Vec<u8> {
        about_slot(self.vault, worker, kind, kdf)
    }

    fn about_data(&self, worker: WorkerId) -> Vec<u8> {
        format!("vaka data key 1 {} {worker}", self.vault).into_bytes()
    }
}

impl Unlocked {
    /// The raw key of the database.
    pub fn database_key(&self) -> Result<LockedKey, VaultError> {
        seal::subkey(self.data.bytes(), b"", "vaka database 1")
    }

    /// The key of the audit chain.
    pub fn audit_key(&self) -> Result<LockedKey, VaultError> {
        seal::subkey(self.data.bytes(), b"", "vaka audit 1")
    }

    /// The key of what the worker writes for herself. It comes from her private key, which neither
    /// another worker nor whoever has the data key knows; a new passphrase leaves it as it is.
    pub fn own_key(&self, vault: Uuid) -> Result<LockedKey, VaultError> {
        seal::subkey(self.private.bytes(), vault.as_bytes(), "vaka own 1")
    }

    fn mac_key(&self) -> Result<LockedKey, VaultError> {
        seal::subkey(self.data.bytes(), b"", "vaka keys 1")
    }
}

/// Refuses slots on which trying one secret would take too long in all.
fn limit_work<'a>(slots: impl Iterator<Item = &'a Slot>) -> Result<(), VaultError> {
    let mut known: Vec<([u8; 16], KdfParams)> = Vec::new();
    for slot in slots {
        if !known.contains(&(slot.salt.0, slot.kdf)) {
            known.push((slot.salt.0, slot.kdf));
        }
    }
    let work = known.iter().map(|(_, kdf)| kdf.work());
    let work = work.fold(0, u64::saturating_add);
    if work > MOST_WORK { Err(VaultError::KdfTooExpensive) } else { Ok(()) }
}

/// What a slot is bound to: it cannot be moved to another vault, worker or kind, nor made cheaper.
fn about_slot(vault: Uuid, worker: WorkerId, kind: SlotKind, kdf: KdfParams) -> Vec<u8> {
    let KdfParams { memory_kib, passes, lanes } = kdf;
    format!("vaka slot 1 {vault} {worker} {kind:?} {memory_kib} {passes} {lanes}").into_bytes()
}

fn checksum(body: &str, mac: &Hex<32>) -> String {
    let digest = Sha256::new().chain_update(body).chain_update(mac.0).finalize();
    Hex::<32>(digest.into()).to_string()
}

#[cfg(test)]
#[path = "tests/keyfile.rs"]
pub(super) mod tests;
