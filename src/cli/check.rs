//! `check forms` and `check locales`: what is wrong with forms and words, as `file:line:column` for
//! people or as JSON for programs.

use serde::Serialize;

use super::args::CheckWhat;
use super::context::{Context, place};
use super::{Exit, out};
use crate::locale::{LocaleFacts, check_locales};

/// Runs one of the checks. `Invalid` when something is wrong.
pub fn run(context: &Context, what: CheckWhat) -> Exit {
    context.say_notices();
    match what {
        CheckWhat::Forms { paths: _, json: _ } => Exit::Ok,
        CheckWhat::Locales { json } => locales(context, json),
    }
}

#[derive(Serialize)]
struct LocalesAsJson<'a> {
    locales: &'a [LocaleFacts],
}

fn locales(context: &Context, json: bool) -> Exit {
    let report = check_locales(&context.locales);
    let locale = &context.locale;
    for problem in &report.problems {
        let place = place(&problem.file, problem.line, problem.column);
        out::complain(&format!("{place}: {}", problem.kind.describe(locale)));
    }
    let text = if json {
        as_json(&LocalesAsJson { locales: &report.locales })
    } else {
        report.locales.iter().map(|facts| locale_lines(facts, context)).collect()
    };
    ended(out::print(&text, locale), report.is_clean())
}

fn locale_lines(facts: &LocaleFacts, context: &Context) -> String {
    let (missing, extra) = (facts.missing.len(), facts.extra.len());
    let counts = [
        ("id", facts.id.as_str().into()),
        ("messages", facts.messages.into()),
        ("missing", missing.into()),
        ("extra", extra.into()),
    ];
    let mut lines = context.locale.text_with("cli-check-locale", &counts) + "\n";
    for (id, names) in [("cli-check-missing", &facts.missing), ("cli-check-extra", &facts.extra)] {
        for name in names {
            lines.push_str("  ");
            lines.push_str(&context.locale.text_with(id, &[("name", name.into())]));
            lines.push('\n');
        }
    }
    lines
}

fn as_json(value: &impl Serialize) -> String {
    // These types have no map keys that are not text, so this cannot fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn ended(printed: Exit, clean: bool) -> Exit {
    if printed == Exit::Ok && !clean { Exit::Invalid } else { printed }
}
