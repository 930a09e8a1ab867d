//! The checklist before the interview, early risk, and the interview.

use chrono::Duration;

use crate::form::Answer;

use super::people::Interview;
use super::writer::{Sheet, Writer, choice, choices, number};

/// The twelve points, so many of them with a state.
pub(super) fn readiness(writer: &mut Writer<'_>, days_ago: i64, answered: usize) {
    let Some(mut sheet) = writer.sheet("interview_readiness", days_ago) else { return };
    for (index, point) in sheet.points().into_iter().take(answered).enumerate() {
        let (state, remark) = match (point.as_str(), index) {
            ("private_place", _) if answered < 12 => ("cannot", Some("demo-point-cannot")),
            ("interpreter", _) if writer.person.language == "tr" => ("not_needed", None),
            (_, 0) => ("done", Some("demo-point-done")),
            _ => ("done", None),
        };
        sheet.point(&point, state, remark);
    }
    writer.save(sheet);
}

/// Health and security at the beginning. What is present goes with the level.
pub(super) fn early_risk(writer: &mut Writer<'_>, days_ago: i64, level: &str) {
    let Some(mut sheet) = writer.sheet("early_risk", days_ago) else { return };
    let percent = match level {
        "low" => 10,
        "medium" => 25,
        "high" => 40,
        _ => 60,
    };
    for point in sheet.points() {
        let state = match point.as_str() {
            "suicidal" | "self_harm" if level == "extreme" => "present",
            "suicidal" | "self_harm" => "absent",
            "headache" | "fatigue" | "fear_origin" => "present",
            _ if writer.random.chance(percent) => "present",
            _ if writer.random.chance(15) => "not_known",
            _ => "absent",
        };
        sheet.point(&point, state, None);
    }
    let urgent = level == "high" || level == "extreme";
    let own_view = if urgent { "demo-own-danger-1" } else { "demo-own-danger-2" };
    sheet.say("physical_note", "demo-physical-note").say("own_view", own_view);
    sheet.pick("medical_urgent", if urgent { "yes" } else { "no" });
    sheet.pick("security_urgent", if urgent { "yes" } else { "no" });
    if urgent {
        let today = sheet.day();
        sheet.say("threats_note", "demo-threat-note").say("medical_action", "demo-medical-action");
        sheet.date("medical_date", today).say("medical_by", "demo-worker-1");
        sheet.say("security_action", "demo-security-action").date("security_date", today);
        sheet.say("security_by", "demo-worker-2").say("urgent_reason", "demo-urgent-reason");
    }
    sheet.pick("urgent_level", level);
    writer.save(sheet);
}

/// The interview: whole, ended early by the survivor, or held before the checklist was finished.
pub(super) fn interview(writer: &mut Writer<'_>, days_ago: i64, kind: Interview) {
    let Some(mut sheet) = writer.sheet("interview", days_ago) else { return };
    now_and_health(&mut sheet, writer);
    beginning(&mut sheet, writer);
    if kind == Interview::Stopped {
        sheet.stop_at("control_methods");
        sheet.say("observations", "demo-stopped").pick("how_ended", "stopped_survivor");
    } else {
        journey(&mut sheet, writer);
        people(&mut sheet);
        sheet.say("observations", "demo-observation").pick("how_ended", "finished");
    }
    if kind == Interview::Override {
        sheet.overridden("demo-override");
    }
    closing(&mut sheet, writer);
    writer.save(sheet);
}

/// An interview that was begun an hour ago and is still open.
pub(super) fn begin(writer: &mut Writer<'_>) {
    let Some(mut sheet) = writer.sheet("interview", 0) else { return };
    now_and_health(&mut sheet, writer);
    writer.leave(sheet);
}

fn now_and_health(sheet: &mut Sheet<'_>, writer: &Writer<'_>) {
    sheet.pick_many("needs_now", &["food_drink", "rest", "reach_someone"]);
    sheet.say("needs_now_words", "demo-needs-words").pick("safe_now", "yes");
    sheet.say("action_now", "demo-action-now").pick("go_on", "now");
    for (field, answer) in [("diabetes", "no"), ("asthma", "unknown"), ("epilepsy", "no"), ("injuries", "no")]
    {
        sheet.pick(field, answer);
    }
    if writer.person.gender == "woman" {
        sheet.decline("pregnancy");
    }
    sheet.pick("medicine_illness", "no").pick("doctor_wanted", "yes");
}

fn beginning(sheet: &mut Sheet<'_>, writer: &mut Writer<'_>) {
    let kitchen = writer.random.chance(50);
    sheet.say("story", if kitchen { "demo-story-1" } else { "demo-story-2" });
    sheet.pick_many("recruitment_way", if kitchen { &["friends"] } else { &["agency", "online_social"] });
    if !kitchen {
        sheet.pick_many("recruitment_apps", &["not_known"]);
    }
    sheet.say("recruitment_promise", "demo-promise").say("recruitment_when", "demo-recruitment-when");
    let age = writer.person.age - writer.random.between(1, 3);
    sheet.set("age_when_trafficked", number(age));
    sheet.pick_many("transport", &["bus", "boat"]);
}

fn journey(sheet: &mut Sheet<'_>, writer: &Writer<'_>) {
    let countries = [writer.person.nationality.as_str(), "TR"];
    for (place, (country, kind)) in ["demo-route-1", "demo-route-2"]
        .into_iter()
        .zip(countries.into_iter().zip(["beginning", "on_the_way"]))
    {
        let row = sheet.row("route");
        sheet.cell_say("route", &row, "route_place", place);
        sheet.cell("route", &row, "route_country", choice(country));
        sheet.cell("route", &row, "route_kind", choice(kind));
        sheet.cell("route", &row, "route_transport", choice("bus"));
    }
    sheet.pick("travel_papers", "own").pick_many("travel_paid", &["bringers"]);
    sheet.pick_many("exploitation_form", &["labour"]).pick("labour_industry", "a_agriculture");
    sheet
        .decline("exploitation_place")
        .say("exploitation_days", "demo-days")
        .pick("exploitation_over", "yes");
    sheet.say("way_out", "demo-way-out");
    sheet.pick_many("control_methods", &["false_promises", "debt", "documents", "isolation"]);
    sheet.say("control_words", "demo-control-words").pick("documents_taken", "yes").pick("debt", "yes");
    sheet.set("debt_amount", Answer::Money { minor: 240_000, currency: "EUR".to_owned() });
}

fn people(sheet: &mut Sheet<'_>) {
    let row = sheet.row("traffickers");
    sheet.cell_say("traffickers", &row, "trafficker_name", "demo-trafficker");
    sheet.cell("traffickers", &row, "trafficker_relation", choice("employer"));
    sheet.cell("traffickers", &row, "trafficker_role", choices(&["recruiter", "exploiter"]));
    sheet.cell("traffickers", &row, "trafficker_reaches", choice("unknown"));
    sheet
        .pick("other_victims", "yes")
        .set("other_victims_number", number(4))
        .decline("other_victims_children");
}

fn closing(sheet: &mut Sheet<'_>, writer: &Writer<'_>) {
    sheet.pick_many("feeling_now", &["tired", "relieved"]).say("feeling_words", "demo-feeling");
    sheet.pick_many("next_wishes", &["rest", "papers"]).say("next_words", "demo-next-words");
    sheet.say("questions_left", "demo-question");
    let (day, language) = (sheet.day(), writer.person.language.clone());
    sheet.date("interview_date", day).pick("interview_language", &language);
    if language != "tr" && language != "ro" {
        sheet.say("interview_interpreter", "demo-interpreter");
    }
    sheet.date("next_meeting", day + Duration::days(9));
    if day + Duration::days(9) <= writer.today() {
        sheet.pick("next_meeting_settled", "yes");
    }
}
