//! The program above the terminal: the model, what changes it, what it asks for, and the worker
//! thread that does it.

pub mod arrival;
pub mod backend;
pub mod command;
pub mod draw;
pub mod effect;
pub mod model;
pub mod notice;
mod queue;
pub mod search;
pub mod update;
mod watch;
pub mod worker;

use chrono::{DateTime, Utc};
use ratatui::Frame;

use self::backend::Backend;
use self::effect::Effect;
use self::model::Model;
use self::worker::Worker;
use crate::terminal::{Application, Input, Now, Waker};

/// The full-screen program: a model and the worker that owns the vault.
pub struct App {
    model: Model,
    worker: Worker,
}

impl App {
    /// Starts the worker thread; `waker` tells the loop that a result is there.
    pub fn new(model: Model, backend: Backend, waker: Waker) -> std::io::Result<Self> {
        Ok(Self { model, worker: Worker::start(backend, waker)? })
    }

    /// Hands effects to the worker.
    pub fn perform(&mut self, effects: Vec<Effect>, now: Now) {
        for effect in effects {
            self.worker.send(effect, now);
        }
    }
}

impl Application for App {
    fn handle(&mut self, input: Input, now: Now) {
        self.model.now = now;
        let effects = update::update(&mut self.model, input);
        self.perform(effects, now);
    }

    fn poll_worker(&mut self, now: Now) -> bool {
        self.model.now = now;
        let mut changed = false;
        while let Some(event) = self.worker.receive() {
            let effects = arrival::event(&mut self.model, event);
            self.perform(effects, now);
            changed = true;
        }
        changed
    }

    fn deadline(&self) -> Option<DateTime<Utc>> {
        self.model.deadline()
    }

    fn dirty(&mut self) -> bool {
        std::mem::take(&mut self.model.dirty)
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        draw::draw(&self.model, frame);
    }

    fn finished(&self) -> Option<u8> {
        self.model.quit
    }

    fn covers(&self) -> bool {
        self.model.covers()
    }

    fn busy(&self) -> bool {
        self.worker.busy()
    }

    fn awaits(&self) -> bool {
        self.worker.is_awaited()
    }
}
