//! The lines of a case's screen that say where it stands: the stage and who is in charge, what a step
//! waits for, why a form is not open yet, what comes next.

use ratatui::text::{Line, Span};

use super::Cx;
use super::words;
use crate::casework::{CaseState, FormState, NextStep, Shut, StepState, StepStatus};
use crate::locale::Arg;
use crate::record::CaseFile;
use crate::widget::page::{fit, width as columns, wrap};
use crate::widget::theme::Role;

/// The stage of intensity with its reason, never as a bare word, and the central case manager.
pub fn head(file: &CaseFile, state: &CaseState, width: u16, cx: &Cx) -> Line<'static> {
    let stage = cx.locale.text(&format!("stage-{}", state.stage));
    let why = if state.stage_set { "set" } else { state.stage.as_str() };
    let why = format!("stage-why-{why}");
    let in_words = |why: String| {
        let args = [("stage", Arg::from(stage.clone())), ("why", Arg::from(why))];
        cx.locale.text_with("case-stage", &args)
    };
    let (whole, short) = (in_words(cx.locale.text(&why)), in_words(words::short_text(&cx.locale, &why)));
    let name = file.line.manager.clone().map(|name| [("name", Arg::from(name))]);
    let manager = name.as_ref().map(|name| cx.locale.text_with("case-manager", name));
    let called = name.as_ref().map(|name| cx.locale.text_with("case-manager-short", name));
    // What is said at less length first, so that nothing is cut as long as it can be said shorter.
    let ways = [(&whole, &manager), (&whole, &called), (&short, &called), (&stage, &called)];
    let room = usize::from(width).saturating_sub(2);
    let joined = ways.map(|(stage, manager)| {
        let parts: Vec<&str> = std::iter::once(stage.as_str()).chain(manager.as_deref()).collect();
        parts.join(cx.theme.dot())
    });
    let fitting = joined.iter().find(|text| columns(text) <= room);
    let text = fit(fitting.unwrap_or(&joined[joined.len() - 1]), room, cx.theme);
    Line::from(Span::styled(format!(" {text}"), cx.theme.style(Role::Quiet)))
}

/// What a step still waits for; nothing when it waits for nothing.
pub fn about_step(step: &StepState, width: u16, cx: &Cx) -> Option<Line<'static>> {
    if let [form] = step.forms.as_slice()
        && let Some(shut) = &form.gate
    {
        return Some(quiet(&gate(shut, cx), width, cx));
    }
    let said = |message: &str, forms: Vec<&String>| {
        let forms: Vec<String> = forms.into_iter().map(|form| words::form_short(&cx.locale, form)).collect();
        let args = [("forms", Arg::from(forms.join(", ")))];
        (!forms.is_empty()).then(|| quiet(&cx.locale.text_with(message, &args), width, cx))
    };
    // What belongs to any time is found before the step has begun.
    let any_time = step.forms.iter().filter(|form| form.any_time && step.status != StepStatus::Done);
    let waits = said("case-still-needed", step.waits_for.iter().collect());
    waits.or_else(|| said("case-any-time", any_time.map(|form| &form.form).collect()))
}

/// Why a form is not open yet.
pub fn about_form(form: &FormState, width: u16, cx: &Cx) -> Option<Line<'static>> {
    form.gate.as_ref().map(|shut| quiet(&gate(shut, cx), width, cx))
}

/// That an open case asks for nothing.
pub fn all_done(width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let lines = wrap(&cx.locale.text("case-all-done"), usize::from(width).saturating_sub(3));
    let styled = |line| Line::from(vec![Span::raw("  "), Span::styled(line, cx.theme.style(Role::Good))]);
    lines.into_iter().map(styled).collect()
}

/// Why a gate is shut, as its overlay says it.
fn gate(shut: &Shut, cx: &Cx) -> String {
    let said = shut.open.is_empty().then(|| cx.locale.attribute(&shut.message, "done")).flatten();
    let count = Arg::from(shut.open.len());
    said.unwrap_or_else(|| cx.locale.text_with(&shut.message, &[("n", count)]))
}

fn quiet(text: &str, width: u16, cx: &Cx) -> Line<'static> {
    let text = fit(text, usize::from(width).saturating_sub(3), cx.theme);
    Line::from(Span::styled(format!("  {text}"), cx.theme.style(Role::Quiet)))
}

/// The next step, in two or three lines where one is too narrow.
pub fn next(next: &NextStep, focused: bool, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let theme = cx.theme;
    let form = words::form_short(&cx.locale, &next.form);
    let when = next.when.map(|day| cx.locale.date_short(day)).unwrap_or_default();
    let step = next.step.as_ref().map(|step| words::short_text(&cx.locale, &format!("step-{step}")));
    let args = [
        ("n", Arg::from(next.count)),
        ("form", Arg::from(form)),
        ("when", Arg::from(when)),
        ("step", Arg::from(step.unwrap_or_default())),
    ];
    let what = cx.locale.text_with(&next.message, &args);
    let text = match next.calm {
        true => what,
        false => cx.locale.text_with("case-next", &[("what", Arg::from(what))]),
    };
    let role = if next.calm { Role::Good } else { Role::Heading };
    let style = theme.style(if focused { Role::Focus } else { role });
    let lines = wrap(&text, usize::from(width).saturating_sub(3));
    let marker = |number: usize| if focused && number == 0 { theme.marker() } else { "  " };
    let lines = lines.into_iter().enumerate();
    lines
        .map(|(number, line)| Line::from(vec![Span::raw(marker(number)), Span::styled(line, style)]))
        .collect()
}
