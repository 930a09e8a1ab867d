use super::{Case, library};
use crate::casework::Process;
use crate::form::{DiagnosticKind, Subject};

#[test]
fn the_embedded_process_has_no_mistakes() {
    let (process, mistakes) = Process::embedded(&library());
    let seen: Vec<_> = mistakes.iter().map(|m| (m.line, m.column, &m.kind)).collect();
    assert!(seen.is_empty(), "{seen:#?}");
    assert_eq!(process.phases().len(), 7);
    assert_eq!(process.stages().len(), 3);
    assert_eq!(process.steps().len(), 11);
    let shown: Vec<&String> = process.steps().iter().flat_map(|step| &step.forms).collect();
    let mut cases: Vec<String> = library().ids();
    cases.retain(|id| library().form(id).is_some_and(|form| form.subject == Subject::Case));
    for form in cases {
        assert!(shown.contains(&&form), "{form} belongs to no step");
    }
}

#[test]
fn mistakes_in_a_process_have_a_place() {
    let text = r#"
[[phase]]
id = "engagement"
reached = "recorded('intkae')"

[[phase]]
id = "engagement"
reached = "true()"

[[step]]
id = "interview"
phase = "engagment"
forms = ["interview", "nothing"]
done = "${intake.frist_name} = 'x' and recrded('intake')"
colour = "red"

[[gate]]
form = "interview"
open_when = "latest('consent', 'stat') = 'given' or"

[header]
searchable = ["intake.first_name", "intake.nothing"]
risk = "latest('consent', 'state', 'scope', 'intervew')"
"#;
    let (process, mistakes) = Process::from_text(text, "process.toml", &library());
    let mut found: Vec<_> = mistakes.iter().map(|m| (m.line, m.column)).collect();
    found.sort_unstable();
    let kinds = |line: usize| mistakes.iter().find(|m| m.line == line).map(|m| m.kind.clone());
    assert_eq!(
        found,
        [
            (4, 22),
            (7, 6),
            (12, 9),
            (13, 24),
            (14, 9),
            (14, 40),
            (15, 1),
            (17, 1),
            (19, 52),
            (22, 37),
            (23, 46)
        ]
    );
    assert!(
        matches!(kinds(4), Some(DiagnosticKind::UnknownForm { near: Some(near), .. }) if near == "intake")
    );
    assert!(matches!(kinds(7), Some(DiagnosticKind::Duplicate { line: 3, .. })));
    assert!(matches!(kinds(15), Some(DiagnosticKind::UnknownKey { .. })));
    assert!(matches!(kinds(17), Some(DiagnosticKind::MissingKey { key: "goto" })));
    assert_eq!(process.steps()[0].forms, ["interview"]);
    assert!(process.gates().is_empty());
}

#[test]
fn any_text_is_read_without_harm() {
    for text in ["", "[[phase]", "phase = 1", "[header]\nname = 3", "[[step]]\nforms = [1]", "\u{feff}\0"] {
        let (process, _) = Process::from_text(text, "process.toml", &library());
        let case = Case { process, ..Case::new() };
        case.state();
        case.header();
    }
}
