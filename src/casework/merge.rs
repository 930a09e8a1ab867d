//! Two people saved the same record: what differs between their versions, which of them wrote each piece
//! anew, and the version that their choice makes. Nothing is lost by it: both stay as versions.

use std::collections::BTreeSet;

use crate::form::{Answer, Answers, Change, ChangeKind, Form, Path, Row, diff};

/// Whose version of a piece counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What was saved meanwhile.
    Theirs,
    Mine,
}

/// One place where the two versions differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// From theirs (`before`) to mine (`after`).
    pub change: Change,
    /// None: both wrote it anew, and nobody has chosen yet.
    pub chosen: Option<Whose>,
    /// Both wrote it anew since the version that both began with.
    pub both: bool,
}

/// Every place where two versions differ, those that both wrote anew first. `base` is the version that
/// both began with. What only one side wrote anew is chosen already, and can be chosen otherwise.
pub fn pieces(form: &Form, base: &Answers, theirs: &Answers, mine: &Answers) -> Vec<Piece> {
    let my_own = touched(form, base, mine);
    let their_own = touched(form, base, theirs);
    let piece = |change: Change| {
        let by = |own: &BTreeSet<Place>| own.contains(&place(&change));
        let chosen = match (by(&their_own), by(&my_own)) {
            (true, false) => Some(Whose::Theirs),
            (false, true) => Some(Whose::Mine),
            // The order of rows is no content: hers is as good as any.
            _ if change.kind == ChangeKind::RowsReordered => Some(Whose::Mine),
            _ => None,
        };
        Piece { change, chosen, both: chosen.is_none() }
    };
    let mut all: Vec<Piece> = diff(form, theirs, mine).into_iter().map(piece).collect();
    all.sort_by_key(|piece| !piece.both);
    all
}

/// Their version with every piece of mine that was chosen.
pub fn merged(theirs: &Answers, mine: &Answers, pieces: &[Piece]) -> Answers {
    // What the session itself left behind is that of the one who saves.
    let mut all = Answers { fields: theirs.fields.clone(), ..mine.clone() };
    for piece in pieces.iter().filter(|piece| piece.chosen == Some(Whose::Mine)) {
        take(&mut all, mine, &piece.change);
    }
    all
}

/// What is chosen as one: a field, a cell, a whole row, the order of a table.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    At(Path),
    Row(String, String),
    Order(Path),
}

fn place(change: &Change) -> Place {
    match (change.kind, &change.path) {
        (ChangeKind::RowAdded | ChangeKind::RowRemoved, Path::Cell { table, row, .. }) => {
            Place::Row(table.clone(), row.clone())
        }
        (ChangeKind::RowsReordered, path) => Place::Order(path.clone()),
        (_, path) => Place::At(path.clone()),
    }
}

/// What one side wrote anew. Whoever wrote in a row touched the row as well: that the other side took it
/// out is then a question for somebody.
fn touched(form: &Form, base: &Answers, now: &Answers) -> BTreeSet<Place> {
    let changes = diff(form, base, now);
    let rows = changes.iter().filter_map(|change| match &change.path {
        Path::Cell { table, row, .. } => Some(Place::Row(table.clone(), row.clone())),
        Path::Field(_) => None,
    });
    rows.chain(changes.iter().map(place)).collect()
}

/// Puts one piece of `mine` into `all`.
fn take(all: &mut Answers, mine: &Answers, change: &Change) {
    match (&change.path, change.kind) {
        (Path::Field(table), ChangeKind::RowsReordered) => reorder(all, mine.rows(table), table),
        (Path::Field(id), _) => match &change.after {
            Some(answer) => drop(all.fields.insert(id.clone(), answer.clone())),
            None => drop(all.fields.remove(id)),
        },
        (Path::Cell { table, row, .. }, ChangeKind::RowRemoved) => {
            with_rows(all, table, |rows| rows.retain(|known| known.id != *row));
        }
        (Path::Cell { table, row, .. }, ChangeKind::RowAdded) => {
            let rows = mine.rows(table);
            let Some(at) = rows.iter().position(|known| known.id == *row) else { return };
            // Behind the row that it follows here, if that one is there.
            let after: Vec<&str> = rows.iter().take(at).rev().map(|known| known.id.as_str()).collect();
            with_rows(all, table, |into| {
                let behind = after.iter().find_map(|id| into.iter().position(|known| known.id == *id));
                into.insert(behind.map_or(0, |behind| behind + 1), rows[at].clone());
            });
        }
        (Path::Cell { table, row, column }, _) => {
            with_rows(all, table, |rows| {
                let known = rows.iter_mut().filter(|known| known.id == *row);
                known.for_each(|known| match &change.after {
                    Some(answer) => drop(known.cells.insert(column.clone(), answer.clone())),
                    None => drop(known.cells.remove(column)),
                });
            });
        }
    }
}

fn with_rows(all: &mut Answers, table: &str, change: impl FnOnce(&mut Vec<Row>)) {
    let mut rows = all.rows(table).to_vec();
    change(&mut rows);
    all.fields.insert(table.to_owned(), Answer::Rows(rows));
}

/// Rows that both have stand as in `order`; others stay behind the row that they follow.
fn reorder(all: &mut Answers, order: &[Row], table: &str) {
    let wanted: Vec<&str> = order.iter().map(|row| row.id.as_str()).collect();
    let known = |row: &Row| wanted.iter().position(|id| *id == row.id);
    with_rows(all, table, |rows| {
        let places: Vec<usize> = (0..rows.len()).filter(|at| known(&rows[*at]).is_some()).collect();
        let mut shared: Vec<Row> = places.iter().map(|at| rows[*at].clone()).collect();
        shared.sort_by_key(|row| known(row));
        for (at, row) in places.into_iter().zip(shared) {
            rows[at] = row;
        }
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::Library;

    fn text(text: &str) -> Answer {
        Answer::Text(text.to_owned())
    }

    fn row(id: &str, need: &str) -> Row {
        let cells = [("need".to_owned(), text(need))].into();
        Row { id: id.to_owned(), start: None, from: None, cells }
    }

    fn plan(rows: Vec<Row>, decision: &str) -> Answers {
        let fields = [("plan".to_owned(), Answer::Rows(rows)), ("own_decision".to_owned(), text(decision))];
        Answers { fields: fields.into(), ..Answers::default() }
    }

    #[test]
    fn what_one_side_wrote_is_chosen_and_what_both_wrote_is_asked() {
        let form = Library::embedded().form("support_plan").unwrap();
        let base = plan(vec![row("a", "Home"), row("b", "School"), row("c", "Papers")], "");
        let theirs = plan(vec![row("a", "A home"), row("c", "Papers"), row("d", "Theirs")], "Yes");
        let mine = plan(vec![row("a", "Home"), row("b", "School"), row("c", "Pass"), row("e", "Mine")], "No");
        let mut pieces = pieces(&form, &base, &theirs, &mine);
        let open: Vec<&Piece> = pieces.iter().filter(|piece| piece.chosen.is_none()).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].change.path, Path::field("own_decision"));
        assert!(pieces[0].both, "it comes first");
        pieces[0].chosen = Some(Whose::Theirs);
        let all = merged(&theirs, &mine, &pieces);
        assert_eq!(
            all,
            plan(vec![row("a", "A home"), row("c", "Pass"), row("e", "Mine"), row("d", "Theirs")], "Yes")
        );
    }

    #[test]
    fn a_row_that_one_took_out_and_the_other_wrote_in_is_asked() {
        let form = Library::embedded().form("support_plan").unwrap();
        let base = plan(vec![row("a", "Home")], "");
        let (theirs, mine) = (plan(vec![], ""), plan(vec![row("a", "A home")], ""));
        let asked = pieces(&form, &base, &theirs, &mine);
        assert_eq!((asked.len(), asked[0].chosen, asked[0].change.kind), (1, None, ChangeKind::RowAdded));
        let asked = pieces(&form, &base, &mine, &theirs);
        assert_eq!((asked.len(), asked[0].chosen, asked[0].change.kind), (1, None, ChangeKind::RowRemoved));
    }

    fn any_plan() -> impl Strategy<Value = Answers> {
        let rows = proptest::collection::btree_map("[a-f]", "[x-z]", 0..5).prop_flat_map(|rows| {
            let rows: Vec<Row> = rows.iter().map(|(id, need)| row(id, need)).collect();
            Just(rows).prop_shuffle()
        });
        (rows, "[x-z]?").prop_map(|(rows, decision)| plan(rows, &decision))
    }

    proptest! {
        #[test]
        fn all_of_one_side_is_that_side(base in any_plan(), theirs in any_plan(), mine in any_plan()) {
            let form = Library::embedded().form("support_plan").unwrap();
            let with = |side: Whose| {
                let pieces = pieces(&form, &base, &theirs, &mine).into_iter();
                let pieces: Vec<Piece> = pieces.map(|piece| Piece { chosen: Some(side), ..piece }).collect();
                merged(&theirs, &mine, &pieces)
            };
            prop_assert_eq!(with(Whose::Theirs), theirs.clone());
            let all_mine = with(Whose::Mine);
            prop_assert!(diff(&form, &all_mine, &mine).is_empty(), "{:?} {:?}", all_mine, mine);
        }

        #[test]
        fn who_wrote_alone_is_asked_nothing(base in any_plan(), mine in any_plan()) {
            let form = Library::embedded().form("support_plan").unwrap();
            let pieces = pieces(&form, &base, &base, &mine);
            prop_assert!(pieces.iter().all(|piece| piece.chosen == Some(Whose::Mine)));
        }
    }
}
