//! The order in which a story is told, and its parts.

use super::*;
use crate::form::{Answer, Path};
use crate::record::{CaseStory, Due, Passage, PassageKind, Past, RecordId, Revision};

fn revision(number: u32, ago: i64, answers: Answers) -> Revision {
    Revision { revision: number, form_version: 1, author: "A".to_owned(), saved_at: moment(ago), answers }
}

fn level(id: &str) -> Answers {
    let fields = [("urgent_level".to_owned(), Answer::Choice(id.to_owned()))];
    Answers { fields: fields.into_iter().collect(), ..Answers::default() }
}

fn past(id: u128, form: &str, revisions: Vec<Revision>) -> Past {
    Past { record: RecordId::from_u128(id), form: form.to_owned(), revisions }
}

fn due(id: u128, form: &str, ahead: i64) -> Due {
    Due::plain(RecordId::from_u128(id), form, Path::field("next"), day(-ahead))
}

/// Two risks, a contact, a draft, two dates.
fn told() -> Vec<Happening> {
    let mut file = Case::new().file;
    file.drafts.push(Draft {
        record: RecordId::from_u128(3),
        case: None,
        form: "contact".to_owned(),
        form_version: 1,
        base: 0,
        answers: Answers::default(),
        position: None,
        saved_at: moment(2),
    });
    file.passages.push(Passage {
        kind: PassageKind::Phase,
        was: "engagement".to_owned(),
        became: "assessment".to_owned(),
        at: moment(5),
    });
    let risk = vec![revision(2, 1, level("high")), revision(1, 5, level("medium"))];
    let past =
        vec![past(1, "early_risk", risk), past(2, "contact", vec![revision(1, 3, Answers::default())])];
    story(&library(), &CaseStory { file, past }, &[due(2, "contact", 9), due(1, "early_risk", 4)])
}

fn short(happening: &Happening) -> String {
    let what = match &happening.what {
        What::Ahead(due) => format!("ahead {}", (due.date - day(0)).num_days()),
        What::Draft(_) => "draft".to_owned(),
        What::Begun(_) => "begun".to_owned(),
        What::Passed(passage) => format!("into {}", passage.became),
        What::Revised(revision, _) => format!("version {}", revision.revision),
    };
    format!("{} {what}", happening.form).trim_start().to_owned()
}

fn check(kind: Option<&str>, order: Order, expect: &[&str]) {
    let process = Process::embedded(&library()).0;
    let kind = kind.map(|id| process.kinds().iter().find(|kind| kind.id == id).unwrap());
    let told = told();
    let shown: Vec<String> = part(&told, kind, order).into_iter().map(short).collect();
    assert_eq!(shown, expect);
}

#[test]
fn what_is_ahead_comes_first_and_then_the_newest() {
    check(
        None,
        Order::NewestFirst,
        &[
            "early_risk ahead 4",
            "contact ahead 9",
            "early_risk version 2",
            "contact draft",
            "contact begun",
            "into assessment",
            "early_risk begun",
        ],
    );
}

#[test]
fn from_the_beginning_what_is_ahead_comes_last() {
    check(
        None,
        Order::OldestFirst,
        &[
            "early_risk begun",
            "into assessment",
            "contact begun",
            "contact draft",
            "early_risk version 2",
            "early_risk ahead 4",
            "contact ahead 9",
        ],
    );
}

#[test]
fn one_kind_is_told_alone() {
    let risk = ["early_risk ahead 4", "early_risk version 2", "early_risk begun"];
    check(Some("risk"), Order::NewestFirst, &risk);
    check(Some("contacts"), Order::OldestFirst, &["contact begun", "contact draft", "contact ahead 9"]);
    check(Some("decisions"), Order::NewestFirst, &["into assessment"]);
    check(Some("consent"), Order::NewestFirst, &[]);
}

#[test]
fn a_later_version_knows_what_is_different_in_it() {
    let told = told();
    let What::Revised(_, difference) = &told[2].what else { panic!("{:?}", told[2]) };
    assert_eq!(difference.movements.len(), 1);
    assert_eq!(difference.movements[0].movement, Movement::Rose);
}

/// Whoever opens a case sees the same kinds: each form of a step belongs to one kind, and to no second.
#[test]
fn every_form_of_the_steps_is_of_one_kind() {
    let process = Process::embedded(&library()).0;
    for form in process.steps().iter().flat_map(|step| &step.forms) {
        let kinds = process.kinds().iter().filter(|kind| kind.forms.contains(form)).count();
        assert_eq!(kinds, 1, "{form}");
    }
}
