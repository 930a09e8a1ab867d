//! The directory of services: written down, found, taken into plan and referral, and what referrals to
//! a service have come to.

use std::sync::Arc;

use chrono::TimeDelta;
use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Answers, Path, Row, Subject};
use vaka::locale::Arg;
use vaka::record::{CaseId, RecordId};
use vaka::terminal::Key;

use crate::harness::T;
use crate::plan::needs;
use crate::readiness::{case, open_form};
use crate::seed::{self, choice, date, text};

in_every_language!(
    the_first_services_are_written_down_and_found,
    a_draft_stands_on_top_and_versions_stay,
    a_secret_address_is_hidden_until_asked_for,
    a_lock_returns_to_the_directory,
    dates_ask_for_attention_and_closed_entries_come_last,
    home_says_which_services_to_check,
    a_plan_row_takes_a_service_that_fits,
    a_referral_takes_two_options_and_the_chosen_one,
    a_known_service_brings_its_contact,
    experience_counts_and_names_nobody,
);

const SHELTER: &str = "Şefkat Sığınağı";
const CLINIC: &str = "Clinica Țărăncuța";
const LAWYERS: &str = "Çınar Hukuk Bürosu";

fn the_first_services_are_written_down_and_found(language: &str) {
    let mut t = T::open(language);
    t.run(Cmd::Services).at(Place::Services).see_message("services-none");
    t.run(Cmd::NewService).at(Place::Sheet).focus_field("organisation").type_(SHELTER);
    let area = t.locale().choice("service", "service_area", "physical_care");
    t.focus_field("areas").choose(&area).focus_field("city").type_("Iğdır");
    let arabic = t.locale().language("ar");
    t.focus_field("languages").choose(&arabic);
    t.run(Cmd::Save).at(Place::Services).see_notice("notice-saved").see(SHELTER);
    t.run(Cmd::NewService).focus_field("organisation").type_(CLINIC).focus_field("offer").type_("Diş hekimi");
    t.run(Cmd::Save).at(Place::Services).see(CLINIC).see(SHELTER);
    assert!(t.focused_line().is_some_and(|line| line.contains(CLINIC)), "where one has just been");
    // Whatever the accents and whatever form of i, over name, town, languages, areas and offer.
    for (typed, found, other) in [
        ("SEFKAT sigi", SHELTER, CLINIC),
        ("igdir", SHELTER, CLINIC),
        ("taranc", CLINIC, SHELTER),
        ("DIS hek", CLINIC, SHELTER),
        (arabic.as_str(), SHELTER, CLINIC),
        (area.as_str(), SHELTER, CLINIC),
    ] {
        t.type_(typed).see(found).see_not(other).key(Key::Esc).at(Place::Services).see(other);
    }
    t.type_("xyz").see_message("services-no-match").key(Key::Esc);
    t.run(Cmd::Area).see(SHELTER).see_not(CLINIC);
    t.see_message_with("services-area", &[("area", Arg::from(area))]);
    t.run(Cmd::Area).see_message("services-all-areas").see(CLINIC);
    t.type_("sefkat").key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.text_of("organisation"), SHELTER);
    t.key(Key::Esc).at(Place::Services).key(Key::Esc).key(Key::Esc).at(Place::Home).see_not(SHELTER);
}

fn a_draft_stands_on_top_and_versions_stay(language: &str) {
    let mut t = T::open(language);
    clinic(&mut t, &[]);
    t.run(Cmd::Services).run(Cmd::NewService).focus_field("organisation").type_("Zeytin Evi");
    t.key(Key::Esc).at(Place::Services).see_notice("notice-draft-kept").key(Key::Home);
    assert!(t.focused_line().is_some_and(|line| line.contains("Zeytin Evi")), "the draft is the first");
    t.see_message("services-draft").run(Cmd::Discard).see_message("confirm-discard").key(Key::Enter);
    t.see_not("Zeytin Evi");
    t.key(Key::Enter).focus_field("phone").type_("000 7").run(Cmd::Save).at(Place::Services).see("000 7");
    t.run(Cmd::Versions).at(Place::History);
    let args = |n: usize| [("n", Arg::from(n)), ("who", Arg::from(crate::harness::WORKER))];
    t.see_message_with("records-version", &args(2)).see_message_with("records-version", &args(1));
    t.key(Key::Esc).at(Place::Services);
}

fn a_secret_address_is_hidden_until_asked_for(language: &str) {
    let mut t = T::open(language);
    let set = [
        ("street", text("Yosun Sokağı 9")),
        ("city", text("Iğdır")),
        ("getting_there", text("otobüs 14")),
        ("address_secret", choice("yes")),
    ];
    service(&mut t, SHELTER, &set);
    let set =
        [("street", text("Strada Mare 1")), ("city", text("Brăila")), ("getting_there", text("tramvai 3"))];
    service(&mut t, CLINIC, &set);
    t.run(Cmd::Services).key(Key::Home);
    // The address of any service is sensitive; its town is not, as long as it need not be secret.
    t.see("Brăila").see("tramvai 3").see_not("Strada Mare").see_not("Iğdır");
    t.type_("igdir").see_message("services-no-match").key(Key::Esc);
    t.type_("sefkat").see(SHELTER).see_not("Yosun").see_not("otobüs 14").see_message("answer-hidden");
    t.run(Cmd::ShowNames).see("Yosun Sokağı 9").see("Iğdır").see("otobüs 14");
    t.key(Key::Enter).at(Place::Sheet).key(Key::Esc).at(Place::Services).see_not("Yosun");
}

fn a_lock_returns_to_the_directory(language: &str) {
    let mut t = T::open(language);
    clinic(&mut t, &[]);
    service(&mut t, LAWYERS, &[("areas", choices(&["legal"]))]);
    // Health, psychological support, law.
    t.run(Cmd::Services).run(Cmd::Area).run(Cmd::Area).run(Cmd::Area).type_("cinar").see(LAWYERS).lock();
    t.see_not(LAWYERS).unlock().at(Place::Services).see(LAWYERS).see_not(CLINIC).see("cinar");
    let area = t.locale().choice("service", "service_area", "legal");
    t.see_message_with("services-area", &[("area", Arg::from(area))]);
    // A form of the directory as well.
    t.key(Key::Enter).focus_field("phone").type_("000 8").lock().unlock().at(Place::Sheet);
    assert_eq!(t.text_of("phone"), "000 8");
    t.run(Cmd::Save).at(Place::Services).see("000 8");
}

fn dates_ask_for_attention_and_closed_entries_come_last(language: &str) {
    let mut t = T::open(language);
    let until = t.today() + TimeDelta::days(12);
    let set = [("protocol", choice("yes")), ("protocol_until", Answer::Date(until))];
    clinic(&mut t, &set);
    let past = t.today() - TimeDelta::days(3);
    service(&mut t, LAWYERS, &[("check_again", Answer::Date(past))]);
    let closed = [("entry_state", choice("closed")), ("check_again", Answer::Date(past))];
    service(&mut t, "Akasya Evi", &closed);
    t.run(Cmd::Services);
    for (field, day) in [("protocol_until", until), ("check_again", past)] {
        let args = [
            ("what", Arg::from(t.form_words("service", field))),
            ("date", Arg::from(t.locale().date(day))),
            ("when", Arg::from(t.locale().relative_days(day, t.today()))),
        ];
        let words = t.locale().text_with("services-attention", &args);
        assert_eq!(t.screen().matches(&words).count(), 1, "once, and not for what is closed");
    }
    t.key(Key::End);
    assert!(t.focused_line().is_some_and(|line| line.contains("Akasya Evi")), "closed entries are the last");
    let closed = t.locale().choice("service", "entry_state", "closed");
    assert!(t.focused_line().is_some_and(|line| line.contains(&closed)), "and say so");
}

fn home_says_which_services_to_check(language: &str) {
    let mut t = T::open(language);
    t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    let until = t.today() + TimeDelta::days(12);
    clinic(&mut t, &[("protocol", choice("yes")), ("protocol_until", Answer::Date(until))]);
    let past = t.today() - TimeDelta::days(3);
    service(&mut t, LAWYERS, &[("check_again", Answer::Date(past))]);
    let far = t.today() + TimeDelta::days(40);
    service(&mut t, "Akasya Evi", &[("check_again", Answer::Date(far))]);
    let title = [("count", Arg::from(2usize))];
    t.look_again().see_message_with("home-services", &title).see(LAWYERS).see(CLINIC).see_not("Akasya");
    while !t.focused_line().is_some_and(|line| line.contains(LAWYERS)) {
        t.key(Key::Tab);
    }
    // What is asked stands whole at the foot; Enter opens it there, and the way back is the directory.
    let when = t.locale().relative_days(past, t.today());
    let day = t.locale().date(past);
    t.see(&when).see(&day).key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.form().focused(), Some(Path::field("check_again")));
    let later = t.today() + TimeDelta::days(90);
    t.run(Cmd::Clear).type_(&later.format("%Y-%m-%d").to_string()).run(Cmd::Save).at(Place::Services);
    t.key(Key::Esc).at(Place::Home).see_message_with("home-services", &[("count", Arg::from(1usize))]);
    t.see(CLINIC).see_not(LAWYERS);
}

fn a_plan_row_takes_a_service_that_fits(language: &str) {
    let mut t = T::open(language);
    clinic(&mut t, &[]);
    service(&mut t, LAWYERS, &[("areas", choices(&["legal"])), ("interpreter", choice("yes"))]);
    service(&mut t, "Akasya Evi", &[("entry_state", choice("closed")), ("areas", choices(&["healthcare"]))]);
    needs(&mut t);
    open_form(&mut t, "support_plan").key(Key::Enter).at(Place::Row).focus_column("service");
    t.see_message("field-services").key(Key::Enter);
    // The row is about health.
    t.see(CLINIC).see_not(LAWYERS).see_not("Akasya");
    let turkish = t.locale().language("tr");
    t.see_message_with("picker-speaks", &[("language", Arg::from(turkish))]).see_message("experience-none");
    t.key(Key::F(5)).see(LAWYERS).see_message("picker-interpreter").see_not("Akasya");
    t.key(Key::Esc).at(Place::Row);
    assert_eq!(t.form().focused(), Some(cell("medical_examinations")), "nothing has moved");
    assert_eq!(t.form().entry().get(&cell("medical_examinations")), None);
    t.key(Key::Enter).key(Key::F(5)).type_("cinar").see_not(CLINIC).key(Key::Enter).at(Place::Row);
    assert_eq!(t.form().entry().get(&cell("medical_examinations")), Some(text(LAWYERS)));
    // Enter on a service that is there goes on, as everywhere.
    t.focus_column("service").see_not_message("field-services").key(Key::Enter).at(Place::Row);
    assert!(t.model.overlay.is_none());
    // While letters are typed, the directory's names are offered.
    t.key(Key::Esc).key(Key::Down).key(Key::Enter).focus_column("service").type_("clinica t");
    t.see_message_with("field-suggested", &[("name", Arg::from(CLINIC))]).key(Key::Right).key(Key::Esc);
    assert_eq!(t.form().entry().get(&cell("pharmaceutical_treatment")), Some(text(CLINIC)));
}

fn a_referral_takes_two_options_and_the_chosen_one(language: &str) {
    let mut t = T::open(language);
    let set = [("phone", text("000 2")), ("contact_person", text("Dr. Başak"))];
    clinic(&mut t, &set);
    service(&mut t, LAWYERS, &[("areas", choices(&["legal"])), ("phone", text("000 3"))]);
    service(&mut t, SHELTER, &[("areas", choices(&["security"]))]);
    case(&mut t);
    open_referral(&mut t);
    // From the question above into the table: taking over opens the directory.
    t.focus_field("how_soon").key(Key::Tab).at(Place::Table).see_message("table-services");
    t.run(Cmd::TakeOver).see(CLINIC).see(LAWYERS).see(SHELTER);
    t.key(Key::Char(' ')).key(Key::Down).key(Key::Char(' ')).see("[x]").snapshot("services-picker");
    t.key(Key::Enter).at(Place::Table);
    let rows = options(&t);
    assert_eq!(rows.len(), 2);
    assert_eq!([service_of(&rows[0]), service_of(&rows[1])], [CLINIC, LAWYERS].map(text).map(Some));
    let terms = rows[0].cells.get("option_terms").cloned();
    let Some(Answer::Text(terms)) = terms else { panic!("no terms: {rows:?}") };
    let insured = t.locale().choice("service", "cost", "insurance");
    assert!(terms.contains(&insured) && terms.contains("10") && terms.contains("Herkes"), "{terms}");
    // The survivor chooses; the referral goes there, and says how to reach them.
    t.key(Key::Enter).at(Place::Row).focus_column("option_choice").key(Key::Char('1')).key(Key::Esc);
    t.at(Place::Table);
    assert_eq!(t.answer("service"), Some(text(CLINIC)));
    assert_eq!(t.answer("contact_reach"), Some(text("000 2")));
    assert_eq!(t.answer("contact_person"), Some(text("Dr. Başak")));
    // Somebody who changes the choice changes the rest by hand: nothing is written over.
    t.key(Key::Down).key(Key::Enter).focus_column("option_choice").key(Key::Char('1')).key(Key::Esc);
    assert_eq!(t.answer("service"), Some(text(CLINIC)));
    // In the middle of choosing: the questions can be put away at once.
    t.focus_field("how_soon").key(Key::Tab).run(Cmd::TakeOver).see(SHELTER).key(Key::F(7)).at(Place::Calm);
    t.see_not(SHELTER).key(Key::Enter).at(Place::Table).run(Cmd::Save).at(Place::Case);
}

fn a_known_service_brings_its_contact(language: &str) {
    let mut t = T::open(language);
    clinic(&mut t, &[("phone", text("000 2")), ("contact_person", text("Dr. Başak"))]);
    case(&mut t);
    open_referral(&mut t);
    t.focus_field("contact_person").type_("Dr. Çiğdem");
    t.focus_field("service").type_("clin").key(Key::Right);
    assert_eq!(t.answer("service"), Some(text(CLINIC)));
    assert_eq!(t.answer("contact_reach"), Some(text("000 2")));
    assert_eq!(t.answer("contact_person"), Some(text("Dr. Çiğdem")), "what was written stays");
    // The kind of need decides which services come first.
    service(&mut t, LAWYERS, &[("areas", choices(&["legal"]))]);
    t.key(Key::Esc).at(Place::Case);
    open_referral(&mut t);
    let legal = t.locale().choice("referral", "need_category", "legal");
    t.focus_field("category").choose(&legal).focus_field("service").run(Cmd::Clear).key(Key::Enter);
    t.see(LAWYERS).see_not(CLINIC).key(Key::Enter).at(Place::Sheet);
    assert_eq!(t.answer("service"), Some(text(LAWYERS)));
}

fn experience_counts_and_names_nobody(language: &str) {
    let mut t = T::open(language);
    clinic(&mut t, &[]);
    t.run(Cmd::Services).see(CLINIC).see_message("experience-none").key(Key::Esc);
    let one = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    let two = t.saved(None, "intake", seed::intake("Ștefan", "Țurcanu"));
    let declined = [
        ("state", choice("declined")),
        ("sent_on", date(2026, 3, 12)),
        ("declined_on", date(2026, 3, 14)),
        ("declined_reason", choice("full")),
    ];
    referral(&mut t, one, "clinica  TARANCUTA", &declined);
    let accepted = [
        ("state", choice("completed")),
        ("sent_on", date(2026, 5, 1)),
        ("accepted_on", date(2026, 5, 5)),
        ("started_on", date(2026, 5, 9)),
        ("outcome", choice("reached")),
    ];
    referral(&mut t, two, CLINIC, &accepted);
    t.run(Cmd::Services);
    let full = t.locale().choice("referral", "declined_reason", "full");
    let month = t.words("month-3");
    for (message, args) in [
        ("experience-accepted", vec![("n", Arg::from(1usize))]),
        ("experience-declined", vec![("n", Arg::from(1usize))]),
        ("experience-why", vec![("n", Arg::from(1usize)), ("reason", Arg::from(full))]),
        ("experience-answer", vec![("days", Arg::from(4usize)), ("n", Arg::from(2usize))]),
        ("experience-start", vec![("days", Arg::from(8usize)), ("n", Arg::from(1usize))]),
        ("experience-month", vec![("month", Arg::from(month)), ("year", Arg::from("2026"))]),
    ] {
        t.see_message_with(message, &args);
    }
    for hidden in ["İpek", "Şahin", "Țurcanu", "K-001", "K-002", "12.03.2026", "12.3"] {
        t.see_not(hidden);
    }
    t.snapshot("directory");
}

// ---- Helpers -------------------------------------------------------------------------------------

/// A service with a name and what else is known of it, written down yesterday.
fn service(t: &mut T, name: &str, set: &[(&str, Answer)]) -> RecordId {
    let mut answers = Answers::default();
    answers.fields.insert("organisation".to_owned(), text(name));
    answers.fields.extend(set.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())));
    let (library, now, today) = (Arc::clone(&t.model.library), t.model.now, t.today());
    let save = seed::record(&library, None, "service", answers, now);
    t.vault().save_of(Subject::Directory, &save, now.utc, today).unwrap();
    save.record
}

/// A clinic where Turkish is spoken.
fn clinic(t: &mut T, set: &[(&str, Answer)]) {
    let mut all = vec![
        ("areas", choices(&["healthcare", "psychosocial"])),
        ("languages", choices(&["tr", "ar"])),
        ("for_whom", choices(&["women", "children"])),
        ("cost", choice("insurance")),
        ("waiting_days", Answer::Number(10.0)),
        ("limit_months", Answer::Number(6.0)),
        ("eligibility", text("Herkes / oricine")),
    ];
    all.extend(set.iter().cloned());
    service(t, CLINIC, &all);
}

fn choices(ids: &[&str]) -> Answer {
    Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect())
}

/// A referral of a case, saved as the screen would.
fn referral(t: &mut T, case: CaseId, name: &str, set: &[(&str, Answer)]) {
    let mut answers = Answers::default();
    answers.fields.insert("service".to_owned(), text(name));
    answers.fields.extend(set.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())));
    t.saved(Some(case), "referral", answers);
}

fn open_referral(t: &mut T) {
    open_form(t, "referral").at(Place::Sheet);
}

fn options(t: &T) -> Vec<Row> {
    t.form().entry().rows("options").to_vec()
}

fn service_of(row: &Row) -> Option<Answer> {
    row.cells.get("option_service").cloned()
}

fn cell(row: &str) -> Path {
    Path::cell("plan", row, "service")
}
