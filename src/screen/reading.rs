//! One version of a record, to be read: every answer in words, nothing to change.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::list::ListCursor;
use super::mark::Shown;
use super::words;
use super::{Cx, Title};
use crate::form::{Answer, Answers, Field, FieldType, Form, Path, Row};
use crate::locale::Arg;
use crate::record::Revision;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, paragraph, wrap};
use crate::widget::theme::Role;

/// A version that is being read.
pub struct Reading {
    form: String,
    revision: Revision,
    pub list: ListCursor,
}

impl Reading {
    /// A version of a form's record.
    pub fn new(form: &str, revision: Revision) -> Self {
        Self::at(form, revision, 0)
    }

    /// The same, further down the page.
    pub fn at(form: &str, revision: Revision, cursor: usize) -> Self {
        Self { form: form.to_owned(), revision, list: ListCursor { cursor } }
    }

    /// Which version it is, for coming back after a lock.
    pub fn shown(&self) -> Shown {
        Shown::Reading { revision: self.revision.revision, cursor: self.list.cursor }
    }

    pub fn key(&mut self, key: Key) {
        // The number of blocks is bounded by the answers; the page clamps what is beyond.
        let rows: usize = self
            .revision
            .answers
            .fields
            .values()
            .map(|answer| match answer {
                Answer::Rows(rows) => rows.len() + 1,
                _ => 1,
            })
            .sum();
        self.list.key(key, rows + 2);
    }

    pub fn title(&self, cx: &Cx) -> Title {
        let args =
            [("n", Arg::from(self.revision.revision)), ("who", Arg::from(self.revision.author.clone()))];
        let version = cx.locale.text_with("records-version", &args);
        let when = cx.locale.moment(self.revision.saved_at, cx.now.offset);
        Title { parts: vec![words::form_short(&cx.locale, &self.form), version, when], danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let form = cx.library.form(&self.form);
        let answers = &self.revision.answers;
        let known = form.as_ref().map(|form| answers_in_words(form, answers, area.width, cx));
        for block in known.into_iter().flatten().chain(left_over(form.as_deref(), answers, area.width, cx)) {
            page.push(block);
        }
        if page.blocks.is_empty() {
            page.line(format!("  {}", cx.locale.text("reading-empty")));
        }
        page.focus = self.list.cursor.min(page.blocks.len() - 1);
        page.draw(frame, area)
    }
}

/// How many blocks `answers_in_words` makes.
pub fn parts(form: &Form, answers: &Answers) -> usize {
    let answered = form.fields().filter_map(|field| Some((field, answers.fields.get(&field.id)?)));
    let blocks = answered.map(|(field, _)| match field.kind {
        FieldType::Table => answers.rows(&field.id).iter().filter(|row| touched(field, row)).count(),
        _ => usize::from(!matches!(answers.fields.get(&field.id), Some(Answer::Rows(_)))),
    });
    usize::from(answers.override_reason.is_some()) + blocks.sum::<usize>()
}

/// A starting row nobody touched says nothing.
fn touched(table: &Field, row: &Row) -> bool {
    row.cells.keys().any(|id| table.column(id).is_none_or(|column| column.kind != FieldType::Calculated))
}

/// Answers that the form as it is now has no question for (or none of their kind), one block each: a
/// form changes, what somebody said does not go.
fn left_over(form: Option<&Form>, answers: &Answers, width: u16, cx: &Cx) -> Vec<Block<'static>> {
    let fits = |field: &Field, answer: &Answer| {
        (field.kind == FieldType::Table) == matches!(answer, Answer::Rows(_))
    };
    let over = answers.fields.iter().filter(|(id, answer)| {
        let field = form.and_then(|form| form.field(id));
        !field.is_some_and(|field| fits(field, answer))
    });
    let message = if form.is_some() { "reading-left-over" } else { "error-form-unknown" };
    let mut head = paragraph(&cx.locale.text(message), width, 1, Role::Heading, cx.theme);
    over.map(|(id, answer)| {
        let mut lines = std::mem::take(&mut head);
        lines.extend(unknown(id, answer, width, 2, cx));
        Block::lines(lines)
    })
    .collect()
}

/// An answer without its question. Whether it is sensitive is not known either, so it is hidden.
fn unknown(id: &str, answer: &Answer, width: u16, indent: usize, cx: &Cx) -> Vec<Line<'static>> {
    let value =
        if cx.names_shown { words::plain(&cx.locale, answer) } else { cx.locale.text("answer-hidden") };
    let lines = wrap(&format!("{id}: {value}"), usize::from(width).saturating_sub(indent + 1));
    lines.into_iter().map(|line| Line::from(format!("{}{line}", " ".repeat(indent)))).collect()
}

/// All answers of a record in the order of its form, one block an answer or row.
pub fn answers_in_words(form: &Form, answers: &Answers, width: u16, cx: &Cx) -> Vec<Block<'static>> {
    let mut blocks = Vec::new();
    if let Some(reason) = &answers.override_reason {
        let shares = cx.process.shares().iter().any(|share| share.form == form.id);
        let message = if shares { "reading-shared-anyway" } else { "reading-override" };
        let text = cx.locale.text_with(message, &[("reason", Arg::from(reason.clone()))]);
        blocks.push(Block::lines(paragraph(&text, width, 1, Role::Warning, cx.theme)));
    }
    for section in &form.sections {
        let mut head: Vec<Line<'static>> = vec![section_line(form, &section.id, answers, cx)];
        for field in &section.fields {
            let Some(answer) = answers.fields.get(&field.id) else { continue };
            if matches!(answer, Answer::Rows(_)) && field.kind != FieldType::Table {
                continue;
            }
            if field.kind == FieldType::Table {
                for block in rows_in_words(form, field, answers, width, cx) {
                    let mut lines = std::mem::take(&mut head);
                    lines.extend(block.lines);
                    blocks.push(Block::lines(lines));
                }
                continue;
            }
            let mut lines = std::mem::take(&mut head);
            lines.extend(one(form, field, &Path::field(&field.id), answer, width, 2, cx));
            blocks.push(Block::lines(lines));
        }
    }
    blocks
}

fn section_line(form: &Form, section: &str, answers: &Answers, cx: &Cx) -> Line<'static> {
    let mut text = format!(" {}", cx.locale.form(&form.id, &format!("section-{section}")));
    if let Some(seconds) = answers.spent.get(section).filter(|seconds| **seconds >= 60) {
        let spent = cx.locale.duration(i64::from(seconds / 60));
        text = format!("{text} ({spent})");
    }
    Line::from(Span::styled(text, cx.theme.style(Role::Heading)))
}

fn rows_in_words(form: &Form, table: &Field, answers: &Answers, width: u16, cx: &Cx) -> Vec<Block<'static>> {
    let mut blocks = Vec::new();
    for row in answers.rows(&table.id) {
        if !touched(table, row) {
            continue;
        }
        let secret = table.columns.first().filter(|column| column.sensitive && !cx.names_shown);
        let heading = match secret.and_then(|column| row.cells.get(&column.id)) {
            Some(_) => cx.locale.text("answer-hidden"),
            None => words::row_heading(&cx.locale, &form.id, table, row),
        };
        let mut lines = paragraph(&heading, width, 2, Role::Chosen, cx.theme);
        for column in table.columns.iter().skip(1) {
            if let Some(answer) = row.cells.get(&column.id) {
                let path = Path::cell(&table.id, &row.id, &column.id);
                lines.extend(one(form, column, &path, answer, width, 4, cx));
            }
        }
        for (id, answer) in row.cells.iter().filter(|(id, _)| table.column(id).is_none()) {
            lines.extend(unknown(id, answer, width, 4, cx));
        }
        blocks.push(Block::lines(lines));
    }
    blocks
}

fn one(
    form: &Form,
    field: &Field,
    path: &Path,
    answer: &Answer,
    width: u16,
    indent: usize,
    cx: &Cx,
) -> Vec<Line<'static>> {
    let label = words::label(&cx.locale, &form.id, path);
    let value = if field.sensitive && !cx.names_shown {
        cx.locale.text("answer-hidden")
    } else {
        words::answer(&cx.locale, form, field, answer)
    };
    let text = words::labelled(&label, &value);
    let lines = wrap(&text, usize::from(width).saturating_sub(indent + 1));
    lines.into_iter().map(|line| Line::from(format!("{}{line}", " ".repeat(indent)))).collect()
}
