//! The days of a month in weeks, as a calendar on a wall has them. Pure: no clock and no words.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A week: the days of the month in it, nothing where it reaches into another month.
pub type Week = [Option<NaiveDate>; 7];

/// The weeks of the month in which a day lies; weeks begin with `first`.
pub fn weeks(day: NaiveDate, first: Weekday) -> Vec<Week> {
    let begin = day.with_day(1).unwrap_or(day);
    let mut weeks = Vec::new();
    let mut week: Week = [None; 7];
    for date in begin.iter_days().take_while(|date| date.month() == begin.month()) {
        let column = column(date, first);
        if column == 0 && date != begin {
            weeks.push(std::mem::take(&mut week));
        }
        week[column] = Some(date);
    }
    weeks.push(week);
    weeks
}

/// Which column of a week a day has.
fn column(day: NaiveDate, first: Weekday) -> usize {
    day.weekday().days_since(first) as usize
}

/// So many days on, or back; the day itself at the ends of time.
pub fn days_on(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    moved.unwrap_or(day)
}

/// So many months on, or back; the last day where the month is shorter.
pub fn months_on(day: NaiveDate, months: i32) -> NaiveDate {
    let count = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) };
    moved.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// Each week as its days, `.` for none.
    fn shown(year: i32, month: u32, first: Weekday) -> Vec<String> {
        let day = |day: &Option<NaiveDate>| day.map_or(".".to_owned(), |day| day.day().to_string());
        let weeks = weeks(date(year, month, 9), first);
        weeks.iter().map(|week| week.iter().map(day).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_month_is_laid_out_in_weeks() {
        let check = |year, month, first, count: usize, begin: &str, end: &str| {
            let weeks = shown(year, month, first);
            assert_eq!(weeks.len(), count, "{year}-{month}");
            assert_eq!((weeks[0].as_str(), weeks[count - 1].as_str()), (begin, end), "{year}-{month}");
        };
        use Weekday::{Mon, Sat, Sun};
        check(2026, 11, Mon, 6, ". . . . . . 1", "30 . . . . . .");
        check(2026, 11, Sun, 5, "1 2 3 4 5 6 7", "29 30 . . . . .");
        // Begins on the first day of a week.
        check(2026, 6, Mon, 5, "1 2 3 4 5 6 7", "29 30 . . . . .");
        // Four weeks exactly.
        check(2027, 2, Mon, 4, "1 2 3 4 5 6 7", "22 23 24 25 26 27 28");
        // Leap years, and the century that is none.
        check(2028, 2, Mon, 5, ". 1 2 3 4 5 6", "28 29 . . . . .");
        check(2100, 2, Mon, 4, "1 2 3 4 5 6 7", "22 23 24 25 26 27 28");
        check(2026, 12, Mon, 5, ". 1 2 3 4 5 6", "28 29 30 31 . . .");
        check(2026, 12, Sat, 5, ". . . 1 2 3 4", "26 27 28 29 30 31 .");
    }

    #[test]
    fn every_day_stands_once_in_its_column() {
        for first in [Weekday::Mon, Weekday::Sat, Weekday::Sun] {
            for month in 1..=12 {
                let weeks = weeks(date(2028, month, 1), first);
                let days: Vec<u32> = weeks.iter().flatten().flatten().map(|day| day.day()).collect();
                let last = u32::try_from(days.len()).unwrap();
                assert_eq!(days, (1..=last).collect::<Vec<_>>(), "{month}");
                assert!(date(2028, month, last).succ_opt().is_some_and(|next| next.day() == 1));
            }
        }
    }

    #[test]
    fn moving_goes_over_the_ends_of_months_and_years() {
        let check = |moved: NaiveDate, expect: (i32, u32, u32)| {
            assert_eq!((moved.year(), moved.month(), moved.day()), expect);
        };
        check(days_on(date(2026, 12, 31), 1), (2027, 1, 1));
        check(days_on(date(2027, 1, 3), -7), (2026, 12, 27));
        check(days_on(date(2028, 2, 28), 1), (2028, 2, 29));
        check(months_on(date(2026, 1, 31), 1), (2026, 2, 28));
        check(months_on(date(2026, 12, 15), 1), (2027, 1, 15));
        check(months_on(date(2026, 1, 15), -1), (2025, 12, 15));
        assert_eq!(days_on(NaiveDate::MAX, 7), NaiveDate::MAX);
        assert_eq!(months_on(NaiveDate::MIN, -1), NaiveDate::MIN);
    }
}
