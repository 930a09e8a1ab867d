//! Rule C6: what was declined, interrupted or ended can be taken up again.

use std::collections::BTreeSet;
use std::sync::Arc;

use vaka::form::{Answer, Entry, Field, Form, List, Path, PerCase, Required};

use super::fill::{all_fields, answer_to, choices, filled, forms, id, library, now, places};

/// States in which something rests or has ended.
const ENDED: [&str; 16] = [
    "declined",
    "withdrawn",
    "stopped",
    "not_wanted",
    "refused",
    "closed",
    "dropped",
    "ended",
    "broken_off",
    "interrupted",
    "stopped_survivor",
    "stopped_worker",
    "not_now",
    "no_contact",
    "taken_back",
    "disappeared",
];

fn ending(form: &Form, field: &Field) -> Vec<String> {
    choices(form, field).into_iter().filter(|id| ENDED.contains(&id.as_str())).collect()
}

/// The lists in which this was looked for: a new word for an ended state is to be noticed.
#[test]
fn the_words_for_ended_states_are_known() {
    let mut lists: BTreeSet<String> = BTreeSet::new();
    for form in forms() {
        let ended = |list: &&List| list.choices.iter().any(|choice| ENDED.contains(&choice.id.as_str()));
        lists.extend(form.lists.iter().filter(ended).map(|list| format!("{}.{}", form.id, list.id)));
    }
    for wanted in [
        "referral.referral_state",
        "needs.need_state",
        "support_plan.plan_state",
        "entitlement.entitlement_state",
        "monitoring.received",
        "monitoring.action_state",
        "consent.consent_state",
        "agreement.agreement_state",
        "closure.ensured",
        "closure.closing_reason",
        "interview.go_on",
        "interview.how_ended",
        "meeting.task_state",
        "prevention.outcome",
        "reintegration_preparation.option_state",
        "reintegration_post.course",
        "reintegration_post.going",
        "service.entry_state",
        "handover.task_state",
        "record_request.result",
    ] {
        assert!(lists.contains(wanted), "{wanted} is not in {lists:?}");
    }
}

/// Saved in an ended state, opened again, and taken up: the question is there, every other state may be
/// chosen, nothing that was written is refused, and all that was asked before is asked again.
#[test]
fn every_ended_state_has_a_way_back() {
    for form in forms() {
        let mut entry = filled(&form, 0);
        let mut seen = BTreeSet::new();
        // One row of a table stands for all.
        for path in places(&mut entry).into_iter().filter(|path| seen.insert(id(path).to_owned())) {
            let field = entry.field(&path).unwrap().clone();
            for ended in ending(&form, &field) {
                for other in choices(&form, &field).iter().filter(|other| **other != ended) {
                    taken_up_again(&form, &path, &field, other, &ended);
                }
            }
        }
    }
}

fn taken_up_again(form: &Arc<Form>, path: &Path, field: &Field, other: &str, ended: &str) {
    let mut before = filled(form, 0);
    before.set(path, answer(field, other));
    if !before.relevant(path) {
        return;
    }
    let asked = relevant(&mut before);
    before.set(path, answer(field, ended));
    let mut after = Entry::open(library(), form, before.to_save(), now());
    assert!(after.relevant(path), "{}: {path:?} = {ended} hides itself", form.id);
    after.set(path, answer(field, other));
    assert_eq!(after.get(path), answer(field, other), "{}: {path:?}", form.id);
    // What was hidden was not kept in the saved version; told again, it leads to the same questions.
    refill(&mut after, path);
    assert_eq!(relevant(&mut after), asked, "{}: {path:?} from {ended} to {other}", form.id);
    assert_eq!(after.violations(), [], "{}: {path:?} from {ended} to {other}", form.id);
}

fn refill(entry: &mut Entry, except: &Path) {
    let form = Arc::clone(entry.form());
    for path in places(entry).into_iter().filter(|path| path != except) {
        let answer = answer_to(&form, entry.field(&path).unwrap(), 0);
        entry.set(&path, answer);
    }
}

fn answer(field: &Field, state: &str) -> Option<Answer> {
    use vaka::form::FieldType as T;
    Some(match field.kind {
        T::Item => Answer::Item { state: Some(state.to_owned()), remark: String::new() },
        T::Many => Answer::Choices(vec![state.to_owned()]),
        _ => Answer::Choice(state.to_owned()),
    })
}

fn relevant(entry: &mut Entry) -> BTreeSet<(String, Option<String>)> {
    let all = places(entry).into_iter().filter(|path| entry.relevant(path));
    all.map(|path| match path {
        Path::Field(id) => (id, None),
        Path::Cell { table, column, .. } => (table, Some(column)),
    })
    .collect()
}

/// Whoever declined is asked again on a day, or finds the way back written down: these forms say so.
#[test]
fn where_services_are_declined_the_way_back_is_asked_for() {
    for (form, state, ended, way) in [
        ("needs", "state", "declined", "ask_again"),
        ("referral", "state", "withdrawn", "way_back"),
        ("referral", "state", "declined", "way_back"),
        ("identification", "decision", "not_identified", "way_back"),
        ("closure", "reason", "declined", "reopening_explained"),
        ("closure", "reason", "disappeared", "reopening_explained"),
        ("interview", "go_on", "not_wanted", "next_meeting"),
        ("support_plan", "state", "declined", "plan_review"),
        ("entitlement", "state", "not_wanted", "entitlement_review"),
    ] {
        let form = library().form(form).unwrap();
        let mut entry = filled(&form, 0);
        let all = places(&mut entry);
        let find = |wanted: &str| all.iter().find(|path| id(path) == wanted).unwrap();
        let field = entry.field(find(state)).unwrap().clone();
        entry.set(find(state), answer(&field, ended));
        assert!(entry.relevant(find(way)), "{}: {way} when {ended}", form.id);
    }
}

/// A form of which a case holds one record, and one that is about the case alone, can be revised for
/// ever; of the others a new one can be begun. Neither asks first whether something has ended.
#[test]
fn a_withdrawn_consent_can_be_asked_for_anew() {
    for id in ["consent", "referral", "interview", "closure", "follow_up", "monitoring", "evaluation"] {
        assert_eq!(library().form(id).unwrap().per_case, PerCase::Many, "{id}");
    }
}

/// Taking something up again is never made hard by asking for reasons first.
#[test]
fn taking_up_again_asks_for_no_reason() {
    for form in forms() {
        for (words, field) in all_fields(&form).filter(|(_, field)| field.id.contains("resumed")) {
            assert_eq!(field.required, Required::Never, "{}: {words}", form.id);
        }
    }
}
