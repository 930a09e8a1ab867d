//! Pages of the list of cases are what the whole list in that order would show.

use super::*;
use crate::record::{CaseAsk, CaseFilter, CaseLine, CaseOrder, HomeAsk, HomeList, Turn};

const NAMES: [&str; 7] = ["Elif Su", "ana maria", "Zorilă", "", "Defne-Lale", "Ion", "Elif"];

/// Sixty cases of every kind, and what each order must be.
pub fn filled(bench: &mut Bench) -> Vault {
    let mut vault = bench.create();
    vault.rules.header = Arc::new(|file, _| {
        let number = file.line.number;
        let name = NAMES[number as usize % NAMES.len()];
        let date = NaiveDate::from_ymd_opt(2026, 1 + number % 5, 1).unwrap();
        let due = Due::plain(file.records[0].id, "intake", Place::field("review"), date);
        Header {
            name: name.to_owned(),
            searchable: format!("place{}", number % 3),
            risk: (number % 4 > 0).then(|| format!("risk {}", number % 4)),
            risk_rank: number % 4,
            phase_rank: number % 6,
            phase: format!("phase {}", number % 6),
            closed: number.is_multiple_of(3),
            dues: if number.is_multiple_of(2) { vec![due] } else { Vec::new() },
            ..Header::default()
        }
    });
    for _ in 0..60 {
        let save = bench.intake("x");
        bench.save(&mut vault, &save).unwrap();
    }
    vault
}

fn expected(vault: &Vault, order: CaseOrder, takes: impl Fn(&CaseLine) -> bool) -> Vec<u32> {
    let mut lines: Vec<CaseLine> = vault.cases().unwrap().into_iter().filter(takes).collect();
    let name = |line: &CaseLine| match line.name.as_str() {
        "" => "~".to_owned(),
        name => name.to_lowercase(),
    };
    match order {
        CaseOrder::Number => lines.sort_by_key(|line| (line.closed, line.number)),
        CaseOrder::Newest => lines.sort_by_key(|line| std::cmp::Reverse(line.number)),
        CaseOrder::Due => {
            lines.sort_by_key(|line| (line.closed, line.next_due.is_none(), line.next_due, line.number));
        }
        CaseOrder::Risk => {
            lines.sort_by_key(|line| (line.closed, std::cmp::Reverse(line.risk.clone()), line.number));
        }
        CaseOrder::Phase => lines.sort_by_key(|line| (line.closed, line.phase.clone(), line.number)),
        CaseOrder::Name => lines.sort_by_key(|line| (line.closed, name(line), line.number)),
    }
    lines.into_iter().map(|line| line.number).collect()
}

/// The whole list, read in pages of seven from one end to the other.
fn paged(vault: &Vault, filter: &str, order: CaseOrder, down: bool) -> Vec<u32> {
    let (mut turn, mut all) = (if down { Turn::First } else { Turn::Last }, Vec::new());
    loop {
        let ask = CaseAsk { filter: filter.to_owned(), order, turn, rows: 7 };
        let page = vault.case_page(&ask).unwrap();
        assert_eq!((&page.ask, page.order), (&ask, order));
        let edge = if down { page.rows.last() } else { page.rows.first() };
        let Some(edge) = edge.map(|line| line.id) else {
            assert_eq!(all.len(), page.total, "{filter} {order:?}");
            return all;
        };
        turn = if down { Turn::After(edge) } else { Turn::Before(edge) };
        let numbers = page.rows.iter().map(|line| line.number);
        if down { all.extend(numbers) } else { all.splice(0..0, numbers).for_each(drop) }
    }
}

#[test]
fn pages_in_every_order_and_both_ways_are_the_whole_list() {
    let mut bench = Bench::new();
    let vault = filled(&mut bench);
    for order in CaseOrder::ALL {
        let all = expected(&vault, order, |_| true);
        assert_eq!(all.len(), 60);
        for down in [true, false] {
            assert_eq!(paged(&vault, "", order, down), all, "{order:?}");
            for (typed, name) in [("elif", "elif"), ("EL su", "elif su"), ("lale", "defne lale"), ("e-l", "")]
            {
                let found =
                    expected(
                        &vault,
                        order,
                        |line| {
                            if name.is_empty() { false } else { line.folded.contains(name) }
                        },
                    );
                assert_eq!(paged(&vault, typed, order, down), found, "{typed} {order:?}");
            }
        }
    }
    let numbers = |typed: &str| paged(&vault, typed, CaseOrder::Number, true);
    assert_eq!(numbers("14"), [14]);
    assert_eq!(numbers("K-014"), [14]);
    assert_eq!(numbers("5"), [5, 50, 52, 53, 55, 56, 58, 59, 51, 54, 57]);
    assert_eq!(numbers("place1 5"), [52, 55, 58]);
    assert_eq!(numbers("lif"), [0; 0]);
    assert_eq!(numbers("-"), [0; 0]);
}

#[test]
fn rows_around_a_case_and_of_one_that_is_not_there() {
    let mut bench = Bench::new();
    let vault = filled(&mut bench);
    for order in CaseOrder::ALL {
        let all = expected(&vault, order, |_| true);
        let middle = vault.cases().unwrap().into_iter().find(|line| line.number == all[30]).unwrap().id;
        let ask = |case| CaseAsk { filter: String::new(), order, turn: Turn::Around(case), rows: 10 };
        let around = vault.case_page(&ask(middle)).unwrap().rows;
        assert_eq!(around.iter().map(|line| line.number).collect::<Vec<_>>(), all[25..=35]);
        let first = vault.case_page(&ask(Uuid::nil())).unwrap().rows;
        assert_eq!(first.iter().map(|line| line.number).collect::<Vec<_>>(), all[..10]);
    }
}

/// What is kept as a count and as words follows every change, and is told without what is not to be seen.
#[test]
fn counts_and_words_follow_the_cases() {
    let mut bench = Bench::new();
    let mut vault = filled(&mut bench);
    let ids: Vec<_> = vault.cases().unwrap().iter().map(|line| line.id).collect();
    vault.rules.header = Arc::new(|file, _| Header {
        name: "Other".to_owned(),
        closed: file.line.number.is_multiple_of(5),
        ..Header::default()
    });
    vault.renew_anyway(today(), bench.tick()).unwrap();
    assert_eq!(paged(&vault, "elif", CaseOrder::Number, true), [0; 0]);
    assert_eq!(paged(&vault, "oth", CaseOrder::Name, true).len(), 60);
    let kept = |vault: &Vault, what: &str| -> Vec<(String, i64)> {
        let sql = "SELECT value, n FROM tally WHERE what = ?1 AND n <> 0 ORDER BY value";
        vault.read(|db| rows::all(db, sql, [what], |row| Ok((row.get(0)?, row.get(1)?)))).unwrap()
    };
    assert_eq!(kept(&vault, "cases"), [("0".to_owned(), 48), ("1".to_owned(), 12)]);
    assert_eq!(kept(&vault, "risk"), [(String::new(), 48)]);
    assert_eq!(kept(&vault, "date").len(), 0);
    vault
        .write(bench.tick(), |change| {
            change.execute("UPDATE case_file SET deleted_at = 1 WHERE id = ?1", [ids[0].as_bytes()])?;
            Ok(((), Vec::new()))
        })
        .unwrap();
    assert_eq!(paged(&vault, "", CaseOrder::Due, true).len(), 59);
    assert_eq!(paged(&vault, "oth", CaseOrder::Number, false).len(), 59);
}

/// The tokenizer of SQLite knows fewer letters than we do, and must not part a word at one of them.
#[test]
fn any_letter_may_be_filtered_by() {
    let mut bench = Bench::new();
    let vault = filled(&mut bench);
    let letters: Vec<char> =
        (0..=0x0010_FFFF).filter_map(char::from_u32).filter(|c| c.is_alphanumeric()).collect();
    for some in letters.chunks(200) {
        let words: Vec<String> = some.iter().map(|c| format!("a{c}b")).collect();
        let ask = CaseAsk { filter: words.join(" "), order: CaseOrder::Number, turn: Turn::First, rows: 2 };
        assert!(vault.case_page(&ask).is_ok(), "{some:?}");
    }
}

/// Dates that stayed as they were are found by what their case is now.
#[test]
fn dates_follow_the_risk_of_their_case() {
    let mut bench = Bench::new();
    let mut vault = filled(&mut bench);
    let late = |vault: &Vault, risk: &str| {
        let today = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let filter = Some(CaseFilter::Risk(Some(risk.to_owned())));
        let home = vault.home(&HomeAsk { today, filter, ..HomeAsk::default() }).unwrap();
        (home.totals.get(&HomeList::Late).copied(), home.dues.len())
    };
    assert_eq!((late(&vault, "risk 2"), late(&vault, "other")), ((Some(15), 5), (None, 0)));
    let before = Arc::clone(&vault.rules.header);
    vault.rules.header =
        Arc::new(move |file, day| Header { risk: Some("other".to_owned()), ..before(file, day) });
    vault.renew_anyway(today(), bench.tick()).unwrap();
    assert_eq!((late(&vault, "risk 2"), late(&vault, "other")), ((None, 0), (Some(30), 5)));
}
