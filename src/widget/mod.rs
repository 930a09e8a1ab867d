//! Pieces that screens are made of.

pub mod month;
pub mod page;
pub mod text;
pub mod theme;
