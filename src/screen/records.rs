//! Every record of a case, newest first, drafts on top: to go on writing, to read, to look at older
//! versions.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::case::header_title;
use super::history::History;
use super::list::ListCursor;
use super::words;
use super::{Cx, Request, Screen, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::form::{Answer, Answers, PerCase};
use crate::locale::Arg;
use crate::overlay::Overlay;
use crate::record::{CaseFile, CaseId, Draft, Record, RecordId};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, fit};
use crate::widget::theme::Role;

/// What the name of a record leaves at least to the version beside it, and what the name has at least.
const VERSION: usize = 24;
const NAME: usize = 28;

/// The records of one case.
pub struct Records {
    pub case: CaseId,
    pub list: ListCursor,
    file: Option<CaseFile>,
}

enum Row<'a> {
    Draft(&'a Draft),
    Record(&'a Record),
}

impl Row<'_> {
    fn record(&self) -> RecordId {
        match self {
            Self::Draft(draft) => draft.record,
            Self::Record(record) => record.id,
        }
    }
}

impl Records {
    /// The records of a case that is being read.
    pub fn new(case: CaseId) -> Self {
        Self { case, list: ListCursor::default(), file: None }
    }

    pub fn refresh(&mut self, cx: &mut Cx) {
        cx.effect(Effect::OpenCase(self.case));
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match event {
            Event::Case(file) if file.line.id == self.case => {
                // A draft that came or went moves the rows: the cursor stays with its record.
                let here = self.rows().get(self.list.cursor).map(Row::record);
                self.file = Some((**file).clone());
                let rows = self.rows();
                let again = here.and_then(|here| rows.iter().position(|row| row.record() == here));
                let cursor = again.unwrap_or(self.list.cursor).min(rows.len().saturating_sub(1));
                self.list.cursor = cursor;
            }
            Event::DraftGone(_) => self.refresh(cx),
            _ => {}
        }
    }

    pub fn key(&mut self, key: Key) {
        let length = self.rows().len();
        self.list.key(key, length);
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let draft = matches!(self.rows().get(self.list.cursor), Some(Row::Draft(_)));
        match command {
            Cmd::Discard if !draft => Some("why-no-draft"),
            Cmd::Versions if draft => Some("why-draft-no-versions"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        let case = self.case;
        let rows = self.rows();
        match (command, rows.get(self.list.cursor)) {
            (Cmd::Back, _) => cx.out.push(Request::Pop),
            (Cmd::Open, Some(Row::Draft(draft))) => {
                cx.open_form(FormTarget::Record { record: draft.record, case: Some(case) });
            }
            (Cmd::Open, Some(Row::Record(record))) => {
                cx.open_form(FormTarget::Record { record: record.id, case: Some(case) });
            }
            (Cmd::Versions, Some(Row::Record(record))) => {
                let screen = History::new(record.id, &record.form);
                let record = record.id;
                cx.out.push(Request::Push(Box::new(Screen::History(Box::new(screen)))));
                cx.effect(Effect::LoadRevisions(record));
            }
            (Cmd::Discard, Some(Row::Draft(draft))) => {
                cx.out.push(Request::Show(Overlay::discard(draft.record)));
            }
            _ => {}
        }
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let Some(file) = &self.file else { return Vec::new() };
        file.drafts.iter().map(Row::Draft).chain(file.records.iter().map(Row::Record)).collect()
    }

    pub fn title(&self, cx: &Cx) -> Title {
        self.file.as_ref().map(|file| header_title(file, cx)).unwrap_or_default()
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        page.line(Span::styled(
            format!(" {}", cx.locale.text("records-title")),
            cx.theme.style(Role::Heading),
        ));
        for (number, row) in self.rows().iter().enumerate() {
            let focused = number == self.list.cursor;
            let block = Block::lines(vec![row_line(row, focused, area.width, cx)]);
            page.add(block, focused);
        }
        if self.file.is_some() && self.rows().is_empty() {
            page.line(format!("  {}", cx.locale.text("case-no-records")));
        }
        page.draw(frame, area)
    }
}

/// The name of a form with what tells this record from others of the form.
fn named(form: &str, answers: &Answers, cx: &Cx) -> String {
    let name = words::form_short(&cx.locale, form);
    let Some(known) = cx.library.form(form).filter(|form| form.per_case == PerCase::Many) else {
        return name;
    };
    let said = cx.process.telling(form).filter_map(|id| {
        let field = known.field(id).filter(|field| !field.sensitive || cx.names_shown)?;
        let answer = answers.fields.get(id).filter(|answer| **answer != Answer::Declined)?;
        Some(words::answer(&cx.locale, &known, field, answer)).filter(|said| !said.is_empty())
    });
    let said = said.collect::<Vec<_>>().join(", ").replace('\n', " ");
    if said.is_empty() { name } else { format!("{name}: {said}") }
}

fn row_line(row: &Row, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let (at, form, words, role) = match row {
        Row::Draft(draft) => (draft.saved_at, &draft.form, cx.locale.text("records-draft"), Role::Warning),
        Row::Record(record) => {
            let args = [("n", Arg::from(record.revision)), ("who", Arg::from(record.author.clone()))];
            (record.saved_at, &record.form, cx.locale.text_with("records-version", &args), Role::Plain)
        }
    };
    let answers = match row {
        Row::Draft(draft) => &draft.answers,
        Row::Record(record) => &record.answers,
    };
    let when = column(&cx.locale.moment(at, cx.now.offset), 18, theme);
    let left = usize::from(width).saturating_sub(2 + 18 + 1);
    // What tells one consent or referral from another has the room that the version does not need.
    let wide = left.saturating_sub(crate::widget::page::width(&words).min(VERSION)).max(NAME);
    let form = column(&named(form, answers, cx), wide - 1, theme);
    let room = left.saturating_sub(wide);
    let form = format!("{form} ");
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::raw(when),
        Span::styled(form, theme.style(if focused { Role::Focus } else { Role::Plain })),
        Span::styled(fit(&words, room, theme), theme.style(role)),
    ])
}
