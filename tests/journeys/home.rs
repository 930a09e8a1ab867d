//! Home: what is due, what is overdue, what was begun.

use chrono::NaiveDate;
use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path, Row};
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(due_today_and_overdue, a_due_leads_to_its_place, what_was_begun_is_at_home);

fn due_today_and_overdue(language: &str) {
    let mut t = T::open(language);
    t.see_message("home-empty");
    filled(&mut t);
    t.see_message_with("home-overdue", &[("count", Arg::from(1usize))]);
    t.see_message_with("home-today", &[("count", Arg::from(1usize))]);
    t.see_message_with("home-ahead", &[("count", Arg::from(1usize))]);
    let late = NaiveDate::from_ymd_opt(2026, 11, 19).unwrap();
    let words = t.locale().relative_days(late, t.today());
    t.see(&words).see("K-001").see("K-002").see_not("Şahin").snapshot("home-filled");
    t.run(Cmd::ShowNames).see("Şahin").run(Cmd::ShowNames).see_not("Şahin");
    // A day on, what was due today is overdue.
    t.days_later(1).see_message_with("home-overdue", &[("count", Arg::from(2usize))]);
}

fn a_due_leads_to_its_place(language: &str) {
    let mut t = T::open(language);
    filled(&mut t);
    t.keys(Key::Up, 20).key(Key::Enter).at(Place::Row);
    assert!(
        matches!(t.form().focused(), Some(Path::Cell { column, .. }) if column == "due"),
        "the date itself"
    );
    // Out of the row, out of the form, out of the case.
    t.key(Key::Esc).at(Place::Table).key(Key::Esc).at(Place::Case).key(Key::Esc).at(Place::Home);
}

fn what_was_begun_is_at_home(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("first_name").type_("Elif").key(Key::Esc).at(Place::Home);
    t.see_message_with("home-unfinished", &[("count", Arg::from(1usize))]).see_not("Elif");
    t.keys(Key::Up, 9).key(Key::Enter).focus_field("first_name");
    assert_eq!(t.text_of("first_name"), "Elif");
    t.key(Key::Esc).run(Cmd::Discard).see_message("confirm-discard").key(Key::Esc);
    t.see_message_with("home-unfinished", &[("count", Arg::from(1usize))]);
    t.run(Cmd::Discard).key(Key::Enter).see_notice("notice-draft-gone").see_message("home-empty");
}

/// Two people, one with a plan of which one row is overdue, one is due today, one comes later.
pub fn filled(t: &mut T) {
    let ipek = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.saved(None, "intake", seed::intake("Ion", "Țurcanu"));
    t.saved(Some(ipek), "early_risk", seed::answers([("urgent_level", seed::choice("high"))]));
    let row = |id: &str, start: &str, due: Option<(u32, u32)>| {
        let due = due.map(|(month, day)| ("due".to_owned(), seed::date(2026, month, day)));
        let state = ("state".to_owned(), seed::choice("open"));
        Row {
            id: id.to_owned(),
            start: Some(start.to_owned()),
            from: None,
            cells: due.into_iter().chain([state]).collect(),
        }
    };
    let rows = vec![
        row("1", "medical_examinations", Some((11, 19))),
        row("2", "legal_assistance", Some((11, 22))),
        row("3", "housing", Some((11, 30))),
        row("4", "job", None),
    ];
    t.saved(Some(ipek), "needs", seed::answers([]));
    t.saved(Some(ipek), "support_plan", seed::answers([("plan", Answer::Rows(rows))]));
    t.look_again();
}
