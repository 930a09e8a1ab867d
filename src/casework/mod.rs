//! The process of a case as pure functions over its records: how far it has come, what each step
//! still needs, which gate is shut and by what, what comes next, and what lists show of it. The
//! process itself is data, `forms/process.toml`; nothing here knows a form by name.

mod agenda;
mod begin;
mod compare;
mod consent;
mod leaving;
mod process;
mod read;
mod read_consent;
mod scope;
mod source;
mod state;
#[cfg(test)]
mod tests;

pub use agenda::{Agenda, Standing};
pub use begin::{begin, takeable};
pub use compare::{Movement, RiskMovement, compare_risk};
pub use consent::{
    ConsentRules, Cover, Coverage, Leaving, Share, Shared, Tell, Why, coverage, may_count, shared_under,
};
pub use leaving::leavings;
pub use process::{Gate, Next, Phase, Process, Stage, Step};
pub use state::{CaseState, FormState, NextStep, Shut, StepState, StepStatus, case_state, gate, header};
