//! Home: what is due, what is overdue, what was begun.

use chrono::{NaiveDate, TimeDelta};
use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path, Row};
use vaka::locale::Arg;
use vaka::store::{KdfParams, NewBackup};
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed;

in_every_language!(
    due_today_and_overdue,
    a_due_leads_to_its_place,
    what_was_begun_is_at_home,
    a_real_day_has_all_its_sections,
    before_a_contact_the_rules_are_in_sight,
    narrowed_to_a_risk_until_it_is_cleared,
    a_long_section_unfolds_and_keeps_its_row,
    at_midnight_it_is_another_day,
    a_real_day_at_sixty_by_twenty,
    the_language_is_in_the_last_line,
    nothing_left_says_what_can_be_done,
    a_backup_is_called_to_mind,
);

fn due_today_and_overdue(language: &str) {
    let mut t = T::open(language);
    t.see_message("home-empty");
    filled(&mut t);
    t.see_message_with("home-overdue", &[("count", Arg::from(1usize))]);
    t.see_message_with("home-today", &[("count", Arg::from(1usize))]);
    t.see_message_with("home-ahead", &[("count", Arg::from(1usize))]);
    let late = NaiveDate::from_ymd_opt(2026, 11, 19).unwrap();
    let words = t.locale().relative_days(late, t.today());
    t.see(&words).see("K-001").see("K-002").see_not("Şahin").snapshot("home-filled");
    t.run(Cmd::ShowNames).see("Şahin").run(Cmd::ShowNames).see_not("Şahin");
    // A day on, what was due today is overdue.
    t.days_later(1).see_message_with("home-overdue", &[("count", Arg::from(2usize))]);
}

fn a_due_leads_to_its_place(language: &str) {
    let mut t = T::open(language);
    filled(&mut t);
    t.keys(Key::Up, 20).key(Key::Enter).at(Place::Row);
    assert!(
        matches!(t.form().focused(), Some(Path::Cell { column, .. }) if column == "due"),
        "the date itself"
    );
    // Out of the row, out of the form, out of the case.
    t.key(Key::Esc).at(Place::Table).key(Key::Esc).at(Place::Case).key(Key::Esc).at(Place::Home);
}

fn what_was_begun_is_at_home(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::NewCase).focus_field("first_name").type_("Elif").key(Key::Esc).at(Place::Home);
    t.see_message_with("home-unfinished", &[("count", Arg::from(1usize))]).see_not("Elif");
    t.keys(Key::Up, 9).key(Key::Enter).focus_field("first_name");
    assert_eq!(t.text_of("first_name"), "Elif");
    t.key(Key::Esc).run(Cmd::Discard).see_message("confirm-discard").key(Key::Esc);
    t.see_message_with("home-unfinished", &[("count", Arg::from(1usize))]);
    t.run(Cmd::Discard).key(Key::Enter).see_notice("notice-draft-gone").see_message("home-empty");
}

fn a_backup_is_called_to_mind(language: &str) {
    let mut t = T::open(language);
    t.days_later(30).see_not_message("home-backup-none");
    t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.look_again().see_not_message("home-backup-none").run(Cmd::BackupLater).see_notice("why-no-backup-line");
    t.days_later(6).see_not_message("home-backup-none");
    // The case is a week old.
    t.days_later(1).see_message("home-backup-none").snapshot("home-backup");
    t.run(Cmd::BackupLater).see_notice("notice-backup-later").see_not_message("home-backup-none");
    t.days_later(6).see_not_message("home-backup-none").days_later(1).see_message("home-backup-none");
    let (away, now) = (tempfile::tempdir().unwrap(), t.model.now.utc);
    let file = away.path().join("a.vaka");
    let passphrase = secrecy::SecretString::from("trei mere pe pervaz");
    let new =
        NewBackup { file: &file, passphrase: &passphrase, kdf: KdfParams::cheap_for_tests(), replace: false };
    t.vault().back_up(&new, now, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    t.look_again().see_not_message("home-backup-none").days_later(14);
    let old = |days: usize| [("days", Arg::from(days))];
    t.see_not(&t.locale().text_with("home-backup-old", &old(14))).days_later(1);
    t.see_message_with("home-backup-old", &old(15)).run(Cmd::BackupLater);
    t.days_later(7).see_message_with("home-backup-old", &old(22));
}

/// Two people, one with a plan of which one row is overdue, one is due today, one comes later.
pub fn filled(t: &mut T) {
    let ipek = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    t.saved(None, "intake", seed::intake("Ion", "Țurcanu"));
    t.saved(Some(ipek), "early_risk", seed::answers([("urgent_level", seed::choice("high"))]));
    let row = |id: &str, start: &str, due: Option<(u32, u32)>| {
        let due = due.map(|(month, day)| ("due".to_owned(), seed::date(2026, month, day)));
        let state = ("state".to_owned(), seed::choice("open"));
        Row {
            id: id.to_owned(),
            start: Some(start.to_owned()),
            from: None,
            cells: due.into_iter().chain([state]).collect(),
        }
    };
    let rows = vec![
        row("1", "medical_examinations", Some((11, 19))),
        row("2", "legal_assistance", Some((11, 22))),
        row("3", "housing", Some((11, 30))),
        row("4", "job", None),
    ];
    t.saved(Some(ipek), "needs", seed::answers([]));
    t.saved(Some(ipek), "support_plan", seed::answers([("plan", Answer::Rows(rows))]));
    t.look_again();
}

/// A date so many days from today.
fn ahead(t: &T, days: i64) -> Answer {
    Answer::Date(t.today() + TimeDelta::days(days))
}

/// Three people, with something in every section.
pub fn real_day(t: &mut T) {
    let mut intake = seed::intake("İpek", "Şahin");
    let ways = Answer::Choices(vec!["sms".to_owned()]);
    let rules = [
        ("safe_contact_how", ways),
        ("safe_contact_when", seed::text("18–20")),
        ("safe_contact_never", seed::text("Mikroöfke")),
    ];
    intake.fields.extend(rules.map(|(id, answer)| (id.to_owned(), answer)));
    let ipek = t.saved(None, "intake", intake);
    let ion = t.saved(None, "intake", seed::intake("Ion", "Țurcanu"));
    t.saved(Some(ion), "early_risk", seed::answers([("urgent_level", seed::choice("low"))]));
    let late = ahead(t, -2);
    t.saved(Some(ion), "needs", seed::answers([("needs_review", late)]));
    let today = ahead(t, 0);
    t.saved(Some(ipek), "contact", seed::answers([("next_contact", today.clone())]));
    t.saved(Some(ion), "contact", seed::answers([("next_contact", today)]));
    t.saved(Some(ipek), "assessment", seed::answers([("next_assessment", ahead(t, 4))]));
    let sent = [("state", seed::choice("sent")), ("sent_on", ahead(t, -5)), ("answer_by", ahead(t, 20))];
    t.saved(Some(ipek), "referral", seed::answers(sent));
    let asked = [("asked_on", ahead(t, -1)), ("due_on", ahead(t, 13))];
    t.saved(Some(ion), "record_request", seed::answers(asked));
    let level = seed::choice("high");
    t.saved(Some(ipek), "early_risk", seed::answers([("urgent_level", level)]));
    t.saved(Some(ipek), "risk_analysis", seed::answers([("next_review", ahead(t, 6))]));
    let consent = [("state", seed::choice("given")), ("valid_until", ahead(t, 25))];
    t.saved(Some(ipek), "consent", seed::answers(consent));
    let cells = [("state", seed::choice("granted")), ("valid_until", ahead(t, 50))];
    let row = Row {
        id: "1".to_owned(),
        start: None,
        from: None,
        cells: cells.into_iter().map(|(id, answer)| (id.to_owned(), answer)).collect(),
    };
    t.saved(Some(ion), "entitlement", seed::answers([("entitlements", Answer::Rows(vec![row]))]));
    let window = [("window_opens", ahead(t, -4)), ("due_on", ahead(t, -1)), ("window_closes", ahead(t, 7))];
    t.saved(Some(ipek), "follow_up", seed::answers(window));
    t.saved(None, "intake", seed::intake("Ilinca", "Vasile"));
    t.look_again();
}

fn one(message: &str) -> (&str, [(&'static str, Arg); 1]) {
    (message, [("count", Arg::from(1usize))])
}

fn a_real_day_has_all_its_sections(language: &str) {
    let mut t = T::open(language);
    real_day(&mut t);
    t.see_message_with("home-overdue", &[("count", Arg::from(1usize))]);
    t.see_message_with("home-today", &[("count", Arg::from(2usize))]);
    t.see_message_with("home-late", &[("count", Arg::from(1usize))]);
    // What else there is stands on the first page, in numbers.
    for id in ["waiting", "owed", "risk", "consents", "papers", "follow_up"] {
        let name = t.locale().attribute(&format!("agenda-{id}"), "short").unwrap();
        let args = [("name", Arg::from(name)), ("count", Arg::from(1usize))];
        t.see_message_with("home-count", &args);
    }
    t.snapshot("home-day");
    // Tab goes from section to section; each heading is there when its rows are.
    t.key(Key::Tab);
    for message in ["home-ahead", "agenda-waiting", "agenda-owed", "agenda-risk", "agenda-consents"] {
        let (message, args) = one(message);
        t.key(Key::Tab).see_message_with(message, &args);
    }
    let (papers, args) = one("agenda-papers");
    t.key(Key::Tab).see_message_with(papers, &args).see("K-002");
    let (window, args) = one("agenda-follow_up");
    t.key(Key::Tab).see_message_with(window, &args);
    let until = t.locale().date_short(t.today() + TimeDelta::days(7));
    t.see_message_with("home-until", &[("day", Arg::from(until))]);
    // Since when one waits for others.
    t.keys(Key::BackTab, 5).see_message_with("home-since", &[("days", Arg::from(5usize))]);
    t.key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().focused(), Some(Path::field("answer_by")));
    t.key(Key::Esc).at(Place::Case).key(Key::Esc).at(Place::Home);
    assert!(t.focused_line().is_some_and(|line| line.contains("K-001")));
    t.see_message_with("home-since", &[("days", Arg::from(5usize))]);
}

fn before_a_contact_the_rules_are_in_sight(language: &str) {
    let mut t = T::open(language);
    real_day(&mut t);
    t.see_not("Mikroöfke").see_not("18–20 ·");
    t.key(Key::Tab);
    assert!(t.focused_line().is_some_and(|line| line.contains("K-001")));
    let never = t.locale().form_attribute("intake", "safe_contact_never", "short").unwrap();
    t.see(&format!("{never}: Mikroöfke"));
    let sms = t.locale().choice("intake", "channel", "sms");
    t.see(&sms).see("18–20").see_not("Şahin");
    t.run(Cmd::ShowNames).see("İpek Şahin").run(Cmd::ShowNames);
    // Nothing written down is said as well.
    t.key(Key::Down).see_message("home-contact-none").see_not("Mikroöfke");
    // Where nobody is contacted no rules are asked for.
    t.key(Key::Down).see_not_message("home-contact-none").see_not("Mikroöfke");
}

fn narrowed_to_a_risk_until_it_is_cleared(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::Filter).see_notice("why-nothing-to-filter");
    real_day(&mut t);
    let high = t.locale().choice("lists", "risk_level", "high");
    let what = t.locale().text_with("home-filter-risk", &[("what", Arg::from(high))]);
    let on = [("what", Arg::from(what.clone()))];
    t.run(Cmd::Filter).see_message("home-filter-title").see(&what);
    let rules = t.screen().lines().filter(|line| line.trim().starts_with('─')).count();
    assert_eq!(rules, 3, "the question is parted from the list once:\n{}", t.screen());
    t.key(Key::Esc).see("K-002");
    t.run(Cmd::Filter).key(Key::Enter).see_message_with("home-filtered", &on);
    t.see("K-001").see_not("K-002").see_not("K-003");
    // It stays over a case and back.
    t.key(Key::Enter).key(Key::Esc).key(Key::Esc).at(Place::Home);
    t.see_message_with("home-filtered", &on).see_not("K-002");
    // The month is no wider: of today's two the other case has one.
    t.run(Cmd::Calendar).see_message_with("home-filtered", &on).see_not("[22] 2").key(Key::Esc);
    // Esc clears it, and does not ask again; the same key clears it too.
    t.key(Key::Esc).at(Place::Home).see("K-002");
    assert!(!t.shows(&what));
    t.key(Key::Esc).see_notice("why-home");
    t.run(Cmd::Filter).key(Key::Char('1')).see_not("K-002").run(Cmd::Filter).see("K-002");
    // A lock takes it away: nobody comes back to a part without having asked for it.
    t.run(Cmd::Filter).key(Key::Enter).lock().unlock().at(Place::Home).see("K-002");
}

fn a_long_section_unfolds_and_keeps_its_row(language: &str) {
    let mut t = T::open(language);
    for number in 1..=30 {
        let case = t.saved(None, "intake", seed::intake("Ana", &format!("Z{number}")));
        let late = ahead(&t, number - 40);
        t.saved(Some(case), "contact", seed::answers([("next_contact", late)]));
    }
    t.look_again().see_message_with("home-overdue", &[("count", Arg::from(30usize))]);
    t.see_message_with("home-more", &[("count", Arg::from(26usize))]).see_not("K-005  ");
    t.keys(Key::Down, 4).see_message("home-more-hint").key(Key::Enter);
    assert!(t.focused_line().is_some_and(|line| line.contains("K-005")), "the first that was folded away");
    t.keys(Key::Down, 20);
    let row = t.focused_line();
    assert!(row.as_ref().is_some_and(|line| line.contains("K-025")));
    // The heading stands again at the top of its second page.
    t.see_message_with("home-overdue", &[("count", Arg::from(30usize))]);
    t.key(Key::Enter).at(Place::Sheet).key(Key::Esc).key(Key::Esc).at(Place::Home);
    assert_eq!(t.focused_line(), row);
    t.lock().unlock();
    assert_eq!(t.focused_line(), row, "also after a lock");
    t.run(Cmd::CaseList).key(Key::Esc);
    assert_eq!(t.focused_line(), row);
}

fn at_midnight_it_is_another_day(language: &str) {
    let mut t = T::open(language);
    real_day(&mut t);
    t.see_message_with("home-today", &[("count", Arg::from(2usize))]).busy(14 * 60 + 1);
    t.see_message_with("home-overdue", &[("count", Arg::from(3usize))]);
    t.see_message_with("home-late", &[("count", Arg::from(3usize))]);
}

fn a_real_day_at_sixty_by_twenty(language: &str) {
    let mut t = T::open(language);
    real_day(&mut t);
    t.resize(60, 20).see_message_with("home-overdue", &[("count", Arg::from(1usize))]);
    t.see_message_with("home-today", &[("count", Arg::from(2usize))]);
    // What is cut in a row is whole at the foot.
    let review = t.form_words("needs", "needs_review");
    t.see(&review).key(Key::Tab).see("Mikroöfke");
    for _ in 0..9 {
        t.key(Key::Tab);
        assert!(t.focused_line().is_some(), "the focus is in sight");
    }
}

/// Who thinks in two languages finds the key for it at home, whatever else is there.
fn the_language_is_in_the_last_line(language: &str) {
    let mut t = T::open(language);
    let last = |t: &mut T, wide: u16| {
        let name = t.locale().attribute("cmd-language", "short").unwrap();
        let screen = t.resize(wide, 24).screen();
        let line = screen.lines().last().unwrap_or_default().to_owned();
        assert!(line.contains(&format!("F4 {name}")), "{wide}: {line}");
    };
    for wide in [80, 60] {
        last(&mut t, wide);
    }
    real_day(&mut t);
    last(&mut t, 80);
    last(&mut t, 60);
    t.resize(80, 24).run(Cmd::Filter).key(Key::Enter);
    last(&mut t, 80);
    t.key(Key::Esc).run(Cmd::NewCase).focus_field("first_name").type_("Elif").key(Key::Esc).keys(Key::Up, 20);
    last(&mut t, 80);
}

/// Every case is closed: there is neither a filter to clear nor a first case to begin.
fn nothing_left_says_what_can_be_done(language: &str) {
    let mut t = T::open(language);
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    let closed = [("closed_on", ahead(&t, 0)), ("status_after", seed::choice("closed"))];
    t.saved(Some(case), "closure", seed::answers(closed));
    t.look_again().days_later(1).see_message("home-nothing-due").see_not_message("home-nothing-left");
    t.days_later(14).see_message("home-nothing-due").see_message("own-offer");
}
