//! What each worker carries, in words: every number with what it was computed from (rule C4 of the
//! sources). A supervisor may see this page; nothing of anybody's own care is in it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::list::ListCursor;
use super::{Cx, Request, Screen, Title, words};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event};
use crate::casework::{Hours, Workload};
use crate::locale::{Arg, fold};
use crate::record::Right;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, paragraph};
use crate::widget::theme::Role;

/// The workload of everybody in this vault.
#[derive(Default)]
pub struct Team {
    pub list: ListCursor,
    loads: Option<Vec<Workload>>,
}

impl Team {
    /// The page with the cursor where it was.
    pub fn at(cursor: usize) -> Self {
        Self { list: ListCursor { cursor }, loads: None }
    }

    /// Shows the page.
    pub fn open(cx: &mut Cx) {
        let screen = Self::default();
        screen.refresh(cx);
        cx.out.push(Request::Push(Box::new(Screen::Team(Box::new(screen)))));
    }

    pub fn refresh(&self, cx: &mut Cx) {
        cx.effect(Effect::LoadWorkload(Box::new(cx.process.workload().clone())));
    }

    pub fn event(&mut self, event: &Event, cx: &Cx) {
        if let Event::Workload(loads) = event {
            let mut loads = match cx.rights.contains(&Right::SeeTeam) {
                true => loads.clone(),
                false => vec![mine(loads, cx)],
            };
            loads.sort_by(|a, b| cx.locale.compare(&a.worker, &b.worker));
            self.list.clamp(loads.len());
            self.loads = Some(loads);
        }
    }

    pub fn key(&mut self, key: Key) {
        self.list.key(key, self.loads.as_ref().map_or(0, Vec::len));
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        if command == Cmd::Back {
            cx.out.push(Request::Pop);
        }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        Title { parts: vec![cx.locale.text("cmd-team-workload")], danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let loads = self.loads.as_deref().unwrap_or_default();
        for (number, load) in loads.iter().enumerate() {
            let focused = number == self.list.cursor;
            let marker = if focused { cx.theme.marker() } else { "  " };
            let name = paragraph(&load.worker, area.width, 0, Role::Heading, cx.theme);
            let mut lines = Vec::new();
            if number > 0 {
                lines.push(Line::default());
            }
            let first = lines.len();
            for mut line in name {
                line.spans.insert(0, marker.into());
                lines.push(line);
            }
            lines.extend(brief(load, area.width, 4, cx));
            let weight = [("weight", Arg::from(cx.locale.number(load.weight)))];
            let weight = cx.locale.text_with("load-weight", &weight);
            lines.extend(paragraph(&weight, area.width, 4, Role::Plain, cx.theme));
            page.add(Block { lines, editor: None, cursor: Some((u16::from(first > 0), 0)) }, focused);
        }
        if self.loads.as_ref().is_some_and(Vec::is_empty) {
            page.push(Block::lines(paragraph(
                &cx.locale.text("load-none"),
                area.width,
                2,
                Role::Plain,
                cx.theme,
            )));
        }
        page.line(Line::default());
        let how = paragraph(&how_it_weighs(cx), area.width, 1, Role::Quiet, cx.theme);
        page.push(Block::lines(how));
        page.draw(frame, area)
    }
}

/// What the worker who is here carries, nothing included.
pub fn mine(loads: &[Workload], cx: &Cx) -> Workload {
    let me = cx.worker.clone().unwrap_or_default();
    let own = loads.iter().find(|load| fold(&load.worker) == fold(&me)).cloned();
    own.unwrap_or(Workload { worker: me, ..Workload::default() })
}

/// Cases by risk and stage, hours of 7 and of 30 days: one paragraph each.
pub fn brief(load: &Workload, width: u16, indent: usize, cx: &Cx) -> Vec<Line<'static>> {
    let open = cx.locale.text_with("load-cases", &[("n", Arg::from(load.open))]);
    let mut risks: Vec<String> =
        load.risks.iter().map(|(level, n)| format!("{} {n}", words::risk(&cx.locale, level))).collect();
    if load.unjudged > 0 {
        risks.push(cx.locale.text_with("load-unjudged", &[("n", Arg::from(load.unjudged))]));
    }
    let stages = load.stages.iter().map(|(stage, n)| format!("{} {n}", stage_name(stage, cx)));
    let stages: Vec<String> = stages.collect();
    let mut parts = vec![open];
    if load.open > 0 {
        parts.push(cx.locale.text_with("load-risks", &[("what", Arg::from(risks.join(", ")))]));
        parts.push(cx.locale.text_with("load-stages", &[("what", Arg::from(stages.join(", ")))]));
    }
    let mut lines = paragraph(&parts.join(" "), width, indent, Role::Plain, cx.theme);
    for (message, hours) in [("load-week", &load.week), ("load-month", &load.month)] {
        lines.extend(paragraph(&in_hours(message, hours, cx), width, indent, Role::Plain, cx.theme));
    }
    lines
}

fn in_hours(message: &str, hours: &Hours, cx: &Cx) -> String {
    if hours.contacts == 0 {
        return cx.locale.text(&format!("{message}-none"));
    }
    let args = [
        ("time", Arg::from(cx.locale.duration(hours.minutes))),
        ("outside", Arg::from(cx.locale.duration(hours.outside))),
        ("contacts", Arg::from(hours.contacts)),
    ];
    let mut text = cx.locale.text_with(message, &args);
    if hours.unknown > 0 {
        text.push(' ');
        text.push_str(&cx.locale.text_with("load-unknown", &[("n", Arg::from(hours.unknown))]));
    }
    text
}

fn stage_name(stage: &str, cx: &Cx) -> String {
    if stage.is_empty() { cx.locale.text("load-no-stage") } else { cx.locale.text(&format!("stage-{stage}")) }
}

/// The weights in words, as they stand in the process.
fn how_it_weighs(cx: &Cx) -> String {
    let rules = cx.process.workload();
    let number = |weight: &f64| cx.locale.number(*weight);
    let stages = rules.stages.iter().map(|(id, weight)| format!("{} {}", stage_name(id, cx), number(weight)));
    let risks =
        rules.risks.iter().map(|(id, weight)| format!("{} {}", words::risk(&cx.locale, id), number(weight)));
    let args = [
        ("stages", Arg::from(stages.collect::<Vec<_>>().join(", "))),
        ("risks", Arg::from(risks.collect::<Vec<_>>().join(", "))),
    ];
    cx.locale.text_with("load-how", &args)
}
