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

/// What has a code below: fast blinking is slow blinking on most terminals and is not used.
const KNOWN: Modifier = Modifier::RAPID_BLINK.complement();

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
        Self { foreground, background, modifier: cell.modifier.intersection(KNOWN) }
    }

    /// A blank written with it looks like any other.
    pub fn leaves_blanks(self) -> bool {
        const SEEN: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);
        self.background == Color::Reset && !self.modifier.intersects(SEEN)
    }

    /// Erasing with it leaves what erasing without any style does, on every terminal.
    pub fn erases_cleanly(self) -> bool {
        self.leaves_blanks() && !self.modifier.intersects(Modifier::SLOW_BLINK.union(Modifier::HIDDEN))
    }

    /// Appends the shortest sequence after which the terminal writes with this pen instead of `from`.
    pub fn switch(self, from: Self, out: &mut String) {
        if self == from {
            return;
        }
        let mut anew = String::from("\x1b[");
        if self != PLAIN {
            if from != PLAIN {
                anew.push(';');
            }
            self.codes(PLAIN, &mut anew);
        }
        let mut change = String::from("\x1b[");
        let known = self.without(from, &mut change);
        let best = match known {
            Some(left) => {
                self.codes(left, &mut change);
                if change.len() < anew.len() { change } else { anew }
            }
            None => anew,
        };
        out.push_str(best.trim_end_matches(';'));
        out.push('m');
    }

    /// Appends what takes away from a pen that this one does not have, and gives what is left of it;
    /// None when there is no sequence for it that every terminal knows.
    fn without(self, from: Self, out: &mut String) -> Option<Self> {
        const INTENSITY: Modifier = Modifier::BOLD.union(Modifier::DIM);
        let mut left = from;
        let too_much = from.modifier.difference(self.modifier);
        for (modifiers, code) in
            [(INTENSITY, "22;"), (Modifier::UNDERLINED, "24;"), (Modifier::REVERSED, "27;")]
        {
            if too_much.intersects(modifiers) {
                out.push_str(code);
                left.modifier.remove(modifiers);
            }
        }
        if !self.modifier.contains(left.modifier) {
            return None;
        }
        if self.foreground == Color::Reset && from.foreground != Color::Reset {
            out.push_str("39;");
            left.foreground = Color::Reset;
        }
        if self.background == Color::Reset && from.background != Color::Reset {
            out.push_str("49;");
            left.background = Color::Reset;
        }
        Some(left)
    }

    /// Appends the parameters that add to a pen what this one has more, each with a semicolon behind.
    fn codes(self, to: Self, out: &mut String) {
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
        let added = self.modifier.difference(to.modifier);
        for (modifier, code) in MODIFIERS {
            if added.contains(modifier) {
                out.push_str(code);
            }
        }
        for (colour, before, offset) in
            [(self.foreground, to.foreground, 0), (self.background, to.background, 10)]
        {
            if let Some(code) = sgr(colour).filter(|_| colour != before) {
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
