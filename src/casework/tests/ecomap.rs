//! Where everybody stands on the map, and who they are.

use super::*;
use crate::form::Row;

/// Every cell of the page that something takes; none is taken twice.
fn taken(drawing: &Drawing, (columns, lines): (u16, u16)) {
    let mut cells = std::collections::BTreeSet::new();
    let mut take = |x: u16, y: u16, width: u16, height: u16| {
        for y in y..y + height {
            for x in x..x + width {
                assert!(x < columns && y < lines, "{x},{y} is outside {columns}x{lines}");
                assert!(cells.insert((x, y)), "{x},{y} is taken twice: {drawing:?}");
            }
        }
    };
    take(drawing.centre.x, drawing.centre.y, drawing.centre.width, drawing.height);
    for standing in &drawing.standing {
        // With room for the marker of the focus.
        take(standing.label.x - 2, standing.label.y, standing.label.width + 2, 1 + standing.below);
        take(standing.tie.x, standing.tie.y, standing.tie.width, 1);
        assert!(standing.tie.width >= 10 && standing.label.width >= 12, "{standing:?}");
    }
}

#[test]
fn nothing_overlaps_and_everybody_is_on_one_page() {
    for size in [(72, 12), (80, 14), (100, 30), (200, 60)] {
        for people in [0, 1, 2, 5, 6, 7, 12, 13, 30] {
            for organisations in [0, 1, 3, 6, 11, 12, 25] {
                let counts = [people, organisations];
                let mut seen = Vec::new();
                let pages = arrange(counts, 0, size, 9).pages;
                for page in 0..pages {
                    let shown = (0..people + organisations)
                        .find(|node| arrange(counts, *node, size, 9).page == page + 1);
                    let drawing = arrange(counts, shown.unwrap_or(0), size, 9);
                    assert_eq!(drawing.page, page + 1);
                    taken(&drawing, size);
                    seen.extend(drawing.standing.iter().map(|standing| standing.node));
                }
                seen.sort_unstable();
                assert_eq!(seen, (0..people + organisations).collect::<Vec<_>>(), "{counts:?} at {size:?}");
            }
        }
    }
}

#[test]
fn the_page_is_that_of_the_focus() {
    let check = |counts, shown, expect: (usize, usize)| {
        let drawing = arrange(counts, shown, (80, 14), 9);
        assert_eq!((drawing.page, drawing.pages), expect, "{counts:?}, {shown}");
        assert!(
            drawing.standing.is_empty() || drawing.standing.iter().any(|standing| standing.node == shown)
        );
    };
    check([0, 0], 0, (1, 1));
    check([6, 6], 11, (1, 1));
    check([12, 0], 11, (1, 1));
    check([13, 0], 11, (1, 2));
    check([13, 0], 12, (2, 2));
    check([3, 30], 3, (1, 3));
    check([3, 30], 32, (3, 3));
}

#[test]
fn twelve_have_a_line_of_words_each() {
    let drawing = arrange([6, 6], 0, (80, 14), 9);
    assert!(drawing.standing.iter().all(|standing| standing.below == 1));
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn choice(id: &str) -> Answer {
    Answer::Choice(id.to_owned())
}

fn row(id: &str, from: Option<&str>, cells: &[(&str, Answer)]) -> Row {
    let cells = cells.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    Row { id: id.to_owned(), start: None, from: from.map(str::to_owned), cells }
}

/// Who stands on the map: side, name, tie, kind.
fn check(forms: &[(&str, &[(&str, Answer)])], expect: &[&str], lacking: usize) {
    let mut case = Case::new();
    for (form, answers) in forms {
        case = case.save(form, 1, answers);
    }
    let network = network(&case.process, &case.library, &case.file);
    let words = |node: &Node| {
        let side = if node.side == Side::People { "p" } else { "o" };
        let kind = node.kind.as_ref().map_or("", |kind| &kind.choice);
        let hidden = if node.hidden { "!" } else { "" };
        format!("{side} {}{hidden} {} {kind}", node.name, node.tie.id()).trim_end().to_owned()
    };
    assert_eq!(network.nodes.iter().map(words).collect::<Vec<_>>(), expect);
    assert_eq!(network.lacking.len(), lacking);
}

#[test]
fn who_is_named_twice_stands_once() {
    let ana = [("name", text("Ana")), ("relation", choice("sibling"))];
    let members = Answer::Rows(vec![
        row("1", None, &ana),
        row("2", None, &ana),
        row("3", None, &[("relation", choice("child"))]),
    ]);
    let taken = row(
        "7",
        Some("family/members/1"),
        &[("person_name", text("Ana M.")), ("person_tie", choice("strong"))],
    );
    let people = Answer::Rows(vec![
        row("8", None, &[("person_name", text("Ion")), ("person_tie", choice("broken"))]),
        taken,
    ]);
    let service = [("service", text("Baro")), ("state", choice("in_progress"))];
    let over = [("service", text("Hastane")), ("state", choice("completed"))];
    check(
        &[
            ("assessment", &[("resources_people", people)]),
            ("family", &[("members", members)]),
            ("referral", &service),
            ("referral", &service),
            ("referral", &over),
        ],
        &[
            "p Ana M.! strong sibling",
            "p Ana! unsaid sibling",
            "p ! unsaid child",
            "p Ion! broken",
            "o Baro unsaid",
        ],
        0,
    );
}

#[test]
fn a_row_that_is_used_asks_for_somebody() {
    let row = |id: &str, cells: &[(&str, Answer)]| row(id, None, cells);
    let plan = vec![
        row("20", &[("need", text("Kira")), ("state", choice("open"))]),
        row("21", &[("need", text("Dava")), ("service", text("Baro")), ("state", choice("open"))]),
        row("22", &[("need", text("Aşı")), ("state", choice("done"))]),
    ];
    let mut start = row("23", &[("state", choice("open"))]);
    start.start = Some("housing".to_owned());
    let mut dated = start.clone();
    (dated.id, dated.start) = ("24".to_owned(), Some("job".to_owned()));
    dated.cells.insert("due".to_owned(), Answer::Date(day(-3)));
    let plan = [plan, vec![start, dated]].concat();
    check(&[("support_plan", &[("plan", Answer::Rows(plan))])], &["o Baro unsaid"], 2);
    check(&[], &[], 0);
}
