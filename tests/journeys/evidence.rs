//! What is known already is not asked twice: evidence is gathered, forms begin filled, needs go on into
//! the plan.

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path, Row};
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::screen::words::{form_short, row_heading};
use vaka::terminal::Key;

use crate::harness::{T, WORKER};
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    evidence_is_gathered_and_weighed,
    a_struck_fact_does_not_come_back,
    a_need_goes_into_the_plan_by_one_key,
    a_need_in_the_plan_is_found,
    forms_begin_with_what_is_known,
    a_minor_is_known_and_heard,
    the_rules_of_contact_stand_at_the_top,
);

fn facts(t: &mut T) -> CaseId {
    let case = case(t);
    let elements = [("cannot_leave", seed::point("present")), ("movement", seed::point("absent"))];
    t.saved(Some(case), "elements", seed::answers(elements));
    let interview = [
        ("control_methods", Answer::Choices(vec!["debt".to_owned(), "threats".to_owned()])),
        ("documents_taken", seed::choice("yes")),
        ("debt", seed::choice("no")),
        ("how_ended", seed::choice("finished")),
    ];
    t.saved(Some(case), "interview", seed::answers(interview));
    again(t);
    case
}

fn again(t: &mut T) {
    t.key(Key::Esc);
    if t.place() == Place::Home {
        t.run(Cmd::CaseList);
    }
    t.key(Key::Enter).at(Place::Case);
}

/// To the row that adds to a table: the table has the focus.
fn to_table(t: &mut T, table: &str) {
    let field = t.form().entry().form().field(table).unwrap().clone();
    let above =
        t.form().entry().form().fields().take_while(|known| known.id != field.id).last().unwrap().id.clone();
    t.focus_field(&above).key(Key::Tab).at(Place::Table);
}

fn rows(t: &T, table: &str) -> Vec<Row> {
    t.form().entry().rows(table).to_vec()
}

fn heading(t: &T, table: &str, row: &Row) -> String {
    let form = t.form().entry().form();
    row_heading(t.locale(), &form.id, form.field(table).unwrap(), row)
}

fn evidence_is_gathered_and_weighed(language: &str) {
    let mut t = T::open(language);
    facts(&mut t);
    open_form(&mut t, "identification");
    to_table(&mut t, "evidence_means");
    t.see_message_with("table-offered", &[("n", Arg::from(4usize))]);
    t.run(Cmd::TakeOver).see_notice("notice-taken");
    let taken = rows(&t, "evidence_means");
    // What was absent, or answered with no, is no evidence.
    let starts: Vec<&str> = taken.iter().filter_map(|row| row.start.as_deref()).collect();
    assert_eq!(
        starts,
        [
            "elements/cannot_leave",
            "interview/control_methods/choice-control_method-debt",
            "interview/control_methods/choice-control_method-threats",
            "interview/documents_taken/choice-yes_no-yes",
        ]
    );
    assert_eq!(taken[2].cells.get("means_for"), Some(&Answer::Choices(vec!["threat".to_owned()])));
    assert_eq!(taken[0].cells.get("means_date"), Some(&seed::date(2026, 11, 21)));
    assert!(taken.iter().all(|row| !row.cells.contains_key("means_accepted")), "the worker decides");
    let words = t.form_words("elements", "cannot_leave");
    assert_eq!(heading(&t, "evidence_means", &taken[0]), words);
    let from = form_short(t.locale(), "elements");
    t.see_message_with("table-from", &[("form", Arg::from(from))]).see(&words);
    t.run(Cmd::NextState);
    let accepted = Path::cell("evidence_means", &taken[0].id, "means_accepted");
    assert_eq!(t.form().entry().get(&accepted), Some(seed::choice("yes")));
    t.snapshot("evidence");
    // Another language: the facts follow it.
    let before = words;
    t.run(Cmd::Language);
    let words = t.form_words("elements", "cannot_leave");
    assert_ne!(words, before);
    t.see(&words).see_not(&before);
    assert_eq!(heading(&t, "evidence_means", &taken[3]).matches(": ").count(), 1);
    // To the place it came from, and back.
    t.run(Cmd::Source).at(Place::Checklist);
    assert_eq!(t.form().focused(), Some(Path::field("cannot_leave")));
    t.key(Key::Esc).at(Place::Table);
    assert_eq!(t.form().entry().get(&accepted), Some(seed::choice("yes")));
}

fn a_struck_fact_does_not_come_back(language: &str) {
    let mut t = T::open(language);
    let case = facts(&mut t);
    open_form(&mut t, "identification");
    to_table(&mut t, "evidence_means");
    t.run(Cmd::TakeOver).run(Cmd::RemoveRow).see_notice("notice-struck");
    let taken = rows(&t, "evidence_means");
    assert_eq!(taken.len(), 4, "it stays readable");
    assert_eq!(taken[0].cells.get("means_accepted"), Some(&seed::choice("no")));
    t.run(Cmd::TakeOver).see_notice("why-nothing-to-take").run(Cmd::Save).at(Place::Case);
    // Something new is told: only that comes.
    let indicators = [("poverty", seed::point("present"))];
    t.saved(Some(case), "indicators", seed::answers(indicators));
    let interview = [("control_methods", Answer::Choices(vec!["debt".to_owned(), "oath".to_owned()]))];
    t.saved(Some(case), "interview", seed::answers(interview));
    again(&mut t);
    open_form(&mut t, "identification");
    to_table(&mut t, "evidence_means");
    t.see_message_with("table-offered", &[("n", Arg::from(2usize))]).run(Cmd::TakeOver);
    let now = rows(&t, "evidence_means");
    assert_eq!(now.len(), 6);
    assert_eq!(now[0].cells.get("means_accepted"), Some(&seed::choice("no")));
}

/// A search that was made before does not hide the draft that a need began.
fn a_need_in_the_plan_is_found(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    let name = t.form_words("support_plan", "form");
    t.run(Cmd::Search).paste(&name).see_message("search-none").keys(Key::Esc, 2).at(Place::Case);
    open_form(&mut t, "needs").key(Key::Enter).focus_column("state").key(Key::Char('1'));
    t.key(Key::Esc).run(Cmd::ToPlan).see_notice("notice-onward").key(Key::Esc).at(Place::Case);
    t.run(Cmd::Search).paste(&name).see_message_with("search-found", &[("n", Arg::from(1usize))]);
}

fn a_need_goes_into_the_plan_by_one_key(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "needs").at(Place::Table);
    // It has to be an open one.
    t.run(Cmd::ToPlan).see_notice("why-not-onward");
    t.key(Key::Enter).focus_column("own_priority").key(Key::Char('1'));
    t.focus_column("worker_priority").key(Key::Char('2')).focus_column("state").key(Key::Char('1'));
    t.key(Key::Esc).run(Cmd::ToPlan).see_notice("notice-onward").at(Place::Table);
    assert_eq!(t.form().entry().form().id, "needs", "nobody leaves the needs");
    let plan = form_short(t.locale(), "support_plan");
    let day = t.locale().date(t.today());
    t.see_message_with("onward-since", &[("form", Arg::from(plan)), ("on", Arg::from(day))])
        .snapshot("onward");
    t.key(Key::Down).key(Key::Enter).focus_column("state").key(Key::Char('2')).key(Key::Esc).run(Cmd::ToPlan);
    // A second one goes into the same draft; one that is there is opened.
    t.key(Key::Up).run(Cmd::ToPlan).at(Place::Row);
    assert_eq!(t.form().entry().form().id, "support_plan");
    let rows = rows(&t, "plan");
    let from: Vec<&str> = rows.iter().filter_map(|row| row.from.as_deref()).collect();
    assert_eq!(from, ["needs/needs/safety", "needs/needs/family_safety"]);
    let cells = &rows[11].cells;
    assert_eq!(cells.get("own_priority"), Some(&seed::choice("1")));
    assert_eq!(cells.get("priority"), Some(&seed::choice("2")));
    t.keys(Key::Esc, 2).at(Place::Table);
    assert_eq!(t.form().entry().form().id, "needs");
}

fn forms_begin_with_what_is_known(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let row = |id: &str, cells: &[(&str, Answer)]| Row {
        id: id.to_owned(),
        start: None,
        from: None,
        cells: cells.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect(),
    };
    let plan = Answer::Rows(vec![
        row(
            "a",
            &[
                ("need", seed::text("Diş")),
                ("service", seed::text("Mavi Kapı")),
                ("due", seed::date(2026, 12, 1)),
                ("state", seed::choice("in_progress")),
            ],
        ),
        row("b", &[("need", seed::text("Okul")), ("state", seed::choice("open"))]),
    ]);
    t.saved(Some(case), "support_plan", seed::answers([("plan", plan)]));
    again(&mut t);
    open_form(&mut t, "monitoring");
    let services = rows(&t, "services");
    assert_eq!(services.len(), 1, "a row that nobody uses stays behind");
    assert_eq!(services[0].from.as_deref(), Some("support_plan/plan/a"));
    assert_eq!(services[0].cells.get("service"), Some(&seed::text("Mavi Kapı")));
    // Who only looks leaves nothing behind.
    t.key(Key::Esc).at(Place::Case);
    open_form(&mut t, "handover");
    assert_eq!(t.text_of("from"), WORKER);
    let tasks = rows(&t, "tasks");
    assert_eq!(tasks.len(), 1, "what still has a date");
    assert_eq!(tasks[0].cells.get("task"), Some(&seed::text("Diş")));
    assert_eq!(tasks[0].cells.get("due"), Some(&seed::date(2026, 12, 1)));
    t.key(Key::Esc).at(Place::Case);
    // Closing asks for other things first.
    open_form(&mut t, "closure").key(Key::Char('o')).type_("Taşındı").key(Key::Enter);
    let contacts = rows(&t, "contacts");
    assert_eq!(contacts[0].cells.get("contact"), Some(&seed::text("Mavi Kapı")));
    assert_eq!(contacts[0].cells.get("help_with"), Some(&seed::text("Diş")));
}

fn a_minor_is_known_and_heard(language: &str) {
    let mut t = T::open(language);
    let mut intake = seed::intake("Ada", "Kaya");
    intake.fields.insert("age".to_owned(), Answer::Number(16.0));
    intake.fields.insert("capacity".to_owned(), seed::choice("minor"));
    intake.fields.insert("capacity_decider".to_owned(), seed::text("Vasi Hanım"));
    t.saved(None, "intake", intake);
    t.look_again().keys(Key::Up, 9).key(Key::Enter).at(Place::Case);
    open_form(&mut t, "consent");
    assert_eq!(t.answer("minor"), Some(seed::choice("yes")));
    assert_eq!(t.answer("able"), Some(seed::choice("no")));
    assert_eq!(t.answer("explained_language"), Some(seed::choice("tr")));
    let entry = t.form().entry();
    for field in ["given_by", "own_opinion"] {
        assert!(entry.missing().contains(&Path::field(field)), "{field} is asked for");
    }
    t.focus_field("given_by").key(Key::Char('4')).focus_field("given_by_name");
    assert_eq!(t.text_of("given_by_name"), "Vasi Hanım");
}

fn the_rules_of_contact_stand_at_the_top(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "contact").see_message("contact-rules-none");
    t.key(Key::Esc);
    let mut intake = seed::intake("Ada", "Kaya");
    intake.fields.insert("safe_contact_when".to_owned(), seed::text("Salı 18-20"));
    intake.fields.insert("safe_contact_word".to_owned(), seed::text("gizli"));
    t.saved(None, "intake", intake);
    t.key(Key::Esc).run(Cmd::CaseList).type_("K-002").key(Key::Enter);
    open_form(&mut t, "contact").see("Salı 18-20").see_not("gizli").keys(Key::PageDown, 4).see("Salı 18-20");
}
