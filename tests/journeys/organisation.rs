//! Several people in one vault: who is let in, what each may do, who is removed, and who did what.

use vaka::app::command::{Cmd, Place};
use vaka::app::effect::Effect;
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::first_start::confirm_code;
use crate::harness::{PASSPHRASE, T, WORKER};
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    a_colleague_is_let_in,
    a_passphrase_is_changed_by_who_has_it,
    a_recovery_code_is_renewed,
    who_only_reads_changes_nothing,
    who_manages_workers_need_not_see_cases,
    a_case_is_limited_to_named_workers,
    who_is_removed_is_out,
    who_did_what_is_told,
);

const HERS: &str = "tavan limon keçi sandal";

/// Bora is let in.
fn let_in(t: &mut T) {
    t.run(Cmd::Organisation).at(Place::Organisation).run(Cmd::NewWorker).at(Place::Enrol);
    t.type_("Bora").key(Key::Enter).type_(HERS).key(Key::Enter).type_(HERS).key(Key::Enter);
    confirm_code(t);
    t.at(Place::Organisation).see("Bora");
}

fn as_bora(t: &T) -> T {
    let mut other = t.another();
    other.type_(HERS).key(Key::Enter).at(Place::Home);
    other
}

/// Gives Bora, who is second in the list, one role alone.
fn only_role(t: &mut T, digit: char) {
    t.key(Key::Down).key(Key::Enter).key(Key::Char('1'));
    if digit != '1' {
        t.key(Key::Char(digit));
    }
    t.key(Key::Enter).see_message_with("notice-roles-changed", &[("name", Arg::from("Bora"))]);
}

fn a_colleague_is_let_in(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::Organisation).see_message_with("organisation-you", &[("name", Arg::from(WORKER))]);
    t.key(Key::Esc);
    let_in(&mut t);
    t.see_message_with("notice-worker-added", &[("name", Arg::from("Bora"))]).see_message("role-worker");
    t.snapshot("organisation");
    // The same name again is refused, and what was typed before stands.
    t.run(Cmd::NewWorker)
        .type_("bora")
        .key(Key::Enter)
        .type_(HERS)
        .key(Key::Enter)
        .type_(HERS)
        .key(Key::Enter);
    confirm_code(&mut t);
    t.see_notice("error-worker-exists").at(Place::Enrol).keys(Key::Esc, 3).at(Place::Organisation);
    let mut other = as_bora(&t);
    other.run(Cmd::Organisation).see_message_with("organisation-you", &[("name", Arg::from("Bora"))]);
    // Only who manages the workers adds, removes and gives roles.
    for command in [Cmd::NewWorker, Cmd::RemoveWorker, Cmd::Open] {
        other.run(command).see_notice("why-not-manager");
    }
    other.run(Cmd::Audit).see_notice("why-no-audit");
}

fn a_passphrase_is_changed_by_who_has_it(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::Organisation).run(Cmd::NewPassphrase).at(Place::Enrol);
    t.type_("not hers at all").key(Key::Enter).see_notice("error-wrong-passphrase").at(Place::Enrol);
    t.type_(PASSPHRASE).key(Key::Enter).type_(HERS).key(Key::Enter).type_(HERS).key(Key::Enter);
    t.see_notice("notice-passphrase-changed").at(Place::Organisation).lock();
    t.type_(PASSPHRASE).key(Key::Enter).see_notice("error-wrong-passphrase");
    t.type_(HERS).key(Key::Enter).at(Place::Home);
}

fn a_recovery_code_is_renewed(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::Organisation).run(Cmd::NewRecoveryCode).type_(PASSPHRASE).key(Key::Enter);
    t.see_message("enrol-recovery");
    confirm_code(&mut t);
    t.see_notice("notice-recovery-changed").at(Place::Organisation);
}

fn who_only_reads_changes_nothing(language: &str) {
    let mut t = T::open(language);
    let_in(&mut t);
    only_role(&mut t, '4');
    t.key(Key::Esc).at(Place::Home);
    case(&mut t);
    let mut other = as_bora(&t);
    other.run(Cmd::NewCase).see_notice("why-read-only").at(Place::Home);
    other.run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    open_form(&mut other, "intake");
    let before = other.form().entry().answers().clone();
    other.key(Key::Char('x')).key(Key::Tab).key(Key::Char('1')).run(Cmd::Save).see_notice("why-read-only");
    assert_eq!(other.form().entry().answers(), &before);
    other.key(Key::Esc).at(Place::Case);
}

fn who_manages_workers_need_not_see_cases(language: &str) {
    let mut t = T::open(language);
    let_in(&mut t);
    only_role(&mut t, '3');
    t.key(Key::Esc).at(Place::Home);
    case(&mut t);
    let mut other = as_bora(&t);
    other.see_message("home-no-cases-role").see_not("K-001").key(Key::Enter).at(Place::Home);
    other.run(Cmd::CaseList).see_not("K-001").key(Key::Esc).run(Cmd::Organisation).run(Cmd::Audit);
    other.at(Place::Audit).see_message("audit-worker-added");
}

fn a_case_is_limited_to_named_workers(language: &str) {
    let mut t = T::open(language);
    let_in(&mut t);
    t.key(Key::Esc);
    let case = case(&mut t);
    let mut other = as_bora(&t);
    other.run(Cmd::CaseList).see("K-001");
    let me = t.vault().worker().id;
    t.run(Cmd::LimitCase)
        .see_message_with("access-title", &[("name", Arg::from("K-001"))])
        .snapshot("access");
    t.key(Key::Char(' ')).key(Key::Enter).see_notice("notice-access-changed").at(Place::Case);
    assert_eq!(t.vault().access(case).unwrap(), [me]);
    other.key(Key::Esc).run(Cmd::CaseList).see_not("K-001").key(Key::Esc);
    // Opened again for everybody.
    t.run(Cmd::LimitCase).key(Key::Char(' ')).key(Key::Enter);
    other.run(Cmd::CaseList).see("K-001").key(Key::Enter).at(Place::Case);
    other.run(Cmd::LimitCase).see_notice("why-not-limit");
}

fn who_is_removed_is_out(language: &str) {
    let mut t = T::open(language);
    let_in(&mut t);
    let other = as_bora(&t);
    t.run(Cmd::RemoveWorker).see_notice("why-not-oneself");
    t.key(Key::Down)
        .run(Cmd::RemoveWorker)
        .see_message_with("confirm-remove-worker", &[("name", Arg::from("Bora"))]);
    t.key(Key::Enter).see_notice("error-others-in");
    drop(other);
    t.run(Cmd::RemoveWorker).key(Key::Enter).see_notice("notice-worker-removed");
    t.run(Cmd::RemoveWorker).see_notice("why-worker-left");
    let mut other = t.another();
    other.type_(HERS).key(Key::Enter).see_notice("error-wrong-passphrase");
    // Whoever stays goes on.
    t.key(Key::Esc).at(Place::Home);
    t.saved(None, "intake", seed::intake("Elif", "Su"));
    t.lock().unlock().see("K-001");
}

fn who_did_what_is_told(language: &str) {
    let mut t = T::open(language);
    let_in(&mut t);
    t.key(Key::Esc);
    case(&mut t);
    let mut other = as_bora(&t);
    other.run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    t.run(Cmd::Readers)
        .at(Place::Readers)
        .see("Bora")
        .see(WORKER)
        .see_message("readers-intro")
        .snapshot("readers");
    t.run(Cmd::Audit).at(Place::Audit).see("K-001").see_message("audit-record-saved").snapshot("audit");
    t.run(Cmd::OneWorker).run(Cmd::OneWorker).see("Bora").see_not_message("audit-record-saved");
    t.keys(Key::Esc, 2).at(Place::Case);
    // However long the chain is, it can be read to its beginning.
    t.keys(Key::Esc, 1).at(Place::Home);
    for _ in 0..260 {
        t.perform(vec![Effect::SetSetting { key: "language", value: language.to_owned() }]);
    }
    t.run(Cmd::Organisation).run(Cmd::Audit).see_not_message("audit-vault-created");
    t.keys(Key::PageDown, 40).see_message("audit-vault-created");
}
