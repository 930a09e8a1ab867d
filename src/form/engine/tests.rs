//! One small form that has everything, and what happens in it.

use std::sync::Arc;

use super::{Entry, Progress, Violation};
use crate::form::answer::{Answer, Answers, Path};
use crate::form::diff::{ChangeKind, diff};
use crate::form::library::Library;
use chrono::{NaiveDate, NaiveDateTime};

const RISKS: &str = r#"
id = "risks"
version = 2
kind = "table"

[[list]]
id = "mark"
choices = [{ id = "1" }, { id = "2" }, { id = "3" }, { id = "4" }]

[[section]]
id = "person"

  [[section.field]]
  id = "child"
  type = "yes_no"
  required = true

  [[section.field]]
  id = "age"
  type = "integer"
  relevant = "${child} = 'yes'"
  min = 0
  max = 17
  required = "${child} = 'yes'"

  [[section.field]]
  id = "school"
  type = "text"
  relevant = "${age} >= 6"

  [[section.field]]
  id = "seen"
  type = "date"
  default = "today()"
  constraint = ". <= today()"

[[section]]
id = "risks"

  [[section.field]]
  id = "risk"
  type = "table"
  rows = [{ id = "flight" }, { id = "gang", set = { topic = "crime" } }]

    [[section.field.column]]
    id = "what"
    type = "text"

    [[section.field.column]]
    id = "topic"
    type = "text"

    [[section.field.column]]
    id = "likely"
    type = "one"
    choices = "mark"

    [[section.field.column]]
    id = "severe"
    type = "one"
    choices = "mark"
    required = "answered(${likely})"

    [[section.field.column]]
    id = "score"
    type = "calculated"
    calculate = "${likely} * ${severe}"

    [[section.field.column]]
    id = "state"
    type = "text"
    default = "'open'"

    [[section.field.column]]
    id = "review"
    type = "date"
    due = true
    due_unless = "${state} = 'closed'"

  [[section.field]]
  id = "level"
  type = "calculated"
  choices = "risk_level"
  calculate = "if(max(${score}) >= 12, 'extreme', if(max(${score}) >= 1, 'low', ''))"

[[section]]
id = "danger"
relevant = "${level} = 'extreme'"

  [[section.field]]
  id = "police"
  type = "item"

  [[section.field]]
  id = "first_seen"
  type = "calculated"
  calculate = "once(today())"
"#;

const PLAN: &str = r#"
id = "plan"
version = 1
kind = "table"
[[section]]
id = "plan"
  [[section.field]]
  id = "plan"
  type = "table"
  rows = [{ id = "flight" }]
  take = { form = "risks", table = "risk", where = "${likely} >= 2 and position(..) < 9", set = { state = "planned" } }
    [[section.field.column]]
    id = "need"
    type = "text"
    [[section.field.column]]
    id = "topic"
    type = "text"
    [[section.field.column]]
    id = "likely"
    type = "one"
    choices = "priority"
    [[section.field.column]]
    id = "state"
    type = "text"
    default = "'open'"
"#;

pub(super) fn now() -> NaiveDateTime {
    "2026-11-22T08:00:00".parse().unwrap()
}

pub(super) fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn library() -> Arc<Library> {
    let (library, mistakes) = Library::from_texts(&[("risks", RISKS), ("plan", PLAN)], "");
    assert_eq!(mistakes, []);
    Arc::new(library)
}

pub(super) fn start(form: &str) -> Entry {
    let library = library();
    Entry::start(&library, &library.form(form).unwrap(), now())
}

pub(super) fn text(text: &str) -> Option<Answer> {
    Some(Answer::Text(text.to_owned()))
}

pub(super) fn choice(id: &str) -> Option<Answer> {
    Some(Answer::Choice(id.to_owned()))
}

pub(super) fn field(id: &str) -> Path {
    Path::field(id)
}

pub(super) fn cell(row: &str, column: &str) -> Path {
    Path::cell("risk", row, column)
}

fn judged(entry: &mut Entry, row: &str, likely: &str, severe: &str) {
    entry.set(&cell(row, "likely"), choice(likely));
    entry.set(&cell(row, "severe"), choice(severe));
}

#[test]
fn a_new_record_has_starting_rows_and_first_values() {
    let entry = start("risks");
    let rows: Vec<_> = entry.rows("risk").iter().map(|row| (row.id.as_str(), row.start.as_deref())).collect();
    assert_eq!(rows, [("flight", Some("flight")), ("gang", Some("gang"))]);
    assert_eq!(entry.get(&cell("gang", "topic")), text("crime"));
    assert_eq!(entry.get(&cell("flight", "state")), text("open"));
    assert_eq!(entry.get(&field("seen")), Some(Answer::Date(day("2026-11-22"))));
    assert_eq!(entry.get(&field("level")), None);
    assert_eq!(entry.progress(), Progress { answered: 1, total: 3 });
}

#[test]
fn an_opened_record_gets_no_rows_and_no_values() {
    let library = library();
    let entry = Entry::open(&library, &library.form("risks").unwrap(), Answers::default(), now());
    assert_eq!(entry.rows("risk"), []);
    assert_eq!(entry.get(&field("seen")), None);
}

#[test]
fn relevance_follows_what_it_reads_and_keeps_the_answers() {
    let mut entry = start("risks");
    assert!(!entry.relevant(&field("age")));
    entry.set(&field("child"), choice("yes"));
    assert!(entry.relevant(&field("age")) && entry.required(&field("age")));
    assert!(!entry.relevant(&field("school")));
    entry.set(&field("age"), Some(Answer::Number(9.0)));
    entry.set(&field("school"), text("Atatürk"));
    assert!(entry.relevant(&field("school")));
    assert_eq!(entry.to_save().text("school"), Some("Atatürk"));

    entry.set(&field("child"), choice("no"));
    assert!(!entry.relevant(&field("age")) && !entry.relevant(&field("school")));
    let saved = entry.to_save();
    assert_eq!((saved.fields.get("age"), saved.text("school")), (None, None));
    assert_eq!(entry.answers().text("school"), Some("Atatürk"));

    entry.set(&field("child"), choice("yes"));
    assert_eq!(entry.to_save().text("school"), Some("Atatürk"));
}

#[test]
fn calculated_values_go_through_rows_fields_and_sections() {
    let mut entry = start("risks");
    judged(&mut entry, "gang", "2", "3");
    assert_eq!(entry.get(&cell("gang", "score")), Some(Answer::Number(6.0)));
    assert_eq!(entry.get(&cell("flight", "score")), None);
    assert_eq!(entry.get(&field("level")), choice("low"));
    assert!(!entry.section_relevant(2) && !entry.relevant(&field("police")));

    judged(&mut entry, "flight", "4", "3");
    assert_eq!(entry.get(&field("level")), choice("extreme"));
    assert!(entry.section_relevant(2) && entry.relevant(&field("police")));
    let saved = entry.to_save();
    assert_eq!(saved.choice("level"), Some("extreme"));
    assert_eq!(saved.get(&cell("flight", "score")), Some(&Answer::Number(12.0)));

    entry.remove_row("risk", "flight");
    assert_eq!(entry.get(&field("level")), choice("low"));
    assert!(!entry.section_relevant(2));
    assert_eq!(entry.to_save().fields.get("first_seen"), None);
}

#[test]
fn once_keeps_what_it_was() {
    let mut entry = start("risks");
    judged(&mut entry, "gang", "4", "4");
    let saved = entry.to_save();
    let later = "2026-12-24T08:00:00".parse().unwrap();
    let mut entry = Entry::open(&library(), entry.form(), saved, later);
    assert_eq!(entry.get(&field("first_seen")), Some(Answer::Date(day("2026-11-22"))));
    entry.set_now("2027-01-01T00:00:00".parse().unwrap());
    assert_eq!(entry.get(&field("first_seen")), Some(Answer::Date(day("2026-11-22"))));
}

#[test]
fn a_level_shows_what_it_was_computed_from() {
    let mut entry = start("risks");
    judged(&mut entry, "gang", "4", "3");
    let inputs: Vec<_> =
        entry.explain(&field("level")).into_iter().map(|i| (i.path, i.answer, i.depth)).collect();
    let expect = [
        (cell("gang", "score"), Some(Answer::Number(12.0)), 0),
        (cell("gang", "likely"), choice("4"), 1),
        (cell("gang", "severe"), choice("3"), 1),
    ];
    assert_eq!(inputs, expect);
    assert_eq!(entry.explain(&field("level"))[0].start.as_deref(), Some("gang"));
    assert_eq!(entry.explain(&cell("flight", "score")).len(), 2);
    assert_eq!(entry.explain(&field("age")), []);
}

#[test]
fn answers_that_do_not_fit_are_named() {
    let mut entry = start("risks");
    let mut check = |path: Path, answer: Option<Answer>, expect: Option<Violation>| {
        entry.set(&path, answer);
        assert_eq!(entry.violation(&path), expect, "{path:?}");
    };
    check(field("age"), Some(Answer::Number(99.0)), None);
    check(field("child"), choice("maybe"), Some(Violation::BadChoice));
    check(field("child"), choice("yes"), None);
    check(field("age"), Some(Answer::Number(-1.0)), Some(Violation::BelowMin(0.0)));
    check(field("age"), Some(Answer::Number(18.0)), Some(Violation::AboveMax(17.0)));
    check(field("age"), Some(Answer::Number(1.5)), Some(Violation::NotWhole));
    check(field("age"), text("nine"), Some(Violation::WrongType));
    check(field("age"), Some(Answer::Declined), None);
    check(field("seen"), Some(Answer::Date(day("2026-11-23"))), Some(Violation::Constraint));
    check(cell("gang", "likely"), choice("9"), Some(Violation::BadChoice));
    let violations: Vec<_> = entry.violations().into_iter().map(|(path, _)| path).collect();
    assert_eq!(violations, [field("seen"), cell("gang", "likely")]);
}

#[test]
fn missing_is_what_is_required_relevant_and_open() {
    let mut entry = start("risks");
    assert_eq!(entry.missing(), [field("child")]);
    entry.set(&field("child"), Some(Answer::Declined));
    entry.set(&cell("gang", "likely"), choice("2"));
    assert_eq!(entry.missing(), [cell("gang", "severe")]);
    assert_eq!(entry.progress(), Progress { answered: 3, total: 3 });
    assert_eq!(entry.summary(), [field("child"), field("seen"), field("risk")]);
    entry.set(&cell("gang", "severe"), choice("1"));
    assert_eq!(entry.missing(), []);
}

#[test]
fn a_remark_alone_leaves_a_point_open() {
    let mut entry = start("risks");
    judged(&mut entry, "gang", "4", "4");
    let item = |state: Option<&str>| {
        Some(Answer::Item { state: state.map(str::to_owned), remark: "today".to_owned() })
    };
    let open = entry.progress();
    entry.set(&field("police"), item(None));
    assert_eq!(entry.progress(), open);
    assert!(entry.summary().contains(&field("police")));
    entry.set(&field("police"), item(Some("done")));
    assert_eq!(entry.progress().answered, open.answered + 1);
    entry.set(&field("police"), Some(Answer::Item { state: None, remark: String::new() }));
    assert_eq!(entry.answers().fields.get("police"), None);
}

#[test]
fn dues_name_their_row_and_stop_when_it_is_closed() {
    let mut entry = start("risks");
    entry.set(&cell("gang", "review"), Some(Answer::Date(day("2026-12-01"))));
    entry.set(&cell("gang", "what"), text("The men from the café"));
    let dues = entry.dues();
    assert_eq!(dues.len(), 1);
    assert_eq!((dues[0].date, &dues[0].path), (day("2026-12-01"), &cell("gang", "review")));
    assert_eq!(dues[0].heading.as_deref(), Some("The men from the café"));
    assert_eq!(dues[0].start.as_deref(), Some("gang"));
    entry.set(&cell("gang", "state"), text("closed"));
    assert_eq!(entry.dues(), []);
}

#[test]
fn rows_are_added_moved_and_removed() {
    let mut entry = start("risks");
    let first = entry.add_row("risk", now()).unwrap();
    let second = entry.add_row("risk", now()).unwrap();
    assert_eq!(entry.add_row("child", now()), None);
    assert_ne!(first, second);
    assert_eq!(entry.get(&cell(&first, "state")), text("open"));
    assert_eq!(entry.missing(), [field("child")], "a row that holds only first values asks for nothing");
    assert!(entry.move_row("risk", &second, -2));
    assert!(!entry.move_row("risk", &first, 5));
    let ids: Vec<_> = entry.rows("risk").iter().map(|row| row.id.clone()).collect();
    assert_eq!(ids, ["flight".to_owned(), second.clone(), "gang".to_owned(), first.clone()]);
    entry.remove_row("risk", &first);
    assert_eq!(entry.rows("risk").len(), 3);
    entry.set(&cell(&first, "what"), text("gone"));
    assert_eq!(entry.get(&cell(&first, "what")), None);
}

#[test]
fn a_field_takes_what_was_chosen_in_a_row() {
    let text_of_form = r#"
id = "offer"
version = 1
kind = "sheet"
[[section]]
id = "s"
  [[section.field]]
  id = "taken"
  type = "text"
  adopt = { table = "offers", column = "what", where = "${likes} = 'yes'" }
  [[section.field]]
  id = "offers"
  type = "table"
    [[section.field.column]]
    id = "what"
    type = "text"
    [[section.field.column]]
    id = "likes"
    type = "yes_no"
"#;
    let (library, mistakes) = Library::from_texts(&[("offer", text_of_form)], "");
    assert_eq!(mistakes, []);
    let library = Arc::new(library);
    let mut entry = Entry::start(&library, &library.form("offer").unwrap(), now());
    let rows: Vec<String> = (0..3).filter_map(|_| entry.add_row("offers", now())).collect();
    let at = |row: usize, column: &str| Path::cell("offers", &rows[row], column);
    for (row, what) in ["A", "B", "C"].into_iter().enumerate() {
        entry.set(&at(row, "what"), text(what));
    }
    assert_eq!(entry.adoptable("offers"), [], "nothing was chosen");
    entry.set(&at(2, "likes"), Some(Answer::Choice("yes".to_owned())));
    entry.set(&at(1, "likes"), Some(Answer::Choice("yes".to_owned())));
    assert_eq!(entry.adoptable("offers"), [(field("taken"), Answer::Text("B".to_owned()))]);
    assert_eq!(entry.adoptable("taken"), [], "another table");
    entry.set(&at(1, "what"), None);
    assert_eq!(entry.adoptable("offers"), [(field("taken"), Answer::Text("C".to_owned()))]);
    for answer in [text("own"), Some(Answer::Declined)] {
        entry.set(&field("taken"), answer);
        assert_eq!(entry.adoptable("offers"), [], "an answer is not written over");
    }
}

#[test]
fn rows_are_taken_over_once_with_their_origin() {
    let mut risks = start("risks");
    judged(&mut risks, "gang", "3", "1");
    judged(&mut risks, "flight", "1", "1");
    let own = risks.add_row("risk", now()).unwrap();
    risks.set(&cell(&own, "what"), text("Debt"));
    judged(&mut risks, &own, "2", "2");

    let mut plan = start("plan");
    let rows = plan.takeable("plan", risks.form(), risks.answers());
    let seen: Vec<_> = rows.iter().map(|row| (row.start.as_deref(), row.from.as_deref())).collect();
    let from = format!("risks/risk/{own}");
    assert_eq!(seen, [(Some("risks/risk/gang"), Some("risks/risk/gang")), (None, Some(from.as_str()))]);
    assert_eq!(rows[0].cells.get("topic"), text("crime").as_ref());
    assert_eq!(rows[0].cells.get("likely"), None, "another list");
    assert_eq!(rows[1].cells.get("need"), text("Debt").as_ref());
    assert_eq!(rows[1].cells.get("state"), text("planned").as_ref());
    for row in rows {
        plan.insert_row("plan", row);
    }
    assert_eq!(plan.takeable("plan", risks.form(), risks.answers()), []);
    assert_eq!(plan.rows("plan").len(), 3);
    assert_eq!(plan.takeable("plan", &plan.form().clone(), risks.answers()), []);
}

#[test]
fn what_changed_is_told_field_by_field_and_row_by_row() {
    let mut entry = start("risks");
    entry.set(&field("child"), choice("no"));
    entry.set(&cell("gang", "likely"), choice("1"));
    let before = entry.to_save();
    entry.set(&field("child"), Some(Answer::Declined));
    entry.set(&field("seen"), None);
    entry.set(&cell("gang", "likely"), choice("2"));
    entry.remove_row("risk", "flight");
    let added = entry.add_row("risk", now()).unwrap();
    let mut after = entry.to_save();
    after.fields.insert("old".to_owned(), Answer::Number(1.0));
    let changes: Vec<_> =
        diff(entry.form(), &before, &after).into_iter().map(|change| (change.path, change.kind)).collect();
    let expect = [
        (field("child"), ChangeKind::Changed),
        (field("seen"), ChangeKind::Removed),
        (cell("gang", "likely"), ChangeKind::Changed),
        (cell(&added, "what"), ChangeKind::RowAdded),
        (cell("flight", "what"), ChangeKind::RowRemoved),
        (field("old"), ChangeKind::Added),
    ];
    assert_eq!(changes, expect);
    assert_eq!(diff(entry.form(), &after, &after), []);
    let moved = entry.to_save();
    entry.move_row("risk", &added, -1);
    let changes = diff(entry.form(), &moved, &entry.to_save());
    assert_eq!((changes.len(), changes[0].kind), (1, ChangeKind::RowsReordered));
}

#[test]
fn answers_the_form_does_not_know_are_kept() {
    let mut answers = Answers::default();
    answers.fields.insert("gone".to_owned(), Answer::Number(1.0));
    answers.fields.insert("risk".to_owned(), Answer::Text("was a text once".to_owned()));
    let library = library();
    let mut entry = Entry::open(&library, &library.form("risks").unwrap(), answers, now());
    // What was said when the table was another question is a row of it.
    let first = |entry: &Entry| entry.rows("risk")[0].cells.values().next().cloned();
    assert_eq!(first(&entry), Some(Answer::Text("was a text once".to_owned())));
    assert_eq!(entry.to_save().fields.get("gone"), Some(&Answer::Number(1.0)));
    assert!(entry.add_row("risk", now()).is_some());
    assert_eq!(first(&entry), Some(Answer::Text("was a text once".to_owned())));
}

#[test]
fn a_first_value_may_ask_for_its_own_table() {
    let text = r#"
id = "loop"
version = 1
kind = "table"
[[section]]
id = "s"
  [[section.field]]
  id = "t"
  type = "table"
  rows = [{ id = "r" }]
    [[section.field.column]]
    id = "a"
    type = "text"
    [[section.field.column]]
    id = "b"
    type = "text"
    default = "if(answered(${t}) or count(${t}) > 1, 'later', 'first')"
"#;
    let (library, mistakes) = Library::from_texts(&[("loop", text)], "");
    assert_eq!(mistakes, []);
    let library = Arc::new(library);
    let mut entry = Entry::start(&library, &library.form("loop").unwrap(), now());
    assert_eq!(entry.get(&Path::cell("t", "r", "b")), self::text("first"));
    entry.set(&Path::cell("t", "r", "a"), self::text("x"));
    let row = entry.add_row("t", now()).unwrap();
    assert_eq!(entry.get(&Path::cell("t", &row, "b")), self::text("later"));
}

/// A text in a field of numbers is one that was not understood (yet): it is kept, and says nothing.
#[test]
fn what_was_not_understood_says_nothing() {
    let mut entry = start("risks");
    entry.set(&field("child"), choice("yes"));
    entry.set(&field("age"), text("9 ya da 10"));
    assert!(!entry.relevant(&field("school")));
    assert_eq!(entry.violation(&field("age")), Some(Violation::WrongType));
    assert_eq!(entry.get(&field("age")), text("9 ya da 10"));
    entry.set(&field("age"), Some(Answer::Number(9.0)));
    assert!(entry.relevant(&field("school")));
}
