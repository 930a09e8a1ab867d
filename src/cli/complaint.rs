//! What is wrong with the arguments, in the language in use. The parser's own sentences are English,
//! so they are made anew from what it found.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::locale::{Arg, Locale};

/// One or two lines for standard error.
pub fn text(error: &clap::Error, locale: &Locale) -> String {
    let argument = one(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = one(error, ContextKind::InvalidValue).unwrap_or_default();
    let with = |id: &str, arguments: &[(&str, &str)]| {
        let arguments: Vec<(&str, Arg)> =
            arguments.iter().map(|(name, value)| (*name, (*value).into())).collect();
        locale.text_with(id, &arguments)
    };
    let sentence = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            with("cli-error-value-missing", &[("argument", &argument)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            with("cli-error-value", &[("argument", &argument), ("value", &value)])
        }
        ErrorKind::UnknownArgument => with("cli-error-unknown-argument", &[("argument", &argument)]),
        ErrorKind::InvalidSubcommand => {
            let name = one(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            with("cli-error-unknown-command", &[("command", &name)])
        }
        ErrorKind::ArgumentConflict => {
            let other = one(error, ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == argument {
                with("cli-error-twice", &[("argument", &argument)])
            } else {
                with("cli-error-conflict", &[("argument", &argument), ("other", &other)])
            }
        }
        ErrorKind::MissingRequiredArgument => with("cli-error-missing", &[("argument", &argument)]),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            with("cli-error-missing-command", &[])
        }
        ErrorKind::InvalidUtf8 => with("cli-error-not-text", &[]),
        ErrorKind::NoEquals
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues => with("cli-error-value-count", &[("argument", &argument)]),
        _ => with("cli-error-arguments", &[]),
    };
    let more = possible(error, locale).unwrap_or_else(|| locale.text("cli-error-see-help"));
    format!("{sentence}\n{more}")
}

/// What would have been right: the values that may stand here, or the name that was probably meant.
fn possible(error: &clap::Error, locale: &Locale) -> Option<String> {
    let say = |id: &str, names: &str| locale.text_with(id, &[("names", names.into())]);
    if let Some(names) = many(error, ContextKind::ValidValue) {
        return Some(say("cli-error-possible", &names));
    }
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg];
    let near = near.into_iter().find_map(|kind| many(error, kind))?;
    Some(say("cli-error-near", &near))
}

fn one(error: &clap::Error, kind: ContextKind) -> Option<String> {
    many(error, kind)
}

fn many(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    };
    Some(crate::locale::clean(&text, false)).filter(|text| !text.is_empty())
}
