//! Search: typing finds a word in everything that is written, in one case or in all; Enter goes to the
//! very answer. What is hidden elsewhere is hidden here: then only the place is said.

mod snippet;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::case::CaseScreen;
use super::list::ListCursor;
use super::mark::Mark;
use super::words;
use super::{Cx, Request, Screen, Spot, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::app::search::{Ask, Found, Hit, LEAST, folded_words};
use crate::locale::Arg;
use crate::record::CaseId;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, fit, paragraph, width};
use crate::widget::text::LineEdit;
use crate::widget::theme::Role;

/// Lines that one place takes.
const HIT: u16 = 2;

/// A search in one case or in all.
pub struct Search {
    /// The case and its number.
    pub scope: Option<(CaseId, u32)>,
    pub list: ListCursor,
    query: LineEdit,
    /// What was asked last and has not been answered yet is not shown as nothing found.
    found: Option<Found>,
}

impl Search {
    /// A search in a case, or in all of them.
    pub fn new(scope: Option<(CaseId, u32)>) -> Self {
        Self { scope, list: ListCursor::default(), query: LineEdit::default(), found: None }
    }

    pub fn event(&mut self, event: &Event) {
        let Event::Found(found) = event else { return };
        let case = self.scope.map(|(case, _)| case);
        if found.query == self.query.text() && found.case == case {
            self.list.clamp(found.hits.len());
            self.found = Some((**found).clone());
        }
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        let before = self.query.text().to_owned();
        let typed = matches!(
            key,
            Key::Left | Key::Right | Key::Char(_) | Key::Backspace | Key::Delete | Key::Ctrl(_)
        );
        if typed {
            self.query.key(key);
        } else {
            let length = self.hits().len();
            self.list.key(key, length);
        }
        self.asked_anew(&before, cx);
    }

    pub fn paste(&mut self, text: &str, cx: &mut Cx) {
        let before = self.query.text().to_owned();
        self.query.insert(text);
        self.asked_anew(&before, cx);
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Open => self.open(cx),
            Cmd::Back if !self.query.is_empty() => {
                self.query.clear();
                (self.found, self.list.cursor) = (None, 0);
            }
            Cmd::Back => cx.out.push(Request::Pop),
            _ => {}
        }
    }

    /// What was found may have been changed meanwhile. So may the language.
    pub fn refresh(&self, cx: &mut Cx) {
        self.ask(cx);
    }

    fn asked_anew(&mut self, before: &str, cx: &mut Cx) {
        if self.query.text() == before {
            return;
        }
        self.list.cursor = 0;
        if self.is_enough() {
            self.ask(cx);
        } else {
            self.found = None;
        }
    }

    fn ask(&self, cx: &mut Cx) {
        if self.is_enough() {
            let (query, case) = (self.query.text().to_owned(), self.scope.map(|(case, _)| case));
            cx.effect(Effect::Search(Box::new(Ask { query, case, locale: cx.locale.clone() })));
        }
    }

    /// Whether enough was typed to look for.
    fn is_enough(&self) -> bool {
        folded_words(self.query.text()).iter().any(|word| word.chars().count() >= LEAST)
    }

    fn hits(&self) -> &[Hit] {
        self.found.as_ref().map_or(&[], |found| &found.hits)
    }

    /// To the very answer; from all cases first into the case, so that the way back leads through it.
    fn open(&self, cx: &mut Cx) {
        let Some(hit) = self.hits().get(self.list.cursor) else { return };
        let case = hit.case.map(|(case, _)| case);
        if let Some(case) = case.filter(|_| self.scope.is_none()) {
            cx.out.push(Request::Push(Box::new(Screen::Case(Box::new(CaseScreen::new(case))))));
            cx.effect(Effect::OpenCase(case));
        }
        let target = FormTarget::Record { record: hit.record, case };
        cx.open_form_at(target, hit.path.clone().map(Spot::Place));
    }

    /// Where it was searched. What for is not kept: it may be a name.
    pub fn mark(&self) -> Mark {
        Mark::Search { scope: self.scope }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        let place = match self.scope {
            Some((_, number)) => words::code(number),
            None => cx.locale.text("search-all"),
        };
        let names = if cx.names_shown { "cases-names-shown" } else { "cases-names-hidden" };
        Title { parts: vec![cx.locale.text("search-title"), place, cx.locale.text(names)], danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let theme = cx.theme;
        let prompt = cx.locale.text("cases-filter");
        let before = width(&prompt) + 2;
        let room = usize::from(area.width).saturating_sub(before + 1);
        let hidden = self.query.scroll(room);
        let shown: String = self.query.text().chars().skip(hidden).collect();
        let line = Line::from(vec![
            Span::styled(format!(" {prompt} "), theme.style(Role::Heading)),
            Span::raw(fit(&shown, room, theme)),
        ]);
        frame.render_widget(line, Rect { height: 1.min(area.height), ..area });
        let body = Rect { y: area.y + 2.min(area.height), height: area.height.saturating_sub(2), ..area };
        let count = Rect { y: area.y + 1, height: 1.min(area.height.saturating_sub(1)), ..area };
        frame.render_widget(self.counted(cx), count);
        let turned = self.draw_hits(frame, body, cx);
        // The cursor stands where the letters go; the focused row carries its marker.
        let column = before + self.query.column().saturating_sub(hidden);
        let column = u16::try_from(column).unwrap_or(0).min(area.width.saturating_sub(1));
        frame.set_cursor_position((area.x + column, area.y));
        turned
    }

    fn counted(&self, cx: &Cx) -> Line<'static> {
        let Some(found) = self.found.as_ref().filter(|found| !found.hits.is_empty()) else {
            return Line::default();
        };
        let message = if found.more { "search-found-more" } else { "search-found" };
        let text = cx.locale.text_with(message, &[("n", Arg::from(found.hits.len()))]);
        Line::from(Span::styled(format!(" {text}"), cx.theme.style(Role::Quiet)))
    }

    fn draw_hits(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let sought = folded_words(self.query.text());
        for (number, hit) in self.hits().iter().enumerate() {
            let focused = number == self.list.cursor;
            // A place that cannot be on the page takes its room without its words.
            let near = number.abs_diff(self.list.cursor) <= usize::from(area.height / HIT);
            let lines = if near {
                vec![self.place_line(hit, focused, area.width, cx), text_line(hit, &sought, area.width, cx)]
            } else {
                vec![Line::default(); usize::from(HIT)]
            };
            page.add(Block::lines(lines), focused);
        }
        if self.hits().is_empty() {
            let message = match (&self.found, self.is_enough()) {
                (Some(_), true) => "search-none",
                (None, true) => "search-looking",
                _ if self.scope.is_some() => "search-hint-case",
                _ => "search-hint",
            };
            let text = cx.locale.text_with(message, &[("n", Arg::from(LEAST))]);
            page.push(Block::lines(paragraph(&text, area.width, 2, Role::Plain, cx.theme)));
        }
        page.draw(frame, area)
    }

    /// Case, form, question and day.
    fn place_line(&self, hit: &Hit, focused: bool, columns: u16, cx: &Cx) -> Line<'static> {
        let theme = cx.theme;
        let mut parts = vec![words::form_short(&cx.locale, &hit.form)];
        parts.extend(row_words(hit, cx));
        parts.extend(hit.path.as_ref().map(|path| words::short_label(&cx.locale, &hit.form, path)));
        if hit.draft {
            parts.push(cx.locale.text("records-draft"));
        }
        let code = match hit.case {
            Some((_, number)) if self.scope.is_none() => column(&words::code(number), 7, theme),
            _ => String::new(),
        };
        let day = hit.at.with_timezone(&cx.now.offset).date_naive();
        let day = cx.locale.date_short(day);
        let room = usize::from(columns).saturating_sub(2 + width(&code) + width(&day) + 2);
        let style = theme.style(if focused { Role::Focus } else { Role::Plain });
        Line::from(vec![
            Span::raw(if focused { theme.marker() } else { "  " }),
            Span::styled(code, style),
            Span::styled(column(&parts.join(theme.dot()), room, theme), style),
            Span::raw(format!(" {day}")),
        ])
    }
}

/// The row in which it stands; one that is a name stays hidden until names are shown.
fn row_words(hit: &Hit, cx: &Cx) -> Option<String> {
    let (heading, hidden) = hit.row.as_ref()?;
    (!hidden || cx.names_shown).then(|| heading.clone())
}

/// A piece of the answer around what was found.
fn text_line(hit: &Hit, sought: &[String], columns: u16, cx: &Cx) -> Line<'static> {
    const INDENT: usize = 4;
    let theme = cx.theme;
    let indent = Span::raw(" ".repeat(INDENT));
    if hit.sensitive && !cx.names_shown {
        let hidden = cx.locale.text("answer-hidden");
        return Line::from(vec![indent, Span::styled(hidden, theme.style(Role::Quiet))]);
    }
    if hit.path.is_none() {
        // The form's name, which stands above in short.
        let name = fit(&hit.text, usize::from(columns).saturating_sub(INDENT + 1), theme);
        return Line::from(vec![indent, Span::styled(name, theme.style(Role::Quiet))]);
    }
    let room = usize::from(columns).saturating_sub(INDENT + 1);
    let piece = snippet::around(&hit.text, sought, room, theme);
    Line::from(vec![
        indent,
        Span::styled(piece.before, theme.style(Role::Quiet)),
        Span::styled(piece.found, theme.style(Role::Chosen)),
        Span::styled(piece.after, theme.style(Role::Quiet)),
    ])
}
