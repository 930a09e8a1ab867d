//! From the text of `process.toml` to the process. A part with a mistake is left out and named; the
//! rest stays usable.

mod agenda;
mod consent;
mod roles;
mod steps;
mod views;
mod workload;

use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use crate::form::expr::{Condition, Problem, Vocabulary, near};
use crate::form::{Diagnostic, DiagnosticKind, Library};

use super::process::{Again, HeaderRules, Phase, Process, Stage};
use super::source::{Findings, Placed, Table};
use super::vocabulary::{CaseVocabulary, FIELD_FUNCTIONS, FORM_FUNCTIONS};

/// What a process is read with.
pub(super) struct Reading {
    pub(super) library: Arc<Library>,
    /// None: names are taken as they are, and no form is read.
    pub(super) vocabulary: Option<CaseVocabulary>,
    pub(super) out: Findings,
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
        for table in root.tables("make", &mut self.out) {
            process.makes.extend(self.make(table));
        }
        process.agendas = self.agendas(&mut root);
        seen.clear();
        for table in root.tables("kind", &mut self.out) {
            process.kinds.extend(self.kind(table, &mut seen));
        }
        for table in root.tables("network", &mut self.out) {
            process.network.extend(self.network(table));
        }
        self.singles(&mut root, &mut process);
        if let Some(table) = root.table("header", &mut self.out) {
            process.header = self.header(table);
        }
        if let Some(table) = root.table("consent", &mut self.out) {
            process.consent = self.consent(table);
        }
        for table in root.tables("share", &mut self.out) {
            process.shares.extend(self.share(table, process.consent.as_ref()));
        }
        seen.clear();
        for table in root.tables("role", &mut self.out) {
            process.roles.extend(self.role(table, &mut seen));
        }
        if let Some(table) = root.table("workload", &mut self.out) {
            process.workload = self.workload(table, &process.stages);
        }
        root.finish(&mut self.out);
        process
    }

    /// The tables of which there is one.
    fn singles(&mut self, root: &mut Table<'_>, process: &mut Process) {
        if let Some(mut table) = root.table("closed", &mut self.out) {
            process.closed = self.needed_condition(&mut table, "when");
            let dates = table.texts("dates", &mut self.out);
            process.closed_dates = dates.into_iter().filter_map(|name| self.form_or_name(name)).collect();
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
            process.met = self.met(&mut table);
            process.until_taken = self.names(&mut table, "until_taken");
            table.finish(&mut self.out);
        }
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

    /// Dates, each with the field of the same form whose day meets it.
    fn met(&mut self, table: &mut Table<'_>) -> Vec<(String, String)> {
        let rows = table.tables("met", &mut self.out);
        let met = rows.into_iter().map(|mut row| {
            let date = row.needed("date", &mut self.out).filter(|date| self.known_name(date));
            let by = row.needed("by", &mut self.out);
            row.finish(&mut self.out);
            let (date, mut by) = (date?.text, by?);
            let form = date.split('.').next().unwrap_or_default();
            let own = by.text.clone();
            by.text = format!("{form}.{own}");
            self.known_name(&by).then_some((date, own))
        });
        met.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// Names of fields or columns that exist.
    pub(super) fn names(&mut self, table: &mut Table<'_>, key: &'static str) -> Vec<String> {
        let names = table.texts(key, &mut self.out);
        names.into_iter().filter(|name| self.known_name(name)).map(|name| name.text).collect()
    }

    /// Whether a field of this name exists, as far as names are held against the forms.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.vocabulary.as_ref().is_none_or(|known| known.knows(name))
    }

    /// Whether a field of this name exists; one that does not is named.
    pub(super) fn known_name(&mut self, name: &Placed) -> bool {
        let known = self.knows(&name.text);
        if !known {
            self.unknown_name(name, 0..name.text.len(), &name.text);
        }
        known
    }

    /// An id that no earlier table of the same kind has.
    pub(super) fn id(&mut self, table: &mut Table<'_>, seen: &mut Vec<Placed>) -> Option<String> {
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

    /// A form, or the name of one of its dates.
    fn form_or_name(&mut self, name: Placed) -> Option<String> {
        if name.text.contains('.') { self.known_name(&name).then_some(name.text) } else { self.form(name) }
    }

    pub(super) fn needed_condition(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Condition> {
        let placed = table.needed(key, &mut self.out)?;
        self.checked(&placed)
    }

    pub(super) fn condition(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Condition> {
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

    pub(super) fn unknown_name(&mut self, placed: &Placed, span: Range<usize>, name: &str) {
        let near = self.vocabulary.as_ref().and_then(|vocabulary| near(name, vocabulary.names()));
        let problem = Problem::UnknownName { name: name.to_owned(), near };
        self.out.report_in(placed, span, DiagnosticKind::Problem(problem));
    }
}

/// The bytes of a literal text without its quotes.
fn inside(span: &Range<usize>) -> Range<usize> {
    if span.len() > 2 { span.start + 1..span.end - 1 } else { span.clone() }
}
