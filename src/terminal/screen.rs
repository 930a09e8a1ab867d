//! The screen as ratatui draws it, kept beside the screen as the terminal shows it: at the end of a frame
//! the difference becomes bytes, so that a frame is one write and a frame without a change is none.
//!
//! This is also the last gate: no control or bidi character reaches the terminal, whatever a record
//! holds; without colour no colour does; with `ascii` no line or mark beyond ASCII does (letters
//! stay: a name must not be changed).

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::colour::ColourMode;
use super::encode::Encoder;
use super::grid::{Glyph, Grid};
use super::mark;

/// Up to so many bytes a frame is sent whole.
const SMALL: usize = 30;

/// From so many cells that change on, a frame is never small.
const LARGE: usize = 120;

/// With which letters the sequences end that a frame is made of.
pub const SEQUENCE_ENDS: &str = "ABCDHJKLMPXdhlm@";

/// Collects the bytes of a frame.
#[derive(Debug)]
pub struct Screen {
    colour: ColourMode,
    ascii: bool,
    shown: Grid,
    next: Grid,
    encoder: Encoder,
    /// What the terminal shows is not known: it is blanked first.
    wipe: bool,
    cursor: Option<Position>,
    cursor_shown: bool,
}

impl Screen {
    /// A screen of `size` that has just been entered: all blank, the cursor hidden.
    pub fn new(size: Size, colour: ColourMode, ascii: bool) -> Self {
        Self {
            colour,
            ascii,
            shown: Grid::blank(size),
            next: Grid::blank(size),
            encoder: Encoder::new(),
            wipe: false,
            cursor: None,
            cursor_shown: false,
        }
    }

    /// The terminal has another size now, and shows who knows what.
    pub fn resize(&mut self, size: Size) {
        self.shown = Grid::blank(size);
        self.next = Grid::blank(size);
        self.wipe = true;
    }

    /// Somebody else wrote to the terminal: nothing is known of screen, cursor and style.
    pub fn forget(&mut self) {
        self.encoder = Encoder::new();
        self.encoder.out.push_str("\x1b[m");
        self.wipe = true;
        self.cursor_shown = false;
    }

    /// The screen was left and entered again: it is blank, the cursor is hidden.
    pub fn entered(&mut self, size: Size) {
        *self = Self::new(size, self.colour, self.ascii);
    }

    /// The bytes that make the terminal show what was drawn last.
    pub fn take(&mut self) -> String {
        if std::mem::take(&mut self.wipe) {
            self.encoder.wipe();
            self.shown.blank_from(0);
        }
        self.encoder.update(&mut self.shown, &self.next);
        if self.encoder.out.len() > SMALL {
            // What comes next is most often a letter, which then is sent alone.
            self.encoder.plain();
        }
        match self.cursor {
            Some(position) => {
                self.encoder.go_to(position, self.shown.row(position.y));
                if !self.cursor_shown {
                    self.encoder.out.push_str("\x1b[?25h");
                }
            }
            None if self.cursor_shown => self.encoder.out.push_str("\x1b[?25l"),
            None => {}
        }
        self.cursor_shown = self.cursor.is_some();
        std::mem::take(&mut self.encoder.out)
    }

    /// The same after a key that only moves the focus. Where that changes much (a question unfolds, what is
    /// said about it below is another), these are the few bytes that move the mark, and the rest waits for
    /// [`Screen::take`]: whoever goes on at once spares the line all that lies between.
    pub fn take_glance(&mut self) -> Glance {
        // Where all of it is surely too much, it is not reckoned out before the mark has gone.
        if self.next.changed(&self.shown) > LARGE
            && let Some(mark) = self.mark()
        {
            return Glance::Mark(mark);
        }
        let before = (self.shown.clone(), self.encoder.clone(), self.wipe, self.cursor_shown);
        let whole = self.take();
        if whole.len() <= SMALL {
            return Glance::Whole(whole);
        }
        let after = (
            std::mem::replace(&mut self.shown, before.0),
            std::mem::replace(&mut self.encoder, before.1),
            std::mem::replace(&mut self.cursor_shown, before.3),
        );
        self.wipe = before.2;
        if let Some(mark) = self.mark() {
            return Glance::Mark(mark);
        }
        (self.shown, self.encoder, self.cursor_shown) = after;
        self.wipe = false;
        Glance::Whole(whole)
    }

    /// The bytes that move the mark alone, if there is one and what the terminal shows is known.
    fn mark(&mut self) -> Option<String> {
        let cursor = self.cursor.filter(|_| self.cursor_shown && !self.wipe)?;
        mark::moved(&self.shown, &self.next)?.apply(&mut self.encoder, &mut self.shown, cursor);
        Some(std::mem::take(&mut self.encoder.out))
    }
}

/// What is sent after a key that moves the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Glance {
    /// All of the frame.
    Whole(String),
    /// The mark alone; the rest is still to be taken.
    Mark(String),
}

impl Backend for Screen {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.next.put(Position::new(x, y), Glyph::of(cell, self.colour, self.ascii));
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = Some(self.cursor.unwrap_or_default());
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        let (position, size) = (position.into(), self.next.size());
        let last = Position::new(size.width.saturating_sub(1), size.height.saturating_sub(1));
        let inside = Position::new(position.x.min(last.x), position.y.min(last.y));
        self.cursor = self.cursor.map(|_| inside);
        Ok(())
    }

    /// What is drawn next stands on a blank screen; what of it is shown already is not sent again.
    fn clear(&mut self) -> Result<(), Infallible> {
        self.next.blank_from(0);
        Ok(())
    }

    /// Always clears all: only full screens are drawn here.
    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.next.size())
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.next.size(), pixels: Size::default() })
    }

    /// Nothing is sent before it is asked for.
    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::grid::Symbol;
    use ratatui::Terminal;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::text::Line;

    fn terminal(colour: ColourMode, ascii: bool) -> Terminal<Screen> {
        let mut terminal = Terminal::new(Screen::new(Size::new(20, 4), colour, ascii)).unwrap();
        terminal.clear().unwrap();
        terminal
    }

    fn draw(terminal: &mut Terminal<Screen>, lines: &[(&str, Style)], cursor: Option<(u16, u16)>) -> String {
        terminal
            .draw(|frame| {
                for (y, (text, style)) in lines.iter().enumerate() {
                    let area = frame.area();
                    frame.buffer_mut().set_line(0, y as u16, &Line::styled(*text, *style), area.width);
                }
                if let Some(cursor) = cursor {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        terminal.backend_mut().take()
    }

    #[test]
    fn a_frame_without_a_change_has_no_bytes() {
        let mut terminal = terminal(ColourMode::Always16, false);
        let lines = [("one", Style::new()), ("two", Style::new().fg(Color::Red))];
        let first = draw(&mut terminal, &lines, Some((1, 1)));
        assert_eq!(first, "\x1b[Hone\r\n\x1b[31mtwo\x08\x08\x1b[?25h");
        assert_eq!(draw(&mut terminal, &lines, Some((1, 1))), "");
        assert_eq!(draw(&mut terminal, &lines, Some((3, 1))), "wo");
        assert_eq!(draw(&mut terminal, &lines, None), "\x1b[?25l");
    }

    #[test]
    fn without_colour_only_reverse_video_and_its_kin_remain() {
        let mut terminal = terminal(ColourMode::Never, false);
        let style =
            Style::new().fg(Color::Red).bg(Color::Blue).add_modifier(Modifier::REVERSED | Modifier::BOLD);
        assert_eq!(draw(&mut terminal, &[("a", style)], None), "\x1b[H\x1b[1;7ma");
    }

    #[test]
    fn sixteen_colours_and_no_more() {
        let mut terminal = terminal(ColourMode::Always16, false);
        let lines = [
            ("a", Style::new().fg(Color::DarkGray).bg(Color::White)),
            ("b", Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(200))),
            ("c", Style::new().fg(Color::Indexed(9))),
        ];
        let frame = draw(&mut terminal, &lines, None);
        assert_eq!(frame, "\x1b[H\x1b[90;107ma\r\n\x1b[mb\r\n\x1b[91mc");
    }

    #[test]
    fn nothing_harmful_is_shown() {
        let mut terminal = terminal(ColourMode::Never, false);
        terminal
            .draw(|frame| {
                frame.buffer_mut()[(0, 0)].set_symbol("a\u{202e}");
                frame.buffer_mut()[(1, 0)].set_symbol("\u{2066}");
            })
            .unwrap();
        assert_eq!(terminal.backend_mut().take(), "\x1b[Ha");
        // Control characters are refused by ratatui before, but only in debug builds.
        let text = |symbol: &str| match Glyph::of(Cell::new("").set_symbol(symbol), ColourMode::Never, false)
            .symbol
        {
            Symbol::One(c) => String::from(c),
            Symbol::Cluster(text) => text.into(),
            Symbol::Covered => String::new(),
        };
        assert_eq!(text("\u{1b}[1m\u{9b}"), "[1m");
        assert_eq!(text("\u{7}"), " ");
    }

    #[test]
    fn lines_and_marks_have_stand_ins_and_letters_stay() {
        let mut terminal = terminal(ColourMode::Never, true);
        let frame = draw(&mut terminal, &[("┌─┐│ş ț → ✓ …", Style::new())], None);
        assert_eq!(frame, "\x1b[H+-+|ş ț > + .");
    }

    #[test]
    fn what_vanishes_is_erased_in_few_bytes() {
        let mut terminal = terminal(ColourMode::Never, false);
        draw(&mut terminal, &[("a long line of words", Style::new())], None);
        assert_eq!(draw(&mut terminal, &[("a", Style::new())], None), "\ra \x1b[K");
        draw(&mut terminal, &[("abcdefghijkl mnopqrs", Style::new())], None);
        assert_eq!(draw(&mut terminal, &[("a            mnopqrs", Style::new())], None), "\ra\x1b[11X");
    }

    #[test]
    fn a_screen_that_somebody_wrote_over_is_made_anew() {
        let mut terminal = terminal(ColourMode::Never, false);
        let lines = [("one", Style::new())];
        draw(&mut terminal, &lines, None);
        terminal.backend_mut().forget();
        terminal.clear().unwrap();
        assert_eq!(draw(&mut terminal, &lines, None), "\x1b[m\x1b[2J\x1b[Hone");
    }

    #[test]
    fn after_a_character_of_doubtful_width_the_place_is_said_anew() {
        let mut terminal = terminal(ColourMode::Never, false);
        let frame = draw(&mut terminal, &[("e\u{301}x", Style::new())], None);
        assert_eq!(frame, "\x1b[He\u{301}\x1b[;2Hx");
    }
}
