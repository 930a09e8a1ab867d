//! How one's own care looks: rows above, and below them the signs of the check-in that has the focus.
//! Every mark also stands there as a word; all marks are plain ASCII.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::trend::{self, Group, MOST, Point, Sign};
use super::{FORM, NEWEST, OwnCare, Row};
use crate::locale::Arg;
use crate::record::{Draft, Record};
use crate::screen::{Cx, words, workload};
use crate::widget::page::{Block, Page, Turned, column, fit, paragraph};
use crate::widget::theme::Role;

/// Columns of the names of the groups, and of the marks of one check-in.
const NAME: usize = 20;
const MARKS: usize = 12;
/// Columns that words need beside them.
const WORDS: usize = 22;

pub fn draw(screen: &OwnCare, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
    let mut body = area;
    let signs = signs(screen, area.width, cx);
    let height = u16::try_from(signs.len()).unwrap_or(0);
    // In a small window the signs make room for longer texts.
    let room = if matches!(screen.focused(), Some(Row::Record(_))) { 4 } else { 12 };
    if height > 0 && body.height > height + room {
        body.height -= height;
        for (y, line) in (body.bottom()..area.bottom()).zip(&signs) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
    let mut page = Page::default();
    for (number, row) in screen.rows().into_iter().enumerate() {
        let focused = number == screen.list.cursor;
        let mut lines = head(screen, row, area.width, cx);
        let at = u16::try_from(lines.len()).unwrap_or(0);
        lines.push(line(screen, row, focused, area.width, cx));
        lines.extend(below(screen, row, area.width, cx));
        page.add(Block { lines, editor: None, cursor: Some((at, 0)) }, focused);
    }
    page.draw(frame, body)
}

/// What stands above a row.
fn head(screen: &OwnCare, row: Row, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let heading = |message: &str, args: &[(&str, Arg)]| {
        let mut lines = vec![Line::default()];
        lines.extend(paragraph(&cx.locale.text_with(message, args), width, 1, Role::Heading, cx.theme));
        lines
    };
    match row {
        Row::Draft(0) => private(width, cx),
        Row::Begin if screen.drafts().is_empty() => private(width, cx),
        Row::Record(0) => {
            let end = |attribute: &str| {
                Arg::from(cx.locale.form_attribute(FORM, super::FIRST, attribute).unwrap_or_default())
            };
            heading("own-trend", &[("low", end("low")), ("high", end("high"))])
        }
        Row::Record(NEWEST) => heading("own-older", &[]),
        Row::Ideas | Row::Help | Row::Load => vec![Line::default()],
        _ => Vec::new(),
    }
}

fn private(width: u16, cx: &Cx) -> Vec<Line<'static>> {
    paragraph(&cx.locale.text("own-private"), width, 1, Role::Quiet, cx.theme)
}

fn line(screen: &OwnCare, row: Row, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    let marker = Span::raw(if focused { theme.marker() } else { "  " });
    let room = usize::from(width).saturating_sub(3);
    let plain = |text: String| Line::from(vec![marker.clone(), Span::styled(fit(&text, room, theme), style)]);
    match row {
        Row::Begin => plain(cx.locale.text("own-begin")),
        Row::Draft(number) => plain(screen.drafts().get(number).map(|d| draft(d, cx)).unwrap_or_default()),
        Row::Ideas => plain(cx.locale.text("own-ideas")),
        Row::Help => plain(cx.locale.text("own-help")),
        Row::Load => plain(cx.locale.text("own-load")),
        Row::Record(number) => {
            let point = screen.records().get(number).and_then(|record| point(screen, record, cx));
            point.map(|point| point_line(&point, marker.clone(), style, room, cx)).unwrap_or_default()
        }
    }
}

fn draft(draft: &Draft, cx: &Cx) -> String {
    let when = cx.locale.moment(draft.saved_at, cx.now.offset);
    cx.locale.text_with("own-draft", &[("when", Arg::from(when))])
}

/// Day, bar, the number in words, how long ago.
fn point_line(
    point: &Point,
    marker: Span<'static>,
    style: ratatui::style::Style,
    room: usize,
    cx: &Cx,
) -> Line<'static> {
    let filled = usize::from(point.how.unwrap_or(0));
    let bar = match point.how {
        Some(_) => format!("{}{}", "#".repeat(filled), ".".repeat(usize::from(MOST) - filled)),
        None => " ".repeat(usize::from(MOST)),
    };
    let number = match point.how {
        Some(how) => cx
            .locale
            .text_with("own-number", &[("n", Arg::from(usize::from(how))), ("most", Arg::from(10usize))]),
        None => cx.locale.text("own-no-number"),
    };
    let days = (cx.now.local.date() - point.on).num_days();
    let ago =
        if days < 0 { String::new() } else { cx.locale.text_with("own-ago", &[("days", Arg::from(days))]) };
    Line::from(vec![
        marker,
        Span::styled(column(&cx.locale.date(point.on), 12, cx.theme), style),
        Span::raw(format!("{bar}  ")),
        Span::raw(column(&number, 20, cx.theme)),
        Span::styled(fit(&ago, room.saturating_sub(44), cx.theme), cx.theme.style(Role::Quiet)),
    ])
}

/// What stands below a row.
fn below(screen: &OwnCare, row: Row, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let quiet = |message: &str| paragraph(&cx.locale.text(message), width, 4, Role::Quiet, cx.theme);
    match row {
        Row::Begin if screen.records().is_empty() => quiet("own-first"),
        Row::Ideas => ideas(screen, width, cx),
        Row::Help => {
            let who = cx.locale.text("own-help-who");
            let mut lines = paragraph(&who, width, 4, Role::Plain, cx.theme);
            lines.extend(quiet(if screen.silenced { "own-offer-off" } else { "own-offer-on" }));
            lines
        }
        Row::Load => match &screen.load {
            Some(load) => workload::brief(load, width, 4, cx),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn ideas(screen: &OwnCare, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let say = |message: &str, args: &[(&str, Arg)]| {
        paragraph(&cx.locale.text_with(message, args), width, 4, Role::Plain, cx.theme)
    };
    let mut lines = Vec::new();
    if let Some((step, at)) = trend::small_step(screen.records()) {
        let when = cx.locale.date_short(at.with_timezone(&cx.now.offset).date_naive());
        // Her own words stay hidden from whoever looks over her shoulder, like names.
        let what = if cx.names_shown { step.to_owned() } else { cx.locale.text("answer-hidden") };
        lines.extend(say("own-step", &[("what", Arg::from(what)), ("when", Arg::from(when))]));
    }
    if let Some(form) = &screen.form {
        let short = |id: &&str| words::short_label(&cx.locale, FORM, &crate::form::Path::field(id));
        let wished: Vec<String> = trend::wished(form, screen.records()).iter().map(short).collect();
        if !wished.is_empty() {
            lines.extend(say("own-wished", &[("what", Arg::from(wished.join(", ")))]));
        }
    }
    lines
}

fn point(screen: &OwnCare, record: &Record, cx: &Cx) -> Option<Point> {
    Some(trend::point(screen.form.as_ref()?, record, cx.now.offset))
}

/// The signs of the focused check-in, or else the newest, beside those before it.
fn signs(screen: &OwnCare, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let at = match screen.focused() {
        Some(Row::Record(number)) => number,
        _ => 0,
    };
    let most = (usize::from(width).saturating_sub(NAME + WORDS) / MARKS).clamp(1, 3);
    let shown = screen.records().iter().skip(at).take(most);
    // As one reads: the earlier on the left.
    let points: Vec<Point> = shown.rev().filter_map(|record| point(screen, record, cx)).collect();
    let Some(focused) = points.last() else { return Vec::new() };
    // Whoever only gave a number is not shown what she did not look at.
    let looked = |point: &Point| point.groups.iter().any(|group| group.count(Sign::Open) < group.signs.len());
    if !points.iter().any(looked) {
        return Vec::new();
    }
    let mut lines = vec![cx.theme.rule()];
    lines.push(sign_head(&points, width, cx));
    for (number, group) in focused.groups.iter().enumerate() {
        let marks: Vec<&Group> = points.iter().filter_map(|point| point.groups.get(number)).collect();
        lines.push(group_line(group, &marks, width, cx));
    }
    lines
}

fn sign_head(points: &[Point], width: u16, cx: &Cx) -> Line<'static> {
    let mut text = column(&format!(" {}", cx.locale.text("own-signs")), NAME, cx.theme);
    for point in points {
        text.push_str(&column(&cx.locale.date_short(point.on), MARKS, cx.theme));
    }
    let word = |state: &str| cx.locale.choice(FORM, "sign", state);
    let legend = format!("# {} + {} - {}", word("often"), word("sometimes"), word("not_now"));
    text.push_str(&fit(&legend, usize::from(width).saturating_sub(NAME + points.len() * MARKS), cx.theme));
    Line::from(Span::styled(text, cx.theme.style(Role::Heading)))
}

/// Name, the marks of each check-in, and those of the last one in words.
fn group_line(group: &Group, shown: &[&Group], width: u16, cx: &Cx) -> Line<'static> {
    let id = format!("section-{}", group.section);
    let name = cx.locale.form_attribute(FORM, &id, "short").unwrap_or_default();
    let mut text = column(&format!(" {name}"), NAME - 1, cx.theme);
    text.push(' ');
    for group in shown {
        let marks: String = group.signs.iter().map(|sign| mark(*sign)).collect();
        text.push_str(&column(&marks, MARKS, cx.theme));
    }
    let room = usize::from(width).saturating_sub(NAME + shown.len() * MARKS);
    text.push_str(&fit(&in_words(group, cx), room, cx.theme));
    Line::from(text)
}

fn mark(sign: Sign) -> char {
    match sign {
        Sign::Often => '#',
        Sign::Sometimes => '+',
        Sign::NotNow => '-',
        Sign::Open => ' ',
    }
}

fn in_words(group: &Group, cx: &Cx) -> String {
    let counted = [(Sign::Often, "often"), (Sign::Sometimes, "sometimes")].map(|(sign, state)| {
        let n = group.count(sign);
        let state = cx.locale.choice(FORM, "sign", state);
        let args = [("n", Arg::from(n)), ("state", Arg::from(state))];
        (n > 0).then(|| cx.locale.text_with("own-count", &args))
    });
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    match (counted.is_empty(), group.count(Sign::Open) == group.signs.len()) {
        (false, _) => counted.join(", "),
        (true, true) => cx.locale.text("own-not-looked"),
        (true, false) => cx.locale.choice(FORM, "sign", "not_now"),
    }
}
