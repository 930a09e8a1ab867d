//! Tables of conditions with what they yield, and properties that hold for every text and tree.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::ast::{Expr, Node, Operator};
use super::{Condition, ParseErrorKind, Problem, Scope, Signature, Value, Vocabulary};

struct Fixed(BTreeMap<&'static str, Value>);

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn fixed() -> Fixed {
    let list = |items: &[&str]| Value::List(items.iter().map(|item| text(item)).collect());
    Fixed(BTreeMap::from([
        ("age", Value::Number(17.0)),
        ("level", text("3")),
        ("name", text("Şahin")),
        ("born", Value::Date("2008-05-04".parse().unwrap())),
        ("at", Value::Time("14:30:00".parse().unwrap())),
        ("needs", list(&["shelter", "health"])),
        ("scores", Value::List(vec![text("2"), Value::Number(12.0), text("9")])),
        ("who", Value::List(vec![list(&["a", "b"]), list(&["b"]), list(&[])])),
        ("yes", text("yes")),
        ("truth", Value::Bool(false)),
    ]))
}

impl Scope for Fixed {
    fn variable(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or(Value::Nothing)
    }
    fn current(&self) -> Value {
        Value::Number(5.0)
    }
    fn declined(&self, name: &str) -> bool {
        name == "declined"
    }
    fn position(&self) -> usize {
        2
    }
    fn now(&self) -> NaiveDateTime {
        "2026-11-22T08:05:00".parse().unwrap()
    }
    fn function(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        (name == "twice").then(|| Value::Number(arguments.first()?.number()? * 2.0).into())?
    }
}

fn value(condition: &str) -> Value {
    Condition::parse(condition).unwrap_or_else(|error| panic!("{condition}: {error:?}")).eval(&fixed())
}

#[track_caller]
fn check(condition: &str, expect: &str) {
    assert_eq!(value(condition).text(), expect, "{condition} yields {:?}", value(condition));
}

#[test]
fn operators_bind_as_in_xpath() {
    check("1 + 2 * 3", "7");
    check("(1 + 2) * 3", "9");
    check("7 - 2 - 1", "4");
    check("-2 * -3", "6");
    check("7 mod 4 + 6 div 4", "4.5");
    check("1 < 2 and 2 < 1 or 3 = 3", "true");
    check("1 + 1 = 2", "true");
    check(".5 + . ", "5.5");
    check("1 div 0", "");
    check("${age}<18 and ${age}!=16", "true");
}

#[test]
fn texts_are_numbers_and_days_where_those_are_wanted() {
    check("${level} * 4 >= 12", "true");
    check("${level} = 3", "true");
    check("'10' > '9'", "true");
    check("'abc' * 2", "");
    check("${name} = 'Şahin' and ${name} != \"x\"", "true");
    check("${born} < '2009-01-01'", "true");
    check("today() - ${born}", "6776");
    check("today() + 14", "2026-12-06");
    check("14 + today()", "2026-12-06");
    check("today() - 22", "2026-10-31");
    check("today() + 99999999999999", "");
    check("${born} <= now()", "true");
    check("${at} > '14:00'", "true");
    check("date('2026-02-30')", "");
    check("date(now())", "2026-11-22");
    check("${truth} = 'no'", "true");
}

#[test]
fn nothing_compares_with_nothing() {
    for operator in ["=", "!=", "<", "<=", ">", ">="] {
        check(&format!("${{none}} {operator} 1"), "false");
        check(&format!("'a' {operator} ${{none}}"), "false");
        check(&format!("${{none}} {operator} ${{other}}"), "false");
    }
    check("${none} = ''", "true");
    check("${none} != ''", "false");
    check("${name} = ''", "false");
    check("${name} != ''", "true");
    check("${none} + 1", "");
    check("not(${none})", "true");
    check("answered(${name}) and not(answered(${none})) and declined(${declined})", "true");
}

#[test]
fn lists_are_summed_counted_joined_and_searched() {
    check("selected(${needs}, 'health')", "true");
    check("selected(${needs}, 'heal')", "false");
    check("selected(${yes}, 'yes')", "true");
    check("count-selected(${needs})", "2");
    check("${needs} = 'shelter'", "true");
    check("${needs} != 'shelter'", "false");
    check("${needs} != 'work'", "true");
    check("max(${scores})", "12");
    check("min(${scores}, 1)", "1");
    check("sum(${scores})", "23");
    check("sum(${none})", "0");
    check("max(${none})", "");
    check("max(${born}, today())", "2026-11-22");
    check("count(${scores}) + count(${none}) + count(${age})", "4");
    check("count(${who})", "2");
    check("count-if(${who}, 'b')", "2");
    check("join(', ', ${needs})", "shelter, health");
}

#[test]
fn the_other_functions() {
    check("if(${age} < 18, 'child', 'adult')", "child");
    check("coalesce(${none}, '', ${name})", "Şahin");
    check("string-length(${name})", "5");
    check("concat(${name}, 1, '-', ${none})", "Şahin1-");
    check("contains(${name}, 'ah') and starts-with(${name}, 'Ş') and ends-with(${name}, 'n')", "true");
    check("contains(${none}, 'a')", "false");
    check("int(2.7) + number('1')", "3");
    check("round(2.345, 2)", "2.35");
    check("round(2.5)", "3");
    check("position(..)", "2");
    check("once(1)", "5");
    check("boolean(0) or true() and not(false())", "true");
    check("twice(4)", "8");
    check("unknown(4)", "");
}

#[track_caller]
fn broken(condition: &str, at: usize, kind: ParseErrorKind) {
    let error = Condition::parse(condition).unwrap_err();
    assert_eq!((error.at, error.kind), (at, kind), "{condition}");
}

#[test]
fn a_broken_condition_says_where() {
    broken("", 0, ParseErrorKind::Empty);
    broken("  ", 0, ParseErrorKind::Empty);
    broken("1 +", 3, ParseErrorKind::ValueExpected);
    broken("${a} == 1", 6, ParseErrorKind::ValueExpected);
    broken("${a} ${b}", 5, ParseErrorKind::Unexpected);
    broken("'abc", 0, ParseErrorKind::TextOpen);
    broken("1 + ${a", 4, ParseErrorKind::NameBroken);
    broken("${ş}", 0, ParseErrorKind::NameBroken);
    broken("(1 + 2", 0, ParseErrorKind::ParenthesisOpen);
    broken("max(1, 2", 3, ParseErrorKind::ParenthesisOpen);
    broken("(1 + 2]", 6, ParseErrorKind::Unexpected);
    broken("a = 1", 0, ParseErrorKind::BareWord("a".to_owned()));
    broken("1.2.3", 0, ParseErrorKind::Unexpected);
    broken(&"9".repeat(400), 0, ParseErrorKind::NumberTooLarge);
    assert_eq!(Condition::parse(&"(".repeat(9999)).unwrap_err().kind, ParseErrorKind::TooDeep);
    assert_eq!(Condition::parse(&"-".repeat(9999)).unwrap_err().kind, ParseErrorKind::TooDeep);
    let chain = vec!["1"; 5000].join(" + ");
    assert_eq!(Condition::parse(&chain).unwrap_err().kind, ParseErrorKind::TooDeep);
}

struct Words;

impl Vocabulary for Words {
    fn names(&self) -> Vec<&str> {
        vec!["state", "other"]
    }
    fn choices(&self, name: &str) -> Option<Vec<&str>> {
        (name == "state").then(|| vec!["open", "done"])
    }
    fn current(&self) -> Option<&str> {
        Some("state")
    }
    fn functions(&self) -> &[Signature] {
        &[Signature { name: "latest", least: 1, most: 1 }]
    }
}

#[test]
fn names_calls_and_problems_have_their_place() {
    let condition = Condition::parse("selected(${state}, 'done') and latest(${other})").unwrap();
    assert_eq!(condition.names(), [("state".to_owned(), 9..17), ("other".to_owned(), 38..46)]);
    let calls = condition.calls();
    assert_eq!(calls[0].arguments[1], (Some("done".to_owned()), 19..25));
    assert_eq!(calls[1].span, 31..37);
    assert_eq!(condition.problems(&Words), []);

    let problems = |text: &str| Condition::parse(text).unwrap().problems(&Words);
    let near = |word: &str| Some(word.to_owned());
    let (state, name) = ("state".to_owned(), "stat".to_owned());
    assert_eq!(problems("${stat}"), [(0..7, Problem::UnknownName { name, near: near("state") })]);
    let problem = Problem::UnknownFunction { name: "selectd".to_owned(), near: near("selected") };
    assert_eq!(problems("selectd(1, 2)"), [(0..7, problem)]);
    let problem = Problem::Arguments { function: "if".to_owned(), given: 1, least: 3, most: Some(3) };
    assert_eq!(problems("if(1)"), [(0..2, problem)]);
    let problem =
        Problem::UnknownChoice { name: state.clone(), choice: "dne".to_owned(), near: near("done") };
    assert_eq!(problems("'dne' = ${state}"), [(0..5, problem)]);
    let problem = Problem::UnknownChoice { name: state, choice: "x".to_owned(), near: None };
    assert_eq!(problems(". != 'x'"), [(5..8, problem)]);
}

fn tree() -> impl Strategy<Value = Node> {
    let node = |expr| Node::new(0..0, expr);
    let leaf = prop_oneof![
        (0u32..100_000, 0u32..3).prop_map(|(n, d)| Expr::Number(f64::from(n) / 10f64.powi(d as i32))),
        "[^']{0,6}".prop_map(Expr::Text),
        "[a-z][a-z0-9_]{0,6}".prop_map(Expr::Name),
        Just(Expr::Current),
        Just(Expr::Parent),
    ]
    .prop_map(node);
    let operators = [
        Operator::Or,
        Operator::And,
        Operator::Equal,
        Operator::NotEqual,
        Operator::Less,
        Operator::GreaterEqual,
        Operator::Add,
        Operator::Subtract,
        Operator::Multiply,
        Operator::Divide,
        Operator::Remainder,
    ];
    let functions: Vec<&str> = super::functions::FUNCTIONS.iter().map(|function| function.name).collect();
    leaf.prop_recursive(6, 40, 4, move |inner| {
        prop_oneof![
            inner.clone().prop_map(move |i| node(Expr::Negate(Box::new(i)))),
            (prop::sample::select(operators.to_vec()), inner.clone(), inner.clone())
                .prop_map(move |(o, l, r)| node(Expr::Binary(o, Box::new(l), Box::new(r)))),
            (prop::sample::select(functions.clone()), prop::collection::vec(inner, 0..4))
                .prop_map(move |(f, a)| node(Expr::Call(f.to_owned(), a))),
        ]
    })
}

proptest! {
    #[test]
    fn reading_never_panics(text in any::<String>()) {
        let _ = Condition::parse(&text);
    }

    #[test]
    fn reading_pieces_never_panics_and_evaluating_is_total(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "${age}", "${needs}", "${born}", ".", "..", "'x'", "'", "3", "0.5", "(", ")", ",", " ", "-", "+",
            "*", " div ", " mod ", " and ", " or ", "=", "!=", "<", ">=", "max(", "selected(", "date(", "round(",
        ]), 0..16),
    ) {
        if let Ok(condition) = Condition::parse(&pieces.concat()) {
            condition.eval(&fixed());
        }
    }

    #[test]
    fn a_printed_tree_reads_back_the_same(tree in tree()) {
        let printed = tree.to_string();
        let read = Condition::parse(&printed);
        prop_assert_eq!(read.as_ref().map(|c| c.root()), Ok(&tree), "{}", printed);
    }

    #[test]
    fn every_tree_has_a_value(tree in tree()) {
        super::eval::eval(&tree, &fixed());
    }
}

/// A short condition over a long answer neither takes all memory nor says more than there is room for.
#[test]
fn a_condition_reads_no_more_than_it_may() {
    struct Long;
    impl Scope for Long {
        fn variable(&self, _: &str) -> Value {
            Value::Text("x".repeat(1 << 20))
        }
        fn now(&self) -> chrono::NaiveDateTime {
            chrono::NaiveDateTime::default()
        }
    }
    let many = |times: usize| vec!["string-length(${a})"; times].join(" + ");
    let value = |text: &str| Condition::parse(text).unwrap().eval(&Long).number();
    assert_eq!(value(&many(4)), Some(f64::from(4 << 20)));
    assert_eq!(value(&many(60)), Some(f64::from(16 << 20)));
    let joined = format!("string-length(join(${{a}}, {}))", vec!["'x'"; 5000].join(", "));
    assert_eq!(value(&joined), Some(f64::from(64 << 10)));
    let list = Value::List(vec![Value::Text("y".repeat(100)); 1000]);
    assert_eq!(list.bounded(), Value::Nothing);
}
