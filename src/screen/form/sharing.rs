//! What leaves the case with this record, and whether a consent covers it: said live below the fields,
//! noted in the record, and asked about before it is saved. Which forms and fields, the process says.

use std::collections::BTreeMap;

use super::{FormScreen, Notice, Path};
use crate::app::effect::FormTarget;
use crate::casework::{
    ConsentRules, Coverage, Leaving, Shared, Tell, Why, coverage, leavings, shared_under, undecided,
};
use crate::form::{Answer, Answers, Entry, Row};
use crate::locale::Arg;
use crate::overlay::Overlay;
use crate::overlay::consent::Uncovered;
use crate::record::{CaseFile, Record};
use crate::screen::{Cx, words};
use crate::widget::theme::Role;

/// The state of a consent that was taken back.
const WITHDRAWN: &str = "withdrawn";

/// What a person chose where something would leave without a consent.
pub enum Sharing {
    /// Ask for the consent now.
    Ask,
    /// It is an emergency to save a life.
    Emergency,
    /// It leaves all the same, for a reason that is kept.
    Anyway(String),
}

impl FormScreen {
    /// What leaves with this record or would, each with what covers it.
    fn sharing(&self, cx: &Cx) -> Vec<(Leaving, Coverage)> {
        let form = &self.entry.form().id;
        let Some(file) = self.file.as_ref().filter(|_| cx.process.shares().iter().any(|s| s.form == *form))
        else {
            return Vec::new();
        };
        let today = cx.now.local.date();
        let leaving = leavings(&cx.process, &self.entry).into_iter();
        leaving
            .map(|one| {
                let coverage = coverage(&cx.process, &one, file, today);
                (one, coverage)
            })
            .collect()
    }

    /// The lines below a field that says what is shared or with whom.
    pub(super) fn sharing_lines(&self, path: &Path, focused: bool, cx: &Cx) -> Vec<(String, Role)> {
        let (Path::Field(id) | Path::Cell { column: id, .. }) = path;
        let form = &self.entry.form().id;
        let mut shares = cx.process.shares().iter().filter(|share| share.form == *form);
        let column = |name: &str| name.rsplit('.').next() == Some(id.as_str());
        let about = |share: &&crate::casework::Share| {
            let recipient = focused && share.recipient.iter().any(|name| column(name));
            share.information.as_ref() == Some(id) || recipient
        };
        if !shares.any(|share| about(&share)) {
            return Vec::new();
        }
        let all = self.sharing(cx);
        let several = all.len() > 1;
        all.iter().map(|(leaving, coverage)| line(leaving, coverage, several, cx)).collect()
    }

    /// Notes the consent that covers it where nothing is written yet, and takes back what was noted here
    /// when no consent covers it any more.
    pub(super) fn note_consent(&mut self, cx: &Cx) {
        let sharing = self.sharing(cx);
        let Some((leaving, coverage)) = sharing.first().filter(|(one, _)| one.note[0].is_some()) else {
            return;
        };
        let all = sharing.iter().all(|(_, coverage)| coverage.is_whole());
        let by = coverage.by.as_ref().filter(|_| all);
        let values = match by {
            Some(by) => {
                let scope = scope_word(&leaving.scope, cx);
                let mut name = cx.locale.text_with(
                    "consent-name",
                    &[("scope", Arg::from(scope)), ("recipient", Arg::from(leaving.recipient.clone()))],
                );
                if sharing.len() > 1 {
                    name = cx.locale.text_with("consent-names", &[("n", Arg::from(sharing.len()))]);
                }
                [Some(Answer::Text(name)), Some(Answer::Date(by.on)), by.until.map(Answer::Date)]
            }
            None => [None, None, None],
        };
        let paths: Vec<Option<Path>> = leaving.note.iter().map(|id| id.as_deref().map(Path::field)).collect();
        let now = paths.iter().flatten().map(|path| self.entry.get(path)).collect::<Vec<_>>();
        let own = now.iter().all(Option::is_none) || self.noted.as_ref() == Some(&now);
        let wanted: Vec<Option<Answer>> =
            paths.iter().zip(&values).filter(|(path, _)| path.is_some()).map(|(_, v)| v.clone()).collect();
        if !own || wanted == now {
            return;
        }
        for (path, value) in paths.into_iter().zip(values) {
            if let Some(path) = path {
                self.entry.set(&path, value);
            }
        }
        self.noted = Some(wanted);
        self.touched(cx);
    }

    /// What would leave with this save without a consent; what was saved so before, with its reason, is
    /// not asked again.
    pub(super) fn uncovered(&self, cx: &Cx) -> Vec<(Leaving, Coverage)> {
        let open = |screen: &Self| -> Vec<(Leaving, Coverage)> {
            let all = screen.sharing(cx).into_iter();
            all.filter(|(one, coverage)| one.leaves && !one.emergency && !coverage.is_whole()).collect()
        };
        let now = open(self);
        let reasoned = self.entry.answers().override_reason.as_ref().filter(|_| self.base > 0);
        if now.is_empty() || reasoned.is_none() || reasoned != self.saved.override_reason.as_ref() {
            return now;
        }
        let saved = Entry::open(&self.library, self.entry.form(), self.saved.clone(), cx.now.local);
        let before = leavings(&cx.process, &saved);
        let known = |one: &Leaving| {
            before.iter().any(|old| {
                old.leaves
                    && old.recipient == one.recipient
                    && one.information.iter().all(|id| old.information.contains(id))
            })
        };
        now.into_iter().filter(|(one, _)| !known(one)).collect()
    }

    /// The question that stands before such a save.
    pub(super) fn sharing_overlay(&self, open: &[(Leaving, Coverage)]) -> Overlay {
        let uncovered = open
            .iter()
            .map(|(leaving, coverage)| Uncovered { leaving: leaving.clone(), coverage: coverage.clone() });
        let emergency = open.iter().any(|(leaving, _)| leaving.emergency_field.is_some());
        let named = open.iter().any(|(_, coverage)| coverage.why != Some(Why::NoRecipient));
        Overlay::sharing(&self.entry.form().id, uncovered.collect(), emergency, named)
    }

    /// What was chosen there.
    pub fn choose_sharing(&mut self, choice: Sharing, cx: &mut Cx) {
        let open = self.uncovered(cx);
        match choice {
            Sharing::Anyway(reason) => {
                *self.entry.answers_mut_meta().2 = Some(reason);
                self.touched(cx);
                self.send(cx);
            }
            Sharing::Emergency => {
                if let Some(field) = open.iter().find_map(|(one, _)| one.emergency_field.clone()) {
                    self.show(&Path::field(&field));
                    self.edit(cx);
                }
            }
            Sharing::Ask => self.ask_consent(&open, cx),
        }
    }

    /// Begins the consent that is missing, with all that is known of it; the record stays as a draft.
    fn ask_consent(&mut self, open: &[(Leaving, Coverage)], cx: &mut Cx) {
        let named = open.iter().find(|(_, coverage)| coverage.why != Some(Why::NoRecipient));
        let Some((leaving, _)) = named else {
            // Whom it goes to comes first.
            let field = open.first().and_then(|(one, _)| one.fields.last().cloned());
            if let Some(field) = field {
                self.show(&Path::field(field.split('.').next().unwrap_or(&field)));
                self.edit(cx);
            }
            return;
        };
        let (Some(rules), Some(file), Some(case)) = (cx.process.consent(), &self.file, self.case) else {
            return;
        };
        let Some(answers) = consent_for(leaving, rules, file, cx) else { return };
        let form = rules.form.clone();
        let asked = undecided(rules, file, &leaving.scope, &leaving.recipient);
        self.touched(cx);
        self.keep_draft(cx);
        match asked {
            Some(record) => cx.open_form(FormTarget::Record { record, case: Some(case) }),
            None => cx.open_filled(FormTarget::New { case, form, override_reason: None }, answers),
        }
        cx.say(Notice::info("notice-consent-asked"));
    }

    /// A consent that is taken back names at once who received something under it.
    pub(super) fn name_those_to_tell(&mut self, answered: &Path, cx: &Cx) {
        let Some(rules) = cx.process.consent() else { return };
        let Some(tell) = rules.tell.clone().filter(|_| rules.form == self.entry.form().id) else { return };
        let state = self.entry.get(&Path::field(&rules.state));
        let Some(file) = self.file.as_ref().filter(|_| state == Some(Answer::Choice(WITHDRAWN.to_owned())))
        else {
            return;
        };
        // From today, unless another day is said.
        let withdrawn_on = Path::field(&rules.withdrawn_on);
        if *answered == Path::field(&rules.state) && self.entry.get(&withdrawn_on).is_none() {
            self.entry.set(&withdrawn_on, Some(Answer::Date(cx.now.local.date())));
        }
        let shared = shared_under(&cx.process, &self.library, &self.as_record(cx), file);
        let pointer =
            |one: &Shared| format!("{}/{}/{}", one.form, one.recipient.replace('/', " "), one.record);
        let wanted: Vec<String> = shared.iter().map(pointer).collect();
        let gone: Vec<String> = self
            .entry
            .rows(&tell.table)
            .iter()
            .filter(|row| !row.cells.contains_key(&tell.told))
            .filter(|row| row.from.as_ref().is_some_and(|from| !wanted.contains(from)))
            .map(|row| row.id.clone())
            .collect();
        for row in gone {
            self.entry.remove_row(&tell.table, &row);
        }
        for (number, (one, from)) in shared.into_iter().zip(wanted).enumerate() {
            if self.entry.rows(&tell.table).iter().all(|row| row.from.as_ref() != Some(&from)) {
                self.entry.insert_row(&tell.table, tell_row(one, from, number, &tell));
            }
        }
    }

    /// The record as it would be saved now.
    fn as_record(&self, cx: &Cx) -> Record {
        let form = self.entry.form();
        Record {
            id: self.record,
            case: self.case,
            form: form.id.clone(),
            form_version: form.version,
            revision: self.base,
            author: String::new(),
            created_at: cx.now.utc,
            saved_at: cx.now.utc,
            answers: self.entry.to_save(),
        }
    }
}

/// A row for somebody who must be told.
fn tell_row(one: Shared, from: String, number: usize, tell: &Tell) -> Row {
    let mut cells = BTreeMap::from([
        (tell.recipient.clone(), Answer::Text(one.recipient)),
        (tell.shared_on.clone(), Answer::Date(one.on)),
    ]);
    if !one.information.is_empty() {
        cells.insert(tell.information.clone(), Answer::Choices(one.information));
    }
    Row { id: format!("{}-{number}", one.record.simple()), start: None, from: Some(from), cells }
}

/// A consent that would cover it, still without a decision.
fn consent_for(leaving: &Leaving, rules: &ConsentRules, file: &CaseFile, cx: &Cx) -> Option<Answers> {
    let form = cx.library.form(&rules.form)?;
    let mut entry = super::start::fresh(&form, Some(file), cx);
    let text = |text: &str| (!text.is_empty()).then(|| Answer::Text(text.to_owned()));
    let choices = (!leaving.information.is_empty()).then(|| Answer::Choices(leaving.information.clone()));
    for (field, answer) in [
        (&rules.scope, Some(Answer::Choice(leaving.scope.clone()))),
        (&rules.recipient, text(&leaving.recipient)),
        (&rules.information, choices),
        (&rules.purpose, text(&leaving.purpose)),
    ] {
        entry.set(&Path::field(field), answer);
    }
    Some(entry.answers().clone())
}

/// One line on what leaves: covered by which consent, or what is not covered and why.
pub fn line(leaving: &Leaving, coverage: &Coverage, named: bool, cx: &Cx) -> (String, Role) {
    let locale = &cx.locale;
    let date = |date| Arg::from(locale.date(date));
    let (mut text, role) = match (&coverage.by, coverage.why) {
        _ if leaving.emergency => (locale.text("consent-emergency"), Role::Warning),
        (Some(by), None) => {
            let text = match by.until {
                Some(until) => {
                    locale.text_with("consent-covered-until", &[("on", date(by.on)), ("until", date(until))])
                }
                None => locale.text_with("consent-covered", &[("on", date(by.on))]),
            };
            (text, Role::Good)
        }
        (_, why) => {
            let why = Arg::from(why_words(leaving, coverage, why, cx));
            let what = information_words(&coverage.missing, cx);
            let text = if what.is_empty() {
                locale.text_with("consent-not-covered-yet", &[("why", why)])
            } else {
                locale.text_with("consent-not-covered", &[("what", Arg::from(what)), ("why", why)])
            };
            (text, Role::Warning)
        }
    };
    // Who has no consent is named there already.
    if named && !leaving.recipient.is_empty() && coverage.why != Some(Why::NoConsent) {
        text = format!("{}: {text}", leaving.recipient);
    }
    (text, role)
}

fn why_words(leaving: &Leaving, coverage: &Coverage, why: Option<Why>, cx: &Cx) -> String {
    let locale = &cx.locale;
    let day = |message: &str, date| locale.text_with(message, &[("on", Arg::from(locale.date(date)))]);
    match why {
        Some(Why::NoRecipient) => locale.text("consent-why-no-recipient"),
        Some(Why::Refused(on)) => day("consent-why-refused", on),
        Some(Why::Withdrawn(on)) => day("consent-why-withdrawn", on),
        Some(Why::Expired(on)) => day("consent-why-expired", on),
        Some(Why::Later(on)) => day("consent-why-later", on),
        Some(Why::Lacks) => match &coverage.by {
            Some(by) => day("consent-why-lacks", by.on),
            None => String::new(),
        },
        _ if leaving.no_recipient => {
            let scope = scope_word(&leaving.scope, cx);
            locale.text_with("consent-why-none-scope", &[("scope", Arg::from(scope))])
        }
        _ => {
            let recipient = Arg::from(leaving.recipient.clone());
            locale.text_with("consent-why-none", &[("recipient", recipient)])
        }
    }
}

fn information_words(ids: &[String], cx: &Cx) -> String {
    let Some(rules) = cx.process.consent() else { return String::new() };
    ids.iter().map(|id| choice(&rules.information, id, cx)).collect::<Vec<_>>().join(", ")
}

fn scope_word(id: &str, cx: &Cx) -> String {
    cx.process.consent().map(|rules| choice(&rules.scope, id, cx)).unwrap_or_default()
}

/// The label of a choice of a field of the consent.
fn choice(field: &str, id: &str, cx: &Cx) -> String {
    let form = cx.process.consent().and_then(|rules| cx.library.form(&rules.form));
    let found = form.as_ref().and_then(|form| Some((form, form.field(field)?)));
    found.map_or(id.to_owned(), |(form, field)| words::choice_word(&cx.locale, form, field, id))
}
