//! The story of a case: every saved version, every draft and every date to come, in one order of time.
//! Which kinds of records there are is data; what changed from one version to the next is worked out
//! here, once, and put into words where it is shown.

use crate::form::{Answers, Change, FieldType, Form, Library, Path, diff, diff_unknown};
use crate::record::{CaseStory, Due, Moment, Passage, Past, RecordId, Revision};

use super::process::RecordKind;
use super::{RiskMovement, compare_risk};

/// One thing that happened, or will.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// None: a step on the way of the case, which is written in no record.
    pub record: Option<RecordId>,
    /// Empty without a record.
    pub form: String,
    pub what: What,
}

/// What it was.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A date that still asks for something; it may have passed.
    Ahead(Box<Due>),
    /// Written and not saved, last at this moment.
    Draft(Moment),
    /// The case came into another phase or stage, was closed or opened again.
    Passed(Passage),
    /// A record was begun with its first version.
    Begun(Box<Revision>),
    /// A later version, with what is different in it.
    Revised(Box<Revision>, Difference),
}

/// What is different between two versions of a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    pub movements: Vec<RiskMovement>,
    pub changes: Vec<Change>,
}

/// Which way the story is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    NewestFirst,
    OldestFirst,
}

impl Order {
    /// The other way.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::NewestFirst => Self::OldestFirst,
            Self::OldestFirst => Self::NewestFirst,
        }
    }
}

impl Difference {
    /// What changed between two versions of a form's record. Answers whose form is not known are
    /// compared one by one.
    pub fn between(library: &Library, form: &str, older: &Answers, newer: &Answers) -> Self {
        let Some(form) = library.form(form) else {
            return Self { movements: Vec::new(), changes: diff_unknown(older, newer) };
        };
        let movements = compare_risk(&form, older, newer);
        let mut changes = diff(&form, older, newer);
        if !movements.is_empty() {
            // What rose and fell says it already.
            changes.retain(|change| !is_computed(&form, &change.path));
        }
        Self { movements, changes }
    }
}

fn is_computed(form: &Form, path: &Path) -> bool {
    let field = match path {
        Path::Field(id) => form.field(id),
        Path::Cell { table, column, .. } => form.field(table).and_then(|table| table.column(column)),
    };
    field.is_some_and(|field| field.kind == FieldType::Calculated)
}

impl Happening {
    /// The version it is about, if it is one.
    pub fn version(&self) -> Option<&Revision> {
        match &self.what {
            What::Begun(revision) | What::Revised(revision, _) => Some(revision),
            What::Ahead(_) | What::Draft(_) | What::Passed(_) => None,
        }
    }

    /// The same thing, whatever has come or gone around it.
    pub fn is_same(&self, other: &Self) -> bool {
        let number = |happening: &Self| happening.version().map(|revision| revision.revision);
        let due = |happening: &Self| match &happening.what {
            What::Ahead(due) => Some((due.path.clone(), due.date)),
            _ => None,
        };
        let passage = |happening: &Self| match &happening.what {
            What::Passed(passage) => Some(passage.clone()),
            _ => None,
        };
        self.record == other.record
            && passage(self) == passage(other)
            && number(self) == number(other)
            && due(self) == due(other)
    }

    /// When it happened; none for a date to come.
    pub fn moment(&self) -> Option<Moment> {
        match &self.what {
            What::Ahead(_) => None,
            What::Draft(at) => Some(*at),
            What::Passed(passage) => Some(passage.at),
            What::Begun(revision) | What::Revised(revision, _) => Some(revision.saved_at),
        }
    }
}

/// Everything of a case, dates to come first, then the newest first. The dates begin with the earliest:
/// that is the one to see to.
pub fn story(library: &Library, case: &CaseStory, dues: &[Due]) -> Vec<Happening> {
    let mut ahead: Vec<&Due> = dues.iter().collect();
    ahead.sort_by(|a, b| (a.date, a.record, &a.path).cmp(&(b.date, b.record, &b.path)));
    let ahead = ahead.into_iter().map(|due| Happening {
        record: Some(due.record),
        form: due.form.clone(),
        what: What::Ahead(Box::new(due.clone())),
    });
    let drafts = case.file.drafts.iter().map(|draft| Happening {
        record: Some(draft.record),
        form: draft.form.clone(),
        what: What::Draft(draft.saved_at),
    });
    let passages = case.file.passages.iter().map(|passage| Happening {
        record: None,
        form: String::new(),
        what: What::Passed(passage.clone()),
    });
    let versions = case.past.iter().flat_map(|past| versions(library, past));
    let mut past: Vec<Happening> = drafts.chain(versions).chain(passages.rev()).collect();
    let number = |happening: &Happening| happening.version().map_or(u32::MAX, |version| version.revision);
    // What a save brought the case to stands above the save.
    past.sort_by_key(|happening| {
        let passed = happening.record.is_none();
        std::cmp::Reverse((happening.moment(), passed, happening.record, number(happening)))
    });
    ahead.chain(past).collect()
}

fn versions<'a>(library: &'a Library, past: &'a Past) -> impl Iterator<Item = Happening> + 'a {
    let older = past.revisions.iter().skip(1).map(Some).chain([None]);
    past.revisions.iter().zip(older).map(|(revision, older)| {
        let version = Box::new(revision.clone());
        let what = match older {
            Some(older) => What::Revised(
                version,
                Difference::between(library, &past.form, &older.answers, &revision.answers),
            ),
            None => What::Begun(version),
        };
        Happening { record: Some(past.record), form: past.form.clone(), what }
    })
}

/// The part of a story that is of one kind (all of it when there is none), told in one of the two ways.
/// Told from the beginning, what is ahead comes last.
pub fn part<'a>(story: &'a [Happening], kind: Option<&RecordKind>, order: Order) -> Vec<&'a Happening> {
    let shown = |happening: &&Happening| match (kind, happening.record) {
        (None, _) => true,
        (Some(kind), None) => kind.passages,
        (Some(kind), Some(_)) => kind.forms.contains(&happening.form),
    };
    let (ahead, past): (Vec<&Happening>, Vec<&Happening>) =
        story.iter().filter(shown).partition(|happening| matches!(happening.what, What::Ahead(_)));
    match order {
        Order::NewestFirst => ahead.into_iter().chain(past).collect(),
        Order::OldestFirst => past.into_iter().rev().chain(ahead).collect(),
    }
}
