//! What each worker carries: cases by stage and risk, hours, and how many of them at night.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use uuid::Uuid;

use super::library;
use crate::casework::{Hours, Process, Workload, workloads};
use crate::form::{Answer, Answers, DiagnosticKind};
use crate::record::{CaseLine, OpenCases, Record};

/// Sunday 22 November 2026, at noon.
fn now() -> DateTime<FixedOffset> {
    FixedOffset::east_opt(3 * 3600).unwrap().with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap()
}

fn case(author: &str, stage: &str, risk: Option<&str>) -> CaseLine {
    CaseLine {
        author: author.to_owned(),
        stage: stage.to_owned(),
        risk: risk.map(str::to_owned),
        ..CaseLine::default()
    }
}

fn contact(author: &str, day: u32, began: Option<(u32, u32)>, minutes: &[(&str, f64)]) -> Record {
    let date = Answer::Date(NaiveDate::from_ymd_opt(2026, 11, day).unwrap());
    let time = began.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).map(Answer::Time);
    let mut fields = vec![("contact_on".to_owned(), date)];
    fields.extend(time.map(|time| ("contact_time".to_owned(), time)));
    fields.extend(minutes.iter().map(|(id, minutes)| ((*id).to_owned(), Answer::Number(*minutes))));
    Record {
        id: Uuid::nil(),
        case: None,
        form: "contact".to_owned(),
        form_version: 1,
        revision: 1,
        author: author.to_owned(),
        created_at: now().to_utc(),
        saved_at: now().to_utc(),
        answers: Answers { fields: fields.into_iter().collect(), ..Answers::default() },
    }
}

fn loads(cases: &[CaseLine], contacts: &[Record]) -> Vec<Workload> {
    let process = Process::embedded(&library()).0;
    let open = cases.iter().filter(|case| !case.closed).map(|case| OpenCases {
        worker: case.manager.as_ref().unwrap_or(&case.author).clone(),
        stage: case.stage.clone(),
        risk: case.risk.clone(),
        cases: 1,
    });
    let spent: Vec<_> =
        contacts.iter().filter_map(|contact| Some((process.workload().spent(contact)?, 1))).collect();
    workloads(process.workload(), &open.collect::<Vec<_>>(), &spent, now())
}

#[test]
fn open_cases_weigh_by_stage_and_risk_for_whoever_manages_them() {
    let managed = CaseLine { manager: Some("Mira".to_owned()), ..case("Ada", "outreach", Some("low")) };
    let closed = CaseLine { closed: true, ..case("Ada", "crisis_response", Some("extreme")) };
    let cases = [
        case("Ada", "outreach", Some("medium")),
        case("Ada", "crisis_response", Some("high")),
        case("Ada", "crisis_response", None),
        managed,
        closed,
    ];
    let [ada, mira] = &loads(&cases, &[])[..] else { panic!("two workers") };
    assert_eq!((ada.worker.as_str(), ada.open, ada.unjudged), ("Ada", 3, 1));
    assert_eq!(ada.weight, 1.5 + 3.0 + 2.0);
    assert_eq!(ada.stages, [("crisis_response".to_owned(), 2), ("outreach".to_owned(), 1)]);
    assert_eq!(ada.risks, [("high".to_owned(), 1), ("medium".to_owned(), 1)]);
    assert_eq!((mira.worker.as_str(), mira.open, mira.weight), ("Mira", 1, 1.0));
    assert_eq!(loads(&[], &[]), []);
}

#[test]
fn hours_are_those_of_seven_and_thirty_days() {
    let hour = [("duration", 60.0)];
    let contacts = [
        contact("Ada", 19, Some((10, 0)), &hour),
        contact("Ada", 16, Some((10, 0)), &hour),
        contact("Ada", 13, Some((10, 0)), &hour),
        contact("Ada", 18, Some((10, 0)), &[]),
        // Tomorrow has not been worked yet.
        contact("Ada", 23, Some((10, 0)), &hour),
        contact("Mira", 20, Some((10, 0)), &[("duration", 20.0), ("travel_time", 70.0)]),
    ];
    let [ada, mira] = &loads(&[], &contacts)[..] else { panic!("two workers") };
    assert_eq!(ada.week, Hours { contacts: 3, minutes: 120, outside: 0, unknown: 1 });
    assert_eq!(ada.month, Hours { contacts: 4, minutes: 180, outside: 0, unknown: 1 });
    assert_eq!(mira.week.minutes, 90);
}

#[test]
fn nights_weekends_and_what_is_marked_are_outside() {
    let check = |contact: Record, expect| assert_eq!(loads(&[], &[contact])[0].week.outside, expect);
    let minutes = |minutes| [("duration", minutes)];
    check(contact("A", 19, Some((21, 30)), &minutes(60.0)), 30);
    check(contact("A", 19, Some((5, 0)), &minutes(90.0)), 60);
    check(contact("A", 19, Some((3, 0)), &minutes(40.0)), 40);
    check(contact("A", 19, Some((14, 0)), &minutes(40.0)), 0);
    check(contact("A", 19, None, &minutes(40.0)), 0);
    // Saturday; and from Friday evening into it.
    check(contact("A", 21, None, &minutes(40.0)), 40);
    check(contact("A", 20, Some((21, 0)), &minutes(240.0)), 180);
    let mut marked = contact("A", 19, Some((14, 0)), &minutes(40.0));
    marked.answers.fields.insert("night_work".to_owned(), Answer::Choice("yes".to_owned()));
    check(marked, 40);
    // A slip of the finger is no month.
    let slip = contact("A", 19, Some((14, 0)), &minutes(1e12));
    assert_eq!(loads(&[], &[slip])[0].week.minutes, 7 * 24 * 60);
}

#[test]
fn mistakes_in_the_rules_have_a_place() {
    let text = r#"
[[stage]]
id = "outreach"
reached = "true()"

[workload]
stages = { outreach = 1, outraech = 2 }
risks = { high = "much" }
form = "contact"
day = "contact_no"
night = ["22", "6"]
colour = "red"
"#;
    let (process, mistakes) = Process::from_text(text, "process.toml", &library());
    let seen: Vec<usize> = mistakes.iter().map(|mistake| mistake.line).collect();
    assert_eq!(seen, [11, 7, 8, 10, 12], "{mistakes:#?}");
    assert!(
        matches!(&mistakes[1].kind, DiagnosticKind::UnknownValue { near: Some(near), .. } if near == "outreach")
    );
    assert_eq!(process.workload().stages, [("outreach".to_owned(), 1.0)]);
}
