//! Crisis sessions, and what the exploitation has left behind.

use chrono::Duration;

use super::writer::{Writer, choice, number};

/// A session in seven steps. When `again` is true, another one is agreed on.
pub(super) fn session(writer: &mut Writer<'_>, days_ago: i64, again: bool) {
    let Some(mut sheet) = writer.sheet("crisis_session", days_ago) else { return };
    let day = sheet.day();
    sheet.pick("place", "shelter").date("session_date", day).set("frame_time", number(50));
    sheet.say("frame_rules", "demo-session-rules").say("introduction_note", "demo-session-intro");
    sheet.say("event_note", "demo-session-event").say("thoughts_feelings_note", "demo-session-feelings");
    sheet.say("crisis_causes", "demo-session-causes").say("reactions_note", "demo-session-reactions");
    sheet.say("losses", "demo-session-losses").say("normalisation_note", "demo-session-normal");
    sheet.say("early_signs", "demo-session-signs").say("what_helps", "demo-session-helps");
    sheet.say("strengths", "demo-session-strengths").say("safe_places", "demo-session-places");
    for helper in ["demo-helper-1", "demo-helper-2"] {
        let row = sheet.row("safety_people");
        sheet.cell_say("safety_people", &row, "name", helper);
        sheet.cell_say("safety_people", &row, "relation", &format!("{helper}-relation"));
        sheet.cell_say("safety_people", &row, "how_to_reach", &format!("{helper}-reach"));
        sheet.cell("safety_people", &row, "agreed_to_help", choice("yes"));
    }
    sheet.say("plan_copy", "demo-session-plan").say("closing_note", "demo-session-closing");
    sheet.set("feels_now", number(writer.random.between(4, 8))).say("useful", "demo-session-useful");
    sheet.say("next_steps", "demo-session-next").pick("therapist_considered", "unknown");
    if again {
        // The later session is agreed for today, an earlier one has been held since.
        let next = day + Duration::days(days_ago.clamp(1, 10));
        sheet.date("next_session", next);
        if next < writer.today() {
            sheet.entry.set_now(writer.now);
            sheet.pick("next_session_settled", "yes");
        }
    }
    sheet.spend(&mut writer.random);
    writer.save(sheet);
}

/// The traces of exploitation, some of them seen.
pub(super) fn consequences(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.sheet("consequences", days_ago) else { return };
    for point in sheet.points() {
        let state = match point.as_str() {
            "suicidal_thoughts" => "absent",
            "exhaustion" => "present",
            _ if writer.random.chance(35) => "present",
            _ if writer.random.chance(30) => "not_known",
            _ => "absent",
        };
        sheet.point(&point, state, None);
    }
    sheet.say("own_view", "demo-consequences-own").say("support_wanted", "demo-consequences-wanted");
    sheet.say("first_help", "demo-consequences-help");
    writer.save(sheet);
}
