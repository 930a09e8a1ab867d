//! The process of a case as pure functions over its records: how far it has come, what each step
//! still needs, which gate is shut and by what, what comes next, and what lists show of it. The
//! process itself is data, `forms/process.toml`; nothing here knows a form by name.

mod back;
mod compare;
mod make;
mod process;
mod read;
mod scope;
mod source;
mod state;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use compare::{Movement, RiskMovement, compare_risk};
pub use make::made;
pub use process::{Fact, Gate, Loop, Make, Next, Phase, Process, Stage, Step};
pub use state::{CaseState, FormState, NextStep, Shut, StepState, StepStatus, case_state, gate, header};
