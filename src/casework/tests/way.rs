//! Going back, closing, what a closing makes, and what is asked of a case on its way.

use chrono::{Months, NaiveDate};
use uuid::Uuid;

use super::{Case, choice, day, library, now, text};
use crate::casework::{StepStatus, made, process::Process};
use crate::form::{Answer, Path};
use crate::record::Record;

/// A plan of which everything is done.
fn done() -> [(&'static str, Answer); 2] {
    [("plan/housing/due", Answer::Date(day(2))), ("plan/housing/state", choice("done"))]
}

fn on(field: &str, ago: i64) -> (&str, Answer) {
    (field, Answer::Date(day(ago)))
}

/// A case that was led to its end and evaluated.
fn evaluated(next_phase: &str) -> Case {
    let case = Case::new().ready().risk(-30).planned(&done());
    case.save("evaluation", 3, &[("next_phase", choice(next_phase)), on("evaluated_on", 3)])
}

fn closed(agreed: &str, status: &str) -> Case {
    let exit = [("moment", choice("exit"))];
    evaluated("close").save("impact", 3, &exit).save("closure", 2, &closing(agreed, status))
}

fn closing(agreed: &str, status: &str) -> Vec<(&'static str, Answer)> {
    vec![
        ("reason", choice("goals_reached")),
        ("status_after", choice(status)),
        ("follow_up_agreed", choice(agreed)),
        ("exit_feedback", text("…")),
        on("closed_on", 2),
    ]
}

impl Case {
    /// What the store does after a save: the records that it brings with it.
    pub fn make(mut self) -> Self {
        let saved = self.file.records[0].id;
        let made = made(&self.process, &self.library, &self.file, saved, now());
        let at = self.file.records[0].saved_at;
        for made in made {
            let highest = self.file.records.iter().map(|record| record.id.as_u128()).max();
            let id = Uuid::from_u128(highest.unwrap_or(0) + 1);
            let record = Record {
                id,
                case: Some(self.file.line.id),
                form: made.form,
                form_version: made.form_version,
                revision: 1,
                author: String::new(),
                created_at: at,
                saved_at: at,
                answers: made.answers,
            };
            self.file.records.insert(0, record);
        }
        self
    }

    /// Revises the last record of a form.
    fn revise(mut self, form: &str, ago: i64, set: &[(&str, Answer)]) -> Self {
        let place = self.file.records.iter().position(|record| record.form == form).unwrap();
        let mut record = self.file.records.remove(place);
        let mut entry =
            crate::form::Entry::open(&self.library, &self.form(form), record.answers.clone(), now());
        for (field, answer) in set {
            entry.set(&Path::field(field), Some(answer.clone()));
        }
        record.answers = entry.to_save();
        record.revision += 1;
        record.saved_at = super::moment(ago);
        self.file.records.insert(0, record);
        self
    }

    fn follow_ups(&self) -> Vec<NaiveDate> {
        let dues = self.header().dues;
        dues.into_iter().filter(|due| due.form == "follow_up").map(|due| due.date).collect()
    }

    #[track_caller]
    fn check_next(&self, phase: &str, closed: bool, next: &str) {
        let state = self.state();
        let message = state.next.map_or(String::new(), |next| next.message);
        assert_eq!((state.phase.as_str(), state.closed, message.as_str()), (phase, closed, next));
    }
}

/// The contacts after a closing two days ago, one a month.
fn months(numbers: std::ops::RangeInclusive<u32>) -> Vec<NaiveDate> {
    numbers.map(|number| day(2) + Months::new(number)).collect()
}

#[test]
fn an_evaluation_leads_back_to_assessment() {
    let case = evaluated("back_to_assessment");
    case.check_next("assessment", false, "next-risk-analysis");
    let case = case.looked(2, -30);
    case.check_next("assessment", false, "next-needs");
    let case = case.revise("needs", 2, &[]);
    case.check_next("assessment", false, "next-plan");
    let case = case.revise("support_plan", 2, &[]);
    assert_eq!(case.state().phase, "evaluation", "what was revised counts as it stands now");
    let mended = case.revise("evaluation", 1, &[("able_alone", text("…"))]);
    assert_eq!(mended.state().phase, "evaluation", "a slip that is mended does not go back again");
}

#[test]
fn new_information_throws_nothing_back() {
    for form in ["needs", "risk_analysis", "consequences", "contact", "early_risk", "assessment"] {
        let case = evaluated("close");
        let before = case.state().phase;
        let case = match case.file.records.iter().any(|record| record.form == form) {
            true => case.revise(form, 1, &[]),
            false => case.save(form, 1, &[]),
        };
        assert_eq!(case.state().phase, before, "{form}");
    }
}

#[test]
fn a_closing_closes_and_is_offered_a_way_back() {
    closed("no", "closed").check_next("termination", true, "next-reopen");
    closed("no", "closed_referred").check_next("termination", true, "next-reopen");
    closed("yes", "follow_up").make().check_next("follow_up", true, "next-follow-up-planned");
    closed("no", "stays_open").check_next("evaluation", false, "next-risk-again");
    assert!(Case::new().gate("reopening").is_some());
    assert_eq!(closed("no", "closed").gate("reopening"), None);
}

#[test]
fn a_closed_case_is_opened_again() {
    let full = [("wanted", Answer::Choices(vec!["crisis".to_owned()])), on("reopened_on", 1)];
    let case = closed("yes", "follow_up").make().save("reopening", 1, &full);
    case.check_next("engagement", false, "next-early-risk-again");
    assert_eq!(case.follow_ups(), [], "the dates of the old closing are silent");
    assert_eq!(case.state().stage, "crisis_response");
    let case = case.save("early_risk", 0, &[("urgent_level", choice("high"))]);
    case.check_next("assessment", false, "next-risk-analysis");
    // For a word there is no need to go the whole way.
    let word = [("wanted", Answer::Choices(vec!["information".to_owned()])), on("reopened_on", 1)];
    let case = closed("no", "closed").save("reopening", 1, &word);
    case.check_next("engagement", false, "next-contact");
    let case = case.save("contact", 0, &[]);
    case.check_next("engagement", false, "next-close-again");
    assert_eq!(case.gate("closure"), None);
    case.save("closure", 0, &closing("no", "closed")).check_next("termination", true, "next-reopen");
}

#[test]
fn a_closing_makes_its_contacts_once() {
    let case = closed("yes", "follow_up").make();
    assert_eq!(case.follow_ups(), months(1..=6));
    let first = case.file.records.iter().rfind(|record| record.form == "follow_up").unwrap();
    let window = [1, -13].map(|_| Answer::Date(day(2) + Months::new(1)));
    assert_eq!(first.answers.fields.get("due_on"), Some(&window[0]));
    let around = |days: i64| Some(Answer::Date(day(2) + Months::new(1) + chrono::Duration::days(days)));
    assert_eq!(first.answers.fields.get("window_opens").cloned(), around(-7));
    assert_eq!(first.answers.fields.get("window_closes").cloned(), around(7));
    let again = case.clone().revise("closure", 1, &[]).make();
    assert_eq!(again.file.records.len(), case.file.records.len(), "saved again, nothing is doubled");
    // Fewer and others: those nobody touched fall silent, missing ones are added.
    let fewer = case.clone().revise("closure", 1, &[("follow_up_months", Answer::Number(3.0))]).make();
    assert_eq!(fewer.follow_ups(), months(1..=3));
    let more = fewer.revise("closure", 1, &[("follow_up_months", Answer::Number(8.0))]).make();
    assert_eq!(more.follow_ups(), months(1..=8));
    let none = more.revise("closure", 1, &[("follow_up_agreed", choice("no"))]).make();
    assert_eq!(none.follow_ups(), []);
    closed("no", "closed").make().check_next("termination", true, "next-reopen");
}

#[test]
fn a_missed_contact_stays_until_it_has_an_outcome() {
    let mut case = closed("yes", "follow_up").revise("closure", 80, &[on("closed_on", 80)]).make();
    case = case.looked(80, -30);
    let dues = case.follow_ups();
    assert_eq!(dues.len(), 6);
    case.check_next("follow_up", true, "next-follow-up-due");
    assert_eq!(case.state().next.unwrap().when, Some(dues[0]));
    let answer = |case: &Case, set: &[(&str, Answer)]| {
        let mut case = case.clone();
        let id = case.header().dues[0].record;
        let place = case.file.records.iter().position(|record| record.id == id).unwrap();
        let record = case.file.records.remove(place);
        case.file.records.insert(0, record);
        case.revise("follow_up", 0, set)
    };
    // Not reached and nothing agreed: still asked. Another day: asked then.
    let missed = answer(&case, &[("outcome", choice("not_reached"))]);
    assert_eq!(missed.follow_ups(), dues);
    let later = [("outcome", choice("not_safe_to_contact")), on("try_again_on", -3)];
    assert!(answer(&case, &later).follow_ups().contains(&day(-3)));
    assert!(!answer(&case, &later).follow_ups().contains(&dues[0]));
    for outcome in ["done", "excused"] {
        assert_eq!(answer(&case, &[("outcome", choice(outcome))]).follow_ups(), dues[1..], "{outcome}");
    }
    let ends = answer(&case, &[("outcome", choice("done")), ("follow_up_ends", choice("yes"))]);
    assert_eq!(ends.follow_ups(), [], "nobody is asked who has had enough");
    let back = answer(&case, &[("outcome", choice("done")), ("back_to_assessment", choice("yes"))]);
    back.check_next("assessment", false, "next-risk-analysis");
}

#[test]
fn the_risks_are_asked_for_once_in_each_step() {
    let case = Case::new().ready().risk(-30).identified();
    case.check_next("assessment", false, "next-needs");
    let case = case.save("needs", 2, &[]);
    case.check_next("assessment", false, "next-risk-again");
    let next = case.state().next.unwrap();
    assert_eq!(next.step.as_deref(), Some("needs"));
    assert_eq!((next.form.as_str(), next.at), ("risk_analysis", Some(Path::field("reviewed_on"))));
    let looked = case.revise("risk_analysis", 1, &[on("reviewed_on", 1)]);
    looked.check_next("assessment", false, "next-assessment");
    let same = looked.save("assessment", 0, &[]);
    same.check_next("assessment", false, "next-plan");
}

#[test]
fn the_stage_follows_or_is_set() {
    let check = |case: Case, stage: &str, set: bool| {
        let state = case.state();
        assert_eq!((state.stage.as_str(), state.stage_set), (stage, set));
    };
    let calm = |case: Case| case.revise("risk_analysis", 4, &[("level", choice("low"))]);
    check(Case::new(), "crisis_response", false);
    check(Case::new().ready().risk(-30).planned(&[]), "crisis_response", false);
    check(calm(Case::new().ready().risk(-30).planned(&[])), "transitional_support", false);
    check(evaluated("close"), "outreach", false);
    let set = [("next_phase", choice("continue")), ("stage", choice("crisis_response"))];
    check(calm(evaluated("close")).save("evaluation", 1, &set), "crisis_response", true);
}

#[test]
fn a_refusal_is_not_asked_again() {
    let refused = |scope: &str| [("scope", choice(scope)), ("state", choice("refused"))];
    let plan = [("plan/housing/service", text("…")), ("plan/housing/state", choice("open"))];
    let case = Case::new().ready().risk(-30).planned(&plan);
    case.check_next("planning", false, "next-referral");
    let refused_referral = case.save("consent", 3, &refused("referral"));
    assert_ne!(refused_referral.state().next.map(|next| next.message).as_deref(), Some("next-referral"));
    let case = Case::new().ready().save("consent", 5, &refused("interview"));
    let case = case.save("early_risk", 5, &[("urgent_level", choice("low"))]).looked(5, -30);
    case.check_next("assessment", false, "next-needs");
}

#[test]
fn what_is_left_open_in_a_step_is_named() {
    let case = Case::new().ready().risk(-30).save("elements", 4, &[]);
    let waits = case.state().steps[2].waits_for.clone();
    assert_eq!(waits, ["indicators", "identification", "consequences"], "prevention is for others");
    let not = case.save("identification", 4, &[("decision", choice("not_identified"))]);
    assert!(not.state().steps[2].waits_for.contains(&"prevention".to_owned()));
}

/// Every phase is that of some case.
#[test]
fn every_phase_can_be_reached() {
    let agreed = [("agreed", choice("verbal"))];
    let cases = [
        Case::new(),
        Case::new().ready().risk(-30),
        Case::new().ready().risk(-30).planned(&[]),
        Case::new().ready().risk(-30).planned(&agreed),
        evaluated("close"),
        closed("no", "closed"),
        closed("yes", "follow_up"),
    ];
    let found: Vec<String> = cases.iter().map(|case| case.state().phase).collect();
    let known: Vec<&str> = cases[0].process.phases().iter().map(|phase| phase.id.as_str()).collect();
    assert_eq!(found, known);
}

/// Every loop brings some case back to its phase, from beyond it.
#[test]
fn every_loop_goes_back() {
    let says = |form: &str| match form {
        "evaluation" => vec![("next_phase", choice("back_to_assessment"))],
        "follow_up" => vec![("outcome", choice("done")), ("back_to_assessment", choice("yes"))],
        "reintegration_post" => vec![("after_return", choice("back_to_assessment"))],
        _ => vec![("wanted", Answer::Choices(vec!["respite".to_owned()]))],
    };
    let loops = Case::new().process.loops().to_vec();
    assert_eq!(loops.len(), 4);
    for known in loops {
        let case = closed("no", "closed").save(&known.form, 1, &says(&known.form));
        assert_eq!((case.state().phase, case.state().closed), (known.to, false), "{}", known.form);
    }
}

/// Every step is done in some case.
#[test]
fn every_step_can_become_done() {
    let case = closed("no", "closed")
        .save("contact", 2, &[])
        .save("crisis_session", 2, &[])
        .save("referral", 2, &[("state", choice("completed"))])
        .save("reintegration_preparation", 2, &[("next_way", choice("stay"))]);
    let open: Vec<String> = case
        .state()
        .steps
        .into_iter()
        .filter(|step| step.status != StepStatus::Done && step.id != "other")
        .map(|step| step.id)
        .collect();
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn the_unchecked_process_is_the_same() {
    let (checked, _) = Process::embedded(&library());
    assert_eq!(Process::unchecked(&library()), checked);
}

#[test]
fn an_agreement_begins_and_the_plan_is_looked_at_each_month() {
    let row = [("plan/housing/due", Answer::Date(day(-20))), ("plan/housing/state", choice("open"))];
    let case = Case::new().ready().risk(-60).planned(&row);
    assert_eq!(case.state().phase, "planning");
    let agreed = |ago: i64| case.clone().revise("agreement", ago, &[("agreement_state", choice("agreed"))]);
    assert_eq!(agreed(3).state().phase, "implementation");
    let due = |case: &Case| case.state().next.is_some_and(|next| next.message == "next-monitoring");
    assert!(!due(&agreed(3)));
    // Written on yesterday, the plan was still not looked at together.
    let case = agreed(40).revise("support_plan", 1, &row).save("contact", 1, &[]).looked(0, -60);
    assert!(due(&case), "{:?}", case.state().next);
}

#[test]
fn the_end_of_the_follow_up_is_said() {
    let ends = |outcome: &str| [("outcome", choice(outcome)), ("follow_up_ends", choice("yes"))];
    let case = closed("yes", "follow_up").make();
    let case = case.save("follow_up", 0, &ends("done")).make();
    case.check_next("follow_up", true, "next-ended");
    let next = case.state().next.unwrap();
    assert!(next.calm, "nothing has to be done");
    assert_eq!(next.form, "reopening", "and the door stays open");
}
