//! Search: a word is found wherever it was written, and Enter goes to the very answer.

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path, Row};
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::screen::words;
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(
    found_in_all_cases_and_opened_at_the_answer,
    inside_one_case,
    what_is_hidden_elsewhere_is_hidden_here,
    a_lock_keeps_the_place_and_not_the_words,
    what_was_just_written_is_found,
    a_row_of_a_table_is_opened,
    the_language_changes_what_was_found,
);

fn two_cases(t: &mut T) -> [CaseId; 2] {
    let first = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    let second = t.saved(None, "intake", seed::intake("Ștefania", "Mîțu"));
    let contact =
        |words: &str| seed::answers([("contact_kind", seed::choice("visit")), ("about", seed::text(words))]);
    t.saved(Some(first), "contact", contact("Otogarda buluştuk.\nMavi bavulu yanındaydı, üşümüştü."));
    t.saved(Some(second), "contact", contact("La gară, cu o geantă roșie; bavul yok."));
    t.look_again();
    [first, second]
}

fn found_in_all_cases_and_opened_at_the_answer(language: &str) {
    let mut t = T::open(language);
    two_cases(&mut t);
    t.run(Cmd::Search).at(Place::Search).see_message_with("search-hint", &[("n", Arg::from(2usize))]);
    t.type_("b").see_message_with("search-hint", &[("n", Arg::from(2usize))]);
    t.type_("avul").see_message_with("search-found", &[("n", Arg::from(2usize))]);
    t.see("K-001").see("K-002").see("Mavi bavulu yanındaydı").snapshot("search");
    t.type_(" MAVİ").see_message_with("search-found", &[("n", Arg::from(1usize))]).see_not("K-002");
    t.key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().focused(), Some(Path::field("about")));
    // The way back leads through the case; what was found is still there.
    t.key(Key::Esc).at(Place::Case).see("K-001").key(Key::Esc).at(Place::Search).see("Mavi bavulu");
    t.key(Key::Esc).at(Place::Search).see_not("bavul").key(Key::Esc).at(Place::Home);
}

fn inside_one_case(language: &str) {
    let mut t = T::open(language);
    two_cases(&mut t);
    t.run(Cmd::CaseList).type_("002").key(Key::Enter).at(Place::Case).run(Cmd::Search).see("K-002");
    t.type_("BAVUL").see_message_with("search-found", &[("n", Arg::from(1usize))]).see("bavul yok");
    t.see_not("Mavi").key(Key::Enter).at(Place::Sheet).key(Key::Esc).at(Place::Search).see("bavul yok");
    t.key(Key::Esc).type_("zzyzx").see_message("search-none");
    // Choices are found by their label, forms by their name.
    let label = t.locale().choice("contact", "contact_kind", "visit");
    t.key(Key::Esc).paste(&label).see(&label).see_message_with("search-found", &[("n", Arg::from(1usize))]);
    let name = t.form_words("intake", "form");
    let short = words::form_short(t.locale(), "intake");
    t.key(Key::Esc).type_(&name).see(&short);
    t.key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().focused(), Some(Path::field("contact_date")), "the beginning of the form");
}

fn what_is_hidden_elsewhere_is_hidden_here(language: &str) {
    let mut t = T::open(language);
    two_cases(&mut t);
    t.run(Cmd::Search).type_("mitu").see("K-002").see_message("answer-hidden").see_not("Mîțu");
    let question = words::short_label(t.locale(), "intake", &Path::field("surname"));
    t.see(&question).run(Cmd::ShowNames).see("Mîțu").key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().focused(), Some(Path::field("surname")));
    t.key(Key::Esc).key(Key::Esc).at(Place::Search).see_not("Mîțu");
}

fn a_lock_keeps_the_place_and_not_the_words(language: &str) {
    let mut t = T::open(language);
    two_cases(&mut t);
    t.run(Cmd::CaseList).type_("001").key(Key::Enter).run(Cmd::Search).type_("sahin");
    t.see_message_with("search-found", &[("n", Arg::from(1usize))]).lock();
    assert!(!format!("{:?}", marks(&t)).contains("sahin"), "no word survives");
    t.unlock().at(Place::Search).see("K-001").see_not("sahin");
    t.type_("ipek").see_message_with("search-found", &[("n", Arg::from(1usize))]);
}

fn marks(t: &T) -> &[vaka::screen::mark::Mark] {
    match &t.model.stage {
        vaka::app::model::Stage::Locked(_, marks) => marks,
        _ => panic!("not locked"),
    }
}

fn what_was_just_written_is_found(language: &str) {
    let mut t = T::open(language);
    two_cases(&mut t);
    t.run(Cmd::Search).type_("otogar").see("Otogarda").key(Key::Enter).at(Place::Sheet);
    t.type_(" Şemsiye").key(Key::Esc).key(Key::Esc).at(Place::Search);
    t.key(Key::Esc).type_("semsiye").see_message("records-draft").see("Şemsiye").key(Key::Enter);
    t.run(Cmd::Save).at(Place::Case).key(Key::Esc).at(Place::Search);
    t.see("Şemsiye").see_not_message("records-draft");
    // A case that began meanwhile has its number.
    t.key(Key::Esc).key(Key::Esc).at(Place::Home).run(Cmd::NewCase).focus_field("first_name").type_("Zeynep");
    t.run(Cmd::Save).key(Key::Esc).at(Place::Home).run(Cmd::Search).type_("zeynep").see("K-003");
}

fn a_row_of_a_table_is_opened(language: &str) {
    let mut t = T::open(language);
    let [first, _] = two_cases(&mut t);
    let row = Row {
        id: "7".to_owned(),
        start: None,
        from: None,
        cells: [("name", seed::text("Zümrüt")), ("concern", seed::text("Okula gidemiyor"))]
            .map(|(id, answer)| (id.to_owned(), answer))
            .into_iter()
            .collect(),
    };
    t.saved(Some(first), "family", seed::answers([("members", Answer::Rows(vec![row]))]));
    t.run(Cmd::Search).type_("okula").see_not("Zümrüt").see_not("Okula gidemiyor");
    t.run(Cmd::ShowNames).see("Zümrüt").see("Okula gidemiyor").key(Key::Enter).at(Place::Row);
    assert_eq!(t.form().focused(), Some(Path::cell("members", "7", "concern")));
}

/// The words of what was found are those of the language it is shown in, at once.
fn the_language_changes_what_was_found(language: &str) {
    let mut t = T::open(language);
    t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    let said = [("contact_kind", seed::choice("visit")), ("about", seed::text("Otogar"))];
    let case = t.saved(None, "intake", seed::intake("Ion", "Țurcanu"));
    t.saved(Some(case), "contact", seed::answers(said));
    t.look_again().run(Cmd::Search).type_("otogar").see("Otogar");
    for _ in 0..3 {
        t.key(Key::F(4));
        let short = words::form_short(t.locale(), "contact");
        t.see(&short).see("Otogar").see_message_with("search-found", &[("n", Arg::from(1usize))]);
    }
    let label = t.locale().choice("contact", "contact_kind", "visit");
    t.key(Key::Esc).paste(&label).see("K-002").run(Cmd::Language);
    t.see_message("search-none").see_not("K-002");
}
