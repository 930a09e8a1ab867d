//! A backup, the way back, and the doctor who looks into a vault, as somebody at a shell has them.

use std::fs;
use std::process::Command;

use super::{Home, outcome};

/// A home with an invented vault of three cases in `vault`, its passphrase in `words`, and that of the
/// backup in `other`.
fn with_vault() -> Home {
    let home = Home::new();
    home.write("words", "kiraz bulut deniz yol\n");
    home.write("other", "trei mere pe pervaz\n");
    let made = home.run(&["demo", "--into", "vault", "--cases", "3", "--passphrase-file", "words"]);
    assert_eq!(made.code, 0, "{}", made.err);
    home
}

const BACK_UP: &[&str] =
    &["--data-dir", "vault", "--passphrase-file", "words", "--backup-passphrase-file", "other"];

fn with<'a>(command: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [command, more].concat()
}

#[test]
fn a_backup_is_made_tested_and_restored() {
    let home = with_vault();
    let made = home.run(&with(&["backup", "a.vaka"], BACK_UP));
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    assert!(made.out.starts_with("a.vaka: backup made and read back, "), "{}", made.out);
    assert!(made.out.contains(", 3 cases.\n"), "{}", made.out);
    assert!(!made.err.contains('%') && made.err.contains("same disk"), "{}", made.err);

    let tested = ["doctor", "--test-backup", "a.vaka", "--backup-passphrase-file", "other"];
    let outside = home.run(&tested);
    assert_eq!(outside.code, 0, "{}", outside.err);
    assert!(
        outside.out.contains("The backup is whole.") && outside.out.contains("from outside"),
        "{}",
        outside.out
    );
    let inside = home.run(&with(&tested, &["--passphrase-file", "words", "--lang", "ro"]));
    assert_eq!(inside.code, 0, "{}", inside.err);
    assert!(
        inside.out.contains("Copia este întreagă.") && inside.out.contains("Totul este în regulă."),
        "{}",
        inside.out
    );

    let back = ["restore", "a.vaka", "--into", "again", "--backup-passphrase-file", "other"];
    let restored = home.run(&back);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert!(restored.out.contains("Deniz (demo)"), "{}", restored.out);
    let refused = home.run(&back);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("never takes the place of a vault"), "{}", refused.err);
    let looked = ["doctor", "--vault", "--data-dir", "again", "--passphrase-file", "words", "--lang", "tr"];
    let looked = home.run(&looked);
    assert_eq!(looked.code, 0, "{}{}", looked.out, looked.err);
    assert!(
        looked.out.contains("Her şey yolunda.") && looked.out.contains("Henüz yedek alınmadı"),
        "{}",
        looked.out
    );
    let first = home.run(&["doctor", "--vault", "--data-dir", "vault", "--passphrase-file", "words"]);
    assert!(first.out.contains("Last good backup: "), "{}", first.out);
}

#[test]
fn what_cannot_be_backed_up_or_restored_is_said() {
    let home = with_vault();
    let check = |arguments: &[&str], code: i32, words: &str| {
        let outcome = home.run(arguments);
        assert_eq!(outcome.code, code, "{arguments:?} {}{}", outcome.out, outcome.err);
        assert!(outcome.err.contains(words), "{arguments:?} {}", outcome.err);
    };
    home.write("there", "x");
    check(&with(&["backup", "there"], BACK_UP), 1, "there: there is a file of this name already");
    assert_eq!(fs::read_to_string(home.path("there")).unwrap(), "x");
    check(&with(&["backup", "none/a"], BACK_UP), 1, "none/a");
    check(&["backup", "a", "--data-dir", "vault"], 2, "--passphrase-file");
    check(&["backup", "a", "--data-dir", "none", "--passphrase-file", "words"], 3, "missing");
    let swapped = ["--data-dir", "vault", "--passphrase-file", "other", "--backup-passphrase-file", "other"];
    check(&with(&["backup", "a"], &swapped), 4, "does not open it");
    home.write("weak", "12345678901234\n");
    let weak = ["--data-dir", "vault", "--passphrase-file", "words", "--backup-passphrase-file", "weak"];
    check(&with(&["backup", "a"], &weak), 1, "Too easy to guess");
    assert!(!home.path("a").exists() && !home.path("a.part").exists());

    assert_eq!(home.run(&with(&["backup", "a", "--force"], BACK_UP)).code, 0);
    let restore = |file: &'static str, secret: &'static str| {
        ["restore", file, "--into", "again", "--backup-passphrase-file", secret]
    };
    check(&restore("a", "words"), 4, "neither the passphrase of this backup");
    check(&restore("there", "other"), 3, "not a backup of vaka");
    check(&restore("nowhere", "other"), 1, "nowhere");
    let whole = fs::read(home.path("a")).unwrap();
    fs::write(home.path("a"), &whole[..whole.len() - 70_000]).unwrap();
    check(&restore("a", "other"), 3, "damaged");
    home.write("newer", "vaka-backup 7\nx\n");
    check(&restore("newer", "other"), 5, "newer vaka");
    assert!(!home.path("again").exists());
    check(&["doctor", "--json", "--vault"], 2, "cannot be used together");
}

#[test]
fn a_damaged_vault_is_found_and_what_can_be_read_is_saved() {
    let home = with_vault();
    let path = home.path("vault/vault.db");
    let mut bytes = fs::read(&path).unwrap();
    let page = bytes.len() / 4096 - 12;
    bytes[page * 4096 + 200] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let looked = home.run(&["doctor", "--vault", "--data-dir", "vault", "--passphrase-file", "words"]);
    assert_eq!(looked.code, 1, "{}{}", looked.out, looked.err);
    assert!(looked.out.contains("! 1 page of the vault is damaged."), "{}", looked.out);
    let repair = ["doctor", "--repair-into", "new", "--data-dir", "vault", "--passphrase-file", "words"];
    let repaired = home.run(&repair);
    assert!([0, 1].contains(&repaired.code), "{}{}", repaired.out, repaired.err);
    for case in ["K-001", "K-002", "K-003"] {
        assert!(repaired.out.contains(case), "{}", repaired.out);
    }
    assert!(repaired.out.contains("new vault in new"), "{}", repaired.out);
    let refused = home.run(&repair);
    assert_eq!(refused.code, 1, "{}", refused.err);
    let again = home.run(&["doctor", "--vault", "--data-dir", "new", "--passphrase-file", "words"]);
    assert!(
        again.out.contains("  Every page of the vault is as it was written."),
        "{}{}",
        again.out,
        again.err
    );
}

#[test]
fn a_folder_that_is_copied_elsewhere_is_warned_of() {
    let home = Home::new();
    let report = home.run(&["doctor", "--data-dir", "Dropbox/vaka"]);
    assert!(
        report.out.contains("! Kind of place: The vault lies in a folder that Dropbox copies"),
        "{}",
        report.out
    );
    assert_eq!(report.code, 0, "a warning, no failure: {}", report.out);
    assert_eq!(home.json(&["doctor", "--json"])["data"]["safe_place"], true);
}

/// The key file asks for as much as any may, and the program may not take so much.
#[test]
fn too_little_memory_is_said_and_is_no_crash() {
    let home = with_vault();
    let keys = fs::read_to_string(home.path("vault/vault.keys")).unwrap();
    let greedy = with_number(&with_number(&keys, "memory_kib", 1 << 20), "passes", 3);
    home.write("vault/vault.keys", &vaka::store::fuzzing::with_checksum(&greedy));
    let program = home.command(&[]).get_program().to_owned();
    for (language, words) in
        [("en", "Too little memory is free: 1024 MB"), ("tr", "1024 MB"), ("ro", "1024 MB")]
    {
        let mut limited = Command::new("/bin/sh");
        limited.args(["-c", "ulimit -v 1000000; exec \"$0\" \"$@\""]).arg(&program);
        limited.args(with(&["doctor", "--vault", "--lang", language], &BACK_UP[..4]));
        limited.env_clear().env("HOME", home.path("")).current_dir(home.path(""));
        let refused = outcome(&mut limited);
        assert_eq!(refused.code, 1, "{}", refused.err);
        assert!(refused.err.contains(words), "{language}: {}", refused.err);
    }
}

/// A key file in which every number of this name is another one.
fn with_number(keys: &str, name: &str, number: u32) -> String {
    let mark = format!("\"{name}\": ");
    let mut parts = keys.split(&mark);
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| {
        format!("{text}{mark}{number}{}", part.trim_start_matches(|c: char| c.is_ascii_digit()))
    })
}
