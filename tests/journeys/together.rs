//! Two people in one vault: what one saves the other sees, and nobody overwrites anybody.

use vaka::app::command::{Cmd, Place};
use vaka::form::Answer;
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::harness::{T, WORKER};
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    lists_follow_what_others_save,
    what_is_typed_is_not_disturbed,
    two_versions_stand_side_by_side,
    what_only_one_wrote_needs_no_choice,
    a_lock_in_the_choice_loses_nothing,
    what_somebody_takes_away_leaves_the_screen_at_once,
);

/// Two windows on one vault with a case of it open in both.
fn two(language: &str) -> (T, T) {
    let mut first = T::open(language);
    case(&mut first);
    let mut second = first.another();
    second.unlock().look().run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    (first, second)
}

fn lists_follow_what_others_save(language: &str) {
    let (mut first, mut second) = two(language);
    second.keys(Key::Esc, 2).at(Place::Home).run(Cmd::CaseList).type_("zeynep").see_message("cases-no-match");
    first.saved(None, "intake", seed::intake("Zeynep", "Öz"));
    second.look().at(Place::Cases).see("K-002").see("zeynep");
    // The story, the search, the records: whatever stands there is as new as the vault.
    second.key(Key::Esc).key(Key::Esc).run(Cmd::CaseList).key(Key::Enter).at(Place::Case).run(Cmd::Records);
    let plan = vaka::screen::words::form_short(second.locale(), "support_plan");
    second.see_not(&plan);
    let case = first.vault().cases().unwrap()[0].id;
    first.saved(Some(case), "support_plan", seed::answers([("own_decision", seed::text("Evet"))]));
    second.look().at(Place::Records).see(&plan);
    second
        .key(Key::Esc)
        .run(Cmd::Search)
        .type_("evet")
        .see_message_with("search-found", &[("n", Arg::from(1usize))]);
}

fn what_is_typed_is_not_disturbed(language: &str) {
    let (mut first, mut second) = two(language);
    let case = first.vault().cases().unwrap()[0].id;
    let record = first.vault().open_case(case, chrono::Utc::now()).unwrap().records[0].id;
    open_form(&mut second, "intake").focus_field("known_as").type_("Yazıyor");
    first.revised(record, |answers| {
        answers.fields.insert("notes".to_owned(), seed::text("Mavi Kapı"));
    });
    second.look().see_notice("notice-saved-elsewhere").see("Yazıyor").type_("um");
    assert_eq!(second.text_of("known_as"), "Yazıyorum");
}

/// The same answer, written by both.
fn both_write(language: &str) -> (T, T) {
    let (mut first, mut second) = two(language);
    open_form(&mut first, "intake").focus_field("known_as").type_("Benden");
    open_form(&mut second, "intake").focus_field("known_as").type_("Ondan");
    second.focus_field("notes").type_("Mavi Kapı").run(Cmd::Save).at(Place::Case);
    first.focus_field("surname").run(Cmd::Clear).type_("Kara");
    first.run(Cmd::Save).see_notice("error-conflict").at(Place::Merging);
    (first, second)
}

fn two_versions_stand_side_by_side(language: &str) {
    let (mut first, _second) = both_write(language);
    first.see_message("merge-mine").see(WORKER).see("Ondan").see("Benden").snapshot("merging");
    // What both wrote must be chosen; what one wrote is chosen already, and can be changed.
    first.run(Cmd::Save).see_notice("merge-choose-first").at(Place::Merging);
    first.key(Key::Left).run(Cmd::Save).at(Place::Case);
    let case = first.vault().cases().unwrap()[0].id;
    let intake = first.vault().open_case(case, chrono::Utc::now()).unwrap().records[0].clone();
    assert_eq!(intake.revision, 4, "theirs, mine as I wrote it, what was chosen");
    let text = |id: &str| intake.answers.text(id).map(str::to_owned);
    assert_eq!(text("known_as").as_deref(), Some("Ondan"));
    assert_eq!(text("notes").as_deref(), Some("Mavi Kapı"));
    assert_eq!(text("surname").as_deref(), Some("Kara"));
    let versions = first.vault().revisions(intake.id, chrono::Utc::now()).unwrap();
    assert_eq!(versions[1].answers.text("known_as"), Some("Benden"));
    assert_eq!(versions[1].answers.text("notes"), None);
    assert!(first.vault().verify().unwrap().is_good());
    assert_eq!(first.vault().draft(intake.id).unwrap(), None);
}

fn what_only_one_wrote_needs_no_choice(language: &str) {
    let (mut first, mut second) = two(language);
    open_form(&mut first, "intake").focus_field("known_as").type_("Benden");
    open_form(&mut second, "intake").focus_field("notes").type_("Ondan").run(Cmd::Save);
    first.run(Cmd::Save).at(Place::Merging).run(Cmd::Save).at(Place::Case);
    let case = first.vault().cases().unwrap()[0].id;
    let intake = first.vault().open_case(case, chrono::Utc::now()).unwrap().records[0].clone();
    assert_eq!(intake.answers.text("known_as"), Some("Benden"));
    assert_eq!(intake.answers.fields.get("notes"), Some(&Answer::Text("Ondan".to_owned())));
}

fn a_lock_in_the_choice_loses_nothing(language: &str) {
    let (mut first, _second) = both_write(language);
    // Questions can still be put away, and Esc goes back to the form.
    first.run(Cmd::Distress).at(Place::Calm).run(Cmd::Resume).at(Place::Merging);
    first.lock().unlock();
    assert_eq!(first.text_of("known_as"), "Benden");
    first.run(Cmd::Save).at(Place::Merging).key(Key::Esc);
    assert_eq!(first.text_of("known_as"), "Benden");
    first.run(Cmd::Save).at(Place::Merging).key(Key::Right).run(Cmd::Save).at(Place::Case);
    let case = first.vault().cases().unwrap()[0].id;
    let intake = first.vault().open_case(case, chrono::Utc::now()).unwrap().records[0].clone();
    assert_eq!(intake.answers.text("known_as"), Some("Benden"));
    assert_eq!(intake.answers.text("notes"), Some("Mavi Kapı"), "theirs alone stays theirs");
}

fn what_somebody_takes_away_leaves_the_screen_at_once(language: &str) {
    let (mut first, mut second) = two(language);
    open_form(&mut second, "intake").focus_field("known_as").type_("Yazıyor").see("Yazıyor");
    let me = first.vault().worker().id;
    let roles = |roles: &[&str]| -> Vec<String> { roles.iter().map(|role| (*role).to_owned()).collect() };
    first.vault().set_roles(me, &roles(&["administrator"]), chrono::Utc::now()).unwrap();
    second.look().at(Place::Home).see_notice("notice-rights-changed").see_not("Yazıyor").see_not("K-001");
    second.run(Cmd::CaseList).see_not("K-001");
    // Given again, it is there again, with what was being typed.
    first.vault().set_roles(me, &roles(&["administrator", "worker"]), chrono::Utc::now()).unwrap();
    second.look().at(Place::Home).run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    open_form(&mut second, "intake");
    assert_eq!(second.text_of("known_as"), "Yazıyor");
}
