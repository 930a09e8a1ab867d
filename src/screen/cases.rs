//! The list of cases. Typing filters at once, by number or by name, whatever the accents and
//! whatever form of i; names are hidden until asked for, and hidden again on leaving.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::home::case_row;
use super::list::ListCursor;
use super::words;
use super::{Cx, Request, Screen, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::locale::fold;
use crate::record::CaseLine;
use crate::screen::case::CaseScreen;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, draw_rows, paragraph};
use crate::widget::text::LineEdit;
use crate::widget::theme::Role;

/// All cases, filtered.
#[derive(Default)]
pub struct Cases {
    pub list: ListCursor,
    pub filter: LineEdit,
    cases: Option<Vec<CaseLine>>,
}

impl Cases {
    /// The list as it was left.
    pub fn at(filter: &str, cursor: usize) -> Self {
        Self { list: ListCursor { cursor }, filter: LineEdit::new(filter), cases: None }
    }

    pub fn event(&mut self, event: &Event, _cx: &mut Cx) {
        if let Event::Cases(cases) = event {
            self.cases = Some(cases.clone());
            let length = self.shown().len();
            self.list.clamp(length);
        }
    }

    pub fn key(&mut self, key: Key, _cx: &mut Cx) {
        let before = self.filter.text().to_owned();
        if matches!(key, Key::Left | Key::Right | Key::Char(_) | Key::Backspace | Key::Ctrl(_)) {
            self.filter.key(key);
        } else {
            self.list.key(key, self.shown().len());
        }
        if self.filter.text() != before {
            self.list.cursor = 0;
        }
    }

    pub fn paste(&mut self, text: &str, _cx: &mut Cx) {
        self.filter.insert(text);
        self.list.cursor = 0;
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Open => {
                if let Some(id) = self.shown().get(self.list.cursor).map(|line| line.id) {
                    cx.out.push(Request::Push(Box::new(Screen::Case(Box::new(CaseScreen::new(id))))));
                    cx.effect(Effect::OpenCase(id));
                }
            }
            Cmd::NewCase => cx.open_form(FormTarget::NewCase),
            Cmd::Back if !self.filter.is_empty() => {
                self.filter.clear();
                self.list.cursor = 0;
            }
            Cmd::Back => cx.out.push(Request::Pop),
            _ => {}
        }
    }

    /// The cases that the filter leaves, in the order of the list.
    fn shown(&self) -> Vec<&CaseLine> {
        let words: Vec<String> = fold(self.filter.text()).split_whitespace().map(str::to_owned).collect();
        let matches = |line: &&CaseLine| {
            let code = fold(&words::code(line.number));
            words.iter().all(|word| line.folded.contains(word.as_str()) || code.contains(word.as_str()))
        };
        self.cases.iter().flatten().filter(matches).collect()
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let theme = cx.theme;
        let prompt = cx.locale.text("cases-filter");
        let column =
            u16::try_from(crate::widget::page::width(&prompt) + 2 + self.filter.column()).unwrap_or(0);
        let filter = Line::from(vec![
            Span::styled(format!(" {prompt} "), theme.style(Role::Heading)),
            Span::raw(self.filter.text().to_owned()),
        ]);
        let mut head = area;
        head.height = area.height.min(2);
        frame.render_widget(&filter, Rect { height: 1, ..head });
        let body = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
        let shown = self.shown();
        let room = usize::from(area.width).saturating_sub(3);
        let mut turned = draw_rows(frame, body, self.list.cursor, shown.len(), |number, focused| {
            shown.get(number).map(|line| case_row(line, focused, room, cx)).unwrap_or_default()
        });
        if shown.is_empty() && self.cases.is_some() {
            let message = if self.filter.is_empty() { "cases-none" } else { "cases-no-match" };
            let mut page = Page::default();
            page.push(Block::lines(paragraph(&cx.locale.text(message), area.width, 2, Role::Plain, theme)));
            turned = page.draw(frame, body);
        }
        // The cursor stands where the letters go; the focused row carries its marker.
        frame.set_cursor_position((area.x + column.min(area.width.saturating_sub(1)), area.y));
        turned
    }
}

/// The header of the list.
pub fn title(cx: &Cx) -> Title {
    let names = if cx.names_shown { "cases-names-shown" } else { "cases-names-hidden" };
    Title { parts: vec![cx.locale.text("cases-title"), cx.locale.text(names)], danger: None }
}
