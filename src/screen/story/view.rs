//! The story in words: days as headings, what happened below them, each in two or three lines.

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::StoryScreen;
use crate::casework::{Happening, Order, What};
use crate::form::{Answer, Form, Path};
use crate::locale::Arg;
use crate::record::{Due, Passage, PassageKind, Revision};
use crate::screen::{Cx, compare, reading, words};
use crate::widget::page::{Block, Page, Turned, column, fit, width, wrap};
use crate::widget::theme::Role;

/// How many changes are told of one version; the rest is counted.
const TOLD: usize = 4;
/// What happened is told in so many lines at most.
const LINES: usize = 2;
/// Where the words of an entry begin, below its time.
const INDENT: usize = 8;

impl StoryScreen {
    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let head = Rect { height: 1.min(area.height), ..area };
        frame.render_widget(self.heading(area.width, cx), head);
        let body = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
        let shown = self.shown();
        let mut page = Page::default();
        let mut day = None;
        for (number, happening) in shown.iter().enumerate() {
            let mut lines = Vec::new();
            let here = Day::of(happening, cx);
            if day != Some(here) {
                day = Some(here);
                let words = format!(" {}", here.words(cx));
                lines.push(Line::from(Span::styled(words, cx.theme.style(Role::Heading))));
            }
            let focused = number == self.list.cursor;
            let at = u16::try_from(lines.len()).unwrap_or(0);
            lines.extend(entry(happening, focused, area.width, cx));
            page.add(Block { lines, editor: None, cursor: Some((at, 0)) }, focused);
        }
        if self.file.is_some() && shown.is_empty() {
            let message = if self.kind.is_some() { "story-none-of-kind" } else { "case-no-records" };
            page.line(format!("  {}", cx.locale.text(message)));
        }
        page.draw(frame, body)
    }

    /// Which part of the story it is, and which way it is told.
    fn heading(&self, width: u16, cx: &Cx) -> Line<'static> {
        let kind = self.kind.and_then(|kind| self.kinds.get(kind)).map_or("all", |kind| kind.id.as_str());
        let order = match self.order {
            Order::NewestFirst => "story-newest-first",
            Order::OldestFirst => "story-oldest-first",
        };
        let args = [
            ("kind", Arg::from(cx.locale.text(&format!("kind-{kind}")))),
            ("order", Arg::from(cx.locale.text(order))),
        ];
        let words = cx.locale.text_with("story-title", &args);
        let words = fit(&words, usize::from(width).saturating_sub(1), cx.theme);
        Line::from(Span::styled(format!(" {words}"), cx.theme.style(Role::Quiet)))
    }
}

/// The day under which something is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Day {
    Ahead,
    On(NaiveDate),
}

impl Day {
    fn of(happening: &Happening, cx: &Cx) -> Self {
        let at = happening.moment();
        at.map_or(Self::Ahead, |at| Self::On(at.with_timezone(&cx.now.offset).date_naive()))
    }

    fn words(self, cx: &Cx) -> String {
        let today = cx.now.local.date();
        match self {
            Self::Ahead => cx.locale.text("story-ahead"),
            Self::On(day) if day == today => {
                let day = cx.locale.date_long(day);
                cx.locale.text_with("home-title", &[("day", Arg::from(day))])
            }
            Self::On(day) if day.year() == today.year() => cx.locale.date_long(day),
            Self::On(day) => cx.locale.date(day),
        }
    }
}

fn entry(happening: &Happening, focused: bool, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    match &happening.what {
        What::Ahead(due) => vec![due_line(due, focused, width, cx)],
        What::Draft(_) => {
            vec![first_line(happening, &cx.locale.text("records-draft"), Role::Warning, focused, width, cx)]
        }
        What::Passed(passage) => vec![passage_line(happening, passage, focused, width, cx)],
        What::Begun(revision) => {
            let mut lines = vec![version_line(happening, revision, focused, width, cx)];
            lines.extend(told(&begun(&happening.form, revision, cx), width, cx));
            lines
        }
        What::Revised(revision, difference) => {
            let mut lines = vec![version_line(happening, revision, focused, width, cx)];
            let mut changes = compare::in_short(&happening.form, difference, cx);
            if changes.is_empty() {
                changes.push(cx.locale.text("story-unchanged"));
            }
            lines.extend(told(&changes, width, cx));
            lines
        }
    }
}

fn version_line(
    happening: &Happening,
    revision: &Revision,
    focused: bool,
    width: u16,
    cx: &Cx,
) -> Line<'static> {
    let who = Arg::from(revision.author.clone());
    let args = [("n", Arg::from(revision.revision)), ("who", who)];
    let version = cx.locale.text_with("records-version", &args);
    first_line(happening, &version, Role::Plain, focused, width, cx)
}

/// The time, the form, and which version by whom.
fn first_line(
    happening: &Happening,
    said: &str,
    role: Role,
    focused: bool,
    columns: u16,
    cx: &Cx,
) -> Line<'static> {
    let theme = cx.theme;
    let at = happening.moment().map(|at| at.with_timezone(&cx.now.offset).time());
    let time = at.map(|at| cx.locale.time(at)).unwrap_or_default();
    let form = words::form_short(&cx.locale, &happening.form);
    let room = usize::from(columns).saturating_sub(INDENT + 1);
    let name = column(&form, width(&form).max(24).min(room), theme);
    let said = fit(said, room.saturating_sub(width(&name) + 1), theme);
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::raw(column(&time, INDENT - 2, theme)),
        Span::styled(name, theme.style(if focused { Role::Focus } else { Role::Plain })),
        Span::raw(" "),
        Span::styled(said, theme.style(role)),
    ])
}

/// A step on the way of the case.
fn passage_line(
    happening: &Happening,
    passage: &Passage,
    focused: bool,
    width: u16,
    cx: &Cx,
) -> Line<'static> {
    let theme = cx.theme;
    let at = happening.moment().map(|at| at.with_timezone(&cx.now.offset).time());
    let time = at.map(|at| cx.locale.time(at)).unwrap_or_default();
    let room = usize::from(width).saturating_sub(INDENT + 1);
    let style = theme.style(if focused { Role::Focus } else { Role::Heading });
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::raw(column(&time, INDENT - 2, theme)),
        Span::styled(fit(&passage_words(passage, cx), room, theme), style),
    ])
}

fn passage_words(passage: &Passage, cx: &Cx) -> String {
    let named = |message: &str, of: &str| {
        let name = |id: &str| cx.locale.text(&format!("{of}{id}"));
        let what = match passage.was.as_str() {
            "" => name(&passage.became),
            was => format!("{}{}{}", name(was), cx.theme.arrow(), name(&passage.became)),
        };
        cx.locale.text_with(message, &[("what", Arg::from(what))])
    };
    match (passage.kind, passage.became.as_str()) {
        (PassageKind::Phase, _) => named("story-phase", "phase-"),
        (PassageKind::Stage, _) => named("story-stage", "stage-"),
        (PassageKind::Closed, "closed") => cx.locale.text("story-closed"),
        (PassageKind::Closed, _) if passage.was.is_empty() => cx.locale.text("story-opened"),
        (PassageKind::Closed, _) => cx.locale.text("story-opened-again"),
    }
}

/// A date to come (or passed and still open), and what it is about.
fn due_line(due: &Due, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let today = cx.now.local.date();
    let when = cx.locale.relative_days(due.date, today);
    let about = words::due_words(&cx.locale, due, &cx.library, cx.names_shown);
    let form = words::form_short(&cx.locale, &due.form);
    let what = format!("{form}: {about}");
    let day = cx.locale.date_short(due.date);
    let room = usize::from(width).saturating_sub(2 + 7 + 18 + 1);
    let role = if due.date < today { Role::Danger } else { Role::Plain };
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::raw(column(&day, 7, theme)),
        Span::raw(" "),
        Span::styled(format!("{} ", column(&when, 16, theme)), theme.style(role)),
        Span::styled(fit(&what, room, theme), theme.style(if focused { Role::Focus } else { Role::Plain })),
    ])
}

/// A few of the parts joined, in two lines at most; how many more there are is counted.
fn told(parts: &[String], width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let mut text = parts.iter().take(TOLD).map(|part| part.replace('\n', " ")).collect::<Vec<_>>().join("; ");
    let room = usize::from(width).saturating_sub(INDENT + 1);
    let more = parts.len().saturating_sub(TOLD);
    let more = if more == 0 {
        String::new()
    } else {
        format!("; {}", cx.locale.text_with("story-more", &[("n", Arg::from(more))]))
    };
    // Two lines hold a little less than twice their width, since they break between words.
    text = fit(&text, (room * LINES).saturating_sub(crate::widget::page::width(&more) + 12), cx.theme);
    let lines = wrap(&format!("{text}{more}"), room).into_iter().take(LINES);
    let style = cx.theme.style(Role::Quiet);
    lines.map(|line| Line::from(vec![Span::raw(" ".repeat(INDENT)), Span::styled(line, style)])).collect()
}

/// What a first version says: its most telling answers, or how many questions were answered.
fn begun(form: &str, revision: &Revision, cx: &Cx) -> Vec<String> {
    let answers = &revision.answers;
    let known = cx.library.form(form);
    let mut parts: Vec<String> = match &known {
        Some(known) => {
            cx.process.telling(form).filter_map(|field| telling(known, field, revision, cx)).collect()
        }
        None => Vec::new(),
    };
    if parts.is_empty() {
        let count = known.as_ref().map_or(answers.fields.len(), |known| reading::parts(known, answers));
        parts.push(cx.locale.text_with("story-answered", &[("n", Arg::from(count))]));
    }
    if answers.stopped_at.is_some() {
        parts.push(cx.locale.text("story-stopped"));
    }
    if let Some(reason) = &answers.override_reason {
        parts.push(cx.locale.text_with("reading-override", &[("reason", Arg::from(reason.clone()))]));
    }
    parts
}

fn telling(form: &Form, field: &str, revision: &Revision, cx: &Cx) -> Option<String> {
    let answer: &Answer = revision.answers.fields.get(field)?;
    let field = form.field(field)?;
    let label = words::short_label(&cx.locale, &form.id, &Path::field(&field.id));
    let value = if field.sensitive && !cx.names_shown {
        cx.locale.text("answer-hidden")
    } else {
        words::answer(&cx.locale, form, field, answer)
    };
    Some(words::labelled(&label, &value))
}
