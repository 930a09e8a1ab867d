use super::{Case, choice, day, library, now, text};
use crate::casework::{Coverage, Leaving, Process, Why, coverage, leavings, may_count, shared_under};
use crate::form::{Answer, DiagnosticKind, Entry};

fn many(ids: &[&str]) -> Answer {
    Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn on(ago: i64) -> Answer {
    Answer::Date(day(ago))
}

/// A consent to a referral to a recipient, given some days ago.
fn given(case: Case, ago: i64, to: &str, what: &[&str], more: &[(&str, Answer)]) -> Case {
    let mut set = vec![
        ("scope", choice("referral")),
        ("recipient", text(to)),
        ("information", many(what)),
        ("purpose", text("A room")),
        ("state", choice("given")),
        ("consent_date", on(ago)),
    ];
    set.extend(more.iter().cloned());
    case.save("consent", ago, &set)
}

/// What leaves with a referral to Mavi Kapı that is sent today.
fn referral(case: &Case, set: &[(&str, Answer)]) -> Vec<Leaving> {
    let mut all = vec![
        ("service", text("Mavi Kapı")),
        ("shared", many(&["name_contact", "health"])),
        ("state", choice("sent")),
        ("sent_on", on(0)),
    ];
    all.extend(set.iter().cloned());
    leaves(case, "referral", &all)
}

fn leaves(case: &Case, form: &str, set: &[(&str, Answer)]) -> Vec<Leaving> {
    let answers = case.answers(form, set);
    leavings(&case.process, &Entry::open(&case.library, &case.form(form), answers, now()))
}

fn covered(case: &Case, set: &[(&str, Answer)]) -> Coverage {
    let leaving = referral(case, set);
    assert_eq!(leaving.len(), 1, "{leaving:?}");
    coverage(&case.process, &leaving[0], &case.file, day(0))
}

fn check(case: Case, set: &[(&str, Answer)], why: Option<Why>, missing: &[&str]) {
    let coverage = covered(&case, set);
    assert_eq!((coverage.why, coverage.missing), (why, missing.iter().map(|id| (*id).to_owned()).collect()));
}

const ALL: &[&str] = &["name_contact", "health"];
const TO: &str = "Mavi Kapı";

#[test]
fn a_consent_covers_what_it_names_and_nothing_else() {
    let new = Case::new;
    let until = |ago| [("valid_until", on(ago))];
    let withdrawn = |ago| [("state", choice("withdrawn")), ("withdrawn_on", on(ago))];
    let refused = [("state", choice("refused"))];
    let medical = [("scope", choice("medical"))];
    check(new(), &[], Some(Why::NoConsent), ALL);
    check(given(new(), 5, TO, ALL, &[]), &[], None, &[]);
    // The same name, however it is written.
    check(given(new(), 5, "  MAVİ KAPI ", ALL, &[]), &[], None, &[]);
    check(given(new(), 5, "Beyaz Kapı", ALL, &[]), &[], Some(Why::NoConsent), ALL);
    check(given(new(), 5, TO, ALL, &medical), &[], Some(Why::NoConsent), ALL);
    check(given(new(), 5, TO, &["name_contact"], &[]), &[], Some(Why::Lacks), &["health"]);
    check(given(new(), 5, TO, &["name_contact", "health", "family"], &[]), &[], None, &[]);
    // Its last day still counts; the day after does not.
    check(given(new(), 5, TO, ALL, &until(0)), &[], None, &[]);
    check(given(new(), 5, TO, ALL, &until(1)), &[], Some(Why::Expired(day(1))), ALL);
    // What was sent while it was valid stays covered.
    check(given(new(), 5, TO, ALL, &until(1)), &[("sent_on", on(2))], None, &[]);
    check(given(new(), 5, TO, ALL, &withdrawn(1)), &[], Some(Why::Withdrawn(day(1))), ALL);
    check(given(new(), 5, TO, ALL, &withdrawn(0)), &[], Some(Why::Withdrawn(day(0))), ALL);
    check(given(new(), 5, TO, ALL, &withdrawn(1)), &[("sent_on", on(3))], None, &[]);
    check(given(new(), 1, TO, ALL, &[]), &[("sent_on", on(3))], Some(Why::Later(day(1))), ALL);
    // A refusal comes before an older yes, and a newer yes before a refusal.
    let both = given(given(new(), 5, TO, ALL, &[]), 2, TO, &["health"], &refused);
    check(both, &[], Some(Why::Refused(day(2))), ALL);
    let both = given(given(new(), 5, TO, &[], &refused), 2, TO, ALL, &[]);
    check(both, &[], None, &[]);
    // A refusal of something else leaves the rest as it was agreed.
    let both = given(given(new(), 5, TO, ALL, &[]), 2, TO, &["family"], &refused);
    check(both, &[], None, &[]);
    // The newest counts, also when it is narrower; one that has ended gives way to one that has not.
    let both = given(given(new(), 5, TO, ALL, &[]), 2, TO, &["name_contact"], &[]);
    check(both, &[], Some(Why::Lacks), &["health"]);
    let both = given(given(new(), 9, TO, ALL, &[]), 5, TO, &["health"], &until(2));
    check(both, &[], None, &[]);
    check(given(new(), 5, TO, ALL, &[]), &[("service", text(" "))], Some(Why::NoRecipient), ALL);
    // What names nobody needs no consent of its own.
    let anonymous = [("shared", many(&["health", "anonymous"]))];
    check(given(new(), 5, TO, &["health"], &[]), &anonymous, None, &[]);
}

#[test]
fn it_is_said_which_consent_it_is() {
    let case = given(Case::new(), 5, TO, &["name_contact"], &[("valid_until", on(-20))]);
    let by = covered(&case, &[]).by.expect("found although it lacks something");
    assert_eq!((by.on, by.until, by.purpose.as_str()), (day(5), Some(day(-20)), "A room"));
    assert_eq!(by.record, case.file.records[0].id);
}

#[test]
fn what_leaves_is_read_from_each_form() {
    let case = Case::new();
    // Being prepared, and an emergency.
    let draft = &referral(&case, &[("state", choice("drafted"))])[0];
    assert!(!draft.leaves && !draft.emergency);
    assert!(referral(&case, &[("emergency", choice("yes"))])[0].emergency);
    assert!(leaves(&case, "referral", &[("service", text(TO))]).is_empty(), "nothing is ticked yet");
    // The risk form goes along to the same service.
    let risks = referral(&case, &[("risk_form_sent", choice("yes"))]);
    assert_eq!(risks[0].information, ["name_contact", "health", "risks"]);
    let one = leaves(&case, "risk_analysis", &[("sent_to", text(TO)), ("sent_on", on(1))]);
    assert_eq!((one[0].information.as_slice(), one[0].on), (["risks".to_owned()].as_slice(), Some(day(1))));
    let asked = |by: &str, consent: &str| {
        let set = [
            ("asked_by", choice(by)),
            ("asker_name", text("Ada")),
            ("consent", choice(consent)),
            ("shared", many(&["papers"])),
            ("result", choice("given")),
        ];
        leaves(&case, "record_request", &set).into_iter().filter(|one| one.leaves).count()
    };
    assert_eq!(
        [asked("family", "given"), asked("survivor", "own_request"), asked("family", "law")],
        [1, 0, 0]
    );
}

#[test]
fn each_partner_of_a_meeting_needs_a_consent() {
    let row = |id: &str, organisation: &str| {
        let cells = [("organisation".to_owned(), text(organisation))].into();
        crate::form::Row { id: id.to_owned(), start: None, from: None, cells }
    };
    let present = Answer::Rows(vec![row("a", TO), row("b", "Beyaz Ev"), row("c", "mavi kapı"), row("d", "")]);
    let case = given(Case::new(), 5, TO, &["needs"], &[]);
    let set = |what: &[&str]| [("present", present.clone()), ("shared", many(what))];
    let all = leaves(&case, "meeting", &set(&["needs"]));
    let whole: Vec<(&str, bool)> = all
        .iter()
        .map(|one| (one.recipient.as_str(), coverage(&case.process, one, &case.file, day(0)).is_whole()))
        .collect();
    assert_eq!(whole, [(TO, true), ("Beyaz Ev", false)]);
    assert!(leaves(&case, "meeting", &set(&["anonymous"])).iter().all(|one| !one.leaves));
}

#[test]
fn figures_and_photographs_need_their_own_consent() {
    let scope = |scope: &str, state: &str, until: i64| {
        let more = [("scope", choice(scope)), ("state", choice(state)), ("valid_until", on(until))];
        given(Case::new(), 5, "Bakanlık", &["anonymous"], &more)
    };
    let counts = |case: &Case| may_count(&case.process, &case.file, day(0));
    assert!(!counts(&Case::new()));
    assert!(counts(&scope("statistics", "given", -9)));
    assert!(!counts(&scope("statistics", "given", 1)), "it has ended");
    assert!(!counts(&scope("statistics", "refused", -9)));
    assert!(!counts(&scope("statistics", "withdrawn", -9)));
    assert!(!counts(&scope("research", "given", -9)));
    let case = scope("photographs", "given", -9);
    let mut entry = Entry::start(&case.library, &case.form("entitlement"), now());
    let row = entry.rows("entitlements")[0].id.clone();
    entry.set(&crate::form::Path::cell("entitlements", &row, "copied"), Some(choice("yes")));
    let all = leavings(&case.process, &entry);
    assert!(all[0].leaves && coverage(&case.process, &all[0], &case.file, day(0)).is_whole());
    assert!(!coverage(&case.process, &all[0], &Case::new().file, day(0)).is_whole());
}

#[test]
fn a_withdrawal_knows_who_must_be_told() {
    let sent = |case: Case, ago: i64, more: &[(&str, Answer)]| {
        let mut set = vec![
            ("service", text(TO)),
            ("shared", many(&["name_contact"])),
            ("state", choice("sent")),
            ("sent_on", on(ago)),
        ];
        set.extend(more.iter().cloned());
        case.save("referral", ago, &set)
    };
    let withdrawn = [("state", choice("withdrawn")), ("withdrawn_on", on(2))];
    let case = given(Case::new(), 9, TO, ALL, &withdrawn);
    let consent = case.file.records[0].clone();
    let case = sent(case, 6, &[]);
    let case = sent(case, 8, &[("emergency", choice("yes")), ("emergency_reason", text("…"))]);
    let case = sent(case, 5, &[("service", text("Beyaz Ev"))]);
    let case = sent(case, 4, &[("state", choice("drafted"))]);
    let case = given(case, 1, TO, ALL, &[]);
    let case = sent(case, 0, &[]);
    let told = shared_under(&case.process, &case.library, &consent, &case.file);
    let told: Vec<_> = told.iter().map(|one| (one.recipient.as_str(), one.on)).collect();
    assert_eq!(told, [(TO, day(6))], "what was shared later keeps standing");
}

#[test]
fn mistakes_in_what_is_said_of_consent_have_a_place() {
    let text = r#"
[consent]
form = "consent"
scope = "scop"
information = "information"
recipient = "recipient"
purpose = "purpose"
state = "scope"
date = "consent_date"
until = "valid_until"
withdrawn_on = "withdrawn_on"
free = ["anonymus"]
tell = { table = "tel", recipient = "tell_whom", information = "tell_what", shared_on = "x" }

[[share]]
form = "referal"
when = "true()"
scope = "referral"

[[share]]
form = "referral"
when = "${stat} = 'sent'"
recipient = ["servce"]
always = ["risk"]
scope = "refferal"
colour = "red"

[[share]]
form = "referral"
"#;
    let (process, mistakes) = Process::from_text(text, "process.toml", &library());
    assert!(process.consent().is_none() && process.shares().is_empty());
    let near = |line: usize| {
        mistakes.iter().filter(|m| m.line == line).filter_map(|m| m.kind.near()).collect::<Vec<_>>()
    };
    assert_eq!(near(4), ["consent.scope"]);
    assert_eq!(mistakes.iter().filter(|m| m.line == 8).count(), 3, "the three decisions");
    assert_eq!(near(12), ["anonymous"]);
    assert!(near(13).contains(&"tell"));
    assert_eq!(near(16), ["referral"]);
    assert_eq!(near(22), ["state"]);
    assert_eq!(near(23), ["referral.service"]);
    assert!(mistakes.iter().any(|m| m.line == 26 && matches!(m.kind, DiagnosticKind::UnknownKey { .. })));
    let needed = mistakes.iter().filter(|m| m.line == 28);
    assert_eq!(needed.filter(|m| matches!(m.kind, DiagnosticKind::MissingKey { .. })).count(), 2);
}
