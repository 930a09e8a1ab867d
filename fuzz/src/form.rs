//! A form file of somebody else's: read, its mistakes shown, and when it is a form, an entry of it filled
//! in at random.

use std::sync::{Arc, OnceLock};

use vaka::form::check::{check_words, message_ids};
use vaka::form::load::{load_form, load_lists};
use vaka::form::{Diagnostic, Entry, Field, FieldType, Form, Library, Path, Source, diff};

use super::bytes::{Bytes, now, text_and_rest};

/// More than this is done to no entry.
const STEPS: usize = 48;

/// The text before the first NUL is the file, what follows are the answers.
pub fn form(data: &[u8]) {
    let (text, rest) = text_and_rest(data);
    let source = Source::new("own.toml", text);
    show(&load_lists(&source).1);
    match load_form(&source, library().shared_lists()) {
        Ok(form) => fill(&Arc::new(form), &mut Bytes(rest)),
        Err(mistakes) => show(&mistakes),
    }
}

/// The built-in forms, read once.
pub fn library() -> &'static Arc<Library> {
    static LIBRARY: OnceLock<Arc<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| Arc::new(Library::embedded()))
}

/// Every mistake can be shown, with a place that is in the file.
pub fn show(mistakes: &[Diagnostic]) {
    for mistake in mistakes {
        assert!(mistake.line_text.get(mistake.mark.clone()).is_some(), "{mistake:?}");
        let shown = mistake.render(&|id, _| id.to_owned());
        assert!(!shown.is_empty());
    }
}

fn fill(form: &Arc<Form>, bytes: &mut Bytes<'_>) {
    let needs = message_ids(form);
    assert!(!needs.is_empty());
    show(&check_words(form, &|_, id| id.len() % 3 > 0, &["en", "tr"]));
    let mut entry = Entry::start(library(), form, now());
    let start = entry.to_save();
    look(&entry);
    for _ in 0..STEPS {
        if bytes.is_empty() {
            break;
        }
        step(&mut entry, form, bytes);
    }
    look(&entry);
    let saved = entry.to_save();
    let _ = diff(form, &start, &saved);
    let again = Entry::open(library(), form, saved.clone(), now());
    look(&again);
    let json = serde_json::to_string(&saved).unwrap_or_default();
    assert!(json.len() < 16 << 20, "{} bytes are saved", json.len());
}

fn step(entry: &mut Entry, form: &Form, bytes: &mut Bytes<'_>) {
    let fields: Vec<&Field> = form.fields().collect();
    let Some(field) = fields.get(bytes.below(fields.len())).copied() else { return };
    if field.kind != FieldType::Table {
        let answer = bytes.answer(field, &choices(form, field));
        return entry.set(&Path::field(&field.id), answer);
    }
    let rows: Vec<String> = entry.rows(&field.id).iter().map(|row| row.id.clone()).collect();
    let row = rows.get(bytes.below(rows.len())).cloned().unwrap_or_default();
    match bytes.byte() % 12 {
        0 => {
            entry.add_row(&field.id, now());
        }
        1 => entry.insert_row(&field.id, bytes.row()),
        2 => entry.remove_row(&field.id, &row),
        3 => {
            entry.move_row(&field.id, &row, isize::from(bytes.byte() as i8));
        }
        4 => entry.set(&Path::field(&field.id), bytes.answer(field, &[])),
        _ => {
            let Some(column) = field.columns.get(bytes.below(field.columns.len())) else { return };
            let answer = bytes.answer(column, &choices(form, column));
            entry.set(&Path::cell(&field.id, &row, &column.id), answer);
        }
    }
}

fn choices(form: &Form, field: &Field) -> Vec<String> {
    let list = field.choices.as_ref().and_then(|id| library().list(form, id));
    list.map(|list| list.choices.iter().map(|choice| choice.id.clone()).collect()).unwrap_or_default()
}

/// All that a screen asks.
fn look(entry: &Entry) {
    let progress = entry.progress();
    assert!(progress.answered <= progress.total, "{progress:?}");
    let _ = (entry.violations(), entry.missing(), entry.dues(), entry.summary());
    for field in entry.form().fields() {
        look_at(entry, &Path::field(&field.id));
        let rows = entry.rows(&field.id);
        for (row, column) in rows.iter().flat_map(|row| field.columns.iter().map(move |column| (row, column)))
        {
            look_at(entry, &Path::cell(&field.id, &row.id, &column.id));
        }
        if field.kind == FieldType::Table {
            let _ = entry.adoptable(&field.id);
            let _ = entry.takeable(&field.id, entry.form(), entry.answers());
        }
    }
}

fn look_at(entry: &Entry, path: &Path) {
    let _ = (entry.get(path), entry.relevant(path), entry.required(path), entry.violation(path));
    let _ = entry.explain(path);
}
