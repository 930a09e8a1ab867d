//! What the sources list, counted against the forms: every item that is named there is in its form. The
//! sources are those that each form names in its data.

use vaka::form::{Field, FieldType, Form, Kind};

use super::fill::{choices, forms, library};

/// Where the items of a source stand in a form.
enum Where {
    /// The points of these sections, all of them when none is named.
    Points(&'static [&'static str]),
    /// The steps of a session.
    Steps,
    /// The starting rows of a table.
    Rows(&'static str),
    /// The choices of a list.
    Choices(&'static str),
    /// Fields by their names.
    Fields,
}
use Where::{Choices, Fields, Points, Rows, Steps};

/// Form, what the source lists, how many, where; and the items themselves, by their ids: those that must
/// be among what stands there, and all of it where the form holds nothing else.
type Count = (&'static str, &'static str, usize, Where, &'static [&'static str]);

#[rustfmt::skip]
const COUNTS: &[Count] = &[
    ("intake", "personal information", 8, Fields, &["first_name", "birth_date", "nationality", "mother_tongue", "address_street", "education", "relatives", "papers"]),
    ("intake", "safe contact: when, how, what never", 3, Fields, &["safe_contact_when", "safe_contact_how", "safe_contact_never"]),
    ("consent", "what, with whom, when, what for, until when", 5, Fields, &["information", "recipient", "passed_on_when", "purpose", "valid_until"]),
    ("consent", "scopes", 6, Choices("consent_scope"), &["interview", "medical", "referral", "statistics", "research", "photographs"]),
    ("consent", "given, refused, withdrawn", 3, Choices("consent_state"), &["given", "refused", "withdrawn"]),
    ("interview_readiness", "points before an interview", 12, Points(&[]), &["consent", "time_agreed", "safety", "rights_explained", "language", "interpreter", "private_place", "purpose_understood", "may_ask_questions", "culture_respected", "basic_necessities", "options_explained"]),
    ("interview", "medical history", 6, Fields, &["diabetes", "asthma", "epilepsy", "pregnancy", "medicine_illness", "injuries"]),
    ("interview", "the trafficking case", 8, Fields, &["traffickers", "exploitation_place", "transport", "route", "control_methods", "debt", "exploitation_form", "other_victims"]),
    ("elements", "elements of trafficking", 13, Points(&[]), &["cannot_leave", "money_kept", "address", "no_papers", "living_conditions", "movement", "accompanied", "social_contacts", "family_contacts", "scripted", "obedient", "violence_signs", "distress_signs"]),
    ("indicators", "general indicators", 21, Points(&[]), &["false_promises", "costs_paid", "source_country", "poverty", "found_place", "family_ties", "local_language", "false_papers", "papers_held", "violence_threat", "distrust", "threat_authorities", "controlled", "afraid_to_tell", "others_speak", "not_independent", "inconsistent", "home_work_address", "secured_exits", "dependent_on_employer", "abuse"]),
    ("identification", "act, means and purpose, each with evidence", 6, Fields, &["acts", "evidence_acts", "means", "evidence_means", "purposes", "evidence_purposes"]),
    ("identification", "told apart from", 2, Choices("neighbour"), &["smuggling", "prostitution"]),
    ("early_risk", "physical signs", 9, Points(&["physical"]), &["headache", "fatigue", "dizziness", "stomach_pain", "skin", "vision", "cold", "breathing", "toothache"]),
    ("early_risk", "mental signs", 10, Points(&["mental"]), &["memory", "crying", "anxiety", "stress", "anger", "hostility", "aggression", "self_harm", "suicidal", "post_trauma"]),
    ("early_risk", "high-risk conditions", 3, Points(&["high_risk"]), &["heart", "epilepsy", "asthma"]),
    ("early_risk", "infectious diseases", 2, Points(&["infectious"]), &["infectious_disease", "sexually_transmitted"]),
    ("early_risk", "addiction and other", 4, Points(&["addiction"]), &["alcohol", "drugs", "gambling", "other_health"]),
    ("early_risk", "threats: to four, now and earlier", 8, Points(&["threats"]), &["threat_self_now", "threat_self_past", "threat_family_now", "threat_family_past", "threat_friends_now", "threat_friends_past", "threat_acquaintances_now", "threat_acquaintances_past"]),
    ("early_risk", "fears", 3, Points(&["fears"]), &["fear_destination", "fear_origin", "other_security"]),
    ("early_risk", "urgent action", 2, Fields, &["medical_urgent", "security_urgent"]),
    ("risk_analysis", "topics", 3, Choices("risk_topic"), &["criminal_organisation", "society_family", "psychosocial"]),
    ("risk_analysis", "who is at risk", 4, Choices("at_risk"), &["survivor", "family", "institution", "others"]),
    ("consequences", "consequences of trafficking", 12, Points(&[]), &["suicidal_thoughts", "aggression", "exhaustion", "denial", "memory_loss", "time_order", "memory_gaps", "decisions", "relationships", "loneliness", "identity", "dependence"]),
    ("crisis_session", "steps", 7, Steps, &["introduction", "event", "thoughts_feelings", "reactions", "normalisation", "relapse_prevention", "closing"]),
    ("crisis_session", "places", 6, Choices("session_place"), &["border_post", "shelter", "health_unit", "community", "family_home"]),
    ("assessment", "areas of resources", 3, Fields, &["resources_own", "resources_organisations", "resources_people"]),
    ("needs", "immediate needs of 000", 6, Rows("needs"), &["safety", "food_clothing", "urgent_medical", "urgent_psychological", "safe_shelter", "urgent_legal", "information"]),
    ("needs", "middle-term needs of 000", 4, Rows("needs"), &["health_care", "psychological_support", "documents", "legal_proceedings", "integration"]),
    ("needs", "long-term needs of 000", 5, Rows("needs"), &["continued_medical", "continued_legal", "financial_support", "education", "vocational_training", "skills", "family_support"]),
    ("needs", "emergency needs of 002", 5, Rows("needs"), &["safety", "urgent_medical", "urgent_psychological", "safe_shelter", "food_clothing", "urgent_legal"]),
    ("needs", "medium and long-term needs of 002", 13, Rows("needs"), &["residence", "legal_proceedings", "health_care", "social_assistance", "therapy", "material_assistance", "education", "skills", "vocational_training", "job", "child_care", "family_reunification", "repatriation"]),
    ("needs", "five categories of 002", 5, Choices("need_category"), &["physical_care", "healthcare", "psychosocial", "legal", "education"]),
    ("needs", "examples in the categories of 002", 12, Rows("needs"), &["safe_shelter", "food_clothing", "hygiene", "medical_examinations", "surgery", "medication", "psychological_support", "therapy", "legal_proceedings", "compensation", "education", "vocational_training", "skills"]),
    ("needs", "states", 4, Choices("need_state"), &["unmet", "in_hand", "met", "declined"]),
    ("support_plan", "rows of the plan", 11, Rows("plan"), &["medical_examinations", "pharmaceutical_treatment", "psychotherapy", "housing", "job", "legal_assistance", "social_support", "training_courses", "family_relations", "money_management", "social_security"]),
    ("agreement", "both sides' duties", 2, Fields, &["duties_own", "duties_ours"]),
    ("service", "what the directory holds", 13, Fields, &["organisation", "contact_person", "areas", "languages", "staff_sex", "cost", "waiting_days", "eligibility", "limit_months", "protocol", "protocol_file", "hours", "for_whom"]),
    ("referral", "factors", 6, Points(&[]), &["no_overlap", "several_options", "risk_considered", "own_consent", "continuity", "sheet_complete"]),
    ("referral", "states", 8, Choices("referral_state"), &["drafted", "sent", "accepted", "declined", "waiting", "in_progress", "completed", "withdrawn"]),
    ("referral", "a day for each state", 8, Fields, &["drafted_on", "sent_on", "accepted_on", "declined_on", "waiting_since", "started_on", "completed_on", "withdrawn_on"]),
    ("reintegration_return", "conditions of a return", 6, Points(&[]), &["institutions_informed", "accepted", "good_environment", "no_threat", "services_reachable", "local_support"]),
    ("reintegration_post", "parts of integration", 5, Rows("areas"), &["family", "work_income", "social_life", "health_services", "legal_support"]),
    ("monitoring", "what the sheet asks for", 6, Fields, &["health_received", "psych_received", "feelings", "issues", "unmet", "actions"]),
    ("monitoring", "after the end", 2, Fields, &["after_support", "after_address"]),
    ("impact", "moments", 3, Choices("moment"), &["baseline", "transition", "exit"]),
    ("evaluation", "results", 3, Choices("goal_result"), &["reached", "partly", "not_reached"]),
    ("closure", "criteria of 002", 6, Points(&["criteria"]), &["satisfied", "services_near", "active_part", "disappeared", "prepared", "expectations_settled"]),
    ("closure", "rights and services of 000", 7, Points(&["rights"]), &["rights_known", "safe_place", "children_protected", "family_contact", "health", "psychological_education", "life_skills"]),
    ("closure", "reasons", 6, Choices("closing_reason"), &["goals_reached", "moved_away", "declined", "disappeared", "referred_elsewhere", "other"]),
    ("follow_up", "outcomes", 4, Choices("outcome"), &["done", "not_reached", "not_safe_to_contact"]),
    ("self_care", "physical signs of burnout", 4, Points(&["body"]), &["tired", "often_ill", "aches", "appetite_sleep"]),
    ("self_care", "emotional signs", 6, Points(&["feelings"]), &["failure", "helpless", "detached", "motivation", "cynical", "never_enough"]),
    ("self_care", "behavioural signs", 5, Points(&["behaviour"]), &["isolating", "withdrawing", "numbing", "taking_out", "away_from_work"]),
    ("self_care", "signs of vicarious trauma", 11, Points(&["vicarious"]), &["on_guard", "hopelessness", "complexity", "avoiding", "cannot_listen", "anger", "sleepless", "fear", "exhaustion", "frail", "guilt"]),
    ("self_care", "habits that prevent", 8, Points(&["habits"]), &["knowledge", "skills", "resilience", "self_check", "support_group", "work_balance", "case_number", "leisure"]),
];

/// Items of a source that the form asks for in more than one row, so that one can be met without the other.
const SPLIT: [(&str, usize); 6] = [
    ("immediate needs of 000", 7),
    ("middle-term needs of 000", 5),
    ("long-term needs of 000", 7),
    ("emergency needs of 002", 6),
    ("examples in the categories of 002", 13),
    ("places", 5),
];

fn items(form: &Form, wanted: &Where) -> Vec<String> {
    let point = |field: &&Field| field.kind == FieldType::Item;
    let ids = |fields: Vec<&Field>| fields.into_iter().map(|field| field.id.clone()).collect();
    match wanted {
        Points(sections) => {
            let here =
                form.sections.iter().filter(|s| sections.is_empty() || sections.contains(&s.id.as_str()));
            ids(here.flat_map(|section| section.fields.iter()).filter(point).collect())
        }
        Steps => {
            assert_eq!(form.kind, Kind::Steps);
            form.sections.iter().map(|section| section.id.clone()).collect()
        }
        Rows(table) => form.field(table).unwrap().rows.iter().map(|row| row.id.clone()).collect(),
        Choices(list) => {
            let list = library().list(form, list).unwrap();
            list.choices.iter().map(|choice| choice.id.clone()).collect()
        }
        Fields => ids(form.fields().collect()),
    }
}

#[test]
fn every_item_of_the_sources_is_in_its_form() {
    for (form, what, count, place, named) in COUNTS {
        let known = library().form(form).unwrap();
        let found = items(&known, place);
        for item in *named {
            assert!(found.iter().any(|id| id == item), "{form}: {what}: {item} is not in {found:?}");
        }
        // Points, steps and whole lists are counted; rows and fields stand among others.
        if matches!(place, Points(_) | Steps) {
            assert_eq!(found.len(), *count, "{form}: {what}: {found:?}");
        }
        let split = SPLIT.iter().find(|(of, _)| of == what).map_or(*count, |(_, rows)| *rows);
        if !matches!(place, Choices(_)) {
            assert_eq!(named.len(), split, "{form}: {what}");
        }
    }
}

/// No item is named twice in a row of the table, and the table speaks of every form that has a count.
#[test]
fn the_table_itself_is_sound() {
    for (form, what, _, _, named) in COUNTS {
        let mut sorted = named.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), named.len(), "{form}: {what}");
    }
    for form in forms().iter().filter(|form| form.items() > 0) {
        let open = [
            "intake",
            "entitlement",
            "impact",
            "feedback",
            "follow_up",
            "reintegration_preparation",
            "risk_analysis",
        ];
        let counted = COUNTS.iter().any(|(of, ..)| *of == form.id);
        assert!(counted || open.contains(&form.id.as_str()), "{} has items that nobody counts", form.id);
    }
}

/// Five groups of health risks stand apart, each under its own heading.
#[test]
fn health_risks_have_five_groups() {
    let form = library().form("early_risk").unwrap();
    let groups = ["physical", "mental", "high_risk", "infectious", "addiction"];
    let sections: Vec<&str> = form.sections.iter().map(|section| section.id.as_str()).take(5).collect();
    assert_eq!(sections, groups);
}

/// Each need stands in the term in which its source has it.
#[test]
fn needs_stand_in_their_term() {
    let form = library().form("needs").unwrap();
    let table = form.field("needs").unwrap();
    let term = |row: &str| {
        let row = table.rows.iter().find(|known| known.id == row).unwrap();
        row.set.iter().find(|(column, _)| column == "term").map(|(_, answer)| answer.clone()).unwrap()
    };
    for (what, wanted) in [("immediate", "immediate"), ("middle-term", "middle"), ("long-term", "long")] {
        let (.., named) =
            COUNTS.iter().find(|(_, title, ..)| *title == format!("{what} needs of 000")).unwrap();
        for row in *named {
            assert_eq!(term(row), vaka::form::Answer::Choice(wanted.to_owned()), "{row}");
        }
    }
}

/// Every form says which source asks for it, and every list in which a source counts has a name for each.
#[test]
fn every_form_names_its_source() {
    for form in forms() {
        assert!(!form.sources.is_empty(), "{}", form.id);
        for field in form.fields().filter(|field| field.kind == FieldType::One) {
            let enough = choices(&form, field).len() > 1;
            assert!(enough, "{}: {} offers nothing to choose", form.id, field.id);
        }
    }
}
