//! The quiet line about a backup: when it is due, what it says, and that it can wait a week.

use chrono::TimeDelta;
use ratatui::text::Line;

use crate::app::effect::Effect;
use crate::locale::Arg;
use crate::record::{BackupDue, Moment};
use crate::screen::Cx;
use crate::widget::page::paragraph;
use crate::widget::theme::Role;

/// The setting that keeps when somebody said: later (milliseconds since 1970).
pub const BACKUP_LATER: &str = "backup_later";
/// So old a last backup may be.
const OLD: TimeDelta = TimeDelta::days(14);
/// So long a vault with cases may be without one.
const FIRST: TimeDelta = TimeDelta::days(7);
/// So long it is not said again.
const LATER: TimeDelta = TimeDelta::days(7);

/// Whether a backup is due: there are cases for a while, and none was made for longer.
pub fn due(
    now: Moment,
    oldest_case: Option<Moment>,
    last: Option<Moment>,
    later: Option<Moment>,
) -> Option<BackupDue> {
    let waits = later.is_some_and(|said| now - said < LATER);
    let new = oldest_case.is_none_or(|oldest| now - oldest < FIRST);
    if waits || new {
        return None;
    }
    match last {
        None => Some(BackupDue::Never),
        Some(last) => (now - last > OLD).then(|| BackupDue::Old((now - last).num_days())),
    }
}

/// Says: later.
pub fn later(cx: &Cx) -> Effect {
    Effect::SetSetting { key: BACKUP_LATER, value: cx.now.utc.timestamp_millis().to_string() }
}

/// What home says about it.
pub fn lines(due: BackupDue, width: u16, cx: &Cx) -> Vec<Line<'static>> {
    let text = match due {
        BackupDue::Never => cx.locale.text("home-backup-none"),
        BackupDue::Old(days) => cx.locale.text_with("home-backup-old", &[("days", Arg::from(days))]),
    };
    paragraph(&text, width, 1, Role::Quiet, cx.theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_due_after_a_week_of_cases_or_two_weeks_since_the_last() {
        let now = chrono::DateTime::from_timestamp(1_763_800_000, 0).unwrap();
        let ago = |days: i64| Some(now - TimeDelta::days(days));
        assert_eq!(due(now, None, None, None), None);
        assert_eq!(due(now, ago(6), None, None), None);
        assert_eq!(due(now, ago(7), None, None), Some(BackupDue::Never));
        assert_eq!(due(now, ago(90), ago(14), None), None);
        assert_eq!(due(now, ago(90), ago(15), None), Some(BackupDue::Old(15)));
        assert_eq!(due(now, ago(90), ago(15), ago(6)), None);
        assert_eq!(due(now, ago(90), ago(15), ago(7)), Some(BackupDue::Old(15)));
    }
}
