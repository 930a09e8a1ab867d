//! The one thread that owns the vault. Effects go in, events come out, in order; the screen never
//! waits for a disk or a key derivation.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::backend::Backend;
use super::effect::{Effect, Event};
use crate::terminal::{Now, Waker};

/// The handle of the worker thread. Dropping it lets the work under way end first.
pub struct Worker {
    effects: Option<Sender<(Effect, Now)>>,
    events: Receiver<Vec<Event>>,
    /// Events of the last effect not yet taken.
    waiting: std::collections::VecDeque<Event>,
    thread: Option<JoinHandle<()>>,
    /// Effects sent whose results have not come back.
    open: usize,
}

impl Worker {
    /// Starts the thread.
    pub fn start(mut backend: Backend, waker: Waker) -> std::io::Result<Self> {
        let (effects, work) = channel::<(Effect, Now)>();
        let (results, events) = channel();
        let thread = std::thread::Builder::new().name("vault".to_owned()).spawn(move || {
            while let Ok((effect, now)) = work.recv() {
                let came = backend.perform(effect, now);
                if results.send(came).is_err() {
                    break;
                }
                waker.wake();
            }
        })?;
        Ok(Self {
            effects: Some(effects),
            events,
            waiting: std::collections::VecDeque::new(),
            thread: Some(thread),
            open: 0,
        })
    }

    /// Hands an effect over.
    pub fn send(&mut self, effect: Effect, now: Now) {
        if let Some(effects) = &self.effects
            && effects.send((effect, now)).is_ok()
        {
            self.open += 1;
        }
    }

    /// The next event, if one has come.
    pub fn receive(&mut self) -> Option<Event> {
        while self.waiting.is_empty() {
            let came = self.events.try_recv().ok()?;
            self.open = self.open.saturating_sub(1);
            self.waiting.extend(came);
        }
        self.waiting.pop_front()
    }

    /// Work is under way.
    pub fn busy(&self) -> bool {
        self.open > 0
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.effects = None;
        if let Some(thread) = self.thread.take() {
            // A worker that panicked has nothing left to save.
            let _ = thread.join();
        }
    }
}
