//! The process as the program knows it after reading `forms/process.toml`: checked, its conditions
//! parsed, without words.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::built_in;
use crate::form::expr::Condition;
use crate::form::{Diagnostic, Library, Path};
use crate::record::Due;

use super::agenda::{self, Agenda, Agendas, Standing};
use super::consent::{ConsentRules, Share};
use super::read;
use super::roles::Role;
use super::workload::WorkloadRules;

/// The process that the program brings along.
const EMBEDDED_FILE: &str = "forms/process.toml";

/// Phases, stages, steps, gates and what comes next, all in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Process {
    pub(super) facts: Vec<Fact>,
    pub(super) phases: Vec<Phase>,
    pub(super) loops: Vec<Loop>,
    pub(super) stages: Vec<Stage>,
    pub(super) steps: Vec<Step>,
    pub(super) gates: Vec<Gate>,
    pub(super) next: Vec<Next>,
    pub(super) makes: Vec<Make>,
    /// When a case is closed.
    pub(super) closed: Option<Condition>,
    pub(super) agendas: Agendas,
    pub(super) kinds: Vec<RecordKind>,
    pub(super) network: Vec<NetworkSource>,
    /// What a closed case still reminds of: forms with all their dates, or names of dates.
    pub(super) closed_dates: Vec<String>,
    /// The stage that the worker set, if one was.
    pub(super) stage_set: Option<Condition>,
    pub(super) again: Option<Again>,
    /// Dates, `form.field`, that ask only until a newer record of their form was begun.
    pub(super) until_next: Vec<String>,
    /// Dates that are met by a record of the same form of that day or later: with the field of its day.
    pub(super) met: Vec<(String, String)>,
    /// Dates of rows, `form.table.column`, that ask only until the row was taken over elsewhere.
    pub(super) until_taken: Vec<String>,
    pub(super) header: HeaderRules,
    pub(super) consent: Option<ConsentRules>,
    pub(super) shares: Vec<Share>,
    pub(super) roles: Vec<Role>,
    pub(super) workload: WorkloadRules,
}

/// Something that several conditions ask for; `${fact.<id>}` in those below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub id: String,
    pub when: Condition,
}

/// What brings a case back to an earlier phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Loop {
    pub form: String,
    /// Asked of each record of the form.
    pub when: Condition,
    /// The phase that the case goes back to.
    pub to: String,
    /// The field with the day on which it happened, `form.field`.
    pub on: Option<String>,
}

/// Records that the save of another one makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Make {
    /// The form whose record makes them.
    pub after: String,
    pub form: String,
    pub when: Condition,
    /// They are no longer asked for when this holds of what was saved since the case last went back.
    pub unless: Option<Condition>,
    /// The day from which is counted, how many months lie between two, and how many there are.
    pub start: Condition,
    pub months: Condition,
    pub count: Condition,
    /// The fields that are filled.
    pub set: Vec<(String, Condition)>,
}

/// What has to be looked at again in every step.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// A record of one of these is such a look.
    pub forms: Vec<String>,
}

/// How far a case has come; its name is the message `phase-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    pub id: String,
    /// The case is in the furthest phase whose condition holds.
    pub reached: Condition,
}

/// How intensive the support is; its name is the message `stage-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    pub id: String,
    /// The case is in the furthest stage whose condition holds.
    pub reached: Condition,
}

/// A step of the work; its name is the message `step-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub id: String,
    pub phase: String,
    /// The forms in which it is done.
    pub forms: Vec<String>,
    /// Those of them that belong to any time: with them the step is not entered.
    pub any_time: Vec<String>,
    /// When this case does not need the step, nothing asks for it. None: always needed.
    pub needed: Option<Condition>,
    pub done: Condition,
}

/// What comes before a form; its words are the message `gate-<form>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    pub form: String,
    pub open_when: Condition,
    /// The form whose answers open it.
    pub goto: String,
}

/// One candidate for the next step.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    pub when: Condition,
    /// None: the form whose date passed first.
    pub form: Option<String>,
    /// Goes on with the last record instead of beginning a new one.
    pub go_on: bool,
    /// Goes on with the record whose date comes first.
    pub due: bool,
    /// Nothing has to be done: it is said as it is, not as the next thing to do.
    pub calm: bool,
    /// The first required field that is still open has the focus.
    pub missing: bool,
    /// The field that has the focus then.
    pub at: Option<String>,
    /// Id of the message.
    pub message: String,
    /// What `$n` is in the message.
    pub count: Option<Condition>,
}

/// Records that are looked at together in the story of a case; its name is the message `kind-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordKind {
    pub id: String,
    pub forms: Vec<String>,
    /// `form.field`: the answers that say most of a record in a few words.
    pub telling: Vec<String>,
    /// Phases, stages, closing and reopening belong to it.
    pub passages: bool,
}

/// Where people or organisations around a person are recorded: columns of a table, or fields of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkSource {
    pub side: Side,
    pub form: String,
    pub table: Option<String>,
    pub name: String,
    pub kind: Option<String>,
    pub tie: Option<String>,
    pub gives: Option<String>,
    pub takes: Option<String>,
    /// A row without a name asks for somebody; this column says for what.
    pub need: Option<String>,
    /// Only what is in one of these states counts; empty: everything.
    pub state: Option<String>,
    pub states: Vec<String>,
}

/// Where somebody stands on the map of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    People,
    Organisations,
}

/// How a case is named, found and marked in lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HeaderRules {
    pub name: Option<Condition>,
    pub risk: Option<Condition>,
    pub consent: Option<Condition>,
    /// The name of the central case manager.
    pub manager: Option<Condition>,
    /// The fields of one form, `form.field`, that say how the person may safely be reached.
    pub safe_contact: Vec<String>,
    /// `form.field` or `form.table.column`.
    pub searchable: Vec<String>,
}

impl Step {
    /// Whether a record of this form means that the step was entered.
    pub(super) fn is_entered_with(&self, form: &String) -> bool {
        self.forms.contains(form) && !self.any_time.contains(form)
    }
}

impl Process {
    /// The process that the program brings along, over forms that it was checked with: no form is read,
    /// so that a start takes no longer with many forms than with few.
    pub fn unchecked(library: &Arc<Library>) -> Self {
        read::read(&Self::source(), EMBEDDED_FILE, library, false).0
    }

    /// The process that the program brings along, and what is wrong with it for this library.
    pub fn embedded(library: &Arc<Library>) -> (Self, Vec<Diagnostic>) {
        Self::from_text(&Self::source(), EMBEDDED_FILE, library)
    }

    /// Reads a process. What is wrong is left out and named with its place in `file`.
    pub fn from_text(text: &str, file: &str, library: &Arc<Library>) -> (Self, Vec<Diagnostic>) {
        read::read(text, file, library, true)
    }

    /// The text of the process that the program brings along.
    pub fn source() -> String {
        built_in::file(EMBEDDED_FILE).map(built_in::File::text).unwrap_or_default()
    }

    /// What brings a case back to an earlier phase.
    pub fn loops(&self) -> &[Loop] {
        &self.loops
    }

    /// All phases, the earliest first.
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// The stages of intensity, the most intensive first.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// All steps in their order; the number of a step is its place from 1.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What a case weighs, and where hours are written down.
    pub fn workload(&self) -> &WorkloadRules {
        &self.workload
    }

    /// What comes before which form.
    pub fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// How a consent is read.
    pub fn consent(&self) -> Option<&ConsentRules> {
        self.consent.as_ref()
    }

    /// The ways by which something leaves a case.
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// Whether a date is asked for although its case is closed.
    pub(super) fn asks_when_closed(&self, due: &Due) -> bool {
        let name = agenda::name(&due.form, &due.path);
        self.closed_dates.iter().any(|known| *known == due.form || *known == name)
    }

    /// Whether a date asks only until a newer record of its form was begun.
    /// The field whose day in a newer record meets this date.
    pub(super) fn met_by(&self, form: &str, path: &Path) -> Option<&str> {
        let name = agenda::name(form, path);
        self.met.iter().find(|(date, _)| *date == name).map(|(_, by)| by.as_str())
    }

    pub(super) fn is_until_next(&self, form: &str, path: &Path) -> bool {
        let name = agenda::name(form, path);
        self.until_next.contains(&name)
    }

    /// Whether a date asks only until its row was taken over into another form.
    pub(super) fn is_until_taken(&self, form: &str, path: &Path) -> bool {
        self.until_taken.contains(&agenda::name(form, path))
    }

    /// Whether a date is the last day of a consent.
    pub(super) fn is_end_of_consent(&self, form: &str, path: &Path) -> bool {
        let is_end = |rules: &ConsentRules| rules.form == form && *path == Path::field(&rules.until);
        self.consent.as_ref().is_some_and(is_end)
    }

    /// Whether what a date asks for is done in a new record of the same form: the next monitoring, the
    /// consent that is asked for again.
    pub fn is_done_anew(&self, form: &str, path: &Path) -> bool {
        self.is_until_next(form, path) || self.is_end_of_consent(form, path)
    }

    /// The kinds of records, by which a story is told in part.
    pub fn kinds(&self) -> &[RecordKind] {
        &self.kinds
    }

    /// Where the people and organisations of a case are recorded, the first to be asked first.
    pub fn network(&self) -> &[NetworkSource] {
        &self.network
    }

    /// The fields whose answers say most of a record of this form, in the order of the process.
    pub fn telling<'a>(&'a self, form: &'a str) -> impl Iterator<Item = &'a str> {
        let all = self.kinds.iter().flat_map(|kind| &kind.telling);
        all.filter_map(move |name| name.split_once('.').filter(|(of, _)| *of == form)).map(|(_, field)| field)
    }

    /// The candidates for the next step, the first that holds wins.
    pub fn next(&self) -> &[Next] {
        &self.next
    }

    /// The fields that say how the person may safely be reached, `form.field`, the most needed first.
    pub fn safe_contact(&self) -> &[String] {
        &self.header.safe_contact
    }

    /// The sections of home beside what is late and today's, in their order.
    pub fn agendas(&self) -> &[Agenda] {
        &self.agendas.list
    }

    /// Where a date stands at home on a day.
    pub fn standing(&self, due: &Due, today: NaiveDate) -> Standing {
        self.agendas.standing(due, today)
    }

    /// Whether somebody speaks with the person on this date, so that the rules of safe contact stand
    /// beside it.
    pub fn is_with_person(&self, form: &str, path: &Path) -> bool {
        self.agendas.with_person.contains(&agenda::name(form, path))
    }
}
