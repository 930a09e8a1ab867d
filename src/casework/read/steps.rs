//! Reads the way of a case: facts, phases, loops, steps, gates, what comes next, what a save makes.

use super::Reading;
use crate::casework::process::{Fact, Gate, Loop, Make, Next, Phase, Step};
use crate::casework::source::{Placed, Table};
use crate::casework::vocabulary::{FACT, MADE};
use crate::form::DiagnosticKind;
use crate::form::expr::{Condition, near};

impl Reading {
    /// A fact; the conditions below it may ask for it.
    pub(super) fn fact(&mut self, mut table: Table<'_>, seen: &mut Vec<Placed>) -> Option<Fact> {
        let id = self.id(&mut table, seen);
        let when = self.needed_condition(&mut table, "when");
        table.finish(&mut self.out);
        let fact = Fact { id: id?, when: when? };
        if let Some(vocabulary) = &mut self.vocabulary {
            vocabulary.learn(format!("{FACT}{}", fact.id));
        }
        Some(fact)
    }

    pub(super) fn back(&mut self, mut table: Table<'_>, phases: &[Phase]) -> Option<Loop> {
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let when = self.needed_condition(&mut table, "when");
        let to = table.needed("to", &mut self.out).and_then(|to| self.phase(to, phases, "to"));
        let on = table.text("on", &mut self.out);
        let on = on.filter(|on| self.known_name(on)).map(|on| on.text);
        table.finish(&mut self.out);
        Some(Loop { form: form?, when: when?, to: to?, on })
    }

    pub(super) fn make(&mut self, mut table: Table<'_>) -> Option<Make> {
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
    pub(super) fn reached(
        &mut self,
        mut table: Table<'_>,
        seen: &mut Vec<Placed>,
    ) -> Option<(String, Condition)> {
        let id = self.id(&mut table, seen);
        let reached = self.needed_condition(&mut table, "reached");
        table.finish(&mut self.out);
        Some((id?, reached?))
    }

    pub(super) fn step(
        &mut self,
        mut table: Table<'_>,
        phases: &[Phase],
        seen: &mut Vec<Placed>,
    ) -> Option<Step> {
        let id = self.id(&mut table, seen);
        let phase = table.needed("phase", &mut self.out);
        // A step of no phase is still a step.
        let phase = phase.inspect(|phase| drop(self.phase(phase.clone(), phases, "phase")));
        let forms = table.texts("forms", &mut self.out);
        let forms = forms.into_iter().filter_map(|form| self.form(form)).collect();
        let any_time = table.texts("any_time", &mut self.out);
        let any_time = any_time.into_iter().filter_map(|form| self.form(form)).collect();
        let needed = self.condition(&mut table, "needed");
        let done = self.needed_condition(&mut table, "done");
        table.finish(&mut self.out);
        Some(Step { id: id?, phase: phase?.text, forms, any_time, needed, done: done? })
    }

    pub(super) fn gate(&mut self, mut table: Table<'_>) -> Option<Gate> {
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let goto = table.needed("goto", &mut self.out).and_then(|form| self.form(form));
        let open_when = self.needed_condition(&mut table, "open_when");
        table.finish(&mut self.out);
        Some(Gate { form: form?, open_when: open_when?, goto: goto? })
    }

    pub(super) fn next(&mut self, mut table: Table<'_>) -> Option<Next> {
        let when = self.needed_condition(&mut table, "when");
        let form = match table.text("form", &mut self.out) {
            Some(form) => Some(self.form(form)?),
            None => None,
        };
        let message = table.needed("message", &mut self.out);
        let go_on = table.flag("continue", &mut self.out);
        let due = table.flag("due", &mut self.out);
        let calm = table.flag("calm", &mut self.out);
        let missing = table.flag("missing", &mut self.out);
        let at = table.text("at", &mut self.out);
        let count = self.condition(&mut table, "count");
        table.finish(&mut self.out);
        // A table has the focus as a whole; it is no name of a value.
        let has = |form: &str, at: &str| self.library.form(form).is_some_and(|form| form.field(at).is_some());
        let at = at.filter(|at| match (&self.vocabulary, &form) {
            (Some(_), Some(form)) => has(form, &at.text),
            _ => true,
        });
        let at = at.map(|at| at.text);
        Some(Next { when: when?, form, go_on, due, calm, missing, at, message: message?.text, count })
    }
}
