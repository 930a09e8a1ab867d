//! The screens: a closed set, one file each with its state, its update and its view. A screen never
//! does anything itself; it asks through `Cx::out`.

pub mod calendar;
pub mod case;
mod case_lines;
pub mod cases;
pub mod compare;
pub mod directory;
pub mod ecomap;
pub mod enrol;
pub mod form;
pub mod history;
pub mod home;
pub mod list;
pub mod mark;
pub mod organisation;
pub mod reading;
pub mod records;
pub mod search;
pub mod self_care;
pub mod story;
pub mod unlock;
pub mod words;
pub mod workload;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::command::{Cmd, Place};
use crate::app::effect::{Effect, Event, FormTarget};
use crate::app::notice::Notice;
use crate::casework::Process;
use crate::form::{Answers, Library, Path};
use crate::locale::{Locale, Locales};
use crate::overlay::Overlay;
use crate::record::{Draft, Right};
use crate::terminal::{Key, Now};
use crate::widget::page::Turned;
use crate::widget::theme::Theme;

/// What a screen may look at, and where it puts what it asks for.
pub struct Cx {
    pub locales: Arc<Locales>,
    pub locale: Locale,
    pub library: Arc<Library>,
    pub process: Arc<Process>,
    pub now: Now,
    pub theme: Theme,
    pub names_shown: bool,
    /// The name of whoever opened the vault.
    pub worker: Option<String>,
    /// What her roles allow.
    pub rights: BTreeSet<Right>,
    /// A throwaway vault of invented people, whose passphrase is known.
    pub throwaway: bool,
    /// The second language, when the bilingual view is on.
    pub second: Option<Locale>,
    pub out: Vec<Request>,
}

/// What a screen asks of the program.
pub enum Request {
    Do(Effect),
    Push(Box<Screen>),
    /// Back to the screen below, which looks at its data anew.
    Pop,
    Say(Notice),
    Show(Overlay),
}

impl Cx {
    /// The same with names and other sensitive answers in sight.
    pub fn open(&self) -> Self {
        Self {
            locales: Arc::clone(&self.locales),
            locale: self.locale.clone(),
            library: Arc::clone(&self.library),
            process: Arc::clone(&self.process),
            now: self.now,
            theme: self.theme,
            worker: self.worker.clone(),
            rights: self.rights.clone(),
            names_shown: true,
            throwaway: self.throwaway,
            second: self.second.clone(),
            out: Vec::new(),
        }
    }

    /// Asks for an effect.
    pub fn effect(&mut self, effect: Effect) {
        self.out.push(Request::Do(effect));
    }

    /// Asks for a notice.
    pub fn say(&mut self, notice: Notice) {
        self.out.push(Request::Say(notice));
    }

    /// Opens a form's screen once its record has been read.
    pub fn open_form(&mut self, target: FormTarget) {
        self.open_form_at(target, None);
    }

    /// Opens the screen of a new record that begins with these answers.
    pub fn open_filled(&mut self, target: FormTarget, answers: Answers) {
        self.out.push(Request::Push(Box::new(Screen::Opening { target: target.clone(), spot: None })));
        self.effect(Effect::OpenFilled(target, Box::new(answers)));
    }

    /// Opens a form's screen with the focus on a place.
    pub fn open_form_at(&mut self, target: FormTarget, spot: Option<Spot>) {
        self.out.push(Request::Push(Box::new(Screen::Opening { target: target.clone(), spot })));
        self.effect(Effect::OpenForm(target));
    }
}

/// One screen of the stack.
pub enum Screen {
    Home(Box<home::Home>),
    Calendar(calendar::Calendar),
    Cases(Box<cases::Cases>),
    Case(Box<case::CaseScreen>),
    Records(Box<records::Records>),
    Directory(Box<directory::Directory>),
    /// A form that is being read, and where in it the focus goes.
    Opening {
        target: FormTarget,
        spot: Option<Spot>,
    },
    Form(Box<form::FormScreen>),
    History(Box<history::History>),
    Reading(Box<reading::Reading>),
    Compare(Box<compare::Compare>),
    OwnCare(Box<self_care::OwnCare>),
    Team(Box<workload::Team>),
    Story(Box<story::StoryScreen>),
    Search(Box<search::Search>),
    People(Box<ecomap::Ecomap>),
    Organisation(Box<organisation::Organisation>),
    Enrol(Box<enrol::Enrol>),
    Audit(Box<organisation::audit::AuditScreen>),
    Readers(Box<organisation::readers::ReadersScreen>),
}

/// Where in a form the focus goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Where it was before a lock: stop, step or question, opened row.
    Was { stop: usize, at: usize, row: Option<(String, String)>, calm: Option<form::calm::Calm> },
    /// The field or cell that asks for something.
    Place(Path),
}

/// The header line: where the person is, and what must be in sight.
#[derive(Debug, Clone, Default)]
pub struct Title {
    pub parts: Vec<String>,
    /// Shown in the colour of danger (a high risk).
    pub danger: Option<String>,
}

impl Screen {
    /// Where the person is, for the command table.
    pub fn place(&self) -> Place {
        match self {
            Self::Home(_) | Self::Opening { .. } => Place::Home,
            Self::Calendar(_) => Place::Calendar,
            Self::Cases(_) => Place::Cases,
            Self::Case(_) => Place::Case,
            Self::Records(_) => Place::Records,
            Self::Directory(_) => Place::Services,
            Self::Form(form) => form.place(),
            Self::History(_) => Place::History,
            Self::Reading(_) => Place::Reading,
            Self::Compare(_) => Place::Comparing,
            Self::OwnCare(_) => Place::OwnCare,
            Self::Team(_) => Place::Team,
            Self::Story(_) => Place::Story,
            Self::Search(_) => Place::Search,
            Self::People(_) => Place::People,
            Self::Organisation(_) => Place::Organisation,
            Self::Enrol(_) => Place::Enrol,
            Self::Audit(_) => Place::Audit,
            Self::Readers(_) => Place::Readers,
        }
    }

    /// Whether letters are text now.
    pub fn typing(&self) -> bool {
        match self {
            Self::Cases(_) | Self::Directory(_) | Self::Search(_) | Self::Enrol(_) => true,
            Self::Form(form) => form.typing(),
            _ => false,
        }
    }

    /// Why a command of this place cannot be used now: the id of a message.
    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        match self {
            Self::Form(form) => form.refusal(command),
            Self::Case(case) => case.refusal(command),
            Self::History(history) => history.refusal(command),
            Self::Records(records) => records.refusal(command),
            Self::Home(home) => home.refusal(command),
            Self::Directory(screen) => screen.refusal(command),
            Self::OwnCare(screen) => screen.refusal(command),
            Self::Calendar(calendar) => calendar.refusal(command),
            Self::Story(story) => story.refusal(command),
            Self::Organisation(screen) => screen.refusal(command),
            Self::Enrol(screen) => screen.refusal(command),
            Self::Readers(screen) => screen.refusal(command),
            _ => None,
        }
    }

    /// A key of typing or moving that is no command.
    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        match self {
            Self::Home(screen) => screen.key(key, cx),
            Self::Calendar(screen) => screen.key(key, cx),
            Self::Cases(screen) => screen.key(key, cx),
            Self::Case(screen) => screen.key(key, cx),
            Self::Records(screen) => screen.key(key),
            Self::Directory(screen) => screen.key(key, cx),
            Self::Form(screen) => screen.key(key, cx),
            Self::History(screen) => screen.key(key),
            Self::Reading(screen) => screen.key(key),
            Self::Compare(screen) => screen.key(key),
            Self::OwnCare(screen) => screen.key(key),
            Self::Team(screen) => screen.key(key),
            Self::Story(screen) => screen.key(key),
            Self::Search(screen) => screen.key(key, cx),
            Self::People(screen) => screen.key(key),
            Self::Organisation(screen) => screen.key(key),
            Self::Enrol(screen) => screen.key(key, cx),
            Self::Audit(screen) => screen.key(key, cx),
            Self::Readers(screen) => screen.key(key),
            Self::Opening { .. } => {}
        }
    }

    /// Pasted text.
    pub fn paste(&mut self, text: &str, cx: &mut Cx) {
        match self {
            Self::Cases(screen) => screen.paste(text, cx),
            Self::Directory(screen) => screen.paste(text),
            Self::Form(screen) => screen.paste(text, cx),
            Self::Search(screen) => screen.paste(text, cx),
            Self::Enrol(screen) => screen.paste(text),
            _ => {}
        }
    }

    /// A command of this place.
    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match self {
            Self::Home(screen) => screen.command(command, cx),
            Self::Calendar(screen) => screen.command(command, cx),
            Self::Cases(screen) => screen.command(command, cx),
            Self::Case(screen) => screen.command(command, cx),
            Self::Records(screen) => screen.command(command, cx),
            Self::Directory(screen) => screen.command(command, cx),
            Self::Form(screen) => screen.command(command, cx),
            Self::History(screen) => screen.command(command, cx),
            Self::OwnCare(screen) => screen.command(command, cx),
            Self::Team(screen) => screen.command(command, cx),
            Self::Story(screen) => screen.command(command, cx),
            Self::Search(screen) => screen.command(command, cx),
            Self::People(screen) => screen.command(command, cx),
            Self::Organisation(screen) => screen.command(command, cx),
            Self::Enrol(screen) => screen.command(command, cx),
            Self::Audit(screen) => screen.command(command, cx),
            Self::Readers(screen) => screen.command(command, cx),
            Self::Reading(_) | Self::Compare(_) | Self::Opening { .. } => {
                if command == Cmd::Back {
                    cx.out.push(Request::Pop);
                }
            }
        }
    }

    /// Something the worker thread brought.
    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match self {
            Self::Home(screen) => screen.event(event, cx),
            Self::Calendar(screen) => screen.event(event),
            Self::Cases(screen) => screen.event(event, cx),
            Self::Case(screen) => screen.event(event, cx),
            Self::Records(screen) => screen.event(event, cx),
            Self::Directory(screen) => screen.event(event, cx),
            Self::Form(screen) => screen.event(event, cx),
            Self::History(screen) => screen.event(event, cx),
            Self::OwnCare(screen) => screen.event(event, cx),
            Self::Team(screen) => screen.event(event, cx),
            Self::Story(screen) => screen.event(event, cx),
            Self::Search(screen) => screen.event(event),
            Self::People(screen) => screen.event(event, cx),
            Self::Organisation(screen) => screen.event(event, cx),
            Self::Enrol(screen) => screen.event(event, cx),
            Self::Audit(screen) => screen.event(event),
            Self::Readers(screen) => screen.event(event),
            _ => {}
        }
    }

    /// The screen is seen again: its data may have changed.
    pub fn refresh(&mut self, cx: &mut Cx) {
        match self {
            Self::Home(screen) => screen.refresh(cx),
            Self::Calendar(screen) => screen.refresh(cx),
            Self::Cases(screen) => screen.refresh(cx),
            Self::Case(screen) => screen.refresh(cx),
            Self::Records(screen) => screen.refresh(cx),
            Self::Form(screen) => screen.refresh(cx),
            Self::Directory(screen) => screen.refresh(cx),
            Self::Story(screen) => screen.refresh(cx),
            Self::Search(screen) => screen.refresh(cx),
            Self::People(screen) => screen.refresh(cx),
            Self::History(screen) => cx.effect(Effect::LoadRevisions(screen.record)),
            Self::OwnCare(screen) => screen.refresh(cx),
            Self::Team(screen) => screen.refresh(cx),
            Self::Organisation(screen) => screen.refresh(cx),
            _ => {}
        }
    }

    /// A moment asked for by `deadline` has come.
    pub fn tick(&mut self, cx: &mut Cx) {
        if let Self::Form(form) = self {
            form.tick(cx);
        }
    }

    /// When the screen wants to act without a key.
    pub fn deadline(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Form(form) => form.deadline(),
            _ => None,
        }
    }

    /// Hands over unsaved typing as a draft.
    pub fn keep_draft(&mut self, cx: &mut Cx) {
        if let Self::Form(form) = self {
            form.count_time(cx);
            form.keep_draft(cx);
        }
    }

    /// The draft of what the vault has not yet said that it has.
    pub fn unwritten(&self) -> Option<Draft> {
        match self {
            Self::Form(form) => form.unwritten(),
            _ => None,
        }
    }

    /// The header of this screen.
    pub fn title(&self, cx: &Cx) -> Title {
        match self {
            Self::Home(screen) => screen.title(cx),
            Self::Opening { .. } => home::title(cx),
            Self::Calendar(screen) => screen.title(cx),
            Self::Cases(screen) => screen.title(cx),
            Self::Case(screen) => screen.title(cx),
            Self::Records(screen) => screen.title(cx),
            Self::Directory(screen) => screen.title(cx),
            Self::Form(screen) => screen.title(cx),
            Self::History(screen) => screen.title(cx),
            Self::Reading(screen) => screen.title(cx),
            Self::Compare(screen) => screen.title(cx),
            Self::OwnCare(screen) => screen.title(cx),
            Self::Team(screen) => screen.title(cx),
            Self::Story(screen) => screen.title(cx),
            Self::Search(screen) => screen.title(cx),
            Self::People(screen) => screen.title(cx),
            Self::Organisation(screen) => screen.title(cx),
            Self::Enrol(screen) => Title { parts: screen.title(cx), danger: None },
            Self::Audit(screen) => screen.title(cx),
            Self::Readers(screen) => screen.title(cx),
        }
    }

    /// Draws the content between header and footer.
    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Option<Turned> {
        match self {
            Self::Home(screen) => Some(screen.draw(frame, area, cx)),
            Self::Calendar(screen) => Some(screen.draw(frame, area, cx)),
            Self::Cases(screen) => Some(screen.draw(frame, area, cx)),
            Self::Case(screen) => screen.draw(frame, area, cx),
            Self::Records(screen) => Some(screen.draw(frame, area, cx)),
            Self::Directory(screen) => Some(screen.draw(frame, area, cx)),
            Self::Opening { .. } => None,
            Self::Form(screen) => screen.draw(frame, area, cx),
            Self::History(screen) => Some(screen.draw(frame, area, cx)),
            Self::Reading(screen) => Some(screen.draw(frame, area, cx)),
            Self::Compare(screen) => Some(screen.draw(frame, area, cx)),
            Self::OwnCare(screen) => Some(screen.draw(frame, area, cx)),
            Self::Team(screen) => Some(screen.draw(frame, area, cx)),
            Self::Story(screen) => Some(screen.draw(frame, area, cx)),
            Self::Search(screen) => Some(screen.draw(frame, area, cx)),
            Self::People(screen) => screen.draw(frame, area, cx),
            Self::Organisation(screen) => Some(screen.draw(frame, area, cx)),
            Self::Enrol(screen) => {
                screen.draw(frame, area, cx);
                None
            }
            Self::Audit(screen) => Some(screen.draw(frame, area, cx)),
            Self::Readers(screen) => Some(screen.draw(frame, area, cx)),
        }
    }
}
