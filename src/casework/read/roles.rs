//! Reads `[[role]]`: what somebody does in the organisation, and what that allows.

use super::Reading;
use crate::casework::roles::Role;
use crate::casework::source::{Placed, Table};
use crate::form::DiagnosticKind;
use crate::form::expr::{Problem, near};
use crate::record::Right;

impl Reading {
    pub(super) fn role(&mut self, mut table: Table<'_>, seen: &mut Vec<Placed>) -> Option<Role> {
        let id = self.id(&mut table, seen);
        let given = table.texts("rights", &mut self.out);
        let rights = given.into_iter().filter_map(|right| self.right(right)).collect();
        let first = table.flag("first", &mut self.out);
        table.finish(&mut self.out);
        Some(Role { id: id?, rights, first })
    }

    fn right(&mut self, given: Placed) -> Option<Right> {
        let known = Right::ALL.into_iter().find(|right| right.id() == given.text);
        if known.is_none() {
            let near = near(&given.text, Right::ALL.into_iter().map(Right::id));
            let problem = Problem::UnknownChoice { name: "rights".to_owned(), choice: given.text, near };
            self.out.report(given.span, DiagnosticKind::Problem(problem));
        }
        known
    }
}
