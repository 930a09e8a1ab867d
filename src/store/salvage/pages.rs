//! The pages of a damaged database, each for itself. SQLCipher refuses everything after the first page that
//! it cannot authenticate, and finds nothing below a page of a tree that is gone; so they are authenticated
//! and decrypted here as it does it (version 4: AES-256-CBC, then HMAC-SHA512 over the page, its nonce and
//! its number). A page that does not authenticate is never looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use aes::Aes256;
use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use hmac::{Hmac, Mac};
use sha2::Sha512;
use zeroize::Zeroizing;

use crate::memory::LockedKey;
use crate::store::error::VaultError;
use crate::store::files;

pub const SIZE: usize = 4096;
/// What of a page SQLite uses: behind it lie the nonce and the MAC.
pub const USABLE: usize = SIZE - NONCE - TAG;
const NONCE: usize = 16;
const TAG: usize = 64;
/// At the start of the first page, in plain: what the key of the MAC comes from.
const SALT: usize = 16;
/// What it is changed by for that key.
const MASK: u8 = 0x3a;
/// What stands in the place of the salt once a first page is decrypted.
const MAGIC: &[u8; SALT] = b"SQLite format 3\0";

const LOG_HEADER: u64 = 32;
const FRAME_HEADER: usize = 24;
const FRAME: u64 = (FRAME_HEADER + SIZE) as u64;
/// So many pages are asked whether a salt is right.
const PROBES: u32 = 64;

/// A decrypted page. The program's allocator wipes it when it is freed, as it does with all that was read.
pub type Page = Vec<u8>;

/// Database and log together: of each page the newest version that was saved and can be authenticated.
pub struct Pages {
    database: File,
    log: Option<File>,
    /// Where the newest version of a page stands in the log.
    newest: BTreeMap<u32, u64>,
    count: u32,
    cipher: Aes256,
    mac: Hmac<Sha512>,
}

impl Pages {
    /// Opens the files of `dir` for reading.
    ///
    /// # Errors
    /// `NotAVault` when no page can be authenticated: another vault's, another key, or nothing is left.
    pub fn open(dir: &Path, key: &LockedKey) -> Result<Self, VaultError> {
        let database = File::open(dir.join(files::DATABASE))?;
        let log = match File::open(dir.join(format!("{}-wal", files::DATABASE))) {
            Ok(log) => Some(log),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        let pages = database.metadata()?.len().div_ceil(SIZE as u64);
        let count = u32::try_from(pages).map_err(|_| VaultError::NotAVault)?;
        let cipher = Aes256::new(&Array::from(*key.bytes()));
        let mac = mac_key(key, &[0; SALT])?;
        let mut pages = Self { database, log, newest: BTreeMap::new(), count, cipher, mac };
        pages.find_salt(dir, key)?;
        pages.read_log()?;
        Ok(pages)
    }

    /// How many there are, counted from 1.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// A page; `None` when it cannot be read or authenticated.
    pub fn read(&self, number: u32) -> Option<Page> {
        let logged = self.newest.get(&number).zip(self.log.as_ref());
        let of_log = logged.and_then(|(at, log)| self.open_page(log, *at, number));
        of_log.or_else(|| self.open_page(&self.database, u64::from(number - 1) * SIZE as u64, number))
    }

    /// The salt stands in the first page alone. When that is damaged, it is looked for where else it lies:
    /// in the log, in the copy that a migration made; and with each single bit the other way round.
    fn find_salt(&mut self, dir: &Path, key: &LockedKey) -> Result<(), VaultError> {
        let mut salts = BTreeSet::new();
        let mut found = |file: &File, at: u64| -> Option<[u8; SALT]> {
            let mut salt = [0; SALT];
            file.read_exact_at(&mut salt, at).ok()?;
            salts.insert(salt);
            Some(salt)
        };
        let own = found(&self.database, 0);
        if let Some(log) = &self.log {
            let frames = log.metadata()?.len().saturating_sub(LOG_HEADER) / FRAME;
            let starts = (0..frames).map(|frame| LOG_HEADER + frame * FRAME);
            let firsts = starts.filter(|at| frame_word(log, *at, 0) == Some(1));
            for at in firsts {
                found(log, at + FRAME_HEADER as u64);
            }
        }
        for entry in fs::read_dir(dir)?.flatten() {
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(&format!("{}.v", files::DATABASE))
                && let Ok(copy) = File::open(entry.path())
            {
                found(&copy, 0);
            }
        }
        let flipped = own.into_iter().flat_map(|own| {
            (0..8 * SALT).map(move |bit| {
                let mut salt = own;
                salt[bit / 8] ^= 1 << (bit % 8);
                salt
            })
        });
        for salt in own.into_iter().chain(salts).chain(flipped) {
            self.mac = mac_key(key, &salt)?;
            if (1..=self.count.min(PROBES)).any(|number| self.is_authentic(number)) {
                return Ok(());
            }
        }
        Err(VaultError::NotAVault)
    }

    fn is_authentic(&self, number: u32) -> bool {
        let mut page = vec![0; SIZE];
        let read = self.database.read_exact_at(&mut page, u64::from(number - 1) * SIZE as u64);
        read.is_ok() && self.authenticates(&page, number)
    }

    /// Notes where each page stands last in the log: of saves that were brought to their end. Unlike SQLite
    /// it goes on behind a damaged frame, since the pages behind it authenticate by themselves; only a last
    /// save with a damaged frame may be one that a cut left unfinished.
    fn read_log(&mut self) -> Result<(), VaultError> {
        let Some(log) = &self.log else { return Ok(()) };
        let frames = log.metadata()?.len().saturating_sub(LOG_HEADER) / FRAME;
        // Frames of an older log share neither of its two numbers; the header may be the damaged one.
        let salts = |at: u64| frame_word(log, at, 2).zip(frame_word(log, at, 3));
        let header = [16, 20].map(|at| word_at(log, at));
        let of_header = header[0].zip(header[1]);
        let own = if salts(LOG_HEADER) == of_header { of_header } else { salts(LOG_HEADER) };
        let (mut saves, mut save, mut whole) = (Vec::new(), Vec::new(), true);
        for at in (0..frames).map(|frame| LOG_HEADER + frame * FRAME) {
            let (number, size) = (frame_word(log, at, 0), frame_word(log, at, 1));
            let place = at + FRAME_HEADER as u64;
            if salts(at) != own {
                continue;
            }
            match number.filter(|number| *number > 0 && self.open_page(log, place, *number).is_some()) {
                Some(number) => save.push((number, place)),
                None => whole = false,
            }
            if size != Some(0) {
                saves.push((std::mem::take(&mut save), std::mem::replace(&mut whole, true)));
            }
        }
        if saves.last().is_some_and(|(_, whole)| !whole) {
            saves.pop();
        }
        self.newest = saves.into_iter().flat_map(|(save, _)| save).collect();
        let last = self.newest.keys().next_back().copied().unwrap_or_default();
        self.count = self.count.max(last);
        Ok(())
    }

    fn open_page(&self, file: &File, at: u64, number: u32) -> Option<Page> {
        let mut page = vec![0; SIZE];
        file.read_exact_at(&mut page, at).ok()?;
        if !self.authenticates(&page, number) {
            return None;
        }
        self.decrypt(&mut page, number);
        Some(page)
    }

    fn authenticates(&self, page: &[u8], number: u32) -> bool {
        let from = if number == 1 { SALT } else { 0 };
        let mut mac = self.mac.clone();
        mac.update(&page[from..SIZE - TAG]);
        mac.update(&number.to_le_bytes());
        mac.verify_slice(&page[SIZE - TAG..]).is_ok()
    }

    /// CBC: each block is decrypted, and mixed with the encrypted one before it.
    fn decrypt(&self, page: &mut [u8], number: u32) {
        let from = if number == 1 { SALT } else { 0 };
        let mut blocks: Vec<[u8; 16]> = page[from..USABLE].as_chunks().0.to_vec();
        self.cipher.decrypt_blocks(Array::cast_slice_from_core_mut(&mut blocks));
        let mut before: [u8; NONCE] = page[USABLE..USABLE + NONCE].try_into().unwrap_or_default();
        for (plain, sealed) in blocks.iter().zip(page[from..USABLE].as_chunks_mut().0) {
            let mixed = u128::from_ne_bytes(*plain) ^ u128::from_ne_bytes(before);
            before = std::mem::replace(sealed, mixed.to_ne_bytes());
        }
        if number == 1 {
            page[..SALT].copy_from_slice(MAGIC);
        }
    }
}

/// The key of the MACs: PBKDF2 with two rounds from the key of the database and the changed salt.
fn mac_key(key: &LockedKey, salt: &[u8; SALT]) -> Result<Hmac<Sha512>, VaultError> {
    let keyed = |key: &[u8]| Hmac::<Sha512>::new_from_slice(key).map_err(|_| VaultError::NotAVault);
    let round = |parts: &[&[u8]]| -> Result<Zeroizing<[u8; 64]>, VaultError> {
        let mut mac = keyed(key.bytes())?;
        parts.iter().for_each(|part| mac.update(part));
        Ok(Zeroizing::new(mac.finalize().into_bytes().into()))
    };
    let first = round(&[&salt.map(|byte| byte ^ MASK), &1_u32.to_be_bytes()])?;
    let second = round(&[&*first])?;
    let derived: Zeroizing<Vec<u8>> =
        Zeroizing::new(first.iter().zip(&*second).map(|(a, b)| a ^ b).collect());
    keyed(&derived[..32])
}

/// A word of the head of a frame.
fn frame_word(log: &File, frame: u64, place: u64) -> Option<u32> {
    word_at(log, frame + 4 * place)
}

fn word_at(file: &File, at: u64) -> Option<u32> {
    let mut word = [0; 4];
    file.read_exact_at(&mut word, at).ok()?;
    Some(u32::from_be_bytes(word))
}
