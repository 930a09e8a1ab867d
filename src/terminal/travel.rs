//! The shortest way for the cursor. Only what every terminal does alike: a line feed alone, which some
//! are set to begin a new line with, is not used to keep the column.

use std::fmt::Write;

use ratatui::layout::Position;

/// Where the cursor of the terminal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Unknown,
    At(Position),
    /// Behind the last column of a row, where terminals differ in what comes next.
    Edge(u16),
}

/// Appends the shortest sequence that brings the cursor to a position.
pub fn travel(from: Place, to: Position, out: &mut String) {
    if from == Place::At(to) {
        return;
    }
    let mut ways = Shortest::default();
    ways.offer(|way| absolute(to, way));
    match from {
        Place::Unknown => {}
        Place::Edge(row) => from_start_of_row(row, to, &mut ways),
        Place::At(at) => {
            from_start_of_row(at.y, to, &mut ways);
            ways.offer(|way| {
                vertical(at.y, to.y, way);
                horizontal(at.x, to.x, way);
            });
            if at.y != to.y {
                ways.offer(|way| {
                    sequence(way, to.y + 1, 'd');
                    horizontal(at.x, to.x, way);
                });
            }
        }
    }
    out.push_str(&ways.best);
}

#[derive(Default)]
struct Shortest {
    best: String,
}

impl Shortest {
    fn offer(&mut self, way: impl FnOnce(&mut String)) {
        let mut offered = String::new();
        way(&mut offered);
        if self.best.is_empty() || offered.len() < self.best.len() {
            self.best = offered;
        }
    }
}

fn absolute(to: Position, way: &mut String) {
    let _ = match (to.y, to.x) {
        (0, 0) => write!(way, "\x1b[H"),
        (y, 0) => write!(way, "\x1b[{}H", y + 1),
        (0, x) => write!(way, "\x1b[;{}H", x + 1),
        (y, x) => write!(way, "\x1b[{};{}H", y + 1, x + 1),
    };
}

/// Over the first column, which is safe behind the last one as well.
fn from_start_of_row(row: u16, to: Position, ways: &mut Shortest) {
    if to.y >= row && to.y - row <= 4 {
        ways.offer(|way| {
            way.push('\r');
            way.extend(std::iter::repeat_n('\n', usize::from(to.y - row)));
            horizontal(0, to.x, way);
        });
    }
    ways.offer(|way| {
        way.push('\r');
        vertical(row, to.y, way);
        horizontal(0, to.x, way);
    });
}

fn vertical(from: u16, to: u16, way: &mut String) {
    if to > from {
        sequence(way, to - from, 'B');
    } else if from > to {
        sequence(way, from - to, 'A');
    }
}

fn horizontal(from: u16, to: u16, way: &mut String) {
    if to > from {
        sequence(way, to - from, 'C');
    } else if from > to && from - to <= 3 {
        way.extend(std::iter::repeat_n('\x08', usize::from(from - to)));
    } else if from > to {
        sequence(way, from - to, 'D');
    }
}

/// A sequence with one number, which is left out when it is 1.
pub fn sequence(way: &mut String, count: u16, end: char) {
    let _ = if count == 1 { write!(way, "\x1b[{end}") } else { write!(way, "\x1b[{count}{end}") };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_of_the_ways_is_taken() {
        let way = |from: Place, x, y| {
            let mut out = String::new();
            travel(from, Position::new(x, y), &mut out);
            out
        };
        let at = |x, y| Place::At(Position::new(x, y));
        assert_eq!(way(at(4, 4), 4, 4), "");
        assert_eq!(way(Place::Unknown, 4, 4), "\x1b[5;5H");
        assert_eq!(way(Place::Unknown, 0, 4), "\x1b[5H");
        assert_eq!(way(Place::Unknown, 4, 0), "\x1b[;5H");
        assert_eq!(way(at(4, 4), 0, 5), "\r\n");
        assert_eq!(way(at(4, 4), 0, 4), "\r");
        assert_eq!(way(at(4, 4), 3, 4), "\x08");
        assert_eq!(way(at(4, 4), 4, 5), "\x1b[B");
        assert_eq!(way(at(4, 4), 2, 5), "\x1b[B\x08\x08");
        assert_eq!(way(at(4, 14), 4, 2), "\x1b[3d");
        assert_eq!(way(at(4, 4), 70, 4), "\x1b[66C");
        assert_eq!(way(Place::Edge(4), 0, 5), "\r\n");
        assert_eq!(way(Place::Edge(4), 1, 4), "\r\x1b[C");
    }
}
