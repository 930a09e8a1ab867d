//! What referrals to a service have come to, over all cases and without naming one: how many were sent,
//! what was answered and how long it took, what came of them. A service is known by its name, however
//! its letters are written.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::form::Answers;
use crate::locale::fold;
use crate::record::Record;

/// The form whose records are counted.
pub const REFERRAL: &str = "referral";

/// States in which the service has answered.
const ANSWERED: [&str; 5] = ["accepted", "declined", "waiting", "in_progress", "completed"];
/// States in which it has said yes.
const ACCEPTED: [&str; 3] = ["accepted", "in_progress", "completed"];

/// What is known of one service from its referrals; those that were never sent are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Experience {
    pub sent: usize,
    pub answered: usize,
    pub accepted: usize,
    pub declined: usize,
    /// Sent, and not answered yet; those that were withdrawn meanwhile are not waited for.
    pub open: usize,
    /// Choices of `declined_reason`, the most frequent first, with how often.
    pub reasons: Vec<(String, usize)>,
    /// Days from sending to the answer.
    pub answer: Option<Middle>,
    /// Days from sending until help began.
    pub start: Option<Middle>,
    /// Choices of `outcome`, the most frequent first, with how often.
    pub outcomes: Vec<(String, usize)>,
    /// When the first of them was sent.
    pub since: Option<NaiveDate>,
}

/// The middle of several waits: half of them were shorter or as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Middle {
    pub days: i64,
    /// From how many referrals.
    pub of: usize,
}

/// The experience with every service that anybody was referred to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Experiences {
    by_name: BTreeMap<String, Experience>,
}

/// Experience that is still being counted, one referral after the other: of each only numbers are kept.
#[derive(Debug, Default)]
pub struct Counting {
    by_name: BTreeMap<String, Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    known: Experience,
    reasons: BTreeMap<String, usize>,
    outcomes: BTreeMap<String, usize>,
    /// Days from sending to the answer, and until help began.
    answers: Vec<i64>,
    starts: Vec<i64>,
}

impl Counting {
    /// Counts the newest revision of a referral, of whatever case.
    pub fn add(&mut self, referral: &Record) {
        let answers = &referral.answers;
        let name = key(answers.text("service").unwrap_or_default());
        if was_sent(answers) && !name.is_empty() {
            self.by_name.entry(name).or_default().add(answers);
        }
    }

    /// What it has come to.
    pub fn finish(self) -> Experiences {
        let by_name = self.by_name.into_iter().map(|(name, counts)| (name, counts.finish()));
        Experiences { by_name: by_name.collect() }
    }
}

impl Experiences {
    /// What is known of a service; None when nobody was referred to it.
    pub fn of(&self, service: &str) -> Option<&Experience> {
        self.by_name.get(&key(service))
    }
}

/// By what a service is recognised: its name without accents, capitals and needless blanks.
pub fn key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn was_sent(answers: &Answers) -> bool {
    let state = answers.choice("state").unwrap_or_default();
    answers.date("sent_on").is_some() || state == "sent" || ANSWERED.contains(&state)
}

impl Counts {
    fn add(&mut self, answers: &Answers) {
        let state = answers.choice("state").unwrap_or_default();
        let has = |fields: &[&str]| fields.iter().any(|id| answers.date(id).is_some());
        // Withdrawn later, it had an answer all the same.
        let answered =
            ANSWERED.contains(&state) || has(&["accepted_on", "declined_on", "waiting_since", "started_on"]);
        let known = &mut self.known;
        known.sent += 1;
        known.answered += usize::from(answered);
        known.open += usize::from(!answered && state != "withdrawn");
        known.accepted += usize::from(ACCEPTED.contains(&state) || has(&["accepted_on", "started_on"]));
        known.declined += usize::from(state == "declined");
        known.since = known.since.into_iter().chain(answers.date("sent_on")).min();
        let choices = [(&mut self.reasons, "declined_reason"), (&mut self.outcomes, "outcome")];
        for (counts, field) in choices {
            if let Some(choice) = answers.choice(field) {
                *counts.entry(choice.to_owned()).or_default() += 1;
            }
        }
        let answer = ["accepted_on", "declined_on", "waiting_since"];
        let answer = answer.iter().filter_map(|id| answers.date(id)).min();
        self.answers.extend(answer.and_then(|day| days(answers, day)));
        self.starts.extend(answers.date("started_on").and_then(|day| days(answers, day)));
    }

    fn finish(self) -> Experience {
        Experience {
            reasons: most_frequent(self.reasons),
            outcomes: most_frequent(self.outcomes),
            answer: middle(self.answers),
            start: middle(self.starts),
            ..self.known
        }
    }
}

/// Days from sending to another day; none when that lies before, by a slip of the finger.
fn days(answers: &Answers, until: NaiveDate) -> Option<i64> {
    Some((until - answers.date("sent_on")?).num_days()).filter(|days| *days >= 0)
}

fn middle(mut days: Vec<i64>) -> Option<Middle> {
    days.sort_unstable();
    let of = days.len();
    // Of an even number the longer one: nobody is to be promised too much.
    days.get(of / 2).map(|&days| Middle { days, of })
}

fn most_frequent(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::form::Answer;

    fn day(day: u32) -> Answer {
        Answer::Date(NaiveDate::from_ymd_opt(2026, 3, day).unwrap())
    }

    fn referral(service: &str, state: &str, set: &[(&str, Answer)]) -> Record {
        let mut answers = Answers::default();
        answers.fields.insert("service".into(), Answer::Text(service.into()));
        answers.fields.insert("state".into(), Answer::Choice(state.into()));
        answers.fields.extend(set.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())));
        let saved_at = Utc.timestamp_opt(0, 0).unwrap();
        Record {
            id: Uuid::nil(),
            case: None,
            form: REFERRAL.into(),
            form_version: 1,
            revision: 1,
            author: String::new(),
            created_at: saved_at,
            saved_at,
            answers,
        }
    }

    fn reason(id: &str) -> (&'static str, Answer) {
        ("declined_reason", Answer::Choice(id.into()))
    }

    fn count(referrals: &[Record]) -> Experiences {
        let mut counting = Counting::default();
        referrals.iter().for_each(|referral| counting.add(referral));
        counting.finish()
    }

    #[test]
    fn what_was_never_sent_is_no_experience() {
        let records = [
            referral("Mavi Kapı", "drafted", &[]),
            referral("Mavi Kapı", "withdrawn", &[("withdrawn_on", day(2))]),
            referral("", "sent", &[("sent_on", day(2))]),
        ];
        assert_eq!(count(&records), Experiences::default());
        assert_eq!(count(&records).of("Mavi Kapı"), None);
    }

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        let records = ["Mavi Kapı", "  mavi  KAPI", "MAVİ kapi"].map(|name| referral(name, "sent", &[]));
        let known = count(&records);
        assert_eq!(known.of("mavi kapı ").map(|known| known.sent), Some(3));
        assert_eq!(known.of("Mavi"), None);
    }

    #[test]
    fn answers_waits_and_outcomes_are_counted() {
        let outcome = |id: &str| ("outcome", Answer::Choice(id.into()));
        let records = [
            referral("A", "sent", &[("sent_on", day(9))]),
            referral("A", "declined", &[("sent_on", day(5)), ("declined_on", day(7)), reason("full")]),
            referral("A", "declined", &[("sent_on", day(2)), ("declined_on", day(12)), reason("papers")]),
            referral("A", "declined", &[reason("full")]),
            referral("A", "accepted", &[("sent_on", day(4)), ("accepted_on", day(8))]),
            referral(
                "A",
                "completed",
                &[
                    ("sent_on", day(1)),
                    ("waiting_since", day(2)),
                    ("accepted_on", day(9)),
                    ("started_on", day(11)),
                    outcome("reached"),
                ],
            ),
            referral("A", "withdrawn", &[("sent_on", day(20))]),
            // Taken back after help had begun.
            referral("A", "withdrawn", &[("sent_on", day(10)), ("started_on", day(14)), outcome("partly")]),
        ];
        let known = count(&records);
        let known = known.of("a").unwrap();
        assert_eq!((known.sent, known.answered, known.accepted, known.declined), (8, 6, 3, 3));
        assert_eq!(known.open, 1, "nobody waits for the one that was withdrawn");
        assert_eq!(known.reasons, [("full".to_owned(), 2), ("papers".to_owned(), 1)]);
        assert_eq!(known.answer, Some(Middle { days: 4, of: 4 }), "of 1, 2, 4 and 10 days");
        assert_eq!(known.start, Some(Middle { days: 10, of: 2 }));
        assert_eq!(known.outcomes, [("partly".to_owned(), 1), ("reached".to_owned(), 1)]);
        assert_eq!(known.since, NaiveDate::from_ymd_opt(2026, 3, 1));
    }

    #[test]
    fn a_day_before_the_sending_is_a_slip() {
        let records = [referral("A", "accepted", &[("sent_on", day(9)), ("accepted_on", day(3))])];
        let known = count(&records);
        assert_eq!(known.of("A").unwrap().answer, None);
        assert_eq!(known.of("A").unwrap().accepted, 1);
    }
}
