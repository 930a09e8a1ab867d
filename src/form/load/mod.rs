//! From the text of a file to a checked `Form`. All mistakes of a file are found in one go, each
//! with its place; a form with a mistake is no form.

mod diagnostic;
mod field;
mod form;
mod kind;
mod list;
mod meaning;
mod reader;
mod service;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

pub use diagnostic::{Diagnostic, Source, Words};
pub use kind::{DiagnosticKind, Message, Wanted};
pub(crate) use meaning::FormWords;
pub(crate) use reader::Place;

use super::expr::Condition;
use super::graph::Graph;
use super::schema::{Form, List, Section};
use reader::{Findings, Placed, Reader};

/// The text that a form was read from, and where in it each thing stands that has words.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    pub source: Source,
    /// By message id (`form`, `section-x`, `x`, `choice-l-x`…).
    pub(crate) places: BTreeMap<String, Place>,
}

/// Shared lists of choices with their places.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedLists {
    pub lists: Vec<List>,
    pub origin: Origin,
}

impl Origin {
    /// A mistake at some bytes of the text that stands at a place.
    pub(crate) fn diagnostic_in(&self, place: &str, span: Range<usize>, kind: DiagnosticKind) -> Diagnostic {
        let span = self.places.get(place).map_or(0..0, |place| place.of(span));
        self.source.diagnostic(span, kind)
    }

    /// A mistake at what has this message id, or at the beginning of the file.
    pub fn diagnostic(&self, message: &str, kind: DiagnosticKind) -> Diagnostic {
        let span = self.places.get(message).map_or(0..0, |place| place.span.clone());
        self.source.diagnostic(span, kind)
    }
}

/// Reads a form. `shared` are the lists it may use beside its own.
pub fn load_form(source: &Source, shared: &[List]) -> Result<Form, Vec<Diagnostic>> {
    let (document, syntax) = DeTable::parse_recoverable(&source.text);
    if !syntax.is_empty() {
        return Err(syntax_errors(source, syntax));
    }
    let mut loading = Loading::new(source, shared);
    // What is missing at the top is missing in the first line, not in the whole file.
    let form = loading.form(Reader::new(document.get_ref(), 0..0));
    loading.check_meaning(&form.sections);
    loading.check_services(&form);
    let graph = loading.graph(&form.sections);
    let mut mistakes = loading.out.list;
    mistakes.sort_by_key(|mistake| (mistake.span.start, mistake.span.end));
    match graph {
        Some(graph) if mistakes.is_empty() => {
            let origin = Origin { source: source.clone(), places: loading.places };
            Ok(Form { graph, origin, ..form })
        }
        _ => Err(mistakes),
    }
}

/// Reads a file of shared lists. Lists with mistakes are kept as far as they can be read.
pub fn load_lists(source: &Source) -> (SharedLists, Vec<Diagnostic>) {
    let (document, syntax) = DeTable::parse_recoverable(&source.text);
    let mut loading = Loading::new(source, &[]);
    let mut mistakes = syntax_errors(source, syntax);
    if mistakes.is_empty() {
        let mut reader = Reader::new(document.get_ref(), 0..0);
        loading.own_lists(&mut reader);
        reader.finish(&mut loading.out);
        mistakes = loading.out.list;
    }
    let origin = Origin { source: source.clone(), places: loading.places };
    (SharedLists { lists: loading.lists, origin }, mistakes)
}

fn syntax_errors(source: &Source, errors: Vec<toml::de::Error>) -> Vec<Diagnostic> {
    let kind = |error: &toml::de::Error| DiagnosticKind::Syntax { detail: error.message().to_owned() };
    let place = |error: &toml::de::Error| error.span().unwrap_or(0..0);
    let mut found: Vec<_> = errors.iter().map(|error| source.diagnostic(place(error), kind(error))).collect();
    found.sort_by_key(|mistake| mistake.span.start);
    found
}

/// What a condition is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Whether the thing is there, or what its value is: others may depend on it.
    Own,
    /// The first value.
    Default,
    Other,
}

/// A condition with the field, column or section that it belongs to.
struct Spoken {
    owner: String,
    role: Role,
    at: Place,
    condition: Condition,
}

/// The state of reading one file.
struct Loading<'s> {
    out: Findings<'s>,
    shared: &'s [List],
    lists: Vec<List>,
    places: BTreeMap<String, Place>,
    /// Ids of fields and columns so far.
    ids: BTreeMap<String, Range<usize>>,
    spoken: Vec<Spoken>,
}

impl<'s> Loading<'s> {
    fn new(source: &'s Source, shared: &'s [List]) -> Self {
        Self {
            out: Findings { source, list: Vec::new() },
            shared,
            lists: Vec::new(),
            places: BTreeMap::new(),
            ids: BTreeMap::new(),
            spoken: Vec::new(),
        }
    }

    fn list(&self, id: &str) -> Option<&List> {
        self.lists.iter().chain(self.shared).find(|list| list.id == id)
    }

    /// An id that must be there, of a-z, 0-9 and _. Those that are names in conditions or of
    /// files begin with a letter.
    fn id(&mut self, reader: &mut Reader<'_>, begins_with_letter: bool) -> Option<Placed> {
        let id = reader.needed("id", &mut self.out)?;
        let plain = id.text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        let first = id.text.chars().next();
        let begins = first.is_some_and(|c| c.is_ascii_lowercase() || !begins_with_letter);
        if !plain || !begins {
            let kind = DiagnosticKind::BadId { given: id.text.clone() };
            self.out.report(id.at.span.clone(), kind);
            return None;
        }
        Some(id)
    }

    /// Notes a second use of an id among others of its kind.
    fn unique(&mut self, seen: &mut BTreeMap<String, Range<usize>>, id: &Placed) -> bool {
        if let Some(first) = seen.get(&id.text) {
            let line = self.out.source.line(first.start);
            self.out.report(id.at.span.clone(), DiagnosticKind::Duplicate { id: id.text.clone(), line });
            return false;
        }
        seen.insert(id.text.clone(), id.at.span.clone());
        true
    }

    /// A condition under a key.
    fn condition(&mut self, reader: &mut Reader<'_>, key: &'static str, owner: &str) -> Option<Condition> {
        let placed = reader.text(key, &mut self.out)?;
        let role = match key {
            "relevant" | "calculate" => Role::Own,
            "default" => Role::Default,
            _ => Role::Other,
        };
        self.spoken(placed, role, owner)
    }

    fn spoken(&mut self, placed: Placed, role: Role, owner: &str) -> Option<Condition> {
        let condition = self.out.condition(&placed)?;
        let owner = owner.to_owned();
        self.spoken.push(Spoken { owner, role, at: placed.at, condition: condition.clone() });
        Some(condition)
    }

    fn graph(&mut self, sections: &[Section]) -> Option<Graph> {
        match Graph::build(sections) {
            Ok(graph) => Some(graph),
            Err(circles) => {
                for path in circles {
                    self.out.report(self.closing(&path), DiagnosticKind::Circle { path });
                }
                None
            }
        }
    }

    /// Where a condition of the circle reads another of it, or else where one of its conditions stands.
    fn closing(&self, path: &[String]) -> Range<usize> {
        let own = || self.spoken.iter().filter(|s| s.role == Role::Own && path.contains(&s.owner));
        let read = own().find_map(|spoken| {
            let names = spoken.condition.names();
            let (_, span) = names.into_iter().find(|(name, _)| path.contains(name))?;
            Some(spoken.at.of(span))
        });
        read.or_else(|| own().next().map(|spoken| spoken.at.span.clone())).unwrap_or(0..0)
    }
}
