//! Home through one question: a level of risk, a step, a case manager. In words in the header for as
//! long as it is on, so that nobody takes a part for the whole.

use std::collections::BTreeSet;

use crate::casework::Process;
use crate::locale::Arg;
use crate::record::{CaseFilter, CaseLine, DueLine, HomeData};
use crate::screen::{Cx, words};

/// What home is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// A level; None: risk was not judged yet.
    Risk(Option<String>),
    Step(String),
    /// The worker is the case manager.
    Mine(String),
    Manager(String),
}

impl Filter {
    /// Whether a date is of what is looked for.
    pub fn takes_due(&self, line: &DueLine) -> bool {
        match self {
            Self::Risk(level) => line.risk == *level,
            Self::Step(step) => line.due.step.as_ref() == Some(step),
            Self::Mine(name) | Self::Manager(name) => line.manager.as_ref() == Some(name),
        }
    }

    /// What the vault is asked for.
    pub fn ask(&self) -> CaseFilter {
        match self {
            Self::Risk(level) => CaseFilter::Risk(level.clone()),
            Self::Step(step) => CaseFilter::Step(step.clone()),
            Self::Mine(name) | Self::Manager(name) => CaseFilter::Manager(name.clone()),
        }
    }

    /// Whether a case is of what is looked for.
    pub fn takes_case(&self, case: &CaseLine) -> bool {
        match self {
            Self::Risk(level) => case.risk == *level,
            Self::Step(step) => case.step.as_ref() == Some(step),
            Self::Mine(name) | Self::Manager(name) => case.manager.as_ref() == Some(name),
        }
    }

    /// The filter in words.
    pub fn words(&self, cx: &Cx) -> String {
        let locale = &cx.locale;
        let with = |message: &str, what: String| locale.text_with(message, &[("what", Arg::from(what))]);
        match self {
            Self::Risk(None) => locale.text("home-filter-risk-none"),
            Self::Risk(Some(level)) => with("home-filter-risk", words::risk(locale, level)),
            Self::Step(step) => with("home-filter-step", words::short_text(locale, &format!("step-{step}"))),
            Self::Mine(_) => locale.text("home-filter-mine"),
            Self::Manager(name) => with("home-filter-manager", name.clone()),
        }
    }
}

/// Every filter that leaves something, the worker's own cases first, then risk from high to low, the
/// steps in their order, the other case managers by name.
pub fn offered(data: &HomeData, process: &Process, levels: &[String], worker: Option<&str>) -> Vec<Filter> {
    let kept = data.offered.iter().filter_map(|filter| match filter {
        CaseFilter::Manager(name) => Some(name.as_str()),
        _ => None,
    });
    // A case that was opened last may be closed and ask for nothing: it stands there nevertheless.
    let managers: BTreeSet<&str> =
        kept.chain(data.recent.iter().filter_map(|case| case.manager.as_deref())).collect();
    let leaves = |filter: &Filter| {
        data.offered.contains(&filter.ask()) || data.recent.iter().any(|case| filter.takes_case(case))
    };
    let mine = worker.filter(|worker| managers.contains(worker)).map(|name| Filter::Mine(name.to_owned()));
    let risks = levels.iter().rev().cloned().map(Some).chain([None]).map(Filter::Risk);
    let steps = process.steps().iter().map(|step| Filter::Step(step.id.clone()));
    let others = managers.iter().filter(|name| Some(**name) != worker);
    let others = others.map(|name| Filter::Manager((*name).to_owned()));
    mine.into_iter().chain(risks).chain(steps).chain(others).filter(leaves).collect()
}
