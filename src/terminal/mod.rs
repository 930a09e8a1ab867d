//! The terminal below the screens: entering and leaving it, decoding what is typed, one write per
//! frame, signals, hang-up and panic. It knows nothing of cases, forms or words; the program above
//! is an [`Application`] that [`run`] feeds with [`Input`] and asks for frames.
//!
//! Bytes from the keyboard are decoded here and not by a library, because three things must hold
//! that none offered together: an escape sequence that a slow link splits is joined again, what
//! follows an end-of-paste mark inside a paste stays text, and a lost terminal ends the program
//! instead of making it spin. For the same reason the bytes of a frame are made here: NO_COLOR must
//! not cancel reverse video, and a frame must be one write.

mod ascii;
pub mod colour;
pub mod decode;
mod encode;
pub mod event;
pub mod facts;
mod grid;
mod input;
mod mark;
mod pace;
mod panic;
pub mod paste;
mod pen;
mod row;
pub mod run;
pub mod screen;
mod sequence;
mod shift;
mod signals;
#[cfg(test)]
mod tests;
mod travel;
mod tty;

pub use colour::{ColourChoice, ColourMode};
pub use event::{Input, Key, Now};
pub use facts::Facts;
pub use panic::PanicLine;
pub use run::{Application, TerminalOptions, Waker, Wakeups, run};
pub use tty::{Keyboard, SLOWEST, TerminalError};
