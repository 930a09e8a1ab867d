//! The locked vault: the passphrase opens it; the recovery code does when the passphrase is lost.
//! With quick hide the same stands behind a plain page that could be anybody's notes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use secrecy::SecretString;

use super::Cx;
use super::enrol::{labelled, secret, text, weakness_notice};
use crate::app::command::Cmd;
use crate::app::effect::{Effect, Event};
use crate::app::notice::Notice;
use crate::locale::Arg;
use crate::store::{Renewing, judge_passphrase};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, paragraph};
use crate::widget::text::LineEdit;
use crate::widget::theme::Role;

/// What is typed before the vault is open.
#[derive(Default)]
pub struct Unlocking {
    passphrase: LineEdit,
    /// The recovery code, a new passphrase, and again; none while the passphrase is asked for.
    recovery: Option<[LineEdit; 3]>,
    focus: usize,
    /// The vault is being opened: no passphrase is asked for.
    pub opening: bool,
    /// It is open, and what lists know of its cases is being brought up to date.
    renewing: Option<Renewing>,
    /// Quick hide: nothing on the screen says what this is.
    pub hidden: bool,
    /// The vault was last used by an older program, and is adapted before it is open.
    pub older: bool,
    /// The vault was open before: unlocking leads back to where somebody was.
    pub returning: bool,
}

impl Unlocking {
    /// The locked screen behind the neutral page.
    pub fn hidden() -> Self {
        Self { hidden: true, ..Self::default() }
    }

    fn lines(&mut self) -> Vec<&mut LineEdit> {
        match &mut self.recovery {
            Some(lines) => lines.iter_mut().collect(),
            None => vec![&mut self.passphrase],
        }
    }

    pub fn key(&mut self, key: Key, cx: &mut Cx) {
        if self.opening {
            return;
        }
        let focus = self.focus;
        if let Some(line) = self.lines().into_iter().nth(focus)
            && line.key(key)
        {
            return;
        }
        let last = self.lines().len().saturating_sub(1);
        match key {
            Key::Tab | Key::Down => self.focus = (focus + 1).min(last),
            Key::BackTab | Key::Up => self.focus = focus.saturating_sub(1),
            Key::Enter if focus < last => self.focus += 1,
            Key::Enter => self.open(cx),
            _ => {}
        }
    }

    pub fn paste(&mut self, text: &str) {
        let focus = self.focus;
        if let Some(line) = self.lines().into_iter().nth(focus) {
            line.insert(text);
        }
    }

    pub fn command(&mut self, command: Cmd, _cx: &mut Cx) {
        match command {
            // Behind the neutral page nobody is told why.
            _ if self.opening => {}
            Cmd::Recover if !self.hidden => {
                self.recovery = Some(Default::default());
                self.focus = 0;
            }
            Cmd::Back => {
                self.passphrase.clear();
                self.recovery = None;
                self.focus = 0;
            }
            _ => {}
        }
    }

    /// Why a command cannot be used now: the id of a message.
    pub fn refusal(&self, command: Cmd) -> Option<&'static str> {
        let typed = matches!(command, Cmd::Back | Cmd::Recover);
        (self.opening && typed).then_some("why-opening")
    }

    fn open(&mut self, cx: &mut Cx) {
        if let Some([code, new, again]) = &mut self.recovery {
            if let Err(weakness) = judge_passphrase(new.text(), "") {
                self.focus = 1;
                return cx.say(weakness_notice(&weakness));
            }
            if new.text() != again.text() {
                again.clear();
                self.focus = 2;
                return cx.say(Notice::warning("passphrase-differs"));
            }
            let code = code.text().to_owned();
            let passphrase = SecretString::from(new.text().to_owned());
            cx.effect(Effect::Recover { code, passphrase });
        } else {
            if self.passphrase.is_empty() {
                return;
            }
            cx.effect(Effect::Unlock(SecretString::from(self.passphrase.text().to_owned())));
        }
        self.opening = true;
    }

    pub fn event(&mut self, event: &Event) {
        if let Event::Failed { .. } = event {
            (self.opening, self.renewing) = (false, None);
            self.passphrase.clear();
            self.focus = 0;
        }
    }

    /// How far the lists have been brought up to date.
    pub fn renewing(&mut self, far: Renewing) {
        self.renewing = Some(far);
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let mut page = Page::default();
        page.line(Line::default());
        if let Some(Renewing { done, all }) = self.renewing {
            let percent = u64::from(done) * 100 / u64::from(all.max(1));
            let words = cx.locale.text_with("unlock-renewing", &[("percent", Arg::from(percent))]);
            page.push(Block::lines(paragraph(&words, area.width, 2, Role::Plain, cx.theme)));
        } else if self.opening {
            text(&mut page, if self.older { "unlock-adapting" } else { "unlock-opening" }, area.width, cx);
        } else if let Some([code, new, again]) = &self.recovery {
            text(&mut page, "unlock-recovery", area.width, cx);
            labelled(
                &mut page,
                &cx.locale.text("unlock-code"),
                code.text(),
                code.column(),
                self.focus == 0,
                cx,
            );
            secret(&mut page, "passphrase-new", new, self.focus == 1, cx);
            secret(&mut page, "passphrase-again", again, self.focus == 2, cx);
        } else {
            let message = if self.returning { "unlock-locked" } else { "unlock-start" };
            text(&mut page, message, area.width, cx);
            if cx.throwaway {
                text(&mut page, "unlock-demo", area.width, cx);
            }
            secret(&mut page, "unlock-passphrase", &self.passphrase, true, cx);
        }
        page.draw(frame, area);
    }

    /// The page of quick hide: plain lines, no cursor that waits for anything.
    pub fn draw_hidden(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let mut page = Page::default();
        for line in ["hide-1", "hide-2", "hide-3", "hide-4", "hide-5", "hide-6"] {
            page.push(Block::lines(paragraph(&cx.locale.text(line), area.width, 1, Role::Plain, cx.theme)));
        }
        page.push_focused(Block::lines(vec![Line::from(" ")]));
        page.draw(frame, area);
    }
}
