//! Something would leave the case without a consent that covers it: what, to whom, why not, and the
//! ways on. Nothing is forbidden: whoever goes on says why.

use super::Outcome;
use crate::app::notice::Notice;
use crate::casework::{Coverage, Leaving};
use crate::locale::Arg;
use crate::screen::Cx;
use crate::screen::form::sharing::{Sharing, line};
use crate::terminal::Key;
use crate::widget::page::{Block, Page, paragraph};
use crate::widget::text::LineEdit;
use crate::widget::theme::Role;
use ratatui::text::Line;

/// The question before such a save.
pub struct ConsentGate {
    pub form: String,
    pub uncovered: Vec<Uncovered>,
    /// The form can record an emergency.
    pub emergency: bool,
    /// Somebody is named who receives it, so that a consent can be asked for.
    pub named: bool,
    /// The reason for going on all the same, once it is asked for.
    pub reason: Option<LineEdit>,
}

/// Something that is not covered.
pub struct Uncovered {
    pub leaving: Leaving,
    pub coverage: Coverage,
}

impl ConsentGate {
    /// The keys that matter here beside Esc.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match (&self.reason, self.emergency) {
            (Some(_), _) => &[("Enter", "overlay-share-anyway")],
            (None, true) => {
                &[("Enter", "overlay-consent"), ("e", "overlay-emergency"), ("o", "overlay-share-anyway")]
            }
            (None, false) => &[("Enter", "overlay-consent"), ("o", "overlay-share-anyway")],
        }
    }

    /// Handles a key; Esc is the caller's.
    pub fn key(&mut self, key: Key) -> Outcome {
        match &mut self.reason {
            Some(line) => match key {
                Key::Enter if line.text().trim().is_empty() => Outcome::Say(Notice::warning("reason-needed")),
                Key::Enter => Outcome::Sharing(Sharing::Anyway(line.text().trim().to_owned())),
                _ => {
                    line.key(key);
                    Outcome::Stay
                }
            },
            None => match key {
                Key::Enter => Outcome::Sharing(Sharing::Ask),
                Key::Char('e') if self.emergency => Outcome::Sharing(Sharing::Emergency),
                Key::Char('o') => {
                    self.reason = Some(LineEdit::default());
                    Outcome::Stay
                }
                _ => Outcome::Stay,
            },
        }
    }

    /// What leaves and why it is not covered, and the ways on or the reason.
    pub fn page(&self, page: &mut Page<'static>, columns: u16, cx: &Cx) {
        let push = |page: &mut Page<'static>, text: &str, role: Role, indent: usize| {
            let mut lines = paragraph(text, columns, indent, role, cx.theme);
            lines.push(Line::default());
            page.push(Block::lines(lines));
        };
        let form = cx.locale.form(&self.form, "form");
        let title = cx.locale.text_with("sharing-title", &[("form", Arg::from(form))]);
        push(page, &title, Role::Heading, 2);
        for one in &self.uncovered {
            let (text, role) = line(&one.leaving, &one.coverage, true, cx);
            push(page, &format!("- {text}"), role, 4);
        }
        if let Some(reason) = &self.reason {
            push(page, &cx.locale.text("sharing-reason-hint"), Role::Plain, 2);
            let label = cx.locale.text("reason-label");
            crate::screen::enrol::labelled(page, &label, reason.text(), reason.column(), true, cx);
            return;
        }
        let ways = if self.named { "sharing-way-consent" } else { "sharing-way-recipient" };
        let mut lines = paragraph(&cx.locale.text(ways), columns, 2, Role::Plain, cx.theme);
        let ways = [Some("sharing-way-emergency").filter(|_| self.emergency), Some("sharing-way-anyway")];
        for way in ways.into_iter().flatten() {
            lines.extend(paragraph(&cx.locale.text(way), columns, 2, Role::Plain, cx.theme));
        }
        page.push_focused(Block::lines(lines));
    }
}
