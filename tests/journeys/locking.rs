//! Locking by key and by time, coming back to the same place, hiding, and the lost passphrase.

use vaka::app::command::{Cmd, Place};
use vaka::app::model::Stage;
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::first_start::confirm_code;
use crate::harness::{PASSPHRASE, T};
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    back_to_home_and_to_the_list,
    back_to_the_case_and_what_is_read,
    back_into_a_form,
    back_into_a_row,
    back_to_the_calm_page,
    five_minutes_without_a_key,
    a_wrong_passphrase_is_one_line,
    opening_says_why_it_takes_a_moment,
    a_file_of_an_older_version_is_said_to_take_longer,
    after_an_update_it_says_how_far_it_is,
    hiding_names_nothing,
    the_passphrase_is_lost,
);

fn back_to_home_and_to_the_list(language: &str) {
    let mut t = T::open(language);
    for name in ["İpek", "Işıl", "Ion", "Ipek"] {
        t.saved(None, "intake", seed::intake(name, "Şahin"));
    }
    t.look_again().keys(Key::Down, 2);
    same_after_unlocking(&mut t);
    t.run(Cmd::CaseList).type_("ipek").key(Key::Down);
    same_after_unlocking(&mut t);
    // Names that were shown are hidden again.
    t.run(Cmd::ShowNames).see("Şahin").lock().unlock();
    t.at(Place::Cases).see_not("Şahin").see("ipek");
}

fn back_to_the_case_and_what_is_read(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    t.keys(Key::Up, 20).key(Key::Right).keys(Key::Down, 2);
    same_after_unlocking(&mut t);
    t.run(Cmd::Records);
    same_after_unlocking(&mut t);
    t.run(Cmd::Versions);
    same_after_unlocking(&mut t);
    t.key(Key::Enter).at(Place::Reading).key(Key::Down);
    same_after_unlocking(&mut t);
}

fn back_into_a_form(language: &str) {
    let mut t = T::open(language);
    // Nothing was typed yet.
    t.run(Cmd::NewCase).focus_field("surname");
    same_after_unlocking(&mut t);
    t.type_("Şah");
    same_after_unlocking(&mut t);
    t.type_("in").focus_field("gender");
    assert_eq!(t.text_of("surname"), "Şahin");
    same_after_unlocking(&mut t);
    t.focus_field("contact_details").type_("Bir").key(Key::Enter).type_("iki");
    same_after_unlocking(&mut t);
    t.key(Key::Esc).at(Place::Home);
}

fn back_into_a_row(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "risk_analysis").keys(Key::Down, 2);
    same_after_unlocking(&mut t);
    t.key(Key::Enter).at(Place::Row).focus_column("measure").type_("Kap");
    same_after_unlocking(&mut t);
    t.type_("ı").see("Kapı").key(Key::Esc).at(Place::Table).key(Key::Esc).at(Place::Case);
    open_form(&mut t, "crisis_session").focus_field("losses").type_("Ev");
    same_after_unlocking(&mut t);
}

/// The questions do not come back by themselves.
fn back_to_the_calm_page(language: &str) {
    let mut t = T::open(language);
    crate::interview::interview(&mut t);
    t.focus_field("needs_now_words").type_("Su").run(Cmd::Distress).at(Place::Calm).lock().unlock();
    let question = t.form_words("interview", "needs_now_words");
    t.see_not(&question).at(Place::Calm).key(Key::Enter).at(Place::Question).see(&question).see("Su");
}

fn five_minutes_without_a_key(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    t.after(299).at(Place::Case).key(Key::Down).after(299).at(Place::Case).after(1).at(Place::Locked);
    t.see_message("unlock-locked").see_not("K-001").see_not("Ayşe").unlock();
    t.at(Place::Case);
    // Under a question that is open as well.
    t.run(Cmd::Records).key(Key::Ctrl('c')).see_message("confirm-quit").after(300).at(Place::Locked);
}

fn a_wrong_passphrase_is_one_line(language: &str) {
    let mut t = T::locked(language);
    let before = files(&t);
    t.see_message("unlock-start").type_("yanlış parola").see_not("yanlış").key(Key::Enter);
    t.see_notice("error-wrong-passphrase").at(Place::Locked);
    assert_eq!(files(&t), before, "nothing is written");
    t.type_(PASSPHRASE).key(Key::Enter).at(Place::Home);
}

fn opening_says_why_it_takes_a_moment(language: &str) {
    let mut t = T::locked(language);
    t.type_(PASSPHRASE).slow_disk().key(Key::Enter).see_message("unlock-opening");
    t.see_not_message("why-opening").key(Key::Esc).see_message("why-opening");
    t.catch_up().at(Place::Home);
}

fn a_file_of_an_older_version_is_said_to_take_longer(language: &str) {
    let mut t = T::locked(language);
    if let Stage::Locked(unlocking, _) = &mut t.model.stage {
        unlocking.older = true;
    }
    t.type_(PASSPHRASE).slow_disk().key(Key::Enter).see_message("unlock-adapting").snapshot("adapting");
    t.catch_up().at(Place::Home);
}

fn after_an_update_it_says_how_far_it_is(language: &str) {
    let mut t = T::open(language);
    t.many(500).lock().updated().type_(PASSPHRASE).slow_disk().key(Key::Enter).see_message("unlock-opening");
    let at = |percent: u64| [("percent", Arg::from(percent))];
    t.catch_up_one().see_message_with("unlock-renewing", &at(40)).snapshot("renewing");
    t.catch_up_one().see_message_with("unlock-renewing", &at(80)).key(Key::Char('x')).key(Key::Esc);
    // Who leaves now finds it as far as it was.
    t.run(Cmd::Quit).catch_up();
    assert_eq!(t.model.quit, Some(130));
    t.die();
    t.updated().type_(PASSPHRASE).slow_disk().key(Key::Enter).catch_up_one().at(Place::Home);
}

fn hiding_names_nothing(language: &str) {
    let mut t = T::open(language);
    crate::interview::interview(&mut t);
    t.focus_field("needs_now_words").type_("Süt ve ek");
    assert!(!t.model.covers());
    t.run(Cmd::Hide);
    assert!(t.model.covers(), "the frame would wait for the line");
    t.see_message("hide-1").see_message("hide-6");
    for word in ["vaka", "Vaka", "VAKA", "K-001", "Ayşe", "Süt ve", language.to_uppercase().as_str()] {
        assert!(!t.screen().split_whitespace().any(|shown| shown.contains(word)), "{word}:\n{}", t.screen());
    }
    let page = t.screen();
    // Nothing moves, whatever is pressed; a wrong passphrase says nothing either.
    t.type_("wrong words").key(Key::Enter);
    assert_eq!(t.screen(), page);
    t.key(Key::F(1)).key(Key::F(4)).key(Key::Tab).after(900);
    assert_eq!(t.screen(), page);
    t.key(Key::Esc).type_(PASSPHRASE).key(Key::Enter).at(Place::Question).see("Süt ve ek");
}

fn the_passphrase_is_lost(language: &str) {
    let mut t = T::fresh(language);
    t.type_("Ayşe").key(Key::Enter).key(Key::Enter);
    t.type_(PASSPHRASE).key(Key::Enter).type_(PASSPHRASE).key(Key::Enter);
    let code = confirm_code(&mut t);
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.die();
    let new = "pencere nehir kalem ay";
    t.run(Cmd::Recover).see_message("unlock-recovery");
    // A code with one wrong letter.
    let wrong = code.concat().replacen(&code[8], "2222", 1);
    t.type_(&wrong).key(Key::Enter).type_(new).key(Key::Enter).type_(new).key(Key::Enter);
    t.see_notice("error-wrong-code").at(Place::Locked);
    again(&mut t, &code.join(" ").to_lowercase(), "kisa");
    t.see_notice("passphrase-short");
    again(&mut t, &code.join(" ").to_lowercase(), new);
    t.at(Place::Home).run(Cmd::CaseList).type_("ipek").see("K-001");
    assert_eq!(t.vault().cases().unwrap()[0].id, case);
    // The old passphrase is no longer one; the new one is, and the code still works.
    t.die();
    t.type_(PASSPHRASE)
        .key(Key::Enter)
        .see_notice("error-wrong-passphrase")
        .type_(new)
        .key(Key::Enter)
        .at(Place::Home);
}

/// Fills in the recovery from its beginning.
fn again(t: &mut T, code: &str, passphrase: &str) {
    t.key(Key::Esc).run(Cmd::Recover).type_(code).key(Key::Enter);
    t.type_(passphrase).key(Key::Enter).type_(passphrase).key(Key::Enter);
}

/// What is on the screen, and where the cursor stands, is the same after a lock.
fn same_after_unlocking(t: &mut T) {
    t.model.notice = None;
    let before = (t.screen(), t.cursor(), t.place());
    t.lock().see_message("unlock-locked");
    assert!(!t.screen().contains("K-0"), "{}", t.screen());
    t.unlock();
    assert_eq!(t.place(), before.2);
    assert_eq!(t.screen(), before.0);
    assert_eq!(t.cursor(), before.1);
}

/// Every file with its contents.
fn files(t: &T) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(t.directory())
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| (file.file_name().display().to_string(), std::fs::read(file.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// A vault of invented people that somebody keeps has a passphrase of its own: none is named.
fn a_kept_demonstration_does_not_say_its_passphrase(language: &str) {
    let mut t = T::open(language);
    t.vault().set_setting(vaka::app::effect::DEMO_SETTING, "1", chrono::Utc::now()).unwrap();
    t.reopen();
    t.see_message("header-demo").lock().see_message("unlock-locked");
    let named = t.words("unlock-demo");
    let begin: String = named.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    t.see_not(&begin);
}
in_every_language!(a_kept_demonstration_does_not_say_its_passphrase);
