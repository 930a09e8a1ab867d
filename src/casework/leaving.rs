//! What leaves a case with a record: read from its answers as `[[share]]` of the process says.

use chrono::NaiveDate;

use super::consent::{ConsentRules, Leaving, Share};
use super::process::Process;
use crate::form::expr::Condition;
use crate::form::{Answer, Entry, Path, Row};
use crate::locale::fold;

const YES: &str = "yes";

/// What leaves the case with a record, or would when it is sent: one for each recipient and scope.
pub fn leavings(process: &Process, entry: &Entry) -> Vec<Leaving> {
    let mut all: Vec<Leaving> = Vec::new();
    let Some(rules) = &process.consent else { return all };
    for share in process.shares.iter().filter(|share| share.form == entry.form().id) {
        let of_this = match &share.rows {
            Some(rows) => of_rows(share, rows, entry),
            None => of_share(share, rules, entry),
        };
        for one in of_this {
            let same = |other: &&mut Leaving| {
                other.scope == one.scope && fold(&other.recipient) == fold(&one.recipient)
            };
            match all.iter_mut().find(same) {
                Some(known) => known.join(one),
                None => all.push(one),
            }
        }
    }
    all
}

/// One for each row of the recipients' table for which the condition holds: each has its own day.
fn of_rows(share: &Share, rows: &Condition, entry: &Entry) -> Vec<Leaving> {
    let Some(table) = share.recipient.iter().find_map(|id| Some(id.split_once('.')?.0)) else {
        return Vec::new();
    };
    let cell =
        |row: &Row, id: &str| Some(Path::cell(table, &row.id, id.split_once('.').map(|(_, column)| column)?));
    let words = |row: &Row, id: &str| {
        cell(row, id).map(|path| text_at(entry, &path).trim().to_owned()).unwrap_or_default()
    };
    let leaves = entry.rows(table).iter().filter(|row| entry.is_true_in(rows, table, row));
    let one = |row: &Row| Leaving {
        scope: share.scope.clone(),
        recipient: share
            .recipient
            .iter()
            .map(|id| words(row, id))
            .find(|name| !name.is_empty())
            .unwrap_or_default(),
        information: share.always.clone(),
        purpose: share.purpose.as_ref().map(|id| words(row, id)).unwrap_or_default(),
        on: share.date.as_ref().and_then(|id| date_at(entry, &cell(row, id)?)),
        fields: share.recipient.clone(),
        ..Leaving::empty()
    };
    leaves.map(one).collect()
}

fn of_share(share: &Share, rules: &ConsentRules, entry: &Entry) -> Vec<Leaving> {
    let leaves = share.when.as_ref().is_some_and(|when| entry.is_true(when));
    let mut information = share.information.as_ref().map(|id| ids(entry, id)).unwrap_or_default();
    information.extend(share.always.iter().filter(|_| leaves).cloned());
    information.retain(|id| !rules.free.contains(id));
    let recipients = recipients(share, entry);
    if !leaves && (information.is_empty() || recipients.is_empty()) {
        return Vec::new();
    }
    let text = |id: &Option<String>| id.as_ref().map(|id| text(entry, id)).unwrap_or_default();
    let date = share.date.as_ref().and_then(|id| date_at(entry, &Path::field(id)));
    let fields = share.information.iter().chain(&share.recipient).cloned().collect();
    let one = Leaving {
        scope: share.scope.clone(),
        recipient: String::new(),
        no_recipient: share.recipient.is_empty(),
        information,
        purpose: text(&share.purpose),
        on: date,
        emergency: text(&share.emergency) == YES,
        leaves,
        fields,
        emergency_field: share.emergency.clone(),
        note: share.note.clone(),
    };
    let named = recipients.into_iter().map(|recipient| Leaving { recipient, ..one.clone() });
    let named: Vec<Leaving> = named.collect();
    if named.is_empty() { vec![one] } else { named }
}

/// Who receives it, each once.
fn recipients(share: &Share, entry: &Entry) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for id in &share.recipient {
        let found = match id.split_once('.') {
            Some((table, column)) => {
                let rows = entry.rows(table).iter();
                rows.map(|row| text_at(entry, &Path::cell(table, &row.id, column))).collect()
            }
            None => vec![text(entry, id)],
        };
        for name in found {
            let name = name.trim();
            if !name.is_empty() && names.iter().all(|known| fold(known) != fold(name)) {
                names.push(name.to_owned());
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

fn known(entry: &Entry, path: &Path) -> Option<Answer> {
    entry.get(path).filter(|_| entry.relevant(path))
}

fn date_at(entry: &Entry, path: &Path) -> Option<NaiveDate> {
    match known(entry, path) {
        Some(Answer::Date(date)) => Some(date),
        _ => None,
    }
}

fn text(entry: &Entry, id: &str) -> String {
    text_at(entry, &Path::field(id))
}

fn text_at(entry: &Entry, path: &Path) -> String {
    match known(entry, path) {
        Some(Answer::Text(text) | Answer::Choice(text)) => text,
        _ => String::new(),
    }
}

fn ids(entry: &Entry, id: &str) -> Vec<String> {
    match known(entry, &Path::field(id)) {
        Some(Answer::Choices(ids)) => ids,
        _ => Vec::new(),
    }
}

impl Leaving {
    /// Something that leaves, of which nothing is said yet.
    pub(super) fn empty() -> Self {
        Self {
            scope: String::new(),
            recipient: String::new(),
            no_recipient: false,
            information: Vec::new(),
            purpose: String::new(),
            on: None,
            emergency: false,
            leaves: true,
            fields: Vec::new(),
            emergency_field: None,
            note: [None, None, None],
        }
    }

    /// Something else that goes to the same recipient.
    fn join(&mut self, other: Self) {
        for id in other.information {
            if !self.information.contains(&id) {
                self.information.push(id);
            }
        }
        for field in other.fields {
            if !self.fields.contains(&field) {
                self.fields.push(field);
            }
        }
        self.leaves |= other.leaves;
        self.emergency |= other.emergency;
        self.on = self.on.or(other.on);
    }
}
