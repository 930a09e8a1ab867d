//! One more letter of a word that is looked for in everything that a vault holds.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion};
use secrecy::SecretString;

use vaka::app::search::{Ask, search};
use vaka::form::{Answer, Answers};
use vaka::locale::Locale;
use vaka::record::Header;
use vaka::session::Knowledge;
use vaka::store::{KdfParams, NewVault, RecoveryCode, SaveRecord, Vault, WholeCase, new_record_id};
use vaka::terminal::Now;

pub fn searches(criterion: &mut Criterion) {
    let (knowledge, now) = (Knowledge::embedded(), Now::current());
    let ask = Ask { query: "BAVUL".to_owned(), case: None, locale: Locale::new(&knowledge.locales, "tr") };
    let mut group = criterion.benchmark_group("search");
    for count in [500_usize, 5000] {
        let dir = tempfile::tempdir().unwrap();
        let new = NewVault {
            worker_name: "A",
            organisation: None,
            passphrase: &SecretString::from("kiraz bulut deniz yol"),
            recovery: &RecoveryCode::generate(),
            kdf: KdfParams::cheap_for_tests(),
        };
        let mut vault = Vault::create(dir.path(), &new, knowledge.rules(), now.utc).unwrap();
        let case = |case: usize| WholeCase {
            records: (0..10).map(|number| (contact(case * 10 + number, now), now.utc)).collect(),
            header: Header::default(),
        };
        vault.save_whole((0..count / 10).map(case), now.utc, &mut |_| ()).unwrap();
        let found = || search(&vault, &knowledge.library, &ask).unwrap();
        assert!(found().hits.len() >= 100);
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| black_box(found()))
        });
        vault.close(now.utc).unwrap();
    }
    group.finish();
}

/// A contact with what is said in one.
fn contact(number: usize, now: Now) -> SaveRecord {
    let words =
        ["Otogarda buluştuk, mavi bavulu yanındaydı.", "La gară, cu o geantă roșie.", "Sessiz kaldık."];
    let fields = [
        ("about", words[number % 3].repeat(6)),
        ("own_words", format!("İstediği {number}: önce uyumak")),
        ("agreed", words[1].to_owned()),
    ];
    let fields = fields.map(|(id, text)| (id.to_owned(), Answer::Text(text)));
    SaveRecord {
        record: new_record_id(now.utc),
        case: None,
        form: "contact".to_owned(),
        form_version: 1,
        base: 0,
        answers: Answers { fields: fields.into_iter().collect(), ..Default::default() },
    }
}
