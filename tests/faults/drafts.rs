//! What is being typed into the real program in a terminal when the program is killed, its terminal goes
//! away, it is told to end, stopped or locked. After a kill at most the last two seconds are missing, after
//! everything else nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use vaka::form::Answer;
use vaka::locale::{Locale, Locales};
use vaka::session::Knowledge;
use vaka::store::Unlock;

use super::book::passphrase;
use super::chance::Chance;
use super::harness::{Pty, Start};
use super::table::{self, Figure};
use super::{Plan, bench, trials, writer};

/// The place of the first contact, the fourth field of the intake.
const FIELD: &str = "contact_place";
const LETTERS: &str = "abcçdefgğhıijklmnoöprsștțuüvyz";
/// How much of what was typed last a kill may take.
pub const PROMISED: Duration = Duration::from_secs(2);
const F12: &str = "\x1b[24~";

/// How the typing ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Kill,
    HangUp,
    Terminate,
    Suspend,
    LockKey,
    IdleLock,
}

pub fn run(plan: &Plan) -> Vec<Figure> {
    let ends = [
        (End::Kill, "typing, kill -9 (at most 2 s lost)", (25, 2)),
        (End::HangUp, "typing, hang-up", (20, 1)),
        (End::Terminate, "typing, SIGTERM", (20, 1)),
        (End::Suspend, "typing, stopped, then killed", (15, 1)),
        (End::LockKey, "typing, F12", (15, 1)),
        // It takes a minute at least; with a clock of its own it is tested among the journeys.
        (End::IdleLock, "typing, idle lock", (5, 0)),
    ];
    let count = |counts: (usize, usize)| plan.count(counts.0, counts.1);
    ends.into_iter()
        .filter(|end| count(end.2) > 0)
        .map(|(end, what, counts)| typing(plan, end, what, count(counts)))
        .collect()
}

fn typing(plan: &Plan, end: End, what: &str, count: usize) -> Figure {
    let worst = AtomicU64::new(0);
    let failures = trials::run(count, |number| {
        let mut chance = Chance::of(plan.seed, what, number as u64);
        let lost = trial(end, &mut chance);
        let lost = match lost {
            Ok(lost) => lost,
            Err(words) => return vec![words],
        };
        worst.fetch_max(u64::try_from(lost.as_millis()).unwrap(), Ordering::Relaxed);
        let allowed = if end == End::Kill { PROMISED } else { Duration::ZERO };
        (lost > allowed).then(|| format!("{lost:.0?} of typing lost")).into_iter().collect()
    });
    table::tell(what, &failures);
    let worst = worst.into_inner();
    Figure::trials(what, count, &failures, &format!("at most {worst} ms of typing lost"))
}

/// Types and ends; gives back how much of the typing before the end is missing.
fn trial(end: End, chance: &mut Chance) -> Result<Duration, String> {
    let (mut pty, dir) = form_open(end);
    let began = Instant::now();
    let mut typed = String::new();
    let mut moments = Vec::new();
    let longest = Duration::from_millis(if end == End::Kill { 2_200 + chance.below(2_500) } else { 200 });
    while began.elapsed() < longest {
        let letter = LETTERS.chars().nth(chance.index(LETTERS.chars().count())).unwrap();
        pty.send(letter.to_string());
        typed.push(letter);
        moments.push(Instant::now());
        thread::sleep(Duration::from_millis(20 + chance.below(120)));
    }
    if end != End::Kill {
        // What has not reached the program is not typed yet.
        let tail: String = typed.chars().skip(typed.chars().count().saturating_sub(10)).collect();
        pty.wait_for(&tail);
    }
    let ended = Instant::now();
    finish(end, &mut pty);
    let kept = kept(&dir)?;
    if !typed.starts_with(&kept) {
        return Err(format!("{kept:?} instead of {typed:?}"));
    }
    Ok(moments.get(kept.chars().count()).map_or(Duration::ZERO, |first_lost| ended - *first_lost))
}

fn finish(end: End, pty: &mut Pty) {
    match end {
        End::Kill => pty.signal("KILL"),
        End::HangUp => pty.hang_up(),
        End::Terminate => pty.signal("TERM"),
        End::Suspend => {
            pty.send("\x1a");
            pty.wait_until("the shell", |screen| screen.contents().contains("Stopped"));
            pty.send("kill -9 %1; wait %1; exit\rexit\r");
        }
        End::LockKey | End::IdleLock => {
            if end == End::LockKey {
                pty.send(F12);
            }
            // The idle lock takes a minute.
            let locked = say("unlock-passphrase");
            pty.wait_within(Duration::from_secs(100), &locked, |screen| screen.contents().contains(&locked));
            pty.signal("KILL");
        }
    }
    pty.wait_exit(Duration::from_secs(20));
}

/// The program with the intake of a first case open, and the vault it works on.
fn form_open(end: End) -> (Pty, PathBuf) {
    let program = env!("CARGO_BIN_EXE_vaka");
    let start = match end {
        End::Suspend => Start::new("/bin/sh").arg("-i").env("PS1", "shell> ").env("ENV", ""),
        _ => Start::new(program).arg("--lang").arg("en"),
    };
    let dir = vault_of(&start);
    {
        let _alone = writer::no_births();
        fs::create_dir_all(dir.parent().unwrap()).unwrap();
        bench::create(&dir, 0).unwrap().close(bench::now()).unwrap();
    }
    let config = start.path("xdg_config_home/vaka");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "idle_lock_minutes = 1\n").unwrap();
    let file = start.path("passphrase");
    fs::write(&file, secrecy::ExposeSecret::expose_secret(&passphrase(0))).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let mut pty = match end {
        End::Suspend => {
            let mut pty = writer::born_alone(|| start.spawn());
            pty.wait_for("shell> ");
            pty.send(format!("{program} --lang en --passphrase-file {file}\r"));
            pty
        }
        _ => writer::born_alone(|| start.arg("--passphrase-file").arg(file).spawn()),
    };
    pty.wait_for(&say("home-first"));
    pty.send("\r");
    pty.wait_for(&locale().form("intake", "section-contact"));
    pty.send("\t\t\t");
    (pty, dir)
}

/// Where the vault of a program lies that is started so.
pub fn vault_of(start: &Start) -> PathBuf {
    start.path("xdg_data_home/vaka")
}

pub fn locale() -> Locale {
    Locale::new(&Arc::new(Locales::embedded()), "en")
}

pub fn say(id: &str) -> String {
    locale().text(id)
}

/// What of the typing the draft holds.
fn kept(dir: &Path) -> Result<String, String> {
    let _alone = writer::no_births();
    let (secret, now) = (passphrase(0), bench::now());
    let rules = Knowledge::embedded().rules();
    let vault = vaka::store::Vault::open(dir, Unlock::Passphrase(&secret), rules, now);
    let vault = vault.map_err(|error| format!("not opened again: {error}"))?;
    let drafts = vault.home(&vaka::record::HomeAsk::default()).map_err(|error| error.to_string())?.unfinished;
    match drafts.first().map(|draft| draft.answers.fields.get(FIELD)) {
        Some(Some(Answer::Text(text))) => Ok(text.clone()),
        Some(None) | None => Ok(String::new()),
        Some(Some(other)) => Err(format!("{other:?}")),
    }
}
