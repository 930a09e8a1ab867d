//! Who has opened a case, in plain words: a page that can be shown to the person whose file it is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::audit::AuditScreen;
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event};
use crate::locale::Arg;
use crate::record::{CaseId, Right};
use crate::screen::list::ListCursor;
use crate::screen::{Cx, Request, Screen, Title, words};
use crate::store::{AuditAsk, Reader, Readers};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, paragraph};
use crate::widget::theme::Role;

/// Who has opened one case.
pub struct ReadersScreen {
    case: CaseId,
    number: u32,
    readers: Option<Readers>,
    list: ListCursor,
    may_audit: bool,
}

impl ReadersScreen {
    /// Shows the page of a case.
    pub fn open(case: CaseId, number: u32, cx: &mut Cx) {
        cx.effect(Effect::LoadReaders(case));
        let may_audit = cx.rights.contains(&Right::SeeAudit);
        let screen = Self { case, number, readers: None, list: ListCursor::default(), may_audit };
        cx.out.push(Request::Push(Box::new(Screen::Readers(Box::new(screen)))));
    }

    pub fn event(&mut self, event: &Event) {
        if let Event::Readers { case, readers } = event
            && *case == self.case
        {
            self.list.clamp(readers.readers.len());
            self.readers = Some(readers.clone());
        }
    }

    pub fn key(&mut self, key: Key) {
        self.list.key(key, self.readers.as_ref().map_or(0, |readers| readers.readers.len()));
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        (command == Cmd::Audit && !self.may_audit).then_some("why-no-audit")
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::Audit => {
                let ask = AuditAsk { case: Some(self.case), ..AuditAsk::default() };
                AuditScreen::open(ask, Some(self.number), cx);
            }
            _ => {}
        }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        Title { parts: vec![words::code(self.number), cx.locale.text("cmd-readers")], danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let push = |page: &mut Page<'static>, text: &str, indent: usize, focused: bool| {
            let mut lines = paragraph(text, area.width, indent, Role::Plain, cx.theme);
            lines.push(Line::default());
            page.add(Block::lines(lines), focused);
        };
        push(&mut page, &cx.locale.text("readers-intro"), 1, false);
        if let Some(found) = &self.readers {
            for (number, reader) in found.readers.iter().enumerate() {
                let focused = number == self.list.cursor;
                let marker = if focused { cx.theme.marker() } else { "  " };
                let mut lines = paragraph(&reader.worker, area.width, 0, Role::Heading, cx.theme);
                if let Some(first) = lines.first_mut() {
                    first.spans.insert(0, marker.into());
                }
                lines.extend(paragraph(&words_of(reader, cx), area.width, 4, Role::Plain, cx.theme));
                lines.push(Line::default());
                page.add(Block::lines(lines), focused);
            }
            if found.searched > 0 {
                let text = cx.locale.text_with("readers-searched", &[("n", Arg::from(found.searched))]);
                push(&mut page, &text, 1, false);
            }
        }
        page.draw(frame, area)
    }
}

/// When somebody had it open, and how often she wrote in it.
fn words_of(reader: &Reader, cx: &Cx) -> String {
    let day =
        |at: crate::record::Moment| Arg::from(cx.locale.date(at.with_timezone(&cx.now.offset).date_naive()));
    let args = [("days", Arg::from(reader.days)), ("first", day(reader.first)), ("last", day(reader.last))];
    let opened = cx.locale.text_with("readers-opened", &args);
    let wrote = cx.locale.text_with("readers-wrote", &[("n", Arg::from(reader.saved))]);
    format!("{opened} {wrote}")
}
