//! What a question for a service brings along: which other fields are filled from its entry in the
//! directory, and from which table a field takes its first answer.

use toml::de::DeValue;

use super::Loading;
use super::kind::{DiagnosticKind, Wanted};
use super::reader::{Place, Reader};
use crate::form::expr::near;
use crate::form::schema::{Adopt, Field, FieldType, Fill, Form};

impl Loading<'_> {
    /// `fill = { contact_reach = "phone", terms = ["cost", "eligibility"] }`
    pub(super) fn fill(&mut self, reader: &mut Reader<'_>, field: &Field) -> Vec<Fill> {
        let Some(fill) = reader.table("fill", &mut self.out) else { return Vec::new() };
        let mut fills = Vec::new();
        for (target, span, value) in fill.entries() {
            let Some(from) = texts(value.get_ref()) else {
                let kind = DiagnosticKind::WrongKind { key: target.to_owned(), wanted: Wanted::Texts };
                self.out.report(value.span(), kind);
                continue;
            };
            let source = self.out.source;
            self.places.insert(place("fill.to", field, target), Place::new(source, span, target));
            self.places.insert(place("fill.from", field, target), Place::new(source, value.span(), ""));
            fills.push(Fill { target: target.to_owned(), from });
        }
        fills
    }

    /// `adopt = { table = "options", column = "option_service", where = "${option_choice} = 'chosen'" }`
    pub(super) fn adopt(&mut self, reader: &mut Reader<'_>, field: &Field) -> Option<Adopt> {
        let mut adopt = reader.table("adopt", &mut self.out)?;
        let table = adopt.needed("table", &mut self.out);
        let column = adopt.needed("column", &mut self.out);
        adopt.needed("where", &mut self.out);
        let condition = self.condition(&mut adopt, "where", &field.id);
        adopt.finish(&mut self.out);
        let (table, column) = (table?, column?);
        self.places.insert(place("adopt", field, "table"), table.at);
        self.places.insert(place("adopt", field, "column"), column.at);
        Some(Adopt { table: table.text, column: column.text, condition: condition? })
    }

    /// Whether the fields that are filled and the columns that are read exist, and fit.
    pub(super) fn check_services(&mut self, form: &Form) {
        for field in form.fields() {
            self.check_fill(field, &form.fields().collect::<Vec<_>>(), None);
            for column in &field.columns {
                self.check_fill(column, &field.columns.iter().collect::<Vec<_>>(), Some(&field.id));
            }
            self.check_adopt(form, field);
        }
    }

    fn check_fill(&mut self, field: &Field, beside: &[&Field], table: Option<&str>) {
        for fill in &field.fill {
            let target = fill.target.clone();
            let kind = match beside.iter().find(|other| other.id == target) {
                Some(other) if other.kind.is_text() && other.id != field.id => continue,
                Some(_) => DiagnosticKind::NotFilled { field: target },
                None => {
                    let near = near(&target, beside.iter().map(|other| other.id.as_str()));
                    match table {
                        Some(table) => {
                            DiagnosticKind::UnknownColumn { column: target, table: table.to_owned(), near }
                        }
                        None => DiagnosticKind::UnknownQuestion { field: target, near },
                    }
                }
            };
            self.report_at(&place("fill.to", field, &fill.target), kind);
        }
    }

    fn check_adopt(&mut self, form: &Form, field: &Field) {
        let Some(adopt) = &field.adopt else { return };
        let tables = || form.fields().filter(|field| field.kind == FieldType::Table);
        let Some(table) = tables().find(|table| table.id == adopt.table) else {
            let near = near(&adopt.table, tables().map(|table| table.id.as_str()));
            let kind =
                DiagnosticKind::UnknownTable { form: form.id.clone(), table: adopt.table.clone(), near };
            return self.report_at(&place("adopt", field, "table"), kind);
        };
        let kind = match table.column(&adopt.column) {
            Some(column) if column.kind == field.kind && column.choices == field.choices => return,
            Some(_) => DiagnosticKind::OtherType { column: adopt.column.clone() },
            None => {
                let near = near(&adopt.column, table.columns.iter().map(|column| column.id.as_str()));
                let (column, table) = (adopt.column.clone(), table.id.clone());
                DiagnosticKind::UnknownColumn { column, table, near }
            }
        };
        self.report_at(&place("adopt", field, "column"), kind);
    }

    fn report_at(&mut self, place: &str, kind: DiagnosticKind) {
        let span = self.places.get(place).map_or(0..0, |place| place.span.clone());
        self.out.report(span, kind);
    }
}

/// The name under which the place of a part is kept.
fn place(part: &str, field: &Field, of: &str) -> String {
    format!("{part}-{}-{of}", field.id)
}

/// One text, or several.
fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    if let Some(one) = value.as_str() {
        return Some(vec![one.to_owned()]);
    }
    value.as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
}
