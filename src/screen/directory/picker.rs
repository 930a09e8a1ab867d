//! Choosing a service for a question of a form: the directory, filtered to the area that fits, each
//! entry with what it costs, how long one waits, whom it takes in, and whether it speaks the survivor's
//! language.

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::finder::Finder;
use super::{detail, entry, row};
use crate::app::command::Cmd;
use crate::app::notice::Notice;
use crate::casework::Experiences;
use crate::casework::directory::{AREAS, chosen, name};
use crate::locale::Arg;
use crate::overlay::Outcome;
use crate::record::{Record, RecordId};
use crate::screen::Cx;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, fit, paragraph};
use crate::widget::theme::Role;

/// The widths of what stands behind the name: language, cost, waiting.
const COLUMNS: [usize; 3] = [24, 10, 9];

/// The services to choose from.
pub struct Picker {
    finder: Finder,
    services: Vec<Record>,
    experience: Experiences,
    /// The languages of the survivor, the one spoken best first.
    languages: Vec<String>,
    /// Several may be taken.
    pub several: bool,
    marked: BTreeSet<RecordId>,
}

impl Picker {
    /// A picker that begins with an area, when some service has it.
    pub fn new(
        services: Vec<Record>,
        area: Option<String>,
        languages: Vec<String>,
        several: bool,
        experience: Experiences,
    ) -> Self {
        let area = area.filter(|area| services.iter().any(|service| chosen(service, AREAS).contains(area)));
        let finder = Finder::for_area(area);
        Self { finder, services, experience, languages, several, marked: BTreeSet::new() }
    }

    /// Handles a key.
    pub fn key(&mut self, key: Key, cx: &Cx) -> Outcome {
        match key {
            Key::Enter => return self.take(cx),
            Key::Char(' ') if self.several => {
                let here = self.shown(cx).get(self.finder.list.cursor).map(|record| record.id);
                if let Some(here) = here.filter(|here| !self.marked.remove(here)) {
                    self.marked.insert(here);
                }
            }
            Key::F(5) | Key::Ctrl('f') => self.finder.turn(&self.services, &cx.library),
            // What protects the person opposite is at hand here too.
            Key::F(7) | Key::Ctrl('d') => return Outcome::Run(Cmd::Distress),
            Key::F(6) | Key::Ctrl('t') => return Outcome::Run(Cmd::Pause),
            Key::F(9) | Key::Ctrl('r') => return Outcome::Run(Cmd::Stop),
            _ => {
                let length = self.shown(cx).len();
                self.finder.key(key, length);
            }
        }
        Outcome::Stay
    }

    pub fn paste(&mut self, text: &str) {
        self.finder.paste(text);
    }

    /// All that are marked, in the order of the list; else the one under the cursor.
    fn take(&self, cx: &Cx) -> Outcome {
        let marked = self.ordered(cx).into_iter().filter(|record| self.marked.contains(&record.id));
        let mut names: Vec<String> = marked.map(|record| name(record).to_owned()).collect();
        if names.is_empty() {
            names.extend(self.shown(cx).get(self.finder.list.cursor).map(|record| name(record).to_owned()));
        }
        if names.is_empty() {
            return Outcome::Say(Notice::warning("services-no-match"));
        }
        Outcome::TakeServices(names)
    }

    /// Those in use first, those that speak the survivor's language before others.
    fn ordered(&self, cx: &Cx) -> Vec<&Record> {
        let mut services: Vec<&Record> = self.services.iter().collect();
        entry::sort(&mut services, &cx.locale);
        let paused = |record: &Record| record.answers.choice("entry_state") == Some("paused");
        services.sort_by_key(|record| (paused(record), self.spoken(record).is_none()));
        services
    }

    fn shown(&self, cx: &Cx) -> Vec<&Record> {
        let mut services = self.ordered(cx);
        // What is marked stays in sight, whatever the letters say.
        services.retain(|record| self.marked.contains(&record.id) || self.finder.finds(&record.answers, cx));
        services
    }

    /// The survivor's language that is spoken there.
    fn spoken(&self, record: &Record) -> Option<&String> {
        self.languages.iter().find(|language| chosen(record, "languages").contains(language))
    }

    /// Whether the survivor's language is spoken there, in words; nothing when it is not known.
    fn language_words(&self, record: &Record, cx: &Cx) -> String {
        let Some(first) = self.languages.first() else { return String::new() };
        let say = |message: &str, id: &str| {
            cx.locale.text_with(message, &[("language", Arg::from(cx.locale.language(id)))])
        };
        let interpreter = record.answers.choice("interpreter") == Some("yes");
        match self.spoken(record) {
            Some(language) => say("picker-speaks", language),
            None if interpreter => cx.locale.text("picker-interpreter"),
            None if chosen(record, "languages").is_empty() => cx.locale.text("picker-language-unknown"),
            None => say("picker-not-spoken", first),
        }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let shown = self.shown(cx);
        let head = Rect { height: area.height.min(2), ..area };
        let cursor = self.finder.draw(frame, head, cx);
        let mut body = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
        if let Some(record) = shown.get(self.finder.list.cursor) {
            let lines = detail::choosing(record, self.experience.of(name(record)), area.width, cx);
            body = detail::below(frame, body, lines, 2 * shown.len() + 1, cx);
        }
        let mut page = Page::default();
        for (number, record) in shown.iter().enumerate() {
            let focused = number == self.finder.list.cursor;
            page.add(Block::lines(self.lines(record, focused, area.width, cx)), focused);
        }
        if shown.is_empty() {
            let text = cx.locale.text("services-no-match");
            page.push(Block::lines(paragraph(&text, area.width, 2, Role::Plain, cx.theme)));
        }
        let turned = page.draw(frame, body);
        frame.set_cursor_position(cursor);
        turned
    }

    /// Name, language, cost and waiting; below them the languages, whom it takes in, and for how long.
    fn lines(&self, record: &Record, focused: bool, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
        let theme = cx.theme;
        let room = usize::from(columns).saturating_sub(3);
        let mark = match (self.several, self.marked.contains(&record.id)) {
            (false, _) => "",
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
        };
        // In a narrow window the name has the room, and the language stands below.
        let language = if room < 70 { 0 } else { COLUMNS[0] };
        let first = room.saturating_sub(language + COLUMNS[1] + COLUMNS[2] + mark.len() + 1);
        let style = theme.style(if focused { Role::Focus } else { Role::Plain });
        let good = if self.spoken(record).is_some() { Role::Good } else { Role::Plain };
        let spoken = column(&self.language_words(record, cx), language.saturating_sub(1), theme);
        let line = Line::from(vec![
            Span::raw(if focused { theme.marker() } else { "  " }),
            Span::raw(mark),
            Span::styled(column(name(record), first, theme), style),
            Span::raw(" "),
            Span::styled(if language == 0 { String::new() } else { format!("{spoken} ") }, theme.style(good)),
            terms(record, cx),
        ]);
        let below = self.below(record, language == 0, room.saturating_sub(4), cx);
        std::iter::once(line).chain(below).collect()
    }

    fn below(&self, record: &Record, with_language: bool, room: usize, cx: &Cx) -> Option<Line<'static>> {
        let answers = &record.answers;
        let spoken = with_language.then(|| self.language_words(record, cx));
        let limit = entry::number(answers, "limit_months");
        let limit = limit.map(|n| cx.locale.text_with("picker-limit", &[("months", Arg::from(n))]));
        let known = ["languages", "for_whom"].map(|field| entry::value(answers, field, cx));
        let parts = spoken.into_iter().chain(known).chain(limit).filter(|part| !part.is_empty());
        let below = fit(&parts.collect::<Vec<_>>().join(cx.theme.dot()), room, cx.theme);
        (!below.is_empty())
            .then(|| Line::from(Span::styled(format!("      {below}"), cx.theme.style(Role::Quiet))))
    }
}

/// Cost and waiting; of a service that is paused, that it is.
fn terms(record: &Record, cx: &Cx) -> Span<'static> {
    let (answers, theme) = (&record.answers, cx.theme);
    if answers.choice("entry_state") == Some("paused") {
        let state = entry::value(answers, "entry_state", cx);
        return Span::styled(fit(&state, COLUMNS[1] + COLUMNS[2], theme), theme.style(Role::Warning));
    }
    let cost = column(&row::cost(answers, cx), COLUMNS[1] - 1, theme);
    Span::raw(format!("{cost} {}", fit(&row::waiting(answers, cx), COLUMNS[2], theme)))
}
