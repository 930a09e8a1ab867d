//! A list of commands that is filtered by typing and runs the chosen one: help shows what can be
//! done here and why something cannot; the palette finds any command by its name in any language.

use std::sync::Arc;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Outcome;
use crate::app::command::{self, Cmd, Command, Place};
use crate::app::notice::Notice;
use crate::locale::{Locale, Locales, fold};
use crate::screen::Cx;
use crate::screen::list::ListCursor;
use crate::terminal::Key;
use crate::widget::text::LineEdit;

/// A list of commands.
pub struct Menu {
    pub palette: bool,
    pub filter: LineEdit,
    pub list: ListCursor,
    entries: Vec<Entry>,
}

/// One command of the list.
pub struct Entry {
    pub command: &'static Command,
    /// Why it cannot be used now.
    pub refusal: Option<&'static str>,
    /// Its names in every language, folded.
    names: Vec<String>,
}

impl Menu {
    /// The commands of a place; `refusal` tells why one cannot be used now.
    pub fn new(
        palette: bool,
        place: Place,
        locales: &Arc<Locales>,
        refusal: impl Fn(Cmd) -> Option<&'static str>,
    ) -> Self {
        let languages: Vec<Locale> = locales.ids().iter().map(|id| Locale::new(locales, id)).collect();
        let mut entries: Vec<Entry> = Vec::new();
        for command in command::at(place) {
            if entries.iter().any(|entry| entry.command.id == command.id) {
                continue;
            }
            let names: Vec<String> =
                languages.iter().map(|locale| fold(&locale.text(command.message))).collect();
            entries.push(Entry { command, refusal: refusal(command.id), names });
        }
        Self { palette, filter: LineEdit::default(), list: ListCursor::default(), entries }
    }

    /// The entries that the typed letters leave, best first.
    pub fn shown(&self) -> Vec<&Entry> {
        let wanted = fold(self.filter.text());
        if wanted.trim().is_empty() {
            return self.entries.iter().collect();
        }
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::new(&wanted, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| {
                let names = entry.names.iter();
                let score =
                    names.filter_map(|name| pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher));
                Some((score.max()?, entry))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, entry)| entry).collect()
    }

    pub(super) fn key(&mut self, key: Key, _cx: &Cx) -> Outcome {
        match key {
            Key::Enter => {
                let shown = self.shown();
                match shown.get(self.list.cursor) {
                    Some(entry) => match entry.refusal {
                        None => Outcome::Run(entry.command.id),
                        Some(reason) => Outcome::Say(Notice::warning(reason)),
                    },
                    None => Outcome::Stay,
                }
            }
            Key::F(1) if !self.palette => Outcome::Close,
            Key::Up | Key::Down | Key::PageUp | Key::PageDown | Key::Tab | Key::BackTab => {
                let length = self.shown().len();
                self.list.key(key, length);
                Outcome::Stay
            }
            _ => {
                if self.filter.key(key) {
                    self.list.cursor = 0;
                }
                Outcome::Stay
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.filter.insert(text);
        self.list.cursor = 0;
    }
}
