//! Signals become messages. A second wish to end while the first is not yet followed restores the
//! terminal and ends at once, so that a stuck program can always be stopped without `kill -9`.

use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::tty::Passage;

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    HangUp,
    Terminate,
    Suspend,
    Continued,
    Resized,
}

/// Ends with the program or when dropped.
pub struct SignalThread {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl SignalThread {
    /// From now on signals are messages for `send`.
    pub fn start(passage: Arc<Passage>, send: impl Fn(Asked) + Send + 'static) -> io::Result<Self> {
        let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = signals.handle();
        let thread = thread::Builder::new().name("signals".to_owned()).spawn(move || {
            let mut asked_to_end = false;
            for signal in signals.forever() {
                let asked = match signal {
                    SIGHUP => Asked::HangUp,
                    SIGTSTP => Asked::Suspend,
                    SIGCONT => Asked::Continued,
                    SIGWINCH => Asked::Resized,
                    _ if asked_to_end => {
                        passage.leave();
                        std::process::exit(128 + signal);
                    }
                    _ => {
                        asked_to_end = true;
                        Asked::Terminate
                    }
                };
                send(asked);
            }
        })?;
        Ok(Self { handle, thread: Some(thread) })
    }
}

impl Drop for SignalThread {
    fn drop(&mut self) {
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Whether somebody is there to wake us again: a shell that keeps jobs. Where the program was
/// started as the terminal's only one, a stop would be for ever.
pub fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the program, and a wrapper that may have started it, as the terminal would at `^Z`.
pub fn stop() {
    let _ = kill_current_process_group(Signal::STOP);
}
