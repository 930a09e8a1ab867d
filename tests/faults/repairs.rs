//! What comes back out of a damaged vault: one bit is wrong, or whole pages are gone, the first among them.
//! Every case that the damage did not touch comes back as it was; what is lost is named by its case; and
//! the new vault is good.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;
use vaka::form::{Answer, Answers};
use vaka::record::CaseId;
use vaka::store::{SaveRecord, Unlock, Vault, new_record_id};

use super::book::passphrase;
use super::chance::Chance;
use super::table::{self, Figure};
use super::{Plan, bench, trials};

const DATABASE: &str = "vault.db";
const PAGE: usize = 4096;
const SECRET: u64 = 5;
/// The forms of the records in each case; of the first there are two versions.
const FORMS: [&str; 4] = ["intake", "contact", "needs", "support_plan"];

/// Each record by its case: its form, how many versions it has, its answers.
type Cases = BTreeMap<CaseId, BTreeSet<(String, u32, String)>>;

pub fn run(plan: &Plan) -> Vec<Figure> {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("vault");
    let count = plan.count(1000, 60);
    let mut vault = bench::create(&dir, SECRET).unwrap();
    fill(&mut vault, count, &mut Chance::of(plan.seed, "repairs", 0));
    let before = cases(&mut vault);
    vault.close(bench::now()).unwrap();
    let whole = fs::read(dir.join(DATABASE)).unwrap();
    let what = |how: &str| format!("repair, {count} cases, {how}");
    vec![
        repairs(plan, &what("one bit"), "one bit", (200, 10), (&dir, &before), &|chance| {
            let mut bytes = whole.clone();
            let place = chance.index(bytes.len());
            bytes[place] ^= 1 << chance.below(8);
            bytes
        }),
        repairs(plan, &what("page 1 and 3 others"), "pages", (50, 4), (&dir, &before), &|chance| {
            let mut bytes = whole.clone();
            // Without the first page nothing says which tables there are; its first bytes are those that
            // every page is authenticated with.
            bytes[16..PAGE].fill(0);
            for _ in 0..3 {
                let page = chance.index(bytes.len() / PAGE - 1) + 1;
                bytes[page * PAGE..(page + 1) * PAGE].fill(0);
            }
            bytes
        }),
    ]
}

/// Cases of four records, some of them longer than a page.
fn fill(vault: &mut Vault, count: usize, chance: &mut Chance) {
    for number in 0..count {
        let mut case = None;
        for (place, form) in FORMS.into_iter().enumerate() {
            let mut save = SaveRecord {
                record: new_record_id(bench::now()),
                case,
                form: form.to_owned(),
                form_version: 1,
                base: 0,
                answers: answers(number, chance),
            };
            let today = bench::now().date_naive();
            case = vault.save(&save, bench::now(), today).unwrap().case.or(case);
            if place == 0 {
                save.base = 1;
                save.case = case;
                save.answers = answers(number, chance);
                vault.save(&save, bench::now(), today).unwrap();
            }
        }
    }
}

fn answers(number: usize, chance: &mut Chance) -> Answers {
    let length = if chance.once_in(8) { 4000 + chance.index(9000) } else { 100 + chance.index(900) };
    let note: String = (0..length / 8).map(|_| format!("{:07x} ", chance.below(1 << 28))).collect();
    let mut answers = Answers::default();
    for (id, text) in [("name", format!("case {number}")), ("note", note)] {
        answers.fields.insert(id.to_owned(), Answer::Text(text));
    }
    answers
}

fn cases(vault: &mut Vault) -> Cases {
    let mut cases = Cases::new();
    for form in FORMS {
        for record in vault.records_of(form, bench::now()).unwrap() {
            let text = format!("{:?}", record.answers);
            cases.entry(record.case.unwrap()).or_default().insert((record.form, record.revision, text));
        }
    }
    cases
}

fn repairs(
    plan: &Plan,
    what: &str,
    part: &str,
    counts: (usize, usize),
    (dir, before): (&Path, &Cases),
    damaged: &(dyn Fn(&mut Chance) -> Vec<u8> + Sync),
) -> Figure {
    let count = plan.count(counts.0, counts.1);
    let (hit, worst) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let failures = trials::run(count, |number| {
        let mut chance = Chance::of(plan.seed, part, 1 + number as u64);
        let copy = TempDir::new().unwrap();
        bench::copy(dir, copy.path());
        fs::write(copy.path().join(DATABASE), damaged(&mut chance)).unwrap();
        match repair(copy.path(), before) {
            Ok(lost) => {
                hit.fetch_add(lost, Ordering::Relaxed);
                worst.fetch_max(lost, Ordering::Relaxed);
                Vec::new()
            }
            Err(words) => vec![words],
        }
    });
    table::tell(part, &failures);
    let (hit, worst) = (hit.into_inner(), worst.into_inner());
    let share = 100.0 * (1.0 - hit as f64 / (count * before.len()) as f64);
    let found = format!("{share:.3} % of cases untouched, at most {worst} hit; {} failed", failures.len());
    // A page holds a few cases: what share that is depends on how many there are.
    let target = if plan.long && part == "one bit" { 99.7 } else { 95.0 };
    Figure {
        what: what.to_owned(),
        count: count.to_string(),
        target: format!(">= {target} %, 0 failed"),
        found,
        met: Some(failures.is_empty() && share >= target),
    }
}

/// How many cases are not as they were.
///
/// # Errors
/// A case that is lost or changed and was not named, or a new vault that is not good.
fn repair(dir: &Path, before: &Cases) -> Result<usize, String> {
    let into = dir.join("new");
    let (with, now) = (passphrase(SECRET), bench::now());
    let on = &mut |_: u8| ControlFlow::Continue(());
    let today = now.date_naive();
    let salvaged = Vault::salvage(dir, &into, Unlock::Passphrase(&with), bench::rules(), today, now, on)
        .map_err(|error| format!("not repaired: {error}"))?;
    let mut vault = bench::open(&into, SECRET).map_err(|error| format!("not opened: {error}"))?;
    let lines = vault.cases().map_err(|error| error.to_string())?;
    let named: BTreeSet<CaseId> = lines
        .iter()
        .zip(&salvaged.cases)
        .filter(|(line, case)| line.number != case.number || case.versions.lost > 0 || case.renumbered)
        .map(|(line, _)| line.id)
        .collect();
    let after = cases(&mut vault);
    let hit: Vec<&CaseId> =
        before.iter().filter(|(id, records)| after.get(id) != Some(records)).map(|(id, _)| id).collect();
    let unsaid = hit.iter().filter(|id| !named.contains(id) && after.contains_key(id)).count();
    let invented = after.iter().flat_map(|(id, records)| records.iter().map(move |record| (id, record)));
    let invented = invented
        .filter(|(id, record)| {
            let known = before.get(id).is_some_and(|records| records.iter().any(|one| one.0 == record.0));
            !known || (record.1 > 1 && !before[id].contains(record))
        })
        .count();
    let report = vault.verify().map_err(|error| error.to_string())?;
    match report {
        _ if unsaid > 0 => Err(format!("{unsaid} cases changed without a word")),
        _ if invented > 0 => Err(format!("{invented} records that nobody wrote")),
        report if !report.is_good() || report.repairs.len() != 1 => Err(format!("{report:?}")),
        _ => Ok(hit.len()),
    }
}
