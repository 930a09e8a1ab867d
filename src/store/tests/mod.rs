//! A vault in a temporary directory: what is written comes back, and what goes with it.

mod backup;
mod cuts;
mod faults;
mod following;
mod forgery;
mod lists;
mod private;
mod renewal;
mod salvage;
mod together;
mod whole;
mod words;
mod workers;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, NaiveTime, TimeDelta};
use secrecy::SecretString;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::form::{Answer, Path as Place, Row, Subject};
use crate::record::{Draft, Due, HomeAsk, HomeList, Record};

pub const PASSPHRASE: &str = "nehir taban örtü lamba";

/// A vault whose time goes on by a second at each step.
pub struct Bench {
    pub home: TempDir,
    pub recovery: RecoveryCode,
    now: Moment,
}

impl Bench {
    pub fn new() -> Self {
        let now = DateTime::from_timestamp(1_763_800_000, 123_000_000).unwrap();
        Self { home: tempfile::tempdir().unwrap(), recovery: RecoveryCode::generate(), now }
    }

    pub fn dir(&self) -> &Path {
        self.home.path()
    }

    pub fn tick(&mut self) -> Moment {
        self.now += TimeDelta::seconds(1);
        self.now
    }

    pub fn create(&mut self) -> Vault {
        let now = self.tick();
        let passphrase = SecretString::from(PASSPHRASE);
        let new = NewVault {
            worker_name: "Ayşe Kaya",
            organisation: Some("Deniz Feneri"),
            passphrase: &passphrase,
            recovery: &self.recovery,
            kdf: KdfParams::cheap_for_tests(),
        };
        Vault::create(self.dir(), &new, rules(), now).unwrap()
    }

    pub fn open_with(&mut self, passphrase: &str) -> Result<Vault, VaultError> {
        let now = self.tick();
        Vault::open(self.dir(), Unlock::Passphrase(&SecretString::from(passphrase)), rules(), now)
    }

    pub fn open(&mut self) -> Vault {
        self.open_with(PASSPHRASE).unwrap()
    }

    pub fn save(&mut self, vault: &mut Vault, save: &SaveRecord) -> Result<Saved, VaultError> {
        let now = self.tick();
        vault.save(save, now, today())
    }

    /// An `intake` that begins a case.
    pub fn intake(&mut self, name: &str) -> SaveRecord {
        SaveRecord {
            record: new_record_id(self.tick()),
            case: None,
            form: "intake".to_owned(),
            form_version: 2,
            base: 0,
            answers: texts(&[("name", name)]),
        }
    }
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

pub fn texts(pairs: &[(&str, &str)]) -> Answers {
    let fields = pairs.iter().map(|(id, text)| ((*id).to_owned(), Answer::Text((*text).to_owned())));
    Answers { fields: fields.collect(), ..Answers::default() }
}

/// No record.
pub const NONE: [RecordId; 0] = [];

/// The records in which a word begins with each of these, the latest saved first.
pub fn found(vault: &Vault, words: &[&str]) -> Vec<RecordId> {
    let question: Vec<Beginnings> = words.iter().map(|word| vec![(*word).to_owned()]).collect();
    let mut found = Vec::new();
    let mut take = |record: Record, _| {
        found.push(record.id);
        ControlFlow::Continue(())
    };
    vault.records_with(&question, &mut take).unwrap();
    found
}

/// Name, place, phase and risk from the fields of these names; every date is due.
pub fn rules() -> Rules {
    let header = |file: &CaseFile, _: NaiveDate| {
        let text = |id: &str| file.records.iter().find_map(|record| record.answers.text(id));
        let due = |record: &Record, id: &String, answer: &Answer| match answer {
            Answer::Date(date) => Some(Due {
                start: Some("start".to_owned()),
                since: Some(*date - chrono::TimeDelta::days(3)),
                step: Some("risk".to_owned()),
                ..Due::plain(record.id, &record.form, Place::field(id), *date)
            }),
            _ => None,
        };
        let dues = file.records.iter().flat_map(|record| {
            record.answers.fields.iter().filter_map(move |(id, answer)| due(record, id, answer))
        });
        Header {
            name: text("name").unwrap_or_default().to_owned(),
            searchable: text("place").unwrap_or_default().to_owned(),
            phase: text("phase").unwrap_or("engagement").to_owned(),
            risk: text("risk").map(str::to_owned),
            closed: text("phase") == Some("closed"),
            dues: dues.collect(),
            ..Header::default()
        }
    };
    Rules {
        header: Arc::new(header),
        make: Arc::new(|_, _, _| Vec::new()),
        fingerprint: String::new(),
        words: Arc::new(|form, _, answers| {
            let texts = answers.fields.keys().filter_map(|id| answers.text(id));
            texts.chain([form]).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
        }),
        fold: |text| text.to_lowercase(),
        private: Arc::new(|form: &str| form == "self_care"),
        rights: Arc::new(|role: &str| match role {
            "all" => Right::ALL.to_vec(),
            "worker" => vec![Right::ReadCases, Right::WriteCases],
            "reader" => vec![Right::ReadCases],
            "administrator" => vec![Right::ManageWorkers, Right::SeeAudit],
            _ => Vec::new(),
        }),
        first_roles: vec!["all".to_owned()],
    }
}

fn draft_of(save: &SaveRecord, at: Moment) -> Draft {
    Draft {
        record: save.record,
        case: save.case,
        form: save.form.clone(),
        form_version: save.form_version,
        base: save.base,
        answers: save.answers.clone(),
        position: Some(Place::cell("plan", "r1", "need")),
        saved_at: at,
    }
}

fn every_answer() -> Answers {
    let cells = BTreeMap::from([("who".to_owned(), Answer::Text("Ioana Ștefănescu".to_owned()))]);
    let row = Row {
        id: "r1".to_owned(),
        start: Some("gang".to_owned()),
        from: Some("needs/needs/r7".to_owned()),
        cells,
    };
    let fields = [
        ("declined", Answer::Declined),
        ("note", Answer::Text("ı İ ş ț \u{0} \"quotes\" 'and'\nlines".to_owned())),
        ("number", Answer::Number(0.1 + 0.2)),
        ("date", Answer::Date(today())),
        ("time", Answer::Time(NaiveTime::from_hms_opt(14, 30, 0).unwrap())),
        ("one", Answer::Choice("yes".to_owned())),
        ("many", Answer::Choices(vec!["a".to_owned(), "b".to_owned()])),
        ("money", Answer::Money { minor: -12_345, currency: "RON".to_owned() }),
        ("item", Answer::Item { state: None, remark: "later".to_owned() }),
        ("plan", Answer::Rows(vec![row])),
    ];
    Answers {
        fields: fields.into_iter().map(|(id, answer)| (id.to_owned(), answer)).collect(),
        spent: BTreeMap::from([("one".to_owned(), 61)]),
        stopped_at: Some("note".to_owned()),
        override_reason: Some("urgent".to_owned()),
        made: Some(crate::form::Origin { record: uuid::Uuid::from_u128(7), date: today() }),
    }
}

#[test]
fn what_was_saved_comes_back_after_closing() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    assert_eq!(vault.worker().name, "Ayşe Kaya");
    let save = SaveRecord { answers: every_answer(), ..bench.intake("") };
    let saved = bench.save(&mut vault, &save).unwrap();
    assert_eq!((saved.number, saved.revision), (Some(1), 1));
    vault.close(bench.tick()).unwrap();

    let mut vault = bench.open();
    assert_eq!(vault.notices(), []);
    assert_eq!(vault.worker().organisation.as_deref(), Some("Deniz Feneri"));
    let file = vault.open_case(saved.case.unwrap(), bench.tick()).unwrap();
    let [record] = &file.records[..] else { panic!("one record") };
    assert_eq!(record.answers, every_answer());
    assert_eq!((record.form.as_str(), record.form_version, record.revision), ("intake", 2, 1));
    assert_eq!(record.author, "Ayşe Kaya");
    assert_eq!(record.created_at, record.saved_at);
    assert_eq!(&vault.record(save.record, bench.tick()).unwrap(), record);
    assert!(vault.verify().unwrap().is_good());
}

#[test]
fn a_save_makes_a_revision_and_the_older_ones_stay() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = bench.intake("Elif");
    let first = bench.save(&mut vault, &save).unwrap();
    save.base = 1;
    save.answers = texts(&[("name", "Elif Su"), ("place", "Mersin"), ("risk", "high")]);
    let second = bench.save(&mut vault, &save).unwrap();
    assert_eq!(second, Saved { revision: 2, ..first });
    let revisions = vault.revisions(save.record, bench.tick()).unwrap();
    assert_eq!(revisions.iter().map(|revision| revision.revision).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(revisions[1].answers.text("name"), Some("Elif"));
    assert!(revisions[0].saved_at > revisions[1].saved_at);
    let [line] = &vault.cases().unwrap()[..] else { panic!("one case") };
    assert_eq!((line.name.as_str(), line.risk.as_deref()), ("Elif Su", Some("high")));
    assert_eq!(line.folded, "k 001 elif su mersin");
    assert!(line.changed_at > line.opened_at);
}

#[test]
fn a_save_on_an_older_revision_is_a_conflict_and_writes_nothing() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = bench.intake("Elif");
    bench.save(&mut vault, &save).unwrap();
    assert_eq!(bench.save(&mut vault, &save), Err(VaultError::Conflict { newest: 1 }));
    save.base = 1;
    bench.save(&mut vault, &save).unwrap();
    vault.put_draft(&draft_of(&save, bench.tick())).unwrap();
    save.answers = texts(&[("name", "other")]);
    assert_eq!(bench.save(&mut vault, &save), Err(VaultError::Conflict { newest: 2 }));
    assert_eq!(vault.revisions(save.record, bench.tick()).unwrap().len(), 2);
    assert!(vault.draft(save.record).unwrap().is_some());
    assert_eq!(vault.cases().unwrap()[0].name, "Elif");
    assert_eq!(vault.cases().unwrap().len(), 1);
}

#[test]
fn a_save_that_names_another_place_is_refused() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Elif");
    bench.save(&mut vault, &save).unwrap();
    let (nowhere, now) = (Some(Uuid::from_u128(1)), bench.tick());
    let second = SaveRecord { case: nowhere, record: new_record_id(now), ..save.clone() };
    assert_eq!(bench.save(&mut vault, &second), Err(VaultError::NoSuchCase));
    let moved = SaveRecord { case: nowhere, base: 1, ..save.clone() };
    assert_eq!(bench.save(&mut vault, &moved), Err(VaultError::Misplaced));
    let other_form = SaveRecord { form: "needs".to_owned(), base: 1, ..save.clone() };
    assert_eq!(bench.save(&mut vault, &other_form), Err(VaultError::Misplaced));
    let unknown = SaveRecord { record: new_record_id(now), base: 3, ..save };
    assert_eq!(bench.save(&mut vault, &unknown), Err(VaultError::NoSuchRecord));
    assert_eq!(vault.open_case(Uuid::from_u128(1), now), Err(VaultError::NoSuchCase));
    assert_eq!(vault.record(Uuid::from_u128(1), now).unwrap_err(), VaultError::NoSuchRecord);
}

#[test]
fn drafts_are_kept_found_and_removed_by_the_save() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Elif");
    let draft = draft_of(&save, bench.tick());
    vault.put_draft(&draft_of(&bench.intake("older"), bench.tick())).unwrap();
    vault.put_draft(&Draft { answers: texts(&[("name", "E")]), ..draft.clone() }).unwrap();
    vault.put_draft(&draft).unwrap();
    assert_eq!(vault.draft(save.record).unwrap().as_ref(), Some(&draft));
    assert_eq!(vault.home(&HomeAsk::default()).unwrap().unfinished.len(), 2);

    let saved = bench.save(&mut vault, &save).unwrap();
    assert_eq!(vault.draft(save.record).unwrap(), None);
    assert_eq!(vault.home(&HomeAsk::default()).unwrap().unfinished.len(), 1);

    let of_case = Draft { case: saved.case, base: 1, ..draft };
    vault.put_draft(&of_case).unwrap();
    let file = vault.open_case(saved.case.unwrap(), bench.tick()).unwrap();
    assert_eq!(file.drafts, [of_case]);
    assert_eq!(vault.home(&HomeAsk::default()).unwrap().unfinished.len(), 1);
    vault.discard_draft(save.record, bench.tick()).unwrap();
    assert_eq!(vault.draft(save.record).unwrap(), None);
}

#[test]
fn home_shows_dues_open_cases_and_the_last_five() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut ids = Vec::new();
    for number in 1..=7_u64 {
        let mut save = bench.intake(&format!("case {number}"));
        let date = today() - chrono::Days::new(number);
        save.answers.fields.insert("review".to_owned(), Answer::Date(date));
        if number == 2 {
            save.answers.fields.insert("phase".to_owned(), Answer::Text("closed".to_owned()));
        }
        ids.push(bench.save(&mut vault, &save).unwrap().case.unwrap());
    }
    for id in [3, 0, 4, 5, 6, 0] {
        vault.open_case(ids[id], bench.tick()).unwrap();
    }
    let rows = [(HomeList::Late, 20)].into();
    let home = vault.home(&HomeAsk { today: today(), rows, ..HomeAsk::default() }).unwrap();
    let numbers =
        |lines: &[crate::record::CaseLine]| lines.iter().map(|line| line.number).collect::<Vec<_>>();
    assert_eq!(numbers(&home.cases), [1, 3, 4, 5, 6, 7]);
    assert_eq!(numbers(&home.recent), [1, 7, 6, 5, 4]);
    assert_eq!(home.dues.iter().map(|due| due.number).collect::<Vec<_>>(), [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(home.dues[0].due.path, Place::field("review"));
    assert_eq!(home.totals, [(HomeList::Late, 7), (HomeList::Cases, 6)].into());
    assert_eq!((home.all_cases, home.has_dates), (7, true));
    assert_eq!(numbers(&vault.cases().unwrap()), [1, 3, 4, 5, 6, 7, 2]);
    assert_eq!(vault.cases().unwrap()[0].next_due, today().pred_opt());
}

#[test]
fn headers_follow_the_rules_when_these_change() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let save = bench.intake("Elif");
    bench.save(&mut vault, &save).unwrap();
    vault.rules.header = Arc::new(|_, day| Header { phase: day.to_string(), ..Header::default() });
    vault.renew_anyway(today(), bench.tick()).unwrap();
    let [line] = &vault.cases().unwrap()[..] else { panic!("one case") };
    assert_eq!((line.phase.as_str(), line.name.as_str()), ("2026-11-22", ""));
}

#[test]
fn settings_and_records_without_a_case_are_kept() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    assert_eq!(vault.setting("language").unwrap(), None);
    vault.set_setting("language", "tr", bench.tick()).unwrap();
    vault.set_setting("language", "ro", bench.tick()).unwrap();
    assert_eq!(vault.setting("language").unwrap().as_deref(), Some("ro"));
    let service = SaveRecord { form: "service".to_owned(), ..bench.intake("") };
    let saved = vault.save_of(Subject::Directory, &service, bench.tick(), today()).unwrap();
    assert_eq!(saved, Saved { case: None, number: None, revision: 1, made: 0 });
    let again = SaveRecord { base: 1, ..service };
    assert_eq!(bench.save(&mut vault, &again).unwrap(), Saved { revision: 2, ..saved });
    assert_eq!(vault.cases().unwrap(), []);
}

#[test]
fn what_has_a_tombstone_is_not_shown_and_its_number_not_given_again() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let (one, two) = (bench.intake("one"), bench.intake("two"));
    let kept = bench.save(&mut vault, &one).unwrap().case.unwrap();
    let gone = bench.save(&mut vault, &two).unwrap().case.unwrap();
    let more = SaveRecord { case: Some(kept), record: new_record_id(bench.tick()), ..one.clone() };
    bench.save(&mut vault, &more).unwrap();
    vault
        .write(bench.tick(), |change| {
            change.execute("UPDATE case_file SET deleted_at = 1 WHERE id = ?1", [gone.as_bytes()])?;
            change.execute("UPDATE record SET deleted_at = 1 WHERE id = ?1", [more.record.as_bytes()])?;
            Ok(((), Vec::new()))
        })
        .unwrap();
    assert_eq!(vault.cases().unwrap().len(), 1);
    assert_eq!(vault.open_case(gone, bench.tick()), Err(VaultError::NoSuchCase));
    assert_eq!(vault.open_case(kept, bench.tick()).unwrap().records.len(), 1);
    let more = SaveRecord { base: 1, ..more };
    assert_eq!(bench.save(&mut vault, &more), Err(VaultError::NoSuchRecord));
    let next = bench.intake("three");
    assert_eq!(bench.save(&mut vault, &next).unwrap().number, Some(3));
}

#[test]
fn a_number_without_meaning_does_not_spoil_the_record() {
    let mut bench = Bench::new();
    let mut vault = bench.create();
    let mut save = bench.intake("Elif");
    save.answers.fields.insert("infinite".to_owned(), Answer::Number(f64::INFINITY));
    bench.save(&mut vault, &save).unwrap();
    let record = vault.record(save.record, bench.tick()).unwrap();
    assert_eq!(record.answers, texts(&[("name", "Elif")]));
}

#[test]
fn a_vault_can_be_handed_to_another_thread() {
    let mut bench = Bench::new();
    let vault = bench.create();
    let cases = std::thread::spawn(move || vault.cases().map(|cases| cases.len()));
    assert_eq!(cases.join().unwrap(), Ok(0));
}

#[test]
fn ids_are_in_the_order_of_time() {
    let mut bench = Bench::new();
    let ids: Vec<Uuid> = (0..20).map(|_| new_record_id(bench.tick())).collect();
    assert!(ids.is_sorted());
    assert!(ids.iter().all(|id| id.get_version_num() == 7));
}
