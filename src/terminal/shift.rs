//! What of a screen has only moved: lines that a terminal can move itself, and the rest of a line behind
//! letters that were put in or taken out.

use super::grid::{BLANK, Glyph, Grid};

/// Bytes that a move of lines costs, with the ways to them.
const LINES_COST: usize = 20;
/// Bytes that a move within a line costs.
const CELLS_COST: usize = 4;
/// Bytes of the way to a row that has to be changed.
const WAY: usize = 5;
/// Bytes of erasing the rest of a row.
const ERASE: usize = 3;
/// How many letters at once are looked for as put in or taken out.
const MOST_CELLS: usize = 9;

/// `count` rows at `from` vanish, as many blank ones appear at `to`, those between move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineShift {
    pub from: u16,
    pub to: u16,
    pub count: u16,
}

/// The move of lines that saves most, if one does.
pub fn lines(shown: &Grid, next: &Grid) -> Option<LineShift> {
    let height = shown.size().height;
    let cost: Vec<usize> = (0..height).map(|y| row_cost(shown.row(y), next.row(y))).collect();
    let mut best = None;
    for distance in 1..height {
        for up in [true, false] {
            // Rows `y` that will hold what is shown in `y + distance` (up) or `y - distance` (down).
            let source = |y: u16| if up { y.checked_add(distance) } else { y.checked_sub(distance) };
            let fits = |y: u16| source(y).is_some_and(|s| s < height && shown.row(s) == next.row(y));
            let mut y = 0;
            while y < height {
                let first = y;
                while y < height && fits(y) {
                    y += 1;
                }
                if y == first {
                    y += 1;
                    continue;
                }
                let end = y;
                let saved: usize = cost[usize::from(first)..usize::from(end)].iter().sum();
                if saved <= LINES_COST + best.map_or(0, |(gain, _)| gain) {
                    continue;
                }
                let shift = if up {
                    LineShift { from: first, to: end, count: distance }
                } else {
                    LineShift { from: end - distance, to: first - distance, count: distance }
                };
                if let Some(gain) = gain(shown, next, &cost, shift)
                    && best.is_none_or(|(most, _)| gain > most)
                {
                    best = Some((gain, shift));
                }
            }
        }
    }
    best.map(|(_, shift)| shift)
}

/// What a move saves, in bytes; None when it saves nothing.
fn gain(shown: &Grid, next: &Grid, cost: &[usize], shift: LineShift) -> Option<usize> {
    let (first, last) = (shift.from.min(shift.to), shift.from.max(shift.to) + shift.count);
    let without: usize = cost.get(usize::from(first)..usize::from(last))?.iter().sum();
    let blank = vec![BLANK; usize::from(shown.size().width)];
    let moved = |y: u16| match shift.source(y) {
        Some(source) => shown.row(source),
        None => &blank,
    };
    let with: usize = (first..last).map(|y| row_cost(moved(y), next.row(y))).sum();
    without.checked_sub(with + LINES_COST).filter(|&gain| gain > 0)
}

impl LineShift {
    /// Which row is shown in row `y` after it; None: a blank one. For rows that it moves.
    fn source(self, y: u16) -> Option<u16> {
        if (self.to..self.to + self.count).contains(&y) {
            None
        } else if self.from < self.to {
            Some(y + self.count)
        } else {
            Some(y - self.count)
        }
    }
}

/// About how many bytes it takes to change a row.
fn row_cost(shown: &[Glyph], next: &[Glyph]) -> usize {
    let end = next.iter().rposition(|glyph| !glyph.is_blank()).map_or(0, |last| last + 1);
    let differs = |(a, b): (&Glyph, &Glyph)| if a == b { 0 } else { b.len().max(1) };
    let text: usize = shown.iter().zip(next).take(end).map(differs).sum();
    let rest: usize = shown.iter().zip(next).skip(end).map(differs).sum::<usize>().min(ERASE);
    if text + rest == 0 { 0 } else { WAY + text + rest }
}

/// Cells put in or taken out of a row at a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellShift {
    pub at: usize,
    pub count: usize,
    pub insert: bool,
}

impl CellShift {
    /// The row after it, as the terminal makes it.
    pub fn apply(self, row: &mut [Glyph]) {
        let Some(rest) = row.get_mut(self.at..) else { return };
        let count = self.count.min(rest.len());
        if self.insert {
            rest.rotate_right(count);
            rest[..count].fill(BLANK);
        } else {
            rest.rotate_left(count);
            let kept = rest.len() - count;
            rest[kept..].fill(BLANK);
        }
    }
}

/// The move within a row that saves most, if one does. Only where all terminals agree on every column.
pub fn cells(shown: &[Glyph], next: &[Glyph]) -> Option<CellShift> {
    let at = shown.iter().zip(next).position(|(a, b)| a != b)?;
    if !shown[at..].iter().chain(&next[at..]).all(Glyph::is_sure) {
        return None;
    }
    let without = row_cost(&shown[at..], &next[at..]);
    let mut best = None;
    for count in 1..=MOST_CELLS.min(shown.len() - at) {
        for insert in [true, false] {
            let shift = CellShift { at: 0, count, insert };
            let mut moved = shown[at..].to_vec();
            shift.apply(&mut moved);
            let with = row_cost(&moved, &next[at..]) + CELLS_COST;
            if with < without && best.is_none_or(|(least, _)| with < least) {
                best = Some((with, CellShift { at, ..shift }));
            }
        }
    }
    best.map(|(_, shift)| shift)
}
