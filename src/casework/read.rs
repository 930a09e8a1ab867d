//! From the text of `process.toml` to the process. A part with a mistake is left out and named; the
//! rest stays usable.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveTime;
use toml::de::DeTable;

use crate::form::expr::{Condition, Problem, Vocabulary, near};
use crate::form::{Diagnostic, DiagnosticKind, Library};

use super::agenda::{Agenda, Agendas};
use super::process::{Gate, HeaderRules, NetworkSource, Next, Phase, Process, RecordKind, Side, Stage, Step};
use super::scope::{CaseVocabulary, FIELD_FUNCTIONS, FORM_FUNCTIONS};
use super::source::{Findings, Placed, Table};
use super::workload::WorkloadRules;

/// The shared list whose choices are the levels of risk.
const RISK_LEVELS: &str = "risk_level";

/// What a process is read with.
pub(super) struct Reading {
    pub(super) library: Arc<Library>,
    pub(super) vocabulary: CaseVocabulary,
    pub(super) out: Findings,
}

pub(super) fn read(text: &str, file: &str, library: &Arc<Library>) -> (Process, Vec<Diagnostic>) {
    let vocabulary = CaseVocabulary::new(library);
    let mut reading = Reading { library: library.clone(), vocabulary, out: Findings::new(text, file) };
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reading.out.report(span, DiagnosticKind::Syntax { detail: error.message().to_owned() });
    }
    let process = reading.process(Table::new(root.get_ref(), root.span()));
    (process, reading.out.list)
}

impl Reading {
    fn process(&mut self, mut root: Table<'_>) -> Process {
        let mut process = Process::default();
        let mut seen = Vec::new();
        for table in root.tables("phase", &mut self.out) {
            process.phases.extend(self.reached(table, &mut seen).map(|(id, reached)| Phase { id, reached }));
        }
        seen.clear();
        for table in root.tables("stage", &mut self.out) {
            process.stages.extend(self.reached(table, &mut seen).map(|(id, reached)| Stage { id, reached }));
        }
        seen.clear();
        for table in root.tables("step", &mut self.out) {
            process.steps.extend(self.step(table, &process.phases, &mut seen));
        }
        for table in root.tables("gate", &mut self.out) {
            process.gates.extend(self.gate(table));
        }
        for table in root.tables("next", &mut self.out) {
            process.next.extend(self.next(table));
        }
        if let Some(mut table) = root.table("closed", &mut self.out) {
            process.closed = self.needed_condition(&mut table, "when");
            table.finish(&mut self.out);
        }
        process.agendas = self.agendas(&mut root);
        seen.clear();
        for table in root.tables("kind", &mut self.out) {
            process.kinds.extend(self.kind(table, &mut seen));
        }
        for table in root.tables("network", &mut self.out) {
            process.network.extend(self.network(table));
        }
        if let Some(table) = root.table("header", &mut self.out) {
            process.header = self.header(table);
        }
        if let Some(table) = root.table("consent", &mut self.out) {
            process.consent = self.consent(table);
        }
        for table in root.tables("share", &mut self.out) {
            process.shares.extend(self.share(table, process.consent.as_ref()));
        }
        if let Some(table) = root.table("workload", &mut self.out) {
            process.workload = self.workload(table, &process.stages);
        }
        root.finish(&mut self.out);
        process
    }

    /// `id` and `reached`, of which a phase and a stage consist.
    fn reached(&mut self, mut table: Table<'_>, seen: &mut Vec<Placed>) -> Option<(String, Condition)> {
        let id = self.id(&mut table, seen);
        let reached = self.needed_condition(&mut table, "reached");
        table.finish(&mut self.out);
        Some((id?, reached?))
    }

    fn step(&mut self, mut table: Table<'_>, phases: &[Phase], seen: &mut Vec<Placed>) -> Option<Step> {
        let id = self.id(&mut table, seen);
        let phase = table.needed("phase", &mut self.out);
        if let Some(phase) = phase.as_ref().filter(|phase| phases.iter().all(|known| known.id != phase.text))
        {
            let known = || phases.iter().map(|known| known.id.as_str());
            let kind = DiagnosticKind::UnknownValue {
                key: "phase",
                given: phase.text.clone(),
                allowed: known().collect::<Vec<_>>().join(", "),
                near: near(&phase.text, known()),
            };
            self.out.report(phase.span.clone(), kind);
        }
        let forms = table.texts("forms", &mut self.out);
        let forms = forms.into_iter().filter_map(|form| self.form(form)).collect();
        let needed = self.condition(&mut table, "needed");
        let done = self.needed_condition(&mut table, "done");
        table.finish(&mut self.out);
        Some(Step { id: id?, phase: phase?.text, forms, needed, done: done? })
    }

    fn gate(&mut self, mut table: Table<'_>) -> Option<Gate> {
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let goto = table.needed("goto", &mut self.out).and_then(|form| self.form(form));
        let open_when = self.needed_condition(&mut table, "open_when");
        table.finish(&mut self.out);
        Some(Gate { form: form?, open_when: open_when?, goto: goto? })
    }

    fn next(&mut self, mut table: Table<'_>) -> Option<Next> {
        let when = self.needed_condition(&mut table, "when");
        let form = match table.text("form", &mut self.out) {
            Some(form) => Some(self.form(form)?),
            None => None,
        };
        let message = table.needed("message", &mut self.out);
        let go_on = table.flag("continue", &mut self.out);
        let count = self.condition(&mut table, "count");
        table.finish(&mut self.out);
        Some(Next { when: when?, form, go_on, message: message?.text, count })
    }

    fn header(&mut self, mut table: Table<'_>) -> HeaderRules {
        let rules = HeaderRules {
            name: self.condition(&mut table, "name"),
            risk: self.condition(&mut table, "risk"),
            consent: self.condition(&mut table, "consent"),
            manager: self.condition(&mut table, "manager"),
            safe_contact: self.names(&mut table, "safe_contact"),
            searchable: self.names(&mut table, "searchable"),
        };
        table.finish(&mut self.out);
        rules
    }

    fn workload(&mut self, mut table: Table<'_>, stages: &[Stage]) -> WorkloadRules {
        let levels: Vec<String> = self
            .library
            .shared_lists()
            .iter()
            .filter(|list| list.id == RISK_LEVELS)
            .flat_map(|list| list.choices.iter().map(|choice| choice.id.clone()))
            .collect();
        let stages: Vec<String> = stages.iter().map(|stage| stage.id.clone()).collect();
        let form = table.text("form", &mut self.out).and_then(|form| self.form(form));
        let night = self.times(&mut table, "night");
        let rules = WorkloadRules {
            stages: table.weights("stages", &stages, &mut self.out),
            risks: table.weights("risks", &levels, &mut self.out),
            day: self.named_field(&mut table, "day", form.as_deref()),
            time: self.named_field(&mut table, "time", form.as_deref()),
            outside: self.named_field(&mut table, "outside", form.as_deref()),
            minutes: {
                let named = table.texts("minutes", &mut self.out);
                named.into_iter().filter_map(|field| self.known_field(field, form.as_deref())).collect()
            },
            form: form.unwrap_or_default(),
            night,
        };
        table.finish(&mut self.out);
        rules
    }

    /// The field of a form that a key names; empty when it names none.
    fn named_field(&mut self, table: &mut Table<'_>, key: &'static str, form: Option<&str>) -> String {
        let named = table.text(key, &mut self.out);
        named.and_then(|field| self.known_field(field, form)).unwrap_or_default()
    }

    fn known_field(&mut self, field: Placed, form: Option<&str>) -> Option<String> {
        let form = form?;
        let name = format!("{form}.{}", field.text);
        if self.vocabulary.knows(&name) {
            return Some(field.text);
        }
        self.unknown_name(&field, 0..field.text.len(), &name);
        None
    }

    /// Two times of day, from and until.
    fn times(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(NaiveTime, NaiveTime)> {
        let given = table.texts(key, &mut self.out);
        let times: Vec<NaiveTime> =
            given.iter().filter_map(|text| NaiveTime::parse_from_str(&text.text, "%H:%M").ok()).collect();
        if let [from, until] = times[..] {
            return Some((from, until));
        }
        if let Some(first) = given.first() {
            let allowed = "[\"22:00\", \"06:00\"]".to_owned();
            let kind = DiagnosticKind::UnknownValue { key, given: first.text.clone(), allowed, near: None };
            self.out.report(first.span.clone(), kind);
        }
        None
    }

    /// Names of fields that exist.
    fn kind(&mut self, mut table: Table<'_>, seen: &mut Vec<Placed>) -> Option<RecordKind> {
        let id = self.id(&mut table, seen);
        let forms = table.texts("forms", &mut self.out);
        let forms = forms.into_iter().filter_map(|form| self.form(form)).collect();
        let telling = self.names(&mut table, "telling");
        table.finish(&mut self.out);
        Some(RecordKind { id: id?, forms, telling })
    }

    fn network(&mut self, mut table: Table<'_>) -> Option<NetworkSource> {
        let side = self.side(&mut table);
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let of = table.text("table", &mut self.out).map(|table| table.text);
        let within = |form: &str| of.as_ref().map_or(form.to_owned(), |of| format!("{form}.{of}"));
        let within = form.as_deref().map(within);
        let mut column = |key: &'static str| {
            let column = table.text(key, &mut self.out)?;
            let name = format!("{}.{}", within.as_ref()?, column.text);
            if self.vocabulary.knows(&name) {
                return Some(column.text);
            }
            self.unknown_name(&column, 0..column.text.len(), &name);
            None
        };
        let name = column("name");
        let [kind, tie, gives, takes] = ["kind", "tie", "gives", "takes"].map(&mut column);
        let [need, state] = ["need", "state"].map(&mut column);
        let states = table.texts("states", &mut self.out).into_iter().map(|state| state.text).collect();
        table.finish(&mut self.out);
        let (side, form, name) = (side?, form?, name?);
        Some(NetworkSource { side, form, table: of, name, kind, tie, gives, takes, need, state, states })
    }

    fn side(&mut self, table: &mut Table<'_>) -> Option<Side> {
        const SIDES: [(&str, Side); 2] = [("people", Side::People), ("organisations", Side::Organisations)];
        let side = table.needed("side", &mut self.out)?;
        let known = SIDES.iter().find(|(id, _)| *id == side.text);
        if known.is_none() {
            let ids = || SIDES.iter().map(|(id, _)| *id);
            let kind = DiagnosticKind::UnknownValue {
                key: "side",
                given: side.text.clone(),
                allowed: ids().collect::<Vec<_>>().join(", "),
                near: near(&side.text, ids()),
            };
            self.out.report(side.span, kind);
        }
        known.map(|(_, side)| *side)
    }

    /// Names of fields or columns that exist.
    fn names(&mut self, table: &mut Table<'_>, key: &'static str) -> Vec<String> {
        let mut known = Vec::new();
        for name in table.texts(key, &mut self.out) {
            if self.vocabulary.knows(&name.text) {
                known.push(name.text);
            } else {
                self.unknown_name(&name, 0..name.text.len(), &name.text);
            }
        }
        known
    }

    /// The sections of home and the dates with the person.
    fn agendas(&mut self, root: &mut Table<'_>) -> Agendas {
        let (mut agendas, mut seen, mut placed) = (Agendas::default(), Vec::new(), Vec::new());
        for table in root.tables("agenda", &mut self.out) {
            let number = agendas.list.len();
            let Some((agenda, dates)) = self.agenda(table, &mut seen, &mut placed) else { continue };
            agendas.list.push(agenda);
            agendas.places.extend(dates.into_iter().map(|date| (date, number)));
        }
        if let Some(mut table) = root.table("with_person", &mut self.out) {
            agendas.with_person = self.dates(&mut table, &mut Vec::new()).into_iter().collect();
            table.finish(&mut self.out);
        }
        agendas
    }

    /// A section of home with its dates.
    fn agenda(
        &mut self,
        mut table: Table<'_>,
        seen: &mut Vec<Placed>,
        placed: &mut Vec<Placed>,
    ) -> Option<(Agenda, Vec<String>)> {
        let id = self.id(&mut table, seen);
        let dates = self.dates(&mut table, placed);
        let ahead = table.whole("ahead", &mut self.out);
        let (since, until) = (self.names(&mut table, "since"), self.names(&mut table, "until"));
        table.finish(&mut self.out);
        Some((Agenda { id: id?, ahead, since, until }, dates))
    }

    /// Names of dates that are due, none of them named before.
    fn dates(&mut self, table: &mut Table<'_>, placed: &mut Vec<Placed>) -> Vec<String> {
        let mut dates = Vec::new();
        for name in table.texts("dates", &mut self.out) {
            if let Some(first) = placed.iter().find(|other| other.text == name.text) {
                let line = self.out.source.line(first.span.start);
                self.out.report(name.span.clone(), DiagnosticKind::Duplicate { id: name.text.clone(), line });
            } else if !self.vocabulary.knows(&name.text) {
                self.unknown_name(&name, 0..name.text.len(), &name.text);
            } else if !self.is_due(&name.text) {
                self.not_due(&name);
            } else {
                dates.push(name.text.clone());
            }
            placed.push(name);
        }
        dates
    }

    /// Whether a name is that of a date that asks for something.
    fn is_due(&self, name: &str) -> bool {
        let mut parts = name.split('.');
        let form = parts.next().and_then(|form| self.library.form(form));
        let (Some(form), Some(field)) = (form, parts.next()) else { return false };
        let field = form.field(field);
        match parts.next() {
            None => field.is_some_and(|field| field.due),
            Some(column) => {
                let mut columns = field.iter().flat_map(|field| &field.columns);
                columns.any(|known| known.id == column && known.due)
            }
        }
    }

    fn not_due(&mut self, name: &Placed) {
        let form = name.text.split('.').next();
        let of_form = |known: &&str| known.split('.').next() == form && self.is_due(known);
        let known = self.vocabulary.names();
        let allowed: Vec<&str> = known.into_iter().filter(of_form).collect();
        let kind = DiagnosticKind::UnknownValue {
            key: "dates",
            given: name.text.clone(),
            near: near(&name.text, allowed.iter().copied()),
            allowed: allowed.join(", "),
        };
        self.out.report(name.span.clone(), kind);
    }

    /// An id that no earlier table of the same kind has.
    fn id(&mut self, table: &mut Table<'_>, seen: &mut Vec<Placed>) -> Option<String> {
        let id = table.needed("id", &mut self.out)?;
        if let Some(first) = seen.iter().find(|other| other.text == id.text) {
            let line = self.out.source.line(first.span.start);
            self.out.report(id.span.clone(), DiagnosticKind::Duplicate { id: id.text.clone(), line });
            return None;
        }
        let text = id.text.clone();
        seen.push(id);
        Some(text)
    }

    /// The id of a form that exists.
    pub(super) fn form(&mut self, form: Placed) -> Option<String> {
        if self.library.form(&form.text).is_some() {
            return Some(form.text);
        }
        self.unknown_form(&form, 0..form.text.len(), &form.text);
        None
    }

    fn needed_condition(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Condition> {
        let placed = table.needed(key, &mut self.out)?;
        self.checked(&placed)
    }

    fn condition(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Condition> {
        let placed = table.text(key, &mut self.out)?;
        self.checked(&placed)
    }

    fn checked(&mut self, placed: &Placed) -> Option<Condition> {
        let condition = self.out.parse(placed)?;
        for (span, problem) in condition.problems(&self.vocabulary) {
            self.out.report_in(placed, span, DiagnosticKind::Problem(problem));
        }
        for call in condition.calls() {
            if FORM_FUNCTIONS.contains(&call.function.as_str()) {
                self.check_call(placed, &call.function, &call.arguments);
            }
        }
        Some(condition)
    }

    /// The forms and fields that are named as texts in a call of one of the process's functions.
    fn check_call(&mut self, placed: &Placed, function: &str, arguments: &[(Option<String>, Range<usize>)]) {
        let Some((Some(form), span)) = arguments.first() else { return };
        let library = self.library.clone();
        let Some(known) = library.form(form) else {
            return self.unknown_form(placed, inside(span), form);
        };
        if !FIELD_FUNCTIONS.contains(&function) {
            return;
        }
        // latest(form, field, other, x) names a second field, dues(form, field) one.
        for (field, span) in [1, 2].into_iter().filter_map(|at| arguments.get(at)) {
            if let Some(field) = field.as_ref().filter(|field| known.field(field).is_none()) {
                self.unknown_name(placed, inside(span), &format!("{form}.{field}"));
            }
        }
        if let (Some((Some(field), _)), Some((Some(choice), span))) = (arguments.get(2), arguments.get(3)) {
            self.check_choice(placed, span, &format!("{form}.{field}"), choice);
        }
    }

    fn check_choice(&mut self, placed: &Placed, span: &Range<usize>, name: &str, choice: &str) {
        let Some(choices) = self.vocabulary.choices(name) else { return };
        if !choices.contains(&choice) {
            let near = near(choice, choices);
            let problem = Problem::UnknownChoice { name: name.to_owned(), choice: choice.to_owned(), near };
            self.out.report_in(placed, inside(span), DiagnosticKind::Problem(problem));
        }
    }

    fn unknown_form(&mut self, placed: &Placed, span: Range<usize>, form: &str) {
        let near = near(form, self.vocabulary.forms());
        self.out.report_in(placed, span, DiagnosticKind::UnknownForm { form: form.to_owned(), near });
    }

    pub(super) fn unknown_name(&mut self, placed: &Placed, span: Range<usize>, name: &str) {
        let near = near(name, self.vocabulary.names());
        let problem = Problem::UnknownName { name: name.to_owned(), near };
        self.out.report_in(placed, span, DiagnosticKind::Problem(problem));
    }
}

/// The bytes of a literal text without its quotes.
fn inside(span: &Range<usize>) -> Range<usize> {
    if span.len() > 2 { span.start + 1..span.end - 1 } else { span.clone() }
}
