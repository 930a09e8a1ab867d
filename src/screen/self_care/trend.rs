//! What check-ins say over time, as plain values: the number of the day, and for each group of signs
//! which are often and which sometimes there. Nothing is added up to a score and nothing is judged.

use chrono::{FixedOffset, NaiveDate};

use crate::form::{Answer, FieldType, Form};
use crate::record::{Moment, Record};

/// The field with the number of the day, the list of states of a sign and that of a habit.
const HOW: &str = "how_today";
const DAY: &str = "noted_on";
const SIGNS: &str = "sign";
const HABITS: &str = "habit";

/// The highest number of the day.
pub const MOST: u8 = 10;

/// One check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub on: NaiveDate,
    /// 0 to 10; none when it was left open.
    pub how: Option<u8>,
    pub groups: Vec<Group>,
}

/// The signs of one section, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub section: String,
    pub signs: Vec<Sign>,
}

/// How it is with one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Often,
    Sometimes,
    NotNow,
    /// Not looked at.
    Open,
}

impl Group {
    /// How many of its signs are so.
    pub fn count(&self, sign: Sign) -> usize {
        self.signs.iter().filter(|known| **known == sign).count()
    }
}

/// What one check-in says.
pub fn point(form: &Form, record: &Record, offset: FixedOffset) -> Point {
    let fields = &record.answers.fields;
    let how = match fields.get(HOW) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(Answer::Number(number)) => Some(number.clamp(0.0, f64::from(MOST)).round() as u8),
        _ => None,
    };
    let on = match fields.get(DAY) {
        Some(Answer::Date(day)) => *day,
        _ => record.created_at.with_timezone(&offset).date_naive(),
    };
    let of_list = |list: &str, section: &crate::form::Section| {
        let items = section.fields.iter().filter(|field| field.kind == FieldType::Item);
        let signs = items.filter(|field| field.choices.as_deref() == Some(list));
        signs.map(|field| sign(fields.get(&field.id))).collect::<Vec<_>>()
    };
    let groups = form
        .sections
        .iter()
        .map(|section| Group { section: section.id.clone(), signs: of_list(SIGNS, section) });
    Point { on, how, groups: groups.filter(|group| !group.signs.is_empty()).collect() }
}

fn sign(answer: Option<&Answer>) -> Sign {
    match state(answer) {
        Some("often") => Sign::Often,
        Some("sometimes") => Sign::Sometimes,
        Some(_) => Sign::NotNow,
        None => Sign::Open,
    }
}

fn state(answer: Option<&Answer>) -> Option<&str> {
    match answer {
        Some(Answer::Item { state, .. }) => state.as_deref(),
        _ => None,
    }
}

/// The habits of which she has little or would like to have some, by the newest check-in that looked at
/// habits at all; `records` are newest first.
pub fn wished<'a>(form: &'a Form, records: &[Record]) -> Vec<&'a str> {
    let habits = form.fields().filter(|field| field.choices.as_deref() == Some(HABITS));
    let habits: Vec<&str> = habits.map(|field| field.id.as_str()).collect();
    let of = |record: &'_ Record, id: &str| state(record.answers.fields.get(id)).map(str::to_owned);
    let looked = records.iter().find(|record| habits.iter().any(|id| of(record, id).is_some()));
    let Some(record) = looked else { return Vec::new() };
    let wish = |id: &&&str| matches!(of(record, id).as_deref(), Some("wish" | "little"));
    habits.iter().filter(wish).copied().collect()
}

/// The small step she wrote down last; `records` are newest first.
pub fn small_step(records: &[Record]) -> Option<(&str, Moment)> {
    records.iter().find_map(|record| {
        let step = record.answers.text("small_step").map(str::trim).filter(|step| !step.is_empty());
        step.map(|step| (step, record.created_at))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::form::{Answers, Library};

    fn record(fields: &[(&str, Answer)]) -> Record {
        let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let fields: BTreeMap<String, Answer> =
            fields.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
        Record {
            id: Uuid::nil(),
            case: None,
            form: "self_care".to_owned(),
            form_version: 1,
            revision: 1,
            author: String::new(),
            created_at: at,
            saved_at: at,
            answers: Answers { fields, ..Answers::default() },
        }
    }

    fn item(state: &str) -> Answer {
        Answer::Item { state: Some(state.to_owned()), remark: String::new() }
    }

    fn form() -> std::sync::Arc<Form> {
        Library::embedded().form("self_care").unwrap()
    }

    #[test]
    fn a_check_in_says_its_number_and_its_signs_by_group() {
        let utc = FixedOffset::east_opt(0).unwrap();
        let full = record(&[
            ("how_today", Answer::Number(7.0)),
            ("tired", item("often")),
            ("aches", item("sometimes")),
            ("often_ill", item("not_now")),
        ]);
        let point = point(&form(), &full, utc);
        assert_eq!(point.how, Some(7));
        let sizes: Vec<usize> = point.groups.iter().map(|group| group.signs.len()).collect();
        assert_eq!(sizes, [4, 6, 5, 11], "the signs of the sources");
        let body = &point.groups[0];
        assert_eq!(body.signs, [Sign::Often, Sign::NotNow, Sign::Sometimes, Sign::Open]);
        assert_eq!((body.count(Sign::Often), point.groups[1].count(Sign::Open)), (1, 6));
    }

    #[test]
    fn a_number_out_of_range_or_no_number_does_no_harm() {
        let utc = FixedOffset::east_opt(0).unwrap();
        let check = |answer: Answer, expect| {
            assert_eq!(point(&form(), &record(&[("how_today", answer)]), utc).how, expect);
        };
        check(Answer::Number(99.0), Some(10));
        check(Answer::Number(f64::NAN), Some(0));
        check(Answer::Text("so so".to_owned()), None);
        assert_eq!(point(&form(), &record(&[]), utc).how, None);
    }

    #[test]
    fn wishes_and_the_small_step_are_those_named_last() {
        let older = record(&[
            ("leisure", item("have")),
            ("support_group", item("wish")),
            ("small_step", Answer::Text("a walk".to_owned())),
        ]);
        let newer = record(&[("leisure", item("little")), ("small_step", Answer::Text(" ".to_owned()))]);
        let newest = record(&[("how_today", Answer::Number(3.0))]);
        let form = form();
        assert_eq!(wished(&form, &[newest.clone(), newer.clone(), older.clone()]), ["leisure"]);
        assert_eq!(wished(&form, std::slice::from_ref(&older)), ["support_group"]);
        assert_eq!(wished(&form, &[newest]), Vec::<&str>::new());
        assert_eq!(small_step(&[newer, older]).map(|(step, _)| step), Some("a walk"));
    }
}
