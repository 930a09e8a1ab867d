//! Terminals that follow what the program writes, each with what is its own: which sequences it knows,
//! what a line feed does, where the cursor is after lines were moved.

use std::num::NonZero;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

use crate::terminal::colour::ColourMode;
use crate::terminal::grid::Glyph;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// xterm, tmux and GNU screen as they come.
    Plain,
    /// PuTTY with "implicit CR in every LF", and any terminal in new line mode.
    LineFeedReturns,
    /// After lines were moved the cursor stays in its column (the Linux console) or does not (VT220):
    /// here it goes astray.
    LinesMoveCursor,
}

pub const KINDS: &[Kind] = &[Kind::Plain, Kind::LineFeedReturns, Kind::LinesMoveCursor];

/// Whether a sequence may have these parameters.
type Allowed = fn(&[u16]) -> bool;

/// Sequences that xterm, tmux, GNU screen, the Linux console and PuTTY all know, by their last letter.
const KNOWN: &[(char, Allowed)] = &[
    ('A', one),
    ('B', one),
    ('C', one),
    ('D', one),
    ('H', |p| p.len() <= 2),
    ('J', |p| matches!(p, [] | [2])),
    ('K', <[u16]>::is_empty),
    ('L', one),
    ('M', one),
    ('P', one),
    ('@', one),
    ('X', one),
    ('d', one),
    ('m', |p| {
        p.iter()
            .all(|n| matches!(n, 0..=5 | 7..=9 | 22 | 24 | 27 | 30..=37 | 39..=47 | 49 | 90..=97 | 100..=107))
    }),
];

fn one(parameters: &[u16]) -> bool {
    parameters.len() <= 1
}

pub struct Emulator {
    kind: Kind,
    parser: vt100::Parser,
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

impl Emulator {
    pub fn new(kind: Kind, size: Size) -> Self {
        let mut parser = vt100::Parser::new(cells(size.height), cells(size.width), 0);
        parser.process(b"\x1b[?25l");
        Self { kind, parser }
    }

    pub fn resize(&mut self, size: Size) {
        self.parser.screen_mut().set_size(cells(size.height), cells(size.width));
    }

    /// Shows a frame; only with sequences that every terminal knows.
    pub fn take(&mut self, frame: &str) {
        let mut rest = frame;
        while let Some(at) = rest.find(['\x1b', '\n']) {
            self.parser.process(&rest.as_bytes()[..at]);
            rest = &rest[at..];
            let end = if rest.starts_with('\n') { 1 } else { self.check(rest) };
            let (one, more) = rest.split_at(end);
            if one == "\n" && self.kind == Kind::LineFeedReturns {
                self.parser.process(b"\r");
            }
            self.parser.process(one.as_bytes());
            if one.ends_with(['L', 'M']) && self.kind == Kind::LinesMoveCursor {
                self.parser.process(b"\r");
            }
            rest = more;
        }
        assert!(rest.chars().all(|c| !c.is_control() || matches!(c, '\r' | '\x08')), "{rest:?}");
        self.parser.process(rest.as_bytes());
    }

    /// Bytes of the sequence at the start of a text, which every terminal must know.
    fn check(&self, text: &str) -> usize {
        for show in ["\x1b[?25h", "\x1b[?25l"] {
            if text.starts_with(show) {
                return show.len();
            }
        }
        let body = text.strip_prefix("\x1b[").expect("a control sequence");
        let length = body.find(|c: char| !matches!(c, '0'..='9' | ';')).expect("its end");
        let last = body[length..].chars().next().unwrap();
        let parameters: Vec<u16> = match &body[..length] {
            "" => Vec::new(),
            numbers => {
                numbers.split(';').map(|n| if n.is_empty() { 0 } else { n.parse().unwrap() }).collect()
            }
        };
        let known = KNOWN.iter().any(|(end, allowed)| *end == last && allowed(&parameters));
        assert!(known, "not every terminal knows {:?}", &text[..2 + length + last.len_utf8()]);
        2 + length + last.len_utf8()
    }

    /// What is shown otherwise than it was drawn, if anything is.
    pub fn difference(
        &self,
        drawn: &Buffer,
        colour: ColourMode,
        cursor: Option<(u16, u16)>,
    ) -> Option<String> {
        let screen = self.parser.screen();
        for y in 0..drawn.area.height {
            let mut x = 0;
            while x < drawn.area.width {
                let glyph = Glyph::of(&drawn[(x, y)], colour, false);
                // Half a wide symbol at the edge is shown as nothing.
                let fits = x + glyph.columns <= drawn.area.width;
                let expect = if fits { drawn[(x, y)].symbol() } else { " " };
                let cell = screen.cell(y, x).unwrap();
                let contents = if cell.contents().is_empty() { " " } else { cell.contents() };
                if contents != expect {
                    return Some(format!("{contents:?} instead of {expect:?} at {x},{y}"));
                }
                if fits && !has_style(cell, &drawn[(x, y)], &glyph, colour) {
                    return Some(format!("{cell:?} instead of {:?} at {x},{y}", drawn[(x, y)]));
                }
                x += glyph.columns;
            }
        }
        if screen.hide_cursor() != cursor.is_none() {
            return Some("cursor shown or not".to_owned());
        }
        let at = screen.cursor_position();
        cursor.filter(|&(x, y)| at != (y, x)).map(|expect| format!("cursor at {at:?} instead of {expect:?}"))
    }
}

/// A blank has no style but what is seen of one.
fn has_style(cell: &vt100::Cell, drawn: &ratatui::buffer::Cell, glyph: &Glyph, colour: ColourMode) -> bool {
    let has = |modifier| drawn.modifier.contains(modifier);
    let idx = |of: Color| match (colour, of) {
        (ColourMode::Never, _) | (_, Color::Reset) => vt100::Color::Default,
        (_, Color::Red) => vt100::Color::Idx(1),
        (_, Color::Blue) => vt100::Color::Idx(4),
        (_, Color::Cyan) => vt100::Color::Idx(6),
        (_, Color::White) => vt100::Color::Idx(15),
        (_, other) => panic!("no frame has {other:?}"),
    };
    cell.inverse() == has(Modifier::REVERSED)
        && cell.underline() == has(Modifier::UNDERLINED)
        && cell.bgcolor() == idx(drawn.bg)
        && (glyph.is_blank()
            || cell.bold() == has(Modifier::BOLD)
                && cell.dim() == has(Modifier::DIM)
                && cell.fgcolor() == idx(drawn.fg))
}
