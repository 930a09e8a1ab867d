//! Typing: one line, or many. Everything typed or pasted is normalised and stripped of control and
//! bidi characters before it is kept.

use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use tui_input::{Input, InputRequest};

use crate::locale::clean;
use crate::terminal::Key;

/// A line of text being typed.
#[derive(Debug, Default, Clone)]
pub struct LineEdit {
    input: Input,
}

impl LineEdit {
    /// A line that already holds a text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(clean(text, false)) }
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    pub fn is_empty(&self) -> bool {
        self.input.value().is_empty()
    }

    /// The column of the cursor inside the text.
    pub fn column(&self) -> usize {
        self.input.visual_cursor()
    }

    /// The cursor stands behind the last letter.
    pub fn is_at_end(&self) -> bool {
        self.input.cursor() == self.input.value().chars().count()
    }

    /// How many columns are hidden on the left when only `width` are shown.
    pub fn scroll(&self, width: usize) -> usize {
        self.input.visual_scroll(width)
    }

    pub fn clear(&mut self) {
        self.input.reset();
    }

    /// Handles a key of typing; false when the key has no meaning here.
    pub fn key(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(c) => {
                self.insert(&c.to_string());
                return true;
            }
            Key::Backspace => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home => InputRequest::GoToStart,
            Key::End => InputRequest::GoToEnd,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('u') => InputRequest::DeleteLine,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// Inserts text at the cursor; line breaks become spaces.
    pub fn insert(&mut self, text: &str) {
        let text = clean(&text.replace(['\n', '\r', '\t'], " "), false);
        let at = self.input.cursor();
        let (before, after): (String, String) =
            (self.input.value().chars().take(at).collect(), self.input.value().chars().skip(at).collect());
        // A combining mark typed after its letter joins it: the whole head is normalised again.
        let head = clean(&format!("{before}{text}"), false);
        let cursor = head.chars().count();
        self.input = Input::new(format!("{head}{after}")).with_cursor(cursor);
    }
}

/// A text of many lines being typed.
pub struct NoteEdit {
    pub area: TextArea<'static>,
}

impl NoteEdit {
    /// A note that already holds a text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let lines: Vec<String> = clean(text, true).split('\n').map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Style::new());
        // The terminal's own cursor is shown instead.
        area.set_cursor_style(Style::new());
        area.set_max_histories(50);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Handles a key of typing; false when the key has no meaning here or would leave the text at its
    /// upper or lower edge.
    pub fn key(&mut self, key: Key) -> bool {
        let last = self.area.lines().len().saturating_sub(1);
        match key {
            Key::Char(c) => self.insert(&c.to_string()),
            Key::Enter => self.area.insert_newline(),
            Key::Backspace => drop(self.area.delete_char()),
            Key::Delete => drop(self.area.delete_next_char()),
            Key::Left => self.area.move_cursor(CursorMove::Back),
            Key::Right => self.area.move_cursor(CursorMove::Forward),
            Key::Up if self.on_first_line() => return false,
            Key::Up => self.area.move_cursor(CursorMove::Up),
            Key::Down if self.on_last_line(last) => return false,
            Key::Down => self.area.move_cursor(CursorMove::Down),
            Key::Home => self.area.move_cursor(CursorMove::Head),
            Key::End => self.area.move_cursor(CursorMove::End),
            Key::Ctrl('w') => drop(self.area.delete_word()),
            Key::Ctrl('u') => drop(self.area.delete_line_by_head()),
            _ => return false,
        }
        true
    }

    /// Inserts text at the cursor, line breaks kept.
    pub fn insert(&mut self, text: &str) {
        let text = clean(&text.replace("\r\n", "\n").replace('\r', "\n"), true);
        let combining =
            text.chars().next().is_some_and(|c| unicode_width::UnicodeWidthChar::width(c) == Some(0));
        if combining {
            self.rejoin(&text);
        } else {
            self.area.insert_str(text);
        }
    }

    /// A combining mark joins the letter before it, so that the cursor never stands between them.
    fn rejoin(&mut self, mark: &str) {
        let cursor = self.area.cursor();
        let before = cursor
            .1
            .checked_sub(1)
            .and_then(|column| self.area.lines().get(cursor.0).and_then(|line| line.chars().nth(column)));
        if let Some(letter) = before {
            self.area.delete_char();
            self.area.insert_str(clean(&format!("{letter}{mark}"), true));
        }
    }

    fn on_first_line(&self) -> bool {
        self.area.screen_cursor().row == 0
    }

    fn on_last_line(&self, last: usize) -> bool {
        let here = self.area.cursor();
        here.0 == last && {
            let mut probe = self.area.clone();
            probe.move_cursor(CursorMove::Down);
            probe.cursor().0 == here.0 && probe.screen_cursor().row == self.area.screen_cursor().row
        }
    }
}
