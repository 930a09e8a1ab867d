mod agenda;
mod consent;
mod ecomap;
mod property;
mod reading;
mod story;
mod way;
mod workload;
mod year;

use std::sync::{Arc, OnceLock};

use chrono::{Duration, NaiveDate, NaiveDateTime, TimeZone, Utc};
use uuid::Uuid;

use super::*;
use crate::form::{Answer, Answers, Entry, FieldType, Form, Library, Path};
use crate::record::{CaseFile, CaseLine, Draft, Moment, Record};

/// One for all tests: forms are read once.
fn library() -> Arc<Library> {
    static LIBRARY: OnceLock<Arc<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| Arc::new(Library::embedded())).clone()
}

/// Noon, so that the day is the same in nearly every zone of the machine that tests.
fn now() -> NaiveDateTime {
    day(0).and_hms_opt(12, 0, 0).unwrap()
}

fn day(ago: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap() - Duration::days(ago)
}

fn moment(ago: i64) -> Moment {
    Utc.from_utc_datetime(&day(ago).and_hms_opt(12, 0, 0).unwrap())
}

/// What failed, without the forms and the process.
impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.file.fmt(f)
    }
}

/// A case that is filled in form by form.
#[derive(Clone)]
struct Case {
    library: Arc<Library>,
    process: Process,
    file: CaseFile,
}

impl Case {
    fn new() -> Self {
        let library = library();
        static PROCESS: OnceLock<Process> = OnceLock::new();
        let process = PROCESS.get_or_init(|| Process::embedded(&library).0).clone();
        let line = CaseLine {
            id: Uuid::from_u128(1),
            number: 1,
            opened_at: moment(100),
            changed_at: moment(0),
            ..CaseLine::default()
        };
        Self {
            library,
            process,
            file: CaseFile { line, records: Vec::new(), drafts: Vec::new(), passages: Vec::new() },
        }
    }

    fn form(&self, id: &str) -> Arc<Form> {
        self.library.form(id).unwrap_or_else(|| panic!("no form {id}"))
    }

    fn answers(&self, form: &str, set: &[(&str, Answer)]) -> Answers {
        let mut entry = Entry::start(&self.library, &self.form(form), now());
        for (path, answer) in set {
            let path = match path.split('/').collect::<Vec<_>>()[..] {
                [table, row, column] => Path::cell(table, row, column),
                _ => Path::field(path),
            };
            assert!(entry.field(&path).is_some(), "{form} has no {path:?}");
            entry.set(&path, Some(answer.clone()));
        }
        entry.to_save()
    }

    /// Saves a new record some days ago.
    fn save(mut self, form: &str, ago: i64, set: &[(&str, Answer)]) -> Self {
        let highest = self.file.records.iter().map(|record| record.id.as_u128()).max();
        let id = Uuid::from_u128(highest.unwrap_or(99) + 1);
        let record = Record {
            id,
            case: Some(self.file.line.id),
            form: form.to_owned(),
            form_version: 1,
            revision: 1,
            author: "A".to_owned(),
            created_at: moment(ago),
            saved_at: moment(ago),
            answers: self.answers(form, set),
        };
        self.file.records.insert(0, record);
        self
    }

    fn draft(mut self, form: &str, set: &[(&str, Answer)]) -> Self {
        let draft = Draft {
            record: Uuid::from_u128(900 + self.file.drafts.len() as u128),
            case: Some(self.file.line.id),
            form: form.to_owned(),
            form_version: 1,
            base: 0,
            answers: self.answers(form, set),
            position: None,
            saved_at: moment(0),
        };
        self.file.drafts.push(draft);
        self
    }

    /// The checklist with so many points done.
    fn checklist(self, done: usize) -> Self {
        let form = self.form("interview_readiness");
        let points = form.fields().filter(|field| field.kind == FieldType::Item).take(done);
        let set: Vec<(&str, Answer)> = points.map(|field| (field.id.as_str(), item("done"))).collect();
        self.save("interview_readiness", 5, &set)
    }

    fn ready(self) -> Self {
        self.save("intake", 9, &[("first_name", text("Peri")), ("surname", text("Masaloğlu"))]).checklist(12)
    }

    fn risk(self, review: i64) -> Self {
        self.save("early_risk", 5, &[("urgent_level", choice("medium"))])
            .save("interview", 4, &[("how_ended", choice("finished"))])
            .looked(4, review)
    }

    /// The risks are judged so many days ago, to be looked at again on another day.
    fn looked(self, ago: i64, review: i64) -> Self {
        let set = [
            ("own_view", text("…")),
            ("level", choice("high")),
            ("level_reason", text("…")),
            ("next_review", Answer::Date(day(review))),
        ];
        let mut case = self;
        case.file.records.retain(|record| record.form != "risk_analysis");
        case.save("risk_analysis", ago, &set)
    }

    fn identified(self) -> Self {
        let case = self.save("elements", 4, &[]).save("indicators", 4, &[]);
        let decided = [("decision", choice("presumed")), ("reason", text("…")), ("own_view", text("…"))];
        case.save("identification", 4, &decided).save("consequences", 4, &[])
    }

    /// A case with everything up to the plan and what goes with it.
    fn planned(self, plan: &[(&str, Answer)]) -> Self {
        let case = self.identified().save("needs", 4, &[]).save("assessment", 4, &[]);
        case.save("support_plan", 4, plan).save("agreement", 4, &[]).save("impact", 4, &[])
    }

    fn state(&self) -> CaseState {
        case_state(&self.process, &self.library, &self.file, now())
    }

    fn gate(&self, form: &str) -> Option<Shut> {
        gate(&self.process, &self.library, form, &self.file, now())
    }

    fn header(&self) -> crate::record::Header {
        header(&self.process, &self.library, &self.file, now())
    }

    /// Phase, next message with its count, and the status of all steps as one letter each.
    #[track_caller]
    fn check(&self, phase: &str, next: &str, count: usize, steps: &str) {
        let state = self.state();
        let letter = |step: &StepState| match step.status {
            StepStatus::NotBegun => '-',
            StepStatus::Open => 'o',
            StepStatus::Done => 'd',
            StepStatus::Shut => 's',
        };
        let found = state.next.as_ref().map_or(("", 0), |next| (next.message.as_str(), next.count));
        assert_eq!((state.phase.as_str(), found), (phase, (next, count)));
        assert_eq!(state.steps.iter().map(letter).collect::<String>(), steps);
    }
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn choice(choice: &str) -> Answer {
    Answer::Choice(choice.to_owned())
}

fn item(state: &str) -> Answer {
    Answer::Item { state: Some(state.to_owned()), remark: String::new() }
}

/// What a consent to be interviewed says.
fn agreed() -> [(&'static str, Answer); 2] {
    [("scope", choice("interview")), ("state", choice("given"))]
}

#[test]
fn a_case_goes_its_way() {
    Case::new().check("engagement", "next-intake", 0, "-----s-----");
    let case = Case::new().save("intake", 9, &[]);
    case.check("engagement", "next-finish-checklist", 12, "o----s-----");
    let case = case.checklist(9);
    case.check("engagement", "next-finish-checklist", 3, "o----s-----");
    assert_eq!(case.state().next.unwrap().record, Some(case.file.records[0].id), "goes on with it");
    let case = Case::new().ready();
    case.check("engagement", "next-early-risk", 0, "o----s-----");
    let case = case.save("early_risk", 5, &[]);
    case.check("assessment", "next-finish-early-risk", 0, "oo---s-----");
    let case = Case::new().ready().save("early_risk", 5, &[("urgent_level", choice("low"))]);
    case.check("assessment", "next-consent", 0, "oo---s-----");
    let case = case.save("consent", 5, &agreed());
    case.check("assessment", "next-interview", 0, "oo---s-----");
    assert_eq!(case.state().next.unwrap().record, None, "a new one");
    let case = case.save("interview", 4, &[("how_ended", choice("to_be_continued"))]);
    case.check("assessment", "next-continue-interview", 0, "oo---s-----");
    let case = case.save("interview", 3, &[("how_ended", choice("finished"))]);
    case.check("assessment", "next-risk-analysis", 0, "do---s-----");
}

#[test]
fn reviews_needs_and_plan_follow() {
    Case::new().ready().risk(-1).check("assessment", "next-elements", 0, "dd---s-----");
    Case::new().ready().risk(0).check("assessment", "next-elements", 0, "dd---s-----");
    Case::new().ready().risk(1).check("assessment", "next-review-risk", 1, "do---s-----");
    let case = Case::new().ready().risk(-1).identified().save("needs", 4, &[]);
    case.check("assessment", "next-assessment", 0, "ddd-o------");
    let case = case.save("assessment", 4, &[]);
    case.check("assessment", "next-plan", 0, "ddd-d------");
    let row = |id: &str, due: i64, state: &str| {
        [(format!("plan/{id}/due"), Answer::Date(day(due))), (format!("plan/{id}/state"), choice(state))]
    };
    let rows =
        [row("housing", 2, "in_progress"), row("job", -9, "open"), row("psychotherapy", 5, "done")].concat();
    let set: Vec<(&str, Answer)> =
        rows.iter().map(|(path, answer)| (path.as_str(), answer.clone())).collect();
    let case = case.save("support_plan", 4, &set).save("agreement", 4, &[]).save("impact", 4, &[]);
    case.check("implementation", "next-overdue-plan", 1, "ddd-do---o-");
    let dues = case.header().dues;
    let starts: Vec<_> = dues.iter().map(|due| (due.start.as_deref(), due.date)).collect();
    // Done rows are not due; the review of the risks is.
    assert_eq!(starts, [(Some("housing"), day(2)), (None, day(-1)), (Some("job"), day(-9))]);
}

#[test]
fn a_plan_whose_rows_have_ended_waits_for_evaluation() {
    let done = [("plan/housing/due", Answer::Date(day(2))), ("plan/housing/state", choice("done"))];
    let case = Case::new().ready().risk(-1).planned(&done);
    case.check("evaluation", "next-evaluation", 0, "ddd-dd---o-");
    assert!(!case.state().steps[3].needed, "nothing asks for a crisis session");
    let goes_on = case.clone().save("evaluation", 3, &[("next_phase", choice("continue"))]);
    assert_eq!(goes_on.state().phase, "implementation", "an evaluation that goes on leaves it there");
    let case = case.save("evaluation", 3, &[("next_phase", choice("close"))]);
    assert_eq!(case.state().phase, "evaluation");
    case.check("evaluation", "next-impact-exit", 0, "ddd-dd---d-");
}

#[test]
fn danger_to_life_asks_for_calm_first() {
    let acute = [("urgent_level", choice("high")), ("suicidal", item("present"))];
    let case = Case::new().ready().save("early_risk", 5, &acute);
    case.check("assessment", "next-crisis-session", 0, "oo---s-----");
    let case = case.save("consent", 5, &agreed()).save("crisis_session", 4, &[]);
    case.check("assessment", "next-interview", 0, "oo-d-s-----");
}

#[test]
fn a_refused_interview_is_not_asked_for_again() {
    let refused = [("scope", choice("interview")), ("state", choice("refused"))];
    let other = [("scope", choice("statistics")), ("state", choice("given"))];
    let case = Case::new().save("intake", 9, &[]).save("consent", 8, &refused).save("consent", 7, &other);
    case.check("engagement", "next-early-risk", 0, "o----s-----");
    assert!(!case.state().steps[0].needed);
    let again = [("scope", choice("interview")), ("state", choice("given"))];
    case.save("consent", 6, &again).check("engagement", "next-finish-checklist", 12, "o----s-----");
}

#[test]
fn a_draft_comes_first() {
    let case = Case::new().ready().draft("early_risk", &[]);
    case.check("engagement", "next-continue-draft", 1, "oo---s-----");
    let next = case.state().next.unwrap();
    assert_eq!((next.form.as_str(), next.record), ("early_risk", Some(case.file.drafts[0].record)));
    let form = &case.state().steps[1].forms[0];
    assert_eq!((form.records, form.latest, form.draft), (0, None, next.record));
    assert_eq!(form.missing, 1);
}

#[test]
fn a_gate_says_what_opens_it() {
    let shut = Case::new().gate("interview").unwrap();
    assert_eq!((shut.goto.as_str(), shut.open.len()), ("interview_readiness", 12));
    assert_eq!(shut.message, "gate-interview");
    let shut = Case::new().checklist(11).gate("interview").unwrap();
    assert_eq!(shut.open, [Path::field("options_explained")]);
    assert_eq!(Case::new().checklist(12).gate("interview"), None);
    assert_eq!(Case::new().gate("support_plan").unwrap().goto, "needs");
    assert_eq!(Case::new().save("needs", 1, &[]).gate("support_plan"), None);
    assert_eq!(Case::new().gate("intake"), None);
}

#[test]
fn what_was_begun_is_not_shut_again() {
    assert_eq!(Case::new().draft("interview", &[]).gate("interview"), None);
    assert_eq!(Case::new().save("support_plan", 1, &[]).gate("support_plan"), None, "one record a case");
    assert!(Case::new().save("interview", 1, &[]).gate("interview").is_some(), "a further one is a new one");
}

#[test]
fn a_draft_that_has_all_answers_only_has_to_be_saved() {
    let form = library().form("interview_readiness").unwrap();
    let points = form.fields().filter(|field| field.kind == FieldType::Item);
    let set: Vec<(&str, Answer)> = points.map(|field| (field.id.as_str(), item("cannot"))).collect();
    let shut = Case::new().draft("interview_readiness", &set).gate("interview").unwrap();
    assert!(shut.open.is_empty());
}

#[test]
fn the_header_is_computed() {
    let header = Case::new().header();
    assert_eq!((header.name.as_str(), header.risk, header.consent), ("", None, None));
    let header = Case::new().ready().risk(-3).header();
    assert_eq!(header.name, "Peri Masaloğlu");
    assert_eq!(header.searchable, "Peri Masaloğlu");
    assert_eq!(header.risk.as_deref(), Some("high"));
    assert_eq!(header.consent.as_deref(), Some("checklist"), "what the checklist says");
    let withdrawn = [("scope", choice("interview")), ("state", choice("withdrawn"))];
    let header = Case::new().ready().save("consent", 1, &withdrawn).header();
    assert_eq!(header.consent.as_deref(), Some("withdrawn"));
    let photographs = [("scope", choice("photographs")), ("state", choice("refused"))];
    let interview = [("scope", choice("interview")), ("state", choice("given"))];
    let header = Case::new().save("consent", 3, &interview).save("consent", 2, &photographs).header();
    assert_eq!(header.consent.as_deref(), Some("given"), "a refused photograph is no refusal");
    let header = Case::new().save("intake", 1, &[("known_as", text("Merișor"))]).header();
    assert_eq!(header.name, "Merișor");
    let header = Case::new().save("early_risk", 1, &[("urgent_level", choice("extreme"))]).header();
    assert_eq!(header.risk.as_deref(), Some("extreme"));
}

#[test]
fn what_rose_and_what_fell() {
    let case = Case::new();
    let judge = |row: &str, likelihood: &str, severity: &str| {
        [
            (format!("risks/{row}/likelihood"), choice(likelihood)),
            (format!("risks/{row}/severity"), choice(severity)),
        ]
    };
    let answers = |rows: &[[(String, Answer); 2]], level: &str| {
        let mut set: Vec<(&str, Answer)> =
            rows.iter().flatten().map(|(path, answer)| (path.as_str(), answer.clone())).collect();
        set.push(("level", choice(level)));
        case.answers("risk_analysis", &set)
    };
    let before = answers(
        &[judge("self_harm", "3", "3"), judge("breakdown", "2", "2"), judge("family_harm", "1", "2")],
        "high",
    );
    let after = answers(
        &[judge("self_harm", "1", "3"), judge("breakdown", "2", "2"), judge("investigation", "4", "2")],
        "medium",
    );
    let found = compare_risk(&case.form("risk_analysis"), &before, &after);
    let found: Vec<_> = found.iter().map(|m| (m.field.as_str(), m.row.as_str(), m.movement)).collect();
    assert_eq!(
        found,
        [
            ("suggested", "", Movement::Same),
            ("level", "", Movement::Fell),
            ("risks", "investigation", Movement::New),
            ("risks", "family_harm", Movement::Gone),
            ("risks", "self_harm", Movement::Fell),
            ("risks", "breakdown", Movement::Same),
        ]
    );
}

/// Every gate opens when the form that it points to is filled in from top to bottom.
#[test]
fn every_gate_can_open() {
    let gates: Vec<Gate> = Case::new().process.gates().to_vec();
    for gate in gates {
        // Where there is no plan there is nothing to evaluate before a closing.
        let planned = gate.form == "closure";
        let case = if planned { Case::new().save("support_plan", 2, &[]) } else { Case::new() };
        let form = case.form(&gate.goto);
        let points = form.fields().filter(|field| field.kind == FieldType::Item);
        let set: Vec<(&str, Answer)> = points.map(|field| (field.id.as_str(), item("done"))).collect();
        assert!(case.gate(&gate.form).is_some());
        let closed = [("status_after", choice("closed"))];
        let set = if gate.goto == "closure" { &closed[..] } else { &set };
        assert_eq!(case.save(&gate.goto, 1, set).gate(&gate.form), None, "{}", gate.form);
    }
}
