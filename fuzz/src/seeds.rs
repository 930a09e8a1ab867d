//! What the changes begin with: the forms and words of the program in pieces small enough to be changed
//! often, and what stands in `fuzz/seeds/<target>/`, every input that once found a defect among it.

use std::fs;
use std::path::{Path, PathBuf};

/// A piece is no longer than this.
const LONGEST: usize = 4096;

/// The seeds of a target, in the same order wherever they are made.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let mut seeds = files(&root().join("fuzz/seeds").join(target), "");
    seeds.extend(match target {
        "expression" => conditions(),
        "form" => forms(),
        "process" => tables(&text("forms/process.toml")),
        "locale" => words(),
        "fold" => names(),
        _ => Vec::new(),
    });
    seeds
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = here.file_name().is_some_and(|name| name == "fuzz");
    if inside { here.join("..") } else { here.to_owned() }
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The contents of a directory's files with this ending, by name.
fn files(dir: &Path, ending: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths.iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// Each form, with some bytes for its answers, and each of its tables alone below the form's head.
fn forms() -> Vec<Vec<u8>> {
    let answers: Vec<u8> = (0..200_u8).map(|n| n.wrapping_mul(83).wrapping_add(41)).collect();
    let mut seeds = Vec::new();
    for file in files(&root().join("forms"), ".toml") {
        let text = String::from_utf8_lossy(&file).into_owned();
        let head = text.split("[[").next().unwrap_or_default().to_owned();
        if text.len() <= LONGEST {
            seeds.push([text.as_bytes(), &[0], &answers].concat());
        }
        for part in text.split("\n[[section]]").skip(1).filter(|part| part.len() < LONGEST) {
            seeds.push([head.as_bytes(), b"\n[[section]]", part.as_bytes(), &[0], &answers].concat());
        }
    }
    seeds
}

/// Runs of tables of a process.
fn tables(text: &str) -> Vec<Vec<u8>> {
    let mut seeds = vec![Vec::new()];
    for table in text.split("\n\n") {
        let last = seeds.len() - 1;
        if seeds[last].len() + table.len() > LONGEST / 2 {
            seeds.push(Vec::new());
        }
        if let Some(seed) = seeds.last_mut() {
            seed.extend(table.as_bytes());
            seed.extend(b"\n\n");
        }
    }
    seeds
}

/// Every condition of the forms and the process.
fn conditions() -> Vec<Vec<u8>> {
    const KEYS: [&str; 12] = [
        "relevant",
        "constraint",
        "calculate",
        "default",
        "required",
        "where",
        "when",
        "open_when",
        "done",
        "needed",
        "due_unless",
        "reached",
    ];
    let mut seeds = Vec::new();
    for file in files(&root().join("forms"), ".toml") {
        for line in String::from_utf8_lossy(&file).lines() {
            let Some((key, value)) = line.split_once(" = ") else { continue };
            let value = value.trim().trim_matches('"');
            if KEYS.contains(&key.trim()) && value.len() > 4 {
                let answers = value.bytes().map(|byte| byte.wrapping_mul(37));
                seeds.push(value.bytes().chain([0]).chain(answers).collect());
            }
        }
    }
    seeds.sort();
    seeds.dedup();
    seeds
}

/// Messages of all languages: English before the NUL, another behind it.
fn words() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for name in ["ui", "dates", "process", "search", "story", "forms/intake", "forms/interview"] {
        let [english, other] = ["en", "tr"].map(|id| text(&format!("locales/{id}/{name}.ftl")));
        let pieces = |text: &str| -> Vec<String> {
            let lines: Vec<&str> = text.lines().collect();
            lines.chunks(24).map(|lines| lines.join("\n") + "\n").collect()
        };
        for (one, two) in pieces(&english).into_iter().zip(pieces(&other)).take(12) {
            seeds.push([one.as_bytes(), &[0], two.as_bytes()].concat());
        }
    }
    seeds
}

/// Names and dates as hands type them, each looked for in a sentence.
fn names() -> Vec<Vec<u8>> {
    let words = "Şahin İğci IŞIK ışık Țăran Brânzei groß Łódź می‌خواهم ﬁ Ⅳ 12.03.2026 3.2.26 2,5 14:30 1s30d 1.250,50₺ EUR12";
    let words: Vec<&str> = words.split(' ').collect();
    words.iter().map(|word| format!("{word}\0{}", word.to_lowercase()).into_bytes()).collect()
}
