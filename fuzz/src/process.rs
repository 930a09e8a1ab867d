//! A `process.toml` of somebody else's over the built-in forms, asked about an invented case.

use std::sync::{Arc, OnceLock};

use chrono::{TimeZone, Utc};
use uuid::Uuid;
use vaka::casework::{Process, case_state, header, leavings, network};
use vaka::form::{Answer, Entry, Library, Path};
use vaka::record::{CaseFile, CaseLine, Record};

use super::bytes::{now, text_and_rest};
use super::form::{library, show};

/// The forms of the invented case, and what is answered in them.
const RECORDS: &[(&str, &[(&str, &str)])] = &[
    ("intake", &[("first_name", "Peri"), ("surname", "Masaloğlu")]),
    ("consent", &[]),
    ("early_risk", &[("urgent_level", "medium")]),
    ("interview", &[("how_ended", "finished")]),
    ("needs", &[]),
    ("support_plan", &[]),
];

pub fn process(data: &[u8]) {
    let (text, _) = text_and_rest(data);
    let (library, file) = case();
    let (process, mistakes) = Process::from_text(&text, "process.toml", library);
    show(&mistakes);
    let header = header(&process, library, file, now());
    assert!(header.dues.len() < 1000);
    let state = case_state(&process, library, file, now());
    let _ = (format!("{state:?}").len(), network(&process, library, file));
    for record in &file.records {
        if let Some(form) = library.form(&record.form) {
            let _ = leavings(&process, &Entry::open(library, &form, record.answers.clone(), now()));
            let _ = process.telling(&record.form).count();
        }
    }
}

fn case() -> &'static (Arc<Library>, CaseFile) {
    static CASE: OnceLock<(Arc<Library>, CaseFile)> = OnceLock::new();
    CASE.get_or_init(|| {
        // All forms: a name that none of them has is looked for among all that are like it.
        let library = Arc::clone(library());
        let records = RECORDS.iter().enumerate().map(|(number, (form, set))| {
            let mut entry = library.form(form).map(|form| Entry::start(&library, &form, now()));
            for (id, text) in *set {
                let Some(entry) = &mut entry else { continue };
                let path = Path::field(id);
                let is_text = entry.field(&path).is_some_and(|field| field.kind.is_text());
                let text = (*text).to_owned();
                entry.set(&path, Some(if is_text { Answer::Text(text) } else { Answer::Choice(text) }));
            }
            record(number as u128 + 1, form, entry)
        });
        let line = CaseLine { id: Uuid::from_u128(1), number: 1, ..CaseLine::default() };
        let file = CaseFile { line, records: records.collect(), ..CaseFile::default() };
        (library, file)
    })
}

fn record(id: u128, form: &str, entry: Option<Entry>) -> Record {
    let moment = Utc.from_utc_datetime(&now());
    Record {
        id: Uuid::from_u128(id),
        case: Some(Uuid::from_u128(1)),
        form: form.to_owned(),
        form_version: 1,
        revision: 1,
        author: "A".to_owned(),
        created_at: moment,
        saved_at: moment,
        answers: entry.map(|entry| entry.to_save()).unwrap_or_default(),
    }
}
