//! How overlays look.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Choice, Confirm, Gate, Guidance, Many, Menu, Overlay};
use crate::app::command;
use crate::locale::{Arg, Locale};
use crate::screen::Cx;
use crate::screen::words;
use crate::widget::page::{Block, Page, Turned, column, draw_rows, fit, paragraph, width};
use crate::widget::theme::Role;

/// So many choices are in sight at once.
const CHOICES: usize = 6;

/// How many rows a question needs. None for what is read like a page of its own: help, guidance, services.
pub fn height(overlay: &Overlay, area: Rect, cx: &Cx) -> Option<u16> {
    match overlay {
        Overlay::Menu(_) | Overlay::Services(_) | Overlay::Guidance(_) => None,
        Overlay::Filter(choice) => u16::try_from(choice.offered.len().min(CHOICES) + 1).ok(),
        Overlay::Many(many) => Some(many_page(many, area, cx).height()),
        _ => Some(question(overlay, area, cx).height()),
    }
}

/// Draws an overlay in its place.
pub fn draw(overlay: &Overlay, frame: &mut Frame, area: Rect, cx: &Cx) -> Option<Turned> {
    Some(match overlay {
        Overlay::Menu(menu) => draw_menu(menu, frame, area, cx),
        Overlay::Services(picker) => picker.draw(frame, area, cx),
        Overlay::Filter(choice) => draw_choice(choice, frame, area, cx),
        Overlay::Many(many) => many_page(many, area, cx).draw(frame, area),
        Overlay::Guidance(guidance) => draw_guidance(guidance, frame, area, cx),
        _ => question(overlay, area, cx).draw(frame, area),
    })
}

/// A question, with the ways to answer it.
fn question(overlay: &Overlay, area: Rect, cx: &Cx) -> Page<'static> {
    let mut page = Page::default();
    match overlay {
        Overlay::Gate(gate) => gate_page(gate, &mut page, area.width, cx),
        Overlay::Reason { form, line, .. } => {
            let name = cx.locale.form(form, "form");
            push(
                &mut page,
                &cx.locale.text_with("reason-title", &[("form", Arg::from(name))]),
                Role::Heading,
                area,
                cx,
            );
            push(&mut page, &cx.locale.text("reason-hint"), Role::Plain, area, cx);
            let label = cx.locale.text("reason-label");
            crate::screen::enrol::labelled(&mut page, &label, line.text(), line.column(), true, cx);
        }
        Overlay::Sharing(gate) => gate.page(&mut page, area.width, cx),
        Overlay::Confirm(confirm) => {
            let (title, hint) = match confirm {
                Confirm::Quit => ("confirm-quit", "confirm-quit-hint"),
                Confirm::Discard(_) => ("confirm-discard", "confirm-discard-hint"),
                Confirm::RemoveRow { .. } => ("confirm-remove-row", "confirm-remove-row-hint"),
                Confirm::RemoveWorker { .. } => ("confirm-remove-worker", "confirm-remove-worker-hint"),
            };
            let name = match confirm {
                Confirm::RemoveWorker { name, .. } => name.clone(),
                _ => String::new(),
            };
            let title = cx.locale.text_with(title, &[("name", Arg::from(name))]);
            push(&mut page, &title, Role::Heading, area, cx);
            let lines = paragraph(&cx.locale.text(hint), area.width, 2, Role::Plain, cx.theme);
            page.push_focused(Block::lines(lines));
        }
        Overlay::Menu(_)
        | Overlay::Services(_)
        | Overlay::Filter(_)
        | Overlay::Many(_)
        | Overlay::Guidance(_) => {}
    }
    page
}

fn push(page: &mut Page<'static>, text: &str, role: Role, area: Rect, cx: &Cx) {
    let mut lines = paragraph(text, area.width.saturating_sub(2), 2, role, cx.theme);
    lines.push(Line::default());
    page.push(Block::lines(lines));
}

fn gate_page(gate: &Gate, page: &mut Page<'static>, columns: u16, cx: &Cx) {
    let shut = &gate.shut;
    let area = Rect { x: 0, y: 0, width: columns, height: 1 };
    let name = cx.locale.form(&shut.form, "form");
    push(page, &cx.locale.text_with("gate-title", &[("form", Arg::from(name))]), Role::Heading, area, cx);
    let why = cx.locale.text_with(&shut.message, &[("n", Arg::from(shut.open.len()))]);
    let done = cx.locale.attribute(&shut.message, "done").filter(|_| shut.open.is_empty());
    push(page, &done.unwrap_or(why), Role::Plain, area, cx);
    for path in shut.open.iter().take(12) {
        let label = words::label(&cx.locale, &shut.goto, path);
        page.push(Block::lines(paragraph(&format!("- {label}"), columns, 4, Role::Plain, cx.theme)));
    }
    page.line(Line::default());
    let goto = words::form_short(&cx.locale, &shut.goto);
    let ways = cx.locale.text_with("gate-ways", &[("form", Arg::from(goto))]);
    page.push_focused(Block::lines(paragraph(&ways, columns, 2, Role::Plain, cx.theme)));
}

fn draw_menu(menu: &Menu, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
    let theme = cx.theme;
    let label = cx.locale.text(if menu.palette { "palette-title" } else { "help-title" });
    let head = Line::from(vec![
        Span::styled(format!(" {label} "), theme.style(Role::Heading)),
        Span::raw(menu.filter.text().to_owned()),
    ]);
    frame.render_widget(&head, Rect { height: 1.min(area.height), ..area });
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let space = cx.locale.text("key-space");
    let mut page = Page::default();
    for (number, entry) in menu.shown().into_iter().enumerate() {
        let focused = number == menu.list.cursor;
        let keys: Vec<String> =
            entry.command.keys.iter().map(|key| command::key_name(*key, &space)).collect();
        let name = cx.locale.text(entry.command.message);
        let style = theme.style(if focused { Role::Focus } else { Role::Plain });
        let mut lines = vec![Line::from(vec![
            Span::raw(if focused { theme.marker() } else { "  " }),
            Span::styled(column(&keys.join(" "), 12, theme), theme.style(Role::Key)),
            Span::styled(fit(&name, usize::from(area.width).saturating_sub(16), theme), style),
        ])];
        let about = cx.locale.attribute(entry.command.message, "about");
        let said = entry.refusal.map(|reason| cx.locale.text(reason)).or(about.filter(|_| focused));
        if let Some(said) = said {
            lines.extend(paragraph(&said, area.width, 14, Role::Quiet, theme));
        }
        let block = Block::lines(lines);
        page.add(block, focused);
    }
    if page.blocks.is_empty() {
        page.line(format!("  {}", cx.locale.text("menu-none")));
    }
    let turned = page.draw(frame, body);
    let x = area.x + u16::try_from(width(&label) + 2 + menu.filter.column()).unwrap_or(0);
    frame.set_cursor_position((x.min(area.right().saturating_sub(1)), area.y));
    turned
}

fn draw_choice(choice: &Choice, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
    let theme = cx.theme;
    let head = Line::from(Span::styled(
        format!(" {}", cx.locale.text("home-filter-title")),
        theme.style(Role::Heading),
    ));
    frame.render_widget(&head, Rect { height: 1.min(area.height), ..area });
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    draw_rows(frame, body, choice.list.cursor, choice.offered.len(), |number, focused| {
        let words = choice.offered.get(number).map(|filter| filter.words(cx)).unwrap_or_default();
        let digit = if number < 9 { (number + 1).to_string() } else { String::new() };
        let room = usize::from(area.width).saturating_sub(6);
        Line::from(vec![
            Span::raw(if focused { theme.marker() } else { "  " }),
            Span::styled(column(&digit, 2, theme), theme.style(Role::Key)),
            Span::styled(
                fit(&words, room, theme),
                theme.style(if focused { Role::Focus } else { Role::Plain }),
            ),
        ])
    })
}

fn many_page(many: &Many, area: Rect, cx: &Cx) -> Page<'static> {
    let theme = cx.theme;
    let mut page = Page::default();
    let (title, name) = &many.title;
    push(
        &mut page,
        &cx.locale.text_with(title, &[("name", Arg::from(name.clone()))]),
        Role::Heading,
        area,
        cx,
    );
    push(&mut page, &cx.locale.text(many.hint), Role::Plain, area, cx);
    for (number, mark) in many.marks.iter().enumerate() {
        let focused = number == many.list.cursor;
        let digit = if number < 9 { (number + 1).to_string() } else { String::new() };
        let mut lines = vec![Line::from(vec![
            Span::raw(if focused { theme.marker() } else { "  " }),
            Span::styled(column(&digit, 2, theme), theme.style(Role::Key)),
            Span::raw(if mark.on { "[x] " } else { "[ ] " }),
            Span::styled(mark.label.clone(), theme.style(if focused { Role::Focus } else { Role::Plain })),
        ])];
        if let Some(about) = &mark.about {
            lines.extend(paragraph(about, area.width, 8, Role::Quiet, theme));
        }
        page.add(Block::lines(lines), focused);
    }
    page
}

fn draw_guidance(guidance: &Guidance, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
    let mut page = Page::default();
    let form = &guidance.form;
    let mut said = !guidance.contact.is_empty();
    if said {
        // First: somebody is about to call.
        push(&mut page, &cx.locale.text("contact-rules-title"), Role::Heading, area, cx);
        for rule in &guidance.contact {
            page.push(Block::lines(paragraph(rule, area.width.saturating_sub(2), 2, Role::Plain, cx.theme)));
        }
        page.line(Line::default());
    }
    let worded = |id: &&String| {
        let has = |attribute: &str| cx.locale.form_attribute(form, id, attribute).is_some();
        guidance.contact.is_empty() || has("guidance") || has("say")
    };
    for id in [&guidance.field, &guidance.section].into_iter().flatten().filter(worded) {
        push(&mut page, &cx.locale.form(form, id), Role::Heading, area, cx);
        said |= words_on(form, id, &cx.locale, Role::Plain, &mut page, area, cx);
        if let Some(second) = &cx.second {
            words_on(form, id, second, Role::Quiet, &mut page, area, cx);
        }
    }
    for basis in &guidance.basis {
        push(&mut page, basis, Role::Plain, area, cx);
        said = true;
    }
    if !said {
        push(&mut page, &cx.locale.text("guidance-none"), Role::Plain, area, cx);
    }
    page.focus = guidance.page.min(page.blocks.len().saturating_sub(1));
    page.draw(frame, area)
}

fn words_on(
    form: &str,
    id: &str,
    locale: &Locale,
    role: Role,
    page: &mut Page<'static>,
    area: Rect,
    cx: &Cx,
) -> bool {
    let mut said = false;
    for (attribute, label) in [("guidance", "guidance-ask"), ("say", "guidance-say")] {
        if let Some(text) = locale.form_attribute(form, id, attribute) {
            let text = format!("{} {text}", locale.text(label));
            push(page, &text, role, area, cx);
            said = true;
        }
    }
    said
}
