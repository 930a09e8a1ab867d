//! Small windows: below 60x20 it says so and loses nothing; 60x20 is enough to work in.

use vaka::app::command::{Cmd, Place};
use vaka::terminal::Key;

use crate::harness::T;
use crate::readiness::open_form;

in_every_language!(too_small_says_so, sixty_by_twenty_is_enough);

fn too_small_says_so(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("surname").type_("Şah");
    let before = t.screen();
    for (columns, rows) in [(59, 24), (80, 19), (30, 8), (1, 1)] {
        t.resize(columns, rows).see_not("Şah");
        if columns >= 30 {
            t.see_message("too-small");
        }
    }
    t.resize(80, 24);
    assert_eq!(t.screen(), before);
    t.resize(59, 24).type_("in").resize(80, 24).see("Şahin");
}

fn sixty_by_twenty_is_enough(language: &str) {
    let mut t = T::open(language);
    t.resize(60, 20).see_message("home-empty-hint").run(Cmd::NewCase);
    t.focus_field("first_name")
        .type_("İpek")
        .key(Key::Enter)
        .type_("Şahin")
        .see("Şahin")
        .focus_field("gender");
    // Every choice that can be taken can be seen.
    for choice in ["woman", "man", "trans_woman", "trans_man", "non_binary", "other"] {
        let label = t.locale().choice("intake", "gender", choice);
        t.see(&label);
    }
    t.run(Cmd::Save).at(Place::Case).see_notice("notice-saved").key(Key::Down);
    let next = t.locale().text_with("next-finish-checklist", &[("n", 12usize.into())]);
    t.see(&next).key(Key::Esc);
    case_at_sixty(&mut t);
}

fn case_at_sixty(t: &mut T) {
    t.run(Cmd::CaseList).key(Key::Enter);
    open_form(t, "risk_analysis").at(Place::Table).key(Key::Enter).focus_column("likelihood");
    t.key(Key::Char('3')).key(Key::Char('4')).key(Key::Esc).at(Place::Table).see("12").key(Key::Esc);
    open_form(t, "crisis_session").see("1  2  3  4  5  6  7");
    t.focus_field("what_helps").type_("Müzik").see("Müzik").run(Cmd::Distress).see_message("distress-3");
    t.see_message("calm-ways");
}
