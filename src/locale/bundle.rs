//! One bundle of messages of one language: the program's files, and the user's above them.

use std::sync::Arc;

use fluent::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::clean::{clean, is_unwanted};
use super::plural;
use super::source::Source;

pub(super) type Bundle = fluent::concurrent::FluentBundle<Arc<FluentResource>>;

/// A value for a variable of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    Text(String),
    Number(f64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<char> for Arg {
    fn from(text: char) -> Self {
        Self::Text(text.to_string())
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Arg {
            fn from(number: $kind) -> Self {
                Self::Number(number as f64)
            }
        })*
    };
}
numbers!(i64, i32, u64, u32, u16, u8, usize, f64);

/// The messages of one bundle.
pub(super) struct Layers {
    all: Bundle,
    /// Without the user's files, when there are any: an override of a message's text keeps the
    /// attributes that it does not mention.
    base: Option<Bundle>,
}

impl Layers {
    /// Parses the files; parts that cannot be read are left out.
    pub fn new(language: &LanguageIdentifier, sources: &[Source]) -> Self {
        let (users, own): (Vec<_>, Vec<_>) = sources.iter().partition(|source| source.users);
        let own: Vec<_> = own.into_iter().map(resource).collect();
        let users: Vec<_> = users.into_iter().map(resource).collect();
        let all = bundle(language, own.iter().chain(&users));
        let base = (!own.is_empty() && !users.is_empty()).then(|| bundle(language, own.iter()));
        Self { all, base }
    }

    /// The text of a message; None when the bundle does not have it.
    pub fn text(&self, id: &str, args: &[(&str, Arg)]) -> Option<String> {
        self.bundles().find_map(|bundle| {
            let pattern = bundle.get_message(id)?.value()?;
            Some(format(bundle, pattern, args))
        })
    }

    /// The text of a message's attribute.
    pub fn attribute(&self, id: &str, attribute: &str) -> Option<String> {
        self.bundles().find_map(|bundle| {
            let attribute = bundle.get_message(id)?.get_attribute(attribute)?;
            Some(format(bundle, attribute.value(), &[]))
        })
    }

    /// Whether the bundle has the message.
    pub fn has(&self, id: &str) -> bool {
        self.all.has_message(id)
    }

    fn bundles(&self) -> impl Iterator<Item = &Bundle> {
        std::iter::once(&self.all).chain(&self.base)
    }
}

fn resource(source: &Source) -> Arc<FluentResource> {
    let (Ok(resource) | Err((resource, _))) =
        FluentResource::try_new(plural::rewrite(&source.text()).into_owned());
    Arc::new(resource)
}

fn bundle<'a>(
    language: &LanguageIdentifier,
    resources: impl Iterator<Item = &'a Arc<FluentResource>>,
) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.clone()]);
    // The marks around variables would be stripped at display anyway; ours are all left-to-right.
    bundle.set_use_isolating(false);
    // Fails only when the function is there already.
    let _ = bundle.add_builtins();
    plural::install(&mut bundle, &language.to_string());
    for resource in resources {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    bundle
}

fn format(bundle: &Bundle, pattern: &fluent_syntax::ast::Pattern<&str>, args: &[(&str, Arg)]) -> String {
    let mut fluent = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Number(number) => FluentValue::from(*number),
        };
        fluent.set(*name, value);
    }
    // An error is a variable that was not given; it is shown by its name.
    let text = bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new());
    // A user's file may hold what turns the direction of a line, and so may a variable.
    if text.chars().any(|c| c != '\n' && is_unwanted(c)) { clean(&text, true) } else { text.into_owned() }
}
