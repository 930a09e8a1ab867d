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

/// A case with an intake in its first version, opened.
fn seeded_case(t: &mut T) -> CaseId {
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.look_again().run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    case
}
