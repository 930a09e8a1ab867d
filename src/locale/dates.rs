//! Dates, times, durations and numbers, by the patterns in `dates.ftl`, so that a translator adds a
//! language without code.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike, Utc, Weekday};

use super::bundle::Arg;
use super::current::Locale;

impl Locale {
    /// A date in figures: `22.11.2026`.
    pub fn date(&self, d: NaiveDate) -> String {
        self.pattern("date-numeric", d)
    }

    /// A date with its weekday, without the year: `Sunday 22 November`.
    pub fn date_long(&self, d: NaiveDate) -> String {
        self.pattern("date-long", d)
    }

    /// Day and month, as short as can be: `22 Nov`.
    pub fn date_short(&self, d: NaiveDate) -> String {
        self.pattern("date-short", d)
    }

    /// Date and time of a moment, as clocks show it at `offset`: `22.11.2026 14:05`.
    pub fn moment(&self, m: DateTime<Utc>, offset: FixedOffset) -> String {
        let local = m.with_timezone(&offset).naive_local();
        let args = [("date", self.date(local.date()).into()), ("time", self.time(local.time()).into())];
        self.text_with("date-moment", &args)
    }

    /// A time of day: `14:05`.
    pub fn time(&self, t: NaiveTime) -> String {
        let two = |n: u32| Arg::Text(format!("{n:02}"));
        self.text_with("date-time", &[("hh", two(t.hour())), ("min", two(t.minute()))])
    }

    /// A duration in minutes: `1 h 20 min`.
    pub fn duration(&self, minutes: i64) -> String {
        let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
        let args = [("hours", Arg::from(hours)), ("minutes", Arg::from(rest))];
        let text = match (hours, rest) {
            (0, _) => self.text_with("duration-minutes", &args),
            (_, 0) => self.text_with("duration-hours", &args),
            _ => self.text_with("duration-hours-minutes", &args),
        };
        if minutes < 0 { format!("-{text}") } else { text }
    }

    /// A due date as seen today: `today`, `tomorrow`, `3 days late`, `in 5 days`.
    pub fn relative_days(&self, date: NaiveDate, today: NaiveDate) -> String {
        match (date - today).num_days() {
            0 => self.text("relative-today"),
            1 => self.text("relative-tomorrow"),
            days if days < 0 => self.text_with("relative-late", &[("days", (-days).into())]),
            days => self.text_with("relative-ahead", &[("days", days.into())]),
        }
    }

    /// The day with which a week begins: Monday where the language does not say.
    pub fn week_begins(&self) -> Weekday {
        let number = self.text("week-begins").parse::<u8>().unwrap_or(1);
        Weekday::try_from(number.saturating_sub(1)).unwrap_or(Weekday::Mon)
    }

    /// A number, with the language's mark before the fraction, of which six places are kept at most;
    /// never grouped, so that it can be typed back. Nothing for what is no number.
    pub fn number(&self, n: f64) -> String {
        if !n.is_finite() {
            return String::new();
        }
        let fixed = format!("{n:.6}");
        let trimmed = fixed.trim_end_matches('0').trim_end_matches('.');
        let trimmed = if trimmed == "-0" { "0" } else { trimmed };
        trimmed.replace('.', &self.text("number-decimal"))
    }

    fn pattern(&self, id: &str, d: NaiveDate) -> String {
        let month = format!("month-{}", d.month());
        let name = self.text(&month);
        let short = self.attribute(&month, "short").unwrap_or_else(|| name.clone());
        let args = [
            ("d", d.day().into()),
            ("dd", Arg::Text(format!("{:02}", d.day()))),
            ("m", d.month().into()),
            ("mm", Arg::Text(format!("{:02}", d.month()))),
            ("yyyy", Arg::Text(format!("{:04}", d.year()))),
            ("month", name.into()),
            ("month-short", short.into()),
            ("weekday", self.text(&format!("weekday-{}", d.weekday().number_from_monday())).into()),
        ];
        self.text_with(id, &args)
    }
}
