//! A whole case, from the first call to the last follow-up, over more than a year. At each turn the case
//! screen proposes what comes next and Enter goes there; what stands in the long forms is written without
//! typing it. That the year ends where it should is the proof that the process leads.

use std::collections::BTreeSet;

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path};
use vaka::record::{CaseId, PassageKind};
use vaka::store::SaveRecord;
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(a_year_from_the_first_call_to_the_last_contact);

/// More turns than any case needs: whoever comes to the end of them was led in a circle.
const TURNS: usize = 120;

fn a_year_from_the_first_call_to_the_last_contact(language: &str) {
    let mut t = T::open(language);
    let begun = t.today();
    t.run(Cmd::NewCase).focus_field("first_name").type_("Elif").run(Cmd::Save).at(Place::Case);
    let case = t.vault().cases().unwrap()[0].id;
    let mut way: Vec<String> = Vec::new();
    let mut closed = false;
    for turn in 0..=TURNS {
        assert!(turn < TURNS, "no end: {way:?}");
        let message = proposal(&t);
        if message.as_deref() == Some("next-ended") {
            break;
        }
        let wait = matches!(message.as_deref(), None | Some("next-follow-up-planned"));
        if wait {
            // Nothing asks today: a week goes by.
            t.days_later(7).run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
            continue;
        }
        t.key(Key::Enter);
        assert!(!matches!(t.place(), Place::Case), "Enter leads nowhere: {message:?}");
        let form = t.form().entry().form().id.clone();
        if way.last() != Some(&form) {
            way.push(form.clone());
        }
        write(&mut t, case, &form);
        closed |= form == "closure";
        // Out of a row first, where the row that asks was opened.
        while t.place() != Place::Case {
            t.key(Key::Esc);
        }
        // A good day's work, and on.
        t.days_later(1).run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    }
    assert!(closed);
    let days = (t.today() - begun).num_days();
    assert!((330..500).contains(&days), "{days} days: {way:?}");
    every_phase_and_step(&mut t, case, &way);
}

/// What the case screen proposes; the focus stands on it.
fn proposal(t: &T) -> Option<String> {
    let file_of = |screen: &vaka::screen::Screen| match screen {
        vaka::screen::Screen::Case(case) => Some(case.next().map(|next| next.message.clone())),
        _ => None,
    };
    t.model.stack.last().and_then(file_of).flatten()
}

fn every_phase_and_step(t: &mut T, case: CaseId, way: &[String]) {
    let passages = t.vault().passages(case).unwrap();
    let phases: BTreeSet<String> = passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Phase)
        .map(|passage| passage.became.clone())
        .collect();
    // Termination lasts no longer than the save that plans the follow-up.
    for phase in ["engagement", "assessment", "planning", "implementation", "evaluation", "follow_up"] {
        assert!(phases.contains(phase), "{phase} is missing: {passages:?}");
    }
    for form in [
        "interview_readiness",
        "interview",
        "early_risk",
        "risk_analysis",
        "elements",
        "indicators",
        "identification",
        "consequences",
        "crisis_session",
        "needs",
        "assessment",
        "support_plan",
        "agreement",
        "impact",
        "referral",
        "reintegration_preparation",
        "contact",
        "monitoring",
        "evaluation",
        "closure",
        "feedback",
        "follow_up",
    ] {
        assert!(way.iter().any(|walked| walked == form), "nothing led to {form}: {way:?}");
    }
    let now = chrono::NaiveDateTime::from(t.today());
    let file = t.vault().open_case(case, chrono::Utc::now()).unwrap();
    let knowledge = vaka::session::Knowledge::embedded();
    let state = vaka::casework::case_state(&knowledge.process, &knowledge.library, &file, now);
    let open: Vec<&str> = state
        .steps
        .iter()
        .filter(|step| step.needed && !matches!(step.status, vaka::casework::StepStatus::Done))
        .map(|step| step.id.as_str())
        .filter(|step| !matches!(*step, "risk" | "needs" | "planning" | "support"))
        .collect();
    assert!(open.is_empty(), "still open at the end: {open:?}");
    let follow_ups = file.records.iter().filter(|record| record.form == "follow_up").count();
    assert_eq!(follow_ups, 6);
}

/// Writes what somebody would write into the open form, as its save would.
fn write(t: &mut T, case: CaseId, form: &str) {
    let record = t.form().record;
    let mut entry = vaka::form::Entry::open(
        &vaka::session::Knowledge::embedded().library,
        t.form().entry().form(),
        t.form().entry().answers().clone(),
        chrono::NaiveDateTime::from(t.today()),
    );
    let today = Answer::Date(t.today());
    let later = |days: i64| Answer::Date(t.today() + chrono::TimeDelta::days(days));
    let months = (t.today() - chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()).num_days() / 30;
    let fields: Vec<(&str, Answer)> = match form {
        "consent" => vec![("scope", seed::choice("interview")), ("state", seed::choice("given"))],
        "interview" => vec![("how_ended", seed::choice("finished"))],
        "interview_readiness" => seed::readiness(12).fields.into_iter().map(leak).collect(),
        "early_risk" => vec![("urgent_level", seed::choice("high")), ("self_harm", seed::point("present"))],
        "risk_analysis" => vec![
            ("own_view", seed::text("…")),
            ("level", seed::choice("medium")),
            ("level_reason", seed::text("…")),
            ("reviewed_on", today.clone()),
            ("next_review", later(90)),
        ],
        "identification" => vec![
            ("decision", seed::choice("presumed")),
            ("reason", seed::text("…")),
            ("own_view", seed::text("…")),
        ],
        "agreement" => vec![("agreement_state", seed::choice("agreed"))],
        "impact" if months >= 6 => vec![("moment", seed::choice("exit"))],
        "impact" => vec![("moment", seed::choice("baseline"))],
        "referral" => vec![("state", seed::choice("in_progress")), ("service", seed::text("Mavi Kapı"))],
        "reintegration_preparation" => vec![("next_way", seed::choice("stay"))],
        "evaluation" => vec![("next_phase", seed::choice("close"))],
        "closure" => vec![
            ("reason", seed::choice("goals_reached")),
            ("status_after", seed::choice("follow_up")),
            ("follow_up_agreed", seed::choice("yes")),
        ],
        "follow_up" => vec![("outcome", seed::choice("done")), ("contacted_on", today.clone())],
        _ => Vec::new(),
    };
    for (field, answer) in fields {
        entry.set(&Path::field(field), Some(answer));
    }
    // A fresh plan is not yet begun; after half a year it has been carried out.
    let (state, due) = match months {
        0 => ("open", later(30)),
        1..6 => ("in_progress", later(35)),
        _ => ("done", today),
    };
    if form == "support_plan" {
        plan(&mut entry, months, state, due);
    }
    if form == "needs" {
        let row = row_of(&entry, "needs", "integration");
        entry.set(&Path::cell("needs", &row, "state"), Some(seed::choice("in_hand")));
    }
    let now = t.model.now;
    let base = t.vault().record(record, now.utc).map_or(0, |record| record.revision);
    let form_version = entry.form().version;
    let answers = entry.to_save();
    let (case, form) = (Some(case), form.to_owned());
    let save = SaveRecord { record, case, form, form_version, base, answers };
    t.vault().save(&save, now.utc, now.local.date()).unwrap();
}

/// One row that is being carried out, and one that first waits for a service.
fn plan(entry: &mut vaka::form::Entry, months: i64, state: &str, due: Answer) {
    let (housing, legal) = (row_of(entry, "plan", "housing"), row_of(entry, "plan", "legal_assistance"));
    entry.set(&Path::cell("plan", &housing, "state"), Some(seed::choice(state)));
    entry.set(&Path::cell("plan", &housing, "due"), Some(due));
    entry.set(&Path::cell("plan", &legal, "service"), Some(seed::text("Mavi Kapı")));
    let waits = if months < 6 { "open" } else { "done" };
    entry.set(&Path::cell("plan", &legal, "state"), Some(seed::choice(waits)));
}

fn row_of(entry: &vaka::form::Entry, table: &str, start: &str) -> String {
    let rows = entry.rows(table);
    rows.iter().find(|row| row.start.as_deref() == Some(start)).unwrap().id.clone()
}

fn leak((id, answer): (String, Answer)) -> (&'static str, Answer) {
    (Box::leak(id.into_boxed_str()), answer)
}
