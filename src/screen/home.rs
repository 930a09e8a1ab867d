//! Home: what is due, my open cases, what I opened last; an empty one says what to do first.

use chrono::{NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::list::ListCursor;
use super::search::Search;
use super::words;
use super::{Cx, Request, Screen, Spot, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::locale::Arg;
use crate::record::{CaseLine, DueLine, HomeData};
use crate::screen::case::CaseScreen;
use crate::screen::cases::Cases;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, fit, paragraph};
use crate::widget::theme::Role;

/// How far ahead home looks.
const AHEAD: TimeDelta = TimeDelta::days(14);

/// The first screen of an open vault.
#[derive(Default)]
pub struct Home {
    pub list: ListCursor,
    data: Option<HomeData>,
    asked: Vec<Row>,
    today: NaiveDate,
}

/// What a row of home leads to.
#[derive(Clone)]
enum Row {
    Unfinished(usize),
    Due(usize),
    Case(CaseLine),
    NewCase,
}

/// The heading and rows of one part of home.
struct Part {
    heading: (&'static str, usize, Role),
    rows: Vec<Row>,
}

impl Home {
    /// Home with the cursor where it was.
    pub fn at(cursor: usize) -> Self {
        Self { list: ListCursor { cursor }, ..Self::default() }
    }

    /// Takes fresh data.
    pub fn event(&mut self, event: &Event) {
        if let Event::Home(data) = event {
            self.data = Some(data.clone());
            self.asked = self.parts(self.today).into_iter().flat_map(|part| part.rows).collect();
            self.list.clamp(self.asked.len());
        }
    }

    pub fn key(&mut self, key: Key) {
        let length = self.rows(self.today).len();
        self.list.key(key, length);
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let unfinished = matches!(self.rows(self.today).get(self.list.cursor), Some(Row::Unfinished(_)));
        match command {
            Cmd::Back => Some("why-home"),
            Cmd::Discard if !unfinished => Some("why-no-draft"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        self.today = cx.now.local.date();
        match command {
            Cmd::Open => self.open(cx),
            Cmd::NewCase => cx.open_form(FormTarget::NewCase),
            Cmd::CaseList => {
                cx.out.push(Request::Push(Box::new(Screen::Cases(Cases::default()))));
                cx.effect(Effect::LoadCases);
            }
            Cmd::Search => {
                cx.out.push(Request::Push(Box::new(Screen::Search(Box::new(Search::new(None))))));
            }
            Cmd::Discard => {
                if let Some(Row::Unfinished(number)) = self.rows(self.today).get(self.list.cursor)
                    && let Some(draft) = self.data.as_ref().and_then(|data| data.unfinished.get(*number))
                {
                    cx.out.push(Request::Show(crate::overlay::Overlay::discard(draft.record)));
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, cx: &mut Cx) {
        let rows = self.rows(self.today);
        let Some(row) = rows.get(self.list.cursor) else { return };
        let Some(data) = &self.data else { return };
        match row {
            Row::NewCase => cx.open_form(FormTarget::NewCase),
            Row::Unfinished(number) => {
                if let Some(draft) = data.unfinished.get(*number) {
                    cx.open_form(FormTarget::Record { record: draft.record, case: None });
                }
            }
            Row::Due(number) => {
                if let Some(line) = data.dues.get(*number) {
                    let target = FormTarget::Record { record: line.due.record, case: Some(line.case) };
                    cx.out.push(Request::Push(Box::new(Screen::Case(Box::new(CaseScreen::new(line.case))))));
                    cx.effect(Effect::OpenCase(line.case));
                    let spot = Spot::Place(line.due.path.clone());
                    cx.open_form_at(target, Some(spot));
                }
            }
            Row::Case(line) => {
                cx.out.push(Request::Push(Box::new(Screen::Case(Box::new(CaseScreen::new(line.id))))));
                cx.effect(Effect::OpenCase(line.id));
            }
        }
    }

    fn rows(&self, today: NaiveDate) -> Vec<Row> {
        self.parts(today).into_iter().flat_map(|part| part.rows).collect()
    }

    fn parts(&self, today: NaiveDate) -> Vec<Part> {
        let Some(data) = &self.data else { return Vec::new() };
        let dues = |from: Option<NaiveDate>, to: Option<NaiveDate>| -> Vec<Row> {
            let inside = |line: &DueLine| {
                from.is_none_or(|from| line.due.date >= from) && to.is_none_or(|to| line.due.date <= to)
            };
            let rows = data.dues.iter().enumerate().filter(|(_, line)| inside(line));
            rows.map(|(number, _)| Row::Due(number)).collect()
        };
        let lines = |lines: &[CaseLine]| lines.iter().cloned().map(Row::Case).collect::<Vec<_>>();
        let day = TimeDelta::days(1);
        let unfinished = (0..data.unfinished.len()).map(Row::Unfinished).collect();
        let mut parts: Vec<Part> = [
            ("home-unfinished", Role::Warning, unfinished),
            ("home-overdue", Role::Danger, dues(None, Some(today - day))),
            ("home-today", Role::Heading, dues(Some(today), Some(today))),
            ("home-ahead", Role::Heading, dues(Some(today + day), Some(today + AHEAD))),
            ("home-recent", Role::Heading, lines(&data.recent)),
            ("home-cases", Role::Heading, lines(&data.cases)),
        ]
        .into_iter()
        .map(|(message, role, rows): (_, _, Vec<Row>)| Part { heading: (message, rows.len(), role), rows })
        .filter(|part| !part.rows.is_empty())
        .collect();
        if data.cases.is_empty() && data.unfinished.is_empty() {
            parts.push(Part { heading: ("home-empty", 0, Role::Heading), rows: vec![Row::NewCase] });
        }
        parts
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let today = cx.now.local.date();
        let mut page = Page::default();
        let mut number = 0;
        for part in self.parts(today) {
            let (message, count, role) = part.heading;
            let heading = cx.locale.text_with(message, &[("count", Arg::from(count))]);
            let mut head = paragraph(&heading, area.width, 1, role, cx.theme);
            if message == "home-empty" {
                let hint = cx.locale.text("home-empty-hint");
                head.extend(paragraph(&hint, area.width, 1, Role::Plain, cx.theme));
                head.push(Line::default());
            }
            // The heading stays with its first row.
            for row in part.rows {
                let focused = number == self.list.cursor;
                // A row that cannot be on the page takes its place without its words.
                let near = number.abs_diff(self.list.cursor) <= usize::from(area.height);
                let line = if near { self.row(&row, focused, area.width, cx) } else { Line::default() };
                let at = u16::try_from(head.len()).unwrap_or(0);
                let mut lines = std::mem::take(&mut head);
                lines.push(line);
                let block = Block { lines, editor: None, cursor: Some((at, 0)) };
                page.add(block, focused);
                number += 1;
            }
        }
        page.draw(frame, area)
    }

    fn row(&self, row: &Row, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
        let theme = cx.theme;
        let marker = if focused { theme.marker() } else { "  " };
        let style = theme.style(if focused { Role::Focus } else { Role::Plain });
        let room = usize::from(width).saturating_sub(3);
        match (row, &self.data) {
            (Row::NewCase, _) => {
                Line::from(vec![Span::raw(marker), Span::styled(cx.locale.text("home-first"), style)])
            }
            (Row::Unfinished(number), Some(data)) => {
                let at = data.unfinished.get(*number).map(|draft| draft.saved_at);
                let when = at.map(|at| cx.locale.moment(at, cx.now.offset)).unwrap_or_default();
                let text = cx.locale.text_with("home-unfinished-row", &[("when", Arg::from(when))]);
                Line::from(vec![Span::raw(marker), Span::styled(fit(&text, room, theme), style)])
            }
            (Row::Due(number), Some(data)) => match data.dues.get(*number) {
                Some(line) => due_row(line, marker, style, room, cx),
                None => Line::default(),
            },
            (Row::Case(line), _) => case_row(line, marker, style, room, cx),
            _ => Line::default(),
        }
    }
}

fn due_row(
    line: &DueLine,
    marker: &'static str,
    style: ratatui::style::Style,
    room: usize,
    cx: &Cx,
) -> Line<'static> {
    let theme = cx.theme;
    let today = cx.now.local.date();
    let level = line.risk.as_deref().unwrap_or_default();
    let risk = if level.is_empty() { String::new() } else { words::risk(&cx.locale, level) };
    let when = cx.locale.relative_days(line.due.date, today);
    let what = format!(
        "{}: {}",
        words::form_short(&cx.locale, &line.due.form),
        words::due_words(&cx.locale, line, &cx.library, cx.names_shown)
    );
    // Code, day and risk have their columns; what is due has the rest.
    let when_width = if room < 72 { 15 } else { 19 };
    let what_width = room.saturating_sub(7 + when_width + 1 + 12);
    Line::from(vec![
        Span::raw(marker),
        Span::styled(column(&words::code(line.number), 7, theme), style),
        Span::styled(column(&what, what_width.saturating_sub(1), theme), style),
        Span::raw(" "),
        Span::raw(format!("{} ", column(&when, when_width, theme))),
        Span::styled(fit(&risk, 12, theme), theme.style(words::risk_role(level))),
    ])
}

/// A case in a list: code, name when names are shown, phase, risk, next due.
pub fn case_row(
    line: &CaseLine,
    marker: &'static str,
    style: ratatui::style::Style,
    room: usize,
    cx: &Cx,
) -> Line<'static> {
    let theme = cx.theme;
    let level = line.risk.as_deref().unwrap_or_default();
    let risk = if level.is_empty() { String::new() } else { words::risk(&cx.locale, level) };
    let due = line.next_due.map(|due| cx.locale.relative_days(due, cx.now.local.date())).unwrap_or_default();
    let phase = words::phase(&cx.locale, line);
    let name_width = if cx.names_shown { room.saturating_sub(7 + 18 + 12 + 18).min(28) } else { 0 };
    let name = if cx.names_shown {
        format!("{} ", column(&line.name, name_width.saturating_sub(1), theme))
    } else {
        String::new()
    };
    Line::from(vec![
        Span::raw(marker),
        Span::styled(column(&words::code(line.number), 7, theme), style),
        Span::styled(name, style),
        Span::raw(column(&phase, 18, theme)),
        Span::raw(" "),
        Span::styled(column(&risk, 12, theme), theme.style(words::risk_role(level))),
        Span::raw(fit(&due, room.saturating_sub(7 + name_width + 18 + 13), theme)),
    ])
}

/// The header of home: the day.
pub fn title(cx: &Cx) -> Title {
    let day = cx.locale.date_long(cx.now.local.date());
    Title {
        parts: vec![
            cx.locale.text("app-name"),
            cx.locale.text_with("home-title", &[("day", Arg::from(day))]),
        ],
        danger: None,
    }
}
