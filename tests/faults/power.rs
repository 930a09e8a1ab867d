//! Power cuts. A program works on a vault and all it does to the files is recorded; then disks are built as
//! cuts at random moments may leave them, and each is opened: everything that had been acknowledged is
//! there, the rest is as before or after, and the passphrase is the old or the new one.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use vaka::store::{Vault, VaultNotice, VaultState};

use super::book::{Book, Step};
use super::chance::Chance;
use super::images::{Loss, Recording};
use super::table::{self, Figure};
use super::{Plan, bench, trials, watch};

/// Images from one recording.
const IMAGES: usize = 250;

/// What is done while it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    /// A vault is made and written in.
    Creation,
    /// Records and drafts are saved, the vault is closed and opened in between.
    Writing,
    /// The passphrase is changed again and again.
    Slots,
    /// A vault of an older program is brought up to date.
    Migration,
}

/// What the vault holds after each acknowledgement, and what was done next.
struct Story {
    recording: Recording,
    /// None: there is no vault yet. One more than there are acknowledgements.
    books: Vec<Option<Book>>,
    steps: Vec<Option<Step>>,
    _home: TempDir,
}

pub fn run(plan: &Plan) -> Vec<Figure> {
    let scenes = [
        (Scene::Writing, "power cut, saving", (3000, 60)),
        (Scene::Creation, "power cut, making a vault", (700, 30)),
        (Scene::Slots, "power cut, changing the passphrase", (700, 30)),
        (Scene::Migration, "power cut, migration", (600, 30)),
    ];
    scenes
        .into_iter()
        .map(|(scene, what, (long, short))| cuts(plan, scene, what, plan.count(long, short)))
        .collect()
}

fn cuts(plan: &Plan, scene: Scene, what: &str, count: usize) -> Figure {
    let part = format!("{scene:?}");
    let failures = trials::run(count.div_ceil(IMAGES), |number| {
        let mut chance = Chance::of(plan.seed, &part, number as u64);
        let story = record(scene, &mut chance);
        let mut failures: Vec<String> = story.recording.is_complete().err().into_iter().collect();
        for image in 0..IMAGES.min(count - number * IMAGES) {
            let cut = chance.index(story.recording.events.len() + 1);
            let loss = Loss::ALL[image % Loss::ALL.len()];
            if let Err(words) = judge(&story, cut, loss, &mut chance) {
                let of = story.recording.events.len();
                failures.push(format!("image {image}, {loss:?} after {cut} of {of} calls: {words}"));
            }
        }
        failures
    });
    table::tell(&part, &failures);
    Figure::trials(what, count, &failures, "")
}

/// Does the work and records it.
fn record(scene: Scene, chance: &mut Chance) -> Story {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("vault");
    let first = prepare(scene, &dir, chance);
    let recording = Recording::of(home.path());
    let there: Vec<PathBuf> = recording.before.iter().map(|(path, _)| path.clone()).collect();
    watch::begin(home.path(), &there);
    let mut story = Story { recording, books: vec![first], steps: Vec::new(), _home: home };
    story.play(scene, &dir, chance);
    story.recording.events = watch::end();
    story
}

/// What is there before the recording.
fn prepare(scene: Scene, dir: &Path, chance: &mut Chance) -> Option<Book> {
    match scene {
        Scene::Creation => None,
        Scene::Writing | Scene::Slots => Some(bench::filled(dir, 8, chance)),
        Scene::Migration => Some(bench::older(dir)),
    }
}

impl Story {
    /// Notes that something was done and acknowledged.
    fn acknowledge(&mut self, book: Book, step: Option<Step>) {
        self.books.push(Some(book));
        self.steps.push(step);
        watch::acknowledge(self.steps.len());
    }

    fn play(&mut self, scene: Scene, dir: &Path, chance: &mut Chance) {
        let mut book = self.books[0].clone().unwrap_or_default();
        let mut vault = match scene {
            Scene::Creation => bench::create(dir, book.secret).unwrap(),
            _ => bench::open(dir, book.secret).unwrap(),
        };
        self.acknowledge(book.clone(), None);
        let steps = if scene == Scene::Writing { 70 } else { 12 };
        for number in 0..steps {
            let step = match scene {
                Scene::Slots => Step::Passphrase { tag: chance.next() },
                _ => book.next(chance),
            };
            step.perform(&mut vault).unwrap();
            book.note(&step);
            self.acknowledge(book.clone(), Some(step));
            if number == steps / 2 && chance.once_in(2) {
                vault.close(bench::now()).unwrap();
                vault = bench::open(dir, book.secret).unwrap();
            }
        }
        if chance.once_in(2) {
            vault.close(bench::now()).unwrap();
        }
    }
}

fn judge(story: &Story, cut: usize, loss: Loss, chance: &mut Chance) -> Result<(), String> {
    let disk = TempDir::new().unwrap();
    story.recording.lay_out(cut, loss, chance, disk.path());
    let dir = disk.path().join("vault");
    let done = story.recording.acknowledged(cut);
    let flying: Vec<Step> = story.steps.get(done).copied().flatten().into_iter().collect();
    let Some(book) = &story.books[done] else { return may_be_made(&dir, story) };
    inspect(&dir, book, &flying)
}

fn inspect(dir: &Path, book: &Book, flying: &[Step]) -> Result<(), String> {
    // A save that was cut off may have left parts in the log: that something is missing is said then too.
    let allowed =
        |notice: &VaultNotice| matches!(notice, VaultNotice::Migrated { .. } | VaultNotice::LogDamaged);
    bench::inspect(dir, book, flying, allowed).map(drop).map_err(|words| {
        let names: Vec<String> = fs::read_dir(dir)
            .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
            .unwrap_or_default();
        format!("{words}; {}", names.join(" "))
    })
}

/// The creation had not been acknowledged: either there is a vault, or one can be made.
fn may_be_made(dir: &Path, story: &Story) -> Result<(), String> {
    let book = story.books[1].clone().unwrap_or_default();
    match Vault::state(dir) {
        VaultState::Present => inspect(dir, &book, &[]),
        VaultState::Missing => {
            bench::create(dir, book.secret).map(drop).map_err(|error| format!("not made again: {error}"))
        }
        other => Err(format!("{other:?}")),
    }
}
