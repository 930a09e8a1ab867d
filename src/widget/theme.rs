//! Roles of style, so that no screen names a colour. Sixteen ANSI colours or none; meaning is always
//! carried by a word or a marker as well.

use ratatui::style::{Color, Modifier, Style};

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

    /// A horizontal line of the given width.
    pub fn rule(self, width: u16) -> String {
        let stroke = if self.ascii { "-" } else { "─" };
        stroke.repeat(usize::from(width))
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
