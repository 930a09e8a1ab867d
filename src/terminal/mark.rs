//! The mark of the focus, in the first column: from which row to which it goes on the screen as it is shown
//! now, before what the focus unfolds and folds has moved the rows.

use ratatui::layout::Position;

use super::encode::Encoder;
use super::grid::{BLANK, Glyph, Grid, Symbol};

/// A mark that goes to another row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    from: u16,
    to: u16,
    /// Its row in the next screen.
    focus: u16,
    mark: Glyph,
}

/// The mark, as screens put it into the first column.
pub const MARK: char = '>';

/// So many letters of a row are enough to know it by.
const BEGINNING: usize = 6;

/// Where the mark of the next screen goes on the shown one: to the row nearest to where it is that says
/// the same as the one it stands in there, or the beginning of it where words were wrapped. None where no
/// row does, and where no mark is.
pub fn moved(shown: &Grid, next: &Grid) -> Option<Moved> {
    let focus = only_marked(next)?;
    let from = only_marked(shown)?;
    let (column, said) = words(next.row(focus))?;
    let unmarked = |y: &u16| shown.row(*y).first().is_some_and(Glyph::is_blank);
    let says = |y: u16, whole: bool| {
        words(shown.row(y)).is_some_and(|(at, words)| {
            at == column
                && if whole { words == said } else { words.len() >= BEGINNING && said.starts_with(&words) }
        })
    };
    let nearest = |whole| {
        let rows = (0..shown.size().height).filter(unmarked).filter(|&y| says(y, whole));
        rows.min_by_key(|y| y.abs_diff(from))
    };
    let to = nearest(true).or_else(|| nearest(false))?;
    Some(Moved { from, to, focus, mark: next.row(focus).first()?.clone() })
}

fn only(mut rows: impl Iterator<Item = u16>) -> Option<u16> {
    rows.next().filter(|_| rows.next().is_none())
}

fn only_marked(grid: &Grid) -> Option<u16> {
    let marked = |row: &[Glyph]| row.first().is_some_and(|first| first.symbol == Symbol::One(MARK));
    only((0..grid.size().height).filter(|&y| marked(grid.row(y))))
}

/// What a row says behind its mark, up to the first wide gap, and from which column on; None when that is
/// nothing.
fn words(row: &[Glyph]) -> Option<(usize, Vec<&Symbol>)> {
    let said: Vec<&Symbol> = row.get(1..)?.iter().map(|glyph| &glyph.symbol).collect();
    let blank = |symbol: &&Symbol| **symbol == BLANK.symbol;
    let start = said.iter().position(|symbol| !blank(symbol))?;
    let said = &said[start..];
    let end = said.windows(2).position(|pair| pair.iter().all(blank)).unwrap_or(said.len());
    Some((start, said[..end].to_vec()))
}

impl Moved {
    /// Writes it. The cursor of the next screen, where it is to be in the row of the mark, waits there.
    pub fn apply(self, encoder: &mut Encoder, shown: &mut Grid, cursor: Position) {
        let mut next = shown.clone();
        next.put(Position::new(0, self.from), BLANK);
        next.put(Position::new(0, self.to), self.mark.clone());
        encoder.update(shown, &next);
        let waits = if cursor.y == self.focus { Position::new(0, self.to) } else { cursor };
        encoder.go_to(waits, next.row(waits.y));
    }
}
