//! The process of a case as pure functions over its records: how far it has come, what each step
//! still needs, which gate is shut and by what, what comes next, and what lists show of it. The
//! process itself is data, `forms/process.toml`; nothing here knows a form by name.

mod back;
mod compare;
mod ecomap;
mod make;
mod process;
mod read;
mod scope;
mod source;
mod state;
mod story;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use compare::{Movement, RiskMovement, compare_risk};
pub use ecomap::{Bar, Drawing, Kind, Lack, Network, Node, Standing, Tie, arrange, network};
pub use make::made;
pub use process::{
    Fact, Gate, Loop, Make, NetworkSource, Next, Phase, Process, RecordKind, Side, Stage, Step,
};
pub use state::{CaseState, FormState, NextStep, Shut, StepState, StepStatus, case_state, gate, header};
pub use story::{Difference, Happening, Order, What, part, story};
