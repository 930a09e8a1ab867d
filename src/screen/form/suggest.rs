//! Names that were written before: people and organisations of this case, and services of the
//! directory, are offered while one is typed, so that the same person is not spelt in three ways.

use std::collections::BTreeSet;

use super::FormScreen;
use super::editor::{Editor, Typed};
use crate::casework::directory;
use crate::form::{Answer, Field, FieldType, Form, Path};
use crate::locale::fold;
use crate::screen::Cx;
use crate::screen::directory::open_entries;
use crate::terminal::Key;
use crate::widget::text::LineEdit;

/// The name that the letters typed so far begin, or the first that contains them; while nothing is
/// typed, the worker herself where a person is asked for. None when there is nothing to add.
pub fn suggestion(screen: &FormScreen, path: &Path, cx: &Cx) -> Option<String> {
    let (Editor::Line(line), Some(field)) = (&screen.editor, screen.entry.field(path)) else { return None };
    let kind = field.kind;
    if !matches!(kind, FieldType::Person | FieldType::Service) {
        return None;
    }
    if line.is_empty() {
        // The heading of a row is about somebody else: a relative, whom one may turn to.
        return cx.worker.clone().filter(|_| kind == FieldType::Person && !is_heading(screen, path));
    }
    let typed = fold(line.text());
    let names = names(screen, kind, cx);
    let fits = |name: &&String| **name != line.text();
    let begins = names.iter().filter(fits).find(|name| fold(name).starts_with(&typed));
    begins.or_else(|| names.iter().filter(fits).find(|name| fold(name).contains(&typed))).cloned()
}

fn is_heading(screen: &FormScreen, path: &Path) -> bool {
    let Path::Cell { table, column, .. } = path else { return false };
    let first = screen.entry.form().field(table).and_then(|table| table.columns.first());
    first.is_some_and(|first| first.id == *column)
}

/// Right at the end of the line takes the offered name.
pub fn take(screen: &mut FormScreen, path: &Path, key: Key, cx: &Cx) -> Option<Typed> {
    let at_end = matches!(&screen.editor, Editor::Line(line) if line.is_at_end());
    let name = suggestion(screen, path, cx).filter(|_| at_end && key == Key::Right)?;
    screen.editor = Editor::Line(LineEdit::new(&name));
    screen.fill(path, &name, cx);
    Some(Typed::Answered(Some(Answer::Text(name))))
}

/// Every name of a kind in the case's records and in what is being written.
fn names(screen: &FormScreen, kind: FieldType, cx: &Cx) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if kind == FieldType::Person {
        names.extend(cx.worker.clone());
    }
    if kind == FieldType::Service {
        names.extend(open_entries(&screen.services).map(|service| directory::name(service).to_owned()));
    }
    let mut gather = |form: &Form, answers: &crate::form::Answers| {
        let of_kind = |field: &&Field| field.kind == kind;
        for field in form.fields() {
            if of_kind(&field) {
                names.extend(answers.text(&field.id).map(str::to_owned));
            }
            for column in field.columns.iter().filter(of_kind) {
                names.extend(answers.rows(&field.id).iter().filter_map(
                    |row| match row.cells.get(&column.id) {
                        Some(Answer::Text(name)) => Some(name.clone()),
                        _ => None,
                    },
                ));
            }
        }
    };
    gather(screen.entry.form(), screen.entry.answers());
    for record in screen.file.iter().flat_map(|file| &file.records) {
        if let Some(form) = cx.library.form(&record.form) {
            gather(&form, &record.answers);
        }
    }
    names
}
