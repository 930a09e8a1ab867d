//! Rule C4: never a bare score. What is computed shows what it was computed from, and a person decides.

use std::collections::BTreeSet;
use std::fs;

use vaka::form::{Answer, Entry, Field, FieldType, Form, Path, Required};

use super::fill::{all_fields, answer_to, blank, filled, forms, id, places, variants};

/// What is suggested, and the field in which somebody decides it.
const SUGGESTIONS: [(&str, &str, &str); 6] = [
    ("intake", "age_group", "age_judgement"),
    ("identification", "means_needed", "is_child"),
    ("identification", "acts_state", "decision"),
    ("identification", "means_state", "decision"),
    ("identification", "purposes_state", "decision"),
    ("risk_analysis", "suggested", "level"),
];

fn calculated(form: &Form) -> Vec<(String, &Field)> {
    all_fields(form).filter(|(_, field)| field.kind == FieldType::Calculated).collect()
}

#[test]
fn whatever_has_a_value_says_what_it_comes_from() {
    for form in forms() {
        let mut valued: BTreeSet<String> = BTreeSet::new();
        let mut look = |mut entry: Entry| {
            for path in places(&mut entry) {
                let kind = entry.field(&path).unwrap().kind;
                if kind != FieldType::Calculated || entry.get(&path).is_none() {
                    continue;
                }
                let inputs = entry.explain(&path);
                assert!(!inputs.is_empty(), "{}: {path:?} is a bare {:?}", form.id, entry.get(&path));
                valued.insert(id(&path).to_owned());
            }
        };
        // Empty, with some answers, with all of them.
        look(blank(&form));
        for variant in 0..variants(&form) {
            look(filled(&form, variant));
            look(half(&form, variant));
        }
        let wanted: BTreeSet<String> = calculated(&form).iter().map(|(_, field)| field.id.clone()).collect();
        assert_eq!(valued, wanted, "{}: never had a value", form.id);
    }
}

/// Every third question answered.
fn half(form: &std::sync::Arc<Form>, variant: usize) -> Entry {
    let mut entry = blank(form);
    for path in places(&mut entry).into_iter().skip(variant % 3).step_by(3) {
        let answer = answer_to(form, entry.field(&path).unwrap(), variant);
        entry.set(&path, answer);
    }
    entry
}

#[test]
fn nothing_calculated_is_required_due_or_a_first_value() {
    for form in forms() {
        for (words, field) in calculated(&form) {
            assert_eq!(field.required, Required::Never, "{}: {words}", form.id);
            assert!(!field.due && field.default.is_none(), "{}: {words}", form.id);
        }
        let names: BTreeSet<String> = calculated(&form).iter().map(|(_, field)| field.id.clone()).collect();
        for (words, field) in all_fields(&form) {
            for condition in [&field.default, &field.due_unless].into_iter().flatten() {
                let read: Vec<String> = condition.names().into_iter().map(|(name, _)| name).collect();
                assert!(!read.iter().any(|name| names.contains(name)), "{}: {words} reads {read:?}", form.id);
            }
        }
    }
}

/// No phase, step, gate or header rests on something that nobody wrote.
#[test]
fn the_process_reads_nothing_calculated() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/forms/process.toml")).unwrap();
    for form in forms() {
        for (_, field) in calculated(&form) {
            for written in [format!("{}.{}}}", form.id, field.id), format!("'{}'", field.id)] {
                assert!(!text.contains(&written), "{written}");
            }
        }
    }
}

/// A calculated value with a label is a suggestion, and beside each stands the decision of a person,
/// which is theirs: changing it changes nothing in the suggestion, and taking it over is not automatic.
#[test]
fn beside_each_suggestion_somebody_decides() {
    let mut found = Vec::new();
    for form in forms() {
        for (_, field) in calculated(&form).into_iter().filter(|(_, field)| field.choices.is_some()) {
            let known =
                SUGGESTIONS.iter().find(|(of, suggestion, _)| *of == form.id && *suggestion == field.id);
            let (_, suggestion, decision) = known.unwrap_or_else(|| panic!("{}: {}", form.id, field.id));
            let decided = form.field(decision).unwrap();
            assert_eq!(decided.kind, FieldType::One, "{}: {decision}", form.id);
            assert_eq!(
                blank(&form).get(&Path::field(decision)),
                None,
                "{}: {decision} decides itself",
                form.id
            );
            found.push((form.id.clone(), (*suggestion).to_owned()));
        }
    }
    assert_eq!(found.len(), SUGGESTIONS.len(), "{found:?}");
}

/// The worker may decide otherwise than it was suggested; the reason is asked for, nothing is refused.
#[test]
fn a_level_against_the_suggestion_asks_for_its_reason() {
    let form = super::fill::library().form("risk_analysis").unwrap();
    let mut entry = filled(&form, 0);
    let reason = Path::field("level_reason");
    entry.set(&reason, None);
    entry.set(&Path::field("level"), entry.get(&Path::field("suggested")));
    assert!(!entry.missing().contains(&reason));
    entry.set(&Path::field("level"), Some(Answer::Choice("extreme".to_owned())));
    assert!(entry.missing().contains(&reason) && entry.violations().is_empty());
}
