//! Needs, and the plan that follows from them.

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path};
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::terminal::Key;

use crate::harness::{T, WORKER};
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    the_plan_starts_with_eleven_rows_and_what_is_needed,
    rows_are_added_moved_and_closed,
    the_gate_of_the_plan,
);

fn the_plan_starts_with_eleven_rows_and_what_is_needed(language: &str) {
    let mut t = T::open(language);
    let case = needs(&mut t);
    open_form(&mut t, "support_plan").at(Place::Table);
    assert_eq!(rows(&t).len(), 11);
    t.run(Cmd::TakeOver).see_notice("notice-taken");
    assert_eq!(rows(&t).len(), 13);
    t.run(Cmd::TakeOver).see_notice("why-nothing-to-take");
    let shelter = t.form_words("needs", "row-needs-safe_shelter");
    let short: String = shelter.chars().take(10).collect();
    t.focus_row(&short);
    let from = vaka::screen::words::form_short(t.locale(), "needs");
    t.see_message_with("table-from", &[("form", Arg::from(from))]).see(&shelter);
    t.key(Key::Enter).at(Place::Row).focus_column("goal").type_("Güvenli bir oda, fără scări");
    t.focus_column("service").type_("Mavi Kapı").focus_column("responsible").type_("Ayşe K.");
    t.focus_column("due").type_("+3").focus_column("monitoring").type_("Her pazartesi arama");
    t.key(Key::Esc).at(Place::Table).see("25.11.2026").snapshot("plan");
    t.run(Cmd::Save).at(Place::Case).see_notice("notice-saved").key(Key::Esc).at(Place::Home);
    t.see_message_with("home-ahead", &[("count", Arg::from(1usize))]);
    t.see(&short);
    // As saved: the row still says where it came from.
    let _ = case;
    t.run(Cmd::CaseList).key(Key::Enter);
    open_form(&mut t, "support_plan");
    assert!(
        rows(&t)
            .iter()
            .filter(|row| row.from.as_deref().is_some_and(|from| from.starts_with("needs/")))
            .count()
            == 2
    );
}

fn rows_are_added_moved_and_closed(language: &str) {
    let mut t = T::open(language);
    needs(&mut t);
    open_form(&mut t, "support_plan");
    t.run(Cmd::AddRow).at(Place::Row).type_("Diş hekimi").focus_column("due").type_("0").key(Key::Esc);
    t.at(Place::Table).see("Diş hekimi");
    assert_eq!(rows(&t).len(), 12);
    // Up by one, and down again.
    for (command, place) in [(Cmd::RowUp, 10), (Cmd::RowUp, 9), (Cmd::RowDown, 10)] {
        t.run(command);
        let at = rows(&t).iter().position(|row| row.cells.get("need") == Some(&seed::text("Diş hekimi")));
        assert_eq!(at, Some(place));
        assert!(t.focused_line().is_some_and(|line| line.contains("Diş hekimi")), "the focus goes with it");
    }
    t.run(Cmd::Save).key(Key::Esc).at(Place::Home);
    t.see_message_with("home-today", &[("count", Arg::from(1usize))]).see("Diş hekimi");
    t.keys(Key::Up, 9).key(Key::Enter).at(Place::Row).key(Key::Esc).at(Place::Table);
    t.run(Cmd::CloseRow);
    let closed = t.locale().choice("support_plan", "plan_state", "closed");
    t.see(&closed).run(Cmd::Save).key(Key::Esc).at(Place::Home).see_not("Diş hekimi");
    // It stays readable, and can be opened again or taken out.
    t.run(Cmd::CaseList).key(Key::Enter);
    open_form(&mut t, "support_plan").focus_row("Diş").run(Cmd::CloseRow);
    let id = rows(&t)[10].id.clone();
    assert_ne!(
        t.form().entry().get(&Path::cell("plan", &id, "state")),
        Some(Answer::Choice("closed".into()))
    );
    t.run(Cmd::RemoveRow).see_message("confirm-remove-row").key(Key::Esc);
    assert_eq!(rows(&t).len(), 12);
    t.run(Cmd::RemoveRow).key(Key::Enter);
    assert_eq!(rows(&t).len(), 11);
    t.run(Cmd::Save).run(Cmd::Records).run(Cmd::Versions).key(Key::End).key(Key::Enter);
    let pages = crate::crisis::read_all(&mut t);
    assert!(pages.contains("Diş hekimi"), "earlier versions keep it");
}

fn the_gate_of_the_plan(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "support_plan").see_message("gate-support_plan").key(Key::Enter).at(Place::Table);
    assert_eq!(t.form().entry().form().id, "needs");
    assert_eq!(t.form().entry().rows("needs").len(), 34);
    t.key(Key::Enter).focus_column("state").key(Key::Char('1')).key(Key::Esc).run(Cmd::Save).at(Place::Case);
    open_form(&mut t, "support_plan").at(Place::Table);
    assert_eq!(t.form().entry().form().id, "support_plan");
}

fn rows(t: &T) -> &[vaka::form::Row] {
    t.form().entry().rows("plan")
}

/// A case with two open needs.
pub fn needs(t: &mut T) -> CaseId {
    let case = case(t);
    let library = std::sync::Arc::new(vaka::form::Library::embedded());
    let form = library.form("needs").unwrap();
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_time(chrono::NaiveTime::MIN);
    let entry = vaka::form::Entry::start(&library, &form, now);
    let mut rows = entry.rows("needs").to_vec();
    for row in &mut rows {
        let state = match row.start.as_deref() {
            Some("safe_shelter") => "unmet",
            Some("medication") => "in_hand",
            Some("safety") => "met",
            _ => continue,
        };
        row.cells.insert("state".to_owned(), seed::choice(state));
    }
    t.saved(Some(case), "needs", seed::answers([("needs", Answer::Rows(rows))]));
    t.key(Key::Esc).key(Key::Enter).at(Place::Case);
    case
}

/// The worker herself and names written before are offered; the right arrow takes them.
fn a_known_name_is_offered(language: &str) {
    let mut t = T::open(language);
    needs(&mut t);
    open_form(&mut t, "support_plan").key(Key::Enter).at(Place::Row).focus_column("responsible");
    t.see_message_with("field-suggested", &[("name", Arg::from(WORKER))]).key(Key::Right);
    t.focus_column("service").type_("Mavi Kapı").key(Key::Esc).at(Place::Table);
    t.key(Key::Down).key(Key::Enter).focus_column("service").type_("mavi k");
    t.see_message_with("field-suggested", &[("name", Arg::from("Mavi Kapı"))]).key(Key::Right).key(Key::Esc);
    let cells: Vec<_> = rows(&t).iter().take(2).map(|row| row.cells.clone()).collect();
    assert_eq!(cells[0].get("responsible"), Some(&seed::text(WORKER)));
    assert_eq!(cells[1].get("service"), Some(&seed::text("Mavi Kapı")));
}
in_every_language!(a_known_name_is_offered);

/// The row sheet names the row before anybody writes another name; letters on a row say that they lead
/// nowhere; taking over stands in the last line while there is something to take.
fn a_row_says_what_it_is(language: &str) {
    let mut t = T::open(language);
    needs(&mut t);
    let short = vaka::screen::words::short_text(t.locale(), "cmd-take-over");
    open_form(&mut t, "support_plan").at(Place::Table).see(&short);
    t.type_("z").see_notice("why-no-text").key(Key::Enter).at(Place::Row);
    let name = t.form_words("support_plan", "row-plan-medical_examinations");
    let begin: String = name.chars().take(12).collect();
    let count = t.screen().matches(&begin).count();
    assert!(count >= 2, "the heading, and the field that holds it:\n{}", t.screen());
    t.type_("Dr.").see("Dr.");
}
in_every_language!(a_row_says_what_it_is);
