//! Whatever a person does in whatever order, following only what depends on a change ends where
//! working out everything ends.

use proptest::prelude::*;

use super::Entry;
use super::tests::{cell, choice, day, field, now, start, text};
use crate::form::answer::{Answer, Row};

/// What a person may do, as numbers that mean different places.
#[derive(Debug, Clone)]
enum Step {
    Set(usize, usize),
    Add,
    Remove(usize),
    Move(usize, isize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0usize..40, 0usize..8).prop_map(|(place, answer)| Step::Set(place, answer)),
        1 => Just(Step::Add),
        1 => (0usize..6).prop_map(Step::Remove),
        1 => (0usize..6, -3isize..4).prop_map(|(row, by)| Step::Move(row, by)),
    ];
    prop::collection::vec(step, 0..24)
}

fn take_step(entry: &mut Entry, step: &Step) {
    let row_at = |entry: &Entry, index: usize| -> Option<Row> { entry.rows("risk").get(index).cloned() };
    match *step {
        Step::Set(place, answer) => {
            let answers = [
                None,
                Some(Answer::Declined),
                choice("yes"),
                choice("4"),
                choice("3"),
                Some(Answer::Number(8.0)),
                text("closed"),
                Some(Answer::Date(day("2026-11-01"))),
            ];
            let fields = ["child", "age", "school", "seen", "level", "police"];
            let columns = ["what", "likely", "severe", "score", "state", "review"];
            let path = match fields.get(place) {
                Some(id) => field(id),
                None => match row_at(entry, place / 6 - 1) {
                    Some(row) => cell(&row.id, columns[place % 6]),
                    None => return,
                },
            };
            entry.set(&path, answers[answer].clone());
        }
        Step::Add => {
            entry.add_row("risk", now());
        }
        Step::Remove(index) => {
            if let Some(row) = row_at(entry, index) {
                entry.remove_row("risk", &row.id);
            }
        }
        Step::Move(index, by) => {
            if let Some(row) = row_at(entry, index) {
                entry.move_row("risk", &row.id, by);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_change_is_carried_as_far_as_it_reaches(steps in steps()) {
        let mut entry = start("risks");
        for step in &steps {
            take_step(&mut entry, step);
            let fresh = Entry::open(&entry.library, &entry.form, entry.answers.clone(), now());
            prop_assert_eq!(&entry.states, &fresh.states, "after {:?}", step);
        }
        let saved = entry.to_save();
        let again = Entry::open(&entry.library, &entry.form, saved.clone(), now());
        prop_assert_eq!(again.to_save(), saved);
    }
}
