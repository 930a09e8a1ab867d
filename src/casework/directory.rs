//! The directory of services as plain facts: which dates of it ask for attention, which entries are
//! still in use, and which areas a question of a form speaks of.

use std::sync::Arc;

use chrono::{Days, NaiveDateTime};

use crate::form::{Answer, Entry, FieldType, Library, Path};
pub use crate::record::Attention;
use crate::record::Record;

/// The form of an entry.
pub const SERVICE: &str = crate::form::DIRECTORY;
/// The field that names what an entry can help with.
pub const AREAS: &str = "areas";

/// How many days before its day a date of the directory asks for attention: time to renew a protocol.
const AHEAD: Days = Days::new(30);

/// The dates of the directory that have passed or come within 30 days, the oldest first. Closed entries
/// ask for nothing.
pub fn attention(library: &Arc<Library>, entries: &[Record], now: NaiveDateTime) -> Vec<Attention> {
    let until = now.date() + AHEAD;
    let mut found: Vec<Attention> = Vec::new();
    for record in entries {
        let Some(form) = library.form(&record.form) else { continue };
        let entry = Entry::open(library, &form, record.answers.clone(), now);
        let dues = entry.dues().into_iter().filter(|due| due.date <= until);
        found.extend(dues.map(|due| Attention {
            record: record.id,
            service: name(record).to_owned(),
            path: due.path,
            date: due.date,
        }));
    }
    found.sort_by(|a, b| (a.date, &a.service).cmp(&(b.date, &b.service)));
    found
}

/// The name under which colleagues look for a service.
pub fn name(record: &Record) -> &str {
    record.answers.text("organisation").unwrap_or_default().trim()
}

/// The service has ended; its entry stays, since older referrals point to it.
pub fn is_closed(record: &Record) -> bool {
    record.answers.choice("entry_state") == Some("closed")
}

/// The ids of the choices of a field of several.
pub fn chosen<'a>(record: &'a Record, field: &str) -> &'a [String] {
    match record.answers.fields.get(field) {
        Some(Answer::Choices(ids)) => ids,
        _ => &[],
    }
}

/// The area that a place of a form speaks of: the answer to a question all of whose choices are areas,
/// in the same row, or else in the form.
pub fn area_at(library: &Library, entry: &Entry, path: &Path) -> Option<String> {
    let areas = areas(library);
    let form = entry.form();
    let in_row = match path {
        Path::Cell { table, row, .. } => {
            let columns = form.field(table).map(|table| table.columns.as_slice()).unwrap_or_default();
            columns.iter().map(|column| (column, Path::cell(table, row, &column.id))).collect()
        }
        Path::Field(_) => Vec::new(),
    };
    let in_form = form.fields().map(|field| (field, Path::field(&field.id)));
    in_row.into_iter().chain(in_form).find_map(|(field, place)| {
        let list = field.choices.as_deref().filter(|_| field.kind == FieldType::One)?;
        let list = library.list(form, list)?;
        if list.choices.is_empty() || !list.choices.iter().all(|choice| areas.contains(&choice.id)) {
            return None;
        }
        match entry.get(&place) {
            Some(Answer::Choice(id)) if entry.relevant(&place) => Some(id),
            _ => None,
        }
    })
}

/// The areas that the directory knows, in their order.
pub fn areas(library: &Library) -> Vec<String> {
    let Some(form) = library.form(SERVICE) else { return Vec::new() };
    let list = form.field(AREAS).and_then(|field| field.choices.clone());
    let list = list.and_then(|list| library.list(&form, &list));
    list.map(|list| list.choices.iter().map(|choice| choice.id.clone()).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::form::Answers;

    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 0).unwrap()
    }

    fn entry(name: &str, set: &[(&str, Answer)]) -> Record {
        let mut answers = Answers::default();
        answers.fields.insert("organisation".into(), Answer::Text(name.into()));
        answers.fields.extend(set.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())));
        let saved_at = Utc.from_utc_datetime(&now());
        let id = Uuid::from_u128(name.len() as u128);
        Record {
            id,
            case: None,
            form: SERVICE.into(),
            form_version: 1,
            revision: 1,
            author: String::new(),
            created_at: saved_at,
            saved_at,
            answers,
        }
    }

    fn in_days(days: i64) -> Answer {
        Answer::Date(now().date() + chrono::Duration::days(days))
    }

    #[test]
    fn dates_ask_a_month_before() {
        let library = Arc::new(Library::embedded());
        let protocol =
            |days| vec![("protocol", Answer::Choice("yes".into())), ("protocol_until", in_days(days))];
        let mut closed = protocol(1);
        closed.push(("entry_state", Answer::Choice("closed".into())));
        let mut both = protocol(30);
        both.push(("check_again", in_days(-4)));
        let without = vec![("protocol", Answer::Choice("no".into())), ("protocol_until", in_days(3))];
        let entries = [
            entry("Far", &protocol(31)),
            entry("Both", &both),
            entry("Closed", &closed),
            entry("No", &without),
        ];
        let found = attention(&library, &entries, now());
        let found: Vec<(&str, Path, i64)> = found
            .iter()
            .map(|asks| (asks.service.as_str(), asks.path.clone(), (asks.date - now().date()).num_days()))
            .collect();
        let expected =
            [("Both", Path::field("check_again"), -4), ("Both", Path::field("protocol_until"), 30)];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_says_of_which_area_it_speaks() {
        let library = Arc::new(Library::embedded());
        let form = library.form("support_plan").unwrap();
        let mut entry = Entry::start(&library, &form, now());
        let service = |row: &str| Path::cell("plan", row, "service");
        assert_eq!(area_at(&library, &entry, &service("housing")).as_deref(), Some("physical_care"));
        // A level of intervention may have the name of an area; it is none.
        let level = Path::cell("plan", "housing", "intervention_level");
        entry.set(&level, Some(Answer::Choice("family".into())));
        assert_eq!(area_at(&library, &entry, &service("housing")).as_deref(), Some("physical_care"));
        let own = entry.add_row("plan", now()).unwrap();
        assert_eq!(area_at(&library, &entry, &service(&own)), None);
        entry.set(&Path::cell("plan", &own, "category"), Some(Answer::Choice("work".into())));
        assert_eq!(area_at(&library, &entry, &service(&own)).as_deref(), Some("work"));
    }

    #[test]
    fn the_kinds_of_need_are_areas() {
        let library = Library::embedded();
        let areas = areas(&library);
        for form in ["needs", "support_plan", "referral"] {
            let form = library.form(form).unwrap();
            let list = form.lists.iter().find(|list| list.id == "need_category").unwrap();
            let kinds: Vec<&str> = list.choices.iter().map(|choice| choice.id.as_str()).collect();
            assert_eq!(kinds, areas[..11], "{}", form.id);
        }
    }
}
