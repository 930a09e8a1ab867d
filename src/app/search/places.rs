//! What of a record can be found: its form's name, every answer in words, the headings of its rows.

use std::ops::Range;
use std::sync::Arc;

use crate::form::{Answer, Answers, Field, FieldType, Form, Library, Path, Row, Subject};
use crate::locale::{Locale, fold};
use crate::record::{CaseId, Draft, Moment, Record, RecordId};
use crate::screen::words;

/// One record, or one draft.
pub(super) struct Indexed {
    pub record: RecordId,
    pub case: Option<CaseId>,
    pub form: String,
    pub draft: bool,
    pub at: Moment,
    /// All places folded, one after the other.
    pub folded: String,
    /// The form's name first.
    pub places: Vec<Place>,
}

/// One answer.
pub(super) struct Place {
    /// None: the form's name.
    pub at: Option<At>,
    /// Heading of the row, and whether it is hidden until names are shown.
    pub row: Option<(Arc<str>, bool)>,
    pub text: Box<str>,
    pub sensitive: bool,
    /// Its part of the folded text.
    folded: (u32, u32),
}

/// Where an answer stands; the cells of a row share its ids.
#[derive(Clone)]
pub(super) struct At {
    row: Option<(Arc<str>, Arc<str>)>,
    field: Arc<str>,
}

impl At {
    fn field(id: &str) -> Self {
        Self { row: None, field: id.into() }
    }

    pub fn path(&self) -> Path {
        match &self.row {
            Some((table, row)) => Path::cell(table, row, &self.field),
            None => Path::field(&self.field),
        }
    }
}

impl Place {
    /// Its part of the folded text.
    pub fn range(&self) -> Range<usize> {
        self.folded.0 as usize..self.folded.1 as usize
    }
}

/// What answers of a form say, folded; none of what is the worker's own.
pub(super) fn folded(
    library: &Library,
    locale: &Locale,
    form: &str,
    in_case: bool,
    given: &Answers,
) -> Option<String> {
    let case = in_case.then(CaseId::nil);
    let mut indexed = begin(library, locale, RecordId::nil(), case, form, Moment::UNIX_EPOCH)?;
    answers(&mut indexed, library, locale, given, None);
    Some(indexed.folded)
}

/// A saved record. The worker's own, and what belongs to nobody known, is not searched.
pub(super) fn record(library: &Library, locale: &Locale, record: &Record) -> Option<Indexed> {
    let mut indexed = begin(library, locale, record.id, record.case, &record.form, record.saved_at)?;
    answers(&mut indexed, library, locale, &record.answers, None);
    Some(indexed)
}

/// A draft: what it says differently than the saved record.
pub(super) fn draft(
    library: &Library,
    locale: &Locale,
    draft: &Draft,
    saved: Option<&Answers>,
) -> Option<Indexed> {
    let mut indexed = begin(library, locale, draft.record, draft.case, &draft.form, draft.saved_at)?;
    indexed.draft = true;
    if saved.is_some() {
        // Its form's name is found with the record.
        indexed.places.clear();
        indexed.folded.clear();
    }
    answers(&mut indexed, library, locale, &draft.answers, saved);
    (!indexed.places.is_empty()).then_some(indexed)
}

fn begin(
    library: &Library,
    locale: &Locale,
    record: RecordId,
    case: Option<CaseId>,
    form: &str,
    at: Moment,
) -> Option<Indexed> {
    let subject = library.form(form).map(|form| form.subject);
    if matches!(subject, Some(Subject::Worker)) || subject.is_none() && case.is_none() {
        return None;
    }
    let (folded, places) = (String::new(), Vec::new());
    let mut indexed = Indexed { record, case, form: form.to_owned(), draft: false, at, folded, places };
    indexed.add(None, None, locale.form(form, "form"), false);
    Some(indexed)
}

impl Indexed {
    fn add(&mut self, at: Option<At>, row: Option<(Arc<str>, bool)>, text: String, sensitive: bool) {
        if text.trim().is_empty() {
            return;
        }
        let start = self.folded.len();
        self.folded.push_str(&fold(&text));
        // A record of four gigabytes is not searched to its end.
        let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let folded = (end(start), end(self.folded.len()));
        // No word reaches from one answer into the next.
        self.folded.push('\n');
        self.places.push(Place { at, row, text: text.into(), sensitive, folded });
    }
}

fn answers(
    indexed: &mut Indexed,
    library: &Library,
    locale: &Locale,
    answers: &Answers,
    saved: Option<&Answers>,
) {
    let form = library.form(&indexed.form);
    for (id, answer) in &answers.fields {
        let known = form.as_ref().and_then(|form| Some((form, form.field(id)?)));
        if saved.is_some_and(|saved| saved.fields.get(id) == Some(answer)) {
            continue;
        }
        match (known, answer) {
            (Some((form, table)), Answer::Rows(rows)) if table.kind == FieldType::Table => {
                for row in rows {
                    self::row(indexed, locale, form, table, row);
                }
            }
            (Some((form, field)), _) => {
                let text = in_words(locale, form, field, answer);
                one(indexed, form, field, At::field(id), None, text, false);
            }
            // What nobody asks any more; whether it is sensitive is not known either.
            (None, _) => indexed.add(Some(At::field(id)), None, words::plain(locale, answer), true),
        }
    }
}

fn row(indexed: &mut Indexed, locale: &Locale, form: &Form, table: &Field, row: &Row) {
    // A starting row that nobody touched says nothing.
    let own = |id: &String| table.column(id).is_none_or(|column| column.kind != FieldType::Calculated);
    if !row.cells.keys().any(own) {
        return;
    }
    let Some(first) = table.columns.first() else { return };
    let heading = words::row_heading(locale, &form.id, table, row);
    let hidden = row.cells.contains_key(&first.id) && (first.sensitive || table.sensitive);
    let ids: (Arc<str>, Arc<str>) = (table.id.as_str().into(), row.id.as_str().into());
    let at = |column: &str| At { row: Some(ids.clone()), field: column.into() };
    one(indexed, form, first, at(&first.id), None, heading.clone(), hidden);
    let heading: Option<(Arc<str>, bool)> =
        Some((heading.into(), hidden)).filter(|(heading, _): &(Arc<str>, bool)| !heading.is_empty());
    for column in table.columns.iter().skip(1) {
        if let Some(answer) = row.cells.get(&column.id) {
            let text = in_words(locale, form, column, answer);
            one(indexed, form, column, at(&column.id), heading.clone(), text, table.sensitive);
        }
    }
}

fn one(
    indexed: &mut Indexed,
    form: &Form,
    field: &Field,
    at: At,
    row: Option<(Arc<str>, bool)>,
    text: String,
    hidden: bool,
) {
    // Where a shelter is, for instance: the directory keeps it for those who look at the entry itself.
    if field.sensitive && form.subject == Subject::Directory {
        return;
    }
    indexed.add(Some(at), row, text, hidden || field.sensitive);
}

/// An answer as it can be found; empty for what says nothing by itself: yes and no, a tick, a number
/// that was computed, an answer that was not given.
fn in_words(locale: &Locale, form: &Form, field: &Field, answer: &Answer) -> String {
    match (answer, field.kind) {
        (Answer::Declined, _) | (_, FieldType::YesNo | FieldType::Calculated) => String::new(),
        (Answer::Item { remark, .. }, _) => remark.clone(),
        _ => words::answer(locale, form, field, answer),
    }
}
