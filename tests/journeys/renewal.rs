//! Dates that are done in a new record, and what is said of them: the next monitoring, a consent that has
//! ended, a contact whose window is open.

use chrono::TimeDelta;
use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Row};
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(
    a_date_that_is_done_anew_begins_its_record,
    an_ended_consent_is_asked_for_again,
    a_window_is_said_alike_everywhere,
    feedback_is_found_before_closing,
    a_paper_of_the_intake_is_taken_over,
    what_keeps_is_in_the_last_line,
);

fn ahead(t: &T, days: i64) -> Answer {
    Answer::Date(t.today() + TimeDelta::days(days))
}

fn case(t: &mut T) -> CaseId {
    t.saved(None, "intake", seed::intake("İpek", "Şahin"))
}

/// Opens the first row of home.
fn first_row(t: &mut T) -> &mut T {
    t.look_again().keys(Key::Up, 30).key(Key::Enter)
}

fn a_date_that_is_done_anew_begins_its_record(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let late = ahead(&t, -2);
    t.saved(Some(case), "supervision", seed::answers([("next_supervision", late)]));
    let old = t.vault().dues().unwrap()[0].due.record;
    first_row(&mut t).at(Place::Sheet).see_notice("notice-follows");
    assert_ne!(t.form().record, old, "a new one");
    // Nothing was written: nothing is left behind.
    t.keys(Key::Esc, 2).at(Place::Home).see_message_with("home-overdue", &[("count", Arg::from(1usize))]);
    // From the month as well; a lock comes back to it, and what was begun is gone on with.
    let record = first_row(&mut t).form().record;
    t.lock().unlock().at(Place::Sheet).focus_field("without_name").key(Key::Char('1'));
    let begun = t.form().record;
    assert_ne!((record, begun), (old, old));
    t.keys(Key::Esc, 2).at(Place::Home).run(Cmd::Calendar).keys(Key::Left, 2);
    t.key(Key::Enter).key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().record, begun);
    t.run(Cmd::Save).keys(Key::Esc, 3).at(Place::Home);
    t.see_not_message("home-overdue");
    assert!(t.vault().dues().unwrap().iter().all(|line| line.due.record != old));
}

fn an_ended_consent_is_asked_for_again(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let consent = [
        ("scope", seed::choice("interview")),
        ("recipient", seed::text("Mavi Kapı")),
        ("information", Answer::Choices(vec!["name_contact".to_owned()])),
        ("state", seed::choice("given")),
        ("consent_date", ahead(&t, -60)),
        ("valid_until", ahead(&t, 1)),
    ];
    t.saved(Some(case), "consent", seed::answers(consent));
    let state = |t: &T, id: &str| {
        let state = t.words(&format!("header-consent-{id}"));
        t.locale().text_with("header-consent", &[("state", Arg::from(state))])
    };
    let (given, expired) = (state(&t, "given"), state(&t, "expired"));
    t.run(Cmd::CaseList).key(Key::Enter).see(&given);
    // Nobody saved anything, and the day has passed.
    t.days_later(3).run(Cmd::CaseList).key(Key::Enter).see(&expired).see_not(&given).keys(Key::Esc, 2);
    first_row(&mut t).at(Place::Sheet).see_notice("notice-follows").see("Mavi Kapı");
    assert_eq!(t.answer("scope"), Some(seed::choice("interview")));
    assert_eq!(t.answer("information"), Some(Answer::Choices(vec!["name_contact".to_owned()])));
    assert_eq!((t.answer("state"), t.answer("valid_until")), (None, None), "that is decided anew");
    t.focus_field("state").key(Key::Char('1')).run(Cmd::Save).at(Place::Case).see(&given);
    assert!(t.vault().dues().unwrap().iter().all(|line| line.due.form != "consent"));
}

fn a_window_is_said_alike_everywhere(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let closed = [("closed_on", ahead(&t, -40)), ("status_after", seed::choice("follow_up"))];
    t.saved(Some(case), "closure", seed::answers(closed));
    let window =
        [("window_opens", ahead(&t, -12)), ("due_on", ahead(&t, -5)), ("window_closes", ahead(&t, 2))];
    t.saved(Some(case), "follow_up", seed::answers(window));
    let until = t.locale().date_short(t.today() + TimeDelta::days(2));
    let until = t.locale().text_with("home-until", &[("day", Arg::from(until))]);
    t.look_again().see(&until).run(Cmd::CaseList).see(&until);
    t.days_later(3);
    let late = t.locale().relative_days(t.today() - TimeDelta::days(8), t.today());
    t.see(&late).run(Cmd::CaseList).see(&late);
}

fn feedback_is_found_before_closing(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    let name = |t: &T, form: &str| vaka::screen::words::form_short(t.locale(), form);
    let forms = [name(&t, "feedback"), name(&t, "record_request")].join(", ");
    t.run(Cmd::CaseList).key(Key::Enter).keys(Key::Up, 30).keys(Key::Down, 10);
    t.see_message_with("case-any-time", &[("forms", Arg::from(forms))]);
    t.key(Key::Right).see_message("form-status-any-time");
}

fn a_paper_of_the_intake_is_taken_over(language: &str) {
    let mut t = T::open(language);
    let mut intake = seed::intake("İpek", "Şahin");
    let until = ahead(&t, 20);
    let cells = [("paper_valid".to_owned(), until.clone())].into();
    let row = Row { id: "1".to_owned(), start: Some("passport".to_owned()), from: None, cells };
    intake.fields.insert("papers".to_owned(), Answer::Rows(vec![row]));
    t.saved(None, "intake", intake);
    t.look_again().see_message_with("agenda-papers", &[("count", Arg::from(1usize))]);
    let asks = |t: &mut T| -> Vec<String> {
        t.vault().dues().unwrap().iter().map(|line| line.due.form.clone()).collect()
    };
    assert_eq!(asks(&mut t), ["intake"]);
    // Begun among the entitlements, the paper is there with its day, and one row asks.
    t.run(Cmd::CaseList).key(Key::Enter).keys(Key::Up, 30).keys(Key::Down, 6).key(Key::Right);
    t.keys(Key::Down, 3).key(Key::Enter).at(Place::Table);
    let rows = t.form().entry().rows("entitlements").to_vec();
    let taken = rows.iter().find(|row| row.from.is_some()).unwrap();
    assert_eq!(taken.cells.get("valid_until"), Some(&until));
    let passport = t.form_words("intake", "row-papers-passport");
    t.focus_row(&passport).run(Cmd::Save);
    assert_eq!(asks(&mut t), ["entitlement"]);
}

fn what_keeps_is_in_the_last_line(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    t.saved(Some(case), "interview_readiness", seed::readiness(3));
    t.run(Cmd::CaseList).key(Key::Enter).keys(Key::Up, 30).key(Key::Right).keys(Key::Down, 3).key(Key::Enter);
    t.at(Place::Checklist);
    let last = t.screen().lines().last().unwrap_or_default().to_owned();
    let save = t.locale().attribute("cmd-save", "short").unwrap();
    let distress = t.locale().attribute("cmd-distress", "short").unwrap();
    assert!(last.contains(&format!("F2 {save}")) && last.contains(&distress), "{last}");
}
