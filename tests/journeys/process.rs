//! The way of a case after the plan: back to assessment, closing, follow-up, opening again.

use chrono::Months;
use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Answers, Path, Row};
use vaka::locale::Arg;
use vaka::record::{CaseId, PassageKind};
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(
    an_evaluation_leads_back_to_assessment,
    a_closing_plans_its_contacts,
    planned_contacts_are_found,
    a_call_that_was_planned_is_made,
    a_need_in_follow_up_opens_the_case,
    a_closed_case_is_opened_again,
    the_risks_are_asked_for_in_a_new_step,
    a_shut_gate_says_why_on_the_case,
    a_case_begins_with_what_is_known,
);

fn an_evaluation_leads_back_to_assessment(language: &str) {
    let mut t = T::open(language);
    let case = planned(&mut t);
    open_case(&mut t).see_message("next-evaluation").key(Key::Enter);
    assert_eq!(t.form().entry().form().id, "evaluation");
    t.focus_field("next_phase").key(Key::Char('2'));
    t.focus_field("next_reason").type_("Ev sahibi evi satıyor").run(Cmd::Save).at(Place::Case);
    see_phase(&mut t, "assessment").see_message("next-risk-analysis");
    // The step that has to be gone again says so, and the first key leads into it.
    t.key(Key::Enter);
    assert_eq!(t.form().entry().form().id, "risk_analysis");
    t.after(60).focus_field("reviewed_on").type_("0").run(Cmd::Save).at(Place::Case);
    t.see_message("next-needs");
    let way: Vec<String> = passages(&mut t, case, PassageKind::Phase);
    let end: Vec<&str> = way.iter().rev().take(3).rev().map(String::as_str).collect();
    assert_eq!(end, ["assessment", "evaluation", "assessment"]);
}

fn a_closing_plans_its_contacts(language: &str) {
    let mut t = T::open(language);
    closing(&mut t);
    t.see_notice("notice-saved-made");
    let closed = t.words("case-closed-follow-up");
    let first = t.today() + Months::new(1);
    let when = t.locale().date_short(first);
    t.see(&closed).see_message_with("next-follow-up-planned", &[("when", Arg::from(when))]);
    t.snapshot("closed");
    // At home the case is no longer among the open ones; its dates come.
    t.key(Key::Esc).see_not_message("home-empty");
    assert!(t.vault().home(&vaka::record::HomeAsk::default()).unwrap().cases.is_empty());
    let dues = t.vault().dues().unwrap();
    let days: Vec<_> = dues.iter().map(|line| line.due.date).collect();
    let expected: Vec<_> = (1..=6).map(|month| t.today() + Months::new(month)).collect();
    assert_eq!(days, expected);
    t.days_later(25).see_message_with("agenda-follow_up", &[("count", Arg::from(1usize))]);
    // Missed, it stays; the next one comes beside it.
    assert_eq!(late(t.days_later(10).see("K-001")), 1);
    assert_eq!(late(t.days_later(31).see("K-001")), 2);
    t.keys(Key::Up, 20).key(Key::Enter).at(Place::Sheet);
    let record = t.form().record;
    assert_eq!(record, dues[0].due.record, "the oldest");
    t.focus_field("window_opens").focus_field("outcome").key(Key::Char('4')).run(Cmd::Save);
    t.key(Key::Esc).at(Place::Home);
    assert_eq!(late(&mut t), 1);
    // The list has it last, and says in words that it is closed.
    t.run(Cmd::CaseList).see(&closed);
}

/// A search that was made before the closing does not hide what the closing made.
fn planned_contacts_are_found(language: &str) {
    let mut t = T::open(language);
    ready_to_close(&mut t);
    let name = t.form_words("follow_up", "form");
    t.run(Cmd::Search).paste(&name).see_message("search-none").keys(Key::Esc, 2).at(Place::Case);
    close(&mut t);
    t.run(Cmd::Search).paste(&name).see_message_with("search-found", &[("n", Arg::from(6usize))]);
}

/// What was planned for a day asks no more once a contact of that day is written down.
fn a_call_that_was_planned_is_made(language: &str) {
    let mut t = T::open(language);
    let case = crate::readiness::case(&mut t);
    let planned = [("contact_on", seed::date(2026, 11, 12)), ("next_contact", seed::date(2026, 11, 20))];
    t.saved(Some(case), "contact", seed::answers(planned));
    let dues = |t: &mut T| t.vault().dues().unwrap().iter().filter(|due| due.due.form == "contact").count();
    assert_eq!(dues(&mut t), 1);
    t.saved(Some(case), "contact", seed::answers([("contact_on", seed::date(2026, 11, 18))]));
    assert_eq!(dues(&mut t), 1, "another call before it is another one");
    t.saved(Some(case), "contact", seed::answers([("contact_on", seed::date(2026, 11, 20))]));
    assert_eq!(dues(&mut t), 0);
}

fn a_need_in_follow_up_opens_the_case(language: &str) {
    let mut t = T::open(language);
    let case = closing(&mut t);
    let first = t.locale().date_short(t.today() + Months::new(1));
    t.key(Key::Esc).days_later(35).run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    // Its day has passed and its window is open: it can be made, and is not late in any list.
    t.see_message_with("next-follow-up-now", &[("when", Arg::from(first))]);
    t.days_later(5).run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    t.see_message_with("next-follow-up-due", &[("n", Arg::from(1usize))]).key(Key::Enter).at(Place::Sheet);
    t.focus_field("outcome").key(Key::Char('1')).focus_field("contacted_on").type_("0");
    t.focus_field("new_needs").key(Key::Char('1'));
    t.focus_field("back_to_assessment").key(Key::Char('1')).run(Cmd::Save).at(Place::Case);
    see_phase(&mut t, "assessment").see_message("next-risk-analysis");
    let home = t.vault().home(&vaka::record::HomeAsk::default()).unwrap();
    assert_eq!(home.cases.len(), 1, "it is open again");
    let dues = t.vault().dues().unwrap();
    assert!(dues.iter().all(|line| line.due.form != "follow_up"), "the old contacts are silent");
    assert_eq!(passages(&mut t, case, PassageKind::Closed), ["closed", "open"]);
}

fn a_closed_case_is_opened_again(language: &str) {
    let mut t = T::open(language);
    let case = planned(&mut t);
    t.saved(Some(case), "evaluation", seed::answers([("next_phase", seed::choice("close"))]));
    let answers = [
        ("reason", seed::choice("goals_reached")),
        ("status_after", seed::choice("closed")),
        ("exit_feedback", Answer::Declined),
    ];
    t.saved(Some(case), "closure", seed::answers(answers));
    t.days_later(60);
    open_case(&mut t).see_message("next-reopen").key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().entry().form().id, "reopening");
    t.focus_field("why").type_("Aradı, gece kalacak yeri yok");
    t.focus_field("wanted").key(Key::Char('1')).run(Cmd::Save).at(Place::Case);
    see_phase(&mut t, "engagement").see_message("next-early-risk-again");
    // All that was before is there, and its way is kept.
    assert_eq!(passages(&mut t, case, PassageKind::Closed), ["closed", "open"]);
    t.run(Cmd::Records);
    let evaluation = vaka::screen::words::form_short(t.locale(), "evaluation");
    t.see(&evaluation).key(Key::Esc);
    // An open case cannot be opened again: in its step the screen says why.
    t.key(Key::Left).keys(Key::Up, 30).keys(Key::Down, 10).key(Key::Right).keys(Key::Down, 4);
    t.see_message("gate-reopening").run(Cmd::NewRecord).see_message("gate-reopening");
}

fn the_risks_are_asked_for_in_a_new_step(language: &str) {
    let mut t = T::open(language);
    let case = judged(&mut t);
    identified(&mut t, case);
    t.days_later(3);
    open_case(&mut t).see_message("next-needs").key(Key::Enter).run(Cmd::Save).at(Place::Case);
    let step = vaka::screen::words::short_text(t.locale(), "step-needs");
    t.see_message_with("next-risk-again", &[("step", Arg::from(step))]).snapshot("risk-again");
    // One key leads to the one field that is enough, and it is not asked twice.
    t.key(Key::Enter).type_("0").run(Cmd::Save).at(Place::Case);
    t.see_message("next-assessment");
    t.days_later(5);
    open_case(&mut t).see_message("next-assessment");
}

fn a_shut_gate_says_why_on_the_case(language: &str) {
    let mut t = T::open(language);
    t.saved(None, "intake", seed::intake("Elif", "Aydın"));
    open_case(&mut t);
    t.key(Key::Left).keys(Key::Up, 30).keys(Key::Down, 5).key(Key::Right).key(Key::Down);
    t.see_message("gate-support_plan").keys(Key::Down, 1).see_message("gate-agreement");
}

// ---- What was before --------------------------------------------------------------------------------

/// A case up to its closing with follow-up, which is made on the screen: the case is open on it.
fn a_case_begins_with_what_is_known(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase);
    // Who writes the first record leads the case, until somebody else is written down.
    assert_eq!(t.text_of("case_manager"), crate::harness::WORKER);
    // Of the languages that begin alike it is the one that many speak.
    let typed = t.locale().language("tr").to_lowercase().chars().take(4).collect::<String>();
    t.focus_field("mother_tongue").choose(&typed);
    assert_eq!(t.answer("mother_tongue"), Some(seed::choice("tr")));
    t.run(Cmd::Save).at(Place::Case);
    let case = t.vault().cases().unwrap()[0].id;
    t.saved(Some(case), "interview_readiness", seed::readiness(12));
    t.saved(Some(case), "early_risk", seed::answers([("urgent_level", seed::choice("low"))]));
    // The consent comes before the interview, and knows what it is for.
    t.reopen();
    open_case(&mut t).see_message("next-consent").key(Key::Enter);
    assert_eq!(t.answer("scope"), Some(seed::choice("interview")));
    t.focus_field("state").key(Key::Char('1')).run(Cmd::Save).at(Place::Case).see_message("next-interview");
    // A row that is named begins where it is empty: nobody types over its name.
    t.saved(Some(case), "interview", seed::answers([("how_ended", seed::choice("finished"))]));
    t.reopen();
    open_case(&mut t).see_message("next-risk-analysis").key(Key::Enter).key(Key::Enter);
    let focused = t.form().focused();
    assert!(matches!(&focused, Some(Path::Cell { column, .. }) if column == "likelihood"), "{focused:?}");
    t.keys(Key::Esc, 2).at(Place::Case);
    // What is missing has the focus when a form is finished.
    t.saved(Some(case), "risk_analysis", seed::answers([("own_view", seed::text("…"))]));
    t.reopen();
    open_case(&mut t).see_message("next-finish-risk").key(Key::Enter);
    assert_eq!(t.form().focused(), Some(Path::field("level")));
}

fn closing(t: &mut T) -> CaseId {
    let case = ready_to_close(t);
    close(t);
    case
}

/// A case whose closing is next, open on the screen.
fn ready_to_close(t: &mut T) -> CaseId {
    let case = planned(t);
    t.saved(Some(case), "evaluation", seed::answers([("next_phase", seed::choice("close"))]));
    t.saved(Some(case), "impact", seed::answers([("moment", seed::choice("exit"))]));
    open_case(t).see_message("next-closing");
    case
}

/// Closes it.
fn close(t: &mut T) {
    t.key(Key::Enter).at(Place::Checklist);
    t.focus_field("exit_feedback").type_("İyi geldi");
    t.focus_field("reason").key(Key::Char('1')).focus_field("status_after").key(Key::Char('1'));
    t.focus_field("follow_up_agreed").key(Key::Char('1')).run(Cmd::Save).at(Place::Case);
}

/// A case whose risks have been judged yesterday.
fn judged(t: &mut T) -> CaseId {
    let case = t.saved(None, "intake", seed::intake("Elif", "Aydın"));
    t.saved(Some(case), "interview_readiness", seed::readiness(12));
    t.saved(Some(case), "early_risk", seed::answers([("urgent_level", seed::choice("low"))]));
    t.saved(Some(case), "interview", seed::answers([("how_ended", seed::choice("finished"))]));
    let risk = [
        ("own_view", seed::text("…")),
        ("level", seed::choice("low")),
        ("level_reason", seed::text("…")),
        ("next_review", seed::date(2027, 11, 1)),
    ];
    t.saved(Some(case), "risk_analysis", seed::answers(risk));
    case
}

/// What the exploitation was has been looked at, and decided.
fn identified(t: &mut T, case: CaseId) {
    t.saved(Some(case), "elements", Answers::default());
    t.saved(Some(case), "indicators", Answers::default());
    t.saved(Some(case), "identification", seed::decided("presumed"));
    t.saved(Some(case), "consequences", Answers::default());
}

/// A case whose plan has been carried out.
fn planned(t: &mut T) -> CaseId {
    let case = judged(t);
    identified(t, case);
    t.saved(Some(case), "needs", Answers::default());
    t.saved(Some(case), "assessment", Answers::default());
    let cells = [("state".to_owned(), seed::choice("done"))].into();
    let row = Row { id: "1".to_owned(), start: Some("housing".to_owned()), from: None, cells };
    t.saved(Some(case), "support_plan", seed::answers([("plan", Answer::Rows(vec![row]))]));
    t.saved(Some(case), "agreement", Answers::default());
    t.saved(Some(case), "impact", seed::answers([("moment", seed::choice("baseline"))]));
    case
}

/// How many contacts at home are overdue.
fn late(t: &mut T) -> usize {
    let today = t.today();
    let dues = t.vault().dues().unwrap();
    dues.iter().filter(|line| line.due.form == "follow_up" && line.due.date < today).count()
}

/// Opens the one case from the list.
fn open_case(t: &mut T) -> &mut T {
    t.run(Cmd::CaseList).key(Key::Enter).at(Place::Case)
}

fn see_phase<'a>(t: &'a mut T, phase: &str) -> &'a mut T {
    let words = vaka::screen::words::short_text(t.locale(), &format!("phase-{phase}"));
    t.see(&words)
}

fn passages(t: &mut T, case: CaseId, kind: PassageKind) -> Vec<String> {
    let all = t.vault().passages(case).unwrap();
    all.into_iter().filter(|passage| passage.kind == kind).map(|passage| passage.became).collect()
}
