//! Names of countries and languages, the order of words, and the words of passphrases.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser::parse_runtime;
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_normalizer::ComposingNormalizerBorrowed;

use super::current::Locale;
use super::locales::{FALLBACK, Language};
use super::source;

/// The collator puts the few marks that exist only to be decomposed (U+0340 and the like) at a wrong place
/// among others, and where defects are looked for it stops at them. Composed text has none of them.
fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

impl Locale {
    /// The name of a country by its ISO 3166-1 code; the code when it is not known.
    pub fn country(&self, code: &str) -> String {
        let code = code.to_ascii_uppercase();
        self.find("countries", |layers| layers.text(&format!("country-{code}"), &[])).unwrap_or(code)
    }

    /// The name of a language by its ISO 639 code; the code when it is not known.
    pub fn language(&self, code: &str) -> String {
        let code = code.to_ascii_lowercase();
        self.find("languages", |layers| layers.text(&format!("language-{code}"), &[])).unwrap_or(code)
    }

    /// All countries as code and name, sorted by name.
    pub fn countries(&self) -> Vec<(String, String)> {
        self.sorted("countries", "country-", |language| &language.countries, Self::country)
    }

    /// All languages as code and name, sorted by name.
    pub fn languages(&self) -> Vec<(String, String)> {
        self.sorted("languages", "language-", |language| &language.languages, Self::language)
    }

    /// The order of two texts in this language: ç after c, ı before i in Turkish, ș after s in Romanian.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let (a, b) = (&*composed(a), &*composed(b));
        self.collator().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
    }

    /// Bytes whose order is that of [`Locale::compare`]; valid as long as the collation data is the same.
    pub fn sort_key(&self, s: &str) -> Vec<u8> {
        let s = &*composed(s);
        let mut key = Vec::with_capacity(s.len() * 2);
        match self.collator() {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(s, &mut key);
            }
            None => key.extend_from_slice(s.as_bytes()),
        }
        key
    }

    /// The words that passphrases are made of: at least 1,296 of 3–8 letters a–z, typed alike on
    /// every keyboard. English ones for a language that has none.
    pub fn wordlist(&self) -> Vec<String> {
        let own = source::wordlist(self.id());
        if own.is_empty() { source::wordlist(FALLBACK) } else { own }
    }

    fn collator(&self) -> Option<&CollatorBorrowed<'static>> {
        let language = self.chain.first()?;
        let collator = language.collator.get_or_init(|| {
            let locale: icu_locale_core::Locale = language.id.parse().ok()?;
            CollatorBorrowed::try_new((&locale).into(), CollatorOptions::default()).ok()
        });
        collator.as_ref()
    }

    fn sorted(
        &self,
        bundle: &str,
        prefix: &str,
        cache: impl Fn(&Language) -> &std::sync::OnceLock<Vec<(String, String)>>,
        name: impl Fn(&Self, &str) -> String,
    ) -> Vec<(String, String)> {
        let Some(language) = self.chain.first() else { return Vec::new() };
        let sorted = cache(language).get_or_init(|| {
            let codes = self.codes(bundle, prefix);
            let mut named: Vec<_> = codes.into_iter().map(|code| (name(self, &code), code)).collect();
            named.sort_by(|a, b| self.compare(&a.0, &b.0));
            named.into_iter().map(|(name, code)| (code, name)).collect()
        });
        sorted.clone()
    }

    /// The codes that this language or English has a name for.
    fn codes(&self, bundle: &str, prefix: &str) -> BTreeSet<String> {
        let sources = self.chain.iter().filter_map(|language| language.bundles.get(bundle));
        let mut codes = BTreeSet::new();
        for source in sources.flat_map(|bundled| &bundled.sources) {
            let text = source.text();
            let (Ok(resource) | Err((resource, _))) = parse_runtime(text.as_ref());
            codes.extend(resource.body.iter().filter_map(|entry| match entry {
                Entry::Message(message) => message.id.name.strip_prefix(prefix).map(str::to_owned),
                _ => None,
            }));
        }
        codes
    }
}
