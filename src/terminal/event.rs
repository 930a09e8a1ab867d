//! What can happen to the program from outside: a key, a paste, a new size, a signal, a moment.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Utc};

/// One key. Shift is part of the character; Alt is never reported (keys with Alt are dropped).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printable character as typed, in any script.
    Char(char),
    Enter,
    Esc,
    Tab,
    /// Shift-Tab.
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    /// F1 to F20.
    F(u8),
    /// Ctrl with a lower-case letter. The letters h, i, j, m and z never come: terminals send
    /// Backspace, Tab, Enter, Enter and [`Input::Suspend`] for them.
    Ctrl(char),
}

impl Key {
    /// Whether it does no more than move the focus, wherever that is.
    pub fn moves(self) -> bool {
        matches!(self, Self::Up | Self::Down | Self::Tab | Self::BackTab)
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// A pasted text: at most 1 MiB, in NFC, line ends are `\n`, no other control characters, no bidi
    /// marks, no escape sequences.
    Paste(String),
    /// The new size in columns and rows. The whole screen is drawn afterwards.
    Resize(u16, u16),
    /// The terminal is gone: save the draft and finish. Nothing is drawn any more.
    HangUp,
    /// Somebody asks the program to end (SIGTERM, SIGINT or SIGQUIT from outside): save and finish.
    Terminate,
    /// The program is about to be stopped (`^Z` or SIGTSTP): save the draft, hide what must be
    /// hidden. It is stopped when [`busy`](super::Application::busy) says no, or two seconds later.
    Suspend,
    /// The program goes on after a stop. The whole screen is drawn afterwards.
    Resumed,
    /// The moment asked for by [`deadline`](super::Application::deadline) has come.
    Deadline,
}

/// One moment, seen three ways. All three belong together; nothing else may ask the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub utc: DateTime<Utc>,
    /// The same moment on the wall clock of this machine.
    pub local: NaiveDateTime,
    /// What the wall clock is ahead of UTC.
    pub offset: FixedOffset,
}

impl Now {
    /// The present moment by the clock of this machine.
    pub fn current() -> Self {
        Self::from(Local::now())
    }
}

impl From<DateTime<Local>> for Now {
    fn from(moment: DateTime<Local>) -> Self {
        Self { utc: moment.to_utc(), local: moment.naive_local(), offset: *moment.offset() }
    }
}
