//! Rule C3: the survivor decides; where somebody else does, the record says why and what the survivor
//! thinks of it.

use std::sync::Arc;

use vaka::form::{Answer, Entry, Field, FieldType, Form, Path};

use super::fill::{choices, filled, forms, variants};

/// Deciders that are the survivor, alone or among others, or nobody yet.
const THEIRS: [&str; 5] = ["survivor", "self", "together", "with_support", "open"];

/// Choices by which a list is known as one of deciders.
const DECIDERS: [&str; 6] = ["guardian", "worker", "supervisor", "police", "parent", "minor"];

/// A supervision is held without the survivor: whoever decides there decides in their absence.
const ALWAYS_OTHERS: [&str; 1] = ["supervision"];

fn is_decider(form: &Form, field: &Field) -> bool {
    let named = field.id.ends_with("_by") || field.id == "capacity";
    // What others did or were asked for, where nothing is decided about the survivor.
    let other = ["contact_by", "asked_by", "interrupted_by"].contains(&field.id.as_str());
    let known = choices(form, field);
    field.kind == FieldType::One
        && named
        && !other
        && DECIDERS.iter().any(|one| known.iter().any(|id| id == one))
}

/// All fields that say who decided, with the choices that are not the survivor.
fn deciders() -> Vec<(Arc<Form>, String, Vec<String>)> {
    let mut found = Vec::new();
    for form in forms() {
        for field in form.fields().filter(|field| is_decider(&form, field)) {
            let always = ALWAYS_OTHERS.contains(&form.id.as_str());
            let theirs = |id: &str| if always { id == "open" } else { THEIRS.contains(&id) };
            // An identification is made by a body, whoever it is; all of its choices are others.
            let others = choices(&form, field).into_iter().filter(|id| !theirs(id)).collect();
            found.push((form.clone(), field.id.clone(), others));
        }
    }
    found
}

#[test]
fn all_fields_that_say_who_decides_are_known() {
    let found: Vec<String> =
        deciders().into_iter().map(|(form, field, _)| format!("{}.{field}", form.id)).collect();
    let known = [
        "agreement.agreed_by",
        "closure.decided_by",
        "consent.given_by",
        "evaluation.decided_by",
        "identification.decided_by",
        "intake.capacity",
        "referral.decided_by",
        "referral.withdrawn_by",
        "reintegration_preparation.decided_by",
        "reintegration_return.decided_by",
        "reopening.decided_by",
        "supervision.decided_by",
        "support_plan.decided_by",
    ];
    for wanted in known {
        assert!(found.iter().any(|id| id == wanted), "{wanted} is not in {found:?}");
    }
    // No second way of saying who decides, past this test.
    for form in forms() {
        for field in form.fields().filter(|field| field.kind == FieldType::One) {
            let decides = field.id.contains("decided_by") || field.id.contains("agreed_by");
            let id = format!("{}.{}", form.id, field.id);
            assert!(!decides || found.contains(&id), "{id}");
        }
    }
}

#[test]
fn whoever_decides_for_the_survivor_says_why_and_asks_them() {
    for (form, field, others) in deciders() {
        for other in others {
            // Under some filling the question is asked at all.
            let mut asked = false;
            for variant in 0..variants(&form) {
                let Some(entry) = decided(&form, variant, &field, &other) else { continue };
                asked = true;
                let missing: Vec<String> = entry.missing().into_iter().filter_map(top).collect();
                let why = missing.iter().any(|id| id.contains("reason") || id.contains("note"));
                let opinion = missing.iter().any(|id| is_own(id));
                let disappeared = entry.get(&Path::field("reason")) == Some(choice("disappeared"));
                assert!(why, "{}: {field} = {other} does not ask why: {missing:?}", form.id);
                assert!(opinion || disappeared, "{}: {field} = {other}, unasked: {missing:?}", form.id);
            }
            assert!(asked, "{}: {field} = {other} can never be chosen", form.id);
        }
    }
}

/// A filling in which this was decided so, and nobody wrote a reason or an opinion.
fn decided(form: &Arc<Form>, variant: usize, field: &str, other: &str) -> Option<Entry> {
    let mut entry = filled(form, variant);
    let path = Path::field(field);
    entry.set(&path, Some(choice(other)));
    let noted = form.fields().filter(|field| field.kind == FieldType::Note);
    for note in noted {
        entry.set(&Path::field(&note.id), None);
    }
    entry.relevant(&path).then_some(entry)
}

/// Where the survivor decides alone, nobody has to give reasons for it.
#[test]
fn what_the_survivor_decides_needs_no_reason() {
    for (form, field, _) in deciders() {
        let list = choices(&form, form.field(&field).unwrap());
        let own = list.iter().find(|id| ["survivor", "self"].contains(&id.as_str()));
        let Some(own) = own else { continue };
        for variant in 0..variants(&form) {
            let Some(entry) = decided(&form, variant, &field, own) else { continue };
            let missing: Vec<String> = entry.missing().into_iter().filter_map(top).collect();
            // The filling may have another decider beside this one, who is asked.
            let why = match field.as_str() {
                "withdrawn_by" => "withdrawn_note".to_owned(),
                "capacity" => "capacity_reason".to_owned(),
                decided => format!("{}_reason", decided.replace("decided_by", "decided")),
            };
            assert!(!missing.contains(&why), "{}: {field} = {own}: {missing:?}", form.id);
        }
    }
}

fn choice(id: &str) -> Answer {
    Answer::Choice(id.to_owned())
}

fn top(path: Path) -> Option<String> {
    match path {
        Path::Field(id) => Some(id),
        Path::Cell { .. } => None,
    }
}

fn is_own(id: &str) -> bool {
    id.starts_with("own_") || id == "survivor_opinion" || id == "survivor_view"
}
