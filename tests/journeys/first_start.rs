//! The first start: who, the passphrase, the recovery code, and an empty home that says what to do.

use vaka::app::command::{Cmd, Place};
use vaka::locale::Arg;
use vaka::store::{Vault, VaultState};
use vaka::terminal::Key;

use crate::harness::{PASSPHRASE, T};

in_every_language!(
    three_steps,
    weak_passphrases_are_refused_with_the_reason,
    words_are_offered,
    the_wrong_group_is_refused,
    the_language_changes_on_the_first_screen,
    leaving_before_the_end_writes_nothing,
);

fn three_steps(language: &str) {
    let mut t = T::fresh(language);
    t.at(Place::Welcome)
        .see_message("welcome-what")
        .see_message("welcome-languages")
        .see_message("welcome-who");
    t.see_message_with("welcome-step", &[("n", Arg::from(1usize))]).snapshot("first-start-1");
    t.key(Key::Down).key(Key::Enter).see_notice("welcome-name-needed");
    who(&mut t);
    t.see_message("welcome-passphrase").see_message("welcome-passphrase-offer");
    t.see_message_with("welcome-step", &[("n", Arg::from(2usize))]).snapshot("first-start-2");
    t.type_(PASSPHRASE).key(Key::Enter).type_("kiraz bulut").see_not("kiraz").key(Key::Enter);
    t.see_notice("passphrase-differs").type_(PASSPHRASE).key(Key::Enter);
    t.see_message_with("welcome-step", &[("n", Arg::from(3usize))]);
    t.see_message("welcome-recovery").see_message("welcome-recovery-keep");
    assert_eq!(Vault::state(t.directory()), VaultState::Missing, "nothing is written before the end");
    t.slow_disk();
    confirm_code(&mut t);
    // What the wait is for stands on the screen as long as it lasts.
    t.see_message("welcome-creating").catch_up();
    t.at(Place::Home).see_message("home-empty-hint").see_message("home-first").snapshot("home-empty");
    // The way on is one key.
    t.key(Key::Enter).at(Place::Sheet);
    t.reopen();
    t.at(Place::Home).see("Ayşe K.");
}

fn weak_passphrases_are_refused_with_the_reason(language: &str) {
    let mut t = T::fresh(language);
    who(&mut t);
    for (weak, reason) in [
        ("kisa", "passphrase-short"),
        ("aaaaaaaaaaaaaa", "passphrase-repeats"),
        ("parola123456", "passphrase-common"),
        ("ayşe ayşe ayşe", "passphrase-repeats"),
        ("Ayşe K. Ayşe 12", "passphrase-name"),
    ] {
        t.keys(Key::Up, 3).key(Key::Ctrl('u')).type_(weak).key(Key::Down).key(Key::Ctrl('u')).type_(weak);
        t.key(Key::Enter).see_notice(reason);
        t.see_message_with("welcome-step", &[("n", Arg::from(2usize))]);
    }
}

fn words_are_offered(language: &str) {
    let mut t = T::fresh(language);
    who(&mut t);
    t.run(Cmd::Suggest).see_message("welcome-passphrase-write");
    let offered = suggested(&t);
    assert_eq!(offered.split(' ').count(), 6, "{offered}");
    t.type_(&offered).key(Key::Enter).type_(&offered).key(Key::Enter);
    t.see_message_with("welcome-step", &[("n", Arg::from(3usize))]);
}

fn the_wrong_group_is_refused(language: &str) {
    let mut t = T::fresh(language);
    who(&mut t);
    t.type_(PASSPHRASE).key(Key::Enter).type_(PASSPHRASE).key(Key::Enter);
    t.type_("ZZZZ").key(Key::Enter).see_notice("recovery-group-wrong");
    assert_eq!(Vault::state(t.directory()), VaultState::Missing);
    // Back to the passphrase and on again: it is still the same code.
    let before = code(&t);
    t.key(Key::Esc).key(Key::Enter).key(Key::Enter).key(Key::Enter);
    assert_eq!(code(&t), before);
    confirm_code(&mut t);
    t.at(Place::Home);
}

fn the_language_changes_on_the_first_screen(language: &str) {
    let mut t = T::fresh(language);
    t.type_("Ay");
    for _ in 0..3 {
        let cursor = t.cursor();
        t.run(Cmd::Language).see("Ay").see_message("welcome-name");
        assert_eq!(t.cursor().map(|at| at.1), cursor.map(|at| at.1));
    }
    assert_eq!(t.locale().id(), language);
    // Letters are letters, whatever command they are elsewhere.
    t.type_("q?:c").see("Ayq?:c");
}

fn leaving_before_the_end_writes_nothing(language: &str) {
    let mut t = T::fresh(language);
    who(&mut t);
    t.key(Key::Esc).key(Key::Esc).see_notice("welcome-quit-hint");
    t.run(Cmd::Quit);
    assert_eq!(t.model.quit, Some(130));
    assert_eq!(std::fs::read_dir(t.directory()).unwrap().count(), 0);
}

/// The first step.
fn who(t: &mut T) {
    t.type_("Ayşe K.").key(Key::Enter).key(Key::Enter);
}

/// The groups of the recovery code on the screen, in their order.
pub fn code(t: &T) -> Vec<String> {
    let screen = t.screen();
    let words: Vec<&str> = screen.split_whitespace().collect();
    let numbered = words.windows(2).filter(|pair| pair[0].trim_end_matches(':').parse::<usize>().is_ok());
    let numbered = numbered.filter(|pair| pair[0].ends_with(':') && pair[1].len() == 4);
    numbered.map(|pair| pair[1].to_owned()).collect()
}

/// Types the group that is asked for.
pub fn confirm_code(t: &mut T) -> Vec<String> {
    let code = code(t);
    assert_eq!(code.len(), 9, "{code:?}");
    let asked =
        (1..=9).find(|n| t.shows(&t.locale().text_with("welcome-recovery-group", &[("n", Arg::from(*n))])));
    t.type_(&code[asked.unwrap() - 1].to_lowercase()).key(Key::Enter);
    code
}

/// The words that are offered: the line between the two paragraphs.
fn suggested(t: &T) -> String {
    let screen = t.screen();
    let lines: Vec<&str> = screen.lines().map(str::trim).collect();
    let is_words = |line: &&&str| {
        line.split(' ').count() == 6 && line.chars().all(|c| c.is_ascii_lowercase() || c == ' ')
    };
    lines.iter().find(is_words).map(|line| (*line).to_owned()).unwrap_or_default()
}
