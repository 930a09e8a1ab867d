//! Rule C5: every change is a new revision with author and time, and the older one stays readable. For
//! every form, through a real vault.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use secrecy::SecretString;
use vaka::form::{Answers, Entry, Form, Subject};
use vaka::record::CaseId;
use vaka::session::Knowledge;
use vaka::store::{KdfParams, NewVault, RecoveryCode, SaveRecord, Unlock, Vault, new_record_id};

use super::fill::{filled, forms, library, now};

const AUTHOR: &str = "Ayşe K.";

fn moment(minutes: i64) -> DateTime<Utc> {
    Utc.from_utc_datetime(&now()) + TimeDelta::minutes(minutes)
}

struct Desk {
    vault: Vault,
    /// The case that the records belong to, once it has begun.
    case: Option<CaseId>,
    minutes: i64,
}

impl Desk {
    /// Saves as the form's subject asks; the moment of the save.
    fn save(&mut self, form: &Form, save: &SaveRecord) -> DateTime<Utc> {
        self.minutes += 5;
        let at = moment(self.minutes);
        let saved = if form.subject == Subject::Case {
            self.vault.save(save, at, now().date())
        } else {
            self.vault.save_of(form.subject, save, at, now().date())
        };
        let case = saved.unwrap_or_else(|error| panic!("{}: {error:?}", form.id)).case;
        if form.subject == Subject::Case {
            self.case = case;
        } else {
            assert_eq!(case, None, "{} belongs to no case", form.id);
        }
        at
    }
}

fn record(form: &Form, case: Option<CaseId>, answers: Answers) -> SaveRecord {
    SaveRecord {
        record: new_record_id(moment(0)),
        case: case.filter(|_| form.subject == Subject::Case),
        form: form.id.clone(),
        form_version: form.version,
        base: 0,
        answers,
    }
}

#[test]
fn every_form_keeps_what_was_written_before() {
    let dir = tempfile::tempdir().unwrap();
    let passphrase = SecretString::from("a walnut hill and a bridge");
    let new = NewVault {
        worker_name: AUTHOR,
        organisation: None,
        passphrase: &passphrase,
        recovery: &RecoveryCode::generate(),
        kdf: KdfParams::cheap_for_tests(),
    };
    let rules = Knowledge::embedded().rules();
    let vault = Vault::create(&dir.path().join("v"), &new, rules.clone(), moment(0)).unwrap();
    let mut desk = Desk { vault, case: None, minutes: 0 };

    // The intake opens the case.
    let mut all = forms();
    all.sort_by_key(|form| form.id != "intake");
    let mut written = Vec::new();
    for form in &all {
        written.push(save_twice(&mut desk, form));
    }
    let report = desk.vault.verify().unwrap();
    assert!(report.is_good());
    desk.vault.close(moment(10_000)).unwrap();

    // Another day.
    let path = dir.path().join("v");
    let mut vault = Vault::open(&path, Unlock::Passphrase(&passphrase), rules, moment(20_000)).unwrap();
    for saved in written {
        let revisions = vault.revisions(saved.record, moment(20_001)).unwrap();
        let mut found: Vec<_> =
            revisions.iter().map(|one| (one.revision, one.saved_at, &one.answers)).collect();
        found.sort_by_key(|(revision, ..)| *revision);
        let [first, second] = &saved.versions;
        assert_eq!(found, [(1, first.0, &first.1), (2, second.0, &second.1)], "{}", saved.form);
        assert!(revisions.iter().all(|one| one.author == AUTHOR), "{}", saved.form);
        assert_ne!(first.1, second.1, "{}", saved.form);
    }
}

struct Written {
    form: String,
    record: vaka::record::RecordId,
    versions: [(DateTime<Utc>, Answers); 2],
}

fn save_twice(desk: &mut Desk, form: &Arc<Form>) -> Written {
    let first = filled(form, 0).to_save();
    let mut save = record(form, desk.case, first.clone());
    let first_at = desk.save(form, &save);
    // As the screen does it: the saved one is opened and changed.
    let mut entry = Entry::open(library(), form, first.clone(), now());
    let other = filled(form, 1);
    for field in form.fields() {
        let path = vaka::form::Path::field(&field.id);
        entry.set(&path, other.get(&path));
    }
    save.base = 1;
    save.answers = entry.to_save();
    let second_at = desk.save(form, &save);
    // Whoever began on the first version is not allowed to write over the second.
    assert!(desk.vault.save_of(form.subject, &save, moment(desk.minutes + 1), now().date()).is_err());
    Written {
        form: form.id.clone(),
        record: save.record,
        versions: [(first_at, first), (second_at, save.answers)],
    }
}
