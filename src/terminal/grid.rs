//! What stands in each cell of the terminal: once as it is shown, once as it is to be.

use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::ascii::ascii_mark;
use super::colour::ColourMode;
use super::pen::{PLAIN, Pen};
use crate::locale::is_unwanted;

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Symbol {
    One(char),
    /// A letter with its marks, or whatever else is drawn as one.
    Cluster(Box<str>),
    /// The right part of the wide symbol before it.
    Covered,
}

/// A cell: what is written, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph {
    pub symbol: Symbol,
    pub pen: Pen,
    /// How many columns it takes: 0 for a covered cell.
    pub columns: u16,
}

/// An empty cell.
pub const BLANK: Glyph = Glyph { symbol: Symbol::One(' '), pen: PLAIN, columns: 1 };

impl Glyph {
    /// What a cell of a screen is to the terminal: without anything harmful, without colours where
    /// there are to be none, from ASCII where that is asked for.
    pub fn of(cell: &Cell, colour: ColourMode, ascii: bool) -> Self {
        let symbol = if ascii { ascii_mark(cell.symbol()) } else { cell.symbol() };
        let columns = u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        let mut pen = Pen::of(cell, colour);
        let symbol = if symbol.chars().any(is_unwanted) {
            Symbol::of(&symbol.chars().filter(|&c| !is_unwanted(c)).collect::<String>())
        } else {
            Symbol::of(symbol)
        };
        if symbol == BLANK.symbol && pen.leaves_blanks() {
            pen = PLAIN;
        }
        Self { symbol, pen, columns }
    }

    pub fn is_blank(&self) -> bool {
        *self == BLANK
    }

    /// All terminals agree on how many columns it takes.
    pub fn is_sure(&self) -> bool {
        matches!(self.symbol, Symbol::One(c) if self.columns == 1 && c.width() == Some(1))
    }

    /// Whether writing it with this pen gives what it is.
    pub fn goes_with(&self, pen: Pen) -> bool {
        self.pen == pen || (self.is_blank() && pen.leaves_blanks())
    }

    /// Bytes of its symbol.
    pub fn len(&self) -> usize {
        match &self.symbol {
            Symbol::One(c) => c.len_utf8(),
            Symbol::Cluster(text) => text.len(),
            Symbol::Covered => 0,
        }
    }
}

impl Symbol {
    fn of(text: &str) -> Self {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            _ if text.width() == 0 => Self::One(' '),
            (Some(c), None) => Self::One(c),
            _ => Self::Cluster(text.into()),
        }
    }
}

/// All cells, row by row.
#[derive(Debug, Clone)]
pub struct Grid {
    size: Size,
    cells: Vec<Glyph>,
}

impl Grid {
    /// A grid of blanks.
    pub fn blank(size: Size) -> Self {
        Self { size, cells: vec![BLANK; usize::from(size.width) * usize::from(size.height)] }
    }

    pub fn size(&self) -> Size {
        self.size
    }

    /// How many cells differ between two grids of one size.
    pub fn changed(&self, other: &Self) -> usize {
        self.cells.iter().zip(&other.cells).filter(|(a, b)| a != b).count()
    }

    pub fn row(&self, y: u16) -> &[Glyph] {
        let width = usize::from(self.size.width);
        self.cells.get(usize::from(y) * width..).and_then(|rest| rest.get(..width)).unwrap_or_default()
    }

    pub fn row_mut(&mut self, y: u16) -> &mut [Glyph] {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        self.cells.get_mut(start..).and_then(|rest| rest.get_mut(..width)).unwrap_or_default()
    }

    /// All cells from this row on are blank now.
    pub fn blank_from(&mut self, y: u16) {
        for row in y..self.size.height {
            self.row_mut(row).fill(BLANK);
        }
    }

    /// Puts a glyph; what it covers, and what covered its place, is put right.
    pub fn put(&mut self, at: Position, glyph: Glyph) {
        let row = self.row_mut(at.y);
        let start = usize::from(at.x);
        let end = (start + usize::from(glyph.columns)).min(row.len());
        if start >= end {
            return;
        }
        let whole = end - start == usize::from(glyph.columns);
        if row[start].symbol == Symbol::Covered {
            for before in row[..start].iter_mut().rev() {
                let covered = before.symbol == Symbol::Covered;
                *before = BLANK;
                if !covered {
                    break;
                }
            }
        }
        for after in &mut row[end..] {
            if after.symbol != Symbol::Covered {
                break;
            }
            *after = BLANK;
        }
        for covered in &mut row[start + 1..end] {
            *covered = Glyph { symbol: Symbol::Covered, pen: glyph.pen, columns: 0 };
        }
        // Half a wide symbol at the edge of the screen cannot be shown.
        row[start] = if whole { glyph } else { BLANK };
    }

    /// Takes out `count` rows at `from` and puts as many blank ones in at `to`, as those between move up
    /// (`from` before `to`) or down.
    pub fn move_rows(&mut self, from: u16, to: u16, count: u16) {
        let width = usize::from(self.size.width);
        let index = |y: u16| usize::from(y) * width;
        let (first, last) = (from.min(to), from.max(to) + count);
        if last > self.size.height {
            return;
        }
        let rows = &mut self.cells[index(first)..index(last)];
        if from < to {
            rows.rotate_left(index(count));
        } else {
            rows.rotate_right(index(count));
        }
        for row in to..to + count {
            self.row_mut(row).fill(BLANK);
        }
    }
}
