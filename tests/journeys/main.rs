//! Journeys: what a person does from the first key to the last, through the real model, the real
//! effects and a real vault in a temporary directory. Only the clock, the terminal and the cost of the
//! key derivation are not real. Every journey is made in every language of the program.

// The lint's exception for tests does not reach their helpers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod harness;
mod seed;

mod bad_input;
mod cases;
mod crisis;
mod drafts;
mod ecomap;
mod first_start;
mod home;
mod interview;
mod languages;
mod locking;
mod monkey;
mod plan;
mod process;
mod promise;
mod readiness;
mod risk;
mod search;
mod small;
mod story;
mod year;
