//! Moving through a form: from stop to stop, from step to step, into a row, and what Enter means where it
//! is pressed. Whatever is left is kept, and what is wrong with it is said.

use super::stops::{self, Layout, Stop, layout};
use super::{Cx, FormScreen};
use crate::app::notice::Notice;
use crate::terminal::Key;

/// How many stops a page key moves in a long part.
const PAGE: isize = 8;

impl FormScreen {
    /// Moves through the stops, or activates a button or row.
    pub(super) fn travel(&mut self, key: Key, cx: &mut Cx) {
        match key {
            Key::Tab | Key::Down => self.go(1, cx),
            Key::BackTab if self.stop == 0 && self.at > 0 && self.row.is_none() => self.next_part(-1, cx),
            Key::BackTab | Key::Up => self.go(-1, cx),
            // On a table of a step as on its questions.
            Key::PageDown if self.in_parts() => self.turn(1, cx),
            Key::PageUp if self.in_parts() => self.turn(-1, cx),
            Key::PageDown => self.go(PAGE, cx),
            Key::PageUp => self.go(-PAGE, cx),
            Key::Home => self.go(isize::MIN, cx),
            Key::End => self.go(isize::MAX, cx),
            Key::Enter => self.enter(cx),
            Key::Char(_) => cx.say(Notice::info("why-no-text")),
            _ => {}
        }
    }

    /// One step or question at a time is shown, and no row is open over it.
    fn in_parts(&self) -> bool {
        self.row.is_none() && layout(self.entry.form()) != Layout::Page
    }

    fn enter(&mut self, cx: &mut Cx) {
        match self.focus() {
            Some(Stop::Summary(_) | Stop::Field(_)) => self.go(1, cx),
            Some(Stop::Row { table, row }) => self.open_row(table, row, cx),
            Some(Stop::AddRow { table }) => self.add_row(&table, cx),
            Some(Stop::Next) => self.next_part(1, cx),
            Some(Stop::Save) => self.save(cx),
            Some(Stop::RowDone) => self.close_row(cx),
            None => {}
        }
    }

    /// Leaves a field: what was typed is kept at once.
    pub(super) fn go(&mut self, by: isize, cx: &mut Cx) {
        self.complain(cx);
        self.adopt(cx);
        let last = self.stops().len().saturating_sub(1);
        self.stop = self.stop.saturating_add_signed(by).min(last);
        self.keep_draft(cx);
        self.edit(cx);
    }

    /// Says what cannot be understood or does not meet its condition in the field that is left.
    pub(super) fn complain(&self, cx: &mut Cx) {
        let Some(path) = self.focused_path() else { return };
        if let Some(notice) = self.problem(&path, cx) {
            cx.say(notice);
        }
    }

    /// Further down or up a long step first, then to the next or previous one.
    pub(super) fn turn(&mut self, by: isize, cx: &mut Cx) {
        let last = self.stops().len().saturating_sub(1);
        let left = if by > 0 { last.saturating_sub(self.stop) } else { self.stop };
        if left >= PAGE.unsigned_abs() { self.go(by * PAGE, cx) } else { self.next_part(by, cx) }
    }

    /// To the next or previous step or question.
    pub(super) fn next_part(&mut self, by: isize, cx: &mut Cx) {
        self.complain(cx);
        self.adopt(cx);
        self.count_time(cx);
        self.keep_draft(cx);
        let last = match layout(self.entry.form()) {
            Layout::Page => 0,
            Layout::Steps => self.entry.form().sections.len().saturating_sub(1),
            Layout::Question => stops::questions(&self.entry).len().saturating_sub(1),
        };
        let at = self.at.saturating_add_signed(by).min(last);
        if at == self.at {
            // There is no further one: nothing moves.
            return;
        }
        self.at = at;
        self.row = None;
        self.stop = 0;
        self.edit(cx);
    }
}
