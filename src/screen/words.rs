//! Records in words: labels, answers and headings in the language of the screen.

use crate::form::{Answer, Field, FieldType, Form, Library, Path, Row};
use crate::locale::{Arg, Locale};
use crate::record::{CaseLine, Due};
use crate::store::PlaceRisk;
use crate::widget::theme::Role;

/// A case's short number as it is written everywhere, whatever the language.
pub fn code(number: u32) -> String {
    format!("K-{number:03}")
}

/// A level of risk in words.
pub fn risk(locale: &Locale, level: &str) -> String {
    locale.choice("lists", "risk_level", level)
}

/// How loudly a level of risk speaks.
pub fn risk_role(level: &str) -> Role {
    match level {
        "high" | "extreme" => Role::Danger,
        "medium" => Role::Warning,
        _ => Role::Plain,
    }
}

/// A message of the interface, short where the language has a short one.
pub fn short_text(locale: &Locale, id: &str) -> String {
    locale.attribute(id, "short").unwrap_or_else(|| locale.text(id))
}

/// How far a case is, in a word or two: its phase, or that it is closed.
pub fn phase(locale: &Locale, line: &CaseLine) -> String {
    match (line.closed, line.phase.as_str()) {
        (true, "follow_up") if line.next_due.is_none() => locale.text("case-closed-ended"),
        (true, "follow_up") => locale.text("case-closed-follow-up"),
        (true, _) => locale.text("case-closed"),
        (false, phase) => short_text(locale, &format!("phase-{phase}")),
    }
}

/// The form's name, short where the language has a short one.
pub fn form_short(locale: &Locale, form: &str) -> String {
    locale.form_attribute(form, "form", "short").unwrap_or_else(|| locale.form(form, "form"))
}

/// The message id of a field's or column's label.
pub fn label_id(path: &Path) -> String {
    match path {
        Path::Field(id) => id.clone(),
        Path::Cell { table, column, .. } => format!("column-{table}-{column}"),
    }
}

/// The label of a field or column.
pub fn label(locale: &Locale, form: &str, path: &Path) -> String {
    locale.form(form, &label_id(path))
}

/// The short label, for tables and lists.
pub fn short_label(locale: &Locale, form: &str, path: &Path) -> String {
    let id = label_id(path);
    locale.form_attribute(form, &id, "short").unwrap_or_else(|| locale.form(form, &id))
}

/// A label with what was said to it. A question has its mark already.
pub fn labelled(label: &str, said: &str) -> String {
    if label.ends_with('?') { format!("{label} {said}") } else { format!("{label}: {said}") }
}

/// The heading of a row: the worker's own text, else the words of the row it started from.
pub fn row_heading(locale: &Locale, form: &str, table: &Field, row: &Row) -> String {
    let first = table.columns.first().and_then(|column| row.cells.get(&column.id));
    let own = match first {
        Some(Answer::Text(text)) if !text.is_empty() => Some(text.clone()),
        _ => None,
    };
    own.unwrap_or_else(|| start_heading(locale, form, &table.id, row.start.as_deref()))
}

/// The words of a starting row of this or another form; empty for a row that somebody added.
pub fn start_heading(locale: &Locale, form: &str, table: &str, start: Option<&str>) -> String {
    let Some(start) = start else { return String::new() };
    let mut parts = start.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(form), Some(name), Some(word)) if word.starts_with("choice-") => {
            format!("{}: {}", named_label(locale, form, name), pointed_choice(locale, form, word))
        }
        (Some(form), Some(table), Some(row)) => locale.form(form, &format!("row-{table}-{row}")),
        (Some(form), Some(name), None) => named_label(locale, form, name),
        _ => locale.form(form, &format!("row-{table}-{start}")),
    }
}

/// The label of a field, or of a column named `table.column`.
fn named_label(locale: &Locale, form: &str, name: &str) -> String {
    match name.split_once('.') {
        Some((table, column)) => locale.form(form, &format!("column-{table}-{column}")),
        None => locale.form(form, name),
    }
}

/// The label of the choice behind `choice-<list>-<id>`; ids hold no hyphen.
fn pointed_choice(locale: &Locale, form: &str, word: &str) -> String {
    let mut parts = word.splitn(3, '-').skip(1);
    let (list, choice) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    locale.choice(form, list, choice)
}

/// The form from which a row was taken over.
pub fn row_origin(row: &Row) -> Option<&str> {
    row.from.as_deref().and_then(|from| from.split('/').next())
}

/// An answer in words. Sensitive answers are the caller's to hide.
pub fn answer(locale: &Locale, form: &Form, field: &Field, given: &Answer) -> String {
    match given {
        Answer::Declined => locale.text("answer-declined"),
        Answer::Text(text) => calculated(locale, form, field, text),
        Answer::Number(number) if field.kind == FieldType::Duration =>
        {
            #[allow(clippy::cast_possible_truncation)]
            locale.duration(number.round() as i64)
        }
        Answer::Number(number) => locale.number(*number),
        Answer::Date(date) => locale.date(*date),
        Answer::Time(time) => locale.time(*time),
        Answer::Choice(choice) => choice_word(locale, form, field, choice),
        Answer::Choices(choices) => {
            let words: Vec<String> =
                choices.iter().map(|choice| choice_word(locale, form, field, choice)).collect();
            words.join(", ")
        }
        Answer::Money { minor, currency } => money(locale, *minor, currency),
        Answer::Item { state, remark } => {
            let state = state.as_deref().map(|state| choice_word(locale, form, field, state));
            let parts: Vec<String> =
                [state, Some(remark.clone())].into_iter().flatten().filter(|part| !part.is_empty()).collect();
            parts.join(": ")
        }
        Answer::Rows(_) if field.kind != FieldType::Table => plain(locale, given),
        Answer::Rows(rows) => {
            let headings: Vec<String> = rows
                .iter()
                .map(|row| row_heading(locale, &form.id, field, row))
                .filter(|heading| !heading.is_empty())
                .collect();
            headings.join(", ")
        }
    }
}

/// An answer whose question nobody knows any more: what it says by itself, choices by their ids.
pub fn plain(locale: &Locale, given: &Answer) -> String {
    match given {
        Answer::Declined => locale.text("answer-declined"),
        Answer::Text(text) => text.clone(),
        Answer::Number(number) => locale.number(*number),
        Answer::Date(date) => locale.date(*date),
        Answer::Time(time) => locale.time(*time),
        Answer::Choice(choice) => choice.clone(),
        Answer::Choices(choices) => choices.join(", "),
        Answer::Money { minor, currency } => money(locale, *minor, currency),
        Answer::Item { state, remark } => {
            let parts = [state.as_deref().unwrap_or_default(), remark];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
        }
        Answer::Rows(rows) => rows.iter().map(|row| plain_row(locale, row)).collect::<Vec<_>>().join("; "),
    }
}

fn plain_row(locale: &Locale, row: &Row) -> String {
    let cells = row.cells.iter().map(|(id, answer)| format!("{id}: {}", plain(locale, answer)));
    cells.collect::<Vec<_>>().join(", ")
}

fn money(locale: &Locale, minor: i64, currency: &str) -> String {
    #[allow(clippy::cast_precision_loss)]
    let amount = minor as f64 / 100.0;
    format!("{} {currency}", locale.number(amount))
}

fn calculated(locale: &Locale, form: &Form, field: &Field, text: &str) -> String {
    match &field.choices {
        Some(list) if field.kind == FieldType::Calculated && !text.is_empty() => {
            locale.choice(&form.id, list, text)
        }
        _ => text.to_owned(),
    }
}

/// The label of a choice of a field.
pub fn choice_word(locale: &Locale, form: &Form, field: &Field, choice: &str) -> String {
    match field.kind {
        FieldType::Country | FieldType::Countries => locale.country(choice),
        FieldType::Language | FieldType::Languages => locale.language(choice),
        FieldType::YesNo => locale.choice(&form.id, "yes_no", choice),
        _ => match &field.choices {
            Some(list) => locale.choice(&form.id, list, choice),
            None => choice.to_owned(),
        },
    }
}

/// What a due date is about: the row's heading, else the field's name. A heading that is a name stays
/// hidden until names are shown.
pub fn due_words(locale: &Locale, due: &Due, library: &Library, names_shown: bool) -> String {
    if !names_shown && is_secret_heading(library, due) {
        return short_label(locale, &due.form, &due.path);
    }
    let table = match &due.path {
        Path::Cell { table, .. } => table.as_str(),
        Path::Field(_) => "",
    };
    let heading = due
        .heading
        .clone()
        .filter(|heading| !heading.is_empty())
        .unwrap_or_else(|| start_heading(locale, &due.form, table, due.start.as_deref()));
    if heading.is_empty() { short_label(locale, &due.form, &due.path) } else { heading }
}

fn is_secret_heading(library: &Library, due: &Due) -> bool {
    let Path::Cell { table, .. } = &due.path else { return false };
    let form = library.form(&due.form);
    let heading = form.as_ref().and_then(|form| form.field(table)).and_then(|table| table.columns.first());
    heading.is_none_or(|column| column.sensitive)
}

/// What speaks against keeping a vault in a place.
pub fn place(risk: PlaceRisk, locale: &Locale) -> String {
    match risk {
        PlaceRisk::Network => locale.text("place-network"),
        PlaceRisk::Provided => locale.text("place-provided"),
        PlaceRisk::Synced(program) => locale.text_with("place-synced", &[("program", Arg::from(program))]),
    }
}

#[cfg(test)]
mod tests {
    use super::labelled;

    #[test]
    fn a_question_keeps_its_own_mark() {
        assert_eq!(labelled("Kabul edildi mi?", "evet"), "Kabul edildi mi? evet");
        assert_eq!(labelled("Termen", "22.11.2026"), "Termen: 22.11.2026");
    }
}
