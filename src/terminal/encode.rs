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
        let mut best = self.clone();
        let mut grid = shown.clone();
        let moved = best.move_all(&mut grid, next);
        best.change_rows(&mut grid, next);
        if best.out.len() - before > MANY {
            let plain = moved.then(|| {
                let mut plain = self.clone();
                plain.change_rows(&mut shown.clone(), next);
                plain
            });
            let mut anew = self.clone();
            anew.erase_below(shown, first);
            anew.change_rows(shown, next);
            for other in plain.into_iter().chain([anew]) {
                if other.out.len() < best.out.len() {
                    best = other;
                }
            }
        }
        *self = best;
        *shown = next.clone();
    }

    /// Moves the lines that can be moved; false: none can.
    fn move_all(&mut self, shown: &mut Grid, next: &Grid) -> bool {
        let before = self.out.len();
        for _ in 0..MOVES {
            let Some(shift) = shift::lines(shown, next) else { break };
            self.move_lines(shift, shown.size().height);
            shown.move_rows(shift.from, shift.to, shift.count);
        }
        self.out.len() > before
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

    /// Puts a cell of a row. Whether the cursor or the style goes first is no matter to what is shown, but
    /// one of them may make the way shorter.
    pub fn put(&mut self, y: u16, x: usize, row: &[Glyph]) {
        let glyph = &row[x];
        let to = position(x, y);
        if glyph.goes_with(self.pen) || self.place == Place::At(to) {
            self.go_to(to, row);
            self.pen_for(glyph);
        } else {
            let (start, place, pen) = (self.out.len(), self.place, self.pen);
            self.go_to(to, row);
            self.pen_for(glyph);
            let place_first = self.out.split_off(start);
            (self.place, self.pen) = (place, pen);
            self.pen_for(glyph);
            self.go_to(to, row);
            if self.out.len() - start >= place_first.len() {
                self.out.truncate(start);
                self.out.push_str(&place_first);
            }
        }
        push(&mut self.out, glyph);
        self.place = if !glyph.is_sure() { Place::Unknown } else { self.behind(x + 1, y, row) };
    }

    fn pen_for(&mut self, glyph: &Glyph) {
        if !glyph.goes_with(self.pen) {
            self.set_pen(glyph.pen);
        }
    }

    /// Where the cursor is after something was written up to before a column.
    pub fn behind(&self, x: usize, y: u16, row: &[Glyph]) -> Place {
        if x < row.len() { Place::At(position(x, y)) } else { Place::Edge(y) }
    }

    /// Writes so many blanks.
    pub fn blanks(&mut self, count: usize) {
        if !self.pen.leaves_blanks() {
            self.set_pen(PLAIN);
        }
        self.out.extend(std::iter::repeat_n(' ', count));
    }

    /// Brings the cursor to a position of `row`, which is shown there up to that position; over what
    /// stands before it by writing that once more, where that is shorter.
    pub fn go_to(&mut self, to: Position, row: &[Glyph]) {
        let mut best = String::new();
        travel(self.place, to, &mut best);
        let gap_from = |from: u16| {
            let gap = row.get(usize::from(from)..usize::from(to.x))?;
            gap.iter().all(|glyph| glyph.is_sure() && glyph.goes_with(self.pen)).then_some(gap)
        };
        let mut offer = |mut way: String, gap: &[Glyph]| {
            if way.len() + gap.iter().map(Glyph::len).sum::<usize>() < best.len() {
                gap.iter().for_each(|glyph| push(&mut way, glyph));
                best = way;
            }
        };
        if let Place::At(at) = self.place
            && at.y == to.y
            && at.x < to.x
            && let Some(gap) = gap_from(at.x)
        {
            offer(String::new(), gap);
        }
        if let Some(gap) = gap_from(0).filter(|_| to.x > 0) {
            let mut start = String::new();
            travel(self.place, Position::new(0, to.y), &mut start);
            offer(start, gap);
        }
        self.out.push_str(&best);
        self.place = Place::At(to);
    }

    fn set_pen(&mut self, pen: Pen) {
        pen.switch(self.pen, &mut self.out);
        self.pen = pen;
    }

    /// Erasing leaves nothing but blanks now.
    pub fn erasing_pen(&mut self) {
        if !self.pen.erases_cleanly() {
            self.set_pen(PLAIN);
        }
    }
}

fn push(out: &mut String, glyph: &Glyph) {
    match &glyph.symbol {
        Symbol::One(c) => out.push(*c),
        Symbol::Cluster(text) => out.push_str(text),
        Symbol::Covered => {}
    }
}

/// A cell of a screen.
pub fn position(x: usize, y: u16) -> Position {
    Position::new(column(x), y)
}

/// A column of a screen, which has at most 65,535 of them.
pub fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
