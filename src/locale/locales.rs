//! All languages that are known: those in the program and the user's. Nothing is parsed before it is
//! asked for; a bundle is parsed once and shared by every [`Locale`](super::Locale).

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use icu_collator::CollatorBorrowed;
use unic_langid::LanguageIdentifier;

use super::bundle::Layers;
use super::source::{self, Files, LocaleNotice, Source};

/// The language that has every message, which the others fall back to.
pub(super) const FALLBACK: &str = "en";

/// The program's own languages in the order of the ring.
const RING: [&str; 3] = ["en", "tr", "ro"];

/// All known languages.
pub struct Locales {
    languages: BTreeMap<String, Arc<Language>>,
}

/// One language: its files, and its bundles as far as they were needed.
pub(super) struct Language {
    pub id: String,
    pub langid: LanguageIdentifier,
    pub bundles: BTreeMap<String, Bundled>,
    pub collator: OnceLock<Option<CollatorBorrowed<'static>>>,
    /// Country names and language names, sorted in this language.
    pub countries: OnceLock<Vec<(String, String)>>,
    pub languages: OnceLock<Vec<(String, String)>>,
}

/// The files of one bundle, parsed on first use.
pub(super) struct Bundled {
    pub sources: Vec<Source>,
    layers: OnceLock<Layers>,
}

impl Locales {
    /// The languages in the program.
    pub fn embedded() -> Locales {
        Self::from_files(source::embedded())
    }

    /// The languages in the program and those in `dir`, which has a directory for each language
    /// (`tr/ui.ftl`, `tr/forms/intake.ftl`, …). A message of the user's wins over the program's; a
    /// language that the program does not have falls back to English for what it lacks. Files that
    /// cannot be used are left out, each with a notice.
    pub fn with_overrides(dir: &Path) -> (Locales, Vec<LocaleNotice>) {
        let mut files = source::embedded();
        let notices = source::read_overrides(dir, &mut files);
        (Self::from_files(files), notices)
    }

    /// These texts of a user's alone: language, path inside its directory, text. For the fuzz target.
    #[doc(hidden)]
    pub fn of_texts(texts: &[(&str, &str, &str)]) -> (Locales, Vec<LocaleNotice>) {
        let (files, notices) = source::of_texts(texts);
        (Self::from_files(files), notices)
    }

    fn from_files(files: BTreeMap<String, Files>) -> Locales {
        let languages = files
            .into_iter()
            .filter_map(|(id, files)| Some((id.clone(), Arc::new(Language::new(&id, files)?))))
            .collect();
        Locales { languages }
    }

    /// The ids of all languages: `en`, `ro`, `tr`, then the user's by name.
    pub fn ids(&self) -> Vec<String> {
        let own = |id: &&String| RING.contains(&id.as_str());
        let users = self.languages.keys().filter(|id| !own(id));
        self.languages.keys().filter(own).chain(users).cloned().collect()
    }

    /// The next language of the ring en → tr → ro → the user's → en. An unknown one leads to English.
    pub fn next(&self, current: &str) -> String {
        let ids = self.ids();
        let users = ids.iter().map(String::as_str).filter(|id| !RING.contains(id));
        let ring: Vec<&str> = RING.into_iter().chain(users).collect();
        let at = ring.iter().position(|id| *id == current);
        at.and_then(|at| ring.get(at + 1)).copied().unwrap_or(FALLBACK).to_owned()
    }

    /// What tells these words from any others: a number of all files.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        for language in self.languages.values() {
            for (name, bundled) in &language.bundles {
                (&language.id, name).hash(&mut hasher);
                bundled.sources.iter().for_each(|source| source.bytes().hash(&mut hasher));
            }
        }
        hasher.finish()
    }

    pub(super) fn language(&self, id: &str) -> Option<&Arc<Language>> {
        self.languages.get(id)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Language> {
        self.languages.values().map(Arc::as_ref)
    }
}

impl Language {
    fn new(id: &str, files: Files) -> Option<Self> {
        let bundles = files.into_iter().map(|(name, sources)| {
            let bundled = Bundled { sources, layers: OnceLock::new() };
            (name, bundled)
        });
        Some(Self {
            id: id.to_owned(),
            langid: id.parse().ok()?,
            bundles: bundles.collect(),
            collator: OnceLock::new(),
            countries: OnceLock::new(),
            languages: OnceLock::new(),
        })
    }

    /// A bundle by its name (`ui`, `countries`, `languages`, `forms/<id>`).
    pub fn bundle(&self, name: &str) -> Option<&Layers> {
        let bundled = self.bundles.get(name)?;
        Some(bundled.layers.get_or_init(|| Layers::new(&self.langid, &bundled.sources)))
    }
}
