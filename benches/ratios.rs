//! How much more the program works when there is more to work on. What counts are the ratios, printed
//! at the end: times depend on the machine, ratios hardly. `cargo bench` runs all, `cargo bench -- NAME`
//! some.

#![allow(clippy::unwrap_used, reason = "a measurement ends where its ground is missing")]

#[path = "parts/engine.rs"]
mod engine;
#[path = "parts/frames.rs"]
mod frames;
#[path = "parts/search.rs"]
mod search;
#[path = "parts/words.rs"]
mod words;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;
use criterion::Criterion;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;
use uuid::Uuid;

use vaka::app::draw::draw;
use vaka::app::effect::{FormLoad, FormTarget};
use vaka::app::model::{Model, Stage, Start};
use vaka::app::update::update;
use vaka::form::Library;
use vaka::form::expr::{Condition, Scope, Value};
use vaka::locale::Locales;
use vaka::screen::Screen;
use vaka::screen::form::FormScreen;
use vaka::session::Knowledge;
use vaka::terminal::{Input, Key, Now};
use vaka::widget::theme::Theme;

/// What is compared: the dearer, the cheaper, and what their ratio says.
const RATIOS: &[(&str, &str, &str)] = &[
    ("start/40_more_forms", "start/own_forms_none", "start with 40 more forms : with those built in"),
    ("start/own_forms_none", "start/8_forms", "start with all forms built in : with eight of them"),
    ("key/largest_form", "key/smallest_form", "a key in the largest sheet, drawn : in one of one field"),
    ("key/largest_form", "frame/empty", "a key in the largest sheet, drawn : an empty frame"),
    ("search/5000", "search/500", "a letter in the search over 5,000 records : over 500"),
    ("expression/ten_parts", "expression/one_part", "a condition of ten parts : of one"),
    ("answer/alone_of_two_hundred", "answer/alone_of_twenty", "an answer in a form of 200 questions : of 20"),
    (
        "answer/counted_of_two_hundred",
        "answer/alone_of_two_hundred",
        "one that a sum is computed from : one alone",
    ),
    ("key/two_hundred", "key/twenty", "a key in a form of 200 questions, drawn : of 20"),
    ("key/two_hundred", "frame/empty", "a key in a form of 200 questions, drawn : an empty frame"),
    ("names/folded", "names/lowercase", "folding 10,000 names : making them lower case"),
    ("names/sorted", "names/sorted_by_bytes", "sorting 10,000 names as Turkish does : by their bytes"),
    ("names/sort_keys", "names/sorted_by_bytes", "the same with sort keys made for it : by their bytes"),
    ("encode/page", "encode/row", "a page of other rows, compared and encoded : a mark that moves by a row"),
    ("encode/page", "encode/page_without_bytes", "a page of other rows, encoded : only compared"),
];

const TINY: &str = r#"id = "tiny"
version = 1
kind = "sheet"

[[section]]
id = "all"

  [[section.field]]
  id = "day"
  type = "date"
"#;

fn main() {
    let results = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ratios");
    let mut criterion = Criterion::default()
        .output_directory(&results)
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .without_plots()
        .configure_from_args();
    starts(&mut criterion);
    keys(&mut criterion);
    search::searches(&mut criterion);
    expressions(&mut criterion);
    engine::measure(&mut criterion);
    words::measure(&mut criterion);
    frames::measure(&mut criterion);
    criterion.final_summary();
    print_ratios(&results);
}

fn print_ratios(results: &Path) {
    println!("\nratios");
    for (dear, cheap, meaning) in RATIOS {
        if let (Some(dear), Some(cheap)) = (median(results, dear), median(results, cheap)) {
            println!("  {:>8.1}  {meaning}", dear / cheap);
        }
    }
}

/// The median of a measurement in nanoseconds, if it was made now or before.
fn median(results: &Path, name: &str) -> Option<f64> {
    let text = fs::read_to_string(results.join(name).join("new/estimates.json")).ok()?;
    serde_json::from_str::<serde_json::Value>(&text).ok()?["median"]["point_estimate"].as_f64()
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(80, 24)).unwrap()
}

/// What most cases begin with.
const EIGHT: &[&str] = &[
    "intake",
    "consent",
    "interview_readiness",
    "interview",
    "early_risk",
    "risk_analysis",
    "needs",
    "support_plan",
];

fn model(own_dir: Option<&Path>) -> Model {
    model_of(Knowledge::load(own_dir, &Arc::new(Locales::embedded())))
}

fn model_of(knowledge: Knowledge) -> Model {
    let start = Start {
        locales: Arc::new(Locales::embedded()),
        language: "tr".to_owned(),
        language_asked: false,
        library: knowledge.library,
        process: knowledge.process,
        theme: Theme { colour: true, ascii: false },
        fresh: false,
        demo: false,
        idle_minutes: 5,
        second_language: None,
        notice: None,
    };
    Model::new(start, Now::current())
}

/// From nothing to the first screen: forms, process, words, drawing.
fn starts(criterion: &mut Criterion) {
    let own = TempDir::new().unwrap();
    let intake = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/forms/intake.toml")).unwrap();
    fs::create_dir(own.path().join("forms")).unwrap();
    for number in 0..40 {
        let text = intake.replacen("id = \"intake\"", &format!("id = \"more_{number}\""), 1);
        fs::write(own.path().join(format!("forms/more_{number}.toml")), text).unwrap();
    }
    assert_eq!(Knowledge::load(Some(own.path()), &Arc::new(Locales::embedded())).left_out, []);
    let mut group = criterion.benchmark_group("start");
    for (name, own_dir) in [("own_forms_none", None), ("40_more_forms", Some(own.path()))] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let model = model(own_dir);
                terminal().draw(|frame| draw(&model, frame)).unwrap();
            });
        });
    }
    group.bench_function("8_forms", |bencher| {
        bencher.iter(|| {
            let model = model_of(Knowledge::of(
                Library::embedded_only(EIGHT),
                Vec::new(),
                &Arc::new(Locales::embedded()),
            ));
            terminal().draw(|frame| draw(&model, frame)).unwrap();
        });
    });
    group.finish();
}

/// A model with one empty form open, on a field in which letters are typed.
fn in_form(own_dir: &Path, form: &str) -> Model {
    let mut model = model(Some(own_dir));
    let load = FormLoad {
        target: FormTarget::NewCase,
        record: Uuid::nil(),
        form: form.to_owned(),
        base: 0,
        draft: None,
        saved: None,
        override_reason: None,
        services: Vec::new(),
        given: None,
        file: None,
    };
    let screen = FormScreen::new(load, &model.context()).unwrap();
    model.stage = Stage::Open;
    model.stack = vec![Screen::Form(Box::new(screen))];
    model
}

fn press(model: &mut Model, terminal: &mut Terminal<TestBackend>, key: Key) {
    black_box(update(model, Input::Key(key)));
    terminal.draw(|frame| draw(model, frame)).unwrap();
}

/// A key that changes an answer, until it is on the screen: in the longest sheet, and in one of one
/// field. What depends on the answer is worked out again, and the page is laid out anew.
fn keys(criterion: &mut Criterion) {
    let own = TempDir::new().unwrap();
    fs::create_dir(own.path().join("forms")).unwrap();
    fs::write(own.path().join("forms/tiny.toml"), TINY).unwrap();
    let mut group = criterion.benchmark_group("key");
    for (name, form) in [("smallest_form", "tiny"), ("largest_form", "intake")] {
        let mut model = in_form(own.path(), form);
        let mut terminal = terminal();
        press(&mut model, &mut terminal, Key::Char('1'));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                press(&mut model, &mut terminal, Key::Char('2'));
                press(&mut model, &mut terminal, Key::Backspace);
            });
        });
    }
    group.finish();
    let mut terminal = terminal();
    let mut group = criterion.benchmark_group("frame");
    group.bench_function("empty", |bencher| {
        bencher.iter(|| {
            terminal.draw(|_| {}).unwrap();
            terminal.draw(|_| {}).unwrap();
        });
    });
    group.finish();
}

/// Names of one letter are numbers, longer ones are lists.
struct Answers(NaiveDateTime);

impl Scope for Answers {
    fn variable(&self, name: &str) -> Value {
        match name.len() {
            1 => Value::Number(17.0),
            _ => Value::List(["shelter", "health"].map(|text| Value::Text(text.to_owned())).to_vec()),
        }
    }

    fn now(&self) -> NaiveDateTime {
        self.0
    }
}

fn expressions(criterion: &mut Criterion) {
    let one = "(${a} < 18 and selected(${needs}, 'shelter') or count-selected(${needs}) * 2 > ${b} + 1)";
    let ten = [one; 10].join(" and ");
    let scope = Answers(Now::current().local);
    let mut group = criterion.benchmark_group("expression");
    for (name, text) in [("one_part", one), ("ten_parts", ten.as_str())] {
        let condition = Condition::parse(text).unwrap();
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&condition).eval(&scope)));
    }
    group.finish();
}
