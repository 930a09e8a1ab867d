//! Journeys: what a person does from the first key to the last, through the real model, the real
//! effects and a real vault in a temporary directory. Only the clock, the terminal and the cost of the
//! key derivation are not real. Every journey is made in every language of the program.

// The lint's exception for tests does not reach their helpers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod harness;
mod seed;

mod bad_input;
mod calendar;
mod cases;
mod consent;
mod crisis;
mod directory;
mod drafts;
mod ecomap;
mod evidence;
mod first_start;
mod home;
mod interview;
mod languages;
#[path = "../terminal/least.rs"]
mod least;
mod line;
mod locking;
mod monkey;
mod organisation;
mod plan;
mod process;
mod promise;
mod readiness;
mod renewal;
mod risk;
mod search;
mod self_care;
mod small;
mod stories;
mod story;
mod together;
mod unicode;
mod year;
