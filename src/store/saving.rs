//! What is written into a vault: drafts, revisions with all that is computed from them, settings.

use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params, params_from_iter};

use super::audit::{self, Action, Entry};
use super::error::VaultError;
use super::vault::Vault;
use super::words::parts;
use super::{SaveRecord, Saved, carried, dates, new_record_id, private, rows};
use crate::form::{Answers, Subject};
use crate::memory::LockedKey;
use crate::record::{
    CaseFile, CaseId, CaseLine, Draft, Due, Header, Made, Moment, PassageKind, Record, RecordId, Right,
};

impl Vault {
    /// Keeps what was typed and not yet saved, in place of an earlier draft of the same record.
    ///
    /// This is no revision, and it is not in the audit chain: it comes every second or two while somebody
    /// types, would bury the entries that matter, and tells nothing that the save will not tell.
    ///
    /// What belongs to its writer alone never lies here: it goes to the private drafts.
    pub fn put_draft(&mut self, draft: &Draft) -> Result<(), VaultError> {
        if self.is_private(&draft.form) {
            return self.put_own_draft(draft);
        }
        let answers = rows::answers_text(&draft.answers)?;
        let position = draft.position.as_ref().and_then(|path| serde_json::to_string(path).ok());
        // What somebody was typing when she lost the right, or the case from sight, is kept, and is seen and
        // saved only when she has them again.
        let could = self.elsewhere.borrow().could(Right::WriteCases);
        self.write(draft.saved_at, |change| {
            if !could {
                self.must(change, Right::WriteCases)?;
            }
            if let Some(case) = draft.case {
                let sql = "SELECT 1 FROM case_file WHERE id = ?1 AND deleted_at IS NULL";
                let there = if could {
                    rows::first(change, sql, [case.as_bytes()], |_| Ok(()))?
                } else {
                    rows::line(change, case)?.map(drop)
                };
                there.ok_or(VaultError::NoSuchCase)?;
            }
            change
                .prepare_cached(
                    "INSERT INTO draft (record, author, case_id, form, form_version, base, answers, position,
                                        saved_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                     ON CONFLICT (record, author) DO UPDATE SET case_id = ?3, form = ?4, form_version = ?5,
                         base = ?6, answers = ?7, position = ?8, saved_at = ?9",
                )?
                .execute(params![
                    draft.record.as_bytes(),
                    self.worker.id.as_bytes(),
                    draft.case.map(CaseId::into_bytes),
                    draft.form,
                    draft.form_version,
                    draft.base,
                    answers,
                    position,
                    draft.saved_at.timestamp_millis(),
                ])?;
            Ok(((), Vec::new()))
        })
    }

    /// Throws away this worker's draft of a record. Noted if there was one.
    pub fn discard_draft(&mut self, record: RecordId, now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            let plain = remove_draft(change, self.worker.id, record)?;
            let own = private::remove_draft(change, self.worker.id, record)?;
            let entry = (plain || own).then(|| Entry::on(Action::DraftDiscarded, record));
            Ok(((), entry.into_iter().collect()))
        })
    }

    /// Saves a record of a case as a new revision and removes its draft. The header of the case, its due
    /// dates and its search text are computed anew in the same transaction. With `case` None and `base` 0
    /// a new case begins, with the next number.
    ///
    /// # Errors
    /// `Conflict` when `base` is not the newest revision; then, as with every error, nothing is written
    /// and the draft stays.
    pub fn save(&mut self, save: &SaveRecord, now: Moment, today: NaiveDate) -> Result<Saved, VaultError> {
        self.save_of(Subject::Case, save, now, today)
    }

    /// The same for a record about something else than a case, which never begins one. What is about the
    /// worker, whether the caller or the rules say so, belongs to its writer alone: it is never written
    /// plainly.
    pub fn save_of(
        &mut self,
        subject: Subject,
        save: &SaveRecord,
        now: Moment,
        today: NaiveDate,
    ) -> Result<Saved, VaultError> {
        self.save_versions(subject, save, None, now, today)
    }

    /// Saves what was chosen between two versions of a record, and under it, as a revision of its own,
    /// the answers as they were written here: nothing of either version is lost. Both or neither.
    pub fn save_over(
        &mut self,
        subject: Subject,
        save: &SaveRecord,
        under: &Answers,
        now: Moment,
        today: NaiveDate,
    ) -> Result<Saved, VaultError> {
        self.save_versions(subject, save, Some(under), now, today)
    }

    fn save_versions(
        &mut self,
        subject: Subject,
        save: &SaveRecord,
        under: Option<&Answers>,
        now: Moment,
        today: NaiveDate,
    ) -> Result<Saved, VaultError> {
        if subject == Subject::Worker || self.is_private(&save.form) {
            let Some(under) = under else { return self.save_own(save, now) };
            let first = SaveRecord { answers: under.clone(), ..save.clone() };
            let base = self.save_own(&first, now)?.revision;
            return self.save_own(&SaveRecord { base, ..save.clone() }, now);
        }
        let answers = rows::answers_text(&save.answers)?;
        let under = under.map(rows::answers_text).transpose()?;
        self.write(now, |change| {
            self.must(change, Right::WriteCases)?;
            let mut entries = Vec::new();
            let known = find_record(change, save)?;
            let case = match (known, subject) {
                (Known::Revised(case), _) => case,
                (Known::New, Subject::Case) if save.case.is_none() => {
                    let case = self.begin_case(change, now)?;
                    entries.push(Entry::on(Action::CaseOpened, case));
                    Some(case)
                }
                (Known::New, _) => save.case,
            };
            let mut revision = save.base + 1;
            if let Some(under) = &under {
                entries.push(self.append_revision(change, save, case, revision, under, now)?);
                revision += 1;
            }
            entries.push(self.append_revision(change, save, case, revision, &answers, now)?);
            self.write_words(change, save.record, (&save.form, case.is_some()), &save.answers)?;
            remove_draft(change, self.worker.id, save.record)?;
            let Some(case) = case else {
                return Ok((Saved { case, number: None, revision, made: 0 }, entries));
            };
            let file = rows::any_case_file(change, case, self.worker.id)?;
            let made = self.save_made(change, &file, save.record, now, today)?;
            change
                .prepare_cached("UPDATE case_file SET changed_at = ?2 WHERE id = ?1")?
                .execute(params![case.as_bytes(), now.timestamp_millis()])?;
            let number = if made.is_empty() {
                self.write_header(change, &file.line, &(self.rules.header)(&file, today), now)?
            } else {
                self.refresh_header(change, case, today, now)?
            };
            let saved = Saved { case: Some(case), number: Some(number), revision, made: made.len() };
            entries.extend(made);
            Ok((saved, entries))
        })
    }

    /// Sets a setting that is kept in the vault. Its name is noted, not its value.
    pub fn set_setting(&mut self, key: &str, value: &str, now: Moment) -> Result<(), VaultError> {
        self.write(now, |change| {
            change
                .prepare_cached(
                    "INSERT INTO setting (key, value, author, changed_at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (key) DO UPDATE SET value = ?2, author = ?3, changed_at = ?4",
                )?
                .execute(params![key, value, self.worker.id.as_bytes(), now.timestamp_millis()])?;
            Ok(((), vec![Entry::new(Action::SettingChanged).detail(key)]))
        })
    }

    fn begin_case(&self, change: &Transaction, now: Moment) -> Result<CaseId, VaultError> {
        let case = new_record_id(now);
        // Numbers of removed cases are not given again: they may stand on paper.
        change
            .prepare_cached(
                "INSERT INTO case_file (id, number, author, opened_at, changed_at)
                 SELECT ?1, 1 + coalesce(max(number), 0), ?2, ?3, ?3 FROM case_file",
            )?
            .execute(params![case.as_bytes(), self.worker.id.as_bytes(), now.timestamp_millis()])?;
        Ok(case)
    }

    /// Saves the records that the save of one brings with it, in the same transaction; one entry for each.
    fn save_made(
        &self,
        change: &Transaction,
        file: &CaseFile,
        saved: RecordId,
        now: Moment,
        today: NaiveDate,
    ) -> Result<Vec<Entry>, VaultError> {
        let case = file.line.id;
        let save = |(place, made): (i64, Made)| {
            let answers = rows::answers_text(&made.answers)?;
            let Made { form, form_version, answers: given } = made;
            // Their ids are in the order of their days, after the record that brought them.
            let record = new_record_id(now + TimeDelta::milliseconds(place));
            let save = SaveRecord { record, case: Some(case), form, form_version, base: 0, answers: given };
            let entry = self.append_revision(change, &save, Some(case), 1, &answers, now)?;
            self.write_words(change, record, (&save.form, true), &save.answers)?;
            Ok(entry)
        };
        let made = (self.rules.make)(file, saved, today);
        (1..).zip(made).map(save).collect()
    }

    fn append_revision(
        &self,
        change: &Transaction,
        save: &SaveRecord,
        case: Option<CaseId>,
        revision: u32,
        answers: &str,
        now: Moment,
    ) -> Result<Entry, VaultError> {
        let version = Version::of(&self.audit_key, save, revision, answers.to_owned(), now)?;
        self.append_version(change, &version, case, now)
    }

    /// Adds a version of a record; gives back what the audit chain is to say of it.
    pub(super) fn append_version(
        &self,
        change: &Transaction,
        version: &Version,
        case: Option<CaseId>,
        now: Moment,
    ) -> Result<Entry, VaultError> {
        let Version { record, form, form_version, revision, id, answers, digest } = version;
        let at = now.timestamp_millis();
        change
            .prepare_cached(
                "INSERT INTO record (id, case_id, form, created_at, newest) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET newest = ?5",
            )?
            .execute(params![record.as_bytes(), case.map(CaseId::into_bytes), form, at, revision])?;
        change
            .prepare_cached(
                "INSERT INTO revision (record, revision, id, base, form_version, author, author_name, saved_at,
                                       answers)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                record.as_bytes(),
                revision,
                id.as_bytes(),
                revision - 1,
                form_version,
                self.worker.id.as_bytes(),
                self.worker.name,
                at,
                answers,
            ])?;
        self.elsewhere.borrow_mut().own(*record, *revision);
        let entry = Entry::on(Action::RecordSaved, *record).detail(format!("{form} {revision}"));
        Ok(Entry { digest: Some(*digest), ..entry })
    }

    /// Computes the header of one case and caches it; gives back the number of the case.
    fn refresh_header(
        &self,
        change: &Transaction,
        case: CaseId,
        today: NaiveDate,
        now: Moment,
    ) -> Result<u32, VaultError> {
        let file = rows::any_case_file(change, case, self.worker.id)?;
        let header = (self.rules.header)(&file, today);
        self.write_header(change, &file.line, &header, now)
    }

    /// Computes the header of one case anew; gives back its records.
    pub(super) fn renew_header(
        &self,
        change: &Transaction,
        case: CaseId,
        today: NaiveDate,
        now: Moment,
    ) -> Result<Vec<Record>, VaultError> {
        let file = rows::any_case_file(change, case, self.worker.id)?;
        let header = (self.rules.header)(&file, today);
        self.write_header(change, &file.line, &header, now)?;
        Ok(file.records)
    }

    /// Caches the header of a case, as far as it is another than before; gives back the number of the case.
    pub(super) fn write_header(
        &self,
        change: &Transaction,
        before: &CaseLine,
        header: &Header,
        now: Moment,
    ) -> Result<u32, VaultError> {
        let (case, number) = (before.id, before.number);
        note_passages(change, before, header, now)?;
        let cached = cached(self.rules.fold, number, header)?;
        let set: Vec<String> =
            CACHED.iter().zip(2..).map(|(column, at)| format!("{column} = ?{at}")).collect();
        let id = Value::Blob(case.into_bytes().to_vec());
        change
            .prepare_cached(&format!("UPDATE case_file SET {} WHERE id = ?1", set.join(", ")))?
            .execute(params_from_iter([id].into_iter().chain(cached)))?;
        if dates::of_case(change, case)? != header.dues {
            change.prepare_cached("DELETE FROM due WHERE case_id = ?1")?.execute([case.as_bytes()])?;
            for due in &header.dues {
                dates::insert(change, before, header, due)?;
            }
        }
        carried::keep(change, case, &header.spent)?;
        Ok(number)
    }
}

/// A version of a record as it will lie there, with the MAC that the audit chain keeps of it.
pub(super) struct Version {
    pub record: RecordId,
    form: String,
    form_version: u32,
    revision: u32,
    id: RecordId,
    /// As the text of a column.
    answers: String,
    digest: [u8; 32],
}

impl Version {
    /// What is saved at a moment, under a new id; `answers` are those of `save` or what is saved under them.
    pub fn of(
        key: &LockedKey,
        save: &SaveRecord,
        revision: u32,
        answers: String,
        now: Moment,
    ) -> Result<Self, VaultError> {
        let digest = audit::digest(key, save.record, revision, &answers)?;
        let SaveRecord { record, form, form_version, .. } = save;
        let id = new_record_id(now);
        Ok(Self {
            record: *record,
            form: form.clone(),
            form_version: *form_version,
            revision,
            id,
            answers,
            digest,
        })
    }
}

/// What the columns `CACHED` hold of a header.
pub(super) fn cached(
    fold: fn(&str) -> String,
    number: u32,
    header: &Header,
) -> Result<Vec<Value>, VaultError> {
    // A window that is open presses less than a date that has passed.
    let last_day = |due: &&Due| (due.until.map_or(due.date, |until| until.max(due.date)), due.date);
    let next_due = header.dues.iter().min_by_key(last_day).map(|due| due.date);
    // A day on which something else is due as well is over at its end.
    let of_that_day = || header.dues.iter().filter(|due| Some(due.date) == next_due);
    let windows = of_that_day().all(|due| due.until.is_some());
    let next_until = of_that_day().filter_map(|due| due.until).min().filter(|_| windows);
    let Header { name, phase, risk, consent, stage, step, manager, closed, .. } = header;
    let folded = fold(&format!("K-{number:03} {name} {}", header.searchable));
    let folded = parts(&folded).collect::<Vec<_>>().join(" ");
    // Whoever has no name stands behind those who have one.
    let sort_name = if name.is_empty() { "~".to_owned() } else { fold(name) };
    let text = |text: &String| Value::Text(text.clone());
    let some = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
    let day = |day: Option<NaiveDate>| day.map_or(Value::Null, |day| Value::Text(day.to_string()));
    Ok(vec![
        text(name),
        Value::Text(folded),
        text(phase),
        some(risk),
        some(consent),
        day(next_due),
        text(stage),
        some(step),
        some(manager),
        Value::Integer((*closed).into()),
        Value::Text(rows::answers_text(&header.contact)?),
        day(next_until),
        Value::Integer(header.phase_rank.into()),
        Value::Integer(header.risk_rank.into()),
        Value::Text(sort_name),
    ])
}

/// The columns of a case that are computed from its records.
pub(super) const CACHED: [&str; 15] = [
    "name",
    "folded",
    "phase",
    "risk",
    "consent",
    "next_due",
    "stage",
    "step",
    "manager",
    "closed",
    "contact",
    "next_until",
    "phase_rank",
    "risk_rank",
    "sort_name",
];

/// What the store knows of the record to be saved.
enum Known {
    New,
    /// With the case it belongs to.
    Revised(Option<CaseId>),
}

/// Finds the record and checks that the save is based on its newest revision and names its own case.
fn find_record(db: &Connection, save: &SaveRecord) -> Result<Known, VaultError> {
    let sql = "SELECT newest, form, case_id, deleted_at IS NULL FROM record WHERE id = ?1";
    let found = rows::first(db, sql, [save.record.as_bytes()], |row| {
        let case: Option<[u8; 16]> = row.get(2)?;
        Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?, case.map(CaseId::from_bytes), row.get(3)?))
    })?;
    let Some((newest, form, case, alive)) = found else {
        if save.base != 0 {
            return Err(VaultError::NoSuchRecord);
        }
        if let Some(case) = save.case {
            rows::line(db, case)?.ok_or(VaultError::NoSuchCase)?;
        }
        return Ok(Known::New);
    };
    let elsewhere = form != save.form || save.case.is_some() && save.case != case;
    match (alive, elsewhere) {
        (false, _) => Err(VaultError::NoSuchRecord),
        (true, true) => Err(VaultError::Misplaced),
        (true, false) if newest != save.base => Err(VaultError::Conflict { newest }),
        (true, false) => match case {
            Some(case) if rows::line(db, case)?.is_none() => Err(VaultError::NoSuchRecord),
            case => Ok(Known::Revised(case)),
        },
    }
}

/// Whether there was one.
fn remove_draft(db: &Connection, worker: uuid::Uuid, record: RecordId) -> Result<bool, VaultError> {
    let removed = db
        .prepare_cached("DELETE FROM draft WHERE author = ?1 AND record = ?2")?
        .execute(params![worker.as_bytes(), record.as_bytes()])?;
    Ok(removed > 0)
}

/// Keeps what a case has changed into: its phase, its stage, closed or open. A case that was never closed
/// has no first "open": it begins with its phase.
pub(super) fn note_passages(
    change: &Transaction,
    before: &CaseLine,
    after: &Header,
    now: Moment,
) -> Result<(), VaultError> {
    let openness = |closed: bool| if closed { "closed" } else { "open" };
    let changes = [
        (PassageKind::Phase, before.phase.as_str(), after.phase.as_str()),
        (PassageKind::Stage, before.stage.as_str(), after.stage.as_str()),
        (PassageKind::Closed, openness(before.closed), openness(after.closed)),
    ];
    for (kind, was, became) in changes.into_iter().filter(|(_, was, became)| was != became) {
        change
            .prepare_cached(
                "INSERT INTO passage (case_id, kind, was, became, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                before.id.as_bytes(),
                rows::passage_kind(kind),
                was,
                became,
                now.timestamp_millis()
            ])?;
    }
    Ok(())
}
