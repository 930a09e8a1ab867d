//! Where the words come from: the files in the program and those in a directory of the user's. Says
//! of a file what is wrong with it, with line and column, and never refuses the rest.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::Path;

use fluent_syntax::parser::{ParserError, parse_runtime};
use serde::Serialize;
use unic_langid::LanguageIdentifier;

use crate::built_in;

/// Where the words lie in the sources.
const FOLDER: &str = "locales/";

/// A file of words larger than this (bytes) is not read: no real one is.
const LARGEST_FILE: u64 = 1 << 20;

/// Placeables in placeables beyond this are no text: the parser would run out of stack.
const DEEPEST: usize = 50;

/// Something wrong in a file of words, to be shown as `file:line:column`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocaleProblem {
    /// `locales/tr/dates.ftl` for files in the program, the real path for the user's.
    pub file: String,
    /// From 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// From 1, in characters; 0 when the line as a whole is meant.
    pub column: usize,
    #[serde(flatten)]
    pub kind: ProblemKind,
}

/// What came up while the user's files were read.
pub type LocaleNotice = LocaleProblem;

/// What is wrong. Messages are named as in a file, attributes as `message.attribute`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProblemKind {
    /// The file or directory cannot be read.
    Unreadable { reason: String },
    /// Larger than any file of words should be.
    TooLarge,
    /// Placeables in placeables without end.
    TooDeep,
    /// Not UTF-8.
    NotText,
    /// The directory's name is no language tag.
    NotALanguage { name: String },
    /// The parser gave up on these lines; the rest of the file counts.
    Junk { text: String },
    /// The same message stands twice in one bundle; the later one counts.
    Duplicate { message: String },
    /// A text without any character.
    EmptyText { message: String },
    /// A cedilla (ş ţ) where Romanian has a comma below (ș ț).
    Cedilla { message: String },
    /// A control character, a bidi control, or not in NFC.
    Unclean { message: String },
    /// A variable that the English message does not have: it would be shown as `{$name}`.
    UnknownVariable { message: String, variable: String },
    /// A variable of the English message is not used.
    MissingVariable { message: String, variable: String },
    /// A reference to a message or term that does not exist.
    UnknownReference { message: String, reference: String },
    /// A function that does not exist.
    UnknownFunction { message: String, function: String },
    /// A plural category the language has and the choice lacks.
    MissingPlural { message: String, category: String },
    /// A plural category the language does not have.
    UnknownPlural { message: String, category: String },
}

impl ProblemKind {
    /// The problem in the language in use.
    pub fn describe(&self, locale: &super::Locale) -> String {
        let (id, args) = self.message();
        let args: Vec<_> = args.into_iter().map(|(name, value)| (name, value.into())).collect();
        locale.text_with(id, &args)
    }

    /// The message that says this problem to a person, with its variables.
    pub fn message(&self) -> (&'static str, Vec<(&'static str, &str)>) {
        match self {
            Self::Unreadable { reason } => ("locale-problem-unreadable", vec![("reason", reason)]),
            Self::TooLarge => ("locale-problem-too-large", vec![]),
            Self::TooDeep => ("locale-problem-too-deep", vec![]),
            Self::NotText => ("locale-problem-not-text", vec![]),
            Self::NotALanguage { name } => ("locale-problem-not-a-language", vec![("name", name)]),
            Self::Junk { text } => ("locale-problem-junk", vec![("text", text)]),
            Self::Duplicate { message } => ("locale-problem-duplicate", vec![("message", message)]),
            Self::EmptyText { message } => ("locale-problem-empty", vec![("message", message)]),
            Self::Cedilla { message } => ("locale-problem-cedilla", vec![("message", message)]),
            Self::Unclean { message } => ("locale-problem-unclean", vec![("message", message)]),
            Self::UnknownVariable { message, variable } => {
                ("locale-problem-unknown-variable", vec![("message", message), ("name", variable)])
            }
            Self::MissingVariable { message, variable } => {
                ("locale-problem-missing-variable", vec![("message", message), ("name", variable)])
            }
            Self::UnknownReference { message, reference } => {
                ("locale-problem-unknown-reference", vec![("message", message), ("name", reference)])
            }
            Self::UnknownFunction { message, function } => {
                ("locale-problem-unknown-function", vec![("message", message), ("name", function)])
            }
            Self::MissingPlural { message, category } => {
                ("locale-problem-missing-plural", vec![("message", message), ("name", category)])
            }
            Self::UnknownPlural { message, category } => {
                ("locale-problem-unknown-plural", vec![("message", message), ("name", category)])
            }
        }
    }
}

/// One file of words.
#[derive(Clone)]
pub(super) struct Source {
    /// As in [`LocaleProblem::file`].
    pub file: String,
    pub text: Text,
    /// From the user's directory: wins over the program's own, message by message.
    pub users: bool,
}

/// Where the words of a file are.
#[derive(Clone)]
pub(super) enum Text {
    BuiltIn(&'static built_in::File),
    Read(String),
}

impl Source {
    /// The words; those of the program are unpacked for it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match &self.text {
            Text::BuiltIn(file) => file.text().into(),
            Text::Read(text) => text.into(),
        }
    }

    /// Bytes that tell these words from others.
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.text {
            Text::BuiltIn(file) => file.packed(),
            Text::Read(text) => text.as_bytes(),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.file)
    }
}

/// The files of one language by bundle: `ui`, `countries`, `languages`, `forms/<id>`.
pub(super) type Files = BTreeMap<String, Vec<Source>>;

/// The files of every language in the program.
pub(super) fn embedded() -> BTreeMap<String, Files> {
    let mut languages: BTreeMap<String, Files> = BTreeMap::new();
    for file in built_in::below(FOLDER) {
        let inside = file.path().strip_prefix(FOLDER).and_then(|path| path.split_once('/'));
        let Some((language, inside)) = inside else { continue };
        let files = languages.entry(language.to_owned()).or_default();
        if let Some(bundle) = bundle_of(inside) {
            let source = Source { file: file.path().to_owned(), text: Text::BuiltIn(file), users: false };
            files.entry(bundle).or_default().push(source);
        }
    }
    languages
}

/// The lines of `locales/<language>/wordlist.txt` in the program; empty when it has none.
pub(super) fn wordlist(language: &str) -> Vec<String> {
    let file = built_in::file(&format!("{FOLDER}{language}/wordlist.txt"));
    let text = file.map(built_in::File::text).unwrap_or_default();
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Which bundle a file belongs to by its path inside the language's directory.
fn bundle_of(path: &str) -> Option<String> {
    let name = path.strip_suffix(".ftl")?;
    match name.split_once('/') {
        Some(("forms", id)) if !id.is_empty() && !id.contains('/') => Some(name.to_owned()),
        Some(_) => None,
        None if matches!(name, "countries" | "languages") => Some(name.to_owned()),
        None => Some("ui".to_owned()),
    }
}

/// Adds the files of the user's directory to `languages`. A directory that does not exist is nothing
/// to speak of; whatever else stands in the way of a file becomes a notice.
pub(super) fn read_overrides(dir: &Path, languages: &mut BTreeMap<String, Files>) -> Vec<LocaleNotice> {
    let mut notices = Vec::new();
    for (name, path) in entries(dir, &mut notices) {
        if !path.is_dir() || name.starts_with('.') {
            continue;
        }
        let Some(language) = language_of(&name) else {
            notices.push(whole_file(&path, ProblemKind::NotALanguage { name }));
            continue;
        };
        let mut found = entries(&path, &mut notices);
        let forms = entries(&path.join("forms"), &mut notices);
        found.extend(forms.into_iter().map(|(name, path)| (format!("forms/{name}"), path)));
        for (inside, path) in found {
            // A pipe would be waited for without end.
            let bundle = bundle_of(&inside).filter(|_| path.is_file());
            let Some(bundle) = bundle else { continue };
            let Some(source) = read(&path, &mut notices) else { continue };
            languages.entry(language.clone()).or_default().entry(bundle).or_default().push(source);
        }
    }
    notices
}

/// The language that a directory is meant for: `tr`, `TR` and `pt_br` alike, but not `backup`.
fn language_of(name: &str) -> Option<String> {
    let id: LanguageIdentifier = name.parse().ok()?;
    (!id.language.is_empty() && id.language.as_str().len() <= 3).then(|| id.to_string())
}

/// What stands in a directory, sorted by name.
fn entries(dir: &Path, notices: &mut Vec<LocaleNotice>) -> Vec<(String, std::path::PathBuf)> {
    if !dir.exists() {
        return Vec::new();
    }
    let read = match fs::read_dir(dir) {
        Ok(read) => read,
        Err(error) => {
            notices.push(whole_file(dir, ProblemKind::Unreadable { reason: error.to_string() }));
            return Vec::new();
        }
    };
    let mut found: Vec<_> = read
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.to_owned(), entry.path())))
        .collect();
    found.sort();
    found
}

fn read(path: &Path, notices: &mut Vec<LocaleNotice>) -> Option<Source> {
    let mut bytes = Vec::new();
    let result = fs::File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
    let read = result.map_err(|error| ProblemKind::Unreadable { reason: error.to_string() });
    match read.and_then(|_| of_bytes(path, bytes)) {
        Ok(source) => {
            notices.extend(junk(&source));
            Some(source)
        }
        Err(kind) => {
            notices.push(whole_file(path, kind));
            None
        }
    }
}

/// What was read of a user's file, unless it cannot be words.
fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Source, ProblemKind> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(ProblemKind::TooLarge);
    }
    let text = String::from_utf8(bytes).map_err(|_| ProblemKind::NotText)?;
    if depth(&text) > DEEPEST {
        return Err(ProblemKind::TooDeep);
    }
    let text = without_broken_escapes(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    Ok(Source { file: path.display().to_string(), text: Text::Read(text), users: true })
}

/// `\u` and `\U` without their digits become `\?`, which is as wrong and as long. The parser cuts the
/// digits out by bytes and would panic in the middle of a letter; so it leaves out the message alone.
fn without_broken_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        out.push(c);
        if c != '\\' {
            continue;
        }
        let after = rest.as_str().as_bytes();
        let digits = match after.first() {
            Some(b'u') => 4,
            Some(b'U') => 6,
            _ => 0,
        };
        let whole = after.get(1..=digits).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        match rest.next() {
            Some(_) if digits > 0 && !whole => out.push('?'),
            Some(escaped) => out.push(escaped),
            None => {}
        }
    }
    out
}

/// The user's files of words as texts: language, path inside its directory, text.
pub(super) fn of_texts(texts: &[(&str, &str, &str)]) -> (BTreeMap<String, Files>, Vec<LocaleNotice>) {
    let (mut languages, mut notices) = (BTreeMap::<String, Files>::new(), Vec::new());
    for (language, inside, text) in texts {
        let path = Path::new(language).join(inside);
        match of_bytes(&path, text.as_bytes().to_vec()) {
            Ok(source) => {
                notices.extend(junk(&source));
                let files = languages.entry((*language).to_owned()).or_default();
                files.entry(bundle_of(inside).unwrap_or_default()).or_default().push(source);
            }
            Err(kind) => notices.push(whole_file(&path, kind)),
        }
    }
    (languages, notices)
}

/// How deep the placeables and calls of a file are nested; every line that is not indented begins anew.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for line in text.lines() {
        if !line.starts_with([' ', '\t', '}']) {
            depth = 0;
        }
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '(' if depth > 0 => depth += 1,
                '}' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
    }
    deepest
}

fn whole_file(path: &Path, kind: ProblemKind) -> LocaleProblem {
    LocaleProblem { file: path.display().to_string(), line: 0, column: 0, kind }
}

/// Every part of a file that the parser could not read.
pub(super) fn junk(source: &Source) -> Vec<LocaleProblem> {
    let text = source.text();
    match parse_runtime(text.as_ref()) {
        Ok(_) => Vec::new(),
        Err((_, errors)) => errors.iter().map(|error| junk_problem(source, &text, error)).collect(),
    }
}

fn junk_problem(source: &Source, text: &str, error: &ParserError) -> LocaleProblem {
    let start = error.slice.as_ref().map_or(error.pos.start, |slice| slice.start);
    let dropped = text.get(start..).unwrap_or_default();
    let first = dropped.trim_start().lines().next().unwrap_or_default();
    // The parser looks for what is missing beyond blank lines: the mistake is where the text ended.
    let written = text.get(start..error.pos.start).unwrap_or_default().trim_end();
    let at = if written.is_empty() { text.len() - dropped.trim_start().len() } else { start + written.len() };
    let (line, column) = position(text, at);
    let text = first.chars().take(60).collect();
    LocaleProblem { file: source.file.clone(), line, column, kind: ProblemKind::Junk { text } }
}

/// Line and column, both from 1, of a byte offset.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
