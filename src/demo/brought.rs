//! Records that the save of another one brought with it. An invented record of their form is written into
//! the earliest that nobody has touched, as a caseworker would.

use std::collections::BTreeMap;

use crate::form::Answers;
use crate::record::{Record, RecordId};
use crate::store::SaveRecord;

/// Those of one case.
#[derive(Default)]
pub(super) struct Brought {
    /// Not yet written into, the earliest first.
    waiting: Vec<Record>,
    /// By the invented record that was written into them.
    taken: BTreeMap<RecordId, Record>,
}

impl Brought {
    /// Takes up those that are new among the records of the case.
    pub fn take(&mut self, records: Vec<Record>) {
        let known = |id: RecordId| self.taken.values().any(|record| record.id == id);
        let made = |record: &Record| record.revision == 1 && record.answers.made.is_some();
        self.waiting = records.into_iter().filter(|record| made(record) && !known(record.id)).collect();
        self.waiting.sort_by_key(|record| record.answers.made.as_ref().map(|origin| origin.date));
    }

    /// The save as it goes into the record that is there already, if there is one of its form.
    pub fn instead_of(&mut self, save: SaveRecord) -> SaveRecord {
        if save.base == 0
            && let Some(at) = self.waiting.iter().position(|record| record.form == save.form)
        {
            self.taken.insert(save.record, self.waiting.remove(at));
        }
        let Some(record) = self.taken.get(&save.record) else { return save };
        // The days stay as they were planned.
        let mut fields = save.answers.fields;
        fields.extend(record.answers.fields.clone());
        let answers = Answers { fields, made: record.answers.made.clone(), ..save.answers };
        SaveRecord { record: record.id, base: save.base + 1, answers, ..save }
    }
}
