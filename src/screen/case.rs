//! One case: where it stands, its steps with what is done, open and missing, what was written last,
//! and the one obvious next step, which has the focus when the screen opens.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::case_lines;
use super::ecomap::Ecomap;
use super::list::ListCursor;
use super::organisation::readers::ReadersScreen;
use super::records::Records;
use super::search::Search;
use super::story::StoryScreen;
use super::words;
use super::{Cx, Request, Screen, Spot, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::app::notice::Notice;
use crate::casework::{CaseState, FormState, NextStep, StepState, StepStatus, case_state};
use crate::form::{Library, PerCase};
use crate::locale::Arg;
use crate::overlay::Overlay;
use crate::record::{CaseFile, CaseId, Right};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, fit};
use crate::widget::theme::Role;

/// Columns of the list of steps; what was written last stands beside it.
const STEPS_WIDTH: u16 = 44;

/// The screen of one case.
pub struct CaseScreen {
    pub id: CaseId,
    pub list: ListCursor,
    /// The step whose forms are listed.
    pub expanded: Option<usize>,
    /// The cursor has been put on the next step once.
    pub placed: bool,
    /// Another record of the focused form can be begun.
    beginnable: bool,
    may_limit: bool,
    file: Option<CaseFile>,
    state: Option<CaseState>,
}

/// What a row of the screen is.
enum Row<'a> {
    Step(usize, &'a StepState),
    Form(&'a FormState),
    Next(&'a NextStep),
}

impl CaseScreen {
    /// The screen of a case that is being read.
    pub fn new(id: CaseId) -> Self {
        Self {
            id,
            list: ListCursor::default(),
            expanded: None,
            placed: false,
            beginnable: false,
            may_limit: false,
            file: None,
            state: None,
        }
    }

    /// What the screen proposes to do next.
    pub fn next(&self) -> Option<&NextStep> {
        self.state.as_ref()?.next.as_ref()
    }

    pub fn refresh(&mut self, cx: &mut Cx) {
        cx.effect(Effect::OpenCase(self.id));
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        if matches!(event, Event::Saved { .. }) {
            // Something is done: the next step has the focus again.
            self.placed = false;
        }
        if let Event::Access { case, to, workers } = event
            && *case == self.id
            && let Some(file) = &self.file
        {
            let code = words::code(file.line.number);
            return cx.out.push(Request::Show(Overlay::access(self.id, code, to, workers)));
        }
        if let Event::WayIn(done) = event {
            return cx.say(Notice::good(done.message()));
        }
        let Event::Case(file) = event else { return };
        self.may_limit = cx.rights.contains(&Right::LimitCases);
        if file.line.id != self.id {
            return;
        }
        self.state = Some(case_state(&cx.process, &cx.library, file, cx.now.local));
        self.file = Some((**file).clone());
        if !self.placed && self.next().is_some() {
            // All steps in sight, and below them what comes next.
            self.expanded = None;
        }
        let length = self.rows().len();
        if !self.placed {
            self.list.cursor = self.landing();
            self.placed = true;
        }
        self.list.clamp(length);
        self.beginnable = self.can_begin(&cx.library).is_some();
    }

    /// Where the focus begins: on what comes next; when nothing does, where something was written last.
    fn landing(&self) -> usize {
        let rows = self.rows();
        if self.next().is_some() {
            return rows.len().saturating_sub(1);
        }
        let records = self.file.iter().flat_map(|file| &file.records);
        let written = records.filter(|record| record.revision > 1 || record.answers.made.is_none());
        let last = written.max_by_key(|record| (record.saved_at, record.id)).map(|record| &record.form);
        let is_last = |form: &FormState| Some(&form.form) == last;
        let of_form = rows.iter().position(|row| matches!(row, Row::Form(form) if is_last(form)));
        let of_step = |row: &Row<'_>| matches!(row, Row::Step(_, step) if step.forms.iter().any(is_last));
        of_form.or_else(|| rows.iter().position(of_step)).unwrap_or(0)
    }

    pub fn key(&mut self, key: Key, cx: &Cx) {
        let length = self.rows().len();
        match key {
            Key::Left => self.expanded = None,
            Key::Right => {
                if let Some(Row::Step(number, _)) = self.rows().get(self.list.cursor) {
                    self.expanded = Some(*number);
                }
            }
            _ => drop(self.list.key(key, length)),
        }
        let length = self.rows().len();
        self.list.clamp(length);
        self.beginnable = self.can_begin(&cx.library).is_some();
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let shut = matches!(self.focused_form(), Some(form) if form.gate.is_some());
        match command {
            Cmd::Override if !shut => Some("why-not-shut"),
            Cmd::LimitCase if !self.may_limit => Some("why-not-limit"),
            Cmd::NewRecord if !self.beginnable => Some("why-no-new-record"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::Records => {
                cx.out.push(Request::Push(Box::new(Screen::Records(Box::new(Records::new(self.id))))));
                cx.effect(Effect::OpenCase(self.id));
            }
            Cmd::People => {
                cx.out.push(Request::Push(Box::new(Screen::People(Box::new(Ecomap::new(self.id))))));
                cx.effect(Effect::OpenCase(self.id));
            }
            Cmd::Search => {
                if let Some(file) = &self.file {
                    let screen = Search::new(Some((self.id, file.line.number)));
                    cx.out.push(Request::Push(Box::new(Screen::Search(Box::new(screen)))));
                }
            }
            Cmd::LimitCase => cx.effect(Effect::LoadAccess(self.id)),
            Cmd::Readers => {
                if let Some(file) = &self.file {
                    ReadersScreen::open(self.id, file.line.number, cx);
                }
            }
            Cmd::Story => {
                cx.out.push(Request::Push(Box::new(Screen::Story(Box::new(StoryScreen::new(self.id))))));
                cx.effect(Effect::LoadStory(self.id));
            }
            Cmd::Open => self.open(cx),
            Cmd::NewRecord => {
                let library = Arc::clone(&cx.library);
                if let Some(target) = self.can_begin(&library).map(|form| self.new_record(form)) {
                    Self::follow(target, cx);
                }
            }
            Cmd::Override => {
                if let Some(form) = self.focused_form() {
                    cx.out.push(Request::Show(Overlay::reason(self.id, &form.form)));
                }
            }
            _ => {}
        }
    }

    fn follow(target: Result<FormTarget, Box<Overlay>>, cx: &mut Cx) {
        match target {
            Ok(target) => cx.open_form(target),
            Err(overlay) => cx.out.push(Request::Show(*overlay)),
        }
    }

    fn open(&mut self, cx: &mut Cx) {
        let rows = self.rows();
        if let Some(Row::Next(next)) = rows.get(self.list.cursor) {
            let spot = next.at.clone().map(Spot::Place);
            let (case, form) = (self.id, next.form.clone());
            let target = match (next.record, next.after) {
                (Some(record), _) => FormTarget::Record { record, case: Some(case) },
                (None, Some(record)) => FormTarget::After { case, record },
                (None, None) => FormTarget::New { case, form, override_reason: None },
            };
            return cx.open_form_at(target, spot);
        }
        let target = match rows.get(self.list.cursor) {
            Some(Row::Step(_, step)) if step.forms.len() == 1 => {
                step.forms.first().map(|form| self.target(form))
            }
            Some(Row::Step(number, step)) => {
                let number = *number;
                let first = step.forms.iter().position(|form| form.draft.is_some() || form.records == 0);
                let open = self.expanded == Some(number);
                self.expanded = (!open).then_some(number);
                if !open {
                    self.list.cursor = number + 1 + first.unwrap_or(0);
                }
                self.beginnable = self.can_begin(&cx.library).is_some();
                None
            }
            Some(Row::Form(form)) => Some(self.target(form)),
            Some(Row::Next(_)) | None => None,
        };
        if let Some(target) = target {
            Self::follow(target, cx);
        }
    }

    /// The record that opening a form means: its draft, or the newest; a new one only where there is
    /// none, so that nothing is begun by mistake.
    fn target(&self, form: &FormState) -> Result<FormTarget, Box<Overlay>> {
        match form.draft.or(form.latest) {
            Some(record) => Ok(FormTarget::Record { record, case: Some(self.id) }),
            None => self.new_record(form),
        }
    }

    /// A new record of a form; a shut gate instead shows what opens it.
    fn new_record(&self, form: &FormState) -> Result<FormTarget, Box<Overlay>> {
        let case = self.id;
        match &form.gate {
            Some(shut) => {
                let forms = self.state.iter().flat_map(|state| &state.steps).flat_map(|step| &step.forms);
                let mut goto = forms.filter(|other| other.form == shut.goto);
                let record = goto.find_map(|other| other.draft.or(other.latest));
                Err(Box::new(Overlay::gate(case, shut, record)))
            }
            None => Ok(FormTarget::New { case, form: form.form.clone(), override_reason: None }),
        }
    }

    /// Whether another record of the focused form can be begun.
    fn can_begin(&self, library: &Library) -> Option<&FormState> {
        let form = self.focused_form()?;
        let many = library.form(&form.form).is_some_and(|form| form.per_case == PerCase::Many);
        (many || form.records == 0).then_some(form)
    }

    fn focused_form(&self) -> Option<&FormState> {
        match self.rows().get(self.list.cursor)? {
            Row::Form(form) => Some(form),
            Row::Step(_, step) if step.forms.len() == 1 => step.forms.first(),
            _ => None,
        }
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let Some(state) = &self.state else { return Vec::new() };
        let mut rows = Vec::new();
        for (number, step) in state.steps.iter().enumerate() {
            rows.push(Row::Step(number, step));
            if self.expanded == Some(number) {
                rows.extend(step.forms.iter().map(Row::Form));
            }
        }
        rows.extend(state.next.iter().map(Row::Next));
        rows
    }

    /// Code, phase, risk, consent, next due; the name only when names are shown.
    pub fn title(&self, cx: &Cx) -> Title {
        let Some(file) = &self.file else { return Title::default() };
        header_title(file, cx)
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Option<Turned> {
        let (file, state) = (self.file.as_ref()?, self.state.as_ref()?);
        let wide = area.width >= 72;
        let left_width = if wide { STEPS_WIDTH.max(area.width * 11 / 20) } else { area.width };
        // Where the case stands, in one line, where there is room for it.
        let head_height = u16::from(area.height >= 19);
        let head = Rect { height: head_height, ..area };
        frame.render_widget(case_lines::head(file, state, area.width, cx), head);
        let next_height = 3.min(area.height);
        let steps_height = area.height - next_height - head_height;
        let steps_area = Rect { y: area.y + head_height, width: left_width, height: steps_height, ..area };
        let next_area = Rect { y: steps_area.bottom(), height: next_height, ..area };
        let mut page = Page::default();
        page.line(Span::styled(format!(" {}", cx.locale.text("case-steps")), cx.theme.style(Role::Heading)));
        for (number, row) in self.rows().into_iter().enumerate() {
            let focused = number == self.list.cursor;
            match row {
                Row::Next(_) => {}
                Row::Step(_, step) => push(&mut page, step_row(step, focused, left_width, cx), focused),
                Row::Form(form) => push(&mut page, form_row(form, focused, left_width, cx), focused),
            }
        }
        let turned = page.draw(frame, steps_area);
        if wide {
            let right = Rect { x: area.x + left_width, width: area.width - left_width, ..steps_area };
            draw_latest(frame, right, file, cx);
        }
        self.draw_next(frame, next_area, state, cx);
        Some(turned)
    }

    /// What the focused step still waits for or what comes before it, and the next step.
    fn draw_next(&self, frame: &mut Frame, area: Rect, state: &CaseState, cx: &Cx) {
        let rows = self.rows();
        let about = match rows.get(self.list.cursor) {
            Some(Row::Step(_, step)) => case_lines::about_step(step, area.width, cx),
            Some(Row::Form(form)) => case_lines::about_form(form, area.width, cx),
            Some(Row::Next(next)) if next.calm => None,
            Some(Row::Next(next)) => {
                let has = |step: &&StepState| step.forms.iter().any(|form| form.form == next.form);
                let step = state.steps.iter().find(has);
                step.and_then(|step| case_lines::about_step(step, area.width, cx))
            }
            None => None,
        };
        let focused = matches!(rows.get(self.list.cursor), Some(Row::Next(_)));
        let next = match &state.next {
            Some(next) => case_lines::next(next, focused, area.width, cx),
            None => case_lines::all_done(area.width, cx),
        };
        // Where the next step needs all the lines, what a step waits for steps back.
        let above = u16::from(next.len() < usize::from(area.height));
        let lines = about.into_iter().take(usize::from(above)).zip(area.y..);
        for (line, y) in lines.chain(next.into_iter().zip(area.y + above..area.bottom())) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        if focused {
            frame.set_cursor_position((area.x, area.y + above));
        }
    }
}

/// The header of every screen of a case.
pub fn header_title(file: &CaseFile, cx: &Cx) -> Title {
    let line = &file.line;
    let mut parts = vec![words::code(line.number)];
    if cx.names_shown && !line.name.is_empty() {
        parts.push(line.name.clone());
    }
    parts.push(words::phase(&cx.locale, line));
    let consent = line.consent.as_deref().unwrap_or("none");
    let consent = cx.locale.text(&format!("header-consent-{consent}"));
    parts.push(cx.locale.text_with("header-consent", &[("state", Arg::from(consent))]));
    if let Some(due) = line.next_due {
        let when = cx.locale.date_short(due);
        parts.push(cx.locale.text_with("header-due", &[("when", Arg::from(when))]));
    }
    let level = line.risk.as_deref().filter(|level| !level.is_empty());
    let danger = level.map(|level| {
        let level = words::risk(&cx.locale, level);
        cx.locale.text_with("header-risk", &[("level", Arg::from(level))])
    });
    Title { parts, danger }
}

fn push(page: &mut Page<'static>, line: Line<'static>, focused: bool) {
    let block = Block::lines(vec![line]);
    page.add(block, focused);
}

fn step_row(step: &StepState, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let name = format!("{:>2} {}", step.number, words::short_text(&cx.locale, &format!("step-{}", step.id)));
    row_line(&name, step_words(step, cx), focused, width, cx)
}

/// A step or form with how far it is.
fn row_line(name: &str, (words, role): (String, Role), focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let name_width = usize::from(width).saturating_sub(2 + 20);
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(column(name, name_width, theme), style),
        Span::raw(" "),
        Span::styled(fit(&words, 18, theme), theme.style(role)),
    ])
}

fn step_words(step: &StepState, cx: &Cx) -> (String, Role) {
    match step.status {
        StepStatus::Done => {
            (format!("{} {}", cx.theme.tick(), cx.locale.text("step-status-done")), Role::Good)
        }
        StepStatus::Shut => (cx.locale.text("step-status-shut"), Role::Quiet),
        StepStatus::NotBegun => (cx.locale.text("step-status-not-begun"), Role::Quiet),
        StepStatus::Open => {
            let begun = step.forms.iter().filter(|form| form.records > 0).count();
            let args = [("begun", Arg::from(begun)), ("all", Arg::from(step.forms.len()))];
            (cx.locale.text_with("step-status-open", &args), Role::Plain)
        }
    }
}

fn form_row(form: &FormState, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let name = format!("     {}", words::form_short(&cx.locale, &form.form));
    row_line(&name, form_words(form, cx), focused, width, cx)
}

fn form_words(form: &FormState, cx: &Cx) -> (String, Role) {
    let progress = |message: &str| {
        let (answered, total) =
            form.progress.as_ref().map_or((0, 0), |progress| (progress.answered, progress.total));
        let args = [
            ("answered", Arg::from(answered)),
            ("total", Arg::from(total)),
            ("missing", Arg::from(form.missing)),
        ];
        cx.locale.text_with(message, &args)
    };
    if form.draft.is_some() {
        return (progress("form-status-draft"), Role::Warning);
    }
    if form.records == 0 {
        let shut = form.gate.is_some();
        let message = match (shut, form.any_time) {
            (true, _) => "form-status-shut",
            (false, true) => "form-status-any-time",
            (false, false) => "form-status-none",
        };
        return (cx.locale.text(message), Role::Quiet);
    }
    if form.missing > 0 {
        return (progress("form-status-missing"), Role::Plain);
    }
    (progress("form-status-progress"), Role::Plain)
}

fn draw_latest(frame: &mut Frame, area: Rect, file: &CaseFile, cx: &Cx) {
    let theme = cx.theme;
    let mut page = Page::default();
    page.line(Span::styled(cx.locale.text("case-latest"), theme.style(Role::Heading)));
    // A record that was made for a later day says nothing yet.
    let written = file.records.iter().filter(|record| record.revision > 1 || record.answers.made.is_none());
    for record in written.take(usize::from(area.height).saturating_sub(2)) {
        let date = record.saved_at.with_timezone(&cx.now.offset).date_naive();
        let form = words::form_short(&cx.locale, &record.form);
        let text = format!("{} {form}", column(&cx.locale.date_short(date), 7, theme));
        let version = if record.revision > 1 {
            cx.locale.text_with("case-version", &[("n", Arg::from(record.revision))])
        } else {
            String::new()
        };
        let text = format!("{text} {version}");
        page.line(fit(&text, usize::from(area.width).saturating_sub(1), theme));
    }
    if file.records.is_empty() {
        page.line(Span::styled(cx.locale.text("case-no-records"), theme.style(Role::Quiet)));
    }
    // Never takes the focus: its blocks are only read.
    page.focus = 0;
    page.draw(frame, area);
}
