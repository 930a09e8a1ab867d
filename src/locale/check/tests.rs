use std::fs;

use super::*;

/// Puts files beside the program's own, and tells what the check then says of them, as `line:column
/// kind`: the program's own files are another test's affair.
fn check(files: &[(&str, &str)]) -> (LocaleReport, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let report = check_locales(&Locales::with_overrides(dir.path()).0);
    let root = format!("{}/", dir.path().display());
    let said = report.problems.iter().filter_map(|problem| {
        let file = problem.file.strip_prefix(&root)?;
        let (id, args) = problem.kind.message();
        let args: Vec<_> = args.into_iter().map(|(_, value)| value).collect();
        let what = id.strip_prefix("locale-problem-").unwrap_or(id);
        let said = format!("{file}:{}:{} {what} {}", problem.line, problem.column, args.join(" "));
        Some(said.trim_end().to_owned())
    });
    let said = said.collect();
    (report, said)
}

#[test]
fn missing_and_extra_messages_are_named() {
    let (report, said) = check(&[
        ("en/x.ftl", "x-both = a\n    .hint = h\nx-one = b\n"),
        ("tr/x.ftl", "x-both = a\nx-two = c\n"),
    ]);
    assert_eq!(said, Vec::<String>::new());
    let tr = report.locales.iter().find(|locale| locale.id == "tr").unwrap();
    let ours =
        |names: &[String]| names.iter().filter(|name| name.contains(":x-")).cloned().collect::<Vec<_>>();
    assert_eq!(ours(&tr.missing), ["ui:x-both.hint", "ui:x-one"]);
    assert_eq!(ours(&tr.extra), ["ui:x-two"]);
    assert!(!report.is_clean());
}

#[test]
fn a_new_language_is_compared_too() {
    let (report, _) = check(&[("ku/ui.ftl", "relative-today = îro\n")]);
    let ku = report.locales.last().unwrap();
    assert_eq!((ku.id.as_str(), ku.messages), ("ku", 1));
    assert!(ku.missing.contains(&"countries:country-TR".to_owned()));
    assert!(ku.extra.is_empty());
}

#[test]
fn variables_must_be_those_of_english() {
    let (_, said) = check(&[("tr/dates.ftl", "\nrelative-ahead = { $gun } gün\n")]);
    assert_eq!(
        said,
        [
            "tr/dates.ftl:2:1 unknown-variable ui:relative-ahead gun",
            "tr/dates.ftl:2:1 missing-variable ui:relative-ahead days",
        ]
    );
}

#[test]
fn every_kind_of_bad_text_is_named() {
    let all = [
        "# a comment = no message",
        "x-empty = { \"\" }",
        "x-cedilla = ok",
        "    .hint = aşa",
        "x-unclean = a\u{202E}b { \"\\u202E\" }",
        "x-reference = { x-nowhere } { -no-term } { x-cedilla.hint }",
        "x-function = { SHOUT($n) }",
        "x-unclean = twice",
    ];
    let text = all.join("\n");
    let (_, said) = check(&[("ro/x.ftl", &text), ("en/x.ftl", "x-function = { $n }\n")]);
    assert_eq!(
        said,
        [
            "ro/x.ftl:2:1 empty ui:x-empty",
            "ro/x.ftl:4:5 cedilla ui:x-cedilla.hint",
            "ro/x.ftl:6:1 unknown-reference ui:x-reference -no-term",
            "ro/x.ftl:6:1 unknown-reference ui:x-reference x-nowhere",
            "ro/x.ftl:7:1 unknown-function ui:x-function SHOUT",
            "ro/x.ftl:8:1 duplicate ui:x-unclean",
        ]
    );
    let (_, said) = check(&[("tr/x.ftl", "x-unclean = a\u{202E}b\nx-escaped = { \"\\u202E\" }\n")]);
    assert_eq!(said, ["tr/x.ftl:1:1 unclean ui:x-unclean", "tr/x.ftl:2:1 unclean ui:x-escaped"]);
}

#[test]
fn junk_is_named_with_its_line() {
    let (_, said) = check(&[("tr/forms/x.ftl", "good = a\n\nbad = { $x\n\nfine = b\nnothing\n")]);
    assert_eq!(said, ["tr/forms/x.ftl:3:11 junk bad = { $x", "tr/forms/x.ftl:6:8 junk nothing"]);
}

#[test]
fn plurals_must_be_those_of_the_language() {
    let choice = |id: &str, keys: &[&str]| {
        let variants: String = keys.iter().map(|key| format!("    [{key}] {{ $n }} a\n")).collect();
        format!("{id} = {{ $n ->\n{variants}   *[other] {{ $n }} b\n    }}\n")
    };
    let english =
        [choice("x-a", &["one"]), choice("x-b", &["0"]), choice("x-c", &["1"]), choice("x-d", &["few"])];
    let romanian =
        [choice("x-a", &["one"]), choice("x-b", &["0", "one", "few"]), choice("x-c", &["1", "few"])];
    let turkish = [choice("x-a", &["0"]), choice("x-b", &["one"])];
    let (_, said) = check(&[
        ("en/x.ftl", &english.concat()),
        ("ro/x.ftl", &romanian.concat()),
        ("tr/x.ftl", &turkish.concat()),
    ]);
    assert_eq!(
        said,
        [
            "en/x.ftl:5:1 missing-plural ui:x-b one",
            "en/x.ftl:13:1 missing-plural ui:x-d one",
            "en/x.ftl:13:1 unknown-plural ui:x-d few",
            "ro/x.ftl:1:1 missing-plural ui:x-a few",
        ]
    );
}

#[test]
fn every_problem_has_words() {
    let locale = crate::locale::Locale::new(&std::sync::Arc::new(Locales::embedded()), "tr");
    let s = String::new;
    for kind in [
        ProblemKind::Unreadable { reason: s() },
        ProblemKind::TooLarge,
        ProblemKind::TooDeep,
        ProblemKind::NotText,
        ProblemKind::NotALanguage { name: s() },
        ProblemKind::Junk { text: s() },
        ProblemKind::Duplicate { message: s() },
        ProblemKind::EmptyText { message: s() },
        ProblemKind::Cedilla { message: s() },
        ProblemKind::Unclean { message: s() },
        ProblemKind::UnknownVariable { message: s(), variable: s() },
        ProblemKind::MissingVariable { message: s(), variable: s() },
        ProblemKind::UnknownReference { message: s(), reference: s() },
        ProblemKind::UnknownFunction { message: s(), function: s() },
        ProblemKind::MissingPlural { message: s(), category: s() },
        ProblemKind::UnknownPlural { message: s(), category: s() },
    ] {
        let (id, args) = kind.message();
        let args: Vec<_> = args.into_iter().map(|(name, _)| (name, "value".into())).collect();
        assert!(locale.has(id), "{id}");
        let said = locale.text_with(id, &args);
        assert!(!said.contains('{'), "{id}: {said}");
        assert_eq!(said.matches("value").count(), args.len(), "{id}: {said}");
        assert!(!kind.describe(&locale).is_empty());
    }
}
