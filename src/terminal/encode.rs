//! From what the terminal shows to what it is to show, in the fewest bytes that every terminal
//! understands alike (xterm, tmux, GNU screen, the Linux console, PuTTY): lines and letters that only
//! moved are moved by the terminal, blank ends are erased, the style is kept from frame to frame.

use ratatui::layout::Position;

use super::grid::{Glyph, Grid, Symbol};
use super::pen::{PLAIN, Pen};
use super::shift;
use super::travel::{Place, sequence, travel};

/// From this many bytes on it is tried whether erasing and writing anew is shorter.
const MANY: usize = 300;
/// How many moves of lines are looked for in one frame.
const MOVES: usize = 3;

/// Bytes on their way to the terminal, and where they leave its cursor and its style.
#[derive(Debug, Clone)]
pub struct Encoder {
    pub out: String,
    pub place: Place,
    pub pen: Pen,
}

impl Encoder {
    /// A terminal of which only the style is known: plain.
    pub fn new() -> Self {
        Self { out: String::new(), place: Place::Unknown, pen: PLAIN }
    }

    /// Blanks a screen of which nothing is known.
    pub fn wipe(&mut self) {
        self.erasing_pen();
        self.out.push_str("\x1b[2J");
        self.place = Place::Unknown;
    }

    /// What is written next has no style.
    pub fn plain(&mut self) {
        self.set_pen(PLAIN);
    }

    /// Appends what makes `next` out of `shown`, which it then is.
    pub fn update(&mut self, shown: &mut Grid, next: &Grid) {
        let height = shown.size().height;
        let Some(first) = (0..height).find(|&y| shown.row(y) != next.row(y)) else { return };
        let before = self.out.len();
        let mut changed = self.clone();
        let mut grid = shown.clone();
        changed.change(&mut grid, next);
        if changed.out.len() - before > MANY {
            self.erase_below(shown, first);
            self.change_rows(shown, next);
            if self.out.len() <= changed.out.len() {
                return;
            }
        }
        *self = changed;
        *shown = grid;
    }

    fn change(&mut self, shown: &mut Grid, next: &Grid) {
        for _ in 0..MOVES {
            let Some(shift) = shift::lines(shown, next) else { break };
            self.move_lines(shift, shown.size().height);
            shown.move_rows(shift.from, shift.to, shift.count);
        }
        self.change_rows(shown, next);
    }

    /// Rows are taken out before others are put in, so that nothing falls off the lower end.
    fn move_lines(&mut self, shift: shift::LineShift, height: u16) {
        self.erasing_pen();
        for (row, end) in [(shift.from, 'M'), (shift.to, 'L')] {
            // What is taken out or put in at the lower end is blank already.
            let at_the_end = row + shift.count >= height;
            if at_the_end && (end == 'M') == (shift.from > shift.to) {
                continue;
            }
            self.go_to(Position::new(0, row), &[]);
            sequence(&mut self.out, shift.count, end);
        }
    }

    fn erase_below(&mut self, shown: &mut Grid, row: u16) {
        self.erasing_pen();
        self.go_to(Position::new(0, row), &[]);
        self.out.push_str("\x1b[J");
        shown.blank_from(row);
    }

    fn change_rows(&mut self, shown: &mut Grid, next: &Grid) {
        for y in 0..shown.size().height {
            if shown.row(y) != next.row(y) {
                self.change_row(y, shown.row_mut(y), next.row(y));
            }
        }
    }

    /// Changes one row; `shown` is then as `next`.
    fn change_row(&mut self, y: u16, shown: &mut [Glyph], next: &[Glyph]) {
        if let Some(shift) = shift::cells(shown, next) {
            self.erasing_pen();
            self.go_to(position(shift.at, y), shown);
            sequence(&mut self.out, column(shift.count), if shift.insert { '@' } else { 'P' });
            shift.apply(shown);
        }
        let changed = changed_cells(shown, next);
        let end = next.iter().rposition(|glyph| !glyph.is_blank()).map_or(0, |last| last + 1);
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

    fn put(&mut self, y: u16, x: usize, row: &[Glyph]) {
        let glyph = &row[x];
        self.go_to(position(x, y), row);
        if !glyph.goes_with(self.pen) {
            self.set_pen(glyph.pen);
        }
        self.push(glyph);
        self.place = if !glyph.is_sure() { Place::Unknown } else { self.behind(x + 1, y, row) };
    }

    /// Where the cursor is after something was written up to before a column.
    fn behind(&self, x: usize, y: u16, row: &[Glyph]) -> Place {
        if x < row.len() { Place::At(position(x, y)) } else { Place::Edge(y) }
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
            if !self.pen.leaves_blanks() {
                self.set_pen(PLAIN);
            }
            self.out.extend(std::iter::repeat_n(' ', count));
            self.place = self.behind(run.end, y, row);
        }
    }

    fn push(&mut self, glyph: &Glyph) {
        match &glyph.symbol {
            Symbol::One(c) => self.out.push(*c),
            Symbol::Cluster(text) => self.out.push_str(text),
            Symbol::Covered => {}
        }
    }

    /// Brings the cursor to a position of `row`, which is shown there up to that position; over a
    /// short gap by writing it once more, where that is shorter.
    pub fn go_to(&mut self, to: Position, row: &[Glyph]) {
        let mut way = String::new();
        travel(self.place, to, &mut way);
        if let Place::At(at) = self.place
            && at.y == to.y
            && at.x < to.x
            && let Some(gap) = row.get(usize::from(at.x)..usize::from(to.x))
            && gap.iter().map(Glyph::len).sum::<usize>() < way.len()
            && gap.iter().all(|glyph| glyph.is_sure() && glyph.goes_with(self.pen))
        {
            gap.iter().for_each(|glyph| self.push(glyph));
        } else {
            self.out.push_str(&way);
        }
        self.place = Place::At(to);
    }

    fn set_pen(&mut self, pen: Pen) {
        pen.switch(self.pen, &mut self.out);
        self.pen = pen;
    }

    fn erasing_pen(&mut self) {
        if !self.pen.erases_cleanly() {
            self.set_pen(PLAIN);
        }
    }
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

fn position(x: usize, y: u16) -> Position {
    Position::new(column(x), y)
}

/// A column of a screen, which has at most 65,535 of them.
fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
