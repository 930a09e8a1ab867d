//! Lists of choices, in a form or shared.

use std::collections::BTreeMap;

use super::reader::Reader;
use super::{DiagnosticKind, Loading};
use crate::form::schema::{Choice, List};

impl Loading<'_> {
    /// Reads every `[[list]]` of the file.
    pub(super) fn own_lists(&mut self, reader: &mut Reader<'_>) {
        let mut seen = BTreeMap::new();
        for mut table in reader.tables("list", &mut self.out) {
            let id = self.id(&mut table, false);
            let name = id.as_ref().map_or("", |id| &id.text);
            let choices = self.choices(&mut table, name);
            let span = table.span.clone();
            table.finish(&mut self.out);
            let Some(id) = id.filter(|id| self.unique(&mut seen, id)) else { continue };
            if choices.is_empty() {
                self.out.report(span, DiagnosticKind::EmptyList { list: id.text.clone() });
            }
            self.lists.push(List { id: id.text, choices });
        }
    }

    fn choices(&mut self, table: &mut Reader<'_>, list: &str) -> Vec<Choice> {
        let mut seen = BTreeMap::new();
        let mut choices = Vec::new();
        for mut choice in table.tables("choices", &mut self.out) {
            let id = self.id(&mut choice, false);
            let htcds = choice.text("htcds", &mut self.out).map(|text| text.text);
            choice.finish(&mut self.out);
            if let Some(id) = id.filter(|id| self.unique(&mut seen, id)) {
                self.places.insert(format!("choice-{list}-{}", id.text), id.at);
                choices.push(Choice { id: id.text, htcds });
            }
        }
        choices
    }
}
