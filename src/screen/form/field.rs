//! One field on the page: its label and answer, and, when it has the focus, the text being written,
//! the choices, the hint, and what is wrong.

use ratatui::text::{Line, Span};

use super::choice::{Offer, is_choice, is_many};
use super::editor::{Editor, remark_of};
use super::{FormScreen, basis, suggest};
use crate::form::{Answer, Field, FieldType, Path};
use crate::locale::{Arg, Locale};
use crate::screen::{Cx, words};
use crate::widget::page::{Block, Editor as EditorBlock, column, paragraph, width, wrap};
use crate::widget::theme::Role;

/// How many lines of what a value was computed from stand below it; guidance shows all.
const BASIS_LINES: usize = 6;

/// Where the answers begin: the states of a checklist are short, its points are long.
fn answer_column(kind: FieldType, columns: u16) -> usize {
    let columns = usize::from(columns);
    if kind == FieldType::Item { columns.saturating_sub(22) } else { columns * 9 / 20 }
}

/// The block of one field.
pub fn block<'a>(screen: &'a FormScreen, path: &Path, focused: bool, columns: u16, cx: &Cx) -> Block<'a> {
    let Some(field) = screen.entry.field(path) else { return Block::default() };
    let kind = field.kind;
    let theme = cx.theme;
    let at = answer_column(kind, columns);
    let label_style = theme.style(if focused { Role::Focus } else { Role::Plain });
    let mut label = label_words(&cx.locale, screen, path);
    // The points of a checklist are all to be answered: a mark on each would say nothing.
    let marked = kind != FieldType::Item && screen.entry.required(path);
    if marked && screen.entry.get(path).is_none() {
        // A space that does not break: the mark stays with its label.
        label.push_str("\u{a0}*");
    }
    let note_open = focused && matches!(screen.editor, Editor::Note(_));
    let label_room = if note_open { usize::from(columns).saturating_sub(4) } else { at.saturating_sub(4) };
    let labels = wrap(&label, label_room);
    let (values, role, cursor) = if note_open {
        (Vec::new(), Role::Plain, None)
    } else {
        value_lines(screen, path, field, focused, columns, cx)
    };
    let mut lines = Vec::new();
    for number in 0..labels.len().max(values.len()) {
        let marker = if focused && number == 0 { theme.marker() } else { "  " };
        let text = labels.get(number).cloned().unwrap_or_default();
        let gap = at.saturating_sub(2 + width(&text));
        let value = values.get(number).cloned().unwrap_or_default();
        lines.push(Line::from(vec![
            Span::raw(marker),
            Span::styled(text, label_style),
            Span::raw(" ".repeat(gap)),
            Span::styled(value, theme.style(role)),
        ]));
    }
    if let Some(second) = &cx.second {
        let text = second.form(&screen.entry.form().id, &words::label_id(path));
        lines.extend(paragraph(&text, columns, 2, Role::Quiet, theme));
    }
    let mut block = Block { lines, editor: None, cursor: cursor.map(|x| (0, x)) };
    if kind == FieldType::Item {
        item_remark(screen, path, focused, columns, &mut block, cx);
    }
    if focused {
        open_up(screen, path, field, columns, &mut block, cx);
    }
    block
}

fn label_words(locale: &Locale, screen: &FormScreen, path: &Path) -> String {
    words::label(locale, &screen.entry.form().id, path)
}

/// The answer beside its label, and the cursor's column when a line is being typed.
fn value_lines(
    screen: &FormScreen,
    path: &Path,
    field: &Field,
    focused: bool,
    columns: u16,
    cx: &Cx,
) -> (Vec<String>, Role, Option<u16>) {
    let at = answer_column(field.kind, columns);
    let room = usize::from(columns).saturating_sub(at + 1);
    let answer = screen.entry.get(path);
    if let Some(heading) = answer.is_none().then(|| starting_heading(screen, path, cx)).flatten() {
        // The name that the row came with stands there until another is written.
        return (wrap(&heading, room), Role::Quiet, u16::try_from(at).ok().filter(|_| focused));
    }
    if focused && let Editor::Line(line) | Editor::Value(line) = &screen.editor {
        if answer == Some(Answer::Declined) && line.is_empty() {
            return (vec![cx.locale.text("answer-declined")], Role::Quiet, u16::try_from(at).ok());
        }
        let skip = line.scroll(room.saturating_sub(1));
        let shown = visible(line.text(), skip, room);
        let cursor = at + line.column().saturating_sub(skip);
        return (vec![shown], Role::Plain, u16::try_from(cursor).ok());
    }
    if field.kind == FieldType::Item {
        return (vec![item_words(screen, path, field, cx)], Role::Plain, None);
    }
    let Some(answer) = answer else { return (Vec::new(), Role::Plain, None) };
    let role = if answer == Answer::Declined { Role::Quiet } else { Role::Plain };
    let text = words::answer(&cx.locale, screen.entry.form(), field, &answer);
    let mut lines = wrap(&text, room);
    if !focused && lines.len() > 3 {
        lines.truncate(3);
        if let Some(last) = lines.last_mut() {
            last.push_str(cx.theme.ellipsis());
        }
    }
    (lines, role, None)
}

/// The words of the starting row in the column that names it.
fn starting_heading(screen: &FormScreen, path: &Path, cx: &Cx) -> Option<String> {
    let Path::Cell { table, row, column } = path else { return None };
    let form = screen.entry.form();
    let table = form.field(table).filter(|table| table.columns.first().is_some_and(|c| c.id == *column))?;
    let row = screen.entry.rows(&table.id).iter().find(|other| other.id == *row)?;
    Some(words::start_heading(&cx.locale, &form.id, &table.id, row.start.as_deref()))
        .filter(|heading| !heading.is_empty())
}

fn visible(text: &str, skip: usize, room: usize) -> String {
    let mut passed = 0;
    let mut shown = String::new();
    let mut used = 0;
    for grapheme in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        let wide = width(grapheme);
        if passed < skip {
            passed += wide;
            continue;
        }
        if used + wide > room {
            break;
        }
        used += wide;
        shown.push_str(grapheme);
    }
    shown
}

fn item_words(screen: &FormScreen, path: &Path, field: &Field, cx: &Cx) -> String {
    match screen.entry.get(path) {
        Some(Answer::Item { state: Some(state), .. }) => {
            let form = screen.entry.form();
            let list = field.choices.as_deref().and_then(|list| cx.library.list(form, list));
            let first = list.and_then(|list| list.choices.first()).is_none_or(|choice| choice.id == state);
            // Only "done" or "present" looks like a tick; the others are answered, and say so.
            let mark = if first { "[x]" } else { "[-]" };
            format!("{mark} {}", words::choice_word(&cx.locale, form, field, &state))
        }
        Some(Answer::Declined) => cx.locale.text("answer-declined"),
        None | Some(Answer::Item { .. } | Answer::Text(_)) => "[ ]".to_owned(),
        Some(other) => words::answer(&cx.locale, screen.entry.form(), field, &other),
    }
}

fn item_remark(screen: &FormScreen, path: &Path, focused: bool, columns: u16, block: &mut Block, cx: &Cx) {
    let label = cx.locale.text("item-remark");
    if focused && let Editor::Item { remark: Some(line) } = &screen.editor {
        let row = u16::try_from(block.lines.len()).unwrap_or(0);
        let start = 4 + width(&label) + 1;
        let room = usize::from(columns).saturating_sub(start + 1);
        let skip = line.scroll(room.saturating_sub(1));
        let shown = visible(line.text(), skip, room);
        block.lines.push(Line::from(format!("    {label} {shown}")));
        let column = start + line.column().saturating_sub(skip);
        block.cursor = Some((row, u16::try_from(column).unwrap_or(0)));
        return;
    }
    let answer = screen.entry.get(path);
    let remark = remark_of(answer.as_ref());
    if !remark.is_empty() {
        block.lines.extend(paragraph(&format!("{label} {remark}"), columns, 4, Role::Quiet, cx.theme));
    }
}

/// What the focused question shows more: the text being written, choices, hint, what is wrong.
fn open_up<'a>(
    screen: &'a FormScreen,
    path: &Path,
    field: &Field,
    columns: u16,
    block: &mut Block<'a>,
    cx: &Cx,
) {
    let form = &screen.entry.form().id;
    let id = words::label_id(path);
    match &screen.editor {
        Editor::Note(note) => {
            let line = u16::try_from(block.lines.len()).unwrap_or(0);
            let height = u16::try_from(note.area.lines().len() + 1).unwrap_or(8).clamp(3, 8);
            if screen.entry.get(path) == Some(Answer::Declined) {
                block.lines.extend(paragraph(
                    &cx.locale.text("answer-declined"),
                    columns,
                    4,
                    Role::Quiet,
                    cx.theme,
                ));
            }
            block.editor = Some(EditorBlock { area: &note.area, line, indent: 4, height });
            block.lines.extend(paragraph(&cx.locale.text("note-keys"), columns, 4, Role::Quiet, cx.theme));
        }
        Editor::Choice(choice) => {
            let offers = screen.offers(path, cx);
            let long = is_choice(field.kind) && field.choices.is_none() && field.kind != FieldType::YesNo;
            if !choice.filter.is_empty() || long {
                let row = u16::try_from(block.lines.len()).unwrap_or(0);
                let label = cx.locale.text("choice-filter");
                block.lines.push(Line::from(format!("    {label} {}", choice.filter.text())));
                let column = 5 + width(&label) + choice.filter.column();
                block.cursor = Some((row, u16::try_from(column).unwrap_or(0)));
            }
            if offers.is_empty() && !choice.filter.is_empty() {
                block.lines.extend(paragraph(
                    &cx.locale.text("choice-none"),
                    columns,
                    4,
                    Role::Warning,
                    cx.theme,
                ));
            }
            block.lines.extend(offer_lines(&offers, choice.highlight, is_many(field.kind), columns, cx));
        }
        Editor::Item { remark: None } => {
            let offers = screen.offers(path, cx);
            block.lines.extend(offer_lines(&offers, usize::MAX, false, columns, cx));
        }
        _ => {}
    }
    if field.kind == FieldType::Scale {
        let ends: Vec<String> = [("low", field.min), ("high", field.max)]
            .into_iter()
            .filter_map(|(attribute, end)| {
                let word = cx.locale.form_attribute(form, &id, attribute)?;
                Some(format!("{} = {word}", cx.locale.number(end?)))
            })
            .collect();
        block.lines.extend(paragraph(&ends.join(", "), columns, 4, Role::Quiet, cx.theme));
    }
    if let Some(name) = suggest::suggestion(screen, path, cx) {
        let text = cx.locale.text_with("field-suggested", &[("name", Arg::from(name))]);
        block.lines.extend(paragraph(&text, columns, 4, Role::Plain, cx.theme));
    }
    if screen.offers_services(path) {
        let text = cx.locale.text("field-services");
        block.lines.extend(paragraph(&text, columns, 4, Role::Plain, cx.theme));
    }
    if let Some(hint) = cx.locale.form_attribute(form, &id, "hint") {
        block.lines.extend(paragraph(&hint, columns, 4, Role::Quiet, cx.theme));
    }
    for line in basis::lines(screen, path, cx).iter().take(BASIS_LINES) {
        block.lines.extend(paragraph(line, columns, 4, Role::Quiet, cx.theme));
    }
    if let Some(problem) = screen.entry.get(path).and_then(|_| screen.problem(path, cx)) {
        block.lines.extend(paragraph(&problem.say(&cx.locale), columns, 4, Role::Warning, cx.theme));
    }
}

/// Choices in a row, wrapped, each with its number.
fn offer_lines(offers: &[Offer], highlight: usize, many: bool, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let theme = cx.theme;
    let room = usize::from(columns).saturating_sub(5);
    let widest = offers.iter().map(|offer| width(&offer.label) + 8).max().unwrap_or(0);
    let across = (room / widest.max(1)).clamp(1, 4);
    let wide = room / across;
    let mut lines = Vec::new();
    for (chunk_number, chunk) in offers.chunks(across).enumerate() {
        let mut spans = vec![Span::raw("    ")];
        for (number, offer) in chunk.iter().enumerate() {
            let at = chunk_number * across + number;
            let mark = match (many, offer.chosen) {
                (true, true) => "[x]",
                (true, false) => "[ ]",
                (false, true) => "(x)",
                (false, false) => "( )",
            };
            let digit = if at < 9 { (at + 1).to_string() } else { " ".to_owned() };
            let style = match (at == highlight, offer.chosen) {
                (true, _) => theme.style(Role::Focus),
                (false, true) => theme.style(Role::Chosen),
                (false, false) => theme.style(Role::Plain),
            };
            spans.push(Span::raw(format!("{digit} ")));
            spans.push(Span::styled(
                column(&format!("{mark} {}", offer.label), wide.saturating_sub(3), theme),
                style,
            ));
            spans.push(Span::raw(" "));
        }
        lines.push(Line::from(spans));
    }
    lines
}
