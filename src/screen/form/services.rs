//! Services for a question that asks for one: Enter on an empty one opens the directory, and what is
//! taken there goes into the form.

use super::stops::Stop;
use super::{Cx, Effect, FormScreen, Request};
use crate::casework::directory::{self, area_at};
use crate::casework::{Experiences, service_key};
use crate::form::{Answer, Answers, DIRECTORY, FieldType, Fill, Path};
use crate::overlay::Overlay;
use crate::screen::directory::open_entries;
use crate::screen::directory::picker::Picker;
use crate::screen::words;

/// Where a case says which languages the survivor speaks, the one to be spoken with first.
const INTAKE: &str = "intake";
const LANGUAGES: [&str; 3] = ["interpreter_language", "mother_tongue", "other_languages"];

impl FormScreen {
    /// Whether Enter opens the directory here: a question for a service, unanswered, and there are some.
    pub(super) fn offers_services(&self, path: &Path) -> bool {
        self.kind(path) == Some(FieldType::Service) && self.entry.get(path).is_none() && self.has_services()
    }

    fn has_services(&self) -> bool {
        open_entries(&self.services).next().is_some()
    }

    /// The column of the focused table into which services are taken as rows.
    pub(super) fn takes_services(&self) -> Option<Path> {
        let (table, row) = match self.focus()? {
            Stop::Row { table, row } => (table, row),
            Stop::AddRow { table } => (table, String::new()),
            _ => return None,
        };
        let column = self.entry.form().field(&table)?.columns.iter().find(|column| column.several)?;
        self.has_services().then(|| Path::cell(&table, &row, &column.id))
    }

    /// Asks for what is known of the services; the picker opens when it is there.
    pub(super) fn ask_services(&mut self, cx: &mut Cx) {
        self.asking = true;
        cx.effect(Effect::LoadExperience);
    }

    /// Opens the picker, unless the hand has gone on meanwhile.
    pub(super) fn show_services(&mut self, experience: &Experiences, cx: &mut Cx) {
        if !std::mem::take(&mut self.asking) {
            return;
        }
        let Some(path) = self.focused_path().or_else(|| self.takes_services()) else { return };
        let services = open_entries(&self.services).cloned().collect();
        let area = area_at(&self.library, &self.entry, &path);
        let several = self.entry.field(&path).is_some_and(|field| field.several);
        let picker = Picker::new(services, area, self.languages(), several, experience.clone());
        cx.out.push(Request::Show(Overlay::Services(Box::new(picker))));
    }

    /// The languages of the survivor as the case knows them.
    fn languages(&self) -> Vec<String> {
        let intake = self.file.iter().flat_map(|file| &file.records).find(|record| record.form == INTAKE);
        let Some(intake) = intake else { return Vec::new() };
        let mut languages: Vec<String> = Vec::new();
        for field in LANGUAGES {
            let spoken = match intake.answers.fields.get(field) {
                Some(Answer::Choice(one)) => std::slice::from_ref(one),
                Some(Answer::Choices(several)) => several,
                _ => &[],
            };
            languages.extend(spoken.iter().cloned());
        }
        languages
    }

    /// Puts in the names of services that were taken: the first where the focus is, or in a new row of
    /// the focused table; the others each in a row of its own.
    pub fn take_services(&mut self, names: &[String], cx: &mut Cx) {
        let Some(first) = names.first() else { return };
        let Some(path) = self.focused_path() else { return self.take_rows(names, cx) };
        self.put_service(&path, first, cx);
        match &path {
            Path::Cell { table, column, .. } if names.len() > 1 => {
                self.add_rows(table, column, &names[1..], cx);
                self.close_row(cx);
            }
            _ => self.go(1, cx),
        }
    }

    fn take_rows(&mut self, names: &[String], cx: &mut Cx) {
        let Some(Path::Cell { table, column, .. }) = self.takes_services() else { return };
        let first = self.add_rows(&table, &column, names, cx);
        let at = self
            .stops()
            .iter()
            .position(|stop| matches!(stop, Stop::Row { row, .. } if Some(row) == first.as_ref()));
        self.stop = at.unwrap_or(self.stop);
        self.keep_draft(cx);
        self.edit(cx);
    }

    /// Adds a row for each service; the id of the first.
    fn add_rows(&mut self, table: &str, column: &str, names: &[String], cx: &Cx) -> Option<String> {
        let mut first = None;
        for name in names {
            let row = self.entry.add_row(table, cx.now.local)?;
            self.put_service(&Path::cell(table, &row, column), name, cx);
            first = first.or(Some(row));
        }
        first
    }

    fn put_service(&mut self, path: &Path, name: &str, cx: &Cx) {
        self.answer(path, Some(Answer::Text(name.to_owned())), cx);
        self.fill(path, name, cx);
    }

    /// Fills what stands empty beside a question for a service from the entry of the one that was taken.
    pub(super) fn fill(&mut self, path: &Path, name: &str, cx: &Cx) {
        let fills = self.entry.field(path).map(|field| field.fill.clone()).unwrap_or_default();
        let wanted = service_key(name);
        let service = self.services.iter().find(|service| service_key(directory::name(service)) == wanted);
        let Some(answers) = service.map(|service| service.answers.clone()) else { return };
        for fill in fills {
            let target = match path {
                Path::Field(_) => Path::field(&fill.target),
                Path::Cell { table, row, .. } => Path::cell(table, row, &fill.target),
            };
            let words = words_of(&fill, &answers, cx);
            if self.entry.get(&target).is_none() && !words.is_empty() {
                self.entry.set(&target, Some(Answer::Text(words)));
                self.touched(cx);
            }
        }
    }

    /// A name typed out in full is that of the directory, however its letters are written: what belongs to
    /// it comes along as if it had been taken there.
    fn recognise(&mut self, cx: &Cx) {
        let Some(path) = self.focused_path().filter(|path| self.kind(path) == Some(FieldType::Service))
        else {
            return;
        };
        let Some(Answer::Text(typed)) = self.entry.get(&path) else { return };
        let wanted = service_key(&typed);
        let known =
            open_entries(&self.services).map(directory::name).find(|name| service_key(name) == wanted);
        let Some(name) = known.filter(|_| !wanted.is_empty()).map(str::to_owned) else { return };
        if name != typed {
            self.answer(&path, Some(Answer::Text(name.clone())), cx);
        }
        self.fill(&path, &name, cx);
    }

    /// A field was left, or a row of a table: what belongs to a service that was typed comes along, and
    /// what was chosen in the row goes where the form wants it.
    pub(super) fn adopt(&mut self, cx: &Cx) {
        self.recognise(cx);
        let Some((left, _)) = self.row.clone() else { return };
        for (path, answer) in self.entry.adoptable(&left) {
            self.entry.set(&path, Some(answer.clone()));
            self.touched(cx);
            if let Answer::Text(name) = answer {
                self.fill(&path, &name, cx);
            }
        }
    }
}

/// What an entry says to a field that is filled from it: one answer as it is, several with their labels.
fn words_of(fill: &Fill, answers: &Answers, cx: &Cx) -> String {
    let Some(form) = cx.library.form(DIRECTORY) else { return String::new() };
    let said = fill.from.iter().filter_map(|id| {
        let answer = answers.fields.get(id).filter(|answer| **answer != Answer::Declined)?;
        let words = words::answer(&cx.locale, &form, form.field(id)?, answer);
        Some((words::short_label(&cx.locale, &form.id, &Path::field(id)), words))
    });
    let said = said.filter(|(_, words)| !words.is_empty());
    match fill.from.len() {
        1 => said.map(|(_, words)| words).collect(),
        _ => said.map(|(label, words)| format!("{label}: {words}")).collect::<Vec<_>>().join("\n"),
    }
}
