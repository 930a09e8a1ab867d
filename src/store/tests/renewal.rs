//! What lists know is computed anew by new rules: in pieces, and from where it was cut off.

use super::*;
use crate::store::{Renewing, WholeCase};

/// Cases of one record each.
fn of_many(bench: &mut Bench, cases: usize) -> Vault {
    let mut vault = bench.create();
    let whole: Vec<WholeCase> = (0..cases)
        .map(|_| WholeCase { records: vec![(bench.intake("Elif"), bench.now)], header: Header::default() })
        .collect();
    vault.save_whole(whole.into_iter(), bench.tick(), &mut |_| ()).unwrap();
    vault
}

fn by(rules: &str, vault: &mut Vault) {
    vault.rules.fingerprint = rules.to_owned();
    let phase = rules.to_owned();
    vault.rules.header = Arc::new(move |_, _| Header { phase: phase.clone(), ..Header::default() });
}

#[test]
fn what_was_cut_off_goes_on_where_it_was() {
    let mut bench = Bench::new();
    let mut vault = of_many(&mut bench, 450);
    let far = |done| Some(Renewing { done, all: 450 });
    by("new", &mut vault);
    assert_eq!(vault.renew(today(), bench.tick()).unwrap(), far(200));
    vault.close(bench.tick()).unwrap();
    let mut vault = bench.open();
    by("new", &mut vault);
    assert_eq!(vault.renew(today(), bench.tick()).unwrap(), far(400));
    // A session of another version begins from the first case, and not again and again.
    by("old", &mut vault);
    assert_eq!(vault.renew(today(), bench.tick()).unwrap(), far(200));
    by("new", &mut vault);
    assert_eq!(vault.renew(today(), bench.tick()).unwrap(), far(450));
    assert_eq!(vault.renew(today(), bench.tick()).unwrap(), None);
    assert_eq!(vault.renew(today(), bench.tick()).unwrap(), None);
    by("old", &mut vault);
    assert_eq!(vault.renew(today(), bench.tick()).unwrap(), far(200), "what it had done was done anew since");
    by("new", &mut vault);
    assert!(vault.renew_all(today(), bench.tick()).unwrap());
    let lines = vault.cases().unwrap();
    assert!(lines.len() == 450 && lines.iter().all(|line| line.phase == "new"));
    assert!(vault.verify().unwrap().is_good());
}
