//! Words: every text that people read, in the language that is in use, and what belongs to a
//! language besides: plurals, dates, numbers, sorting, folding for search, and reading what a hand
//! types. Languages are directories of Fluent files, three of them in the program, more wherever the
//! user puts them. Nothing here fails: a missing message falls back to English and then to its id, a
//! broken file leaves a notice. Knows nothing of terminal, screen or SQL.

mod bundle;
mod check;
mod clean;
mod current;
mod dates;
mod fold;
mod locales;
mod names;
mod negotiate;
mod plural;
mod source;
pub mod typed;

pub use bundle::Arg;
pub use check::{LocaleFacts, LocaleReport, check_locales};
pub use clean::{clean, is_unwanted};
pub use current::Locale;
pub use fold::{find_folded, fold};
pub use locales::Locales;
pub use negotiate::{is_utf8_terminal, negotiate};
pub use source::{LocaleNotice, LocaleProblem, ProblemKind};

#[cfg(test)]
mod tests;
