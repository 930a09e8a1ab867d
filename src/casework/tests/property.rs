use std::sync::Arc;

use proptest::prelude::*;
use uuid::Uuid;

use super::{Case, day, now, text};
use crate::casework::StepStatus;
use crate::form::{Answer, Answers, Entry, FieldType, Form, Library, Path, PerCase};

/// Sets many fields of a form to something that its type allows.
fn random_answers(library: &Arc<Library>, form: &Arc<Form>, seeds: &[u16]) -> Answers {
    let mut entry = Entry::start(library, form, now());
    let mut seeds = seeds.iter().cycle();
    let mut next = || usize::from(*seeds.next().unwrap_or(&0));
    let mut places: Vec<Path> = form.fields().map(|field| Path::field(&field.id)).collect();
    for table in form.fields() {
        for row in entry.rows(&table.id) {
            places.extend(table.columns.iter().map(|column| Path::cell(&table.id, &row.id, &column.id)));
        }
    }
    for path in places {
        let Some(field) = entry.field(&path) else { continue };
        let list = field.choices.as_ref().and_then(|list| library.list(form, list));
        let any = |n: usize| list.and_then(|list| Some(list.choices.get(n % list.choices.len())?.id.clone()));
        let n = next();
        let answer = match field.kind {
            _ if n % 3 == 0 => None,
            _ if n % 17 == 0 => Some(Answer::Declined),
            FieldType::Text | FieldType::Note | FieldType::Person => Some(text("x")),
            FieldType::Date => Some(Answer::Date(day(n as i64 % 60 - 30))),
            FieldType::One | FieldType::YesNo => any(n).map(Answer::Choice),
            FieldType::Many => any(n).map(|choice| Answer::Choices(vec![choice])),
            FieldType::Item => any(n).map(|state| Answer::Item { state: Some(state), remark: String::new() }),
            FieldType::Integer | FieldType::Decimal | FieldType::Scale => Some(Answer::Number(n as f64)),
            _ => None,
        };
        if let Some(answer) = answer {
            entry.set(&path, Some(answer));
        }
    }
    entry.to_save()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was saved, there is a way on, or every step that is needed is done.
    #[test]
    fn there_is_always_a_way_on(
        saved in prop::collection::vec((0usize..20, 0i64..60, prop::collection::vec(any::<u16>(), 1..40)), 0..9),
    ) {
        let mut case = Case::new();
        let forms: Vec<String> = case.process.steps().iter().flat_map(|step| step.forms.clone()).collect();
        for (index, (form, ago, seeds)) in saved.iter().enumerate() {
            let form = case.form(&forms[form % forms.len()]);
            let answers = random_answers(&case.library, &form, seeds);
            let one = form.per_case == PerCase::One;
            case.file.records.retain(|record| !(one && record.form == form.id));
            let id = Uuid::from_u128(500 + index as u128);
            case = case.save(&form.id, *ago, &[]);
            let record = &mut case.file.records[0];
            (record.id, record.answers) = (id, answers);
        }
        let state = case.state();
        let finished = state.steps.iter().all(|step| step.status == StepStatus::Done || !step.needed);
        prop_assert!(state.next.is_some() || finished, "{:?}", state);
        prop_assert!(!state.phase.is_empty() && !state.stage.is_empty());
        if let Some(next) = &state.next {
            prop_assert!(next.record.is_some() || case.gate(&next.form).is_none(), "behind a gate: {:?}", next);
        }
        for due in &case.header().dues {
            prop_assert!(case.file.records.iter().any(|record| record.id == due.record));
        }
    }
}
