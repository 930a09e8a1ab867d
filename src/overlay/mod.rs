//! What stands over a screen for a moment: help, palette, guidance, a question. What is read like a page
//! takes the content's place; a question stands at its lower end, so that what it is about stays in sight
//! and a slow line carries little. Esc always goes back.

mod choice;
pub mod consent;
mod many;
pub mod menu;
mod view;

pub use choice::Choice;
use consent::{ConsentGate, Uncovered};
pub use many::{Many, ManyFor};
pub use menu::Menu;
pub use view::{draw, height};

use crate::app::command::Cmd;
use crate::app::effect::{Effect, FormTarget};
use crate::app::notice::Notice;
use crate::casework::Shut;
use crate::record::{CaseId, RecordId, Worker, WorkerId, WorkerLine};
use crate::screen::Cx;
use crate::screen::directory::picker::Picker;
use crate::screen::form::sharing::Sharing;
use crate::screen::home::Filter;
use crate::screen::list::ListCursor;
use crate::terminal::Key;
use crate::widget::text::LineEdit;

/// One overlay.
pub enum Overlay {
    /// The commands of this place (help), or the palette, which searches in all languages.
    Menu(Menu),
    /// Words for the worker on the focused field and its section.
    Guidance(Guidance),
    /// A gate is shut: why, the way to open it, or open anyway.
    Gate(Gate),
    /// The reason for opening a form although its gate is shut.
    Reason {
        case: CaseId,
        form: String,
        line: LineEdit,
    },
    /// Something would leave without a consent.
    Sharing(ConsentGate),
    Confirm(Confirm),
    /// Services to choose from for a question of a form.
    Services(Box<Picker>),
    /// What home is narrowed to.
    Filter(Choice),
    /// Roles of a worker, workers of a case.
    Many(Many),
}

/// Which words are shown.
pub struct Guidance {
    pub form: String,
    pub field: Option<String>,
    pub section: Option<String>,
    /// What a calculated value was computed from.
    pub basis: Vec<String>,
    /// How the person may safely be reached, all of it, where the form is filled in with a call.
    pub contact: Vec<String>,
    pub page: usize,
}

/// A shut gate.
pub struct Gate {
    pub case: CaseId,
    pub shut: Shut,
    /// The record or draft whose answers open it; none: a new one.
    pub record: Option<RecordId>,
}

/// A question that Enter answers with yes and Esc with no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirm {
    Quit,
    Discard(RecordId),
    RemoveRow { table: String, row: String },
    RemoveWorker { worker: WorkerId, name: String },
}

/// What came of a key.
pub enum Outcome {
    Stay,
    Close,
    /// Close, and run a command of the screen below.
    Run(Cmd),
    Effects(Vec<Effect>),
    OpenForm(FormTarget),
    /// Narrow home.
    Narrow(Filter),
    RemoveRow {
        table: String,
        row: String,
    },
    /// Close, and go on so with what would leave without a consent.
    Sharing(Sharing),
    /// The names of the services that were taken.
    TakeServices(Vec<String>),
    Quit,
    /// Stay, and say something.
    Say(Notice),
}

impl Overlay {
    pub fn guidance(form: &str, field: Option<String>, section: Option<String>) -> Self {
        let (basis, contact) = (Vec::new(), Vec::new());
        Self::Guidance(Guidance { form: form.to_owned(), field, section, basis, contact, page: 0 })
    }

    /// Adds to a page of guidance what a value was computed from, and how the person may be reached.
    #[must_use]
    pub fn knowing(mut self, basis: Vec<String>, contact: Vec<String>) -> Self {
        if let Self::Guidance(guidance) = &mut self {
            (guidance.basis, guidance.contact) = (basis, contact);
        }
        self
    }

    pub fn gate(case: CaseId, shut: &Shut, record: Option<RecordId>) -> Self {
        Self::Gate(Gate { case, shut: shut.clone(), record })
    }

    pub fn reason(case: CaseId, form: &str) -> Self {
        Self::Reason { case, form: form.to_owned(), line: LineEdit::default() }
    }

    pub fn sharing(form: &str, uncovered: Vec<Uncovered>, emergency: bool, named: bool) -> Self {
        Self::Sharing(ConsentGate { form: form.to_owned(), uncovered, emergency, named, reason: None })
    }

    pub fn discard(record: RecordId) -> Self {
        Self::Confirm(Confirm::Discard(record))
    }

    pub fn remove_row(table: &str, row: &str) -> Self {
        Self::Confirm(Confirm::RemoveRow { table: table.to_owned(), row: row.to_owned() })
    }

    pub fn filter(offered: Vec<Filter>) -> Self {
        Self::Filter(Choice::new(offered))
    }

    /// The roles of a worker.
    pub fn roles(worker: &Worker, cx: &Cx) -> Self {
        let marks = cx.process.roles().iter().map(|role| {
            let message = format!("role-{}", role.id);
            many::Mark {
                id: role.id.clone(),
                label: cx.locale.text(&message),
                about: cx.locale.attribute(&message, "about"),
                on: worker.roles.contains(&role.id),
            }
        });
        Self::Many(Many {
            of: ManyFor::Roles(worker.id),
            title: ("roles-title", worker.name.clone()),
            hint: "roles-hint",
            marks: marks.collect(),
            list: ListCursor::default(),
        })
    }

    /// The workers who see a case.
    pub fn access(case: CaseId, code: String, to: &[WorkerId], workers: &[WorkerLine]) -> Self {
        let here = workers.iter().filter(|line| line.until.is_none());
        let marks = here.map(|line| many::Mark {
            id: line.worker.id.to_string(),
            label: line.worker.name.clone(),
            about: None,
            on: to.contains(&line.worker.id),
        });
        Self::Many(Many {
            of: ManyFor::Access(case),
            title: ("access-title", code),
            hint: "access-hint",
            marks: marks.collect(),
            list: ListCursor::default(),
        })
    }

    pub fn remove_worker(worker: WorkerId, name: &str) -> Self {
        Self::Confirm(Confirm::RemoveWorker { worker, name: name.to_owned() })
    }

    /// The keys that matter here beside Esc, with the messages of what they do.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Menu(_) => &[("Enter", "cmd-open")],
            Self::Filter(_) => &[("Enter", "overlay-show")],
            Self::Many(_) => &[("Enter", "overlay-done"), (" ", "picker-mark")],
            Self::Guidance(_) => &[],
            Self::Gate(_) => &[("Enter", "overlay-go"), ("o", "overlay-anyway")],
            Self::Reason { .. } => &[("Enter", "overlay-anyway")],
            Self::Sharing(gate) => gate.keys(),
            Self::Confirm(_) => &[("Enter", "overlay-yes")],
            Self::Services(picker) if picker.several => {
                &[("Enter", "picker-take"), (" ", "picker-mark"), ("F5", "cmd-area")]
            }
            Self::Services(_) => &[("Enter", "picker-take"), ("F5", "cmd-area")],
        }
    }

    /// Whether letters are text here.
    pub fn typing(&self) -> bool {
        match self {
            Self::Menu(_) | Self::Reason { .. } | Self::Services(_) => true,
            Self::Sharing(gate) => gate.reason.is_some(),
            _ => false,
        }
    }

    /// Whether something typed here would be lost with it.
    pub fn holds_text(&self) -> bool {
        let line = match self {
            Self::Reason { line, .. } => Some(line),
            Self::Sharing(gate) => gate.reason.as_ref(),
            _ => None,
        };
        line.is_some_and(|line| !line.text().trim().is_empty())
    }

    /// Handles a key.
    pub fn key(&mut self, key: Key, cx: &Cx) -> Outcome {
        if key == Key::Esc {
            return Outcome::Close;
        }
        match self {
            Self::Menu(menu) => menu.key(key, cx),
            Self::Services(picker) => picker.key(key, cx),
            Self::Filter(choice) => choice.key(key),
            Self::Many(many) => many.key(key),
            Self::Guidance(guidance) => match key {
                Key::Down | Key::PageDown | Key::Tab => {
                    guidance.page += 1;
                    Outcome::Stay
                }
                Key::Up | Key::PageUp | Key::BackTab => {
                    guidance.page = guidance.page.saturating_sub(1);
                    Outcome::Stay
                }
                Key::Enter | Key::F(3) | Key::Ctrl('g') => Outcome::Close,
                _ => Outcome::Stay,
            },
            Self::Gate(gate) => match key {
                Key::Enter => Outcome::OpenForm(gate.target()),
                Key::Char('o') => {
                    *self = Self::reason(gate.case, &gate.shut.form.clone());
                    Outcome::Stay
                }
                _ => Outcome::Stay,
            },
            Self::Reason { case, form, line } => match key {
                Key::Enter if line.text().trim().is_empty() => Outcome::Say(Notice::warning("reason-needed")),
                Key::Enter => Outcome::OpenForm(FormTarget::New {
                    case: *case,
                    form: form.clone(),
                    override_reason: Some(line.text().trim().to_owned()),
                }),
                _ => {
                    line.key(key);
                    Outcome::Stay
                }
            },
            Self::Sharing(gate) => gate.key(key),
            Self::Confirm(confirm) => match key {
                Key::Enter => confirm.yes(),
                _ => Outcome::Stay,
            },
        }
    }

    /// Pasted text goes where letters would.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Reason { line, .. } | Self::Sharing(ConsentGate { reason: Some(line), .. }) => {
                line.insert(text)
            }
            Self::Menu(menu) => menu.paste(text),
            Self::Services(picker) => picker.paste(text),
            _ => {}
        }
    }
}

impl Confirm {
    fn yes(&self) -> Outcome {
        match self {
            Self::Quit => Outcome::Quit,
            Self::Discard(record) => Outcome::Effects(vec![Effect::DiscardDraft(*record)]),
            Self::RemoveWorker { worker, .. } => Outcome::Effects(vec![Effect::RemoveWorker(*worker)]),
            Self::RemoveRow { table, row } => Outcome::RemoveRow { table: table.clone(), row: row.clone() },
        }
    }
}

impl Gate {
    /// The record whose answers open the gate.
    fn target(&self) -> FormTarget {
        match self.record {
            Some(record) => FormTarget::Record { record, case: Some(self.case) },
            None => FormTarget::New { case: self.case, form: self.shut.goto.clone(), override_reason: None },
        }
    }
}
