//! Random answers and numbers out of bytes; when they are used up everything is 0.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use vaka::form::{Answer, Field, FieldType, Row, Value};

/// The moment at which everything happens.
pub fn now() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default())
}

/// The text before the first NUL, and the bytes behind it.
pub fn text_and_rest(data: &[u8]) -> (String, &[u8]) {
    let at = data.iter().position(|&byte| byte == 0);
    let (text, rest) = at.map_or((data, &[][..]), |at| (&data[..at], &data[at + 1..]));
    (String::from_utf8_lossy(text).into_owned(), rest)
}

/// Bytes that are taken one after the other.
pub struct Bytes<'a>(pub &'a [u8]);

impl Bytes<'_> {
    pub fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A number below `end`, 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let number = usize::from(self.byte()) << 8 | usize::from(self.byte());
        number.checked_rem(end).unwrap_or(0)
    }

    pub fn number(&mut self) -> f64 {
        const ODD: [f64; 12] = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            1e15,
            -1e18,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ];
        match self.byte() {
            pick @ 0..=127 => ODD[usize::from(pick) % ODD.len()],
            128..=200 => f64::from(self.byte()) - 100.0,
            _ => f64::from_le_bytes(std::array::from_fn(|_| self.byte())),
        }
    }

    pub fn text(&mut self) -> String {
        let length = match self.byte() {
            0..=250 => usize::from(self.byte()) % 24,
            _ => return "ş ".repeat(2000 + self.below(30_000)),
        };
        let bytes: Vec<u8> = (0..length).map(|_| self.byte()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    pub fn date(&mut self) -> NaiveDate {
        match self.byte() {
            0 => NaiveDate::MIN,
            1 => NaiveDate::MAX,
            _ => NaiveDate::from_epoch_days(self.below(40_000) as i32 - 5_000).unwrap_or_default(),
        }
    }

    pub fn time(&mut self) -> NaiveTime {
        let seconds = self.below(65_536) as u32 + 30_000;
        NaiveTime::from_num_seconds_from_midnight_opt(seconds % 86_400, 0).unwrap_or_default()
    }

    /// What a name may stand for in a condition.
    pub fn value(&mut self) -> Value {
        match self.byte() % 9 {
            0 => Value::Nothing,
            1 => Value::Bool(self.byte().is_multiple_of(2)),
            2 | 3 => Value::Number(self.number()),
            4 => Value::Date(self.date()),
            5 => Value::Time(self.time()),
            6 => {
                let many = self.below(6);
                Value::List((0..many).map(|_| self.value()).collect())
            }
            7 => {
                Value::Text(["yes", "no", "", "12", "-3.5", "2026-02-30", "14:61"][self.below(7)].to_owned())
            }
            _ => Value::Text(self.text()),
        }
    }

    /// An answer, mostly of the type that the field has; `choices` are those of its list.
    pub fn answer(&mut self, field: &Field, choices: &[String]) -> Option<Answer> {
        let pick = self.byte();
        let kind = match pick {
            0..=9 => return None,
            10..=19 => return Some(Answer::Declined),
            20..=39 => FieldType::ALL[self.below(FieldType::ALL.len())],
            _ => field.kind,
        };
        let mut choice = || match choices.len() {
            0 => self.text(),
            many if !pick.is_multiple_of(8) => choices[self.below(many)].clone(),
            _ => "gone".to_owned(),
        };
        Some(match kind {
            FieldType::One | FieldType::YesNo | FieldType::Country | FieldType::Language => {
                Answer::Choice(choice())
            }
            FieldType::Many | FieldType::Countries | FieldType::Languages => {
                Answer::Choices((0..pick % 4).map(|_| choice()).collect())
            }
            FieldType::Item => {
                let state = (!pick.is_multiple_of(3)).then(choice);
                Answer::Item { state, remark: self.text() }
            }
            FieldType::Integer | FieldType::Decimal | FieldType::Scale | FieldType::Duration => {
                Answer::Number(self.number())
            }
            FieldType::Date => Answer::Date(self.date()),
            FieldType::Time => Answer::Time(self.time()),
            FieldType::Money => Answer::Money { minor: self.number() as i64, currency: self.text() },
            FieldType::Table => Answer::Rows((0..pick % 3).map(|_| self.row()).collect()),
            _ => Answer::Text(self.text()),
        })
    }

    /// A row that no form has made.
    pub fn row(&mut self) -> Row {
        let id = format!("r{}", self.byte() % 4);
        let from = self.byte().is_multiple_of(4).then(|| self.text());
        Row { id, start: self.byte().is_multiple_of(4).then(|| self.text()), from, cells: Default::default() }
    }
}
