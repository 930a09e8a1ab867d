//! The story of a case: every version, every draft and every date to come, in the order of time, with
//! what changed in a few words. A key tells it of one kind of records, another turns the order.

mod view;

use super::case::header_title;
use super::history::History;
use super::list::ListCursor;
use super::mark::{Mark, Shown};
use super::reading::Reading;
use super::{Cx, Request, Screen, Spot, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::casework::{Happening, Order, RecordKind, What, header, part, story};
use crate::record::{CaseFile, CaseId};
use crate::terminal::Key;

/// The story of one case.
pub struct StoryScreen {
    pub case: CaseId,
    pub list: ListCursor,
    pub order: Order,
    /// The kind that is told, by its place in the process; all of them when there is none.
    pub kind: Option<usize>,
    /// A version that is opened again once the story has been read, after a lock.
    pub show_again: Option<Shown>,
    /// The cursor has been put on what happened last once.
    pub placed: bool,
    file: Option<CaseFile>,
    story: Vec<Happening>,
    /// How many kinds the process has.
    kinds: Vec<RecordKind>,
}

impl StoryScreen {
    /// The story of a case that is being read.
    pub fn new(case: CaseId) -> Self {
        Self {
            case,
            list: ListCursor::default(),
            order: Order::default(),
            kind: None,
            show_again: None,
            placed: false,
            file: None,
            story: Vec::new(),
            kinds: Vec::new(),
        }
    }

    pub fn refresh(&mut self, cx: &mut Cx) {
        cx.effect(Effect::LoadStory(self.case));
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match event {
            Event::Story(came) if came.file.line.id == self.case => {
                let here = self.shown().get(self.list.cursor).map(|happening| (*happening).clone());
                let dues = header(&cx.process, &cx.library, &came.file, cx.now.local).dues;
                self.story = story(&cx.library, came, &dues);
                self.kinds = cx.process.kinds().to_vec();
                self.kind = self.kind.filter(|kind| *kind < self.kinds.len());
                self.file = Some(came.file.clone());
                self.stay(here.as_ref());
                if let Some(shown) = self.show_again.take() {
                    self.show(&shown, cx);
                }
            }
            Event::DraftGone(_) => self.refresh(cx),
            _ => {}
        }
    }

    /// The cursor stays with what it was on; the first time it goes to what happened last.
    fn stay(&mut self, here: Option<&Happening>) {
        let shown = self.shown();
        let same = here.and_then(|here| shown.iter().position(|happening| happening.is_same(here)));
        let last = match self.order {
            Order::NewestFirst => shown.iter().position(|happening| happening.moment().is_some()),
            Order::OldestFirst => Some(0),
        };
        let first = if self.placed { None } else { last };
        let length = shown.len();
        self.list.cursor = same.or(first).unwrap_or(self.list.cursor);
        self.list.clamp(length);
        self.placed = true;
    }

    fn show(&self, shown: &Shown, cx: &mut Cx) {
        let Shown::Reading { revision, cursor } = *shown else { return };
        let Some(happening) = self.shown().get(self.list.cursor).copied() else { return };
        if let Some(version) = happening.version().filter(|version| version.revision == revision) {
            let screen = Reading::at(&happening.form, version.clone(), cursor);
            cx.out.push(Request::Push(Box::new(Screen::Reading(Box::new(screen)))));
        }
    }

    pub fn key(&mut self, key: Key) {
        match key {
            Key::Left => self.turn_kind(false),
            Key::Right => self.turn_kind(true),
            _ => {
                let length = self.shown().len();
                self.list.key(key, length);
            }
        }
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let shown = self.shown();
        let what = shown.get(self.list.cursor).map(|happening| &happening.what);
        match (command, what) {
            (Cmd::Open | Cmd::Versions, Some(What::Passed(_))) => Some("why-no-record"),
            (Cmd::Versions, Some(What::Draft(_)) | None) => Some("why-draft-no-versions"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::StoryKind => self.turn_kind(true),
            Cmd::StoryOrder => {
                let here = self.shown().get(self.list.cursor).map(|happening| (*happening).clone());
                self.order = self.order.turned();
                self.stay(here.as_ref());
            }
            Cmd::Open => self.open(cx),
            Cmd::Versions => {
                if let Some(happening) = self.shown().get(self.list.cursor)
                    && let Some(record) = happening.record
                {
                    let screen = History::new(record, &happening.form);
                    cx.out.push(Request::Push(Box::new(Screen::History(Box::new(screen)))));
                    cx.effect(Effect::LoadRevisions(record));
                }
            }
            _ => {}
        }
    }

    /// A version is read, a draft is gone on with, a date leads to where it stands.
    fn open(&self, cx: &mut Cx) {
        let Some(happening) = self.shown().get(self.list.cursor).copied() else { return };
        let Some(record) = happening.record else { return };
        let target = FormTarget::Record { record, case: Some(self.case) };
        match &happening.what {
            What::Ahead(due) => cx.open_form_at(target, Some(Spot::Place(due.path.clone()))),
            What::Draft(_) => cx.open_form(target),
            What::Passed(_) => {}
            What::Begun(revision) | What::Revised(revision, _) => {
                let screen = Reading::new(&happening.form, (**revision).clone());
                cx.out.push(Request::Push(Box::new(Screen::Reading(Box::new(screen)))));
            }
        }
    }

    /// All kinds, then each of them, then all again.
    fn turn_kind(&mut self, on: bool) {
        let here = self.shown().get(self.list.cursor).map(|happening| (*happening).clone());
        let all = self.kinds.len() + 1;
        let place = self.kind.map_or(0, |kind| kind + 1);
        let next = if on { place + 1 } else { place + all - 1 } % all;
        self.kind = next.checked_sub(1);
        self.placed = false;
        self.stay(here.as_ref());
    }

    fn shown(&self) -> Vec<&Happening> {
        part(&self.story, self.kind.and_then(|kind| self.kinds.get(kind)), self.order)
    }

    /// Where somebody was in the story, for coming back after a lock.
    pub fn mark(&self) -> Mark {
        Mark::Story {
            case: self.case,
            cursor: self.list.cursor,
            order: self.order,
            kind: self.kind,
            shown: None,
        }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        self.file.as_ref().map(|file| header_title(file, cx)).unwrap_or_default()
    }
}
