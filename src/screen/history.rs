//! The versions of one record, newest first: each can be read, and any two compared.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::compare::Compare;
use super::list::ListCursor;
use super::mark::Shown;
use super::reading::Reading;
use super::words;
use super::{Cx, Request, Screen, Title};
use crate::app::command::Cmd;
use crate::app::effect::Event;
use crate::locale::Arg;
use crate::record::{RecordId, Revision};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, fit};
use crate::widget::theme::Role;

/// The versions of a record.
pub struct History {
    pub record: RecordId,
    pub form: String,
    pub list: ListCursor,
    /// Shown again once the versions have been read, after a lock.
    pub show_again: Option<Shown>,
    revisions: Vec<Revision>,
}

impl History {
    /// The versions of a record that are being read.
    pub fn new(record: RecordId, form: &str) -> Self {
        Self {
            record,
            form: form.to_owned(),
            list: ListCursor::default(),
            show_again: None,
            revisions: Vec::new(),
        }
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        if let Event::Revisions { record, revisions } = event
            && *record == self.record
        {
            self.revisions.clone_from(revisions);
            self.list.clamp(self.revisions.len());
            if let Some(screen) = self.show_again.take().and_then(|shown| self.show(&shown, cx)) {
                cx.out.push(Request::Push(Box::new(screen)));
            }
        }
    }

    fn show(&self, shown: &Shown, cx: &Cx) -> Option<Screen> {
        let version =
            |number: u32| self.revisions.iter().find(|revision| revision.revision == number).cloned();
        Some(match *shown {
            Shown::Reading { revision, cursor } => {
                Screen::Reading(Box::new(Reading::at(&self.form, version(revision)?, cursor)))
            }
            Shown::Compare { older, newer, cursor } => {
                let screen = Compare::new(&self.form, version(older)?, version(newer)?, cx);
                Screen::Compare(Box::new(screen.at(cursor)))
            }
        })
    }

    pub fn key(&mut self, key: Key) {
        self.list.key(key, self.revisions.len());
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        (command == Cmd::Compare && self.revisions.len() < 2).then_some("why-one-version")
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::Open => {
                if let Some(revision) = self.revisions.get(self.list.cursor) {
                    let screen = Reading::new(&self.form, revision.clone());
                    cx.out.push(Request::Push(Box::new(Screen::Reading(Box::new(screen)))));
                }
            }
            Cmd::Compare => self.compare(cx),
            _ => {}
        }
    }

    /// Compares the version under the cursor with the one before it; the oldest with the newest.
    fn compare(&self, cx: &mut Cx) {
        let here = self.list.cursor;
        let other = if here + 1 < self.revisions.len() { here + 1 } else { 0 };
        let (newer, older) = (here.min(other), here.max(other));
        if let (Some(newer), Some(older)) = (self.revisions.get(newer), self.revisions.get(older)) {
            let screen = Compare::new(&self.form, older.clone(), newer.clone(), cx);
            cx.out.push(Request::Push(Box::new(Screen::Compare(Box::new(screen)))));
        }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        Title {
            parts: vec![cx.locale.form(&self.form, "form"), cx.locale.text("history-title")],
            danger: None,
        }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let theme = cx.theme;
        let mut page = Page::default();
        for (number, revision) in self.revisions.iter().enumerate() {
            let focused = number == self.list.cursor;
            let args = [("n", Arg::from(revision.revision)), ("who", Arg::from(revision.author.clone()))];
            let words = cx.locale.text_with("records-version", &args);
            let when = cx.locale.moment(revision.saved_at, cx.now.offset);
            let level = level_words(&self.form, revision, cx);
            let line = Line::from(vec![
                Span::raw(if focused { theme.marker() } else { "  " }),
                Span::styled(
                    column(&when, 18, theme),
                    theme.style(if focused { Role::Focus } else { Role::Plain }),
                ),
                Span::raw(column(&words, 34, theme)),
                Span::raw(fit(&level, usize::from(area.width).saturating_sub(56), theme)),
            ]);
            let block = Block::lines(vec![line]);
            page.add(block, focused);
        }
        page.draw(frame, area)
    }
}

/// The level of risk a version decided, if its form has one.
fn level_words(form: &str, revision: &Revision, cx: &Cx) -> String {
    let level = ["level", "urgent_level"].iter().find_map(|id| revision.answers.choice(id));
    let known = cx.library.form(form).is_some();
    level.filter(|_| known).map(|level| words::risk(&cx.locale, level)).unwrap_or_default()
}
