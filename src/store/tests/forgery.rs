//! What was changed behind the program's back is found.

use std::fs;

use super::super::files;
use super::super::vault::Notice;
use super::*;

/// A vault with two revisions of one record, and some readings.
fn used(bench: &mut Bench) -> (Vault, SaveRecord) {
    let mut vault = bench.create();
    let mut save = bench.intake("Elif");
    let case = bench.save(&mut vault, &save).unwrap().case;
    save.base = 1;
    bench.save(&mut vault, &save).unwrap();
    vault.open_case(case.unwrap(), bench.tick()).unwrap();
    (vault, save)
}

/// Runs SQL as somebody would who has the key but not the program.
fn forge(vault: &Vault, sql: &str) {
    let free = "DROP TRIGGER audit_is_final; DROP TRIGGER audit_stays; DROP TRIGGER revision_is_final;
                DROP TRIGGER revision_stays; PRAGMA foreign_keys = OFF;";
    vault.read(|db| Ok(db.execute_batch(&format!("{free} {sql}"))?)).unwrap();
}

#[test]
fn what_was_written_cannot_be_rewritten_by_mistake() {
    let mut bench = Bench::new();
    let (vault, _) = used(&mut bench);
    for sql in [
        "UPDATE revision SET answers = ''",
        "DELETE FROM revision",
        "UPDATE audit SET detail = ''",
        "DELETE FROM audit",
    ] {
        assert!(vault.read(|db| Ok(db.execute_batch(sql)?)).is_err(), "{sql}");
    }
}

#[test]
fn every_action_is_in_the_chain_with_its_worker() {
    let mut bench = Bench::new();
    let (mut vault, save) = used(&mut bench);
    vault.record(save.record, bench.tick()).unwrap();
    vault.revisions(save.record, bench.tick()).unwrap();
    vault.put_draft(&draft_of(&save, bench.tick())).unwrap();
    vault.discard_draft(save.record, bench.tick()).unwrap();
    vault.discard_draft(save.record, bench.tick()).unwrap();
    vault.set_setting("language", "tr", bench.tick()).unwrap();
    vault.anchor(bench.tick()).unwrap();
    let entries = vault
        .read(|db| {
            rows::all(db, "SELECT action, detail, worker FROM audit ORDER BY seq", [], |row| {
                assert_eq!(rows::id(row, 2)?, vault.worker().id);
                Ok(format!("{} {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
        })
        .unwrap();
    let entries: Vec<&str> = entries.iter().map(|entry| entry.trim_end()).collect();
    assert_eq!(
        entries,
        [
            "vault_created",
            "session_opened",
            "case_opened",
            "record_saved intake 1",
            "record_saved intake 2",
            "case_read",
            "record_read intake",
            "revisions_read intake",
            "draft_discarded",
            "setting_changed language",
            "session_locked",
        ]
    );
}

#[test]
fn a_changed_chain_or_revision_is_found() {
    type Finds = fn(&VerifyReport) -> bool;
    let cases: &[(&str, Finds)] = &[
        ("UPDATE audit SET at = at + 1 WHERE seq = 4", |report| report.first_broken == Some(4)),
        ("UPDATE audit SET worker = zeroblob(16) WHERE seq = 3", |report| report.first_broken == Some(3)),
        ("UPDATE audit SET detail = 'intake 9' WHERE seq = 5", |report| report.first_broken == Some(5)),
        ("UPDATE audit SET mac = zeroblob(3) WHERE seq = 2", |report| report.first_broken == Some(2)),
        ("DELETE FROM audit WHERE seq = 3", |report| report.first_broken == Some(3)),
        ("DELETE FROM audit WHERE seq > 1", |report| report.first_broken.is_none() && !report.anchored),
        ("DELETE FROM audit", |report| report.entries == 0 && !report.anchored),
        ("UPDATE revision SET answers = '{}' WHERE revision = 1", |report| report.changed_revisions == 1),
        ("DELETE FROM revision WHERE revision = 1", |report| report.changed_revisions == 1),
        (
            "INSERT INTO revision SELECT record, 3, zeroblob(16), 2, 1, author, 'x', 0, '{}'
             FROM revision WHERE revision = 2",
            |report| report.changed_revisions == 1,
        ),
        ("DELETE FROM worker", |report| report.bad_structure > 0),
    ];
    for (sql, found) in cases {
        let mut bench = Bench::new();
        let (mut vault, _) = used(&mut bench);
        assert!(vault.verify().unwrap().is_good());
        forge(&vault, sql);
        let report = vault.verify().unwrap();
        assert!(found(&report) && !report.is_good(), "{sql}: {report:?}");
    }
}

/// Somebody who has every key can write such an entry: it hides nothing.
#[test]
fn a_forged_repair_does_not_go_unsaid() {
    let mut bench = Bench::new();
    let (mut vault, _) = used(&mut bench);
    assert_eq!(vault.verify().unwrap().repairs, []);
    forge(&vault, "DELETE FROM audit WHERE seq IN (4, 5)");
    let (me, at) = (vault.worker().id, bench.tick().timestamp_millis());
    // Without a MAC over what is there it vouches for nothing.
    let entry = audit::Entry::new(audit::Action::Repaired).detail("0 0");
    vault.read(|db| db.execute_batch("SAVEPOINT bare").map_err(VaultError::from)).unwrap();
    vault.read(|db| audit::append(db, &vault.audit_key, me, at, &entry)).unwrap();
    let bare = vault.read(|db| audit::walk(db, &vault.audit_key, &mut |_, _| Ok(()))).unwrap();
    assert_eq!((bare.first_broken, bare.repairs.len()), (Some(4), 1));
    vault.read(|db| db.execute_batch("ROLLBACK TO bare; RELEASE bare").map_err(VaultError::from)).unwrap();
    vault.read(|db| audit::vouch(db, &vault.audit_key, me, at, "0 0".to_owned(), 0)).unwrap();
    let report = vault.verify().unwrap();
    assert!(report.first_broken.is_none() && report.changed_revisions == 0);
    assert_eq!(report.repairs, [Repair { at, versions: 0, entries: 2 }]);
}

#[test]
fn an_older_database_in_place_of_the_newest_is_noticed() {
    let mut bench = Bench::new();
    let (vault, _) = used(&mut bench);
    vault.close(bench.tick()).unwrap();
    let older = fs::read(bench.dir().join(files::DATABASE)).unwrap();
    bench.open().close(bench.tick()).unwrap();
    fs::write(bench.dir().join(files::DATABASE), older).unwrap();
    let mut vault = bench.open();
    assert_eq!(vault.notices(), [Notice::AnchorBroken]);
    // It is noted once, and the chain goes on from there.
    assert!(vault.verify().unwrap().is_good());
    drop(vault);
    assert_eq!(bench.open().notices(), []);
}

#[test]
fn an_older_key_file_is_noticed() {
    let mut bench = Bench::new();
    bench.create().close(bench.tick()).unwrap();
    let older = fs::read(bench.dir().join(files::KEYS)).unwrap();
    let mut vault = bench.open();
    let new = SecretString::from("altı yeni güzel sözcük");
    vault.set_passphrase(&new, KdfParams::cheap_for_tests(), bench.tick()).unwrap();
    vault.close(bench.tick()).unwrap();
    fs::write(bench.dir().join(files::KEYS), older).unwrap();
    assert_eq!(bench.open().notices(), [Notice::KeysOlder]);
    assert_eq!(bench.open().notices(), []);
}

#[test]
fn a_broken_key_file_is_replaced_by_its_copy() {
    for spoil in [b"".as_slice(), b"vaka-keys 1\n{", b"\xff", b"another file"] {
        let mut bench = Bench::new();
        bench.create().close(bench.tick()).unwrap();
        fs::write(bench.dir().join(files::KEYS), spoil).unwrap();
        assert_eq!(Vault::state(bench.dir()), VaultState::Present);
        assert_eq!(bench.open().notices(), [Notice::KeysFromCopy]);
        assert_eq!(bench.open().notices(), []);
    }
}

#[test]
fn a_key_file_that_was_tampered_with_is_not_believed() {
    let mut bench = Bench::new();
    bench.create().close(bench.tick()).unwrap();
    let path = bench.dir().join(files::KEYS);
    let genuine = fs::read_to_string(&path).unwrap();
    let forged = super::super::keyfile::tests::tampered(&genuine, "\"count\": ", "\"count\": 1");
    fs::write(&path, &forged).unwrap();
    assert_eq!(bench.open().notices(), [Notice::KeysFromCopy]);

    let genuine = fs::read_to_string(&path).unwrap();
    let forged = super::super::keyfile::tests::tampered(&genuine, "\"count\": ", "\"count\": 1");
    fs::write(&path, &forged).unwrap();
    fs::write(bench.dir().join(files::KEYS_COPY), &forged).unwrap();
    let before = fs::read(bench.dir().join(files::DATABASE)).unwrap();
    assert_eq!(bench.open_with(PASSPHRASE).unwrap_err(), VaultError::KeysTampered);
    assert_eq!(fs::read(bench.dir().join(files::DATABASE)).unwrap(), before);
}
