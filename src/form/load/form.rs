//! A form's own keys and its sections.

use std::collections::BTreeMap;
use std::path::Path;

use super::reader::{Placed, Reader};
use super::{DiagnosticKind, Loading, Origin};
use crate::form::graph::Graph;
use crate::form::schema::{Form, Kind, Pace, PerCase, Section, Subject};

const KINDS: &[(&str, Kind)] = &[
    (Kind::Sheet.name(), Kind::Sheet),
    (Kind::Checklist.name(), Kind::Checklist),
    (Kind::Steps.name(), Kind::Steps),
    (Kind::Table.name(), Kind::Table),
];
const SUBJECTS: &[(&str, Subject)] =
    &[("case", Subject::Case), ("directory", Subject::Directory), ("worker", Subject::Worker)];
const PER_CASE: &[(&str, PerCase)] = &[("one", PerCase::One), ("many", PerCase::Many)];
const PACES: &[(&str, Pace)] = &[("page", Pace::Page), ("question", Pace::Question)];

impl Loading<'_> {
    /// The form as far as it can be read; whether it may be used, the mistakes decide.
    pub(super) fn form(&mut self, mut reader: Reader<'_>) -> Form {
        let id = self.form_id(&mut reader);
        for key in ["version", "kind", "section"] {
            if reader.key_span(key).is_none() {
                self.out.report(reader.span.clone(), DiagnosticKind::MissingKey { key });
            }
        }
        let version = reader.whole("version", &mut self.out);
        if version == Some(0) {
            self.out.report(reader.value_span("version"), DiagnosticKind::BadVersion);
        }
        let out = &mut self.out;
        let form = Form {
            id: id.map_or(String::new(), |id| id.text),
            version: version.unwrap_or(1),
            kind: reader.one_of("kind", KINDS, out).unwrap_or(Kind::Sheet),
            subject: reader.one_of("subject", SUBJECTS, out).unwrap_or(Subject::Case),
            per_case: reader.one_of("per_case", PER_CASE, out).unwrap_or(PerCase::Many),
            pace: reader.one_of("pace", PACES, out).unwrap_or(Pace::Page),
            with_person: reader.flag("with_person", false, out),
            timed: reader.flag("timed", false, out),
            safe_contact: reader.flag("safe_contact", false, out),
            sources: reader.texts("sources", out),
            lists: Vec::new(),
            sections: Vec::new(),
            graph: Graph::default(),
            origin: Origin { source: out.source.clone(), places: BTreeMap::new() },
        };
        self.own_lists(&mut reader);
        let sections = self.sections(&mut reader);
        reader.finish(&mut self.out);
        Form { lists: self.lists.clone(), sections, ..form }
    }

    fn form_id(&mut self, reader: &mut Reader<'_>) -> Option<Placed> {
        let id = self.id(reader, true)?;
        self.places.insert("form".to_owned(), id.at.clone());
        let file = Path::new(&self.out.source.file).file_name().and_then(|name| name.to_str());
        if let Some(file) = file.filter(|file| *file != format!("{}.toml", id.text)) {
            let kind = DiagnosticKind::FileName { given: id.text.clone(), file: file.to_owned() };
            self.out.report(id.at.span.clone(), kind);
        }
        Some(id)
    }

    fn sections(&mut self, reader: &mut Reader<'_>) -> Vec<Section> {
        let mut seen = BTreeMap::new();
        let mut sections = Vec::new();
        for mut table in reader.tables("section", &mut self.out) {
            let id = self.id(&mut table, false).filter(|id| self.unique(&mut seen, id));
            let name = id.as_ref().map_or(String::new(), |id| id.text.clone());
            let relevant = self.condition(&mut table, "relevant", &name);
            let summary = table.flag("summary", false, &mut self.out);
            let mut fields = Vec::new();
            for field in table.tables("field", &mut self.out) {
                fields.extend(self.field(field, None));
            }
            table.finish(&mut self.out);
            if let Some(id) = id {
                self.places.insert(format!("section-{name}"), id.at);
            }
            sections.push(Section { id: name, relevant, summary, fields });
        }
        sections
    }
}
