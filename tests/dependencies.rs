//! What the program is made of besides its own code: licences and sources of all that is built in, and
//! where `unsafe` may stand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Licences that may stand in a program under MIT or Apache-2.0. MPL-2.0 binds the files of its library
/// alone; `blessing` is SQLite's.
const ALLOWED: &[&str] = &[
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "WTFPL",
    "Zlib",
    "blessing",
];

/// The only place that packages come from.
const SOURCE: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Packages that must not come in, and why.
const BANNED: &[(&str, &str)] = &[
    ("evalexpr", "AGPL, and another language than that of the forms"),
    ("openssl-probe", "looks through the system for certificates: nothing here speaks with a network"),
    ("reqwest", "nothing here speaks with a network"),
    ("hyper", "nothing here speaks with a network"),
    ("tokio", "no asynchronous runtime"),
    ("crossterm", "keys and frames are the program's own (ARCHITECTURE.md says why)"),
];

/// All packages that are built on this machine, those for tests included.
fn packages() -> Vec<Value> {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().clone();
    packages.into_iter().filter(|package| package["name"] != "vaka").collect()
}

#[test]
fn every_licence_may_stand_in_the_program() {
    let packages = packages();
    assert!(packages.len() > 100, "only {} packages were found", packages.len());
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(allowed(licence), "{} {}: {licence}", package["name"], package["version"]);
    }
}

#[test]
fn every_package_comes_from_the_registry_and_none_is_banned() {
    for package in packages() {
        assert_eq!(package["source"], SOURCE, "{}", package["name"]);
        let banned = BANNED.iter().find(|(name, _)| package["name"] == *name);
        assert!(banned.is_none(), "{banned:?}");
    }
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let check = |licence: &str, expect: bool| assert_eq!(allowed(licence), expect, "{licence}");
    check("MIT", true);
    check("GPL-3.0-only", false);
    check("MIT/Apache-2.0", true);
    check("Apache-2.0 OR GPL-2.0-only", true);
    check("MIT AND GPL-2.0-only", false);
    check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
    check("(MIT OR Apache-2.0) AND AGPL-3.0-only", false);
    check("AGPL-3.0-only AND MIT OR Zlib", true);
    check("GPL-3.0-only WITH GCC-exception-3.1", false);
    check("Apache-2.0 WITH LLVM-exception", true);
    check("none", false);
    check("", false);
}

/// An SPDX expression, `/` being an older way to write OR.
fn allowed(licence: &str) -> bool {
    let spaced = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "+");
    let words: Vec<String> = spaced.split_whitespace().map(|word| word.replace('+', " WITH ")).collect();
    let mut rest = words.iter().map(String::as_str).peekable();
    any_of(&mut rest) && rest.next().is_none()
}

type Words<'a, I> = std::iter::Peekable<I>;

fn any_of<'a, I: Iterator<Item = &'a str>>(rest: &mut Words<'a, I>) -> bool {
    let mut holds = all_of(rest);
    while rest.next_if_eq(&"OR").is_some() {
        holds |= all_of(rest);
    }
    holds
}

fn all_of<'a, I: Iterator<Item = &'a str>>(rest: &mut Words<'a, I>) -> bool {
    let mut holds = one(rest);
    while rest.next_if_eq(&"AND").is_some() {
        holds &= one(rest);
    }
    holds
}

fn one<'a, I: Iterator<Item = &'a str>>(rest: &mut Words<'a, I>) -> bool {
    match rest.next() {
        Some("(") => any_of(rest) & (rest.next() == Some(")")),
        Some(licence) => ALLOWED.contains(&licence),
        None => false,
    }
}

// ---- unsafe --------------------------------------------------------------------------------------

/// Where `unsafe` may stand: in the program, and where a test takes the place of the C library.
const UNSAFE: [&str; 2] = ["src/memory.rs", "tests/faults/calls.rs"];

/// That every block says why it is sound is a lint.
#[test]
fn unsafe_stands_where_it_must() {
    let mut found = Vec::new();
    for dir in ["src", "tests", "benches", "fuzz/src", "fuzz/fuzz_targets"] {
        sources(&root().join(dir), &mut found);
    }
    assert!(found.len() > 200, "only {} files were found", found.len());
    let this = file!();
    let with: Vec<String> = found
        .iter()
        .map(|path| {
            (path.strip_prefix(root()).unwrap().display().to_string(), fs::read_to_string(path).unwrap())
        })
        .filter(|(name, text)| name != this && text.lines().any(is_unsafe))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(with, UNSAFE);
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    assert!(lib.contains("#![deny(unsafe_code)]"));
}

#[test]
fn what_is_unsafe_is_seen() {
    let check = |line: &str, expect: bool| assert_eq!(is_unsafe(line), expect, "{line}");
    check("    unsafe { read(at) }", true);
    check("unsafe impl Send for X {}", true);
    check("#![allow(unsafe_code)]", true);
    check("#[unsafe(no_mangle)]", true);
    check("#![deny(unsafe_code)]", false);
    check("    let unsafe_one = 1;", false);
    check("// unsafe is not used", false);
}

fn is_unsafe(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
    let allowed = code.contains("allow(") || code.contains("expect(");
    words.into_iter().any(|word| word == "unsafe" || word == "unsafe_code" && allowed)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
