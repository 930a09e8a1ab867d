//! The people and organisations around a person: a map with the person in the middle, or the same in
//! words, the strongest ties first. Enter goes to where somebody is recorded.

mod map;
mod told;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::header_title;
use super::list::ListCursor;
use super::mark::Mark;
use super::words;
use super::{Cx, Request, Spot, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::casework::{Network, NetworkSource, Node, Side, gate, network};
use crate::form::{Path, PerCase};
use crate::overlay::Overlay;
use crate::record::{CaseFile, CaseId};
use crate::terminal::Key;
use crate::widget::page::Turned;

/// Below this the map has no room, and the words take its place.
const LEAST: (u16, u16) = (72, 18);

/// The people and organisations of one case.
pub struct Ecomap {
    pub case: CaseId,
    /// In words, although there is room for the map.
    pub words: bool,
    pub list: ListCursor,
    file: Option<CaseFile>,
    network: Network,
    /// Where somebody new is recorded.
    source: Option<NetworkSource>,
}

/// What the cursor can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Node(usize),
    Lack(usize),
    /// To name somebody else.
    Add,
}

impl Ecomap {
    /// The map of a case that is being read.
    pub fn new(case: CaseId) -> Self {
        Self {
            case,
            words: false,
            list: ListCursor::default(),
            file: None,
            network: Network::default(),
            source: None,
        }
    }

    pub fn refresh(&self, cx: &mut Cx) {
        cx.effect(Effect::OpenCase(self.case));
    }

    pub fn event(&mut self, event: &Event, cx: &Cx) {
        if let Event::Case(file) = event
            && file.line.id == self.case
        {
            self.network = network(&cx.process, &cx.library, file);
            self.source = cx.process.network().first().cloned();
            self.file = Some((**file).clone());
            self.list.clamp(self.stops().len());
        }
    }

    pub fn key(&mut self, key: Key) {
        match key {
            Key::Left => self.cross(Side::People),
            Key::Right => self.cross(Side::Organisations),
            _ => {
                let length = self.stops().len();
                self.list.key(key, length);
            }
        }
    }

    /// To the other side of the map, to whoever stands about as high there.
    fn cross(&mut self, side: Side) {
        let Some(Stop::Node(here)) = self.stop() else { return };
        let nodes = &self.network.nodes;
        let of = |side: Side| nodes.iter().filter(|node| node.side == side).count();
        let people = of(Side::People);
        let count = of(side);
        if nodes.get(here).is_none_or(|node| node.side == side) || count == 0 {
            return;
        }
        let height = if here < people { here } else { here - people };
        let other = if side == Side::People { of(Side::Organisations) } else { people };
        let place = (height * count / other.max(1)).min(count - 1);
        self.list.cursor = if side == Side::People { place } else { people + place };
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::AsWords => self.words = !self.words,
            Cmd::Open => self.open(cx),
            _ => {}
        }
    }

    /// To the row in which somebody is recorded, or would be.
    fn open(&self, cx: &mut Cx) {
        let spot = match self.stop() {
            Some(Stop::Node(number)) => {
                self.network.nodes.get(number).map(|node| (node.record, node.path.clone()))
            }
            Some(Stop::Lack(number)) => {
                self.network.lacking.get(number).map(|lack| (lack.record, lack.path.clone()))
            }
            Some(Stop::Add) => return self.add(cx),
            None => None,
        };
        if let Some((record, path)) = spot {
            let target = FormTarget::Record { record, case: Some(self.case) };
            cx.open_form_at(target, Some(Spot::Place(path)));
        }
    }

    /// To the table in which somebody new is recorded.
    fn add(&self, cx: &mut Cx) {
        let (Some(file), Some(source)) = (&self.file, &self.source) else { return };
        let (form, case) = (&source.form, self.case);
        let draft = file.drafts.iter().find(|draft| draft.form == *form).map(|draft| draft.record);
        let one = cx.library.form(form).is_some_and(|form| form.per_case == PerCase::One);
        let saved = file.records.iter().find(|record| record.form == *form && one).map(|record| record.id);
        if let Some(record) = draft.or(saved) {
            let spot = source.table.as_ref().map(|table| Spot::Place(Path::field(table)));
            return cx.open_form_at(FormTarget::Record { record, case: Some(case) }, spot);
        }
        match gate(&cx.process, &cx.library, form, file, cx.now.local) {
            Some(shut) => {
                let goto = file.records.iter().find(|record| record.form == shut.goto);
                let overlay = Overlay::gate(case, &shut, goto.map(|record| record.id));
                cx.out.push(Request::Show(overlay));
            }
            None => {
                let form = form.clone();
                let spot = source.table.as_ref().map(|table| Spot::Place(Path::field(table)));
                cx.open_form_at(FormTarget::New { case, form, override_reason: None }, spot);
            }
        }
    }

    fn stop(&self) -> Option<Stop> {
        self.stops().get(self.list.cursor).copied()
    }

    /// The same on the map and in words, so that turning from one to the other, or making the window
    /// smaller, moves nothing: people, organisations, what nobody is named for, the way on.
    fn stops(&self) -> Vec<Stop> {
        let nodes = (0..self.network.nodes.len()).map(Stop::Node);
        let lacks = (0..self.network.lacking.len()).map(Stop::Lack);
        nodes.chain(lacks).chain(self.file.is_some().then_some(Stop::Add)).collect()
    }

    /// Where somebody was, for coming back after a lock.
    pub fn mark(&self) -> Mark {
        Mark::People { case: self.case, cursor: self.list.cursor, words: self.words }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        self.file.as_ref().map(|file| header_title(file, cx)).unwrap_or_default()
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Option<Turned> {
        let file = self.file.as_ref()?;
        let small = area.width < LEAST.0 || area.height < LEAST.1;
        if self.words || small || self.network.nodes.is_empty() {
            return Some(self.draw_words(frame, area, cx));
        }
        Some(self.draw_map(frame, area, file, cx))
    }
}

/// Somebody's name, or what they are to the person where the name is hidden or not known.
fn name(node: &Node, cx: &Cx) -> String {
    if !node.name.is_empty() && (!node.hidden || cx.names_shown) {
        return node.name.clone();
    }
    kind(node, cx).unwrap_or_else(|| cx.locale.text("ecomap-somebody"))
}

/// What somebody is to the person.
fn kind(node: &Node, cx: &Cx) -> Option<String> {
    let kind = node.kind.as_ref()?;
    Some(cx.locale.choice(&kind.form, &kind.list, &kind.choice))
}

/// The tie in a word.
fn tie_word(node: &Node, cx: &Cx) -> String {
    cx.locale.text(&format!("tie-{}", node.tie.id()))
}

/// Where somebody new is recorded: the form's name.
fn source_words(source: Option<&NetworkSource>, cx: &Cx) -> String {
    source.map(|source| words::form_short(&cx.locale, &source.form)).unwrap_or_default()
}
