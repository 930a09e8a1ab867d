//! The first contact and what was agreed to.

use chrono::Duration;

use crate::form::Answer;

use super::people::Contact;
use super::writer::{Sheet, Writer, choice, choices, number};

/// The intake on the day of the first contact.
pub(super) fn intake(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.sheet("intake", days_ago) else { return };
    contact(&mut sheet, writer.person.story.contact);
    person(&mut sheet, writer);
    if writer.person.story.began > 0 {
        life(&mut sheet, writer);
        deciding(&mut sheet, writer);
    }
    writer.save(sheet);
}

/// What is asked at the door and no more.
pub(super) fn first_words(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.sheet("intake", days_ago) else { return };
    let today = sheet.day();
    sheet.date("contact_date", today).pick("contact_way", "phone");
    let person = writer.person;
    sheet.name("first_name", &person.first_name).name("surname", &person.surname);
    sheet.date("birth_date", today - Duration::days(person.age * 365 + 100)).pick("gender", &person.gender);
    sheet.set("safe_contact_how", choices(&["sms"]));
    let worker = writer.random.one(&["demo-worker-1", "demo-worker-2"]).unwrap_or("demo-worker-1");
    sheet.say("case_manager", worker);
    writer.save(sheet);
}

fn contact(sheet: &mut Sheet<'_>, contact: Contact) {
    let (key, way, by) = match contact {
        Contact::Police => ("police", "came_here", "institution"),
        Contact::Phone => ("phone", "phone", "survivor"),
        Contact::Outreach => ("outreach", "outreach", "our_team"),
        Contact::ChildProtection => ("child_protection", "came_here", "professional"),
    };
    let today = sheet.day();
    sheet.date("contact_date", today).pick("contact_way", way).pick("contact_by", by);
    sheet.say("contact_place", &format!("demo-place-{key}"));
    sheet.say("contact_details", &format!("demo-contact-{key}"));
    if by == "institution" || by == "professional" {
        sheet.say("referrer_org", "demo-org-2").say("referrer_person", "demo-referrer");
        sheet.date("referral_date", today).pick("referral_reason", "more_services");
        sheet.pick_many("referrer_needs", &["safety", "safe_place", "legal"]);
        sheet.say("referrer_words", "demo-referrer-words");
    }
}

fn person(sheet: &mut Sheet<'_>, writer: &mut Writer<'_>) {
    let person = writer.person;
    sheet.name("first_name", &person.first_name).name("surname", &person.surname);
    if let Some(known_as) = &person.known_as {
        sheet.name("known_as", known_as);
    }
    // Well inside the year, so that the age is right today and was right on the first day.
    let days = person.age * 365 + person.age / 4 + writer.random.between(20, 120);
    sheet.date("birth_date", sheet.day() - Duration::days(days)).pick("birth_date_source", "told");
    sheet.pick("gender", &person.gender).pick_many("nationality", &[&person.nationality]);
    sheet.pick("mother_tongue", &person.language);
    let others: Vec<&str> = person.other_languages.iter().map(String::as_str).collect();
    sheet.pick_many("other_languages", &others);
    if person.language == "tr" || person.language == "ro" {
        sheet.pick("interpreter_need", "none");
    } else {
        sheet.pick("interpreter_need", "spoken").pick("interpreter_language", &person.language);
    }
}

fn life(sheet: &mut Sheet<'_>, writer: &mut Writer<'_>) {
    sheet.say("staying_now", "demo-staying").say("address_city", "demo-city");
    let education = ["primary", "lower_secondary", "upper_secondary", "short_tertiary"];
    sheet.pick("education", writer.random.one(&education).unwrap_or("primary"));
    sheet.set("children_number", number(writer.random.between(0, 2)));
    for (name, relation) in [("demo-relative-1", "grandparent"), ("demo-relative-2", "sibling")] {
        let row = sheet.row("relatives");
        sheet.cell_say("relatives", &row, "relative_name", name);
        sheet.cell("relatives", &row, "relative_relation", choice(relation));
        sheet.cell_say("relatives", &row, "relative_reach", "demo-reach-1");
        sheet.cell("relatives", &row, "relative_contact", choice("ask_first"));
    }
    sheet.cell("papers", "passport", "paper_where", choice("exploiter"));
    sheet.cell_say("papers", "passport", "paper_holder", "demo-trafficker");
    sheet.cell("papers", "identity_card", "paper_where", choice("with_survivor"));
    sheet.decline("identity_number");
    sheet.set("safe_contact_how", choices(&["sms", "trusted_person"]));
    // Numbers that are reserved for inventions.
    let digits = writer.random.between(0, 99);
    sheet.name("phone", &format!("+44 7700 9000{digits:02}"));
    sheet.say("safe_contact_person", "demo-trusted").say("safe_contact_when", "demo-when");
    sheet.say("safe_contact_never", "demo-never").say("safe_contact_cover", "demo-cover");
    sheet.say("safe_contact_word", "demo-word").say("safe_contact_silence", "demo-silence");
}

fn deciding(sheet: &mut Sheet<'_>, writer: &Writer<'_>) {
    if !writer.person.story.minor {
        sheet.pick("capacity", "self");
        return;
    }
    sheet.pick("capacity", "minor").say("heard_note", "demo-minor-reason");
    sheet.say("capacity_decider", "demo-guardian").pick("capacity_decider_role", "guardian");
    sheet.pick("capacity_decider_safe", "yes").say("survivor_opinion", "demo-minor-opinion");
    sheet.date("capacity_review", writer.today() + Duration::days(40));
}

/// A consent of one scope.
pub(super) fn consent(writer: &mut Writer<'_>, days_ago: i64, scope: &str, state: &str) {
    let Some(mut sheet) = writer.sheet("consent", days_ago) else { return };
    sheet.pick("scope", scope).pick("state", state);
    sheet.pick_many("information", &["experience", "health", "needs"]);
    sheet.say("information_note", "demo-consent-info").say("purpose", "demo-consent-purpose");
    if scope == "referral" {
        sheet.say("recipient", "demo-org-4");
        sheet.date("valid_until", writer.today() + Duration::days(writer.random.between(9, 80)));
    }
    sheet.say("storage", "demo-consent-storage").say("access", "demo-consent-access");
    sheet.pick("withdrawal_explained", "yes").pick_many("explained", &["aloud", "in_writing"]);
    sheet.pick("explained_language", &writer.person.language).say("understood", "demo-consent-understood");
    if writer.person.language != "tr" && writer.person.language != "ro" {
        sheet.say("interpreter", "demo-interpreter");
    }
    if writer.person.story.minor {
        sheet.pick("minor", "yes").pick("given_by", "together").say("given_by_name", "demo-guardian");
        sheet.say("given_by_reason", "demo-minor-reason").say("own_opinion", "demo-minor-opinion");
    }
    if state == "refused" && scope == "interview" {
        sheet.say("conditions", "demo-consent-refused");
    }
    sheet.set("consent_date", Answer::Date(sheet.day())).pick("form_of_consent", "written");
    sheet.pick("copy_given", "yes");
    writer.save(sheet);
}
