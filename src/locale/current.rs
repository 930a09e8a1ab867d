//! The language in use: looks messages up, in it and then in English.

use std::fmt;
use std::sync::Arc;

use super::bundle::{Arg, Layers};
use super::locales::{FALLBACK, Language, Locales};

/// The bundle of all files that are neither forms nor names.
const UI: &str = "ui";

/// The form whose words all forms share.
const SHARED_LISTS: &str = "lists";

/// One language in use. Cloning is cheap.
#[derive(Clone)]
pub struct Locale {
    /// The language, then English, unless it is English.
    pub(super) chain: Vec<Arc<Language>>,
    id: String,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.id)
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Locale {
    /// The language `id`; English when it is not known.
    pub fn new(all: &Arc<Locales>, id: &str) -> Locale {
        let chosen = all.language(id).filter(|_| id != FALLBACK);
        let chain: Vec<_> = chosen.into_iter().chain(all.language(FALLBACK)).cloned().collect();
        let id = chosen.map_or(FALLBACK, |language| &language.id).to_owned();
        Locale { chain, id }
    }

    /// The language's id: `tr`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The language's id as a mark on the screen: `TR`.
    pub fn tag(&self) -> String {
        self.id.to_ascii_uppercase()
    }

    /// A text; the id itself when no language has it.
    pub fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// A text with its variables filled in.
    pub fn text_with(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.find(UI, |layers| layers.text(id, args)).unwrap_or_else(|| id.to_owned())
    }

    /// A text's attribute (`.hint`, `.short`, …).
    pub fn attribute(&self, id: &str, attribute: &str) -> Option<String> {
        self.attribute_in(UI, id, attribute)
    }

    /// Whether a text exists, in this language or in English.
    pub fn has(&self, id: &str) -> bool {
        self.layers(UI).any(|layers| layers.has(id))
    }

    /// A text of a form, by its message in `forms/<form>.ftl`; the id itself when it has none.
    pub fn form(&self, form: &str, id: &str) -> String {
        self.find(&forms(form), |layers| layers.text(id, &[])).unwrap_or_else(|| id.to_owned())
    }

    /// An attribute of a form's text (`.short`, `.hint`, `.say`, `.guidance`, …).
    pub fn form_attribute(&self, form: &str, id: &str, attribute: &str) -> Option<String> {
        self.attribute_in(&forms(form), id, attribute)
    }

    /// Whether a form has a text, in this language or in English.
    pub fn form_has(&self, form: &str, id: &str) -> bool {
        self.layers(&forms(form)).any(|layers| layers.has(id))
    }

    /// The label of a choice: the form's own or that of the lists which forms share. A choice that
    /// no language knows, as in a record of an older form, is shown by its id.
    pub fn choice(&self, form: &str, list: &str, choice: &str) -> String {
        let id = format!("choice-{list}-{choice}");
        let (own, shared) = (forms(form), forms(SHARED_LISTS));
        let found = self.chain.iter().find_map(|language| {
            let text = |bundle: &str| language.bundle(bundle)?.text(&id, &[]);
            text(&own).or_else(|| text(&shared))
        });
        found.unwrap_or_else(|| choice.to_owned())
    }

    pub(super) fn layers(&self, bundle: &str) -> impl Iterator<Item = &Layers> {
        self.chain.iter().filter_map(move |language| language.bundle(bundle))
    }

    pub(super) fn find<T>(&self, bundle: &str, look: impl Fn(&Layers) -> Option<T>) -> Option<T> {
        self.layers(bundle).find_map(look)
    }

    /// Guidance in English is better than none, but an English abbreviation of a translated label is
    /// not: `.short` comes only from where the label comes from.
    fn attribute_in(&self, bundle: &str, id: &str, attribute: &str) -> Option<String> {
        for layers in self.layers(bundle) {
            let found = layers.attribute(id, attribute);
            if found.is_some() || attribute == "short" && layers.has(id) {
                return found;
            }
        }
        None
    }
}

fn forms(form: &str) -> String {
    format!("forms/{form}")
}
