//! The editor of the field that has the focus: what a hand types, turned into an answer after every
//! key, so that a draft never lags behind.

use chrono::NaiveDate;

use super::choice::{ChoiceEdit, Offer, is_choice};
use crate::form::{Answer, Entry, Field, FieldType, Path};
use crate::locale::{Locale, typed};
use crate::screen::words;
use crate::terminal::Key;
use crate::widget::text::{LineEdit, NoteEdit};

/// The currency of an amount that names none.
const DEFAULT_CURRENCY: &str = "EUR";

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
