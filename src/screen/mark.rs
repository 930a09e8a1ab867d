//! Where somebody was, without what was there: what survives a lock, so that unlocking returns to
//! the same place while no word of a case stays in memory.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::case::CaseScreen;
use super::cases::{Cases, CasesMark};
use super::directory::Directory;
use super::ecomap::Ecomap;
use super::history::History;
use super::home::{Home, Kind, Thing};
use super::records::Records;
use super::search::Search;
use super::self_care::OwnCare;
use super::story::StoryScreen;
use super::workload::Team;
use super::{Cx, Screen, Spot};
use crate::app::effect::{Effect, FormTarget};
use crate::casework::Order;
use crate::record::{CaseId, RecordId};

/// One place of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Home {
        wanted: Option<Thing>,
        unfolded: BTreeSet<Kind>,
    },
    Calendar {
        day: NaiveDate,
        cursor: Option<usize>,
    },
    Cases(CasesMark),
    /// The letters of the filter, as in the list of cases, and the area.
    Directory {
        filter: String,
        area: Option<String>,
        cursor: usize,
    },
    Case {
        case: CaseId,
        cursor: usize,
        expanded: Option<usize>,
    },
    Records {
        case: CaseId,
        cursor: usize,
    },
    /// The draft holds the position inside the form; a form without typing is opened as it was saved.
    Form {
        target: FormTarget,
        spot: Option<Spot>,
    },
    /// Also which version was being read, or which two were compared.
    History {
        record: RecordId,
        form: String,
        cursor: usize,
        shown: Option<Shown>,
    },
    /// Also how far down the check-in of that row was being read.
    OwnCare {
        cursor: usize,
        reading: Option<usize>,
    },
    Team {
        cursor: usize,
    },
    People {
        case: CaseId,
        cursor: usize,
        words: bool,
    },
    /// Where it was searched, not what for.
    Search {
        scope: Option<(CaseId, u32)>,
    },
    /// Also which version was being read.
    Story {
        case: CaseId,
        cursor: usize,
        order: Order,
        kind: Option<usize>,
        shown: Option<Shown>,
    },
}

/// What stood over the versions of a record: numbers of versions, and the place on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    Reading { revision: u32, cursor: usize },
    Compare { older: u32, newer: u32, cursor: usize },
}

impl Mark {
    /// The marks of all screens, the lowest first.
    pub fn all(stack: &[Screen]) -> Vec<Self> {
        let mut marks: Vec<Self> = stack.iter().filter_map(Self::of).collect();
        match (marks.last_mut(), stack.last()) {
            (Some(Self::History { shown, .. }), Some(Screen::Reading(over))) => *shown = Some(over.shown()),
            (Some(Self::History { shown, .. }), Some(Screen::Compare(over))) => *shown = Some(over.shown()),
            (Some(Self::OwnCare { reading, .. }), Some(Screen::Reading(over))) => {
                *reading = Some(over.list.cursor);
            }
            _ => {}
        }
        if let (Some(Self::History { shown, .. } | Self::Story { shown, .. }), Some(top)) =
            (marks.last_mut(), stack.last())
        {
            *shown = match top {
                Screen::Reading(reading) => Some(reading.shown()),
                Screen::Compare(compare) => Some(compare.shown()),
                _ => None,
            };
        }
        marks
    }

    /// The mark of a screen; what stands over the versions of a record is noted with them.
    fn of(screen: &Screen) -> Option<Self> {
        match screen {
            Screen::Home(home) => {
                let (wanted, unfolded) = home.mark();
                Some(Self::Home { wanted, unfolded })
            }
            Screen::Calendar(calendar) => {
                let (day, cursor) = calendar.mark();
                Some(Self::Calendar { day, cursor })
            }
            Screen::Cases(cases) => Some(Self::Cases(cases.mark())),
            Screen::Directory(directory) => {
                let (filter, area, cursor) = directory.place();
                Some(Self::Directory { filter, area, cursor })
            }
            Screen::Case(case) => {
                Some(Self::Case { case: case.id, cursor: case.list.cursor, expanded: case.expanded })
            }
            Screen::Records(records) => {
                Some(Self::Records { case: records.case, cursor: records.list.cursor })
            }
            Screen::Opening { target, spot } => {
                Some(Self::Form { target: target.clone(), spot: spot.clone() })
            }
            Screen::Form(form) => form.mark(),
            Screen::Story(story) => Some(story.mark()),
            Screen::People(people) => Some(people.mark()),
            Screen::Search(search) => Some(search.mark()),
            Screen::History(history) => Some(Self::History {
                record: history.record,
                form: history.form.clone(),
                cursor: history.list.cursor,
                shown: None,
            }),
            Screen::OwnCare(screen) => Some(Self::OwnCare { cursor: screen.list.cursor, reading: None }),
            Screen::Team(screen) => Some(Self::Team { cursor: screen.list.cursor }),
            // What stands over home or a case and is read again with one key.
            Screen::Reading(_)
            | Screen::Compare(_)
            | Screen::Organisation(_)
            | Screen::Enrol(_)
            | Screen::Audit(_)
            | Screen::Readers(_) => None,
        }
    }

    /// The screen again, asking for its data.
    pub fn restore(self, cx: &mut Cx) -> Screen {
        match self {
            Self::Home { wanted, unfolded } => {
                let mut screen = Home::at(wanted, unfolded);
                screen.refresh(cx);
                Screen::Home(Box::new(screen))
            }
            Self::Calendar { day, cursor } => {
                let mut screen = Calendar::in_list(day, cursor);
                screen.refresh(cx);
                Screen::Calendar(screen)
            }
            Self::Cases(mark) => {
                let mut screen = Cases::at(mark);
                screen.refresh(cx);
                Screen::Cases(Box::new(screen))
            }
            Self::Directory { filter, area, cursor } => {
                let screen = Directory::at(&filter, area, cursor);
                screen.refresh(cx);
                Screen::Directory(Box::new(screen))
            }
            Self::Case { case, cursor, expanded } => {
                cx.effect(Effect::OpenCase(case));
                let mut screen = CaseScreen::new(case);
                screen.list.cursor = cursor;
                screen.expanded = expanded;
                screen.placed = true;
                Screen::Case(Box::new(screen))
            }
            Self::Records { case, cursor } => {
                cx.effect(Effect::OpenCase(case));
                let mut screen = Records::new(case);
                screen.list.cursor = cursor;
                Screen::Records(Box::new(screen))
            }
            Self::Form { target, spot } => {
                cx.effect(Effect::OpenForm(target.clone()));
                Screen::Opening { target, spot }
            }
            Self::History { record, form, cursor, shown } => {
                cx.effect(Effect::LoadRevisions(record));
                let mut screen = History::new(record, &form);
                screen.list.cursor = cursor;
                screen.show_again = shown;
                Screen::History(Box::new(screen))
            }
            Self::OwnCare { cursor, reading } => {
                let screen = OwnCare::at(cursor, reading);
                screen.refresh(cx);
                Screen::OwnCare(Box::new(screen))
            }
            Self::Team { cursor } => {
                let screen = Team::at(cursor);
                screen.refresh(cx);
                Screen::Team(Box::new(screen))
            }
            Self::People { case, cursor, words } => {
                cx.effect(Effect::OpenCase(case));
                let mut screen = Ecomap::new(case);
                (screen.list.cursor, screen.words) = (cursor, words);
                Screen::People(Box::new(screen))
            }
            Self::Search { scope } => Screen::Search(Box::new(Search::new(scope))),
            Self::Story { case, cursor, order, kind, shown } => {
                cx.effect(Effect::LoadStory(case));
                let mut screen = StoryScreen::new(case);
                screen.list.cursor = cursor;
                (screen.order, screen.kind, screen.show_again) = (order, kind, shown);
                screen.placed = true;
                Screen::Story(Box::new(screen))
            }
        }
    }
}
