//! Where a case stands: its phase and stage, each step with its forms, what is shut and what would
//! open it, the one next step, and the header that lists show.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::form::expr::{Condition, Scope, Value};
use crate::form::{Answers, Library, Path, PerCase, Progress, Subject};
use crate::record::{CaseFile, Draft, Due, Header, Moment, RecordId};

use super::process::{Next, Process, Step};
use super::scope::{CaseScope, field_of, open_points, points};

/// The shared list of the levels of risk, the lowest first.
pub(super) const RISK_LEVELS: &str = "risk_level";

/// The id of the step that holds the forms no step names.
const OTHER: &str = "other";

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStatus {
    /// None of its forms was ever saved or begun.
    NotBegun,
    Open,
    Done,
    /// Not begun, and the forms of it that could be opened stand behind a gate.
    Shut,
}

/// One form of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct FormState {
    pub form: String,
    pub records: usize,
    /// The record that was saved last.
    pub latest: Option<RecordId>,
    /// The record of the draft that was written last.
    pub draft: Option<RecordId>,
    /// Of the draft, or else of the latest record.
    pub progress: Option<Progress>,
    /// How many required answers are missing there.
    pub missing: usize,
    /// What comes first, when a new record would need a reason.
    pub gate: Option<Shut>,
    /// It belongs to any time, whatever step it stands in.
    pub any_time: bool,
    pub saved_at: Option<Moment>,
}

/// One step of the process in this case.
#[derive(Debug, Clone, PartialEq)]
pub struct StepState {
    pub id: String,
    /// From 1.
    pub number: usize,
    pub status: StepStatus,
    /// This case needs the step; when not, nothing asks for it.
    pub needed: bool,
    pub forms: Vec<FormState>,
    /// The forms that it waits for before it is done.
    pub waits_for: Vec<String>,
}

/// A shut gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Shut {
    /// The form behind the gate.
    pub form: String,
    /// The form whose answers open it.
    pub goto: String,
    /// Answers still missing there, in its draft if there is one; none when it only has to be saved.
    pub open: Vec<Path>,
    /// Id of the message; its attribute `.done` says it when nothing is missing. `$n`: how many are.
    pub message: String,
}

/// The one obvious next thing to do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NextStep {
    pub form: String,
    /// Go on with this draft or record; None: begin a new one.
    pub record: Option<RecordId>,
    /// Id of the message, with `$n` (the count), `$form` (the form's name), `$when` (the day) and
    /// `$step` (the name of the step).
    pub message: String,
    pub count: usize,
    /// Nothing has to be done: it only says how things stand, and where the way goes on.
    pub calm: bool,
    /// Where the focus goes.
    pub at: Option<Path>,
    /// The day that it is about.
    pub when: Option<NaiveDate>,
    /// It is done in a new record that follows this one.
    pub after: Option<RecordId>,
    /// The step that it is asked for.
    pub step: Option<String>,
}

/// Where a case stands.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseState {
    pub phase: String,
    /// How intensive the support is.
    pub stage: String,
    /// The worker set the stage; otherwise it follows from the records.
    pub stage_set: bool,
    pub closed: bool,
    pub steps: Vec<StepState>,
    /// None only when every step that is needed is done.
    pub next: Option<NextStep>,
}

/// Where a case stands at a moment (local time).
pub fn case_state(
    process: &Process,
    library: &Arc<Library>,
    file: &CaseFile,
    now: NaiveDateTime,
) -> CaseState {
    let case = Case::new(process, library, file, now);
    let (stage, stage_set) = case.stage();
    let closed = case.scope.standing().closed;
    CaseState { phase: case.phase(), stage, stage_set, closed, steps: case.steps(), next: case.next() }
}

/// What lists show of a case, computed from its saved records.
pub fn header(process: &Process, library: &Arc<Library>, file: &CaseFile, now: NaiveDateTime) -> Header {
    // What nobody saved is no part of a header: it is the same for whoever reads the list.
    let case = Case { drafts: BTreeMap::new(), ..Case::new(process, library, file, now) };
    let rules = &process.header;
    let step_of = |form: &str| {
        let step = process.steps.iter().find(|step| step.forms.iter().any(|known| known == form));
        step.map(|step| step.id.clone())
    };
    let placed = |due: &Due| process.agendas.placed(Due { step: step_of(&due.form), ..due.clone() });
    let dues = case.scope.dues().iter().map(placed).collect();
    let (phase, risk) = (case.phase(), case.text(rules.risk.as_ref()));
    let levels = library.shared_lists().iter().find(|list| list.id == RISK_LEVELS);
    let level = |risk: &String| levels?.choices.iter().position(|choice| choice.id == *risk);
    Header {
        name: case.text(rules.name.as_ref()).unwrap_or_default(),
        searchable: case.searchable(),
        phase_rank: rank(process.phases.iter().position(|known| known.id == phase)),
        phase,
        stage: case.stage().0,
        step: case.next().and_then(|next| step_of(&next.form)),
        risk_rank: rank(risk.as_ref().and_then(level)),
        risk,
        consent: case.text(rules.consent.as_ref()),
        manager: case.text(rules.manager.as_ref()),
        closed: case.scope.standing().closed,
        contact: case.contact(),
        dues,
        spent: file.records.iter().filter_map(|record| process.workload.spent(record)).collect(),
    }
}

/// A place in a list, from 1; 0 for none.
fn rank(place: Option<usize>) -> u32 {
    place.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or(0)
}

/// How the consent of a case stands on a day: one that has ended since the last save says so.
pub fn consent_state(
    process: &Process,
    library: &Arc<Library>,
    file: &CaseFile,
    now: NaiveDateTime,
) -> Option<String> {
    Case::new(process, library, file, now).text(process.header.consent.as_ref())
}

/// What has to come before a new record of a form; None when nothing has. A form that was begun
/// already is never shut again.
pub fn gate(
    process: &Process,
    library: &Arc<Library>,
    form: &str,
    file: &CaseFile,
    now: NaiveDateTime,
) -> Option<Shut> {
    Case::new(process, library, file, now).gate(form)
}

/// A case in which every form but the one asked for is supposed to be there and complete.
struct Supposing<'s, 'a> {
    scope: &'s CaseScope<'a>,
    asked: &'s str,
}

impl Scope for Supposing<'_, '_> {
    fn variable(&self, name: &str) -> Value {
        self.scope.variable(name)
    }

    fn now(&self) -> NaiveDateTime {
        self.scope.now()
    }

    fn function(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        let supposed = matches!(name, "recorded" | "fresh" | "complete" | "all-answered")
            && arguments.first().is_some_and(|form| form.text() != self.asked);
        if supposed { Some(Value::Bool(true)) } else { self.scope.function(name, arguments) }
    }
}

/// Everything that one question about a case needs.
struct Case<'a> {
    process: &'a Process,
    library: &'a Arc<Library>,
    scope: CaseScope<'a>,
    drafts: BTreeMap<&'a str, &'a Draft>,
}

impl<'a> Case<'a> {
    fn new(process: &'a Process, library: &'a Arc<Library>, file: &'a CaseFile, now: NaiveDateTime) -> Self {
        let mut drafts: BTreeMap<&str, &Draft> = BTreeMap::new();
        for draft in file.drafts.iter().filter(|draft| library.form(&draft.form).is_some()) {
            let newest = drafts.entry(&draft.form).or_insert(draft);
            if (draft.saved_at, draft.record) > (newest.saved_at, newest.record) {
                *newest = draft;
            }
        }
        Self { process, library, scope: CaseScope::new(process, library, file, now), drafts }
    }

    fn is_true(&self, condition: &Condition) -> bool {
        condition.is_true(&self.scope)
    }

    /// The text of an expression, None when it is empty.
    fn text(&self, condition: Option<&Condition>) -> Option<String> {
        let text = condition?.eval(&self.scope).text();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn phase(&self) -> String {
        self.scope.standing().phase.clone()
    }

    /// The stage, and whether the worker set it: what a person decided goes before what is computed.
    fn stage(&self) -> (String, bool) {
        let stages = &self.process.stages;
        let set = self.text(self.process.stage_set.as_ref());
        if let Some(set) = set.filter(|set| stages.iter().any(|stage| stage.id == *set)) {
            return (set, true);
        }
        let reached = stages.iter().rev().find(|stage| self.is_true(&stage.reached));
        (reached.or(stages.first()).map_or(String::new(), |stage| stage.id.clone()), false)
    }

    /// How the person may safely be reached, by the ids of the fields.
    fn contact(&self) -> Answers {
        let named = self.process.header.safe_contact.iter();
        let fields = named.filter_map(|name| {
            let (_, field) = name.split_once('.')?;
            Some((field.to_owned(), self.scope.answer(name)?))
        });
        Answers { fields: fields.collect(), ..Answers::default() }
    }

    fn searchable(&self) -> String {
        let words = self.process.header.searchable.iter().map(|name| self.scope.variable(name).text());
        let words: Vec<String> = words.filter(|words| !words.trim().is_empty()).collect();
        words.join(" ")
    }

    /// The steps of the process, and last the forms that no step names (a user's own, for example), so
    /// that every form can be reached.
    fn steps(&self) -> Vec<StepState> {
        let numbered = self.process.steps.iter().enumerate();
        let mut steps: Vec<StepState> = numbered.map(|(index, step)| self.step(index + 1, step)).collect();
        let named = |id: &String| self.process.steps.iter().any(|step| step.forms.contains(id));
        let of_case = |id: &String| self.library.form(id).is_some_and(|form| form.subject == Subject::Case);
        let others: Vec<String> =
            self.library.ids().into_iter().filter(|id| !named(id) && of_case(id)).collect();
        if !others.is_empty() {
            let forms: Vec<FormState> = others.iter().map(|form| self.form(form, false)).collect();
            let begun = forms.iter().any(|form| form.records > 0 || form.draft.is_some());
            let status = if begun { StepStatus::Open } else { StepStatus::NotBegun };
            let number = steps.len() + 1;
            steps.push(StepState {
                id: OTHER.to_owned(),
                number,
                status,
                needed: false,
                forms,
                waits_for: Vec::new(),
            });
        }
        steps
    }

    fn step(&self, number: usize, step: &Step) -> StepState {
        let any_time = |form: &String| step.any_time.contains(form);
        let forms: Vec<FormState> = step.forms.iter().map(|form| self.form(form, any_time(form))).collect();
        let entered = forms.iter().filter(|form| !form.any_time);
        let begun = entered.into_iter().any(|form| form.records > 0 || form.draft.is_some());
        let shut = !forms.is_empty() && forms.iter().all(|form| form.gate.is_some());
        let status = match (begun, shut) {
            _ if begun && self.is_true(&step.done) => StepStatus::Done,
            (true, _) => StepStatus::Open,
            (false, true) => StepStatus::Shut,
            (false, false) => StepStatus::NotBegun,
        };
        let needed = step.needed.as_ref().is_none_or(|needed| self.is_true(needed));
        let done = status == StepStatus::Done;
        let waits_for = if done { Vec::new() } else { self.waits_for(step) };
        StepState { id: step.id.clone(), number, status, needed, forms, waits_for }
    }

    /// The forms for which the condition of a step does not hold although all others are supposed to be
    /// there; none when it waits for something else, such as a day.
    fn waits_for(&self, step: &Step) -> Vec<String> {
        let holds = |asked: &str| step.done.is_true(&Supposing { scope: &self.scope, asked });
        let waiting = step.forms.iter().filter(|form| holds("") && !holds(form));
        waiting.cloned().collect()
    }

    fn form(&self, form: &str, any_time: bool) -> FormState {
        let records = self.scope.records(form);
        let latest = records.first();
        let draft = self.drafts.get(form);
        let answers: Option<&Answers> =
            draft.map(|draft| &draft.answers).or(latest.map(|record| &record.answers));
        let entry = answers.and_then(|answers| self.scope.open(form, answers));
        FormState {
            form: form.to_owned(),
            records: records.len(),
            latest: self.awaited(form).or(latest.map(|record| record.id)),
            draft: draft.map(|draft| draft.record),
            missing: entry.as_ref().map_or(0, |entry| entry.missing().len()),
            progress: entry.map(|entry| entry.progress()),
            gate: self.gate(form),
            any_time,
            saved_at: latest.map(|record| record.saved_at),
        }
    }

    /// Of the records that were made for a day and wait for somebody, the one whose day comes first.
    fn awaited(&self, form: &str) -> Option<RecordId> {
        let records = self.scope.records(form);
        let waits = |id: RecordId| {
            records
                .iter()
                .any(|record| record.id == id && record.revision == 1 && record.answers.made.is_some())
        };
        self.scope.dues().iter().find(|due| due.form == form && waits(due.record)).map(|due| due.record)
    }

    fn gate(&self, form: &str) -> Option<Shut> {
        let begun =
            self.drafts.contains_key(form) || (self.is_one(form) && self.scope.latest(form).is_some());
        if begun {
            return None;
        }
        let gate =
            self.process.gates.iter().find(|gate| gate.form == form && !self.is_true(&gate.open_when))?;
        Some(Shut {
            form: form.to_owned(),
            goto: gate.goto.clone(),
            open: self.still_open(&gate.goto),
            message: format!("gate-{form}"),
        })
    }

    /// What is missing in the draft, the last record or an empty one of a form.
    fn still_open(&self, form: &str) -> Vec<Path> {
        let answers = match (self.drafts.get(form), self.scope.latest(form)) {
            (Some(draft), _) => draft.answers.clone(),
            (None, Some(record)) => record.answers.clone(),
            (None, None) => Answers::default(),
        };
        match self.scope.open(form, &answers) {
            Some(entry) if points(entry.form()).next().is_some() => open_points(&entry),
            Some(entry) => entry.missing(),
            None => Vec::new(),
        }
    }

    /// Whether a case has one record of the form, revised again and again.
    fn is_one(&self, form: &str) -> bool {
        self.library.form(form).is_some_and(|form| form.per_case == PerCase::One)
    }

    fn next(&self) -> Option<NextStep> {
        let newest = self.drafts.values().max_by_key(|draft| (draft.saved_at, draft.record));
        if let Some(draft) = newest {
            let entry = self.scope.open(&draft.form, &draft.answers);
            return Some(NextStep {
                form: draft.form.clone(),
                record: Some(draft.record),
                message: "next-continue-draft".to_owned(),
                count: entry.map_or(0, |entry| entry.missing().len()),
                ..NextStep::default()
            });
        }
        let candidate = self.process.next.iter().find(|next| self.is_true(&next.when))?;
        self.candidate(candidate)
    }

    /// The date of a form that comes first, of a field or table if that has one.
    fn due(&self, form: &str, field: Option<&str>) -> Option<Due> {
        let dues = self.scope.dues();
        let mut of_form = dues.iter().filter(|due| due.form == form);
        let of_field = of_form.clone().find(|due| Some(field_of(&due.path)) == field);
        of_field.or_else(|| of_form.next()).cloned()
    }

    fn candidate(&self, next: &Next) -> Option<NextStep> {
        let count = next.count.as_ref().and_then(|count| count.eval(&self.scope).number());
        let count = count.map_or(0, |count| count.max(0.0) as usize);
        let step = self.scope.unlooked().map(str::to_owned);
        let (message, calm) = (next.message.clone(), next.calm);
        let begun = NextStep { message, count, calm, step, ..NextStep::default() };
        let due = match &next.form {
            Some(form) => self.due(form, next.at.as_deref()).filter(|_| next.due),
            None => Some(self.scope.overdue().into_iter().next()?),
        };
        if let Some(due) = due {
            let when = Some(due.date);
            if self.process.is_done_anew(&due.form, &due.path) {
                return Some(NextStep { after: Some(due.record), form: due.form, when, ..begun });
            }
            // A table is where its dates are: the row that asks has the focus.
            let elsewhere = next.at.as_deref().filter(|at| *at != field_of(&due.path));
            let at = elsewhere.map_or(due.path, Path::field);
            return Some(NextStep { form: due.form, record: Some(due.record), at: Some(at), when, ..begun });
        }
        let form = next.form.clone()?;
        let go_on = next.go_on || self.is_one(&form);
        let record = self.scope.latest(&form).filter(|_| go_on).map(|record| record.id);
        // Nothing is proposed behind a gate: what opens it comes first.
        match self.gate(&form).filter(|_| record.is_none()) {
            Some(shut) => {
                let record = self.scope.latest(&shut.goto).map(|record| record.id);
                let count = shut.open.len();
                Some(NextStep { form: shut.goto, record, message: shut.message, count, ..begun })
            }
            None => {
                let missing = || {
                    let last = self.scope.latest(&form)?;
                    self.scope.open(&form, &last.answers)?.missing().into_iter().next()
                };
                let at = next.at.as_deref().map(Path::field);
                let at = at.or_else(|| next.missing.then(missing).flatten());
                Some(NextStep { form, record, at, ..begun })
            }
        }
    }
}
