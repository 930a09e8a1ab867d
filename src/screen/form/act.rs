//! The commands of a form: saving, declining, checklist states, rows, and the way out of a
//! conversation that has become too much.

use super::calm::Calm;
use super::editor::{Editor, next_state, remark_of};
use super::stops::Stop;
use super::{Cmd, Cx, Effect, FormScreen, Notice, Place, Request, Word};
use crate::form::{Answer, Answers, FieldType, Path};
use crate::overlay::Overlay;
use crate::store::SaveRecord;
use crate::widget::text::LineEdit;

/// Runs a command.
pub fn command(screen: &mut FormScreen, command: Cmd, cx: &mut Cx) {
    if command != Cmd::Remark {
        screen.just_answered = None;
    }
    if screen.handed_over() || screen.calm.is_none() && screen.merging_command(command, cx) {
        return;
    }
    let looks = matches!(
        command,
        Cmd::Back
            | Cmd::NextStep
            | Cmd::PreviousStep
            | Cmd::Guidance
            | Cmd::Distress
            | Cmd::Pause
            | Cmd::Resume
            | Cmd::Source
    );
    if !looks && screen.read_only(cx) {
        return cx.say(Notice::warning("why-read-only"));
    }
    match command {
        Cmd::Back => screen.back(cx),
        Cmd::Save => screen.save(cx),
        Cmd::Decline => screen.decline(cx),
        Cmd::Clear => screen.clear(cx),
        Cmd::NextState if screen.focused_row().is_some() => screen.weigh_fact(cx),
        Cmd::NextState => screen.next_state(cx),
        Cmd::Remark => screen.remark(),
        Cmd::AddRow => screen.add_focused_row(cx),
        Cmd::RowUp => screen.move_row(-1, cx),
        Cmd::RowDown => screen.move_row(1, cx),
        Cmd::CloseRow => screen.finish_row(cx),
        Cmd::RemoveRow => screen.ask_remove_row(cx),
        Cmd::TakeOver => screen.take_over(cx),
        Cmd::ToPlan => screen.put_onward(cx),
        Cmd::Source => screen.open_source(cx),
        Cmd::NextStep => screen.turn(1, cx),
        Cmd::PreviousStep => screen.turn(-1, cx),
        Cmd::Guidance => cx.out.push(Request::Show(screen.guidance(cx))),
        Cmd::Distress => screen.become_calm(Calm::Distress, cx),
        Cmd::Pause => screen.become_calm(Calm::Pause, cx),
        Cmd::Stop | Cmd::EndHere => screen.end_here(cx),
        Cmd::Resume => screen.resume(cx),
        _ => {}
    }
}

/// Why a command cannot be used now: the id of a message.
pub fn refusal(screen: &FormScreen, command: Cmd) -> Option<&'static str> {
    let form = screen.entry.form();
    match command {
        Cmd::Distress | Cmd::Pause | Cmd::Stop if !form.with_person => Some("why-not-with-person"),
        Cmd::Decline | Cmd::Clear if screen.focused_path().is_none() => Some("why-no-field"),
        Cmd::Decline => {
            let path = screen.focused_path()?;
            let field = screen.entry.field(&path)?;
            let can = field.declinable && field.kind != FieldType::Calculated;
            (!can).then_some("why-not-declinable")
        }
        Cmd::TakeOver
            if screen.take_source(&|_| String::new()).is_none() && screen.takes_services().is_none() =>
        {
            Some("why-nothing-to-take")
        }
        Cmd::NextState if screen.place() == Place::Table && screen.focused_fact().is_none() => {
            Some("why-no-fact")
        }
        Cmd::Source if screen.source_of_row().is_none() => Some("why-no-source"),
        Cmd::ToPlan => screen.onward_refusal(),
        Cmd::CloseRow if screen.closing().is_none() => Some("why-no-closed-state"),
        Cmd::RowUp | Cmd::RowDown | Cmd::RemoveRow if screen.focused_row().is_none() => Some("why-no-row"),
        _ => None,
    }
}

impl FormScreen {
    /// Esc: out of a remark, out of a row, out of the form; what was typed stays as a draft.
    fn back(&mut self, cx: &mut Cx) {
        if let Editor::Item { remark } = &mut self.editor
            && remark.is_some()
        {
            *remark = None;
            return;
        }
        if let Editor::Choice(choice) = &mut self.editor
            && !choice.filter.is_empty()
        {
            choice.filter.clear();
            return;
        }
        if self.calm.is_some() {
            return self.resume(cx);
        }
        if self.row.is_some() {
            return self.close_row(cx);
        }
        self.adopt(cx);
        self.count_time(cx);
        self.leave(cx, "notice-draft-kept");
    }

    fn leave(&mut self, cx: &mut Cx, message: &'static str) {
        if self.is_changed() {
            self.keep_draft(cx);
            if self.has_draft {
                cx.say(Notice::good(message).with("form", Word::Form(self.entry.form().id.clone())));
            }
            if self.keeping.is_some() {
                // Out only when it is kept.
                self.leaving = true;
                return;
            }
        } else if self.has_draft {
            // Everything was put back as it was saved: nothing is left to keep.
            cx.effect(Effect::DiscardDraft(self.record));
        }
        cx.out.push(Request::Pop);
    }

    /// Saves a revision, or goes to the first answer that cannot be saved as it is.
    pub(super) fn save(&mut self, cx: &mut Cx) {
        self.adopt(cx);
        self.count_time(cx);
        if let Some(path) = self.first_problem() {
            let problem = self.problem(&path, cx);
            self.show(&path);
            self.edit(cx);
            self.keep_draft(cx);
            cx.out.extend(problem.map(Request::Say));
            return;
        }
        *self.entry.answers_mut_meta().1 = None;
        if self.base > 0 && !self.is_changed() && !self.has_draft {
            // The newest version says the same: there is nothing to save.
            cx.say(Notice::info("notice-unchanged"));
            cx.out.push(Request::Pop);
            return;
        }
        let uncovered = self.uncovered(cx);
        if !uncovered.is_empty() {
            self.keep_draft(cx);
            return cx.out.push(Request::Show(self.sharing_overlay(&uncovered)));
        }
        self.send(cx);
    }

    pub(super) fn send(&mut self, cx: &mut Cx) {
        // The draft first: if saving fails after the screen is locked, nothing else has the last words.
        self.keep_draft(cx);
        self.saving = true;
        cx.effect(Effect::Save(Box::new(self.to_save(self.base, self.entry.to_save()))));
    }

    /// These answers as a save of this record, begun on a revision.
    pub(super) fn to_save(&self, base: u32, answers: Answers) -> SaveRecord {
        let form = self.entry.form();
        let (record, case) = (self.record, self.case);
        SaveRecord { record, case, form: form.id.clone(), form_version: form.version, base, answers }
    }

    /// The first field or cell whose answer cannot be saved.
    fn first_problem(&self) -> Option<Path> {
        let unreadable = self.entry.summary().into_iter().find(|path| {
            let field = self.entry.field(path);
            let answer = self.entry.get(path);
            matches!((field, answer), (Some(field), Some(answer)) if super::editor::unreadable(field, &answer))
        });
        unreadable
            .or_else(|| self.unreadable_cell())
            .or_else(|| self.entry.violations().into_iter().next().map(|(path, _)| path))
    }

    fn unreadable_cell(&self) -> Option<Path> {
        let form = self.entry.form();
        for table in form.fields().filter(|field| field.kind == FieldType::Table) {
            for row in self.entry.rows(&table.id) {
                let bad = table.columns.iter().find(|column| {
                    row.cells.get(&column.id).is_some_and(|answer| super::editor::unreadable(column, answer))
                });
                if let Some(column) = bad {
                    return Some(Path::cell(&table.id, &row.id, &column.id));
                }
            }
        }
        None
    }

    /// "Prefers not to answer", or the answer open again.
    fn decline(&mut self, cx: &mut Cx) {
        let Some(path) = self.focused_path() else { return };
        let declined = self.entry.get(&path) == Some(Answer::Declined);
        let answer = if declined { self.replaced.remove(&path) } else { Some(Answer::Declined) };
        self.replace(&path, answer, cx);
        if !declined {
            self.go(1, cx);
        }
    }

    /// Takes an answer out, or, where there is none, the one back that was taken out.
    fn clear(&mut self, cx: &mut Cx) {
        let Some(path) = self.focused_path() else { return };
        let empty = self.entry.get(&path).is_none();
        let back = if empty { self.replaced.remove(&path) } else { None };
        self.replace(&path, back, cx);
    }

    /// Puts an answer in the place of another, which the same key brings back: it may have been a slip,
    /// and a page of text is quickly gone.
    fn replace(&mut self, path: &Path, answer: Option<Answer>, cx: &mut Cx) {
        if let Some(before) = self.entry.get(path).filter(|before| *before != Answer::Declined) {
            self.replaced.insert(path.clone(), before);
        }
        self.answer(path, answer, cx);
        self.edit(cx);
    }

    fn next_state(&mut self, cx: &mut Cx) {
        let Some(path) = self.focused_path() else { return };
        let offers = self.offers(&path, cx);
        let answer = next_state(self.entry.get(&path).as_ref(), &offers);
        self.answer(&path, answer, cx);
    }

    /// A remark on the point that was just answered by its number, else on the one with the focus.
    fn remark(&mut self) {
        if let Some(answered) = self.just_answered.take() {
            self.stop = answered;
        }
        let Some(path) = self.focused_path() else { return };
        let answer = self.entry.get(&path);
        self.editor = Editor::Item { remark: Some(LineEdit::new(remark_of(answer.as_ref()))) };
    }

    /// The questions leave the screen.
    fn become_calm(&mut self, calm: Calm, cx: &mut Cx) {
        self.count_time(cx);
        self.clock_from = None;
        self.keep_draft(cx);
        self.calm = Some(calm);
    }

    fn resume(&mut self, cx: &Cx) {
        self.calm = None;
        self.clock_from = self.entry.form().timed.then_some(cx.now.utc);
    }

    /// Ends the conversation here: what was said is saved, with the place where it stopped.
    fn end_here(&mut self, cx: &mut Cx) {
        self.count_time(cx);
        self.calm = None;
        let place = self.position().map(|path| match path {
            Path::Field(id) => id,
            Path::Cell { table, .. } => table,
        });
        if !self.is_changed() && !self.has_draft {
            // Nothing was said: nothing is left behind.
            return self.leave(cx, "notice-stopped");
        }
        *self.entry.answers_mut_meta().1 = place;
        if self.first_problem().is_some() || self.case.is_none() || !self.uncovered(cx).is_empty() {
            // Something is half typed, or would leave without a consent: it stays exactly as it is, as a draft.
            self.touched(cx);
            return self.leave(cx, "notice-stopped");
        }
        self.send(cx);
    }

    fn guidance(&self, cx: &Cx) -> Overlay {
        let form = self.entry.form();
        let path = match self.focus() {
            Some(Stop::Field(path)) => Some(path),
            Some(Stop::Row { table, .. } | Stop::AddRow { table }) => Some(Path::field(&table)),
            _ => None,
        };
        let field = path.as_ref().map(crate::screen::words::label_id);
        let section = match (&path, super::stops::layout(form)) {
            (Some(path), _) => super::stops::section_of(form, path),
            (None, super::stops::Layout::Steps) => self.at,
            (None, _) => 0,
        };
        let section = form.sections.get(section).map(|section| format!("section-{}", section.id));
        let basis = path.map(|path| super::basis::lines(self, &path, cx)).unwrap_or_default();
        Overlay::guidance(&form.id, field, section).knowing(basis, super::contact::whole(self, cx))
    }
}
