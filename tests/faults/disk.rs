//! A disk that is full or broken, at every single call by which the vault changes its files. Whatever the
//! vault says it did is there after opening again; what it says it did not do left everything as it was;
//! and once the disk is well again, the same is done without a complaint.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use vaka::store::{BackupError, Vault, VaultError, VaultNotice, VaultState};

use super::book::{Book, Step};
use super::chance::Chance;
use super::images::Recording;
use super::table::{self, Figure};
use super::watch::{self, Manner};
use super::{Plan, bench, trials};

/// Steps between the opening and the closing.
const STEPS: usize = 6;

pub fn run(plan: &Plan) -> Vec<Figure> {
    let manners = [
        (Manner::Full, "disk full from the n-th call on"),
        (Manner::Once, "I/O error at the n-th call"),
        (Manner::Broken, "I/O errors from the n-th call on"),
        (Manner::ReadOnly, "read-only from the n-th call on"),
        (Manner::Forbidden, "directory not ours from the n-th call on"),
    ];
    let lives = manners.into_iter().map(|(manner, what)| every_call(plan, manner, what));
    lives.chain([backups(plan)]).collect()
}

/// The disk is full from the n-th call of a backup on: the older one is as it was and nothing else is left,
/// and with room it is made.
fn backups(plan: &Plan) -> Figure {
    let (what, all) = ("backup file, disk full from the n-th call on", back_up(plan, usize::MAX).unwrap());
    let count = plan.count(all, 12);
    let failures = trials::run(count, |number| {
        let at = if plan.long { number } else { Chance::of(plan.seed, what, number as u64).index(all) };
        back_up(plan, at).err().map(|words| format!("at call {at}: {words}")).into_iter().collect()
    });
    table::tell(what, &failures);
    Figure::trials(what, count, &failures, &format!("of {all} calls"))
}

/// Makes a backup in the place of an older one; gives back how many calls there were.
fn back_up(plan: &Plan, at: usize) -> Result<usize, String> {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("vault");
    let book = bench::filled(&dir, 8, &mut Chance::of(plan.seed, "backups", 0));
    let file = dir.with_extension("backup");
    fs::write(&file, "older").unwrap();
    let mut vault = bench::open(&dir, book.secret).unwrap();
    let names = || {
        let names =
            [home.path(), &dir].map(|dir| fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()));
        let mut names: Vec<PathBuf> = names.into_iter().flatten().collect();
        names.sort();
        names
    };
    let before = names();
    let there = Recording::of(home.path()).before.into_iter().map(|(path, _)| path);
    watch::begin(home.path(), &there.collect::<Vec<_>>());
    watch::fail(at, Manner::Full);
    let made = bench::try_back_up(&mut vault, &file);
    let (struck, calls) = (watch::has_struck(), watch::calls());
    watch::end();
    match made {
        Ok(()) => {}
        Err(BackupError::NoRoom(_)) if struck && fs::read(&file).unwrap() == b"older" => {}
        Err(BackupError::NoRoom(_)) => return Err("the older backup is gone".to_owned()),
        Err(error) => return Err(format!("a full disk is called {error}")),
    }
    if names() != before {
        return Err(format!("left behind: {:?}", names()));
    }
    bench::try_back_up(&mut vault, &file).map_err(|error| format!("with room: {error}"))?;
    drop(vault);
    fs::remove_dir_all(&dir).unwrap();
    bench::restore(&dir);
    bench::inspect(&dir, &book, &[], |_| false).map_err(|words| words.to_string())?;
    Ok(calls)
}

/// What is tried in one life of a vault.
#[derive(Debug, Clone, Copy)]
enum Act {
    Create,
    Open,
    Step(usize),
    Close,
}

const ACTS: [Act; 9] = [
    Act::Create,
    Act::Close,
    Act::Open,
    Act::Step(0),
    Act::Step(1),
    Act::Step(2),
    Act::Step(3),
    Act::Step(4),
    Act::Close,
];

/// A vault that lives through one fault.
struct Life {
    home: TempDir,
    dir: PathBuf,
    /// None before it was made.
    book: Option<Book>,
    vault: Option<Vault>,
    chance: Chance,
}

fn every_call(plan: &Plan, manner: Manner, what: &str) -> Figure {
    let all = calls_in_a_life(plan, manner);
    let count = plan.count(all, 12);
    let failures = trials::run(count, |number| {
        let at = if plan.long { number } else { Chance::of(plan.seed, what, number as u64).index(all) };
        let lived = live(plan, Some((at, manner)));
        lived.err().map(|words| format!("{manner:?} at call {at}: {words}")).into_iter().collect()
    });
    table::tell(what, &failures);
    Figure::trials(what, count, &failures, &format!("of {all} calls"))
}

/// How many calls could fail in this manner: those made when the fault never comes.
fn calls_in_a_life(plan: &Plan, manner: Manner) -> usize {
    live(plan, Some((usize::MAX, manner))).unwrap()
}

/// Lives the whole life, one act failing; gives back how many calls there were.
fn live(plan: &Plan, fault: Option<(usize, Manner)>) -> Result<usize, String> {
    let mut life = Life::new(Chance::of(plan.seed, "life", 0));
    let there = Recording::of(life.home.path());
    watch::begin(life.home.path(), &there.before.into_iter().map(|(path, _)| path).collect::<Vec<_>>());
    if let Some((at, manner)) = fault {
        watch::fail(at, manner);
    }
    let lived = ACTS.iter().try_for_each(|act| life.act(*act).map_err(|words| format!("{act:?}: {words}")));
    life.vault = None;
    let calls = watch::calls();
    watch::end();
    lived.map(|()| calls)
}

impl Life {
    fn new(chance: Chance) -> Self {
        let home = TempDir::new().unwrap();
        Self { dir: home.path().join("vault"), home, book: None, vault: None, chance }
    }

    /// Does one thing; when the disk fails in it, looks at what is left, heals the disk and does it again.
    fn act(&mut self, act: Act) -> Result<(), String> {
        let was_struck = watch::has_struck();
        let step = match act {
            Act::Step(number) if number == STEPS / 2 => Some(Step::Passphrase { tag: self.chance.next() }),
            Act::Step(_) => Some(self.book.as_ref().unwrap().next(&mut self.chance)),
            _ => None,
        };
        let done = self.attempt(act, step.as_ref());
        if was_struck || !watch::has_struck() {
            return done.map_err(|error| format!("without a fault: {error}"));
        }
        // What is left is looked at on a disk that is well.
        let dead = watch::heal() == Some(Manner::Broken);
        match done {
            Ok(()) => self.look(&self.book.clone().unwrap(), &[], "after a success", |_| false),
            Err(error) => self.recover(act, step.as_ref(), &error, dead),
        }
    }

    fn attempt(&mut self, act: Act, step: Option<&Step>) -> Result<(), VaultError> {
        match (act, step) {
            (Act::Create, _) => {
                self.vault = Some(bench::create(&self.dir, 0)?);
                self.book = Some(Book::new(0));
            }
            (Act::Open, _) => self.vault = Some(bench::open(&self.dir, self.book.as_ref().unwrap().secret)?),
            (Act::Step(_), Some(step)) => {
                step.perform(self.vault.as_mut().unwrap())?;
                self.book.as_mut().unwrap().note(step);
            }
            (Act::Close, _) => self.vault.take().unwrap().close(bench::now())?,
            (Act::Step(_), None) => {}
        }
        Ok(())
    }

    /// What failed left everything as it was, and can be done now.
    fn recover(
        &mut self,
        act: Act,
        step: Option<&Step>,
        error: &VaultError,
        dead: bool,
    ) -> Result<(), String> {
        use VaultError::{EmptyFile, KeysTampered, Missing, NotAVault, WrongPassphrase};
        if matches!(error, NotAVault | EmptyFile | Missing | WrongPassphrase | KeysTampered) {
            return Err(format!("a failing disk is called {error}"));
        }
        let failed = format!("after {error}");
        self.look_killed(step, &failed, dead)?;
        if let Some(vault) = &mut self.vault {
            // The session goes on: what it shows is what was there before.
            self.book
                .as_ref()
                .unwrap()
                .compare(vault, &[])
                .map_err(|words| format!("{failed}, in the session: {words}"))?;
        }
        match act {
            Act::Create if Vault::state(&self.dir) != VaultState::Missing => {
                // It was made, and only its first session did not begin.
                self.book = Some(Book::new(0));
                self.vault = Some(
                    bench::open(&self.dir, 0)
                        .map_err(|error| format!("{failed}, made, and then: {error}"))?,
                );
            }
            // The session is over either way; nothing is lost with it.
            Act::Close => {}
            _ => self.attempt(act, step).map_err(|error| format!("{failed}, again: {error}"))?,
        }
        self.look(&self.book.clone().unwrap(), &[], &failed, |_| false)
    }

    /// Had the program been killed just then: what was refused may be there whole, or not at all; and the
    /// passphrase is the one she had, since she was told that it was not changed. Only a disk on which
    /// nothing can be taken back any more may leave the new one.
    fn look_killed(&self, step: Option<&Step>, failed: &str, dead: bool) -> Result<(), String> {
        let Some(book) = &self.book else { return Ok(()) };
        let may_be_there = |step: &Step| dead || !matches!(step, Step::Passphrase { .. });
        let flying: Vec<Step> = step.copied().filter(may_be_there).into_iter().collect();
        // A commit whose sync failed may be in the log nevertheless: then the database remembers a newer key
        // file than the one that was put back.
        let allowed =
            |notice: &VaultNotice| matches!(notice, VaultNotice::LogDamaged | VaultNotice::KeysOlder);
        self.look(book, &flying, &format!("{failed}, killed then"), allowed)
    }

    /// Opens a copy of what lies there, as if the program had been killed now.
    fn look(
        &self,
        book: &Book,
        flying: &[Step],
        when: &str,
        allowed: fn(&VaultNotice) -> bool,
    ) -> Result<(), String> {
        let copy = TempDir::new().unwrap();
        bench::copy(&self.dir, copy.path());
        let found = bench::inspect(copy.path(), book, flying, allowed);
        found.map(drop).map_err(|words| format!("{when}, opened again: {words}"))
    }
}
