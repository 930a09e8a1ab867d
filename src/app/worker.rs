//! The one thread that owns the vault. Effects go in, events come out, in order; the screen never
//! waits for a disk or a key derivation. While the vault is open a watch asks it to look whether other
//! sessions have saved something.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::backend::Backend;
use super::effect::{Effect, Event};
use super::queue::Queue;
use super::watch::Watch;
use crate::terminal::{Now, Waker};

/// What the thread is asked for.
pub enum Work {
    Do(Box<Effect>, Now),
    /// Something was written in the vault's directory.
    Look,
    End,
}

/// What came of it, and of what.
struct Came {
    events: Vec<Event>,
    of: Of,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// An effect, and whether the next frame waits for it.
    Effect { awaited: bool },
    /// What others have saved.
    Look,
}

/// The handle of the worker thread. Dropping it lets the work under way end first, but for bringing a vault up
/// to date.
pub struct Worker {
    work: Sender<Work>,
    events: Receiver<Came>,
    /// Events of the last effect not yet taken.
    waiting: std::collections::VecDeque<Event>,
    thread: Option<JoinHandle<()>>,
    /// Says to the thread that nobody waits for an opening any more.
    left: Arc<AtomicBool>,
    /// Effects sent whose results have not come back.
    open: usize,
    /// Those of them that the next frame waits for.
    awaited: usize,
}

impl Worker {
    /// Starts the thread.
    pub fn start(mut backend: Backend, waker: Waker) -> std::io::Result<Self> {
        let (work, asked) = channel();
        let (results, events) = channel();
        let (again, left) = (work.clone(), Arc::clone(&backend.left));
        let thread = std::thread::Builder::new().name("vault".to_owned()).spawn(move || {
            let (mut watch, mut queue) = (None, Queue::of(asked));
            while let Some((work, left_out)) = queue.next() {
                let came = match work {
                    Work::Do(effect, now) => {
                        let awaited = effect.is_awaited();
                        let events = if left_out { Vec::new() } else { backend.perform(*effect, now) };
                        Came { events, of: Of::Effect { awaited } }
                    }
                    Work::Look => Came { events: backend.look(), of: Of::Look },
                    Work::End => break,
                };
                follow(&mut watch, &backend, &again);
                // Where nobody asked and nothing came, nobody is woken.
                if (came.of != Of::Look || !came.events.is_empty()) && results.send(came).is_ok() {
                    waker.wake();
                }
            }
        })?;
        let waiting = std::collections::VecDeque::new();
        Ok(Self { work, events, waiting, thread: Some(thread), left, open: 0, awaited: 0 })
    }

    /// Hands an effect over.
    pub fn send(&mut self, effect: Effect, now: Now) {
        let awaited = effect.is_awaited();
        match effect {
            Effect::Unlock(_) | Effect::Recover { .. } => self.left.store(false, Ordering::Relaxed),
            Effect::Close => self.left.store(true, Ordering::Relaxed),
            _ => {}
        }
        if self.work.send(Work::Do(Box::new(effect), now)).is_ok() {
            self.open += 1;
            self.awaited += usize::from(awaited);
        }
    }

    /// The next event, if one has come.
    pub fn receive(&mut self) -> Option<Event> {
        while self.waiting.is_empty() {
            let came = self.events.try_recv().ok()?;
            if let Of::Effect { awaited } = came.of {
                self.open = self.open.saturating_sub(1);
                self.awaited = self.awaited.saturating_sub(usize::from(awaited));
            }
            self.waiting.extend(came.events);
        }
        self.waiting.pop_front()
    }

    /// Work is under way.
    pub fn busy(&self) -> bool {
        self.open > 0
    }

    /// Work is under way that may change what is shown.
    pub fn is_awaited(&self) -> bool {
        self.awaited > 0
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.left.store(true, Ordering::Relaxed);
        let _ = self.work.send(Work::End);
        if let Some(thread) = self.thread.take() {
            // A worker that panicked has nothing left to save.
            let _ = thread.join();
        }
    }
}

/// The vault is watched for as long as it is open. A system that cannot is one on which lists are as new
/// as the last key.
fn follow(watch: &mut Option<Watch>, backend: &Backend, work: &Sender<Work>) {
    match (&watch, &backend.vault) {
        (None, Some(_)) => {
            let started = Watch::start(&backend.directory, work.clone());
            *watch = started.inspect_err(|error| log::warn!("other sessions are not watched: {error}")).ok();
        }
        (Some(_), None) => *watch = None,
        _ => {}
    }
}
