//! One row of a list of dates or cases: the code first, the risk in words last.

use ratatui::text::{Line, Span};

use super::detail::{contact_in_short, next_when, since_words, when};
use crate::casework::directory::SERVICE;
use crate::form::Path;
use crate::record::{Attention, CaseLine, DueLine};
use crate::screen::{Cx, words};
use crate::widget::page::{column, fit, width};
use crate::widget::theme::Role;

const CODE: usize = 7;
const RISK: usize = 12;
/// How much room what a date is about keeps beside the days of waiting.
const LEAST: usize = 18;

/// A date: code, what, when, risk. `neutral`: nothing that a worker wrote, whatever the names.
pub fn due_row(line: &DueLine, focused: bool, room: usize, neutral: bool, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    let level = line.risk.as_deref().unwrap_or_default();
    let risk = if level.is_empty() { String::new() } else { words::risk(&cx.locale, level) };
    let when_width = if room < 72 { 15 } else { 19 };
    let what_width = room.saturating_sub(CODE + when_width + 1 + RISK + 1);
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(column(&words::code(line.number), CODE, theme), style),
        Span::styled(what(line, what_width, neutral, cx), style),
        Span::raw(" "),
        Span::raw(format!("{} ", column(&when(line, cx), when_width, theme))),
        Span::styled(fit(&risk, RISK, theme), theme.style(words::risk_role(level))),
    ])
}

/// What a date is about, with what stands beside it where it fits: since when one waits, how the person
/// may be reached. A rule is never cut: half a rule would be a wrong one.
fn what(line: &DueLine, room: usize, neutral: bool, cx: &Cx) -> String {
    let (locale, due) = (&cx.locale, &line.due);
    let neutral = neutral && !cx.names_shown;
    let what = match neutral {
        true => words::short_label(locale, &due.form, &due.path),
        false => words::due_words(locale, &line.due, &cx.library, cx.names_shown),
    };
    let whole = format!("{}: {what}", words::form_short(locale, &due.form));
    // Where room is scarce the row of a table is known by its own name; the foot says of which form.
    let of_row = matches!(due.path, Path::Cell { .. });
    let text = if of_row && width(&whole) > room { what } else { whole };
    let since = since_words(line, cx);
    let cut = since.is_some();
    let contact = contact_in_short(line, cx).filter(|_| !neutral);
    let Some(aside) = since.or(contact).map(|aside| format!(" ({aside})")) else {
        return column(&text, room, cx.theme);
    };
    let left = room.saturating_sub(width(&aside));
    if width(&text) > left && (!cut || left < LEAST) {
        return column(&text, room, cx.theme);
    }
    column(&format!("{}{aside}", fit(&text, left, cx.theme)), room, cx.theme)
}

/// A date of the directory: service, what, when.
pub fn service_row(asks: &Attention, focused: bool, room: usize, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    let what = words::short_label(&cx.locale, SERVICE, &asks.path);
    let when = cx.locale.relative_days(asks.date, cx.now.local.date());
    // When it is stands below the same of the dates of cases.
    let when_width = if room < 72 { 15 } else { 19 };
    let name_width = room.saturating_sub(when_width + 1 + RISK + 1);
    let text = format!("{}: {what}", asks.service);
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(column(&text, name_width, theme), style),
        Span::raw(format!(" {}", fit(&when, when_width + 1 + RISK, theme))),
    ])
}

/// A case: code, name when names are shown, phase, risk, next date.
pub fn case_row(line: &CaseLine, focused: bool, room: usize, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    let level = line.risk.as_deref().unwrap_or_default();
    let risk = if level.is_empty() { String::new() } else { words::risk(&cx.locale, level) };
    let due = next_when(line, cx).unwrap_or_default();
    let phase = words::phase(&cx.locale, line);
    let name_width = if cx.names_shown { room.saturating_sub(CODE + 18 + RISK + 18).min(28) } else { 0 };
    let name = if cx.names_shown {
        format!("{} ", column(&line.name, name_width.saturating_sub(1), theme))
    } else {
        String::new()
    };
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(column(&words::code(line.number), CODE, theme), style),
        Span::styled(name, style),
        Span::raw(column(&phase, 18, theme)),
        Span::raw(" "),
        Span::styled(column(&risk, RISK, theme), theme.style(words::risk_role(level))),
        Span::raw(fit(&due, room.saturating_sub(CODE + name_width + 18 + RISK + 1), theme)),
    ])
}
