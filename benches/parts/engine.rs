//! The form engine on a form of 200 questions: one answer alone, and a key until it is on the screen.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;

use criterion::Criterion;
use tempfile::TempDir;
use vaka::form::{Answer, Entry, Path};
use vaka::session::Knowledge;
use vaka::terminal::{Key, Now};

use super::{in_form, press, terminal};

/// Each section has ten questions: six of them have a condition, a bound or a list, one is asked only
/// after another, one is computed; the last question of all is computed from all amounts.
fn form_of(id: &str, sections: usize) -> String {
    let mut form = format!("id = \"{id}\"\nversion = 1\nkind = \"sheet\"\n\n[[list]]\nid = \"kinds\"\n");
    form.push_str("choices = [{ id = \"a\" }, { id = \"b\" }, { id = \"c\" }, { id = \"d\" }]\n");
    for section in 0..sections {
        let last = section + 1 == sections;
        let sum = (0..sections).map(|number| format!("${{amount_{number}}}")).collect::<Vec<_>>().join(" + ");
        let fields = [
            ("name", "text", String::new()),
            ("known", "yes_no", String::new()),
            ("why", "text", format!("relevant = \"${{known_{section}}} = 'no'\"")),
            ("day", "date", "constraint = \". <= today()\"".to_owned()),
            ("kind", "one", "choices = \"kinds\"".to_owned()),
            ("kinds_of", "many", "choices = \"kinds\"".to_owned()),
            ("amount", "integer", "constraint = \". >= 0 and . < 1000\"".to_owned()),
            ("twice", "calculated", format!("calculate = \"${{amount_{section}}} * 2\"")),
            ("level", "scale", "min = 0\nmax = 10".to_owned()),
            if last {
                ("total", "calculated", format!("calculate = \"{sum}\""))
            } else {
                ("remark", "note", format!("relevant = \"${{level_{section}}} > 5\""))
            },
        ];
        let _ = write!(form, "\n[[section]]\nid = \"part_{section}\"\n");
        for (name, kind, more) in fields {
            let _ =
                write!(form, "\n[[section.field]]\nid = \"{name}_{section}\"\ntype = \"{kind}\"\n{more}\n");
        }
    }
    form
}

/// The library with a form of twenty questions and one of two hundred, and where their files lie.
fn long_forms() -> (TempDir, Knowledge) {
    let own = TempDir::new().unwrap();
    fs::create_dir(own.path().join("forms")).unwrap();
    for (id, sections) in [("twenty", 2), ("two_hundred", 20)] {
        fs::write(own.path().join(format!("forms/{id}.toml")), form_of(id, sections)).unwrap();
    }
    let knowledge =
        Knowledge::load(Some(own.path()), &std::sync::Arc::new(vaka::locale::Locales::embedded()));
    assert_eq!(knowledge.left_out, []);
    (own, knowledge)
}

pub fn measure(criterion: &mut Criterion) {
    let (own, knowledge) = long_forms();
    let mut group = criterion.benchmark_group("answer");
    for id in ["twenty", "two_hundred"] {
        let form = knowledge.library.form(id).unwrap();
        for (what, field) in [("alone", "name_1"), ("counted", "amount_1")] {
            let path = Path::field(field);
            let mut entry = Entry::start(&knowledge.library, &form, Now::current().local);
            let answers = match what {
                "alone" => ["x", "xy"].map(|text| Answer::Text(text.to_owned())),
                _ => [1.0, 12.0].map(Answer::Number),
            };
            group.bench_function(format!("{what}_of_{id}"), |bencher| {
                bencher.iter(|| {
                    for answer in &answers {
                        entry.set(&path, Some(answer.clone()));
                        black_box(entry.progress());
                    }
                });
            });
        }
    }
    group.finish();
    let mut group = criterion.benchmark_group("key");
    for form in ["twenty", "two_hundred"] {
        let mut model = in_form(own.path(), form);
        let mut terminal = terminal();
        group.bench_function(form, |bencher| {
            bencher.iter(|| {
                press(&mut model, &mut terminal, Key::Char('x'));
                press(&mut model, &mut terminal, Key::Backspace);
            });
        });
    }
    group.finish();
}
