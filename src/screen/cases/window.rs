//! The rows of a long list that are in memory: some around the focus, with their places in the whole list.

use crate::record::{CaseId, CaseLine, CaseOrder, CasePage, Turn};

/// More rows than this are not kept.
const MOST: usize = 600;

/// Rows that follow one another.
#[derive(Debug, Default)]
pub struct Window {
    rows: Vec<CaseLine>,
    /// The place of the first of them in the list.
    start: usize,
    /// How many the list has.
    total: usize,
    /// It may have more than that.
    more: bool,
    /// The row that has the focus.
    at: usize,
    order: CaseOrder,
    here: bool,
}

impl Window {
    /// Something was read already.
    pub fn is_here(&self) -> bool {
        self.here
    }

    /// The focus as a place in the list.
    pub fn cursor(&self) -> usize {
        self.start + self.at
    }

    pub fn total(&self) -> usize {
        self.total
    }

    /// The list goes on behind what was counted.
    pub fn more(&self) -> bool {
        self.more
    }

    /// The order in which the rows stand.
    pub fn order(&self) -> CaseOrder {
        self.order
    }

    pub fn focused(&self) -> Option<&CaseLine> {
        self.rows.get(self.at)
    }

    /// The row at a place of the list, if it is here.
    pub fn row(&self, place: usize) -> Option<&CaseLine> {
        self.rows.get(place.checked_sub(self.start)?)
    }

    /// Takes the focus to a place, if its row is here.
    pub fn go(&mut self, place: usize) -> bool {
        let at = place.checked_sub(self.start).filter(|at| *at < self.rows.len() || self.total == 0);
        self.at = at.unwrap_or(self.at);
        at.is_some()
    }

    /// The last row, or the first, if the list goes on there.
    pub fn end(&self, down: bool) -> Option<CaseId> {
        let (row, goes_on) = match down {
            true => (self.rows.last(), self.more || self.start + self.rows.len() < self.total),
            false => (self.rows.first(), self.start > 0),
        };
        row.filter(|_| goes_on).map(|line| line.id)
    }

    /// The rows end within so many of the focus although the list goes on.
    pub fn ends_within(&self, rows: usize, down: bool) -> bool {
        let left = if down { self.rows.len() - self.at.min(self.rows.len()) } else { self.at };
        left < rows && self.end(down).is_some()
    }

    /// Takes what was read. `wanted`: the case that had the focus, and its place in the list.
    pub fn take(&mut self, page: &CasePage, wanted: Option<(CaseId, usize)>) {
        let asked = usize::try_from(page.ask.rows).unwrap_or(usize::MAX);
        let (count, rows) = (page.rows.len(), page.rows.iter().cloned());
        (self.total, self.more) = (page.total, page.more);
        (self.order, self.here) = (page.order, true);
        match page.ask.turn {
            Turn::First => {
                (self.rows, self.start, self.at) = (rows.collect(), 0, 0);
            }
            Turn::Last => {
                self.rows = rows.collect();
                (self.start, self.at) = (self.total.saturating_sub(count), count.saturating_sub(1));
            }
            Turn::After(_) => {
                self.rows.extend(rows);
                if count < asked && self.more {
                    (self.total, self.more) = (self.start + self.rows.len(), false);
                } else if count < asked {
                    // Here it ends, whatever has come and gone meanwhile.
                    self.start = self.total.saturating_sub(self.rows.len());
                }
                let over = self.rows.len().saturating_sub(MOST).min(self.at);
                self.rows.drain(..over);
                (self.start, self.at) = (self.start + over, self.at - over);
            }
            Turn::Before(_) => {
                self.rows.splice(0..0, rows);
                self.at += count;
                self.start = if count < asked { 0 } else { self.start.saturating_sub(count) };
                let most = MOST.max(self.at + 1);
                self.rows.truncate(most);
            }
            Turn::Around(case) => self.take_around(page, case, wanted),
        }
        self.total = self.total.max(self.start + self.rows.len());
    }

    fn take_around(&mut self, page: &CasePage, case: CaseId, wanted: Option<(CaseId, usize)>) {
        // The focus may have moved since it was asked.
        let focus = self.focused().map_or(case, |line| line.id);
        let place_of = |id: CaseId| page.rows.iter().position(|line| line.id == id);
        let was = wanted.map_or(self.cursor(), |(_, place)| place);
        let half = usize::try_from(page.ask.rows / 2).unwrap_or(usize::MAX);
        self.rows.clone_from(&page.rows);
        let Some(around) = place_of(case) else {
            // It is not there any more: the list from its beginning, the focus where it was as far as it goes.
            (self.start, self.at) = (0, was.min(self.rows.len().saturating_sub(1)));
            return;
        };
        let behind = self.rows.len() - around - 1;
        self.start = match () {
            () if around < half => 0,
            () if behind < half && !page.more => self.total.saturating_sub(self.rows.len()),
            () => was.saturating_sub(around),
        };
        self.at = place_of(focus).unwrap_or(around);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::CaseAsk;

    fn page(turn: Turn, numbers: std::ops::Range<u32>, total: usize, more: bool) -> CasePage {
        let ask = CaseAsk { filter: "k".to_owned(), order: CaseOrder::Number, turn, rows: 10 };
        let line = |number| CaseLine { number, id: CaseId::from_u128(number.into()), ..CaseLine::default() };
        CasePage { ask, order: CaseOrder::Number, rows: numbers.map(line).collect(), total, more }
    }

    /// A list of which only the beginning was counted is read on to its end all the same.
    #[test]
    fn it_goes_on_behind_what_was_counted() {
        let mut window = Window::default();
        window.take(&page(Turn::First, 0..10, 15, true), None);
        assert_eq!((window.total(), window.more()), (15, true));
        let last = |window: &Window| window.end(true).map(|case| case.as_u128());
        assert_eq!(last(&window), Some(9));
        window.take(&page(Turn::After(CaseId::from_u128(9)), 10..20, 15, true), None);
        assert_eq!((window.total(), window.more(), last(&window)), (20, true, Some(19)));
        window.take(&page(Turn::After(CaseId::from_u128(19)), 20..23, 15, true), None);
        assert_eq!((window.total(), window.more(), last(&window)), (23, false, None));
        assert_eq!(window.row(22).map(|line| line.number), Some(22));
        // Its last rows come with how many there are, and keep their places when they are read anew.
        window.take(&page(Turn::Last, 33..43, 43, false), None);
        assert_eq!((window.cursor(), window.total()), (42, 43));
        let last_case = CaseId::from_u128(42);
        window.take(&page(Turn::Around(last_case), 37..43, 15, true), Some((last_case, 42)));
        assert_eq!((window.cursor(), window.total()), (42, 43));
        window.take(&page(Turn::After(last_case), 43..43, 15, true), None);
        assert_eq!((window.cursor(), window.total(), window.more()), (42, 43, false));
    }
}
