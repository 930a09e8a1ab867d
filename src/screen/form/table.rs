//! The rows of a table: opening, adding, moving, closing, taking over; and how the table looks. What
//! does not fit its columns is always whole in the detail of the focused row below.

use ratatui::text::{Line, Span};

use super::FormScreen;
use super::editor::Editor;
use super::evidence;
use super::stops::{Part, Stop, stops};
use crate::app::notice::{Notice, Word};
use crate::casework::{Words, takeable};
use crate::form::{Answer, Field, FieldType, Path, Row};
use crate::overlay::Overlay;
use crate::screen::words;
use crate::screen::{Cx, Request};
use crate::widget::page::{column, fit, width, wrap};
use crate::widget::theme::Role;

/// The narrowest a row's heading may become.
const HEADING: usize = 32;

/// The widest a column of choices asks to be.
const CHOICE: usize = 12;

impl FormScreen {
    pub(super) fn focused_row(&self) -> Option<(String, String)> {
        match self.focus() {
            Some(Stop::Row { table, row }) => Some((table, row)),
            _ => None,
        }
    }

    /// The table that has the focus.
    pub fn table(&self) -> Option<String> {
        match self.focus() {
            Some(Stop::Row { table, .. } | Stop::AddRow { table }) => Some(table),
            _ => None,
        }
    }

    pub(super) fn open_row(&mut self, table: String, row: String, cx: &mut Cx) {
        let stop = self.first_empty(&table, &row, cx);
        self.row = Some((table, row));
        self.stop = stop;
        self.edit(cx);
    }

    /// Where a row begins to be written: a row that has its heading, at the first column that is still
    /// empty, so that nobody types over the heading; any other at its beginning.
    fn first_empty(&self, table: &str, row: &str, cx: &Cx) -> usize {
        let (form, rows) = (self.entry.form(), self.entry.rows(table));
        let (Some(field), Some(known)) = (form.field(table), rows.iter().find(|known| known.id == row))
        else {
            return 0;
        };
        if words::row_heading(&cx.locale, &form.id, field, known).is_empty() {
            return 0;
        }
        let heading = field.columns.first().map(|column| Path::cell(table, row, &column.id));
        // A fact that another record offers waits for the worker's word alone.
        let fact = field.gather.as_ref().filter(|_| known.from.is_some());
        let word = fact.map(|gather| Path::cell(table, row, &gather.accepted));
        let empty = |stop: &Stop| match stop {
            Stop::Field(path) if word.is_some() => Some(path) == word.as_ref(),
            Stop::Field(path) => {
                let calculated =
                    self.entry.field(path).is_some_and(|field| field.kind == FieldType::Calculated);
                Some(path) != heading.as_ref() && !calculated && self.entry.get(path).is_none()
            }
            _ => false,
        };
        let part = Part { row: Some((table, row)), at: self.at };
        stops(&self.entry, part).iter().position(empty).unwrap_or(1)
    }

    /// Back from a row to its table, the focus on the row.
    pub(super) fn close_row(&mut self, cx: &mut Cx) {
        self.adopt(cx);
        let Some((table, row)) = self.row.take() else { return };
        self.keep_draft(cx);
        let stop = Stop::Row { table, row };
        self.stop = self.stops().iter().position(|other| *other == stop).unwrap_or(0);
        self.editor = Editor::None;
        self.edit(cx);
    }

    pub(super) fn add_focused_row(&mut self, cx: &mut Cx) {
        if let Some(table) = self.table() {
            self.add_row(&table, cx);
        }
    }

    pub(super) fn add_row(&mut self, table: &str, cx: &mut Cx) {
        if let Some(row) = self.entry.add_row(table, cx.now.local) {
            self.touched(cx);
            self.open_row(table.to_owned(), row, cx);
        }
    }

    pub(super) fn move_row(&mut self, by: isize, cx: &mut Cx) {
        let Some((table, row)) = self.focused_row() else { return };
        if self.entry.move_row(&table, &row, by) {
            self.stop = self.stop.saturating_add_signed(by);
            self.touched(cx);
            self.keep_draft(cx);
        }
    }

    /// The column and choice that close a row, if the table has such a state.
    pub(super) fn closing(&self) -> Option<(String, String)> {
        let (table, _) = self.focused_row()?;
        let form = self.entry.form();
        if let Some((_, gather)) = self.focused_fact() {
            return Some((gather.accepted, "no".to_owned()));
        }
        let columns = &form.field(&table)?.columns;
        columns.iter().find_map(|column| {
            let list = column.choices.as_deref()?;
            let list = form.lists.iter().find(|own| own.id == list)?;
            let closed = list.choices.iter().find(|choice| choice.id == "closed")?;
            Some((column.id.clone(), closed.id.clone()))
        })
    }

    /// Closes a row, or opens it again.
    pub(super) fn finish_row(&mut self, cx: &mut Cx) {
        let (Some((table, row)), Some((column, closed))) = (self.focused_row(), self.closing()) else {
            return;
        };
        let path = Path::cell(&table, &row, &column);
        let closed = Answer::Choice(closed);
        let before = self.entry.get(&path);
        let answer = if before.as_ref() == Some(&closed) {
            // Opened again: in the state it was closed in.
            self.replaced.remove(&path)
        } else {
            if let Some(before) = before {
                self.replaced.insert(path.clone(), before);
            }
            Some(closed)
        };
        self.entry.set(&path, answer);
        self.touched(cx);
        self.keep_draft(cx);
    }

    pub(super) fn ask_remove_row(&mut self, cx: &mut Cx) {
        if self.focused_fact().is_some() {
            return self.strike_fact(cx);
        }
        if let Some((table, row)) = self.focused_row() {
            cx.out.push(Request::Show(Overlay::remove_row(&table, &row)));
        }
    }

    /// Removes a row after it was confirmed; earlier versions keep it.
    pub fn remove_row(&mut self, table: &str, row: &str, cx: &mut Cx) {
        self.entry.remove_row(table, row);
        self.count_offers();
        self.touched(cx);
        self.keep_draft(cx);
        self.edit(cx);
    }

    /// The rows another form's table offers to the focused table.
    pub(super) fn take_source(&self, words: Words<'_>) -> Option<(String, Vec<Row>)> {
        let table = self.table()?;
        let rows = takeable(&self.entry, &table, &self.library, self.file.as_ref()?, words);
        (!rows.is_empty()).then_some((table, rows))
    }

    /// Counts what each table may take over: it is said above the table.
    pub(super) fn count_offers(&mut self) {
        let Some(file) = &self.file else { return };
        let form = self.entry.form();
        let takes =
            |field: &&Field| field.take.is_some() || field.take_records.is_some() || field.gather.is_some();
        let counted = form.fields().filter(takes).map(|table| {
            let rows = takeable(&self.entry, &table.id, &self.library, file, &|_| String::new());
            (table.id.clone(), rows.len())
        });
        self.offered = counted.collect();
    }

    pub(super) fn take_over(&mut self, cx: &mut Cx) {
        if self.takes_services().is_some() {
            return self.ask_services(cx);
        }
        let words = |start: &str| words::start_heading(&cx.locale, "", "", Some(start));
        let Some((table, rows)) = self.take_source(&words) else { return };
        let count = rows.len();
        let first = rows.first().map(|row| Stop::Row { table: table.clone(), row: row.id.clone() });
        for row in rows {
            self.entry.insert_row(&table, row);
        }
        if let Some(at) = first.and_then(|first| self.stops().iter().position(|stop| *stop == first)) {
            self.stop = at;
        }
        self.count_offers();
        self.touched(cx);
        self.keep_draft(cx);
        cx.say(Notice::good("notice-taken").with("n", Word::Number(i64::try_from(count).unwrap_or(0))));
    }
}

/// The columns that fit a width: the heading, then those that stay, then results and dates, then the
/// others.
pub fn columns_that_fit(screen: &FormScreen, table: &Field, room: usize, cx: &Cx) -> Vec<(usize, usize)> {
    let form = &screen.entry.form().id;
    let mut left = room.saturating_sub(HEADING);
    let mut fitting = Vec::new();
    let columns = table.columns.iter().enumerate().skip(1);
    let mut ranked: Vec<(usize, &Field)> =
        columns.filter(|(_, column)| column.kind != FieldType::Note).collect();
    ranked.sort_by_key(|(number, column)| (rank(column), *number));
    for (number, column) in ranked {
        let path = Path::cell(&table.id, "", &column.id);
        let label = width(&words::short_label(&cx.locale, form, &path));
        let wanted = label.max(content_width(screen, column, cx)).min(18) + 1;
        if wanted <= left {
            left -= wanted;
            fitting.push((number, wanted));
        }
    }
    let used: usize = fitting.iter().map(|(_, wide)| wide).sum();
    let heading = widen(screen, table, &mut fitting, room - used, cx);
    fitting.sort_unstable();
    fitting.insert(0, (0, heading));
    fitting
}

/// Gives the room that no heading needs to columns whose answers would be cut, the first to stay first;
/// what is left to the heading.
fn widen(
    screen: &FormScreen,
    table: &Field,
    columns: &mut [(usize, usize)],
    heading: usize,
    cx: &Cx,
) -> usize {
    let rows = screen.entry.rows(&table.id);
    let label = words::short_label(
        &cx.locale,
        &screen.entry.form().id,
        &Path::cell(&table.id, "", &table.columns[0].id),
    );
    let longest = rows.iter().map(|row| width(&heading_among_dates(screen, table, row, cx))).max();
    let mut spare = heading.saturating_sub(longest.unwrap_or(0).max(width(&label)) + 1);
    let before = spare;
    for (number, wide) in columns {
        let field = &table.columns[*number];
        let longest = rows.iter().map(|row| width(&cell_words(screen, table, row, field, cx))).max();
        let more = (longest.unwrap_or(0) + 1).saturating_sub(*wide).min(spare);
        *wide += more;
        spare -= more;
    }
    heading - (before - spare)
}

fn rank(column: &Field) -> u8 {
    match column.kind {
        _ if column.keep => 0,
        FieldType::Calculated | FieldType::Date => 1,
        _ => 2,
    }
}

/// How wide the answers of a column are: a choice is as long as the longest of its list, as far as that
/// leaves room for others.
fn content_width(screen: &FormScreen, column: &Field, cx: &Cx) -> usize {
    let form = screen.entry.form();
    let list = column.choices.as_deref().filter(|_| column.kind == FieldType::One);
    let choices =
        list.and_then(|list| cx.library.list(form, list)).into_iter().flat_map(|list| &list.choices);
    let words = choices.map(|choice| width(&words::choice_word(&cx.locale, form, column, &choice.id)));
    words.max().unwrap_or(0).min(CHOICE).max(least_width(column.kind))
}

fn least_width(kind: FieldType) -> usize {
    match kind {
        FieldType::Date => 10,
        FieldType::Integer | FieldType::Scale | FieldType::Time => 5,
        FieldType::Calculated | FieldType::YesNo => 6,
        FieldType::One => 9,
        _ => 12,
    }
}

/// The line of column names.
pub fn head(screen: &FormScreen, table: &Field, columns: &[(usize, usize)], cx: &Cx) -> Line<'static> {
    let form = &screen.entry.form().id;
    let mut spans = vec![Span::raw("  ")];
    for &(number, wide) in columns {
        let path = Path::cell(&table.id, "", &table.columns[number].id);
        let label = words::short_label(&cx.locale, form, &path);
        let style = cx.theme.style(Role::Quiet);
        spans.push(Span::styled(column(&label, wide.saturating_sub(1), cx.theme), style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

/// One row of the table.
pub fn row_line(
    screen: &FormScreen,
    table: &Field,
    row: &Row,
    focused: bool,
    columns: &[(usize, usize)],
    cx: &Cx,
) -> Line<'static> {
    let theme = cx.theme;
    let mut spans = vec![Span::raw(if focused { theme.marker() } else { "  " })];
    for &(number, wide) in columns {
        let field = &table.columns[number];
        let text = if number == 0 {
            heading_among_dates(screen, table, row, cx)
        } else {
            cell_words(screen, table, row, field, cx)
        };
        let role = if number == 0 && focused { Role::Focus } else { Role::Plain };
        spans.push(Span::styled(column(&text, wide.saturating_sub(1), theme), theme.style(role)));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

/// The heading of a row; among the dates of a case it names the form, since several are valid until
/// some day.
fn heading_among_dates(screen: &FormScreen, table: &Field, row: &Row, cx: &Cx) -> String {
    let heading = words::row_heading(&cx.locale, &screen.entry.form().id, table, row);
    let labelled = row.start.as_ref().is_some_and(|start| start.split('/').count() == 2);
    let own = table.columns.first().is_some_and(|first| row.cells.contains_key(&first.id));
    match words::row_origin(row).filter(|_| table.open_dues.is_some() && labelled && !own) {
        Some(form) => format!("{}: {heading}", words::form_short(&cx.locale, form)),
        None => heading,
    }
}

fn cell_words(screen: &FormScreen, table: &Field, row: &Row, field: &Field, cx: &Cx) -> String {
    let path = Path::cell(&table.id, &row.id, &field.id);
    if let Some(record) = evidence::record_words(row, table.gather.as_ref(), &field.id, cx) {
        return record;
    }
    match screen.entry.get(&path) {
        Some(answer) => words::answer(&cx.locale, screen.entry.form(), field, &answer),
        None => String::new(),
    }
}

/// Everything of one row, whole.
pub fn detail(screen: &FormScreen, table: &Field, row: &Row, columns: u16, cx: &Cx) -> Vec<Line<'static>> {
    let theme = cx.theme;
    let form = screen.entry.form();
    let room = usize::from(columns).saturating_sub(2);
    let heading = words::row_heading(&cx.locale, &form.id, table, row);
    let mut lines: Vec<Line<'static>> = wrap(&heading, room)
        .into_iter()
        .map(|line| Line::from(Span::styled(format!(" {line}"), theme.style(Role::Heading))))
        .collect();
    if let Some(origin) = words::row_origin(row) {
        let from = words::form_short(&cx.locale, origin);
        let text = cx.locale.text_with("table-from", &[("form", crate::locale::Arg::from(from))]);
        lines.push(Line::from(Span::styled(format!(" {text}"), theme.style(Role::Quiet))));
    }
    if let Some(onward) = screen.onward_words(&table.id, &row.id, cx) {
        lines.push(Line::from(Span::styled(format!(" {onward}"), theme.style(Role::Good))));
    }
    let mut parts = Vec::new();
    for field in table.columns.iter().skip(1) {
        let text = cell_words(screen, table, row, field, cx);
        if !text.is_empty() {
            let path = Path::cell(&table.id, &row.id, &field.id);
            parts.push(words::labelled(&words::short_label(&cx.locale, &form.id, &path), &text));
        }
    }
    let text = parts.join(if theme.ascii { " | " } else { " · " });
    lines.extend(wrap(&text, room).into_iter().map(|line| Line::from(format!(" {line}"))));
    lines
}

/// The line that adds a row.
pub fn add_line(focused: bool, columns: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(
            fit(&cx.locale.text("table-add"), usize::from(columns).saturating_sub(3), theme),
            theme.style(if focused { Role::Focus } else { Role::Quiet }),
        ),
    ])
}
