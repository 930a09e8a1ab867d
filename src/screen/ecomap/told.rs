//! The same people and organisations in words: one sentence that goes from the strongest tie to the
//! weakest, then everybody with what they give and take, and last for what nobody is named yet.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Ecomap, Stop, kind, name, source_words, tie_word};
use crate::casework::{Lack, Node, Side, Tie};
use crate::locale::Arg;
use crate::screen::{Cx, words};
use crate::widget::page::{Block, Page, Turned, fit, paragraph, wrap};
use crate::widget::theme::Role;

impl Ecomap {
    pub(super) fn draw_words(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let mut head = self.summary(area.width, cx);
        let mut group = None;
        let mut lacks = false;
        for (number, stop) in self.stops().into_iter().enumerate() {
            let focused = number == self.list.cursor;
            let mut lines = std::mem::take(&mut head);
            match stop {
                Stop::Node(node) => {
                    let Some(node) = self.network.nodes.get(node) else { continue };
                    if group != Some((node.side, node.tie)) {
                        group = Some((node.side, node.tie));
                        lines.push(heading(&group_words(node, cx), cx));
                    }
                    let at = lines.len();
                    lines.extend(node_lines(node, focused, area.width, cx));
                    page.add(block(lines, at), focused);
                }
                Stop::Lack(lack) => {
                    let Some(lack) = self.network.lacking.get(lack) else { continue };
                    if !std::mem::replace(&mut lacks, true) {
                        lines.push(heading(&cx.locale.text("ecomap-lacking"), cx));
                    }
                    let at = lines.len();
                    lines.push(row_line(&lack_words(lack, cx), focused, area.width, cx));
                    page.add(block(lines, at), focused);
                }
                Stop::Add => {
                    lines.push(Line::default());
                    let at = lines.len();
                    lines.push(self.add_line(focused, area.width, cx));
                    page.add(block(lines, at), focused);
                }
            }
        }
        page.draw(frame, area)
    }

    /// One sentence that says it all; what to do when there is nothing.
    fn summary(&self, width: u16, cx: &Cx) -> Vec<Line<'static>> {
        let nodes = &self.network.nodes;
        if nodes.is_empty() {
            let form = Arg::from(source_words(self.source.as_ref(), cx));
            let text = cx.locale.text_with("ecomap-empty", &[("form", form)]);
            return paragraph(&text, width, 1, Role::Plain, cx.theme);
        }
        let mut parts: Vec<String> = Tie::ALL.into_iter().filter_map(|tie| self.of_tie(tie, cx)).collect();
        for (side, message) in
            [(Side::People, "ecomap-no-people"), (Side::Organisations, "ecomap-no-organisations")]
        {
            if nodes.iter().all(|node| node.side != side) {
                parts.push(cx.locale.text(message));
            }
        }
        parts.extend(self.lacking_words(cx));
        let mut lines = paragraph(&parts.join("; "), width, 1, Role::Quiet, cx.theme);
        lines.push(Line::default());
        lines
    }

    /// Everybody of one strength: `strong: her sister, Mor Çatı`.
    fn of_tie(&self, tie: Tie, cx: &Cx) -> Option<String> {
        let nodes: Vec<&Node> = self.network.nodes.iter().filter(|node| node.tie == tie).collect();
        let word = tie_word(nodes.first()?, cx);
        let names: Vec<String> = nodes.into_iter().map(|node| name(node, cx)).collect();
        Some(format!("{word}: {}", names.join(", ")))
    }

    /// For what nobody is named yet.
    pub(super) fn lacking_words(&self, cx: &Cx) -> Option<String> {
        let what: Vec<String> = self.network.lacking.iter().map(|lack| lack_words(lack, cx)).collect();
        let what = Arg::from(what.join(", "));
        (!self.network.lacking.is_empty())
            .then(|| cx.locale.text_with("ecomap-lacking-for", &[("what", what)]))
    }

    /// The way on: to name somebody else.
    pub(super) fn add_line(&self, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
        let form = Arg::from(source_words(self.source.as_ref(), cx));
        row_line(&cx.locale.text_with("ecomap-add", &[("form", form)]), focused, width, cx)
    }
}

fn block(lines: Vec<Line<'static>>, at: usize) -> Block<'static> {
    Block { lines, editor: None, cursor: Some((u16::try_from(at).unwrap_or(0), 0)) }
}

fn heading(text: &str, cx: &Cx) -> Line<'static> {
    Line::from(Span::styled(format!(" {text}"), cx.theme.style(Role::Heading)))
}

/// Which side, and how strong.
fn group_words(node: &Node, cx: &Cx) -> String {
    let side = match node.side {
        Side::People => "ecomap-people",
        Side::Organisations => "ecomap-organisations",
    };
    format!("{}{}{}", cx.locale.text(side), cx.theme.dot(), tie_word(node, cx))
}

pub(super) fn row_line(text: &str, focused: bool, width: u16, cx: &Cx) -> Line<'static> {
    let theme = cx.theme;
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    Line::from(vec![
        Span::raw(if focused { theme.marker() } else { "  " }),
        Span::styled(fit(text, usize::from(width).saturating_sub(3), theme), style),
    ])
}

/// What asks for somebody: the heading of its row.
pub(super) fn lack_words(lack: &Lack, cx: &Cx) -> String {
    let form = cx.library.form(&lack.form);
    let table = form.as_ref().and_then(|form| form.field(&lack.table));
    let heading = table.map(|table| words::row_heading(&cx.locale, &lack.form, table, &lack.row));
    heading.filter(|heading| !heading.is_empty()).unwrap_or_else(|| cx.locale.text("table-new-row"))
}

/// Somebody with what they give and take.
fn node_lines(node: &Node, focused: bool, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let mut lines = vec![row_line(&who(node, cx), focused, width, cx)];
    for text in exchange(node, cx) {
        lines.extend(paragraph(&text, width, 4, Role::Quiet, cx.theme));
    }
    lines
}

/// The name, and what they are to the person.
fn who(node: &Node, cx: &Cx) -> String {
    let name = name(node, cx);
    match kind(node, cx).filter(|kind| *kind != name) {
        Some(kind) => format!("{name} ({kind})"),
        None => name,
    }
}

fn exchange(node: &Node, cx: &Cx) -> Vec<String> {
    let said = |message: &str, what: &Option<String>| {
        let what = what.clone()?;
        let what = if node.hidden && !cx.names_shown { cx.locale.text("answer-hidden") } else { what };
        Some(cx.locale.text_with(message, &[("what", Arg::from(what))]))
    };
    [said("ecomap-gives-what", &node.gives), said("ecomap-takes-what", &node.takes)]
        .into_iter()
        .flatten()
        .collect()
}

/// Whoever has the focus on the map, with nothing cut: name, tie, what goes from whom to whom, and where
/// it is recorded.
pub(super) fn in_whole(node: &Node, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let form = words::form_short(&cx.locale, &node.form);
    let mut parts = vec![format!("{}: {}", who(node, cx), tie_word(node, cx))];
    parts.extend(exchange(node, cx));
    parts.push(cx.locale.text_with("ecomap-recorded", &[("form", Arg::from(form))]));
    let text = parts.join("; ").replace('\n', " ");
    wrap(&text, usize::from(width).saturating_sub(2))
        .into_iter()
        .map(|line| Line::from(format!(" {line}")))
        .collect()
}
