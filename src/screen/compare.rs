//! What changed between two versions of a record; for risks also what rose and what fell.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::list::ListCursor;
use super::mark::Shown;
use super::words;
use super::{Cx, Title};
use crate::casework::{Difference, Movement, RiskMovement, Whose};
use crate::form::{Answer, Change, ChangeKind, Field, Form, Path};
use crate::locale::Arg;
use crate::record::Revision;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, paragraph};
use crate::widget::theme::Role;

/// Two versions side by side in words.
pub struct Compare {
    form: String,
    older: Revision,
    newer: Revision,
    difference: Difference,
    list: ListCursor,
}

impl Compare {
    /// Compares two versions of a form's record.
    pub fn new(form: &str, older: Revision, newer: Revision, cx: &Cx) -> Self {
        let difference = Difference::between(&cx.library, form, &older.answers, &newer.answers);
        Self { form: form.to_owned(), older, newer, difference, list: ListCursor::default() }
    }

    /// The same, further down the page.
    #[must_use]
    pub fn at(mut self, cursor: usize) -> Self {
        self.list.cursor = cursor;
        self
    }

    /// Which versions they are, for coming back after a lock.
    pub fn shown(&self) -> Shown {
        Shown::Compare { older: self.older.revision, newer: self.newer.revision, cursor: self.list.cursor }
    }

    pub fn key(&mut self, key: Key) {
        self.list.key(key, self.difference.changes.len() + self.difference.movements.len() + 2);
    }

    pub fn title(&self, cx: &Cx) -> Title {
        let args = [("older", Arg::from(self.older.revision)), ("newer", Arg::from(self.newer.revision))];
        Title {
            parts: vec![
                words::form_short(&cx.locale, &self.form),
                cx.locale.text_with("compare-title", &args),
            ],
            danger: None,
        }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let form = cx.library.form(&self.form);
        if let Some(form) = &form {
            self.draw_movements(&mut page, form, area.width, cx);
        }
        self.draw_changes(&mut page, form.as_deref(), area.width, cx);
        if page.blocks.is_empty() {
            page.line(format!("  {}", cx.locale.text("compare-nothing")));
        }
        page.focus = self.list.cursor.min(page.blocks.len() - 1);
        page.draw(frame, area)
    }

    fn draw_movements(&self, page: &mut Page<'static>, form: &Form, width: u16, cx: &Cx) {
        let moved: Vec<(String, Role)> = self
            .difference
            .movements
            .iter()
            .filter_map(|movement| moved_words(form, movement, Labels::Whole, cx))
            .collect();
        if moved.is_empty() {
            return;
        }
        let heading = format!(" {}", cx.locale.text("compare-moved"));
        page.line(Span::styled(heading, cx.theme.style(Role::Heading)));
        for (text, role) in moved {
            page.push(Block::lines(paragraph(&text, width, 2, role, cx.theme)));
        }
        page.line(Line::default());
    }

    fn draw_changes(&self, page: &mut Page<'static>, form: Option<&Form>, width: u16, cx: &Cx) {
        let changes = &self.difference.changes;
        if changes.is_empty() {
            return;
        }
        let heading = format!(" {}", cx.locale.text("compare-changed"));
        page.line(Span::styled(heading, cx.theme.style(Role::Heading)));
        for change in changes {
            let text = match form {
                Some(form) => change_words(form, change, Labels::Whole, cx),
                None => unknown_words(change, cx),
            };
            page.push(Block::lines(paragraph(&text, width, 2, Role::Plain, cx.theme)));
        }
    }
}

/// Everything that is different, what rose and fell first, each in a few words.
pub fn in_short(form: &str, difference: &Difference, cx: &Cx) -> Vec<String> {
    let Some(form) = cx.library.form(form) else {
        return difference.changes.iter().map(|change| unknown_words(change, cx)).collect();
    };
    let levels = difference.movements.iter().filter(|movement| movement.row.is_empty());
    let said: Vec<Path> = levels.map(|movement| Path::field(&movement.field)).collect();
    let moved = difference.movements.iter();
    let moved = moved.filter_map(|movement| moved_words(&form, movement, Labels::Short, cx));
    let changes = difference.changes.iter().filter(|change| !said.contains(&change.path));
    let changes = changes.map(|change| change_words(&form, change, Labels::Short, cx));
    moved.map(|(words, _)| words).chain(changes).collect()
}

/// How the name of a field is said.
#[derive(Clone, Copy)]
enum Labels {
    Whole,
    Short,
}

impl Labels {
    fn of(self, form: &str, path: &Path, cx: &Cx) -> String {
        match self {
            Self::Whole => words::label(&cx.locale, form, path),
            Self::Short => words::short_label(&cx.locale, form, path),
        }
    }
}

/// What rose or fell, in words; nothing when it stayed the same.
fn moved_words(form: &Form, movement: &RiskMovement, labels: Labels, cx: &Cx) -> Option<(String, Role)> {
    let (message, role) = match movement.movement {
        Movement::Rose => ("compare-rose", Role::Danger),
        Movement::Fell => ("compare-fell", Role::Good),
        Movement::New => ("compare-new", Role::Warning),
        Movement::Gone => ("compare-gone", Role::Plain),
        Movement::Same => return None,
    };
    let number =
        |value: Option<f64>| value.map(|value| measure(form, movement, value, cx)).unwrap_or_default();
    let args = [
        ("what", Arg::from(movement_name(form, movement, labels, cx))),
        ("before", Arg::from(number(movement.before))),
        ("after", Arg::from(number(movement.after))),
    ];
    Some((cx.locale.text_with(message, &args), role))
}

/// A score as a number, a level by its name: its number is the place in its list.
fn measure(form: &Form, movement: &RiskMovement, value: f64, cx: &Cx) -> String {
    let list = form.field(&movement.field).and_then(|field| field.choices.as_deref());
    let level = list.filter(|_| movement.row.is_empty()).and_then(|list| {
        let choices = &cx.library.list(form, list)?.choices;
        let at = (1..=choices.len()).zip(choices).find(|(place, _)| *place as f64 == value)?;
        Some(cx.locale.choice(&form.id, list, &at.1.id))
    });
    level.unwrap_or_else(|| cx.locale.number(value))
}

fn movement_name(form: &Form, movement: &RiskMovement, labels: Labels, cx: &Cx) -> String {
    if movement.row.is_empty() {
        return labels.of(&form.id, &Path::field(&movement.field), cx);
    }
    let heading = movement.heading.clone().filter(|heading| !heading.is_empty());
    heading.unwrap_or_else(|| {
        words::start_heading(&cx.locale, &form.id, &movement.field, movement.start.as_deref())
    })
}

/// A change of an answer whose form is not here.
fn unknown_words(change: &Change, cx: &Cx) -> String {
    let value = |answer: &Option<Answer>| match answer {
        Some(answer) => unknown_value(answer, cx),
        None => cx.locale.text("answer-none"),
    };
    let label = words::label_id(&change.path);
    format!("{label}: {}{}{}", value(&change.before), cx.theme.arrow(), value(&change.after))
}

/// Whether it is sensitive is not known, so it is hidden until names are shown.
fn unknown_value(answer: &Answer, cx: &Cx) -> String {
    if cx.names_shown { words::plain(&cx.locale, answer) } else { cx.locale.text("answer-hidden") }
}

/// The table and the field or column of a change.
fn place_of<'a>(form: &'a Form, change: &Change) -> (Option<&'a Field>, Option<&'a Field>) {
    match &change.path {
        Path::Field(id) => (None, form.field(id)),
        Path::Cell { table, column, .. } => {
            let table = form.field(table);
            (table, table.and_then(|table| table.column(column)))
        }
    }
}

/// Where a change is: the field, or the row and the column; of a whole row its heading.
fn place_words(form: &Form, change: &Change, labels: Labels, shown: bool, cx: &Cx) -> String {
    let (table, _) = place_of(form, change);
    let row = table.map(|table| {
        let own = change.heading.clone().filter(|heading| !heading.is_empty());
        if own.is_some() && !shown && table.columns.first().is_some_and(|column| column.sensitive) {
            return cx.locale.text("answer-hidden");
        }
        own.unwrap_or_else(|| words::start_heading(&cx.locale, &form.id, &table.id, change.start.as_deref()))
    });
    match (&row, change.kind) {
        (Some(row), ChangeKind::RowAdded | ChangeKind::RowRemoved) => row.clone(),
        (Some(row), _) => format!("{row}, {}", words::short_label(&cx.locale, &form.id, &change.path)),
        (None, _) => labels.of(&form.id, &change.path, cx),
    }
}

/// One side of a change in words.
fn value_words(form: &Form, change: &Change, answer: Option<&Answer>, shown: bool, cx: &Cx) -> String {
    match (answer, place_of(form, change).1) {
        (Some(_), Some(field)) if field.sensitive && !shown => cx.locale.text("answer-hidden"),
        (Some(answer), Some(field)) => words::answer(&cx.locale, form, field, answer),
        (Some(answer), None) if shown => words::plain(&cx.locale, answer),
        (Some(answer), None) => unknown_value(answer, cx),
        (None, _) => cx.locale.text("answer-none"),
    }
}

fn change_words(form: &Form, change: &Change, labels: Labels, cx: &Cx) -> String {
    let shown = cx.names_shown;
    let label = place_words(form, change, labels, shown, cx);
    let value = |answer: &Option<Answer>| value_words(form, change, answer.as_ref(), shown, cx);
    match change.kind {
        ChangeKind::RowAdded => cx.locale.text_with("compare-row-added", &[("row", Arg::from(label))]),
        ChangeKind::RowRemoved => cx.locale.text_with("compare-row-removed", &[("row", Arg::from(label))]),
        ChangeKind::RowsReordered => cx.locale.text_with("compare-reordered", &[("table", Arg::from(label))]),
        _ => format!("{label}: {}{}{}", value(&change.before), cx.theme.arrow(), value(&change.after)),
    }
}

/// Where two versions differ, for a choice between them. As in the form itself nothing is hidden: nobody
/// could choose.
pub fn piece_label(form: &Form, change: &Change, cx: &Cx) -> String {
    place_words(form, change, Labels::Whole, true, cx)
}

/// What one of two versions has at that place.
pub fn piece_value(form: &Form, change: &Change, whose: Whose, cx: &Cx) -> String {
    let mine = whose == Whose::Mine;
    match (change.kind, mine) {
        (ChangeKind::RowAdded, true) | (ChangeKind::RowRemoved, false) => cx.locale.text("merge-row"),
        (ChangeKind::RowAdded, false) | (ChangeKind::RowRemoved, true) => cx.locale.text("merge-no-row"),
        (ChangeKind::RowsReordered, _) => cx.locale.text("merge-order"),
        _ => value_words(form, change, if mine { &change.after } else { &change.before }.as_ref(), true, cx),
    }
}
