//! What is done with hostile input: one function for each place where bytes come in that the program
//! has not written itself. Each takes any bytes and must come back: no panic, no endless work, no memory
//! without bounds; what else must hold is asserted. cargo-fuzz runs them with inputs that it breeds,
//! `cargo test` with the seeds and some thousands of changes to them.

mod backup;
mod bytes;
mod expression;
mod fold;
mod form;
mod key_file;
mod locale;
mod paste;
mod process;
pub mod seeds;
mod settings;
mod terminal;

pub use backup::backup;
pub use expression::expression;
pub use fold::fold;
pub use form::form;
pub use key_file::key_file;
pub use locale::locale;
pub use paste::paste;
pub use process::process;
pub use settings::settings;
pub use terminal::terminal;

/// A name, and what is done with the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("backup", backup),
    ("expression", expression),
    ("fold", fold),
    ("form", form),
    ("key_file", key_file),
    ("locale", locale),
    ("paste", paste),
    ("process", process),
    ("settings", settings),
    ("terminal", terminal),
];
