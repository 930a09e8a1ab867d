//! Many cases at once. A vault as full as that of an organisation after many years is not told story by
//! story: some hundred short cases are filled in through the engine like all others, and the rest are the
//! same with other names. Each is saved whole, with its header, many in one transaction.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime};

use crate::form::{Answer, Library};
use crate::record::{CaseFile, CaseLine, Header, Record, RecordId};
use crate::store::{SaveRecord, Vault, VaultError, WholeCase};

use super::people::People;
use super::random::Random;
use super::writer::Writer;
use super::{Invented, Words, intake, moment, save_record};

/// On how many days the short cases began.
const DAYS: usize = 60;

/// What a short case consists of, in the order of how common it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    /// The urgent level, if it was judged.
    risk: Option<&'static str>,
    consent: bool,
    contacts: i64,
    closed: bool,
    /// In how many of a hundred cases.
    share: usize,
}

const KINDS: [Kind; 8] = [
    Kind { risk: Some("low"), consent: false, contacts: 2, closed: true, share: 30 },
    Kind { risk: Some("medium"), consent: true, contacts: 2, closed: false, share: 20 },
    Kind { risk: Some("medium"), consent: true, contacts: 1, closed: true, share: 18 },
    Kind { risk: Some("high"), consent: true, contacts: 3, closed: false, share: 12 },
    Kind { risk: None, consent: false, contacts: 1, closed: false, share: 8 },
    Kind { risk: Some("low"), consent: true, contacts: 2, closed: false, share: 6 },
    Kind { risk: Some("high"), consent: true, contacts: 1, closed: true, share: 4 },
    Kind { risk: Some("extreme"), consent: true, contacts: 2, closed: false, share: 2 },
];

/// A short case whose names are replaced, with the header that the rules give it.
struct Pattern {
    records: Vec<Invented>,
    header: Header,
    first_name: String,
    surname: String,
}

/// Adds cases to a vault, `from` being how many it has; `progress` hears how many there are then.
///
/// # Errors
/// Those of `Vault::save_whole`; what was saved before stays.
pub(super) fn join(
    vault: &mut Vault,
    library: &Arc<Library>,
    words: Words<'_>,
    (from, to): (usize, usize),
    seed: u64,
    now: NaiveDateTime,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(), VaultError> {
    let people = People::read();
    let patterns = patterns(vault, library, words, &people, seed, now);
    let mut random = Random::new(seed ^ 0xC0_FFEE);
    if from == to {
        return Ok(());
    }
    let cases = (from..to).filter_map(|_| another(&patterns, &people, &mut random));
    vault.save_whole(cases, moment(now), &mut |written| progress(from + written, to))
}

/// A short case of each kind for each of the days.
fn patterns(
    vault: &Vault,
    library: &Arc<Library>,
    words: Words<'_>,
    people: &People,
    seed: u64,
    now: NaiveDateTime,
) -> Vec<Vec<Pattern>> {
    let pattern = |kind: Kind, number: usize| {
        let mut random = Random::new(seed ^ (number as u64 + 7).wrapping_mul(0x9E6C_63D0_876A_68DE));
        let mut person = people.person(number, &mut random)?;
        person.story.minor = false;
        // The names in a pattern are no part of any other word.
        (person.first_name, person.surname) = ("Qfirstq".to_owned(), "Qsurnameq".to_owned());
        person.story.began = if kind.closed { random.between(60, 1500) } else { random.between(2, 400) };
        let mut writer =
            Writer { library, words, person: &person, random, now, records: Vec::new(), sequence: 0 };
        write(&mut writer, kind);
        let records = writer.in_order();
        let header = vault.header_of(&file(&records, &vault.worker().name), now.date());
        Some(Pattern { records, header, first_name: person.first_name, surname: person.surname })
    };
    let of_kind = |(at, kind): (usize, &Kind)| {
        (0..DAYS).filter_map(|day| pattern(*kind, at * DAYS + day)).collect::<Vec<_>>()
    };
    KINDS.iter().enumerate().map(of_kind).filter(|of_kind| !of_kind.is_empty()).collect()
}

fn write(writer: &mut Writer<'_>, kind: Kind) {
    let began = writer.person.story.began;
    intake::first_words(writer, began);
    if let Some(level) = kind.risk
        && let Some(mut sheet) = writer.sheet("early_risk", began - 1)
    {
        sheet.pick("urgent_level", level).say("urgent_reason", "demo-urgent-reason");
        writer.save(sheet);
    }
    if kind.consent {
        consent(writer, began - 1);
    }
    for number in (0..kind.contacts).rev() {
        contact(writer, began * number / (kind.contacts + 1), number == 0 && !kind.closed);
    }
    if kind.closed
        && let Some(mut sheet) = writer.sheet("closure", began / 8)
    {
        let day = sheet.day();
        sheet.pick("reason", "goals_reached").date("closed_on", day).pick("status_after", "closed");
        writer.save(sheet);
    }
}

fn consent(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.sheet("consent", days_ago) else { return };
    let day = sheet.day();
    sheet.pick("scope", "interview").pick("state", "given").date("consent_date", day);
    sheet.date("valid_until", day + Duration::days(365));
    writer.save(sheet);
}

fn contact(writer: &mut Writer<'_>, days_ago: i64, last: bool) {
    let days_ago = if last { writer.random.between(0, 40) } else { days_ago };
    let Some(mut sheet) = writer.sheet("contact", days_ago) else { return };
    let day = sheet.day();
    sheet.date("contact_on", day).pick("contact_kind", "call_out").say("about", "demo-contact-phone");
    if last {
        sheet.date("next_contact", day + Duration::days(writer.random.between(2, 60)));
    }
    writer.save(sheet);
}

/// Somebody else with the case of a pattern.
fn another(patterns: &[Vec<Pattern>], people: &People, random: &mut Random) -> Option<WholeCase> {
    let mut at = random.below(KINDS.iter().map(|kind| kind.share).sum());
    let kind = KINDS.iter().position(|kind| {
        let here = at < kind.share;
        at = at.saturating_sub(kind.share);
        here
    })?;
    let of_kind = patterns.get(kind)?;
    let pattern = of_kind.get(random.below(of_kind.len()))?;
    let (first_name, surname) = people.name(random);
    let named =
        |text: &str| text.replace(&pattern.first_name, &first_name).replace(&pattern.surname, &surname);
    let mut header = pattern.header.clone();
    (header.name, header.searchable) = (named(&header.name), named(&header.searchable));
    let mut records = Vec::with_capacity(pattern.records.len());
    for invented in &pattern.records {
        let record = id(invented.at, random);
        let dues = header.dues.iter_mut().map(|due| &mut due.record);
        let of_record = dues.chain(header.spent.iter_mut().map(|spent| &mut spent.record));
        of_record.filter(|of| **of == invented.record).for_each(|of| *of = record);
        let mut save = SaveRecord { record, ..save_record(invented, None) };
        for answer in save.answers.fields.values_mut() {
            if let Answer::Text(text) = answer
                && (*text == pattern.first_name || *text == pattern.surname)
            {
                *text = named(text);
            }
        }
        records.push((save, moment(invented.at)));
    }
    Some(WholeCase { records, header })
}

fn id(at: NaiveDateTime, random: &mut Random) -> RecordId {
    let millis = u64::try_from(at.and_utc().timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random.bytes()).into_uuid()
}

/// The case as the vault will have it, newest first.
fn file(records: &[Invented], author: &str) -> CaseFile {
    let record = |invented: &Invented| Record {
        id: invented.record,
        case: None,
        form: invented.form.clone(),
        form_version: invented.form_version,
        revision: 1,
        author: author.to_owned(),
        created_at: moment(invented.at),
        saved_at: moment(invented.at),
        answers: invented.answers.clone(),
    };
    let line = CaseLine {
        opened_at: records.first().map(|first| moment(first.at)).unwrap_or_default(),
        ..CaseLine::default()
    };
    CaseFile { line, records: records.iter().rev().map(record).collect(), ..CaseFile::default() }
}
