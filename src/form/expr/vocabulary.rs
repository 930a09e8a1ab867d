//! Whether the names, functions and choices in a condition exist where it stands.

use std::ops::Range;

use super::ast::{Expr, Node};
use super::functions::{FUNCTIONS, Signature};

/// What a condition may speak of in its place: a form's fields, or what the process knows.
pub trait Vocabulary {
    /// All names that `${}` may hold.
    fn names(&self) -> Vec<&str>;
    /// The choices of a name that has a list, to check `selected(${name}, 'x')` and `${name} = 'x'`.
    fn choices(&self, name: &str) -> Option<Vec<&str>>;
    /// The name behind `.`, if it has one.
    fn current(&self) -> Option<&str> {
        None
    }
    /// Functions beside those of the notation.
    fn functions(&self) -> &[Signature] {
        &[]
    }
}

/// What is wrong with one part of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No such field; with one that is spelled alike.
    UnknownName { name: String, near: Option<String> },
    /// No such function; with one that is spelled alike.
    UnknownFunction { name: String, near: Option<String> },
    /// Too few or too many arguments. `most` is None where any number may follow.
    Arguments { function: String, given: usize, least: usize, most: Option<usize> },
    /// The list of a field has no such choice.
    UnknownChoice { name: String, choice: String, near: Option<String> },
}

/// Every problem of a tree with the bytes it stands at.
pub(super) fn problems(root: &Node, vocabulary: &dyn Vocabulary) -> Vec<(Range<usize>, Problem)> {
    let mut found = Vec::new();
    root.walk(&mut |node| match &node.expr {
        Expr::Name(name) => found.extend(unknown_name(node, name, vocabulary)),
        Expr::Call(function, arguments) => {
            found.extend(wrong_call(node, function, arguments.len(), vocabulary));
            if let ("selected" | "count-if", [list, wanted]) = (function.as_str(), arguments.as_slice()) {
                found.extend(unknown_choice(list, wanted, vocabulary));
            }
        }
        Expr::Binary(operator, left, right) if operator.compares() => {
            found.extend(unknown_choice(left, right, vocabulary));
            found.extend(unknown_choice(right, left, vocabulary));
        }
        _ => {}
    });
    found
}

fn unknown_name(node: &Node, name: &str, vocabulary: &dyn Vocabulary) -> Option<(Range<usize>, Problem)> {
    let names = vocabulary.names();
    if names.contains(&name) {
        return None;
    }
    let near = near(name, names);
    Some((node.span.clone(), Problem::UnknownName { name: name.to_owned(), near }))
}

fn wrong_call(
    node: &Node,
    function: &str,
    given: usize,
    vocabulary: &dyn Vocabulary,
) -> Option<(Range<usize>, Problem)> {
    let known = || FUNCTIONS.iter().chain(vocabulary.functions());
    let span = node.span.start..node.span.start + function.len();
    let Some(signature) = known().find(|signature| signature.name == function) else {
        let near = near(function, known().map(|signature| signature.name));
        return Some((span, Problem::UnknownFunction { name: function.to_owned(), near }));
    };
    if (signature.least..=signature.most).contains(&given) {
        return None;
    }
    let most = (signature.most < usize::MAX).then_some(signature.most);
    Some((span, Problem::Arguments { function: function.to_owned(), given, least: signature.least, most }))
}

fn unknown_choice(
    list: &Node,
    wanted: &Node,
    vocabulary: &dyn Vocabulary,
) -> Option<(Range<usize>, Problem)> {
    let name = match &list.expr {
        Expr::Name(name) => name,
        Expr::Current => vocabulary.current()?,
        _ => return None,
    };
    let choice = wanted.literal().filter(|choice| !choice.is_empty())?;
    let choices = vocabulary.choices(name)?;
    if choices.contains(&choice.as_str()) {
        return None;
    }
    let near = near(&choice, choices);
    Some((wanted.span.clone(), Problem::UnknownChoice { name: name.to_owned(), choice, near }))
}

/// The known word that is spelled most alike, if one is near enough to be meant.
pub(crate) fn near<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // At least one letter in common: a word of one letter is like no other.
    let length = given.chars().count();
    let allowed = length.div_ceil(3).min(3).min(length.saturating_sub(1));
    known
        .into_iter()
        // Every letter more or less is a change: most words need not be compared at all.
        .filter(|word| word.chars().count().abs_diff(length) <= allowed)
        .map(|word| (distance(given, word), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, word)| word.to_owned())
}

/// How many letters must be added, left out or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}
