//! How a form looks: labels and answers down a page, the focused question opened up with its hint
//! and choices, one step or question at a time where the form asks for it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::stops::{Layout, Stop, layout, questions, section_of};
use super::{FormScreen, contact, field, table};
use crate::form::{Field, Path};
use crate::locale::Arg;
use crate::screen::{Cx, Title, reading, words};
use crate::widget::page::{Block, Page, Turned, paragraph, width};
use crate::widget::theme::Role;

/// Rows further from the focus than this are on no page with it, however high the window.
const NEAR: usize = 200;
/// Height of the detail of a focused row.
const DETAIL: u16 = 7;

/// The header: case, form, where in it, whether it is kept.
pub fn title(screen: &FormScreen, cx: &Cx) -> Title {
    let form = screen.entry.form();
    let mut parts = Vec::new();
    if let Some(file) = &screen.file {
        parts.push(words::code(file.line.number));
        if cx.names_shown && !file.line.name.is_empty() {
            parts.push(file.line.name.clone());
        }
    }
    parts.push(words::form_short(&cx.locale, &form.id));
    // Where in it is said by step or section; a person's story is not counted.
    if layout(form) == Layout::Page {
        let progress = screen.entry.progress();
        let args = [("answered", Arg::from(progress.answered)), ("total", Arg::from(progress.total))];
        parts.push(cx.locale.text_with("form-progress", &args));
    }
    if screen.calm.is_some() {
        // Nothing of the conversation stays in sight.
        parts.truncate(1);
    }
    Title { parts, danger: None }
}

/// Draws the form.
pub fn draw(screen: &FormScreen, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
    let mut body = area;
    let mut page = Page::default();
    if screen.row.is_none() {
        body = below(frame, body, &contact::lines(screen, area.width, cx));
    }
    match layout(screen.entry.form()) {
        _ if screen.row.is_some() => row_page(screen, &mut page, area.width, cx),
        Layout::Page => whole_page(screen, &mut page, area.width, cx),
        Layout::Steps => {
            let head = steps_head(screen, area.width, cx);
            body = below(frame, body, &head);
            step_page(screen, &mut page, area.width, cx);
        }
        Layout::Question => {
            let head = question_head(screen, area.width, cx);
            body = below(frame, body, &head);
            question_page(screen, &mut page, area.width, cx);
        }
    }
    if let Some((table, row)) = screen.focused_row()
        && body.height > DETAIL + 4
    {
        let pane = Rect { y: body.bottom() - DETAIL, height: DETAIL, ..body };
        body.height -= DETAIL;
        draw_detail(screen, &table, &row, frame, pane, cx);
    }
    page.draw(frame, body)
}

fn below(frame: &mut Frame, area: Rect, head: &[Line<'static>]) -> Rect {
    for (y, line) in (area.y..area.bottom()).zip(head) {
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
    let used = u16::try_from(head.len()).unwrap_or(0).min(area.height);
    Rect { y: area.y + used, height: area.height - used, ..area }
}

fn draw_detail(screen: &FormScreen, table: &str, row: &str, frame: &mut Frame, area: Rect, cx: &Cx) {
    let form = screen.entry.form();
    let (Some(field), Some(row)) =
        (form.field(table), screen.entry.rows(table).iter().find(|other| other.id == row))
    else {
        return;
    };
    let mut lines = vec![cx.theme.rule()];
    lines.extend(table::detail(screen, field, row, area.width, cx));
    for (number, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        let y = area.y + u16::try_from(number).unwrap_or(0);
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
}

/// `1 ✓ 2 ✓ >3 4 5 6 7`, the step's name, its time.
fn steps_head(screen: &FormScreen, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let form = screen.entry.form();
    let theme = cx.theme;
    let mut track = String::from(" ");
    for (number, section) in form.sections.iter().enumerate() {
        let begun = section
            .fields
            .iter()
            // What stood there from the start is no sign of work.
            .filter(|field| field.default.is_none())
            .any(|field| screen.entry.get(&Path::field(&field.id)).is_some());
        let mark = if number == screen.at { ">" } else { "" };
        let done = if begun && number != screen.at { format!(" {}", theme.tick()) } else { String::new() };
        track.push_str(&format!("{mark}{}{done}  ", number + 1));
    }
    let spent = screen.clock_from.map(|from| {
        let seconds = screen.spent_seconds() + (cx.now.utc - from).num_seconds();
        cx.locale.duration(seconds / 60)
    });
    let clock = spent.unwrap_or_default();
    let gap = usize::from(columns).saturating_sub(width(&track) + width(&clock) + 1);
    let mut lines = vec![Line::from(vec![
        Span::raw(track),
        Span::raw(" ".repeat(gap)),
        Span::styled(clock, theme.style(Role::Quiet)),
    ])];
    if let Some(section) = form.sections.get(screen.at) {
        let id = format!("section-{}", section.id);
        let name = cx.locale.form(&form.id, &id);
        lines.push(Line::from(Span::styled(format!(" {name}"), theme.style(Role::Heading))));
        let second = cx.second.as_ref().map(|second| second.form(&form.id, &id));
        lines.extend(
            second.map(|name| Line::from(Span::styled(format!(" {name}"), theme.style(Role::Quiet)))),
        );
    }
    lines
}

/// The section and where in it, never a percentage of a person's story.
fn question_head(screen: &FormScreen, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let form = screen.entry.form();
    let questions = questions(&screen.entry);
    let section = questions.get(screen.at).map_or(0, |path| section_of(form, path));
    let name = form
        .sections
        .get(section)
        .map(|section| cx.locale.form(&form.id, &format!("section-{}", section.id)));
    let args = [
        ("section", Arg::from(section + 1)),
        ("sections", Arg::from(form.sections.len())),
        ("name", Arg::from(name.unwrap_or_default())),
    ];
    let text = cx.locale.text_with("question-section", &args);
    let mut lines = paragraph(&text, columns, 1, Role::Heading, cx.theme);
    lines.push(Line::default());
    lines
}

/// What waits for the next stop of a page.
#[derive(Default)]
struct Above {
    /// The lines that stand above it.
    lines: Vec<Line<'static>>,
    /// The columns of the table whose rows are coming, with their widths: the same for all its rows.
    columns: Vec<(usize, usize)>,
}

fn whole_page<'a>(screen: &'a FormScreen, page: &mut Page<'a>, columns: u16, cx: &Cx) {
    let form = screen.entry.form().clone();
    let stops = screen.stops();
    let mut section = usize::MAX;
    let mut above = Above::default();
    for (number, stop) in stops.iter().enumerate() {
        let at = stop_section(&form, stop);
        if let Some(at) = at
            && at != section
        {
            if section != usize::MAX {
                above.lines.push(Line::default());
            }
            section = at;
            above.lines.extend(section_head(screen, at, columns, cx));
        }
        push_stop(screen, page, (number, stop), columns, &mut above, cx);
    }
}

fn step_page<'a>(screen: &'a FormScreen, page: &mut Page<'a>, columns: u16, cx: &Cx) {
    let form = screen.entry.form().clone();
    let mut above = Above::default();
    if let Some(section) = form.sections.get(screen.at) {
        let id = format!("section-{}", section.id);
        for (attribute, role) in [("hint", Role::Quiet), ("say", Role::Plain)] {
            if let Some(text) = cx.locale.form_attribute(&form.id, &id, attribute) {
                above.lines.extend(paragraph(&text, columns, 1, role, cx.theme));
            }
        }
        if let Some(said) = say_in_second(&form.id, &id, cx) {
            above.lines.extend(paragraph(&said, columns, 1, Role::Quiet, cx.theme));
        }
        above.lines.push(Line::default());
        if section.summary {
            summary(screen, page, columns, &mut above.lines, cx);
        }
    }
    for (number, stop) in screen.stops().iter().enumerate() {
        push_stop(screen, page, (number, stop), columns, &mut above, cx);
    }
}

fn say_in_second(form: &str, id: &str, cx: &Cx) -> Option<String> {
    cx.second.as_ref().and_then(|second| second.form_attribute(form, id, "say"))
}

fn question_page<'a>(screen: &'a FormScreen, page: &mut Page<'a>, columns: u16, cx: &Cx) {
    let form = screen.entry.form().id.clone();
    let mut above = Above::default();
    if let Some(path) = questions(&screen.entry).get(screen.at) {
        let id = words::label_id(path);
        if let Some(said) = cx.locale.form_attribute(&form, &id, "say") {
            above.lines.extend(paragraph(&said, columns, 1, Role::Plain, cx.theme));
            let second = say_in_second(&form, &id, cx);
            above.lines.extend(
                second.into_iter().flat_map(|said| paragraph(&said, columns, 1, Role::Quiet, cx.theme)),
            );
            above.lines.push(Line::default());
        }
    }
    for (number, stop) in screen.stops().iter().enumerate() {
        push_stop(screen, page, (number, stop), columns, &mut above, cx);
    }
}

fn row_page<'a>(screen: &'a FormScreen, page: &mut Page<'a>, columns: u16, cx: &Cx) {
    let Some((table, row)) = &screen.row else { return };
    let form = screen.entry.form().clone();
    let mut above = Above::default();
    if let (Some(field), Some(row)) =
        (form.field(table), screen.entry.rows(table).iter().find(|other| &other.id == row))
    {
        let heading = words::row_heading(&cx.locale, &form.id, field, row);
        let heading = if heading.is_empty() { cx.locale.text("table-new-row") } else { heading };
        above.lines.extend(paragraph(&heading, columns, 1, Role::Heading, cx.theme));
        if let Some(origin) = words::row_origin(row) {
            let from = words::form_short(&cx.locale, origin);
            let text = cx.locale.text_with("table-from", &[("form", Arg::from(from))]);
            above.lines.extend(paragraph(&text, columns, 1, Role::Quiet, cx.theme));
        }
        above.lines.push(Line::default());
    }
    for (number, stop) in screen.stops().iter().enumerate() {
        push_stop(screen, page, (number, stop), columns, &mut above, cx);
    }
}

fn summary<'a>(
    screen: &'a FormScreen,
    page: &mut Page<'a>,
    columns: u16,
    head: &mut Vec<Line<'static>>,
    cx: &Cx,
) {
    head.push(Line::from(Span::styled(
        format!(" {}", cx.locale.text("form-summary")),
        cx.theme.style(Role::Heading),
    )));
    page.push(Block::lines(std::mem::take(head)));
    // Names and all: it is read over before it is saved, as it was typed.
    let blocks = reading::answers_in_words(screen.entry.form(), &screen.entry.to_save(), columns, &cx.open());
    for (number, mut block) in blocks.into_iter().enumerate() {
        let focused = screen.stop == number;
        // The focus is marked here as everywhere: Down reads on.
        if let Some(span) =
            block.lines.first_mut().and_then(|line| line.spans.first_mut()).filter(|_| focused)
            && let Some(rest) = span.content.strip_prefix(' ')
        {
            span.content = format!(">{rest}").into();
        }
        page.add(block, focused);
    }
    page.line(Line::default());
}

fn stop_section(form: &crate::form::Form, stop: &Stop) -> Option<usize> {
    match stop {
        Stop::Field(path) => Some(section_of(form, path)),
        Stop::Row { table, .. } | Stop::AddRow { table } => Some(section_of(form, &Path::field(table))),
        Stop::Summary(_) | Stop::Next | Stop::Save | Stop::RowDone => None,
    }
}

fn section_head(screen: &FormScreen, at: usize, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let form = screen.entry.form();
    let Some(section) = form.sections.get(at) else { return Vec::new() };
    let id = format!("section-{}", section.id);
    let mut lines = paragraph(&cx.locale.form(&form.id, &id), columns, 1, Role::Heading, cx.theme);
    if let Some(hint) = cx.locale.form_attribute(&form.id, &id, "hint") {
        lines.extend(paragraph(&hint, columns, 1, Role::Quiet, cx.theme));
    }
    lines
}

fn push_stop<'a>(
    screen: &'a FormScreen,
    page: &mut Page<'a>,
    (at_stop, stop): (usize, &Stop),
    columns: u16,
    above: &mut Above,
    cx: &Cx,
) {
    let focused = at_stop == screen.stop;
    let room = usize::from(columns).saturating_sub(3);
    let form = screen.entry.form();
    let waiting = above.lines.len();
    let mut block = match stop {
        Stop::Field(path) => field::block(screen, path, focused, columns, cx),
        Stop::Row { table, row } => {
            let Some(field) = form.field(table) else { return };
            let rows = screen.entry.rows(table);
            let Some(row) = rows.iter().find(|other| &other.id == row) else { return };
            if rows.first().is_some_and(|first| first.id == row.id) {
                above.columns = table::columns_that_fit(screen, field, room, cx);
                let head = table::head(screen, field, &above.columns, cx);
                above.lines.extend(table_head(screen, field, columns, cx));
                above.lines.push(head.clone());
                page.begin_table(head);
            } else {
                page.go_on_with_table();
            }
            // A row that cannot be on the page takes its place without its words.
            let near = at_stop.abs_diff(screen.stop) <= NEAR;
            let line = near.then(|| table::row_line(screen, field, row, focused, &above.columns, cx));
            Block::lines(vec![line.unwrap_or_default()])
        }
        Stop::AddRow { table } => {
            if screen.entry.rows(table).is_empty()
                && let Some(field) = form.field(table)
            {
                above.lines.extend(table_head(screen, field, columns, cx));
            }
            let mut lines = vec![table::add_line(focused, columns, cx)];
            if focused && screen.takes_services().is_some() {
                let text = cx.locale.text("table-services");
                lines.extend(paragraph(&text, columns, 4, Role::Plain, cx.theme));
            }
            Block::lines(lines)
        }
        Stop::Summary(_) => return,
        Stop::Next => button("form-next", focused, cx),
        Stop::Save => button("form-save", focused, cx),
        Stop::RowDone => button("form-row-done", focused, cx),
    };
    let height = u16::try_from(above.lines.len().max(waiting)).unwrap_or(0);
    let mut lines = std::mem::take(&mut above.lines);
    lines.append(&mut block.lines);
    block.lines = lines;
    block.cursor = block.cursor.or(Some((0, 0))).map(|(row, at)| (row + height, at));
    if let Some(editor) = &mut block.editor {
        editor.line += height;
    }
    page.add(block, focused);
}

fn table_head(screen: &FormScreen, field: &Field, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let form = &screen.entry.form().id;
    let mut lines = paragraph(&cx.locale.form(form, &field.id), columns, 2, Role::Plain, cx.theme);
    if let Some(hint) = cx.locale.form_attribute(form, &field.id, "hint") {
        lines.extend(paragraph(&hint, columns, 2, Role::Quiet, cx.theme));
    }
    if let Some(rows) = screen.offered.get(&field.id).filter(|rows| **rows > 0) {
        let offered = cx.locale.text_with("table-offered", &[("n", Arg::from(*rows))]);
        lines.extend(paragraph(&offered, columns, 2, Role::Plain, cx.theme));
    }
    lines
}

fn button(message: &str, focused: bool, cx: &Cx) -> Block<'static> {
    let theme = cx.theme;
    let style = theme.style(if focused { Role::Focus } else { Role::Heading });
    let marker = if focused { theme.marker() } else { "  " };
    let line = Line::from(vec![Span::raw(marker), Span::styled(cx.locale.text(message), style)]);
    Block { lines: vec![Line::default(), line], editor: None, cursor: Some((1, 0)) }
}
