//! Sections, folding and filters, without a screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use uuid::Uuid;

use super::day::{Day, Kind, Row, Thing};
use super::filter::{Filter, offered};
use crate::casework::Process;
use crate::form::{Answers, Library, Path};
use crate::record::{CaseFilter, CaseLine, Draft, Due, DueLine, HomeData};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn process() -> Process {
    Process::embedded(&Arc::new(Library::embedded())).0
}

/// A date of a case so many days from today.
fn due(case: u32, name: &str, ahead: i64) -> DueLine {
    let (form, field) = name.split_once('.').unwrap();
    let path = match field.split_once('.') {
        Some((table, column)) => Path::cell(table, "1", column),
        None => Path::field(field),
    };
    let record = Uuid::from_u128(u128::from(case) * 1000 + u128::from(ahead.unsigned_abs()));
    let due = Due::plain(record, form, path, today() + TimeDelta::days(ahead));
    DueLine {
        case: Uuid::from_u128(case.into()),
        number: case,
        name: String::new(),
        risk: case.is_multiple_of(2).then(|| "high".to_owned()),
        manager: (case == 1).then(|| "Ayşe K.".to_owned()),
        contact: Answers::default(),
        due: Due { step: Some("risk".to_owned()).filter(|_| form == "risk_analysis"), ..due },
    }
}

fn case(number: u32) -> CaseLine {
    CaseLine {
        id: Uuid::from_u128(number.into()),
        number,
        risk: (number.is_multiple_of(2)).then(|| "high".to_owned()),
        step: Some("planning".to_owned()),
        ..CaseLine::default()
    }
}

fn draft(number: u128) -> Draft {
    Draft {
        record: Uuid::from_u128(number),
        case: None,
        form: "intake".to_owned(),
        form_version: 1,
        base: 0,
        answers: Answers::default(),
        position: None,
        saved_at: today().and_hms_opt(9, 0, 0).unwrap().and_utc(),
    }
}

/// Each section as its name, how much it holds and how many rows it shows.
fn shown(day: &Day, process: &Process) -> Vec<String> {
    let name = |kind: Kind| match kind {
        Kind::Agenda(number) => process.agendas()[number].id.clone(),
        other => format!("{other:?}"),
    };
    let sections = day.sections.iter();
    sections
        .map(|section| format!("{} {}/{}", name(section.kind), section.rows.len(), section.total))
        .collect()
}

fn of(data: &HomeData, filter: Option<&Filter>, unfolded: &[Kind]) -> Day {
    Day::new(data, &process(), today(), filter, &unfolded.iter().copied().collect::<BTreeSet<_>>())
}

/// What the vault says of these cases and dates.
fn offered_by() -> BTreeSet<CaseFilter> {
    [
        CaseFilter::Risk(Some("high".to_owned())),
        CaseFilter::Risk(None),
        CaseFilter::Step("risk".to_owned()),
        CaseFilter::Step("planning".to_owned()),
        CaseFilter::Manager("Ayşe K.".to_owned()),
    ]
    .into()
}

/// A day with something of everything.
fn full() -> HomeData {
    let names = [
        ("contact.next_contact", -3),
        ("consent.valid_until", -1),
        ("referral.answer_by", 0),
        ("contact.next_contact", 5),
        ("referral.answer_by", 9),
        ("record_request.due_on", 9),
        ("risk_analysis.next_review", 9),
        ("consent.valid_until", 29),
        ("entitlement.entitlements.valid_until", 59),
        ("contact.next_contact", 90),
    ];
    let dues = names.iter().zip(1..).map(|((name, ahead), number)| due(number, name, *ahead)).collect();
    HomeData {
        dues,
        cases: (1..=9).map(case).collect(),
        recent: vec![case(3), case(7)],
        unfinished: vec![draft(1)],
        offered: offered_by(),
        ..HomeData::default()
    }
}

#[test]
fn everything_stands_in_one_section_and_the_day_comes_first() {
    let data = full();
    let day = of(&data, None, &[]);
    let expect = [
        "Unfinished 1/1",
        "Late 2/2",
        "Today 1/1",
        "Soon 1/1",
        "waiting 1/1",
        "owed 1/1",
        "risk 1/1",
        "consents 1/1",
        "papers 1/1",
        "Recent 2/2",
        "Cases 5/7",
    ];
    assert_eq!(shown(&day, &process()), expect);
    let numbers = day.sections.iter().flat_map(|section| &section.rows);
    let mut dues: Vec<usize> =
        numbers.filter_map(|row| if let Row::Due(number) = row { Some(*number) } else { None }).collect();
    dues.sort_unstable();
    // The contact in 90 days is nowhere yet, everything else once.
    assert_eq!(dues, (0..9).collect::<Vec<_>>());
}

#[test]
fn a_long_section_folds_and_unfolds() {
    let check = |count: u32, unfolded: &[Kind], expect: &str| {
        let data = HomeData {
            dues: (1..=count).map(|number| due(number, "contact.next_contact", -1)).collect(),
            ..HomeData::default()
        };
        let day = of(&data, None, unfolded);
        assert_eq!(shown(&day, &process()), [expect], "{count}");
        assert_eq!(day.lines.len(), day.stops.len() + 1, "one heading");
    };
    check(4, &[], "Late 4/4");
    check(5, &[], "Late 5/5");
    check(6, &[], "Late 5/6");
    check(400, &[], "Late 5/400");
    check(400, &[Kind::Late], "Late 400/400");
    check(400, &[Kind::Today], "Late 5/400");
    let data = HomeData { unfinished: (1..=3).map(draft).collect(), ..HomeData::default() };
    assert_eq!(of(&data, None, &[]).sections[0].rows, [Row::Unfinished(0), Row::More(2)]);
}

#[test]
fn tab_goes_from_section_to_section() {
    let day = of(&full(), None, &[]);
    let mut firsts = vec![0];
    while firsts.len() < day.sections.len() {
        firsts.push(day.next_section(*firsts.last().unwrap()));
    }
    assert_eq!(firsts, [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
    assert_eq!(day.next_section(12), 0, "round to the first");
    assert_eq!(day.next_section(15), 0);
    assert_eq!(day.previous_section(2), 1, "to the begin of this section first");
    assert_eq!(day.previous_section(1), 0);
    assert_eq!(day.previous_section(0), 12);
    assert_eq!(Day::default().next_section(0), 0);
    assert_eq!(Day::default().previous_section(0), 0);
}

#[test]
fn a_thing_is_found_again_wherever_it_moved() {
    let data = full();
    let day = of(&data, None, &[]);
    for cursor in 0..day.stops.len() {
        let thing = day.thing(cursor, &data).unwrap();
        assert_eq!(day.find(&thing, &data), Some(cursor), "{thing:?}");
    }
    let wanted = Thing::Due(data.dues[3].due.record, data.dues[3].due.path.clone());
    let mut later = full();
    later.dues.remove(0);
    assert_eq!(of(&later, None, &[]).find(&wanted, &later), Some(3));
    later.dues.remove(2);
    assert_eq!(of(&later, None, &[]).find(&wanted, &later), None);
}

#[test]
fn a_filter_leaves_what_it_names() {
    let data = full();
    let check = |filter: Filter, expect: &[&str]| {
        assert_eq!(shown(&of(&data, Some(&filter), &[]), &process()), expect, "{filter:?}");
    };
    let high = Some("high".to_owned());
    check(Filter::Risk(high), &["Late 1/1", "Soon 1/1", "owed 1/1", "consents 1/1", "Cases 4/4"]);
    check(Filter::Step("risk".to_owned()), &["risk 1/1"]);
    check(Filter::Step("planning".to_owned()), &["Recent 2/2", "Cases 5/7"]);
    check(Filter::Mine("Ayşe K.".to_owned()), &["Unfinished 1/1", "Late 1/1"]);
    check(Filter::Manager("Ayşe K.".to_owned()), &["Late 1/1"]);
    check(Filter::Manager("nobody".to_owned()), &[]);
}

#[test]
fn only_filters_that_leave_something_are_offered() {
    let levels = ["low", "medium", "high"].map(str::to_owned);
    let check = |data: &HomeData, worker: Option<&str>, expect: &[Filter]| {
        assert_eq!(offered(data, &process(), &levels, worker), expect);
    };
    let high = || Filter::Risk(Some("high".to_owned()));
    let steps = || ["risk", "planning"].map(|step| Filter::Step(step.to_owned()));
    let name = || "Ayşe K.".to_owned();
    let mut mine = vec![Filter::Mine(name()), high(), Filter::Risk(None)];
    mine.extend(steps());
    check(&full(), Some("Ayşe K."), &mine);
    let mut other = vec![high(), Filter::Risk(None)];
    other.extend(steps());
    other.push(Filter::Manager(name()));
    check(&full(), Some("Deniz"), &other);
    check(&HomeData::default(), Some("Deniz"), &[]);
}
