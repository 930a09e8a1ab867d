//! A real day as sections of rows: what was begun, what is late, today's, what each section of the
//! process holds, the cases. Built once when the data change, never for a key.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::filter::Filter;
use crate::casework::{Process, Standing};
use crate::form::Path;
use crate::record::{CaseId, HomeData, HomeList, RecordId};

/// How many rows of a section are shown before the rest is folded away: few enough that what is late
/// and what is today stand on the first page.
const FOLD: usize = 4;
/// The same for what was begun: it reminds, and the day comes first.
const FOLD_UNFINISHED: usize = 1;

/// A section of home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Unfinished,
    Late,
    Today,
    Soon,
    /// A section of the process, by its number.
    Agenda(usize),
    /// Entries of the directory of services that ask to be looked at.
    Services,
    Recent,
    Cases,
}

/// What a row stands for, by which it is found again when the data have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    Draft(RecordId),
    Due(RecordId, Path),
    Service(RecordId, Path),
    Case(Kind, CaseId),
    /// The rest of a section.
    More(Kind),
}

/// A row: where in the data it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Unfinished(usize),
    Due(usize),
    Service(usize),
    Recent(usize),
    Case(usize),
    /// So many more, which Enter shows.
    More(usize),
}

/// A section with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub kind: Kind,
    /// How many it holds, folded or not.
    pub total: usize,
    pub rows: Vec<Row>,
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Heading(usize),
    Row { section: usize, row: Row },
}

/// The whole list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    pub sections: Vec<Section>,
    pub lines: Vec<Line>,
    /// For each row that can have the focus, its line.
    pub stops: Vec<usize>,
}

impl Day {
    /// The day of these data. `unfolded` sections show all their rows.
    pub fn new(
        data: &HomeData,
        process: &Process,
        today: NaiveDate,
        filter: Option<&Filter>,
        unfolded: &BTreeSet<Kind>,
    ) -> Self {
        let mut rows: BTreeMap<Kind, Vec<Row>> = BTreeMap::new();
        if filter.is_none_or(|filter| matches!(filter, Filter::Mine(_))) {
            rows.insert(Kind::Unfinished, (0..data.unfinished.len()).map(Row::Unfinished).collect());
        }
        // They are no case, so that no question about cases takes them.
        if filter.is_none() {
            rows.insert(Kind::Services, (0..data.services.len()).map(Row::Service).collect());
        }
        for (number, line) in data.dues.iter().enumerate() {
            if filter.is_some_and(|filter| !filter.takes_due(line)) {
                continue;
            }
            if let Some(kind) = Kind::of(process.standing(&line.due, today)) {
                rows.entry(kind).or_default().push(Row::Due(number));
            }
        }
        let takes = |case| filter.is_none_or(|filter| filter.takes_case(case));
        let recent = (0..data.recent.len()).filter(|number| takes(&data.recent[*number]));
        rows.insert(Kind::Recent, recent.map(Row::Recent).collect());
        // What was opened last is not named twice.
        let opened: BTreeSet<CaseId> = data.recent.iter().map(|case| case.id).collect();
        let others = (0..data.cases.len()).filter(|number| {
            let case = &data.cases[*number];
            !opened.contains(&case.id) && takes(case)
        });
        rows.insert(Kind::Cases, others.map(Row::Case).collect());
        let sections = rows.into_iter().filter(|(_, rows)| !rows.is_empty());
        let section = |(kind, rows): (Kind, Vec<Row>)| {
            let total = kind.list(process).and_then(|list| data.totals.get(&list).copied()).unwrap_or(0);
            // The cases that were opened last are among them, and stand elsewhere.
            let named = match kind {
                Kind::Cases => data.recent.iter().filter(|case| !case.closed && takes(case)).count(),
                _ => 0,
            };
            let total = total.saturating_sub(named).max(rows.len());
            folded(kind, rows, total, unfolded.contains(&kind))
        };
        Self::of(sections.map(section).collect())
    }

    fn of(sections: Vec<Section>) -> Self {
        let (mut lines, mut stops) = (Vec::new(), Vec::new());
        for (number, section) in sections.iter().enumerate() {
            lines.push(Line::Heading(number));
            for row in &section.rows {
                stops.push(lines.len());
                lines.push(Line::Row { section: number, row: *row });
            }
        }
        Self { sections, lines, stops }
    }

    /// The row at a place of the cursor, and its section.
    pub fn at(&self, cursor: usize) -> Option<(&Section, Row)> {
        match self.lines.get(*self.stops.get(cursor)?)? {
            Line::Row { section, row } => Some((self.sections.get(*section)?, *row)),
            Line::Heading(_) => None,
        }
    }

    /// What the row at the cursor stands for.
    pub fn thing(&self, cursor: usize, data: &HomeData) -> Option<Thing> {
        let (section, row) = self.at(cursor)?;
        thing(section.kind, row, data)
    }

    /// Where something stands now.
    pub fn find(&self, wanted: &Thing, data: &HomeData) -> Option<usize> {
        (0..self.stops.len()).find(|cursor| self.thing(*cursor, data).as_ref() == Some(wanted))
    }

    /// The first row of the next section; behind the last comes the first.
    pub fn next_section(&self, cursor: usize) -> usize {
        self.firsts().find(|first| *first > cursor).unwrap_or(0)
    }

    /// The first row of this section, or when it is there already of the one before.
    pub fn previous_section(&self, cursor: usize) -> usize {
        let last = self.firsts().last().unwrap_or(0);
        self.firsts().filter(|first| *first < cursor).last().unwrap_or(last)
    }

    /// The cursor at the first row of each section.
    fn firsts(&self) -> impl Iterator<Item = usize> {
        let mut next = 0;
        self.sections.iter().map(move |section| {
            let first = next;
            next += section.rows.len();
            first
        })
    }
}

impl Kind {
    /// The section of a date; none for what is still far away.
    fn of(standing: Standing) -> Option<Self> {
        match standing {
            Standing::Late => Some(Self::Late),
            Standing::Today => Some(Self::Today),
            Standing::Soon => Some(Self::Soon),
            Standing::Section(number) => Some(Self::Agenda(number)),
            Standing::Later => None,
        }
    }

    /// The list of which the store reads a part.
    pub(super) fn list(self, process: &Process) -> Option<HomeList> {
        match self {
            Self::Late => Some(HomeList::Late),
            Self::Today => Some(HomeList::Today),
            Self::Soon => Some(HomeList::Section(String::new())),
            Self::Agenda(number) => Some(HomeList::Section(process.agendas().get(number)?.id.clone())),
            Self::Cases => Some(HomeList::Cases),
            Self::Unfinished | Self::Services | Self::Recent => None,
        }
    }
}

fn folded(kind: Kind, mut rows: Vec<Row>, total: usize, unfolded: bool) -> Section {
    let shown = if kind == Kind::Unfinished { FOLD_UNFINISHED } else { FOLD };
    // A line that says "one more" takes the room of that one.
    if !unfolded && total > shown + 1 {
        rows.truncate(shown);
        rows.push(Row::More(total - shown));
    } else if total > rows.len() {
        // The rest of a very long section is read when it is asked for.
        rows.push(Row::More(total - rows.len()));
    }
    Section { kind, total, rows }
}

fn thing(kind: Kind, row: Row, data: &HomeData) -> Option<Thing> {
    match row {
        Row::Unfinished(number) => data.unfinished.get(number).map(|draft| Thing::Draft(draft.record)),
        Row::Due(number) => {
            data.dues.get(number).map(|line| Thing::Due(line.due.record, line.due.path.clone()))
        }
        Row::Service(number) => {
            data.services.get(number).map(|asks| Thing::Service(asks.record, asks.path.clone()))
        }
        Row::Recent(number) => data.recent.get(number).map(|case| Thing::Case(kind, case.id)),
        Row::Case(number) => data.cases.get(number).map(|case| Thing::Case(kind, case.id)),
        Row::More(_) => Some(Thing::More(kind)),
    }
}
