//! What a year with one case brought to light: dates that were met go, what was left open is asked for.

use super::{Case, agreed, choice, day, text};
use crate::casework::{Following, following};
use crate::form::{Answer, Path};

fn on(field: &str, ago: i64) -> (&str, Answer) {
    (field, Answer::Date(day(ago)))
}

fn next(case: &Case) -> (String, Option<Path>) {
    let next = case.state().next.unwrap_or_default();
    (next.message, next.at)
}

/// A consent to a referral, given so many days ago and valid until a day.
fn consent(case: Case, ago: i64, state: &str, to: &str, until: i64) -> Case {
    let set = [
        ("scope", choice("referral")),
        ("recipient", text(to)),
        ("information", Answer::Choices(vec!["name_contact".to_owned()])),
        ("purpose", text("A room")),
        ("state", choice(state)),
        on("consent_date", ago),
        on("valid_until", until),
    ];
    case.save("consent", ago, &set)
}

fn ends(case: &Case) -> usize {
    let dues = case.header().dues;
    dues.iter().filter(|due| due.path == Path::field("valid_until")).count()
}

#[test]
fn a_consent_that_was_decided_anew_asks_no_more() {
    let case = consent(Case::new().ready(), 60, "given", "Mavi Kapı", 10);
    assert_eq!(ends(&case), 1);
    assert_eq!(ends(&consent(case.clone(), 5, "given", "mavi kapı", -60)), 1, "only the newer one ends");
    assert_eq!(ends(&consent(case.clone(), 5, "refused", "Mavi Kapı", -60)), 0);
    assert_eq!(ends(&consent(case.clone(), 5, "given", "Yeşil Ev", -60)), 2, "somebody else");
    assert_eq!(ends(&consent(case.clone(), 90, "refused", "Mavi Kapı", -60)), 1, "an older one says nothing");
    let undecided = [("scope", choice("referral")), ("recipient", text("Mavi Kapı"))];
    assert_eq!(ends(&case.clone().save("consent", 1, &undecided)), 1);
    // Not asked again is an answer too, and falsifies nothing.
    let set = [("state", choice("given")), on("valid_until", 10), ("not_renewed", choice("yes"))];
    assert_eq!(ends(&Case::new().ready().save("consent", 60, &set)), 0);
}

#[test]
fn a_consent_that_has_ended_is_asked_again_with_what_stays_the_same() {
    let case = consent(Case::new().ready(), 60, "given", "Mavi Kapı", 10);
    let old = case.file.records[0].id;
    let Following::New(same) = following(&case.process, &case.file, old) else { panic!("nothing was begun") };
    let fields: Vec<&str> = same.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["scope", "recipient", "information", "purpose"]);
    // What was begun is gone on with: the one to the same recipient.
    let other = [("scope", choice("referral")), ("recipient", text("Yeşil Ev"))];
    let case = case.draft("consent", &other);
    assert!(matches!(following(&case.process, &case.file, old), Following::New(_)));
    let case = case.draft("consent", &[("scope", choice("referral")), ("recipient", text("Mavi Kapı"))]);
    assert_eq!(following(&case.process, &case.file, old), Following::Begun(case.file.drafts[1].record));
}

#[test]
fn the_header_says_that_a_consent_has_ended() {
    let state = |until: i64| {
        let [scope, given] = agreed();
        Case::new().save("consent", 60, &[scope, given, on("valid_until", until)]).header().consent
    };
    assert_eq!(state(-1).as_deref(), Some("given"));
    assert_eq!(state(0).as_deref(), Some("given"), "its last day is a day of it");
    assert_eq!(state(1).as_deref(), Some("expired"));
}

#[test]
fn a_date_that_is_done_anew_leads_to_a_new_record() {
    let case = Case::new().ready().risk(-60).save("reintegration_post", 9, &[on("next_contact", 2)]);
    let next = case.state().next.unwrap();
    let old = case.file.records[0].id;
    assert_eq!((next.message.as_str(), next.record, next.after), ("next-overdue", None, Some(old)));
    // A draft that was never saved is gone on with.
    let begun = case.draft("reintegration_post", &[]);
    assert_eq!(following(&begun.process, &begun.file, old), Following::Begun(begun.file.drafts[0].record));
}

#[test]
fn an_identification_without_a_decision_is_finished_first() {
    let case = Case::new().ready().risk(-60).save("elements", 4, &[]).save("indicators", 4, &[]);
    let case = case.save("consequences", 4, &[]).save("identification", 4, &[]);
    assert_eq!(next(&case), ("next-finish-identification".to_owned(), Some(Path::field("decision"))));
    assert_eq!(case.state().steps[2].waits_for, ["identification"]);
    assert_ne!(case.state().steps[2].status, crate::casework::StepStatus::Done);
}

#[test]
fn what_belongs_to_any_time_enters_no_step() {
    let case = Case::new().ready().risk(-60).identified();
    for form in ["feedback", "record_request"] {
        let case = case.clone().save(form, 1, &[]);
        assert_ne!(next(&case).0, "next-risk-again", "{form}");
        let closing = case.state().steps[10].clone();
        assert_eq!(closing.status, crate::casework::StepStatus::NotBegun);
        assert!(closing.forms.iter().any(|known| known.form == form && known.any_time && known.records == 1));
    }
    // A closing does enter it.
    let closing = [("status_after", choice("stays_open"))];
    assert_eq!(next(&case.save("closure", 1, &closing)).0, "next-risk-again");
}

/// A closed case with one contact, due so many days ago, with a window of a week before and after.
fn contact(due: i64, more: &[(&str, Answer)]) -> Case {
    let closed = [("status_after", choice("follow_up")), ("exit_feedback", text("…"))];
    let case = Case::new().ready().risk(-60).save("closure", 40, &closed);
    let mut set = vec![on("due_on", due), on("window_opens", due + 7), on("window_closes", due - 7)];
    set.extend(more.iter().cloned());
    case.save("follow_up", 1, &set)
}

#[test]
fn the_case_says_of_a_contact_what_home_says() {
    for (due, message) in [
        (-20, "next-follow-up-planned"),
        (-8, "next-follow-up-planned"),
        (-7, "next-follow-up-now"),
        (0, "next-follow-up-now"),
        (7, "next-follow-up-now"),
        (8, "next-follow-up-due"),
    ] {
        assert_eq!(next(&contact(due, &[])).0, message, "due {due} days ago");
    }
    assert_eq!(next(&contact(0, &[])).1, Some(Path::field("outcome")));
    let unsafe_now = [("outcome", choice("not_safe_to_contact"))];
    let expect = ("next-follow-up-again".to_owned(), Some(Path::field("try_again_on")));
    assert_eq!(next(&contact(0, &unsafe_now)), expect);
    assert_eq!(next(&contact(9, &unsafe_now)), expect);
}

#[test]
fn a_new_need_in_a_contact_leads_on() {
    let need = [("outcome", choice("done")), ("new_needs", choice("yes"))];
    let expect = ("next-follow-up-need".to_owned(), Some(Path::field("back_to_assessment")));
    assert_eq!(next(&contact(3, &need)), expect);
    let decided = |what: &str| {
        let set: Vec<_> = need.iter().cloned().chain([("back_to_assessment", choice(what))]).collect();
        contact(3, &set)
    };
    assert_ne!(next(&decided("no")).0, "next-follow-up-need");
    assert_eq!(next(&decided("unknown")), expect, "nothing was decided");
    assert!(!decided("yes").state().closed);
}

#[test]
fn the_late_row_of_a_plan_has_the_focus() {
    let plan = [
        on("plan_review", 9),
        ("plan/housing/due", Answer::Date(day(2))),
        ("plan/housing/state", choice("in_progress")),
    ];
    let case = Case::new().ready().risk(-60).planned(&plan);
    let (message, at) = next(&case);
    assert_eq!(message, "next-overdue-plan");
    assert!(matches!(at, Some(Path::Cell { table, column, .. }) if table == "plan" && column == "due"));
}

/// The columns of a paper that ask, of an entitlement written down yesterday.
fn paper_asks(set: &[(&str, Answer)]) -> Vec<String> {
    let named: Vec<(String, Answer)> = set
        .iter()
        .map(|(column, answer)| (format!("entitlements/identity_paper/{column}"), answer.clone()))
        .collect();
    let set: Vec<(&str, Answer)> =
        named.iter().map(|(path, answer)| (path.as_str(), answer.clone())).collect();
    let dues = Case::new().save("entitlement", 1, &set).header().dues;
    let column = |path: &Path| match path {
        Path::Cell { column, .. } => column.clone(),
        Path::Field(field) => field.clone(),
    };
    dues.iter().map(|due| column(&due.path)).collect()
}

#[test]
fn one_paper_has_one_row_and_a_renewal_belongs_to_its_present_end() {
    let state = |id: &str| ("state", choice(id));
    let granted = [state("granted"), on("granted_on", 300), on("valid_until", -40), on("renewal_start", 3)];
    assert_eq!(paper_asks(&granted), ["renewal_start"]);
    assert_eq!(paper_asks(&[state("granted"), on("valid_until", -40)]), ["valid_until"]);
    let renewing = [state("renewing"), on("valid_until", -40), on("renewal_start", 3)];
    assert_eq!(paper_asks(&renewing), ["valid_until"]);
    // It has run out: that presses more than that nobody began.
    let out = [state("granted"), on("valid_until", 1), on("renewal_start", 30)];
    assert_eq!(paper_asks(&out), ["valid_until"]);
    // Renewed, with a new end: whichever of the days was written down, the old beginning was met.
    for renewed in [on("granted_on", 2), on("applied_on", 2)] {
        let set = [state("granted"), renewed, on("valid_until", -180), on("renewal_start", 3)];
        assert_eq!(paper_asks(&set), ["valid_until"]);
    }
    let only_the_end =
        [state("granted"), on("granted_on", 300), on("valid_until", -363), on("renewal_start", 3)];
    assert_eq!(paper_asks(&only_the_end), ["valid_until"]);
}

#[test]
fn a_paper_of_the_intake_asks_until_it_was_taken_over() {
    let case = Case::new().save("intake", 9, &[("papers/passport/paper_valid", Answer::Date(day(-20)))]);
    assert_eq!(case.header().dues.len(), 1);
    let row = case.file.records[0].answers.rows("papers")[0].id.clone();
    let mut taken = case.clone().save(
        "entitlement",
        1,
        &[("entitlements/identity_paper/valid_until", Answer::Date(day(-20)))],
    );
    assert_eq!(taken.header().dues.len(), 2, "nobody knows that it is the same paper");
    let Some(Answer::Rows(rows)) = taken.file.records[0].answers.fields.get_mut("entitlements") else {
        panic!("no rows")
    };
    let own = rows.iter_mut().find(|row| row.cells.contains_key("valid_until")).unwrap();
    own.from = Some(format!("intake/papers/{row}"));
    let dues = taken.header().dues;
    assert_eq!(dues.iter().map(|due| due.form.as_str()).collect::<Vec<_>>(), ["entitlement"]);
}

/// A name is offered where another person is asked for only if it was written as one.
#[test]
fn whoever_stands_around_the_person_is_written_as_a_person() {
    let case = Case::new();
    let network = case.process.network().iter().filter(|source| source.side == crate::casework::Side::People);
    let named = network.map(|source| (source.form.as_str(), source.table.as_deref(), source.name.as_str()));
    for (form, table, name) in named.chain([("intake", Some("relatives"), "relative_name")]) {
        let form = case.form(form);
        let columns = &form.field(table.unwrap()).unwrap().columns;
        let column = columns.iter().find(|column| column.id == name).unwrap();
        assert_eq!(column.kind, crate::form::FieldType::Person, "{}.{name}", form.id);
    }
}
