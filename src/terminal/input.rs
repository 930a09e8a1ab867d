//! The thread that reads the keyboard. It sleeps in one poll over the terminal and a pipe that tells
//! it to stop; a lost terminal is seen there, reported once, and ends the thread.

use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Read};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use zeroize::Zeroize;

use super::decode::Decoder;
use super::event::Input;

/// Stops the thread and waits for it when dropped.
pub struct InputThread {
    stop: Option<PipeWriter>,
    thread: Option<JoinHandle<()>>,
}

impl InputThread {
    /// Reads `keys` and hands over what was typed until `send` says that nobody listens.
    pub fn start(keys: File, send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<Self> {
        let (stopped, stop) = io::pipe()?;
        let thread =
            thread::Builder::new().name("keyboard".to_owned()).spawn(move || read(keys, stopped, send))?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for InputThread {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What one poll found.
enum Found {
    Keys,
    Silence,
    Stop,
    Gone,
}

fn read(mut keys: File, stopped: PipeReader, send: impl Fn(Input) -> bool) {
    let mut decoder = Decoder::default();
    let mut bytes = [0; 4096];
    loop {
        let mut out = Vec::new();
        match wait(&keys, &stopped, decoder.patience()) {
            Found::Stop => return,
            Found::Silence => decoder.silence(&mut out),
            Found::Gone => {
                send(Input::HangUp);
                return;
            }
            Found::Keys => match keys.read(&mut bytes) {
                Ok(read) if read > 0 => {
                    decoder.feed(&bytes[..read], &mut out);
                    // The buffer lives as long as the thread: what was typed or pasted would lie in it after
                    // a lock.
                    bytes[..read].zeroize();
                }
                Err(error)
                    if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
                // Nothing to read from a terminal in raw mode, or EIO: it is gone.
                _ => {
                    send(Input::HangUp);
                    return;
                }
            },
        }
        if !out.into_iter().all(&send) {
            return;
        }
    }
}

fn wait(keys: &File, stopped: &PipeReader, patience: Option<Duration>) -> Found {
    let mut fds = [PollFd::new(keys, PollFlags::IN), PollFd::new(stopped, PollFlags::IN)];
    let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
    loop {
        match poll(&mut fds, timeout.as_ref()) {
            Ok(0) => return Found::Silence,
            Ok(_) => break,
            // A signal came between: ask again.
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return Found::Gone,
        }
    }
    let (keys, stopped) = (fds[0].revents(), fds[1].revents());
    if !stopped.is_empty() {
        Found::Stop
    } else if keys.contains(PollFlags::IN) {
        Found::Keys
    } else {
        Found::Gone
    }
}
