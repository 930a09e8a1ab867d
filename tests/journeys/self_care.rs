//! The worker's own care: short, over weeks, offered and never asked for, and for nobody else's eyes.

use chrono::NaiveTime;
use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Answers};
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::harness::{T, WORKER};
use crate::seed;

in_every_language!(
    one_number_is_enough,
    three_check_ins_show_how_it_was,
    an_older_one_is_read_and_gone_on_with,
    offered_after_two_weeks_and_silenced,
    a_draft_survives_and_says_nothing,
    a_lock_comes_back_to_it,
    nothing_else_knows_of_it,
    nights_show_in_the_workload,
);

/// Words of hers that must not be found anywhere else.
const HERS: &str = "Uyuyamadım yine";

fn one_number_is_enough(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::OwnCare).at(Place::OwnCare).see_message("own-private").see_message("own-first");
    let (question, seven) = (t.form_words("self_care", "how_today"), number(&t, 7));
    t.key(Key::Enter).see(&question);
    t.type_("7").run(Cmd::Save).at(Place::OwnCare).see_notice("notice-saved");
    t.see("#######...").see(&seven).see_message_with("own-ago", &[("days", Arg::from(0))]);
    // Who gave a number only is not shown what she did not look at.
    t.see_not_message("own-not-looked").see_not_message("own-first");
    t.key(Key::Esc).at(Place::Home);
}

fn three_check_ins_show_how_it_was(language: &str) {
    let mut t = T::open(language);
    weeks(&mut t);
    for how in [3, 5, 8] {
        let number = number(&t, how);
        t.see(&number);
    }
    t.see("###.......").see("#####.....").see("########..");
    // Signs of the newest, in marks and in words.
    let sometimes = t.locale().choice("self_care", "sign", "sometimes");
    let one = counted(&t, 1, &sometimes);
    t.see("##+-").see("+   ").see(&one);
    let step = t.words("answer-hidden");
    t.see(&step).see_not(HERS);
    t.run(Cmd::ShowNames).see(HERS).run(Cmd::ShowNames).see_not(HERS);
    let leisure = t.locale().form_attribute("self_care", "leisure", "short").unwrap();
    t.see_message_with("own-wished", &[("what", Arg::from(leisure))]).snapshot("own-care");
    // With whom it can be talked about, and more of it on Enter.
    let more = t.locale().form_attribute("self_care", "section-help", "guidance").unwrap();
    t.keys(Key::Down, 5).see_message("own-help").see_message("own-help-who").key(Key::Enter).see(&more);
    t.key(Key::Esc).at(Place::OwnCare);
}

fn an_older_one_is_read_and_gone_on_with(language: &str) {
    let mut t = T::open(language);
    weeks(&mut t);
    // The words below follow the focus.
    let often = t.locale().choice("self_care", "sign", "often");
    let two = counted(&t, 2, &often);
    t.see_not(&two).keys(Key::Down, 3).see(&two);
    t.key(Key::Enter).at(Place::Reading).see_message("answer-hidden");
    t.run(Cmd::ShowNames).see_not_message("answer-hidden").see(&often).key(Key::Esc);
    t.run(Cmd::GoOn).focus_field("words_today").type_("x").run(Cmd::Save).at(Place::OwnCare);
    // It stays at its day, however late it was gone on with.
    t.see_notice("notice-saved").see(&two).run(Cmd::GoOn).focus_field("words_today");
    assert_eq!(t.text_of("words_today"), "x");
    t.key(Key::Esc).at(Place::OwnCare).keys(Key::Up, 9).run(Cmd::GoOn).see_notice("why-no-check-in");
}

fn offered_after_two_weeks_and_silenced(language: &str) {
    let mut t = T::open(language);
    t.see_not_message("own-offer").days_later(6).see_not_message("own-offer");
    t.days_later(1).see_message("own-offer");
    check_in(&mut t, "6");
    t.key(Key::Esc).at(Place::Home).see_not_message("own-offer");
    t.days_later(14).see_not_message("own-offer").days_later(1).see_message("own-offer");
    // One key, and it is not said again; nor does the vault's own list of settings know.
    t.run(Cmd::OwnCare).see_message("own-offer-on").run(Cmd::Silence).see_notice("notice-own-silent");
    t.key(Key::Esc).at(Place::Home).see_not_message("own-offer");
    t.days_later(60).see_not_message("own-offer");
    assert_eq!(t.vault().setting("silence").unwrap(), None);
    t.run(Cmd::OwnCare).see_message("own-offer-off").run(Cmd::Silence).see_notice("notice-own-offered");
    t.see_message("own-offer-on").key(Key::Esc).see_message("own-offer");
}

fn a_draft_survives_and_says_nothing(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::OwnCare).key(Key::Enter).type_("4").focus_field("words_today").type_(HERS).after(3);
    let before = t.vault().home(&vaka::record::HomeAsk::default()).unwrap();
    assert_eq!(before.unfinished, [], "no draft lies plainly");
    let (records, drafts) = t.vault().shelf("self_care", chrono::Utc::now()).unwrap();
    assert_eq!((records.len(), drafts.len()), (0, 1));
    assert_eq!(drafts[0].answers.text("words_today"), Some(HERS));
    t.reopen();
    t.at(Place::Home).see_not_message("home-unfinished").run(Cmd::OwnCare).see_not(HERS);
    t.key(Key::Enter).focus_field("words_today");
    assert_eq!(t.text_of("words_today"), HERS);
    // What was put back, and what is thrown away.
    t.key(Key::Esc).at(Place::OwnCare).keys(Key::Up, 9).run(Cmd::Discard).key(Key::Enter);
    t.see_notice("notice-draft-gone").see_message("own-first");
    assert_eq!(t.vault().shelf("self_care", chrono::Utc::now()).unwrap().1, []);
}

fn a_lock_comes_back_to_it(language: &str) {
    let mut t = T::open(language);
    weeks(&mut t);
    t.keys(Key::Down, 2);
    same_after_unlocking(&mut t);
    t.key(Key::Enter).at(Place::Reading).key(Key::Down);
    same_after_unlocking(&mut t);
    t.key(Key::Esc).at(Place::OwnCare).run(Cmd::NewRecord).type_("9").focus_field("words_today").type_(HERS);
    same_after_unlocking(&mut t);
    assert_eq!(t.text_of("words_today"), HERS);
    t.key(Key::Esc).at(Place::OwnCare).run(Cmd::TeamWorkload).at(Place::Team);
    same_after_unlocking(&mut t);
    t.key(Key::Esc).at(Place::OwnCare).key(Key::Esc).at(Place::Home);
}

fn nothing_else_knows_of_it(language: &str) {
    let mut t = T::open(language);
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.look_again();
    let home = t.screen();
    weeks(&mut t);
    t.run(Cmd::NewRecord).type_("2").focus_field("words_today").type_(HERS).key(Key::Esc);
    t.key(Key::Esc).at(Place::Home);
    let name = t.form_words("self_care", "form");
    let short = t.locale().form_attribute("self_care", "form", "short").unwrap();
    t.see_not(&name).see_not(&short).see_not(HERS);
    let rows = |screen: &str| screen.lines().skip(2).filter(|line| line.contains("K-")).count();
    assert_eq!(rows(&t.screen()), rows(&home));
    t.run(Cmd::CaseList).type_("Uyuyama").see_message("cases-no-match").keys(Key::Esc, 2);
    // Nor does the search in everything that is written, not even in what has just been typed.
    t.at(Place::Home).run(Cmd::Search).type_("Uyuyamad").see_message("search-none");
    t.see_not(HERS).keys(Key::Esc, 2).at(Place::Home);
    let now = chrono::Utc::now();
    assert_eq!(t.vault().records_of("self_care", now).unwrap(), []);
    let file = t.vault().open_case(case, now).unwrap();
    assert!(file.records.iter().all(|record| record.form == "intake") && file.drafts.is_empty());
    assert!(t.vault().verify().unwrap().is_good());
}

fn nights_show_in_the_workload(language: &str) {
    let mut t = T::open(language);
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.saved(Some(case), "early_risk", seed::answers([("urgent_level", seed::choice("high"))]));
    // Thursday: 23:00 for an hour and a half, 14:00 for half an hour; two weeks ago half an hour.
    for (day, hour, minutes) in [(19, 23, 90.0), (19, 14, 30.0), (6, 10, 30.0)] {
        t.saved(Some(case), "contact", contact(day, hour, minutes));
    }
    check_in(&mut t, "5");
    let hours = |t: &T, minutes| Arg::from(t.locale().duration(minutes));
    t.keys(Key::Down, 9).see_message_with("load-cases", &[("n", Arg::from(1))]);
    let week = [("time", hours(&t, 120)), ("contacts", Arg::from(2)), ("outside", hours(&t, 90))];
    let month = [("time", hours(&t, 150)), ("contacts", Arg::from(3)), ("outside", hours(&t, 90))];
    let high = vaka::screen::words::risk(t.locale(), "high");
    t.see_message_with("load-week", &week).see_message_with("load-month", &month).see(&format!("{high} 1"));
    t.key(Key::Enter).at(Place::Team).see(WORKER).see_message_with("load-week", &week);
    t.see_message_with("load-weight", &[("weight", Arg::from("3"))]).see_not("##");
}

// ---- Helpers ---------------------------------------------------------------------------------

fn number(t: &T, how: usize) -> String {
    t.locale().text_with("own-number", &[("n", Arg::from(how)), ("most", Arg::from(10))])
}

fn counted(t: &T, n: usize, state: &str) -> String {
    t.locale().text_with("own-count", &[("n", Arg::from(n)), ("state", Arg::from(state))])
}

/// The short way: a number, and saved.
fn check_in(t: &mut T, how: &str) {
    t.run(Cmd::OwnCare).run(Cmd::NewRecord).type_(how).run(Cmd::Save).at(Place::OwnCare);
}

/// Three check-ins, two weeks between them; the page is open, its cursor at the top.
fn weeks(t: &mut T) {
    let signs: [&[&str]; 3] = [&["1", "1", "2", "3"], &["1", "2", "3", "3"], &["2"]];
    for (number, signs) in signs.into_iter().enumerate() {
        if number > 0 {
            t.days_later(14);
        }
        t.run(Cmd::OwnCare).run(Cmd::NewRecord).type_(["3", "5", "8"][number]);
        t.focus_field("tired");
        for sign in signs {
            t.type_(sign);
        }
        if number == 1 {
            t.focus_field("leisure").type_("3").focus_field("small_step").type_(HERS);
        }
        t.run(Cmd::Save).at(Place::OwnCare);
        if number < 2 {
            t.key(Key::Esc);
        }
    }
    t.model.notice = None;
    t.keys(Key::Up, 9);
}

fn contact(day: u32, hour: u32, minutes: f64) -> Answers {
    seed::answers([
        ("contact_on", seed::date(2026, 11, day)),
        ("contact_time", Answer::Time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap())),
        ("duration", Answer::Number(minutes)),
    ])
}

/// What is on the screen is the same after a lock, and while it is locked nothing of it is there.
fn same_after_unlocking(t: &mut T) {
    t.model.notice = None;
    let before = (t.screen(), t.cursor(), t.place());
    t.lock().see_message("unlock-locked").see_not(HERS).see_not("###");
    assert!(t.model.stack.is_empty() && t.model.held.is_empty(), "an answer stays in memory");
    t.unlock();
    assert_eq!(t.place(), before.2);
    assert_eq!(t.screen(), before.0);
    assert_eq!(t.cursor(), before.1);
}
