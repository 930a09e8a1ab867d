//! Cases that are written many at a time are counted and found as those that are saved one by one.

use super::lists::filled;
use super::*;
use crate::record::{CaseAsk, CaseOrder, Turn};
use crate::store::WholeCase;

/// Everything that is kept as a count.
fn counts(vault: &Vault) -> BTreeMap<(String, String, String), i64> {
    let sql = "SELECT what, value, day, n FROM tally WHERE n <> 0";
    let read = |row: &rusqlite::Row<'_>| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?));
    vault.read(|db| rows::all(db, sql, [], read)).unwrap().into_iter().collect()
}

/// What tables, indexes and triggers were made by.
fn schema(vault: &Vault) -> BTreeMap<String, Option<String>> {
    let sql = "SELECT name, sql FROM sqlite_schema";
    vault
        .read(|db| rows::all(db, sql, [], |row| Ok((row.get(0)?, row.get(1)?))))
        .unwrap()
        .into_iter()
        .collect()
}

#[test]
fn whole_cases_are_counted_as_if_saved() {
    let (mut bench, mut other) = (Bench::new(), Bench::new());
    let mut saved = filled(&mut bench);
    let mut lines = saved.cases().unwrap();
    lines.sort_by_key(|line| line.number);
    let mut whole = other.create();
    whole.rules = saved.rules.clone();
    let cases: Vec<WholeCase> = lines
        .iter()
        .map(|line| {
            let file = saved.open_case(line.id, bench.tick()).unwrap();
            let header = saved.header_of(&file, today());
            let records = file.records.into_iter().map(|record| {
                let save = SaveRecord { record: record.id, case: None, base: 0, ..other.intake("x") };
                (SaveRecord { answers: record.answers, ..save }, record.saved_at)
            });
            WholeCase { records: records.collect(), header }
        })
        .collect();
    let mut heard = Vec::new();
    let now = other.tick();
    whole.fill(|whole| whole.save_whole(cases.into_iter(), now, &mut |written| heard.push(written))).unwrap();
    assert_eq!(heard, [60]);
    assert_eq!(schema(&whole), schema(&saved), "what was put aside is there again");
    assert_eq!(counts(&whole), counts(&saved));
    let found = |vault: &Vault| {
        let (order, turn) = (CaseOrder::Due, Turn::First);
        let page = vault.case_page(&CaseAsk { filter: "elif".to_owned(), order, turn, rows: 90 }).unwrap();
        (page.total, page.rows.iter().map(|line| line.number).collect::<Vec<_>>())
    };
    assert_eq!(found(&whole), found(&saved));
    // What comes after is counted by itself again.
    for (bench, vault) in [(&mut bench, &mut saved), (&mut other, &mut whole)] {
        let save = bench.intake("x");
        bench.save(vault, &save).unwrap();
    }
    assert_eq!(counts(&whole), counts(&saved));
    assert!(whole.verify().unwrap().is_good());
}
