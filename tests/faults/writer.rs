//! The program that is killed: this binary started again. It says on its output what it is about to do,
//! does it, and says so once the vault has acknowledged it.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

use std::sync::{PoisonError, RwLock, RwLockReadGuard};
use std::thread;
use std::time::{Duration, Instant};

use vaka::store::VaultError;

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
    /// The same, and lets a colleague in and removes her every other time.
    Keys,
    /// Restores the backup that lies beside the directory, then writes in it.
    Restore,
    /// So many steps at the pace of a person, and then the vault is closed.
    Pace { steps: usize },
}

impl Work {
    fn name(self) -> String {
        match self {
            Self::Create => "create".to_owned(),
            Self::Write => "write".to_owned(),
            Self::Slots => "slots".to_owned(),
            Self::Keys => "keys".to_owned(),
            Self::Restore => "restore".to_owned(),
            Self::Pace { steps } => steps.to_string(),
        }
    }

    fn of(name: &str) -> Option<Self> {
        match name {
            "create" => Some(Self::Create),
            "write" => Some(Self::Write),
            "slots" => Some(Self::Slots),
            "keys" => Some(Self::Keys),
            "restore" => Some(Self::Restore),
            steps => steps.parse().ok().map(|steps| Self::Pace { steps }),
        }
    }
}

/// What one writer said before it was killed.
#[derive(Debug, Default)]
pub struct Told {
    /// The vault was made or opened.
    pub opened: bool,
    pub done: Vec<Step>,
    /// How long each of them took.
    pub took: Vec<Duration>,
    /// How often somebody else had the vault for too long.
    pub locked: usize,
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
    listen(child)
}

/// Reads what a writer says until it ends.
pub fn listen(mut child: Child) -> Told {
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    child.wait().unwrap();
    let mut told = Told::default();
    // A line without its end was never said.
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().for_each(|line| told.hear(line));
    told
}

impl Told {
    fn hear(&mut self, line: &str) {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("open", _) => self.opened = true,
            ("done", micros) => {
                self.done.extend(self.flying.take());
                self.took.push(Duration::from_micros(micros.parse().unwrap()));
            }
            ("locked", _) => {
                self.flying = None;
                self.locked += 1;
            }
            ("failed:", _) => self.failed = Some(line.to_owned()),
            _ => self.flying = Some(line.parse().unwrap()),
        }
    }
}

/// Runs as the writer if the arguments say so.
pub fn main_of_child(arguments: &[String]) -> Option<ExitCode> {
    let [name, work, dir, secret, seed] = arguments else { return None };
    let work = if name == NAME { Work::of(work)? } else { return None };
    let (secret, seed) = (secret.parse().ok()?, seed.parse().ok()?);
    match write(work, Path::new(dir), secret, &mut Chance::of(seed, "writer", 0)) {
        Ok(()) => Some(ExitCode::SUCCESS),
        Err(error) => {
            say(&format!("failed: {error}"));
            Some(ExitCode::FAILURE)
        }
    }
}

fn write(work: Work, dir: &Path, secret: u64, chance: &mut Chance) -> Result<(), VaultError> {
    let mut vault = match work {
        Work::Create => bench::create(dir, secret)?,
        Work::Restore => {
            bench::restore(dir);
            bench::open(dir, secret)?
        }
        _ => bench::open(dir, secret)?,
    };
    say("open");
    let mut book = Book::new(secret);
    let steps = if let Work::Pace { steps } = work { steps } else { usize::MAX };
    for _ in 0..steps {
        let step = match work {
            Work::Keys if chance.once_in(2) => Step::Colleague { tag: chance.next() },
            Work::Slots if chance.once_in(2) => Step::Passphrase { tag: chance.next() },
            _ => book.next(chance),
        };
        if let Work::Pace { .. } = work {
            thread::sleep(Duration::from_millis(20 + chance.below(120)));
        }
        say(&step.to_string());
        let began = Instant::now();
        match step.perform(&mut vault) {
            Err(VaultError::Locked) if matches!(work, Work::Pace { .. }) => {
                say("locked");
                continue;
            }
            done => done?,
        }
        say(&format!("done {}", began.elapsed().as_micros()));
        book.note(&step);
    }
    vault.close(bench::now())
}

fn say(line: &str) {
    let mut out = io::stdout().lock();
    // The end of whoever listens is the end of the work.
    if out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(1);
    }
}
