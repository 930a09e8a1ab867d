use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};
use secrecy::SecretString;
use uuid::Uuid;

mod coverage;

use super::tale::Tales;
use super::*;
use crate::casework::{self, Movement, Process, Standing, compare_risk};
use crate::form::{Answer, Entry, FieldType, Path};
use crate::locale::{Locale, Locales, fold};
use crate::record::{CaseFile, CaseFilter, CaseLine, Due, DueLine, HomeAsk, HomeList, MonthAsk, Record};
use crate::store::{KdfParams, NewVault, RecoveryCode, Rules};

/// One for all tests: forms are read once.
fn library() -> Arc<Library> {
    static LIBRARY: OnceLock<Arc<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| Arc::new(Library::embedded())).clone()
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn people(cases: usize, seed: u64, now: NaiveDateTime) -> Vec<Vec<Invented>> {
    invent(&library(), &|id| id.to_owned(), cases, seed, now).collect()
}

/// The case as the vault would give it back.
fn file(records: &[Invented]) -> CaseFile {
    let mut newest: BTreeMap<Uuid, Record> = BTreeMap::new();
    for invented in records.iter().filter(|invented| !invented.draft) {
        let saved_at = moment(invented.at);
        let created_at = newest.get(&invented.record).map_or(saved_at, |known| known.created_at);
        let record = Record {
            id: invented.record,
            case: None,
            form: invented.form.clone(),
            form_version: invented.form_version,
            revision: invented.base + 1,
            author: String::new(),
            created_at,
            saved_at,
            answers: invented.answers.clone(),
        };
        newest.insert(invented.record, record);
    }
    let drafts = records.iter().filter(|invented| invented.draft);
    CaseFile {
        line: CaseLine {
            id: Uuid::nil(),
            number: 1,
            opened_at: moment(records[0].at),
            changed_at: moment(records[0].at),
            ..CaseLine::default()
        },
        records: newest.into_values().collect(),
        drafts: drafts.map(|invented| draft(invented, None, moment(invented.at))).collect(),
        passages: Vec::new(),
    }
}

#[test]
fn every_answer_fits_its_form() {
    let library = library();
    for now in [at(0, 5), at(14, 0), at(23, 58)] {
        for case in people(20, 7, now) {
            for invented in &case {
                let form = library.form(&invented.form).unwrap();
                let entry = Entry::open(&library, &form, invented.answers.clone(), now);
                assert_eq!(entry.violations(), [], "{}", form.id);
                if !invented.draft && form.id != "interview_readiness" {
                    assert_eq!(entry.missing(), [], "{}", form.id);
                }
                for field in invented.answers.fields.keys() {
                    assert!(form.field(field).is_some(), "{}: {field}", form.id);
                }
            }
        }
    }
}

#[test]
fn a_case_begins_with_its_intake_and_goes_on_in_time() {
    for now in [at(0, 0), at(9, 1), at(23, 59)] {
        for case in people(20, 3, now) {
            assert_eq!((case[0].form.as_str(), case[0].draft), ("intake", false));
            assert!(case.windows(2).all(|pair| pair[0].at <= pair[1].at), "{case:#?}");
            assert!(case.iter().all(|invented| invented.at <= now));
            let mut revisions: BTreeMap<Uuid, u32> = BTreeMap::new();
            for invented in &case {
                let known = revisions.entry(invented.record).or_default();
                assert_eq!(*known, invented.base);
                *known += 1;
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_people() {
    assert_eq!(people(14, 5, at(10, 0)), people(14, 5, at(10, 0)));
    assert_eq!(people(3, 5, at(10, 0))[..], people(14, 5, at(10, 0))[..3]);
    assert_ne!(people(14, 5, at(10, 0)), people(14, 6, at(10, 0)));
}

#[test]
fn there_is_something_of_everything() {
    let library = library();
    let (process, _) = Process::embedded(&library);
    let now = at(14, 0);
    let count = People::read().len();
    assert_eq!(count, 17);
    let cases = people(count, 1, now);
    let files: Vec<CaseFile> = cases.iter().map(|case| file(case)).collect();
    let states: Vec<_> =
        files.iter().map(|file| casework::case_state(&process, &library, file, now)).collect();
    let headers: Vec<_> = files.iter().map(|file| casework::header(&process, &library, file, now)).collect();

    let next: BTreeSet<&str> =
        states.iter().flat_map(|s| &s.next).map(|next| next.message.as_str()).collect();
    for wanted in ["next-finish-checklist", "next-continue-draft", "next-review-risk", "next-overdue-plan"] {
        assert!(next.contains(wanted), "{wanted} is not in {next:?}");
    }
    let consents: BTreeSet<&str> = headers.iter().flat_map(|header| header.consent.as_deref()).collect();
    assert!(consents.contains("given") && consents.contains("refused"));
    let dues: Vec<NaiveDate> = headers.iter().flat_map(|h| &h.dues).map(|due| due.date).collect();
    let today = now.date();
    assert!(
        dues.iter().any(|due| *due < today) && dues.contains(&today) && dues.iter().any(|due| *due > today)
    );
    let names: BTreeSet<&String> = headers.iter().map(|header| &header.name).collect();
    assert_eq!(names.len(), count);
    assert!(headers[1].name.contains("Cosânzeana"));
}

#[test]
fn something_rose_and_something_fell() {
    let form = library().form("risk_analysis").unwrap();
    let cases = people(12, 1, at(14, 0));
    let case = cases.iter().find(|case| case.iter().any(|i| i.form == form.id && i.base == 1)).unwrap();
    let answers: Vec<&Answers> = case.iter().filter(|i| i.form == form.id).map(|i| &i.answers).collect();
    let movements = compare_risk(&form, answers[0], answers[1]);
    for wanted in [Movement::Rose, Movement::Fell, Movement::Same, Movement::New] {
        assert!(movements.iter().any(|found| found.movement == wanted), "{wanted:?}");
    }
}

#[test]
fn every_word_is_there_and_is_used() {
    let locales = Arc::new(Locales::embedded());
    let used = RefCell::new(BTreeSet::new());
    for lang in ["en", "tr", "ro"] {
        let locale = Locale::new(&locales, lang);
        let words = |id: &str| {
            used.borrow_mut().insert(id.to_owned());
            assert!(locale.has(id), "{lang}: {id}");
            locale.text(id)
        };
        assert_eq!(invent(&library(), &words, 19, 2, at(14, 0)).count(), 19);
        assert!(!own(&library(), &words, 2, at(14, 0)).is_empty());
    }
    let source = concat!(
        include_str!("../../../locales/en/demo.ftl"),
        include_str!("../../../locales/en/demo_more.ftl")
    );
    let ids = source.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
    // A page of a form that the library does not have waits for it.
    let idle: Vec<&str> = ids.filter(|id| !used.borrow().contains(*id) && !Tales::says(id)).collect();
    assert!(idle.is_empty(), "nobody says {idle:?}");
}

#[test]
fn the_services_have_names_that_the_plans_know() {
    let locales = Arc::new(Locales::embedded());
    let (library, now) = (library(), at(14, 0));
    let form = library.form("service").unwrap();
    for lang in ["en", "tr", "ro"] {
        let locale = Locale::new(&locales, lang);
        let words = |id: &str| {
            assert!(locale.has(id), "{lang}: {id}");
            locale.text(id)
        };
        let services = services::services(&library, &words, 1, now);
        assert_eq!(services.len(), 6);
        for service in &services {
            let entry = Entry::open(&library, &form, service.answers.clone(), now);
            assert_eq!((entry.violations(), entry.missing()), (vec![], vec![]));
            assert!(service.at <= now);
        }
        let names: Vec<&str> = services.iter().filter_map(|s| s.answers.text("organisation")).collect();
        for id in ["demo-org-2", "demo-org-3", "demo-org-4", "demo-org-5"] {
            assert!(names.contains(&locale.text(id).as_str()), "{lang}: {id}");
        }
    }
}

#[test]
fn the_words_of_the_process_are_there() {
    let library = library();
    let (process, _) = Process::embedded(&library);
    let locales = Arc::new(Locales::embedded());
    for lang in ["en", "tr", "ro"] {
        let locale = Locale::new(&locales, lang);
        let phases = process.phases().iter().map(|phase| format!("phase-{}", phase.id));
        let stages = process.stages().iter().map(|stage| format!("stage-{}", stage.id));
        let steps = process.steps().iter().map(|step| format!("step-{}", step.id));
        let gates = process.gates().iter().map(|gate| format!("gate-{}", gate.form));
        let next = process.next().iter().map(|next| next.message.clone());
        for id in phases.chain(stages).chain(steps).chain(gates).chain(next) {
            assert!(locale.has(&id), "{lang}: {id}");
        }
    }
}

#[test]
fn a_vault_is_filled_through_its_own_door() {
    let library = library();
    let (process, _) = Process::embedded(&library);
    let rules = Rules {
        rights: std::sync::Arc::new(|_| crate::record::Right::ALL.to_vec()),
        first_roles: vec!["worker".to_owned()],
        header: {
            let library = library.clone();
            Arc::new(move |file, today| {
                casework::header(&process, &library, file, today.and_hms_opt(12, 0, 0).unwrap_or_default())
            })
        },
        make: {
            let library = library.clone();
            let (process, _) = Process::embedded(&library);
            Arc::new(move |file, saved, today| {
                let now = today.and_hms_opt(12, 0, 0).unwrap_or_default();
                casework::made(&process, &library, file, saved, now)
            })
        },
        fingerprint: String::new(),
        words: Arc::new(|_, _, _| String::new()),
        fold,
        private: Arc::new(|form| form == "self_care"),
    };
    let dir = tempfile::tempdir().unwrap();
    let new = NewVault {
        worker_name: "A",
        organisation: None,
        passphrase: &SecretString::from("a walnut hill and a bridge"),
        recovery: &RecoveryCode::generate(),
        kdf: KdfParams::cheap_for_tests(),
    };
    let now = at(14, 0);
    let mut vault = Vault::create(&dir.path().join("demo"), &new, rules, moment(now)).unwrap();
    let mut heard = Vec::new();
    let words = |id: &str| id.to_owned();
    build(&mut vault, &library, &words, 13, 1, now, &mut |done, of| heard.push((done, of))).unwrap();
    assert_eq!((heard.len(), heard.last()), (14, Some(&(13, 13))));
    let open: Vec<CaseLine> = vault.cases().unwrap().into_iter().filter(|case| !case.closed).collect();
    assert_eq!(vault.shelf("service", moment(now)).unwrap().0.len(), 6);
    assert_eq!(vault.cases().unwrap().len(), 13);
    // Whose case is closed is not at home.
    assert_eq!(open.len(), 12);
    assert_eq!(vault.shelf("self_care", moment(now)).unwrap().0.len(), 2);
    assert!(open.iter().any(|line| line.name == "Peri Masaloğlu" && line.phase == "engagement"));
    assert!(!vault.dues().unwrap().is_empty());
    assert_eq!(open.iter().filter(|line| line.risk.is_some()).count(), 11);
    contacts_after_closing(&mut vault, now);
}

/// Of the contacts that a closing planned one was held, one was missed, and one can be made now; none
/// stands there twice.
fn contacts_after_closing(vault: &mut Vault, now: NaiveDateTime) {
    let records = vault.records_of("follow_up", moment(now)).unwrap();
    let day = |record: &Record, field: &str| match record.answers.get(&Path::field(field)) {
        Some(Answer::Date(date)) => *date,
        other => panic!("{field}: {other:?}"),
    };
    let mut planned: Vec<_> = records.iter().map(|record| day(record, "due_on")).collect();
    assert_eq!(planned.len(), 6);
    planned.sort_unstable();
    planned.dedup();
    assert_eq!(planned.len(), 6);
    let (held, open): (Vec<&Record>, Vec<&Record>) =
        records.iter().partition(|record| record.answers.choice("outcome") == Some("done"));
    assert_eq!(held.iter().map(|record| record.revision).collect::<Vec<_>>(), [2]);
    let missed = open.iter().filter(|record| day(record, "window_closes") < now.date());
    assert_eq!(missed.count(), 1);
    let can_be_made = open.iter().filter(|record| {
        day(record, "window_opens") <= now.date() && now.date() <= day(record, "window_closes")
    });
    assert_eq!(can_be_made.count(), 1);
}

/// Short cases are whole cases: verified, counted, found, with the headers that their records give them.
#[test]
fn a_crowd_is_written_as_if_case_by_case() {
    let dir = tempfile::tempdir().unwrap();
    let (library, locales) = (library(), Arc::new(Locales::embedded()));
    let locale = Locale::new(&locales, "tr");
    let rules = crate::session::Knowledge::embedded().rules();
    let passphrase = SecretString::from("kiraz bulut deniz yol");
    let new = NewVault {
        worker_name: "A",
        organisation: None,
        passphrase: &passphrase,
        recovery: &RecoveryCode::generate(),
        kdf: KdfParams::cheap_for_tests(),
    };
    let now = at(14, 0);
    let mut vault = Vault::create(dir.path(), &new, rules, moment(now)).unwrap();
    let words = |id: &str| locale.text(id);
    crowd::join(&mut vault, &library, &words, (0, 120), 1, now, &mut |_, _| {}).unwrap();
    assert!(vault.verify().unwrap().is_good());
    let cases = vault.cases().unwrap();
    assert_eq!(cases.len(), 120);
    assert!(cases.iter().any(|case| case.closed) && cases.iter().any(|case| !case.closed));
    let open_cases = cases.iter().filter(|case| !case.closed).count();
    assert!(cases.iter().all(|case| case.name.len() > 3 && !case.folded.contains("qfirst")), "{cases:#?}");
    let dues = vault.dues().unwrap();
    assert!(dues.len() > 20);
    home_is_what_the_process_says(&vault, now.date());
    let carried = |vault: &mut Vault| {
        let since = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
        let (open, spent) = vault.carried("contact", since, moment(now)).unwrap();
        let told =
            spent.into_iter().map(|(spent, records)| (spent.worker, spent.day, spent.minutes, records));
        (open, told.collect::<Vec<_>>())
    };
    let before = carried(&mut vault);
    assert_eq!(before.0.iter().map(|open| open.cases).sum::<usize>(), open_cases);
    assert!(before.1.iter().map(|told| told.3).sum::<usize>() > 100);
    assert!(before.1.iter().all(|told| told.0 == "A"));
    vault.renew_anyway(now.date(), moment(now)).unwrap();
    assert_eq!(carried(&mut vault), before);
    assert_eq!(vault.cases().unwrap(), cases);
    assert_eq!(vault.dues().unwrap(), dues);
    let mut answers = 0;
    let given = |form: &str, field: &str| {
        let form = library.form(form).unwrap();
        let kind = form.field(field).unwrap().kind;
        !matches!(kind, FieldType::Calculated | FieldType::Table)
    };
    vault
        .records_with(&[], &mut |record, _| {
            answers += record.answers.fields.keys().filter(|field| given(&record.form, field)).count();
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!((15..=25).contains(&(answers / 120)), "{answers}");
}

/// What the vault keeps and reads in part is what going through every date would find.
fn home_is_what_the_process_says(vault: &Vault, today: NaiveDate) {
    let process = Process::embedded(&library()).0;
    let dues = vault.dues().unwrap();
    let (cases, of_manager) = (vault.cases().unwrap(), dues.iter().find_map(|line| line.manager.clone()));
    let filters = [
        None,
        Some(CaseFilter::Risk(Some("high".to_owned()))),
        Some(CaseFilter::Risk(None)),
        Some(CaseFilter::Manager(of_manager.unwrap())),
        dues.iter().find_map(|line| line.due.step.clone()).map(CaseFilter::Step),
    ];
    for (ahead, filter) in
        [-200, -30, 0, 1, 9, 40].into_iter().flat_map(|at| filters.iter().map(move |f| (at, f)))
    {
        let today = today + chrono::Duration::days(ahead);
        let list = |due: &Due| match process.standing(due, today) {
            Standing::Late => Some(HomeList::Late),
            Standing::Today => Some(HomeList::Today),
            Standing::Soon => Some(HomeList::Section(String::new())),
            Standing::Section(number) => Some(HomeList::Section(process.agendas()[number].id.clone())),
            Standing::Later => None,
        };
        let takes = |risk: &Option<String>, manager: &Option<String>, step: &Option<String>| match filter {
            Some(CaseFilter::Risk(level)) => level == risk,
            Some(CaseFilter::Manager(name)) => Some(name) == manager.as_ref(),
            Some(CaseFilter::Step(id)) => Some(id) == step.as_ref(),
            None => true,
        };
        let asks = |line: &&DueLine| takes(&line.risk, &line.manager, &line.due.step);
        let mut expect: BTreeMap<HomeList, Vec<DueLine>> = BTreeMap::new();
        for line in dues.iter().filter(asks) {
            if let Some(list) = list(&line.due) {
                expect.entry(list).or_default().push(line.clone());
            }
        }
        let home = vault.home(&HomeAsk { today, filter: filter.clone(), ..HomeAsk::default() }).unwrap();
        let mut totals: BTreeMap<HomeList, usize> =
            expect.iter().map(|(list, lines)| (list.clone(), lines.len())).collect();
        let open = |case: &&CaseLine| !case.closed && takes(&case.risk, &case.manager, &case.step);
        totals.insert(HomeList::Cases, cases.iter().filter(open).count());
        totals.retain(|_, total| *total > 0);
        assert_eq!(home.totals, totals, "{today} {filter:?}");
        for (of, lines) in expect {
            let found: Vec<DueLine> =
                home.dues.iter().filter(|line| list(&line.due) == Some(of.clone())).cloned().collect();
            assert_eq!(found, lines[..lines.len().min(5)], "{today} {of:?}");
        }
        let ask = MonthAsk {
            today,
            filter: filter.clone(),
            first: today - chrono::Duration::days(40),
            last: today + chrono::Duration::days(40),
            day: today,
            rows: 1_000,
        };
        let month = vault.month(&ask).unwrap();
        let mut counts: BTreeMap<NaiveDate, (usize, usize)> = BTreeMap::new();
        let within = dues.iter().filter(|line| (ask.first..=ask.last).contains(&line.due.date));
        for line in within.filter(asks) {
            let count = counts.entry(line.due.date).or_default();
            count.0 += 1;
            count.1 += usize::from(list(&line.due) == Some(HomeList::Late));
        }
        assert_eq!(month.counts, counts, "{today} {filter:?}");
        let few = vault.month(&MonthAsk { rows: 2, ..ask }).unwrap();
        assert_eq!(few.dues, month.dues[..month.dues.len().min(2)]);
        assert_eq!(few.counts, month.counts);
    }
}
