//! Reads the tables of a TOML file key by key and notes every mistake with its place. Keys that
//! nobody asked for are unknown.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::form::expr::{Condition, near};
use crate::form::load::{Diagnostic, DiagnosticKind, Source, Wanted};

/// The file and the mistakes found so far.
pub(super) struct Findings {
    pub source: Source,
    pub list: Vec<Diagnostic>,
}

/// A text and the bytes of the file it was read from, quotes included.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub text: String,
    pub span: Range<usize>,
}

/// One table of the file.
pub(super) struct Table<'t> {
    table: &'t DeTable<'t>,
    pub span: Range<usize>,
    asked: Vec<&'static str>,
}

impl Findings {
    pub fn new(text: &str, file: &str) -> Self {
        Self { source: Source::new(file, text), list: Vec::new() }
    }

    pub fn report(&mut self, span: Range<usize>, kind: DiagnosticKind) {
        self.list.push(self.source.diagnostic(span, kind));
    }

    /// Notes a mistake at some bytes of a text that was read.
    pub fn report_in(&mut self, placed: &Placed, within: Range<usize>, kind: DiagnosticKind) {
        let span = self.within(placed, within);
        self.report(span, kind);
    }

    /// The condition in a text, if it is one.
    pub fn parse(&mut self, placed: &Placed) -> Option<Condition> {
        match Condition::parse(&placed.text) {
            Ok(condition) => Some(condition),
            Err(error) => {
                let rest = placed.text.get(error.at..).unwrap_or_default();
                let end = error.at + rest.chars().next().map_or(0, char::len_utf8);
                self.report_in(placed, error.at..end, DiagnosticKind::Condition(error.kind));
                None
            }
        }
    }

    /// The bytes of the file behind some bytes of a text: all of it where escapes stand between.
    fn within(&self, placed: &Placed, within: Range<usize>) -> Range<usize> {
        let raw = self.source.text.get(placed.span.clone()).unwrap_or_default();
        // A text of several lines begins with three quotes and perhaps a line feed.
        let literally = |at: &usize| raw.get(*at..*at + placed.text.len()) == Some(&placed.text);
        match [1, 3, 4, 5].into_iter().find(literally) {
            Some(at) => placed.span.start + at + within.start..placed.span.start + at + within.end,
            None => placed.span.clone(),
        }
    }

    fn wrong(&mut self, key: &str, span: Range<usize>, wanted: Wanted) {
        self.report(span, DiagnosticKind::WrongKind { key: key.to_owned(), wanted });
    }
}

impl<'t> Table<'t> {
    pub fn new(table: &'t DeTable<'t>, span: Range<usize>) -> Self {
        Self { table, span, asked: Vec::new() }
    }

    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    pub fn text(&mut self, key: &'static str, out: &mut Findings) -> Option<Placed> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            out.wrong(key, value.span(), Wanted::Text);
        }
        text.map(|text| Placed { text: text.to_owned(), span: value.span() })
    }

    /// A text that must be there.
    pub fn needed(&mut self, key: &'static str, out: &mut Findings) -> Option<Placed> {
        if !self.table.contains_key(key) {
            out.report(self.span.clone(), DiagnosticKind::MissingKey { key });
        }
        self.text(key, out)
    }

    pub fn flag(&mut self, key: &'static str, out: &mut Findings) -> bool {
        let Some(value) = self.value(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            out.wrong(key, value.span(), Wanted::Flag);
        }
        flag.unwrap_or(false)
    }

    /// A whole number, not below 0.
    pub fn whole(&mut self, key: &'static str, out: &mut Findings) -> Option<u32> {
        let value = self.value(key)?;
        let integer = value.get_ref().as_integer();
        let whole = integer.and_then(|i| u32::from_str_radix(i.as_str(), i.radix()).ok());
        if whole.is_none() {
            out.wrong(key, value.span(), Wanted::Whole);
        }
        whole
    }

    pub fn texts(&mut self, key: &'static str, out: &mut Findings) -> Vec<Placed> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let texts: Option<Vec<Placed>> = value.get_ref().as_array().and_then(|array| {
            let text = |item: &Spanned<DeValue<'_>>| {
                let text = item.get_ref().as_str()?.to_owned();
                Some(Placed { text, span: item.span() })
            };
            array.iter().map(text).collect()
        });
        if texts.is_none() {
            out.wrong(key, value.span(), Wanted::Texts);
        }
        texts.unwrap_or_default()
    }

    /// A table of numbers by the ids of things that are known, in the order of the file.
    pub fn weights(&mut self, key: &'static str, known: &[String], out: &mut Findings) -> Vec<(String, f64)> {
        let Some(table) = self.table(key, out) else { return Vec::new() };
        let mut weights = Vec::new();
        for (id, value) in table.table.iter() {
            let text: &str = id.get_ref();
            let number = match value.get_ref() {
                DeValue::Integer(number) => number.to_string().parse::<f64>().ok(),
                DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
                _ => None,
            };
            if !known.iter().any(|known| known == text) {
                let (given, names) = (text.to_owned(), || known.iter().map(String::as_str));
                let allowed = names().collect::<Vec<_>>().join(", ");
                let near = near(text, names());
                out.report(id.span(), DiagnosticKind::UnknownValue { key, given, allowed, near });
            } else if let Some(number) = number.filter(|number| number.is_finite()) {
                weights.push((id.span().start, text.to_owned(), number));
            } else {
                out.wrong(key, value.span(), Wanted::Number);
            }
        }
        weights.sort_by_key(|(at, ..)| *at);
        weights.into_iter().map(|(_, id, number)| (id, number)).collect()
    }

    /// The tables written as `[[key]]`.
    pub fn tables(&mut self, key: &'static str, out: &mut Findings) -> Vec<Table<'t>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            out.wrong(key, value.span(), Wanted::Tables);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => tables.push(Table::new(table, item.span())),
                None => out.wrong(key, item.span(), Wanted::Table),
            }
        }
        tables
    }

    pub fn table(&mut self, key: &'static str, out: &mut Findings) -> Option<Table<'t>> {
        let value = self.value(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            out.wrong(key, value.span(), Wanted::Table);
        }
        table.map(|table| Table::new(table, value.span()))
    }

    /// Names every key that nobody asked for.
    pub fn finish(self, out: &mut Findings) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.asked.contains(&name) {
                let near = near(name, self.asked.iter().copied());
                out.report(key.span(), DiagnosticKind::UnknownKey { key: name.to_owned(), near });
            }
        }
    }
}
