//! A form being filled in: one screen for the four kinds. What differs is which part is shown at
//! once (`stops`) and how it looks (`view`, `table`); typing, drafts and saving are the same.

mod act;
mod basis;
pub mod calm;
mod choice;
mod contact;
pub mod editor;
mod evidence;
mod field;
mod keeping;
pub mod merging;
mod moving;
mod onward;
mod problem;
mod services;
pub mod sharing;
mod start;
pub mod stops;
mod suggest;
mod table;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;

use self::calm::Calm;
use self::choice::{Offer, offers};
use self::editor::{Editor, Typed};
use self::merging::Merging;
pub use self::start::go_on;
use self::stops::{Layout, Part, Stop, layout, stops};
use super::{Cx, Request, Title};
use crate::app::command::{Cmd, Place};
use crate::app::effect::{Effect, FormLoad, FormTarget};
use crate::app::notice::{Notice, Word};
use crate::form::{Answer, Answers, Entry, FieldType, Form, Library, Path, Subject};
use crate::record::{CaseFile, CaseId, Moment, Record, RecordId, Right};
use crate::terminal::Key;
use crate::widget::page::Turned;
use crate::widget::theme::Role;

/// Typing is in the vault's draft at most this long after the first key.
const DRAFT_AFTER: TimeDelta = TimeDelta::milliseconds(1500);

/// The screen of one record.
pub struct FormScreen {
    pub record: RecordId,
    pub case: Option<CaseId>,
    pub(crate) entry: Entry,
    library: Arc<Library>,
    base: u32,
    file: Option<CaseFile>,
    /// The directory of services, where the form asks for one.
    services: Vec<Record>,
    /// The services were asked for, and are being counted.
    asking: bool,
    /// What the newest revision holds, to know whether anything changed.
    saved: Answers,
    /// A draft lies in the vault.
    has_draft: bool,
    stop: usize,
    /// The step, or the number of the question.
    at: usize,
    /// The row opened as a small sheet: table and row.
    row: Option<(String, String)>,
    editor: Editor,
    /// Answers that were declined or cleared since the form was opened, to be had back.
    replaced: BTreeMap<Path, Answer>,
    calm: Option<Calm>,
    /// The record that this new one follows: its date is done here.
    after: Option<RecordId>,
    /// The choice between this version and one that somebody saved meanwhile.
    merging: Option<Box<Merging>>,
    /// The versions were asked for, to choose between two of them.
    comparing: bool,
    /// The point that a number has just answered: a remark asked for next is about it.
    just_answered: Option<usize>,
    /// When the oldest key not yet in the draft was typed.
    unkept_since: Option<DateTime<Utc>>,
    /// Since when the time of the present step runs.
    clock_from: Option<DateTime<Utc>>,
    saving: bool,
    /// Left, and waiting for the draft to be kept; the screen stays when it cannot be.
    leaving: bool,
    /// The moment of the newest draft that is on its way to the vault.
    keeping: Option<Moment>,
    /// The consent as it was noted here by itself.
    noted: Option<Vec<Option<Answer>>>,
    /// How many rows each table may take over.
    offered: BTreeMap<String, usize>,
    /// For each table, the form and table into which one key puts its rows.
    pushes: BTreeMap<String, (Arc<Form>, String)>,
}

impl FormScreen {
    /// The screen of a record that has been read; None when its form is not known here.
    pub fn new(load: FormLoad, cx: &Cx) -> Option<Self> {
        let form = cx.library.form(&load.form)?;
        let now = cx.now.local;
        let saved = load.saved.as_ref().map(|record| record.answers.clone());
        // A draft of a record that was never saved differs from an empty one, not from itself.
        let new = load.saved.is_none() && load.draft.is_some();
        let after = match load.target {
            FormTarget::After { record, .. } => Some(record),
            _ => None,
        };
        let fresh = || match after {
            Some(record) => start::following_one(&form, load.file.as_ref(), record, cx),
            None => start::fresh(&form, load.file.as_ref(), cx),
        };
        let saved = saved.or_else(|| new.then(|| fresh().answers().clone()));
        let (mut entry, has_draft, position) = match (&load.draft, &saved) {
            (Some(draft), _) => {
                let entry = Entry::open(&cx.library, &form, draft.answers.clone(), now);
                (entry, true, draft.position.clone())
            }
            (None, Some(answers)) => (Entry::open(&cx.library, &form, answers.clone(), now), false, None),
            (None, None) => (fresh(), false, None),
        };
        let saved = saved.unwrap_or_else(|| entry.answers().clone());
        if let Some(given) = &load.given {
            entry = Entry::open(&cx.library, &form, given.clone(), now);
        }
        // A reason was typed: it is kept like any other text.
        let reasoned = load.override_reason.is_some();
        if reasoned {
            *entry.answers_mut_meta().2 = load.override_reason.clone();
        }
        let position = position.or_else(|| entry.answers().stopped_at.as_deref().map(Path::field));
        // Who opens again what was saved with something missing comes to finish it. A row of a table
        // opens by itself only when it was asked for.
        let again = !new && load.saved.is_some() && !has_draft;
        let open = |path: &Path| again && matches!(path, Path::Field(_));
        let position = position.or_else(|| entry.missing().into_iter().find(open));
        let mut screen = Self {
            record: load.record,
            library: Arc::clone(&cx.library),
            case: load.file.as_ref().map(|file| file.line.id),
            base: load.base,
            file: load.file,
            services: load.services,
            asking: false,
            saved,
            has_draft,
            stop: 0,
            at: 0,
            row: None,
            editor: Editor::None,
            replaced: BTreeMap::new(),
            calm: None,
            after,
            merging: None,
            comparing: false,
            just_answered: None,
            unkept_since: (reasoned || load.given.is_some()).then_some(cx.now.utc),
            clock_from: form.timed.then_some(cx.now.utc),
            saving: false,
            leaving: false,
            keeping: None,
            noted: None,
            offered: BTreeMap::new(),
            pushes: onward::pushes(&form, cx),
            entry,
        };
        screen.count_offers();
        if let Some(path) = position {
            screen.show(&path);
        }
        screen.edit(cx);
        Some(screen)
    }

    /// The record as it stands.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The questions have left the screen for a calm page.
    pub fn is_calm(&self) -> bool {
        self.calm.is_some()
    }

    /// The field or cell that has the focus; none on a button or a row.
    pub fn focused(&self) -> Option<Path> {
        self.focused_path()
    }

    /// Whether it was just begun for a date of another record.
    pub fn follows(&self) -> bool {
        self.after.is_some() && self.base == 0 && !self.has_draft
    }

    /// Where in the form the focus is: the stop, and the step or question.
    pub fn focus_number(&self) -> (usize, usize) {
        (self.stop, self.at)
    }

    /// Goes to a field or cell, wherever in the form it stands.
    pub fn show(&mut self, path: &Path) {
        let form = self.entry.form();
        match layout(form) {
            Layout::Steps => self.at = stops::section_of(form, path),
            Layout::Question => {
                let whole = match path {
                    Path::Cell { table, .. } => Path::field(table),
                    Path::Field(_) => path.clone(),
                };
                self.at = stops::questions(&self.entry).iter().position(|p| *p == whole).unwrap_or(0);
            }
            Layout::Page => {}
        }
        self.row = None;
        if let Path::Cell { table, row, .. } = path {
            self.row = self.known_row(Some((table.clone(), row.clone())));
        }
        let is_it = |stop: &Stop| match (stop, path) {
            (Stop::Field(field), _) => field == path,
            // A whole table: its first row, or the way to add one.
            (Stop::Row { table, .. } | Stop::AddRow { table }, Path::Field(id)) => table == id,
            _ => false,
        };
        self.stop = self.stops().iter().position(is_it).unwrap_or(0);
    }

    /// The row, unless somebody has taken it out: what is typed into one that is not there is lost.
    fn known_row(&self, row: Option<(String, String)>) -> Option<(String, String)> {
        row.filter(|(table, row)| self.entry.rows(table).iter().any(|known| known.id == *row))
    }

    fn part(&self) -> Part<'_> {
        Part { row: self.row.as_ref().map(|(table, row)| (table.as_str(), row.as_str())), at: self.at }
    }

    fn stops(&self) -> Vec<Stop> {
        stops(&self.entry, self.part())
    }

    fn focus(&self) -> Option<Stop> {
        self.stops().get(self.stop).cloned()
    }

    /// The field or cell that has the focus.
    fn focused_path(&self) -> Option<Path> {
        match self.focus() {
            Some(Stop::Field(path)) => Some(path),
            _ => None,
        }
    }

    fn offers(&self, path: &Path, cx: &Cx) -> Vec<Offer> {
        let filter = match &self.editor {
            Editor::Choice(choice) => choice.filter.text(),
            _ => "",
        };
        offers(&self.entry, path, filter, &cx.library, &cx.locale)
    }

    /// Begins editing what has the focus.
    fn edit(&mut self, cx: &Cx) {
        let length = self.stops().len();
        self.stop = self.stop.min(length.saturating_sub(1));
        self.editor = match self.focused_path() {
            Some(path) => Editor::of(&self.entry, &path, &cx.locale),
            None => Editor::None,
        };
    }

    /// Where the person is.
    pub fn place(&self) -> Place {
        if self.calm.is_some() {
            return Place::Calm;
        }
        if self.merging.is_some() {
            return Place::Merging;
        }
        if self.row.is_some() {
            return Place::Row;
        }
        match self.focus() {
            Some(Stop::Row { .. } | Stop::AddRow { .. }) => return Place::Table,
            Some(Stop::Field(path)) if self.kind(&path) == Some(FieldType::Item) => return Place::Checklist,
            _ => {}
        }
        match layout(self.entry.form()) {
            Layout::Page => Place::Sheet,
            Layout::Steps => Place::Step,
            Layout::Question => Place::Question,
        }
    }

    fn kind(&self, path: &Path) -> Option<FieldType> {
        self.entry.field(path).map(|field| field.kind)
    }

    /// Whether letters are text now.
    pub fn typing(&self) -> bool {
        self.calm.is_none() && self.merging.is_none() && self.editor.typing()
    }

    /// Saved, left or being compared, and waiting for what the vault says to it. A screen that is about to close takes
    /// nothing in: it would close with it.
    fn handed_over(&self) -> bool {
        self.saving || self.leaving || self.comparing
    }

    /// A key of typing or moving.
    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        if self.calm.is_some() || self.handed_over() || self.merging_key(key) {
            return;
        }
        if self.read_only(cx) {
            return self.travel(key, cx);
        }
        self.just_answered = None;
        self.asking = false;
        let Some(path) = self.focused_path() else { return self.travel(key, cx) };
        if key == Key::Enter && self.offers_services(&path) {
            return self.ask_services(cx);
        }
        let taken = suggest::take(self, &path, key, cx);
        let typed = taken.unwrap_or_else(|| {
            let offers = self.offers(&path, cx);
            self.editor.key(key, &self.entry, &path, &offers, cx.now.local.date())
        });
        self.took(&path, typed, key, cx);
    }

    /// Who may only read looks around, and changes nothing. Own care is everybody's own.
    fn read_only(&self, cx: &Cx) -> bool {
        self.entry.form().subject != Subject::Worker && !cx.rights.contains(&Right::WriteCases)
    }

    /// Pasted text goes where letters would.
    pub fn paste(&mut self, text: &str, cx: &mut Cx) {
        if self.read_only(cx) || self.calm.is_some() || self.merging.is_some() || self.handed_over() {
            return;
        }
        let Some(path) = self.focused_path() else { return };
        let Some(field) = self.entry.field(&path).cloned() else { return };
        let current = self.entry.get(&path);
        let typed = self.editor.paste(text, &field, current.as_ref(), cx.now.local.date());
        self.took(&path, typed, Key::Insert, cx);
    }

    fn took(&mut self, path: &Path, typed: Typed, key: Key, cx: &mut Cx) {
        match typed {
            Typed::Ignored => self.travel(key, cx),
            Typed::Moved => {}
            Typed::Answered(answer) => self.answer(path, answer, cx),
            Typed::AnsweredAndOn(answer) => {
                self.answer(path, answer, cx);
                let answered = self.stop;
                self.go(1, cx);
                self.just_answered = (key != Key::Enter).then_some(answered);
            }
        }
    }

    /// Puts an answer in, and remembers that it must be kept soon.
    fn answer(&mut self, path: &Path, answer: Option<Answer>, cx: &Cx) {
        self.entry.set(path, answer);
        self.touched(cx);
        self.note_consent(cx);
        self.name_those_to_tell(path, cx);
        // What depends on the answer may have come or gone: the focus stays on its field.
        let stops = self.stops();
        if let Some(at) = stops.iter().position(|stop| matches!(stop, Stop::Field(p) if p == path)) {
            self.stop = at;
        }
    }

    /// What is here is not yet in the draft.
    pub fn touched(&mut self, cx: &Cx) {
        // A clock that was set back must not move the moment away.
        self.unkept_since = Some(self.unkept_since.map_or(cx.now.utc, |since| since.min(cx.now.utc)));
    }

    /// A command of this place.
    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        act::command(self, command, cx);
    }

    /// Why a command cannot be used now.
    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        act::refusal(self, command)
    }

    /// The header: the case, the form, whether it is kept.
    pub fn title(&self, cx: &Cx) -> Title {
        view::title(self, cx)
    }

    /// Draws the form, or the calm page.
    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Option<Turned> {
        if let Some(calm) = self.calm {
            calm::draw(calm, self, frame, area, cx);
            return None;
        }
        if let Some(merging) = &self.merging {
            return Some(self.draw_merging(merging, frame, area, cx));
        }
        Some(view::draw(self, frame, area, cx))
    }

    /// What is wrong with a field, as a notice: not understood, out of bounds, a condition not met.
    fn problem(&self, path: &Path, cx: &Cx) -> Option<Notice> {
        let field = self.entry.field(path)?;
        let answer = self.entry.get(path);
        let form = self.entry.form().id.clone();
        let label = Word::Field { form: form.clone(), id: super::words::label_id(path) };
        if answer.as_ref().is_some_and(|answer| editor::unreadable(field, answer)) {
            let message = problem::unreadable_message(field.kind);
            return Some(Notice { role: Role::Warning, ..Notice::warning(message).with("field", label) });
        }
        let violation = self.entry.violation(path)?;
        Some(problem::violation_notice(&violation, path, &form, label, cx))
    }
}
