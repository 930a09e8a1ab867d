//! Reads `[workload]`: what a case weighs and where time spent is written down.

use chrono::NaiveTime;

use super::Reading;
use crate::casework::process::Stage;
use crate::casework::source::{Placed, Table};
use crate::casework::state::RISK_LEVELS;
use crate::casework::workload::WorkloadRules;
use crate::form::DiagnosticKind;

impl Reading {
    pub(super) fn workload(&mut self, mut table: Table<'_>, stages: &[Stage]) -> WorkloadRules {
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
        if self.knows(&name) {
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
}
