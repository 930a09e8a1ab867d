//! The library and the check of forms, on directories like a user's.

// The lint's exception for tests does not reach their helpers.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use vaka::form::check::{check, check_words, list_message_ids, message_ids};
use vaka::form::{Diagnostic, Library};

const GOOD: &str = r#"id = "good"
version = 2
kind = "checklist"
[[list]]
id = "mark"
choices = [{ id = "a" }]
[[section]]
id = "s"
  [[section.field]]
  id = "when"
  type = "date"
  constraint = ". <= today()"
  [[section.field]]
  id = "point"
  type = "item"
  [[section.field]]
  id = "rows"
  type = "table"
  rows = [{ id = "one" }, { id = "two" }]
    [[section.field.column]]
    id = "what"
    type = "text"
    [[section.field.column]]
    id = "much"
    type = "scale"
    min = 1
    max = 5
"#;

fn dir(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn shown(mistakes: &[Diagnostic]) -> Vec<String> {
    let file = |mistake: &Diagnostic| Path::new(&mistake.file).file_name().unwrap().display().to_string();
    let one = |m: &Diagnostic| format!("{}:{}:{} {}", file(m), m.line, m.column, m.kind.message().id);
    mistakes.iter().map(one).collect()
}

#[test]
fn a_library_can_be_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Arc::new(Library::embedded()));
}

#[test]
fn every_built_in_form_is_good() {
    let report = check(&[]);
    assert_eq!(shown(&report.errors), [""; 0]);
    let ids: Vec<String> = report.forms.iter().map(|form| form.id.clone()).collect();
    let library = Library::embedded();
    assert_eq!(library.ids(), ids);
    // A build does not notice a new file in a directory by itself.
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/forms")).unwrap();
    let files =
        files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "toml"));
    let others = ["lists", "process"];
    let mut on_disk: Vec<String> =
        files.map(|path| path.file_stem().unwrap().display().to_string()).collect();
    on_disk.retain(|id| !others.contains(&id.as_str()));
    on_disk.sort();
    assert_eq!(ids, on_disk, "change src/form/library.rs, so that the forms are embedded anew");
    assert!(ids.iter().all(|id| library.form(id).is_some()));
    assert!(library.form("lists").is_none() && library.form("process").is_none());
}

#[test]
fn a_broken_form_of_the_users_is_left_out_and_named() {
    let bad = GOOD.replace("item", "itm").replace("\"good\"", "\"bad\"");
    let lists = "[[list]]\nid = \"yes_no\"\nchoices = [{ id = \"ja\" }]";
    let own = "id = \"own\"\nversion = 1\nkind = \"sheet\"\n[[section]]\nid = \"s\"\n[[section.field]]\nid = \"f\"\ntype = \"yes_no\"\n";
    let dir = dir(&[
        ("forms/good.toml", GOOD),
        ("forms/bad.toml", &bad),
        ("forms/own.toml", own),
        ("forms/lists.toml", lists),
        ("forms/process.toml", "nothing = 1"),
        ("forms/notes.txt", "x"),
    ]);
    let (library, mistakes) = Library::with_overrides(dir.path());
    assert_eq!(shown(&mistakes), ["bad.toml:15:10 check-unknown-type"]);
    assert!(library.form("bad").is_none());
    assert_eq!(library.form("good").unwrap().version, 2);
    let own = library.form("own").unwrap();
    assert_eq!(library.list(&own, "yes_no").unwrap().choices[0].id, "ja");
    assert_eq!(library.list(&own, "item_state").unwrap().choices.len(), 3);
    let (library, mistakes) = Library::with_overrides(&dir.path().join("missing"));
    assert_eq!((library.ids(), mistakes.len()), (Library::embedded().ids(), 0));
}

#[test]
fn a_check_names_forms_and_mistakes_of_files_and_directories() {
    let taking = r#"id = "taking"
version = 1
kind = "table"
[[section]]
id = "s"
  [[section.field]]
  id = "t"
  type = "table"
  take = { form = "good", table = "rows", where = "${much} > 1 and ${mich} < 2" }
    [[section.field.column]]
    id = "c"
    type = "text"
  [[section.field]]
  id = "u"
  type = "table"
  take = { form = "god", table = "rows" }
    [[section.field.column]]
    id = "d"
    type = "text"
  [[section.field]]
  id = "v"
  type = "table"
  take = { form = "good", table = "row" }
    [[section.field.column]]
    id = "e"
    type = "text"
"#;
    let filling = r#"id = "filling"
version = 1
kind = "sheet"
[[section]]
id = "s"
  [[section.field]]
  id = "to"
  type = "service"
  fill = { how = "phone", terms = ["cost", "costs"] }
  [[section.field]]
  id = "how"
  type = "text"
  [[section.field]]
  id = "terms"
  type = "note"
"#;
    let dir = dir(&[
        ("good.toml", GOOD),
        ("filling.toml", filling),
        ("taking.toml", taking),
        ("lists.toml", "list = 1"),
        ("sub/good.toml", GOOD),
    ]);
    let report = check(&[dir.path().to_owned(), dir.path().join("sub"), dir.path().join("gone.toml")]);
    let expect = [
        "filling.toml:9:35 check-unknown-form-field",
        "gone.toml:0:0 check-unreadable",
        "lists.toml:1:8 check-wrong-kind",
        "good.toml:1:6 check-duplicate-form",
        "taking.toml:9:68 check-unknown-field",
        "taking.toml:16:19 check-unknown-form",
        "taking.toml:23:35 check-unknown-table",
    ];
    assert_eq!(shown(&report.errors), expect);
    let facts: Vec<_> =
        report.forms.iter().map(|f| (f.id.as_str(), f.version, f.kind, f.fields, f.items)).collect();
    assert_eq!(
        facts,
        [("filling", 1, "sheet", 3, 0), ("good", 2, "checklist", 5, 3), ("taking", 1, "table", 6, 0)]
    );
}

#[test]
fn words_that_are_missing_are_named_at_the_field() {
    let (library, mistakes) = Library::from_texts(&[("good", GOOD)], "");
    assert_eq!(shown(&mistakes), [""; 0]);
    let form = library.form("good").unwrap();
    let needs: Vec<String> = message_ids(&form)
        .into_iter()
        .map(|need| format!("{} {}", need.id, need.attributes.join(" ")).trim().to_owned())
        .collect();
    let expect = [
        "form hint",
        "choice-mark-a",
        "section-s",
        "when constraint",
        "point",
        "rows",
        "column-rows-what",
        "column-rows-much low high",
        "row-rows-one",
        "row-rows-two",
    ];
    assert_eq!(needs, expect);
    let has = |lang: &str, id: &str| lang == "en" || !["when.constraint", "row-rows-two"].contains(&id);
    let missing = shown(&check_words(&form, &has, &["en", "tr"]));
    assert_eq!(missing, ["good.toml:10:8 check-missing-attribute", "good.toml:19:34 check-missing-message"]);
    assert!(list_message_ids(library.shared_lists()).iter().any(|need| need.id == "choice-yes_no-unknown"));
}

#[test]
fn what_a_form_asks_of_another_must_be_there() {
    let bad = r#"id = "bad"
version = 1
kind = "sheet"
[[section]]
id = "s"
  [[section.field]]
  id = "day"
  type = "date"
  prefill = "${good.when}"
  [[section.field]]
  id = "words"
  type = "text"
  prefill = "${good.when}"
  [[section.field]]
  id = "other"
  type = "text"
  prefill = "coalesce(${good.wen}, ${god.when}, worker(), wroker())"
  [[section.field]]
  id = "list"
  type = "table"
  take = { form = "good", table = "rows", columns = { first = "whot", second = "much" } }
    [section.field.gather]
    record = "first"
    date = "third"
    for = "fourth"
    accepted = "fifth"
    [[section.field.gather.from]]
    form = "good"
    [section.field.gather.from.facts]
    point = []
    pont = []
    "point:don" = []
    "rows.what" = []
    "rows.muhc" = []
    [[section.field.gather.from]]
    form = "god"
    [section.field.gather.from.facts]
    a = []
    b = []
    [[section.field.column]]
    id = "first"
    type = "text"
    [[section.field.column]]
    id = "second"
    type = "text"
    [[section.field.column]]
    id = "third"
    type = "date"
    [[section.field.column]]
    id = "fourth"
    type = "countries"
    [[section.field.column]]
    id = "fifth"
    type = "yes_no"
"#;
    // The column of what a fact speaks for holds choices of a list.
    let bad = bad.replace("type = \"countries\"", "type = \"many\"\n    choices = \"priority\"");
    let dir = dir(&[("good.toml", GOOD), ("bad.toml", &bad)]);
    let report = check(&[dir.path().to_owned()]);
    assert_eq!(
        shown(&report.errors),
        [
            "bad.toml:13:13 check-misplaced-key",
            "bad.toml:17:23 check-unknown-field",
            "bad.toml:17:36 check-unknown-field",
            "bad.toml:17:59 check-unknown-function",
            "bad.toml:21:63 check-unknown-column",
            "bad.toml:21:80 check-misplaced-key",
            "bad.toml:31:5 check-unknown-field",
            "bad.toml:32:5 check-unknown-choice",
            "bad.toml:34:5 check-unknown-field",
            "bad.toml:36:12 check-unknown-form",
        ]
    );
    let near: Vec<Option<&str>> = report.errors.iter().map(|mistake| mistake.kind.near()).collect();
    assert_eq!(near[1], Some("good.when"));
    assert_eq!(near[3], Some("worker"));
    assert_eq!(near[9], Some("good"));
}

/// Every element and every indicator speaks for something, and so does what an interview tells of the
/// way it began, the journey, the pressure and the purpose.
#[test]
fn all_points_are_gathered_as_evidence() {
    let library = Library::embedded();
    let form = library.form("identification").unwrap();
    let facts: Vec<_> =
        form.fields().filter_map(|field| field.gather.as_ref()).flat_map(|g| &g.facts).collect();
    assert!(facts.iter().all(|fact| !fact.speaks_for.is_empty()));
    for (source, points) in [("elements", 13), ("indicators", 21)] {
        let other = library.form(source).unwrap();
        let items = other.fields().filter(|field| field.kind == vaka::form::FieldType::Item);
        let items: Vec<_> = items.collect();
        assert_eq!(items.len(), points);
        for item in items {
            let gathered = facts.iter().any(|fact| fact.form == source && fact.name == item.id);
            assert!(gathered, "{source}.{} speaks for nothing", item.id);
        }
    }
    let interview = library.form("interview").unwrap();
    let silent = ["not_known", "not_clear"];
    for name in ["recruitment_way", "exploitation_form", "sexual_form", "control_methods"] {
        let list = interview.field(name).and_then(|field| field.choices.clone()).unwrap();
        let choices = &library.list(&interview, &list).unwrap().choices;
        for choice in choices.iter().filter(|choice| !silent.contains(&choice.id.as_str())) {
            let gathered = facts.iter().any(|f| f.name == name && f.choice.as_ref() == Some(&choice.id));
            assert!(gathered, "interview.{name}: {} speaks for nothing", choice.id);
        }
    }
}
