//! Effects: what `update` wants done outside the model, as values, and what comes back of them.
//! `Backend::perform` is the only place where the program touches the vault.

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;

use super::search::{Ask, Finder, Found, Index};
use crate::casework::directory::{SERVICE, attention};
use crate::casework::{Experiences, REFERRAL};
use crate::form::{Answers, FieldType, Library, Subject};
use crate::record::{
    CaseFile, CaseId, CaseLine, CaseStory, Draft, HomeData, Moment, Record, RecordId, Revision, Worker,
};
use crate::screen::self_care;
use crate::store::{
    self, KdfParams, NewVault, RecoveryCode, Rules, SaveRecord, Saved, Unlock, Vault, VaultError,
};
use crate::terminal::Now;

/// The setting that marks a vault of invented people.
pub const DEMO_SETTING: &str = "demo";

/// The worker's own setting that no moment for herself is offered, and its value when it is on.
const SILENCE: &str = "silence";
const ON: &str = "on";

/// How many words an offered passphrase has.
const SUGGESTED_WORDS: usize = 6;

/// Something to be done by the worker thread.
pub enum Effect {
    /// A passphrase of six words of a language's list.
    Suggest {
        words: Vec<&'static str>,
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
    /// Closes the vault; the keys leave memory.
    Close,
    LoadHome,
    LoadCases,
    /// The records of a form that belong to no case.
    LoadShelf(String),
    /// What referrals to each service have come to, over all cases.
    LoadExperience,
    /// All cases, and the records of the form in which time spent is written down.
    LoadWorkload {
        form: String,
    },
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
    LoadRevisions(RecordId),
    /// A case with every revision of its records.
    LoadStory(CaseId),
    /// Looks for words in everything that is written.
    Search(Box<Ask>),
    SetSetting {
        key: &'static str,
        value: String,
    },
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
        settings: Settings,
        notices: Vec<store::VaultNotice>,
    },
    Closed,
    Home(HomeData),
    Cases(Vec<CaseLine>),
    Shelf(Shelf),
    /// Counts alone: no case leaves the worker thread for them.
    Experience(Experiences),
    Workload {
        cases: Vec<CaseLine>,
        contacts: Vec<Record>,
    },
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

/// The side that owns the vault. Runs on the worker thread, or at once in tests.
pub struct Backend {
    pub directory: PathBuf,
    pub rules: Rules,
    pub kdf: KdfParams,
    pub library: Arc<Library>,
    pub vault: Option<Vault>,
    /// What a search looks at; gone with the vault.
    pub finder: Finder,
}

impl Backend {
    /// Does one effect and says what came of it.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Vec<Event> {
        let doing = effect.doing();
        match self.attempt(effect, now) {
            Ok(events) => events,
            Err(error) => {
                log::warn!("{doing:?} failed: {error}");
                vec![Event::Failed { doing, error }]
            }
        }
    }

    fn attempt(&mut self, effect: Effect, now: Now) -> Result<Vec<Event>, VaultError> {
        let today = now.local.date();
        match effect {
            Effect::Suggest { words } => {
                Ok(vec![Event::Suggested(store::generate_passphrase(SUGGESTED_WORDS, &words))])
            }
            Effect::NewRecovery => Ok(vec![Event::Recovery(Arc::new(RecoveryCode::generate()))]),
            Effect::Create { name, organisation, passphrase, recovery } => {
                let new = NewVault {
                    worker_name: &name,
                    organisation: organisation.as_deref(),
                    passphrase: &passphrase,
                    recovery: &recovery,
                    kdf: self.kdf,
                };
                let vault = Vault::create(&self.directory, &new, self.rules.clone(), now.utc)?;
                self.opened(vault, now)
            }
            Effect::Unlock(passphrase) => {
                let with = Unlock::Passphrase(&passphrase);
                let vault = Vault::open(&self.directory, with, self.rules.clone(), now.utc)?;
                self.opened(vault, now)
            }
            Effect::Recover { code, passphrase } => {
                let code = RecoveryCode::parse(&code).map_err(|_| VaultError::WrongPassphrase)?;
                let with = Unlock::Recovery(&code);
                let mut vault = Vault::open(&self.directory, with, self.rules.clone(), now.utc)?;
                vault.set_passphrase(&passphrase, self.kdf, now.utc)?;
                self.opened(vault, now)
            }
            Effect::Close => {
                self.finder = Finder::default();
                if let Some(vault) = self.vault.take() {
                    vault.close(now.utc)?;
                }
                Ok(vec![Event::Closed])
            }
            Effect::LoadHome => {
                let mut home = self.vault()?.home()?;
                // What is not about a case has its own place.
                let library = Arc::clone(&self.library);
                home.unfinished.retain(|draft| subject(&library, &draft.form) == Subject::Case);
                home.services = attention(&library, &self.vault()?.loose(SERVICE)?, now.local);
                // Whatever is wrong with what is private does not stand in the way of the work.
                home.moment_offered = self.offers_moment(now).unwrap_or_else(|error| {
                    log::warn!("no moment offered: {error}");
                    false
                });
                Ok(vec![Event::Home(home)])
            }
            Effect::LoadCases => Ok(vec![Event::Cases(self.vault()?.cases()?)]),
            Effect::LoadShelf(form) => {
                let (records, drafts) = self.vault()?.shelf(&form, now.utc)?;
                Ok(vec![Event::Shelf(Shelf { form, records, drafts })])
            }
            Effect::LoadExperience => {
                let referrals = self.vault()?.records_of(REFERRAL, now.utc)?;
                Ok(vec![Event::Experience(Experiences::count(&referrals))])
            }
            Effect::LoadWorkload { form } => {
                let (vault, now) = (self.vault()?, now.utc);
                let (cases, contacts) = (vault.cases()?, vault.records_of(&form, now)?);
                Ok(vec![Event::Workload { cases, contacts }])
            }
            Effect::LoadSilence => Ok(vec![Event::Silence { silenced: self.silenced()?, changed: false }]),
            Effect::SetSilence(silenced) => {
                let value = if silenced { ON } else { "" };
                self.vault()?.set_own_setting(SILENCE, value, now.utc)?;
                Ok(vec![Event::Silence { silenced, changed: true }])
            }
            Effect::OpenCase(id) => Ok(vec![Event::Case(Box::new(self.vault()?.open_case(id, now.utc)?))]),
            Effect::OpenForm(target) => Ok(vec![Event::Form(Box::new(self.open_form(target, now)?))]),
            Effect::OpenFilled(target, given) => {
                let mut load = self.open_form(target, now)?;
                load.given = Some(*given);
                Ok(vec![Event::Form(Box::new(load))])
            }
            Effect::KeepDraft(draft) => {
                self.vault()?.put_draft(&draft)?;
                self.finder.changed(draft.record);
                Ok(vec![Event::DraftKept { record: draft.record, at: draft.saved_at }])
            }
            Effect::BeginDraft(mut draft) => {
                draft.record = store::new_record_id(now.utc);
                self.vault()?.put_draft(&draft)?;
                Ok(Vec::new())
            }
            Effect::DiscardDraft(record) => {
                self.vault()?.discard_draft(record, now.utc)?;
                self.finder.changed(record);
                Ok(vec![Event::DraftGone(record)])
            }
            Effect::Save(save) => {
                let subject = subject(&self.library, &save.form);
                let saved = self.vault()?.save_of(subject, &save, now.utc, today)?;
                self.finder.changed(save.record);
                Ok(vec![Event::Saved { record: save.record, saved }])
            }
            Effect::LoadRevisions(record) => {
                let revisions = self.vault()?.revisions(record, now.utc)?;
                Ok(vec![Event::Revisions { record, revisions }])
            }
            Effect::LoadStory(case) => Ok(vec![Event::Story(Box::new(self.vault()?.story(case, now.utc)?))]),
            Effect::Search(ask) => Ok(vec![Event::Found(Box::new(self.search(&ask, now)?))]),
            Effect::SetSetting { key, value } => {
                self.vault()?.set_setting(key, &value, now.utc)?;
                Ok(Vec::new())
            }
        }
    }

    fn silenced(&mut self) -> Result<bool, VaultError> {
        Ok(self.vault()?.own_setting(SILENCE)?.as_deref() == Some(ON))
    }

    fn offers_moment(&mut self, now: Now) -> Result<bool, VaultError> {
        let (last, since) = self.vault()?.own_times()?;
        Ok(self_care::offer(now.utc, last, since, self.silenced()?))
    }

    fn vault(&mut self) -> Result<&mut Vault, VaultError> {
        self.vault.as_mut().ok_or(VaultError::Missing)
    }

    fn opened(&mut self, mut vault: Vault, now: Now) -> Result<Vec<Event>, VaultError> {
        // Lists as they were are better than no way in.
        if let Err(error) = vault.refresh_if_changed(now.local.date(), now.utc) {
            log::warn!("the headers of cases were not computed anew: {error}");
        }
        let settings = Settings {
            language: vault.setting("language")?,
            second_language: vault.setting("second_language")?,
            demo: vault.setting(DEMO_SETTING)?.is_some(),
            idle_minutes: vault.setting("idle_minutes")?.and_then(|text| text.parse().ok()),
        };
        let worker = vault.worker().clone();
        let notices = vault.notices().to_vec();
        self.vault = Some(vault);
        Ok(vec![Event::Opened { worker, settings, notices }])
    }

    /// Searches in a folded copy of everything, which is made at the first search of a session.
    fn search(&mut self, ask: &Ask, now: Now) -> Result<Found, VaultError> {
        let library = Arc::clone(&self.library);
        if !self.finder.ready(&ask.locale) {
            let all = self.vault()?.everything(now.utc)?;
            self.finder.put(Index::new(&library, &ask.locale, &all));
        }
        for id in self.finder.take_changed() {
            let (saved, draft) = self.vault()?.just_written(id)?;
            let case = saved.as_ref().and_then(|saved| saved.case);
            let unknown = |index: &mut Index| case.is_some_and(|case| !index.knows(case));
            let cases =
                if self.finder.index().is_some_and(unknown) { Some(self.vault()?.cases()?) } else { None };
            let Some(index) = self.finder.index() else { continue };
            if let Some(cases) = cases {
                index.number(&cases);
            }
            index.put(&library, &ask.locale, id, saved.as_ref(), draft.as_ref());
        }
        let found = self.finder.index().map(|index| index.search(ask));
        found.ok_or(VaultError::Missing)
    }

    fn open_form(&mut self, target: FormTarget, now: Now) -> Result<FormLoad, VaultError> {
        let mut load = self.read_form(target, now)?;
        if self.library.form(&load.form).is_some_and(|form| form.asks_for(FieldType::Service)) {
            load.services = self.vault()?.shelf(SERVICE, now.utc)?.0;
        }
        Ok(load)
    }

    fn read_form(&mut self, target: FormTarget, now: Now) -> Result<FormLoad, VaultError> {
        let asked = target.clone();
        match target {
            FormTarget::NewCase => Ok(FormLoad::new(asked, store::new_record_id(now.utc), "intake")),
            FormTarget::Free { form } => Ok(FormLoad::new(asked, store::new_record_id(now.utc), &form)),
            FormTarget::New { case, form, override_reason } => {
                let file = self.vault()?.open_case(case, now.utc)?;
                let mut load = FormLoad::new(asked, store::new_record_id(now.utc), &form);
                load.override_reason = override_reason;
                load.file = Some(file);
                Ok(load)
            }
            FormTarget::Record { record, case } => {
                let draft = self.vault()?.draft(record)?;
                let case = draft.as_ref().and_then(|draft| draft.case).or(case);
                let saved = match self.vault()?.record(record, now.utc) {
                    Ok(saved) => Some(saved),
                    // A draft of a record that was never saved.
                    Err(_) if draft.is_some() => None,
                    Err(error) => return Err(error),
                };
                let case = case.or(saved.as_ref().and_then(|saved| saved.case));
                let file = match case {
                    Some(case) => Some(self.vault()?.open_case(case, now.utc)?),
                    None => None,
                };
                let form = draft.as_ref().map(|draft| draft.form.clone());
                let form =
                    form.or(saved.as_ref().map(|saved| saved.form.clone())).ok_or(VaultError::Missing)?;
                let base = draft.as_ref().map(|draft| draft.base);
                let base = base.or(saved.as_ref().map(|saved| saved.revision)).unwrap_or(0);
                let target = asked;
                Ok(FormLoad { base, draft, saved, file, ..FormLoad::new(target, record, &form) })
            }
        }
    }
}

/// Whom a form is about; one that is not known here about a case, as its records were.
fn subject(library: &Library, form: &str) -> Subject {
    library.form(form).map_or(Subject::Case, |form| form.subject)
}

impl FormLoad {
    fn new(target: FormTarget, record: RecordId, form: &str) -> Self {
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
    fn doing(&self) -> Doing {
        match self {
            Self::Create { .. } => Doing::Create,
            Self::Unlock(_) => Doing::Unlock,
            Self::Recover { .. } => Doing::Recover,
            Self::Close => Doing::Close,
            Self::KeepDraft(_) | Self::BeginDraft(_) => Doing::KeepDraft,
            Self::Save(_) | Self::DiscardDraft(_) => Doing::Save,
            _ => Doing::Read,
        }
    }
}
