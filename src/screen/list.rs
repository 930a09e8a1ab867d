//! A cursor in a list: the same movement everywhere.

use crate::terminal::Key;

/// How many rows Page Up and Page Down move.
const PAGE: usize = 10;

/// Where the cursor stands in a list whose length may change under it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListCursor {
    pub cursor: usize,
}

impl ListCursor {
    /// Moves in a list of `length` rows; false when the key is no movement.
    pub fn key(&mut self, key: Key, length: usize) -> bool {
        let last = length.saturating_sub(1);
        self.cursor = match key {
            Key::Up | Key::BackTab => self.cursor.saturating_sub(1),
            Key::Down | Key::Tab => (self.cursor + 1).min(last),
            Key::PageUp => self.cursor.saturating_sub(PAGE),
            Key::PageDown => (self.cursor + PAGE).min(last),
            Key::Home => 0,
            Key::End => last,
            _ => return false,
        };
        true
    }

    /// Keeps the cursor inside a list that has become shorter.
    pub fn clamp(&mut self, length: usize) {
        self.cursor = self.cursor.min(length.saturating_sub(1));
    }
}
