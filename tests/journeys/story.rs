//! The story of a case: everything in the order of time, told in part, read, and found again.

use vaka::app::command::{Cmd, Place};
use vaka::form::Answer;
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::terminal::Key;

use crate::harness::T;
use crate::readiness::open_form;
use crate::seed;

in_every_language!(
    everything_in_the_order_of_time,
    one_kind_at_a_time,
    what_is_sensitive_stays_hidden,
    a_version_is_read_and_a_lock_returns_to_it,
    a_date_ahead_leads_to_its_place,
);

/// A case with an intake, a consent, an early risk that was looked at twice, and a contact.
fn lived(t: &mut T) -> CaseId {
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.saved(Some(case), "consent", seed::answers([("state", seed::choice("given"))]));
    t.saved(Some(case), "early_risk", seed::answers([("urgent_level", seed::choice("medium"))]));
    t.saved(
        Some(case),
        "contact",
        seed::answers([
            ("contact_kind", seed::choice("visit")),
            ("next_contact", seed::date(2026, 11, 25)),
            ("place", seed::text("Vatan Cad. 12")),
        ]),
    );
    t.run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    open_form(t, "early_risk").focus_field("urgent_level").key(Key::Char('3')).run(Cmd::Save).at(Place::Case);
    t.key(Key::Down);
    case
}

fn everything_in_the_order_of_time(language: &str) {
    let mut t = T::open(language);
    lived(&mut t);
    t.run(Cmd::Story).at(Place::Story).see_message("story-ahead");
    // What happened last has the focus, with what changed in it.
    let early = vaka::screen::words::form_short(t.locale(), "early_risk");
    let rose = t.locale().choice("lists", "risk_level", "high");
    assert!(t.focused_line().is_some_and(|line| line.contains("10:00")), "today's version");
    let version = [("n", Arg::from(2u32)), ("who", Arg::from("Ayşe K."))];
    t.see(&rose).see_message_with("records-version", &version);
    // Every version has its place: the first says its most telling answer.
    let medium = t.locale().choice("lists", "risk_level", "medium");
    let kind = t.locale().choice("contact", "contact_kind", "visit");
    t.see(&medium).see(&kind).see(&early).snapshot("story");
    let newest = t.screen();
    t.run(Cmd::StoryOrder).see_message("story-oldest-first");
    assert_ne!(t.screen(), newest);
    assert!(t.focused_line().is_some_and(|line| line.contains("10:00")), "the focus stays with it");
    let screen = t.screen();
    let ahead = screen.find(&t.words("story-ahead")).unwrap();
    let last = screen.rfind("10:00").unwrap();
    assert!(last < ahead, "from the beginning, what is ahead comes last");
    t.key(Key::Esc).at(Place::Case);
}

fn one_kind_at_a_time(language: &str) {
    let mut t = T::open(language);
    lived(&mut t);
    t.run(Cmd::Story).see_message("kind-all");
    let kinds: Vec<String> = t.model.process.kinds().iter().map(|kind| kind.id.clone()).collect();
    assert_eq!(kinds.len(), 7);
    for kind in &kinds {
        t.run(Cmd::StoryKind).see_message(&format!("kind-{kind}"));
        let call = t.locale().choice("contact", "contact_kind", "visit");
        assert_eq!(t.shows(&call), kind == "contacts", "{kind}");
        if kind == "papers" {
            t.see_message("story-none-of-kind");
        }
    }
    t.run(Cmd::StoryKind).see_message("kind-all").key(Key::Left).see_message("kind-decisions");
}

fn what_is_sensitive_stays_hidden(language: &str) {
    let mut t = T::open(language);
    lived(&mut t);
    let contact = t.form_words("contact", "form");
    t.run(Cmd::Records);
    while !t.focused_line().is_some_and(|line| line.contains(&contact)) {
        t.key(Key::Down);
    }
    t.key(Key::Enter).focus_field("place").type_("!").run(Cmd::Save).key(Key::Esc).at(Place::Case);
    t.run(Cmd::Story).see_message("answer-hidden").see_not("Vatan Cad");
    t.run(Cmd::ShowNames).see("Vatan Cad. 12!");
}

fn a_version_is_read_and_a_lock_returns_to_it(language: &str) {
    let mut t = T::open(language);
    lived(&mut t);
    t.run(Cmd::Story).run(Cmd::StoryKind).run(Cmd::StoryKind).see_message("kind-risk");
    // The first version of the two.
    t.key(Key::Down).key(Key::Enter).at(Place::Reading);
    let medium = t.locale().choice("lists", "risk_level", "medium");
    t.see(&medium).lock().see_not(&medium).unlock().at(Place::Reading).see(&medium);
    t.key(Key::Esc).at(Place::Story).see_message("kind-risk");
    t.run(Cmd::Versions).at(Place::History).key(Key::Esc).at(Place::Story).see_message("kind-risk");
    t.lock().unlock().at(Place::Story).see_message("kind-risk");
}

fn a_date_ahead_leads_to_its_place(language: &str) {
    let mut t = T::open(language);
    lived(&mut t);
    t.run(Cmd::Story).keys(Key::Up, 9).key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().focused(), Some(vaka::form::Path::field("next_contact")));
    assert_eq!(t.answer("next_contact"), Some(seed::date(2026, 11, 25)));
    // A draft stands in the story as one.
    t.focus_field("about").type_("Yol parası soruldu").key(Key::Esc).at(Place::Story);
    t.see_message("records-draft").see_message("story-ahead");
    let draft = t.words("records-draft");
    while !t.focused_line().is_some_and(|line| line.contains(&draft)) {
        t.key(Key::Down);
    }
    t.run(Cmd::Versions).see_notice("why-draft-no-versions").key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.answer("about"), Some(Answer::Text("Yol parası soruldu".to_owned())));
}
