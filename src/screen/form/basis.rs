//! What a calculated value was computed from, in words (rule C4: never a bare score). The level that
//! the worker decides stands beside the one that was suggested, with the same basis.

use super::FormScreen;
use crate::form::{Field, FieldType, Input, Path};
use crate::locale::Arg;
use crate::screen::{Cx, words};

/// The basis of a field, a line an input, the weightiest first; empty where nothing is computed.
pub fn lines(screen: &FormScreen, path: &Path, cx: &Cx) -> Vec<String> {
    let Some(source) = source(screen, path) else { return Vec::new() };
    let mut lines = Vec::new();
    if &source != path {
        let value = screen.entry.get(&source).zip(screen.entry.field(&source));
        let value =
            value.map(|(answer, field)| words::answer(&cx.locale, screen.entry.form(), field, &answer));
        let Some(value) = value.filter(|value| !value.is_empty()) else { return lines };
        let label = words::label(&cx.locale, &screen.entry.form().id, &source);
        lines.push(words::labelled(&label, &value));
    }
    let inputs = screen.entry.explain(&source);
    let mut groups: Vec<(f64, String)> = groups(&inputs)
        .into_iter()
        .filter_map(|group| Some((weight(&group[0]), group_words(screen, path, group, cx)?)))
        .collect();
    // The sort is stable: what weighs the same keeps the order of the form.
    groups.sort_by(|a, b| b.0.total_cmp(&a.0));
    if groups.is_empty() {
        lines.push(cx.locale.text("basis-nothing"));
    }
    for (number, (_, words)) in groups.into_iter().enumerate() {
        lines.push(if number == 0 {
            cx.locale.text_with("basis", &[("inputs", Arg::from(words))])
        } else {
            words
        });
    }
    lines
}

/// The calculated field that a field shows: itself, or the suggestion for a decision from the same list.
fn source(screen: &FormScreen, path: &Path) -> Option<Path> {
    let field = screen.entry.field(path)?;
    if field.kind == FieldType::Calculated {
        return Some(path.clone());
    }
    let list = field.choices.as_ref().filter(|_| field.kind == FieldType::One)?;
    let suggests =
        |other: &&Field| other.kind == FieldType::Calculated && other.choices.as_ref() == Some(list);
    screen.entry.form().fields().find(suggests).map(|field| Path::field(&field.id))
}

/// Each direct input with what it was itself computed from.
fn groups(inputs: &[Input]) -> Vec<&[Input]> {
    let mut groups = Vec::new();
    let mut start = 0;
    for end in 1..=inputs.len() {
        if end == inputs.len() || inputs[end].depth == inputs[start].depth {
            groups.push(&inputs[start..end]);
            start = end;
        }
    }
    groups
}

fn weight(input: &Input) -> f64 {
    match input.answer {
        Some(crate::form::Answer::Number(number)) => number,
        _ => 0.0,
    }
}

fn group_words(screen: &FormScreen, path: &Path, group: &[Input], cx: &Cx) -> Option<String> {
    let (first, deeper) = group.split_first()?;
    let mut text = input_words(screen, first, cx)?;
    let parts: Vec<String> = deeper.iter().filter_map(|input| input_words(screen, input, cx)).collect();
    if !parts.is_empty() {
        text = format!("{text} ({})", parts.join(", "));
    }
    if let Path::Cell { table, row, .. } = &first.path
        && !in_row(path, row)
    {
        let form = screen.entry.form();
        let table = form.field(table)?;
        let row = screen.entry.rows(&table.id).iter().find(|other| &other.id == row)?;
        text = format!("{}: {text}", words::row_heading(&cx.locale, &form.id, table, row));
    }
    Some(text)
}

fn input_words(screen: &FormScreen, input: &Input, cx: &Cx) -> Option<String> {
    let field = screen.entry.field(&input.path)?;
    let form = screen.entry.form();
    let value = words::answer(&cx.locale, form, field, input.answer.as_ref()?);
    Some(format!("{} {value}", words::short_label(&cx.locale, &form.id, &input.path)))
}

/// Whether a place stands in a row, whose heading is on the screen already.
fn in_row(path: &Path, row: &str) -> bool {
    matches!(path, Path::Cell { row: own, .. } if own == row)
}
