//! Nothing already entered is lost, and nothing is shown that was put away: the moments between a key
//! and what the disk says to it, and what stands in the way of both.

use vaka::app::command::{Cmd, Place};
use vaka::overlay::Overlay;
use vaka::record::CaseId;
use vaka::store::SaveRecord;
use vaka::terminal::{Input, Key};

use crate::harness::{PASSPHRASE, T};
use crate::readiness::{case, open_form};
use crate::seed;

const LONG: &str = "Uzun bir söz. ";

/// A form with a text that the disk has no room for.
fn too_much_for_the_disk(t: &mut T) {
    case(t);
    open_form(t, "early_risk").focus_field("own_view").type_("Burada kalsın. ").after(2);
    t.vault().limit_pages(1).unwrap();
    t.paste(&LONG.repeat(4000)).type_("Son söz.");
}

/// The text is in the form again after the passphrase.
fn all_there(t: &mut T) {
    t.type_(PASSPHRASE).key(Key::Enter).at(Place::Sheet);
    let text = t.text_of("own_view");
    assert!(text.ends_with("Son söz."), "{} characters are left", text.len());
    // And from now on in the vault.
    t.reopen();
    t.run(Cmd::CaseList).key(Key::Enter);
    open_form(t, "early_risk").focus_field("own_view");
    assert!(t.text_of("own_view").ends_with("Son söz."));
}

#[test]
fn a_lock_on_a_full_disk_holds_what_was_typed() {
    let mut t = T::open("tr");
    too_much_for_the_disk(&mut t);
    t.lock().see_notice("error-held").see_not("söz");
    all_there(&mut t);
}

#[test]
fn hiding_on_a_full_disk_holds_what_was_typed_and_says_nothing() {
    let mut t = T::open("ro");
    too_much_for_the_disk(&mut t);
    t.run(Cmd::Hide);
    let page = t.screen();
    assert!(t.model.notice.is_none());
    t.after(600);
    assert_eq!(t.screen(), page);
    all_there(&mut t);
}

#[test]
fn nobody_ends_the_program_on_a_full_disk_unknowingly() {
    let mut t = T::open("en");
    too_much_for_the_disk(&mut t);
    t.run(Cmd::Quit).key(Key::Enter);
    assert_eq!(t.model.quit, None, "ended, and the text is lost");
    t.at(Place::Locked).see_notice("error-held");
    t.key(Key::Ctrl('c')).see_notice("error-held").see_message("confirm-quit").key(Key::Esc);
    assert_eq!(t.model.quit, None);
    all_there(&mut t);
}

#[test]
fn a_lock_during_a_save_that_fails_keeps_the_text() {
    let mut t = T::open("tr");
    case(&mut t);
    open_form(&mut t, "early_risk").focus_field("own_view").type_("Burada kalsın. ").after(2);
    t.paste(&LONG.repeat(4000)).type_("Son söz.");
    t.slow_disk().run(Cmd::Save).lock();
    t.vault().limit_pages(1).unwrap();
    t.catch_up();
    all_there(&mut t);
}

#[test]
fn a_save_is_under_way_once() {
    let mut t = T::open("en");
    t.run(Cmd::NewCase).focus_field("first_name").type_("İpek");
    t.slow_disk().run(Cmd::Save).run(Cmd::Save).type_("x").paste("y").key(Key::Delete);
    // What comes while it is saved is not taken into a form that closes.
    assert_eq!(t.text_of("first_name"), "İpek");
    t.catch_up().at(Place::Case).see_notice("notice-saved");
    open_form(&mut t, "intake").focus_field("first_name");
    assert_eq!(t.text_of("first_name"), "İpek");
}

#[test]
fn a_lock_during_a_save_comes_back_to_what_was_saved() {
    let mut t = T::open("en");
    t.run(Cmd::NewCase).focus_field("first_name").type_("İpek");
    t.slow_disk().run(Cmd::Save).lock().catch_up().unlock();
    t.at(Place::Sheet).focus_field("first_name");
    assert_eq!(t.text_of("first_name"), "İpek");
    t.type_(" K").run(Cmd::Save).see_notice("notice-saved");
}

#[test]
fn who_was_overtaken_can_still_save() {
    let mut t = T::open("en");
    let case = seeded_case(&mut t);
    open_form(&mut t, "intake").focus_field("known_as").type_("Ipi").after(2);
    let record = t.form().record;
    let (now, today) = (t.model.now.utc, t.today());
    let mut theirs = seed::intake("İpek", "Şahin");
    theirs.fields.insert("contact_place".to_owned(), seed::text("Köstence"));
    let save = SaveRecord {
        record,
        case: Some(case),
        form: "intake".to_owned(),
        form_version: 1,
        base: 1,
        answers: theirs,
    };
    t.vault().save(&save, now, today).unwrap();
    t.run(Cmd::Save).see_notice("error-conflict");
    assert_eq!(t.text_of("known_as"), "Ipi");
    // Once more, knowing it: on top of the other, which stays in the versions.
    t.run(Cmd::Save).at(Place::Case).see_notice("notice-saved").run(Cmd::Records).run(Cmd::Versions);
    t.run(Cmd::Compare).see("Köstence");
}

#[test]
fn a_clock_that_is_set_back_holds_up_neither_drafts_nor_the_lock() {
    let mut t = T::open("en");
    t.run(Cmd::NewCase).focus_field("first_name").type_("İ").set_back(3 * 3600).type_("pek").after(2);
    t.reopen();
    t.keys(Key::Up, 9).key(Key::Enter).focus_field("first_name");
    assert_eq!(t.text_of("first_name"), "İpek");
    t.type_("x").set_back(3 * 3600).input(Input::Deadline).after(300).at(Place::Locked);
}

#[test]
fn the_form_that_was_asked_for_last_is_the_one_that_opens() {
    let mut t = T::open("en");
    case(&mut t);
    open_form(&mut t, "early_risk").focus_field("own_view").type_("a").key(Key::Esc);
    open_form(&mut t, "needs").key(Key::Esc);
    t.run(Cmd::Records).keys(Key::Up, 9).slow_disk();
    t.key(Key::Enter).key(Key::Esc).key(Key::Down).key(Key::Enter).catch_up();
    let shown = t.form().entry().form().id.clone();
    assert_eq!(shown, "intake");
}

#[test]
fn answers_of_a_form_that_is_gone_are_read_all_the_same() {
    let mut t = T::open("en");
    let case = seeded_case(&mut t);
    let (now, today) = (t.model.now.utc, t.today());
    let gone = SaveRecord {
        record: vaka::store::new_record_id(now),
        case: Some(case),
        form: "our_own".to_owned(),
        form_version: 1,
        base: 0,
        answers: seed::answers([("story", seed::text("Bir gün geldi")), ("mood", seed::choice("calm"))]),
    };
    t.vault().save(&gone, now, today).unwrap();
    let second =
        SaveRecord { base: 1, answers: seed::answers([("story", seed::text("Bir gün gitti"))]), ..gone };
    t.vault().save(&second, now, today).unwrap();
    t.lock().unlock();
    t.run(Cmd::Records).keys(Key::Up, 9).run(Cmd::Versions).key(Key::Enter).at(Place::Reading);
    t.run(Cmd::ShowNames).see("Bir gün gitti").key(Key::Esc).run(Cmd::Compare).run(Cmd::ShowNames);
    t.see("Bir gün geldi").see("Bir gün gitti").see("calm");
}

#[test]
fn answers_to_questions_that_were_taken_out_are_read_all_the_same() {
    let mut t = T::open("en");
    let case = seeded_case(&mut t);
    let (now, today) = (t.model.now.utc, t.today());
    let mut answers = seed::intake("İpek", "Şahin");
    answers.fields.insert("asked_before".to_owned(), seed::text("Nehirden geçtik"));
    let older = SaveRecord {
        record: vaka::store::new_record_id(now),
        case: Some(case),
        form: "intake".to_owned(),
        form_version: 1,
        base: 0,
        answers,
    };
    t.vault().save(&older, now, today).unwrap();
    t.lock().unlock();
    t.run(Cmd::Records).keys(Key::Up, 9);
    t.run(Cmd::Versions).key(Key::Enter).at(Place::Reading).key(Key::End).see_not("Nehirden");
    t.run(Cmd::ShowNames).see("Nehirden geçtik");
}

#[test]
fn names_that_head_a_row_are_hidden_in_what_is_read() {
    let mut t = T::open("en");
    let case = seeded_case(&mut t);
    let library = vaka::form::Library::embedded();
    let form = library.form("family").unwrap();
    let table = form.fields().find(|field| !field.columns.is_empty() && field.columns[0].sensitive).unwrap();
    let row = vaka::form::Row {
        id: "1".to_owned(),
        start: None,
        from: None,
        cells: [(table.columns[0].id.clone(), seed::text("Zeynep"))].into(),
    };
    let rows = vaka::form::Answer::Rows(vec![row]);
    t.saved(Some(case), "family", seed::answers([(table.id.as_str(), rows)]));
    t.lock().unlock();
    t.run(Cmd::Records).keys(Key::Up, 9).run(Cmd::Versions).key(Key::Enter).at(Place::Reading);
    t.see_not("Zeynep").see_message("answer-hidden").run(Cmd::ShowNames).see("Zeynep");
}

#[test]
fn a_reason_that_a_lock_cuts_off_is_said() {
    let mut t = T::open("en");
    case(&mut t);
    open_form(&mut t, "interview").key(Key::Char('o')).type_("She asked for it to");
    assert!(matches!(t.model.overlay, Some(Overlay::Reason { .. })));
    t.after(300).at(Place::Locked).see_notice("notice-reason-not-kept").see_not("She asked");
}

#[test]
fn a_reason_that_was_given_is_in_the_draft() {
    let mut t = T::open("en");
    case(&mut t);
    open_form(&mut t, "interview").key(Key::Char('o')).type_("She asked for it today").key(Key::Enter);
    t.after(2).reopen();
    t.run(Cmd::CaseList).key(Key::Enter);
    open_form(&mut t, "interview");
    let reason = t.form().entry().answers().override_reason.clone();
    assert_eq!(reason.as_deref(), Some("She asked for it today"));
}

#[test]
fn a_slip_of_the_hand_is_taken_back_by_the_same_key() {
    let mut t = T::open("en");
    case(&mut t);
    open_form(&mut t, "early_risk").focus_field("own_view").type_("Burada kalsın");
    t.run(Cmd::Decline).focus_field("own_view").run(Cmd::Decline).focus_field("own_view");
    assert_eq!(t.text_of("own_view"), "Burada kalsın");
    t.run(Cmd::Clear).see_not("Burada").run(Cmd::Clear).see("Burada kalsın");
    assert_eq!(t.text_of("own_view"), "Burada kalsın");
}

const CHANGED: &str = r#"
id = "our_own"
version = 2
kind = "sheet"
subject = "case"

[[section]]
id = "all"

  [[section.field]]
  id = "was_number"
  type = "note"

  [[section.field]]
  id = "was_text"
  type = "item"

  [[section.field]]
  id = "was_table"
  type = "text"

  [[section.field]]
  id = "was_words"
  type = "table"

    [[section.field.column]]
    id = "what"
    type = "text"
"#;

#[test]
fn an_answer_of_a_changed_question_is_seen_before_it_is_replaced() {
    let mut t = T::open("en");
    let case = seeded_case(&mut t);
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("forms")).unwrap();
    std::fs::write(dir.path().join("forms/our_own.toml"), CHANGED).unwrap();
    let (library, mistakes) = vaka::form::Library::with_overrides(dir.path());
    assert!(mistakes.is_empty(), "{mistakes:?}");
    t.model.library = std::sync::Arc::new(library);
    let row = vaka::form::Row {
        id: "1".to_owned(),
        start: None,
        from: None,
        cells: [("who".to_owned(), seed::text("Teyze"))].into(),
    };
    let (now, today) = (t.model.now.utc, t.today());
    let older = SaveRecord {
        record: vaka::store::new_record_id(now),
        case: Some(case),
        form: "our_own".to_owned(),
        form_version: 1,
        base: 0,
        answers: seed::answers([
            ("was_number", vaka::form::Answer::Number(42.0)),
            ("was_text", seed::text("Kapı açıktı")),
            ("was_table", vaka::form::Answer::Rows(vec![row])),
            ("was_words", seed::text("Sözle anlattı")),
        ]),
    };
    t.vault().save(&older, now, today).unwrap();
    t.lock().unlock();
    t.run(Cmd::Records).keys(Key::Up, 9).key(Key::Enter).at(Place::Sheet);
    t.see("42").see("Kapı açıktı").see("Teyze").see("Sözle anlattı");
    t.focus_field("was_number").see("42").type_(" sayfa");
    assert_eq!(t.text_of("was_number"), "42 sayfa");
    t.focus_field("was_text").key(Key::Char('1')).see("Kapı açıktı");
    // Rows are not begun over words that somebody wrote.
    t.focus_row("Sözle").run(Cmd::AddRow).type_("Yeni").key(Key::Esc).see("Sözle anlattı").see("Yeni");
    t.key(Key::Esc)
        .keys(Key::Down, 1)
        .run(Cmd::Versions)
        .key(Key::Enter)
        .at(Place::Reading)
        .run(Cmd::ShowNames);
    t.see("42").see("Kapı açıktı").see("Teyze").see("Sözle anlattı");
}

/// A case with an intake in its first version, opened.
fn seeded_case(t: &mut T) -> CaseId {
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.look_again().run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    case
}

#[test]
fn a_due_row_that_was_taken_out_in_a_draft_is_not_written_into() {
    let mut t = T::open("en");
    let case = seeded_case(&mut t);
    let row = vaka::form::Row {
        id: "r1".to_owned(),
        start: None,
        from: None,
        cells: [
            ("need".to_owned(), seed::text("Oda")),
            ("goal".to_owned(), seed::text("Oda bul")),
            ("due".to_owned(), seed::date(2026, 11, 22)),
        ]
        .into(),
    };
    let library = vaka::form::Library::embedded();
    let form = library.form("support_plan").unwrap();
    let table = form.fields().find(|field| !field.columns.is_empty()).unwrap().id.clone();
    let rows = vaka::form::Answer::Rows(vec![row]);
    t.saved(Some(case), "support_plan", seed::answers([(table.as_str(), rows)]));
    t.lock().unlock();
    open_form(&mut t, "support_plan").at(Place::Table).run(Cmd::RemoveRow).key(Key::Enter).key(Key::Esc);
    t.reopen();
    t.keys(Key::Up, 9).key(Key::Enter).at(Place::Table);
}
