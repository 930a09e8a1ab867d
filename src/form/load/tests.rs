//! Forms with mistakes, and where each is said to stand.

use proptest::prelude::*;

use super::{Diagnostic, DiagnosticKind, Source, Wanted, load_form, load_lists};
use crate::form::answer::Answer;
use crate::form::expr::{ParseErrorKind, Problem};
use crate::form::schema::{FieldType, Form, Kind, List, PerCase, Required};

const HEAD: &str = "id = \"x\"\nversion = 1\nkind = \"sheet\"\n";

fn shared() -> Vec<List> {
    let text = r#"
        list = [
            { id = "yes_no", choices = [{ id = "yes" }, { id = "no" }] },
            { id = "item_state", choices = [{ id = "done" }] },
            { id = "colour", choices = [{ id = "red" }, { id = "green" }] },
        ]"#;
    let (lists, mistakes) = load_lists(&Source::new("lists.toml", text));
    assert_eq!(mistakes, []);
    lists.lists
}

fn load(text: &str) -> Result<Form, Vec<Diagnostic>> {
    load_form(&Source::new("forms/x.toml", text), &shared())
}

/// The mistakes as `line:column message variables`, one a line.
#[track_caller]
fn check(text: &str, expect: &str) {
    let found = match load(text) {
        Ok(_) => String::new(),
        Err(mistakes) => mistakes.iter().map(shown).collect::<Vec<_>>().join("\n"),
    };
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expect.join("\n"), "in\n{text}");
}

fn shown(mistake: &Diagnostic) -> String {
    let message = mistake.kind.message();
    let mut shown = format!("{}:{} {}", mistake.line, mistake.column, &message.id["check-".len()..]);
    for (name, value) in message.variables {
        shown += &format!(" {name}={value}");
    }
    mistake.kind.near().map_or(shown.clone(), |near| format!("{shown} ({near}?)"))
}

/// A form whose one section has these lines as a field, from line 7.
#[track_caller]
fn check_field(field: &str, expect: &str) {
    check(
        &format!("{HEAD}[[section]]\nid = \"s\"\n[[section.field]]\n{}", field.replace("; ", "\n")),
        expect,
    );
}

#[test]
fn a_good_form_is_read_as_written() {
    let form = load(
        r#"
        id = "x"
        version = 3
        kind = "steps"
        per_case = "one"
        timed = true
        sources = ["002 §5"]
        list = [{ id = "mark", choices = [{ id = "1", htcds = "One" }] }]
        [[section]]
        id = "s"
        summary = true
            [[section.field]]
            id = "a"
            type = "one"
            choices = "mark"
            required = "${b} = 'done'"
            declinable = false
            [[section.field]]
            id = "b"
            type = "item"
            [[section.field]]
            id = "c"
            type = "calculated"
            calculate = "${a} = 1"
            [[section.field]]
            id = "t"
            type = "table"
            rows = [{ id = "r", set = { n = 2, d = 2026-01-02, m = ["red"] } }]
                [[section.field.column]]
                id = "h"
                type = "person"
                [[section.field.column]]
                id = "n"
                type = "integer"
                [[section.field.column]]
                id = "d"
                type = "date"
                [[section.field.column]]
                id = "m"
                type = "many"
                choices = "colour"
        "#,
    )
    .unwrap();
    assert_eq!((form.version, form.kind, form.per_case), (3, Kind::Steps, PerCase::One));
    assert!(form.timed && form.sections[0].summary && !form.with_person);
    assert_eq!(form.lists[0].choices[0].htcds.as_deref(), Some("One"));
    assert!(matches!(form.field("a").unwrap().required, Required::When(_)));
    assert_eq!(form.field("b").unwrap().choices.as_deref(), Some("item_state"));
    assert_eq!(form.field("c").unwrap().choices.as_deref(), Some("yes_no"), "it is true or false");
    let set = &form.field("t").unwrap().rows[0].set;
    let day = Answer::Date("2026-01-02".parse().unwrap());
    assert_eq!(set.len(), 3);
    assert!(set.contains(&("n".to_owned(), Answer::Number(2.0))) && set.contains(&("d".to_owned(), day)));
    assert_eq!(form.items(), 1 + 1 + 1);
}

#[test]
fn every_type_is_named_as_it_is_read() {
    for kind in FieldType::ALL {
        assert_eq!(FieldType::from_name(kind.name()), Some(kind));
    }
}

#[test]
fn what_a_service_fills_exists_and_takes_words() {
    let service = |more: &str| format!("id = \"a\"; type = \"service\"; {more}");
    check_field(&service("fill = { b = \"phone\" }; [[section.field]]; id = \"b\"; type = \"note\""), "");
    check_field(
        &service(
            "fill = { bb = \"phone\", c = [\"cost\", 1], d = \"x\", a = \"x\" }; [[section.field]]; id = \"b\"; \
             type = \"note\"; [[section.field]]; id = \"d\"; type = \"date\"",
        ),
        "9:10 unknown-field name=bb (b?)
         9:28 wrong-kind key=c wanted=check-kind-texts
         9:41 not-filled field=d
         9:50 not-filled field=a",
    );
    check_field(
        "id = \"b\"; type = \"text\"; fill = { a = \"phone\" }; several = true",
        "9:1 misplaced-key key=fill type=text
         9:10 unknown-field name=a
         10:1 misplaced-key key=several type=text",
    );
}

#[test]
fn what_a_field_adopts_exists_and_fits() {
    let table = "[[section.field]]; id = \"t\"; type = \"table\"; [[section.field.column]]; id = \"h\"; \
        type = \"text\"; [[section.field.column]]; id = \"s\"; type = \"service\"; several = true; \
        fill = { h = \"organisation\", g = \"phone\" }";
    let check = |adopt: &str, expect: &str| {
        check_field(&format!("id = \"a\"; type = \"service\"; adopt = {{ {adopt} }}; {table}"), expect);
    };
    let column = "20:30 unknown-column column=g table=t";
    check("table = \"t\", column = \"s\", where = \"${h} = 'x'\"", column);
    check(
        "table = \"tt\", column = \"s\", where = \"${hh} = 'x'\"",
        &format!("9:19 unknown-table form=x table=tt (t?)\n9:48 unknown-field name=hh (h?)\n{column}"),
    );
    check(
        "table = \"t\", column = \"h\", where = \"true()\"",
        &format!("9:33 other-type column=h\n{column}"),
    );
    check("table = \"t\", column = \"x\"", &format!("9:9 missing-key key=where\n{column}"));
}

#[test]
fn keys_of_the_form() {
    check(
        "",
        "1:1 missing-key key=id\n1:1 missing-key key=version\n1:1 missing-key key=kind\n1:1 missing-key key=section",
    );
    check(
        "id = \"Şu\"\nversion = 0\nkind = \"shet\"\nper_case = 1\ntimed = \"yes\"\nsources = [1]\nfoo = 1\nsction = 2\nsection = 3",
        "1:6 bad-id given=Şu
         2:11 bad-version
         3:8 unknown-value key=kind given=shet allowed=sheet, checklist, steps, table (sheet?)
         4:12 wrong-kind key=per_case wanted=check-kind-text
         5:9 wrong-kind key=timed wanted=check-kind-flag
         6:11 wrong-kind key=sources wanted=check-kind-texts
         7:1 unknown-key key=foo
         8:1 unknown-key key=sction (section?)
         9:11 wrong-kind key=section wanted=check-kind-tables",
    );
    check(
        "id = \"y\"\nversion = -1\nkind = \"table\"\n[[section]]\nid = \"s\"",
        "1:6 file-name given=y file=x.toml\n2:11 wrong-kind key=version wanted=check-kind-whole",
    );
    check("id = \"x\nversion = = 2", "1:8 syntax detail=invalid basic string, expected `\"`
        2:11 syntax detail=extra `=`, expected nothing\n2:13 syntax detail=unexpected key or value, expected newline, `#`");
}

#[test]
fn keys_of_fields() {
    check_field(
        "id = \"form\"; type = \"txt\"",
        "7:6 reserved-id given=form\n8:8 unknown-type given=txt (text?)",
    );
    check_field("type = \"text\"", "6:1 missing-key key=id");
    check_field("id = \"a\"", "6:1 missing-key key=type");
    check_field(
        "id = \"1a\"; type = \"text\"; sensitve = true",
        "7:6 bad-id given=1a\n9:1 unknown-key key=sensitve (sensitive?)",
    );
    check_field("id = \"a\"; type = \"one\"", "7:6 missing-choices type=one");
    check_field("id = \"a\"; type = \"many\"; choices = \"color\"", "9:11 unknown-list list=color (colour?)");
    check_field(
        "id = \"a\"; type = \"text\"; choices = \"colour\"; min = 1; keep = true; due = true",
        "9:1 misplaced-key key=choices type=text\n10:1 misplaced-key key=min type=text
         11:1 misplaced-key key=keep type=text\n12:1 misplaced-key key=due type=text",
    );
    check_field("id = \"a\"; type = \"scale\"; max = 5", "7:6 missing-key key=min");
    check_field("id = \"a\"; type = \"scale\"; min = 5; max = 1.5", "10:7 bounds min=5 max=1.5");
    check_field("id = \"a\"; type = \"calculated\"", "7:6 missing-key key=calculate");
    check_field(
        "id = \"a\"; type = \"date\"; required = 1",
        "9:12 wrong-kind key=required wanted=check-kind-flag-or-condition",
    );
    check_field(
        "id = \"a\"; type = \"text\"; [[section.field]]; id = \"a\"; type = \"text\"",
        "10:6 duplicate id=a line=7",
    );
}

#[test]
fn lists_and_tables() {
    check(
        &format!(
            "{HEAD}[[list]]\nid = \"l\"\nchoices = []\n[[list]]\nid = \"l\"\nchoices = [{{ id = \"a\" }}, {{ id = \"a\", x = 1 }}]\n[[section]]\nid = \"s\"\n[[section]]\nid = \"s\""
        ),
        "4:1 empty-list list=l
         8:6 duplicate id=l line=5
         9:33 duplicate id=a line=9
         9:38 unknown-key key=x
         13:6 duplicate id=s line=11",
    );
    check_field("id = \"a\"; type = \"table\"", "7:6 no-columns");
    check_field(
        "id = \"a\"; type = \"table\"; rows = [{ id = \"r\", set = { c = \"blue\", e = 1 } }, { id = \"r\" }]; [[section.field.column]]; id = \"b\"; type = \"date\"; [[section.field.column]]; id = \"c\"; type = \"one\"; choices = \"colour\"; [[section.field.column]]; id = \"d\"; type = \"item\"",
        "9:33 unknown-choice name=c choice=blue
         9:41 unknown-column column=e table=a
         9:59 duplicate id=r line=9
         11:6 first-column type=date
         19:8 bad-column type=item",
    );
    check_field(
        "id = \"a\"; type = \"table\"; take = { form = \"y\", where = \"1 +\" }; [[section.field.column]]; id = \"b\"; type = \"text\"",
        "9:8 missing-key key=table\n9:34 condition-value",
    );
}

#[test]
fn conditions_say_which_part_of_them_is_wrong() {
    check_field(
        "id = \"a\"; type = \"one\"; choices = \"colour\"; relevant = \"${ab} = 1 and selectd(2, 1)\"; constraint = \". = 'blue'\"; default = \"'gren'\"",
        "10:13 unknown-field name=ab (a?)
         10:27 unknown-function name=selectd (selected?)
         11:19 unknown-choice name=a choice=blue
         12:12 unknown-choice name=a choice=gren (green?)",
    );
    check_field("id = \"a\"; type = \"text\"; relevant = \"şu = 1\"", "9:13 condition-word word=şu");
    check_field(
        "id = \"a\"; type = \"text\"; constraint = '''\nif(1)'''",
        "10:1 arguments function=if given=1 least=3",
    );
    check_field(
        "id = \"a\"; type = \"text\"; constraint = \"\\u0069f(1)\"",
        "9:14 arguments function=if given=1 least=3",
    );
    check_field("id = \"a\"; type = \"text\"; required = \"\"", "9:13 condition-empty");
    check_field(
        "id = \"a\"; type = \"yes_no\"; constraint = \"selected(${a}, 'ja')\"",
        "9:30 unknown-choice name=a choice=ja",
    );
}

#[test]
fn circles_are_named() {
    check_field("id = \"a\"; type = \"calculated\"; calculate = \"1 + ${a}\"", "9:18 circle path=a -> a");
    check_field("id = \"a\"; type = \"calculated\"; calculate = \". + 1\"", "9:13 circle path=a -> a");
    check_field("id = \"a\"; type = \"calculated\"; calculate = \"once(today())\"", "");
    check_field(
        "id = \"a\"; type = \"calculated\"; calculate = \"${b} * 2\"; [[section.field]]; id = \"b\"; type = \"text\"; relevant = \"${c}\"; [[section.field]]; id = \"c\"; type = \"integer\"; relevant = \"${a} > 1\"",
        "9:14 circle path=a -> b -> c -> a",
    );
    check(
        &format!(
            "{HEAD}[[section]]\nid = \"s\"\nrelevant = \"${{a}} = 1\"\n[[section.field]]\nid = \"a\"\ntype = \"text\""
        ),
        "6:13 circle path=s -> a -> s",
    );
    // A row's value and a total over all rows wait for each other, though no single cell would.
    check_field(
        "id = \"t\"; type = \"table\"; [[section.field.column]]; id = \"h\"; type = \"text\"; [[section.field.column]]; id = \"part\"; type = \"calculated\"; calculate = \"1 div ${sum}\"; [[section.field]]; id = \"sum\"; type = \"calculated\"; calculate = \"sum(${part})\"",
        "15:20 circle path=part -> sum -> part",
    );
}

#[test]
fn a_mistake_is_shown_with_its_line_and_a_marker() {
    let text = format!("{HEAD}sources = [\"ğüşıöç\"] # é\r\nfoo = 1\nsction = 2\n[[section]]\nid = \"s\"");
    let mistakes = load(&text).unwrap_err();
    let words = |id: &str, variables: &[(&str, String)]| format!("{id} {variables:?}");
    let expect = "\
check-error []: check-unknown-key [(\"key\", \"sction\")]
 --> forms/x.toml:6:1
  |
6 | sction = 2
  | ^^^^^^
  |
  = check-near [(\"near\", \"section\")]";
    assert_eq!(mistakes[1].render(&words), expect);
    let unreadable = Diagnostic::of_file("forms/y.toml", DiagnosticKind::Unreadable);
    assert_eq!(unreadable.render(&words), "check-error []: check-unreadable []\n--> forms/y.toml");
    let kind = DiagnosticKind::WrongKind { key: "a".to_owned(), wanted: Wanted::Flag };
    let shown = Diagnostic::of_file("f", kind).message(&words);
    assert_eq!(shown, "check-wrong-kind [(\"key\", \"a\"), (\"wanted\", \"check-kind-flag []\")]");
}

#[test]
fn no_bytes_of_a_text_break_a_mistake() {
    let source = Source::new("f", "ş = 1\r\nğ");
    for start in 0..12 {
        for end in 0..12 {
            let mistake = source.diagnostic(start..end, DiagnosticKind::BadVersion);
            mistake.render(&|id, _| id.to_owned());
        }
    }
}

/// One mistake of each kind.
fn all_kinds() -> Vec<DiagnosticKind> {
    use DiagnosticKind as K;
    let s = || String::from("s");
    let wanted = |wanted| K::WrongKind { key: s(), wanted };
    let arguments = |most| K::Problem(Problem::Arguments { function: s(), given: 1, least: 2, most });
    vec![
        K::Unreadable,
        K::TooLarge,
        K::Syntax { detail: s() },
        K::UnknownKey { key: s(), near: None },
        K::MissingKey { key: "k" },
        wanted(Wanted::Text),
        wanted(Wanted::Texts),
        wanted(Wanted::Whole),
        wanted(Wanted::Number),
        wanted(Wanted::Flag),
        wanted(Wanted::FlagOrCondition),
        wanted(Wanted::Table),
        wanted(Wanted::Tables),
        wanted(Wanted::Answer),
        K::UnknownType { given: s(), near: None },
        K::UnknownValue { key: "k", given: s(), allowed: s(), near: None },
        K::MisplacedKey { key: s(), of: "t" },
        K::BadId { given: s() },
        K::ReservedId { given: s() },
        K::FileName { given: s(), file: s() },
        K::Duplicate { id: s(), line: 1 },
        K::DuplicateForm { id: s(), file: s() },
        K::BadVersion,
        K::MissingChoices { of: "t" },
        K::UnknownList { list: s(), near: None },
        K::EmptyList { list: s() },
        K::Bounds { min: 1.0, max: 0.0 },
        K::NoColumns,
        K::FirstColumn { of: "t" },
        K::BadColumn { of: "t" },
        K::Condition(ParseErrorKind::Empty),
        K::Condition(ParseErrorKind::ValueExpected),
        K::Condition(ParseErrorKind::Unexpected),
        K::Condition(ParseErrorKind::TextOpen),
        K::Condition(ParseErrorKind::NameBroken),
        K::Condition(ParseErrorKind::ParenthesisOpen),
        K::Condition(ParseErrorKind::BareWord(s())),
        K::Condition(ParseErrorKind::NumberTooLarge),
        K::Condition(ParseErrorKind::TooDeep),
        K::Problem(Problem::UnknownName { name: s(), near: None }),
        K::Problem(Problem::UnknownFunction { name: s(), near: None }),
        K::Problem(Problem::UnknownChoice { name: s(), choice: s(), near: None }),
        arguments(None),
        arguments(Some(2)),
        arguments(Some(3)),
        K::Circle { path: vec![s()] },
        K::UnknownForm { form: s(), near: None },
        K::UnknownTable { form: s(), table: s(), near: None },
        K::UnknownColumn { column: s(), table: s(), near: None },
        K::UnknownQuestion { field: s(), near: None },
        K::UnknownField { form: s(), field: s(), near: None },
        K::NotFilled { field: s() },
        K::OtherType { column: s() },
        K::MissingMessage { lang: s(), id: s() },
        K::MissingAttribute { lang: s(), id: s(), attribute: s() },
    ]
}

#[test]
fn every_kind_has_words_in_every_language() {
    for lang in ["en", "tr", "ro"] {
        let root = env!("CARGO_MANIFEST_DIR");
        let words = std::fs::read_to_string(format!("{root}/locales/{lang}/check.ftl")).unwrap();
        assert!(fluent_syntax::parser::parse(words.as_str()).is_ok(), "{lang}");
        let line = |id: &str| {
            let found = words.lines().find(|line| line.starts_with(&format!("{id} = ")));
            found.unwrap_or_else(|| panic!("{id} has no words in {lang}")).to_owned()
        };
        assert!(line("check-near").contains("{ $near }") && !line("check-error").is_empty());
        for kind in all_kinds() {
            let message = kind.message();
            let text = line(message.id);
            let used = text.matches("{ $").count();
            for (name, value) in &message.variables {
                // How many arguments a function takes at most may go without saying.
                assert!(text.contains(&format!("{{ ${name} }}")), "{lang}: {} lacks ${name}", message.id);
                if *name == "wanted" {
                    line(value);
                }
            }
            assert!(used >= message.variables.len(), "{lang}: {}", message.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever is cut out of a form or written into it, there are mistakes, or there is a form.
    #[test]
    fn no_text_breaks_the_loader(from in 0usize..400, length in 0usize..40, piece in "[\\[\\]{}=\"'.,#a-z0-9 \n$şğ]{0,12}") {
        let text = format!("{HEAD}[[list]]\nid = \"l\"\nchoices = [{{ id = \"a\" }}]\n[[section]]\nid = \"s\"\n\
            [[section.field]]\nid = \"t\"\ntype = \"table\"\nrows = [{{ id = \"r\", set = {{ c = \"a\" }} }}]\n\
            [[section.field.column]]\nid = \"b\"\ntype = \"text\"\nrelevant = \"${{c}} = 'a'\"\n\
            [[section.field.column]]\nid = \"c\"\ntype = \"one\"\nchoices = \"l\"\nrequired = true\n");
        prop_assert!(load(&text).is_ok());
        let broken: String =
            text.chars().take(from).chain(piece.chars()).chain(text.chars().skip(from + length)).collect();
        for mistake in load(&broken).err().unwrap_or_default() {
            mistake.render(&|id, _| id.to_owned());
        }
        let _ = load_lists(&Source::new("lists.toml", broken));
    }
}

#[test]
fn what_a_form_begins_with_and_gathers_is_checked() {
    let column = "[[section.field.column]]; id = \"b\"; type = \"text\"; ";
    let table = |keys: &str| format!("id = \"a\"; type = \"table\"; {keys}; {column}");
    check_field("id = \"a\"; type = \"text\"; prefill = \"${x.y\"", "9:12 condition-name");
    check_field("id = \"a\"; type = \"item\"; prefill = \"1\"", "9:1 misplaced-key key=prefill type=item");
    check_field(&table("open_dues = \"c\""), "9:13 unknown-column column=c table=a");
    check_field(&table("open_dues = \"b\""), "9:13 misplaced-key key=open_dues type=text");
    check_field(
        &table("take = { form = \"y\", table = \"t\", columns = { c = \"d\" }, auto = true, push = true }"),
        "9:47 unknown-column column=c table=a",
    );
    check_field(
        &table("take = { form = \"y\", table = \"t\", columns = { b = 1 } }"),
        "9:51 wrong-kind key=b wanted=check-kind-text",
    );
    let columns = "[[section.field.column]]; id = \"b\"; type = \"text\"; [[section.field.column]]; id = \"d\"; type = \"date\"; \
                   [[section.field.column]]; id = \"m\"; type = \"many\"; choices = \"colour\"; \
                   [[section.field.column]]; id = \"y\"; type = \"yes_no\"; ";
    let gather =
        |keys: &str| format!("id = \"a\"; type = \"table\"; {columns}[section.field.gather]; {keys}");
    let good = "record = \"b\"; date = \"d\"; for = \"m\"; accepted = \"y\"";
    check_field(&gather(&format!("{good}; from = [{{ form = \"e\", facts = {{ f = [\"red\"] }} }}]")), "");
    check_field(
        &gather("record = \"b\"; date = \"b\"; for = \"m\"; accepted = \"y\""),
        "24:8 misplaced-key key=date type=text",
    );
    check_field(&gather("record = \"b\"; date = \"d\"; for = \"m\""), "22:1 missing-key key=accepted");
    check_field(
        &gather(&format!("{good}; from = [{{ form = \"e\", facts = {{ f = [\"rad\"], g = 1 }} }}]")),
        "27:38 unknown-choice name=m choice=rad (red?)\n27:50 wrong-kind key=g wanted=check-kind-texts",
    );
}
