//! Fills in any form without knowing it: each kind of question gets an answer that fits.

use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use vaka::form::{Answer, Entry, Field, FieldType, Form, Library, Path};
use vaka::locale::{Locale, Locales};

/// The forms of the program, read once.
pub fn library() -> &'static Arc<Library> {
    static LIBRARY: OnceLock<Arc<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| Arc::new(Library::embedded()))
}

pub fn forms() -> Vec<Arc<Form>> {
    library().ids().iter().map(|id| library().form(id).unwrap()).collect()
}

/// The words of each language.
pub fn languages() -> Vec<Locale> {
    let locales = Arc::new(Locales::embedded());
    locales.ids().iter().map(|id| Locale::new(&locales, id)).collect()
}

pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(10, 0, 0).unwrap()
}

pub fn blank(form: &Arc<Form>) -> Entry {
    Entry::start(library(), form, now())
}

/// How many different fillings are worth trying: as many as the longest list of the form has choices.
pub fn variants(form: &Form) -> usize {
    let lists = all_fields(form).filter_map(|(_, field)| field.choices.as_deref());
    lists.filter_map(|id| library().list(form, id)).map(|list| list.choices.len()).max().unwrap_or(1).max(2)
}

/// Every question answered, those that are not relevant included; another answer for each `variant`.
pub fn filled(form: &Arc<Form>, variant: usize) -> Entry {
    let mut entry = blank(form);
    for path in places(&mut entry) {
        let answer = answer_to(form, entry.field(&path).unwrap(), variant);
        entry.set(&path, answer);
    }
    entry
}

/// All fields, and the cells of every row; a table without rows gets one.
pub fn places(entry: &mut Entry) -> Vec<Path> {
    let form = Arc::clone(entry.form());
    let mut places = Vec::new();
    for field in form.fields() {
        if field.kind != FieldType::Table {
            places.push(Path::field(&field.id));
            continue;
        }
        if entry.rows(&field.id).is_empty() {
            entry.add_row(&field.id, now());
        }
        let rows: Vec<String> = entry.rows(&field.id).iter().map(|row| row.id.clone()).collect();
        for row in rows {
            places.extend(field.columns.iter().map(|column| Path::cell(&field.id, &row, &column.id)));
        }
    }
    places
}

/// An answer that fits the question; none for what is calculated.
pub fn answer_to(form: &Form, field: &Field, variant: usize) -> Option<Answer> {
    use FieldType as T;
    let choice = || {
        let list = library().list(form, field.choices.as_deref()?)?;
        Some(list.choices[variant % list.choices.len()].id.clone())
    };
    Some(match field.kind {
        T::Text | T::Note | T::Person | T::Service | T::File => Answer::Text(format!("words {variant}")),
        T::Integer | T::Decimal | T::Scale | T::Duration => {
            let least = field.min.unwrap_or(1.0).max(1.0);
            Answer::Number((least + variant as f64).min(field.max.unwrap_or(f64::MAX)))
        }
        T::Date => Answer::Date(now().date()),
        T::Time => Answer::Time(NaiveTime::from_hms_opt(9, 30, 0)?),
        T::One => Answer::Choice(choice()?),
        T::YesNo => Answer::Choice(["yes", "no", "unknown"][variant % 3].to_owned()),
        T::Many => Answer::Choices(vec![choice()?]),
        T::Country => Answer::Choice("RO".to_owned()),
        T::Countries => Answer::Choices(vec!["RO".to_owned()]),
        T::Language => Answer::Choice("tr".to_owned()),
        T::Languages => Answer::Choices(vec!["tr".to_owned()]),
        T::Money => Answer::Money { minor: 1000, currency: "EUR".to_owned() },
        T::Item => Answer::Item { state: Some(choice()?), remark: String::new() },
        T::Calculated | T::Table => return None,
    })
}

/// All fields and columns, each with the id of its words.
pub fn all_fields(form: &Form) -> impl Iterator<Item = (String, &Field)> {
    form.fields().flat_map(|field| {
        let columns =
            field.columns.iter().map(|column| (format!("column-{}-{}", field.id, column.id), column));
        std::iter::once((field.id.clone(), field)).chain(columns)
    })
}

/// The id of the field or column at a place.
pub fn id(path: &Path) -> &str {
    match path {
        Path::Field(id) => id,
        Path::Cell { column, .. } => column,
    }
}

/// The choices of a field's list.
pub fn choices(form: &Form, field: &Field) -> Vec<String> {
    let list = field.choices.as_deref().and_then(|id| library().list(form, id));
    list.map(|list| list.choices.iter().map(|choice| choice.id.clone()).collect()).unwrap_or_default()
}

/// The filling itself is worth something only when what it writes fits.
#[test]
fn a_filled_form_fits() {
    for form in forms() {
        for variant in 0..variants(&form) {
            let entry = filled(&form, variant);
            assert_eq!(entry.violations(), [], "{} {variant}", form.id);
            assert_eq!(entry.missing(), [], "{} {variant}", form.id);
        }
    }
}
