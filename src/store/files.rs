//! The files of a vault: their names and modes, what state they are in before anything is unlocked, the
//! lock, and writing a small file so that a power cut leaves either the old or the new one.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::error::{Part, VaultError};
use super::{keyfile, mark};

pub const DATABASE: &str = "vault.db";
pub const KEYS: &str = "vault.keys";
pub const KEYS_COPY: &str = "vault.keys.bak";
const KEYS_NEXT: &str = "vault.keys.tmp";
/// A database that shall take the place of the present one.
const DATABASE_NEXT: &str = "vault.db.next";
pub const LOCK: &str = "vault.lock";
/// Where a new vault is built before its files are moved to their places.
pub const STAGING: &str = "vault.new";

/// A key file of a real vault has a few kilobytes; anything much larger is not one.
const LARGEST_KEYS: u64 = 1 << 20;

/// What lies in a directory, judged without unlocking and without writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultState {
    /// No vault here: one may be created.
    Missing,
    Present,
    /// This part is missing, the other is there.
    Partial(Part),
    /// This part is there, but is not of this program (such as a plain SQLite file).
    Foreign(Part),
    /// This part has no contents.
    EmptyFile(Part),
    /// Written by a newer program, in this version.
    Newer(u32),
    /// The system does not let us look.
    Unreadable,
}

/// Judges the files in `dir`.
pub fn state(dir: &Path) -> VaultState {
    let database = match fs::metadata(dir.join(DATABASE)) {
        Ok(data) => Some(data.len()),
        Err(error) if is_absence(&error) => None,
        Err(_) => return VaultState::Unreadable,
    };
    let keys = read_keys(dir);
    match (database, &keys) {
        (None, Err(VaultError::Missing)) => return VaultState::Missing,
        (None, _) => return VaultState::Partial(Part::Database),
        (Some(0), _) => return VaultState::EmptyFile(Part::Database),
        // A creation that was cut off before its keys were moved in: nothing was ever stored.
        (Some(_), Err(VaultError::Missing)) if dir.join(STAGING).join(KEYS).exists() => {
            return VaultState::Missing;
        }
        (Some(_), Err(VaultError::Missing)) => return VaultState::Partial(Part::Keys),
        (Some(_), Err(VaultError::EmptyFile)) => return VaultState::EmptyFile(Part::Keys),
        (Some(_), Err(VaultError::Newer { found, .. })) => return VaultState::Newer(*found),
        (Some(_), Err(VaultError::Io(_))) => return VaultState::Unreadable,
        (Some(_), Err(_)) => return VaultState::Foreign(Part::Keys),
        (Some(_), Ok(_)) => {}
    }
    if is_plain_database(dir) { VaultState::Foreign(Part::Database) } else { VaultState::Present }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A SQLite file that is not encrypted says what it is in its first bytes.
fn is_plain_database(dir: &Path) -> bool {
    let mut start = [0; 16];
    let read = File::open(dir.join(DATABASE)).and_then(|mut file| file.read_exact(&mut start));
    read.is_err() || &start == b"SQLite format 3\0"
}

/// The key file that counts, and whether it had to be taken from the copy.
pub struct FoundKeys {
    pub file: keyfile::KeyFile,
    pub from_copy: bool,
}

/// Reads `vault.keys`, or its copy when the file itself is missing or broken by accident.
///
/// # Errors
/// What is wrong with `vault.keys` itself when the copy does not help.
pub fn read_keys(dir: &Path) -> Result<FoundKeys, VaultError> {
    match read_key_file(&dir.join(KEYS)) {
        Ok(file) => Ok(FoundKeys { file, from_copy: false }),
        Err(newer @ VaultError::Newer { .. }) => Err(newer),
        Err(error) => read_key_file(&dir.join(KEYS_COPY))
            .map(|file| FoundKeys { file, from_copy: true })
            .map_err(|_| error),
    }
}

/// Reads the copy alone, for when the file was tampered with.
pub fn read_keys_copy(dir: &Path) -> Result<FoundKeys, VaultError> {
    read_key_file(&dir.join(KEYS_COPY)).map(|file| FoundKeys { file, from_copy: true })
}

/// Whether there is a copy, and it is not the same as the file.
pub fn copy_differs(dir: &Path) -> bool {
    let read = |name: &str| fs::read(dir.join(name)).ok();
    read(KEYS_COPY).is_some_and(|copy| read(KEYS).is_some_and(|file| file != copy))
}

fn read_key_file(path: &Path) -> Result<keyfile::KeyFile, VaultError> {
    let file = File::open(path)
        .map_err(|error| if is_absence(&error) { VaultError::Missing } else { error.into() })?;
    let mut text = String::new();
    match file.take(LARGEST_KEYS).read_to_string(&mut text) {
        Ok(0) => Err(VaultError::EmptyFile),
        Ok(_) => keyfile::KeyFile::parse(&text),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(VaultError::NotAVault),
        Err(error) => Err(error.into()),
    }
}

/// Replaces the key file and then its copy, so that the copy never holds an older slot for longer than
/// that moment: a changed passphrase must not go on opening the copy.
pub fn write_keys(dir: &Path, text: &str) -> Result<(), VaultError> {
    write_keys_alone(dir, text)?;
    write_keys_copy(dir, text)
}

/// Replaces the key file and leaves its copy, until it is certain that the change lasts.
pub fn write_keys_alone(dir: &Path, text: &str) -> Result<(), VaultError> {
    replace(dir, KEYS, text.as_bytes()).map_err(|error| VaultError::from(error).at(dir))
}

/// Makes the copy the same as the file.
pub fn copy_keys(dir: &Path) -> Result<(), VaultError> {
    let text = fs::read_to_string(dir.join(KEYS)).map_err(|error| VaultError::from(error).at(dir))?;
    write_keys_copy(dir, &text)
}

/// Whether there is a log that was not moved into the database.
pub fn has_log(dir: &Path) -> bool {
    fs::metadata(dir.join(format!("{DATABASE}-wal"))).is_ok_and(|log| log.len() > 0)
}

/// Replaces the copy, or removes it: no copy is better than one that an older passphrase opens.
fn write_keys_copy(dir: &Path, text: &str) -> Result<(), VaultError> {
    let written = replace(dir, KEYS_COPY, text.as_bytes());
    let done = written.or_else(|error| {
        fs::remove_file(dir.join(KEYS_COPY)).and_then(|()| sync_directory(dir)).map_err(|_| error)
    });
    done.map_err(|error| VaultError::from(error).at(dir))
}

/// Writes beside, syncs, renames, syncs the directory.
fn replace(dir: &Path, name: &str, contents: &[u8]) -> io::Result<()> {
    let next = dir.join(KEYS_NEXT);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next)?;
    let written = file.write_all(contents).and_then(|()| file.sync_all());
    if let Err(error) = written {
        // A half-written file on a full disk only takes room.
        let _ = fs::remove_file(&next);
        return Err(error);
    }
    fs::rename(&next, dir.join(name))?;
    sync_directory(dir)
}

/// Makes renames and new files of a directory last.
pub fn sync_directory(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// Makes the directory of a new vault, for its owner alone.
pub fn make_directory(dir: &Path) -> Result<(), VaultError> {
    // A directory that holds something else already keeps the mode that somebody gave it; the files of
    // the vault are private in any case.
    let taken = fs::read_dir(dir).is_ok_and(|mut inside| inside.next().is_some());
    let known = dir.ancestors().skip(1).find(|above| above.is_dir() || above.as_os_str().is_empty());
    let made = DirBuilder::new().recursive(true).mode(0o700).create(dir);
    let made = made.and_then(|()| match taken {
        true => Ok(()),
        false => fs::set_permissions(dir, fs::Permissions::from_mode(0o700)),
    });
    made.and_then(|()| sync_above(dir, known)).map_err(|error| VaultError::from(error).at(dir))
}

/// Makes the names of new directories last, up to the one that was there before: without it a power cut
/// could take away a whole vault, since the directory above may not know of it yet.
fn sync_above(dir: &Path, known: Option<&Path>) -> io::Result<()> {
    for above in dir.ancestors().skip(1) {
        let named = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        match sync_directory(named) {
            // Not ours to read: the system decides then.
            Err(error) if error.kind() != io::ErrorKind::PermissionDenied => return Err(error),
            _ => {}
        }
        if Some(above) == known {
            break;
        }
    }
    Ok(())
}

/// Makes an empty place to build a new vault in. The lock is held.
pub fn make_staging(dir: &Path) -> Result<PathBuf, VaultError> {
    // One that is there already is of a creation that was cut off; nothing was ever stored in it. As long
    // as its keys are there, `state` knows that the database beside it is no vault either.
    if dir.join(STAGING).is_dir() {
        fs::remove_file(dir.join(DATABASE))
            .or_else(none_there)
            .map_err(|error| VaultError::from(error).at(dir))?;
    }
    remove_staging(dir);
    let staging = dir.join(STAGING);
    DirBuilder::new().mode(0o700).create(&staging).map_err(|error| VaultError::from(error).at(dir))?;
    Ok(staging)
}

fn none_there(error: io::Error) -> io::Result<()> {
    if is_absence(&error) { Ok(()) } else { Err(error) }
}

/// Takes back a creation that failed, however far it had come: nothing was ever stored in it, and half a
/// vault would be in the way of the next one. What cannot be taken back now is at the next creation.
pub fn abandon_creation(dir: &Path) {
    let staging = dir.join(STAGING);
    if !staging.is_dir() {
        return;
    }
    let mut moved = [KEYS_COPY, KEYS, DATABASE].into_iter().filter(|name| dir.join(name).exists());
    let back = moved.try_for_each(|name| fs::rename(dir.join(name), staging.join(name)));
    if back.is_ok() {
        remove_staging(dir);
    }
}

fn remove_staging(dir: &Path) {
    let _ = fs::remove_dir_all(dir.join(STAGING));
}

/// Makes an empty file that only its owner can read; SQLite gives its own files the same mode.
pub fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)
}

/// Moves a finished vault to its place. The keys come after the database: `state` tells by them whether
/// the creation was finished.
pub fn move_in(staging: &Path, dir: &Path) -> Result<(), VaultError> {
    let moves = || -> io::Result<()> {
        for name in [DATABASE, KEYS, KEYS_COPY] {
            fs::rename(staging.join(name), dir.join(name))?;
        }
        fs::remove_dir(staging)?;
        sync_directory(dir)
    };
    moves().map_err(|error| VaultError::from(error).at(dir))
}

/// Copies the database beside itself before a migration.
pub fn back_up(dir: &Path, version: u32) -> Result<(), VaultError> {
    let copy = || -> io::Result<()> {
        let to = dir.join(format!("{DATABASE}.v{version}.bak"));
        if to.exists() {
            fs::remove_file(&to)?;
        }
        let mut target = create_private(&to)?;
        io::copy(&mut File::open(dir.join(DATABASE))?, &mut target)?;
        target.sync_all()?;
        sync_directory(dir)
    };
    copy().map_err(|error| VaultError::from(error).at(dir))
}

/// Makes an empty place for a database that shall take the place of the present one.
pub fn make_next(dir: &Path) -> Result<PathBuf, VaultError> {
    remove_next(dir);
    let path = dir.join(DATABASE_NEXT);
    create_private(&path).map_err(|error| VaultError::from(error).at(&path))?;
    Ok(path)
}

/// Clears away what a change that was cut off, or given up, left.
pub fn remove_next(dir: &Path) {
    for end in ["", "-journal", "-wal", "-shm"] {
        let _ = fs::remove_file(dir.join(format!("{DATABASE_NEXT}{end}")));
    }
}

/// Puts the new database in the place of the old one, whose connections are closed.
pub fn move_in_next(dir: &Path) -> Result<(), VaultError> {
    let moves = || -> io::Result<()> {
        for end in ["-wal", "-shm"] {
            fs::remove_file(dir.join(format!("{DATABASE}{end}"))).or_else(none_there)?;
        }
        fs::rename(dir.join(DATABASE_NEXT), dir.join(DATABASE))?;
        sync_directory(dir)
    };
    moves().map_err(|error| VaultError::from(error).at(dir))
}

/// Removes the copies that migrations left: they have the key of their time.
pub fn remove_older_copies(dir: &Path) {
    let Ok(inside) = fs::read_dir(dir) else { return };
    for entry in inside.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&format!("{DATABASE}.v")) && name.ends_with(".bak") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes the contents of a file last.
pub fn sync_file(path: &Path) -> Result<(), VaultError> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|error| VaultError::from(error).at(path))
}

/// How often a shared lock is tried again: about two seconds.
const PATIENCE: u32 = 100;

/// Who else may have the vault at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Other sessions may work in it too.
    Shared,
    /// Nobody else: it is made, brought up to date, or its key is changed.
    Alone,
}

/// Keeps a damaged log for whoever can read more of it. Not being able to is no reason not to open.
pub fn keep_log(dir: &Path) {
    let log = dir.join(format!("{DATABASE}-wal"));
    let kept = dir.join(format!("{DATABASE}-wal.damaged"));
    let _ = fs::remove_file(&kept);
    let copy = || io::copy(&mut File::open(log)?, &mut create_private(&kept)?);
    if copy().is_err() {
        let _ = fs::remove_file(&kept);
    }
}

/// The vault is ours as long as this lives; the system releases it even after a kill.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes the lock. Without `create`, a vault whose lock file is missing yields `None`, so that
    /// nothing is written before the passphrase is known to be right.
    ///
    /// # Errors
    /// `Locked` when another program has it in a way that does not go together.
    pub fn take(dir: &Path, create: bool, hold: Hold) -> Result<Option<Self>, VaultError> {
        let path = dir.join(LOCK);
        let file = match OpenOptions::new().read(true).write(true).create(create).mode(0o600).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !create => return Ok(None),
            Err(error) => return Err(VaultError::from(error).at(&path)),
        };
        let lock = Self(file);
        lock.change(hold)?;
        Ok(Some(lock))
    }

    /// What was noted in it last.
    pub fn mark(&self) -> Option<String> {
        let mut bytes = vec![0; mark::LONGEST];
        let read = self.0.read_at(&mut bytes, 0).ok()?;
        bytes.truncate(read);
        String::from_utf8(bytes).ok()
    }

    /// Notes how far the vault has come. Not being able to is no reason not to have saved.
    pub fn note(&self, mark: &str) {
        if let Err(error) = self.0.write_all_at(mark.as_bytes(), 0) {
            log::debug!("the end of what was written was not noted: {error}");
        }
    }

    /// What was noted is of a vault that is no longer here. It lasts: a note that came back after a power
    /// cut would say that something is missing.
    pub fn forget(&self) -> Result<(), VaultError> {
        if self.0.metadata()?.len() > 0 {
            self.0.set_len(0)?;
            self.0.sync_all()?;
        }
        Ok(())
    }

    /// Holds the vault in another way from now on. When that fails the lock is gone: a system lock is
    /// given up before it is taken anew.
    pub fn change(&self, hold: Hold) -> Result<(), VaultError> {
        // Another session may have it alone for a moment, while it looks at the log that it found.
        for _ in 0..if hold == Hold::Shared { PATIENCE } else { 0 } {
            match self.0.try_lock_shared() {
                Err(TryLockError::WouldBlock) => std::thread::sleep(std::time::Duration::from_millis(20)),
                _ => break,
            }
        }
        let taken = match hold {
            Hold::Shared => self.0.try_lock_shared(),
            Hold::Alone => self.0.try_lock(),
        };
        match taken {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => Err(VaultError::Locked),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
