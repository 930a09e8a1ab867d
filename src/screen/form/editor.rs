//! The editor of the field that has the focus: what a hand types, turned into an answer after every
//! key, so that a draft never lags behind.

use chrono::NaiveDate;

use crate::form::{Answer, Entry, Field, FieldType, Path};
use crate::locale::{Locale, fold, typed};
use crate::screen::words;
use crate::terminal::Key;
use crate::widget::text::{LineEdit, NoteEdit};

/// The currency of an amount that names none.
const DEFAULT_CURRENCY: &str = "EUR";

/// How many choices are offered at once while a long list is searched.
pub const OFFERED: usize = 8;

/// The editor of one field.
pub enum Editor {
    /// A button, a row, a calculated value: nothing to type.
    None,
    Line(LineEdit),
    /// A typed value that is there already: the first letter replaces it, moving keeps it to be changed.
    Value(LineEdit),
    Note(Box<NoteEdit>),
    Choice(ChoiceEdit),
    /// A point of a checklist; its remark is typed only when asked for.
    Item {
        remark: Option<LineEdit>,
    },
}

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

/// What a key did.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// No meaning here: the screen moves.
    Ignored,
    /// The cursor or a filter changed, the answer did not.
    Moved,
    /// The answer is now this.
    Answered(Option<Answer>),
    /// The answer is now this, and the hand wants to go on to the next field.
    AnsweredAndOn(Option<Answer>),
}

impl Editor {
    /// The editor of a field, filled with what is there.
    pub fn of(entry: &Entry, path: &Path, locale: &Locale) -> Self {
        let Some(field) = entry.field(path) else { return Self::None };
        let answer = entry.get(path);
        match field.kind {
            FieldType::Calculated | FieldType::Table => Self::None,
            FieldType::Item => Self::Item { remark: None },
            FieldType::Note => {
                // Also what is no text, from before the question was changed: it is not written over unseen.
                let text = match &answer {
                    None | Some(Answer::Declined) => String::new(),
                    Some(Answer::Text(text)) => text.clone(),
                    Some(answer) => words::answer(locale, entry.form(), field, answer),
                };
                Self::Note(Box::new(NoteEdit::new(&text)))
            }
            kind if is_choice(kind) => Self::Choice(ChoiceEdit::default()),
            _ => {
                let text = match &answer {
                    None | Some(Answer::Declined) => String::new(),
                    Some(answer) => words::answer(locale, entry.form(), field, answer),
                };
                let line = LineEdit::new(&text);
                if field.kind.is_text() || line.is_empty() { Self::Line(line) } else { Self::Value(line) }
            }
        }
    }

    /// Whether letters are text in this editor.
    pub fn typing(&self) -> bool {
        match self {
            Self::Line(_) | Self::Value(_) | Self::Note(_) | Self::Choice(_) => true,
            Self::Item { remark } => remark.is_some(),
            Self::None => false,
        }
    }

    /// A key of typing. `offers` are the choices now shown for a choice field.
    pub fn key(&mut self, key: Key, entry: &Entry, path: &Path, offers: &[Offer], today: NaiveDate) -> Typed {
        let Some(field) = entry.field(path) else { return Typed::Ignored };
        self.begin(key);
        match self {
            Self::None => Typed::Ignored,
            Self::Line(line) | Self::Value(line) => {
                let before = line.text().to_owned();
                if !line.key(key) {
                    return Typed::Ignored;
                }
                if line.text() == before {
                    Typed::Moved
                } else {
                    Typed::Answered(parse(field, line.text(), today))
                }
            }
            Self::Note(note) => {
                let before = note.text();
                if !note.key(key) {
                    return Typed::Ignored;
                }
                let after = note.text();
                if after == before { Typed::Moved } else { Typed::Answered(text_answer(&after)) }
            }
            Self::Choice(choice) => choice.key(key, field, entry.get(path).as_ref(), offers),
            Self::Item { remark } => item_key(remark, key, entry, path, offers),
        }
    }

    /// The first key on a value that is there: a letter replaces it, anything else keeps it.
    fn begin(&mut self, key: Key) {
        if let Self::Value(line) = self {
            let line = match key {
                Key::Char(_) => LineEdit::default(),
                Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End => {
                    std::mem::take(line)
                }
                _ => return,
            };
            *self = Self::Line(line);
        }
    }

    /// Pasted text; None when it has no meaning here.
    pub fn paste(&mut self, text: &str, field: &Field, current: Option<&Answer>, today: NaiveDate) -> Typed {
        match self {
            Self::Line(line) | Self::Value(line) => {
                line.insert(text);
                Typed::Answered(parse(field, line.text(), today))
            }
            Self::Note(note) => {
                note.insert(text);
                Typed::Answered(text_answer(&note.text()))
            }
            Self::Choice(choice) => {
                choice.filter.insert(text);
                choice.highlight = 0;
                Typed::Moved
            }
            Self::Item { remark: Some(line) } => {
                line.insert(text);
                Typed::Answered(with_remark(current, line.text()))
            }
            Self::Item { remark: None } | Self::None => Typed::Ignored,
        }
    }
}

impl ChoiceEdit {
    fn key(&mut self, key: Key, field: &Field, current: Option<&Answer>, offers: &[Offer]) -> Typed {
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

    fn step(&mut self, by: isize, length: usize) -> Typed {
        self.highlight = self.highlight.saturating_add_signed(by).min(length.saturating_sub(1));
        self.moved = true;
        Typed::Moved
    }
}

fn item_key(remark: &mut Option<LineEdit>, key: Key, entry: &Entry, path: &Path, offers: &[Offer]) -> Typed {
    let current = entry.get(path);
    if let Some(line) = remark {
        if matches!(key, Key::Enter | Key::Esc) {
            *remark = None;
            return if key == Key::Enter { Typed::AnsweredAndOn(current) } else { Typed::Moved };
        }
        return if line.key(key) {
            Typed::Answered(with_remark(current.as_ref(), line.text()))
        } else {
            Typed::Ignored
        };
    }
    match key {
        Key::Char(c @ '1'..='9') => match offers.get((c as usize) - ('1' as usize)) {
            Some(offer) => Typed::AnsweredAndOn(with_state(current.as_ref(), Some(&offer.id))),
            None => Typed::Moved,
        },
        Key::Char('-') | Key::Backspace => Typed::Answered(with_state(current.as_ref(), None)),
        _ => Typed::Ignored,
    }
}

/// The next state of a checklist point after the present one: none, each in order, none again.
pub fn next_state(current: Option<&Answer>, offers: &[Offer]) -> Option<Answer> {
    let state = match current {
        Some(Answer::Item { state: Some(state), .. }) => Some(state.as_str()),
        _ => None,
    };
    let next = match state.and_then(|state| offers.iter().position(|offer| offer.id == state)) {
        None => offers.first(),
        Some(number) => offers.get(number + 1),
    };
    with_state(current, next.map(|offer| offer.id.as_str()))
}

fn with_state(current: Option<&Answer>, state: Option<&str>) -> Option<Answer> {
    item(state.map(str::to_owned), remark_of(current).to_owned())
}

fn with_remark(current: Option<&Answer>, remark: &str) -> Option<Answer> {
    let state = match current {
        Some(Answer::Item { state, .. }) => state.clone(),
        _ => None,
    };
    item(state, remark.to_owned())
}

fn item(state: Option<String>, remark: String) -> Option<Answer> {
    (state.is_some() || !remark.is_empty()).then_some(Answer::Item { state, remark })
}

/// The remark of a checklist point; the words of one that was a question before.
pub fn remark_of(answer: Option<&Answer>) -> &str {
    match answer {
        Some(Answer::Item { remark: words, .. } | Answer::Text(words)) => words,
        _ => "",
    }
}

fn toggled(many: bool, current: Option<&Answer>, id: &str) -> Option<Answer> {
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

fn taken(many: bool, current: Option<&Answer>, id: &str) -> Option<Answer> {
    if !many {
        return Some(Answer::Choice(id.to_owned()));
    }
    let there = chosen(current).iter().any(|choice| choice == id);
    if there { current.cloned() } else { toggled(true, current, id) }
}

fn chosen(current: Option<&Answer>) -> Vec<String> {
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
pub fn offers(
    entry: &Entry,
    path: &Path,
    filter: &str,
    library: &crate::form::Library,
    locale: &Locale,
) -> Vec<Offer> {
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
        offers.sort_by_key(|offer| !fold(&offer.label).starts_with(wanted.trim()));
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

fn text_answer(text: &str) -> Option<Answer> {
    (!text.trim().is_empty()).then(|| Answer::Text(text.to_owned()))
}

/// What a typed line means for a field. What is not (yet) understood stays as text, so that nothing
/// typed is lost; `unreadable` tells it.
fn parse(field: &Field, text: &str, today: NaiveDate) -> Option<Answer> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    #[allow(clippy::cast_precision_loss)]
    let understood = match field.kind {
        FieldType::Date => typed::date(trimmed, today).map(Answer::Date),
        FieldType::Time => typed::time(trimmed).map(Answer::Time),
        FieldType::Duration => typed::duration(trimmed).map(|minutes| Answer::Number(minutes as f64)),
        FieldType::Integer | FieldType::Scale => {
            typed::number(trimmed).filter(|number| number.fract() == 0.0).map(Answer::Number)
        }
        FieldType::Decimal => typed::number(trimmed).map(Answer::Number),
        FieldType::Money => {
            typed::money(trimmed, DEFAULT_CURRENCY).map(|(minor, currency)| Answer::Money { minor, currency })
        }
        _ => return Some(Answer::Text(text.to_owned())),
    };
    understood.or_else(|| Some(Answer::Text(text.to_owned())))
}

/// A typed field holds a text that could not be understood as its type.
pub fn unreadable(field: &Field, answer: &Answer) -> bool {
    let typed = matches!(
        field.kind,
        FieldType::Date
            | FieldType::Time
            | FieldType::Duration
            | FieldType::Integer
            | FieldType::Decimal
            | FieldType::Scale
            | FieldType::Money
    );
    typed && matches!(answer, Answer::Text(_))
}
