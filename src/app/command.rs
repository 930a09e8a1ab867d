//! The one table of commands: dispatch, footer, help, palette and key reference all read it.
//!
//! Keys that Turkish and Romanian keyboards can only reach with AltGr are not used, nor `i`/`I`
//! alone, nor keys that terminals or line editors claim (see the meta tests).

use crate::terminal::Key;

/// What can be asked of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cmd {
    Open,
    Back,
    NewCase,
    NewRecord,
    NewService,
    Services,
    /// The next area of the directory.
    Area,
    CaseList,
    Calendar,
    /// To today in the calendar.
    Today,
    /// Home through one question, or everything again.
    Filter,
    Records,
    Versions,
    Compare,
    /// Everything that happened in a case, in order of time.
    Story,
    /// The story of one kind of records, then of the next.
    StoryKind,
    /// The next order of the list of cases.
    Order,
    /// Newest or oldest first.
    StoryOrder,
    /// People and organisations around a person.
    People,
    /// The map of people in words, and back.
    AsWords,
    Search,
    ShowNames,
    Override,
    Guidance,
    Save,
    Decline,
    Clear,
    NextState,
    Remark,
    AddRow,
    RowUp,
    RowDown,
    CloseRow,
    RemoveRow,
    TakeOver,
    /// A row of this table into the table of another form that takes it: a need into the plan.
    ToPlan,
    /// To the record that a row points to.
    Source,
    NextStep,
    PreviousStep,
    Discard,
    Distress,
    Pause,
    Stop,
    Bilingual,
    Language,
    Hide,
    Lock,
    Palette,
    Help,
    Recover,
    Suggest,
    /// Who can open the vault, and what they did.
    Organisation,
    NewWorker,
    NewPassphrase,
    NewRecoveryCode,
    RemoveWorker,
    Audit,
    /// What one worker alone did, one after the other.
    OneWorker,
    /// Who has opened this case.
    Readers,
    /// Who may see this case.
    LimitCase,
    /// The other one of two versions, at the place that has the focus.
    OtherSide,
    /// From the calm page back to where the conversation was.
    Resume,
    /// From the calm page: end here, everything kept.
    EndHere,
    /// The worker's own care.
    OwnCare,
    /// Goes on with an older check-in.
    GoOn,
    /// No longer offers a moment for oneself, or offers it again.
    Silence,
    TeamWorkload,
    /// The line about the backup goes for a week.
    BackupLater,
    Quit,
}

/// Where the person is; decides which commands are at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    Welcome,
    Locked,
    Home,
    /// A month, or the things of one of its days.
    Calendar,
    Cases,
    Case,
    Records,
    /// The directory of services.
    Services,
    /// A form whose questions stand down a page.
    Sheet,
    /// The points of a checklist.
    Checklist,
    /// One step of a guided session.
    Step,
    /// One question on the whole screen.
    Question,
    /// A table of a form, the focus on a row.
    Table,
    /// One row of a table, opened as a small sheet.
    Row,
    History,
    Reading,
    Comparing,
    Story,
    People,
    Search,
    /// Who can open the vault.
    Organisation,
    /// The steps of a new passphrase, code or worker.
    Enrol,
    /// The chain of what was done.
    Audit,
    /// Who has opened a case.
    Readers,
    /// The choice between two versions of a record.
    Merging,
    /// The calm page after distress, a pause or a stop.
    Calm,
    /// The worker's own care.
    OwnCare,
    /// What each worker carries.
    Team,
}

/// One command.
#[derive(Debug)]
pub struct Command {
    pub id: Cmd,
    /// Message of its name; its explanation is the attribute `.about`.
    pub message: &'static str,
    pub keys: &'static [Key],
    /// Where it can be used; empty: anywhere.
    pub places: &'static [Place],
    /// Where it stands in the footer, small numbers first; 0 is not shown.
    pub footer: u8,
}

use Place::{
    Audit, Calendar, Calm, Case, Cases, Checklist, Comparing, Enrol, History, Home, Locked, Merging,
    Organisation, OwnCare, People, Question, Readers, Reading, Records, Row, Search, Services, Sheet, Step,
    Story, Table, Team, Welcome,
};

const FORMS: &[Place] = &[Sheet, Checklist, Step, Question, Table, Row];
const WITH_PERSON: &[Place] = &[Step, Question, Sheet, Checklist, Table, Row, Merging];
const WITH_NAMES: &[Place] = &[Home, Case, Records, Reading, Comparing, OwnCare, Calendar, Story, People];
const LISTS: &[Place] =
    &[Home, Cases, Case, Records, History, Services, OwnCare, Calendar, Story, People, Search, Organisation];

/// Every command, in the order in which help and palette show them.
pub const COMMANDS: &[Command] = &[
    command(Cmd::Open, "cmd-open", &[Key::Enter], LISTS, 1),
    command(Cmd::NewCase, "cmd-new-case", &[Key::Char('n')], &[Home], 2),
    command(Cmd::NewCase, "cmd-new-case", &[Key::Ctrl('e')], &[Cases], 3),
    command(Cmd::CaseList, "cmd-case-list", &[Key::Char('c')], &[Home], 3),
    command(Cmd::Order, "cmd-order", &[Key::F(5), Key::Ctrl('f')], &[Cases], 4),
    command(Cmd::Services, "cmd-services", &[Key::Char('s')], &[Home], 4),
    command(Cmd::NewService, "cmd-new-service", &[Key::Ctrl('e')], &[Services], 2),
    command(Cmd::Area, "cmd-area", &[Key::F(5), Key::Ctrl('f')], &[Services], 3),
    command(Cmd::NewRecord, "cmd-new-record", &[Key::Char('n')], &[Case, OwnCare], 6),
    command(Cmd::Calendar, "cmd-calendar", &[Key::Char('m')], &[Home], 5),
    command(Cmd::Filter, "cmd-filter", &[Key::Char('f')], &[Home], 7),
    command(Cmd::Today, "cmd-today", &[Key::Char('.')], &[Calendar], 2),
    command(Cmd::Records, "cmd-records", &[Key::Char('r')], &[Case], 2),
    command(Cmd::Versions, "cmd-versions", &[Key::Char('v')], &[Records, Story], 2),
    command(Cmd::Versions, "cmd-versions", &[Key::F(7), Key::Ctrl('v')], &[Services], 5),
    command(Cmd::Compare, "cmd-compare", &[Key::Char('c')], &[History], 2),
    command(Cmd::Override, "cmd-override", &[Key::Char('o')], &[Case], 6),
    command(Cmd::Discard, "cmd-discard", &[Key::Char('x')], &[Home, Records, OwnCare], 5),
    command(Cmd::Discard, "cmd-discard", &[Key::F(11), Key::Ctrl('x')], &[Services], 0),
    command(Cmd::ShowNames, "cmd-show-names", &[Key::Char('h')], WITH_NAMES, 6),
    command(Cmd::ShowNames, "cmd-show-names", &[Key::F(9), Key::Ctrl('n')], &[Cases, Search], 2),
    command(Cmd::ShowNames, "cmd-show-addresses", &[Key::F(9), Key::Ctrl('n')], &[Services], 4),
    command(Cmd::OwnCare, "cmd-own-care", &[Key::Char('w')], &[Home], 7),
    command(Cmd::BackupLater, "cmd-backup-later", &[Key::Char('b')], &[Home], 0),
    command(Cmd::GoOn, "cmd-go-on", &[Key::Char('e')], &[OwnCare], 4),
    command(Cmd::TeamWorkload, "cmd-team-workload", &[Key::Char('t')], &[OwnCare], 5),
    command(Cmd::Silence, "cmd-silence", &[Key::Char('s')], &[OwnCare], 0),
    command(Cmd::Story, "cmd-story", &[Key::Char('t')], &[Case], 3),
    command(Cmd::StoryKind, "cmd-story-kind", &[Key::Char('f')], &[Story], 3),
    command(Cmd::StoryOrder, "cmd-story-order", &[Key::Char('o')], &[Story], 4),
    command(Cmd::People, "cmd-people", &[Key::Char('p')], &[Case], 4),
    command(Cmd::AsWords, "cmd-as-words", &[Key::Char('w')], &[People], 2),
    command(Cmd::Search, "cmd-search", &[Key::Char('/')], &[Home, Case], 5),
    command(Cmd::Organisation, "cmd-organisation", &[Key::Char('o')], &[Home], 0),
    command(Cmd::NewWorker, "cmd-new-worker", &[Key::Char('n')], &[Organisation], 2),
    command(Cmd::NewPassphrase, "cmd-new-passphrase", &[Key::Char('p')], &[Organisation], 3),
    command(Cmd::NewRecoveryCode, "cmd-new-recovery-code", &[Key::Char('c')], &[Organisation], 4),
    command(Cmd::Audit, "cmd-audit", &[Key::Char('a')], &[Organisation, Readers], 5),
    command(Cmd::RemoveWorker, "cmd-remove-worker", &[Key::Char('x')], &[Organisation], 6),
    command(Cmd::OneWorker, "cmd-one-worker", &[Key::Char('f')], &[Audit], 2),
    command(Cmd::Readers, "cmd-readers", &[Key::Char('a')], &[Case], 0),
    command(Cmd::LimitCase, "cmd-limit-case", &[Key::Char('l')], &[Case], 0),
    command(Cmd::Save, "cmd-save", &[Key::F(2), Key::Ctrl('o')], FORMS, 2),
    command(Cmd::OtherSide, "cmd-other-side", &[Key::Char(' ')], &[Merging], 1),
    command(Cmd::Save, "cmd-save", &[Key::F(2), Key::Ctrl('o')], &[Merging], 2),
    command(Cmd::Distress, "cmd-distress", &[Key::F(7), Key::Ctrl('d')], WITH_PERSON, 3),
    command(Cmd::Pause, "cmd-pause", &[Key::F(6), Key::Ctrl('t')], WITH_PERSON, 4),
    command(Cmd::Stop, "cmd-stop", &[Key::F(9), Key::Ctrl('r')], WITH_PERSON, 5),
    command(Cmd::Guidance, "cmd-guidance", &[Key::F(3), Key::Ctrl('g')], FORMS, 7),
    command(Cmd::Decline, "cmd-decline", &[Key::F(5), Key::Ctrl('n')], FORMS, 6),
    command(Cmd::Clear, "cmd-clear", &[Key::F(11), Key::Ctrl('x')], FORMS, 0),
    command(Cmd::NextStep, "cmd-next-step", &[Key::PageDown, Key::Ctrl('f')], &[Step, Question], 8),
    command(Cmd::PreviousStep, "cmd-previous-step", &[Key::PageUp, Key::Ctrl('v')], &[Step, Question], 0),
    command(Cmd::NextState, "cmd-next-state", &[Key::Char(' ')], &[Checklist, Table], 1),
    command(Cmd::Remark, "cmd-remark", &[Key::Char('e')], &[Checklist], 3),
    command(Cmd::AddRow, "cmd-add-row", &[Key::Char('+'), Key::Char('n')], &[Table], 4),
    command(Cmd::CloseRow, "cmd-close-row", &[Key::Char('x')], &[Table], 4),
    command(Cmd::RowUp, "cmd-row-up", &[Key::Char(',')], &[Table], 0),
    command(Cmd::RowDown, "cmd-row-down", &[Key::Char('.')], &[Table], 0),
    command(Cmd::RemoveRow, "cmd-remove-row", &[Key::Delete, Key::Char('r')], &[Table], 0),
    command(Cmd::TakeOver, "cmd-take-over", &[Key::Char('t')], &[Table], 3),
    command(Cmd::ToPlan, "cmd-to-plan", &[Key::Char('p')], &[Table], 2),
    command(Cmd::Source, "cmd-source", &[Key::Char('s')], &[Table], 5),
    command(Cmd::Resume, "cmd-resume", &[Key::Enter], &[Calm], 1),
    command(Cmd::EndHere, "cmd-end-here", &[Key::Char('e'), Key::F(9)], &[Calm], 2),
    command(Cmd::Suggest, "cmd-suggest", &[Key::F(2), Key::Ctrl('o')], &[Welcome, Enrol], 2),
    command(Cmd::Recover, "cmd-recover", &[Key::F(2), Key::Ctrl('o')], &[Locked], 2),
    command(Cmd::Bilingual, "cmd-bilingual", &[Key::F(10), Key::Ctrl('e')], FORMS, 0),
    command(Cmd::Language, "cmd-language", &[Key::F(4), Key::Ctrl('l')], &[], 9),
    command(Cmd::Back, "cmd-back", &[Key::Esc], &[], 10),
    command(Cmd::Palette, "cmd-palette", &[Key::Ctrl('p'), Key::Char(':')], &[], 0),
    command(Cmd::Help, "cmd-help", &[Key::F(1), Key::Char('?')], &[], 11),
    command(Cmd::Hide, "cmd-hide", &[Key::F(8), Key::Ctrl('y')], &[], 0),
    command(Cmd::Lock, "cmd-lock", &[Key::F(12), Key::Ctrl('k')], &[], 0),
    command(Cmd::Quit, "cmd-quit", &[Key::Ctrl('c')], &[], 0),
    command(Cmd::Quit, "cmd-quit", &[Key::Char('q')], &[Home], 12),
];

const fn command(
    id: Cmd,
    message: &'static str,
    keys: &'static [Key],
    places: &'static [Place],
    footer: u8,
) -> Command {
    Command { id, message, keys, places, footer }
}

/// Every place, for tests and the key reference.
pub const PLACES: &[Place] = &[
    Welcome,
    Locked,
    Home,
    Cases,
    Case,
    Records,
    Services,
    Sheet,
    Checklist,
    Step,
    Question,
    Table,
    Row,
    History,
    Reading,
    Comparing,
    Merging,
    Organisation,
    Enrol,
    Audit,
    Readers,
    Calm,
    OwnCare,
    Team,
    Calendar,
    Story,
    People,
    Search,
];

/// Whether a command can be reached at a place at all.
pub fn available(command: &Command, place: Place) -> bool {
    if command.places.is_empty() {
        return match place {
            // Before the vault is open there is nothing to hide or lock.
            Place::Welcome | Place::Locked => {
                matches!(command.id, Cmd::Language | Cmd::Back | Cmd::Help | Cmd::Palette | Cmd::Quit)
            }
            _ => true,
        };
    }
    command.places.contains(&place)
}

/// The commands of a place in table order.
pub fn at(place: Place) -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(move |command| available(command, place))
}

/// What matters at home, in the order of its last line. The language comes early: it is what a worker
/// who thinks in two languages needs most after the cases themselves.
const AT_HOME: &[Cmd] = &[
    Cmd::Open,
    Cmd::NewCase,
    Cmd::CaseList,
    Cmd::Language,
    Cmd::Discard,
    Cmd::Services,
    Cmd::Calendar,
    Cmd::Search,
    Cmd::Filter,
    Cmd::OwnCare,
    Cmd::ShowNames,
];

/// Where a command stands in the last line of a place, small numbers first; none where it does not.
pub fn rank(command: &Command, place: Place) -> Option<usize> {
    let own = AT_HOME.iter().position(|id| place == Place::Home && *id == command.id);
    let footer = usize::from(command.footer);
    own.or_else(|| (footer > 0).then_some(AT_HOME.len() + footer))
}

/// The command a key means at a place. While text is typed, letters are text and mean no command.
pub fn find(place: Place, key: Key, typing: bool) -> Option<Cmd> {
    if typing && matches!(key, Key::Char(_) | Key::Delete) {
        return None;
    }
    at(place).find(|command| command.keys.contains(&key)).map(|command| command.id)
}

/// The name of a key as the footer shows it; `space` is the localised name of the space bar.
pub fn key_name(key: Key, space: &str) -> String {
    match key {
        Key::Char(' ') => space.to_owned(),
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => format!("^{}", c.to_uppercase()),
        Key::F(n) => format!("F{n}"),
        Key::Enter => "Enter".to_owned(),
        Key::Esc => "Esc".to_owned(),
        Key::Tab => "Tab".to_owned(),
        Key::BackTab => "Shift+Tab".to_owned(),
        Key::Delete => "Del".to_owned(),
        Key::PageDown => "PgDn".to_owned(),
        Key::PageUp => "PgUp".to_owned(),
        other => format!("{other:?}"),
    }
}
