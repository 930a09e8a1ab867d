//! The model: everything the program knows while it runs, in one place. Language, theme and clock
//! live here once, so that switching the language is one assignment and one redraw.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::effect::{Effect, Settings};
use super::notice::Notice;
use crate::casework::Process;
use crate::form::Library;
use crate::locale::{Locale, Locales};
use crate::overlay::Overlay;
use crate::record::{Draft, Right, Worker};
use crate::screen::enrol::Enrol;
use crate::screen::mark::Mark;
use crate::screen::unlock::Unlocking;
use crate::screen::{Cx, Request, Screen};
use crate::terminal::Now;
use crate::widget::theme::Theme;

/// Minutes without a key after which the vault locks itself, unless the worker chose otherwise.
pub const IDLE_MINUTES: u32 = 5;

/// What must be known before the first screen.
pub struct Start {
    pub locales: Arc<Locales>,
    /// The language of the first screen.
    pub language: String,
    /// It was asked for on the command line: the worker's own choice gives way.
    pub language_asked: bool,
    pub library: Arc<Library>,
    pub process: Arc<Process>,
    pub theme: Theme,
    /// No vault yet: the first start begins.
    pub fresh: bool,
    /// A throwaway vault of invented people; marked on every screen.
    pub demo: bool,
    pub idle_minutes: u32,
    pub second_language: Option<String>,
    /// Said once on the first screen (a form left out, a broken configuration).
    pub notice: Option<Notice>,
}

/// What stands before the work: nothing, the first start, or a locked vault.
pub enum Stage {
    Welcome(Box<Enrol>),
    /// With the places to return to.
    Locked(Box<Unlocking>, Vec<Mark>),
    Open,
}

/// Everything the program knows.
pub struct Model {
    pub locales: Arc<Locales>,
    pub locale: Locale,
    /// The language was asked for on the command line.
    pub language_asked: bool,
    /// The second language of the bilingual view.
    pub second: Option<Locale>,
    pub bilingual: bool,
    pub library: Arc<Library>,
    pub process: Arc<Process>,
    pub theme: Theme,
    pub now: Now,
    pub stage: Stage,
    /// The screens of an open vault, Home at the bottom.
    pub stack: Vec<Screen>,
    pub overlay: Option<Overlay>,
    pub notice: Option<Notice>,
    pub worker: Option<Worker>,
    /// What her roles allow.
    pub rights: BTreeSet<Right>,
    /// The people of this vault are invented; marked on every screen.
    pub demo: bool,
    /// It goes with the program, and its passphrase is known.
    pub throwaway: bool,
    pub names_shown: bool,
    /// The neutral page that hides everything.
    pub hidden: bool,
    pub idle_minutes: u32,
    pub last_input: DateTime<Utc>,
    /// The exit code, once the person leaves and the vault is closed.
    pub quit: Option<u8>,
    /// Leaving: the vault is being closed.
    pub leaving: Option<u8>,
    /// Drafts given to the vault when it was locked or left, until it says that it has them. What it
    /// could not write (a full disk) is held here and given to it again when it is next opened.
    pub held: Vec<Draft>,
    pub dirty: bool,
}

impl Model {
    /// The model of a program that has just started.
    pub fn new(start: Start, now: Now) -> Self {
        let locale = Locale::new(&start.locales, &start.language);
        let stage = if start.fresh {
            Stage::Welcome(Box::default())
        } else {
            Stage::Locked(Box::default(), Vec::new())
        };
        let mut model = Self {
            second: start.second_language.as_deref().map(|id| Locale::new(&start.locales, id)),
            locales: start.locales,
            locale,
            language_asked: start.language_asked,
            bilingual: false,
            library: start.library,
            process: start.process,
            theme: start.theme,
            now,
            stage,
            stack: Vec::new(),
            overlay: None,
            notice: start.notice,
            worker: None,
            rights: BTreeSet::new(),
            demo: start.demo,
            throwaway: start.demo,
            names_shown: false,
            hidden: false,
            idle_minutes: start.idle_minutes,
            last_input: now.utc,
            quit: None,
            leaving: None,
            held: Vec::new(),
            dirty: true,
        };
        model.second_or_next();
        model
    }

    /// When the program must act without a key: a draft to keep, the idle lock, a clock on the screen.
    pub fn deadline(&self) -> Option<DateTime<Utc>> {
        let draft = self.stack.iter().filter_map(Screen::deadline).min();
        let lock = self.idle_deadline();
        [draft, lock].into_iter().flatten().min()
    }

    /// When the vault locks itself if no key comes; none when nothing is open or it was switched off.
    pub fn idle_deadline(&self) -> Option<DateTime<Utc>> {
        let open = matches!(self.stage, Stage::Open) && self.leaving.is_none();
        (open && self.idle_minutes > 0)
            .then(|| self.last_input + TimeDelta::minutes(self.idle_minutes.into()))
    }

    /// What was open has been covered: locked, hidden, or put away for a calm page.
    pub fn covers(&self) -> bool {
        let calm = |screen: &Screen| matches!(screen, Screen::Form(form) if form.is_calm());
        !matches!(self.stage, Stage::Open) || self.stack.last().is_some_and(calm)
    }

    /// The context a screen works in.
    pub fn context(&self) -> Cx {
        Cx {
            locales: Arc::clone(&self.locales),
            locale: self.locale.clone(),
            library: Arc::clone(&self.library),
            process: Arc::clone(&self.process),
            now: self.now,
            theme: self.theme,
            names_shown: self.names_shown,
            rights: self.rights.clone(),
            worker: self.worker.as_ref().map(|worker| worker.name.clone()),
            throwaway: self.throwaway,
            second: if self.bilingual { self.second.clone() } else { None },
            out: Vec::new(),
        }
    }

    /// Takes the settings of the worker who opened the vault.
    pub fn apply(&mut self, settings: &Settings) {
        if let Some(language) = &settings.language
            && self.locales.ids().contains(language)
            && !self.language_asked
        {
            self.locale = Locale::new(&self.locales, language);
        }
        if let Some(second) = &settings.second_language {
            self.second = Some(Locale::new(&self.locales, second));
        }
        self.demo |= settings.demo;
        if let Some(minutes) = settings.idle_minutes {
            self.idle_minutes = minutes;
        }
        self.second_or_next();
    }

    /// The bilingual view always has a second language that differs from the first.
    pub fn second_or_next(&mut self) {
        let same = self.second.as_ref().is_none_or(|second| second.id() == self.locale.id());
        if same {
            self.second = Some(Locale::new(&self.locales, &self.locales.next(self.locale.id())));
        }
    }

    /// Draft effects of every screen that holds unsaved typing. The screens may go: the drafts are held
    /// until the vault has them.
    pub fn keep_drafts(&mut self) -> Vec<Effect> {
        let mut cx = self.context();
        for screen in &mut self.stack {
            screen.keep_draft(&mut cx);
        }
        for draft in self.stack.iter().filter_map(Screen::unwritten) {
            self.held.retain(|held| held.record != draft.record);
            self.held.push(draft);
        }
        cx.out
            .into_iter()
            .filter_map(|request| match request {
                Request::Do(effect) => Some(effect),
                _ => None,
            })
            .collect()
    }

    /// The drafts that are still held, once more for the vault.
    pub fn held_again(&self) -> Vec<Effect> {
        self.held.iter().map(|draft| Effect::KeepDraft(Box::new(draft.clone()))).collect()
    }
}
