//! The list of cases. Typing filters at once, by number or by name, whatever the accents and
//! whatever form of i; names are hidden until asked for, and hidden again on leaving.
//!
//! Only some rows around the focus are in memory. A key that leads further is kept until the rows are
//! here: until then the page stays as it is, and nothing that was pressed is lost.

mod window;

use std::collections::VecDeque;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use self::window::Window;
use super::home::case_row;
use super::list::ListCursor;
use super::{Cx, Request, Screen, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Doing, Effect, Event, FormTarget};
use crate::record::{CaseAsk, CaseId, CaseOrder, Turn};
use crate::screen::case::CaseScreen;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, draw_rows, paragraph};
use crate::widget::text::LineEdit;
use crate::widget::theme::Role;

/// How many rows are read at once.
const ROWS: u32 = 200;

/// How many rows are kept ready on each side of the focus.
const READY: usize = 80;

/// All cases, filtered.
#[derive(Default)]
pub struct Cases {
    filter: LineEdit,
    order: CaseOrder,
    window: Window,
    /// The focus, and where in the list it was, until its rows are here.
    wanted: Option<(CaseId, usize)>,
    /// What was asked for last and has not come yet.
    asked: Option<CaseAsk>,
    /// What was pressed and needs rows that are not here yet.
    waiting: VecDeque<Pressed>,
}

/// What waits for rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Move(Key),
    Open,
}

/// The list as it was left, without what stood in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CasesMark {
    pub filter: String,
    pub order: CaseOrder,
    /// The case that had the focus, and where in the list it was.
    pub focus: Option<(CaseId, usize)>,
}

impl Cases {
    /// The list as it was left.
    pub fn at(mark: CasesMark) -> Self {
        let CasesMark { filter, order, focus } = mark;
        Self { filter: LineEdit::new(&filter), order, wanted: focus, ..Self::default() }
    }

    /// The place without what stands there.
    pub fn mark(&self) -> CasesMark {
        let focus = self.window.focused().map(|line| (line.id, self.window.cursor())).or(self.wanted);
        CasesMark { filter: self.filter.text().to_owned(), order: self.order, focus }
    }

    /// Asks for the rows anew; the focus stays on its case.
    pub fn refresh(&mut self, cx: &mut Cx) {
        self.wanted = self.mark().focus;
        self.ask(self.wanted.map_or(Turn::First, |(case, _)| Turn::Around(case)), cx);
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        if matches!(event, Event::Failed { doing: Doing::Read, .. }) {
            // Nothing comes any more: what was pressed is not to happen at some later time.
            self.asked = None;
            self.waiting.clear();
        }
        let Event::Cases(page) = event else { return };
        // What was asked for before something else was is of no use any more.
        if self.asked.as_ref() != Some(&page.ask) {
            return;
        }
        self.asked = None;
        self.window.take(page, self.wanted.take());
        while let Some(pressed) = self.waiting.pop_front() {
            if !self.press(pressed, cx) {
                self.waiting.push_front(pressed);
                break;
            }
        }
        self.keep_ready(cx);
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        let before = self.filter.text().to_owned();
        if matches!(key, Key::Left | Key::Right | Key::Char(_) | Key::Backspace | Key::Ctrl(_)) {
            self.filter.key(key);
        } else {
            self.pressed(Pressed::Move(key), cx);
        }
        if self.filter.text() != before {
            self.begin_anew(cx);
        }
    }

    pub fn paste(&mut self, text: &str, cx: &mut Cx) {
        self.filter.insert(text);
        self.begin_anew(cx);
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Open => self.pressed(Pressed::Open, cx),
            Cmd::NewCase => cx.open_form(FormTarget::NewCase),
            Cmd::Order => {
                let at = CaseOrder::ALL.iter().position(|order| *order == self.order).unwrap_or(0);
                self.order = CaseOrder::ALL[(at + 1) % CaseOrder::ALL.len()];
                self.begin_anew(cx);
            }
            Cmd::Back if !self.filter.is_empty() => {
                self.filter.clear();
                self.begin_anew(cx);
            }
            Cmd::Back => cx.out.push(Request::Pop),
            _ => {}
        }
    }

    /// Another list: what was pressed in the one before is meant for that one.
    fn begin_anew(&mut self, cx: &mut Cx) {
        self.wanted = None;
        self.waiting.clear();
        self.ask(Turn::First, cx);
    }

    fn ask(&mut self, turn: Turn, cx: &mut Cx) {
        let filter = self.filter.text().to_owned();
        let ask = CaseAsk { filter, order: self.order, turn, rows: ROWS };
        self.asked = Some(ask.clone());
        cx.effect(Effect::LoadCases(Box::new(ask)));
    }

    fn pressed(&mut self, pressed: Pressed, cx: &mut Cx) {
        if !self.waiting.is_empty() || !self.press(pressed, cx) {
            self.waiting.push_back(pressed);
        }
        self.keep_ready(cx);
    }

    /// The rows belong to what stands in the filter.
    fn is_current(&self) -> bool {
        let asked = self.asked.as_ref();
        asked.is_none_or(|ask| matches!(ask.turn, Turn::After(_) | Turn::Before(_) | Turn::Around(_)))
            && self.window.is_here()
    }

    /// Does what was pressed; false: the rows for it have to come first, and were asked for.
    fn press(&mut self, pressed: Pressed, cx: &mut Cx) -> bool {
        if !self.is_current() {
            return false;
        }
        match pressed {
            Pressed::Open => {
                if let Some(id) = self.window.focused().map(|line| line.id) {
                    cx.out.push(Request::Push(Box::new(Screen::Case(Box::new(CaseScreen::new(id))))));
                    cx.effect(Effect::OpenCase(id));
                }
                true
            }
            Pressed::Move(key) => {
                let mut list = ListCursor { cursor: self.window.cursor() };
                list.key(key, self.window.total());
                let here = self.window.go(list.cursor);
                match key {
                    _ if here => {}
                    Key::Home => self.ask(Turn::First, cx),
                    Key::End => self.ask(Turn::Last, cx),
                    _ => self.ask_on(list.cursor > self.window.cursor(), cx),
                }
                // Where the list begins and ends is known by then.
                here || matches!(key, Key::Home | Key::End)
            }
        }
    }

    /// Asks for the rows behind those that are here, or before them, unless they come already.
    fn ask_on(&mut self, down: bool, cx: &mut Cx) {
        if self.asked.is_some() {
            return;
        }
        if let Some(end) = self.window.end(down) {
            self.ask(if down { Turn::After(end) } else { Turn::Before(end) }, cx);
        }
    }

    /// What comes next is asked for before it is needed.
    fn keep_ready(&mut self, cx: &mut Cx) {
        for down in [true, false] {
            if self.is_current() && self.window.ends_within(READY, down) {
                self.ask_on(down, cx);
            }
        }
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
        let room = usize::from(area.width).saturating_sub(3);
        let (cursor, total) = (self.window.cursor(), self.window.total());
        let mut turned = draw_rows(frame, body, cursor, total, |number, focused| {
            self.window.row(number).map(|line| case_row(line, focused, room, cx)).unwrap_or_default()
        });
        turned.more = self.window.more();
        if total == 0 && self.window.is_here() {
            let message = if self.filter.is_empty() { "cases-none" } else { "cases-no-match" };
            let mut page = Page::default();
            page.push(Block::lines(paragraph(&cx.locale.text(message), area.width, 2, Role::Plain, theme)));
            turned = page.draw(frame, body);
        }
        // The cursor stands where the letters go; the focused row carries its marker.
        frame.set_cursor_position((area.x + column.min(area.width.saturating_sub(1)), area.y));
        turned
    }

    /// The header of the list: whether names are shown, and the order when it is not that of the numbers.
    pub fn title(&self, cx: &Cx) -> Title {
        let names = if cx.names_shown { "cases-names-shown" } else { "cases-names-hidden" };
        let mut parts = vec![cx.locale.text("cases-title"), cx.locale.text(names)];
        let order = match self.window.order() {
            CaseOrder::Number => None,
            CaseOrder::Newest => Some("cases-order-newest"),
            CaseOrder::Due => Some("cases-order-due"),
            CaseOrder::Risk => Some("cases-order-risk"),
            CaseOrder::Phase => Some("cases-order-phase"),
            CaseOrder::Name => Some("cases-order-name"),
        };
        parts.extend(order.map(|order| cx.locale.text(order)));
        // It is said why another order than the one that was asked for is not there.
        if self.order != self.window.order() && !self.filter.is_empty() {
            parts.push(cx.locale.text("cases-order-later"));
        }
        Title { parts, danger: None }
    }
}
