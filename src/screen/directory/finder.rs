//! Finding in the directory: letters that filter, and the area that is turned through.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::entry;
use crate::casework::directory::{AREAS, areas, chosen};
use crate::form::{Answer, Answers, Library};
use crate::locale::{Arg, fold};
use crate::record::Record;
use crate::screen::Cx;
use crate::screen::list::ListCursor;
use crate::terminal::Key;
use crate::widget::page::{column, fit, width};
use crate::widget::text::LineEdit;
use crate::widget::theme::Role;

/// The filter of the directory, and the cursor in what it leaves.
#[derive(Default)]
pub struct Finder {
    pub filter: LineEdit,
    /// Only services of this area.
    pub area: Option<String>,
    pub list: ListCursor,
    /// The area was chosen for the question, not by hand: the next turn shows all.
    given: bool,
}

impl Finder {
    /// As it was left.
    pub fn at(filter: &str, area: Option<String>, list: ListCursor) -> Self {
        Self { filter: LineEdit::new(filter), area, list, given: false }
    }

    /// Begins with the area that a question speaks of.
    pub fn for_area(area: Option<String>) -> Self {
        Self { given: area.is_some(), area, ..Self::default() }
    }

    pub fn key(&mut self, key: Key, length: usize) {
        let before = self.filter.text().to_owned();
        if matches!(key, Key::Left | Key::Right | Key::Char(_) | Key::Backspace | Key::Ctrl(_)) {
            self.filter.key(key);
        } else {
            self.list.key(key, length);
        }
        if self.filter.text() != before {
            self.list.cursor = 0;
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.filter.insert(text);
        self.list.cursor = 0;
    }

    /// All areas, then each that some service has, then all again.
    pub fn turn(&mut self, services: &[Record], library: &Library) {
        let areas: Vec<String> = areas(library)
            .into_iter()
            .filter(|area| services.iter().any(|service| chosen(service, AREAS).contains(area)))
            .collect();
        let next = match &self.area {
            Some(_) if self.given => None,
            None => areas.first(),
            Some(area) => areas.iter().position(|other| other == area).and_then(|at| areas.get(at + 1)),
        };
        self.area = next.cloned();
        self.given = false;
        self.list.cursor = 0;
    }

    /// Whether anything is left out.
    pub fn narrows(&self) -> bool {
        !self.filter.is_empty() || self.area.is_some()
    }

    /// Takes the letters back, or else the area.
    pub fn widen(&mut self) {
        if self.filter.is_empty() {
            self.area = None;
        }
        self.filter.clear();
        self.list.cursor = 0;
    }

    /// Whether an entry is left by filter and area.
    pub fn finds(&self, answers: &Answers, cx: &Cx) -> bool {
        let in_area = self.area.as_ref().is_none_or(
            |area| matches!(answers.fields.get(AREAS), Some(Answer::Choices(areas)) if areas.contains(area)),
        );
        let wanted = fold(self.filter.text());
        if !in_area || wanted.trim().is_empty() {
            return in_area;
        }
        let known = entry::searchable(answers, cx);
        wanted.split_whitespace().all(|word| known.contains(word))
    }

    /// Draws the line of the filter with the area at its end; where the letters go.
    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Position {
        let theme = cx.theme;
        let prompt = cx.locale.text("services-filter");
        let name = self.area.as_ref().map(|area| entry::choice(AREAS, area, cx));
        let said = match name {
            Some(name) => cx.locale.text_with("services-area", &[("area", Arg::from(name))]),
            None => cx.locale.text("services-all-areas"),
        };
        let columns = usize::from(area.width);
        let said = fit(&said, columns / 2, theme);
        let room = columns.saturating_sub(width(&prompt) + width(&said) + 4);
        let line = Line::from(vec![
            Span::styled(format!(" {prompt} "), theme.style(Role::Heading)),
            Span::raw(format!("{} ", column(self.filter.text(), room, theme))),
            Span::styled(said, theme.style(Role::Quiet)),
        ]);
        frame.render_widget(&line, Rect { height: 1.min(area.height), ..area });
        let x = area.x + u16::try_from(width(&prompt) + 2 + self.filter.column()).unwrap_or(0);
        Position { x: x.min(area.right().saturating_sub(1)), y: area.y }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use uuid::Uuid;

    use super::*;

    fn service(areas: &[&str]) -> Record {
        let mut answers = Answers::default();
        let ids = areas.iter().map(|id| (*id).to_owned()).collect();
        answers.fields.insert(AREAS.to_owned(), Answer::Choices(ids));
        let saved_at = Utc.timestamp_opt(0, 0).unwrap();
        Record {
            id: Uuid::nil(),
            case: None,
            form: crate::casework::directory::SERVICE.to_owned(),
            form_version: 1,
            revision: 1,
            author: String::new(),
            created_at: saved_at,
            saved_at,
            answers,
        }
    }

    #[test]
    fn areas_are_turned_through_as_far_as_there_are_services() {
        let library = Library::embedded();
        let services = [service(&["legal", "healthcare"]), service(&["interpreting"])];
        let check = |mut finder: Finder, expect: &[Option<&str>]| {
            for area in expect {
                finder.turn(&services, &library);
                assert_eq!(finder.area.as_deref(), *area);
            }
        };
        let whole = [Some("healthcare"), Some("legal"), Some("interpreting"), None, Some("healthcare")];
        check(Finder::default(), &whole);
        // From the area of the question to all; an area that nobody serves any more leads back to all.
        check(Finder::for_area(Some("legal".to_owned())), &[None, Some("healthcare")]);
        check(Finder::at("", Some("work".to_owned()), ListCursor::default()), &[None]);
    }

    #[test]
    fn what_narrows_is_taken_back_step_by_step() {
        let mut finder = Finder::at("şe", Some("legal".to_owned()), ListCursor { cursor: 3 });
        finder.widen();
        assert_eq!(
            (finder.filter.text(), finder.area.as_deref(), finder.list.cursor),
            ("", Some("legal"), 0)
        );
        finder.widen();
        assert!(!finder.narrows());
    }
}
