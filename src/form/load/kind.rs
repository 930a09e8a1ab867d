//! What can be wrong in a file of forms. The words of each kind are a message of
//! `locales/<lang>/check.ftl`.

use super::super::expr::{ParseErrorKind, Problem};

/// What a key must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Text,
    Texts,
    Whole,
    Number,
    Flag,
    FlagOrCondition,
    Table,
    Tables,
    /// A value that fits the type of a column.
    Answer,
}

/// One kind of mistake with what it is about.
#[derive(Debug, Clone, PartialEq)]
pub enum DiagnosticKind {
    /// The file cannot be read.
    Unreadable,
    /// Larger than any form should be.
    TooLarge,
    /// Not TOML; the detail is the parser's.
    Syntax {
        detail: String,
    },
    UnknownKey {
        key: String,
        near: Option<String>,
    },
    MissingKey {
        key: &'static str,
    },
    WrongKind {
        key: String,
        wanted: Wanted,
    },
    UnknownType {
        given: String,
        near: Option<String>,
    },
    /// A key that has only certain values.
    UnknownValue {
        key: &'static str,
        given: String,
        allowed: String,
        near: Option<String>,
    },
    /// A key that this type of field does not take.
    MisplacedKey {
        key: String,
        of: &'static str,
    },
    /// An id with other letters than a-z, 0-9 and _.
    BadId {
        given: String,
    },
    /// An id that a message of every form has already.
    ReservedId {
        given: String,
    },
    /// The id of a form is not the name of its file.
    FileName {
        given: String,
        file: String,
    },
    /// An id that stands in an earlier line too.
    Duplicate {
        id: String,
        line: usize,
    },
    /// Two files hold forms of the same id.
    DuplicateForm {
        id: String,
        file: String,
    },
    BadVersion,
    MissingChoices {
        of: &'static str,
    },
    UnknownList {
        list: String,
        near: Option<String>,
    },
    EmptyList {
        list: String,
    },
    Bounds {
        min: f64,
        max: f64,
    },
    NoColumns,
    /// The first column is the heading of its row and must hold a text.
    FirstColumn {
        of: &'static str,
    },
    /// A table or an item as a column.
    BadColumn {
        of: &'static str,
    },
    Condition(ParseErrorKind),
    Problem(Problem),
    /// Fields or sections that wait for each other.
    Circle {
        path: Vec<String>,
    },
    UnknownForm {
        form: String,
        near: Option<String>,
    },
    UnknownTable {
        form: String,
        table: String,
        near: Option<String>,
    },
    UnknownColumn {
        column: String,
        table: String,
        near: Option<String>,
    },
    /// A field of the form that is named and not there.
    UnknownQuestion {
        field: String,
        near: Option<String>,
    },
    /// A field of another form that is named and not there.
    UnknownField {
        form: String,
        field: String,
        near: Option<String>,
    },
    /// A field that words cannot be put into.
    NotFilled {
        field: String,
    },
    /// A column whose answers are no answers to the field that takes them.
    OtherType {
        column: String,
    },
    MissingMessage {
        lang: String,
        id: String,
    },
    MissingAttribute {
        lang: String,
        id: String,
        attribute: String,
    },
}

/// A message's id with its variables; the variable `wanted` is a message itself.
pub struct Message {
    pub id: &'static str,
    pub variables: Vec<(&'static str, String)>,
}

impl Wanted {
    fn id(self) -> &'static str {
        match self {
            Self::Text => "check-kind-text",
            Self::Texts => "check-kind-texts",
            Self::Whole => "check-kind-whole",
            Self::Number => "check-kind-number",
            Self::Flag => "check-kind-flag",
            Self::FlagOrCondition => "check-kind-flag-or-condition",
            Self::Table => "check-kind-table",
            Self::Tables => "check-kind-tables",
            Self::Answer => "check-kind-answer",
        }
    }
}

impl DiagnosticKind {
    /// Which message says it, with which variables.
    pub fn message(&self) -> Message {
        let of = |id, variables: &[(&'static str, &str)]| Message {
            id,
            variables: variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        };
        match self {
            Self::Unreadable => of("check-unreadable", &[]),
            Self::TooLarge => of("check-too-large", &[]),
            Self::Syntax { detail } => of("check-syntax", &[("detail", detail)]),
            Self::UnknownKey { key, .. } => of("check-unknown-key", &[("key", key)]),
            Self::MissingKey { key } => of("check-missing-key", &[("key", key)]),
            Self::WrongKind { key, wanted } => {
                of("check-wrong-kind", &[("key", key), ("wanted", wanted.id())])
            }
            Self::UnknownType { given, .. } => of("check-unknown-type", &[("given", given)]),
            Self::UnknownValue { key, given, allowed, .. } => {
                of("check-unknown-value", &[("key", key), ("given", given), ("allowed", allowed)])
            }
            Self::MisplacedKey { key, of: kind } => {
                of("check-misplaced-key", &[("key", key), ("type", kind)])
            }
            Self::BadId { given } => of("check-bad-id", &[("given", given)]),
            Self::ReservedId { given } => of("check-reserved-id", &[("given", given)]),
            Self::FileName { given, file } => of("check-file-name", &[("given", given), ("file", file)]),
            Self::Duplicate { id, line } => of("check-duplicate", &[("id", id), ("line", &line.to_string())]),
            Self::DuplicateForm { id, file } => of("check-duplicate-form", &[("id", id), ("file", file)]),
            Self::BadVersion => of("check-bad-version", &[]),
            Self::MissingChoices { of: kind } => of("check-missing-choices", &[("type", kind)]),
            Self::UnknownList { list, .. } => of("check-unknown-list", &[("list", list)]),
            Self::EmptyList { list } => of("check-empty-list", &[("list", list)]),
            Self::Bounds { min, max } => {
                of("check-bounds", &[("min", &min.to_string()), ("max", &max.to_string())])
            }
            Self::NoColumns => of("check-no-columns", &[]),
            Self::FirstColumn { of: kind } => of("check-first-column", &[("type", kind)]),
            Self::BadColumn { of: kind } => of("check-bad-column", &[("type", kind)]),
            Self::Condition(kind) => condition(kind),
            Self::Problem(kind) => problem(kind),
            Self::Circle { path } => of("check-circle", &[("path", &path.join(" -> "))]),
            Self::UnknownForm { form, .. } => of("check-unknown-form", &[("form", form)]),
            Self::UnknownTable { form, table, .. } => {
                of("check-unknown-table", &[("form", form), ("table", table)])
            }
            Self::UnknownColumn { column, table, .. } => {
                of("check-unknown-column", &[("column", column), ("table", table)])
            }
            Self::UnknownQuestion { field, .. } => of("check-unknown-field", &[("name", field)]),
            Self::UnknownField { form, field, .. } => {
                of("check-unknown-form-field", &[("form", form), ("field", field)])
            }
            Self::NotFilled { field } => of("check-not-filled", &[("field", field)]),
            Self::OtherType { column } => of("check-other-type", &[("column", column)]),
            Self::MissingMessage { lang, id } => of("check-missing-message", &[("lang", lang), ("id", id)]),
            Self::MissingAttribute { lang, id, attribute } => {
                of("check-missing-attribute", &[("lang", lang), ("id", id), ("attribute", attribute)])
            }
        }
    }

    /// What may have been meant.
    pub fn near(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { near, .. }
            | Self::UnknownType { near, .. }
            | Self::UnknownValue { near, .. }
            | Self::UnknownList { near, .. }
            | Self::UnknownForm { near, .. }
            | Self::UnknownTable { near, .. }
            | Self::UnknownColumn { near, .. }
            | Self::UnknownQuestion { near, .. }
            | Self::UnknownField { near, .. }
            | Self::Problem(
                Problem::UnknownName { near, .. }
                | Problem::UnknownFunction { near, .. }
                | Problem::UnknownChoice { near, .. },
            ) => near.as_deref(),
            _ => None,
        }
    }
}

fn condition(kind: &ParseErrorKind) -> Message {
    let (id, variables) = match kind {
        ParseErrorKind::Empty => ("check-condition-empty", Vec::new()),
        ParseErrorKind::ValueExpected => ("check-condition-value", Vec::new()),
        ParseErrorKind::Unexpected => ("check-condition-unexpected", Vec::new()),
        ParseErrorKind::TextOpen => ("check-condition-text", Vec::new()),
        ParseErrorKind::NameBroken => ("check-condition-name", Vec::new()),
        ParseErrorKind::ParenthesisOpen => ("check-condition-parenthesis", Vec::new()),
        ParseErrorKind::BareWord(word) => ("check-condition-word", vec![("word", word.clone())]),
        ParseErrorKind::NumberTooLarge => ("check-condition-number", Vec::new()),
        ParseErrorKind::TooDeep => ("check-condition-deep", Vec::new()),
    };
    Message { id, variables }
}

fn problem(kind: &Problem) -> Message {
    let (id, variables) = match kind {
        Problem::UnknownName { name, .. } => ("check-unknown-field", vec![("name", name.clone())]),
        Problem::UnknownFunction { name, .. } => ("check-unknown-function", vec![("name", name.clone())]),
        Problem::UnknownChoice { name, choice, .. } => {
            ("check-unknown-choice", vec![("name", name.clone()), ("choice", choice.clone())])
        }
        Problem::Arguments { function, given, least, most } => {
            let mut variables = vec![
                ("function", function.clone()),
                ("given", given.to_string()),
                ("least", least.to_string()),
            ];
            let id = match most {
                None => "check-arguments-least",
                Some(most) if most == least => "check-arguments",
                Some(most) => {
                    variables.push(("most", most.to_string()));
                    "check-arguments-range"
                }
            };
            (id, variables)
        }
    };
    Message { id, variables }
}
