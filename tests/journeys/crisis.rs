//! A crisis session: seven steps, the people of the safety plan, the time spent, the summary.

use vaka::app::command::{Cmd, Place};
use vaka::terminal::Key;

use crate::harness::T;
use crate::readiness::{case, open_form};

in_every_language!(seven_steps, stopping_early_keeps_all, the_clock_never_stands_in_the_way,);

fn seven_steps(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "crisis_session").at(Place::Step).see("1  2  3  4  5  6  7");
    t.focus_field("place").key(Key::Char('2')).focus_field("introduction_note").type_("Tanıştık, su içtik.");
    t.busy(4);
    let spent = t.locale().duration(4);
    t.see(&spent);
    for (field, note) in [
        ("event_note", "Sınırda iki gece."),
        ("thoughts_feelings_note", "Korku, sonra boşluk."),
        ("reactions_note", "Uyuyamıyor; tremură."),
        ("losses", "Kız kardeşi."),
        ("early_signs", "Ellerini sıkıyor."),
    ] {
        t.focus_field(field).type_(note);
    }
    t.busy(3);
    people(&mut t);
    t.key(Key::Tab).see("Țurcanu").key(Key::BackTab).see("yalnız SMS, 18–20").snapshot("crisis-6");
    t.key(Key::PageDown).at(Place::Step).see_message("form-summary");
    // It is read over before it is saved: every word of it.
    let mut read = String::new();
    for _ in 0..40 {
        read.push_str(&t.screen());
        if t.focused_line().is_some_and(|line| line.contains(&t.words("form-save"))) {
            break;
        }
        t.key(Key::Tab);
    }
    for word in ["Tanıştık, su içtik.", "Sınırda iki gece.", "Ellerini sıkıyor.", "Maria Ciobanu"] {
        assert!(read.contains(word), "the summary lacks {word}:\n{read}");
    }
    t.focus_field("closing_note")
        .type_("Sakin ayrıldı.")
        .run(Cmd::Save)
        .at(Place::Case)
        .see_notice("notice-saved");
    t.run(Cmd::Records).run(Cmd::Versions).key(Key::Enter).at(Place::Reading).run(Cmd::ShowNames);
    let (first, sixth) = (t.locale().duration(4), t.locale().duration(3));
    t.see(&format!("({first})")).see("Tanıştık, su içtik.");
    let pages = read_all(&mut t);
    assert!(pages.contains(&format!("({sixth})")), "the time of a step:\n{pages}");
    assert!(pages.contains("Maria Ciobanu") && pages.contains("Sakin ayrıldı."), "{pages}");
}

fn stopping_early_keeps_all(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "crisis_session").focus_field("introduction_note").type_("Merhaba dedik.");
    t.focus_field("thoughts_feelings_note").type_("Yoruldu, yarın dev").run(Cmd::Stop);
    t.at(Place::Case).see_notice("notice-stopped").days_later(1);
    t.run(Cmd::CaseList).key(Key::Enter).run(Cmd::Records).key(Key::Enter).at(Place::Step);
    assert_eq!(
        t.form().focused(),
        Some(vaka::form::Path::field("thoughts_feelings_note")),
        "where it stopped"
    );
    t.type_("am").see("Yoruldu, yarın devam").run(Cmd::PreviousStep).run(Cmd::PreviousStep);
    assert_eq!(t.text_of("introduction_note"), "Merhaba dedik.");
}

/// The clock of a step asks for a redraw every minute; drafts and the idle lock come in their time
/// nevertheless.
fn the_clock_never_stands_in_the_way(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "crisis_session").focus_field("introduction_note");
    for minute in 1..=3 {
        t.model.dirty = false;
        t.after(60);
        assert!(t.model.dirty, "nothing is drawn in minute {minute}");
    }
    t.type_("Üç dakika").after(2).reopen();
    t.run(Cmd::CaseList).key(Key::Enter).key(Key::Enter).at(Place::Step);
    t.focus_field("introduction_note").see("Üç dakika");
    let spent = t.locale().duration(3);
    t.see(&spent).after(299).at(Place::Step).after(1).at(Place::Locked);
    t.unlock();
    t.at(Place::Step).see("Üç dakika");
}

/// The safety plan and two people in it.
fn people(t: &mut T) {
    let add = t.words("table-add");
    t.focus_field("what_helps").type_("Müzik, kısa yürüyüş").focus_row(&add).key(Key::Enter).at(Place::Row);
    t.focus_column("name").type_("Maria Ciobanu").key(Key::Enter).type_("teyze").key(Key::Enter);
    t.type_("yalnız SMS, 18–20").focus_column("agreed_to_help").key(Key::Char('1'));
    t.key(Key::Esc).at(Place::Table).run(Cmd::AddRow).type_("Ion Țurcanu").key(Key::Esc);
    assert_eq!(t.form().entry().rows("safety_people").len(), 2);
    t.focus_row("Maria");
}

/// Turns all pages of a text and gives back what they show.
pub fn read_all(t: &mut T) -> String {
    let mut all = String::new();
    for _ in 0..60 {
        all.push_str(&t.screen());
        t.key(Key::Down);
    }
    all
}
