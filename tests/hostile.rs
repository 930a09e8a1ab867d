//! Hostile input, a little of it: the fuzz targets over their seeds and some thousands of changes to
//! them, the same at every run. How to look for more is told in the README.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use targets::{TARGETS, seeds};
use vaka::form::Source;
use vaka::form::load::load_form;

/// One input may take so long even on a busy machine; the slowest takes a hundredth of it.
const LONGEST: Duration = Duration::from_secs(10);
/// As libFuzzer's own limit.
const MOST_BYTES: usize = 4096;

/// Runs a target over its seeds and over so many changes to them.
fn run(name: &str, changes: usize) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    let seeds = seeds::of(name);
    assert!(!seeds.is_empty(), "{name} begins with nothing");
    seeds.iter().for_each(|seed| try_one(name, *target, seed));
    let mut changer = Changer { random: 0x5eed, words: dictionary(name) };
    for _ in 0..changes {
        let input = changer.changed(&seeds);
        try_one(name, *target, &input);
    }
}

/// A failing input is kept, to be put among the seeds once the defect is gone.
fn try_one(name: &str, target: fn(&[u8]), input: &[u8]) {
    let begun = Instant::now();
    let passed = catch_unwind(|| target(input)).is_ok();
    if !passed || begun.elapsed() > LONGEST {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"));
        fs::write(&path, input).unwrap();
        panic!("{name} fails with {} ({:?})", path.display(), begun.elapsed());
    }
}

macro_rules! over_seeds_and_changes {
    ($($name:ident $changes:literal),+ $(,)?) => {$(
        #[test]
        fn $name() {
            run(stringify!($name), $changes);
        }
    )+};
}
over_seeds_and_changes!(
    backup 2_000,
    expression 8_000,
    fold 5_000,
    form 800,
    key_file 3_000,
    locale 700,
    paste 5_000,
    process 60,
    settings 5_000,
    terminal 700,
);

#[test]
fn every_target_is_run_here_and_by_the_fuzzer() {
    let here = fs::read_to_string(root().join("tests/hostile.rs")).unwrap();
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        assert!(here.contains(&format!("    {name} ")), "{name} is not run here");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is not in fuzz/Cargo.toml");
        let file = fs::read_to_string(root().join(format!("fuzz/fuzz_targets/{name}.rs"))).unwrap();
        assert!(file.contains(&format!("vaka_fuzz::{name}(data)")), "{name}");
    }
}

/// `fuzz/run` begins with what is written here.
#[test]
fn the_seeds_are_written_where_they_are_asked_for() {
    let Some(corpus) = std::env::var_os("VAKA_FUZZ_CORPUS").map(PathBuf::from) else { return };
    for (name, _) in TARGETS {
        let dir = corpus.join(name);
        fs::create_dir_all(&dir).unwrap();
        for (number, seed) in seeds::of(name).iter().enumerate() {
            fs::write(dir.join(format!("seed-{number:04}")), seed).unwrap();
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The words of a dictionary of libFuzzer: what stands between quotes.
fn dictionary(name: &str) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(root().join(format!("fuzz/dictionaries/{name}.dict"))).unwrap_or_default();
    let quoted = |line: &str| -> Option<Vec<u8>> {
        let inner = line.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned();
        let mut bytes = Vec::new();
        let mut rest = inner.as_bytes();
        while let [first, after @ ..] = rest {
            let (byte, left) = match (first, after) {
                (b'\\', [b'x', high, low, left @ ..]) => {
                    let digits = [*high, *low];
                    (u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?, left)
                }
                (b'\\', [escaped, left @ ..]) => (*escaped, left),
                _ => (*first, after),
            };
            bytes.push(byte);
            rest = left;
        }
        Some(bytes)
    };
    text.lines().filter_map(quoted).collect()
}

/// Changes inputs as a fuzzer does, the same way every time.
struct Changer {
    random: u64,
    words: Vec<Vec<u8>>,
}

impl Changer {
    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            self.change(&mut input, seeds);
        }
        input.truncate(MOST_BYTES);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(input.len() + 1);
        let length = self.below(32).min(input.len() - at);
        let part: Vec<u8> = match self.below(8) {
            0 if at < input.len() => {
                input[at] ^= 1 << self.below(8);
                return;
            }
            1 => {
                input.drain(at..at + length);
                return;
            }
            2 => input[at..at + length].to_vec(),
            3 => {
                let other = &seeds[self.below(seeds.len())];
                let from = self.below(other.len() + 1);
                other[from..(from + self.below(64)).min(other.len()).max(from)].to_vec()
            }
            4 | 5 if !self.words.is_empty() => {
                let word = self.below(self.words.len());
                self.words[word].clone()
            }
            6 => input[at..at + length].repeat(1 + self.below(40)),
            7 => "\u{202e}\u{85}ığİ\u{301}\u{200d}🤷".as_bytes().to_vec(),
            _ => vec![self.next() as u8],
        };
        let to = self.below(input.len() + 1);
        input.splice(to..to, part);
    }
}

/// Files that are small and ask for much.
#[test]
fn what_would_grow_without_end_is_bounded() {
    let head = "id = \"own\"\nversion = 1\nkind = \"sheet\"\nsources = [\"x\"]\n[[section]]\nid = \"s\"\n";
    let field = |id: &str, more: &str| format!("[[section.field]]\nid = \"{id}\"\n{more}\n");
    let calculated =
        |id: &str, text: &str| field(id, &format!("type = \"calculated\"\ncalculate = \"{text}\""));
    // Each text is the last one doubled.
    let mut doubling = format!("{head}{}", calculated("a0", "'0123456789abcdef'"));
    for n in 1..64 {
        doubling += &calculated(&format!("a{n}"), &format!("concat(${{a{}}}, ${{a{}}})", n - 1, n - 1));
    }
    // One text of many long ones.
    let many = vec!["${a63}"; 4_000].join(", ");
    let wide = doubling.clone() + &calculated("wide", &format!("string-length(concat({many}))"));
    let joined = doubling.clone() + &calculated("joined", &format!("join(${{a63}}, {many})"));
    // Each row of a table holds all rows of the table before.
    let mut nested = head.to_owned();
    for n in 0..6 {
        let text = if n == 0 { "position()".to_owned() } else { format!("if(true(), ${{c{}}}, 0)", n - 1) };
        let column = format!(
            "[[section.field.column]]\nid = \"c{n}\"\ntype = \"calculated\"\ncalculate = \"{text}\"\n"
        );
        let first = format!("[[section.field.column]]\nid = \"n{n}\"\ntype = \"text\"\n");
        let rows: Vec<String> = (0..30).map(|row| format!("{{ id = \"r{n}_{row}\" }}")).collect();
        let rows = format!("type = \"table\"\nrows = [{}]\n{first}{column}", rows.join(", "));
        nested += &field(&format!("t{n}"), &rows);
    }
    // A long chain, and names that nobody has.
    let mut chain = format!("{head}{}", calculated("a0", "1"));
    for n in 1..150 {
        chain += &calculated(&format!("a{n}"), &format!("${{a{}}} + 1", n - 1));
    }
    let unknown: Vec<String> = (0..3000).map(|n| format!("${{b{n:0>20}}}")).collect();
    let unknown = chain.clone() + &calculated("unknown", &unknown.join(" + "));
    for (name, text) in [
        ("doubling", doubling),
        ("wide", wide),
        ("joined", joined),
        ("nested", nested),
        ("chain", chain),
        ("unknown", unknown),
    ] {
        let begun = Instant::now();
        let loaded = load_form(&Source::new("own.toml", text.as_str()), &[]);
        let mistakes: Vec<_> = loaded.err().into_iter().flatten().map(|mistake| mistake.kind).collect();
        assert!(mistakes.is_empty() || name == "unknown", "{name}: {:?}", mistakes.first());
        targets::form(text.as_bytes());
        assert!(begun.elapsed() < 2 * LONGEST, "{name} took {:?}", begun.elapsed());
        println!("{name}: {} bytes, {:?}", text.len(), begun.elapsed());
    }
    #[cfg(target_os = "linux")]
    {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kib: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(kib < 256 << 10, "{kib} KiB were needed");
    }
}
