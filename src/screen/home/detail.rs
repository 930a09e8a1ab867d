//! What has the focus, whole: whose it is, what is asked for and when, and before anybody calls, how
//! the person may safely be reached.

use chrono::NaiveDate;
use ratatui::text::Line;

use crate::casework::directory::SERVICE;
use crate::form::Answer;
use crate::locale::Arg;
use crate::record::{Attention, CaseLine, DueLine};
use crate::screen::{Cx, words};
use crate::widget::page::paragraph;
use crate::widget::theme::Role;

/// When a date is, as seen today.
pub fn when(line: &DueLine, cx: &Cx) -> String {
    day_words(line.due.date, line.due.until, cx)
}

/// When a case asks for something next; nothing where it asks for nothing.
pub fn next_when(case: &CaseLine, cx: &Cx) -> Option<String> {
    Some(day_words(case.next_due?, case.next_until, cx))
}

/// A day as seen today. While its window is open it is not late.
fn day_words(date: NaiveDate, until: Option<NaiveDate>, cx: &Cx) -> String {
    let today = cx.now.local.date();
    match until.filter(|until| date < today && *until >= today) {
        Some(until) => until_words(until, cx),
        None => cx.locale.relative_days(date, today),
    }
}

fn until_words(until: NaiveDate, cx: &Cx) -> String {
    cx.locale.text_with("home-until", &[("day", Arg::from(cx.locale.date_short(until)))])
}

/// For how long one has been waiting; nothing for a window.
pub fn since_words(line: &DueLine, cx: &Cx) -> Option<String> {
    let since = line.due.since.filter(|_| line.due.until.is_none())?;
    let days = (cx.now.local.date() - since).num_days();
    (days > 0).then(|| cx.locale.text_with("home-since", &[("days", Arg::from(days))]))
}

/// The first rules of contact, as short as a row needs them; nothing where nobody is contacted.
pub fn contact_in_short(line: &DueLine, cx: &Cx) -> Option<String> {
    if !cx.process.is_with_person(&line.due.form, &line.due.path) {
        return None;
    }
    let rules: Vec<String> = rules(line, cx).into_iter().take(2).map(|(_, rule)| rule).collect();
    (!rules.is_empty()).then(|| rules.join(", "))
}

/// The rules of safe contact, each with its short label, in the order of the process.
fn rules(line: &DueLine, cx: &Cx) -> Vec<(String, String)> {
    let rule = |name: &String| {
        let (form, id) = name.split_once('.')?;
        let answer = line.contact.fields.get(id).filter(|answer| **answer != Answer::Text(String::new()))?;
        let form = cx.library.form(form)?;
        let field = form.field(id)?;
        let path = crate::form::Path::field(id);
        let said = match field.sensitive && !cx.names_shown {
            true => cx.locale.text("answer-hidden"),
            false => words::answer(&cx.locale, &form, field, answer),
        };
        Some((words::short_label(&cx.locale, &form.id, &path), said))
    };
    cx.process.safe_contact().iter().filter_map(rule).collect()
}

/// Everything about a date.
pub fn due_detail(line: &DueLine, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let risk = line.risk.as_deref();
    let head = head(line.number, &line.name, risk, line.due.step.as_deref(), line.manager.as_deref(), cx);
    let mut lines = paragraph(&head, columns, 1, Role::Plain, cx.theme);
    lines.extend(paragraph(&asked(line, cx), columns, 1, Role::Plain, cx.theme));
    if cx.process.is_with_person(&line.due.form, &line.due.path) {
        lines.extend(contact(line, columns, cx));
    }
    lines
}

/// Everything that a list knows of a case.
pub fn case_detail(case: &CaseLine, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let (risk, manager) = (case.risk.as_deref(), case.manager.as_deref());
    let head = head(case.number, &case.name, risk, case.step.as_deref(), manager, cx);
    let mut lines = paragraph(&head, columns, 1, Role::Plain, cx.theme);
    let mut parts = vec![words::phase(&cx.locale, case)];
    if cx.locale.has(&format!("stage-{}", case.stage)) {
        parts.push(cx.locale.text(&format!("stage-{}", case.stage)));
    }
    if let Some(when) = next_when(case, cx) {
        parts.push(cx.locale.text_with("header-due", &[("when", Arg::from(when))]));
    }
    lines.extend(paragraph(&parts.join(cx.theme.dot()), columns, 1, Role::Plain, cx.theme));
    lines
}

/// Everything about a date of the directory of services.
pub fn service_detail(asks: &Attention, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let label = words::label(&cx.locale, SERVICE, &asks.path);
    let when = cx.locale.relative_days(asks.date, cx.now.local.date());
    let date = words::labelled(&label, &cx.locale.date(asks.date));
    let text = [asks.service.clone(), date, when].join(cx.theme.dot());
    paragraph(&text, columns, 1, Role::Plain, cx.theme)
}

/// Whose it is: code, name when names are shown, risk, step, case manager.
fn head(
    number: u32,
    name: &str,
    risk: Option<&str>,
    step: Option<&str>,
    manager: Option<&str>,
    cx: &Cx,
) -> String {
    let locale = &cx.locale;
    let name = Some(name).filter(|name| cx.names_shown && !name.is_empty()).map(str::to_owned);
    let risk = risk.map(|level| {
        let level = words::risk(locale, level);
        locale.text_with("header-risk", &[("level", Arg::from(level))])
    });
    let step = step.map(|step| locale.text(&format!("step-{step}")));
    let manager = manager.map(|name| locale.text_with("home-manager", &[("name", Arg::from(name))]));
    let parts = [Some(words::code(number)), name, risk, step, manager];
    parts.into_iter().flatten().collect::<Vec<_>>().join(cx.theme.dot())
}

/// What is asked for and when.
fn asked(line: &DueLine, cx: &Cx) -> String {
    let (locale, due) = (&cx.locale, &line.due);
    let form = locale.form(&due.form, "form");
    let label = words::label(locale, &due.form, &due.path);
    let heading = words::due_words(locale, &line.due, &cx.library, cx.names_shown);
    let heading = Some(heading).filter(|text| *text != words::short_label(locale, &due.form, &due.path));
    let what = heading.map_or(form.clone(), |heading| format!("{form}: {heading}"));
    let mut parts = vec![what, words::labelled(&label, &locale.date(due.date))];
    parts.push(when(line, cx));
    parts.extend(since_words(line, cx));
    let until = due.until.map(|until| until_words(until, cx));
    parts.extend(until.filter(|until| !parts.contains(until)));
    parts.join(cx.theme.dot())
}

/// How the person may be reached; that nothing is written down is said too.
fn contact(line: &DueLine, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let rules: Vec<String> =
        rules(line, cx).into_iter().map(|(label, rule)| words::labelled(&label, &rule)).collect();
    if rules.is_empty() {
        return paragraph(&cx.locale.text("home-contact-none"), columns, 1, Role::Warning, cx.theme);
    }
    let rules = rules.join(cx.theme.dot());
    let text = cx.locale.text_with("home-contact", &[("rules", Arg::from(rules))]);
    paragraph(&text, columns, 1, Role::Heading, cx.theme)
}
