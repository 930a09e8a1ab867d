//! What a hand types in a typed field: `12.3` for a date, `1430` for a time, `1,5 sa` for a duration.
//! Read alike in all languages, so that switching the language never changes an answer. Whatever has
//! no certain meaning is None, and the field says so.

mod date;
mod duration;
mod number;

pub use date::{date, time};
pub use duration::duration;
pub use number::{money, number};
