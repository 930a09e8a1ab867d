//! One row, from how it is shown to how it is to be shown: of all the ways, the one in the fewest bytes.

use super::encode::{Encoder, column, position};
use super::grid::{BLANK, Glyph, Symbol};
use super::shift::{self, CellShift};
use super::travel::sequence;

/// Fewer letters that vanish are as short to write over.
const FEW: usize = 3;

/// So many cuts of a row are tried: more take time and hardly a byte less.
const CUTS: usize = 4;

/// A way to change a row.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// Only the cells that differ are written.
    Cells,
    /// Letters are put in or taken out first, and the terminal moves those behind.
    Shift(CellShift),
    /// All from a column on is erased first, and what stands there is written anew.
    Erase(usize),
}

impl Encoder {
    /// Changes one row; `shown` is then as `next`.
    pub fn change_row(&mut self, y: u16, shown: &mut [Glyph], next: &[Glyph]) {
        let ways = ways(shown, next);
        if let [way] = ways[..] {
            return self.go_way(way, y, shown, next);
        }
        let (start, place, pen) = (self.out.len(), self.place, self.pen);
        let mut best: Option<(String, Self)> = None;
        for way in ways {
            self.go_way(way, y, &mut shown.to_vec(), next);
            let written = self.out.split_off(start);
            if best.as_ref().is_none_or(|(least, _)| written.len() < least.len()) {
                best = Some((written, Self { out: String::new(), place: self.place, pen: self.pen }));
            }
            (self.place, self.pen) = (place, pen);
        }
        if let Some((written, after)) = best {
            self.out.push_str(&written);
            (self.place, self.pen) = (after.place, after.pen);
        }
        shown.clone_from_slice(next);
    }

    fn go_way(&mut self, way: Way, y: u16, shown: &mut [Glyph], next: &[Glyph]) {
        match way {
            Way::Cells => {}
            Way::Shift(shift) => {
                self.erasing_pen();
                self.go_to(position(shift.at, y), shown);
                sequence(&mut self.out, column(shift.count), if shift.insert { '@' } else { 'P' });
                shift.apply(shown);
            }
            Way::Erase(from) => {
                let mut before = next.to_vec();
                before[from..].clone_from_slice(&shown[from..]);
                self.change_cells(y, shown, &before);
                self.go_to(position(from, y), shown);
                self.erasing_pen();
                self.out.push_str("\x1b[K");
                shown[from..].fill(BLANK);
            }
        }
        self.change_cells(y, shown, next);
    }

    fn change_cells(&mut self, y: u16, shown: &mut [Glyph], next: &[Glyph]) {
        let changed = changed_cells(shown, next);
        let end = end(next);
        let last = changed.iter().rposition(|&changed| changed);
        shown.clone_from_slice(next);
        let mut x = 0;
        while let Some(start) = (x..changed.len()).find(|&x| changed[x]) {
            x = if next[start].symbol == Symbol::Covered {
                start + 1
            } else if next[start].is_blank() {
                let run = Blanks::at(start, next, &changed, end);
                self.put_blanks(y, run, last.is_some_and(|last| last >= run.end), next);
                run.end
            } else {
                self.put(y, start, next);
                start + 1
            };
        }
    }

    fn put_blanks(&mut self, y: u16, run: Blanks, more: bool, row: &[Glyph]) {
        let count = run.end - run.start;
        self.go_to(position(run.start, y), row);
        if run.rest_of_row && count > 2 {
            self.erasing_pen();
            self.out.push_str("\x1b[K");
            return;
        }
        let mut erased = String::new();
        sequence(&mut erased, column(count), 'X');
        // To go on behind what was erased takes about as much again.
        let cost = erased.len() * if more { 2 } else { 1 };
        if count > cost {
            self.erasing_pen();
            self.out.push_str(&erased);
        } else {
            self.blanks(count);
            self.place = self.behind(run.end, y, row);
        }
    }
}

/// The ways that may be short. Letters are moved and rows are cut only where all terminals agree on every
/// column.
fn ways(shown: &[Glyph], next: &[Glyph]) -> Vec<Way> {
    let mut ways = vec![Way::Cells];
    if shown.iter().chain(next).all(Glyph::is_sure) {
        ways.extend(cuts(shown, next).map(Way::Erase));
    }
    ways.extend(shift::cells(shown, next).map(Way::Shift));
    ways
}

/// From where on a row may be erased before it is written anew: from the first cell that changes, and from
/// the first of each few letters that vanish, as long as there is something to erase.
fn cuts<'a>(shown: &'a [Glyph], next: &'a [Glyph]) -> impl Iterator<Item = usize> + 'a {
    let first = shown.iter().zip(next).position(|(a, b)| a != b).unwrap_or(0);
    let last = end(shown).min(end(next));
    let vanishes = |x: usize| !shown[x].is_blank() && next[x].is_blank();
    let few = move |&x: &usize| !vanishes(x - 1) && (x..x + FEW).all(vanishes);
    // Where nothing but blanks follows, erasing is how blanks are written anyway.
    let behind = (first + 1..(last + 1).saturating_sub(FEW)).filter(few);
    std::iter::once(first).chain(behind).take_while(move |&x| x < last).take(CUTS)
}

/// Behind the last cell that is not blank.
fn end(row: &[Glyph]) -> usize {
    row.iter().rposition(|glyph| !glyph.is_blank()).map_or(0, |last| last + 1)
}

/// Cells of a row that become blank.
#[derive(Debug, Clone, Copy)]
struct Blanks {
    start: usize,
    /// Behind the last of them that changes.
    end: usize,
    /// Nothing but blanks follows.
    rest_of_row: bool,
}

impl Blanks {
    /// The run that begins here: over cells that are blank already, as those between the words of a line
    /// that vanishes. `end` is behind the last cell of the row that is not blank.
    fn at(start: usize, next: &[Glyph], changed: &[bool], end: usize) -> Self {
        let blank =
            next[start..].iter().position(|glyph| !glyph.is_blank()).map_or(next.len(), |n| start + n);
        let last = changed[start..blank].iter().rposition(|&changed| changed).map_or(start, |n| start + n);
        Self { start, end: last + 1, rest_of_row: start >= end }
    }
}

/// Which cells of a row have to be written. Where terminals may differ in how wide something is, all
/// that it may have reached is written again.
fn changed_cells(shown: &[Glyph], next: &[Glyph]) -> Vec<bool> {
    let mut changed: Vec<bool> = shown.iter().zip(next).map(|(a, b)| a != b).collect();
    if shown.iter().chain(next).all(Glyph::is_sure) {
        return changed;
    }
    loop {
        let before = changed.clone();
        for row in [shown, next] {
            let mut x = 0;
            while x < row.len() {
                let reach = usize::from(row[x].columns.max(1));
                let end = (x + reach).min(row.len());
                if !row[x].is_sure() && changed[x..end].contains(&true) {
                    let behind = (end + 1).min(row.len());
                    changed[x..behind].fill(true);
                }
                x = end;
            }
        }
        if before == changed {
            return changed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::colour::ColourMode;
    use crate::terminal::travel::Place;
    use ratatui::buffer::Cell;

    fn row(text: &str) -> Vec<Glyph> {
        let glyph = |symbol: &str| Glyph::of(Cell::new("").set_symbol(symbol), ColourMode::Never, false);
        let mut row: Vec<Glyph> = text.chars().map(|c| glyph(&c.to_string())).collect();
        row.resize(60, BLANK);
        row
    }

    /// What makes one row out of another, with the cursor at its start.
    fn changed(shown: &str, next: &str) -> String {
        let mut encoder = Encoder::new();
        encoder.place = Place::At(position(0, 0));
        let mut shown = row(shown);
        encoder.change_row(0, &mut shown, &row(next));
        assert_eq!(shown, row(next));
        encoder.out
    }

    #[test]
    fn the_shortest_of_the_ways_is_taken() {
        // Only what differs, over what stays by writing it again where that is short.
        assert_eq!(changed("  K-012  today", "  K-014  today"), "\x1b[6C4");
        assert_eq!(changed("abc", "abd"), "abd");
        // Letters are put in and taken out.
        assert_eq!(changed("a long line of words", "a very long line of words"), "a \x1b[5@very");
        assert_eq!(changed("a very long line of words", "a long line of words"), "a \x1b[5P");
        // Two gaps in what was there: erased at once.
        assert_eq!(
            changed("K-007  Crisis session: Next session      today", "K-010  Need: By when     soon   low"),
            "K-0\x1b[K10  Need: By when\x1b[5Csoon   low"
        );
        // What stands before the gap stays.
        assert_eq!(
            changed("the same words at first, then others, more", "the same words at first,      2    3"),
            "\x1b[25C\x1b[K\x1b[5C2\x1b[4C3"
        );
    }
}
