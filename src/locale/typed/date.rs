//! Dates and times of day.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

/// Two-digit years up to this one are of this century: `26` is 2026, `88` is 1988.
const LAST_SHORT_YEAR: i32 = 30;

/// No typed date lies further from today than this many days.
const FURTHEST: i64 = 366 * 200;

/// A date, day before month: `12.3` (of this year), `12.3.26`, `12/3/2026`, `12-3-2026`, `12 3 2026`;
/// `2026-11-22`; days from today: `+14`, `-3`, `0`. Impossible dates are None.
pub fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().trim_end_matches('.');
    if text == "0" || text.starts_with(['+', '-', '\u{2212}']) {
        return relative(text, today);
    }
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => calendar(figures(year, 4)?, month, day),
        [day, month, year] if year.len() == 4 => calendar(figures(year, 4)?, month, day),
        [day, month, year] if year.len() == 2 => calendar(century(figures(year, 2)?), month, day),
        [day, month] => calendar(today.year(), month, day),
        _ => None,
    }
}

/// A time of day: `14`, `14.30`, `14:30`, `1430`, `930`. Minutes always have two digits.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let (hours, minutes) = match text.split_once([':', '.', 'h']) {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() > 2 && text.is_ascii() => text.split_at(text.len() - 2),
        None => (text, "00"),
    };
    if minutes.len() != 2 {
        return None;
    }
    let hours = u32::try_from(figures(hours, 2)?).ok()?;
    let minutes = u32::try_from(figures(minutes, 2)?).ok()?;
    NaiveTime::from_hms_opt(hours, minutes, 0)
}

fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.replace('\u{2212}', "-");
    let (sign, figures_of) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => (1, text.as_str()),
    };
    let days = i64::from(figures(figures_of.trim(), 6)?);
    if days > FURTHEST {
        return None;
    }
    today.checked_add_signed(TimeDelta::days(sign * days))
}

fn calendar(year: i32, month: &str, day: &str) -> Option<NaiveDate> {
    let month = u32::try_from(figures(month, 2)?).ok()?;
    let day = u32::try_from(figures(day, 2)?).ok()?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|date| date.year() >= 1000)
}

fn century(year: i32) -> i32 {
    if year <= LAST_SHORT_YEAR { 2000 + year } else { 1900 + year }
}

/// Plain digits, at least one and at most `most`.
fn figures(text: &str, most: usize) -> Option<i32> {
    let digits = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn ymd(text: &str) -> Option<String> {
        date(text, today()).map(|date| date.to_string())
    }

    #[test]
    fn dates_as_hands_type_them() {
        for (text, expected) in [
            ("12.3", "2026-03-12"),
            ("12.3.", "2026-03-12"),
            ("12.3.26", "2026-03-12"),
            ("12.03.2026", "2026-03-12"),
            ("12/3", "2026-03-12"),
            ("12-3-2026", "2026-03-12"),
            ("12 3 2026", "2026-03-12"),
            (" 2026-11-22 ", "2026-11-22"),
            ("2026.1.5", "2026-01-05"),
            ("1.1.30", "2030-01-01"),
            ("1.1.31", "1931-01-01"),
            ("7.8.00", "2000-08-07"),
            ("29.2.24", "2024-02-29"),
            ("22. 11. 2026", "2026-11-22"),
            ("+14", "2026-12-06"),
            ("+ 14", "2026-12-06"),
            ("-3", "2026-11-19"),
            ("0", "2026-11-22"),
        ] {
            assert_eq!(ymd(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            " ",
            "12",
            "31.2",
            "29.2.26",
            "32.1",
            "1.13",
            "1.1.126",
            "1.1.0026",
            "abc",
            "12.3.2026.1",
            "+",
            "-",
            "+999999",
            "٣.٤",
            "1.x",
            "+1.5",
            "--3",
        ] {
            assert_eq!(ymd(text), None, "{text}");
        }
    }

    #[test]
    fn times_as_hands_type_them() {
        for (text, expected) in [
            ("14", "14:00"),
            ("14.30", "14:30"),
            ("1430", "14:30"),
            ("14:30", "14:30"),
            ("930", "09:30"),
            ("0", "00:00"),
            ("9.05", "09:05"),
            ("14h30", "14:30"),
        ] {
            assert_eq!(
                time(text).map(|t| t.format("%H:%M").to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in ["", "9.5", "24", "24:00", "14:60", "14:3", "14:", ":30", "14305", "ab", "-1", "1é"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_it(text in any::<String>()) {
            let _ = (date(&text, today()), time(&text));
        }

        #[test]
        fn a_shown_date_is_read_back(days in -60_000_i64..60_000) {
            let shown = today() + TimeDelta::days(days);
            prop_assert_eq!(date(&shown.format("%d.%m.%Y").to_string(), today()), Some(shown));
        }
    }
}
