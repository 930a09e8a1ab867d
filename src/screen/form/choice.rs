//! Choosing from a list: by number, by moving, or by typing a part of the label.

use super::editor::Typed;
use crate::form::{Answer, Entry, Field, FieldType, Library, Path};
use crate::locale::{Locale, fold};
use crate::screen::words;
use crate::terminal::Key;
use crate::widget::text::LineEdit;

/// How many choices are offered at once while a long list is searched.
pub const OFFERED: usize = 8;

/// Choosing from a list: by number, by moving, or by typing a part of the label.
#[derive(Debug, Default)]
pub struct ChoiceEdit {
    pub filter: LineEdit,
    pub highlight: usize,
    /// The highlight was moved by hand, so Enter means it.
    pub moved: bool,
}

/// One offered choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: String,
    pub label: String,
    pub chosen: bool,
}

impl ChoiceEdit {
    pub(super) fn key(
        &mut self,
        key: Key,
        field: &Field,
        current: Option<&Answer>,
        offers: &[Offer],
    ) -> Typed {
        let many = is_many(field.kind);
        match key {
            // A number takes the choice that stands behind it.
            Key::Char(c @ '1'..='9') if self.filter.is_empty() => {
                let number = (c as usize) - ('1' as usize);
                match offers.get(number) {
                    Some(offer) if many || offer.chosen => {
                        self.highlight = number;
                        Typed::Answered(toggled(many, current, &offer.id))
                    }
                    // One answer is all there is to give: on to the next question.
                    Some(offer) => Typed::AnsweredAndOn(toggled(many, current, &offer.id)),
                    None => Typed::Moved,
                }
            }
            Key::Char(' ') if self.filter.is_empty() => match offers.get(self.highlight) {
                Some(offer) => Typed::Answered(toggled(many, current, &offer.id)),
                None => Typed::Moved,
            },
            Key::Left => self.step(-1, offers.len()),
            Key::Right => self.step(1, offers.len()),
            Key::Enter if self.moved || !self.filter.is_empty() => {
                let answer = offers.get(self.highlight).map(|offer| taken(many, current, &offer.id));
                *self = Self::default();
                match answer {
                    Some(answer) if many => Typed::Answered(answer),
                    Some(answer) => Typed::AnsweredAndOn(answer),
                    None => Typed::Moved,
                }
            }
            Key::Char(_) | Key::Backspace | Key::Ctrl('u' | 'w') => {
                self.filter.key(key);
                self.highlight = 0;
                Typed::Moved
            }
            _ => Typed::Ignored,
        }
    }

    pub(super) fn step(&mut self, by: isize, length: usize) -> Typed {
        self.highlight = self.highlight.saturating_add_signed(by).min(length.saturating_sub(1));
        self.moved = true;
        Typed::Moved
    }
}

pub(super) fn toggled(many: bool, current: Option<&Answer>, id: &str) -> Option<Answer> {
    if many {
        let mut choices = chosen(current);
        match choices.iter().position(|choice| choice == id) {
            Some(at) => drop(choices.remove(at)),
            None => choices.push(id.to_owned()),
        }
        return (!choices.is_empty()).then_some(Answer::Choices(choices));
    }
    match current {
        Some(Answer::Choice(choice)) if choice == id => None,
        _ => Some(Answer::Choice(id.to_owned())),
    }
}

pub(super) fn taken(many: bool, current: Option<&Answer>, id: &str) -> Option<Answer> {
    if !many {
        return Some(Answer::Choice(id.to_owned()));
    }
    let there = chosen(current).iter().any(|choice| choice == id);
    if there { current.cloned() } else { toggled(true, current, id) }
}

pub(super) fn chosen(current: Option<&Answer>) -> Vec<String> {
    match current {
        Some(Answer::Choices(choices)) => choices.clone(),
        Some(Answer::Choice(choice)) => vec![choice.clone()],
        _ => Vec::new(),
    }
}

/// Whether a field is answered from a list.
pub fn is_choice(kind: FieldType) -> bool {
    matches!(
        kind,
        FieldType::One
            | FieldType::Many
            | FieldType::YesNo
            | FieldType::Country
            | FieldType::Countries
            | FieldType::Language
            | FieldType::Languages
    )
}

/// Whether several choices may be taken.
pub fn is_many(kind: FieldType) -> bool {
    matches!(kind, FieldType::Many | FieldType::Countries | FieldType::Languages)
}

/// The choices offered now: all of a short list; of a long one those that match what is typed.
pub fn offers(entry: &Entry, path: &Path, filter: &str, library: &Library, locale: &Locale) -> Vec<Offer> {
    let Some(field) = entry.field(path) else { return Vec::new() };
    let answer = entry.get(path);
    let chosen = match &answer {
        Some(Answer::Item { state: Some(state), .. }) => vec![state.clone()],
        other => chosen(other.as_ref()),
    };
    let form = entry.form();
    let all: Vec<(String, String)> = match field.kind {
        FieldType::Country | FieldType::Countries if filter.is_empty() => {
            chosen.iter().map(|code| (code.clone(), locale.country(code))).collect()
        }
        FieldType::Country | FieldType::Countries => locale.countries(),
        FieldType::Language | FieldType::Languages if filter.is_empty() => {
            chosen.iter().map(|code| (code.clone(), locale.language(code))).collect()
        }
        FieldType::Language | FieldType::Languages => locale.languages(),
        _ => {
            let list = list_of(field);
            let choices = library.list(form, list).map(|list| list.choices.as_slice()).unwrap_or_default();
            choices
                .iter()
                .map(|choice| {
                    (choice.id.clone(), words::choice_word(locale, form, &with_list(field), &choice.id))
                })
                .collect()
        }
    };
    let wanted = fold(filter);
    let matches = |label: &str| wanted.is_empty() || fold(label).contains(wanted.trim());
    let mut offers: Vec<Offer> = all
        .into_iter()
        .filter(|(_, label)| matches(label))
        .map(|(id, label)| Offer { chosen: chosen.contains(&id), id, label })
        .collect();
    if !wanted.is_empty() {
        // What begins with the typed letters comes first.
        let exact = filter.trim().to_lowercase();
        let language = matches!(field.kind, FieldType::Language | FieldType::Languages);
        offers.sort_by_key(|offer| {
            let begins = offer.label.to_lowercase().starts_with(&exact);
            // Of languages with the same beginning the one that many speak: it has a code of two letters.
            let rare = language && offer.id.len() > 2;
            (!begins, !fold(&offer.label).starts_with(wanted.trim()), rare)
        });
        offers.truncate(OFFERED);
    }
    offers
}

fn list_of(field: &Field) -> &str {
    match (&field.choices, field.kind) {
        (Some(list), _) => list,
        (None, FieldType::YesNo) => "yes_no",
        (None, _) => "item_state",
    }
}

/// An item without a list of its own has the shared states.
fn with_list(field: &Field) -> Field {
    let mut field = field.clone();
    if field.kind == FieldType::Item && field.choices.is_none() {
        field.choices = Some("item_state".to_owned());
    }
    field
}
