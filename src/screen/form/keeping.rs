//! Keeping what is typed: drafts within two seconds and at every leaving, the time of each step, what
//! comes back of a save, and the place to return to.

use chrono::{DateTime, TimeDelta, Utc};

use super::stops::{self, Layout, Stop, layout};
use super::{DRAFT_AFTER, FormScreen};
use crate::app::effect::{Doing, Effect, Event, FormTarget};
use crate::app::notice::{Notice, Word};
use crate::form::{Path, Subject};
use crate::record::{Draft, Moment};
use crate::screen::mark::Mark;
use crate::screen::{Cx, Request, Screen, Spot};
use crate::store::VaultError;

impl FormScreen {
    /// Something the worker thread brought.
    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match event {
            Event::DraftKept { record, at } if *record == self.record => {
                self.keeping = self.keeping.filter(|newest| newest > at);
                if self.keeping.is_none() && std::mem::take(&mut self.leaving) {
                    cx.out.push(Request::Pop);
                }
            }
            Event::Saved { record, saved } if *record == self.record => {
                let stopped = self.entry.answers().stopped_at.is_some();
                let missing = self.entry.missing().len();
                let (message, n) = match (stopped, missing) {
                    (true, _) => ("notice-stopped", i64::from(saved.revision)),
                    _ if saved.made > 0 => ("notice-saved-made", i64::try_from(saved.made).unwrap_or(0)),
                    (false, 0) => ("notice-saved", i64::from(saved.revision)),
                    (false, _) => ("notice-saved-missing", i64::from(saved.revision)),
                };
                let notice = Notice::good(message)
                    .with("missing", Word::Number(i64::try_from(missing).unwrap_or(0)))
                    .with("form", Word::Form(self.entry.form().id.clone()))
                    .with("n", Word::Number(n));
                cx.out.push(Request::Pop);
                if let (None, Some(case)) = (self.case, saved.case) {
                    let screen = crate::screen::case::CaseScreen::new(case);
                    cx.out.push(Request::Push(Box::new(Screen::Case(Box::new(screen)))));
                    cx.effect(Effect::OpenCase(case));
                }
                cx.say(notice);
            }
            Event::Elsewhere(records) if records.contains(&self.record) && self.base > 0 => {
                cx.say(Notice::warning("notice-saved-elsewhere"));
            }
            Event::Case(file) => self.case_read(file, cx),
            Event::Experience(experience) => self.show_services(experience, cx),
            Event::Failed { doing: Doing::KeepDraft, .. } => {
                // What could not be kept is tried again, and nobody leaves it behind unknowingly.
                let left = std::mem::take(&mut self.leaving);
                if self.keeping.take().is_some() || left {
                    self.unkept_since = Some(cx.now.utc);
                }
            }
            Event::Failed { doing: Doing::Save, error } => {
                let mine = std::mem::take(&mut self.saving);
                if mine && matches!(error, VaultError::Conflict { .. }) {
                    self.begin_merging(cx);
                }
            }
            Event::Failed { doing: Doing::Read, .. } => self.comparing = false,
            Event::Revisions { record, revisions } if *record == self.record => {
                self.merge_with(revisions, cx);
            }
            _ => {}
        }
    }

    /// Seen again: what was written meanwhile in the case counts here too.
    pub fn refresh(&self, cx: &mut Cx) {
        cx.out.extend(self.case.map(|case| Request::Do(Effect::OpenCase(case))));
    }

    fn case_read(&mut self, file: &crate::record::CaseFile, cx: &Cx) {
        if Some(file.line.id) == self.case {
            self.file = Some(file.clone());
            self.count_offers();
            self.note_consent(cx);
        }
    }

    /// A moment asked for has come: keep the draft, move the clock.
    pub fn tick(&mut self, cx: &mut Cx) {
        if self.unkept_since.is_some_and(|since| cx.now.utc >= since + DRAFT_AFTER) {
            self.keep_draft(cx);
        }
        if self.minute().is_some_and(|minute| cx.now.utc >= minute) {
            // Counted every minute, so that a kill costs no more than one; and the deadline moves on,
            // which must not stand in front of the next ones.
            self.count_time(cx);
        }
    }

    /// When the minutes of the present step become one more.
    pub(super) fn minute(&self) -> Option<DateTime<Utc>> {
        self.clock_from.map(|from| {
            let seconds = self.spent_seconds();
            from + TimeDelta::seconds(60 - seconds % 60)
        })
    }

    /// When a draft must be kept or the clock of the step moves.
    pub fn deadline(&self) -> Option<DateTime<Utc>> {
        // While it is saved nothing is kept; a moment that cannot be met would stand before the idle lock.
        let draft = self.unkept_since.filter(|_| !self.saving).map(|since| since + DRAFT_AFTER);
        [draft, self.minute()].into_iter().flatten().min()
    }

    /// Seconds already counted in this step before the clock started.
    pub(super) fn spent_seconds(&self) -> i64 {
        let section = self.section_id();
        i64::from(self.entry.answers().spent.get(&section).copied().unwrap_or(0))
    }

    pub(super) fn section_id(&self) -> String {
        let form = self.entry.form();
        let number = match layout(form) {
            Layout::Steps => self.at,
            Layout::Question => {
                let questions = stops::questions(&self.entry);
                questions.get(self.at).map_or(0, |path| stops::section_of(form, path))
            }
            Layout::Page => 0,
        };
        form.sections.get(number).map(|section| section.id.clone()).unwrap_or_default()
    }

    /// Adds the time since the clock started to the present step.
    pub fn count_time(&mut self, cx: &Cx) {
        let Some(from) = self.clock_from else { return };
        let seconds = u32::try_from((cx.now.utc - from).num_seconds()).unwrap_or(0);
        if seconds > 0 {
            let section = self.section_id();
            *self.entry.answers_mut_meta().0.entry(section).or_default() += seconds;
            self.clock_from = Some(cx.now.utc);
            // Who only looks leaves nothing behind: time alone is no reason for a draft.
            if self.has_draft || self.is_changed() {
                self.touched(cx);
            }
        }
    }

    /// Something was answered, taken out or moved since the newest revision.
    pub(super) fn is_changed(&self) -> bool {
        let (now, saved) = (self.entry.answers(), &self.saved);
        (&now.fields, &now.stopped_at, &now.override_reason)
            != (&saved.fields, &saved.stopped_at, &saved.override_reason)
    }

    /// Puts unsaved typing into the vault's draft.
    pub fn keep_draft(&mut self, cx: &mut Cx) {
        if self.saving || self.unkept_since.take().is_none() {
            return;
        }
        self.has_draft = true;
        self.keeping = Some(cx.now.utc);
        cx.effect(Effect::KeepDraft(Box::new(self.draft(cx.now.utc))));
    }

    /// The draft of what the vault has not yet said that it has.
    pub fn unwritten(&self) -> Option<Draft> {
        self.keeping.map(|given| self.draft(given))
    }

    pub(super) fn draft(&self, saved_at: Moment) -> Draft {
        Draft {
            record: self.record,
            case: self.case,
            form: self.entry.form().id.clone(),
            form_version: self.entry.form().version,
            base: self.base,
            answers: self.entry.answers().clone(),
            position: self.position(),
            saved_at,
        }
    }

    /// Where the cursor stands, so that a draft opens there again.
    pub(super) fn position(&self) -> Option<Path> {
        match self.focus()? {
            Stop::Field(path) => Some(path),
            Stop::Row { table, .. } | Stop::AddRow { table } => Some(Path::field(&table)),
            Stop::Summary(_) | Stop::Next | Stop::Save | Stop::RowDone => {
                self.stops().iter().find_map(|stop| match stop {
                    Stop::Field(path) => Some(path.clone()),
                    _ => None,
                })
            }
        }
    }

    /// The place to return to after a lock.
    pub fn mark(&self) -> Option<Mark> {
        let written = self.base > 0 || self.has_draft || self.saving;
        let target = match (written, self.case) {
            (true, case) => FormTarget::Record { record: self.record, case },
            (false, None) if self.entry.form().subject != Subject::Case => {
                FormTarget::Free { form: self.entry.form().id.clone() }
            }
            (false, None) => FormTarget::NewCase,
            (false, Some(case)) if self.after.is_some() => {
                FormTarget::After { case, record: self.after.unwrap_or(self.record) }
            }
            (false, Some(case)) => FormTarget::New {
                case,
                form: self.entry.form().id.clone(),
                override_reason: self.entry.answers().override_reason.clone(),
            },
        };
        let spot = Spot::Was { stop: self.stop, at: self.at, row: self.row.clone(), calm: self.calm };
        Some(Mark::Form { target, spot: Some(spot) })
    }

    /// Puts the focus where a mark says.
    pub fn place_at(&mut self, spot: Spot, cx: &Cx) {
        match spot {
            Spot::Was { stop, at, row, calm } => {
                // Questions that were put away do not come back by themselves.
                self.calm = calm;
                self.clock_from = self.clock_from.filter(|_| calm.is_none());
                self.at = at;
                self.row = self.known_row(row);
                self.stop = stop;
            }
            Spot::Place(path) => self.show(&path),
        }
        self.edit(cx);
    }
}
