//! The month: how much is due on a day, and from the day into the thing and back.

use chrono::TimeDelta;
use vaka::app::command::{Cmd, Place};
use vaka::form::Path;
use vaka::terminal::Key;

use crate::harness::T;
use crate::home::{filled, real_day};
use crate::seed;

in_every_language!(
    to_a_day_into_the_thing_and_back,
    a_month_says_neutral_words,
    months_are_turned_and_today_is_a_key,
    a_lock_returns_to_the_day,
    sixty_by_twenty_holds_six_weeks,
    a_full_day_is_read_when_somebody_goes_through_it,
);

fn to_a_day_into_the_thing_and_back(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::Calendar).see_notice("why-no-dates").at(Place::Home);
    real_day(&mut t);
    t.run(Cmd::Calendar).at(Place::Calendar).see_message("calendar-legend").see("[22] 2").see("20  1!");
    t.snapshot("calendar");
    // Six days on a risk is looked at again: down a week, back a day.
    t.key(Key::Down).key(Key::Left).see("[28] 1");
    let day = t.locale().date_long(t.today() + TimeDelta::days(6));
    t.see(&day).key(Key::Enter);
    assert!(t.focused_line().is_some_and(|line| line.contains("K-001")));
    t.key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().focused(), Some(Path::field("next_review")));
    t.key(Key::Esc).at(Place::Case).key(Key::Esc).at(Place::Calendar).see(&day);
    assert!(t.focused_line().is_some_and(|line| line.contains("K-001")), "the same row");
    t.key(Key::Esc).at(Place::Calendar).see("[28] 1");
    assert_eq!(t.focused_line(), None, "the focus is on the month");
    t.key(Key::Esc).at(Place::Home);
}

fn a_month_says_neutral_words(language: &str) {
    let mut t = T::open(language);
    filled(&mut t);
    let housing = t.form_words("support_plan", "row-plan-housing");
    t.run(Cmd::Calendar).keys(Key::Down, 1).key(Key::Right).key(Key::Enter).see("K-001").see_not(&housing);
    t.run(Cmd::ShowNames).see(&housing).see("İpek Şahin");
    t.run(Cmd::ShowNames).see_not(&housing).see_not("Şahin");
    // What stands beside a contact is for home, or for whoever shows the names.
    let case = t.saved(None, "intake", seed::intake("Ana", "Z"));
    let next = vaka::form::Answer::Date(t.today());
    t.saved(Some(case), "contact", seed::answers([("next_contact", next)]));
    t.key(Key::Esc).key(Key::Esc).run(Cmd::Calendar).key(Key::Enter).key(Key::Down).see("K-003");
    t.see_not_message("home-contact-none").run(Cmd::ShowNames).see_message("home-contact-none");
}

fn months_are_turned_and_today_is_a_key(language: &str) {
    let mut t = T::open(language);
    filled(&mut t);
    t.run(Cmd::Calendar);
    see_month(&mut t, 11, 2026);
    t.keys(Key::PageDown, 2).see("[22]").see_message("calendar-nothing");
    see_month(&mut t, 1, 2027);
    t.run(Cmd::Open).see_notice("why-nothing-on-day").at(Place::Calendar);
    t.keys(Key::PageUp, 12);
    see_month(&mut t, 1, 2026);
    t.keys(Key::Up, 4).see("[25]");
    see_month(&mut t, 12, 2025);
    t.run(Cmd::Today).see("[22] 1");
    see_month(&mut t, 11, 2026);
    // The days of a week have their names above them, Monday first.
    let monday = t.locale().attribute("weekday-1", "short").unwrap();
    let line = t.screen().lines().nth(3).unwrap_or_default().to_owned();
    assert!(line.trim_start().starts_with(&monday), "{line}");
    // The cursor of the terminal stands on the day.
    assert_eq!(t.cursor(), Some((1 + 6 * 8, 7)));
    t.key(Key::Left).see("(22) 1").see("[21]");
}

fn see_month(t: &mut T, month: u32, year: u32) {
    let name = t.words(&format!("month-{month}"));
    t.see_message_with("calendar-month", &[("month", name.into()), ("year", year.to_string().into())]);
}

fn a_lock_returns_to_the_day(language: &str) {
    let mut t = T::open(language);
    filled(&mut t);
    t.run(Cmd::Calendar).keys(Key::Left, 3).see("[19] 1!").key(Key::Enter);
    let row = t.focused_line();
    assert!(row.is_some());
    t.lock().unlock().at(Place::Calendar).see("[19] 1!");
    assert_eq!(t.focused_line(), row);
    t.key(Key::Esc).key(Key::Esc).at(Place::Home);
}

fn sixty_by_twenty_holds_six_weeks(language: &str) {
    let mut t = T::open(language);
    real_day(&mut t);
    t.resize(60, 20).run(Cmd::Calendar).see("30  ".trim()).see("[22] 2").see_message("calendar-legend");
    t.key(Key::Enter).key(Key::Down);
    assert!(t.focused_line().is_some_and(|line| line.contains("K-002")));
    t.run(Cmd::ShowNames).see("Ion Țurcanu").see_message("home-contact-none");
}

fn a_full_day_is_read_when_somebody_goes_through_it(language: &str) {
    let mut t = T::open(language);
    t.many_due(130).run(Cmd::CaseList).key(Key::Esc);
    t.run(Cmd::Calendar).see("130").see("K-001").key(Key::Enter).key(Key::End).see("K-130");
    assert!(t.focused_line().is_some_and(|line| line.contains("K-130")));
    // A key that is faster than the reading stands where it will be.
    t.key(Key::Esc).key(Key::Left).key(Key::Right).slow_disk().key(Key::Enter).key(Key::End).catch_up();
    assert!(t.focused_line().is_some_and(|line| line.contains("K-130")));
    t.key(Key::Esc).key(Key::Esc).at(Place::Home);
}
