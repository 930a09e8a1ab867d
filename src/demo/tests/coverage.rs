//! The demonstration covers everything: each phase, step and form, and each turn that a case can take.
//! What is missing is named.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::*;
use crate::casework::{CaseState, StepStatus};
use crate::form::{Answer, Path};
use crate::record::Header;

/// The people with names of their own, as the vault gives them back today.
struct Everybody {
    cases: Vec<Vec<Invented>>,
    files: Vec<CaseFile>,
    states: Vec<CaseState>,
    headers: Vec<Header>,
    today: NaiveDate,
}

impl Everybody {
    fn new() -> Self {
        let (library, now) = (library(), at(14, 0));
        let (process, _) = Process::embedded(&library);
        let cases = people(People::read().len(), 1, now);
        let files: Vec<CaseFile> = cases.iter().map(|case| file(case)).collect();
        let states = files.iter().map(|file| casework::case_state(&process, &library, file, now)).collect();
        let headers = files.iter().map(|file| casework::header(&process, &library, file, now)).collect();
        Self { cases, files, states, headers, today: now.date() }
    }

    /// The newest revisions of a form, of all cases.
    fn records(&self, form: &str) -> Vec<&Record> {
        self.files.iter().flat_map(|file| &file.records).filter(|record| record.form == form).collect()
    }

    /// Whether some case has all of it.
    fn somebody(&self, is: impl Fn(&CaseFile) -> bool) -> bool {
        self.files.iter().any(is)
    }
}

fn of<'a>(file: &'a CaseFile, form: &'a str) -> impl Iterator<Item = &'a Record> + 'a {
    file.records.iter().filter(move |record| record.form == form)
}

fn is(record: &Record, field: &str, choice: &str) -> bool {
    record.answers.choice(field) == Some(choice)
}

fn date(record: &Record, field: &str) -> Option<NaiveDate> {
    match record.answers.get(&Path::field(field)) {
        Some(Answer::Date(date)) => Some(*date),
        _ => None,
    }
}

#[test]
fn the_tales_can_be_read_and_are_told() {
    assert_eq!(Tales::mistakes(), [""; 0]);
    let (people, tales) = (People::read(), Tales::read());
    let mut told = BTreeSet::from(["own".to_owned()]);
    for number in 0..people.len() {
        let person = people.person(number, &mut Random::new(1)).unwrap();
        for tale in &person.story.tales {
            let begins = tales.begins(tale).unwrap_or_else(|| panic!("there is no tale {tale}"));
            assert!(begins + 1 < person.story.began, "{tale} begins before {}", person.first_name);
            told.insert(tale.clone());
        }
    }
    let names: BTreeSet<String> = tales.names().into_iter().map(str::to_owned).collect();
    assert_eq!(names, told);
}

#[test]
fn every_form_is_there() {
    let (library, now) = (library(), at(14, 0));
    let all = Everybody::new();
    let words = |id: &str| id.to_owned();
    let mut seen: BTreeSet<String> =
        all.cases.iter().flatten().map(|invented| invented.form.clone()).collect();
    seen.extend(services::services(&library, &words, 1, now).into_iter().map(|invented| invented.form));
    seen.extend(own(&library, &words, 1, now).into_iter().map(|invented| invented.form));
    let missing: Vec<String> = library.ids().into_iter().filter(|id| !seen.contains(id)).collect();
    assert!(missing.is_empty(), "nobody has {missing:?}");
}

#[test]
fn every_phase_and_step_is_there() {
    let all = Everybody::new();
    let (process, _) = Process::embedded(&library());
    let phases: BTreeSet<&str> = all.states.iter().map(|state| state.phase.as_str()).collect();
    for phase in process.phases() {
        assert!(phases.contains(phase.id.as_str()), "nobody is in {}", phase.id);
    }
    let mut done: BTreeMap<&str, usize> = BTreeMap::new();
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for step in all.states.iter().flat_map(|state| &state.steps) {
        *done.entry(&step.id).or_default() += usize::from(step.status == StepStatus::Done);
        *open.entry(&step.id).or_default() += usize::from(step.status == StepStatus::Open);
    }
    for step in process.steps() {
        assert!(done[step.id.as_str()] > 0, "nobody has done {}", step.id);
    }
    assert!(open.values().filter(|count| **count > 0).count() > 5, "{open:?}");
}

#[test]
fn every_turn_of_a_case_is_there() {
    let all = Everybody::new();
    let today = all.today;
    let soon = |day: Option<NaiveDate>, days: i64| {
        day.is_some_and(|day| day > today && day <= today + chrono::Duration::days(days))
    };
    let past = |day: Option<NaiveDate>| day.is_some_and(|day| day < today);
    let referral =
        |state: &'static str| all.records("referral").into_iter().find(|one| is(one, "state", state));

    assert!(all.somebody(|file| of(file, "intake").any(|one| is(one, "capacity", "minor"))), "a minor");
    let declined = |one: &Record| is(one, "scope", "interview") && is(one, "state", "refused");
    assert!(all.somebody(|file| of(file, "consent").any(declined)), "who declined the interview");
    for state in ["accepted", "declined", "waiting", "sent", "withdrawn"] {
        assert!(referral(state).is_some(), "a referral that is {state}");
    }
    assert!(past(referral("waiting").and_then(|one| date(one, "waiting_ask"))), "an overdue question");
    assert!(past(referral("sent").and_then(|one| date(one, "answer_by"))), "an overdue answer");
    let late = |due: &crate::record::Due| due.form == "risk_analysis" && due.date < today;
    assert!(all.headers.iter().flat_map(|header| &header.dues).any(late), "an overdue look at the risks");
    let ending = all
        .records("consent")
        .into_iter()
        .any(|one| is(one, "state", "given") && soon(date(one, "valid_until"), 14));
    assert!(ending, "a consent about to end");
    let back = |one: &Record| is(one, "next_phase", "back_to_assessment");
    assert!(all.records("evaluation").into_iter().any(back), "an evaluation that led back");
    assert!(
        all.records("closure").into_iter().any(|one| is(one, "reason", "disappeared")),
        "who disappeared"
    );
    let open = |one: &Record| is(one, "introduced", "no") && soon(date(one, "introduction_planned"), 14);
    assert!(all.records("handover").into_iter().any(open), "an introduction that is still open");
    let at_risk = |file: &CaseFile| {
        of(file, "identification").any(|one| is(one, "decision", "not_identified"))
            && of(file, "prevention").count() > 0
    };
    assert!(all.somebody(at_risk), "who is at risk and not identified");
    let returned = |one: &Record| is(one, "decision", "go") && date(one, "returned_on").is_some();
    assert!(all.records("reintegration_return").into_iter().any(returned), "who returned");
    let night = |one: &Record| is(one, "night_work", "yes");
    assert!(all.records("contact").into_iter().any(night), "a call at night");
    let unsafe_one = |one: &Record| is(one, "safe", "no");
    assert!(all.records("contact").into_iter().any(unsafe_one), "a contact that was not safe");
}

/// Consent was withdrawn after something had been shared under it, and the recipient was told.
#[test]
fn a_withdrawn_consent_had_been_used() {
    let all = Everybody::new();
    let used = |file: &CaseFile| {
        let withdrawn = of(file, "consent").find(|one| is(one, "state", "withdrawn"))?;
        let recipient = withdrawn.answers.text("recipient")?;
        let sent = of(file, "referral").find(|one| one.answers.text("service") == Some(recipient))?;
        let told = withdrawn.answers.rows("tell").iter().any(|row| row.cells.contains_key("tell_told_on"));
        Some(told && date(sent, "sent_on")? < date(withdrawn, "withdrawn_on")?)
    };
    assert!(all.somebody(|file| used(file) == Some(true)));
}

/// A paper whose renewal can begin soon, which is what asks of it, and one that ends soon.
#[test]
fn a_paper_is_about_to_end() {
    let all = Everybody::new();
    let due = |column: &str| {
        all.headers.iter().flat_map(|header| &header.dues).any(|due| {
            matches!(&due.path, Path::Cell { column: known, .. } if known == column)
                && due.form == "entitlement"
                && due.date >= all.today
                && due.date <= all.today + chrono::Duration::days(30)
        })
    };
    assert!(due("valid_until") && due("renewal_start"));
}

/// Closed, and come back.
#[test]
fn somebody_came_back() {
    let all = Everybody::new();
    let back = |file: &CaseFile| {
        let closed = of(file, "closure").map(|one| one.saved_at).max()?;
        Some(
            file.records
                .iter()
                .any(|one| ["reopening", "contact"].contains(&one.form.as_str()) && one.saved_at > closed),
        )
    };
    assert!(all.somebody(|file| back(file) == Some(true)));
}

/// Nothing that the invented people share leaves without a consent that covers it.
#[test]
fn what_was_shared_was_allowed() {
    let all = Everybody::new();
    for file in &all.files {
        for sent in of(file, "referral").filter(|one| date(one, "sent_on").is_some()) {
            let service = sent.answers.text("service").unwrap();
            let covers = |consent: &Record| {
                is(consent, "scope", "referral") && consent.answers.text("recipient") == Some(service)
            };
            assert!(of(file, "consent").any(covers), "nobody was asked about {service}");
        }
    }
}
