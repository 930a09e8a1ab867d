//! What is read from a vault. Reading a case, a record or its history is noted in the audit chain, and
//! the note is committed before anything is handed out; lists and one's own drafts are not noted.

use rusqlite::params;

use super::audit::{Action, Entry};
use super::error::VaultError;
use super::rows;
use super::vault::Vault;
use crate::record::{
    CaseFile, CaseId, CaseLine, CaseStory, Draft, Moment, Passage, Past, Record, RecordId, Revision,
};

impl Vault {
    /// All cases, open ones first, by number.
    pub fn cases(&self) -> Result<Vec<CaseLine>, VaultError> {
        self.read(rows::cases)
    }

    /// The way of a case so far: each phase and stage, each closing and reopening, the earliest first.
    pub fn passages(&self, case: CaseId) -> Result<Vec<Passage>, VaultError> {
        self.read(|db| rows::passages(db, case))
    }

    /// The records of a form that belong to no case, newest first, and this worker's drafts of it; of a
    /// private form her own. Noted.
    pub fn shelf(&mut self, form: &str, now: Moment) -> Result<(Vec<Record>, Vec<Draft>), VaultError> {
        if self.is_private(form) {
            return self.own_shelf(form, now);
        }
        self.write(now, |change| {
            let shelf = (rows::loose(change, form)?, rows::loose_drafts(change, self.worker.id, form)?);
            Ok((shelf, vec![Entry::new(Action::ShelfRead).detail(form)]))
        })
    }

    /// The records of a form that belong to no case, for a list of their dates: like other lists it is
    /// not noted. Of a private form nothing.
    pub fn loose(&self, form: &str) -> Result<Vec<Record>, VaultError> {
        if self.is_private(form) {
            return Ok(Vec::new());
        }
        self.read(|db| rows::loose(db, form))
    }

    /// Gives the newest revision of each record of a form, whatever its case, to `take`, one after the other
    /// and in no order: for counts over many cases, which name nobody. Noted.
    pub fn each_of(
        &mut self,
        form: &str,
        now: Moment,
        take: &mut dyn FnMut(Record),
    ) -> Result<(), VaultError> {
        self.write(now, |change| {
            rows::each_of_form(change, form, take)?;
            Ok(((), vec![Entry::new(Action::FormRead).detail(form)]))
        })
    }

    /// The same all together.
    #[doc(hidden)]
    pub fn records_of(&mut self, form: &str, now: Moment) -> Result<Vec<Record>, VaultError> {
        let mut records = Vec::new();
        self.each_of(form, now, &mut |record| records.push(record))?;
        Ok(records)
    }

    /// All that is known of a case. Noted, and the case becomes the most recent one.
    ///
    /// # Errors
    /// `NoSuchCase`; also when the reading cannot be noted (a full disk): nothing is shown unnoted.
    pub fn open_case(&mut self, id: CaseId, now: Moment) -> Result<CaseFile, VaultError> {
        self.write(now, |change| {
            let file = rows::case_file(change, id, self.worker.id)?;
            change
                .prepare_cached(
                    "INSERT INTO recent (worker, case_id, opened_at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (worker, case_id) DO UPDATE SET opened_at = ?3",
                )?
                .execute(params![self.worker.id.as_bytes(), id.as_bytes(), now.timestamp_millis()])?;
            Ok((file, vec![Entry::on(Action::CaseRead, id)]))
        })
    }

    /// The newest revision of a record. Noted; of a private one without its form.
    pub fn record(&mut self, id: RecordId, now: Moment) -> Result<Record, VaultError> {
        self.write(now, |change| {
            if let Some(own) = self.own_revisions(change, id)?.into_iter().next() {
                return Ok((own, vec![Entry::on(Action::OwnRead, id)]));
            }
            let record = rows::record(change, id)?.ok_or(VaultError::NoSuchRecord)?;
            let entry = Entry::on(Action::RecordRead, id).detail(record.form.as_str());
            Ok((record, vec![entry]))
        })
    }

    /// All revisions of a record, newest first. Noted.
    pub fn revisions(&mut self, id: RecordId, now: Moment) -> Result<Vec<Revision>, VaultError> {
        self.write(now, |change| {
            let own = self.own_revisions(change, id)?;
            if !own.is_empty() {
                let revisions = own.into_iter().map(Revision::from).collect();
                return Ok((revisions, vec![Entry::on(Action::OwnRead, id)]));
            }
            let record = rows::record(change, id)?.ok_or(VaultError::NoSuchRecord)?;
            let revisions = rows::revisions(change, id)?;
            let entry = Entry::on(Action::RevisionsRead, id).detail(record.form);
            Ok((revisions, vec![entry]))
        })
    }

    /// All that is known of a case with every revision of its records. Noted once.
    pub fn story(&mut self, id: CaseId, now: Moment) -> Result<CaseStory, VaultError> {
        self.write(now, |change| {
            let file = rows::case_file(change, id, self.worker.id)?;
            let past = file.records.iter().map(|record| {
                let revisions = rows::revisions(change, record.id)?;
                Ok(Past { record: record.id, form: record.form.clone(), revisions })
            });
            let past = past.collect::<Result<_, VaultError>>()?;
            Ok((CaseStory { file, past }, vec![Entry::on(Action::StoryRead, id)]))
        })
    }

    /// This worker's draft of a record.
    pub fn draft(&self, record: RecordId) -> Result<Option<Draft>, VaultError> {
        self.read(|db| match self.own_draft(db, record)? {
            Some(own) => Ok(Some(own)),
            None => rows::draft(db, self.worker.id, record),
        })
    }

    /// A setting that is kept in the vault.
    pub fn setting(&self, key: &str) -> Result<Option<String>, VaultError> {
        self.read(|db| {
            rows::first(db, "SELECT value FROM setting WHERE key = ?1", [key], |row| Ok(row.get(0)?))
        })
    }
}
