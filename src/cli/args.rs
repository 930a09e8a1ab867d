//! The arguments as a type. No help text stands here: `words` gives every command and argument its
//! text by its id, in the language in use, and a test finds those that have none.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::terminal::ColourChoice;

#[derive(Debug, Parser)]
#[command(name = "vaka", bin_name = "vaka", version)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,
    #[arg(long, global = true, value_name = "WHEN", value_parser = colour())]
    pub color: Option<ColourChoice>,
    #[arg(long, global = true)]
    pub ascii: bool,
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(Demo),
    Backup(Backup),
    Restore(Restore),
    Check(Check),
    Doctor(Doctor),
    Completions(Completions),
    Man,
}

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 17, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub cases: u32,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
#[command(subcommand_required = true)]
pub struct Check {
    #[command(subcommand)]
    pub what: CheckWhat,
}

#[derive(Debug, Subcommand)]
pub enum CheckWhat {
    Forms {
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    Locales {
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct Backup {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub force: bool,
    #[arg(long, value_name = "FILE")]
    pub backup_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub backup_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Doctor {
    #[arg(long, conflicts_with_all = ["vault", "test_backup", "repair_into"])]
    pub json: bool,
    #[arg(long, conflicts_with_all = ["test_backup", "repair_into"])]
    pub vault: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "repair_into")]
    pub test_backup: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub repair_into: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "test_backup")]
    pub backup_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

/// Not `ValueEnum`: its texts would come from comments.
fn colour() -> impl TypedValueParser<Value = ColourChoice> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|name| match name.as_str() {
        "always" => ColourChoice::Always,
        "never" => ColourChoice::Never,
        _ => ColourChoice::Auto,
    })
}
