//! The risk analysis, once and again, and the family that somebody worries about.

use chrono::Duration;

use crate::form::{Answer, Path};

use super::people::Plan;
use super::writer::{Sheet, Writer, choice, choices, number};

/// Rows that are judged, with likelihood and severity at first and later: some rise, some fall. Where
/// the early risk was lower, everything is less likely.
const JUDGED: [(&str, [i64; 2], [i64; 2], &str); 5] = [
    ("organisation_survivor", [3, 4], [2, 4], "demo-measure-1"),
    ("organisation_family", [3, 3], [1, 3], "demo-measure-3"),
    ("community_stigma", [2, 2], [2, 2], "demo-measure-2"),
    ("breakdown", [2, 2], [3, 3], "demo-measure-4"),
    ("return_danger", [2, 3], [2, 3], "demo-measure-2"),
];

/// The first assessment.
pub(super) fn assess(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.sheet("risk_analysis", days_ago) else { return };
    let easier = easier(writer);
    for (row, [likelihood, severity], _, measure) in JUDGED {
        judge(&mut sheet, row, [likelihood - easier, severity]);
        sheet.cell("risks", row, "who", choices(&["survivor"]));
        sheet.cell_say("risks", row, "measure", measure);
        sheet.cell_say("risks", row, "responsible", "demo-worker-1");
    }
    sheet.say("own_view", "demo-risk-own").say("own_measures", "demo-risk-own-measures");
    sheet.pick("police_cooperation", "asked").say("police_note", "demo-police");
    as_suggested(&mut sheet);
    let next = sheet.day() + Duration::days(14);
    sheet.date("next_review", next);
    writer.save(sheet);
}

/// The same record looked at again: the caller has stopped, the trial has begun to weigh.
pub(super) fn assess_again(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.revise("risk_analysis", days_ago) else { return };
    let easier = easier(writer);
    for (row, _, [likelihood, severity], _) in JUDGED {
        judge(&mut sheet, row, [likelihood - easier, severity]);
    }
    let added = sheet.row("risks");
    sheet.cell_say("risks", &added, "risk", "demo-risk-added");
    sheet.cell("risks", &added, "topic", choice("criminal_organisation"));
    sheet.cell("risks", &added, "who", choices(&["others"]));
    judge(&mut sheet, &added, [2, 2]);
    sheet.say("own_view", "demo-risk-own-2").say("changed", "demo-risk-changed");
    as_suggested(&mut sheet);
    if writer.person.story.plan == Some(Plan::Done) {
        // The worker judges otherwise, and says why.
        sheet.pick("level", "low").say("level_reason", "demo-risk-reason");
    }
    if writer.person.story.reviewed.is_some() {
        // It was the last look: there is no next one.
        sheet.entry.set(&Path::field("next_review"), None);
        writer.save(sheet);
        return;
    }
    let next = if writer.person.story.late { -3 } else { writer.random.between(2, 13) };
    sheet.date("next_review", writer.today() + Duration::days(next));
    writer.save(sheet);
}

/// By how much everything is less likely than in the hardest stories.
fn easier(writer: &Writer<'_>) -> i64 {
    match writer.person.story.early_risk.as_deref() {
        Some("low") => 2,
        Some("medium") => 1,
        _ => 0,
    }
}

/// The worker follows what the scores suggest.
fn as_suggested(sheet: &mut Sheet<'_>) {
    if let Some(level) = sheet.entry.get(&Path::field("suggested")) {
        sheet.set("level", level);
    }
}

fn judge(sheet: &mut Sheet<'_>, row: &str, [likelihood, severity]: [i64; 2]) {
    let likelihood = likelihood.max(1);
    sheet.cell("risks", row, "likelihood", choice(&likelihood.to_string()));
    sheet.cell("risks", row, "severity", choice(&severity.to_string()));
}

/// Two relatives, one of them with a worry that cannot wait.
pub(super) fn family(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.sheet("family", days_ago) else { return };
    for (name, relation, age) in [("demo-relative-1", "grandparent", 71), ("demo-relative-2", "sibling", 11)]
    {
        let row = sheet.row("members");
        sheet.cell_say("members", &row, "name", name);
        sheet.cell("members", &row, "relation", choice(relation));
        sheet.cell("members", &row, "age", number(age));
        sheet.cell_say("members", &row, "place", "demo-family-place");
        sheet.cell("members", &row, "country", choice(&writer.person.nationality));
        sheet.cell("members", &row, "contact_safe", choice("unknown"));
        if relation == "grandparent" {
            sheet.cell("members", &row, "concern_kind", choices(&["safety", "health"]));
            sheet.cell_say("members", &row, "concern", "demo-family-concern");
            sheet.cell("members", &row, "urgent", choice("yes"));
            sheet.cell_say("members", &row, "wish", "demo-family-wish");
            sheet.cell_say("members", &row, "next_step", "demo-family-next");
            let day = writer.today() + Duration::days(1);
            sheet.cell("members", &row, "next_step_on", Answer::Date(day));
        }
    }
    sheet.pick("anybody", "yes").say("family_knows", "demo-family-knows");
    writer.save(sheet);
}
