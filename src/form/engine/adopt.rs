//! Answers that a field takes from the row of a table that was chosen, as long as it has none itself.

use super::Entry;
use super::scope::At;
use crate::form::answer::{Answer, Path};
use crate::form::schema::Adopt;

impl Entry {
    /// What fields without an answer take from rows of a table, by their `adopt`: the answer of the
    /// first row for which the condition holds.
    pub fn adoptable(&self, table: &str) -> Vec<(Path, Answer)> {
        let fields =
            self.form.fields().filter_map(|field| Some((Path::field(&field.id), field.adopt.as_ref()?)));
        fields
            .filter(|(path, adopt)| adopt.table == table && self.relevant(path) && self.get(path).is_none())
            .filter_map(|(path, adopt)| Some((path, self.chosen(adopt)?)))
            .collect()
    }

    fn chosen(&self, adopt: &Adopt) -> Option<Answer> {
        let column = self.table(&adopt.table)?.column(&adopt.column)?;
        self.rows(&adopt.table).iter().find_map(|row| {
            let holds = adopt.condition.is_true(&At::cell(self, &adopt.table, &row.id, column));
            let answer = self.get(&Path::cell(&adopt.table, &row.id, &adopt.column));
            answer.filter(|answer| holds && *answer != Answer::Declined)
        })
    }
}
