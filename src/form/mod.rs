//! Forms as data: what they are, how they are loaded and checked, and what happens while one is
//! filled in. Knows nothing of terminal, screen or SQL.

pub mod answer;
pub mod expr;
pub mod schema;

pub use answer::{Answer, Answers, Path, Row};
pub use schema::{
    Choice, Field, FieldType, Form, Kind, List, Pace, PerCase, Required, Section, StartRow, Subject, Take,
};
