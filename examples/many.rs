//! How long a key takes in a vault of very many cases: from the key to the drawn screen, through the model,
//! the thread that owns the encrypted vault, and back. `cargo run --release --example many -- 1000 100000`
//! builds a vault of each size in a temporary directory and prints a table (`--keep DIR` keeps them there
//! and uses those that are there; `--renew` then leaves them as after an update). Times depend on the machine:
//! what counts is how they grow.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a measurement ends where its ground is missing")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use secrecy::SecretString;

use vaka::app::backend::Backend;
use vaka::app::command::Place;
use vaka::app::draw::draw;
use vaka::app::effect::Effect;
use vaka::app::model::{Model, Start};
use vaka::app::worker::Worker;
use vaka::app::{arrival, update};
use vaka::form::{Answer, Answers};
use vaka::locale::{Locale, Locales};
use vaka::record::{CaseAsk, CaseFilter, CaseOrder, HomeAsk, Turn};
use vaka::session::Knowledge;
use vaka::store::{KdfParams, NewVault, RecoveryCode, SaveRecord, Unlock, Vault, new_record_id};
use vaka::terminal::{Input, Key, Now, Wakeups};
use vaka::widget::theme::Theme;

const PASSPHRASE: &str = "kiraz bulut deniz yol";

/// So many records has the case that is opened and saved in.
const RECORDS: i64 = 200;

fn main() {
    let mut sizes: Vec<usize> = Vec::new();
    let mut keep: Option<PathBuf> = None;
    let mut renew = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--keep" => keep = args.next().map(PathBuf::from),
            "--renew" => renew = true,
            number => sizes.push(number.parse().unwrap()),
        }
    }
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    let mut columns: Vec<Vec<(&str, String)>> = Vec::new();
    for size in &sizes {
        let temporary = tempfile::tempdir().unwrap();
        let dir = keep.clone().unwrap_or(temporary.path().to_owned()).join(format!("cases-{size}"));
        let built = build(&dir, *size);
        let mut rows = measure(&dir, built);
        let renews = renew || keep.is_none();
        rows.push(("200 cases computed anew", if renews { renewal(&dir) } else { "-".to_owned() }));
        columns.push(rows);
    }
    print!("{:<44}", "milliseconds, p50 / p95 of the cases");
    sizes.iter().for_each(|size| print!("{size:>20}"));
    println!();
    for row in 0..columns[0].len() {
        print!("{:<44}", columns[0][row].0);
        columns.iter().for_each(|column| print!("{:>20}", column[row].1));
        println!();
    }
}

/// A vault of so many cases, one of which has many records; says how long it took, if it was not there.
fn build(dir: &Path, cases: usize) -> Option<Duration> {
    if dir.join("vault.db").exists() {
        return None;
    }
    let (knowledge, now) = (Knowledge::embedded(), Now::current());
    let locale = Locale::new(&Arc::new(Locales::embedded()), "en");
    let passphrase = SecretString::from(PASSPHRASE);
    let new = NewVault {
        worker_name: "Ada",
        organisation: None,
        passphrase: &passphrase,
        recovery: &RecoveryCode::generate(),
        kdf: KdfParams::cheap_for_tests(),
    };
    let begun = Instant::now();
    let mut vault = Vault::create(dir, &new, knowledge.rules(), now.utc).unwrap();
    let words = |id: &str| locale.text(id);
    vaka::demo::build(&mut vault, &knowledge.library, &words, cases, 1, now.local, &mut |_, _| {}).unwrap();
    let took = begun.elapsed();
    let last = CaseAsk { filter: String::new(), order: CaseOrder::Newest, turn: Turn::First, rows: 1 };
    let case = vault.case_page(&last).unwrap().rows[0].id;
    for number in 0..RECORDS {
        let save = contact(Some(case), now, number);
        vault.save(&save, now.utc - TimeDelta::minutes(number), now.local.date()).unwrap();
    }
    vault.close(now.utc).unwrap();
    Some(took)
}

fn contact(case: Option<vaka::record::CaseId>, now: Now, number: i64) -> SaveRecord {
    let day = now.local.date() - TimeDelta::days(number);
    let fields = [
        ("contact_on", Answer::Date(day)),
        ("about", Answer::Text(format!("Number {number}: tea and a long silence"))),
        ("next_contact", Answer::Date(day + TimeDelta::days(7))),
    ];
    let fields = fields.map(|(id, answer)| (id.to_owned(), answer)).into_iter().collect();
    SaveRecord {
        record: new_record_id(now.utc),
        case,
        form: "contact".to_owned(),
        form_version: 1,
        base: 0,
        answers: Answers { fields, ..Answers::default() },
    }
}

/// One person at one terminal, without the terminal.
struct Person {
    model: Model,
    worker: Worker,
    screen: Terminal<TestBackend>,
}

impl Person {
    fn new(dir: &Path) -> Self {
        let knowledge = Knowledge::embedded();
        let model = Model::new(
            Start {
                locales: Arc::new(Locales::embedded()),
                language: "en".to_owned(),
                language_asked: true,
                library: Arc::clone(&knowledge.library),
                process: Arc::clone(&knowledge.process),
                theme: Theme { colour: true, ascii: false },
                fresh: false,
                demo: false,
                idle_minutes: 0,
                second_language: None,
                notice: None,
            },
            Now::current(),
        );
        let backend = Backend {
            directory: dir.to_owned(),
            rules: knowledge.rules(),
            kdf: KdfParams::cheap_for_tests,
            library: Arc::clone(&knowledge.library),
            vault: None,
            searched: BTreeSet::new(),
            left: Arc::default(),
        };
        let worker = Worker::start(backend, Wakeups::new().waker()).unwrap();
        Self { model, worker, screen: Terminal::new(TestBackend::new(80, 24)).unwrap() }
    }

    /// From the effects until nothing more comes and the last of it is drawn.
    fn perform(&mut self, effects: Vec<Effect>) {
        let now = self.model.now;
        effects.into_iter().for_each(|effect| self.worker.send(effect, now));
        loop {
            while let Some(event) = self.worker.receive() {
                for effect in arrival::event(&mut self.model, event) {
                    self.worker.send(effect, now);
                }
            }
            if !self.worker.busy() {
                break;
            }
            std::thread::yield_now();
        }
        let model = &self.model;
        self.screen.draw(|frame| draw(model, frame)).unwrap();
    }

    fn key(&mut self, key: Key) -> Duration {
        self.model.now = Now::current();
        let begun = Instant::now();
        let effects = update::update(&mut self.model, Input::Key(key));
        self.perform(effects);
        begun.elapsed()
    }

    fn at(&self, place: Place) {
        assert_eq!(update::place(&self.model), place);
    }
}

fn measure(dir: &Path, built: Option<Duration>) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    let seconds =
        |took: Option<Duration>| took.map_or("-".to_owned(), |took| format!("{:.0} s", took.as_secs_f64()));
    rows.push(("building it", seconds(built)));
    let mut person = Person::new(dir);
    let begun = Instant::now();
    person.perform(vec![Effect::Unlock(SecretString::from(PASSPHRASE))]);
    rows.push(("unlocking (cheap derivation) to home", spread(vec![begun.elapsed()])));
    person.at(Place::Home);
    let (resident, own) = memory();
    rows.push(("memory then: resident, proportional", format!("{resident:.1} / {own:.1} MB")));
    let (mut first, mut home) = (Vec::new(), Vec::new());
    for _ in 0..30 {
        first.push(person.key(Key::Char('c')));
        person.at(Place::Cases);
        home.push(person.key(Key::Esc));
    }
    rows.push(("first page of the list", spread(first)));
    rows.push(("home of today", spread(home)));
    person.key(Key::Char('c'));
    rows.push(("next page", spread((0..200).map(|_| person.key(Key::PageDown)).collect())));
    rows.push((
        "to the end and back",
        spread((0..20).flat_map(|_| [person.key(Key::End), person.key(Key::Home)]).collect()),
    ));
    let (mut letters, mut sorts) = (Vec::new(), Vec::new());
    for name in ["lale", "zor", "İhlamur mel", "papa", "k-0014", "7", "nergis gül", "x"] {
        letters.extend(name.chars().map(|letter| person.key(Key::Char(letter))));
        person.key(Key::Esc);
    }
    rows.push(("a letter in the filter", spread(letters)));
    for _ in 0..24 {
        sorts.push(person.key(Key::F(5)));
        person.key(Key::PageDown);
    }
    rows.push(("another order", spread(sorts)));
    let (resident, own) = memory();
    rows.push(("memory then: resident, proportional", format!("{resident:.1} / {own:.1} MB")));
    person.key(Key::F(5));
    // The newest case is the one with the many records.
    let mut opened = Vec::new();
    for _ in 0..20 {
        opened.push(person.key(Key::Enter));
        person.at(Place::Case);
        person.key(Key::Esc);
    }
    rows.push(("opening the case with 200 records", spread(opened)));
    rows.extend(over_all(&mut person));
    drop(person);
    rows.extend(saves(dir));
    rows
}

/// What is told of all cases at once.
fn over_all(person: &mut Person) -> Vec<(&'static str, String)> {
    let today = Now::current().local.date();
    let mut spread_of = |effect: &dyn Fn() -> Effect| {
        let took = (0..20).map(|_| {
            let begun = Instant::now();
            person.perform(vec![effect()]);
            begun.elapsed()
        });
        spread(took.collect())
    };
    let home = |filter| Effect::LoadHome(Box::new(HomeAsk { today, filter, ..HomeAsk::default() }));
    let high = || home(Some(CaseFilter::Risk(Some("high".to_owned()))));
    let unjudged = || home(Some(CaseFilter::Risk(None)));
    let rules = Knowledge::embedded().process.workload().clone();
    let workload = || Effect::LoadWorkload(Box::new(rules.clone()));
    vec![
        ("home of those at high risk", spread_of(&high)),
        ("home of those not judged", spread_of(&unjudged)),
        ("what the team carries", spread_of(&workload)),
        ("what referrals came to", spread_of(&|| Effect::LoadExperience)),
    ]
}

/// Saving, with the disk's flush in it and, in the second row, what of it is not: the same on a file system
/// in memory is what remains.
fn saves(dir: &Path) -> Vec<(&'static str, String)> {
    let (knowledge, now) = (Knowledge::embedded(), Now::current());
    let passphrase = SecretString::from(PASSPHRASE);
    let mut vault = Vault::open(dir, Unlock::Passphrase(&passphrase), knowledge.rules(), now.utc).unwrap();
    let page = |order, turn| CaseAsk { filter: String::new(), order, turn, rows: 40 };
    let large = vault.case_page(&page(CaseOrder::Newest, Turn::First)).unwrap().rows[0].id;
    let small = vault.case_page(&page(CaseOrder::Number, Turn::Last)).unwrap().rows[0].id;
    let mut save = |case, count: i64| {
        let took = (0..count).map(|number| {
            let save = contact(Some(case), now, 300 + number);
            let begun = Instant::now();
            vault.save(&save, now.utc, now.local.date()).unwrap();
            begun.elapsed()
        });
        spread(took.collect())
    };
    let rows = vec![
        ("saving in a short case", save(small, 20)),
        ("saving in the case with 200 records", save(large, 20)),
    ];
    vault.close(now.utc).unwrap();
    rows
}

/// A piece of what is computed anew after an update; ten of them, or as many as there are.
fn renewal(dir: &Path) -> String {
    let (knowledge, now) = (Knowledge::embedded(), Now::current());
    let mut rules = knowledge.rules();
    rules.fingerprint.push_str(&now.utc.to_rfc3339());
    let passphrase = SecretString::from(PASSPHRASE);
    let mut vault = Vault::open(dir, Unlock::Passphrase(&passphrase), rules, now.utc).unwrap();
    // The first one also looks for records that have no place among the words yet.
    vault.renew(now.local.date(), now.utc).unwrap();
    let mut took = Vec::new();
    for _ in 0..10 {
        let begun = Instant::now();
        let further = vault.renew(now.local.date(), now.utc).unwrap();
        took.push(begun.elapsed());
        if further.is_none() {
            break;
        }
    }
    spread(took)
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1000.0;
    format!("{:.1} / {:.1}", at(0.5), at(0.95))
}

/// Memory of this process in MB: resident, and its share of it.
fn memory() -> (f64, f64) {
    let text = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    let of = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    };
    (of("Rss:"), of("Pss:"))
}
