//! What is wrong with the arguments, in the language in use. The parser's own sentences are English,
//! so they are made anew from what it found.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::locale::{Arg, Locale};

/// Two lines for standard error: what is wrong, and what would have been right.
pub fn text(error: &clap::Error, locale: &Locale) -> String {
    let more = possible(error, locale).unwrap_or_else(|| locale.text("cli-error-see-help"));
    format!("{}\n{more}", sentence(error, locale))
}

fn sentence(error: &clap::Error, locale: &Locale) -> String {
    let found = |kind| context(error, kind).unwrap_or_default();
    let (argument, value) = (found(ContextKind::InvalidArg), found(ContextKind::InvalidValue));
    let other = found(ContextKind::PriorArg);
    let id = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => "cli-error-value-missing",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-error-value",
        ErrorKind::UnknownArgument => "cli-error-unknown-argument",
        ErrorKind::InvalidSubcommand => "cli-error-unknown-command",
        ErrorKind::ArgumentConflict if other.is_empty() || other == argument => "cli-error-twice",
        ErrorKind::ArgumentConflict => "cli-error-conflict",
        ErrorKind::MissingRequiredArgument => "cli-error-missing",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "cli-error-missing-command"
        }
        ErrorKind::InvalidUtf8 => "cli-error-not-text",
        ErrorKind::NoEquals
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues => "cli-error-value-count",
        _ => "cli-error-arguments",
    };
    let variables: [(&str, Arg); 4] = [
        ("argument", argument.into()),
        ("value", value.into()),
        ("other", other.into()),
        ("command", found(ContextKind::InvalidSubcommand).into()),
    ];
    locale.text_with(id, &variables)
}

/// What would have been right: the values that may stand here, or the name that was probably meant.
fn possible(error: &clap::Error, locale: &Locale) -> Option<String> {
    let say = |id: &str, names: &str| locale.text_with(id, &[("names", names.into())]);
    if let Some(names) = context(error, ContextKind::ValidValue) {
        return Some(say("cli-error-possible", &names));
    }
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg];
    let near = near.into_iter().find_map(|kind| context(error, kind))?;
    Some(say("cli-error-near", &near))
}

/// What the parser found, made harmless.
fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    };
    Some(crate::locale::clean(&text, false)).filter(|text| !text.is_empty())
}
