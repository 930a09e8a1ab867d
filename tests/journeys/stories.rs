//! Shorter stories beside the long one: what the case proposes when somebody refuses, is refused, takes
//! something back, is not identified, disappears or changes hands. Records that say nothing of the story
//! are written without the screens.

use std::sync::Arc;

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Answers, Path, Row, Subject};
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::screen::Screen;
use vaka::screen::words::start_heading;
use vaka::terminal::Key;

use crate::harness::T;
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    who_refuses_the_interview_is_still_helped,
    a_refused_referral_is_taken_up_elsewhere,
    who_is_not_identified_is_supported_and_let_go,
    who_disappears_before_a_plan_can_be_closed,
    the_agreement_and_the_referral_know_the_plan,
    closing_names_whoever_helps_already,
    a_service_typed_out_brings_what_belongs_to_it,
    the_page_of_guidance_says_how_to_call,
    in_an_emergency_somebody_was_told,
    papers_given_in_an_emergency_say_why,
    who_received_it_is_told_of_a_withdrawal,
    who_goes_back_to_the_assessment_is_in_no_crisis,
    open_tasks_say_what_they_are,
);

/// What the case screen proposes.
fn proposed(t: &mut T) -> Option<String> {
    t.key(Key::Esc);
    if t.place() == Place::Home {
        t.run(Cmd::CaseList);
    }
    t.key(Key::Enter).at(Place::Case);
    match t.model.stack.last() {
        Some(Screen::Case(case)) => case.next().map(|next| next.message.clone()),
        _ => None,
    }
}

fn proposes(t: &mut T, message: &str) {
    let found = proposed(t);
    assert_eq!(found.as_deref(), Some(message));
}

/// A case that has been looked at for urgent things and dangers.
fn looked_after(t: &mut T) -> CaseId {
    let case = case(t);
    let consent = [("scope", seed::choice("interview")), ("state", seed::choice("given"))];
    t.saved(Some(case), "consent", seed::answers(consent));
    t.saved(Some(case), "interview_readiness", seed::readiness(12));
    t.saved(Some(case), "interview", seed::answers([("how_ended", seed::choice("finished"))]));
    risks(t, case);
    case
}

fn risks(t: &mut T, case: CaseId) {
    t.saved(Some(case), "early_risk", seed::answers([("urgent_level", seed::choice("low"))]));
    let risks = [
        ("own_view", seed::text("…")),
        ("level", seed::choice("low")),
        ("level_reason", seed::text("…")),
        ("reviewed_on", Answer::Date(t.today())),
        ("next_review", Answer::Date(t.today() + chrono::TimeDelta::days(90))),
    ];
    t.saved(Some(case), "risk_analysis", seed::answers(risks));
}

/// A plan whose rows are named by their start: service, state, priority.
fn plan(t: &mut T, case: CaseId, rows: &[(&str, &str, &str, &str)]) {
    let row = |(start, service, state, priority): &(&str, &str, &str, &str)| {
        let mut cells = std::collections::BTreeMap::from([
            ("state".to_owned(), seed::choice(state)),
            ("priority".to_owned(), seed::choice(priority)),
        ]);
        if !service.is_empty() {
            cells.insert("service".to_owned(), seed::text(service));
        }
        Row { id: (*start).to_owned(), start: Some((*start).to_owned()), from: None, cells }
    };
    let rows = Answer::Rows(rows.iter().map(row).collect());
    t.saved(Some(case), "needs", seed::answers([]));
    t.saved(Some(case), "assessment", seed::answers([]));
    let plan = [("plan", rows), ("agreed", seed::choice("verbal")), ("decided_by", seed::choice("survivor"))];
    t.saved(Some(case), "support_plan", seed::answers(plan));
}

fn words_of(t: &T, row: &str) -> String {
    start_heading(t.locale(), "support_plan", "plan", Some(row))
}

fn who_refuses_the_interview_is_still_helped(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let refused = [("scope", seed::choice("interview")), ("state", seed::choice("refused"))];
    t.saved(Some(case), "consent", seed::answers(refused));
    proposes(&mut t, "next-early-risk");
    risks(&mut t, case);
    // No question of the refused talk comes back by another door.
    proposes(&mut t, "next-needs");
    // Later they want to talk after all.
    let given = [("scope", seed::choice("interview")), ("state", seed::choice("given"))];
    t.saved(Some(case), "consent", seed::answers(given));
    proposes(&mut t, "next-finish-checklist");
}

fn a_refused_referral_is_taken_up_elsewhere(language: &str) {
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    plan(&mut t, case, &[("housing", "Mavi Kapı", "open", "1"), ("job", "", "open", "2")]);
    let need = words_of(&t, "housing");
    open_form(&mut t, "referral");
    assert_eq!(t.text_of("need"), need);
    t.key(Key::Esc);
    t.saved(Some(case), "referral", sent(&need, "in_progress"));
    open_form(&mut t, "referral");
    assert_eq!(t.answer("need"), None, "that need has its referral");
    t.key(Key::Esc);
    // Another case, in which the service refused: the need waits again.
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    plan(&mut t, case, &[("housing", "Mavi Kapı", "open", "1"), ("job", "", "open", "2")]);
    t.saved(Some(case), "referral", sent(&need, "declined"));
    finish_identification(&mut t, case);
    proposes(&mut t, "next-referral");
    t.key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.text_of("need"), need);
}

fn sent(need: &str, state: &str) -> Answers {
    seed::answers([
        ("need", seed::text(need)),
        ("purpose", seed::text("…")),
        ("service", seed::text("Mavi Kapı")),
        ("state", seed::choice(state)),
    ])
}

/// What lies before the referral in the order of what comes next.
fn finish_identification(t: &mut T, case: CaseId) {
    for form in ["elements", "indicators", "consequences", "agreement", "impact"] {
        t.saved(Some(case), form, seed::answers([]));
    }
    t.saved(Some(case), "identification", seed::decided("presumed"));
}

fn who_is_not_identified_is_supported_and_let_go(language: &str) {
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    t.saved(Some(case), "elements", seed::answers([]));
    t.saved(Some(case), "indicators", seed::answers([]));
    t.saved(Some(case), "identification", seed::decided("not_identified"));
    proposes(&mut t, "next-prevention");
    t.saved(Some(case), "prevention", seed::answers([("outcome", seed::choice("new_signs"))]));
    proposes(&mut t, "next-identification-again");
    t.saved(Some(case), "prevention", seed::answers([("outcome", seed::choice("goes_on"))]));
    // What the exploitation has left behind is not asked of them.
    proposes(&mut t, "next-needs");
    t.saved(Some(case), "prevention", seed::answers([("outcome", seed::choice("safer"))]));
    proposes(&mut t, "next-closing");
    t.key(Key::Enter).at(Place::Checklist);
    assert_eq!(t.form().entry().form().id, "closure");
}

fn who_disappears_before_a_plan_can_be_closed(language: &str) {
    let mut t = T::open(language);
    looked_after(&mut t);
    // No plan is asked for that nobody can make any more.
    open_form(&mut t, "closure").at(Place::Checklist);
}

fn the_agreement_and_the_referral_know_the_plan(language: &str) {
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    let rows = [
        ("job", "", "open", "1"),
        ("housing", "Mavi Kapı", "open", "3"),
        ("legal_assistance", "Baro", "open", "2"),
    ];
    plan(&mut t, case, &rows);
    proposed(&mut t);
    open_form(&mut t, "agreement");
    let tasks = t.form().entry().rows("tasks").to_vec();
    let services: Vec<_> = tasks.iter().filter_map(|row| row.cells.get("service").cloned()).collect();
    assert_eq!(services, [seed::text("Mavi Kapı"), seed::text("Baro")], "{tasks:?}");
    assert_eq!(t.answer("agreement_form"), Some(seed::choice("verbal")));
    assert_eq!(t.answer("agreed_by"), Some(seed::choice("self")));
    t.key(Key::Esc);
    // The most pressing of those that wait for a service.
    open_form(&mut t, "referral");
    assert_eq!(t.text_of("need"), words_of(&t, "legal_assistance"));
    assert_eq!(t.text_of("service"), "Baro");
    assert_eq!(t.answer("how_soon"), Some(seed::choice("2")));
}

fn closing_names_whoever_helps_already(language: &str) {
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    plan(&mut t, case, &[("housing", "Mavi Kapı", "in_progress", "1")]);
    for (service, state, reach) in
        [("mavi kapi", "in_progress", "0212"), ("Baro", "in_progress", "0216"), ("Klinik", "declined", "1")]
    {
        let referral = seed::answers([
            ("need", seed::text("…")),
            ("service", seed::text(service)),
            ("contact_reach", seed::text(reach)),
            ("state", seed::choice(state)),
        ]);
        t.saved(Some(case), "referral", referral);
    }
    t.saved(Some(case), "evaluation", seed::answers([("next_phase", seed::choice("close"))]));
    open_form(&mut t, "closure");
    let contacts = t.form().entry().rows("contacts").to_vec();
    let cell = |row: &Row, column: &str| match row.cells.get(column) {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let said: Vec<_> = contacts
        .iter()
        .map(|row| (cell(row, "contact"), cell(row, "help_with"), cell(row, "reach")))
        .collect();
    let both = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    // Each once, and the row of the plan knows how to reach them.
    assert_eq!(said, [both("Mavi Kapı", &words_of(&t, "housing"), "0212"), both("Baro", "…", "0216")]);
}

fn a_service_typed_out_brings_what_belongs_to_it(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    let service = seed::answers([
        ("organisation", seed::text("Mavi Kapı")),
        ("contact_person", seed::text("Asya")),
        ("phone", seed::text("0212 000 00 00")),
    ]);
    let (library, now, today) = (Arc::clone(&t.model.library), t.model.now, t.today());
    let save = seed::record(&library, None, "service", service, now);
    t.vault().save_of(Subject::Directory, &save, now.utc, today).unwrap();
    open_form(&mut t, "referral").focus_field("service").type_("mavi  kapi").key(Key::Tab);
    assert_eq!(t.text_of("service"), "Mavi Kapı");
    assert_eq!(t.text_of("contact_person"), "Asya");
    assert_eq!(t.text_of("contact_reach"), "0212 000 00 00");
    // A part of a name is somebody else's.
    t.focus_field("service").run(Cmd::Clear).type_("Mavi").key(Key::Tab);
    assert_eq!(t.text_of("service"), "Mavi");
}

fn the_page_of_guidance_says_how_to_call(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("first_name").type_("Elif");
    t.focus_field("safe_contact_when").type_("18-20").focus_field("safe_contact_word").type_("menekşe");
    t.run(Cmd::Save).at(Place::Case);
    open_form(&mut t, "contact").see("18-20").see_not("menekşe").see_message("contact-rules-more");
    t.run(Cmd::Guidance).see_message("contact-rules-title").see("18-20").see("menekşe");
    t.key(Key::Esc).see_not("menekşe");
    // Where nobody is contacted, the page says nothing of it.
    t.key(Key::Esc);
    open_form(&mut t, "elements").run(Cmd::Guidance).see_not("menekşe");
}

fn in_an_emergency_somebody_was_told(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "early_risk").focus_field("urgent_level").key(Key::Char('4'));
    t.focus_field("told").type_("112").focus_field("told_what").key(Key::Char('3'));
    let why = t.locale().text_with("consent-why-none", &[("recipient", Arg::from("112"))]);
    t.run(Cmd::Save).see_message("sharing-way-emergency").see(&why);
    t.key(Key::Char('e'));
    assert_eq!(t.form().focused(), Some(Path::field("told_emergency")));
    t.key(Key::Char('1')).focus_field("told_emergency_reason").type_("…").run(Cmd::Save).at(Place::Case);
}

fn papers_given_in_an_emergency_say_why(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "record_request").focus_field("asked_by").key(Key::Char('4'));
    t.focus_field("asker_service").type_("Klinik").focus_field("asked_for").key(Key::Char('3'));
    t.focus_field("result").key(Key::Char('1')).focus_field("shared").key(Key::Char('3'));
    t.run(Cmd::Save).see_message("sharing-way-emergency").key(Key::Char('e'));
    assert_eq!(t.form().focused(), Some(Path::field("emergency")));
    t.key(Key::Char('1')).focus_field("emergency_reason").type_("…").run(Cmd::Save).at(Place::Case);
}

fn who_received_it_is_told_of_a_withdrawal(language: &str) {
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    let consent = [
        ("scope", seed::choice("referral")),
        ("recipient", seed::text("Mavi Kapı")),
        ("information", Answer::Choices(vec!["needs".to_owned()])),
        ("state", seed::choice("given")),
        ("consent_date", seed::date(2026, 11, 1)),
    ];
    t.saved(Some(case), "consent", seed::answers(consent));
    let referral = [
        ("need", seed::text("…")),
        ("purpose", seed::text("…")),
        ("service", seed::text("Mavi Kapı")),
        ("shared", Answer::Choices(vec!["needs".to_owned()])),
        ("state", seed::choice("sent")),
        ("sent_on", seed::date(2026, 11, 20)),
    ];
    t.saved(Some(case), "referral", seed::answers(referral));
    proposed(&mut t);
    // Of several consents, the records say which is which.
    let scope = t.locale().choice("consent", "consent_scope", "referral");
    let name = vaka::screen::words::form_short(t.locale(), "consent");
    t.run(Cmd::Records).see(&format!("{name}: {scope}")).key(Key::Down).key(Key::Enter);
    t.focus_field("state").key(Key::Char('3')).run(Cmd::Save);
    t.key(Key::Esc);
    proposes(&mut t, "next-tell-withdrawn");
    t.key(Key::Enter).see("Mavi Kapı");
    t.at(Place::Row).focus_column("tell_told_on").type_("0").run(Cmd::Save).at(Place::Case);
    assert_ne!(proposed(&mut t).as_deref(), Some("next-tell-withdrawn"));
}

fn who_goes_back_to_the_assessment_is_in_no_crisis(language: &str) {
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    plan(&mut t, case, &[("housing", "Mavi Kapı", "in_progress", "1")]);
    let back = [("next_phase", seed::choice("back_to_assessment"))];
    t.saved(Some(case), "evaluation", seed::answers(back));
    proposes(&mut t, "next-risk-analysis");
    let stage = t.words("stage-transitional_support");
    let phase = t.words("phase-assessment");
    t.see(&stage).see(&phase);
}

fn open_tasks_say_what_they_are(language: &str) {
    let mut t = T::open(language);
    let case = looked_after(&mut t);
    let consent = [
        ("scope", seed::choice("medical")),
        ("state", seed::choice("given")),
        ("valid_until", Answer::Date(t.today() + chrono::TimeDelta::days(30))),
    ];
    t.saved(Some(case), "consent", seed::answers(consent));
    proposed(&mut t);
    open_form(&mut t, "handover");
    let consent = vaka::screen::words::form_short(t.locale(), "consent");
    let until = t.form_words("consent", "valid_until");
    t.focus_row(&format!("{consent}: {until}"));
}
