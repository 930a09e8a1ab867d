//! One line of the directory: name, areas, town, languages, cost, waiting. What does not fit is whole
//! in the detail below.

use ratatui::text::{Line, Span};

use super::entry::{number, value};
use crate::casework::directory::{AREAS, Attention, SERVICE};
use crate::form::Answers;
use crate::locale::Arg;
use crate::record::{Draft, Record};
use crate::screen::{Cx, words};
use crate::widget::page::{column, fit};
use crate::widget::theme::Role;

/// The columns behind the name, each with its width: with room for all, and without.
const WIDE: [(&str, usize); 5] =
    [("areas", 14), ("city", 10), ("languages", 13), ("cost", 9), ("waiting", 8)];
const NARROW: [(&str, usize); 3] = [("areas", 16), ("cost", 9), ("waiting", 8)];

fn layout(columns: u16) -> (&'static [(&'static str, usize)], usize) {
    let room = usize::from(columns).saturating_sub(3);
    let shown: &[(&str, usize)] = if room < 70 { &NARROW } else { &WIDE };
    let used: usize = shown.iter().map(|(_, wide)| wide).sum();
    (shown, room.saturating_sub(used))
}

/// The line of column names.
pub fn heads(columns: u16, cx: &Cx) -> Line<'static> {
    let (shown, first) = layout(columns);
    let style = cx.theme.style(Role::Quiet);
    let mut spans = vec![Span::raw("  ")];
    for (id, wide) in std::iter::once(("name", first)).chain(shown.iter().copied()) {
        let text = cx.locale.text(&format!("services-col-{id}"));
        spans.push(Span::styled(column(&text, wide.saturating_sub(1), cx.theme), style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

/// An entry. One that is paused or closed says so in the place of its terms.
pub fn record(record: &Record, focused: bool, columns: u16, cx: &Cx) -> Line<'static> {
    let state = record.answers.choice("entry_state").filter(|state| *state != "active");
    let state = state.map(|_| value(&record.answers, "entry_state", cx));
    line(&record.answers, state, focused, columns, cx)
}

/// An entry that is being written.
pub fn draft(draft: &Draft, focused: bool, columns: u16, cx: &Cx) -> Line<'static> {
    line(&draft.answers, Some(cx.locale.text("services-draft")), focused, columns, cx)
}

fn line(answers: &Answers, state: Option<String>, focused: bool, columns: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let (shown, first) = layout(columns);
    let name = value(answers, "organisation", cx);
    let name = if name.is_empty() { cx.locale.text("services-unnamed") } else { name };
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    let mut spans = vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(column(&name, first.saturating_sub(1), theme), style),
        Span::raw(" "),
    ];
    let terms: usize = shown.iter().filter(|(id, _)| is_term(id)).map(|(_, wide)| wide).sum();
    for (id, wide) in shown.iter().filter(|(id, _)| state.is_none() || !is_term(id)) {
        let text = match *id {
            "areas" => value(answers, AREAS, cx),
            "cost" => cost(answers, cx),
            "waiting" => waiting(answers, cx),
            other => value(answers, other, cx),
        };
        spans.push(Span::raw(column(&text, wide.saturating_sub(1), theme)));
        spans.push(Span::raw(" "));
    }
    if let Some(state) = state {
        spans.push(Span::styled(fit(&state, terms, theme), theme.style(Role::Warning)));
    }
    Line::from(spans)
}

fn is_term(column: &str) -> bool {
    matches!(column, "cost" | "waiting")
}

/// The cost in a word.
pub fn cost(answers: &Answers, cx: &Cx) -> String {
    let id = answers.choice("cost").map(|cost| format!("services-cost-{cost}"));
    // A choice of somebody's own form has its long words alone.
    match id {
        Some(id) if cx.locale.has(&id) => cx.locale.text(&id),
        _ => value(answers, "cost", cx),
    }
}

/// The waiting time in a word.
pub fn waiting(answers: &Answers, cx: &Cx) -> String {
    let days = number(answers, "waiting_days");
    let days = days.map(|days| cx.locale.text_with("services-days", &[("days", Arg::from(days))]));
    days.unwrap_or_default()
}

/// A date of the entry that asks for attention, in words.
pub fn attention(asks: &Attention, room: usize, cx: &Cx) -> String {
    let args = [
        ("what", Arg::from(words::label(&cx.locale, SERVICE, &asks.path))),
        ("date", Arg::from(cx.locale.date(asks.date))),
        ("when", Arg::from(cx.locale.relative_days(asks.date, cx.now.local.date()))),
    ];
    fit(&cx.locale.text_with("services-attention", &args), room, cx.theme)
}
