//! Nothing typed is lost: drafts while typing, on leaving, on hang-up, on locking; saving makes versions.

use vaka::app::command::{Cmd, Place};
use vaka::form::Path;
use vaka::locale::Arg;
use vaka::terminal::{Input, Key};

use crate::harness::{T, WORKER};
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    within_two_seconds_of_typing,
    on_leaving_a_field,
    on_hang_up_and_on_being_ended,
    on_idle_lock_and_on_suspend,
    in_the_middle_of_a_word_everywhere,
    saving_makes_versions_and_takes_the_draft_away,
    a_draft_is_given_up_only_when_asked,
    an_unchanged_form_leaves_nothing_behind,
);

fn within_two_seconds_of_typing(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("first_name").type_("Ș").after(1).type_("tefa").after(1);
    // Two seconds after the first letter, though the typing never stopped.
    t.reopen();
    resume(&mut t);
    assert_eq!(t.text_of("first_name"), "Ștefa");
    assert_eq!(t.form().focused(), Some(Path::field("first_name")), "the cursor is where it was");
    t.type_("nia");
    assert_eq!(t.text_of("first_name"), "Ștefania");
}

fn on_leaving_a_field(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase)
        .focus_field("first_name")
        .type_("İpek")
        .key(Key::Tab)
        .type_("Ş")
        .key(Key::BackTab)
        .reopen();
    resume(&mut t);
    assert_eq!((t.text_of("first_name"), t.text_of("surname")), ("İpek".to_owned(), "Ş".to_owned()));
}

fn on_hang_up_and_on_being_ended(language: &str) {
    for (input, code) in [(Input::HangUp, 129), (Input::Terminate, 143)] {
        let mut t = T::open(language);
        t.run(Cmd::NewCase).focus_field("surname").type_("Güneş").input(input);
        assert_eq!(t.model.quit, Some(code));
        t.reopen();
        resume(&mut t);
        assert_eq!(t.text_of("surname"), "Güneş");
    }
}

fn on_idle_lock_and_on_suspend(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("surname").type_("Gün").after(300).at(Place::Locked).reopen();
    resume(&mut t);
    t.type_("eş").input(Input::Suspend).at(Place::Locked).reopen();
    resume(&mut t);
    assert_eq!(t.text_of("surname"), "Güneş");
}

/// Text, note, remark, a cell of a row, an unfinished date, a filter that is being typed.
fn in_the_middle_of_a_word_everywhere(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "interview_readiness")
        .focus_field("language")
        .run(Cmd::Remark)
        .type_("Kürtç")
        .after(2)
        .reopen();
    t.run(Cmd::CaseList).key(Key::Enter).key(Key::Enter).at(Place::Checklist).see("Kürtç");
    t.key(Key::Esc);
    open_form(&mut t, "support_plan").key(Key::Char('o')).type_("Ace").key(Key::Enter).at(Place::Table);
    t.key(Key::Enter)
        .at(Place::Row)
        .focus_column("goal")
        .type_("Sür")
        .key(Key::Enter)
        .type_("ekli te")
        .after(2);
    t.reopen();
    t.run(Cmd::CaseList)
        .key(Key::Enter)
        .key(Key::Enter)
        .at(Place::Row)
        .see("Sür")
        .see("ekli te")
        .type_("davi");
    let focused = t.form().focused().unwrap();
    assert_eq!(t.form().entry().get(&focused), Some(seed::text("Sür\nekli tedavi")));
    // A date that is not one yet is kept as it was typed.
    t.focus_column("due").type_("12.1").key(Key::Backspace).type_("x").after(2).reopen();
    t.run(Cmd::CaseList).key(Key::Enter).key(Key::Enter).at(Place::Row).see("12.x").key(Key::Tab);
    t.see_notice("unreadable-date").focus_column("due").key(Key::Backspace).type_("12").key(Key::Tab);
    let due = t.locale().date(chrono::NaiveDate::from_ymd_opt(2026, 12, 12).unwrap());
    t.see(&due);
}

fn saving_makes_versions_and_takes_the_draft_away(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "intake")
        .focus_field("known_as")
        .type_("Ipi")
        .run(Cmd::Save)
        .see_notice("notice-saved");
    open_form(&mut t, "intake")
        .focus_field("known_as")
        .type_("k")
        .focus_field("contact_place")
        .type_("Köstence");
    t.run(Cmd::Save).at(Place::Case).run(Cmd::Records);
    let args = |n: usize| [("n", Arg::from(n)), ("who", Arg::from(WORKER))];
    t.see_message_with("records-version", &args(3)).see_not_message("records-draft");
    t.run(Cmd::Versions).see_message_with("records-version", &args(1));
    t.see_message_with("records-version", &args(2)).see_message_with("records-version", &args(3));
    t.run(Cmd::Compare).at(Place::Comparing).see_message("compare-changed").see("Köstence");
    // Names are hidden here too until asked for.
    t.see_message("answer-hidden").run(Cmd::ShowNames).see("Ipi").see("Ipik");
    t.key(Key::Esc).key(Key::End).key(Key::Enter).at(Place::Reading).see_not("Köstence").see_not("Ipik");
}

fn a_draft_is_given_up_only_when_asked(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "early_risk").focus_field("own_view").type_("Korkmuyorum").key(Key::Esc);
    t.at(Place::Case).see_notice("notice-draft-kept");
    // Opened, looked at and left again: it is still there.
    open_form(&mut t, "early_risk").key(Key::Esc).at(Place::Case);
    t.run(Cmd::Records).see_message("records-draft").run(Cmd::Versions).see_notice("why-draft-no-versions");
    t.run(Cmd::Discard).see_message("confirm-discard-hint").key(Key::Esc).see_message("records-draft");
    t.run(Cmd::Discard).key(Key::Enter).see_not_message("records-draft");
    t.key(Key::Esc);
    open_form(&mut t, "early_risk").focus_field("own_view");
    assert_eq!(t.answer("own_view"), None);
}

fn an_unchanged_form_leaves_nothing_behind(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    for form in ["intake", "interview_readiness", "early_risk", "needs", "consequences"] {
        open_form(&mut t, form).key(Key::Tab).key(Key::Tab).key(Key::Esc).at(Place::Case);
    }
    open_form(&mut t, "interview_readiness").key(Key::Char(' ')).key(Key::Char('-')).key(Key::Esc);
    t.run(Cmd::Records).see_not_message("records-draft");
}

/// From home back into the record that was begun first.
fn resume(t: &mut T) {
    t.at(Place::Home).keys(Key::Up, 9).key(Key::Enter).at(Place::Sheet);
}
