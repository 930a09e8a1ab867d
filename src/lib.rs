//! `vaka`: a case file for caseworkers who accompany survivors of human trafficking.

#![deny(unsafe_code)]

pub mod casework;
pub mod form;
pub mod locale;
pub mod record;
