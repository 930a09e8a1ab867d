//! Making a backup: a copy of the database, checked; the file beside its place, on the disk; read back
//! whole and compared; and only then moved to its place and noted.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{Advice, fadvise};
use secrecy::{ExposeSecret, SecretString};

use super::contents::{self, Inventory, Parts};
use super::header::Header;
use super::snapshot::Snapshot;
use super::stream::{Reader, Writer};
use super::{BackupError, Progress, Tell};
use crate::memory::LockedKey;
use crate::record::Moment;
use crate::store::audit::{Action, Entry};
use crate::store::error::VaultError;
use crate::store::hex::Hex;
use crate::store::keyfile::Anchor;
use crate::store::vault::Vault;
use crate::store::{KdfParams, database, files, rows};

/// What `meta` calls the moment of the last backup (milliseconds since 1970).
const LAST: &str = "last_backup";
/// Shares of the work in per cent, as measured: copying, checking, writing; reading back is the rest.
const COPIED: u8 = 50;
const CHECKED: u8 = 60;
const WRITTEN: u8 = 85;

/// What a backup is made of.
pub struct NewBackup<'a> {
    /// The file; beside it, while it is written, the same name with `.part`.
    pub file: &'a Path,
    pub passphrase: &'a SecretString,
    pub kdf: KdfParams,
    /// A file of that name is replaced, once the new one is good.
    pub replace: bool,
}

/// A backup that was written, read back and found to be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBackup {
    pub inventory: Inventory,
    /// Bytes of the file.
    pub size: u64,
}

impl Vault {
    /// Writes a backup. The vault can be used meanwhile, by other programs too.
    ///
    /// # Errors
    /// `FileExists`, `NoRoom` with the place, `Running`, `Stopped`; `Vault(Damaged)` when the vault itself
    /// cannot be read whole. Whatever the error, there is no new file, and an older one is as it was.
    pub fn back_up<'t>(
        &mut self,
        new: &NewBackup,
        now: Moment,
        tell: &'t mut Tell<'t>,
    ) -> Result<WrittenBackup, BackupError> {
        must_be_free(new)?;
        let mut progress = Progress::new(tell);
        let part = Part::beside(new.file);
        let made = self.write_part(new, &part, now, &mut progress)?;
        must_be_free(new)?;
        let place = directory(new.file);
        fs::rename(&part.0, new.file).map_err(|error| BackupError::from(error).at(place))?;
        sync(place).map_err(|error| BackupError::from(error).at(place))?;
        progress.part(100, 100).at(1, 1)?;
        // The backup is good, whether or not that can be noted.
        if let Err(error) = self.note_backup(made.size, now) {
            log::warn!("a backup was made, but that could not be noted: {error}");
        }
        Ok(made)
    }

    /// When the last backup was made that was found to be good.
    pub fn last_backup(&self) -> Result<Option<Moment>, VaultError> {
        let text = self.read(|db| database::meta(db, LAST))?;
        text.and_then(|text| text.parse().ok()).map(rows::from_millis).transpose()
    }

    /// Since when there have been cases in this vault.
    pub fn oldest_case(&self) -> Result<Option<Moment>, VaultError> {
        // Numbers are given in the order in which cases begin: no need to look at every case.
        let oldest = self.read(|db| {
            let sql = "SELECT opened_at FROM case_file WHERE deleted_at IS NULL ORDER BY number LIMIT 1";
            rows::first(db, sql, [], |row| Ok(row.get::<_, i64>(0)?))
        })?;
        oldest.map(rows::from_millis).transpose()
    }

    fn note_backup(&self, size: u64, now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            database::set_meta(change, LAST, &now.timestamp_millis().to_string())?;
            Ok(((), vec![Entry::new(Action::BackedUp).detail(size.to_string())]))
        })
    }

    fn write_part(
        &self,
        new: &NewBackup,
        part: &Part,
        now: Moment,
        progress: &mut Progress,
    ) -> Result<WrittenBackup, BackupError> {
        // A place that cannot be written is known before the long copying.
        let file = part.create().map_err(|error| BackupError::from(error).at(directory(new.file)))?;
        progress.part(0, COPIED);
        let copy = Snapshot::take(&self.dir, &self.database_key, progress)?;
        progress.part(COPIED, CHECKED).at(0, 1)?;
        let facts = copy.check(&self.database_key)?;
        progress.part(CHECKED, WRITTEN).at(0, 1)?;
        let mut keys = files::read_keys(&self.dir)?.file;
        if !keys.is_genuine(&self.unlocked) {
            keys = files::read_keys_copy(&self.dir)?.file;
            if !keys.is_genuine(&self.unlocked) {
                return Err(VaultError::KeysTampered.into());
            }
        }
        let mut keys = keys.keys;
        // The copy ends where it ends, whatever was written since.
        keys.anchor = Anchor { count: facts.head.0, head: Hex(facts.head.1) };
        let keys_text = keys.to_text(&self.unlocked)?;
        let (header, key) = Header::new(&keys, new.passphrase.expose_secret(), new.kdf)?;
        let inventory = Inventory::new(now.timestamp_millis(), facts.cases, facts.workers);
        let database = File::open(copy.path())?;
        let parts = Parts { keys: &keys_text, length: database.metadata()?.len(), database };
        let hash = fill(&file, &header, &key, inventory, parts, progress)
            .map_err(|error| error.at(directory(new.file)))?;
        drop(copy);
        progress.part(WRITTEN, 100);
        read_back(part, &key, &hash, progress)
    }
}

/// Writes the whole file and brings it to the disk.
fn fill(
    file: &File,
    header: &Header,
    key: &LockedKey,
    inventory: Inventory,
    parts: Parts<File>,
    progress: &mut Progress,
) -> Result<[u8; 32], BackupError> {
    let mut out = BufWriter::with_capacity(1 << 20, file);
    out.write_all(header.text.as_bytes())?;
    let mut stream = Writer::new(out, key, header.nonce());
    contents::write(&mut stream, inventory, parts, progress)?;
    let (mut out, hash) = stream.finish()?;
    out.flush()?;
    file.sync_all()?;
    Ok(hash)
}

/// Reads the file as it lies on the disk, whole, and compares it with what was written.
fn read_back(
    part: &Part,
    key: &LockedKey,
    hash: &[u8; 32],
    progress: &mut Progress,
) -> Result<WrittenBackup, BackupError> {
    let file = File::open(&part.0)?;
    // From the disk and not from memory, where the system agrees.
    let _ = fadvise(&file, 0, None, Advice::DontNeed);
    let size = file.metadata()?.len();
    let mut from = BufReader::with_capacity(1 << 20, file);
    let header = Header::read(&mut from)?;
    let mut stream = Reader::new(from, key, header.nonce())?;
    match contents::read(&mut stream, &mut io::sink(), progress) {
        Ok(read) if stream.hash() == *hash => Ok(WrittenBackup { inventory: read.inventory, size }),
        Ok(_) | Err(BackupError::Damaged) => Err(BackupError::ReadsBackDifferently),
        Err(error) => Err(error),
    }
}

/// The file while it is written; it goes away with this value unless it was moved to its place.
struct Part(PathBuf);

impl Part {
    fn beside(file: &Path) -> Self {
        let mut name = file.as_os_str().to_owned();
        name.push(".part");
        Self(name.into())
    }

    /// One that is there already is of a backup that was cut off. It is removed and not written over: were
    /// it a link, the backup would take the place of what it leads to.
    fn create(&self) -> io::Result<File> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        files::create_private(&self.0)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                log::warn!("an unfinished backup was not removed: {error}");
            }
            _ => {}
        }
    }
}

fn must_be_free(new: &NewBackup) -> Result<(), BackupError> {
    let there = fs::symlink_metadata(new.file);
    match there {
        Ok(there) if there.is_dir() => Err(BackupError::FileExists),
        Ok(_) if !new.replace => Err(BackupError::FileExists),
        _ => Ok(()),
    }
}

/// The directory that a file lies in.
fn directory(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Some file systems of sticks and shares cannot bring a directory to the disk by itself, and say so.
fn sync(dir: &Path) -> io::Result<()> {
    match files::sync_directory(dir) {
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}
