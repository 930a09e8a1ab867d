//! A notice: one line that tells what happened or what to do, kept as a message so that it follows
//! a change of language.

use crate::locale::{Arg, Locale};
use crate::widget::theme::Role;

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub message: &'static str,
    pub args: Vec<(&'static str, Word)>,
    pub role: Role,
}

/// A part of a notice that is itself put into words when shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    Text(String),
    Number(i64),
    /// A message of the interface.
    Message(String),
    /// The short name of a form.
    Form(String),
    /// The label of a field of a form.
    Field {
        form: String,
        id: String,
    },
}

impl Notice {
    /// Something went well.
    pub fn good(message: &'static str) -> Self {
        Self { message, args: Vec::new(), role: Role::Good }
    }

    /// Something to know.
    pub fn info(message: &'static str) -> Self {
        Self { message, args: Vec::new(), role: Role::Plain }
    }

    /// Something to look at.
    pub fn warning(message: &'static str) -> Self {
        Self { message, args: Vec::new(), role: Role::Warning }
    }

    /// Something went wrong.
    pub fn error(message: &'static str) -> Self {
        Self { message, args: Vec::new(), role: Role::Danger }
    }

    /// Adds a part.
    #[must_use]
    pub fn with(mut self, name: &'static str, word: Word) -> Self {
        self.args.push((name, word));
        self
    }

    /// The notice in words.
    pub fn say(&self, locale: &Locale) -> String {
        let args: Vec<(&str, Arg)> = self.args.iter().map(|(name, word)| (*name, word.say(locale))).collect();
        locale.text_with(self.message, &args)
    }
}

impl Word {
    fn say(&self, locale: &Locale) -> Arg {
        match self {
            Self::Text(text) => Arg::from(text.clone()),
            Self::Number(number) => Arg::from(*number),
            Self::Message(id) => Arg::from(locale.text(id)),
            Self::Form(form) => Arg::from(locale.form(form, "form")),
            Self::Field { form, id } => Arg::from(locale.form(form, id)),
        }
    }
}
