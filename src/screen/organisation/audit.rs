//! Who did what when, from the audit chain: of the whole vault, of one worker, of one case.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event};
use crate::locale::Arg;
use crate::record::WorkerLine;
use crate::screen::list::ListCursor;
use crate::screen::{Cx, Request, Screen, Title, words};
use crate::store::{AuditAsk, AuditLine};
use crate::terminal::Key;
use crate::widget::page::{Turned, column, draw_rows, fit, paragraph};
use crate::widget::theme::Role;

const WHEN: usize = 17;
const WHO: usize = 16;

/// Entries of the chain, newest first.
pub struct AuditScreen {
    ask: AuditAsk,
    /// The number of the case they are about.
    case: Option<u32>,
    lines: Vec<AuditLine>,
    more: bool,
    asking: bool,
    list: ListCursor,
    /// Everybody, to be shown alone one after the other.
    workers: Vec<WorkerLine>,
}

impl AuditScreen {
    /// Shows entries; of a case with its number.
    pub fn open(ask: AuditAsk, case: Option<u32>, cx: &mut Cx) {
        cx.effect(Effect::LoadAudit(Box::new(ask.clone())));
        cx.effect(Effect::LoadWorkers);
        let screen = Self {
            ask,
            case,
            lines: Vec::new(),
            more: false,
            asking: true,
            list: ListCursor::default(),
            workers: Vec::new(),
        };
        cx.out.push(Request::Push(Box::new(Screen::Audit(Box::new(screen)))));
    }

    pub fn event(&mut self, event: &Event) {
        match event {
            Event::Audit(page) => {
                if page.ask.before.is_none() {
                    self.lines.clear();
                }
                self.lines.extend(page.lines.iter().cloned());
                (self.more, self.asking) = (page.more, false);
                self.list.clamp(self.lines.len());
            }
            Event::Workers(workers) => self.workers.clone_from(workers),
            Event::Failed { .. } => self.asking = false,
            _ => {}
        }
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        self.list.key(key, self.lines.len());
        // The next page is read when its end comes near.
        if self.more && !self.asking && self.list.cursor + 20 > self.lines.len() {
            self.asking = true;
            let before = self.lines.last().map(|line| line.seq);
            cx.effect(Effect::LoadAudit(Box::new(AuditAsk { before, ..self.ask.clone() })));
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back => cx.out.push(Request::Pop),
            Cmd::OneWorker => {
                let ids: Vec<_> = self.workers.iter().map(|line| line.worker.id).collect();
                let at = self.ask.worker.and_then(|worker| ids.iter().position(|id| *id == worker));
                self.ask.worker = ids.get(at.map_or(0, |at| at + 1)).copied();
                (self.asking, self.list) = (true, ListCursor::default());
                cx.effect(Effect::LoadAudit(Box::new(self.ask.clone())));
            }
            _ => {}
        }
    }

    pub fn title(&self, cx: &Cx) -> Title {
        let mut parts = vec![cx.locale.text("cmd-audit")];
        parts.extend(self.case.map(words::code));
        let alone = self.ask.worker.and_then(|id| self.workers.iter().find(|line| line.worker.id == id));
        parts.extend(alone.map(|line| line.worker.name.clone()));
        Title { parts, danger: None }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let intro = paragraph(&cx.locale.text("audit-intro"), area.width, 1, Role::Quiet, cx.theme);
        let used = u16::try_from(intro.len()).unwrap_or(0).min(area.height);
        for (line, y) in intro.iter().zip(area.y..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        let below = Rect { y: area.y + used, height: area.height - used, ..area };
        let below = self.draw_whole(frame, below, cx);
        draw_rows(frame, below, self.list.cursor, self.lines.len(), |number, focused| {
            self.lines.get(number).map(|line| row(line, focused, below.width, cx)).unwrap_or_default()
        })
    }
}

impl AuditScreen {
    /// The entry that has the focus as a whole, at the foot; gives back what is left above it.
    fn draw_whole(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Rect {
        let Some(line) = self.lines.get(self.list.cursor) else { return area };
        let whole = format!("{}: {}", line.worker, what(line, cx));
        let lines = paragraph(&whole, area.width, 1, Role::Plain, cx.theme);
        let height = u16::try_from(lines.len() + 1).unwrap_or(area.height).min(area.height / 3);
        let from = area.bottom().saturating_sub(height.saturating_sub(1));
        for (line, y) in lines.iter().zip(from..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        Rect { height: area.height - height, ..area }
    }
}

/// What was done to what.
fn what(line: &AuditLine, cx: &Cx) -> String {
    let mut what = vec![action_words(line, cx)];
    what.extend(line.case.map(words::code));
    what.join(cx.theme.dot())
}

fn row(line: &AuditLine, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let when = cx.locale.moment(line.at, cx.now.offset);
    let room = usize::from(width).saturating_sub(WHEN + WHO + 3);
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(
            column(&when, WHEN, theme),
            theme.style(if focused { Role::Focus } else { Role::Plain }),
        ),
        Span::raw(column(&line.worker, WHO, theme)),
        Span::raw(fit(&what(line, cx), room, theme)),
    ])
}

/// What was done, in words; the form and the version it was done to.
fn action_words(line: &AuditLine, cx: &Cx) -> String {
    let text = cx.locale.text(&format!("audit-{}", line.action.replace('_', "-")));
    let mut parts = line.detail.split_whitespace();
    let form = parts.next().filter(|form| cx.library.form(form).is_some());
    let version = parts.next().and_then(|number| number.parse::<u32>().ok());
    match (form, version) {
        (Some(form), Some(n)) => {
            let version = cx.locale.text_with("audit-version", &[("n", Arg::from(n))]);
            format!("{text}: {}, {version}", words::form_short(&cx.locale, form))
        }
        (Some(form), None) => format!("{text}: {}", words::form_short(&cx.locale, form)),
        _ => text,
    }
}
