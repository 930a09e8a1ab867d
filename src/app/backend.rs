//! The side that owns the vault: does effects, and says what came of them. `Backend::perform` is the only
//! place where the program touches the vault while the screen is open.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::DateTime;

use super::effect::{DEMO_SETTING, Effect, Event, FormLoad, FormTarget, Settings, Shelf, WayIn};
use super::search::{self, Ask, Found};
use crate::casework::directory::{SERVICE, attention};
use crate::casework::{Counting, REFERRAL, WorkloadRules, workloads};
use crate::form::{Answers, FieldType, Library, Subject};
use crate::record::{BackupDue, CaseId};
use crate::screen::home::backup::{self, BACKUP_LATER};
use crate::screen::self_care;
use crate::store::{
    self, KdfParams, NewVault, NewWorker, RecoveryCode, Rules, SaveRecord, Unlock, Vault, VaultError,
};
use crate::terminal::Now;

/// The worker's own setting that no moment for herself is offered, and its value when it is on.
const SILENCE: &str = "silence";
const ON: &str = "on";

/// How many words an offered passphrase has.
const SUGGESTED_WORDS: usize = 6;

/// The side that owns the vault. Runs on the worker thread, or at once in tests.
pub struct Backend {
    pub directory: PathBuf,
    pub rules: Rules,
    /// What a new secret costs to guess; only asked for when there is one, since it is measured.
    pub kdf: fn() -> KdfParams,
    pub library: Arc<Library>,
    pub vault: Option<Vault>,
    /// In what was searched since the vault was opened: in one case, or (None) in all of them.
    pub searched: BTreeSet<Option<CaseId>>,
    /// Whoever was here has left: an opening is not worth finishing.
    pub left: Arc<AtomicBool>,
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

    /// Whether other sessions have saved something since the last look.
    pub fn look(&mut self) -> Vec<Event> {
        let Some(vault) = &self.vault else { return Vec::new() };
        let mut events = Vec::new();
        match vault.sight_changed().and_then(|rights| Ok((rights, vault.saved_elsewhere()?))) {
            Ok((rights, records)) => {
                events.extend(rights.map(Event::Rights));
                events.extend((!records.is_empty()).then_some(Event::Elsewhere(records)));
            }
            Err(error) => log::warn!("other sessions were not looked at: {error}"),
        }
        events
    }

    fn open(&self, with: Unlock, now: Now) -> Result<Vault, VaultError> {
        Vault::open_until(&self.directory, with, self.rules.clone(), now.utc, &self.left)
    }

    fn attempt(&mut self, effect: Effect, now: Now) -> Result<Vec<Event>, VaultError> {
        match effect {
            Effect::Suggest { words } => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                Ok(vec![Event::Suggested(store::generate_passphrase(SUGGESTED_WORDS, &words))])
            }
            Effect::NewRecovery => Ok(vec![Event::Recovery(Arc::new(RecoveryCode::generate()))]),
            Effect::Create { name, organisation, passphrase, recovery } => {
                let new = NewVault {
                    worker_name: &name,
                    organisation: organisation.as_deref(),
                    passphrase: &passphrase,
                    recovery: &recovery,
                    kdf: (self.kdf)(),
                };
                let vault = Vault::create(&self.directory, &new, self.rules.clone(), now.utc)?;
                self.opened(vault, now)
            }
            Effect::Unlock(passphrase) => {
                let with = Unlock::Passphrase(&passphrase);
                let vault = self.open(with, now)?;
                self.opened(vault, now)
            }
            Effect::Recover { code, passphrase } => {
                let code = RecoveryCode::parse(&code).map_err(|_| VaultError::WrongPassphrase)?;
                let with = Unlock::Recovery(&code);
                let mut vault = self.open(with, now)?;
                vault.set_passphrase(&passphrase, (self.kdf)(), now.utc)?;
                self.opened(vault, now)
            }
            Effect::Renew => self.renew(now),
            Effect::Close => {
                self.searched.clear();
                if let Some(vault) = self.vault.take() {
                    vault.close(now.utc)?;
                }
                Ok(vec![Event::Closed])
            }
            Effect::LoadMonth(ask) => Ok(vec![Event::Month(Box::new(self.vault()?.month(&ask)?))]),
            Effect::LoadHome(ask) => {
                let mut home = self.vault()?.home(&ask)?;
                // What is not about a case has its own place.
                let library = Arc::clone(&self.library);
                home.unfinished.retain(|draft| subject(&library, &draft.form) == Subject::Case);
                home.services = attention(&library, &self.vault()?.loose(SERVICE)?, now.local);
                // Whatever is wrong with what is private does not stand in the way of the work.
                home.moment_offered = self.offers_moment(now).unwrap_or_else(|error| {
                    log::warn!("no moment offered: {error}");
                    false
                });
                home.backup_due = self.backup_due(now)?;
                Ok(vec![Event::Home(Box::new(home))])
            }
            Effect::LoadCases(ask) => Ok(vec![Event::Cases(Box::new(self.vault()?.case_page(&ask)?))]),
            Effect::LoadShelf(form) => {
                let (records, drafts) = self.vault()?.shelf(&form, now.utc)?;
                Ok(vec![Event::Shelf(Shelf { form, records, drafts })])
            }
            Effect::LoadExperience => {
                let mut counting = Counting::default();
                self.vault()?.each_of(REFERRAL, now.utc, &mut |referral| counting.add(&referral))?;
                Ok(vec![Event::Experience(counting.finish())])
            }
            Effect::LoadWorkload(rules) => {
                let local = now.utc.with_timezone(&now.offset);
                let since = WorkloadRules::since(local.date_naive());
                let (open, spent) = self.vault()?.carried(&rules.form, since, now.utc)?;
                Ok(vec![Event::Workload(workloads(&rules, &open, &spent, local))])
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
                Ok(vec![Event::DraftKept { record: draft.record, at: draft.saved_at }])
            }
            Effect::BeginDraft(mut draft) => {
                draft.record = store::new_record_id(now.utc);
                self.vault()?.put_draft(&draft)?;
                Ok(Vec::new())
            }
            Effect::DiscardDraft(record) => {
                self.vault()?.discard_draft(record, now.utc)?;
                Ok(vec![Event::DraftGone(record)])
            }
            Effect::Save(save) => self.save(&save, None, now),
            Effect::SaveOver(save, under) => self.save(&save, Some(&under), now),
            Effect::LoadRevisions(record) => {
                let revisions = self.vault()?.revisions(record, now.utc)?;
                Ok(vec![Event::Revisions { record, revisions }])
            }
            Effect::LoadStory(case) => Ok(vec![Event::Story(Box::new(self.vault()?.story(case, now.utc)?))]),
            Effect::Search(ask) => Ok(vec![Event::Found(Box::new(self.search(&ask, now)?))]),
            Effect::Prove(passphrase) => {
                self.vault()?.prove(&passphrase)?;
                Ok(vec![Event::Proved])
            }
            Effect::SetPassphrase(passphrase) => {
                let kdf = (self.kdf)();
                self.vault()?.set_passphrase(&passphrase, kdf, now.utc)?;
                Ok(vec![Event::WayIn(WayIn::Passphrase)])
            }
            Effect::SetRecovery(code) => {
                let kdf = (self.kdf)();
                self.vault()?.set_recovery(&code, kdf, now.utc)?;
                Ok(vec![Event::WayIn(WayIn::Recovery)])
            }
            Effect::LoadWorkers => Ok(vec![Event::Workers(self.vault()?.workers()?)]),
            Effect::AddWorker { name, roles, passphrase, recovery } => {
                let kdf = (self.kdf)();
                let new = NewWorker {
                    name: &name,
                    roles: &roles,
                    passphrase: &passphrase,
                    recovery: &recovery,
                    kdf,
                };
                self.vault()?.add_worker(&new, now.utc)?;
                self.way_in(WayIn::WorkerAdded)
            }
            Effect::SetRoles { worker, roles } => {
                self.vault()?.set_roles(worker, &roles, now.utc)?;
                self.way_in(WayIn::Roles)
            }
            Effect::RemoveWorker(worker) => {
                self.vault()?.remove_worker(worker, now.utc)?;
                self.way_in(WayIn::WorkerRemoved)
            }
            Effect::LoadAccess(case) => {
                let (to, workers) = (self.vault()?.access(case)?, self.vault()?.workers()?);
                Ok(vec![Event::Access { case, to, workers }])
            }
            Effect::SetAccess { case, to } => {
                self.vault()?.set_access(case, &to, now.utc)?;
                Ok(vec![Event::WayIn(WayIn::Access)])
            }
            Effect::LoadAudit(ask) => Ok(vec![Event::Audit(Box::new(self.vault()?.audit(&ask)?))]),
            Effect::LoadReaders(case) => {
                Ok(vec![Event::Readers { case, readers: self.vault()?.readers(case)? }])
            }
            Effect::SetSetting { key, value } => {
                self.vault()?.set_setting(key, &value, now.utc)?;
                Ok(Vec::new())
            }
        }
    }

    fn save(
        &mut self,
        save: &SaveRecord,
        under: Option<&Answers>,
        now: Now,
    ) -> Result<Vec<Event>, VaultError> {
        let (subject, today) = (subject(&self.library, &save.form), now.local.date());
        let vault = self.vault()?;
        let saved = match under {
            Some(under) => vault.save_over(subject, save, under, now.utc, today)?,
            None => vault.save_of(subject, save, now.utc, today)?,
        };
        Ok(vec![Event::Saved { record: save.record, saved }])
    }

    /// What was changed about the workers, and how they are now.
    fn way_in(&mut self, done: WayIn) -> Result<Vec<Event>, VaultError> {
        Ok(vec![Event::WayIn(done), Event::Workers(self.vault()?.workers()?)])
    }

    fn silenced(&mut self) -> Result<bool, VaultError> {
        Ok(self.vault()?.own_setting(SILENCE)?.as_deref() == Some(ON))
    }

    fn offers_moment(&mut self, now: Now) -> Result<bool, VaultError> {
        let (last, since) = self.vault()?.own_times()?;
        Ok(self_care::offer(now.utc, last, since, self.silenced()?))
    }

    /// The demonstration has nothing to lose, and who was reminded may say: later.
    fn backup_due(&mut self, now: Now) -> Result<Option<BackupDue>, VaultError> {
        let vault = self.vault()?;
        if vault.setting(DEMO_SETTING)?.is_some() {
            return Ok(None);
        }
        let later = vault.setting(BACKUP_LATER)?.and_then(|millis| millis.parse().ok());
        let later = later.and_then(DateTime::from_timestamp_millis);
        Ok(backup::due(now.utc, vault.oldest_case()?, vault.last_backup()?, later))
    }

    fn vault(&mut self) -> Result<&mut Vault, VaultError> {
        self.vault.as_mut().ok_or(VaultError::Missing)
    }

    fn opened(&mut self, vault: Vault, now: Now) -> Result<Vec<Event>, VaultError> {
        self.vault = Some(vault);
        self.renew(now)
    }

    /// Before the vault is shown, what lists know of its cases is brought up to date, piece by piece.
    fn renew(&mut self, now: Now) -> Result<Vec<Event>, VaultError> {
        let Some(vault) = &mut self.vault else { return Ok(Vec::new()) };
        match vault.renew(now.local.date(), now.utc) {
            Ok(Some(far)) if far.done < far.all => return Ok(vec![Event::Renewing(far)]),
            // With the last case only the note is left that all is done.
            Ok(Some(_)) => return self.renew(now),
            Ok(None) => {}
            // Lists as they were are better than no way in.
            Err(error) => log::warn!("the headers of cases were not computed anew: {error}"),
        }
        let settings = Settings {
            language: vault.setting("language")?,
            second_language: vault.setting("second_language")?,
            demo: vault.setting(DEMO_SETTING)?.is_some(),
            idle_minutes: vault.setting("idle_minutes")?.and_then(|text| text.parse().ok()),
        };
        let worker = vault.worker().clone();
        let (rights, notices) = (vault.rights()?, vault.notices().to_vec());
        Ok(vec![Event::Opened { worker, rights, settings, notices }])
    }

    /// The first search of a session, in all cases or in one, is noted.
    fn search(&mut self, ask: &Ask, now: Now) -> Result<Found, VaultError> {
        let library = Arc::clone(&self.library);
        if !self.searched.contains(&ask.case) {
            self.vault()?.begin_search(ask.case, now.utc)?;
            self.searched.insert(ask.case);
        }
        search::search(self.vault()?, &library, ask)
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
            FormTarget::After { case, record } => {
                let file = self.vault()?.open_case(case, now.utc)?;
                let form = file.records.iter().find(|known| known.id == record).map(|known| &known.form);
                let form = form.ok_or(VaultError::Missing)?.clone();
                let load = FormLoad::new(asked, store::new_record_id(now.utc), &form);
                Ok(FormLoad { file: Some(file), ..load })
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
