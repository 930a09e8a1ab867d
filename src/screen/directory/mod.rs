//! The directory of services: who helps with what, for whom, on what terms. Typing filters at once;
//! the entry under the cursor stands below with everything that matters of it, and with what referrals
//! to it have come to. Secret addresses are hidden until asked for.

mod detail;
mod entry;
mod finder;
pub mod picker;
mod row;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub use self::entry::open_entries;
use self::finder::Finder;
use super::history::History;
use super::list::ListCursor;
use super::{Cx, Request, Screen, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::casework::Experiences;
use crate::casework::directory::{Attention, SERVICE, attention};
use crate::overlay::Overlay;
use crate::record::{Draft, Record, RecordId};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, paragraph};
use crate::widget::theme::Role;

/// The list of services.
#[derive(Default)]
pub struct Directory {
    finder: Finder,
    records: Option<Vec<Record>>,
    drafts: Vec<Draft>,
    attention: Vec<Attention>,
    experience: Experiences,
    /// An entry that was just saved: the cursor goes to it.
    saved: Option<RecordId>,
}

enum Row<'a> {
    Draft(&'a Draft),
    Record(&'a Record),
}

impl Row<'_> {
    fn record(&self) -> RecordId {
        match self {
            Self::Draft(draft) => draft.record,
            Self::Record(record) => record.id,
        }
    }
}

impl Directory {
    /// The directory as it was left: letters of the filter, area, cursor.
    pub fn at(filter: &str, area: Option<String>, cursor: usize) -> Self {
        Self { finder: Finder::at(filter, area, ListCursor { cursor }), ..Self::default() }
    }

    /// What a lock may remember of it.
    pub fn place(&self) -> (String, Option<String>, usize) {
        (self.finder.filter.text().to_owned(), self.finder.area.clone(), self.finder.list.cursor)
    }

    /// Asks for what it shows.
    pub fn refresh(&self, cx: &mut Cx) {
        cx.effect(Effect::LoadShelf(SERVICE.to_owned()));
        cx.effect(Effect::LoadExperience);
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match event {
            Event::Shelf(shelf) if shelf.form == SERVICE => {
                // What came or went moves the rows: the cursor stays with its entry.
                let here = self.rows(cx).get(self.finder.list.cursor).map(Row::record);
                let here = self.saved.take().or(here);
                self.attention = attention(&cx.library, &shelf.records, cx.now.local);
                self.records = Some(shelf.records.clone());
                self.drafts.clone_from(&shelf.drafts);
                let rows = self.rows(cx);
                let again = here.and_then(|here| rows.iter().position(|row| row.record() == here));
                let (length, again) = (rows.len(), again.unwrap_or(self.finder.list.cursor));
                self.finder.list.cursor = again;
                self.finder.list.clamp(length);
            }
            Event::Saved { record, .. } => self.saved = Some(*record),
            Event::Experience(experience) => self.experience = experience.clone(),
            Event::DraftGone(_) => self.refresh(cx),
            _ => {}
        }
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        let length = self.rows(cx).len();
        self.finder.key(key, length);
    }

    pub fn paste(&mut self, text: &str) {
        self.finder.paste(text);
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let none = self.records.as_ref().is_none_or(Vec::is_empty);
        match command {
            Cmd::Discard if self.drafts.is_empty() => Some("why-no-draft"),
            Cmd::Versions | Cmd::Area if none => Some("why-no-service"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        let rows = self.rows(cx);
        let row = rows.get(self.finder.list.cursor);
        match (command, row) {
            (Cmd::Open, Some(row)) => {
                cx.open_form(FormTarget::Record { record: row.record(), case: None });
            }
            (Cmd::NewService, _) => cx.open_form(FormTarget::Free { form: SERVICE.to_owned() }),
            (Cmd::Versions, Some(Row::Record(record))) => {
                let screen = History::new(record.id, &record.form);
                cx.effect(Effect::LoadRevisions(record.id));
                cx.out.push(Request::Push(Box::new(Screen::History(Box::new(screen)))));
            }
            (Cmd::Versions, Some(Row::Draft(_))) => {
                cx.say(crate::app::notice::Notice::warning("why-draft-no-versions"));
            }
            (Cmd::Discard, Some(Row::Draft(draft))) => {
                cx.out.push(Request::Show(Overlay::discard(draft.record)));
            }
            (Cmd::Discard, _) => cx.say(crate::app::notice::Notice::warning("why-no-draft")),
            (Cmd::Area, _) => {
                let records = self.records.as_deref().unwrap_or_default();
                self.finder.turn(records, &cx.library);
            }
            (Cmd::Back, _) if self.finder.narrows() => self.finder.widen(),
            (Cmd::Back, _) => cx.out.push(Request::Pop),
            _ => {}
        }
    }

    /// Drafts on top, then the services by name, closed ones last.
    fn rows(&self, cx: &Cx) -> Vec<Row<'_>> {
        let finds = |answers| self.finder.finds(answers, cx);
        let drafts = self.drafts.iter().filter(|draft| finds(&draft.answers)).map(Row::Draft);
        let mut records: Vec<&Record> =
            self.records.iter().flatten().filter(|record| finds(&record.answers)).collect();
        entry::sort(&mut records, &cx.locale);
        drafts.chain(records.into_iter().map(Row::Record)).collect()
    }

    pub fn title(&self, cx: &Cx) -> Title {
        let hidden = if cx.names_shown { "services-shown" } else { "services-hidden" };
        Title { parts: vec![cx.locale.text("services-title"), cx.locale.text(hidden)], danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let rows = self.rows(cx);
        let head = Rect { height: area.height.min(2), ..area };
        let cursor = self.finder.draw(frame, head, cx);
        let mut body = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
        if let Some(Row::Record(record)) = rows.get(self.finder.list.cursor) {
            let experience = self.experience.of(crate::casework::directory::name(record));
            let lines = detail::whole(record, experience, area.width, cx);
            body = detail::below(frame, body, lines, rows.len() + self.attention.len() + 2, cx);
        }
        let turned = self.page(&rows, body.width, cx).draw(frame, body);
        // The cursor stands where the letters go; the focused row carries its marker.
        frame.set_cursor_position(cursor);
        turned
    }

    fn page(&self, rows: &[Row], columns: u16, cx: &Cx) -> Page<'static> {
        let mut page = Page::default();
        let heads = row::heads(columns, cx);
        for (number, row) in rows.iter().enumerate() {
            let focused = number == self.finder.list.cursor;
            let mut lines = Vec::new();
            if number == 0 {
                lines.push(heads.clone());
                page.begin_table(heads.clone());
            } else {
                page.go_on_with_table();
            }
            let at = u16::try_from(lines.len()).unwrap_or(0);
            lines.extend(self.row_lines(row, focused, columns, cx));
            page.add(Block { lines, editor: None, cursor: Some((at, 0)) }, focused);
        }
        if rows.is_empty() && self.records.is_some() {
            let message = if self.finder.narrows() { "services-no-match" } else { "services-none" };
            let text = cx.locale.text(message);
            page.push(Block::lines(paragraph(&text, columns, 2, Role::Plain, cx.theme)));
        }
        page
    }

    fn row_lines(&self, row: &Row, focused: bool, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
        match row {
            Row::Draft(draft) => vec![row::draft(draft, focused, columns, cx)],
            Row::Record(record) => {
                let mut lines = vec![row::record(record, focused, columns, cx)];
                let asks = self.attention.iter().filter(|asks| asks.record == record.id);
                lines.extend(asks.map(|asks| {
                    let words = row::attention(asks, usize::from(columns).saturating_sub(5), cx);
                    Line::from(vec![Span::raw("    "), Span::styled(words, cx.theme.style(Role::Warning))])
                }));
                lines
            }
        }
    }
}
