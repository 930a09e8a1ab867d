//! The command line as scripts and people meet it: what goes where, with which exit code, in which
//! language.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "cli/backup.rs"]
mod backup;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::assert::OutputAssertExt;
use serde_json::Value;
use tempfile::TempDir;

/// A home directory and the program in it, with nothing of this machine's environment.
struct Home(TempDir);

/// What came of one call.
struct Outcome {
    code: i32,
    out: String,
    err: String,
}

impl Home {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vaka"));
        command.args(arguments).env_clear().env("HOME", self.0.path()).env("LC_ALL", "C.UTF-8");
        command.env("PATH", "/usr/bin:/bin").current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        outcome(&mut self.command(arguments))
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(arguments).out).unwrap()
    }
}

fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let home = Home::new();
    for arguments in [&["-h"][..], &["--help"], &["check", "-h"], &["check", "forms", "--help"], &["-V"]] {
        let outcome = home.run(arguments);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{arguments:?}");
        assert!(!outcome.out.is_empty());
    }
    assert_eq!(home.run(&["--version"]).out, concat!("vaka ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn help_speaks_the_language_in_use() {
    let home = Home::new();
    assert!(home.run(&["-h", "--lang", "tr"]).out.contains("Kullanım: vaka [SEÇENEKLER] [KOMUT]"));
    assert!(home.run(&["--lang=ro", "-h"]).out.contains("Utilizare: vaka [OPȚIUNI] [COMANDĂ]"));
    assert!(home.run(&["-h"]).out.contains("Usage: vaka [OPTIONS] [COMMAND]"));
    let outcome = outcome(home.command(&["-h"]).env("LC_ALL", "ro_RO.UTF-8"));
    assert!(outcome.out.contains("Utilizare"));
    home.write(".config/vaka/config.toml", "language = 'tr'\n");
    assert!(home.run(&["-h"]).out.contains("Kullanım"));
    assert!(home.run(&["-h", "--lang", "en"]).out.contains("Usage"));
}

#[test]
fn wrong_arguments_are_named_in_the_language_in_use_with_exit_code_2() {
    let home = Home::new();
    let check = |arguments: &[&str], expect: &str| {
        let outcome = home.run(arguments);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(outcome.err, expect, "{arguments:?}");
    };
    let see = "vaka: “vaka --help” shows what there is.\n";
    check(&["--jsn"], &format!("vaka: There is no option or argument “--jsn” here.\n{see}"));
    check(
        &["doctor", "--jso"],
        "vaka: There is no option or argument “--jso” here.\nvaka: Did you mean --json?\n",
    );
    check(&["docter"], "vaka: There is no command “docter”.\nvaka: Did you mean doctor?\n");
    check(&["check"], &format!("vaka: A command is missing.\n{see}"));
    check(&["completions"], &format!("vaka: <SHELL> is missing.\n{see}"));
    check(&["--lang"], &format!("vaka: --lang <LANG> needs a value.\n{see}"));
    check(&["demo", "--cases", "0"], &format!("vaka: “0” cannot be used for --cases <N>.\n{see}"));
    check(&["demo", "--seed", "x"], &format!("vaka: “x” cannot be used for --seed <N>.\n{see}"));
    check(
        &["--color", "red"],
        "vaka: “red” cannot be used for --color <WHEN>.\nvaka: Possible: auto, always, never\n",
    );
    check(&["doctor", "--json", "--json"], &format!("vaka: --json may be given only once.\n{see}"));
    check(&["doctor", "\u{1b}[2J"], &format!("vaka: There is no option or argument “[2J” here.\n{see}"));
    check(&["doctor", "--lang", "xx"], "vaka: There is no language “xx”. Known: en, ro, tr\n");
    let turkish = home.run(&["--lang", "tr", "docter"]);
    assert_eq!(turkish.err, "vaka: “docter” diye bir komut yok.\nvaka: Şunu mu demek istediniz: doctor\n");
    let romanian = home.run(&["--lang", "ro", "--color"]);
    assert!(romanian.err.starts_with("vaka: --color <CÂND> cere o valoare.\n"), "{}", romanian.err);
}

#[test]
fn without_a_terminal_the_full_screen_is_refused() {
    let home = Home::new();
    for arguments in [&[][..], &["demo"]] {
        let outcome = home.run(arguments);
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{arguments:?}");
        assert!(outcome.err.starts_with("vaka: vaka needs a terminal to draw on"), "{}", outcome.err);
    }
    let turkish = home.run(&["--lang", "tr"]);
    assert!(turkish.err.starts_with("vaka: vaka için çizilecek bir terminal gerekir"), "{}", turkish.err);
    assert!(fs::read_dir(home.0.path()).unwrap().next().is_none(), "nothing is written");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::new();
    let mut child = home.command(&["man"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let home = Home::new();
    let outcome = outcome_to(home.command(&["--lang", "ro", "man"]), full);
    assert_eq!(outcome.code, 1);
    assert_eq!(outcome.err, "vaka: Rezultatul nu s-a putut scrie: discul este plin.\n");
}

fn outcome_to(mut command: Command, out: fs::File) -> Outcome {
    let output = command.stdout(out).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    Outcome { code: output.status.code().unwrap(), out: String::new(), err }
}

#[test]
fn the_data_directory_is_flag_then_environment_then_settings_then_convention() {
    let home = Home::new();
    let dir = |command: &mut Command| {
        let report: Value = serde_json::from_str(&outcome(command).out).unwrap();
        report["data"]["dir"].as_str().unwrap().to_owned()
    };
    let doctor = ["doctor", "--json"];
    assert_eq!(Path::new(&dir(&mut home.command(&doctor))), home.path(".local/share/vaka"));
    home.write(".config/vaka/config.toml", "data_dir = '/from-settings'\n");
    assert_eq!(dir(&mut home.command(&doctor)), "/from-settings");
    assert_eq!(dir(home.command(&doctor).env("VAKA_DATA_DIR", "/from-env")), "/from-env");
    let flagged = ["doctor", "--json", "--data-dir", "/from-flag"];
    assert_eq!(dir(home.command(&flagged).env("VAKA_DATA_DIR", "/from-env")), "/from-flag");
}

#[test]
fn a_broken_settings_file_is_named_and_passed_over() {
    let home = Home::new();
    home.write("my.toml", "language = 'tr'\nidle = 5\n");
    let outcome = home.run(&["--config", "my.toml", "check", "locales"]);
    assert_eq!(outcome.code, 0);
    let expect = "vaka: my.toml:2:1: the name is not a setting or the value does not fit: idle = 5\n";
    assert_eq!(outcome.err, expect);
    let missing = home.run(&["--config", "none.toml", "--lang", "ro", "check", "locales"]);
    assert_eq!(missing.code, 0);
    assert_eq!(missing.err, "vaka: none.toml: setările nu se pot citi (nu există); nu au fost folosite.\n");
}

#[test]
fn doctor_tells_and_tells_no_secrets() {
    let home = Home::new();
    let report = home.json(&["doctor", "--json"]);
    assert_eq!(report["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(report["terminal"]["output"], false);
    assert_eq!(report["language"]["used"], "en");
    assert_eq!(report["data"]["vault"], "none");
    assert_eq!(report["data"]["writable"], true);
    assert!(report["sqlcipher"].as_str().unwrap().starts_with(|c: char| c.is_ascii_digit()));
    // What a vault of the usual cost takes to open, or one that was made where little was free.
    let needed = report["memory"]["needed_bytes"].as_u64().unwrap() >> 20;
    assert!([64, 96].contains(&needed), "{needed}");
    home.write("vault/vault.db", "SQLite format 3\0 anything");
    let outcome = home.run(&["doctor", "--lang", "tr", "--data-dir", "vault"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("! Kasa: vault.db bir kasa değil"), "{}", outcome.out);
}

#[test]
fn completions_and_manual_page_are_made() {
    let home = Home::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let outcome = home.run(&["completions", shell, "--lang", "ro"]);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
        assert!(outcome.out.contains("completions"), "{shell}");
    }
    for (lang, word) in [("en", "EXIT STATUS"), ("tr", "ÇIKIŞ DURUMU"), ("ro", "STARE LA IEȘIRE")] {
        let page = home.run(&["man", "--lang", lang]).out;
        assert!(page.contains(word) && page.contains("check forms") && !page.contains("cli-"), "{page}");
    }
}

#[test]
fn the_forms_and_words_of_the_program_are_without_mistakes() {
    let home = Home::new();
    let forms = home.command(&["check", "forms"]).assert();
    forms.success();
    home.command(&["check", "locales"]).assert().success();
    let report = home.json(&["check", "forms", "--json"]);
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["errors", "forms"]);
    assert!(report["errors"].as_array().unwrap().is_empty());
    let report = home.json(&["check", "locales", "--json"]);
    let locales = report["locales"].as_array().unwrap();
    let ids: Vec<&str> = locales.iter().map(|locale| locale["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["en", "ro", "tr"]);
    assert!(locales.iter().all(|locale| locale["messages"].as_u64().unwrap() > 100));
    assert!(locales.iter().all(|locale| locale["missing"].as_array().unwrap().is_empty()));
}

#[test]
fn every_mistake_of_a_form_is_named_with_its_place() {
    let home = Home::new();
    let text = "id = \"visit\"\nversion = 1\nkind = \"sheet\"\ncolour = \"red\"\n\n[[section]]\nid = \"a\"\n\n  [[section.field]]\n  id = \"b\"\n  type = \"texxt\"\n";
    home.write("forms/visit.toml", text);
    let outcome = home.run(&["check", "forms", "forms/visit.toml"]);
    assert_eq!(outcome.code, 3);
    assert!(outcome.err.contains("forms/visit.toml:4:"), "{}", outcome.err);
    assert!(outcome.err.contains("forms/visit.toml:11:"), "{}", outcome.err);
    assert!(outcome.err.contains("texxt"), "{}", outcome.err);
    let report = home.json(&["check", "forms", "forms", "--json"]);
    let lines: Vec<u64> =
        report["errors"].as_array().unwrap().iter().map(|error| error["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [4, 11]);
}

#[test]
fn a_form_without_its_words_is_a_mistake_until_they_are_there() {
    let home = Home::new();
    let text = "id = \"visit\"\nversion = 1\nkind = \"sheet\"\n\n[[section]]\nid = \"a\"\n\n  [[section.field]]\n  id = \"b\"\n  type = \"text\"\n";
    home.write("own/forms/visit.toml", text);
    let outcome = home.run(&["check", "forms", "own/forms"]);
    assert_eq!(outcome.code, 3, "{}{}", outcome.out, outcome.err);
    assert!(outcome.err.contains("own/forms/visit.toml:9:"), "{}", outcome.err);
    for lang in ["en", "tr", "ro"] {
        home.write(
            &format!("own/locales/{lang}/forms/visit.ftl"),
            "form = Visit\n    .hint = A visit\nsection-a = A\nb = B\n",
        );
    }
    let outcome = home.run(&["check", "forms", "own/forms"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert_eq!(outcome.out, "visit: version 1, sheet, 1 field, 0 items\n1 form, no mistakes\n");
}

#[test]
fn mistakes_of_the_process_are_named_too() {
    let home = Home::new();
    home.write(
        "own/forms/process.toml",
        "[[phase]]\nid = \"a\"\nreached = \"recorded('intak')\"\ncolour = 1\n",
    );
    let report = home.json(&["check", "forms", "own", "--json"]);
    let errors = report["errors"].as_array().unwrap();
    let places: Vec<_> =
        errors.iter().map(|e| (e["file"].as_str().unwrap(), e["line"].as_u64().unwrap())).collect();
    assert_eq!(places, [("own/forms/process.toml", 3), ("own/forms/process.toml", 4)]);
    assert_eq!(home.run(&["check", "forms", "own"]).code, 3);
}

#[test]
fn a_form_of_ones_own_that_lacks_what_the_process_reads_is_a_mistake() {
    let home = Home::new();
    let text = "id = \"intake\"\nversion = 2\nkind = \"sheet\"\n\n[[section]]\nid = \"person\"\n\n  [[section.field]]\n  id = \"surname\"\n  type = \"text\"\n";
    home.write(".config/vaka/forms/intake.toml", text);
    let outcome = home.run(&["check", "forms"]);
    assert_eq!(outcome.code, 3);
    assert!(outcome.err.contains("forms/process.toml:"), "{}", outcome.err);
    assert!(outcome.err.contains("${intake.first_name}"), "{}", outcome.err);
}

#[test]
fn words_of_ones_own_are_checked_too() {
    let home = Home::new();
    home.write(".config/vaka/locales/de/cli.ftl", "cli-heading-usage = Aufruf\nmehr = Mehr\n");
    let report = home.json(&["check", "locales", "--json"]);
    let german = report["locales"].as_array().unwrap().iter().find(|locale| locale["id"] == "de").unwrap();
    assert_eq!(german["messages"], 2);
    assert_eq!(german["extra"], serde_json::json!(["ui:mehr"]));
    assert!(german["missing"].as_array().unwrap().len() > 100);
    assert_eq!(home.run(&["check", "locales"]).code, 3);
    assert!(home.run(&["-h", "--lang", "de"]).out.contains("Aufruf: vaka [OPTIONS]"));
    home.write(".config/vaka/locales/tr/cli.ftl", "cli-heading-usage = Çağrı\nbroken\n");
    let outcome = home.run(&["check", "locales", "--json"]);
    assert_eq!(outcome.code, 3);
    assert!(outcome.err.contains("tr/cli.ftl:2"), "{}", outcome.err);
}

#[test]
fn an_invented_vault_needs_a_passphrase() {
    let home = Home::new();
    let outcome = home.run(&["demo", "--into", "vault"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("--passphrase-file"), "{}", outcome.err);
    assert!(!home.path("vault").exists());
}

#[test]
fn an_invented_vault_never_takes_the_place_of_another() {
    let home = Home::new();
    home.write("words", "kiraz bulut deniz yol");
    home.write("mine/vault.keys", "the keys of somebody's work");
    let outcome = home.run(&["demo", "--into", "mine", "--cases", "1", "--passphrase-file", "words"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("There is a case file here already"), "{}", outcome.err);
    let kept = std::fs::read_to_string(home.path("mine/vault.keys")).unwrap();
    assert_eq!(kept, "the keys of somebody's work");
    assert_eq!(std::fs::read_dir(home.path("mine")).unwrap().count(), 1);
}
