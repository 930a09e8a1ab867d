//! The least that a change of a screen can cost on a line: the text that differs, blank ends as one
//! erasure, and the shortest jump to each place. Styles are not counted.

/// `ESC [ n C`.
const JUMP: usize = 4;
/// `ESC [ K`.
const ERASE: usize = 3;

/// What differs between two screens of the same size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Bytes.
    pub least: usize,
    /// Rows in which a text differs.
    pub rows: usize,
}

/// Compares two screens.
pub fn change(before: &vt100::Screen, after: &vt100::Screen) -> Change {
    let (rows, columns) = after.size();
    let mut change = Change::default();
    for y in 0..rows.get() {
        let cost = row(before, after, y, columns.get());
        change.least += cost;
        change.rows += usize::from(cost > 0);
    }
    if before.cursor_position() != after.cursor_position() || before.hide_cursor() != after.hide_cursor() {
        change.least += JUMP;
    }
    change
}

fn text(screen: &vt100::Screen, y: u16, x: u16) -> &str {
    let text = screen.cell(y, x).map_or("", vt100::Cell::contents);
    if text.is_empty() { " " } else { text }
}

fn row(before: &vt100::Screen, after: &vt100::Screen, y: u16, columns: u16) -> usize {
    let end = (0..columns).rev().find(|&x| text(after, y, x) != " ").map_or(0, |x| x + 1);
    let (mut cost, mut equal, mut erased) = (0, JUMP, false);
    for x in 0..columns {
        let (old, new) = (text(before, y, x), text(after, y, x));
        if old == new {
            equal += new.len();
        } else if x < end {
            cost += equal.min(JUMP) + new.len();
            equal = 0;
        } else if !erased {
            cost += equal.min(JUMP) + ERASE;
            erased = true;
        }
    }
    cost
}
