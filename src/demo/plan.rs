//! Needs, and the plan that follows them.

use chrono::{Duration, NaiveDate};

use crate::form::Answer;

use super::people::Plan;
use super::writer::{Sheet, Writer, choice};

/// Needs that were talked about: the survivor's order, the worker's, and the state.
const NEEDS: [(&str, &str, &str, &str); 9] = [
    ("safety", "1", "1", "in_hand"),
    ("safe_shelter", "1", "1", "in_hand"),
    ("food_clothing", "2", "2", "met"),
    ("medical_examinations", "2", "1", "in_hand"),
    ("psychological_support", "2", "1", "unmet"),
    ("documents", "1", "2", "unmet"),
    ("family_contact", "1", "2", "unmet"),
    ("vocational_training", "3", "3", "declined"),
    ("job", "2", "3", "unmet"),
];

/// Rows of the plan: goal, service, and in how many days from today they are due.
const ROWS: [(&str, &str, &str, i64); 7] = [
    ("medical_examinations", "demo-goal-medical", "demo-org-3", -4),
    ("pharmaceutical_treatment", "demo-goal-medicine", "demo-org-3", -20),
    ("psychotherapy", "demo-goal-therapy", "demo-org-3", 0),
    ("housing", "demo-goal-housing", "demo-org-2", -12),
    ("legal_assistance", "demo-goal-legal", "demo-org-4", 6),
    ("job", "demo-goal-job", "demo-org-1", 24),
    ("training_courses", "demo-goal-training", "demo-org-5", 55),
];

/// What is needed, in both orders.
pub(super) fn needs(writer: &mut Writer<'_>, days_ago: i64) {
    let Some(mut sheet) = writer.sheet("needs", days_ago) else { return };
    for (row, own, worker, state) in NEEDS {
        sheet.cell("needs", row, "own_priority", choice(own));
        sheet.cell("needs", row, "worker_priority", choice(worker));
        sheet.cell("needs", row, "state", choice(state));
    }
    sheet.cell_say("needs", "medical_examinations", "remark", "demo-need-remark-1");
    sheet.cell_say("needs", "vocational_training", "remark", "demo-need-remark-2");
    let again = writer.today() + Duration::days(writer.random.between(3, 30));
    sheet.cell("needs", "vocational_training", "ask_again", Answer::Date(again));
    let added = sheet.row("needs");
    sheet.cell_say("needs", &added, "need", "demo-need-added");
    sheet.cell("needs", &added, "term", choice("long"));
    sheet.cell("needs", &added, "own_priority", choice("3"));
    sheet.cell("needs", &added, "state", choice("unmet"));
    sheet.say("own_words", "demo-own-words").say("order_reason", "demo-order-reason");
    sheet.pick("family_worry", "yes").say("family_members", "demo-relative-1");
    sheet.date("needs_review", writer.today() + Duration::days(writer.random.between(5, 25)));
    writer.save(sheet);
}

/// The plan: written down only; or some rows behind, one for today, some ahead; or all of them ended.
pub(super) fn plan(writer: &mut Writer<'_>, days_ago: i64, kind: Plan) {
    let Some(mut sheet) = writer.sheet("support_plan", days_ago) else { return };
    let today = writer.today();
    if kind == Plan::Fresh {
        take_over(&mut sheet, writer, "open");
        goals(&mut sheet, "legal_assistance", "demo-goal-legal", "demo-org-4", today + Duration::days(12));
        sheet
            .say("own_decision", "demo-plan-decision")
            .pick("decided_by", "together")
            .pick("agreed", "not_yet");
        writer.save(sheet);
        return;
    }
    take_over(&mut sheet, writer, if kind == Plan::Done { "done" } else { "in_progress" });
    rows(&mut sheet, writer, kind == Plan::Done);
    sheet.say("own_decision", "demo-plan-decision").pick("decided_by", "survivor");
    sheet.say("others_view", "demo-plan-others").say("communication", "demo-communication");
    let agreed = sheet.day();
    sheet.pick("agreed", "written").date("agreed_on", agreed);
    if kind == Plan::Running {
        sheet.date("plan_review", today + Duration::days(writer.random.between(1, 20)));
    }
    writer.save(sheet);
}

fn rows(sheet: &mut Sheet<'_>, writer: &mut Writer<'_>, all_ended: bool) {
    let today = writer.today();
    for (row, goal, service, due) in ROWS {
        // Moved a little, so that no two plans are the same; what is for today stays so.
        let due = if due == 0 { 0 } else { due + writer.random.between(-1, 1) };
        goals(sheet, row, goal, service, today + Duration::days(due));
        let ended = all_ended || due < -8;
        sheet.cell("plan", row, "state", choice(if ended { "done" } else { "in_progress" }));
        if ended {
            let day = (today + Duration::days(due - 2)).min(today);
            sheet.cell("plan", row, "ended", Answer::Date(day));
        }
    }
    for row in ["money_management", "social_security"] {
        sheet.cell("plan", row, "state", choice("closed"));
    }
    sheet.cell("plan", "social_support", "state", choice("declined"));
}

/// A plan that was begun this morning.
pub(super) fn begin(writer: &mut Writer<'_>) {
    let Some(mut sheet) = writer.sheet("support_plan", 0) else { return };
    take_over(&mut sheet, writer, "open");
    let due = writer.today() + Duration::days(10);
    goals(&mut sheet, "medical_examinations", "demo-goal-medical", "demo-org-3", due);
    writer.leave(sheet);
}

fn goals(sheet: &mut Sheet<'_>, row: &str, goal: &str, service: &str, due: NaiveDate) {
    sheet.cell_say("plan", row, "goal", goal).cell_say("plan", row, "service", service);
    sheet.cell_say("plan", row, "responsible", "demo-worker-1");
    sheet.cell_say("plan", row, "steps", "demo-steps-1");
    sheet.cell_say("plan", row, "monitoring", "demo-monitoring-1");
    sheet.cell("plan", row, "priority", choice("1"));
    sheet.cell("plan", row, "intervention_level", choice("individual"));
    sheet.cell("plan", row, "start", Answer::Date(sheet.day().min(due)));
    sheet.cell("plan", row, "due", Answer::Date(due));
}

/// Two of the open needs become rows, and say so.
fn take_over(sheet: &mut Sheet<'_>, writer: &Writer<'_>, state: &str) {
    let (Some(form), Some(needs)) = (writer.library.form("needs"), writer.last("needs")) else { return };
    let rows = sheet.entry.takeable("plan", &form, &needs.answers);
    for row in rows {
        let goal = match row.from.as_deref() {
            Some("needs/needs/documents") => "demo-goal-social",
            Some("needs/needs/family_contact") => "demo-goal-family",
            _ => continue,
        };
        let id = row.id.clone();
        sheet.entry.insert_row("plan", row);
        sheet.cell_say("plan", &id, "goal", goal);
        sheet.cell_say("plan", &id, "steps", "demo-steps-2");
        sheet.cell_say("plan", &id, "responsible", "demo-worker-2");
        sheet.cell_say("plan", &id, "monitoring", "demo-monitoring-2");
        sheet.cell("plan", &id, "state", choice(state));
    }
}
