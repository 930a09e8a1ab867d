//! All forms that the program knows: those built into it, and those of a directory of the user's,
//! which add to them or take their place. A built-in form is read when it is first asked for.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::load::{Diagnostic, DiagnosticKind, SharedLists, Source, load_form, load_lists};
use super::schema::{Form, List};
use crate::built_in;

/// Where the forms lie in the sources.
const FOLDER: &str = "forms/";
const LISTS: &str = "forms/lists.toml";

/// A form file larger than this (bytes) is not read: the longest of the program has 20 KB.
const LARGEST_FILE: u64 = 1 << 18;

/// Files beside the forms that are none.
const NO_FORMS: &[&str] = &["lists", "process"];

/// The forms and the lists that they share.
pub struct Library {
    slots: BTreeMap<String, Slot>,
    lists: Vec<List>,
    /// Forms or lists of the user's are among them.
    own: bool,
}

struct Slot {
    text: Text,
    form: OnceLock<Option<Arc<Form>>>,
}

/// Where the text of a form is.
#[derive(Hash)]
enum Text {
    /// The bytes are its own, packed.
    BuiltIn(&'static [u8]),
    Own(Arc<str>),
}

impl Library {
    /// The forms that are built into the program.
    pub fn embedded() -> Self {
        let slots = embedded_files()
            .map(|(id, file)| (id, Slot { text: Text::BuiltIn(file.packed()), form: OnceLock::new() }));
        Self { slots: slots.collect(), lists: embedded_lists().0.lists, own: false }
    }

    /// Those of these ids alone, for measurements.
    #[doc(hidden)]
    pub fn embedded_only(ids: &[&str]) -> Self {
        let mut library = Self::embedded();
        library.slots.retain(|id, _| ids.contains(&id.as_str()));
        library
    }

    /// The built-in forms with those of `<dir>/forms/*.toml`. A file with mistakes is left out, as if
    /// it were not there; its mistakes are returned. A missing directory is no mistake.
    pub fn with_overrides(dir: &Path) -> (Self, Vec<Diagnostic>) {
        let mut library = Self::embedded();
        let mut mistakes = Vec::new();
        let mut sources = Vec::new();
        for path in toml_files(&dir.join("forms")) {
            match read(&path) {
                Ok(source) => sources.push((file_id(&path), source)),
                Err(mistake) => mistakes.push(*mistake),
            }
        }
        library.own = !sources.is_empty();
        if let Some((_, source)) = sources.iter().find(|(id, _)| id == "lists") {
            mistakes.extend(library.add_lists(source));
        }
        for (id, source) in sources.into_iter().filter(|(id, _)| is_form(id)) {
            mistakes.extend(library.add(id, source));
        }
        (library, mistakes)
    }

    /// A library of these forms alone, each an id with its text, and of these shared lists beside the
    /// built-in ones. For tests.
    pub fn from_texts(forms: &[(&str, &str)], lists: &str) -> (Self, Vec<Diagnostic>) {
        let mut library = Self { slots: BTreeMap::new(), lists: embedded_lists().0.lists, own: true };
        let mut mistakes = library.add_lists(&Source::new("lists.toml", lists));
        for (id, text) in forms {
            let source = Source::new(format!("{id}.toml"), *text);
            mistakes.extend(library.add((*id).to_owned(), source));
        }
        (library, mistakes)
    }

    /// The ids of all forms, sorted.
    pub fn ids(&self) -> Vec<String> {
        self.slots.keys().cloned().collect()
    }

    /// Forms or lists of the user's are among them.
    pub fn has_own(&self) -> bool {
        self.own
    }

    /// Whether there is a form of this id; it is not read.
    pub fn has(&self, id: &str) -> bool {
        self.slots.contains_key(id)
    }

    /// What tells these forms from any others: a number of all their texts.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        for (id, slot) in &self.slots {
            (id, &slot.text).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// A form by its id; none when there is no such form or it has mistakes.
    pub fn form(&self, id: &str) -> Option<Arc<Form>> {
        let slot = self.slots.get(id)?;
        let built_in = || {
            let file = built_in::file(&format!("{FOLDER}{id}.toml"))?;
            load_form(&source(file), &self.lists).ok().map(Arc::new)
        };
        slot.form.get_or_init(built_in).clone()
    }

    /// A list of choices: the form's own, or else a shared one.
    pub fn list<'a>(&'a self, form: &'a Form, id: &str) -> Option<&'a List> {
        form.lists.iter().chain(&self.lists).find(|list| list.id == id)
    }

    /// The lists that all forms share.
    pub fn shared_lists(&self) -> &[List] {
        &self.lists
    }

    /// Shared lists of the user's come before, or in the place of, those there are.
    fn add_lists(&mut self, source: &Source) -> Vec<Diagnostic> {
        let (shared, mistakes) = load_lists(source);
        if mistakes.is_empty() {
            self.lists = merged(shared.lists, &self.lists);
        }
        mistakes
    }

    fn add(&mut self, id: String, source: Source) -> Vec<Diagnostic> {
        match load_form(&source, &self.lists) {
            Ok(form) => {
                let slot = Slot { text: Text::Own(source.text), form: OnceLock::from(Some(Arc::new(form))) };
                self.slots.insert(id, slot);
                Vec::new()
            }
            Err(mistakes) => mistakes,
        }
    }
}

/// `first` with those of `others` that it does not hold.
pub(super) fn merged(mut first: Vec<List>, others: &[List]) -> Vec<List> {
    for list in others {
        if first.iter().all(|known| known.id != list.id) {
            first.push(list.clone());
        }
    }
    first
}

/// The built-in forms by id; none is unpacked.
fn embedded_files() -> impl Iterator<Item = (String, &'static built_in::File)> {
    let files = built_in::below(FOLDER).map(|file| (Path::new(file.path()), file));
    let files = files.filter(|(path, _)| is_toml(path)).map(|(path, file)| (file_id(path), file));
    files.filter(|(id, _)| is_form(id))
}

/// The built-in forms' texts by id.
pub(super) fn embedded_sources() -> BTreeMap<String, Source> {
    embedded_files().map(|(id, file)| (id, source(file))).collect()
}

/// The built-in shared lists with their mistakes.
pub(super) fn embedded_lists() -> (SharedLists, Vec<Diagnostic>) {
    let text = built_in::file(LISTS).map(built_in::File::text).unwrap_or_default();
    load_lists(&Source::new(LISTS, text))
}

fn source(file: &built_in::File) -> Source {
    Source::new(file.path(), file.text())
}

/// The `.toml` files of a directory, sorted; none when it cannot be read.
pub(super) fn toml_files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_toml(path)).collect();
    files.sort();
    files
}

/// A file as a source of mistakes.
pub(super) fn read(path: &Path) -> Result<Source, Box<Diagnostic>> {
    let file = path.display().to_string();
    let mut text = String::new();
    let read =
        std::fs::File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_string(&mut text));
    match read {
        Ok(_) if text.len() as u64 <= LARGEST_FILE => Ok(Source::new(file, text)),
        Ok(_) => Err(Box::new(Diagnostic::of_file(file, DiagnosticKind::TooLarge))),
        Err(_) => Err(Box::new(Diagnostic::of_file(file, DiagnosticKind::Unreadable))),
    }
}

/// The id of the form that a file holds.
pub(super) fn file_id(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a file of this name is a form.
pub(super) fn is_form(id: &str) -> bool {
    !NO_FORMS.contains(&id)
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}
