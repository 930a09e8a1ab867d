//! Home: a real day. What is late and what is today comes first, the rest is counted in one line and
//! a key away; whatever has the focus stands whole at the foot. An empty home says what to do first.

pub mod backup;
mod day;
mod detail;
mod filter;
mod row;
#[cfg(test)]
mod tests;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use day::{Kind, Thing};
pub use detail::due_detail;
pub use filter::Filter;
pub use row::{case_row, due_row};

use self::day::{Day, Row};
use super::calendar::Calendar;
use super::list::ListCursor;
use super::search::Search;
use super::{Cx, Request, Screen, Spot, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event, FormTarget};
use crate::app::notice::Notice;
use crate::locale::Arg;
use crate::overlay::Overlay;
use crate::record::{CaseId, DueLine, HomeAsk, HomeData, HomeList, Right};
use crate::screen::case::CaseScreen;
use crate::screen::cases::Cases;
use crate::screen::directory::Directory;
use crate::screen::organisation::Organisation;
use crate::screen::self_care::OwnCare;
use crate::terminal::Key;

/// How many rows of a section are read when it is unfolded, and once more for each time.
const UNFOLDED: usize = 200;

/// The first screen of an open vault.
#[derive(Default)]
pub struct Home {
    list: ListCursor,
    data: Option<HomeData>,
    /// What was asked for last and has not come yet, with the filter that it is asked through.
    asked: Option<(HomeAsk, Option<Filter>)>,
    /// How many rows were asked for of a section of which there are very many.
    rows: BTreeMap<HomeList, usize>,
    /// The rest of a section was asked for: the focus stays in its line.
    stays: bool,
    day: Day,
    /// The day that `day` was made for.
    today: NaiveDate,
    filter: Option<Filter>,
    /// The filters that would leave something.
    offered: Vec<Filter>,
    unfolded: BTreeSet<Kind>,
    /// What had the focus before a lock.
    wanted: Option<Thing>,
}

impl Home {
    /// Home with the focus on something, and with the sections that were unfolded.
    pub fn at(wanted: Option<Thing>, unfolded: BTreeSet<Kind>) -> Self {
        Self { wanted, unfolded, ..Self::default() }
    }

    /// What has the focus, and which sections are unfolded.
    pub fn mark(&self) -> (Option<Thing>, BTreeSet<Kind>) {
        let thing = self.data.as_ref().and_then(|data| self.day.thing(self.list.cursor, data));
        (thing.or_else(|| self.wanted.clone()), self.unfolded.clone())
    }

    /// Asks for the data anew.
    pub fn refresh(&mut self, cx: &mut Cx) {
        self.load(self.filter.clone(), cx);
    }

    fn load(&mut self, filter: Option<Filter>, cx: &mut Cx) {
        let mut ask = HomeAsk {
            today: cx.now.local.date(),
            filter: filter.as_ref().map(Filter::ask),
            rows: self.rows.clone(),
        };
        for list in self.unfolded.iter().filter_map(|kind| kind.list(&cx.process)) {
            ask.rows.entry(list).or_insert(UNFOLDED);
        }
        self.asked = Some((ask.clone(), filter));
        cx.effect(Effect::LoadHome(Box::new(ask)));
    }

    /// Takes fresh data; the focus stays on what it was on.
    pub fn event(&mut self, event: &Event, cx: &Cx) {
        let Event::Home(data) = event else { return };
        // What was asked for before something else was is of no use any more.
        match self.asked.take() {
            Some((ask, filter)) if ask == data.ask => self.filter = filter,
            other => {
                self.asked = other;
                return;
            }
        }
        let wanted = self.mark().0.filter(|_| !std::mem::take(&mut self.stays));
        let lists = cx.library.shared_lists();
        let levels = lists.iter().find(|list| list.id == "risk_level");
        let levels: Vec<String> =
            levels.iter().flat_map(|list| &list.choices).map(|choice| choice.id.clone()).collect();
        self.offered = filter::offered(data, &cx.process, &levels, cx.worker.as_deref());
        self.data = Some((**data).clone());
        self.build(wanted, cx);
        self.wanted = None;
    }

    /// Makes the day anew, the focus on what is wanted, if it is still there.
    fn build(&mut self, wanted: Option<Thing>, cx: &Cx) {
        let Some(data) = &self.data else { return };
        self.today = cx.now.local.date();
        self.day = Day::new(data, &cx.process, self.today, self.filter.as_ref(), &self.unfolded);
        if let Some(cursor) = wanted.and_then(|thing| self.day.find(&thing, data)) {
            self.list.cursor = cursor;
        }
        self.list.clamp(self.day.stops.len());
    }

    /// After midnight it is another day.
    fn keep_up(&mut self, cx: &mut Cx) {
        let today = cx.now.local.date();
        if self.today != today && self.data.is_some() {
            self.build(self.mark().0, cx);
            if self.asked.as_ref().is_none_or(|(ask, _)| ask.today != today) {
                self.refresh(cx);
            }
        }
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        self.keep_up(cx);
        match key {
            Key::Tab => self.list.cursor = self.day.next_section(self.list.cursor),
            Key::BackTab => self.list.cursor = self.day.previous_section(self.list.cursor),
            _ => {
                self.list.key(key, self.day.stops.len());
            }
        }
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let unfinished = matches!(self.day.at(self.list.cursor), Some((_, Row::Unfinished(_))));
        match command {
            Cmd::Back if self.filter.is_none() => Some("why-home"),
            Cmd::Discard if !unfinished => Some("why-no-draft"),
            Cmd::Calendar if self.data.as_ref().is_none_or(|data| !data.has_dates) => Some("why-no-dates"),
            Cmd::ShowNames if self.data.as_ref().is_some_and(is_empty) => Some("why-no-names"),
            Cmd::BackupLater if self.data.as_ref().is_none_or(|data| data.backup_due.is_none()) => {
                Some("why-no-backup-line")
            }
            Cmd::Filter if self.filter.is_none() && self.offered.is_empty() => Some("why-nothing-to-filter"),
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        self.keep_up(cx);
        match command {
            Cmd::Open => self.open(cx),
            Cmd::NewCase if !cx.rights.contains(&Right::WriteCases) => {
                cx.say(Notice::warning("why-read-only"));
            }
            Cmd::NewCase => cx.open_form(FormTarget::NewCase),
            Cmd::CaseList => {
                let mut screen = Cases::default();
                screen.refresh(cx);
                cx.out.push(Request::Push(Box::new(Screen::Cases(Box::new(screen)))));
            }
            Cmd::Search => {
                cx.out.push(Request::Push(Box::new(Screen::Search(Box::new(Search::new(None))))));
            }
            Cmd::Organisation => Organisation::open(cx),
            Cmd::Services => open_directory(cx),
            Cmd::OwnCare => {
                let screen = OwnCare::default();
                screen.refresh(cx);
                cx.out.push(Request::Push(Box::new(Screen::OwnCare(Box::new(screen)))));
            }
            Cmd::Calendar => {
                let mut calendar = Calendar::of_home(self.today, self.filter.clone());
                calendar.refresh(cx);
                cx.out.push(Request::Push(Box::new(Screen::Calendar(calendar))));
            }
            Cmd::Filter if self.filter.is_none() => {
                cx.out.push(Request::Show(Overlay::filter(self.offered.clone())));
            }
            Cmd::Filter | Cmd::Back => self.narrow(None, cx),
            Cmd::BackupLater => {
                cx.effect(backup::later(cx));
                self.refresh(cx);
                cx.say(Notice::good("notice-backup-later"));
            }
            Cmd::Discard => {
                if let Some(Thing::Draft(record)) = self.mark().0 {
                    cx.out.push(Request::Show(Overlay::discard(record)));
                }
            }
            _ => {}
        }
    }

    /// Shows only what a filter takes, or everything again. The focus stays where it can.
    pub fn narrow(&mut self, filter: Option<Filter>, cx: &mut Cx) {
        self.load(filter, cx);
    }

    fn open(&mut self, cx: &mut Cx) {
        let Some(data) = &self.data else { return };
        let Some((section, row)) = self.day.at(self.list.cursor) else {
            if is_empty(data) && cx.rights.contains(&Right::WriteCases) {
                cx.open_form(FormTarget::NewCase);
            }
            return;
        };
        match row {
            Row::More(_) => {
                let kind = section.kind;
                let unfolded = !self.unfolded.insert(kind);
                match kind.list(&cx.process) {
                    Some(list) => {
                        let rows = self.rows.entry(list).or_insert(0);
                        *rows += if unfolded { UNFOLDED.max(*rows) } else { UNFOLDED };
                        self.stays = true;
                        self.refresh(cx);
                    }
                    None => {
                        let cursor = self.list.cursor;
                        self.build(None, cx);
                        self.list.cursor = cursor;
                    }
                }
            }
            Row::Unfinished(number) => {
                if let Some(draft) = data.unfinished.get(number) {
                    cx.open_form(FormTarget::Record { record: draft.record, case: None });
                }
            }
            Row::Due(number) => {
                if let Some(line) = data.dues.get(number) {
                    open_due(line, cx);
                }
            }
            Row::Service(number) => {
                if let Some(asks) = data.services.get(number) {
                    open_directory(cx);
                    let target = FormTarget::Record { record: asks.record, case: None };
                    cx.open_form_at(target, Some(Spot::Place(asks.path.clone())));
                }
            }
            Row::Recent(number) => {
                if let Some(case) = data.recent.get(number) {
                    open_case(case.id, cx);
                }
            }
            Row::Case(number) => {
                if let Some(case) = data.cases.get(number) {
                    open_case(case.id, cx);
                }
            }
        }
    }

    /// The header: the day, what home is narrowed to, how much is late.
    pub fn title(&self, cx: &Cx) -> Title {
        let mut title = title(cx);
        if let Some(filter) = &self.filter {
            let what = filter.words(cx);
            title.parts.push(cx.locale.text_with("home-filtered", &[("what", Arg::from(what))]));
        }
        let late = self.day.sections.iter().find(|section| section.kind == Kind::Late);
        title.danger =
            late.map(|section| cx.locale.text_with("home-late", &[("count", Arg::from(section.total))]));
        title
    }
}

/// Opens the directory of services.
fn open_directory(cx: &mut Cx) {
    let screen = Directory::default();
    screen.refresh(cx);
    cx.out.push(Request::Push(Box::new(Screen::Directory(Box::new(screen)))));
}

/// Opens a case.
fn open_case(case: CaseId, cx: &mut Cx) {
    cx.out.push(Request::Push(Box::new(Screen::Case(Box::new(CaseScreen::new(case))))));
    cx.effect(Effect::OpenCase(case));
}

/// Opens the place of a date, or begins the record in which it is done; the way back leads through its
/// case.
pub fn open_due(line: &DueLine, cx: &mut Cx) {
    open_case(line.case, cx);
    if cx.process.is_done_anew(&line.due.form, &line.due.path) {
        return cx.open_form(FormTarget::After { case: line.case, record: line.due.record });
    }
    let target = FormTarget::Record { record: line.due.record, case: Some(line.case) };
    cx.open_form_at(target, Some(Spot::Place(line.due.path.clone())));
}

/// Nothing was ever written.
fn is_empty(data: &HomeData) -> bool {
    data.all_cases == 0 && data.recent.is_empty() && data.unfinished.is_empty()
}

/// The header before anything is known: the day.
pub fn title(cx: &Cx) -> Title {
    let day = cx.locale.date_long(cx.now.local.date());
    Title {
        parts: vec![
            cx.locale.text("app-name"),
            cx.locale.text_with("home-title", &[("day", Arg::from(day))]),
        ],
        danger: None,
    }
}
