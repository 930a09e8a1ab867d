//! Letting somebody in, in short steps: who it is, the passphrase, the recovery code. The first start, a
//! new worker, a new passphrase and a new code are the same steps, or some of them. Nothing is written
//! before the last one is done.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use secrecy::{ExposeSecret, SecretString};

use super::{Cx, Request, words};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event};
use crate::app::notice::{Notice, Word};
use crate::locale::Arg;
use crate::store::{PassphraseWeakness, PlaceRisk, RecoveryCode, judge_passphrase};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, paragraph, width};
use crate::widget::text::LineEdit;
use crate::widget::theme::Role;

/// What the steps are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// There is no vault yet.
    #[default]
    First,
    /// Somebody else shall be able to open it.
    Worker,
    /// The passphrase of the worker who is here.
    Passphrase,
    /// Her recovery code.
    Recovery,
}

impl Purpose {
    fn steps(self) -> &'static [Step] {
        match self {
            Self::First | Self::Worker => &[Step::Who, Step::Passphrase, Step::Recovery],
            Self::Passphrase => &[Step::Prove, Step::Passphrase],
            Self::Recovery => &[Step::Prove, Step::Recovery],
        }
    }

    /// The message of the header.
    fn title(self) -> &'static str {
        match self {
            Self::First => "welcome-step",
            Self::Worker => "enrol-worker-step",
            Self::Passphrase => "enrol-passphrase-step",
            Self::Recovery => "enrol-recovery-step",
        }
    }
}

/// The steps, and what was typed in them.
#[derive(Default)]
pub struct Enrol {
    purpose: Purpose,
    step: Step,
    /// The present passphrase.
    present: LineEdit,
    focus: usize,
    name: LineEdit,
    organisation: LineEdit,
    passphrase: LineEdit,
    again: LineEdit,
    /// The offered passphrase, shown to be written down.
    suggested: Option<SecretString>,
    recovery: Option<Arc<RecoveryCode>>,
    group: LineEdit,
    creating: bool,
    /// What speaks against the place where the vault will lie.
    pub place: Option<PlaceRisk>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Who,
    /// Whoever changes a way in has one.
    Prove,
    Passphrase,
    Recovery,
}

impl Enrol {
    /// The first of the steps for something.
    pub fn new(purpose: Purpose) -> Self {
        let step = purpose.steps().first().copied().unwrap_or_default();
        Self { purpose, step, ..Self::default() }
    }

    /// The lines to type in this step.
    fn lines(&mut self) -> Vec<&mut LineEdit> {
        match self.step {
            Step::Who if self.purpose == Purpose::Worker => vec![&mut self.name],
            Step::Who => vec![&mut self.name, &mut self.organisation],
            Step::Prove => vec![&mut self.present],
            Step::Passphrase => vec![&mut self.passphrase, &mut self.again],
            Step::Recovery => vec![&mut self.group],
        }
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        if self.creating {
            return;
        }
        let focus = self.focus;
        if let Some(line) = self.lines().into_iter().nth(focus)
            && line.key(key)
        {
            return;
        }
        let last = self.lines().len();
        match key {
            Key::Tab | Key::Down => self.focus = (focus + 1).min(last),
            Key::BackTab | Key::Up => self.focus = focus.saturating_sub(1),
            Key::Enter if focus + 1 < last => self.focus += 1,
            Key::Enter => self.on(cx),
            _ => {}
        }
    }

    pub fn paste(&mut self, text: &str) {
        let focus = self.focus;
        if let Some(line) = self.lines().into_iter().nth(focus) {
            line.insert(text);
        }
    }

    pub fn command(&mut self, command: Cmd, cx: &mut Cx) {
        match command {
            Cmd::Back if !self.creating => {
                let at = self.at();
                match at.checked_sub(1).and_then(|before| self.purpose.steps().get(before)) {
                    Some(before) => self.go(*before),
                    None if self.purpose == Purpose::First => cx.say(Notice::info("welcome-quit-hint")),
                    None => cx.out.push(Request::Pop),
                }
            }
            Cmd::Suggest if self.step == Step::Passphrase => {
                cx.effect(Effect::Suggest { words: cx.locale.wordlist() });
            }
            _ => {}
        }
    }

    /// Why a command cannot be used now.
    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        (command == Cmd::Suggest && self.step != Step::Passphrase).then_some("why-not-passphrase-step")
    }

    /// To the next step, if this one is complete.
    fn on(&mut self, cx: &mut Cx) {
        match self.step {
            Step::Who if self.name.text().trim().is_empty() => {
                self.focus = 0;
                cx.say(Notice::warning("welcome-name-needed"));
            }
            Step::Who => self.go_on(cx),
            Step::Prove if self.present.text().is_empty() => {}
            Step::Prove => {
                self.creating = true;
                cx.effect(Effect::Prove(SecretString::from(self.present.text().to_owned())));
            }
            Step::Passphrase => {
                if let Err(weakness) = judge_passphrase(self.passphrase.text(), self.name.text()) {
                    self.focus = 0;
                    return cx.say(weakness_notice(&weakness));
                }
                if self.passphrase.text() != self.again.text() {
                    self.focus = 1;
                    self.again.clear();
                    return cx.say(Notice::warning("passphrase-differs"));
                }
                self.go_on(cx);
            }
            Step::Recovery => self.confirm_code(cx),
        }
    }

    /// Which of the steps this is, from 0.
    fn at(&self) -> usize {
        self.purpose.steps().iter().position(|step| *step == self.step).unwrap_or_default()
    }

    /// To the next step; after the last one it is done.
    fn go_on(&mut self, cx: &mut Cx) {
        let Some(next) = self.purpose.steps().get(self.at() + 1) else { return self.finish(cx) };
        if *next == Step::Recovery && self.recovery.is_none() {
            cx.effect(Effect::NewRecovery);
        }
        self.go(*next);
    }

    fn go(&mut self, step: Step) {
        self.step = step;
        self.focus = 0;
    }

    /// Which group of the code is asked for, from 1; the code itself decides, so that it is not always
    /// the first.
    fn asked_group(&self) -> usize {
        let Some(code) = &self.recovery else { return 1 };
        let groups = code.groups();
        let sum: usize = groups.iter().flat_map(|group| group.bytes()).map(usize::from).sum();
        1 + sum % groups.len().max(1)
    }

    fn confirm_code(&mut self, cx: &mut Cx) {
        let Some(code) = &self.recovery else { return };
        let asked = self.asked_group();
        let right = code
            .groups()
            .get(asked - 1)
            .is_some_and(|group| group.eq_ignore_ascii_case(self.group.text().trim()));
        if !right {
            self.group.clear();
            let number = Word::Number(i64::try_from(asked).unwrap_or(1));
            return cx.say(Notice::warning("recovery-group-wrong").with("n", number));
        }
        self.go_on(cx);
    }

    fn finish(&mut self, cx: &mut Cx) {
        self.creating = true;
        let organisation = self.organisation.text().trim().to_owned();
        let passphrase = SecretString::from(self.passphrase.text().to_owned());
        let name = self.name.text().trim().to_owned();
        let code = self.recovery.clone();
        let effect = match (self.purpose, code) {
            (Purpose::First, Some(recovery)) => Effect::Create {
                name,
                organisation: (!organisation.is_empty()).then_some(organisation),
                passphrase,
                recovery,
            },
            (Purpose::Worker, Some(recovery)) => {
                let roles = cx.process.roles().first().map(|role| role.id.clone()).into_iter().collect();
                Effect::AddWorker { name, roles, passphrase, recovery }
            }
            (Purpose::Recovery, Some(recovery)) => Effect::SetRecovery(recovery),
            (Purpose::Passphrase, _) => Effect::SetPassphrase(passphrase),
            (_, None) => return,
        };
        cx.effect(effect);
    }

    /// Something the worker thread brought.
    pub fn event(&mut self, event: &Event, cx: &mut Cx) {
        match event {
            Event::Proved => {
                self.creating = false;
                self.present.clear();
                self.go_on(cx);
            }
            Event::WayIn(done) => {
                cx.out.push(Request::Pop);
                cx.say(
                    Notice::good(done.message()).with("name", Word::Text(self.name.text().trim().to_owned())),
                );
            }
            Event::Suggested(words) => {
                self.suggested = Some(words.clone());
                self.focus = 0;
            }
            Event::Recovery(code) => self.recovery = Some(Arc::clone(code)),
            Event::Failed { .. } => {
                self.creating = false;
                self.present.clear();
            }
            _ => {}
        }
    }

    /// The header parts.
    pub fn title(&self, cx: &Cx) -> Vec<String> {
        let step = self.at() + 1;
        vec![cx.locale.text("app-name"), cx.locale.text_with(self.purpose.title(), &[("n", Arg::from(step))])]
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let mut page = Page::default();
        if self.creating {
            page.push(Block::lines(paragraph(
                &cx.locale.text(if self.purpose == Purpose::First {
                    "welcome-creating"
                } else {
                    "enrol-doing"
                }),
                area.width,
                2,
                Role::Plain,
                cx.theme,
            )));
            page.draw(frame, area);
            return;
        }
        match self.step {
            Step::Who => self.draw_who(&mut page, area.width, cx),
            Step::Prove => {
                text(&mut page, "enrol-prove", area.width, cx);
                secret(&mut page, "passphrase-present", &self.present, self.focus == 0, cx);
                way_on(&mut page, self.focus == 1, cx);
            }
            Step::Passphrase => self.draw_passphrase(&mut page, area.width, cx),
            Step::Recovery => self.draw_recovery(&mut page, area.width, cx),
        }
        page.draw(frame, area);
    }

    fn draw_who(&self, page: &mut Page<'static>, columns: u16, cx: &Cx) {
        let first: &[&str] = match self.purpose {
            Purpose::Worker => &["enrol-worker", "enrol-worker-who"],
            _ => &["welcome-what", "welcome-languages"],
        };
        for message in first {
            text(page, message, columns, cx);
        }
        if let Some(risk) = &self.place {
            let words = words::place(*risk, &cx.locale);
            let mut lines = paragraph(&words, columns.saturating_sub(2), 2, Role::Warning, cx.theme);
            lines.push(Line::default());
            page.push(Block::lines(lines));
        }
        if self.purpose != Purpose::Worker {
            text(page, "welcome-who", columns, cx);
        }
        field(page, "welcome-name", self.name.text(), self.name.column(), self.focus == 0, cx);
        if self.purpose == Purpose::Worker {
            return way_on(page, self.focus == 1, cx);
        }
        field(
            page,
            "welcome-organisation",
            self.organisation.text(),
            self.organisation.column(),
            self.focus == 1,
            cx,
        );
        way_on(page, self.focus == 2, cx);
    }

    fn draw_passphrase(&self, page: &mut Page<'static>, columns: u16, cx: &Cx) {
        let first = match self.purpose {
            Purpose::First => "welcome-passphrase",
            Purpose::Worker => "enrol-worker-passphrase",
            _ => "enrol-passphrase",
        };
        text(page, first, columns, cx);
        text(page, "welcome-passphrase-offer", columns, cx);
        if let Some(words) = &self.suggested {
            page.push(Block::lines(paragraph(words.expose_secret(), columns, 4, Role::Chosen, cx.theme)));
            text(page, "welcome-passphrase-write", columns, cx);
        }
        for (number, (label, line)) in
            [("passphrase-new", &self.passphrase), ("passphrase-again", &self.again)].into_iter().enumerate()
        {
            secret(page, label, line, self.focus == number, cx);
        }
        way_on(page, self.focus == 2, cx);
    }

    fn draw_recovery(&self, page: &mut Page<'static>, columns: u16, cx: &Cx) {
        let first = match self.purpose {
            Purpose::First => "welcome-recovery",
            Purpose::Worker => "enrol-worker-recovery",
            _ => "enrol-recovery",
        };
        text(page, first, columns, cx);
        if let Some(code) = &self.recovery {
            for (number, chunk) in code.groups().chunks(4).enumerate() {
                let groups: Vec<String> = chunk
                    .iter()
                    .enumerate()
                    .map(|(at, group)| format!("{:>2}: {group}", number * 4 + at + 1))
                    .collect();
                let line = format!("    {}", groups.join("    "));
                page.line(Span::styled(line, cx.theme.style(Role::Chosen)));
            }
        }
        page.line(Line::default());
        text(page, "welcome-recovery-keep", columns, cx);
        let label = cx.locale.text_with("welcome-recovery-group", &[("n", Arg::from(self.asked_group()))]);
        labelled(page, &label, self.group.text(), self.group.column(), self.focus == 0, cx);
        way_on(page, self.focus == 1, cx);
    }
}

/// The notice that says why a passphrase is weak.
pub fn weakness_notice(weakness: &PassphraseWeakness) -> Notice {
    match weakness {
        PassphraseWeakness::TooShort { min } => {
            Notice::warning("passphrase-short").with("min", Word::Number(i64::try_from(*min).unwrap_or(12)))
        }
        PassphraseWeakness::TooFewDistinct => Notice::warning("passphrase-repeats"),
        PassphraseWeakness::Common => Notice::warning("passphrase-common"),
        PassphraseWeakness::SameAsName => Notice::warning("passphrase-name"),
    }
}

/// A paragraph of the step.
pub fn text(page: &mut Page<'static>, message: &str, columns: u16, cx: &Cx) {
    let mut lines = paragraph(&cx.locale.text(message), columns.saturating_sub(2), 2, Role::Plain, cx.theme);
    lines.push(Line::default());
    page.push(Block::lines(lines));
}

fn field(page: &mut Page<'static>, message: &str, value: &str, column: usize, focused: bool, cx: &Cx) {
    labelled(page, &cx.locale.text(message), value, column, focused, cx);
}

/// A label and a line being typed.
pub fn labelled(page: &mut Page<'static>, label: &str, value: &str, column: usize, focused: bool, cx: &Cx) {
    let theme = cx.theme;
    let start = 2 + width(label) + 1;
    let line = Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(label.to_owned(), theme.style(if focused { Role::Focus } else { Role::Plain })),
        Span::raw(format!(" {value}")),
    ]);
    let mut block = Block::lines(vec![line]);
    block.cursor = Some((0, u16::try_from(start + column).unwrap_or(0)));
    page.add(block, focused);
}

/// A label and a secret being typed: stars, one a character.
pub fn secret(page: &mut Page<'static>, message: &str, line: &LineEdit, focused: bool, cx: &Cx) {
    let stars = "*".repeat(line.text().chars().count());
    let column = line.text().chars().count();
    labelled(page, &cx.locale.text(message), &stars, column, focused, cx);
}

fn way_on(page: &mut Page<'static>, focused: bool, cx: &Cx) {
    let theme = cx.theme;
    page.line(Line::default());
    let line = Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(
            cx.locale.text("welcome-on"),
            theme.style(if focused { Role::Focus } else { Role::Heading }),
        ),
    ]);
    let block = Block::lines(vec![line]);
    page.add(block, focused);
}
