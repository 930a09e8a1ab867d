//! What a record begins with and gathers from other records of its case. Whether the other forms have
//! what is named is checked where all forms are known (`form/check`).

use std::ops::Range;

use toml::de::DeValue;

use super::reader::{Place, Reader};
use super::{DiagnosticKind, Loading, Wanted};
use crate::form::expr::{Condition, Problem, near};
use crate::form::schema::{Fact, Field, FieldType, Gather};

impl Loading<'_> {
    /// The first value of a new record, from other records of the case.
    pub(super) fn prefill(&mut self, reader: &mut Reader<'_>, name: &str) -> Option<Condition> {
        let placed = reader.text("prefill", &mut self.out)?;
        let condition = self.out.condition(&placed)?;
        self.places.insert(format!("prefill-{name}"), placed.at);
        Some(condition)
    }

    /// Columns that a taken row fills from columns of another name.
    pub(super) fn renamed(
        &mut self,
        key: &str,
        take: &mut Reader<'_>,
        table: &Field,
    ) -> Vec<(String, String)> {
        let Some(renamed) = take.table("columns", &mut self.out) else { return Vec::new() };
        let mut columns = Vec::new();
        for (own, span, value) in renamed.entries() {
            let known = self.column_of(table, own, span).is_some();
            match value.get_ref().as_str() {
                Some(theirs) => {
                    let at = Place::new(self.out.source, value.span(), theirs);
                    self.places.insert(format!("{key}.column-{}-{own}", table.id), at);
                    columns.extend(known.then(|| (own.to_owned(), theirs.to_owned())));
                }
                None => self.wrong(own, value.span(), Wanted::Text),
            }
        }
        columns
    }

    /// A row for each date of the case that asks for something.
    pub(super) fn open_dues(&mut self, reader: &mut Reader<'_>, field: &mut Field) {
        let Some(column) = reader.text("open_dues", &mut self.out) else { return };
        let found = self.column_of(field, &column.text, column.at.span.clone());
        if let Some(kind) = found.filter(|kind| *kind != FieldType::Date) {
            self.misfit("open_dues", kind, column.at.span);
        } else if found.is_some() {
            field.open_dues = Some(column.text);
        }
    }

    /// `gather` of a table: its columns, and for each other form its facts.
    pub(super) fn gather(&mut self, reader: &mut Reader<'_>, field: &mut Field) {
        let Some(mut gather) = reader.table("gather", &mut self.out) else { return };
        let mut column = |this: &mut Self, key: &'static str, kind: FieldType| {
            let placed = gather.needed(key, &mut this.out)?;
            let found = this.column_of(field, &placed.text, placed.at.span.clone())?;
            if found != kind {
                this.misfit(key, found, placed.at.span);
                return None;
            }
            Some(placed.text)
        };
        let record = column(self, "record", FieldType::Text);
        let date = column(self, "date", FieldType::Date);
        let speaks_for = column(self, "for", FieldType::Many);
        let accepted = column(self, "accepted", FieldType::YesNo);
        let mut facts = Vec::new();
        for mut from in gather.tables("from", &mut self.out) {
            let form = from.needed("form", &mut self.out);
            let listed = from.table("facts", &mut self.out);
            from.finish(&mut self.out);
            let (Some(form), Some(listed)) = (form, listed) else { continue };
            self.places.insert(format!("gather.form-{}-{}", field.id, form.text), form.at);
            let list = speaks_for.as_deref().and_then(|id| field.column(id)).cloned();
            facts.extend(self.facts(&listed, &field.id, &form.text, list.as_ref()));
        }
        gather.finish(&mut self.out);
        if let (Some(record), Some(date), Some(speaks_for), Some(accepted)) =
            (record, date, speaks_for, accepted)
        {
            field.gather = Some(Gather { record, date, speaks_for, accepted, facts });
        }
    }

    fn facts(&mut self, listed: &Reader<'_>, table: &str, form: &str, column: Option<&Field>) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (key, span, value) in listed.entries() {
            let Some(items) = value.get_ref().as_array() else {
                self.wrong(key, value.span(), Wanted::Texts);
                continue;
            };
            let mut speaks_for = Vec::new();
            for item in items.iter() {
                match item.get_ref() {
                    DeValue::String(id) => {
                        let known = column.is_none_or(|column| self.is_choice(column, id, item.span()));
                        speaks_for.extend(known.then(|| id.to_string()));
                    }
                    _ => self.wrong(key, item.span(), Wanted::Text),
                }
            }
            let (name, choice) = match key.split_once(':') {
                Some((name, choice)) => (name.to_owned(), Some(choice.to_owned())),
                None => (key.to_owned(), None),
            };
            self.places
                .insert(format!("gather.fact-{table}-{form}-{key}"), Place::new(self.out.source, span, key));
            facts.push(Fact { form: form.to_owned(), name, choice, speaks_for });
        }
        // In the order of the file, which is the order in which they are read.
        let at = |fact: &Fact| {
            let key =
                fact.choice.as_ref().map_or(fact.name.clone(), |choice| format!("{}:{choice}", fact.name));
            self.places.get(&format!("gather.fact-{table}-{form}-{key}")).map_or(0, |place| place.span.start)
        };
        facts.sort_by_key(at);
        facts
    }

    fn is_choice(&mut self, column: &Field, id: &str, span: Range<usize>) -> bool {
        let list = column.choices.as_deref().and_then(|list| self.list(list));
        let Some(list) = list.filter(|list| !list.has(id)) else { return true };
        let near = near(id, list.choices.iter().map(|choice| choice.id.as_str()));
        let (name, choice) = (column.id.clone(), id.to_owned());
        let problem = Problem::UnknownChoice { name, choice, near };
        self.out.report(span, DiagnosticKind::Problem(problem));
        false
    }

    /// The type of a column that is named.
    fn column_of(&mut self, table: &Field, id: &str, span: Range<usize>) -> Option<FieldType> {
        if let Some(column) = table.column(id) {
            return Some(column.kind);
        }
        let near = near(id, table.columns.iter().map(|column| column.id.as_str()));
        let kind = DiagnosticKind::UnknownColumn { column: id.to_owned(), table: table.id.clone(), near };
        self.out.report(span, kind);
        None
    }

    fn misfit(&mut self, key: &'static str, of: FieldType, span: Range<usize>) {
        self.out.report(span, DiagnosticKind::MisplacedKey { key: key.to_owned(), of: of.name() });
    }

    fn wrong(&mut self, key: &str, span: Range<usize>, wanted: Wanted) {
        self.out.report(span, DiagnosticKind::WrongKind { key: key.to_owned(), wanted });
    }
}
