//! The worker's own care: the way to a short check-in, how it was over time, what she wished for, and
//! what she carries. It is hers alone (`store::private`), it is offered and never asked for.

mod trend;
mod view;

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::list::ListCursor;
use super::reading::Reading;
use super::workload::{Team, mine};
use super::{Cx, Request, Screen, Spot, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget, Shelf};
use crate::app::notice::Notice;
use crate::casework::Workload;
use crate::form::{Form, Path};
use crate::overlay::Overlay;
use crate::record::{Draft, Moment, Record, Revision};
use crate::terminal::Key;
use crate::widget::page::{Turned, paragraph};
use crate::widget::theme::Role;

/// The form of a check-in, and the question that is enough.
pub const FORM: &str = "self_care";
const FIRST: &str = "how_today";

/// A moment is offered when the last one is longer ago than this.
const PAUSE: TimeDelta = TimeDelta::days(14);
/// Somebody new is not asked how it goes on the first day.
const ARRIVED: TimeDelta = TimeDelta::days(7);
/// Check-ins that stand above everything else; older ones stand below.
const NEWEST: usize = 5;

/// Whether home offers a moment for oneself: `last` is when she last took one, `since` when she came.
pub fn offer(now: Moment, last: Option<Moment>, since: Moment, silenced: bool) -> bool {
    let due = match last {
        Some(last) => now - last > PAUSE,
        None => now - since >= ARRIVED,
    };
    due && !silenced
}

/// The quiet line at the end of home.
pub fn offer_lines(width: u16, cx: &Cx) -> Vec<Line<'static>> {
    paragraph(&cx.locale.text("own-offer"), width, 1, Role::Quiet, cx.theme)
}

/// The page of one's own care.
#[derive(Default)]
pub struct OwnCare {
    pub list: ListCursor,
    /// Read again after a lock, this far down.
    pub read_again: Option<usize>,
    shelf: Option<Shelf>,
    form: Option<Arc<Form>>,
    load: Option<Workload>,
    silenced: bool,
}

/// What a row leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Begin,
    Draft(usize),
    Record(usize),
    /// What she wished for, from her check-ins.
    Ideas,
    /// With whom it can be talked about.
    Help,
    Load,
}

impl OwnCare {
    /// The page with the cursor where it was.
    pub fn at(cursor: usize, read_again: Option<usize>) -> Self {
        Self { list: ListCursor { cursor }, read_again, ..Self::default() }
    }

    pub fn refresh(&self, cx: &mut Cx) {
        cx.effect(Effect::LoadShelf(FORM.to_owned()));
        cx.effect(Effect::LoadSilence);
        cx.effect(Effect::LoadWorkload(Box::new(cx.process.workload().clone())));
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match event {
            Event::Shelf(shelf) if shelf.form == FORM => {
                self.take(shelf, cx);
                self.list.clamp(self.rows().len());
                let again = self.read_again.take();
                if let Some((record, cursor)) = self.focused_record().zip(again) {
                    read(record, cursor, cx);
                }
            }
            Event::Workload(loads) => self.load = Some(mine(loads, cx)),
            Event::Silence { silenced, changed } => {
                self.silenced = *silenced;
                if *changed {
                    cx.say(Notice::good(if *silenced { "notice-own-silent" } else { "notice-own-offered" }));
                }
            }
            Event::DraftGone(_) => self.refresh(cx),
            _ => {}
        }
    }

    /// Check-ins stand at the day they are about, the newest first.
    fn take(&mut self, shelf: &Shelf, cx: &Cx) {
        let mut shelf = shelf.clone();
        self.form = cx.library.form(FORM);
        if let Some(form) = &self.form {
            let day = |record: &Record| trend::point(form, record, cx.now.offset).on;
            shelf.records.sort_by_key(|record| Reverse((day(record), record.created_at)));
        }
        self.shelf = Some(shelf);
    }

    pub fn key(&mut self, key: Key) {
        let length = self.rows().len();
        self.list.key(key, length);
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let row = self.focused();
        match command {
            Cmd::Discard if !matches!(row, Some(Row::Draft(_))) => Some("why-no-draft"),
            Cmd::GoOn if !matches!(row, Some(Row::Draft(_) | Row::Record(_))) => Some("why-no-check-in"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::NewRecord => begin(cx),
            Cmd::Silence => cx.effect(Effect::SetSilence(!self.silenced)),
            Cmd::TeamWorkload => Team::open(cx),
            Cmd::Discard => {
                if let Some(draft) = self.focused_draft() {
                    cx.out.push(Request::Show(Overlay::discard(draft.record)));
                }
            }
            Cmd::GoOn => {
                let record = self.focused_draft().map(|draft| draft.record);
                if let Some(record) = record.or(self.focused_record().map(|record| record.id)) {
                    cx.open_form(FormTarget::Record { record, case: None });
                }
            }
            Cmd::Open => self.open(cx),
            _ => {}
        }
    }

    fn open(&self, cx: &mut Cx) {
        match self.focused() {
            Some(Row::Begin) => begin(cx),
            Some(Row::Draft(_)) => {
                if let Some(draft) = self.focused_draft() {
                    cx.open_form(FormTarget::Record { record: draft.record, case: None });
                }
            }
            Some(Row::Record(_) | Row::Ideas) => {
                if let Some(record) = self.focused_record() {
                    read(record, 0, cx);
                }
            }
            Some(Row::Help) => {
                let section =
                    cx.library.form(FORM).and_then(|form| form.sections.last().map(|s| s.id.clone()));
                let section = section.map(|id| format!("section-{id}"));
                cx.out.push(Request::Show(Overlay::guidance(FORM, None, section)));
            }
            Some(Row::Load) => Team::open(cx),
            None => {}
        }
    }

    fn records(&self) -> &[Record] {
        self.shelf.as_ref().map_or(&[], |shelf| &shelf.records)
    }

    fn drafts(&self) -> &[Draft] {
        self.shelf.as_ref().map_or(&[], |shelf| &shelf.drafts)
    }

    fn rows(&self) -> Vec<Row> {
        if self.shelf.is_none() {
            return Vec::new();
        }
        let records = self.records().len();
        let mut rows: Vec<Row> = (0..self.drafts().len()).map(Row::Draft).collect();
        rows.push(Row::Begin);
        rows.extend((0..records.min(NEWEST)).map(Row::Record));
        rows.extend(self.has_ideas().then_some(Row::Ideas));
        rows.extend([Row::Help, Row::Load]);
        rows.extend((NEWEST..records).map(Row::Record));
        rows
    }

    /// A small step or a wish stands in a check-in.
    fn has_ideas(&self) -> bool {
        self.form.as_ref().is_some_and(|form| !trend::wished(form, self.records()).is_empty())
            || trend::small_step(self.records()).is_some()
    }

    fn focused(&self) -> Option<Row> {
        self.rows().get(self.list.cursor).copied()
    }

    fn focused_draft(&self) -> Option<&Draft> {
        match self.focused() {
            Some(Row::Draft(number)) => self.drafts().get(number),
            _ => None,
        }
    }

    /// The check-in of the focused row; the newest one for what was gathered from all.
    fn focused_record(&self) -> Option<&Record> {
        match self.focused() {
            Some(Row::Record(number)) => self.records().get(number),
            Some(Row::Ideas) => self.records().first(),
            _ => None,
        }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        Title { parts: vec![cx.locale.text("cmd-own-care")], danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        view::draw(self, frame, area, cx)
    }
}

/// A new check-in, the cursor on the one question that is enough.
fn begin(cx: &mut Cx) {
    let target = FormTarget::Free { form: FORM.to_owned() };
    cx.open_form_at(target, Some(Spot::Place(Path::field(FIRST))));
}

fn read(record: &Record, cursor: usize, cx: &mut Cx) {
    let screen = Reading::at(FORM, Revision::from(record.clone()), cursor);
    cx.out.push(Request::Push(Box::new(Screen::Reading(Box::new(screen)))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_offered_after_two_weeks_and_never_to_who_does_not_want_it() {
        let now = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let ago = |days: i64, minutes: i64| now - TimeDelta::days(days) - TimeDelta::minutes(minutes);
        let check = |last: Option<Moment>, since: Moment, silenced, expect| {
            assert_eq!(offer(now, last, since, silenced), expect, "{last:?} {since}");
        };
        check(None, ago(0, 5), false, false);
        check(None, ago(6, 1400), false, false);
        check(None, ago(7, 0), false, true);
        check(None, ago(700, 0), true, false);
        check(Some(ago(14, 0)), ago(90, 0), false, false);
        check(Some(ago(14, 1)), ago(90, 0), false, true);
        check(Some(ago(15, 0)), ago(90, 0), true, false);
        // A clock that was set back offers nothing.
        check(Some(now + TimeDelta::days(3)), ago(90, 0), false, false);
    }
}
