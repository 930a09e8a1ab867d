use std::sync::Arc;

use proptest::prelude::*;

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

/// Saved records of any forms, with any answers, on any of the last sixty days.
fn any_case() -> impl Strategy<Value = Case> {
    let record = (any::<usize>(), 0i64..60, prop::collection::vec(any::<u16>(), 1..40));
    prop::collection::vec(record, 0..9).prop_map(|saved| {
        let mut case = Case::new();
        let forms: Vec<String> = case.process.steps().iter().flat_map(|step| step.forms.clone()).collect();
        for (form, ago, seeds) in saved {
            let form = case.form(&forms[form % forms.len()]);
            let answers = random_answers(&case.library, &form, &seeds);
            let one = form.per_case == PerCase::One;
            case.file.records.retain(|record| !(one && record.form == form.id));
            case = case.save(&form.id, ago, &[]);
            case.file.records[0].answers = answers;
            case = case.make();
        }
        case
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever was saved, there is a way on, or every step that is needed is done.
    #[test]
    fn there_is_always_a_way_on(case in any_case()) {
        let state = case.state();
        let finished = state.steps.iter().all(|step| step.status == StepStatus::Done || !step.needed);
        prop_assert!(state.next.is_some() || finished, "{:?}", state);
        prop_assert!(!state.closed || state.next.is_some(), "a closed case offers the way back");
        prop_assert!(!state.phase.is_empty() && !state.stage.is_empty());
        if let Some(next) = &state.next {
            prop_assert!(next.record.is_some() || case.gate(&next.form).is_none(), "behind a gate: {:?}", next);
        }
        for due in &case.header().dues {
            prop_assert!(case.file.records.iter().any(|record| record.id == due.record));
        }
    }

    /// From every shut gate the way leads, by what opens it, to a form that can be opened.
    #[test]
    fn every_shut_gate_leads_to_an_open_form(case in any_case()) {
        for gate in case.process.gates() {
            let mut form = gate.form.clone();
            for _ in 0..case.process.gates().len() {
                let Some(shut) = case.gate(&form) else { break };
                // What was saved before can be opened whatever its gate says.
                let saved = case.file.records.iter().any(|record| record.form == shut.goto);
                form = shut.goto;
                if saved {
                    break;
                }
            }
            let saved = case.file.records.iter().any(|record| record.form == form);
            prop_assert!(saved || case.gate(&form).is_none(), "{} leads to nothing", gate.form);
        }
    }

    /// Made contacts are made once, and only those of a closing that counts are asked for.
    #[test]
    fn what_was_made_is_not_made_again(case in any_case()) {
        let before = case.file.records.len();
        let closures: Vec<_> = case.file.records.iter().filter(|r| r.form == "closure").map(|r| r.id).collect();
        for closure in closures {
            let again = crate::casework::made(&case.process, &case.library, &case.file, closure, now());
            prop_assert!(again.is_empty(), "{} more after {before}", again.len());
        }
    }
}
