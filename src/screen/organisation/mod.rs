//! Who can open this vault, with which roles; from here one's own passphrase and recovery code are
//! changed, workers are added and removed, and the chain of what was done is read.

pub mod audit;
pub mod readers;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use self::audit::AuditScreen;
use super::enrol::{Enrol, Purpose};
use super::list::ListCursor;
use super::{Cx, Request, Screen, Title};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event};
use crate::locale::Arg;
use crate::overlay::Overlay;
use crate::record::{Right, WorkerLine};
use crate::store::AuditAsk;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, paragraph};
use crate::widget::theme::Role;

/// How much room a name has in the list.
const NAME: usize = 26;

/// The workers of the vault.
#[derive(Default)]
pub struct Organisation {
    list: ListCursor,
    workers: Vec<WorkerLine>,
    me: Option<String>,
    may_manage: bool,
    may_audit: bool,
}

impl Organisation {
    /// Shows the page.
    pub fn open(cx: &mut Cx) {
        let screen = Self {
            me: cx.worker.clone(),
            may_manage: cx.rights.contains(&Right::ManageWorkers),
            may_audit: cx.rights.contains(&Right::SeeAudit),
            ..Self::default()
        };
        screen.refresh(cx);
        cx.out.push(Request::Push(Box::new(Screen::Organisation(Box::new(screen)))));
    }

    pub fn refresh(&self, cx: &mut Cx) {
        cx.effect(Effect::LoadWorkers);
    }

    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match event {
            Event::Workers(workers) => {
                self.workers.clone_from(workers);
                self.list.clamp(self.workers.len());
            }
            Event::WayIn(done) => {
                let name = self.focused().map(|line| line.worker.name.clone()).unwrap_or_default();
                let name = crate::app::notice::Word::Text(name);
                cx.say(crate::app::notice::Notice::good(done.message()).with("name", name));
            }
            _ => {}
        }
    }

    fn focused(&self) -> Option<&WorkerLine> {
        self.workers.get(self.list.cursor)
    }

    fn is_me(&self, line: &WorkerLine) -> bool {
        self.me.as_ref() == Some(&line.worker.name)
    }

    pub fn key(&mut self, key: Key) {
        self.list.key(key, self.workers.len());
    }

    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let left = self.focused().is_none_or(|line| line.until.is_some());
        match command {
            Cmd::Audit if !self.may_audit => Some("why-no-audit"),
            Cmd::NewWorker | Cmd::RemoveWorker | Cmd::Open if !self.may_manage => Some("why-not-manager"),
            Cmd::Open | Cmd::RemoveWorker if left => Some("why-worker-left"),
            Cmd::RemoveWorker if self.focused().is_some_and(|line| self.is_me(line)) => {
                Some("why-not-oneself")
            }
            _ => None,
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        let steps = |purpose, cx: &mut Cx| {
            cx.out.push(Request::Push(Box::new(Screen::Enrol(Box::new(Enrol::new(purpose))))));
        };
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::NewWorker => steps(Purpose::Worker, cx),
            Cmd::NewPassphrase => steps(Purpose::Passphrase, cx),
            Cmd::NewRecoveryCode => steps(Purpose::Recovery, cx),
            Cmd::Audit => AuditScreen::open(AuditAsk::default(), None, cx),
            Cmd::Open => {
                let Some(line) = self.focused() else { return };
                let overlay = Overlay::roles(&line.worker, cx);
                cx.out.push(Request::Show(overlay));
            }
            Cmd::RemoveWorker => {
                let Some(line) = self.focused() else { return };
                let overlay = Overlay::remove_worker(line.worker.id, &line.worker.name);
                cx.out.push(Request::Show(overlay));
            }
            _ => {}
        }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        Title { parts: vec![cx.locale.text("cmd-organisation")], danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let theme = cx.theme;
        let mut page = Page::default();
        let mut intro = paragraph(&cx.locale.text("organisation-intro"), area.width, 1, Role::Plain, theme);
        intro.push(Line::default());
        page.push(Block::lines(intro));
        for (number, line) in self.workers.iter().enumerate() {
            let focused = number == self.list.cursor;
            let mut name = line.worker.name.clone();
            if self.is_me(line) {
                name = cx.locale.text_with("organisation-you", &[("name", Arg::from(name))]);
            }
            let roles = match line.until {
                Some(until) => {
                    let on = cx.locale.date(until.with_timezone(&cx.now.offset).date_naive());
                    cx.locale.text_with("organisation-removed", &[("on", Arg::from(on))])
                }
                None => role_names(&line.worker.roles, cx),
            };
            let room = area.width.saturating_sub(u16::try_from(NAME).unwrap_or(0) + 3);
            let mut lines: Vec<Line<'static>> = Vec::new();
            for (at, part) in paragraph(&roles, room, 0, Role::Plain, theme).into_iter().enumerate() {
                let (marker, text) = match (at, focused) {
                    (0, true) => (theme.marker(), name.as_str()),
                    (0, false) => ("  ", name.as_str()),
                    _ => ("  ", ""),
                };
                let role = if focused { Role::Focus } else { Role::Plain };
                let mut spans = vec![
                    Span::raw(marker),
                    Span::styled(column(text, NAME, theme), theme.style(role)),
                    Span::raw(" "),
                ];
                spans.extend(part.spans);
                lines.push(Line::from(spans));
            }
            page.add(Block::lines(lines), focused);
        }
        page.draw(frame, area)
    }
}

/// Roles by their names.
pub fn role_names(roles: &[String], cx: &Cx) -> String {
    if roles.is_empty() {
        return cx.locale.text("organisation-no-role");
    }
    let known = cx.process.roles().iter().filter(|role| roles.contains(&role.id));
    known.map(|role| cx.locale.text(&format!("role-{}", role.id))).collect::<Vec<_>>().join(", ")
}
