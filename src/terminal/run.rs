//! The loop between the terminal and the program: wait for one thing, hand it over, draw if
//! something changed.
//!
//! One channel is the only thing that is waited for. The keyboard thread, the signal thread and,
//! through a [`Waker`], the worker put into it; the wait ends at the program's own deadline. There
//! is no tick: while nothing happens, nothing runs (a sleeping loop looks at the wall clock every
//! [`CLOCK_LOOK`], since a deadline must also hold when the machine was asleep).

use std::collections::VecDeque;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use ratatui::{Frame, Terminal};

use super::colour::ColourMode;
use super::event::{Input, Key, Now};
use super::input::InputThread;
use super::pace::Pace;
use super::panic::PanicLine;
use super::screen::{Glance, Screen};
use super::signals::{self, Asked, SignalThread};
use super::tty::{self, Keyboard, Passage, TerminalError};

/// The longest sleep while a deadline is open.
const CLOCK_LOOK: Duration = Duration::from_secs(15);
/// How long the program may take to save and finish after a hang-up or a wish to end.
const GRACE: Duration = Duration::from_secs(5);
/// How long a stop (`^Z`) waits for work under way, and how long a draft is saved after a defect.
const SHORT_GRACE: Duration = Duration::from_secs(2);
/// So long a frame waits for work under way: most of it is done by then, and what is shown between would
/// cost the line twice.
const ANSWER: Duration = Duration::from_millis(40);
/// How long after a key that moves the focus the hand rests.
const REST: Duration = Duration::from_millis(120);
/// What is given back when the program did not finish in its grace.
const UNFINISHED: u8 = 1;

/// The program above the terminal.
pub trait Application {
    /// Takes one input. Does not block: work goes to the worker.
    fn handle(&mut self, input: Input, now: Now);
    /// Takes the results that the worker has sent. Called after every [`Waker::wake`]; true when
    /// something changed.
    fn poll_worker(&mut self, now: Now) -> bool;
    /// When [`Input::Deadline`] is wanted: a draft to save, the idle lock, a clock. It is delivered
    /// before any key that comes later, so that a program that must be locked does not take it. The
    /// same moment is delivered once.
    fn deadline(&self) -> Option<DateTime<Utc>>;
    /// Something changed since the last draw; asking resets it.
    fn dirty(&mut self) -> bool;
    /// Draws the whole screen; what did not change costs nothing.
    fn draw(&mut self, frame: &mut Frame<'_>);
    /// The exit code, once the program wants to leave.
    fn finished(&self) -> Option<u8>;
    /// What was on the screen must leave it now: the frame waits for nothing, however slow the line.
    fn covers(&self) -> bool {
        false
    }
    /// Work is under way that should end before the program is stopped by `^Z`.
    fn busy(&self) -> bool {
        false
    }
    /// Work is under way that may change what is shown after a key that only moves the focus. For other work
    /// such a frame does not wait.
    fn awaits(&self) -> bool {
        false
    }
}

/// How to use the terminal.
#[derive(Debug, Clone)]
pub struct TerminalOptions {
    pub colour: ColourMode,
    /// Lines and marks from ASCII alone.
    pub ascii: bool,
    pub keyboard: Keyboard,
    /// Bits in a second that the line to the terminal carries; None: what the device says.
    pub line_speed: Option<u32>,
    /// What is said when a defect ends the program: fixed, in the language of the person.
    pub panic_line: String,
}

/// What can end the wait.
enum Wake {
    Input(Input),
    Signal(Asked),
    Worker,
    Panicked,
}

/// The channel that [`run`] sleeps on. Made before it, so that the worker can be given its [`Waker`].
pub struct Wakeups {
    sender: Sender<Wake>,
    receiver: Receiver<Wake>,
}

/// Wakes [`run`] from another thread; afterwards it calls [`Application::poll_worker`].
#[derive(Clone)]
pub struct Waker {
    sender: Sender<Wake>,
}

impl Wakeups {
    pub fn new() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver }
    }

    /// For the worker: to be used after a result was put where the application finds it.
    pub fn waker(&self) -> Waker {
        Waker { sender: self.sender.clone() }
    }
}

impl Default for Wakeups {
    fn default() -> Self {
        Self::new()
    }
}

impl Waker {
    /// Something is there for [`Application::poll_worker`]. Without effect after the end of [`run`].
    pub fn wake(&self) {
        let _ = self.sender.send(Wake::Worker);
    }
}

/// Runs the program in the full screen until it is finished, and gives back its exit code.
///
/// The terminal is restored whatever happens: a defect in any thread, a signal, a hang-up. After a
/// defect the program is still asked to save ([`Input::Terminate`]) before `Panicked` is returned.
pub fn run(
    app: &mut dyn Application,
    wakeups: Wakeups,
    options: TerminalOptions,
) -> Result<u8, TerminalError> {
    let (keys, output) = tty::open(options.keyboard)?;
    let passage = Arc::new(Passage::new(&keys, &output)?);
    let screen = Screen::new(tty::size(&output), options.colour, options.ascii);
    let pace = Pace::new(options.line_speed.or_else(|| tty::speed(&output)));
    let Wakeups { sender, receiver } = wakeups;
    let _panic_line = restoring_panic_line(options.panic_line, &passage, &sender);
    let _signals = SignalThread::start(Arc::clone(&passage), {
        let sender = sender.clone();
        move |asked| {
            let _ = sender.send(Wake::Signal(asked));
        }
    })?;
    let _keyboard = InputThread::start(keys, move |input| sender.send(Wake::Input(input)).is_ok())?;
    let mut session = Session::new(screen, pace, output, Arc::clone(&passage), receiver);
    passage.enter()?;
    let outcome = catch_unwind(AssertUnwindSafe(|| session.run(app)));
    passage.leave();
    // What a panic carried may hold what somebody wrote: it is dropped unread.
    let outcome = outcome.unwrap_or(Err(TerminalError::Panicked));
    if matches!(outcome, Err(TerminalError::Panicked)) {
        let _ = catch_unwind(AssertUnwindSafe(|| session.rescue(app)));
    }
    outcome
}

/// Whatever thread has a defect: the terminal is restored before the line is said, and the loop ends.
fn restoring_panic_line(line: String, passage: &Arc<Passage>, sender: &Sender<Wake>) -> PanicLine {
    let (passage, sender) = (Arc::clone(passage), sender.clone());
    PanicLine::with(line, move || {
        passage.leave();
        let _ = sender.send(Wake::Panicked);
    })
}

struct Session {
    terminal: Terminal<Screen>,
    output: File,
    passage: Arc<Passage>,
    receiver: Receiver<Wake>,
    /// What came while only the worker was listened to.
    backlog: VecDeque<Wake>,
    /// The deadline that was delivered last, so that one that is not moved does not make us spin.
    delivered: Option<DateTime<Utc>>,
    /// The program was stopped and the terminal is somebody else's.
    away: bool,
    /// Set once the terminal is gone or an end was asked for: until when it is waited.
    ending: Option<Ending>,
    /// The next frame is drawn on a blank screen.
    whole: bool,
    /// The wall clock when it was last looked at.
    looked: DateTime<Utc>,
    pace: Pace,
    /// Something is to be drawn, as soon as the line is free.
    due: bool,
    /// Work is under way: until when a frame waits for what comes of it.
    answer: Option<Instant>,
    /// All that came since the last frame were keys that move the focus.
    moving: bool,
    /// Only the mark of the focus was moved: when the rest of the frame is sent.
    rest: Option<Instant>,
    /// What was open has left the screen.
    covered: bool,
}

#[derive(Debug, Clone, Copy)]
struct Ending {
    until: Instant,
    /// There is nothing to draw on any more.
    gone: bool,
}

impl Session {
    fn new(
        screen: Screen,
        pace: Pace,
        output: File,
        passage: Arc<Passage>,
        receiver: Receiver<Wake>,
    ) -> Self {
        let Ok(terminal) = Terminal::new(screen);
        Self {
            terminal,
            output,
            passage,
            receiver,
            backlog: VecDeque::new(),
            delivered: None,
            away: false,
            ending: None,
            whole: true,
            looked: Utc::now(),
            pace,
            due: false,
            answer: None,
            moving: false,
            rest: None,
            covered: false,
        }
    }

    fn run(&mut self, app: &mut dyn Application) -> Result<u8, TerminalError> {
        loop {
            if let Some(code) = app.finished() {
                return Ok(code);
            }
            self.draw(app);
            let Some(wake) = self.wait(app) else { return Ok(UNFINISHED) };
            // All that is there is taken before the next frame, so that a burst costs one frame.
            let mut next = wake;
            while let Some(wake) = next {
                self.moving &= matches!(&wake, Wake::Input(Input::Key(key)) if key.moves());
                self.turn(wake, app)?;
                if app.finished().is_some() {
                    break;
                }
                next = self.backlog.pop_front().or_else(|| self.receiver.try_recv().ok());
            }
        }
    }

    /// Sleeps until something came (`Some(Some)`), a deadline passed (`Some(None)`), or the grace
    /// of an ending is over (`None`).
    fn wait(&mut self, app: &mut dyn Application) -> Option<Option<Wake>> {
        loop {
            if let Some(wake) = self.backlog.pop_front() {
                return Some(Some(wake));
            }
            if self.clock_was_set_back() {
                // Moments that were reckoned from the old clock would come late: the program is asked.
                self.delivered = None;
                self.moving = false;
                app.handle(Input::Deadline, Now::current());
                return Some(None);
            }
            if self.deliver_deadline(app) {
                self.moving = false;
                return Some(None);
            }
            let left = self.ending.map(|ending| ending.until.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return None;
            }
            let open = self.open_deadline(app).map(|deadline| until(deadline).min(CLOCK_LOOK));
            let draw = self.next_frame(Instant::now()).map(|at| at.saturating_duration_since(Instant::now()));
            if draw == Some(Duration::ZERO) {
                return Some(None);
            }
            let patience = [left, open, draw].into_iter().flatten().min();
            match self.receive(patience) {
                Ok(wake) => return Some(Some(wake)),
                Err(RecvTimeoutError::Timeout) => {}
                // Both threads have ended: the terminal is gone, and that was already said.
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn clock_was_set_back(&mut self) -> bool {
        let before = std::mem::replace(&mut self.looked, Utc::now());
        self.looked < before
    }

    fn receive(&self, patience: Option<Duration>) -> Result<Wake, RecvTimeoutError> {
        match patience {
            Some(patience) => self.receiver.recv_timeout(patience),
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn open_deadline(&self, app: &dyn Application) -> Option<DateTime<Utc>> {
        app.deadline().filter(|&deadline| self.delivered != Some(deadline))
    }

    /// True when a deadline had passed.
    fn deliver_deadline(&mut self, app: &mut dyn Application) -> bool {
        let now = Now::current();
        let Some(passed) = self.open_deadline(app).filter(|&deadline| deadline <= now.utc) else {
            return false;
        };
        self.delivered = Some(passed);
        app.handle(Input::Deadline, now);
        true
    }

    fn turn(&mut self, wake: Wake, app: &mut dyn Application) -> Result<(), TerminalError> {
        match wake {
            Wake::Input(input) => self.input(input, app),
            Wake::Worker => {
                app.poll_worker(Now::current());
            }
            Wake::Signal(Asked::HangUp) => self.input(Input::HangUp, app),
            Wake::Signal(Asked::Terminate) => self.input(Input::Terminate, app),
            Wake::Signal(Asked::Suspend) => self.input(Input::Suspend, app),
            Wake::Signal(Asked::Continued) => self.come_back(app),
            Wake::Signal(Asked::Resized) => {
                let size = tty::size(&self.output);
                self.input(Input::Resize(size.width, size.height), app);
            }
            Wake::Panicked => return Err(TerminalError::Panicked),
        }
        Ok(())
    }

    fn input(&mut self, input: Input, app: &mut dyn Application) {
        match &input {
            Input::HangUp | Input::Terminate => return self.begin_ending(input, app),
            Input::Suspend => return self.go_away(app),
            Input::Resize(width, height) => {
                self.terminal.backend_mut().resize((*width, *height).into());
                self.whole = true;
            }
            // The old habit of asking for the screen again, after somebody wrote over it.
            Input::Key(Key::Ctrl('l')) => {
                self.terminal.backend_mut().forget();
                self.whole = true;
            }
            Input::Key(_) | Input::Paste(_) | Input::Resumed | Input::Deadline => {}
        }
        // A lock that is due comes before the key that would reach an open program.
        self.deliver_deadline(app);
        app.handle(input, Now::current());
    }

    fn begin_ending(&mut self, input: Input, app: &mut dyn Application) {
        let gone = input == Input::HangUp;
        match &mut self.ending {
            Some(ending) if ending.gone || !gone => {}
            Some(ending) => {
                ending.gone = true;
                app.handle(input, Now::current());
            }
            None => {
                self.ending = Some(Ending { until: Instant::now() + GRACE, gone });
                app.handle(input, Now::current());
            }
        }
    }

    fn draw(&mut self, app: &mut dyn Application) {
        let gone = self.ending.is_some_and(|ending| ending.gone);
        if self.away || gone {
            (self.due, self.rest) = (false, None);
            return;
        }
        let now = Instant::now();
        self.due |= app.dirty() || self.whole || self.rest.is_some_and(|at| at <= now);
        // A draft that a move lets be kept changes nothing of where the move leads.
        let waits_for_work = if self.moving { app.awaits() } else { app.busy() };
        self.answer = waits_for_work.then(|| self.answer.unwrap_or(now + ANSWER));
        let covers = app.covers();
        let waits = self.next_frame(now).is_some_and(|at| at > now);
        if !self.due || (waits && (self.covered || !covers)) {
            return;
        }
        self.covered = covers;
        if std::mem::take(&mut self.whole) {
            let Ok(()) = self.terminal.clear();
        }
        let Ok(_) = self.terminal.draw(|frame| app.draw(frame));
        let screen = self.terminal.backend_mut();
        let rested = self.rest.take().is_some_and(|at| at <= now);
        let glance = if self.moving && !rested { screen.take_glance() } else { Glance::Whole(screen.take()) };
        let frame = match glance {
            Glance::Whole(frame) => frame,
            Glance::Mark(frame) => {
                self.rest = Some(now + REST);
                frame
            }
        };
        (self.due, self.moving) = (false, true);
        self.pace.sent(frame.len(), now);
        // A terminal that takes no frame is gone.
        if !frame.is_empty() && tty::write_all(&self.output, frame.as_bytes()).is_err() {
            self.begin_ending(Input::HangUp, app);
        }
    }

    /// When something is to be drawn although nothing comes: the line is free again, or the hand rests.
    fn next_frame(&self, now: Instant) -> Option<Instant> {
        let free = self.pace.wait(now).unwrap_or(now);
        if self.due { Some(free.max(self.answer.unwrap_or(free))) } else { self.rest.map(|at| at.max(free)) }
    }

    /// `^Z`: the program is told, its work is let end, the terminal is given back, all stops.
    fn go_away(&mut self, app: &mut dyn Application) {
        if self.away || self.ending.is_some() || !signals::can_stop() {
            return;
        }
        app.handle(Input::Suspend, Now::current());
        self.wait_for_worker(app, Instant::now() + SHORT_GRACE, |app| !app.busy());
        self.passage.leave();
        self.away = true;
        signals::stop();
    }

    /// Called at SIGCONT, also after a stop that was not ours: a shell may have used the terminal.
    fn come_back(&mut self, app: &mut dyn Application) {
        if self.passage.enter().is_err() {
            return self.begin_ending(Input::HangUp, app);
        }
        self.away = false;
        self.whole = true;
        let size = tty::size(&self.output);
        self.terminal.backend_mut().entered(size);
        app.handle(Input::Resize(size.width, size.height), Now::current());
        self.input(Input::Resumed, app);
    }

    /// After a defect: the draft may still be whole.
    fn rescue(&mut self, app: &mut dyn Application) {
        app.handle(Input::Terminate, Now::current());
        self.wait_for_worker(app, Instant::now() + SHORT_GRACE, |app| app.finished().is_some());
    }

    /// Listens to the worker alone until `done` or the time is over; the rest is kept for later.
    fn wait_for_worker(
        &mut self,
        app: &mut dyn Application,
        until: Instant,
        done: impl Fn(&dyn Application) -> bool,
    ) {
        while !done(app) {
            match self.receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Wake::Worker) => {
                    app.poll_worker(Now::current());
                }
                Ok(wake) => self.backlog.push_back(wake),
                Err(_) => return,
            }
        }
    }
}

/// From now to a moment on the wall clock; nothing when it has passed.
fn until(moment: DateTime<Utc>) -> Duration {
    (moment - Utc::now()).to_std().unwrap_or_default()
}
