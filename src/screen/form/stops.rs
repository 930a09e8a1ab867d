//! The stops of a form: what Tab and the arrows go to, in order, and always the way on as the last.

use crate::form::{Entry, FieldType, Form, Kind, Pace, Path};
use crate::screen::reading;

/// One place the focus can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// A part of the summary that is read over, by its number.
    Summary(usize),
    Field(Path),
    Row {
        table: String,
        row: String,
    },
    AddRow {
        table: String,
    },
    /// To the next step or question.
    Next,
    /// Saves the record.
    Save,
    /// Back from a row to its table.
    RowDone,
}

/// Which part of the form is on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The row that is opened as a small sheet.
    pub row: Option<(&'a str, &'a str)>,
    /// The step of a guided session, or the number of the question when one has the whole screen.
    pub at: usize,
}

/// How a form stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Page,
    Steps,
    Question,
}

/// The layout a form asks for.
pub fn layout(form: &Form) -> Layout {
    match (form.kind, form.pace) {
        (Kind::Steps, _) => Layout::Steps,
        (_, Pace::Question) => Layout::Question,
        _ => Layout::Page,
    }
}

/// The stops of a part.
pub fn stops(entry: &Entry, part: Part) -> Vec<Stop> {
    if let Some((table, row)) = part.row {
        return row_stops(entry, table, row);
    }
    let form = entry.form();
    match layout(form) {
        Layout::Page => {
            let mut stops: Vec<Stop> =
                relevant_fields(entry).flat_map(|path| field_stops(entry, &path)).collect();
            stops.push(Stop::Save);
            stops
        }
        Layout::Steps => {
            let section = part.at.min(form.sections.len().saturating_sub(1));
            let fields =
                form.sections.get(section).map(|section| section.fields.as_slice()).unwrap_or_default();
            let paths = fields.iter().map(|field| Path::field(&field.id)).filter(|path| entry.relevant(path));
            let summary = form.sections.get(section).is_some_and(|section| section.summary);
            let read = if summary { reading::parts(form, &entry.to_save()) } else { 0 };
            let mut stops: Vec<Stop> = (0..read).map(Stop::Summary).collect();
            stops.extend(paths.flat_map(|path| field_stops(entry, &path)));
            stops.push(if section + 1 == form.sections.len() { Stop::Save } else { Stop::Next });
            stops
        }
        Layout::Question => {
            let questions = questions(entry);
            let Some(path) = questions.get(part.at) else { return vec![Stop::Save] };
            let mut stops = field_stops(entry, path);
            stops.push(if part.at + 1 == questions.len() { Stop::Save } else { Stop::Next });
            stops
        }
    }
}

/// The questions of a form of which one at a time is shown.
pub fn questions(entry: &Entry) -> Vec<Path> {
    relevant_fields(entry).collect()
}

/// Which section a field stands in.
pub fn section_of(form: &Form, path: &Path) -> usize {
    let id = match path {
        Path::Field(id) => id,
        Path::Cell { table, .. } => table,
    };
    form.sections.iter().position(|section| section.fields.iter().any(|field| &field.id == id)).unwrap_or(0)
}

fn relevant_fields(entry: &Entry) -> impl Iterator<Item = Path> {
    let form = entry.form();
    let mut paths = Vec::new();
    for (number, section) in form.sections.iter().enumerate() {
        if !entry.section_relevant(number) {
            continue;
        }
        for field in &section.fields {
            let path = Path::field(&field.id);
            if entry.relevant(&path) {
                paths.push(path);
            }
        }
    }
    paths.into_iter()
}

fn field_stops(entry: &Entry, path: &Path) -> Vec<Stop> {
    let table = matches!(entry.field(path), Some(field) if field.kind == FieldType::Table);
    match path {
        Path::Field(id) if table => {
            let rows = entry.rows(id).iter();
            let mut stops: Vec<Stop> =
                rows.map(|row| Stop::Row { table: id.clone(), row: row.id.clone() }).collect();
            stops.push(Stop::AddRow { table: id.clone() });
            stops
        }
        _ => vec![Stop::Field(path.clone())],
    }
}

fn row_stops(entry: &Entry, table: &str, row: &str) -> Vec<Stop> {
    let columns = entry.form().field(table).map(|field| field.columns.as_slice()).unwrap_or_default();
    let paths = columns.iter().map(|column| Path::cell(table, row, &column.id));
    let mut stops: Vec<Stop> = paths.filter(|path| entry.relevant(path)).map(Stop::Field).collect();
    stops.push(Stop::RowDone);
    stops
}
