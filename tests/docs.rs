//! What the documents say and a program can check: the table of keys, the example of a form, the map
//! of the sources, the links.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

use vaka::app::command::{COMMANDS, Command as Entry, Place, key_name};
use vaka::locale::{Locale, Locales};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(name)).unwrap()
}

/// What stands between two comments `<!-- name -->` and `<!-- /name -->`.
fn part<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<!-- {name} -->\n")).unwrap();
    rest.split_once(&format!("<!-- /{name} -->")).unwrap().0.trim()
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Welcome => "first start",
        Place::Locked => "locked",
        Place::Home => "home",
        Place::Calendar => "calendar",
        Place::Cases => "list of cases",
        Place::Case => "case",
        Place::Records => "records",
        Place::Services => "services",
        Place::Sheet => "sheet",
        Place::Checklist => "checklist",
        Place::Step => "step",
        Place::Question => "question",
        Place::Table => "table",
        Place::Row => "row",
        Place::History => "versions",
        Place::Reading => "reading",
        Place::Comparing => "comparing",
        Place::Merging => "two versions",
        Place::Organisation => "organisation",
        Place::Enrol => "steps of a way in",
        Place::Audit => "who did what",
        Place::Readers => "who opened",
        Place::Story => "story",
        Place::People => "people",
        Place::Search => "search",
        Place::Calm => "calm page",
        Place::OwnCare => "own care",
        Place::Team => "workload of the team",
    }
}

/// The places of a command in words; the six looks of a form are one.
fn places(entry: &Entry) -> String {
    let form = [Place::Sheet, Place::Checklist, Place::Step, Place::Question, Place::Table, Place::Row];
    if entry.places.is_empty() {
        return "anywhere".to_owned();
    }
    if form.iter().all(|place| entry.places.contains(place)) {
        return "any form".to_owned();
    }
    entry.places.iter().map(|place| place_name(*place)).collect::<Vec<_>>().join(", ")
}

fn key_table() -> String {
    let english = Locale::new(&std::sync::Arc::new(Locales::embedded()), "en");
    let space = english.text("key-space");
    let mut table = "| Keys | What it does | Where |\n|---|---|---|\n".to_owned();
    for entry in COMMANDS {
        let keys: Vec<String> =
            entry.keys.iter().map(|key| format!("`{}`", key_name(*key, &space))).collect();
        let name = english.text(entry.message);
        let about = english.attribute(entry.message, "about").map(|about| format!(". {about}"));
        let about = about.unwrap_or_default();
        table.push_str(&format!("| {} | {name}{about} | {} |\n", keys.join(" "), places(entry)));
    }
    table.trim_end().to_owned()
}

#[test]
fn the_keys_in_the_readme_are_those_of_the_program() {
    let right = key_table();
    let readme = read("README.md");
    let shown = part(&readme, "keys");
    assert!(shown == right, "README.md needs this table between its comments “keys”:\n\n{right}\n");
}

/// Files shown in a text: a line with a path in backquotes and a colon, then a block with the content.
fn files_shown(text: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(path) = line.strip_prefix('`').and_then(|rest| rest.strip_suffix("`:")) else { continue };
        let block: Vec<&str> = lines
            .by_ref()
            .skip_while(|line| !line.starts_with("```"))
            .skip(1)
            .take_while(|line| !line.starts_with("```"))
            .collect();
        files.push((path.to_owned(), block.join("\n") + "\n"));
    }
    files
}

#[test]
fn the_example_of_a_form_is_accepted_by_the_check() {
    let home = tempfile::tempdir().unwrap();
    let readme = read("README.md");
    let files = files_shown(part(&readme, "example"));
    assert!(files.len() >= 4, "a form and its words in three languages: {files:?}");
    for (path, content) in &files {
        let path = home.path().join(path.strip_prefix("~/").unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let check = |what: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vaka"));
        command.args(["check", what]).env_clear().env("HOME", home.path()).env("LC_ALL", "C.UTF-8");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        said
    };
    let said = check("forms");
    assert!(said.contains("visit: version 1"), "{said}");
}

#[test]
fn the_map_names_everything_in_the_sources() {
    let text = read("ARCHITECTURE.md");
    for entry in fs::read_dir(Path::new(ROOT).join("src")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let name = if entry.path().is_dir() { format!("{name}/") } else { name };
        assert!(text.contains(&format!("`{name}`")), "ARCHITECTURE.md does not name src/{name}");
    }
}

#[test]
fn links_lead_somewhere() {
    for document in ["README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"] {
        let text = read(document);
        for (_, rest) in text.match_indices("](").map(|(at, found)| text.split_at(at + found.len())) {
            let target = rest.split(')').next().unwrap_or_default();
            if target.starts_with("http") || target.starts_with('#') {
                continue;
            }
            let file = target.split('#').next().unwrap_or_default();
            assert!(Path::new(ROOT).join(file).exists(), "{document} leads to {target}");
        }
    }
}
