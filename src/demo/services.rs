//! The directory of services of the demonstration: invented organisations, of the kinds that a worker
//! refers to. Their names stand in the plans and referrals of the invented people too.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime};

use super::random::Random;
use super::writer::{choice, choices, number};
use super::{Invented, Words};
use crate::form::{Answer, Entry, Library, Path};

/// The form of an entry of the directory.
const FORM: &str = "service";

/// One organisation; its words are the messages `demo-service-<id>-…`.
struct Service {
    id: &'static str,
    kind: &'static str,
    areas: &'static [&'static str],
    languages: &'static [&'static str],
    for_whom: &'static [&'static str],
    phone: &'static str,
    cost: &'static str,
    waiting_days: i64,
    /// What else is known: fields with the ids of their choices.
    known: &'static [(&'static str, &'static str)],
    limit_months: Option<i64>,
    /// Days from today until the protocol ends.
    protocol: Option<i64>,
    /// Days from today until the details are to be checked again.
    check_again: i64,
}

const SERVICES: [Service; 6] = [
    Service {
        id: "shelter",
        kind: "ngo",
        areas: &["physical_care", "security"],
        languages: &["tr", "ro", "ru"],
        for_whom: &["women", "parents"],
        phone: "000 100 10",
        cost: "free",
        waiting_days: 3,
        known: &[
            ("address_secret", "yes"),
            ("night", "yes"),
            ("interpreter", "yes"),
            ("staff_sex", "women"),
            ("without_papers", "yes"),
            ("police_condition", "no"),
            ("knows_trafficking", "yes"),
        ],
        limit_months: Some(6),
        protocol: Some(21),
        check_again: 40,
    },
    Service {
        id: "clinic",
        kind: "health",
        areas: &["healthcare", "psychosocial"],
        languages: &["tr", "en", "ar"],
        for_whom: &["women", "men", "other_genders", "children"],
        phone: "000 100 20",
        cost: "insurance",
        waiting_days: 10,
        known: &[
            ("night", "no"),
            ("interpreter", "yes"),
            ("staff_sex", "on_request"),
            ("without_papers", "yes"),
            ("police_condition", "no"),
            ("knows_trafficking", "yes"),
        ],
        limit_months: None,
        protocol: Some(200),
        check_again: -5,
    },
    Service {
        id: "legal_aid",
        kind: "legal",
        areas: &["legal", "information"],
        languages: &["tr", "ro", "en"],
        for_whom: &["women", "men", "other_genders"],
        phone: "000 100 30",
        cost: "free",
        waiting_days: 14,
        known: &[
            ("night", "no"),
            ("interpreter", "no"),
            ("staff_sex", "on_request"),
            ("without_papers", "yes"),
            ("police_condition", "no"),
        ],
        limit_months: None,
        protocol: None,
        check_again: 75,
    },
    Service {
        id: "interpreters",
        kind: "business",
        areas: &["interpreting"],
        languages: &["ku", "ar", "fa", "uk", "vi"],
        for_whom: &["women", "men", "other_genders", "children"],
        phone: "000 100 40",
        cost: "partly",
        waiting_days: 1,
        known: &[("night", "yes"), ("staff_sex", "on_request"), ("without_papers", "yes")],
        limit_months: None,
        protocol: None,
        check_again: 120,
    },
    Service {
        id: "training",
        kind: "school",
        areas: &["education", "work", "integration"],
        languages: &["tr", "en"],
        for_whom: &["women", "men", "disability"],
        phone: "000 100 50",
        cost: "partly",
        waiting_days: 30,
        known: &[
            ("night", "no"),
            ("interpreter", "no"),
            ("staff_sex", "not_known"),
            ("without_papers", "no"),
            ("police_condition", "no"),
        ],
        limit_months: Some(9),
        protocol: None,
        check_again: 60,
    },
    Service {
        id: "child_protection",
        kind: "local_government",
        areas: &["security", "family", "physical_care"],
        languages: &["tr", "ro"],
        for_whom: &["children"],
        phone: "000 100 60",
        cost: "free",
        waiting_days: 0,
        known: &[
            ("night", "yes"),
            ("interpreter", "yes"),
            ("staff_sex", "on_request"),
            ("without_papers", "yes"),
            ("police_condition", "no"),
            ("knows_trafficking", "no"),
        ],
        limit_months: None,
        protocol: Some(330),
        check_again: 90,
    },
];

/// The entries of the directory, written down some weeks ago.
pub(super) fn services(
    library: &Arc<Library>,
    words: Words<'_>,
    seed: u64,
    now: NaiveDateTime,
) -> Vec<Invented> {
    let mut random = Random::new(seed ^ 0x5E27_1CE5);
    let entries = SERVICES.iter().enumerate().filter_map(|(number, service)| {
        let at = now - Duration::days(60) + Duration::minutes(12 * i64::try_from(number).unwrap_or(0));
        write(service, library, words, &mut random, at, now)
    });
    entries.collect()
}

fn write(
    service: &Service,
    library: &Arc<Library>,
    words: Words<'_>,
    random: &mut Random,
    at: NaiveDateTime,
    now: NaiveDateTime,
) -> Option<Invented> {
    let form = library.form(FORM)?;
    let mut entry = Entry::start(library, &form, at);
    fill_in(service, words, &mut entry, at, now);
    let millis = u64::try_from(at.and_utc().timestamp_millis()).unwrap_or_default();
    Some(Invented {
        record: uuid::Builder::from_unix_timestamp_millis(millis, &random.bytes()).into_uuid(),
        form: form.id.clone(),
        form_version: form.version,
        base: 0,
        answers: entry.to_save(),
        at,
        draft: false,
    })
}

fn fill_in(service: &Service, words: Words<'_>, entry: &mut Entry, at: NaiveDateTime, now: NaiveDateTime) {
    let mut set = |field: &str, answer: Answer| entry.set(&Path::field(field), Some(answer));
    let said = |what: &str| Answer::Text(words(&format!("demo-service-{}-{what}", service.id)));
    for (field, what) in [
        ("organisation", "name"),
        ("offer", "offer"),
        ("contact_person", "contact"),
        ("hours", "hours"),
        ("street", "street"),
        ("eligibility", "eligibility"),
    ] {
        set(field, said(what));
    }
    for (field, ids) in
        [("areas", service.areas), ("languages", service.languages), ("for_whom", service.for_whom)]
    {
        set(field, choices(ids));
    }
    set("organisation_kind", choice(service.kind));
    set("phone", Answer::Text(service.phone.to_owned()));
    set("city", Answer::Text(words("demo-city")));
    set("cost", choice(service.cost));
    set("waiting_days", number(service.waiting_days));
    set("waiting_as_of", Answer::Date(at.date()));
    for (field, id) in service.known {
        set(field, choice(id));
    }
    if let Some(months) = service.limit_months {
        set("limit_months", number(months));
    }
    let in_days = |days: i64| Answer::Date(now.date() + Duration::days(days));
    set("protocol", choice(if service.protocol.is_some() { "yes" } else { "no" }));
    if let Some(days) = service.protocol {
        set("protocol_until", in_days(days));
    }
    set("check_again", in_days(service.check_again));
}
