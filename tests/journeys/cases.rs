//! The list of cases, a new case, and the case itself.

use vaka::app::command::{Cmd, Place};
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(
    found_by_number_and_by_name,
    names_are_hidden_until_asked_for,
    an_empty_list_says_what_to_do,
    from_intake_to_the_case,
    keys_that_come_before_the_rows_are_kept,
    a_long_list_is_gone_through_in_every_order,
    a_list_that_was_not_counted_to_its_end_says_so,
);

fn found_by_number_and_by_name(language: &str) {
    let mut t = T::open(language);
    for (first_name, surname) in [
        ("İpek", "Şahin"),
        ("Işıl", "Güneş"),
        ("Ștefania", "Mîțu"),
        ("Ion", "Țurcanu"),
        ("Zoë", "Weißenfels"),
    ] {
        t.saved(None, "intake", seed::intake(first_name, surname));
    }
    t.look_again().run(Cmd::CaseList).at(Place::Cases);
    for (typed, found) in [
        ("İpek", "K-001"),
        ("ipek", "K-001"),
        ("IPEK", "K-001"),
        ("ıpek", "K-001"),
        ("ipék", "K-001"),
        ("sahin", "K-001"),
        ("ŞAHİN", "K-001"),
        ("isil", "K-002"),
        ("IŞIL", "K-002"),
        ("ışıl gun", "K-002"),
        ("stefania", "K-003"),
        ("Ştefania", "K-003"),
        ("mitu", "K-003"),
        ("turcanu", "K-004"),
        ("ţurcanu", "K-004"),
        ("zoe weissen", "K-005"),
        ("k-004", "K-004"),
        ("003", "K-003"),
    ] {
        t.type_(typed);
        let screen = t.screen();
        let rows: Vec<&str> = screen
            .lines()
            .filter_map(|line| line.split_whitespace().find(|w| w.starts_with("K-0")))
            .collect();
        assert_eq!(rows, [found], "{typed}");
        // Esc empties the filter first, and leaves only then.
        t.key(Key::Esc).at(Place::Cases).see("K-001").see("K-005");
    }
    t.type_("nobody").see_message("cases-no-match").key(Key::Esc);
    t.type_("qhc?:").at(Place::Cases).see("qhc?:").key(Key::Esc);
    t.type_("ipek").key(Key::Enter).at(Place::Case).see("K-001");
    t.key(Key::Esc).at(Place::Cases).see("ipek").key(Key::Esc).key(Key::Esc).at(Place::Home);
}

fn names_are_hidden_until_asked_for(language: &str) {
    let mut t = T::open(language);
    t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.saved(None, "intake", seed::intake("Ion", "Țurcanu"));
    t.look_again().run(Cmd::CaseList).see_message("cases-names-hidden").see_not("Şahin").snapshot("cases");
    t.run(Cmd::ShowNames).see_message("cases-names-shown").see("İpek Şahin").see("Ion Țurcanu");
    t.key(Key::Esc).at(Place::Home).see_not("Şahin");
    t.run(Cmd::CaseList).see_not("Şahin").run(Cmd::ShowNames).see("Şahin");
    t.key(Key::Enter).at(Place::Case).see_not("Şahin").run(Cmd::ShowNames).see("İpek Şahin");
    t.key(Key::Esc).see_not("Şahin");
}

fn an_empty_list_says_what_to_do(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::CaseList).see_message("cases-none").run(Cmd::NewCase).at(Place::Sheet);
    t.key(Key::Esc).at(Place::Cases);
}

fn from_intake_to_the_case(language: &str) {
    let mut t = T::open(language);
    t.key(Key::Enter).at(Place::Sheet);
    t.focus_field("first_name").type_("İpek").key(Key::Enter).type_("Şahin");
    t.focus_field("birth_date").type_("7.8.2001").focus_field("gender");
    let woman = t.locale().choice("intake", "gender", "woman");
    t.choose(&woman).focus_field("nationality");
    let country = t.locale().country("MD");
    t.choose(&country);
    t.focus_field("mother_tongue");
    let romanian = t.locale().language("ro");
    t.choose(&romanian);
    t.focus_field("contact_details")
        .type_("Sınırda,")
        .key(Key::Enter)
        .type_("gece yarısı. Îi e frig.")
        .see("gece yarısı. Îi e frig.");
    assert_eq!(t.answer("gender"), Some(seed::choice("woman")));
    assert_eq!(t.answer("nationality"), Some(vaka::form::Answer::Choices(vec!["MD".to_owned()])));
    assert_eq!(t.answer("mother_tongue"), Some(seed::choice("ro")));
    assert_eq!(t.answer("age_group"), Some(seed::choice("adult")));
    t.run(Cmd::Save).at(Place::Case).see_notice("notice-saved").see("K-001").see_not("Şahin");
    // The next key takes the notice away; the one next step has the focus.
    t.key(Key::Down).see_message("case-steps").see_message("case-latest");
    let points = [("n", Arg::from(12usize)), ("form", Arg::from(""))];
    let what = t.locale().text_with("next-finish-checklist", &points);
    t.see_message_with("case-next", &[("what", Arg::from(what))]);
    assert!(t.focused_line().is_some_and(|line| line.contains("12")), "the next step has the focus");
    t.run(Cmd::ShowNames).see("İpek Şahin").run(Cmd::ShowNames);
    t.snapshot("case").key(Key::Enter).at(Place::Checklist);
    // Nothing was typed: nothing is left behind.
    t.key(Key::Esc).at(Place::Case).key(Key::Esc).at(Place::Home).see("K-001");
    t.reopen();
    t.run(Cmd::CaseList).type_("ipek sahin").see("K-001");
}

fn keys_that_come_before_the_rows_are_kept(language: &str) {
    let mut t = T::open(language);
    for number in 1..=9 {
        t.saved(None, "intake", seed::intake(if number == 7 { "Nergis" } else { "Lale" }, "Şahin"));
    }
    t.look_again().run(Cmd::CaseList);
    // The disk is slow: down, down, and a name with Enter go into a list that is not there yet.
    t.slow_disk().run(Cmd::Order).keys(Key::Down, 2);
    t.catch_up();
    assert!(t.focused_line().is_some_and(|line| line.contains("K-007")), "{}", t.screen());
    t.slow_disk().type_("lale").keys(Key::Down, 3).key(Key::Enter);
    t.at(Place::Cases).catch_up();
    t.at(Place::Case).see("K-005");
    t.key(Key::Esc).at(Place::Cases).see("lale");
    assert!(t.focused_line().is_some_and(|line| line.contains("K-005")), "{}", t.screen());
    // What was typed over is no longer waited for.
    t.key(Key::Esc).slow_disk().type_("lale").keys(Key::Down, 3).keys(Key::Backspace, 4).type_("nerg");
    t.key(Key::Enter).catch_up();
    t.at(Place::Case).see("K-007");
}

fn a_long_list_is_gone_through_in_every_order(language: &str) {
    let mut t = T::open(language);
    for number in 1..=230_i64 {
        t.saved(None, "intake", seed::intake(["Lale", "Nergis", "Zambak"][number as usize % 3], "Şahin"));
    }
    t.look_again().run(Cmd::CaseList);
    let at = |t: &T| t.focused_line().unwrap_or_default();
    t.keys(Key::PageDown, 10).see("K-101");
    assert!(at(&t).contains("K-101"), "{}", t.screen());
    t.keys(Key::Down, 129).key(Key::Down);
    assert!(at(&t).contains("K-230"), "{}", t.screen());
    t.key(Key::Home).key(Key::End).key(Key::Up);
    assert!(at(&t).contains("K-229"), "{}", t.screen());
    // A lock keeps the place and the order.
    t.run(Cmd::Order).see_message("cases-order-newest").keys(Key::Down, 3);
    assert!(at(&t).contains("K-227"), "{}", t.screen());
    t.run(Cmd::Lock).unlock();
    t.see_message("cases-order-newest");
    assert!(at(&t).contains("K-227"), "{}", t.screen());
    for message in ["due", "risk", "phase", "name"] {
        t.run(Cmd::Order).see_message(&format!("cases-order-{message}"));
    }
    // Lale is the first of the names: 3, 6, 9 …
    assert!(at(&t).contains("K-003"), "{}", t.screen());
    t.type_("zambak").keys(Key::Down, 200).key(Key::Up);
    assert!(at(&t).contains("K-227"), "{}", t.screen());
    t.run(Cmd::Order).see_not_message("cases-order-name");
}

fn a_list_that_was_not_counted_to_its_end_says_so(language: &str) {
    let mut t = T::demo(language, 120);
    t.run(Cmd::CaseList).see("1/7").see_not("1/7+");
    t.slow_disk().type_("k").catch_up_with_very_many().see("1/7+");
    // It is read on to where it ends, and then its length is known.
    t.keys(Key::PageDown, 13).see("7/7").see_not("7/7+");
}
