//! Whether colour is used. The sixteen ANSI colours or none: nothing between, nothing more.

/// What the person asked for with `--color` or in the settings.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum ColourChoice {
    /// Colour where the terminal has it and NO_COLOR is not set.
    #[default]
    Auto,
    Always,
    Never,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourMode {
    /// No colour ever leaves the program; bold, underline and reverse video do.
    Never,
    /// The sixteen ANSI colours.
    Always16,
}

impl ColourMode {
    /// Decides from the wish, `NO_COLOR` (any value but an empty one counts) and `TERM`.
    pub fn decide(choice: ColourChoice, no_color: Option<&str>, term: Option<&str>) -> Self {
        match choice {
            ColourChoice::Always => Self::Always16,
            ColourChoice::Never => Self::Never,
            ColourChoice::Auto if no_color.is_some_and(|value| !value.is_empty()) => Self::Never,
            ColourChoice::Auto if term.is_none_or(is_monochrome) => Self::Never,
            ColourChoice::Auto => Self::Always16,
        }
    }
}

/// Terminals that have no colour by their name.
fn is_monochrome(term: &str) -> bool {
    let number = term.strip_prefix("vt").map(|rest| rest.trim_end_matches(|c: char| !c.is_ascii_digit()));
    let old_vt = number.is_some_and(|number| matches!(number, "52" | "100" | "102" | "220" | "320" | "420"));
    term.is_empty()
        || term == "dumb"
        || term == "unknown"
        || term.ends_with("-m")
        || term.ends_with("-mono")
        || old_vt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_and_plain_terminals_mean_no_colour_unless_asked_for() {
        use ColourChoice::*;
        let check = |choice, no_color, term, expect| {
            assert_eq!(
                ColourMode::decide(choice, no_color, term),
                expect,
                "{choice:?} {no_color:?} {term:?}"
            );
        };
        check(Auto, None, Some("xterm-256color"), ColourMode::Always16);
        check(Auto, Some(""), Some("linux"), ColourMode::Always16);
        check(Auto, Some("1"), Some("xterm"), ColourMode::Never);
        check(Auto, None, Some("dumb"), ColourMode::Never);
        check(Auto, None, Some("vt220"), ColourMode::Never);
        check(Auto, None, Some("xterm-mono"), ColourMode::Never);
        check(Auto, None, None, ColourMode::Never);
        check(Always, Some("1"), Some("dumb"), ColourMode::Always16);
        check(Never, None, Some("xterm"), ColourMode::Never);
    }
}
