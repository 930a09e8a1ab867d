//! A short list of what home can be narrowed to.

use super::Outcome;
use crate::screen::home::Filter;
use crate::screen::list::ListCursor;
use crate::terminal::Key;

/// The filters that leave something, and which has the focus.
pub struct Choice {
    pub list: ListCursor,
    pub offered: Vec<Filter>,
}

impl Choice {
    pub fn new(offered: Vec<Filter>) -> Self {
        Self { list: ListCursor::default(), offered }
    }

    /// Enter takes what has the focus; a digit takes one of the first nine at once.
    pub(super) fn key(&mut self, key: Key) -> Outcome {
        let at = match key {
            Key::Enter => Some(self.list.cursor),
            Key::Char(digit @ '1'..='9') => Some(digit as usize - '1' as usize),
            Key::Char('f') => return Outcome::Close,
            _ => {
                self.list.key(key, self.offered.len());
                None
            }
        };
        match at.and_then(|at| self.offered.get(at)) {
            Some(filter) => Outcome::Narrow(filter.clone()),
            None => Outcome::Stay,
        }
    }
}
