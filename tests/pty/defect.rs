//! The real program with one thing around it: a key by which it has a defect, and one that tells what the
//! system knows of the process. It is this binary that starts itself again as the program, so that neither
//! is in the program that people have.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
use vaka::terminal::{Application, Input, Key, Now, run};

use super::echo::CHILD;
use super::harness::Start;

/// What the child is asked to be.
const MANNER: &str = "defect";
/// What the message of the defect says.
const MESSAGE: &str = "VAKA_PTY_DEFECT";
/// By this key the program has a defect.
pub const DEFECT: &str = "\x1b[31~";
/// By this one it tells of itself, in a file of its home directory.
pub const TELL: &str = "\x1b[32~";
pub const TOLD: &str = "told.txt";

/// Does the child's part, if this process is one.
pub fn main_of_child() -> Option<ExitCode> {
    let is_one = std::env::var(CHILD).is_ok_and(|manner| manner == MANNER);
    is_one.then(|| vaka::cli::main_with(|app, wakeups, options| run(&mut Defect(app), wakeups, options)))
}

/// `vaka` with these arguments and a defect whose message holds this text.
pub fn vaka(arguments: &[&str], message: &str) -> Start {
    let start = Start::new(std::env::current_exe().unwrap()).env(CHILD, MANNER).env(MESSAGE, message);
    arguments.iter().fold(start, Start::arg)
}

/// Whether a process may leave a core file or be read by others of its user, and the limit of a core file.
pub fn told() -> String {
    let dumpable = dumpable_behavior().unwrap() != DumpableBehavior::NotDumpable;
    format!("dumpable {dumpable}, core {:?}", getrlimit(Resource::Core).current)
}

struct Defect<'a>(&'a mut dyn Application);

impl Application for Defect<'_> {
    fn handle(&mut self, input: Input, now: Now) {
        match input {
            Input::Key(Key::F(17)) => panic!("{}", std::env::var(MESSAGE).unwrap()),
            Input::Key(Key::F(18)) => {
                let home = PathBuf::from(std::env::var_os("HOME").unwrap());
                fs::write(home.join(TOLD), told()).unwrap();
            }
            other => self.0.handle(other, now),
        }
    }

    fn poll_worker(&mut self, now: Now) -> bool {
        self.0.poll_worker(now)
    }

    fn deadline(&self) -> Option<DateTime<Utc>> {
        self.0.deadline()
    }

    fn dirty(&mut self) -> bool {
        self.0.dirty()
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.0.draw(frame);
    }

    fn finished(&self) -> Option<u8> {
        self.0.finished()
    }

    fn busy(&self) -> bool {
        self.0.busy()
    }
}
