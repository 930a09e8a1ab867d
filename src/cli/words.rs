//! Gives the commands and arguments their texts. A command `check forms` has the message
//! `cli-command-check-forms`, an argument `json` the message `cli-arg-json` and, for the name of its
//! value, the attribute `.value`; a command's own meaning of an argument is `cli-arg-demo-into`.

use clap::builder::Styles;
use clap::{Arg, Command, CommandFactory};

use super::args::Cli;
use crate::locale::Locale;

/// The command line in the language in use.
pub fn command(locale: &Locale) -> Command {
    let command = Cli::command().styles(Styles::plain()).after_help(locale.text("cli-after-help"));
    with_words(command, &[], locale)
}

/// The message that says what a command does; `path` are the names behind `vaka`.
pub fn about(path: &[String], locale: &Locale) -> String {
    if path.is_empty() {
        locale.text("cli-about")
    } else {
        locale.text(&format!("cli-command-{}", path.join("-")))
    }
}

/// How a command is called: `vaka check forms [OPTIONS] [PATH]...`.
pub fn usage(command: &Command, path: &[String], locale: &Locale) -> String {
    let mut usage = "vaka".to_owned();
    for name in path {
        usage.push(' ');
        usage.push_str(name);
    }
    usage.push_str(&format!(" [{}]", locale.text("cli-usage-options")));
    if command.has_subcommands() {
        let name = locale.text("cli-usage-command");
        let name = if command.is_subcommand_required_set() { name } else { format!("[{name}]") };
        usage.push_str(&format!(" {name}"));
    }
    for argument in command.get_positionals() {
        let name = value_name(argument, path, locale).unwrap_or_default();
        let many = argument.get_num_args().is_some_and(|range| range.max_values() > 1);
        let name = if argument.is_required_set() { name } else { format!("[{name}]") };
        usage.push_str(&format!(" {name}{}", if many { "..." } else { "" }));
    }
    usage
}

fn with_words(command: Command, path: &[String], locale: &Locale) -> Command {
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
        locale.text("cli-heading-usage")
    );
    let usage = usage(&command, path, locale);
    let arguments: Vec<_> = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    let commands: Vec<_> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut command = command
        .about(about(path, locale))
        .long_about(None::<&str>)
        .help_template(template)
        .override_usage(usage)
        .subcommand_help_heading(locale.text("cli-heading-commands"))
        .subcommand_value_name(locale.text("cli-usage-command"));
    // Options that go everywhere stand below a command's own.
    let order = if path.is_empty() { 100 } else { 0 };
    for (index, id) in arguments.into_iter().enumerate() {
        command = command
            .mut_arg(id, |argument| argument_with_words(argument, path, locale).display_order(order + index));
    }
    for name in commands {
        let path = [path, std::slice::from_ref(&name)].concat();
        command = command.mut_subcommand(name, |command| with_words(command, &path, locale));
    }
    command
}

fn argument_with_words(argument: Arg, path: &[String], locale: &Locale) -> Arg {
    let heading = if argument.is_positional() { "cli-heading-arguments" } else { "cli-heading-options" };
    let name = value_name(&argument, path, locale);
    let help = locale.text(&message(argument.get_id().as_str(), path, locale));
    let argument = argument.help(help).long_help(None::<&str>).help_heading(locale.text(heading));
    match name {
        // The parser would add possible and default values in English; the text names them.
        Some(name) => argument.value_name(name).hide_possible_values(true).hide_default_value(true),
        None => argument,
    }
}

/// The name of an argument's value; None for one without a value.
fn value_name(argument: &Arg, path: &[String], locale: &Locale) -> Option<String> {
    let id = message(argument.get_id().as_str(), path, locale);
    argument.get_action().takes_values().then(|| locale.attribute(&id, "value").unwrap_or_default())
}

/// The message of an argument: the command's own or the one that all share.
fn message(id: &str, path: &[String], locale: &Locale) -> String {
    let own = format!("cli-arg-{}-{id}", path.join("-"));
    if !path.is_empty() && locale.has(&own) { own } else { format!("cli-arg-{id}") }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::locale::Locales;

    /// Every command with its path.
    fn walk(command: &Command, path: &[String], visit: &mut dyn FnMut(&Command, &[String])) {
        visit(command, path);
        for sub in command.get_subcommands() {
            walk(sub, &[path, &[sub.get_name().to_owned()]].concat(), visit);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_words_in_every_language() {
        let locales = Arc::new(Locales::embedded());
        for id in locales.ids() {
            let locale = Locale::new(&locales, &id);
            let mut built = command(&locale);
            built.build();
            built.clone().debug_assert();
            walk(&built, &[], &mut |command, path| {
                let about = command.get_about().unwrap().to_string();
                assert!(!about.starts_with("cli-"), "{id}: {about}");
                for argument in command.get_arguments() {
                    let help = argument.get_help().unwrap().to_string();
                    assert!(!help.starts_with("cli-") && !help.is_empty(), "{id}: {path:?} {help}");
                    if argument.get_action().takes_values() {
                        let names = argument.get_value_names().unwrap();
                        assert!(names.iter().all(|name| !name.is_empty()), "{id}: {path:?} {argument}");
                    }
                }
            });
        }
    }

    #[test]
    fn help_has_no_word_of_another_language() {
        let locales = Arc::new(Locales::embedded());
        let english = ["Usage", "Options", "Commands", "Arguments", "possible values", "default:", "Print"];
        for id in ["tr", "ro"] {
            let help = command(&Locale::new(&locales, id)).render_long_help().to_string();
            for word in english {
                assert!(!help.contains(word), "{id}: {word} in\n{help}");
            }
        }
    }
}
