//! The terminal device: asking what it is, raw mode and the alternate screen, and the way back.
//!
//! The way back is one object that the normal end, a panic and a second signal share; whoever comes
//! first restores the terminal, the others find nothing to do.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{self, OptionalActions, QueueSelector, Termios};

/// Where keys come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// Standard input, which must be a terminal.
    #[default]
    Stdin,
    /// The terminal that the program belongs to, because standard input brought something else
    /// (a passphrase).
    Controlling,
}

/// Why there is no full screen. The display form is the id of the message that says it.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard input is a file or a pipe.
    #[error("cli-error-input-not-terminal")]
    InputNotATerminal,
    /// Standard output is a file or a pipe.
    #[error("cli-error-output-not-terminal")]
    OutputNotATerminal,
    /// The terminal refused what every terminal can, or threads and signals could not be set up.
    #[error("cli-error-terminal-setup")]
    Setup(#[from] io::Error),
    /// A defect in the program; the terminal has been restored and the fixed line been said.
    #[error("cli-error-defect")]
    Panicked,
}

/// Mouse off (a program that died may have left it on), alternate screen, bracketed paste, all blank.
const ENTER: &[u8] =
    b"\x1b[?1049h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004h\x1b[?25l\x1b[0m\x1b[2J\x1b[H";
/// The blank frame comes first: GNU screen without an alternate screen would keep what was shown.
const LEAVE: &[u8] = b"\x1b[0m\x1b[2J\x1b[H\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// How long leaving waits for a terminal that takes no bytes, in milliseconds.
const LEAVE_WAIT_MS: i64 = 200;

/// Opens the device keys come from, and the one frames go to, without the buffering of the
/// standard library, which would cut a frame at its line ends.
pub fn open(keyboard: Keyboard) -> Result<(File, File), TerminalError> {
    let output = io::stdout();
    if !termios::isatty(&output) {
        return Err(TerminalError::OutputNotATerminal);
    }
    let keys = match keyboard {
        Keyboard::Stdin if termios::isatty(io::stdin()) => {
            File::from(io::stdin().as_fd().try_clone_to_owned()?)
        }
        Keyboard::Stdin => return Err(TerminalError::InputNotATerminal),
        Keyboard::Controlling => {
            OpenOptions::new().read(true).open("/dev/tty").map_err(|_| TerminalError::InputNotATerminal)?
        }
    };
    Ok((keys, File::from(output.as_fd().try_clone_to_owned()?)))
}

/// Columns and rows; what the environment says, or 80 by 24, where the device does not know (serial
/// lines).
pub fn size(tty: impl AsFd) -> Size {
    let known = termios::tcgetwinsize(tty).ok().filter(|size| size.ws_col > 0 && size.ws_row > 0);
    if let Some(size) = known {
        return Size::new(size.ws_col, size.ws_row);
    }
    let number = |name| std::env::var(name).ok()?.parse::<u16>().ok().filter(|&number| number > 0);
    Size::new(number("COLUMNS").unwrap_or(80), number("LINES").unwrap_or(24))
}

/// Bits in a second of the slowest line that anybody works over; what is below tells of no line.
pub const SLOWEST: u32 = 300;
/// What a pseudo-terminal bears when nobody has said anything.
const UNSAID: u32 = 38_400;

/// Bits in a second that the device bears, where that tells of a slow line.
pub fn speed(tty: impl AsFd) -> Option<u32> {
    let speed = termios::tcgetattr(tty).ok()?.output_speed();
    (SLOWEST..UNSAID).contains(&speed).then_some(speed)
}

/// Writes all bytes, also to a device that another program left in non-blocking mode.
pub fn write_all(tty: &File, mut bytes: &[u8]) -> io::Result<()> {
    let mut writer = tty;
    while !bytes.is_empty() {
        match writer.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                poll(&mut [PollFd::new(tty, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The way into the full screen and back.
#[derive(Debug)]
pub struct Passage {
    tty: OwnedFd,
    output: File,
    original: Termios,
    inside: AtomicBool,
}

impl Passage {
    /// Remembers how the terminal is now.
    pub fn new(keys: &File, output: &File) -> io::Result<Self> {
        Ok(Self {
            tty: keys.as_fd().try_clone_to_owned()?,
            output: output.try_clone()?,
            original: termios::tcgetattr(keys)?,
            inside: AtomicBool::new(false),
        })
    }

    /// Raw mode, alternate screen, bracketed paste; or nothing of it and the error.
    pub fn enter(&self) -> io::Result<()> {
        let mut raw = self.original.clone();
        raw.make_raw();
        // From here on there is something to restore, even if the next line fails.
        self.inside.store(true, Ordering::SeqCst);
        let entered = termios::tcsetattr(&self.tty, OptionalActions::Now, &raw).map_err(io::Error::from);
        let entered = entered.and_then(|()| write_all(&self.output, ENTER));
        if entered.is_err() {
            self.leave();
        }
        entered
    }

    /// A blank frame, and the terminal as it was. Never waits long and never fails: there is nobody
    /// left to tell. What was typed and not read is thrown away, since it would land in the shell.
    pub fn leave(&self) {
        if !self.inside.swap(false, Ordering::SeqCst) {
            return;
        }
        let wait = Timespec { tv_sec: 0, tv_nsec: LEAVE_WAIT_MS * 1_000_000 };
        let ready = poll(&mut [PollFd::new(&self.output, PollFlags::OUT)], Some(&wait));
        if ready.is_ok_and(|ready| ready > 0) {
            let _ = write_all(&self.output, LEAVE);
        }
        let _ = termios::tcflush(&self.tty, QueueSelector::IFlush);
        let _ = termios::tcsetattr(&self.tty, OptionalActions::Now, &self.original);
    }
}
