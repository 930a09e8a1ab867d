//! `vaka`: a case file for caseworkers who accompany survivors of human trafficking.

#![deny(unsafe_code)]

pub mod app;
mod built_in;
pub mod casework;
pub mod cli;
pub mod demo;
pub mod form;
pub mod locale;
pub mod logging;
pub mod memory;
pub mod overlay;
pub mod paths;
pub mod record;
pub mod screen;
pub mod session;
pub mod settings;
pub mod store;
pub mod terminal;
pub mod widget;
