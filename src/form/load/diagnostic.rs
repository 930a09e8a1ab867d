//! A mistake in a file of forms: where it stands, and how it is shown.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::kind::DiagnosticKind;

/// A file with its text, as the mistakes in it name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub file: String,
    pub text: Arc<str>,
}

/// One mistake. `line` and `column` count from 1, the column in characters; both are 0 where the
/// file as a whole is at fault.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    pub file: String,
    /// Bytes in the file.
    pub span: Range<usize>,
    pub line: usize,
    pub column: usize,
    pub line_text: String,
    /// Bytes in `line_text` to mark.
    pub mark: Range<usize>,
    pub kind: DiagnosticKind,
}

/// Finds the words of a message: its id and its variables.
pub type Words<'a> = &'a dyn Fn(&str, &[(&str, String)]) -> String;

impl Source {
    pub fn new(file: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), text: text.into() }
    }

    /// A mistake at some bytes of the text. Only their first line is shown and marked.
    pub fn diagnostic(&self, span: Range<usize>, kind: DiagnosticKind) -> Diagnostic {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end.max(start));
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let line_text = self.text[line_start..line_end].trim_end_matches('\r');
        let from = (start - line_start).min(line_text.len());
        Diagnostic {
            file: self.file.clone(),
            span: start..end,
            line: self.line(start),
            column: line_text[..from].chars().count() + 1,
            line_text: line_text.to_owned(),
            mark: from..(end - line_start).clamp(from, line_text.len()),
            kind,
        }
    }

    /// The number of the line, from 1, in which a byte stands.
    pub fn line(&self, at: usize) -> usize {
        self.text[..self.boundary(at)].matches('\n').count() + 1
    }

    fn boundary(&self, at: usize) -> usize {
        (0..=at.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

impl Diagnostic {
    /// A mistake of a whole file that has no text to show.
    pub fn of_file(file: impl Into<String>, kind: DiagnosticKind) -> Self {
        Self { file: file.into(), span: 0..0, line: 0, column: 0, line_text: String::new(), mark: 0..0, kind }
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, words: Words<'_>) -> String {
        let message = self.kind.message();
        let variables: Vec<(&str, String)> = message
            .variables
            .into_iter()
            .map(|(name, value)| (name, if name == "wanted" { words(&value, &[]) } else { value }))
            .collect();
        words(message.id, &variables)
    }

    /// The mistake as it is shown in a terminal: the sentence, `file:line:column`, the line with a
    /// marker below it, and what may have been meant.
    pub fn render(&self, words: Words<'_>) -> String {
        let title = Level::ERROR.with_name(words("check-error", &[])).primary_title(self.message(words));
        let mut group = if self.line == 0 {
            Group::with_title(title).element(annotate_snippets::Origin::path(self.file.clone()))
        } else {
            let snippet = Snippet::source(self.line_text.clone())
                .path(self.file.clone())
                .line_start(self.line)
                .annotation(AnnotationKind::Primary.span(self.mark.clone()));
            Group::with_title(title).element(snippet)
        };
        if let Some(near) = self.kind.near() {
            let help = words("check-near", &[("near", near.to_owned())]);
            group = group.element(Level::HELP.no_name().message(help));
        }
        Renderer::plain().render(&[group])
    }
}
