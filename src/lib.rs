//! `vaka`: a case file for caseworkers who accompany survivors of human trafficking.

#![deny(unsafe_code)]

pub mod casework;
pub mod demo;
pub mod form;
pub mod locale;
pub mod memory;
pub mod record;
pub mod store;
