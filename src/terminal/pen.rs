//! Styles as terminals know them: emphasis and the sixteen ANSI colours. Every other colour is none.

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::colour::ColourMode;

/// A style as the terminal knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

/// No colour, no emphasis.
pub const PLAIN: Pen =
    Pen { foreground: Color::Reset, background: Color::Reset, modifier: Modifier::empty() };

impl Pen {
    /// The style of a cell, without its colours where there are to be none.
    pub fn of(cell: &Cell, colour: ColourMode) -> Self {
        let (foreground, background) = match colour {
            ColourMode::Never => (Color::Reset, Color::Reset),
            ColourMode::Always16 => (ansi(cell.fg), ansi(cell.bg)),
        };
        Self { foreground, background, modifier: cell.modifier }
    }

    /// A blank written with it looks like any other.
    pub fn leaves_blanks(self) -> bool {
        const SEEN: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);
        self.background == Color::Reset && !self.modifier.intersects(SEEN)
    }

    /// Appends the parameters of the sequence that sets it, each with a semicolon behind.
    pub fn codes(self, out: &mut String) {
        const MODIFIERS: [(Modifier, &str); 8] = [
            (Modifier::BOLD, "1;"),
            (Modifier::DIM, "2;"),
            (Modifier::ITALIC, "3;"),
            (Modifier::UNDERLINED, "4;"),
            (Modifier::SLOW_BLINK, "5;"),
            (Modifier::REVERSED, "7;"),
            (Modifier::HIDDEN, "8;"),
            (Modifier::CROSSED_OUT, "9;"),
        ];
        for (modifier, code) in MODIFIERS {
            if self.modifier.contains(modifier) {
                out.push_str(code);
            }
        }
        for (colour, offset) in [(self.foreground, 0), (self.background, 10)] {
            if let Some(code) = sgr(colour) {
                let _ = write!(out, "{};", code + offset);
            }
        }
    }
}

/// One of the sixteen colours, or none.
fn ansi(colour: Color) -> Color {
    if sgr(colour).is_some() { colour } else { Color::Reset }
}

/// The code of a foreground colour; that of a background is ten more.
fn sgr(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        Color::DarkGray => 90,
        Color::LightRed => 91,
        Color::LightGreen => 92,
        Color::LightYellow => 93,
        Color::LightBlue => 94,
        Color::LightMagenta => 95,
        Color::LightCyan => 96,
        Color::White => 97,
        Color::Indexed(index @ 0..=7) => 30 + index,
        Color::Indexed(index @ 8..=15) => 82 + index,
        Color::Reset | Color::Indexed(_) | Color::Rgb(..) => return None,
    })
}
