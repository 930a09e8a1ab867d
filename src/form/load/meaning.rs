//! Whether what the conditions of a form say has a meaning: their names, functions and choices.

use super::{Loading, Role};
use crate::form::expr::{Expr, Problem, Vocabulary, near};
use crate::form::schema::{Field, List, Section};

/// What the conditions of one form may speak of.
pub(crate) struct FormWords<'a> {
    pub fields: Vec<&'a Field>,
    pub lists: Vec<&'a List>,
    /// The field or column to which the condition belongs.
    pub current: Option<&'a str>,
}

impl<'a> FormWords<'a> {
    pub fn new(sections: &'a [Section], lists: Vec<&'a List>) -> Self {
        let fields = sections.iter().flat_map(|section| &section.fields);
        let fields = fields.flat_map(|field| std::iter::once(field).chain(&field.columns)).collect();
        Self { fields, lists, current: None }
    }

    fn field(&self, id: &str) -> Option<&'a Field> {
        self.fields.iter().find(|field| field.id == id).copied()
    }
}

impl Vocabulary for FormWords<'_> {
    fn names(&self) -> Vec<&str> {
        self.fields.iter().map(|field| field.id.as_str()).collect()
    }

    fn choices(&self, name: &str) -> Option<Vec<&str>> {
        let list = self.field(name)?.choices.as_deref()?;
        let list = self.lists.iter().find(|known| known.id == list)?;
        Some(list.choices.iter().map(|choice| choice.id.as_str()).collect())
    }

    fn current(&self) -> Option<&str> {
        self.current
    }
}

impl Loading<'_> {
    /// Checks every condition that was read.
    pub(super) fn check_meaning(&mut self, sections: &[Section]) {
        let lists = self.lists.clone();
        let known = lists.iter().chain(self.shared).collect();
        let mut words = FormWords::new(sections, known);
        for spoken in std::mem::take(&mut self.spoken) {
            words.current =
                words.fields.iter().find(|field| field.id == spoken.owner).map(|field| field.id.as_str());
            let problems = spoken.condition.problems(&words);
            self.out.problems(&spoken.at, problems);
            if spoken.role == Role::Default {
                let root = spoken.condition.root();
                let problem = words.current.and_then(|name| unknown_default(&words, name, &root.expr));
                let at = root.span.clone();
                self.out.problems(&spoken.at, problem.map(|problem| (at, problem)).into_iter().collect());
            }
            self.spoken.push(spoken);
        }
    }
}

/// A first value that is none of the field's choices.
fn unknown_default(words: &FormWords<'_>, name: &str, root: &Expr) -> Option<Problem> {
    let Expr::Text(choice) = root else { return None };
    let choices = words.choices(name)?;
    if choices.contains(&choice.as_str()) {
        return None;
    }
    let near = near(choice, choices);
    Some(Problem::UnknownChoice { name: name.to_owned(), choice: choice.clone(), near })
}
