//! Cells become bytes, collected until the frame is whole, so that a frame is one write and a frame
//! without a change is none.
//!
//! This is also the last gate: no control or bidi character reaches the terminal, whatever a record
//! holds; without colour no colour does; with `ascii` no line or mark beyond ASCII does (letters
//! stay: a name must not be changed).

use std::convert::Infallible;
use std::fmt::Write;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::ascii::ascii_mark;
use super::colour::ColourMode;
use super::pen::{PLAIN, Pen};
use crate::locale::is_unwanted;

/// From this many blanks on, erasing is shorter than writing them.
const ERASE_FROM: u16 = 6;

/// Up to so many blanks are shorter than a jump over them.
const SPACES: u16 = 3;

/// Collects the bytes of a frame.
#[derive(Debug)]
pub struct Screen {
    frame: String,
    size: Size,
    colour: ColourMode,
    ascii: bool,
    /// Where the terminal's cursor stands; None when that is not certain.
    at: Option<Position>,
    /// The style that the terminal writes with.
    pen: Pen,
    /// Blank cells not yet sent: where they begin, how many.
    blanks: Option<(Position, u16)>,
    /// Which cells of the terminal are known to be blank, row by row.
    blank: Vec<bool>,
    cursor: Option<Position>,
    cursor_shown: bool,
}

impl Screen {
    /// A screen of `size` that has just been entered: all blank, the cursor hidden.
    pub fn new(size: Size, colour: ColourMode, ascii: bool) -> Self {
        Self {
            frame: String::new(),
            size,
            colour,
            ascii,
            at: None,
            pen: PLAIN,
            blanks: None,
            blank: vec![false; usize::from(size.width) * usize::from(size.height)],
            cursor: None,
            cursor_shown: false,
        }
    }

    /// The terminal has another size now.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.blank = vec![false; usize::from(size.width) * usize::from(size.height)];
    }

    /// The screen was left and entered again: nothing is known of cursor and style.
    pub fn forget(&mut self) {
        self.frame.clear();
        self.at = None;
        self.pen = PLAIN;
        self.blanks = None;
        self.blank.fill(false);
        self.cursor_shown = false;
    }

    /// The bytes of the frame, which is then empty again.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.frame)
    }

    fn push(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        let _ = self.frame.write_fmt(arguments);
    }

    fn go_to(&mut self, to: Position) {
        match self.at {
            Some(at) if at == to => {}
            // A gap that is blank already: writing it again is shorter than jumping over it.
            Some(at)
                if at.y == to.y && at.x < to.x && to.x - at.x <= SPACES && self.writes_blanks(at, to.x) =>
            {
                self.frame.extend(std::iter::repeat_n(' ', usize::from(to.x - at.x)));
            }
            Some(at) if at.y == to.y && at.x < to.x => match to.x - at.x {
                1 => self.frame.push_str("\x1b[C"),
                columns => self.push(format_args!("\x1b[{columns}C")),
            },
            Some(at) if to.x == 0 && to.y == at.y + 1 => self.frame.push_str("\r\n"),
            _ => self.push(format_args!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
        self.at = Some(to);
    }

    fn set_pen(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        if pen == PLAIN {
            self.frame.push_str("\x1b[m");
        } else {
            let mut codes = String::new();
            if self.pen != PLAIN {
                codes.push_str("0;");
            }
            pen.codes(&mut codes);
            let codes = codes.trim_end_matches(';');
            self.push(format_args!("\x1b[{codes}m"));
        }
        self.pen = pen;
    }

    fn put(&mut self, position: Position, cell: &Cell) {
        let pen = Pen::of(cell, self.colour);
        if cell.symbol() == " " && pen == PLAIN {
            return self.put_blank(position);
        }
        self.put_blanks();
        let columns = u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        self.mark(position, columns, false);
        self.go_to(position);
        self.set_pen(pen);
        let width = self.put_symbol(cell.symbol());
        self.advance(position, width);
    }

    /// Holds a blank back. The run goes on over cells that are blank already, as those between the
    /// words of a line that vanishes.
    fn put_blank(&mut self, position: Position) {
        if let Some((start, count)) = self.blanks
            && start.y == position.y
            && self.is_blank(Position::new(start.x + count, start.y), position.x)
        {
            self.blanks = Some((start, position.x - start.x + 1));
        } else {
            self.put_blanks();
            self.blanks = Some((position, 1));
        }
    }

    /// Whether the row is known to be blank from a position up to before a column.
    fn is_blank(&self, from: Position, to: u16) -> bool {
        (from.x..to).all(|x| self.blank.get(self.index(Position::new(x, from.y))).copied().unwrap_or(false))
    }

    /// Whether writing blanks over a part of a row changes nothing.
    fn writes_blanks(&self, from: Position, to: u16) -> bool {
        self.pen.leaves_blanks() && self.is_blank(from, to)
    }

    fn mark(&mut self, from: Position, count: u16, blank: bool) {
        let start = self.index(from);
        for cell in self.blank.iter_mut().skip(start).take(usize::from(count)) {
            *cell = blank;
        }
    }

    fn index(&self, position: Position) -> usize {
        usize::from(position.y) * usize::from(self.size.width) + usize::from(position.x)
    }

    /// Sends the blanks that were held back, erasing instead of writing where that is shorter.
    fn put_blanks(&mut self) {
        let Some((start, count)) = self.blanks.take() else { return };
        self.go_to(start);
        self.set_pen(PLAIN);
        self.mark(start, count, true);
        if count < ERASE_FROM {
            self.frame.extend(std::iter::repeat_n(' ', usize::from(count)));
            self.advance(start, Some(count));
        } else if start.x + count >= self.size.width {
            self.frame.push_str("\x1b[K");
        } else {
            self.push(format_args!("\x1b[{count}X"));
        }
    }

    /// Where the cursor is after `width` columns were written. At the right edge terminals differ,
    /// and they do over characters that are not simply one column wide.
    fn advance(&mut self, from: Position, width: Option<u16>) {
        self.at = width
            .map(|width| Position::new(from.x + width, from.y))
            .filter(|position| position.x < self.size.width);
    }

    /// Writes a symbol without anything harmful; its width if that is certain on every terminal.
    fn put_symbol(&mut self, symbol: &str) -> Option<u16> {
        let symbol = if self.ascii { ascii_mark(symbol) } else { symbol };
        if symbol.chars().any(is_unwanted) || symbol.is_empty() {
            let before = self.frame.len();
            self.frame.extend(symbol.chars().filter(|&c| !is_unwanted(c)));
            if self.frame[before..].width() == 0 {
                self.frame.truncate(before);
                self.frame.push(' ');
            }
            return None;
        }
        self.frame.push_str(symbol);
        (symbol.chars().count() == 1 && symbol.width() == 1).then_some(1)
    }

    /// Ends the frame: the cursor is where it belongs, the style plain.
    fn finish(&mut self) {
        self.put_blanks();
        self.set_pen(PLAIN);
        match self.cursor {
            Some(position) => {
                self.go_to(position);
                if !self.cursor_shown {
                    self.frame.push_str("\x1b[?25h");
                }
            }
            None if self.cursor_shown => self.frame.push_str("\x1b[?25l"),
            None => {}
        }
        self.cursor_shown = self.cursor.is_some();
    }
}

impl Backend for Screen {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.put(Position::new(x, y), cell);
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
        let position = position.into();
        let last = Position::new(self.size.width.saturating_sub(1), self.size.height.saturating_sub(1));
        let inside = Position::new(position.x.min(last.x), position.y.min(last.y));
        self.cursor = self.cursor.map(|_| inside);
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.blanks = None;
        self.set_pen(PLAIN);
        self.frame.push_str("\x1b[2J");
        self.blank.fill(true);
        Ok(())
    }

    /// Always clears all: only full screens are drawn here.
    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        self.finish();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::text::Line;

    fn terminal(colour: ColourMode, ascii: bool) -> Terminal<Screen> {
        let mut terminal = Terminal::new(Screen::new(Size::new(20, 4), colour, ascii)).unwrap();
        terminal.clear().unwrap();
        assert_eq!(terminal.backend_mut().take(), "\x1b[2J");
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
        assert_eq!(first, "\x1b[1;1Hone\r\n\x1b[31mtwo\x1b[m\x1b[2;2H\x1b[?25h");
        assert_eq!(draw(&mut terminal, &lines, Some((1, 1))), "");
        assert_eq!(draw(&mut terminal, &lines, Some((3, 1))), "\x1b[2C");
        assert_eq!(draw(&mut terminal, &lines, None), "\x1b[?25l");
    }

    #[test]
    fn without_colour_only_reverse_video_and_its_kin_remain() {
        let mut terminal = terminal(ColourMode::Never, false);
        let style =
            Style::new().fg(Color::Red).bg(Color::Blue).add_modifier(Modifier::REVERSED | Modifier::BOLD);
        assert_eq!(draw(&mut terminal, &[("a", style)], None), "\x1b[1;1H\x1b[1;7ma\x1b[m");
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
        assert_eq!(frame, "\x1b[1;1H\x1b[90;107ma\r\n\x1b[mb\r\n\x1b[91mc\x1b[m");
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
        assert_eq!(terminal.backend_mut().take(), "\x1b[1;1Ha\x1b[1;2H ");
        // Control characters are refused by ratatui before, but only in debug builds.
        let screen = terminal.backend_mut();
        screen.put_symbol("\u{1b}[1m\u{9b}");
        screen.put_symbol("\u{7}");
        assert_eq!(screen.take(), "[1m ");
    }

    #[test]
    fn lines_and_marks_have_stand_ins_and_letters_stay() {
        let mut terminal = terminal(ColourMode::Never, true);
        let frame = draw(&mut terminal, &[("┌─┐│ş ț → ✓ …", Style::new())], None);
        assert_eq!(frame, "\x1b[1;1H+-+|ş ț > + .");
    }

    #[test]
    fn what_vanishes_is_erased_in_few_bytes() {
        let mut terminal = terminal(ColourMode::Never, false);
        draw(&mut terminal, &[("a long line of words", Style::new())], None);
        assert_eq!(draw(&mut terminal, &[("a", Style::new())], None), "\x1b[1;3H\x1b[K");
        draw(&mut terminal, &[("abcdefghijkl mnopqrs", Style::new())], None);
        assert_eq!(draw(&mut terminal, &[("a            mnopqrs", Style::new())], None), "\x1b[1;2H\x1b[11X");
    }

    #[test]
    fn after_a_character_of_doubtful_width_the_place_is_said_anew() {
        let mut terminal = terminal(ColourMode::Never, false);
        let frame = draw(&mut terminal, &[("e\u{301}x", Style::new())], None);
        assert_eq!(frame, "\x1b[1;1He\u{301}\x1b[1;2Hx");
    }
}
