//! Tells the worker thread that something in the vault's directory was written, by this session or by
//! another. Sleeps until then: who works alone and types nothing is never woken.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

use super::worker::Work;

/// So many seconds pass between two looks: others may save many times while somebody reads a line.
const PAUSE: Timespec = Timespec { tv_sec: 1, tv_nsec: 0 };

/// Watches a directory until it is dropped.
pub struct Watch {
    stop: OwnedFd,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// From now on each writing in the directory asks for a look, at most one in a second.
    pub fn start(dir: &Path, work: Sender<Work>) -> io::Result<Self> {
        let changes = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        inotify::add_watch(&changes, dir, WatchFlags::MODIFY | WatchFlags::MOVED_TO)?;
        let stop = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        let stopped = stop.try_clone()?;
        let thread = thread::Builder::new().name("watch".to_owned()).spawn(move || {
            while wait(&changes, &stopped) {
                // Before the look: what is written after it asks for another one.
                drain(&changes);
                if work.send(Work::Look).is_err() || is_stopped(&stopped) {
                    break;
                }
            }
        })?;
        Ok(Self { stop, thread: Some(thread) })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = rustix::io::write(&self.stop, &1_u64.to_ne_bytes());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Waits for a change; false: it is time to stop.
fn wait(changes: &OwnedFd, stop: &OwnedFd) -> bool {
    let mut both = [PollFd::new(changes, PollFlags::IN), PollFd::new(stop, PollFlags::IN)];
    loop {
        match poll(&mut both, None) {
            Ok(_) => return both[1].revents().is_empty(),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// The pause between two looks; true: it is time to stop.
fn is_stopped(stop: &OwnedFd) -> bool {
    let mut one = [PollFd::new(stop, PollFlags::IN)];
    poll(&mut one, Some(&PAUSE)).is_ok_and(|ready| ready > 0)
}

fn drain(changes: &OwnedFd) {
    let mut buffer = [0_u8; 4096];
    while rustix::io::read(changes, &mut buffer).is_ok_and(|length| length > 0) {}
}
