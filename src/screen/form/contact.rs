//! How the person may safely be reached, at the top of every form for which somebody is contacted:
//! the rules that the intake holds. What is sensitive of them stands on the page of guidance (F3), which
//! is opened on purpose, and at the top only while names are shown.

use ratatui::text::Line;

use super::FormScreen;
use crate::form::{Answer, Form};
use crate::locale::Arg;
use crate::screen::{Cx, words};
use crate::widget::page::paragraph;
use crate::widget::theme::Role;

/// At most so many lines: the rest stands in the intake.
const LINES: usize = 2;

/// The rules, or that there are none yet; empty where nobody is contacted.
pub fn lines(screen: &FormScreen, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    if !screen.entry.form().safe_contact {
        return Vec::new();
    }
    let rules = rules(screen, cx.names_shown, cx);
    let (text, role) = match rules.is_empty() {
        true => (cx.locale.text("contact-rules-none"), Role::Warning),
        false => {
            let rules = Arg::from(rules.join(cx.theme.dot()));
            (cx.locale.text_with("contact-rules", &[("rules", rules)]), Role::Plain)
        }
    };
    let mut lines = paragraph(&text, columns, 1, role, cx.theme);
    let cut = lines.len() > LINES;
    if cut {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.spans.push(cx.theme.ellipsis().into());
        }
    }
    if cut || rules.len() < whole(screen, cx).len() {
        lines.extend(paragraph(&cx.locale.text("contact-rules-more"), columns, 1, Role::Quiet, cx.theme));
    }
    lines.push(Line::default());
    lines
}

/// All rules with what is sensitive of them, a line each, for the page that somebody opens on purpose:
/// whoever calls needs the word that was agreed on. Empty where nobody is contacted.
pub fn whole(screen: &FormScreen, cx: &Cx) -> Vec<String> {
    match screen.entry.form().safe_contact {
        true => rules(screen, true, cx),
        false => Vec::new(),
    }
}

/// Each rule with its short label, in the order of the process; then what is sensitive of that section.
fn rules(screen: &FormScreen, with_sensitive: bool, cx: &Cx) -> Vec<String> {
    let named = cx.process.safe_contact();
    let Some((form, _)) = named.first().and_then(|name| name.split_once('.')) else { return Vec::new() };
    let record = screen.file.iter().flat_map(|file| &file.records).find(|record| record.form == form);
    let (Some(record), Some(form)) = (record, cx.library.form(form)) else { return Vec::new() };
    let ids = named.iter().filter_map(|name| name.split_once('.').map(|(_, id)| id.to_owned()));
    let mut ids: Vec<String> = ids.collect();
    if with_sensitive {
        ids.extend(sensitive_beside(&form, &ids));
    }
    let rule = |id: &String| {
        let field = form.field(id)?;
        let answer = record.answers.fields.get(id).filter(|answer| **answer != Answer::Declined)?;
        let path = crate::form::Path::field(id);
        let said = words::answer(&cx.locale, &form, field, answer);
        (!said.is_empty()).then(|| words::labelled(&words::short_label(&cx.locale, &form.id, &path), &said))
    };
    ids.iter().filter_map(rule).collect()
}

/// The sensitive fields of the section in which the rules stand.
fn sensitive_beside(form: &Form, ids: &[String]) -> Vec<String> {
    let section =
        form.sections.iter().find(|section| section.fields.iter().any(|field| ids.contains(&field.id)));
    let fields = section.map(|section| section.fields.as_slice()).unwrap_or_default();
    fields.iter().filter(|field| field.sensitive).map(|field| field.id.clone()).collect()
}
