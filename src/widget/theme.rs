//! Roles of style, so that no screen names a colour. Sixteen ANSI colours or none; meaning is always
//! carried by a word or a marker as well.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

/// Columns of a line within a screen.
const RULE: u16 = 20;

/// The looks of the program: with the terminal's sixteen colours, or without any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// False with NO_COLOR, `--color never` or a terminal without colour.
    pub colour: bool,
    /// Lines and markers from ASCII alone.
    pub ascii: bool,
}

/// What a piece of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Plain,
    /// The header line and section headings.
    Heading,
    /// The row or field that has the focus.
    Focus,
    /// Hints, borders, what is there but not now.
    Quiet,
    /// Something asks to be looked at.
    Warning,
    /// Danger: high risk, overdue, an error.
    Danger,
    /// Done, saved.
    Good,
    /// A key's name.
    Key,
    /// A choice that is taken.
    Chosen,
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let colour = |colour: Color, style: Style| if self.colour { style.fg(colour) } else { style };
        match role {
            Role::Plain => plain,
            Role::Heading => plain.add_modifier(Modifier::BOLD),
            Role::Focus => plain.add_modifier(Modifier::REVERSED),
            Role::Quiet if self.colour => plain.fg(Color::DarkGray),
            Role::Quiet => plain,
            Role::Warning => colour(Color::Yellow, plain.add_modifier(Modifier::BOLD)),
            Role::Danger => colour(Color::Red, plain.add_modifier(Modifier::BOLD)),
            Role::Good => colour(Color::Green, plain),
            Role::Key => plain.add_modifier(Modifier::BOLD),
            Role::Chosen => plain.add_modifier(Modifier::BOLD),
        }
    }

    /// The marker of the focused row.
    pub fn marker(self) -> &'static str {
        "> "
    }

    /// The line over the whole width that parts header and footer from what stands between them. It is
    /// drawn once, and stays from screen to screen.
    pub fn edge(self, width: u16) -> Line<'static> {
        self.strokes(0, width)
    }

    /// The line within a screen, above what is said of the row that has the focus, or above a question:
    /// short, as above a footnote. A stroke takes three bytes, and this one comes and goes with its screen.
    pub fn rule(self) -> Line<'static> {
        self.strokes(1, RULE)
    }

    fn strokes(self, indent: usize, count: u16) -> Line<'static> {
        let stroke = if self.ascii { "-" } else { "─" };
        let strokes = Span::styled(stroke.repeat(usize::from(count)), self.style(Role::Quiet));
        Line::from(vec![Span::raw(" ".repeat(indent)), strokes])
    }

    /// The mark of something done, with its ASCII stand-in.
    pub fn tick(self) -> &'static str {
        if self.ascii { "+" } else { "✓" }
    }

    /// The separator between parts of a header line.
    pub fn dot(self) -> &'static str {
        if self.ascii { " | " } else { " · " }
    }

    /// The arrow between an old and a new value.
    pub fn arrow(self) -> &'static str {
        if self.ascii { " -> " } else { " → " }
    }

    /// Stands where a text goes on.
    pub fn ellipsis(self) -> &'static str {
        if self.ascii { "~" } else { "…" }
    }
}
