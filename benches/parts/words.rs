//! What is done to many names: folding for search, and order.

use std::hint::black_box;
use std::sync::Arc;

use criterion::Criterion;
use vaka::locale::{Locale, Locales, fold};

const NAMES: u32 = 10_000;

/// Ten thousand names, no two alike, in no order.
fn names() -> Vec<String> {
    let first = ["Şirin", "Ileana", "Zümrüt", "Keloğlan", "Vasilisa", "Işıl", "Îoana", "Çınar"];
    let second = ["Işık", "Cosânzeana", "Çiğdem", "Papatyagil", "Țară", "İnci", "Nar"];
    let name = |number: u32| {
        let mixed = number.wrapping_mul(7919) % NAMES;
        let (a, b) = (mixed as usize % first.len(), mixed as usize / first.len() % second.len());
        format!("{} {} {mixed}", first[a], second[b])
    };
    (0..NAMES).map(name).collect()
}

pub fn measure(criterion: &mut Criterion) {
    let names = names();
    let locale = Locale::new(&Arc::new(Locales::embedded()), "tr");
    let mut group = criterion.benchmark_group("names");
    group.bench_function("folded", |bencher| {
        bencher.iter(|| names.iter().map(|name| fold(name).len()).sum::<usize>());
    });
    group.bench_function("lowercase", |bencher| {
        bencher.iter(|| names.iter().map(|name| name.to_lowercase().len()).sum::<usize>());
    });
    group.bench_function("sorted", |bencher| {
        bencher.iter(|| {
            let mut names: Vec<&String> = names.iter().collect();
            names.sort_by(|a, b| locale.compare(a, b));
            black_box(names)
        });
    });
    group.bench_function("sort_keys", |bencher| {
        bencher.iter(|| {
            let mut keyed: Vec<_> = names.iter().map(|name| (locale.sort_key(name), name)).collect();
            keyed.sort();
            black_box(keyed)
        });
    });
    group.bench_function("sorted_by_bytes", |bencher| {
        bencher.iter(|| {
            let mut names: Vec<&String> = names.iter().collect();
            names.sort();
            black_box(names)
        });
    });
    group.finish();
}
