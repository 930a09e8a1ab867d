//! Facts of other records that a table gathers as evidence: each keeps where it stands, and is put
//! into words by the form it comes from. Nothing is weighed here: the worker accepts or strikes each.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Entry, convert};
use crate::form::answer::{Answer, Answers, Path, Row};
use crate::form::expr::Value;
use crate::form::schema::{Fact, Field, FieldType, Form};

/// A record that facts may stand in.
pub struct FactSource<'a> {
    pub form: &'a Arc<Form>,
    /// What identifies the record.
    pub record: String,
    pub date: NaiveDate,
    pub answers: &'a Answers,
}

impl Entry {
    /// Gives a new record a first value; one that is no answer of the field, or not of its list, is left.
    pub fn begin_with(&mut self, id: &str, value: &Value) {
        let path = Path::field(id);
        let Some(answer) = self.form.field(id).and_then(|field| convert::to_answer(field, value)) else {
            return;
        };
        let before = self.answers.get(&path).cloned();
        self.set(&path, Some(answer));
        if self.get(&path).is_some() && self.violation(&path).is_some() {
            self.set(&path, before);
        }
    }

    /// The facts of other records, the newest record of a form first, that a table gathers and does not
    /// have yet, ready for `insert_row`. One that was struck is there, and does not come again.
    pub fn gatherable(&self, table: &str, sources: &[FactSource<'_>]) -> Vec<Row> {
        let Some(gather) = self.table(table).and_then(|table| table.gather.as_ref()) else {
            return Vec::new();
        };
        let opened: Vec<(&FactSource<'_>, Entry)> = sources
            .iter()
            .map(|source| (source, Self::open(&self.library, source.form, source.answers.clone(), self.now)))
            .collect();
        let mut rows: Vec<Row> = Vec::new();
        for fact in &gather.facts {
            let key = key_of(fact);
            let here = |row: &Row| row.from.as_deref().is_some_and(|from| from.starts_with(&key));
            if self.rows(table).iter().any(here) {
                continue;
            }
            let of_form = opened.iter().filter(|(source, _)| source.form.id == fact.form);
            let Some((source, _)) = of_form.into_iter().find(|(_, entry)| entry.says(fact)) else { continue };
            let speaks_for = Answer::Choices(fact.speaks_for.clone());
            let cells = BTreeMap::from([
                (gather.date.clone(), Answer::Date(source.date)),
                (gather.speaks_for.clone(), speaks_for),
            ]);
            rows.push(Row {
                id: self.new_row_id(table, &rows),
                start: Some(self.pointer(source.form, fact)),
                from: Some(format!("{key}{}", source.record)),
                cells,
            });
        }
        rows
    }

    /// Whether the record says this: a point is present, a question was answered so.
    fn says(&self, fact: &Fact) -> bool {
        let places: Vec<Path> = match fact.name.split_once('.') {
            Some((table, column)) => {
                self.rows(table).iter().map(|row| Path::cell(table, &row.id, column)).collect()
            }
            None => vec![Path::field(&fact.name)],
        };
        places.iter().filter(|path| self.relevant(path)).any(|path| {
            let (Some(field), Some(answer)) = (self.field(path), self.get(path)) else { return false };
            self.counts(field, &answer, fact.choice.as_deref())
        })
    }

    fn counts(&self, field: &Field, answer: &Answer, wanted: Option<&str>) -> bool {
        let wanted = wanted.or(self.usual(field));
        match (answer, wanted) {
            (Answer::Declined, _) => false,
            (Answer::Item { state, .. }, Some(wanted)) => state.as_deref() == Some(wanted),
            (Answer::Choice(choice), Some(wanted)) => choice == wanted,
            (Answer::Choices(choices), Some(wanted)) => choices.iter().any(|choice| choice == wanted),
            (Answer::Rows(rows), _) => rows.iter().any(|row| self.touched(field, row)),
            (answer, None) => convert::is_complete(answer),
            _ => false,
        }
    }

    /// What counts where no choice is named: the first state of a point, and yes.
    fn usual(&self, field: &Field) -> Option<&str> {
        match field.kind {
            FieldType::YesNo => Some("yes"),
            FieldType::Item => {
                let list = self.library.list(&self.form, field.choices.as_deref()?)?;
                list.choices.first().map(|choice| choice.id.as_str())
            }
            _ => None,
        }
    }

    /// Where the words of a fact are: `form/name`, with the message of the answer behind it where the
    /// name alone does not say it.
    fn pointer(&self, form: &Form, fact: &Fact) -> String {
        let field = form.named(&fact.name);
        let choice = fact.choice.as_deref();
        let choice = choice.or(field.filter(|field| field.kind == FieldType::YesNo).map(|_| "yes"));
        match (field.and_then(|field| field.choices.as_deref()), choice) {
            (Some(list), Some(choice)) => {
                format!("{}/{}/choice-{list}-{choice}", fact.form, fact.name)
            }
            _ => format!("{}/{}", fact.form, fact.name),
        }
    }
}

/// What the pointers of a fact begin with, whichever record it stands in.
fn key_of(fact: &Fact) -> String {
    let choice = fact.choice.as_ref().map(|choice| format!(":{choice}")).unwrap_or_default();
    format!("{}/{}{choice}/", fact.form, fact.name)
}
