//! Consent that is checked: what leaves a case, and which consent covers it (rule C2 of the sources:
//! recipient, purpose, information, not expired, not withdrawn; an emergency to save a life is recorded
//! as such). Which forms let something leave, and how a consent is read, is data of the process.

use chrono::{Local, NaiveDate};

use super::leaving::leavings;
use super::process::Process;
use crate::form::expr::Condition;
use crate::form::{Answer, Answers, Entry, Library};
use crate::locale::fold;
use crate::record::{CaseFile, Moment, Record, RecordId};

/// The ids of the decision on a consent; the reader of the process refuses a form without them.
pub(super) const DECISIONS: [&str; 3] = ["given", "refused", "withdrawn"];

/// One way by which something leaves a case: `[[share]]` in `process.toml`. All names are those of
/// fields of `form`.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    pub form: String,
    /// Over the form's own answers: with this save something leaves. None where the rows say it.
    pub when: Option<Condition>,
    /// Seen from a row of the recipients' table: with this row something leaves. Purpose and date are
    /// columns of that table then.
    pub rows: Option<Condition>,
    /// The first of them that is answered names who receives it; of a column, all its cells do.
    pub recipient: Vec<String>,
    pub information: Option<String>,
    /// What leaves in any case, as ids of the same list.
    pub always: Vec<String>,
    pub purpose: Option<String>,
    pub date: Option<String>,
    pub emergency: Option<String>,
    /// The scope that a consent must have.
    pub scope: String,
    /// Where the record notes the consent: its name, its day, its last day.
    pub note: [Option<String>; 3],
}

/// How a consent is read: `[consent]` in `process.toml`. All names are those of fields of `form`.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentRules {
    pub form: String,
    pub scope: String,
    pub information: String,
    pub recipient: String,
    pub purpose: String,
    pub state: String,
    pub date: String,
    pub until: String,
    pub withdrawn_on: String,
    /// Information that names nobody and needs no consent.
    pub free: Vec<String>,
    /// The scope that lets a case be counted.
    pub count: Option<String>,
    /// Who must be told of a withdrawal.
    pub tell: Option<Tell>,
}

/// The table of those who must be told of a withdrawal, and its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Tell {
    pub table: String,
    pub recipient: String,
    pub information: String,
    pub shared_on: String,
    /// The day on which it was told; such a row stays.
    pub told: String,
}

/// Something that leaves the case with a record, or would.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaving {
    pub scope: String,
    /// As it was written; empty when nobody was named yet.
    pub recipient: String,
    /// Nobody is to be named: the scope alone decides.
    pub no_recipient: bool,
    /// Ids of the kinds of information that need a consent.
    pub information: Vec<String>,
    pub purpose: String,
    pub on: Option<NaiveDate>,
    pub emergency: bool,
    /// It leaves with this save; until then it is only being prepared.
    pub leaves: bool,
    /// Where it is said what leaves and to whom, and where an emergency is recorded.
    pub fields: Vec<String>,
    pub emergency_field: Option<String>,
    /// See `Share::note`.
    pub note: [Option<String>; 3],
}

/// The consent that was found for something that leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    pub record: RecordId,
    pub on: NaiveDate,
    pub until: Option<NaiveDate>,
    pub purpose: String,
}

/// Why something is not covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nobody is named who receives it.
    NoRecipient,
    /// There is no consent for this recipient and scope.
    NoConsent,
    /// The survivor refused on this day.
    Refused(NaiveDate),
    Withdrawn(NaiveDate),
    /// It was valid until this day.
    Expired(NaiveDate),
    /// It was given only on this day, later than the sharing.
    Later(NaiveDate),
    /// It does not hold all the information.
    Lacks,
}

/// What covers something that leaves, and what is not covered.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Also when it does not hold all the information.
    pub by: Option<Cover>,
    /// Ids of the kinds of information that no consent covers.
    pub missing: Vec<String>,
    /// None when everything is covered.
    pub why: Option<Why>,
}

/// Something that was shared under a consent.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    pub record: RecordId,
    pub form: String,
    pub recipient: String,
    pub information: Vec<String>,
    pub on: NaiveDate,
}

/// One consent as far as it decides on sharing.
#[derive(Debug, Clone)]
struct Consent {
    record: RecordId,
    scope: String,
    recipient: String,
    information: Vec<String>,
    purpose: String,
    on: NaiveDate,
    until: Option<NaiveDate>,
    /// The day of the withdrawal.
    withdrawn: Option<NaiveDate>,
    refused: bool,
    saved_at: Moment,
}

impl ConsentRules {
    /// The fields that are the same when a consent that has ended is asked for again.
    pub fn asked_again(&self) -> [&str; 4] {
        [&self.scope, &self.recipient, &self.information, &self.purpose].map(String::as_str)
    }
}

impl Coverage {
    /// Whether it may leave.
    pub fn is_whole(&self) -> bool {
        self.why.is_none()
    }
}

/// Which consent of the case covers it; `today` counts where it has no date yet.
pub fn coverage(process: &Process, leaving: &Leaving, file: &CaseFile, today: NaiveDate) -> Coverage {
    covered_by(&consents(process, file), leaving, leaving.on.unwrap_or(today))
}

/// Whether what a consent was given for was decided anew: there is a newer decision of the same scope and
/// recipient, whatever it says. The last day of the older one asks for nothing more then.
pub(super) fn decided_anew(process: &Process, file: &CaseFile, record: &Record) -> bool {
    let read = |rules| Consent::read(rules, record);
    let Some(own) = process.consent.as_ref().and_then(read) else { return false };
    let newness = |consent: &Consent| (consent.on, consent.saved_at, consent.record);
    consents(process, file).iter().any(|other| {
        other.scope == own.scope
            && fold(&other.recipient) == fold(&own.recipient)
            && newness(other) > newness(&own)
    })
}

/// A consent of a scope and recipient that was begun and waits for its decision.
pub fn undecided(rules: &ConsentRules, file: &CaseFile, scope: &str, recipient: &str) -> Option<RecordId> {
    let drafts = file.drafts.iter().map(|draft| (&draft.form, draft.record, &draft.answers));
    let saved = file.records.iter().map(|record| (&record.form, record.id, &record.answers));
    let waits = |(form, _, answers): &(&String, RecordId, &Answers)| {
        let known = answers.text(&rules.recipient).unwrap_or_default();
        **form == rules.form
            && answers.choice(&rules.state).is_none()
            && answers.choice(&rules.scope) == Some(scope)
            && fold(known.trim()) == fold(recipient.trim())
    };
    drafts.chain(saved).find(waits).map(|(_, record, _)| record)
}

/// What was shared under a consent before its withdrawal, the oldest first: whoever received it must be
/// told. What was told without a consent, to save a life, is not among it.
pub fn shared_under(
    process: &Process,
    library: &std::sync::Arc<Library>,
    consent: &Record,
    file: &CaseFile,
) -> Vec<Shared> {
    let mut known = consents(process, file);
    known.retain(|other| other.record != consent.id);
    let Some(mut own) = process.consent.as_ref().and_then(|rules| Consent::read(rules, consent)) else {
        return Vec::new();
    };
    let Some(end) = own.withdrawn.take() else { return Vec::new() };
    known.push(own);
    let mut shared = Vec::new();
    for record in file.records.iter().filter(|record| record.id != consent.id) {
        let Some(form) = library.form(&record.form) else { continue };
        let day = local_day(record.saved_at);
        let entry = Entry::open(library, &form, record.answers.clone(), day.and_time(chrono::NaiveTime::MIN));
        for leaving in leavings(process, &entry).into_iter().filter(|one| one.leaves && !one.emergency) {
            let on = leaving.on.unwrap_or(day);
            let by = covered_by(&known, &leaving, on).by;
            if on <= end && by.is_some_and(|by| by.record == consent.id) {
                let Leaving { recipient, information, .. } = leaving;
                shared.push(Shared {
                    record: record.id,
                    form: record.form.clone(),
                    recipient,
                    information,
                    on,
                });
            }
        }
    }
    shared.sort_by(|a, b| (a.on, &a.recipient).cmp(&(b.on, &b.recipient)));
    shared
}

/// Whether the case may be counted in figures that leave the organisation: a consent to statistics that
/// was given, has not ended and was not taken back.
pub fn may_count(process: &Process, file: &CaseFile, today: NaiveDate) -> bool {
    let Some(scope) = process.consent.as_ref().and_then(|rules| rules.count.clone()) else { return false };
    let leaving = Leaving { scope, no_recipient: true, ..Leaving::empty() };
    coverage(process, &leaving, file, today).is_whole()
}

fn local_day(moment: Moment) -> NaiveDate {
    moment.with_timezone(&Local).date_naive()
}

/// All consents of a case, the newest first.
fn consents(process: &Process, file: &CaseFile) -> Vec<Consent> {
    let Some(rules) = &process.consent else { return Vec::new() };
    let records = file.records.iter().filter(|record| record.form == rules.form);
    records.filter_map(|record| Consent::read(rules, record)).collect()
}

impl Consent {
    fn read(rules: &ConsentRules, record: &Record) -> Option<Self> {
        let answers = &record.answers;
        let saved = local_day(record.saved_at);
        let state = answers.choice(&rules.state)?;
        let text = |id: &str| answers.text(id).map(str::trim).unwrap_or_default().to_owned();
        Some(Self {
            record: record.id,
            scope: answers.choice(&rules.scope)?.to_owned(),
            recipient: text(&rules.recipient),
            information: match answers.fields.get(&rules.information) {
                Some(Answer::Choices(ids)) => ids.clone(),
                _ => Vec::new(),
            },
            purpose: text(&rules.purpose),
            on: answers.date(&rules.date).unwrap_or(local_day(record.created_at)),
            until: answers.date(&rules.until),
            // A withdrawal without a day holds from the day on which it was written down.
            withdrawn: (state == DECISIONS[2]).then(|| answers.date(&rules.withdrawn_on).unwrap_or(saved)),
            refused: state == DECISIONS[1],
            saved_at: record.saved_at,
        })
    }

    fn is_for(&self, leaving: &Leaving) -> bool {
        let recipient = leaving.no_recipient || fold(&self.recipient) == fold(&leaving.recipient);
        self.scope == leaving.scope && recipient
    }

    /// What it covers of what is still missing, together with what newer ones cover. It is known by the
    /// newest, and ends when the first of them does.
    fn added_to(&self, newer: Option<Coverage>, missing: Vec<String>) -> Coverage {
        let before = missing.len();
        let missing: Vec<String> = missing.into_iter().filter(|id| !self.information.contains(id)).collect();
        let own =
            Cover { record: self.record, on: self.on, until: self.until, purpose: self.purpose.clone() };
        let by = match newer.and_then(|newer| newer.by) {
            Some(by) if missing.len() == before => by,
            Some(by) => Cover { until: [by.until, self.until].into_iter().flatten().min(), ..by },
            None => own,
        };
        let why = (!missing.is_empty()).then_some(Why::Lacks);
        Coverage { by: Some(by), missing, why }
    }

    /// A refusal that says nothing of the information is about all of it.
    fn refuses(&self, wanted: &[String]) -> bool {
        let all = self.information.is_empty() || wanted.is_empty();
        self.refused && (all || wanted.iter().any(|id| self.information.contains(id)))
    }
}

/// The newest decisions that speak of it. Consents for different purposes stand beside each other and are
/// taken together; for one purpose the newest counts. One that has ended gives way to an older one that has
/// not; a refusal and a withdrawal do not.
fn covered_by(consents: &[Consent], leaving: &Leaving, date: NaiveDate) -> Coverage {
    let wanted = &leaving.information;
    let not = |why: Why| Coverage { by: None, missing: wanted.clone(), why: Some(why) };
    if leaving.recipient.is_empty() && !leaving.no_recipient {
        return not(Why::NoRecipient);
    }
    let mut fitting: Vec<&Consent> = consents.iter().filter(|consent| consent.is_for(leaving)).collect();
    fitting.sort_by_key(|consent| std::cmp::Reverse((consent.on, consent.saved_at, consent.record)));
    let none = match fitting.iter().filter(|consent| !consent.refused).map(|consent| consent.on).min() {
        Some(first) if first > date => Why::Later(first),
        _ => Why::NoConsent,
    };
    let mut ended = None;
    let mut found: Option<Coverage> = None;
    let mut purposes: Vec<String> = Vec::new();
    for consent in fitting.into_iter().filter(|consent| consent.on <= date) {
        let missing = found.as_ref().map_or(wanted, |found| &found.missing).clone();
        let stop = |why: Why| match found.clone() {
            Some(found) => Coverage { why: Some(why), ..found },
            None => not(why),
        };
        if consent.refused {
            if consent.refuses(&missing) {
                return stop(Why::Refused(consent.on));
            }
            continue;
        }
        let purpose = fold(&consent.purpose);
        if purposes.contains(&purpose) {
            continue;
        }
        purposes.push(purpose);
        if let Some(end) = consent.withdrawn.filter(|end| *end <= date) {
            return stop(Why::Withdrawn(end));
        }
        if let Some(until) = consent.until.filter(|until| *until < date) {
            purposes.pop();
            ended = ended.or(Some(Why::Expired(until)));
            continue;
        }
        found = Some(consent.added_to(found.take(), missing));
        if found.as_ref().is_some_and(Coverage::is_whole) {
            break;
        }
    }
    found.unwrap_or_else(|| not(ended.unwrap_or(none)))
}
