//! Rule C2: nothing leaves the case without a consent that covers it. The forms have the fields that a
//! check needs; an emergency to save a life is recorded as one.

use vaka::casework::Process;
use vaka::form::{Answer, Entry, Form, Path, Subject};

use super::fill::{all_fields, filled, forms, library};

/// Each form through which something may leave: who receives it, what it is, what allows it, and the
/// emergency with its reason where the law of saving a life may stand in for consent.
struct Leaving {
    form: &'static str,
    recipient: &'static [&'static str],
    what: &'static [&'static str],
    allowed_by: &'static [&'static str],
    emergency: Option<(&'static str, &'static str)>,
}

const LEAVING: [Leaving; 7] = [
    Leaving {
        form: "referral",
        recipient: &["service", "contact_person"],
        what: &["shared", "shared_words", "withheld"],
        allowed_by: &["consent", "consent_on", "consent_until"],
        emergency: Some(("emergency", "emergency_reason")),
    },
    Leaving {
        form: "meeting",
        recipient: &["present"],
        what: &["shared", "shared_words", "withheld"],
        allowed_by: &["consent", "consent_on", "consent_until"],
        emergency: Some(("emergency", "emergency_reason")),
    },
    Leaving {
        form: "record_request",
        recipient: &["asked_by", "asker_name", "asker_service"],
        what: &["asked_for", "given", "withheld_what"],
        allowed_by: &["consent", "consent_note"],
        emergency: Some(("emergency", "emergency_reason")),
    },
    Leaving {
        form: "risk_analysis",
        recipient: &["sent_to"],
        what: &["risks", "sent_on"],
        allowed_by: &["shared_with"],
        emergency: Some(("sent_emergency", "sent_emergency_reason")),
    },
    Leaving {
        form: "early_risk",
        recipient: &["told"],
        what: &["told_what", "told_on"],
        allowed_by: &[],
        emergency: Some(("told_emergency", "told_emergency_reason")),
    },
    // Each row for itself: its service is told what it is needed for.
    Leaving {
        form: "prevention",
        recipient: &["referrals"],
        what: &["referrals"],
        allowed_by: &[],
        emergency: None,
    },
    // The scope alone decides: a photograph of a paper stays in the house.
    Leaving {
        form: "entitlement",
        recipient: &[],
        what: &["entitlements"],
        allowed_by: &[],
        emergency: None,
    },
];

fn has(form: &Form, id: &str) -> bool {
    form.field(id).is_some()
}

#[test]
fn what_leaves_the_case_names_who_what_and_why() {
    for leaving in LEAVING {
        let form = library().form(leaving.form).unwrap();
        for id in [leaving.recipient, leaving.what, leaving.allowed_by].concat() {
            assert!(has(&form, id), "{}: {id}", form.id);
        }
        let Some((emergency, reason)) = leaving.emergency else { continue };
        // Some are asked only where somebody else than the survivor is to be given something.
        let asks = |entry: &Entry| entry.relevant(&Path::field(emergency));
        let mut entry = (0..4).map(|variant| filled(&form, variant)).find(asks).unwrap();
        entry.set(&Path::field(reason), None);
        for (answer, asked) in [("yes", true), ("no", false)] {
            entry.set(&Path::field(emergency), Some(Answer::Choice(answer.to_owned())));
            let missing = entry.missing().contains(&Path::field(reason));
            assert_eq!(missing, asked, "{}: the reason when {answer}", form.id);
        }
    }
}

/// No form shares something past the list above: whoever names what is shared is on it.
#[test]
fn every_form_that_shares_something_is_known() {
    for form in forms().iter().filter(|form| form.subject == Subject::Case) {
        let named = ["shared", "given", "emergency", "sent_to", "sent_emergency", "told_emergency"];
        let copied = all_fields(form).any(|(_, field)| field.id == "copied");
        let sends = all_fields(form).any(|(_, field)| field.id == "referral_service");
        let shares = copied || sends || named.iter().any(|id| has(form, id));
        let known = LEAVING.iter().any(|leaving| leaving.form == form.id);
        assert_eq!(shares, known, "{}", form.id);
    }
}

/// What the forms ask for, the check reads: each way out stands in the process with the same fields.
#[test]
fn every_way_out_is_checked_against_consent() {
    let (process, mistakes) = Process::embedded(library());
    assert_eq!(mistakes.len(), 0);
    for leaving in LEAVING {
        let shares: Vec<_> = process.shares().iter().filter(|share| share.form == leaving.form).collect();
        assert!(!shares.is_empty(), "nobody checks what leaves through {}", leaving.form);
        for share in shares {
            for recipient in &share.recipient {
                let field = recipient.split('.').next().unwrap_or_default();
                assert!(leaving.recipient.contains(&field), "{}: {recipient}", leaving.form);
            }
            let emergency = leaving.emergency.map(|(field, _)| field);
            assert_eq!(share.emergency.as_deref(), emergency, "{}", leaving.form);
        }
    }
    for share in process.shares() {
        assert!(
            LEAVING.iter().any(|leaving| leaving.form == share.form),
            "{} is not held against the rules",
            share.form
        );
    }
}

/// A consent names what a check compares: scope, recipient, information, purpose, until when, and
/// whether it still holds.
#[test]
fn a_consent_says_what_it_covers() {
    let form = library().form("consent").unwrap();
    for id in [
        "scope",
        "recipient",
        "information",
        "purpose",
        "valid_until",
        "state",
        "consent_date",
        "withdrawn_on",
    ] {
        assert!(has(&form, id), "{id}");
    }
    let listed = |form: &str| {
        let form = library().form(form).unwrap();
        let list = library().list(&form, "shared_information").unwrap();
        list.choices.iter().map(|choice| choice.id.clone()).collect::<Vec<_>>()
    };
    for form in ["referral", "meeting"] {
        assert_eq!(listed(form), listed("consent"), "{form} and consent speak of different information");
    }
}

/// Sent without a consent and without an emergency, a referral is not complete.
#[test]
fn sending_asks_for_the_consent() {
    let form = library().form("referral").unwrap();
    let mut entry = filled(&form, 1);
    entry.set(&Path::field("consent"), None);
    for (emergency, asked) in [("no", true), ("yes", false)] {
        entry.set(&Path::field("emergency"), Some(Answer::Choice(emergency.to_owned())));
        assert_eq!(entry.missing().contains(&Path::field("consent")), asked, "{emergency}");
    }
}
