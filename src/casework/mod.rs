//! The process of a case as pure functions over its records: how far it has come, what each step
//! still needs, which gate is shut and by what, what comes next, and what lists show of it. The
//! process itself is data, `forms/process.toml`, and knows the forms. Beside it stand the directory of
//! services and the experience with them (`directory`, `experience`), which do know their two forms.

mod agenda;
mod anew;
mod back;
mod begin;
mod compare;
mod consent;
pub mod directory;
mod ecomap;
mod experience;
mod leaving;
mod make;
mod merge;
mod process;
mod read;
mod roles;
mod scope;
mod source;
mod state;
mod story;
#[cfg(test)]
mod tests;
mod vocabulary;
mod workload;

pub use agenda::{Agenda, Standing};
pub use anew::{Following, following};
pub use begin::{Words, begin, takeable};
pub use compare::{Movement, RiskMovement, compare_risk};
pub use consent::{
    ConsentRules, Cover, Coverage, Leaving, Share, Shared, Tell, Why, coverage, may_count, shared_under,
    undecided,
};
pub use ecomap::{Bar, Drawing, Kind, Lack, Network, Node, NodePlace, Tie, arrange, network};
pub use experience::{Counting, Experience, Experiences, Middle, REFERRAL, key as service_key};
pub use leaving::leavings;
pub use make::made;
pub use merge::{Piece, Whose, merged, pieces};
pub use process::{
    Fact, Gate, Loop, Make, NetworkSource, Next, Phase, Process, RecordKind, Side, Stage, Step,
};
pub use roles::Role;
pub use state::{
    CaseState, FormState, NextStep, Shut, StepState, StepStatus, case_state, consent_state, gate, header,
};
pub use story::{Difference, Happening, Order, What, part, story};
pub use workload::{Hours, Workload, WorkloadRules, workloads};
