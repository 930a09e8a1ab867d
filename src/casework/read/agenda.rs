//! Reads the sections of home, `[[agenda]]`, and the dates with the person.

use super::Reading;
use crate::casework::agenda::{Agenda, Agendas};
use crate::casework::source::{Placed, Table};
use crate::form::DiagnosticKind;
use crate::form::expr::{Vocabulary as _, near};

impl Reading {
    /// The sections of home and the dates with the person.
    pub(super) fn agendas(&mut self, root: &mut Table<'_>) -> Agendas {
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
            } else if !self.knows(&name.text) {
                self.unknown_name(&name, 0..name.text.len(), &name.text);
            } else if self.vocabulary.is_some() && !self.is_due(&name.text) {
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
        let known = self.vocabulary.iter().flat_map(|vocabulary| vocabulary.names());
        let allowed: Vec<&str> = known.filter(of_form).collect();
        let kind = DiagnosticKind::UnknownValue {
            key: "dates",
            given: name.text.clone(),
            near: near(&name.text, allowed.iter().copied()),
            allowed: allowed.join(", "),
        };
        self.out.report(name.span.clone(), kind);
    }
}
