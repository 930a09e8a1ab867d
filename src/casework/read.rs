//! From the text of `process.toml` to the process. A part with a mistake is left out and named; the
//! rest stays usable.

use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use crate::form::expr::{Condition, Problem, Vocabulary, near};
use crate::form::{Diagnostic, DiagnosticKind, Library};

use super::process::{
    Again, Fact, Gate, HeaderRules, Loop, Make, NetworkSource, Next, Phase, Process, RecordKind, Side, Stage,
    Step,
};
use super::source::{Findings, Placed, Table};
use super::vocabulary::{CaseVocabulary, FACT, FIELD_FUNCTIONS, FORM_FUNCTIONS, MADE};

/// What a process is read with.
struct Reading {
    library: Arc<Library>,
    /// None: names are taken as they are, and no form is read.
    vocabulary: Option<CaseVocabulary>,
    out: Findings,
}

/// Reads a process; with `check`, every name in it is held against the forms.
pub(super) fn read(
    text: &str,
    file: &str,
    library: &Arc<Library>,
    check: bool,
) -> (Process, Vec<Diagnostic>) {
    let vocabulary = check.then(|| CaseVocabulary::new(library));
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
        for table in root.tables("fact", &mut self.out) {
            process.facts.extend(self.fact(table, &mut seen));
        }
        seen.clear();
        for table in root.tables("phase", &mut self.out) {
            process.phases.extend(self.reached(table, &mut seen).map(|(id, reached)| Phase { id, reached }));
        }
        for table in root.tables("loop", &mut self.out) {
            process.loops.extend(self.back(table, &process.phases));
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
        for table in root.tables("make", &mut self.out) {
            process.makes.extend(self.make(table));
        }
        self.singles(&mut root, &mut process);
        if let Some(table) = root.table("header", &mut self.out) {
            process.header = self.header(table);
        }
        root.finish(&mut self.out);
        process
    }

    /// The tables of which there is one.
    fn singles(&mut self, root: &mut Table<'_>, process: &mut Process) {
        if let Some(mut table) = root.table("closed", &mut self.out) {
            process.closed = self.needed_condition(&mut table, "when");
            let dates = table.texts("dates", &mut self.out);
            process.closed_dates = dates.into_iter().filter_map(|form| self.form(form)).collect();
            table.finish(&mut self.out);
        }
        if let Some(mut table) = root.table("intensity", &mut self.out) {
            process.stage_set = self.needed_condition(&mut table, "set");
            table.finish(&mut self.out);
        }
        if let Some(mut table) = root.table("again", &mut self.out) {
            let forms = table.texts("forms", &mut self.out);
            let forms = forms.into_iter().filter_map(|form| self.form(form)).collect();
            process.again = Some(Again { forms });
            table.finish(&mut self.out);
        }
        if let Some(mut table) = root.table("dates", &mut self.out) {
            process.until_next = self.names(&mut table, "until_next");
            table.finish(&mut self.out);
        }
    }

    /// A fact; the conditions below it may ask for it.
    fn fact(&mut self, mut table: Table<'_>, seen: &mut Vec<Placed>) -> Option<Fact> {
        let id = self.id(&mut table, seen);
        let when = self.needed_condition(&mut table, "when");
        table.finish(&mut self.out);
        let fact = Fact { id: id?, when: when? };
        if let Some(vocabulary) = &mut self.vocabulary {
            vocabulary.learn(format!("{FACT}{}", fact.id));
        }
        Some(fact)
    }

    fn back(&mut self, mut table: Table<'_>, phases: &[Phase]) -> Option<Loop> {
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let when = self.needed_condition(&mut table, "when");
        let to = table.needed("to", &mut self.out).and_then(|to| self.phase(to, phases, "to"));
        let on = table.text("on", &mut self.out);
        let on = on.filter(|on| self.known_name(on)).map(|on| on.text);
        table.finish(&mut self.out);
        Some(Loop { form: form?, when: when?, to: to?, on })
    }

    fn make(&mut self, mut table: Table<'_>) -> Option<Make> {
        let after = table.needed("after", &mut self.out).and_then(|form| self.form(form));
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let when = self.needed_condition(&mut table, "when");
        let unless = self.condition(&mut table, "unless");
        let start = self.needed_condition(&mut table, "start");
        let months = self.needed_condition(&mut table, "months");
        let count = self.needed_condition(&mut table, "count");
        let mut set = Vec::new();
        if let Some(vocabulary) = &mut self.vocabulary {
            MADE.iter().for_each(|name| vocabulary.learn((*name).to_owned()));
        }
        for fill in table.tables("set", &mut self.out) {
            set.extend(self.fill(fill, form.as_deref()));
        }
        if let Some(vocabulary) = &mut self.vocabulary {
            MADE.iter().for_each(|name| vocabulary.forget(name));
        }
        table.finish(&mut self.out);
        let (start, months, count) = (start?, months?, count?);
        Some(Make { after: after?, form: form?, when: when?, unless, start, months, count, set })
    }

    /// One field of a record that is made, and what stands in it.
    fn fill(&mut self, mut table: Table<'_>, form: Option<&str>) -> Option<(String, Condition)> {
        let field = table.needed("field", &mut self.out);
        let value = self.needed_condition(&mut table, "value");
        table.finish(&mut self.out);
        let (field, form) = (field?, form?);
        let name = format!("{form}.{}", field.text);
        if self.vocabulary.as_ref().is_some_and(|known| !known.knows(&name)) {
            self.unknown_name(&field, 0..field.text.len(), &name);
            return None;
        }
        Some((field.text, value?))
    }

    /// The id of a phase that exists.
    fn phase(&mut self, phase: Placed, phases: &[Phase], key: &'static str) -> Option<String> {
        if phases.iter().any(|known| known.id == phase.text) {
            return Some(phase.text);
        }
        let known = || phases.iter().map(|known| known.id.as_str());
        let kind = DiagnosticKind::UnknownValue {
            key,
            given: phase.text.clone(),
            allowed: known().collect::<Vec<_>>().join(", "),
            near: near(&phase.text, known()),
        };
        self.out.report(phase.span, kind);
        None
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
        // A step of no phase is still a step.
        let phase = phase.inspect(|phase| drop(self.phase(phase.clone(), phases, "phase")));
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
        let due = table.flag("due", &mut self.out);
        let at = table.text("at", &mut self.out);
        let count = self.condition(&mut table, "count");
        table.finish(&mut self.out);
        let at = at.filter(|at| match (&self.vocabulary, &form) {
            (Some(known), Some(form)) => known.knows(&format!("{form}.{}", at.text)),
            _ => true,
        });
        let at = at.map(|at| at.text);
        Some(Next { when: when?, form, go_on, due, at, message: message?.text, count })
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

    fn kind(&mut self, mut table: Table<'_>, seen: &mut Vec<Placed>) -> Option<RecordKind> {
        let id = self.id(&mut table, seen);
        let forms = table.texts("forms", &mut self.out);
        let forms = forms.into_iter().filter_map(|form| self.form(form)).collect();
        let telling = self.names(&mut table, "telling");
        let passages = table.flag("passages", &mut self.out);
        table.finish(&mut self.out);
        Some(RecordKind { id: id?, forms, telling, passages })
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
            if self.vocabulary.as_ref().is_none_or(|known| known.knows(&name)) {
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

    /// Names of fields that exist.
    fn names(&mut self, table: &mut Table<'_>, key: &'static str) -> Vec<String> {
        let names = table.texts(key, &mut self.out);
        names.into_iter().filter(|name| self.known_name(name)).map(|name| name.text).collect()
    }

    /// Whether a field of this name exists; one that does not is named.
    fn known_name(&mut self, name: &Placed) -> bool {
        let known = self.vocabulary.as_ref().is_none_or(|known| known.knows(&name.text));
        if !known {
            self.unknown_name(name, 0..name.text.len(), &name.text);
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
        // Without a check it is enough that there is a file of that name.
        let known = match &self.vocabulary {
            Some(_) => self.library.form(&form.text).is_some(),
            None => self.library.has(&form.text),
        };
        if known {
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
        let Some(vocabulary) = &self.vocabulary else { return Some(condition) };
        for (span, problem) in condition.problems(vocabulary) {
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
        if function == "later" {
            return self.check_form(placed, arguments.get(1));
        }
        if function == "rows-with" {
            return self.check_rows(placed, form, arguments);
        }
        // latest(form, field, other, x) names a second field, dues(form, field) one.
        if !FIELD_FUNCTIONS.contains(&function) {
            return;
        }
        for (field, span) in [1, 2].into_iter().filter_map(|at| arguments.get(at)) {
            if let Some(field) = field.as_ref().filter(|field| known.field(field).is_none()) {
                self.unknown_name(placed, inside(span), &format!("{form}.{field}"));
            }
        }
        if let (Some((Some(field), _)), Some((Some(choice), span))) = (arguments.get(2), arguments.get(3)) {
            self.check_choice(placed, span, &format!("{form}.{field}"), choice);
        }
    }

    fn check_form(&mut self, placed: &Placed, argument: Option<&(Option<String>, Range<usize>)>) {
        if let Some((Some(form), span)) = argument
            && self.library.form(form).is_none()
        {
            self.unknown_form(placed, inside(span), form);
        }
    }

    /// rows-with(form, table, column, x, …) names columns, each with one of its choices or `*`.
    fn check_rows(&mut self, placed: &Placed, form: &str, arguments: &[(Option<String>, Range<usize>)]) {
        let Some((Some(table), _)) = arguments.get(1) else { return };
        for pair in arguments.get(2..).unwrap_or_default().chunks(2) {
            let [(Some(column), at), (Some(choice), place)] = pair else { continue };
            let name = format!("{form}.{table}.{column}");
            if self.vocabulary.as_ref().is_some_and(|known| !known.knows(&name)) {
                self.unknown_name(placed, inside(at), &name);
            } else if choice != "*" {
                self.check_choice(placed, place, &name, choice);
            }
        }
    }

    fn check_choice(&mut self, placed: &Placed, span: &Range<usize>, name: &str, choice: &str) {
        let Some(vocabulary) = &self.vocabulary else { return };
        let Some(choices) = vocabulary.choices(name) else { return };
        if !choices.contains(&choice) {
            let near = near(choice, choices);
            let problem = Problem::UnknownChoice { name: name.to_owned(), choice: choice.to_owned(), near };
            self.out.report_in(placed, inside(span), DiagnosticKind::Problem(problem));
        }
    }

    fn unknown_form(&mut self, placed: &Placed, span: Range<usize>, form: &str) {
        let near = match &self.vocabulary {
            Some(vocabulary) => near(form, vocabulary.forms()),
            None => near(form, self.library.ids().iter().map(String::as_str)),
        };
        self.out.report_in(placed, span, DiagnosticKind::UnknownForm { form: form.to_owned(), near });
    }

    fn unknown_name(&mut self, placed: &Placed, span: Range<usize>, name: &str) {
        let near = self.vocabulary.as_ref().and_then(|vocabulary| near(name, vocabulary.names()));
        let problem = Problem::UnknownName { name: name.to_owned(), near };
        self.out.report_in(placed, span, DiagnosticKind::Problem(problem));
    }
}

/// The bytes of a literal text without its quotes.
fn inside(span: &Range<usize>) -> Range<usize> {
    if span.len() > 2 { span.start + 1..span.end - 1 } else { span.clone() }
}
