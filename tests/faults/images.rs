//! Disks as a power cut may leave them. What a file or directory held when it was last synced is there.
//! Of what came after it, each write is there or not, whole or by sectors of 512 bytes; a file may have
//! grown without its contents; and of the changes of names any first part is there, as a file system with
//! a journal keeps them. What is only mapped into memory (`vault.db-shm`) never was on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::chance::Chance;
use super::watch::{Event, FileId};

const SECTOR: usize = 512;

/// What is done with that which was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    Dropped,
    Kept,
    /// Some writes are there and others are not, whatever their order.
    Shuffled,
    /// The same for each sector of each write.
    Torn,
}

impl Loss {
    pub const ALL: [Self; 4] = [Self::Dropped, Self::Kept, Self::Shuffled, Self::Torn];
}

/// The files before a recording began, and all that was done to them.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    /// In the order of their ids.
    pub before: Vec<(PathBuf, Vec<u8>)>,
    /// The directories that were there, whatever lay in them.
    pub directories: Vec<PathBuf>,
    pub root: PathBuf,
    pub events: Vec<Event>,
}

/// Files by their path; None is a directory.
type Disk = BTreeMap<PathBuf, Option<Vec<u8>>>;

impl Recording {
    /// The steps that were acknowledged in the first `cut` events.
    pub fn acknowledged(&self, cut: usize) -> usize {
        let done = self.events[..cut].iter().filter(|event| matches!(event, Event::Acknowledged(_)));
        done.count()
    }

    /// Writes the disk of a cut after `cut` events below `to`.
    pub fn lay_out(&self, cut: usize, loss: Loss, chance: &mut Chance, to: &Path) {
        for (path, bytes) in self.image(cut, loss, chance) {
            let place = to.join(path.strip_prefix(&self.root).unwrap());
            match bytes {
                None => fs::create_dir_all(&place).unwrap(),
                Some(bytes) => {
                    fs::create_dir_all(place.parent().unwrap()).unwrap();
                    fs::write(place, bytes).unwrap();
                }
            }
        }
    }

    /// Everything that was recorded is what really lies there: nothing went past the recording.
    pub fn is_complete(&self) -> Result<(), String> {
        let whole = self.image(self.events.len(), Loss::Kept, &mut Chance::of(0, "", 0));
        let mut real = Disk::new();
        read_all(&self.root, &mut real);
        real.retain(|path, _| !is_volatile(path));
        let names = |disk: &Disk| disk.keys().cloned().collect::<Vec<_>>();
        if names(&whole) != names(&real) {
            return Err(format!("recorded {:?}, found {:?}", names(&whole), names(&real)));
        }
        let other = whole.iter().find(|(path, bytes)| real.get(*path) != Some(bytes));
        other.map_or(Ok(()), |(path, _)| Err(format!("{} was written past the recording", path.display())))
    }

    fn image(&self, cut: usize, loss: Loss, chance: &mut Chance) -> Disk {
        let events = &self.events[..cut];
        let (mut names, contents) = (self.names(events, loss, chance), self.contents(events, loss, chance));
        names.retain(|path, _| !is_volatile(path));
        // What lies in a directory that is not there cannot be reached.
        let directories: Vec<PathBuf> =
            names.iter().filter(|(_, file)| file.is_none()).map(|(path, _)| path.clone()).collect();
        let reached = |path: &Path| {
            path.parent().is_some_and(|dir| dir == self.root || directories.iter().any(|known| known == dir))
        };
        let found = names.into_iter().filter(|(path, _)| reached(path));
        found
            .map(|(path, file)| (path, file.map(|file| contents.get(&file).cloned().unwrap_or_default())))
            .collect()
    }

    /// Which names there are: None for a directory.
    fn names(&self, events: &[Event], loss: Loss, chance: &mut Chance) -> BTreeMap<PathBuf, Option<FileId>> {
        let changes: Vec<usize> =
            (0..events.len()).filter(|&at| directory_of(&events[at]).is_some()).collect();
        let lasting = |at: usize| {
            let directory = directory_of(&events[at]).unwrap();
            events[at..]
                .iter()
                .any(|later| matches!(later, Event::SyncDirectory { path } if path == directory))
        };
        let (kept, pending): (Vec<usize>, Vec<usize>) = changes.into_iter().partition(|&at| lasting(at));
        let also = match loss {
            Loss::Dropped => 0,
            Loss::Kept => pending.len(),
            Loss::Shuffled | Loss::Torn => chance.index(pending.len() + 1),
        };
        let mut chosen = [&kept[..], &pending[..also]].concat();
        chosen.sort_unstable();
        let directories = self.directories.iter().map(|path| (path.clone(), None));
        let files = self.before.iter().enumerate().map(|(file, (path, _))| (path.clone(), Some(file)));
        let mut names: BTreeMap<PathBuf, Option<FileId>> = directories.chain(files).collect();
        for at in chosen {
            match &events[at] {
                Event::Create { path, file } => drop(names.insert(path.clone(), Some(*file))),
                Event::MakeDirectory { path } => drop(names.insert(path.clone(), None)),
                Event::Remove { path } => drop(names.remove(path)),
                Event::Rename { from, to } => {
                    if let Some(file) = names.remove(from) {
                        names.insert(to.clone(), file);
                    }
                }
                _ => {}
            }
        }
        names
    }

    fn contents(&self, events: &[Event], loss: Loss, chance: &mut Chance) -> BTreeMap<FileId, Vec<u8>> {
        let mut contents: BTreeMap<FileId, Vec<u8>> =
            self.before.iter().enumerate().map(|(file, (_, bytes))| (file, bytes.clone())).collect();
        let mut synced = BTreeMap::new();
        for (at, event) in events.iter().enumerate() {
            if let Event::Sync { file } = event {
                synced.insert(*file, at);
            }
        }
        for (at, event) in events.iter().enumerate() {
            match event {
                Event::Write { file, at: place, bytes } => {
                    let lasts = synced.get(file).is_some_and(|&sync| at < sync);
                    let loss = if lasts { Loss::Kept } else { loss };
                    put(contents.entry(*file).or_default(), *place, bytes, loss, chance);
                }
                Event::Truncate { file, length } => {
                    let lasts = synced.get(file).is_some_and(|&sync| at < sync);
                    let happens = lasts
                        || match loss {
                            Loss::Dropped => false,
                            Loss::Kept => true,
                            Loss::Shuffled | Loss::Torn => chance.once_in(2),
                        };
                    if happens {
                        contents.entry(*file).or_default().resize(*length, 0);
                    }
                }
                _ => {}
            }
        }
        contents
    }
}

/// Puts into a file what of a write is there.
fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8], loss: Loss, chance: &mut Chance) {
    let grow = |file: &mut Vec<u8>, to: usize| file.resize(file.len().max(to), 0);
    let pieces: Vec<(usize, usize)> = match loss {
        Loss::Dropped => return,
        Loss::Kept => vec![(0, bytes.len())],
        Loss::Shuffled => vec![(0, bytes.len())].into_iter().filter(|_| chance.once_in(2)).collect(),
        Loss::Torn => sectors(at, bytes.len()).into_iter().filter(|_| chance.once_in(2)).collect(),
    };
    if loss != Loss::Kept && chance.once_in(2) {
        // The file grew, and what it grew by never came.
        grow(file, at + bytes.len());
    }
    for (from, to) in pieces {
        grow(file, at + to);
        file[at + from..at + to].copy_from_slice(&bytes[from..to]);
    }
}

/// The parts of a write that lie in one sector each.
fn sectors(at: usize, length: usize) -> Vec<(usize, usize)> {
    let (mut parts, mut from) = (Vec::new(), 0);
    while from < length {
        let to = length.min((at + from + SECTOR) / SECTOR * SECTOR - at);
        parts.push((from, to));
        from = to;
    }
    parts
}

/// The directory that must be synced for a change of names to last.
fn directory_of(event: &Event) -> Option<&Path> {
    match event {
        Event::Create { path, .. } | Event::Remove { path } | Event::MakeDirectory { path } => path.parent(),
        Event::Rename { to, .. } => to.parent(),
        _ => None,
    }
}

fn is_volatile(path: &Path) -> bool {
    path.to_string_lossy().ends_with("-shm")
}

/// All files and directories below one.
fn read_all(dir: &Path, into: &mut Disk) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            into.insert(path.clone(), None);
            read_all(&path, into);
        } else {
            into.insert(path.clone(), Some(fs::read(&path).unwrap()));
        }
    }
}

impl Recording {
    /// A recording of what is going to be done below a directory.
    pub fn of(root: &Path) -> Self {
        let mut disk = Disk::new();
        read_all(root, &mut disk);
        let (mut before, mut directories) = (Vec::new(), Vec::new());
        for (path, bytes) in disk {
            match bytes {
                Some(bytes) => before.push((path, bytes)),
                None => directories.push(path),
            }
        }
        Self { before, directories, root: root.to_owned(), events: Vec::new() }
    }
}
