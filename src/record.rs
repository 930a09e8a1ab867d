//! The case file as plain data: cases, records and their revisions, drafts, and the header that is
//! computed from them. Knows neither SQL nor screen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{Answers, Path};

/// A moment as it is stored: UTC, to the millisecond.
pub type Moment = DateTime<Utc>;
pub type CaseId = Uuid;
pub type RecordId = Uuid;
pub type WorkerId = Uuid;

/// Who uses the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worker {
    pub id: WorkerId,
    /// Name or initials, as the worker chose.
    pub name: String,
    pub organisation: Option<String>,
    /// Ids of roles, `[[role]]` in `process.toml`.
    pub roles: Vec<String>,
}

/// What a worker may do in a vault. Roles give rights; which, is data of the process. The program keeps
/// to them; whoever has the data key and another program is bound by nothing but the encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// To read cases: those that are not limited to others.
    ReadCases,
    /// To begin cases and to write in them, and in the directory.
    WriteCases,
    /// To see what every worker carries, not only oneself.
    SeeTeam,
    /// To see who opened and changed what.
    SeeAudit,
    /// To limit a case to named workers.
    LimitCases,
    /// To add and remove workers and to give roles.
    ManageWorkers,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 6] = [
        Self::ReadCases,
        Self::WriteCases,
        Self::SeeTeam,
        Self::SeeAudit,
        Self::LimitCases,
        Self::ManageWorkers,
    ];

    /// As `process.toml` writes it; also the end of its message `right-…`.
    pub fn id(self) -> &'static str {
        match self {
            Self::ReadCases => "read_cases",
            Self::WriteCases => "write_cases",
            Self::SeeTeam => "see_team",
            Self::SeeAudit => "see_audit",
            Self::LimitCases => "limit_cases",
            Self::ManageWorkers => "manage_workers",
        }
    }
}

/// A worker in the list of those who can open the vault, or could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerLine {
    pub worker: Worker,
    pub since: Moment,
    /// Removed on this day: the name stays beside what was written.
    pub until: Option<Moment>,
}

/// One case in a list. `number` is shown as `K-014`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseLine {
    pub id: CaseId,
    pub number: u32,
    /// Name of the person, hidden until asked for; empty when none is recorded.
    pub name: String,
    /// Everything the case can be found by: folded words (see `locale::fold`) with a space between them.
    pub folded: String,
    pub phase: String,
    /// How intensive the support is.
    pub stage: String,
    /// The step that the next thing to do belongs to, as of the last save; None when nothing is left.
    pub step: Option<String>,
    pub risk: Option<String>,
    pub consent: Option<String>,
    /// The name of the central case manager, if one is written down.
    pub manager: Option<String>,
    /// The name of whoever opened the case.
    pub author: String,
    /// It was closed and not opened again since.
    pub closed: bool,
    /// How the person may safely be reached, by the ids of the fields (`[header] safe_contact`).
    pub contact: Answers,
    /// The date that presses most: the first whose last day comes.
    pub next_due: Option<NaiveDate>,
    /// Until when it is not late yet, where a window is around it.
    pub next_until: Option<NaiveDate>,
    pub opened_at: Moment,
    pub changed_at: Moment,
}

/// The newest revision of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub id: RecordId,
    pub case: Option<CaseId>,
    pub form: String,
    pub form_version: u32,
    /// 1 for the first save.
    pub revision: u32,
    pub author: String,
    pub created_at: Moment,
    pub saved_at: Moment,
    pub answers: Answers,
}

/// One older or newest state of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    pub revision: u32,
    pub form_version: u32,
    pub author: String,
    pub saved_at: Moment,
    pub answers: Answers,
}

/// What was typed and not yet saved. One per record; a record that was never saved has `base` 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub record: RecordId,
    /// None: the case itself does not exist yet (a first `intake`).
    pub case: Option<CaseId>,
    pub form: String,
    pub form_version: u32,
    /// The revision it was begun on.
    pub base: u32,
    pub answers: Answers,
    /// Where the cursor stood.
    pub position: Option<Path>,
    pub saved_at: Moment,
}

/// All that is known of one case: newest revisions of its records, newest first, and open drafts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseFile {
    pub line: CaseLine,
    pub records: Vec<Record>,
    pub drafts: Vec<Draft>,
    /// The way of the case so far, the earliest first.
    pub passages: Vec<Passage>,
}

/// What of a case can change in a way that its history keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassageKind {
    Phase,
    Stage,
    /// Closing and reopening: `was` and `became` are `open` or `closed`.
    Closed,
}

/// One change of phase or stage, one closing or reopening. Written at the save that brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub kind: PassageKind,
    /// Id of the phase or stage before; empty for the first.
    pub was: String,
    pub became: String,
    pub at: Moment,
}

/// One record with all its revisions, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    pub record: RecordId,
    pub form: String,
    pub revisions: Vec<Revision>,
}

/// A case with everything that was ever saved in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseStory {
    pub file: CaseFile,
    pub past: Vec<Past>,
}

/// What is computed from a case's records and cached for lists; never typed twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    pub name: String,
    /// Plain words the case can be found by (names, places); folded by the store.
    pub searchable: String,
    pub phase: String,
    /// How far the phase is, from 1; 0 for one that the process does not know.
    pub phase_rank: u32,
    pub stage: String,
    /// The step of the next thing to do.
    pub step: Option<String>,
    pub risk: Option<String>,
    /// How high the risk is, from 1; 0 while nobody has judged it.
    pub risk_rank: u32,
    pub consent: Option<String>,
    /// The name of the central case manager.
    pub manager: Option<String>,
    pub closed: bool,
    /// How the person may safely be reached, by the ids of the fields.
    pub contact: Answers,
    pub dues: Vec<Due>,
    /// Where hours are written down.
    pub spent: Vec<Spent>,
}

/// Time that somebody spent on a case, as one record tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    pub record: RecordId,
    /// The name of whoever saved it.
    pub worker: String,
    pub saved_at: Moment,
    /// None where no day is written down: that of the saving.
    pub day: Option<NaiveDate>,
    pub began: Option<NaiveTime>,
    /// None where it does not say how long it took.
    pub minutes: Option<i64>,
    /// All of it was marked as outside usual hours.
    pub outside: bool,
}

/// Open cases that are alike in all that somebody carries of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCases {
    /// The name of the case manager, or of whoever opened them.
    pub worker: String,
    pub stage: String,
    pub risk: Option<String>,
    pub cases: usize,
}

/// A new record of a case that the save of another one brings with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub form: String,
    pub form_version: u32,
    pub answers: Answers,
}

/// A date that asks for something.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    pub record: RecordId,
    pub form: String,
    /// The step of the process that the form belongs to.
    pub step: Option<String>,
    /// The field or cell that holds the date: the place to go to.
    pub path: Path,
    /// Heading of the row, if the date stands in a table: the worker's text.
    pub heading: Option<String>,
    /// Heading of the row as a starting row's key (see `Row::start`).
    pub start: Option<String>,
    pub date: NaiveDate,
    /// Since when it runs: asked, applied for, a window that opened.
    pub since: Option<NaiveDate>,
    /// The last day on which it is not late yet, when that is not its own.
    pub until: Option<NaiveDate>,
    /// The section of home that it belongs to; empty: none of its own.
    pub section: String,
    /// The first day on which it comes up there; None: as soon as it is written down.
    pub comes: Option<NaiveDate>,
}

impl Due {
    /// A date of a record with nothing beside it.
    pub fn plain(record: RecordId, form: &str, path: Path, date: NaiveDate) -> Self {
        Self {
            record,
            form: form.to_owned(),
            step: None,
            path,
            heading: None,
            start: None,
            date,
            since: None,
            until: None,
            section: String::new(),
            comes: None,
        }
    }
}

/// A due date on the home screen.
#[derive(Debug, Clone, PartialEq)]
pub struct DueLine {
    pub case: CaseId,
    pub number: u32,
    /// Name of the person, hidden until asked for.
    pub name: String,
    pub risk: Option<String>,
    pub manager: Option<String>,
    /// How the person may safely be reached, by the ids of the fields.
    pub contact: Answers,
    pub due: Due,
}

/// A date of the directory of services that has passed or comes soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    pub record: RecordId,
    /// The name of the service.
    pub service: String,
    /// The field that holds the date.
    pub path: Path,
    pub date: NaiveDate,
}

/// Why a backup is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupDue {
    /// There has never been one.
    Never,
    /// The last one is so many days old.
    Old(i64),
}

/// In which order cases stand in a list. The open ones come first, but where the newest do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseOrder {
    #[default]
    Number,
    Newest,
    /// By what presses most; cases that ask for nothing last.
    Due,
    /// The highest risk first; cases of which nobody judged it last.
    Risk,
    Phase,
    /// By the folded name; cases without one last.
    Name,
}

impl CaseOrder {
    /// Every order, as one comes after the other.
    pub const ALL: [Self; 6] = [Self::Number, Self::Newest, Self::Due, Self::Risk, Self::Phase, Self::Name];
}

/// Which rows of a list are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    First,
    Last,
    /// Those behind a case, and those before it.
    After(CaseId),
    Before(CaseId),
    /// As many before a case as behind it, and the case; the first ones where it is not in the list.
    Around(CaseId),
}

/// Some rows of the list of cases: they are read by key, never all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAsk {
    /// As typed: number, or beginnings of words of name and place.
    pub filter: String,
    pub order: CaseOrder,
    pub turn: Turn,
    /// At most so many.
    pub rows: u32,
}

/// What was asked for, in the order of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct CasePage {
    pub ask: CaseAsk,
    /// The order in which they stand: where a filter still leaves very many it is that of the numbers.
    pub order: CaseOrder,
    pub rows: Vec<CaseLine>,
    /// How many the whole list has.
    pub total: usize,
    /// It has more than that: of what a filter leaves, very many are not counted to the end.
    pub more: bool,
}

/// A list of home that is read in part: a section of dates, or the open cases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum HomeList {
    Late,
    Today,
    /// The dates of a section of the process by its id; empty: those of the next days.
    Section(String),
    Cases,
}

/// What home is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseFilter {
    /// A level; None: risk was not judged yet.
    Risk(Option<String>),
    Step(String),
    /// The name of the case manager.
    Manager(String),
}

/// Which part of home is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeAsk {
    pub today: NaiveDate,
    pub filter: Option<CaseFilter>,
    /// How many rows of a list; of the others only the first few.
    pub rows: BTreeMap<HomeList, usize>,
}

/// Which dates of a calendar are wanted: how many on each day of a month, and those of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthAsk {
    pub today: NaiveDate,
    pub filter: Option<CaseFilter>,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub day: NaiveDate,
    /// At most so many dates of the day.
    pub rows: usize,
}

/// A month of dates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MonthData {
    pub ask: MonthAsk,
    /// Of each day that has any: how many, and how many of them are late.
    pub counts: BTreeMap<NaiveDate, (usize, usize)>,
    /// The dates of the day, as many as were asked for.
    pub dues: Vec<DueLine>,
}

/// What the home screen shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HomeData {
    pub ask: HomeAsk,
    /// The first dates of each section, oldest first.
    pub dues: Vec<DueLine>,
    /// The first open cases by number.
    pub cases: Vec<CaseLine>,
    /// How many each list has as a whole.
    pub totals: BTreeMap<HomeList, usize>,
    /// The filters that leave something.
    pub offered: BTreeSet<CaseFilter>,
    /// How many cases there are, closed ones too.
    pub all_cases: usize,
    /// Some case has a date, however far away.
    pub has_dates: bool,
    /// Last opened by this worker, newest first, at most five.
    pub recent: Vec<CaseLine>,
    /// Drafts of cases that were never saved.
    pub unfinished: Vec<Draft>,
    /// Dates of the directory of services that ask for attention, oldest first.
    pub services: Vec<Attention>,
    /// A moment for herself is offered to the worker.
    pub moment_offered: bool,
    /// A backup is due.
    pub backup_due: Option<BackupDue>,
}
