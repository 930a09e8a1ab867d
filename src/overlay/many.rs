//! A short list of which several can be marked: the roles of a worker, the workers who see a case.

use super::Outcome;
use crate::app::effect::Effect;
use crate::record::{CaseId, WorkerId};
use crate::screen::list::ListCursor;
use crate::terminal::Key;

/// What the marks are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManyFor {
    Roles(WorkerId),
    Access(CaseId),
}

/// One of the list.
pub struct Mark {
    pub id: String,
    /// Its words, or what it is called.
    pub label: String,
    /// A line that says what it means.
    pub about: Option<String>,
    pub on: bool,
}

/// The list, and which row has the focus.
pub struct Many {
    pub of: ManyFor,
    /// Message of the heading, with the name it is about.
    pub title: (&'static str, String),
    pub hint: &'static str,
    pub marks: Vec<Mark>,
    pub list: ListCursor,
}

impl Many {
    pub(super) fn key(&mut self, key: Key) -> Outcome {
        let at = match key {
            Key::Enter => return self.done(),
            Key::Char(' ') => Some(self.list.cursor),
            Key::Char(digit @ '1'..='9') => Some(digit as usize - '1' as usize),
            _ => {
                self.list.key(key, self.marks.len());
                None
            }
        };
        if let Some(mark) = at.and_then(|at| self.marks.get_mut(at)) {
            mark.on = !mark.on;
        }
        Outcome::Stay
    }

    fn done(&self) -> Outcome {
        let on = self.marks.iter().filter(|mark| mark.on).map(|mark| mark.id.clone());
        let effect = match self.of {
            ManyFor::Roles(worker) => Effect::SetRoles { worker, roles: on.collect() },
            ManyFor::Access(case) => {
                Effect::SetAccess { case, to: on.filter_map(|id| WorkerId::parse_str(&id).ok()).collect() }
            }
        };
        Outcome::Effects(vec![effect])
    }
}
