//! Rule C1: a question may always be left unanswered or declined, and both differ from "no".

use vaka::form::{Answer, FieldType, Path, Subject};
use vaka::screen::words;

use super::fill::{all_fields, answer_to, blank, filled, forms, id, languages, places};

/// What has words to say to the survivor and cannot be declined, with the reason. `*` stands for all
/// points of a checklist.
const NOT_DECLINED: [(&str, &[&str], &str); 16] = [
    ("interview_readiness", &["*"], "the worker's own checklist; `cannot` is one of its states"),
    ("referral", &["*"], "the worker's own checklist; `cannot` is one of its states"),
    ("interview", &["go_on"], "not_wanted is one of the answers"),
    ("consent", &["state"], "refused is one of the answers"),
    (
        "consent",
        &[
            "scope",
            "storage",
            "access",
            "withdrawal_explained",
            "explained",
            "explained_language",
            "interpreter",
        ],
        "how the worker explained it",
    ),
    ("consent", &["given_by", "withdrawn_on"], "who decides, and since when: the worker's record of it"),
    ("intake", &["capacity"], "the worker's judgement; the opinion beside it may be declined"),
    ("agreement", &["agreed_by"], "who agrees; the opinion beside it may be declined"),
    ("support_plan", &["agreed"], "not_yet is one of the answers"),
    (
        "support_plan",
        &[
            "column-plan-service",
            "column-plan-steps",
            "column-plan-monitoring",
            "communication",
            "plan_review",
        ],
        "what the worker arranges; no is written as a state",
    ),
    ("risk_analysis", &["column-risks-measure", "shared_with"], "what the worker and others do about it"),
    ("referral", &["shared", "shared_words", "contact_person"], "what the worker sends; nothing, if refused"),
    ("entitlement", &["limits_explained"], "what the worker explained"),
    ("crisis_session", &["closing_note"], "the worker's summary, read over to the survivor"),
    ("reintegration_return", &["institutions_informed"], "what the worker did; not_needed is a state"),
    (
        "",
        &[
            "next_evaluation",
            "next_monitoring",
            "preparation_review",
            "column-actions-action",
            "column-areas-area_step",
        ],
        "the worker's own next date or task",
    ),
];

/// Endings and beginnings of what is the survivor's own word.
const OWN: [&str; 6] = ["own_", "survivor_opinion", "survivor_agrees", "survivor_change", "feel", "wish_"];

#[test]
fn what_is_asked_of_the_survivor_can_be_declined() {
    let english = languages().remove(0);
    for form in forms().iter().filter(|form| form.subject == Subject::Case) {
        for (words, field) in all_fields(form).filter(|(_, field)| !field.declinable) {
            let own = OWN.iter().any(|own| field.id.starts_with(own));
            let said = english.form_attribute(&form.id, &words, "say").is_some();
            assert!(
                !own && !said || excepted(&form.id, &words, field.kind),
                "{}: {words} is asked for",
                form.id
            );
        }
    }
}

fn excepted(form: &str, words: &str, kind: FieldType) -> bool {
    NOT_DECLINED.iter().any(|(of, fields, _)| {
        let all = fields == &["*"] && kind == FieldType::Item;
        (*of == form || of.is_empty()) && (all || fields.contains(&words))
    })
}

/// An exception that no field needs any more is taken out of the list.
#[test]
fn every_exception_is_needed() {
    let english = languages().remove(0);
    for (of, fields, why) in NOT_DECLINED {
        for wanted in fields {
            let needed = forms().iter().filter(|form| of.is_empty() || form.id == of).any(|form| {
                all_fields(form).any(|(words, field)| {
                    let meant = words == *wanted || *wanted == "*" && field.kind == FieldType::Item;
                    meant && !field.declinable && english.form_attribute(&form.id, &words, "say").is_some()
                })
            });
            assert!(needed, "{of}: {wanted} ({why})");
        }
    }
}

/// Points that are found in the survivor, and every yes or no asked of them.
#[test]
fn findings_can_be_declined() {
    for form in forms().iter().filter(|form| form.subject == Subject::Case) {
        for (words, field) in
            all_fields(form).filter(|(_, field)| field.choices.as_deref() == Some("presence"))
        {
            assert!(field.declinable, "{}: {words}", form.id);
        }
    }
}

#[test]
fn leaving_everything_open_saves_and_is_only_not_complete() {
    for form in forms() {
        let entry = blank(&form);
        assert_eq!(entry.violations(), [], "{}", form.id);
        let saved = entry.to_save();
        let asked = form.fields().filter(|field| field.default.is_none() && field.kind.is_text());
        for field in asked {
            assert_eq!(saved.get(&Path::field(&field.id)), None, "{}: {}", form.id, field.id);
        }
        let required = entry.missing();
        for path in required {
            let mut entry = blank(&form);
            entry.set(&path, answer_to(&form, entry.field(&path).unwrap(), 0));
            assert!(!entry.missing().contains(&path), "{}: {path:?} was answered", form.id);
        }
    }
}

/// For each question: nothing, declined and an answer (a "no" where there is one) are three things, in
/// what is saved and in what is read.
#[test]
fn declined_is_neither_nothing_nor_no() {
    let languages = languages();
    for form in forms() {
        let whole = filled(&form, 1);
        for path in places(&mut filled(&form, 1)) {
            let field = whole.field(&path).unwrap();
            if !field.declinable || field.kind == FieldType::Calculated || !whole.relevant(&path) {
                continue;
            }
            let given = whole.get(&path).unwrap();
            let mut entry = filled(&form, 1);
            entry.set(&path, Some(Answer::Declined));
            assert_eq!(entry.to_save().get(&path), Some(&Answer::Declined), "{}: {path:?}", form.id);
            assert!(!entry.missing().contains(&path), "{}: {path:?} is asked for again", form.id);
            for locale in &languages {
                let shown = |answer| words::answer(locale, &form, field, answer);
                let declined = shown(&Answer::Declined);
                assert!(!declined.is_empty() && declined != shown(&given), "{}: {}", form.id, id(&path));
            }
            entry.set(&path, None);
            assert_eq!(entry.to_save().get(&path), None, "{}: {path:?}", form.id);
        }
    }
}
