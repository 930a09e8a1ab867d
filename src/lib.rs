//! `vaka`: a case file for caseworkers who accompany survivors of human trafficking.

#![deny(unsafe_code)]

pub mod cli;
pub mod form;
pub mod locale;
pub mod logging;
pub mod paths;
pub mod record;
pub mod settings;
pub mod terminal;
