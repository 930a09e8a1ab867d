//! The program that is killed: this binary started again. It says on its output what it is about to do,
//! does it, and says so once the vault has acknowledged it.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use super::bench;
use super::book::{Book, Step};
use super::chance::Chance;

const NAME: &str = "--writer";

/// What the writer does until it is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Makes a vault, then writes in it.
    Create,
    /// Writes records and drafts.
    Write,
    /// The same, and sets a new passphrase every other time.
    Slots,
}

impl Work {
    const ALL: [Self; 3] = [Self::Create, Self::Write, Self::Slots];

    fn name(self) -> String {
        format!("{self:?}")
    }
}

/// What one writer said before it was killed.
#[derive(Debug, Default)]
pub struct Told {
    /// The vault was made or opened.
    pub opened: bool,
    pub done: Vec<Step>,
    /// What was begun and not acknowledged.
    pub flying: Option<Step>,
    /// What went wrong before the kill.
    pub failed: Option<String>,
}

/// Between its birth and its first own instruction a child has the open files of its parent, the lock of
/// a vault that is being looked at among them. So none is born while one is.
static BIRTHS: RwLock<()> = RwLock::new(());

/// For as long as this lives no writer is born.
pub fn no_births() -> RwLockReadGuard<'static, ()> {
    BIRTHS.read().unwrap_or_else(PoisonError::into_inner)
}

/// Gives birth to a program while no vault is open here.
pub fn born_alone<T>(birth: impl FnOnce() -> T) -> T {
    let _alone = BIRTHS.write().unwrap_or_else(PoisonError::into_inner);
    birth()
}

/// Starts a writer.
pub fn start(work: Work, dir: &Path, secret: u64, seed: u64) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([NAME, &work.name(), dir.to_str().unwrap(), &secret.to_string(), &seed.to_string()]);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    born_alone(|| command.spawn()).unwrap()
}

/// Kills a writer and reads what it had said.
pub fn kill(mut child: Child) -> Told {
    child.kill().unwrap();
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    child.wait().unwrap();
    let mut told = Told::default();
    // A line without its end was never said.
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    for line in whole.lines() {
        match line {
            "open" => told.opened = true,
            "done" => told.done.extend(told.flying.take()),
            line if line.starts_with("failed") => told.failed = Some(line.to_owned()),
            line => told.flying = Some(line.parse().unwrap()),
        }
    }
    told
}

/// Runs as the writer if the arguments say so.
pub fn main_of_child(arguments: &[String]) -> Option<ExitCode> {
    let [name, work, dir, secret, seed] = arguments else { return None };
    let work = Work::ALL.into_iter().find(|known| name == NAME && known.name() == *work)?;
    let (secret, seed) = (secret.parse().ok()?, seed.parse().ok()?);
    let Err(error) = write(work, Path::new(dir), secret, &mut Chance::of(seed, "writer", 0));
    say(&format!("failed: {error}"));
    Some(ExitCode::FAILURE)
}

fn write(
    work: Work,
    dir: &Path,
    secret: u64,
    chance: &mut Chance,
) -> Result<std::convert::Infallible, vaka::store::VaultError> {
    let mut vault = match work {
        Work::Create => bench::create(dir, secret)?,
        Work::Write | Work::Slots => bench::open(dir, secret)?,
    };
    say("open");
    let mut book = Book::new(secret);
    loop {
        let step = match work {
            Work::Slots if chance.once_in(2) => Step::Passphrase { tag: chance.next() },
            _ => book.next(chance),
        };
        say(&step.to_string());
        step.perform(&mut vault)?;
        say("done");
        book.note(&step);
    }
}

fn say(line: &str) {
    let mut out = io::stdout().lock();
    // The end of whoever listens is the end of the work.
    if out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(1);
    }
}
