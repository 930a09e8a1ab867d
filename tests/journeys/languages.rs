//! The language changes in the middle of a word, and nothing moves.

use vaka::app::command::{Cmd, Place};
use vaka::form::Path;
use vaka::terminal::Key;

use crate::harness::T;
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    in_a_text,
    in_a_note,
    in_a_filter_of_choices,
    in_a_date,
    in_a_row,
    in_a_remark,
    in_a_list_and_over_a_screen,
    the_choice_is_remembered,
    the_palette_finds_in_every_language,
);

fn in_a_text(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("surname").type_("Şhin").keys(Key::Left, 3);
    nothing_moves(&mut t, "Şhin", true);
    t.type_("a").see("Şahin");
    assert_eq!(t.text_of("surname"), "Şahin");
}

fn in_a_note(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase)
        .focus_field("contact_details")
        .type_("Bir")
        .key(Key::Enter)
        .type_("iki üç")
        .keys(Key::Left, 2);
    nothing_moves(&mut t, "iki üç", true);
    t.type_("X").see("iki Xüç");
    assert_eq!(t.text_of("contact_details"), "Bir\niki Xüç");
}

fn in_a_filter_of_choices(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("nationality");
    let country = t.locale().country("MD");
    let typed: String = country.chars().take(3).collect();
    t.type_(&typed);
    nothing_moves(&mut t, &typed, false);
    t.see(&country).key(Key::Enter);
    assert_eq!(t.answer("nationality"), Some(vaka::form::Answer::Choices(vec!["MD".to_owned()])));
}

fn in_a_date(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("birth_date").type_("7.8.");
    nothing_moves(&mut t, "7.8.", true);
    t.type_("2001").key(Key::Tab);
    assert_eq!(t.answer("birth_date"), Some(seed::date(2001, 8, 7)));
}

fn in_a_row(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "risk_analysis").key(Key::Down).key(Key::Enter).at(Place::Row).focus_column("measure");
    t.type_("Kapıya kil");
    nothing_moves(&mut t, "Kapıya kil", true);
    t.at(Place::Row).type_("it").see("Kapıya kilit");
}

fn in_a_remark(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "interview_readiness").focus_field("private_place").run(Cmd::Remark).type_("mutf");
    nothing_moves(&mut t, "mutf", false);
    t.type_("ak").see("mutfak");
}

fn in_a_list_and_over_a_screen(language: &str) {
    let mut t = T::open(language);
    for name in ["İpek", "Ipek", "Ion"] {
        t.saved(None, "intake", seed::intake(name, "Şahin"));
    }
    t.look_again().run(Cmd::CaseList).type_("ipek").key(Key::Down);
    let line = |t: &T| t.focused_line().and_then(|line| line.split_whitespace().nth(1).map(str::to_owned));
    for _ in 0..3 {
        t.run(Cmd::Language).see("ipek");
        assert_eq!(line(&t).as_deref(), Some("K-002"));
    }
    // In help, too.
    t.run(Cmd::Help).see_message("help-title");
    for _ in 0..3 {
        t.key(Key::F(4)).see_message("help-title");
    }
    assert_eq!(t.locale().id(), language);
}

fn the_choice_is_remembered(language: &str) {
    let mut t = T::open(language);
    let next = t.model.locales.next(language);
    t.run(Cmd::Language).reopen();
    assert_eq!(t.locale().id(), next);
    t.see_message("home-empty");
}

fn the_palette_finds_in_every_language(language: &str) {
    let mut t = T::open(language);
    for other in ["en", "tr", "ro"] {
        let name = vaka::locale::Locale::new(&t.model.locales, other).text("cmd-case-list");
        let shown = t.words("cmd-case-list");
        t.key(Key::Char(':')).see_message("palette-title").type_(&name.to_lowercase());
        assert!(t.focused_line().is_some_and(|line| line.contains(&shown)), "{name}");
        t.key(Key::Enter).at(Place::Cases).key(Key::Esc).at(Place::Home);
    }
}

/// Goes once round the languages: focus, typed text, answers, and where it stands the cursor stay.
fn nothing_moves(t: &mut T, typed: &str, column_too: bool) {
    let before = (t.form().focused(), t.form().focus_number(), t.form().entry().answers().clone(), t.place());
    let cursor = t.cursor();
    assert!(cursor.is_some());
    let mut heads = Vec::new();
    for _ in 0..3 {
        heads.push(t.screen().lines().next().unwrap_or_default().to_owned());
        t.run(Cmd::Language).see(typed);
        let after =
            (t.form().focused(), t.form().focus_number(), t.form().entry().answers().clone(), t.place());
        assert_eq!(after, before);
        if column_too {
            assert_eq!(t.cursor().map(|at| at.0), cursor.map(|at| at.0), "the cursor's column");
        }
    }
    assert_eq!(t.cursor(), cursor, "once round");
    heads.dedup();
    assert_eq!(heads.len(), 3, "the words did change: {heads:?}");
    assert!(matches!(before.0, Some(Path::Field(_) | Path::Cell { .. })));
}
