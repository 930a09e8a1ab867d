//! Forms as data: what they are, how they are loaded and checked, and what happens while one is
//! filled in. Knows nothing of terminal, screen or SQL.

pub mod answer;
pub mod check;
pub mod diff;
pub mod engine;
pub mod expr;
mod graph;
pub mod library;
pub mod load;
pub mod schema;

pub use answer::{Answer, Answers, Origin, Path, Row};
pub use diff::{Change, ChangeKind, diff, diff_unknown};
pub use engine::{Entry, EntryDue, Input, Progress, Violation};
pub use expr::{Condition, Scope, Value};
pub use library::Library;
pub use load::{Diagnostic, DiagnosticKind, Source, Wanted};
pub use schema::{
    Choice, Field, FieldType, Form, Kind, List, Pace, PerCase, Required, Section, StartRow, Subject, Take,
};
