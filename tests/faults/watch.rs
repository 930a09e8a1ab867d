//! What one thread's program does to the files below a directory: recorded in order, and made to fail
//! where a trial wants it. `calls` asks and tells; nothing here touches a file.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

const EIO: c_int = 5;
const EACCES: c_int = 13;
const ENOSPC: c_int = 28;
const EROFS: c_int = 30;

/// A file, whatever it is called.
pub type FileId = usize;

/// A call before it is made, or after it was.
#[derive(Debug)]
pub enum Call {
    Open { path: PathBuf, writes: bool },
    Write { fd: c_int, at: usize, bytes: Vec<u8> },
    Truncate { fd: c_int, length: usize },
    Sync { fd: c_int },
    Rename { from: PathBuf, to: PathBuf },
    Remove { path: PathBuf },
    MakeDirectory { path: PathBuf },
}

/// What was done to the files, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Create {
        path: PathBuf,
        file: FileId,
    },
    Write {
        file: FileId,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        file: FileId,
        length: usize,
    },
    Sync {
        file: FileId,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    MakeDirectory {
        path: PathBuf,
    },
    SyncDirectory {
        path: PathBuf,
    },
    /// The program was told that its n-th step is done.
    Acknowledged(usize),
}

/// How the calls fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// One call, with an I/O error; those after it succeed.
    Once,
    /// That call and all that write after it, with an I/O error.
    Broken,
    /// Nothing may be written any more, as on a file system that was made read-only.
    ReadOnly,
    /// No name may be made, changed or removed, as in a directory of somebody else.
    Forbidden,
    /// The disk is full from there on: what takes room fails, a write after half of it.
    Full,
}

#[derive(Debug)]
struct Watch {
    root: PathBuf,
    open: HashMap<c_int, PathBuf>,
    /// Files by the descriptor they were opened with: a file may lose its name meanwhile.
    files: HashMap<c_int, FileId>,
    names: HashMap<PathBuf, FileId>,
    next: FileId,
    events: Vec<Event>,
    /// How many calls could have failed so far.
    calls: usize,
    fault: Option<(usize, Manner)>,
    struck: bool,
}

thread_local! {
    static ON: Cell<bool> = const { Cell::new(false) };
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
}
static QUICK: AtomicBool = AtomicBool::new(false);

/// From now on this process waits for no disk: what is synced matters only in a recording.
pub fn be_quick() {
    QUICK.store(true, Ordering::Relaxed);
}

pub fn is_quick() -> bool {
    QUICK.load(Ordering::Relaxed)
}

/// Begins to watch what this thread does below `root`, where these files are already.
pub fn begin(root: &Path, there: &[PathBuf]) {
    let names: HashMap<PathBuf, FileId> = there.iter().cloned().zip(0..).collect();
    let watch = Watch {
        root: root.to_owned(),
        open: HashMap::new(),
        files: HashMap::new(),
        next: names.len(),
        names,
        events: Vec::new(),
        calls: 0,
        fault: None,
        struck: false,
    };
    WATCH.with(|cell| *cell.borrow_mut() = Some(watch));
    ON.with(|on| on.set(true));
}

/// Ends the watch and gives back what happened.
pub fn end() -> Vec<Event> {
    ON.with(|on| on.set(false));
    WATCH.with(|cell| cell.borrow_mut().take()).map(|watch| watch.events).unwrap_or_default()
}

/// The call of this number (from 0, counted from now) fails in this manner.
pub fn fail(at: usize, manner: Manner) {
    with(|watch| {
        watch.calls = 0;
        watch.struck = false;
        watch.fault = Some((at, manner));
    });
}

/// Nothing fails any more. In which manner it did.
pub fn heal() -> Option<Manner> {
    with(|watch| watch.fault.take())?.map(|(_, manner)| manner)
}

/// How many calls could have failed since the fault was set.
pub fn calls() -> usize {
    with(|watch| watch.calls).unwrap_or(0)
}

/// Whether a call was made to fail so far.
pub fn has_struck() -> bool {
    with(|watch| watch.struck).unwrap_or(false)
}

/// Notes that the program was told of its n-th step.
pub fn acknowledge(step: usize) {
    with(|watch| watch.events.push(Event::Acknowledged(step)));
}

pub fn is_on() -> bool {
    ON.try_with(Cell::get).unwrap_or(false)
}

/// None also from within itself: a message about a defect here must still be written.
fn with<T>(ask: impl FnOnce(&mut Watch) -> T) -> Option<T> {
    WATCH.try_with(|cell| cell.try_borrow_mut().ok()?.as_mut().map(ask)).ok()?
}

pub fn path_of(fd: c_int) -> Option<PathBuf> {
    with(|watch| watch.open.get(&fd).cloned())?
}

pub fn knows(fd: c_int) -> bool {
    with(|watch| watch.files.contains_key(&fd)).unwrap_or(false)
}

pub fn opened(fd: c_int, path: &Path, creates: bool, truncates: bool) {
    with(|watch| watch.note_open(fd, path, creates, truncates));
}

pub fn closed(fd: c_int) {
    with(|watch| {
        watch.open.remove(&fd);
        watch.files.remove(&fd);
    });
}

/// The error that this call shall end with.
pub fn verdict(call: &Call) -> Option<c_int> {
    with(|watch| watch.verdict(call))?
}

/// How many bytes of a write may arrive; if none, with which error.
pub fn room(fd: c_int, count: usize) -> (usize, c_int) {
    let call = Call::Write { fd, at: 0, bytes: Vec::new() };
    let answer = with(|watch| {
        let was_struck = watch.struck;
        match watch.verdict(&call) {
            Some(ENOSPC) if !was_struck && count > 1 => (count / 2, 0),
            Some(code) => (0, code),
            None => (count, 0),
        }
    });
    answer.unwrap_or((count, 0))
}

/// Notes a call that succeeded.
pub fn done(call: Call) {
    with(|watch| watch.note(call));
}

impl Watch {
    fn note_open(&mut self, fd: c_int, path: &Path, creates: bool, truncates: bool) {
        self.open.remove(&fd);
        self.files.remove(&fd);
        if !path.starts_with(&self.root) {
            return;
        }
        self.open.insert(fd, path.to_owned());
        let file = match self.names.get(path) {
            Some(file) => *file,
            None if creates => {
                let file = self.next;
                self.next += 1;
                self.names.insert(path.to_owned(), file);
                self.events.push(Event::Create { path: path.to_owned(), file });
                file
            }
            // A directory.
            None => return,
        };
        self.files.insert(fd, file);
        if truncates {
            self.events.push(Event::Truncate { file, length: 0 });
        }
    }

    fn concerns(&self, call: &Call) -> bool {
        match call {
            Call::Open { path, .. } | Call::Remove { path } | Call::MakeDirectory { path } => {
                path.starts_with(&self.root)
            }
            Call::Rename { from, .. } => from.starts_with(&self.root),
            Call::Write { fd, .. } | Call::Truncate { fd, .. } | Call::Sync { fd } => {
                self.open.contains_key(fd)
            }
        }
    }

    fn verdict(&mut self, call: &Call) -> Option<c_int> {
        if !self.concerns(call) || matches!(call, Call::Open { writes: false, .. }) {
            return None;
        }
        let (at, manner) = self.fault?;
        let fails = match (manner, call) {
            (Manner::Full, Call::Open { path, .. }) => !self.names.contains_key(path),
            (Manner::Full, Call::Write { .. } | Call::MakeDirectory { .. }) => true,
            (Manner::Forbidden, Call::Open { path, .. }) => !self.names.contains_key(path),
            (Manner::Forbidden, Call::MakeDirectory { .. } | Call::Rename { .. } | Call::Remove { .. }) => {
                true
            }
            (Manner::Full | Manner::Forbidden, _) | (Manner::ReadOnly, Call::Sync { .. }) => return None,
            (Manner::Once | Manner::Broken | Manner::ReadOnly, _) => true,
        };
        let number = self.calls;
        self.calls += 1;
        let due = if manner == Manner::Once { number == at } else { number >= at };
        if !due || !fails {
            return None;
        }
        self.struck = true;
        Some(match manner {
            Manner::Once | Manner::Broken => EIO,
            Manner::ReadOnly => EROFS,
            Manner::Forbidden => EACCES,
            Manner::Full => ENOSPC,
        })
    }

    fn note(&mut self, call: Call) {
        if !self.concerns(&call) {
            return;
        }
        let event = match call {
            Call::Open { .. } => return,
            Call::Write { fd, at, bytes } => Event::Write { file: self.files[&fd], at, bytes },
            Call::Truncate { fd, length } => Event::Truncate { file: self.files[&fd], length },
            Call::Sync { fd } => match self.files.get(&fd) {
                Some(&file) => Event::Sync { file },
                None => Event::SyncDirectory { path: self.open[&fd].clone() },
            },
            Call::Rename { from, to } => {
                if let Some(file) = self.names.remove(&from) {
                    self.names.insert(to.clone(), file);
                }
                Event::Rename { from, to }
            }
            Call::Remove { path } => {
                self.names.remove(&path);
                Event::Remove { path }
            }
            Call::MakeDirectory { path } => Event::MakeDirectory { path },
        };
        self.events.push(event);
    }
}
