//! The checklist before the interview, and the gate that it opens.

use vaka::app::command::{Cmd, Place};
use vaka::form::Answer;
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(
    twelve_points_open_the_interview,
    a_shut_gate_leads_to_what_opens_it,
    a_gate_is_opened_with_a_reason
);

fn twelve_points_open_the_interview(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    t.key(Key::Enter).at(Place::Checklist);
    let library = vaka::form::Library::embedded();
    let form = library.form("interview_readiness").unwrap();
    let points: Vec<String> = form.fields().map(|field| field.id.clone()).filter(|id| id != "note").collect();
    assert_eq!(points.len(), 12);
    for (number, id) in points.iter().enumerate() {
        t.focus_field(id);
        match number {
            // From state to state.
            0 => t.run(Cmd::NextState),
            1 => t.run(Cmd::NextState).run(Cmd::NextState),
            2 => {
                t.key(Key::Char('3')).focus_field(id).run(Cmd::Remark);
                t.type_("Kapı kilitlenmiyor: ușa nu se încuie").key(Key::Enter)
            }
            4 => t.key(Key::Char('2')),
            _ => t.key(Key::Char('1')),
        };
    }
    let cannot = Answer::Item {
        state: Some("cannot".to_owned()),
        remark: "Kapı kilitlenmiyor: ușa nu se încuie".to_owned(),
    };
    assert_eq!(t.answer(&points[0]), Some(seed::point("done")));
    assert_eq!(t.answer(&points[1]), Some(seed::point("not_needed")));
    assert_eq!(t.answer(&points[2]), Some(cannot));
    // A state once more is the same state; beyond the last one there is none again.
    t.focus_field(&points[2]).run(Cmd::NextState);
    assert_eq!(t.answer(&points[2]).map(|answer| format!("{answer:?}").contains("None")), Some(true));
    t.key(Key::Char('3')).see("ușa nu se încuie").snapshot("readiness");
    let done = t.locale().choice("interview_readiness", "item_state", "done");
    let all = [("answered", Arg::from(12usize)), ("total", Arg::from(12usize))];
    t.see_message_with("form-progress", &all)
        .see(&done)
        .run(Cmd::Save)
        .at(Place::Case)
        .see_notice("notice-saved");
    t.key(Key::Down).see_message("next-early-risk");
    open_form(&mut t, "interview").at(Place::Question);
}

fn a_shut_gate_leads_to_what_opens_it(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    t.saved(Some(case), "interview_readiness", seed::readiness(9));
    t.key(Key::Esc).key(Key::Enter);
    open_form(&mut t, "interview").at(Place::Case);
    t.see_message_with("gate-interview", &[("n", Arg::from(3usize))]);
    let open = t.form_words("interview_readiness", "options_explained");
    t.see(&open).key(Key::Esc).at(Place::Case);
    open_form(&mut t, "interview").key(Key::Enter).at(Place::Checklist);
    assert_eq!(t.answer("consent"), Some(seed::point("done")), "the same record goes on");
    for id in ["culture_respected", "basic_necessities", "options_explained"] {
        t.focus_field(id).key(Key::Char('1'));
    }
    t.run(Cmd::Save);
    open_form(&mut t, "interview").at(Place::Question);
}

fn a_gate_is_opened_with_a_reason(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "interview").key(Key::Char('o')).see_message("reason-hint");
    t.key(Key::Enter).see_notice("reason-needed");
    t.type_("Acil: bebek hasta, o :?").key(Key::Enter).at(Place::Question);
    t.focus_field("needs_now_words").type_("Süt").run(Cmd::Save).at(Place::Case);
    t.run(Cmd::Records).run(Cmd::Versions).at(Place::History).key(Key::Enter).at(Place::Reading);
    let reason = [("reason", Arg::from("Acil: bebek hasta, o :?"))];
    t.see_message_with("reading-override", &reason).see("Süt");
    t.reopen();
    t.run(Cmd::CaseList).key(Key::Enter).run(Cmd::Records).run(Cmd::Versions).key(Key::Enter);
    t.see_message_with("reading-override", &reason);
}

/// A case that was begun on another day, opened.
pub fn case(t: &mut T) -> CaseId {
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.look_again().keys(Key::Up, 9).key(Key::Enter).at(Place::Case).see("K-001");
    case
}

/// Goes to a form of the case through its step and opens it.
pub fn open_form<'a>(t: &'a mut T, form: &str) -> &'a mut T {
    let step = match form {
        "intake" | "consent" | "interview_readiness" | "interview" => 0,
        "early_risk" | "risk_analysis" => 1,
        "elements" | "indicators" | "identification" | "consequences" | "prevention" => 2,
        "crisis_session" => 3,
        "assessment" | "needs" | "family" => 4,
        "contact" | "meeting" | "entitlement" | "supervision" | "handover" => 6,
        "referral" => 7,
        "monitoring" | "impact" | "evaluation" | "follow_up" => 9,
        "closure" | "feedback" | "record_request" => 10,
        _ => 5,
    };
    t.key(Key::Left).keys(Key::Up, 30).keys(Key::Down, step);
    if matches!(form, "crisis_session" | "referral") {
        return t.key(Key::Enter);
    }
    t.key(Key::Right);
    let words = vaka::screen::words::form_short(t.locale(), form);
    for _ in 0..12 {
        if t.focused_line().is_some_and(|line| line.contains(&words) && line.starts_with(">      ")) {
            return t.key(Key::Enter);
        }
        t.key(Key::Down);
    }
    panic!("{form} is not in its step")
}
