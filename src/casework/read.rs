//! From the text of `process.toml` to the process. A part with a mistake is left out and named; the
//! rest stays usable.

use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use crate::form::expr::{Condition, Problem, Vocabulary, near};
use crate::form::{Diagnostic, DiagnosticKind, Library};

use super::process::{Gate, HeaderRules, NetworkSource, Next, Phase, Process, RecordKind, Side, Stage, Step};
use super::scope::{CaseVocabulary, FIELD_FUNCTIONS, FORM_FUNCTIONS};
use super::source::{Findings, Placed, Table};

/// What a process is read with.
struct Reading {
    library: Arc<Library>,
    vocabulary: CaseVocabulary,
    out: Findings,
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
        let mut rules = HeaderRules {
            name: self.condition(&mut table, "name"),
            risk: self.condition(&mut table, "risk"),
            consent: self.condition(&mut table, "consent"),
            searchable: Vec::new(),
        };
        rules.searchable = self.names(&mut table, "searchable");
        table.finish(&mut self.out);
        rules
    }

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
    fn form(&mut self, form: Placed) -> Option<String> {
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

    fn unknown_name(&mut self, placed: &Placed, span: Range<usize>, name: &str) {
        let near = near(name, self.vocabulary.names());
        let problem = Problem::UnknownName { name: name.to_owned(), near };
        self.out.report_in(placed, span, DiagnosticKind::Problem(problem));
    }
}

/// The bytes of a literal text without its quotes.
fn inside(span: &Range<usize>) -> Range<usize> {
    if span.len() > 2 { span.start + 1..span.end - 1 } else { span.clone() }
}
