//! The rules that no form may break, held against all forms by their data: a form that is added later
//! is judged by them as well.

// The lint's exception for tests does not reach their helpers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calculated;
mod counts;
mod deciding;
mod declining;
mod fill;
mod leaving;
mod promises;
mod revisions;
mod way_back;
