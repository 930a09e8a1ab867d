//! The map: the person in the middle, people on the left, organisations on the right. A tie is a line
//! whose strokes say how strong it is, with the word in it; below, whoever has the focus, in whole.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Ecomap, Stop, name, told};
use crate::casework::{Drawing, Node, NodePlace, Side, Tie, arrange};
use crate::locale::Arg;
use crate::record::CaseFile;
use crate::screen::{Cx, words};
use crate::widget::page::{Turned, column, fit, width};
use crate::widget::theme::{Role, Theme};

/// Lines below the map: who has the focus, and the way to name somebody else.
const BELOW: u16 = 5;
/// The box in the middle has so many columns at most.
const CENTRE: usize = 18;

impl Ecomap {
    pub(super) fn draw_map(&self, frame: &mut Frame, area: Rect, file: &CaseFile, cx: &Cx) -> Turned {
        let theme = cx.theme;
        let people = self.network.nodes.iter().filter(|node| node.side == Side::People).count();
        let counts = [people, self.network.nodes.len() - people];
        let shown = match self.stop() {
            Some(Stop::Node(number)) => number,
            _ => 0,
        };
        let middle = middle_words(file, cx);
        let lines = area.height.saturating_sub(BELOW + 1);
        let centre = u16::try_from(width(&middle) + 4).unwrap_or(0);
        let drawing = arrange(counts, shown, (area.width, lines), centre);
        let map = Rect { y: area.y + 1, height: lines, ..area };
        self.draw_headings(frame, area, &drawing, cx);
        draw_centre(frame, map, &drawing, &middle, theme);
        for standing in &drawing.standing {
            if let Some(node) = self.network.nodes.get(standing.node) {
                let focused = self.stop() == Some(Stop::Node(standing.node));
                draw_node(frame, map, standing, node, focused, cx);
            }
        }
        let below = Rect { y: map.bottom(), height: BELOW.min(area.bottom() - map.bottom()), ..area };
        self.draw_below(frame, below, cx);
        Turned { page: drawing.page, of: drawing.pages, more: false }
    }

    fn draw_headings(&self, frame: &mut Frame, area: Rect, drawing: &Drawing, cx: &Cx) {
        let style = cx.theme.style(Role::Heading);
        let first = Rect { height: 1, ..area };
        let people = Line::from(Span::styled(format!("  {}", cx.locale.text("ecomap-people")), style));
        frame.render_widget(people, first);
        let organisations = cx.locale.text("ecomap-organisations");
        let right = drawing.standing.iter().find(|standing| standing.tie.x > drawing.centre.x);
        let x = right.map_or(drawing.centre.x + drawing.centre.width + 2, |standing| standing.label.x);
        let x = x.min(area.width.saturating_sub(u16::try_from(width(&organisations)).unwrap_or(0)));
        let at = Rect { x: area.x + x, width: area.width - x, ..first };
        frame.render_widget(Line::from(Span::styled(organisations, style)), at);
    }

    /// Who has the focus in whole, for what nobody is named, and the way to name somebody.
    fn draw_below(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let mut lines = Vec::new();
        if let Some(Stop::Node(number)) = self.stop()
            && let Some(node) = self.network.nodes.get(number)
        {
            lines.extend(told::in_whole(node, area.width, cx).into_iter().take(usize::from(BELOW) - 2));
        }
        lines.resize(usize::from(BELOW) - 2, Line::default());
        lines.push(self.lacking_line(area.width, cx));
        lines.push(self.add_line(self.stop() == Some(Stop::Add), area.width, cx));
        let focused = match self.stop() {
            Some(Stop::Lack(_)) => Some(BELOW - 2),
            Some(Stop::Add) => Some(BELOW - 1),
            _ => None,
        };
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        if let Some(line) = focused.filter(|line| *line < area.height) {
            frame.set_cursor_position((area.x, area.y + line));
        }
    }

    /// For what nobody is named yet; the one that has the focus stands there alone.
    fn lacking_line(&self, columns: u16, cx: &Cx) -> Line<'static> {
        let theme = cx.theme;
        if let Some(Stop::Lack(number)) = self.stop()
            && let Some(lack) = self.network.lacking.get(number)
        {
            let what = Arg::from(told::lack_words(lack, cx));
            let text = cx.locale.text_with("ecomap-lacking-for", &[("what", what)]);
            return told::row_line(&text, true, columns, cx);
        }
        let text = self.lacking_words(cx).unwrap_or_default();
        let text = fit(&text, usize::from(columns).saturating_sub(3), theme);
        Line::from(Span::styled(format!("  {text}"), theme.style(Role::Warning)))
    }
}

/// The person in the middle: the number of the case, the name only when names are shown.
fn middle_words(file: &CaseFile, cx: &Cx) -> String {
    let code = words::code(file.line.number);
    if cx.names_shown && !file.line.name.is_empty() {
        return fit(&file.line.name, CENTRE - 4, cx.theme);
    }
    code
}

fn draw_centre(frame: &mut Frame, area: Rect, drawing: &Drawing, words: &str, theme: Theme) {
    let (corners, across, down) = if theme.ascii {
        (["+", "+", "+", "+"], "-", "|")
    } else {
        (["┌", "┐", "└", "┘"], "─", "│")
    };
    let inner = usize::from(drawing.centre.width.saturating_sub(2));
    let middle = drawing.height / 2;
    for line in 0..drawing.height {
        let text = if line == 0 {
            format!("{}{}{}", corners[0], across.repeat(inner), corners[1])
        } else if line + 1 == drawing.height {
            format!("{}{}{}", corners[2], across.repeat(inner), corners[3])
        } else if line == middle {
            format!("{down} {}{down}", column(words, inner.saturating_sub(1), theme))
        } else {
            format!("{down}{}{down}", " ".repeat(inner))
        };
        let at =
            Rect { x: area.x + drawing.centre.x, y: area.y + line, width: drawing.centre.width, height: 1 };
        frame.render_widget(Line::from(Span::styled(text, theme.style(Role::Heading))), at);
    }
}

fn draw_node(frame: &mut Frame, area: Rect, standing: &NodePlace, node: &Node, focused: bool, cx: &Cx) {
    let theme = cx.theme;
    let bar = |bar: crate::casework::Bar, line: u16| Rect {
        x: area.x + bar.x,
        y: area.y + bar.y + line,
        width: bar.width,
        height: 1,
    };
    let room = usize::from(standing.label.width);
    let style = theme.style(if focused { Role::Focus } else { Role::Plain });
    let label = bar(standing.label, 0);
    frame.render_widget(Line::from(Span::styled(fit(&name(node, cx), room, theme), style)), label);
    if focused {
        let marker = Rect { x: label.x.saturating_sub(2), width: 2, ..label };
        frame.render_widget(Line::from(theme.marker()), marker);
        frame.set_cursor_position((marker.x, marker.y));
    }
    if standing.below > 0 {
        let words = Span::styled(fit(&direction(node, cx), room, theme), theme.style(Role::Quiet));
        frame.render_widget(Line::from(words), bar(standing.label, 1));
    }
    let role = match node.tie {
        Tie::Strong => Role::Chosen,
        Tie::Strained | Tie::Broken => Role::Warning,
        Tie::Unsaid | Tie::Weak | Tie::None => Role::Plain,
    };
    let tie = tie_line(node, usize::from(standing.tie.width), cx);
    frame.render_widget(Line::from(Span::styled(tie, theme.style(role))), bar(standing.tie, 0));
}

/// What goes from whom to whom, in words.
fn direction(node: &Node, cx: &Cx) -> String {
    match (node.gives.is_some(), node.takes.is_some()) {
        (true, true) => cx.locale.text("ecomap-gives-takes"),
        (true, false) => cx.locale.text("ecomap-gives"),
        (false, true) => cx.locale.text("ecomap-takes"),
        (false, false) => String::new(),
    }
}

/// The line of a tie with its word in the middle; what is given points to the person, what is taken away
/// from them.
fn tie_line(node: &Node, columns: usize, cx: &Cx) -> String {
    let theme = cx.theme;
    let word = format!(" {} ", fit(&super::tie_word(node, cx), columns.saturating_sub(4), theme));
    let left = columns.saturating_sub(width(&word)) / 2;
    let right = columns.saturating_sub(width(&word) + left);
    let (to_left, to_right) = match node.side {
        Side::People => (node.takes.is_some(), node.gives.is_some()),
        Side::Organisations => (node.gives.is_some(), node.takes.is_some()),
    };
    let (backward, forward) = if theme.ascii { ("<", ">") } else { ("←", "→") };
    let stroke = stroke(node.tie, theme);
    let before = strokes(stroke, 0, left);
    let after = strokes(stroke, left + width(&word), right);
    let before =
        if to_left { format!("{backward}{}", strokes(stroke, 1, left.saturating_sub(1))) } else { before };
    let after = if to_right {
        format!("{}{forward}", strokes(stroke, left + width(&word), right.saturating_sub(1)))
    } else {
        after
    };
    format!("{before}{word}{after}")
}

/// The pattern of a tie's line.
fn stroke(tie: Tie, theme: Theme) -> &'static str {
    match (tie, theme.ascii) {
        (Tie::Strong, false) => "═",
        (Tie::Strong, true) => "=",
        (Tie::Unsaid, false) => "─",
        (Tie::Unsaid, true) => "-",
        (Tie::Weak, false) => "╌",
        (Tie::Weak, true) => "- ",
        (Tie::Strained, _) => "~",
        (Tie::Broken, false) => "─/",
        (Tie::Broken, true) => "-/",
        (Tie::None, _) => ". ",
    }
}

/// So many columns of a pattern, from a column of it.
fn strokes(stroke: &str, from: usize, columns: usize) -> String {
    stroke.chars().cycle().skip(from).take(columns).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_differ_by_their_lines_alone() {
        for ascii in [false, true] {
            let theme = Theme { colour: false, ascii };
            let lines: std::collections::BTreeSet<String> =
                Tie::ALL.iter().map(|tie| strokes(stroke(*tie, theme), 0, 6)).collect();
            assert_eq!(lines.len(), Tie::ALL.len(), "{lines:?}");
            for line in lines {
                assert_eq!(width(&line), 6);
                assert!(!ascii || line.is_ascii());
            }
        }
    }
}
