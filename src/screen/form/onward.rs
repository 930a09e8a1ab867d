//! One key puts a row where it is worked on: a need into the plan, without leaving the needs. Which
//! table takes it is data of that table (`take` with `push`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Effect, FormScreen, Notice, Path, Word, start};
use crate::app::effect::FormTarget;
use crate::casework::gate;
use crate::form::{Answers, Entry, Field, FieldType, Form, Row};
use crate::locale::Arg;
use crate::record::{Draft, RecordId};
use crate::screen::{Cx, Spot};

/// The other form's table, and its record as it stands: draft, or newest version.
struct Onward {
    form: Arc<Form>,
    table: String,
    record: Option<RecordId>,
    /// The revision that a draft is begun on.
    base: u32,
    answers: Option<Answers>,
}

/// The table of another form that takes rows of this one by a key.
fn target(form: &Form, table: &str, cx: &Cx) -> Option<(Arc<Form>, String)> {
    let forms = cx.library.ids().into_iter().filter_map(|id| cx.library.form(&id));
    let takes = |field: &&Field| {
        field.take.as_ref().is_some_and(|take| take.push && take.form == form.id && take.table == table)
    };
    forms.into_iter().find_map(|other| {
        let field = other.fields().find(takes)?.id.clone();
        Some((Arc::clone(&other), field))
    })
}

/// For each table of a form, the form and table into which one key puts its rows.
pub fn pushes(form: &Form, cx: &Cx) -> BTreeMap<String, (Arc<Form>, String)> {
    let tables = form.fields().filter(|field| field.kind == FieldType::Table);
    tables.filter_map(|table| Some((table.id.clone(), target(form, &table.id, cx)?))).collect()
}

impl FormScreen {
    fn onward(&self, table: &str) -> Option<Onward> {
        let (form, into) = self.pushes.get(table)?.clone();
        let file = self.file.as_ref()?;
        let draft = file.drafts.iter().find(|draft| draft.form == form.id);
        let record = file.records.iter().find(|record| record.form == form.id);
        let found = match (draft, record) {
            (Some(draft), _) => Some((draft.record, draft.base, draft.answers.clone())),
            (None, Some(record)) => Some((record.id, record.revision, record.answers.clone())),
            (None, None) => None,
        };
        let (record, base, answers) = match found {
            Some((record, base, answers)) => (Some(record), base, Some(answers)),
            None => (None, 0, None),
        };
        Some(Onward { form, table: into, record, base, answers })
    }

    /// The row there that came from a row here.
    fn row_there(&self, table: &str, row: &str) -> Option<(Onward, Row)> {
        let onward = self.onward(table)?;
        let from = format!("{}/{table}/{row}", self.entry.form().id);
        let rows = onward.answers.as_ref()?.rows(&onward.table).iter();
        let mut rows = rows;
        let there = rows.find(|known| known.from.as_ref() == Some(&from)).cloned()?;
        Some((onward, there))
    }

    /// Says in the detail of a row that it is there, and since when.
    pub(super) fn onward_words(&self, table: &str, row: &str, cx: &Cx) -> Option<String> {
        let (onward, there) = self.row_there(table, row)?;
        let form = Arg::from(crate::screen::words::form_short(&cx.locale, &onward.form.id));
        Some(match there.made_on() {
            Some(day) => {
                cx.locale.text_with("onward-since", &[("form", form), ("on", Arg::from(cx.locale.date(day)))])
            }
            None => cx.locale.text_with("onward-there", &[("form", form)]),
        })
    }

    /// Why the focused row cannot go on.
    pub(super) fn onward_refusal(&self) -> Option<&'static str> {
        match self.focused_row() {
            Some((table, _)) if self.pushes.contains_key(&table) && self.file.is_some() => None,
            _ => Some("why-no-onward"),
        }
    }

    /// Puts the focused row there, or goes to it when it is there.
    pub(super) fn put_onward(&mut self, cx: &mut Cx) {
        let (Some((table, row)), Some(case)) = (self.focused_row(), self.case) else { return };
        if let Some((onward, there)) = self.row_there(&table, &row) {
            return self.go_onward(&onward, &there, cx);
        }
        let Some(onward) = self.onward(&table) else { return };
        if let Some(notice) = self.shut(&onward, cx) {
            return cx.say(notice);
        }
        let name = Word::Form(onward.form.id.clone());
        let Some(answers) = self.with_row(&onward, &table, &row, cx) else {
            return cx.say(Notice::warning("why-not-onward").with("form", name));
        };
        self.touched(cx);
        self.keep_draft(cx);
        let draft = Box::new(Draft {
            record: onward.record.unwrap_or_default(),
            case: Some(case),
            form: onward.form.id.clone(),
            form_version: onward.form.version,
            base: onward.base,
            answers,
            position: None,
            saved_at: cx.now.utc,
        });
        let known = onward.record.is_some();
        cx.effect(if known { Effect::KeepDraft(draft) } else { Effect::BeginDraft(draft) });
        cx.effect(Effect::OpenCase(case));
        cx.say(Notice::good("notice-onward").with("form", name));
    }

    fn go_onward(&mut self, onward: &Onward, there: &Row, cx: &mut Cx) {
        let column = onward.form.field(&onward.table).and_then(|field| field.columns.first());
        let (Some(record), Some(column)) = (onward.record, column) else { return };
        let spot = Spot::Place(Path::cell(&onward.table, &there.id, &column.id));
        self.keep_draft(cx);
        cx.open_form_at(FormTarget::Record { record, case: self.case }, Some(spot));
    }

    /// The answers there with the row; None when that table does not take it as it stands.
    fn with_row(&self, onward: &Onward, table: &str, row: &str, cx: &Cx) -> Option<Answers> {
        let mut entry = match &onward.answers {
            Some(answers) => Entry::open(&self.library, &onward.form, answers.clone(), cx.now.local),
            None => start::fresh(&onward.form, self.file.as_ref(), cx),
        };
        let from = format!("{}/{table}/{row}", self.entry.form().id);
        let offered = entry.takeable(&onward.table, self.entry.form(), self.entry.answers());
        let taken = offered.into_iter().find(|row| row.from.as_ref() == Some(&from))?;
        entry.insert_row(&onward.table, taken);
        Some(entry.answers().clone())
    }

    /// What comes before a first record there; what is being written here opens its own gate.
    fn shut(&self, onward: &Onward, cx: &Cx) -> Option<Notice> {
        let file = self.file.as_ref().filter(|_| onward.record.is_none())?;
        let shut = gate(&cx.process, &cx.library, &onward.form.id, file, cx.now.local)?;
        let here = shut.goto == self.entry.form().id;
        (!here).then(|| {
            Notice::warning("why-onward-shut")
                .with("form", Word::Form(onward.form.id.clone()))
                .with("first", Word::Form(shut.goto))
        })
    }
}
