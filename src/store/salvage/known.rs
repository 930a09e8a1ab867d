//! What one table of a damaged vault tells about the rows of another.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::source::Row;

/// What is learnt on the way from one table about the rows of another.
#[derive(Default)]
pub struct Known {
    /// Of each record: its form, as the audit chain names it.
    pub forms: BTreeMap<Uuid, String>,
    /// Of each record: its case, as the index of the table knows it.
    pub places: BTreeMap<Uuid, Option<Uuid>>,
    /// Of each record: how many versions it had.
    pub expected: BTreeMap<Uuid, u64>,
    /// Of each case: its number.
    pub numbers: BTreeMap<Uuid, i64>,
    /// Of each case that was limited or opened again: the last entry that says so, and to how many workers.
    pub limited: BTreeMap<Uuid, (i64, u64)>,
    pub records: BTreeSet<Uuid>,
    /// Records whose own row is lost: they begin with their earliest version.
    pub made: BTreeSet<Uuid>,
    pub cases: BTreeSet<Uuid>,
    /// Cases whose number nothing knows any more.
    pub renumbered: BTreeSet<Uuid>,
    /// Private records: versions kept.
    pub own: BTreeMap<Uuid, u64>,
    pub own_expected: BTreeMap<Uuid, u64>,
    /// Versions that were read, but of which nobody knows what form they are of.
    pub homeless: u64,
}

/// A saved version tells its record, form and number: `detail` is `form number`, or the number alone.
pub fn learn_save(known: &mut Known, record: Uuid, row: &Row) {
    let (Some(action), Some(detail)) = (row.text("action"), row.text("detail")) else { return };
    let number = detail.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default();
    match action {
        "record_saved" => {
            if let Some((form, _)) = detail.rsplit_once(' ') {
                known.forms.insert(record, form.to_owned());
            }
            expect(&mut known.expected, record, number);
        }
        "own_saved" => expect(&mut known.own_expected, record, number),
        _ => {}
    }
}

/// An entry that says who sees a case tells to how many workers it is limited; to none: to nobody.
pub fn learn_limit(known: &mut Known, case: Uuid, row: &Row) {
    if let (Some("access_changed"), Some(number)) = (row.text("action"), row.number("seq")) {
        let workers = row.text("detail").and_then(|detail| detail.parse().ok()).unwrap_or_default();
        let newest = known.limited.entry(case).or_default();
        *newest = (*newest).max((number, workers));
    }
}

pub fn expect(of: &mut BTreeMap<Uuid, u64>, record: Uuid, number: u64) {
    let known = of.entry(record).or_default();
    *known = number.max(*known);
}
