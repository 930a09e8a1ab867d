//! Effects: what `update` wants done outside the model, as values, and what comes back of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use secrecy::SecretString;

use super::search::{Ask, Found};
use crate::casework::{Experiences, Workload, WorkloadRules};
use crate::form::Answers;
use crate::record::{
    CaseAsk, CaseFile, CaseId, CasePage, CaseStory, Draft, HomeAsk, HomeData, Moment, MonthAsk, MonthData,
    Record, RecordId, Revision, Right, Turn, Worker, WorkerId, WorkerLine,
};
use crate::store::{self, AuditAsk, AuditPage, Readers, RecoveryCode, SaveRecord, Saved, VaultError};

/// The setting that marks a vault of invented people.
pub const DEMO_SETTING: &str = "demo";

/// Something to be done by the worker thread.
pub enum Effect {
    /// A passphrase of six words of a language's list.
    Suggest {
        words: Vec<String>,
    },
    /// A fresh recovery code.
    NewRecovery,
    /// Makes the vault of a first start.
    Create {
        name: String,
        organisation: Option<String>,
        passphrase: SecretString,
        recovery: Arc<RecoveryCode>,
    },
    Unlock(SecretString),
    /// Opens with the recovery code and sets a new passphrase.
    Recover {
        code: String,
        passphrase: SecretString,
    },
    /// Goes on bringing up to date what lists know of the cases.
    Renew,
    /// Closes the vault; the keys leave memory.
    Close,
    LoadHome(Box<HomeAsk>),
    /// How much is due on the days of a month, and what on one of them.
    LoadMonth(Box<MonthAsk>),
    /// Some rows of the list of cases.
    LoadCases(Box<CaseAsk>),
    /// The records of a form that belong to no case.
    LoadShelf(String),
    /// What referrals to each service have come to, over all cases.
    LoadExperience,
    /// What each worker carries, by these rules.
    LoadWorkload(Box<WorkloadRules>),
    /// Whether this worker wants no moment offered; kept where nobody else reads it.
    LoadSilence,
    SetSilence(bool),
    OpenCase(CaseId),
    OpenForm(FormTarget),
    /// A new record that begins with these answers.
    OpenFilled(FormTarget, Box<Answers>),
    KeepDraft(Box<Draft>),
    /// A first draft of a new record, which is given its id.
    BeginDraft(Box<Draft>),
    DiscardDraft(RecordId),
    Save(Box<SaveRecord>),
    /// Saves what was chosen between two versions; under it the answers as they were written here.
    SaveOver(Box<SaveRecord>, Box<Answers>),
    LoadRevisions(RecordId),
    /// A case with every revision of its records.
    LoadStory(CaseId),
    /// Looks for words in everything that is written.
    Search(Box<Ask>),
    /// Whether this is the passphrase of the worker who is here.
    Prove(SecretString),
    SetPassphrase(SecretString),
    SetRecovery(Arc<RecoveryCode>),
    LoadWorkers,
    AddWorker {
        name: String,
        roles: Vec<String>,
        passphrase: SecretString,
        recovery: Arc<RecoveryCode>,
    },
    SetRoles {
        worker: WorkerId,
        roles: Vec<String>,
    },
    RemoveWorker(WorkerId),
    /// To whom a case is limited, with everybody there is.
    LoadAccess(CaseId),
    SetAccess {
        case: CaseId,
        to: Vec<WorkerId>,
    },
    /// A page of the audit chain.
    LoadAudit(Box<AuditAsk>),
    /// Who has opened a case.
    LoadReaders(CaseId),
    SetSetting {
        key: &'static str,
        value: String,
    },
}

impl Effect {
    /// What comes of it may change what a move of the focus shows, so that its frame waits a moment for it. A
    /// draft that is kept changes nothing. Neither do rows that are read ahead of the focus, and where the
    /// focus has to wait for such rows there is nothing to draw before they come.
    pub fn is_awaited(&self) -> bool {
        match self {
            Self::KeepDraft(_) | Self::BeginDraft(_) => false,
            Self::LoadCases(ask) => !matches!(ask.turn, Turn::After(_) | Turn::Before(_)),
            _ => true,
        }
    }
}

/// Which record a form screen opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormTarget {
    /// A first `intake`: the case does not exist yet.
    NewCase,
    /// A new record of a form that is not about a case: an entry of the directory of services.
    Free { form: String },
    /// A new record of a form in a case, with the reason when its gate was shut.
    New { case: CaseId, form: String, override_reason: Option<String> },
    /// The record that follows one whose date is done anew: what was begun of it, or a new one.
    After { case: CaseId, record: RecordId },
    /// A record or its draft.
    Record { record: RecordId, case: Option<CaseId> },
}

/// What a form screen needs to begin.
pub struct FormLoad {
    /// What was asked for.
    pub target: FormTarget,
    pub record: RecordId,
    pub form: String,
    pub base: u32,
    /// What was typed before, or what was saved last; none for a new record.
    pub draft: Option<Draft>,
    pub saved: Option<Record>,
    pub override_reason: Option<String>,
    /// What a new record begins with.
    pub given: Option<Answers>,
    /// The case around it, for gates, people and rows to take over.
    pub file: Option<CaseFile>,
    /// The directory of services, when the form asks for one.
    pub services: Vec<Record>,
}

/// The records of a form that belong to no case, newest first, with the worker's drafts of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelf {
    pub form: String,
    pub records: Vec<Record>,
    pub drafts: Vec<Draft>,
}

/// What came back.
pub enum Event {
    Suggested(SecretString),
    Recovery(Arc<RecoveryCode>),
    Opened {
        worker: Worker,
        rights: BTreeSet<Right>,
        settings: Settings,
        notices: Vec<store::VaultNotice>,
    },
    /// The vault is open, and what lists know of its cases is still being brought up to date.
    Renewing(store::Renewing),
    Closed,
    Home(Box<HomeData>),
    Month(Box<MonthData>),
    Cases(Box<CasePage>),
    Shelf(Shelf),
    /// Counts alone: no case leaves the worker thread for them.
    Experience(Experiences),
    Workload(Vec<Workload>),
    Silence {
        silenced: bool,
        changed: bool,
    },
    Case(Box<CaseFile>),
    Form(Box<FormLoad>),
    DraftKept {
        record: RecordId,
        at: Moment,
    },
    DraftGone(RecordId),
    Saved {
        record: RecordId,
        saved: Saved,
    },
    Revisions {
        record: RecordId,
        revisions: Vec<Revision>,
    },
    Failed {
        doing: Doing,
        error: VaultError,
    },
    Story(Box<CaseStory>),
    Found(Box<Found>),
    Proved,
    /// A way in was changed, or who has one.
    WayIn(WayIn),
    Workers(Vec<WorkerLine>),
    Access {
        case: CaseId,
        to: Vec<WorkerId>,
        workers: Vec<WorkerLine>,
    },
    Audit(Box<AuditPage>),
    Readers {
        case: CaseId,
        readers: Readers,
    },
    /// What the worker may do, or which cases she sees, was changed: she has these rights now.
    Rights(BTreeSet<Right>),
    /// Other sessions have saved these records.
    Elsewhere(BTreeSet<RecordId>),
}

/// What was changed about who can open the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayIn {
    Passphrase,
    Recovery,
    WorkerAdded,
    WorkerRemoved,
    Roles,
    /// Who sees a case.
    Access,
}

impl WayIn {
    /// The message that says so.
    pub fn message(self) -> &'static str {
        match self {
            Self::Passphrase => "notice-passphrase-changed",
            Self::Recovery => "notice-recovery-changed",
            Self::WorkerAdded => "notice-worker-added",
            Self::WorkerRemoved => "notice-worker-removed",
            Self::Roles => "notice-roles-changed",
            Self::Access => "notice-access-changed",
        }
    }
}

/// What was being done when something failed; decides what the notice says to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Create,
    Unlock,
    Recover,
    Read,
    KeepDraft,
    Save,
    Close,
    /// Something about who can open the vault.
    WayIn,
}

/// What a worker chose, kept in the vault.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    pub language: Option<String>,
    pub second_language: Option<String>,
    pub idle_minutes: Option<u32>,
    /// The people of this vault are invented.
    pub demo: bool,
}

impl FormLoad {
    pub(super) fn new(target: FormTarget, record: RecordId, form: &str) -> Self {
        Self {
            target,
            record,
            form: form.to_owned(),
            base: 0,
            draft: None,
            saved: None,
            override_reason: None,
            given: None,
            file: None,
            services: Vec::new(),
        }
    }
}

impl Effect {
    pub(super) fn doing(&self) -> Doing {
        match self {
            Self::Create { .. } => Doing::Create,
            Self::Unlock(_) => Doing::Unlock,
            Self::Recover { .. } => Doing::Recover,
            Self::Close => Doing::Close,
            Self::Prove(_)
            | Self::SetPassphrase(_)
            | Self::SetRecovery(_)
            | Self::AddWorker { .. }
            | Self::SetRoles { .. }
            | Self::RemoveWorker(_)
            | Self::SetAccess { .. } => Doing::WayIn,
            Self::KeepDraft(_) | Self::BeginDraft(_) => Doing::KeepDraft,
            Self::Save(_) | Self::SaveOver(..) | Self::DiscardDraft(_) => Doing::Save,
            _ => Doing::Read,
        }
    }
}
