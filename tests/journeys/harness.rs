//! The person at the keyboard: presses keys, looks at the screen, waits, closes the lid, comes back.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, TimeZone, Utc};
use ratatui::Terminal;
use ratatui::backend::{Backend as _, TestBackend};
use secrecy::SecretString;
use tempfile::TempDir;
use vaka::app::backend::Backend;
use vaka::app::command::{self, Cmd, Place};
use vaka::app::draw;
use vaka::app::effect::{Effect, Event};
use vaka::app::model::{Model, Stage, Start};
use vaka::app::{arrival, update};
use vaka::form::{Answer, Answers, Path};
use vaka::locale::{Arg, Locale, Locales};
use vaka::record::{CaseId, Due, Header, RecordId};
use vaka::screen::form::FormScreen;
use vaka::screen::{Request, Screen};
use vaka::session::Knowledge;
use vaka::store::{KdfParams, NewVault, RecoveryCode, SaveRecord, Vault, WholeCase};
use vaka::terminal::{Input, Key, Now};
use vaka::widget::theme::Theme;

mod looking;

/// The passphrase of every vault made here.
pub const PASSPHRASE: &str = "kiraz bulut deniz yol";

/// Who uses it.
pub const WORKER: &str = "Ayşe K.";

/// Makes a test of each journey in each language, so that they run side by side.
macro_rules! in_every_language {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn en() {
                super::$name("en");
            }
            #[test]
            fn tr() {
                super::$name("tr");
            }
            #[test]
            fn ro() {
                super::$name("ro");
            }
        }
    )+};
}

struct Shared {
    locales: Arc<Locales>,
    knowledge: Knowledge,
}

/// Words, forms and process, read once for all journeys.
fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let locales = Arc::new(Locales::embedded());
        let shared = Shared { knowledge: Knowledge::load(None, &locales), locales };
        // The first opening sets up the encryption of the whole process, which must not happen twice at once.
        make_vault(&directory(), &shared.knowledge);
        shared
    })
}

/// A vault of the worker, closed.
fn make_vault(dir: &TempDir, knowledge: &Knowledge) {
    let passphrase = SecretString::from(PASSPHRASE);
    let new = NewVault {
        worker_name: WORKER,
        organisation: None,
        passphrase: &passphrase,
        recovery: &RecoveryCode::generate(),
        kdf: KdfParams::cheap_for_tests(),
    };
    let utc = moment().to_utc();
    let vault = Vault::create(dir.path(), &new, knowledge.rules(), utc).unwrap();
    vault.close(utc).unwrap();
}

/// One person at one terminal.
pub struct T {
    pub model: Model,
    backend: Backend,
    dir: Rc<TempDir>,
    language: String,
    /// The wall clock.
    clock: DateTime<FixedOffset>,
    /// As in the loop of the terminal: a deadline that does not move is not delivered twice.
    delivered: Option<DateTime<Utc>>,
    size: (u16, u16),
    log: Vec<String>,
    /// How many records were saved without the screens.
    seeded: i64,
    /// What the worker has not come to yet, while the disk is slow.
    slow: Option<VecDeque<Effect>>,
}

impl T {
    /// The first start: there is no vault yet.
    pub fn fresh(language: &str) -> Self {
        let dir = directory();
        Self::start(dir, language, true, moment())
    }

    /// A vault that was made before, opened with its passphrase: home.
    pub fn open(language: &str) -> Self {
        let mut t = Self::locked(language);
        t.unlock();
        t
    }

    /// A vault of so many invented people, at home.
    pub fn demo(language: &str, cases: usize) -> Self {
        let mut t = Self::open(language);
        let library = &shared().knowledge.library;
        let local = moment().naive_local();
        let locale = t.model.locale.clone();
        let words = |id: &str| locale.text(id);
        vaka::demo::build(t.vault(), library, &words, cases, 7, local, &mut |_, _| {}).unwrap();
        t.look_again();
        t
    }

    /// A vault that was made before, still locked.
    pub fn locked(language: &str) -> Self {
        let dir = directory();
        make_vault(&dir, &shared().knowledge);
        Self::start(dir, language, false, moment())
    }

    fn start(dir: Rc<TempDir>, language: &str, fresh: bool, clock: DateTime<FixedOffset>) -> Self {
        let Shared { locales, knowledge } = shared();
        let model = Model::new(
            Start {
                locales: Arc::clone(locales),
                language: language.to_owned(),
                language_asked: false,
                library: Arc::clone(&knowledge.library),
                process: Arc::clone(&knowledge.process),
                theme: Theme { colour: true, ascii: false },
                fresh,
                demo: false,
                idle_minutes: 5,
                second_language: None,
                notice: None,
            },
            now(clock),
        );
        let backend = Backend {
            directory: dir.path().to_owned(),
            rules: knowledge.rules(),
            kdf: KdfParams::cheap_for_tests,
            library: Arc::clone(&knowledge.library),
            vault: None,
            searched: BTreeSet::new(),
            left: Arc::default(),
        };
        let language = language.to_owned();
        Self {
            model,
            backend,
            dir,
            language,
            clock,
            delivered: None,
            size: (80, 24),
            log: Vec::new(),
            seeded: 0,
            slow: None,
        }
    }

    /// Everything is gone but the files: as after a kill. The vault is unlocked again.
    pub fn reopen(&mut self) {
        self.die();
        self.unlock();
    }

    /// The same, and the vault stays locked.
    pub fn die(&mut self) {
        let log = std::mem::take(&mut self.log);
        // The lock of the old vault goes first.
        self.backend.vault = None;
        let fresh = matches!(Vault::state(self.dir.path()), vaka::store::VaultState::Missing);
        let size = self.size;
        let next = Self::start(Rc::clone(&self.dir), &self.language, fresh, self.clock);
        *self = next;
        self.size = size;
        self.log = log;
        self.log.push("-- killed and started again --".to_owned());
    }

    /// Another window on the same files.
    pub fn another(&self) -> Self {
        Self::start(Rc::clone(&self.dir), &self.language, false, self.clock)
    }

    // ---- Doing ------------------------------------------------------------------------------

    /// Presses a key.
    pub fn key(&mut self, key: Key) -> &mut Self {
        self.log.push(command::key_name(key, "Space"));
        self.input(Input::Key(key))
    }

    /// Presses a key several times.
    pub fn keys(&mut self, key: Key, times: usize) -> &mut Self {
        for _ in 0..times {
            self.key(key);
        }
        self
    }

    /// Types a text, letter by letter.
    pub fn type_(&mut self, text: &str) -> &mut Self {
        self.log.push(format!("{text:?}"));
        for c in text.chars() {
            self.input(Input::Key(Key::Char(c)));
        }
        self
    }

    /// Pastes a text as the terminal hands it over.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.log.push(format!("paste of {} bytes", text.len()));
        let text = vaka::terminal::paste::clean(text.as_bytes());
        self.input(Input::Paste(text))
    }

    /// Anything else that comes from outside.
    pub fn input(&mut self, input: Input) -> &mut Self {
        self.model.now = now(self.clock);
        let effects = update::update(&mut self.model, input);
        self.perform(effects)
    }

    /// Runs a command by the first of its keys that reaches it here. That none does is a mistake.
    pub fn run(&mut self, wanted: Cmd) -> &mut Self {
        let (place, typing) = (update::place(&self.model), update::typing(&self.model));
        let commands = command::at(place).filter(|command| command.id == wanted);
        let mut keys = commands.flat_map(|command| command.keys).copied();
        match keys.find(|key| command::find(place, *key, typing) == Some(wanted)) {
            Some(key) => self.key(key),
            None => panic!("no key reaches {wanted:?} at {place:?} (typing: {typing})"),
        }
    }

    /// Does effects at once and in order, and takes in what comes of them.
    pub fn perform(&mut self, effects: Vec<Effect>) -> &mut Self {
        let mut waiting: VecDeque<Effect> = effects.into();
        if let Some(slow) = &mut self.slow {
            slow.extend(waiting);
            return self;
        }
        while let Some(effect) = waiting.pop_front() {
            for event in self.backend.perform(effect, now(self.clock)) {
                waiting.extend(arrival::event(&mut self.model, event));
            }
        }
        self
    }

    /// From now on the disk does not answer.
    pub fn slow_disk(&mut self) -> &mut Self {
        self.slow.get_or_insert_default();
        self
    }

    /// The disk answers again, all that it was asked, in order.
    pub fn catch_up(&mut self) -> &mut Self {
        let waiting = self.slow.take().unwrap_or_default();
        self.perform(waiting.into())
    }

    /// The disk does the next thing that it was asked, and no more.
    pub fn catch_up_one(&mut self) -> &mut Self {
        let mut waiting = self.slow.take().unwrap_or_default();
        let first = waiting.pop_front().expect("nothing was asked");
        for event in self.backend.perform(first, now(self.clock)) {
            waiting.extend(arrival::event(&mut self.model, event));
        }
        self.slow = Some(waiting);
        self
    }

    /// The disk answers all that it was asked as if the list of cases were so long that it was not counted to
    /// the end.
    pub fn catch_up_with_very_many(&mut self) -> &mut Self {
        for effect in self.slow.take().unwrap_or_default() {
            for mut event in self.backend.perform(effect, now(self.clock)) {
                if let Event::Cases(page) = &mut event {
                    page.more = true;
                }
                let effects = arrival::event(&mut self.model, event);
                self.perform(effects);
            }
        }
        self
    }

    /// The program is a newer one at the next opening.
    pub fn updated(&mut self) -> &mut Self {
        self.backend.rules.fingerprint.push('+');
        self
    }

    /// The clock of the machine is set back.
    pub fn set_back(&mut self, seconds: i64) -> &mut Self {
        self.log.push(format!("-- {seconds} s back --"));
        self.clock -= TimeDelta::seconds(seconds);
        self
    }

    /// Time passes without a key; what the program wanted to do meanwhile is done in its time.
    pub fn after(&mut self, seconds: i64) -> &mut Self {
        self.log.push(format!("-- {seconds} s --"));
        let until = self.clock + TimeDelta::seconds(seconds);
        while let Some(deadline) = self.model.deadline().filter(|at| Some(*at) != self.delivered) {
            if deadline > until {
                break;
            }
            self.clock = self.clock.max(deadline.with_timezone(self.clock.offset()));
            self.delivered = Some(deadline);
            self.input(Input::Deadline);
        }
        self.clock = until;
        self.model.now = now(until);
        self
    }

    /// Minutes pass, and now and then a key is touched.
    pub fn busy(&mut self, minutes: usize) -> &mut Self {
        for _ in 0..minutes {
            self.after(60).input(Input::Key(Key::Insert));
        }
        self
    }

    /// Days pass with the program closed; then it is opened again.
    pub fn days_later(&mut self, days: i64) -> &mut Self {
        self.clock += TimeDelta::days(days);
        self.reopen();
        self
    }

    /// Locks by key.
    pub fn lock(&mut self) -> &mut Self {
        self.run(Cmd::Lock);
        assert!(matches!(self.model.stage, Stage::Locked(..)), "not locked");
        assert!(self.model.covers(), "the frame would wait for the line");
        self
    }

    /// Types the passphrase.
    pub fn unlock(&mut self) -> &mut Self {
        self.type_(PASSPHRASE).key(Key::Enter);
        assert!(matches!(self.model.stage, Stage::Open), "the passphrase does not open it");
        self
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.size = (columns, rows);
        self.log.push(format!("-- {columns}x{rows} --"));
        self.input(Input::Resize(columns, rows))
    }

    // ---- Forms ------------------------------------------------------------------------------

    /// The form on the screen.
    pub fn form(&self) -> &FormScreen {
        match self.model.stack.last() {
            Some(Screen::Form(form)) => form,
            _ => panic!("no form is open, but {}", self.stack()),
        }
    }

    /// Walks with Tab, and from step to step or question to question, until a field has the focus.
    pub fn focus_field(&mut self, id: &str) -> &mut Self {
        let wanted = Path::field(id);
        self.focus(&|path| *path == wanted, id)
    }

    /// The same in an open row.
    pub fn focus_column(&mut self, id: &str) -> &mut Self {
        self.focus(&|path| matches!(path, Path::Cell { column, .. } if column == id), id)
    }

    fn focus(&mut self, is_it: &dyn Fn(&Path) -> bool, name: &str) -> &mut Self {
        self.log.push(format!("-- to {name} --"));
        for (on, part) in [(Key::Tab, Key::PageDown), (Key::BackTab, Key::PageUp)] {
            while !self.form().focused().as_ref().is_some_and(is_it) {
                let spot = self.form().focus_number();
                self.input(Input::Key(on));
                if self.form().focus_number() != spot {
                    continue;
                }
                if matches!(self.place(), Place::Step | Place::Question) {
                    self.input(Input::Key(part));
                }
                if self.form().focus_number().1 == spot.1 {
                    break;
                }
            }
        }
        assert!(self.form().focused().as_ref().is_some_and(is_it), "no way leads to {name}");
        self
    }

    /// Moves with Tab to a row of the table by its words on the screen.
    pub fn focus_row(&mut self, words: &str) -> &mut Self {
        self.log.push(format!("-- to row {words} --"));
        let found = |t: &Self| t.focused_line().is_some_and(|line| line.contains(words));
        for key in [Key::Tab, Key::BackTab] {
            while !found(self) {
                let before = self.form().focus_number();
                self.input(Input::Key(key));
                if self.form().focus_number().0 == before.0 {
                    break;
                }
            }
        }
        assert!(found(self), "no row says {words}");
        self
    }

    /// Chooses from a list by typing the label in the language of the screen.
    pub fn choose(&mut self, label: &str) -> &mut Self {
        self.type_(label).key(Key::Enter)
    }

    /// The answer of a field as it stands.
    pub fn answer(&self, id: &str) -> Option<Answer> {
        self.form().entry().get(&Path::field(id))
    }

    /// The answer of a text field as it stands.
    pub fn text_of(&self, id: &str) -> String {
        match self.answer(id) {
            Some(Answer::Text(text)) => text,
            None => String::new(),
            other => panic!("{id} is {other:?}"),
        }
    }

    // ---- The vault ---------------------------------------------------------------------------

    /// The open vault.
    pub fn vault(&mut self) -> &mut Vault {
        self.backend.vault.as_mut().expect("the vault is closed")
    }

    /// Saves a record without the screens: what somebody did yesterday.
    pub fn saved(&mut self, case: Option<CaseId>, form: &str, answers: Answers) -> CaseId {
        self.seeded += 1;
        let now = now(self.clock - TimeDelta::days(1) + TimeDelta::minutes(self.seeded));
        let save = crate::seed::record(&shared().knowledge.library, case, form, answers, now);
        let today = self.today();
        let saved = self.vault().save(&save, now.utc, today).unwrap();
        saved.case.unwrap()
    }

    /// Saves so many cases at once, each with an empty intake.
    pub fn many(&mut self, cases: usize) -> &mut Self {
        self.many_of(cases, |_| Header::default())
    }

    /// The same, in each of which something is due today.
    pub fn many_due(&mut self, cases: usize) -> &mut Self {
        let today = self.today();
        let due = |record: RecordId| Due::plain(record, "intake", Path::field("contact_date"), today);
        self.many_of(cases, |record| Header { dues: vec![due(record)], ..Header::default() })
    }

    fn many_of(&mut self, cases: usize, header: impl Fn(RecordId) -> Header + Send) -> &mut Self {
        let now = now(self.clock);
        let library = &shared().knowledge.library;
        let case = |_| {
            let save = crate::seed::record(library, None, "intake", Answers::default(), now);
            WholeCase { header: header(save.record), records: vec![(save, now.utc)] }
        };
        let whole: Vec<WholeCase> = (0..cases).map(case).collect();
        self.vault().save_whole(whole.into_iter(), now.utc, &mut |_| ()).unwrap();
        self
    }

    /// Saves a record anew without the screens.
    pub fn revised(&mut self, record: RecordId, change: impl FnOnce(&mut Answers)) {
        let (now, today) = (now(self.clock), self.today());
        let file = self.vault().record(record, now.utc).unwrap();
        let mut save = SaveRecord {
            record,
            case: file.case,
            form: file.form,
            form_version: file.form_version,
            base: file.revision,
            answers: file.answers,
        };
        change(&mut save.answers);
        self.vault().save(&save, now.utc, today).unwrap();
    }

    /// The vault's directory was written in: what others saved comes to the screen.
    pub fn look(&mut self) -> &mut Self {
        self.log.push("-- others --".to_owned());
        for event in self.backend.look() {
            let effects = arrival::event(&mut self.model, event);
            self.perform(effects);
        }
        self
    }

    /// Looks at home anew, as after coming back to it.
    pub fn look_again(&mut self) -> &mut Self {
        let mut cx = self.model.context();
        self.model.stack.first_mut().expect("home").refresh(&mut cx);
        let effects = cx.out.into_iter().filter_map(|request| match request {
            Request::Do(effect) => Some(effect),
            _ => None,
        });
        let effects = effects.collect();
        self.perform(effects)
    }

    /// Where the files are.
    pub fn directory(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// Today.
    pub fn today(&self) -> NaiveDate {
        self.clock.date_naive()
    }
}

impl Drop for T {
    /// What must be known when something failed.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let focus = match self.model.stack.last() {
            Some(Screen::Form(form)) => format!("{:?}", form.focused()),
            _ => String::new(),
        };
        let notice = self.model.notice.as_ref().map(|n| (n.message, n.say(&self.model.locale)));
        eprintln!("---- screen ({}) ----\n{}", self.model.locale.id(), self.screen());
        eprintln!("---- stack: {}\n---- focus: {focus}\n---- notice: {notice:?}", self.stack());
        eprintln!("---- time: {}\n---- keys: {}", self.clock, self.log.join(" "));
    }
}

/// In memory where the machine has such a place: nobody pulls the plug here, and every commit waits for
/// the disk otherwise.
fn directory() -> Rc<TempDir> {
    let memory = std::path::Path::new("/dev/shm");
    let dir = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    Rc::new(dir.or_else(|_| TempDir::new()).unwrap())
}

/// Sunday 22 November 2026, ten in the morning in Istanbul.
fn moment() -> DateTime<FixedOffset> {
    let east = FixedOffset::east_opt(3 * 3600).unwrap();
    east.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).unwrap()
}

fn now(clock: DateTime<FixedOffset>) -> Now {
    Now { utc: clock.to_utc(), local: clock.naive_local(), offset: *clock.offset() }
}
