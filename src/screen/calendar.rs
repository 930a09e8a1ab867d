//! A month on the wall: how much is due on each day, and below it the things of one day. Without names
//! it says codes and forms only, so that it can stand open on a desk.

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::home::{Filter, due_detail, due_row, open_due};
use super::list::ListCursor;
use super::{Cx, Request, Title, words};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event};
use crate::locale::Arg;
use crate::record::{DueLine, MonthAsk, MonthData};
use crate::terminal::Key;
use crate::widget::month::{Week, days_on, months_on, weeks};
use crate::widget::page::{Turned, column, draw_rows, paragraph};
use crate::widget::theme::Role;

/// How wide a day is: `[22] 14!`.
const CELL: usize = 8;
/// How wide its number is.
const NUMBER: usize = 4;

/// So many dates of a day are read to be seen below the month: more than fit on a screen.
const IN_SIGHT: usize = 100;
/// So many when somebody goes through them.
const IN_LIST: usize = 1_000;

/// A month, with one day of it.
#[derive(Default)]
pub struct Calendar {
    day: NaiveDate,
    /// Where in the list of the day; None: the focus is on the month.
    list: Option<ListCursor>,
    /// The month and the day that were read last.
    data: MonthData,
    /// What was asked for last and has not come yet.
    asked: Option<MonthAsk>,
    /// What home is narrowed to: the month is no wider.
    filter: Option<Filter>,
}

impl Calendar {
    /// The month of a day.
    pub fn at(day: NaiveDate) -> Self {
        Self { day, ..Self::default() }
    }

    /// The month of a day, narrowed as home is.
    pub fn of_home(day: NaiveDate, filter: Option<Filter>) -> Self {
        Self { filter, ..Self::at(day) }
    }

    /// A day with the focus on a row of its list.
    pub fn in_list(day: NaiveDate, cursor: Option<usize>) -> Self {
        Self { list: cursor.map(|cursor| ListCursor { cursor }), ..Self::at(day) }
    }

    /// The day, and the row of its list that has the focus.
    pub fn mark(&self) -> (NaiveDate, Option<usize>) {
        (self.day, self.list.map(|list| list.cursor))
    }

    /// Asks for the month of the day, and for what is due on it.
    pub fn refresh(&mut self, cx: &mut Cx) {
        let first = self.day.with_day(1).unwrap_or(self.day);
        // The months beside it come along, so that a month that is turned to is never empty at first.
        let ask = MonthAsk {
            today: cx.now.local.date(),
            filter: self.filter.as_ref().map(Filter::ask),
            first: months_on(first, -1),
            last: months_on(first, 2),
            day: self.day,
            rows: if self.list.is_some() { IN_LIST } else { IN_SIGHT },
        };
        self.asked = Some(ask.clone());
        cx.effect(Effect::LoadMonth(Box::new(ask)));
    }

    pub fn event(&mut self, event: &Event) {
        let Event::Month(data) = event else { return };
        // What was asked for before something else was is of no use any more.
        if self.asked.as_ref() != Some(&data.ask) {
            return;
        }
        self.asked = None;
        self.data = (**data).clone();
        let length = self.on(self.day).len();
        self.list = self.list.filter(|_| length > 0);
        if let Some(list) = &mut self.list {
            list.clamp(length);
        }
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        let was = self.day;
        self.pressed(key, cx);
        if self.day != was {
            self.refresh(cx);
        }
    }

    fn pressed(&mut self, key: Key, cx: &mut Cx) {
        // While the day is being read, its list has as many rows as it will have.
        let length = if self.asked.is_some() { self.length(self.day) } else { self.on(self.day).len() };
        if let Some(list) = &mut self.list {
            list.key(key, length);
            return;
        }
        self.day = match key {
            Key::Left => days_on(self.day, -1),
            Key::Right => days_on(self.day, 1),
            Key::Up => days_on(self.day, -7),
            Key::Down => days_on(self.day, 7),
            Key::PageUp => months_on(self.day, -1),
            Key::PageDown => months_on(self.day, 1),
            Key::Tab => return self.enter_list(cx),
            _ => self.day,
        };
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        match command {
            Cmd::Open if self.length(self.day) == 0 => Some("why-nothing-on-day"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match (command, self.list) {
            (Cmd::Open, None) => self.enter_list(cx),
            (Cmd::Open, Some(list)) => {
                if let Some(line) = self.on(self.day).get(list.cursor) {
                    open_due(line, cx);
                }
            }
            (Cmd::Today, _) => {
                self.day = cx.now.local.date();
                self.list = None;
                self.refresh(cx);
            }
            (Cmd::Back, Some(_)) => self.list = None,
            (Cmd::Back, None) => cx.out.push(Request::Pop),
            _ => {}
        }
    }

    /// The day, and what the month is narrowed to.
    pub fn title(&self, cx: &Cx) -> Title {
        let day = cx.locale.date_long(cx.now.local.date());
        let mut parts = vec![
            cx.locale.text("calendar-title"),
            cx.locale.text_with("home-title", &[("day", Arg::from(day))]),
        ];
        let narrowed =
            |filter: &Filter| cx.locale.text_with("home-filtered", &[("what", Arg::from(filter.words(cx)))]);
        parts.extend(self.filter.as_ref().map(narrowed));
        Title { parts, danger: None }
    }

    fn enter_list(&mut self, cx: &mut Cx) {
        let length = self.length(self.day);
        self.list = (length > 0).then(ListCursor::default);
        if length > self.on(self.day).len() {
            self.refresh(cx);
        }
    }

    /// What is due on a day, if it is the one that was read.
    fn on(&self, day: NaiveDate) -> &[DueLine] {
        if self.data.ask.day == day { &self.data.dues } else { &[] }
    }

    /// How much is due on a day, and how much of it is late.
    fn count(&self, day: NaiveDate) -> (usize, usize) {
        self.data.counts.get(&day).copied().unwrap_or_default()
    }

    fn length(&self, day: NaiveDate) -> usize {
        self.count(day).0
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let month = weeks(self.day, cx.locale.week_begins());
        let mut lines = vec![self.month_words(&month, cx), weekdays(cx)];
        lines.extend(month.iter().map(|week| self.week(week, cx)));
        lines.extend(paragraph(&cx.locale.text("calendar-legend"), area.width, 1, Role::Quiet, cx.theme));
        lines.push(self.day_words(cx));
        let used = u16::try_from(lines.len()).unwrap_or(area.height).min(area.height);
        for (line, y) in lines.iter().zip(area.y..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        let below = Rect { y: area.y + used, height: area.height - used, ..area };
        let turned = self.draw_day(frame, below, cx);
        if self.list.is_none() {
            frame.set_cursor_position(self.position(&month, area));
        }
        turned
    }

    /// Where the day stands on the screen.
    fn position(&self, month: &[Week], area: Rect) -> Position {
        let place =
            |(row, week): (usize, &Week)| Some((row, week.iter().position(|day| *day == Some(self.day))?));
        let (row, at) = month.iter().enumerate().find_map(place).unwrap_or_default();
        let add = |from: u16, count: usize| from.saturating_add(u16::try_from(count).unwrap_or(0));
        Position { x: add(area.x, 1 + at * CELL), y: add(area.y, 2 + row) }
    }

    /// The things of the day, and when names are shown the one that has the focus as a whole.
    fn draw_day(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let on = self.on(self.day);
        let focused = self.list.and_then(|list| on.get(list.cursor));
        let mut detail = match focused.filter(|_| cx.names_shown) {
            Some(line) => due_detail(line, area.width, cx),
            None => Vec::new(),
        };
        detail.truncate(usize::from(area.height.saturating_sub(2)));
        let height = area.height.saturating_sub(u16::try_from(detail.len()).unwrap_or(0));
        let room = usize::from(area.width).saturating_sub(3);
        let (cursor, in_list) = (self.list.map_or(0, |list| list.cursor), self.list.is_some());
        let turned = draw_rows(frame, Rect { height, ..area }, cursor, on.len(), |number, focused| {
            on.get(number).map(|line| due_row(line, focused && in_list, room, true, cx)).unwrap_or_default()
        });
        for (line, y) in detail.iter().zip(area.y + height..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        turned
    }

    /// The month, and how much is due and late in it.
    fn month_words(&self, month: &[Week], cx: &Cx) -> Line<'static> {
        let counts = month.iter().flatten().flatten().map(|day| self.count(*day));
        let (all, late) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        let name = cx.locale.text(&format!("month-{}", self.day.month()));
        let year = Arg::from(self.day.year().to_string());
        let title = cx.locale.text_with("calendar-month", &[("month", Arg::from(name)), ("year", year)]);
        let mut parts = vec![title];
        parts.extend(counted(all, late, cx));
        let style = cx.theme.style(Role::Heading);
        Line::from(Span::styled(format!(" {}", parts.join(cx.theme.dot())), style))
    }

    /// One week: each day with how much is due, a mark where something is late.
    fn week(&self, week: &Week, cx: &Cx) -> Line<'static> {
        let today = cx.now.local.date();
        let mut spans = vec![Span::raw(" ")];
        for day in week {
            let Some(day) = *day else {
                spans.push(Span::raw(" ".repeat(CELL)));
                continue;
            };
            let focused = day == self.day;
            let number = match (focused, day == today) {
                (true, _) => format!("[{:>2}]", day.day()),
                (false, true) => format!("({:>2})", day.day()),
                (false, false) => format!(" {:>2} ", day.day()),
            };
            let (all, late) = self.count(day);
            let mark = if late == 0 { "" } else { "!" };
            let count = if all == 0 { String::new() } else { format!("{all}{mark}") };
            let role = if late > 0 { Role::Danger } else { Role::Heading };
            let style =
                cx.theme.style(if focused && self.list.is_none() { Role::Focus } else { Role::Plain });
            spans.push(Span::styled(number, style));
            let gap = if count.len() + 1 < CELL - NUMBER { " " } else { "" };
            let count = column(&format!("{gap}{count}"), CELL - NUMBER, cx.theme);
            spans.push(Span::styled(count, cx.theme.style(role)));
        }
        Line::from(spans)
    }

    /// The day that has the focus, and how much is due on it.
    fn day_words(&self, cx: &Cx) -> Line<'static> {
        let (all, late) = self.count(self.day);
        let (locale, today) = (&cx.locale, cx.now.local.date());
        let mut parts = vec![locale.date_long(self.day)];
        parts.extend((self.day == today).then(|| locale.relative_days(self.day, today)));
        parts.extend(counted(all, late, cx));
        Line::from(Span::styled(format!(" {}", parts.join(cx.theme.dot())), cx.theme.style(Role::Heading)))
    }
}

/// How much is due, and how much of it is late if any is.
fn counted(all: usize, late: usize, cx: &Cx) -> Vec<String> {
    let count = |message: &str, n: usize| cx.locale.text_with(message, &[("count", Arg::from(n))]);
    match (all, late) {
        (0, _) => vec![cx.locale.text("calendar-nothing")],
        (_, 0) => vec![count("calendar-counts", all)],
        _ => vec![count("calendar-counts", all), count("home-late", late)],
    }
}

/// The names of the days above their columns.
fn weekdays(cx: &Cx) -> Line<'static> {
    let mut text = String::from(" ");
    let mut day = cx.locale.week_begins();
    for _ in 0..7 {
        let id = format!("weekday-{}", day.number_from_monday());
        text.push_str(&column(&format!(" {}", words::short_text(&cx.locale, &id)), CELL, cx.theme));
        day = day.succ();
    }
    Line::from(Span::styled(text, cx.theme.style(Role::Quiet)))
}
