//! Consent that is checked: nothing leaves a case unasked, and a withdrawal names who must be told.

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path};
use vaka::locale::Arg;
use vaka::record::CaseId;
use vaka::terminal::Key;

use crate::harness::T;
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    a_referral_waits_for_its_consent,
    a_consent_that_was_begun_is_gone_on_with,
    a_consent_that_has_ended_covers_nothing,
    consents_for_two_purposes_stand_beside_each_other,
    a_withdrawal_names_who_must_be_told,
    a_closed_case_still_says_who_must_be_told,
    each_row_of_prevention_waits_for_its_consent,
    an_emergency_is_recorded_as_such,
    whoever_goes_on_all_the_same_says_why,
);

const TO: &str = "Mavi Kapı";

fn many(ids: &[&str]) -> Answer {
    Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect())
}

/// A consent to a referral that was given on a day of November.
fn consent(t: &mut T, case: CaseId, day: u32, more: &[(&str, Answer)]) {
    let mut answers = seed::answers([
        ("scope", seed::choice("referral")),
        ("recipient", seed::text(TO)),
        ("information", many(&["name_contact"])),
        ("state", seed::choice("given")),
        ("consent_date", seed::date(2026, 11, day)),
    ]);
    answers.fields.extend(more.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())));
    t.saved(Some(case), "consent", answers);
}

/// A referral on the screen that is to be sent today, with the name and the contact.
fn to_be_sent(t: &mut T) {
    open_form(t, "referral").focus_field("purpose").type_("Bir oda");
    t.focus_field("service").type_(TO);
    t.focus_field("shared").key(Key::Char('1'));
    t.focus_field("state").key(Key::Char('2')).focus_field("sent_on").type_("0");
}

fn again(t: &mut T) {
    t.key(Key::Esc).run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
}

fn none(t: &T) -> String {
    let why = t.locale().text_with("consent-why-none", &[("recipient", Arg::from(TO))]);
    let what = t.locale().choice("referral", "shared_information", "name_contact");
    t.locale().text_with("consent-not-covered", &[("what", Arg::from(what)), ("why", Arg::from(why))])
}

fn covered(t: &T) -> String {
    let today = t.locale().date(t.today());
    t.locale().text_with("consent-covered", &[("on", Arg::from(today))])
}

fn a_referral_waits_for_its_consent(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    to_be_sent(&mut t);
    let uncovered = none(&t);
    t.focus_field("shared").see(&uncovered);
    t.run(Cmd::Save).see_message("sharing-way-consent").see(&uncovered).snapshot("sharing");
    // Esc goes back, and nothing is sent.
    t.key(Key::Esc).see(&uncovered).run(Cmd::Save).key(Key::Enter).see_notice("notice-consent-asked");
    assert_eq!(t.form().entry().form().id, "consent");
    assert_eq!(t.answer("scope"), Some(seed::choice("referral")));
    assert_eq!(t.text_of("recipient"), TO);
    assert_eq!(t.text_of("purpose"), "Bir oda");
    assert_eq!(t.answer("information"), Some(many(&["name_contact"])));
    assert_eq!(t.answer("state"), None, "the survivor decides");
    t.focus_field("state").key(Key::Char('1')).run(Cmd::Save);
    // Back where it was, now covered, and noted.
    assert_eq!(t.form().entry().form().id, "referral");
    assert_eq!(t.answer("consent_on"), Some(Answer::Date(t.today())));
    assert!(t.text_of("consent").contains(TO));
    let covered = covered(&t);
    t.focus_field("shared").see(&covered).snapshot("covered");
    t.run(Cmd::Save).at(Place::Case);
    let records = t.vault().records_of("referral", chrono::Utc::now()).unwrap();
    assert_eq!(records[0].answers.choice("state"), Some("sent"));
    assert_eq!(records[0].answers.override_reason, None);
}

fn a_consent_that_was_begun_is_gone_on_with(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    to_be_sent(&mut t);
    t.run(Cmd::Save).key(Key::Enter).see_notice("notice-consent-asked");
    // Nobody can decide now; a word on it is kept.
    t.focus_field("information_note").type_("Yarın konuşuruz").key(Key::Esc);
    assert_eq!(t.form().entry().form().id, "referral");
    t.run(Cmd::Save).key(Key::Enter).see_notice("notice-consent-asked");
    assert_eq!(t.text_of("information_note"), "Yarın konuşuruz", "the same one, not a second");
}

/// Closing a case silences its dates, but not the promise to tell those who know.
fn a_closed_case_still_says_who_must_be_told(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let told = |whom: &str, by: Answer| vaka::form::Row {
        id: whom.to_owned(),
        start: None,
        from: None,
        cells: [("tell_whom".to_owned(), seed::text(whom)), ("tell_by".to_owned(), by)].into(),
    };
    let withdrawn = [
        ("state", seed::choice("withdrawn")),
        ("withdrawn_on", seed::date(2026, 11, 20)),
        ("tell", Answer::Rows(vec![told(TO, Answer::Date(t.today()))])),
        ("valid_until", seed::date(2026, 11, 24)),
    ];
    consent(&mut t, case, 12, &withdrawn);
    let closing = [("status_after", seed::choice("closed")), ("follow_up_agreed", seed::choice("no"))];
    t.saved(Some(case), "closure", seed::answers(closing));
    again(&mut t);
    let dues = t.vault().dues().unwrap();
    assert_eq!(dues.len(), 1, "the end of the consent asks no more");
    t.keys(Key::Esc, 2).at(Place::Home).see(TO).key(Key::Enter);
    assert_eq!(t.form().entry().form().id, "consent");
}

fn each_row_of_prevention_waits_for_its_consent(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    consent(&mut t, case, 12, &[("information", many(&["needs"])), ("purpose", seed::text("Ders"))]);
    again(&mut t);
    open_form(&mut t, "prevention").focus_field("paper_safe").key(Key::Tab).at(Place::Table);
    t.key(Key::Enter).at(Place::Row).focus_column("referral_service").type_(TO).key(Key::Tab);
    let other = "Sarı Köprü";
    t.key(Key::Esc).run(Cmd::AddRow).focus_column("referral_service").type_(other).key(Key::Esc);
    // Where nothing was sent yet, nothing is asked.
    t.focus_row(TO).key(Key::Enter).focus_column("referral_on").type_("0").key(Key::Esc).run(Cmd::Save);
    t.at(Place::Case).run(Cmd::Records).key(Key::Enter).focus_field("paper_safe").focus_row(other);
    t.key(Key::Enter).focus_column("referral_on").type_("0");
    t.key(Key::Esc).run(Cmd::Save).see_message("sharing-way-consent");
    let why = t.locale().text_with("consent-why-none", &[("recipient", Arg::from(other))]);
    t.see(&why).key(Key::Enter).see_notice("notice-consent-asked");
    assert_eq!(t.text_of("recipient"), other);
    assert_eq!(t.answer("information"), Some(many(&["needs"])));
}

fn a_consent_that_has_ended_covers_nothing(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    consent(&mut t, case, 12, &[("valid_until", seed::date(2026, 11, 20))]);
    again(&mut t);
    to_be_sent(&mut t);
    let ended = t.locale().date(chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    let why = t.locale().text_with("consent-why-expired", &[("on", Arg::from(ended))]);
    t.focus_field("shared").see(&why).run(Cmd::Save).see_message("sharing-way-consent").see(&why);
    t.key(Key::Esc);
    // What was sent before the end is covered; what is not in it is not.
    t.focus_field("sent_on").run(Cmd::Clear).type_("20.11.2026").focus_field("shared").see_not(&why);
    assert_eq!(t.answer("consent_on"), Some(seed::date(2026, 11, 12)));
    t.key(Key::Char('3'));
    let health = t.locale().choice("referral", "shared_information", "health");
    let given = t.locale().date(chrono::NaiveDate::from_ymd_opt(2026, 11, 12).unwrap());
    let lacks = t.locale().text_with("consent-why-lacks", &[("on", Arg::from(given))]);
    t.see(&lacks).see(&health);
    assert_eq!(t.answer("consent_on"), None, "what was noted by itself goes with it");
    t.run(Cmd::Save).see_message("sharing-way-consent");
}

fn consents_for_two_purposes_stand_beside_each_other(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let purpose = |text: &str, what: &[&str]| [("purpose", seed::text(text)), ("information", many(what))];
    consent(&mut t, case, 12, &purpose("Oda", &["name_contact", "health"]));
    consent(&mut t, case, 14, &purpose("Muayene", &["name_contact", "needs"]));
    again(&mut t);
    to_be_sent(&mut t);
    t.focus_field("shared").key(Key::Char('3')).run(Cmd::Save).at(Place::Case);
    // The same purpose anew, with less in it: that is what counts now.
    consent(&mut t, case, 20, &purpose("Oda", &["name_contact"]));
    t.key(Key::Esc).at(Place::Cases).key(Key::Enter).at(Place::Case);
    open_form(&mut t, "referral").focus_field("shared_how").type_("Mektup");
    t.run(Cmd::Save).see_message("sharing-way-consent");
}

fn a_withdrawal_names_who_must_be_told(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    consent(&mut t, case, 12, &[]);
    let sent = [
        ("purpose", seed::text("Bir oda")),
        ("service", seed::text(TO)),
        ("shared", many(&["name_contact"])),
        ("state", seed::choice("sent")),
        ("sent_on", seed::date(2026, 11, 14)),
    ];
    t.saved(Some(case), "referral", seed::answers(sent));
    again(&mut t);
    t.run(Cmd::Records).key(Key::Down).key(Key::Enter).focus_field("state").key(Key::Char('3'));
    let rows = t.form().entry().rows("tell").to_vec();
    assert_eq!(rows.len(), 1, "at once");
    let cell = |id: &str| rows[0].cells.get(id).cloned();
    assert_eq!(cell("tell_whom"), Some(seed::text(TO)));
    assert_eq!(cell("tell_what"), Some(many(&["name_contact"])));
    assert_eq!(cell("tell_shared_on"), Some(seed::date(2026, 11, 14)));
    assert_eq!(cell("tell_by"), Some(seed::date(2026, 11, 25)), "in three days");
    t.focus_row(TO).snapshot("tell");
    // A withdrawal before it was sent has nobody to tell; the day can be put right.
    assert_eq!(
        t.answer("withdrawn_on"),
        Some(Answer::Date(t.today())),
        "from today, unless another day is said"
    );
    t.focus_field("withdrawn_on").run(Cmd::Clear).type_("13.11.2026");
    assert!(t.form().entry().rows("tell").is_empty());
    t.run(Cmd::Clear).type_("0");
    assert_eq!(t.form().entry().rows("tell").len(), 1);
    t.run(Cmd::Save).keys(Key::Esc, 3).at(Place::Home).see(TO);
    // The task stays until it was told.
    let line = t.screen().lines().position(|line| line.contains(TO)).unwrap();
    t.key(Key::Home);
    while t.cursor().map(|at| usize::from(at.1)) != Some(line) {
        t.key(Key::Down);
    }
    t.key(Key::Enter).at(Place::Row).focus_column("tell_told_on").type_("0").key(Key::Esc).run(Cmd::Save);
    t.keys(Key::Esc, 2).at(Place::Home).see_not(TO);
}

fn an_emergency_is_recorded_as_such(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    to_be_sent(&mut t);
    t.run(Cmd::Save).key(Key::Char('e'));
    assert_eq!(t.form().focused(), Some(Path::field("emergency")));
    t.key(Key::Char('1')).focus_field("shared").see_message("consent-emergency");
    t.focus_field("emergency_reason").type_("Kanama").run(Cmd::Save).at(Place::Case);
}

fn whoever_goes_on_all_the_same_says_why(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    to_be_sent(&mut t);
    t.run(Cmd::Save).key(Key::Char('o')).see_message("sharing-reason-hint").key(Key::Enter);
    t.see_notice("reason-needed").type_("Mahkeme istedi").key(Key::Enter).at(Place::Case);
    t.run(Cmd::Records).run(Cmd::Versions).key(Key::Enter);
    t.see_message_with("reading-shared-anyway", &[("reason", Arg::from("Mahkeme istedi"))]);
    // Said once: the same is not asked again; more is.
    t.key(Key::Esc).key(Key::Esc).key(Key::Enter).focus_field("shared_how").type_("Mektup").run(Cmd::Save);
    t.at(Place::Records).key(Key::Enter).focus_field("shared").key(Key::Char('3')).run(Cmd::Save);
    t.see_message("sharing-way-consent");
}
