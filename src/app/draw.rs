//! The frame of every screen: one header line, the content, one footer line with the keys that
//! matter here; a notice takes the footer's place for as long as it matters.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::command::{self, Cmd, Place};
use super::model::{Model, Stage};
use super::update::{place, refusal};
use crate::overlay;
use crate::screen::{Cx, Title};
use crate::widget::page::{Turned, fit, width, wrap};
use crate::widget::theme::Role;

/// The smallest terminal that is used.
pub const LEAST: (u16, u16) = (60, 20);

/// At least so many rows of a screen stay in sight above a question; otherwise the question has the place
/// alone.
const BESIDE: u16 = 6;

/// Draws everything.
pub fn draw(model: &Model, frame: &mut Frame) {
    let area = frame.area();
    let cx = model.context();
    if model.leaving.is_some() {
        return;
    }
    if let Stage::Locked(unlocking, _) = &model.stage
        && unlocking.hidden
    {
        return unlocking.draw_hidden(frame, area, &cx);
    }
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let lines = wrap(&cx.locale.text("too-small"), usize::from(area.width));
        for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
            frame.render_widget(Line::from(line), Rect { y, height: 1, ..area });
        }
        return;
    }
    draw_header(model, frame, Rect { height: 1, ..area }, &cx);
    let edge = cx.theme.edge(area.width);
    frame.render_widget(&edge, Rect { y: area.y + 1, height: 1, ..area });
    let content = Rect { y: area.y + 2, height: area.height - 4, ..area };
    let turned = draw_content(model, frame, content, &cx);
    frame.render_widget(&edge, Rect { y: area.bottom() - 2, height: 1, ..area });
    draw_footer(model, frame, Rect { y: area.bottom() - 1, height: 1, ..area }, turned, &cx);
}

fn draw_content(model: &Model, frame: &mut Frame, area: Rect, cx: &Cx) -> Option<Turned> {
    let Some(shown) = &model.overlay else { return draw_screen(model, frame, area, cx) };
    let height = overlay::height(shown, area, cx).filter(|height| height + BESIDE <= area.height);
    let Some(height) = height.filter(|_| matches!(model.stage, Stage::Open)) else {
        return overlay::draw(shown, frame, area, cx);
    };
    draw_screen(model, frame, area, cx);
    let pane = Rect { y: area.bottom() - height - 1, height: height + 1, ..area };
    frame.render_widget(Clear, pane);
    frame.render_widget(cx.theme.rule(), Rect { height: 1, ..pane });
    // Where the screen has its own line right above, one is enough.
    let buffer = frame.buffer_mut();
    if pane.y > area.y && (area.left()..area.right()).all(|x| buffer[(x, pane.y - 1)] == buffer[(x, pane.y)])
    {
        frame.render_widget(Clear, Rect { y: pane.y - 1, height: 1, ..pane });
    }
    overlay::draw(shown, frame, Rect { y: pane.y + 1, height, ..pane }, cx)
}

/// The screen of this place.
fn draw_screen(model: &Model, frame: &mut Frame, area: Rect, cx: &Cx) -> Option<Turned> {
    match &model.stage {
        Stage::Welcome(welcome) => welcome.draw(frame, area, cx),
        Stage::Locked(unlocking, _) => unlocking.draw(frame, area, cx),
        Stage::Open => return model.stack.last().and_then(|screen| screen.draw(frame, area, cx)),
    }
    None
}

fn title(model: &Model, cx: &Cx) -> Title {
    match &model.stage {
        Stage::Welcome(welcome) => Title { parts: welcome.title(cx), danger: None },
        Stage::Locked(..) => {
            Title { parts: vec![cx.locale.text("app-name"), cx.locale.text("unlock-title")], danger: None }
        }
        Stage::Open => model.stack.last().map(|screen| screen.title(cx)).unwrap_or_default(),
    }
}

fn draw_header(model: &Model, frame: &mut Frame, area: Rect, cx: &Cx) {
    let theme = cx.theme;
    let title = title(model, cx);
    let mut tags = Vec::new();
    if model.demo {
        tags.push(cx.locale.text("header-demo"));
    }
    let language = match &cx.second {
        Some(second) => format!("{} + {}", cx.locale.tag(), second.tag()),
        None => cx.locale.tag(),
    };
    tags.push(language);
    let parts =
        width(&title.parts.join(theme.dot())) + title.danger.as_ref().map_or(0, |danger| width(danger) + 3);
    if let (Stage::Open, Some(worker)) = (&model.stage, &model.worker)
        // The case comes first; who works here is known.
        && parts + width(&worker.name) + width(&tags.join("  ")) + 6 <= usize::from(area.width)
    {
        tags.insert(tags.len() - 1, worker.name.clone());
    }
    let tags = fit(&tags.join("  "), usize::from(area.width) / 2, theme);
    let room = usize::from(area.width).saturating_sub(width(&tags) + 3);
    let danger = title.danger.clone().unwrap_or_default();
    let danger_room = if danger.is_empty() { 0 } else { width(&danger) + 3 };
    let left = shortened(title.parts, room.saturating_sub(danger_room), cx);
    let mut spans = vec![Span::raw(" "), Span::styled(left.clone(), theme.style(Role::Heading))];
    if !danger.is_empty() {
        spans.push(Span::raw(theme.dot()));
        spans.push(Span::styled(danger, theme.style(Role::Danger)));
    }
    let used: usize = spans.iter().map(Span::width).sum();
    let gap = usize::from(area.width).saturating_sub(used + width(&tags) + 1);
    spans.push(Span::raw(" ".repeat(gap)));
    spans.push(Span::styled(tags, theme.style(Role::Plain)));
    frame.render_widget(Line::from(spans), area);
}

/// The parts of a title in one line. What does not fit is left out whole, the last first; the first two
/// say where one is and stay, cut if need be.
fn shortened(mut parts: Vec<String>, room: usize, cx: &Cx) -> String {
    let theme = cx.theme;
    while parts.len() > 2 && width(&parts.join(theme.dot())) > room {
        parts.pop();
    }
    fit(&parts.join(theme.dot()), room, theme)
}

fn draw_footer(model: &Model, frame: &mut Frame, area: Rect, turned: Option<Turned>, cx: &Cx) {
    let theme = cx.theme;
    let pages = match turned {
        Some(Turned { page, of, more }) if of > 1 => format!("{page}/{of}{}", if more { "+" } else { "" }),
        _ => String::new(),
    };
    let room = usize::from(area.width).saturating_sub(width(&pages) + 2);
    let mut spans = vec![Span::raw(" ")];
    if let Some(notice) = &model.notice {
        let mut lines = wrap(&notice.say(&cx.locale), room);
        let last = lines.get(1..).unwrap_or_default().join(" ");
        let style = theme.style(notice.role);
        if last.is_empty() {
            spans.push(Span::styled(fit(&lines.swap_remove(0), room, theme), style));
        } else {
            // A long notice takes the line above as well.
            let above = Rect { y: area.y - 1, ..area };
            frame.render_widget(Clear, above);
            frame.render_widget(Line::from(Span::styled(format!(" {}", lines[0]), style)), above);
            spans.push(Span::styled(fit(&last, room, theme), style));
        }
    } else {
        spans.extend(keys(model, room, cx));
    }
    let used: usize = spans.iter().map(Span::width).sum();
    let gap = usize::from(area.width).saturating_sub(used + width(&pages) + 1);
    spans.push(Span::raw(" ".repeat(gap)));
    spans.push(Span::raw(pages));
    frame.render_widget(Line::from(spans), area);
}

/// The keys that matter here, as many as fit, the way back and help always among them.
fn keys(model: &Model, room: usize, cx: &Cx) -> Vec<Span<'static>> {
    let theme = cx.theme;
    let space = cx.locale.text("key-space");
    let here = place(model);
    let mut spans = Vec::new();
    let mut commands: Vec<&command::Command> = match &model.overlay {
        Some(overlay) => {
            for (key, message) in overlay.keys() {
                let name = cx.locale.attribute(message, "short").unwrap_or_else(|| cx.locale.text(message));
                let key = if *key == " " { space.clone() } else { (*key).to_owned() };
                spans.push(Span::styled(key, theme.style(Role::Key)));
                spans.push(Span::raw(format!(" {name}  ")));
            }
            command::COMMANDS.iter().filter(|command| command.id == Cmd::Back).collect()
        }
        None => {
            let shown = |c: &&command::Command| command::rank(c, here).is_some();
            command::at(here).filter(shown).filter(|c| refusal(model, c.id).is_none()).collect()
        }
    };
    commands.sort_by_key(|command| command::rank(command, here));
    let entry = |command: &command::Command| {
        let key = command.keys.first().map(|key| command::key_name(*key, &space)).unwrap_or_default();
        let name =
            cx.locale.attribute(command.message, "short").unwrap_or_else(|| cx.locale.text(command.message));
        (key, name)
    };
    let needed = |command: &command::Command| {
        let (key, name) = entry(command);
        width(&key) + 1 + width(&name) + 2
    };
    // The way back and help are always in sight, and what protects the person opposite.
    let vital = |id: Cmd| match id {
        Cmd::Back | Cmd::Help | Cmd::Quit | Cmd::Distress | Cmd::Pause | Cmd::Stop => true,
        Cmd::Language => here == Place::Home,
        _ => false,
    };
    let mut left = room.saturating_sub(commands.iter().filter(|c| vital(c.id)).map(|c| needed(c)).sum());
    // Then what keeps what was written, before whatever else there is room for.
    let save = commands.iter().find(|c| c.id == Cmd::Save).map(|c| needed(c)).filter(|save| *save <= left);
    left -= save.unwrap_or(0);
    let reserved = |id: Cmd| vital(id) || (id == Cmd::Save && save.is_some());
    for command in commands {
        if !reserved(command.id) {
            if needed(command) > left {
                continue;
            }
            left -= needed(command);
        }
        let (key, name) = entry(command);
        spans.push(Span::styled(key, theme.style(Role::Key)));
        spans.push(Span::raw(format!(" {name}  ")));
    }
    spans
}
