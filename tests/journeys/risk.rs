//! The first look at risks, the analysis, the second one, and what changed between them.

use vaka::app::command::{Cmd, Place};
use vaka::form::{Answer, FieldType, Path};
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::crisis::read_all;
use crate::harness::T;
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(early_risk_with_remarks, two_assessments_are_compared);

fn early_risk_with_remarks(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    t.saved(Some(case), "interview_readiness", seed::readiness(12));
    open_form(&mut t, "early_risk").at(Place::Checklist);
    let items = t.form().entry().form().fields().filter(|field| field.kind == FieldType::Item).count();
    assert!(items >= 39, "{items} points");
    t.focus_field("headache").key(Key::Char('1')).focus_field("headache").run(Cmd::Remark);
    t.type_("Her sabah; i se pare că de la lumină")
        .key(Key::Enter)
        .see("Her sabah; i se pare că de la lumină");
    t.focus_field("fatigue").key(Key::Char('2')).focus_field("suicidal").key(Key::Char('3'));
    t.focus_field("threat_family_now").key(Key::Char('1'));
    // What is urgent asks what was done about it.
    t.focus_field("medical_urgent").key(Key::Char('1')).focus_field("medical_action").type_("112 arandı");
    t.focus_field("medical_date").type_("0").focus_field("medical_time").type_("10.15");
    // A level is required.
    t.run(Cmd::Save).at(Place::Case).key(Key::Down).see_message("next-finish-early-risk");
    // Who comes back to finish it stands on what is still open.
    open_form(&mut t, "early_risk");
    assert_eq!(t.form().focused(), Some(Path::field("urgent_level")));
    t.key(Key::Char('3')).run(Cmd::Save).at(Place::Case);
    let level = t.locale().choice("lists", "risk_level", "high");
    t.key(Key::Down).see_message_with("header-risk", &[("level", Arg::from(level))]);
    t.run(Cmd::Records).run(Cmd::Versions).key(Key::Enter).see("Her sabah; i se pare că de la lumină");
}

fn two_assessments_are_compared(language: &str) {
    let mut t = T::open(language);
    let case = case(&mut t);
    let early = seed::answers([("urgent_level", seed::choice("medium"))]);
    t.saved(Some(case), "early_risk", early);
    open_form(&mut t, "risk_analysis").at(Place::Table);
    assert_eq!(t.form().entry().rows("risks").len(), 14, "the rows of the source");
    judge(&mut t, "organisation_survivor", '3', '4');
    t.focus_column("measure").type_("Başka bir şehirde sığınma evi, adresul rămâne secret");
    t.focus_column("responsible").type_("Ayşe K.").focus_column("review").type_("+7").key(Key::Esc);
    judge(&mut t, "family_pressure", '2', '2');
    t.key(Key::Esc).at(Place::Table).snapshot("risk-table");
    t.see("12");
    // Shown with what it was computed from.
    t.focus_field("suggested");
    let extreme = t.locale().choice("lists", "risk_level", "extreme");
    let organisation = row_words(&t, "organisation_survivor");
    t.see(&extreme).see(&organisation);
    assert_eq!(t.answer("suggested"), Some(seed::choice("extreme")));
    // The survivor's own view, and the worker decides.
    t.focus_field("own_view").type_("Amcamdan korkuyorum.").focus_field("level").key(Key::Char('3'));
    t.focus_field("level_reason").type_("Adresi kimse bilmiyor.").run(Cmd::Save).at(Place::Case);
    t.see_notice("notice-saved").days_later(14).run(Cmd::CaseList).key(Key::Enter);
    open_form(&mut t, "risk_analysis").at(Place::Table);
    judge(&mut t, "organisation_survivor", '1', '4');
    t.key(Key::Esc);
    judge(&mut t, "family_pressure", '4', '2');
    t.key(Key::Esc);
    judge(&mut t, "self_harm", '2', '3');
    t.key(Key::Esc).focus_field("level").key(Key::Char('2')).run(Cmd::Save).at(Place::Case);
    compared(&mut t);
}

fn compared(t: &mut T) {
    t.run(Cmd::Records).run(Cmd::Versions).at(Place::History);
    let (high, medium) = ("high", "medium").into_words(t);
    t.see(&high).see(&medium).run(Cmd::Compare).at(Place::Comparing);
    t.see_message("compare-moved").snapshot("compare");
    let pages = read_all(t).split_whitespace().collect::<Vec<_>>().join(" ");
    for (message, row, before, after) in [
        ("compare-fell", "organisation_survivor", "12", "4"),
        ("compare-rose", "family_pressure", "4", "8"),
        ("compare-new", "self_harm", "", "6"),
    ] {
        let what = row_words(t, row);
        let args = [("what", Arg::from(what)), ("before", Arg::from(before)), ("after", Arg::from(after))];
        let line = t.locale().text_with(message, &args);
        assert!(pages.contains(&line), "{line}\n{pages}");
    }
    // The earlier one is readable as it was.
    t.key(Key::Esc).key(Key::Down).key(Key::Enter).at(Place::Reading);
    let pages = read_all(t);
    assert!(pages.contains("Amcamdan korkuyorum."), "{pages}");
    assert!(pages.contains("adresul rămâne secret"), "{pages}");
}

trait IntoWords {
    fn into_words(self, t: &T) -> (String, String);
}

impl IntoWords for (&str, &str) {
    fn into_words(self, t: &T) -> (String, String) {
        let word = |level: &str| t.locale().choice("lists", "risk_level", level);
        (word(self.0), word(self.1))
    }
}

fn row_words(t: &T, row: &str) -> String {
    t.form_words("risk_analysis", &format!("row-risks-{row}"))
}

/// Opens a row of the table and judges it.
fn judge(t: &mut T, row: &str, likelihood: char, severity: char) {
    while t.form().focus_number().0 > 0 {
        t.key(Key::BackTab);
    }
    let at = t.form().entry().rows("risks").iter().position(|r| r.start.as_deref() == Some(row)).unwrap();
    t.keys(Key::Down, at).key(Key::Enter).at(Place::Row);
    for (column, typed) in [("likelihood", likelihood), ("severity", severity)] {
        t.focus_column(column);
        let here = t.form().focused().unwrap();
        if t.form().entry().get(&here) != Some(Answer::Choice(typed.to_string())) {
            t.key(Key::Char(typed));
        }
        assert_eq!(t.form().entry().get(&here), Some(Answer::Choice(typed.to_string())));
    }
    assert!(matches!(t.form().focused(), Some(Path::Cell { .. })));
}
