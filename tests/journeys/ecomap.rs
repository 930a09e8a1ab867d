//! The map of people and organisations: who is there, how strong the tie is, and where it is written.

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, Path, Row};
use vaka::record::CaseId;
use vaka::screen::words;
use vaka::terminal::Key;

use crate::harness::T;
use crate::seed::{self, choice, text};

in_every_language!(
    drawn_with_the_person_in_the_middle,
    the_same_in_words,
    an_empty_map_says_where_to_begin,
    enter_goes_to_the_row,
    twelve_have_room_and_more_turn_the_page,
);

fn row(id: &str, cells: &[(&str, Answer)]) -> Row {
    let cells = cells.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    Row { id: id.to_owned(), start: None, from: None, cells }
}

fn person(id: &str, name: &str, relation: &str, tie: &str, more: &[(&str, Answer)]) -> Row {
    let own = [("person_name", text(name)), ("relation", choice(relation)), ("person_tie", choice(tie))];
    row(id, &[&own, more].concat())
}

fn organisation(id: &str, name: &str, tie: &str, more: &[(&str, Answer)]) -> Row {
    row(id, &[&[("org_name", text(name)), ("org_tie", choice(tie))], more].concat())
}

fn known(t: &mut T, people: Vec<Row>, organisations: Vec<Row>) -> CaseId {
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    let answers = [
        ("resources_people", Answer::Rows(people)),
        ("resources_organisations", Answer::Rows(organisations)),
    ];
    t.saved(Some(case), "assessment", seed::answers(answers));
    case
}

/// A sister, a mother, a friend and a husband; a shelter, a hospital, and a lawyer of the plan.
fn around(t: &mut T) -> CaseId {
    let helps = [("person_gives", text("Geceleri arıyor")), ("person_takes", text("Para istiyor"))];
    let people = vec![
        person("1", "Gülşen", "sibling", "strong", &helps),
        person("2", "Hatice", "parent", "strained", &[]),
        person("3", "Zoe", "friend", "weak", &[("person_gives", text("Türkçe öğretiyor"))]),
        person("4", "Cemal", "partner", "broken", &[]),
    ];
    let shelter = [("org_gives", text("Kalacak yer"))];
    let organisations = vec![
        organisation("1", "Mor Çatı", "strong", &shelter),
        organisation("2", "Göç İdaresi", "none", &[]),
    ];
    let case = known(t, people, organisations);
    let member = row("9", &[("name", text("Gülşen")), ("relation", choice("sibling"))]);
    let child = row("8", &[("name", text("Umut")), ("relation", choice("child"))]);
    t.saved(Some(case), "family", seed::answers([("members", Answer::Rows(vec![member, child]))]));
    let lawyer =
        row("20", &[("need", text("Dava")), ("service", text("Baro")), ("state", choice("in_progress"))]);
    let home = row(
        "21",
        &[("need", text("Kira yardımı")), ("due", seed::date(2026, 12, 1)), ("state", choice("open"))],
    );
    let done =
        row("22", &[("need", text("Aşı")), ("service", text("Sağlık ocağı")), ("state", choice("done"))]);
    t.saved(Some(case), "needs", seed::answers([]));
    t.saved(Some(case), "support_plan", seed::answers([("plan", Answer::Rows(vec![lawyer, home, done]))]));
    case
}

fn open(t: &mut T) -> &mut T {
    t.look_again().run(Cmd::CaseList).key(Key::Enter).at(Place::Case).run(Cmd::People).at(Place::People)
}

fn drawn_with_the_person_in_the_middle(language: &str) {
    let mut t = T::open(language);
    around(&mut t);
    open(&mut t).see("K-001").see_not("Gülşen").see_not("Cemal").see_not("İpek");
    let sister = t.locale().choice("assessment", "relation", "sibling");
    t.see(&sister).see("Mor Çatı").see("Baro").see_not("Sağlık ocağı").see("Kira yardımı");
    for tie in ["strong", "unsaid", "weak", "strained", "broken", "none"] {
        t.see_message(&format!("tie-{tie}"));
    }
    t.snapshot("ecomap");
    assert_eq!(t.cursor(), Some((0, t.cursor().unwrap().1)), "on the first of the people");
    // Who is named twice stands once; who is only in the family stands there too.
    assert_eq!(t.run(Cmd::ShowNames).screen().matches("Gülşen").count(), 2, "on the map, and in whole below");
    t.see("İpek Şahin").see("Umut").see("Geceleri arıyor").see("Para istiyor");
    // To the other side and back.
    t.key(Key::Right).see("Kalacak yer").key(Key::Left).see("Geceleri arıyor");
    t.resize(60, 20).see("Geceleri arıyor").see("Mor Çatı").resize(80, 24);
}

fn the_same_in_words(language: &str) {
    let mut t = T::open(language);
    around(&mut t);
    open(&mut t).run(Cmd::AsWords).see("Kira yardımı").see_not("Gülşen");
    let (strong, broken) = (t.words("tie-strong"), t.words("tie-broken"));
    let screen = t.screen();
    assert!(screen.find(&strong).unwrap() < screen.find(&broken).unwrap(), "the strongest first");
    t.snapshot("ecomap-words");
    t.lock().unlock().at(Place::People).see("Kira yardımı").see_not("Gülşen");
}

fn an_empty_map_says_where_to_begin(language: &str) {
    let mut t = T::open(language);
    t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    open(&mut t);
    let form = words::form_short(t.locale(), "assessment");
    t.see(&form).key(Key::Enter).at(Place::Table);
    assert!(matches!(t.form().focused(), None | Some(Path::Field(_) | Path::Cell { .. })));
    t.key(Key::Esc).at(Place::People);
}

fn enter_goes_to_the_row(language: &str) {
    let mut t = T::open(language);
    around(&mut t);
    open(&mut t).key(Key::Enter).at(Place::Row);
    assert_eq!(t.form().focused(), Some(Path::cell("resources_people", "1", "person_name")));
    t.key(Key::Esc).key(Key::Esc).at(Place::People);
    // What nobody is named for, and last the way to name somebody.
    t.key(Key::End).key(Key::Up).see("Kira yardımı").key(Key::Enter).at(Place::Row);
    assert_eq!(t.form().focused(), Some(Path::cell("plan", "21", "service")));
    t.key(Key::Esc).key(Key::Esc).at(Place::People).key(Key::End).key(Key::Enter).at(Place::Table);
}

fn twelve_have_room_and_more_turn_the_page(language: &str) {
    let mut t = T::open(language);
    let people: Vec<Row> =
        (1..=6).map(|n| person(&n.to_string(), &format!("Kişi {n}"), "friend", "weak", &[])).collect();
    let organisations: Vec<Row> =
        (1..=19).map(|n| organisation(&n.to_string(), &format!("Kurum {n:02}"), "strong", &[])).collect();
    known(&mut t, people, organisations[..6].to_vec());
    open(&mut t).run(Cmd::ShowNames);
    for n in 1..=6 {
        t.see(&format!("Kişi {n}")).see(&format!("Kurum {n:02}"));
    }
    t.see_not("1/2");
    let mut t = T::open(language);
    known(&mut t, Vec::new(), organisations);
    open(&mut t).see("Kurum 01").see_not("Kurum 19").see("1/2");
    t.key(Key::End).key(Key::Up).see("Kurum 19").see_not("Kurum 01").see("2/2");
}
