//! `man`: the manual page, made from the same commands, arguments and words as the help.

use clap::{Arg, Command};
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::words;
use crate::locale::Locale;

/// The page in the language in use, as `man` reads it.
pub fn page(locale: &Locale) -> String {
    let command = words::command(locale);
    let version = concat!("vaka ", env!("CARGO_PKG_VERSION"));
    let mut page = Roff::new();
    page.control("TH", ["VAKA", "1", "", version]);
    page.control("SH", [locale.text("cli-man-name").as_str()]);
    page.text([roman(format!("vaka - {}", locale.text("cli-about").trim_end_matches('.')))]);
    page.control("SH", [locale.text("cli-man-synopsis").as_str()]);
    synopsis(&mut page, &command, &[], locale);
    page.control("SH", [locale.text("cli-man-description").as_str()]);
    page.text([roman(locale.text("cli-man-description-text"))]);
    page.control("SH", [locale.text("cli-man-options").as_str()]);
    command.get_arguments().for_each(|argument| option(&mut page, argument));
    page.control("SH", [locale.text("cli-man-commands").as_str()]);
    for sub in command.get_subcommands() {
        section(&mut page, sub, &[sub.get_name().to_owned()], locale);
    }
    for (heading, text) in [
        ("cli-man-exit", "cli-man-exit-text"),
        ("cli-man-environment", "cli-man-environment-text"),
        ("cli-man-files", "cli-man-files-text"),
    ] {
        page.control("SH", [locale.text(heading).as_str()]);
        for line in locale.text(text).lines() {
            page.text([roman(line.to_owned())]);
            page.control("br", []);
        }
    }
    page.to_roff()
}

fn synopsis(page: &mut Roff, command: &Command, path: &[String], locale: &Locale) {
    page.text([bold(words::usage(command, path, locale))]);
}

/// A command with its own arguments, and the commands below it.
fn section(page: &mut Roff, command: &Command, path: &[String], locale: &Locale) {
    if command.has_subcommands() {
        for sub in command.get_subcommands() {
            section(page, sub, &[path, &[sub.get_name().to_owned()]].concat(), locale);
        }
        return;
    }
    page.control("SS", [words::usage(command, path, locale).as_str()]);
    page.text([roman(words::about(path, locale))]);
    command.get_arguments().for_each(|argument| option(page, argument));
}

fn option(page: &mut Roff, argument: &Arg) {
    let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let names = [short, long].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let value = value.filter(|_| argument.get_action().takes_values()).unwrap_or_default();
    let space = if names.is_empty() || value.is_empty() { "" } else { " " };
    page.control("TP", []);
    page.text([bold(names), roman(space), italic(value)]);
    page.text([roman(argument.get_help().map(ToString::to_string).unwrap_or_default())]);
}
