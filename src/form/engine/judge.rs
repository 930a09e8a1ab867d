//! What a screen asks about answers: whether one is needed, fits, is missing or due.

use super::scope::At;
use super::{Entry, EntryDue, Progress, Violation, convert};
use crate::form::answer::{Answer, Path, Row};
use crate::form::expr::{Condition, Value};
use crate::form::schema::{Field, FieldType, Kind, List, Required};

impl Entry {
    /// Whether a condition over the answers of this record holds.
    pub fn is_true(&self, condition: &Condition) -> bool {
        condition.is_true(&At::top(self, None))
    }

    /// Whether a condition holds, seen from a row of a table.
    pub fn is_true_in(&self, condition: &Condition, table: &str, row: &Row) -> bool {
        let first = self.table(table).and_then(|table| table.columns.first());
        first.is_some_and(|first| condition.is_true(&At::cell(self, table, &row.id, first)))
    }

    /// Whether the record counts as complete only with an answer here.
    pub fn required(&self, path: &Path) -> bool {
        self.field(path).is_some_and(|field| match &field.required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => condition.is_true(&At::path(self, path)),
        })
    }

    /// Why the answer at a place does not fit; None also where there is none, or where the field is
    /// not relevant.
    pub fn violation(&self, path: &Path) -> Option<Violation> {
        let field = self.field(path)?;
        let answer = self.get(path)?;
        if !self.relevant(path) || answer == Answer::Declined {
            return None;
        }
        self.misfit(field, &answer).or_else(|| {
            let constraint = field.constraint.as_ref()?;
            (!constraint.is_true(&At::path(self, path))).then_some(Violation::Constraint)
        })
    }

    fn misfit(&self, field: &Field, answer: &Answer) -> Option<Violation> {
        let list = field.choices.as_deref().and_then(|list| self.library.list(&self.form, list));
        let unknown = |choice: &String| list.is_some_and(|list: &List| !list.has(choice));
        match answer {
            _ if !fits(field.kind, answer) => Some(Violation::WrongType),
            Answer::Choice(choice) if unknown(choice) => Some(Violation::BadChoice),
            Answer::Choices(choices) if choices.iter().any(unknown) => Some(Violation::BadChoice),
            Answer::Item { state: Some(state), .. } if unknown(state) => Some(Violation::BadChoice),
            Answer::Number(number) => out_of_bounds(field, *number),
            _ => None,
        }
    }

    /// Every answer that does not fit, in the order of the form.
    pub fn violations(&self) -> Vec<(Path, Violation)> {
        let places = self.places(|_, _| true);
        places.into_iter().filter_map(|path| self.violation(&path).map(|why| (path, why))).collect()
    }

    /// Required places that are relevant and have no answer, in the order of the form. Columns are
    /// asked for only in rows in which somebody wrote something.
    pub fn missing(&self) -> Vec<Path> {
        let places = self.places(|table, row| self.touched(table, row));
        let open = |path: &Path| self.required(path) && self.relevant(path) && !self.has_answer(path);
        places.into_iter().filter(open).collect()
    }

    /// How many of the relevant fields that people answer have an answer. A declined one has; a table
    /// has when somebody wrote something in a row.
    pub fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        // The points of a checklist count; a note beside them is never missing.
        let beside = |field: &Field| self.form.kind == Kind::Checklist && field.kind == FieldType::Note;
        let counted = |field: &&Field| field.kind != FieldType::Calculated && !beside(field);
        for field in self.form.fields().filter(counted) {
            let path = Path::field(&field.id);
            if self.relevant(&path) {
                progress.total += 1;
                progress.answered += usize::from(self.has_answer(&path));
            }
        }
        progress
    }

    /// Dates that ask for something, in the order of the form.
    pub fn dues(&self) -> Vec<EntryDue> {
        self.places(|_, _| true).into_iter().filter_map(|path| self.due(path)).collect()
    }

    fn due(&self, path: Path) -> Option<EntryDue> {
        let field = self.field(&path).filter(|field| field.due)?;
        let Some(Answer::Date(date)) = self.get(&path).filter(|_| self.relevant(&path)) else { return None };
        if field.due_unless.as_ref().is_some_and(|unless| unless.is_true(&At::path(self, &path))) {
            return None;
        }
        let (heading, start) = self.heading(&path);
        Some(EntryDue { path, heading, start, date })
    }

    /// Relevant fields with an answer or a calculated value, in the order of the form; tables as a whole.
    pub fn summary(&self) -> Vec<Path> {
        let fields = self.form.fields().map(|field| Path::field(&field.id));
        fields.filter(|path| self.relevant(path) && self.shows_something(path)).collect()
    }

    fn shows_something(&self, path: &Path) -> bool {
        // The remark of a point that has no state yet is worth reading too.
        matches!(self.answers.get(path), Some(Answer::Item { .. })) || self.has_answer(path)
    }

    /// All fields, and the cells of the rows that are wanted.
    fn places(&self, wanted: impl Fn(&Field, &Row) -> bool) -> Vec<Path> {
        let mut places = Vec::new();
        for field in self.form.fields() {
            places.push(Path::field(&field.id));
            for row in self.rows(&field.id).iter().filter(|row| wanted(field, row)) {
                places.extend(field.columns.iter().map(|column| Path::cell(&field.id, &row.id, &column.id)));
            }
        }
        places
    }

    fn has_answer(&self, path: &Path) -> bool {
        match (self.field(path), self.get(path)) {
            (Some(table), Some(Answer::Rows(rows))) => rows.iter().any(|row| self.touched(table, row)),
            (_, answer) => answer.is_some_and(|answer| convert::is_complete(&answer)),
        }
    }

    /// Whether somebody wrote something in a row: more than it started with. A column whose first
    /// value depends on the day or on other answers tells nothing about that.
    pub(super) fn touched(&self, table: &Field, row: &Row) -> bool {
        let start = row.start.as_ref().and_then(|start| table.rows.iter().find(|known| known.id == *start));
        let set = |id: &str| start.and_then(|start| start.set.iter().find(|(column, _)| column == id));
        let written = |(id, answer): (&String, &Answer)| {
            let Some(column) = table.column(id) else { return true };
            let own = column.kind != FieldType::Calculated && set(id).is_none_or(|(_, set)| set != answer);
            own && match &column.default {
                None => true,
                Some(default) if !default.names().is_empty() || !default.calls().is_empty() => false,
                Some(_) => self.default_of(column, &At::top(self, None)).as_ref() != Some(answer),
            }
        };
        row.from.is_some() || row.cells.iter().any(written)
    }

    /// The first value of a field.
    pub(super) fn default_of(&self, field: &Field, at: &At<'_>) -> Option<Answer> {
        let value = field.default.as_ref().map_or(Value::Nothing, |default| default.eval(at));
        convert::to_answer(field, &value)
    }

    /// The heading of the row in which a place stands: its text, and its starting row's key.
    pub(super) fn heading(&self, path: &Path) -> (Option<String>, Option<String>) {
        let Path::Cell { table, row, .. } = path else { return (None, None) };
        let row = self.rows(table).iter().find(|known| known.id == *row);
        let columns = self.form.field(table).map(|table| table.columns.as_slice()).unwrap_or_default();
        row.map_or((None, None), |row| (heading_text(columns, row), row.start.clone()))
    }
}

/// The text in the first column of a row.
pub(in crate::form) fn heading_text(columns: &[Field], row: &Row) -> Option<String> {
    match row.cells.get(&columns.first()?.id) {
        Some(Answer::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

/// Whether an answer is of the kind that a field asks for. A date that was not understood is a text.
pub(super) fn fits(kind: FieldType, answer: &Answer) -> bool {
    use FieldType as T;
    match answer {
        Answer::Declined => true,
        Answer::Text(_) => kind.is_text() || kind == T::Calculated,
        Answer::Number(_) => {
            matches!(kind, T::Integer | T::Decimal | T::Scale | T::Duration | T::Calculated)
        }
        Answer::Date(_) => matches!(kind, T::Date | T::Calculated),
        Answer::Time(_) => matches!(kind, T::Time | T::Calculated),
        Answer::Choice(_) => {
            matches!(kind, T::One | T::YesNo | T::Country | T::Language | T::Calculated)
        }
        Answer::Choices(_) => matches!(kind, T::Many | T::Countries | T::Languages),
        Answer::Money { .. } => kind == T::Money,
        Answer::Item { .. } => kind == T::Item,
        Answer::Rows(_) => kind == T::Table,
    }
}

fn out_of_bounds(field: &Field, number: f64) -> Option<Violation> {
    let whole = matches!(field.kind, FieldType::Integer | FieldType::Scale | FieldType::Duration);
    match (field.min, field.max) {
        (Some(min), _) if number < min => Some(Violation::BelowMin(min)),
        (_, Some(max)) if number > max => Some(Violation::AboveMax(max)),
        _ if whole && number.fract() != 0.0 => Some(Violation::NotWhole),
        _ => None,
    }
}
