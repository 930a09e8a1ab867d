//! How home looks: a page of rows, and below it what else there is and what has the focus.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::day::{self, Kind, Row, Section};
use super::detail::{case_detail, service_detail};
use super::row::service_row;
use super::{Home, backup, case_row, due_detail, due_row, is_empty};
use crate::locale::Arg;
use crate::record::{Draft, HomeData, Right};
use crate::screen::self_care::offer_lines;
use crate::screen::{Cx, words};
use crate::widget::page::{Block, Page, Turned, fit, paragraph, row_pages, width};
use crate::widget::theme::Role;

/// How many lines are kept for what has the focus; it takes more when it needs them.
const DETAIL: u16 = 3;
/// How many lines the counts may take.
const COUNTS: usize = 2;

impl Home {
    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let Some(data) = &self.data else { return Turned { page: 1, of: 1, more: false } };
        if is_empty(data) {
            return draw_empty(frame, area, offers(data, area.width, cx), cx);
        }
        if self.day.stops.is_empty() {
            return self.draw_nothing_left(frame, area, offers(data, area.width, cx), cx);
        }
        let counts = self.counts(area.width, cx);
        let height = area.height.saturating_sub(DETAIL + 1 + lines(&counts)).max(2);
        let detail = self.detail(data, area.width, cx);
        // What needs more than its room covers the last rows for as long as it has the focus.
        let most = area.height.saturating_sub(lines(&counts) + 3);
        let over = lines(&detail).min(most).saturating_sub(DETAIL);
        let free = height.saturating_sub(over).max(1);
        let turned = self.rows(frame, Rect { height, ..area }, free, data, cx);
        let rule = cx.theme.rule();
        let foot = counts.iter().chain([&rule]).chain(&detail);
        for (line, y) in foot.zip(area.y + free..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        turned
    }

    /// Nothing is due and nothing open, or nothing of what home is narrowed to.
    fn draw_nothing_left(&self, frame: &mut Frame, area: Rect, offer: Vec<Line<'static>>, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let message = if self.filter.is_some() { "home-nothing-left" } else { "home-nothing-due" };
        let mut lines = paragraph(&cx.locale.text(message), area.width, 2, Role::Plain, cx.theme);
        if !offer.is_empty() {
            lines.push(Line::default());
            lines.extend(offer);
        }
        page.push_focused(Block::lines(lines));
        page.draw(frame, area)
    }

    /// Draws the page of rows that holds the focus, of which `free` lines are in sight.
    fn rows(&self, frame: &mut Frame, area: Rect, free: u16, data: &HomeData, cx: &Cx) -> Turned {
        let at = self.day.stops.get(self.list.cursor).copied().unwrap_or(0);
        let (length, free) = (self.day.lines.len(), usize::from(free));
        let (mut start, turned) = row_pages(at, length, area.height);
        let offer = offers(data, area.width, cx);
        if turned.page == turned.of {
            // Below the last row, which makes room for it.
            start += (length + offer.len()).saturating_sub(start + free).min(at.saturating_sub(start + 1));
        }
        start += (at + 1).saturating_sub(start + free);
        let goes_on = |number: usize| {
            number != at && matches!(self.day.lines.get(number + 1), Some(day::Line::Row { .. }))
        };
        for (y, number) in (area.y..area.bottom()).take(free).zip(start..length + offer.len()) {
            let focused = number == at;
            let line = match self.day.lines.get(number) {
                // The top of a page that begins inside a section says which one it is.
                Some(day::Line::Row { section, .. }) if y == area.y && goes_on(number) => {
                    self.heading(*section, cx)
                }
                Some(day::Line::Heading(section)) => self.heading(*section, cx),
                Some(day::Line::Row { row, .. }) => self.row(*row, focused, area.width, data, cx),
                None => offer.get(number - length).cloned().unwrap_or_default(),
            };
            frame.render_widget(line, Rect { y, height: 1, ..area });
            if focused {
                frame.set_cursor_position(Position { x: area.x, y });
            }
        }
        turned
    }

    fn heading(&self, section: usize, cx: &Cx) -> Line<'static> {
        let Some(section) = self.day.sections.get(section) else { return Line::default() };
        let role = match section.kind {
            Kind::Late => Role::Danger,
            Kind::Unfinished => Role::Warning,
            _ => Role::Heading,
        };
        let text = cx.locale.text_with(&self.message(section, cx), &[("count", Arg::from(section.total))]);
        Line::from(Span::styled(format!(" {text}"), cx.theme.style(role)))
    }

    /// The message of a section's name.
    fn message(&self, section: &Section, cx: &Cx) -> String {
        let named = |id: &str| id.to_owned();
        match section.kind {
            Kind::Unfinished => named("home-unfinished"),
            Kind::Late => named("home-overdue"),
            Kind::Today => named("home-today"),
            Kind::Soon => named("home-ahead"),
            Kind::Agenda(number) => {
                let agenda = cx.process.agendas().get(number);
                agenda.map(|agenda| format!("agenda-{}", agenda.id)).unwrap_or_default()
            }
            Kind::Services => named("home-services"),
            Kind::Recent => named("home-recent"),
            Kind::Cases if self.day.sections.iter().any(|other| other.kind == Kind::Recent) => {
                named("home-cases-other")
            }
            Kind::Cases => named("home-cases"),
        }
    }

    /// How much there is beside what is late and today's, so that one sees it without going there.
    fn counts(&self, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
        let counted =
            |kind: Kind| matches!(kind, Kind::Soon | Kind::Agenda(_) | Kind::Services | Kind::Cases);
        let sections = self.day.sections.iter().filter(|section| counted(section.kind));
        let parts = sections.map(|section| {
            let name = words::short_text(&cx.locale, &self.message(section, cx));
            let args = [("name", Arg::from(name)), ("count", Arg::from(section.total))];
            cx.locale.text_with("home-count", &args)
        });
        let room = usize::from(columns).saturating_sub(1);
        let mut texts: Vec<String> = Vec::new();
        for part in parts {
            match texts.last_mut() {
                Some(text) if width(text) + width(cx.theme.dot()) + width(&part) <= room => {
                    text.push_str(cx.theme.dot());
                    text.push_str(&part);
                }
                None => texts
                    .push(format!(" {}", cx.locale.text_with("home-onward", &[("parts", Arg::from(part))]))),
                Some(_) => texts.push(format!(" {part}")),
            }
        }
        let cut = texts.len() > COUNTS;
        texts.truncate(COUNTS);
        if let Some(last) = texts.last_mut().filter(|_| cut) {
            last.push_str(cx.theme.ellipsis());
        }
        let style = cx.theme.style(Role::Heading);
        texts
            .into_iter()
            .map(|text| Line::from(Span::styled(fit(&text, room + 1, cx.theme), style)))
            .collect()
    }

    fn detail(&self, data: &HomeData, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
        let Some((_, row)) = self.day.at(self.list.cursor) else { return Vec::new() };
        match row {
            Row::Due(number) => data.dues.get(number).map(|line| due_detail(line, columns, cx)),
            Row::Service(number) => data.services.get(number).map(|asks| service_detail(asks, columns, cx)),
            Row::Recent(number) => data.recent.get(number).map(|case| case_detail(case, columns, cx)),
            Row::Case(number) => data.cases.get(number).map(|case| case_detail(case, columns, cx)),
            Row::Unfinished(number) => data
                .unfinished
                .get(number)
                .map(|draft| paragraph(&draft_words(draft, cx), columns, 1, Role::Plain, cx.theme)),
            Row::More(_) => {
                Some(paragraph(&cx.locale.text("home-more-hint"), columns, 1, Role::Plain, cx.theme))
            }
        }
        .unwrap_or_default()
    }

    fn row(&self, row: Row, focused: bool, columns: u16, data: &HomeData, cx: &Cx) -> Line<'static> {
        let room = usize::from(columns).saturating_sub(3);
        let found = match row {
            Row::Due(number) => data.dues.get(number).map(|line| due_row(line, focused, room, false, cx)),
            Row::Service(number) => {
                data.services.get(number).map(|asks| service_row(asks, focused, room, cx))
            }
            Row::Recent(number) => data.recent.get(number).map(|case| case_row(case, focused, room, cx)),
            Row::Case(number) => data.cases.get(number).map(|case| case_row(case, focused, room, cx)),
            Row::Unfinished(number) => {
                data.unfinished.get(number).map(|draft| plain_row(&draft_words(draft, cx), focused, room, cx))
            }
            Row::More(count) => {
                let text = cx.locale.text_with("home-more", &[("count", Arg::from(count))]);
                Some(plain_row(&text, focused, room, cx))
            }
        };
        found.unwrap_or_default()
    }
}

fn lines(lines: &[Line]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

fn draft_words(draft: &Draft, cx: &Cx) -> String {
    let when = cx.locale.moment(draft.saved_at, cx.now.offset);
    cx.locale.text_with("home-unfinished-row", &[("when", Arg::from(when))])
}

fn plain_row(text: &str, focused: bool, room: usize, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(fit(text, room, theme), style),
    ])
}

/// There is nothing yet: what to do first.
/// The quiet lines below the day: that a backup is due, and a moment for herself.
fn offers(data: &HomeData, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let mut lines = data.backup_due.map(|due| backup::lines(due, width, cx)).unwrap_or_default();
    if data.moment_offered {
        lines.extend(offer_lines(width, cx));
    }
    lines
}

fn draw_empty(frame: &mut Frame, area: Rect, offer: Vec<Line<'static>>, cx: &Cx) -> Turned {
    let mut page = Page::default();
    let mut lines = paragraph(&cx.locale.text("home-empty"), area.width, 1, Role::Heading, cx.theme);
    lines.extend(paragraph(&cx.locale.text("home-empty-hint"), area.width, 1, Role::Plain, cx.theme));
    lines.push(Line::default());
    let at = u16::try_from(lines.len()).unwrap_or(0);
    let first = if cx.rights.contains(&Right::WriteCases) { "home-first" } else { "home-no-cases-role" };
    lines.push(plain_row(&cx.locale.text(first), true, usize::from(area.width).saturating_sub(3), cx));
    lines.extend(offer);
    page.push_focused(Block { lines, editor: None, cursor: Some((at, 0)) });
    page.draw(frame, area)
}
