//! Rules that hold for the whole program and are easily broken by one line: keys, words, declining.

// The lint's exception for tests does not reach their helpers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use vaka::app::command::{self, COMMANDS, Cmd, PLACES};
use vaka::form::check::{check, check_words};
use vaka::form::{Answer, Entry, Field, FieldType, Form, Library, Path as Place};
use vaka::locale::{Locale, Locales, check_locales};
use vaka::session::Knowledge;
use vaka::terminal::Key;

// ---- Keys ----------------------------------------------------------------------------------------

#[test]
fn no_key_means_two_things_at_a_place() {
    for &place in PLACES {
        let mut seen: Vec<(Key, Cmd)> = Vec::new();
        for command in command::at(place) {
            for &key in command.keys {
                if let Some((_, other)) = seen.iter().find(|(known, _)| *known == key) {
                    panic!("{key:?} at {place:?}: {other:?} and {:?}", command.id);
                }
                seen.push((key, command.id));
            }
        }
    }
}

/// AltGr characters of the Turkish and Romanian layouts, quotes, the letter that has two forms, keys
/// that terminals claim.
#[test]
fn no_key_is_out_of_reach() {
    for command in COMMANDS {
        for key in command.keys {
            let good = match key {
                Key::Char(c) => !"#$@[\\]{|}~`\"'<>^iIıİ".contains(*c) && c.is_ascii(),
                Key::Ctrl(c) => c.is_ascii_lowercase() && !"sqabzimjh".contains(*c),
                Key::F(n) => (1..=12).contains(n),
                _ => true,
            };
            assert!(good, "{:?}: {key:?}", command.id);
        }
        let moves = [Cmd::RowUp, Cmd::RowDown, Cmd::NextStep, Cmd::PreviousStep, Cmd::NextState];
        if moves.contains(&command.id) {
            let positional = command.keys.iter().any(|key| matches!(key, Key::Char('h' | 'j' | 'k' | 'l')));
            assert!(!positional, "{:?} moves by the place of a key", command.id);
        }
    }
}

#[test]
fn every_function_key_has_an_alias() {
    for command in COMMANDS {
        let has_f = command.keys.iter().any(|key| matches!(key, Key::F(_)));
        let alias = command.keys.iter().any(|key| !matches!(key, Key::F(_)));
        assert!(!has_f || alias, "{:?} has function keys alone", command.id);
        assert!(!command.keys.is_empty(), "{:?} has no key", command.id);
    }
}

/// While text is typed every letter is text, and what is done there has a key that is none.
#[test]
fn letters_stay_letters_while_typing() {
    for &place in PLACES {
        for c in ('!'..='~').chain("ığüşöçİĞÜŞÖÇăâîșțĂÂÎȘȚ ".chars()) {
            assert_eq!(command::find(place, Key::Char(c), true), None, "{c} at {place:?}");
        }
    }
    for id in [Cmd::Distress, Cmd::Pause, Cmd::Stop, Cmd::Save, Cmd::Decline, Cmd::Guidance, Cmd::Language] {
        let typed = COMMANDS.iter().filter(|command| command.id == id).flat_map(|command| command.keys);
        assert!(typed.clone().any(|key| !matches!(key, Key::Char(_))), "{id:?}");
    }
}

// ---- Words ---------------------------------------------------------------------------------------

#[test]
fn all_languages_have_the_same_words() {
    let report = check_locales(&Locales::embedded());
    for locale in &report.locales {
        assert!(locale.missing.is_empty(), "{} lacks {:?}", locale.id, locale.missing);
        assert!(locale.extra.is_empty(), "{} has besides {:?}", locale.id, locale.extra);
    }
    assert!(report.problems.is_empty(), "{:#?}", report.problems);
}

/// With `all_languages_have_the_same_words` this holds in every language.
#[test]
fn every_command_has_its_words() {
    let english = english();
    for command in COMMANDS {
        let id = command.message;
        assert!(english.has(id), "{id}");
        for attribute in ["short", "about"] {
            assert!(english.attribute(id, attribute).is_some(), "{id}.{attribute}");
        }
    }
}

/// The footer holds the way back, the way out and help beside the most important keys.
#[test]
fn short_names_are_short() {
    let locales = Arc::new(Locales::embedded());
    for id in locales.ids() {
        let locale = Locale::new(&locales, &id);
        for command in COMMANDS {
            let short = locale.attribute(command.message, "short").unwrap_or_default();
            assert!(short.chars().count() <= 16, "{id}: {} = {short}", command.message);
        }
    }
}

#[test]
fn every_message_that_is_named_exists() {
    let english = english();
    for (file, literal) in literals(&["app", "screen", "overlay", "widget", "session.rs"]) {
        let looks = literal.split('-').count() > 1
            && literal.split('-').all(|part| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            });
        if looks {
            assert!(english.has(&literal), "{}: no message {literal}", file.display());
        }
    }
}

/// The reading of the source that the tests below rest on.
#[test]
fn literals_are_found() {
    let code = r#"a("one \" x"); // "not this"
        let c = '"'; let d = '\\'; f::<'a>("two"); 4 / 2; "three {n}""#;
    assert_eq!(strings(code), ["one \\\" x", "two", "three {n}"]);
    assert!(literals(&["screen"]).iter().any(|(_, literal)| literal == "home-empty"));
}

#[test]
fn every_message_of_the_screens_is_used() {
    let used: Vec<String> = literals(&[""]).into_iter().map(|(_, literal)| literal).collect();
    let exact: BTreeSet<&str> = used.iter().map(String::as_str).collect();
    // `header-consent-{consent}` stands for all that begin so.
    let begun: Vec<&str> =
        used.iter().filter_map(|text| text.split_once('{')).map(|(begin, _)| begin).collect();
    let begun: Vec<&str> =
        begun.into_iter().filter(|begin| begin.len() > 3 && begin.ends_with('-')).collect();
    let ftl = fs::read_to_string(root().join("locales/en/ui.ftl")).unwrap();
    let ids = ftl.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id);
    let ids = ids.filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()));
    let unused: Vec<&str> =
        ids.filter(|id| !exact.contains(id) && !begun.iter().any(|begin| id.starts_with(begin))).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

/// What people read stands in the files of words.
#[test]
fn no_words_stand_in_the_code_of_the_screens() {
    for (file, literal) in literals(&["app", "screen", "overlay", "widget"]) {
        let plain = without_braces(&literal);
        let words: Vec<&str> =
            plain.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).collect();
        assert!(words.len() < 2, "{}: {literal:?}", file.display());
    }
}

// ---- Forms ---------------------------------------------------------------------------------------

#[test]
fn forms_and_process_are_without_mistakes() {
    let report = check(&[]);
    assert!(report.errors.is_empty(), "{:?}", report.errors.len());
    assert_eq!(Knowledge::embedded().left_out.len(), 0);
}

/// With `all_languages_have_the_same_words` this holds in every language.
#[test]
fn every_form_has_all_its_words() {
    let english = english();
    for form in check(&[]).loaded {
        let has = |_: &str, id: &str| match id.split_once('.') {
            Some((id, attribute)) => english.form_attribute(&form.id, id, attribute).is_some(),
            None => english.form_has(&form.id, id) || english.form_has("lists", id),
        };
        let missing: Vec<String> =
            check_words(&form, &has, &["en"]).iter().map(|d| format!("{:?}", d.kind)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", form.id);
    }
}

/// Short names stand in columns and lists.
#[test]
fn short_labels_are_at_most_18_characters() {
    let locales = Arc::new(Locales::embedded());
    for form in check(&[]).loaded {
        let ids = form.fields().flat_map(|field| {
            let columns = field.columns.iter().map(|column| format!("column-{}-{}", field.id, column.id));
            std::iter::once(field.id.clone()).chain(columns)
        });
        for id in ids.chain(std::iter::once("form".to_owned())) {
            for language in locales.ids() {
                let short = Locale::new(&locales, &language).form_attribute(&form.id, &id, "short");
                let length = short.as_ref().map_or(0, |short| short.chars().count());
                assert!(length <= 18, "{language} {}: {id} = {short:?}", form.id);
            }
        }
    }
}

/// Rule C1: every question may be declined unless its form says otherwise, and declining is an answer.
#[test]
fn every_question_may_be_declined() {
    let library = Arc::new(Library::embedded());
    for id in library.ids() {
        let form = library.form(&id).unwrap();
        let text = fs::read_to_string(root().join(format!("forms/{id}.toml"))).unwrap();
        let said = text.lines().filter(|line| line.trim().starts_with("declinable = false")).count();
        let refusing = all_fields(&form).filter(|(_, field)| !field.declinable).count();
        assert_eq!(refusing, said, "{id}: only what the form says is not declinable");
        declining_is_an_answer(&library, &form);
    }
}

fn declining_is_an_answer(library: &Arc<Library>, form: &Arc<Form>) {
    let now = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(10, 0, 0).unwrap();
    let mut entry = Entry::start(library, form, now);
    let asked: Vec<Place> = form
        .fields()
        .filter(|field| field.declinable && !matches!(field.kind, FieldType::Calculated | FieldType::Table))
        .map(|field| Place::field(&field.id))
        .collect();
    for place in &asked {
        entry.set(place, Some(Answer::Declined));
    }
    let missing = entry.missing();
    for place in &asked {
        assert_eq!(entry.get(place), Some(Answer::Declined), "{}: {place:?}", form.id);
        assert!(!missing.contains(place), "{}: {place:?} was declined and still counts as missing", form.id);
    }
}

fn all_fields(form: &Form) -> impl Iterator<Item = (String, &Field)> {
    form.fields().flat_map(|field| {
        let columns = field.columns.iter().map(|column| (format!("{}.{}", field.id, column.id), column));
        std::iter::once((field.id.clone(), field)).chain(columns)
    })
}

// ---- The source ----------------------------------------------------------------------------------

fn english() -> Locale {
    Locale::new(&Arc::new(Locales::embedded()), "en")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The string literals of the program (tests and what is only logged aside), each with its file.
fn literals(parts: &[&str]) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for part in parts {
        let path = root().join("src").join(part);
        if path.is_dir() { sources(&path, &mut files) } else { files.push(path) }
    }
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code: String =
            code.lines().filter(|line| !line.contains("log::")).fold(String::new(), |a, b| a + b + "\n");
        found.extend(strings(&code).into_iter().map(|literal| (file.clone(), literal)));
    }
    found
}

fn sources(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            sources(&path, files);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            files.push(path);
        }
    }
}

/// The contents of the plain string literals of some code; comments and characters are passed over.
fn strings(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        rest = &rest[at..];
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with('"') {
            let (literal, after) = string(&rest[1..]);
            found.push(literal);
            rest = after;
        } else if let Some(length) = character(rest) {
            rest = &rest[length..];
        } else {
            rest = &rest[1..];
        }
    }
    found
}

/// A literal up to its closing quote, and what follows.
fn string(text: &str) -> (String, &str) {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return (text[..at].to_owned(), &text[at + 1..]),
            '\\' if !escaped => escaped = true,
            _ => escaped = false,
        }
    }
    (text.to_owned(), "")
}

/// The length of a character literal; none for a lifetime or a division.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let mut chars = inner.char_indices();
    let (_, first) = chars.next()?;
    let (at, next) = if first == '\\' { chars.nth(1)? } else { chars.next()? };
    (next == '\'').then_some(at + 2)
}

fn without_braces(text: &str) -> String {
    let mut depth = 0;
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}
