//! The plug is pulled in any screen of the real program: keys of chance lead somewhere, something is typed
//! there, and the program is killed. The vault opens and is whole, no version is missing, and where the
//! letters went into a record at most the last two seconds of them are gone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vaka::form::Subject;
use vaka::locale::{Locale, Locales};
use vaka::session::Knowledge;
use vaka::store::{Unlock, Vault};

use super::book::passphrase;
use super::chance::Chance;
use super::drafts::{PROMISED, locale, vault_of};
use super::harness::{Pty, Start};
use super::table::{self, Figure};
use super::{Plan, bench, trials, writer};

const WHAT: &str = "plug pulled in any screen";

/// Keys that move, open, answer and go back; those that lead somewhere more often.
const KEYS: &[&str] = &[
    "\r", "\r", "\r", "\r", "\x1b[B", "\x1b[B", "\x1b[B", "\x1b[B", "\x1b[A", "\t", "\t", "\t", "\x1b[C",
    "\x1b[D", "\x1b[6~", "\x1b[F", "\x1b", "\x1b[12~", "\x1b[13~", "\x1b[14~", "\x1b[15~", "\x1b[18~",
    "\x1b[20~", "n", "l", "d", "w", "o", "r", "c", "/", "a", "x", "1", " ",
];

/// What is typed at the end begins with this; no key of it leads away from where letters are no text.
const MARK: &str = "zzkzz";
const LETTERS: &str = "kzğışöü";
/// And this before, to see whether letters are text.
const TRY: &str = "kkzkk";

/// Where letters are typed that belong to no record: they find or narrow something, or stand in a question
/// that says so itself. The words by which such a place is known.
const NO_RECORD: &[&str] = &[
    "cases-filter",
    "services-filter",
    "choice-filter",
    "palette-title",
    "reason-label",
    "unlock-passphrase",
    "welcome-name",
];

/// People, records and dates, closed.
fn prepared() -> &'static (TempDir, usize) {
    static PREPARED: OnceLock<(TempDir, usize)> = OnceLock::new();
    PREPARED.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let (knowledge, now, words) = (Knowledge::embedded(), bench::now(), locale());
        let _alone = writer::no_births();
        bench::create(dir.path(), 0).unwrap().close(now).unwrap();
        let mut vault = open(dir.path(), &knowledge).unwrap();
        let say = |id: &str| words.text(id);
        let local = now.naive_utc();
        vaka::demo::build(&mut vault, &knowledge.library, &say, 4, 7, local, &mut |_, _| {}).unwrap();
        let records = records(&vault);
        vault.close(now).unwrap();
        (dir, records)
    })
}

fn open(dir: &Path, knowledge: &Knowledge) -> Result<Vault, String> {
    let secret = passphrase(0);
    let opened = Vault::open(dir, Unlock::Passphrase(&secret), knowledge.rules(), bench::now());
    opened.map_err(|error| format!("not opened again: {error}"))
}

fn records(vault: &Vault) -> usize {
    let mut count = 0;
    let mut take = |_, _| {
        count += 1;
        std::ops::ControlFlow::Continue(())
    };
    vault.records_with(&[], &mut take).unwrap();
    count
}

pub fn run(plan: &Plan) -> Vec<Figure> {
    let count = plan.count(100, 4);
    let (worst, typed) = (AtomicU64::new(0), AtomicUsize::new(0));
    let screens = Mutex::new(BTreeSet::new());
    prepared();
    let failures = trials::run(count, |number| {
        let mut chance = Chance::of(plan.seed, WHAT, number as u64);
        match trial(&mut chance) {
            Ok(Pulled { screen, lost }) => {
                screens.lock().unwrap().insert(screen.clone());
                let Some(lost) = lost else { return Vec::new() };
                typed.fetch_add(1, Ordering::Relaxed);
                worst.fetch_max(u64::try_from(lost.as_millis()).unwrap(), Ordering::Relaxed);
                let too_much = || format!("{lost:.0?} of typing lost at {screen}");
                (lost > PROMISED).then(too_much).into_iter().collect()
            }
            Err(words) => vec![words],
        }
    });
    table::tell(WHAT, &failures);
    let (worst, typed, screens) =
        (worst.into_inner(), typed.into_inner(), screens.into_inner().unwrap().len());
    let extra = format!("at {screens} screens, {typed} times in a text; at most {worst} ms of typing lost");
    vec![Figure::trials(WHAT, count, &failures, &extra)]
}

/// Where it was pulled, and how much of what was typed into a record is missing.
struct Pulled {
    screen: String,
    lost: Option<Duration>,
}

fn trial(chance: &mut Chance) -> Result<Pulled, String> {
    let (mut pty, dir) = start();
    for _ in 0..10 + chance.below(60) {
        if pty.has_ended() {
            return Err("the program ended by itself".to_owned());
        }
        pty.send(KEYS[chance.index(KEYS.len())]);
        thread::sleep(Duration::from_millis(10 + chance.below(40)));
    }
    if chance.once_in(2) {
        // Into the first form of a new case, somewhere.
        for key in ["\x1b"; 6].into_iter().chain(["n"]) {
            pty.send(key);
            // An Esc with something right behind it is another key.
            thread::sleep(Duration::from_millis(150));
        }
        (0..chance.below(40)).for_each(|_| pty.send("\t"));
    }
    // From there to the next place where letters are text, if one is near.
    for _ in 0..16 {
        pty.send(TRY);
        thread::sleep(Duration::from_millis(60));
        if pty.contents().contains(TRY) {
            break;
        }
        pty.send(if chance.once_in(2) { "\t" } else { "\x1b[B" });
    }
    let (mut text, mut moments) = (String::new(), Vec::new());
    let letters: Vec<char> = LETTERS.chars().collect();
    let began = Instant::now();
    let longest = Duration::from_millis(2_200 + chance.below(1_000));
    while began.elapsed() < longest {
        let next = MARK.chars().nth(moments.len()).unwrap_or_else(|| letters[chance.index(letters.len())]);
        pty.send(next.to_string());
        text.push(next);
        moments.push(Instant::now());
        thread::sleep(Duration::from_millis(20 + chance.below(100)));
    }
    let (ended, shown) = (Instant::now(), pty.contents());
    pty.signal("KILL");
    pty.wait_exit(Duration::from_secs(20));
    let kept = kept(&dir)?;
    let of_a_record = shown.contains(MARK) && !NO_RECORD.iter().any(|id| shows(&shown, id));
    let lost = of_a_record.then(|| {
        let known = kept.iter().map(|kept| same(kept, &text)).max().unwrap_or(0);
        moments.get(known).map_or(Duration::ZERO, |first_lost| ended - *first_lost)
    });
    let screen = shown.lines().next().unwrap_or_default().split("  ").next().unwrap_or_default();
    let screen = screen.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    if lost.is_some_and(|lost| lost > PROMISED) {
        eprintln!("{shown}");
    }
    Ok(Pulled { screen, lost })
}

/// Whether a screen shows a text in any language, as far as it stands before anything that is filled in.
fn shows(shown: &str, id: &str) -> bool {
    let locales = Arc::new(Locales::embedded());
    locales.ids().iter().any(|language| shown.contains(&beginning(&Locale::new(&locales, language).text(id))))
}

fn beginning(text: &str) -> String {
    text.split(['{', '…']).next().unwrap_or_default().trim().chars().take(30).collect()
}

/// How many letters of the typed text stand in a kept one, from its beginning.
fn same(kept: &str, typed: &str) -> usize {
    kept.find(MARK).map_or(0, |at| kept[at..].chars().zip(typed.chars()).take_while(|(a, b)| a == b).count())
}

/// The program at home, and the vault it works on.
fn start() -> (Pty, PathBuf) {
    let start = Start::new(env!("CARGO_BIN_EXE_vaka")).arg("--lang").arg("en");
    let dir = vault_of(&start);
    fs::create_dir_all(dir.parent().unwrap()).unwrap();
    bench::copy(prepared().0.path(), &dir);
    let file = start.path("passphrase");
    fs::write(&file, secrecy::ExposeSecret::expose_secret(&passphrase(0))).unwrap();
    let start = start.arg("--passphrase-file").arg(file.to_str().unwrap());
    let pty = writer::born_alone(|| start.spawn());
    pty.wait_for(&locale().attribute("cmd-new-case", "short").unwrap());
    (pty, dir)
}

/// All texts of all drafts, after the vault was found whole with every version that was there.
fn kept(dir: &Path) -> Result<Vec<String>, String> {
    let _alone = writer::no_births();
    let knowledge = Knowledge::embedded();
    let mut vault = open(dir, &knowledge)?;
    let wrong = |error: vaka::store::VaultError| error.to_string();
    let report = vault.verify().map_err(wrong)?;
    if !report.is_good() {
        return Err(format!("damaged: {report:?}"));
    }
    let (now, before) = (records(&vault), prepared().1);
    if now < before {
        return Err(format!("{now} records instead of {before}"));
    }
    let mut drafts = Vec::new();
    vault.drafts_to_search(&mut |draft, _, _| drafts.push(draft)).map_err(wrong)?;
    for form in knowledge.library.ids() {
        if knowledge.library.form(&form).is_some_and(|form| form.subject == Subject::Worker) {
            drafts.extend(vault.shelf(&form, bench::now()).map_err(wrong)?.1);
        }
    }
    drafts
        .iter()
        .map(|draft| serde_json::to_string(&draft.answers).map_err(|error| error.to_string()))
        .collect()
}
