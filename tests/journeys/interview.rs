//! The interview: one question at a time, each may be declined; pause, distress and stop are at hand.

use vaka::app::command::{Cmd, Place};
use vaka::form::Answer;
use vaka::locale::Arg;
use vaka::terminal::Key;

use crate::harness::{T, WORKER};
use crate::readiness::{case, open_form};
use crate::seed;

in_every_language!(
    declining_is_an_answer_of_its_own,
    the_needs_of_now_come_first,
    guidance_is_one_key_away,
    distress_takes_the_questions_away,
    stop_and_go_on_another_day,
    two_languages_at_once,
);

/// An interview that has just begun.
pub fn interview(t: &mut T) {
    let case = case(t);
    t.saved(Some(case), "interview_readiness", seed::readiness(12));
    t.key(Key::Esc).key(Key::Enter);
    open_form(t, "interview").at(Place::Question);
}

fn declining_is_an_answer_of_its_own(language: &str) {
    let mut t = T::open(language);
    interview(&mut t);
    t.focus_field("diabetes").key(Key::Char('2'));
    t.focus_field("asthma").run(Cmd::Decline);
    t.focus_field("epilepsy").key(Key::Char('3'));
    t.focus_field("story").run(Cmd::Decline);
    // Declined by a slip: once more opens the question again.
    t.focus_field("injuries").run(Cmd::Decline).focus_field("injuries").see_message("answer-declined");
    t.run(Cmd::Decline).see_not_message("answer-declined");
    assert_eq!(t.answer("diabetes"), Some(seed::choice("no")));
    assert_eq!(t.answer("asthma"), Some(Answer::Declined));
    assert_eq!(t.answer("epilepsy"), Some(seed::choice("unknown")));
    assert_eq!(t.answer("story"), Some(Answer::Declined));
    assert_eq!(t.answer("injuries"), None);
    assert_eq!(t.answer("pregnancy"), None);
    // What the worker notes is not asked of the person.
    t.focus_field("observations").run(Cmd::Decline).see_notice("why-not-declinable");
    t.run(Cmd::Save).at(Place::Case).run(Cmd::Records).run(Cmd::Versions).key(Key::Enter).at(Place::Reading);
    let line = |t: &T, id: &str, answer: &str| format!("{}: {answer}", t.form_words("interview", id));
    let declined = t.words("answer-declined");
    let no = t.locale().choice("interview", "yes_no", "no");
    assert_ne!(declined, no);
    let (asthma, diabetes) = (line(&t, "asthma", &declined), line(&t, "diabetes", &no));
    let unanswered = t.form_words("interview", "pregnancy");
    t.see(&asthma).see(&diabetes).see_not(&unanswered);
}

fn the_needs_of_now_come_first(language: &str) {
    let mut t = T::open(language);
    interview(&mut t);
    assert_eq!(t.form().focused(), Some(vaka::form::Path::field("needs_now")));
    let name = t.form_words("interview", "section-now");
    let args = [("section", Arg::from(1usize)), ("sections", Arg::from(8usize)), ("name", Arg::from(name))];
    let progress = t.form().entry().progress();
    let counted = [("answered", Arg::from(progress.answered)), ("total", Arg::from(progress.total))];
    let counted = t.locale().text_with("form-progress", &counted);
    t.see_message_with("question-section", &args).see_not(&counted).snapshot("interview-question");
    // Several may be taken, and taken back.
    t.key(Key::Char('1')).key(Key::Char('4')).key(Key::Char('5')).key(Key::Char('4'));
    assert_eq!(t.answer("needs_now"), Some(Answer::Choices(vec!["safety".into(), "medical".into()])));
    // Not today: the questions on health and story are gone, the closing remains.
    t.focus_field("go_on").key(Key::Char('3')).focus_field("feeling_now");
    let questions = t
        .form()
        .entry()
        .form()
        .fields()
        .filter(|field| t.form().entry().relevant(&vaka::form::Path::field(&field.id)));
    assert!(questions.count() < 22);
}

fn guidance_is_one_key_away(language: &str) {
    let mut t = T::open(language);
    interview(&mut t);
    t.focus_field("story");
    let guidance = t.locale().form_attribute("interview", "story", "guidance").unwrap();
    let (before, label) = (t.screen(), t.form_words("interview", "story"));
    t.see(&label).see_not(&guidance).run(Cmd::Guidance).see_message("guidance-ask").see(&guidance);
    t.key(Key::Esc);
    assert_eq!(t.screen(), before);
    // In the middle of a sentence.
    t.type_("Anlatırken dur").run(Cmd::Guidance).key(Key::Esc).type_("du");
    assert_eq!(t.text_of("story"), "Anlatırken durdu");
}

fn distress_takes_the_questions_away(language: &str) {
    let mut t = T::open(language);
    interview(&mut t);
    t.focus_field("story").type_("Kapıyı kilit");
    let (before, spot) = (t.screen(), t.form().focus_number());
    t.run(Cmd::Distress).at(Place::Calm).see_message("distress-title").see_message("distress-1");
    assert!(t.model.covers(), "the frame would wait for the line");
    t.see_message("distress-aloud").see_message("calm-ways");
    // In the language of the person, which the intake knows.
    let said = vaka::locale::Locale::new(&t.model.locales, "tr").text("distress-say");
    t.see(&said).snapshot("distress");
    nothing_of_the_conversation(&mut t);
    // Letters do nothing now; the way back is one key.
    t.type_("abcxyz").key(Key::Enter).at(Place::Question);
    assert_eq!((t.screen(), t.form().focus_number()), (before, spot));
    t.type_("ledi");
    assert_eq!(t.text_of("story"), "Kapıyı kilitledi");
    t.run(Cmd::Pause).see_message("pause-title").see_message("pause-1");
    nothing_of_the_conversation(&mut t);
    // A kill in the middle of it: every word is there again.
    t.reopen();
    t.run(Cmd::CaseList).key(Key::Enter).key(Key::Enter).at(Place::Question);
    assert_eq!(t.text_of("story"), "Kapıyı kilitledi");
    // Also from above its guidance: nobody has to close that first.
    t.run(Cmd::Guidance).see_message("guidance-ask").key(Key::F(7)).at(Place::Calm);
    t.see_message("distress-title").run(Cmd::Resume).at(Place::Question);
    // The way out is one key as well, and everything is kept.
    t.run(Cmd::Distress).key(Key::Char('e')).at(Place::Case).see_notice("notice-stopped");
}

/// No label and no answer is on the screen.
fn nothing_of_the_conversation(t: &mut T) {
    let form = t.form().entry().form().clone();
    for field in form.fields() {
        let label = t.form_words("interview", &field.id);
        t.see_not(&label);
    }
    t.see_not("Kapıyı").see_not("İpek");
}

fn stop_and_go_on_another_day(language: &str) {
    let mut t = T::open(language);
    interview(&mut t);
    t.focus_field("needs_now_words").type_("Uyumak").focus_field("medicine_illness").key(Key::Char('1'));
    t.focus_field("medicines")
        .type_("Insulin, dimin")
        .run(Cmd::Stop)
        .at(Place::Case)
        .see_notice("notice-stopped");
    t.days_later(2).run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    t.run(Cmd::Records).key(Key::Enter).at(Place::Question);
    assert_eq!(t.form().focused(), Some(vaka::form::Path::field("medicines")), "where it stopped");
    t.type_("eața").see("Insulin, dimineața").run(Cmd::Save).at(Place::Records);
    t.run(Cmd::Versions).at(Place::History);
    let two = [("n", Arg::from(2usize)), ("who", Arg::from(crate::harness::WORKER))];
    t.see_message_with("records-version", &two);
}

fn two_languages_at_once(language: &str) {
    let mut t = T::open(language);
    interview(&mut t);
    let label = t.form_words("interview", "needs_now");
    let second = t.model.locales.next(language);
    let second = vaka::locale::Locale::new(&t.model.locales, &second).form("interview", "needs_now");
    t.see(&label).see_not(&second).run(Cmd::Bilingual).see(&label).see(&second);
    t.run(Cmd::Bilingual).see_not(&second);
}

/// A conversation that was stopped is not done, and goes on where it stopped.
fn a_stopped_interview_is_not_done(language: &str) {
    let mut t = T::open(language);
    interview(&mut t);
    t.key(Key::Char('1')).run(Cmd::Stop).at(Place::Case).see_notice("notice-stopped");
    t.key(Key::Left).see_not_message("step-status-done");
    // Opened again and left at once, it is no new version.
    open_form(&mut t, "interview").at(Place::Question).run(Cmd::Stop).at(Place::Case);
    t.run(Cmd::Records)
        .see_message_with("records-version", &[("n", Arg::from(1usize)), ("who", Arg::from(WORKER))]);
    t.see_not(
        &t.locale()
            .clone()
            .text_with("records-version", &[("n", Arg::from(2usize)), ("who", Arg::from(WORKER))]),
    );
}
in_every_language!(a_stopped_interview_is_not_done);
