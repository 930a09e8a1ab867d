//! Durations.

use super::number;

/// No typed duration is longer (minutes): a hundred days.
const LONGEST: f64 = 144_000.0;

/// Minutes of a duration: `40`, `90 min`, `1:30`, `1,5` (a fraction means hours), `1h`, `1h30`,
/// `1 sa 30 dk`, `2 ore`.
pub fn duration(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    if let Some((hours, minutes)) = text.split_once(':') {
        return clock(hours, minutes);
    }
    let parts = parts(&text);
    let minutes = match parts.as_slice() {
        [(amount, "")] if amount.contains(['.', ',']) => number(amount)? * 60.0,
        [(amount, "")] => number(amount)?,
        [(amount, unit)] => number(amount)? * minutes_in(unit)?,
        [(hours, unit), (minutes, rest)] if minutes_in(unit)? > 1.0 => {
            let whole = minutes.len() <= 2 && (rest.is_empty() || minutes_in(rest) == Some(1.0));
            let minutes = if whole { number(minutes)? } else { return None };
            number(hours)? * minutes_in(unit)? + minutes
        }
        _ => return None,
    };
    (0.0..=LONGEST).contains(&minutes).then(|| minutes.round() as i64)
}

fn clock(hours: &str, minutes: &str) -> Option<i64> {
    let (hours, minutes): (u16, u16) = (digits(hours)?, digits(minutes).filter(|_| minutes.len() == 2)?);
    let total = i64::from(hours) * 60 + i64::from(minutes);
    (minutes < 60 && total <= LONGEST as i64).then_some(total)
}

fn digits(text: &str) -> Option<u16> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// `1 sa 30 dk` as amounts with their units.
fn parts(text: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && parts.len() < 3 {
        let unit = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
        let (amount, after) = rest.split_at(unit);
        let next = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(next);
        parts.push((amount, unit.trim().trim_end_matches('.')));
        rest = after;
    }
    parts
}

/// The units people write in the program's languages.
fn minutes_in(unit: &str) -> Option<f64> {
    match unit {
        "m" | "min" | "mins" | "minute" | "minutes" | "minut" | "dk" | "dak" | "dakika" | "de minute" => {
            Some(1.0)
        }
        "h" | "hr" | "hrs" | "hour" | "hours" | "s" | "sa" | "saat" | "o" | "oră" | "ora" | "ore"
        | "de ore" => Some(60.0),
        "d" | "day" | "days" | "gün" | "gun" | "zi" | "zile" | "de zile" => Some(1440.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn durations_as_hands_type_them() {
        for (text, expected) in [
            ("40", 40),
            ("0", 0),
            ("1:30", 90),
            ("0:05", 5),
            ("1.5", 90),
            ("1,5", 90),
            ("0.25", 15),
            ("1h", 60),
            ("1 h", 60),
            ("1h30", 90),
            ("1 h 20 min", 80),
            ("1 sa 30 dk", 90),
            ("1 sa. 30 dk.", 90),
            ("2 saat", 120),
            ("1,5 saat", 90),
            ("45 dakika", 45),
            ("90 min", 90),
            ("90 MIN", 90),
            ("2 ore", 120),
            ("1 oră 15 minute", 75),
            ("20 de minute", 20),
            ("1 gün", 1440),
        ] {
            assert_eq!(duration(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_none() {
        for text in [
            "",
            "abc",
            "-5",
            "1:60",
            "1:5",
            "1:",
            ":30",
            "1 x",
            "30 min 1 h",
            "1h 2h",
            "1h30 5",
            "1e9",
            "999999999",
            "1 h 120 min",
            "1:30 h",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_it(text in any::<String>()) {
            let _ = duration(&text);
        }
    }
}
