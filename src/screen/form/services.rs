//! Services for a question that asks for one: Enter on an empty one opens the directory, and what is
//! taken there goes into the form.

use super::stops::Stop;
use super::{Cx, Effect, FormScreen, Request};
use crate::casework::Experiences;
use crate::casework::directory::area_at;
use crate::form::{Answer, FieldType, Path};
use crate::overlay::Overlay;
use crate::screen::directory::open_entries;
use crate::screen::directory::picker::Picker;

/// Where a case says which languages the survivor speaks, the one to be spoken with first.
const INTAKE: &str = "intake";
const LANGUAGES: [&str; 3] = ["interpreter_language", "mother_tongue", "other_languages"];

impl FormScreen {
    /// Whether Enter opens the directory here: a question for a service, unanswered, and there are some.
    pub(super) fn offers_services(&self, path: &Path) -> bool {
        self.kind(path) == Some(FieldType::Service)
            && self.entry.get(path).is_none()
            && open_entries(&self.services).next().is_some()
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
        let Some(path) = self.focused_path() else { return };
        let services = open_entries(&self.services).cloned().collect();
        let area = area_at(&self.library, &self.entry, &path);
        let picker = Picker::new(services, area, self.languages(), false, experience.clone());
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

    /// Puts in the names of services that were taken, and goes on.
    pub fn take_services(&mut self, names: &[String], cx: &mut Cx) {
        if let (Some(Stop::Field(path)), Some(name)) = (self.focus(), names.first()) {
            self.answer(&path, Some(Answer::Text(name.clone())), cx);
            self.go(1, cx);
        }
    }
}
