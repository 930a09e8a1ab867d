//! The calm page: the questions have left the screen. A few lines for the worker, one to read aloud,
//! and two ways on.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::FormScreen;
use crate::form::Answer;
use crate::locale::Locale;
use crate::screen::Cx;
use crate::widget::page::{Block, Page, paragraph};
use crate::widget::theme::Role;

/// Why the questions left the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calm {
    Distress,
    Pause,
}

/// Draws the page.
pub fn draw(calm: Calm, screen: &FormScreen, frame: &mut Frame, area: Rect, cx: &Cx) {
    let width = area.width.saturating_sub(2);
    let mut page = Page::default();
    page.line(Line::default());
    let (title, lines): (&str, &[&str]) = match calm {
        Calm::Distress => ("distress-title", &["distress-1", "distress-2", "distress-3"]),
        Calm::Pause => ("pause-title", &["pause-1", "pause-2"]),
    };
    push(&mut page, &cx.locale.text(title), width, 3, Role::Heading, cx);
    for line in lines {
        push(&mut page, &cx.locale.text(line), width, 3, Role::Plain, cx);
    }
    if calm == Calm::Distress {
        push(&mut page, &cx.locale.text("distress-aloud"), width, 3, Role::Quiet, cx);
        for said in aloud(screen, cx) {
            push(&mut page, &said, width, 6, Role::Chosen, cx);
        }
    }
    page.push_focused(Block::lines(paragraph(&cx.locale.text("calm-ways"), width, 3, Role::Plain, cx.theme)));
    let height: usize = page.blocks.iter().map(|block| block.lines.len()).sum();
    if height > usize::from(area.height) {
        // A small window: every word matters more than the blank lines between them.
        page.blocks.iter_mut().for_each(|block| block.lines.retain(|line| line.width() > 0));
    }
    page.draw(frame, area);
}

fn push(page: &mut Page<'static>, text: &str, width: u16, indent: usize, role: Role, cx: &Cx) {
    let mut lines = paragraph(text, width, indent, role, cx.theme);
    lines.push(Line::default());
    page.push(Block::lines(lines));
}

/// The line to read aloud, in the person's language where the program speaks it; otherwise in the
/// languages of the screen.
fn aloud(screen: &FormScreen, cx: &Cx) -> Vec<String> {
    let speaks = |locale: &Locale| locale.text("distress-say");
    let code = person_language(screen).filter(|code| cx.locales.ids().contains(code));
    let spoken = code.map(|code| speaks(&Locale::new(&cx.locales, &code)));
    match spoken {
        Some(said) => vec![said],
        None => {
            let mut said = vec![speaks(&cx.locale)];
            said.extend(cx.second.as_ref().map(speaks));
            said
        }
    }
}

/// The mother tongue recorded at intake.
fn person_language(screen: &FormScreen) -> Option<String> {
    let file = screen.file.as_ref()?;
    let intake = file.records.iter().find(|record| record.form == "intake")?;
    match intake.answers.fields.get("mother_tongue") {
        Some(Answer::Choice(code)) => Some(code.clone()),
        _ => None,
    }
}
