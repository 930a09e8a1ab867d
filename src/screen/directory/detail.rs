//! Everything that matters of one service, below the list; and what referrals to it have come to, in
//! words and with what it was counted from (rule C4), never a case.

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::entry::{label, value};
use crate::casework::directory::{AREAS, name};
use crate::casework::{Experience, Middle, REFERRAL};
use crate::form::Answers;
use crate::locale::Arg;
use crate::record::Record;
use crate::screen::{Cx, words};
use crate::widget::page::{fit, wrap};
use crate::widget::theme::Role;

const REACH: [&str; 10] = [
    "contact_person",
    "contact_role",
    "phone",
    "email",
    "contact_care",
    "hours",
    "night",
    "street",
    "city",
    "getting_there",
];
const TERMS: [&str; 9] = [
    "cost",
    "cost_amount",
    "cost_note",
    "waiting_days",
    "waiting_as_of",
    "waiting_note",
    "limit_months",
    "limit_note",
    "protocol_until",
];
const WHO: [&str; 8] = [
    "languages",
    "interpreter",
    "staff_sex",
    "for_whom",
    "eligibility",
    "without_papers",
    "police_condition",
    "knows_trafficking",
];
/// What the line of the picker does not say already.
const CHOOSING: [&str; 8] = [
    "offer",
    "eligibility",
    "without_papers",
    "police_condition",
    "staff_sex",
    "waiting_note",
    "cost_note",
    "limit_note",
];

/// Everything of an entry.
pub fn whole(record: &Record, known: Option<&Experience>, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let answers = &record.answers;
    let mut lines = heading(record, columns, cx);
    lines.extend(fields(answers, &[AREAS, "offer"], columns, cx));
    lines.extend(text(&experience(known, cx), columns, Role::Plain, cx));
    for part in [&REACH[..], &WHO, &TERMS, &["culture", "experience"]] {
        lines.extend(fields(answers, part, columns, cx));
    }
    lines
}

/// What helps to choose among several: no contact, no address.
pub fn choosing(record: &Record, known: Option<&Experience>, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let mut lines = heading(record, columns, cx);
    lines.extend(fields(&record.answers, &CHOOSING, columns, cx));
    lines.extend(text(&experience(known, cx), columns, Role::Plain, cx));
    lines.extend(fields(&record.answers, &["culture", "experience"], columns, cx));
    lines
}

fn heading(record: &Record, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let mut heading = name(record).to_owned();
    if record.answers.choice("entry_state").is_some_and(|state| state != "active") {
        heading = format!("{heading} ({})", value(&record.answers, "entry_state", cx));
    }
    text(&heading, columns, Role::Heading, cx)
}

fn fields(answers: &Answers, fields: &[&str], columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let said = fields.iter().filter_map(|field| {
        let value = value(answers, field, cx);
        (!value.is_empty()).then(|| format!("{}: {value}", label(field, cx)))
    });
    text(&said.collect::<Vec<_>>().join(cx.theme.dot()), columns, Role::Plain, cx)
}

fn text(text: &str, columns: u16, role: Role, cx: &Cx) -> Vec<Line<'static>> {
    let style = cx.theme.style(role);
    let lines = wrap(text, usize::from(columns).saturating_sub(2)).into_iter();
    lines
        .filter(|line| !line.is_empty())
        .map(|line| Line::from(vec![Span::raw(" "), Span::styled(line, style)]))
        .collect()
}

/// Draws a detail in the lower part of an area; what is left above it, where the list wants `above`
/// lines. When the detail is too long, it says where the rest is.
pub fn below(frame: &mut Frame, area: Rect, mut lines: Vec<Line<'static>>, above: usize, cx: &Cx) -> Rect {
    let share = usize::from(area.height.saturating_mul(13) / 20);
    let most = share.max(usize::from(area.height).saturating_sub(above)).saturating_sub(1);
    if lines.len() > most {
        lines.truncate(most.saturating_sub(1));
        let more = fit(&cx.locale.text("services-more"), usize::from(area.width).saturating_sub(2), cx.theme);
        lines.push(Line::from(Span::styled(format!(" {more}"), cx.theme.style(Role::Quiet))));
    }
    let height = u16::try_from(lines.len() + 1).unwrap_or(area.height).min(area.height);
    let top = area.bottom() - height;
    let rule = cx.theme.rule();
    for (y, line) in (top..area.bottom()).zip(std::iter::once(&rule).chain(&lines)) {
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
    Rect { height: area.height - height, ..area }
}

/// What referrals to a service have come to, with what it was counted from.
pub fn experience(known: Option<&Experience>, cx: &Cx) -> String {
    let Some(known) = known else { return cx.locale.text("experience-none") };
    let mut parts = answers_in_words(known, cx);
    let wait = |message: &str, wait: Middle| {
        cx.locale.text_with(message, &[("days", Arg::from(wait.days)), ("n", Arg::from(wait.of))])
    };
    parts.extend(known.answer.map(|middle| wait("experience-answer", middle)));
    parts.extend(known.start.map(|middle| wait("experience-start", middle)));
    let outcomes =
        known.outcomes.iter().map(|(id, times)| format!("{} ({times})", choice("outcome", id, cx)));
    let outcomes = outcomes.collect::<Vec<_>>().join(", ");
    if !outcomes.is_empty() {
        parts.push(cx.locale.text_with("experience-outcomes", &[("outcomes", Arg::from(outcomes))]));
    }
    let what = parts.join(if cx.theme.ascii { "; " } else { " · " });
    let mut args = vec![("n", Arg::from(known.sent)), ("what", Arg::from(what))];
    let Some(since) = known.since else { return cx.locale.text_with("experience-from", &args) };
    args.push(("since", Arg::from(month(since, cx))));
    cx.locale.text_with("experience-since", &args)
}

/// How many were accepted, declined and why, and how many wait for an answer.
fn answers_in_words(known: &Experience, cx: &Cx) -> Vec<String> {
    let count = |message: &str, n: usize| cx.locale.text_with(message, &[("n", Arg::from(n))]);
    let mut parts = Vec::new();
    if known.accepted > 0 {
        parts.push(count("experience-accepted", known.accepted));
    }
    if known.declined > 0 {
        let declined = count("experience-declined", known.declined);
        let why = known.reasons.first().map(|(id, _)| {
            let reason = choice("declined_reason", id, cx);
            let args = [("n", Arg::from(known.declined)), ("reason", Arg::from(reason))];
            cx.locale.text_with("experience-why", &args)
        });
        parts.push(why.map_or(declined.clone(), |why| format!("{declined} ({why})")));
    }
    if known.open > 0 {
        parts.push(count("experience-open", known.open));
    }
    parts
}

/// A month, no day: a day might tell whose referral it was.
fn month(date: NaiveDate, cx: &Cx) -> String {
    let month = cx.locale.text(&format!("month-{}", date.month()));
    let args = [("month", Arg::from(month)), ("year", Arg::from(date.year().to_string()))];
    cx.locale.text_with("experience-month", &args)
}

fn choice(field: &str, id: &str, cx: &Cx) -> String {
    let Some(form) = cx.library.form(REFERRAL) else { return id.to_owned() };
    form.field(field).map_or_else(|| id.to_owned(), |field| words::choice_word(&cx.locale, &form, field, id))
}
