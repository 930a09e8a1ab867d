//! Tells one person's story: which form is filled in when.

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::form::Library;

use super::people::{Interview, Person};
use super::random::Random;
use super::tale::Tales;
use super::writer::Writer;
use super::{Invented, Words, crisis, intake, interview, plan, risk};

/// All records of one person in the order in which they were saved.
pub(super) fn tell(
    library: &Arc<Library>,
    words: Words<'_>,
    person: &Person,
    tales: &Tales,
    random: Random,
    now: NaiveDateTime,
) -> Vec<Invented> {
    let mut writer = Writer { library, words, person, random, now, records: Vec::new(), sequence: 0 };
    // A form that the library does not have is left out; the story goes on.
    first_days(&mut writer);
    talks(&mut writer);
    way_on(&mut writer);
    for tale in &person.story.tales {
        tales.tell(&mut writer, tale);
    }
    if let Some(form) = &person.story.draft {
        left_open(&mut writer, form);
    }
    writer.in_order()
}

/// What the worker noted about herself; the person lends nothing but a hand.
pub(super) fn own(
    library: &Arc<Library>,
    words: Words<'_>,
    person: &Person,
    tales: &Tales,
    random: Random,
    now: NaiveDateTime,
) -> Vec<Invented> {
    let mut writer = Writer { library, words, person, random, now, records: Vec::new(), sequence: 0 };
    tales.tell(&mut writer, "own");
    writer.in_order()
}

fn first_days(writer: &mut Writer<'_>) {
    let story = &writer.person.story;
    let began = story.began;
    intake::intake(writer, began);
    if let Some(state) = &story.consent {
        intake::consent(writer, began, "interview", state);
    }
    if let Some(answered) = story.answered {
        interview::readiness(writer, began - 1, answered);
    }
    if let Some(level) = &story.early_risk {
        interview::early_risk(writer, began - 1, level);
    }
}

fn talks(writer: &mut Writer<'_>) {
    let story = &writer.person.story;
    let began = story.began;
    if story.crisis > 0 {
        crisis::session(writer, began - 2, story.crisis > 1);
    }
    if let Some(kind) = story.interview {
        interview::interview(writer, began - 3, kind);
    }
    if story.crisis > 1 {
        crisis::session(writer, began / 2, true);
    }
    // Where a tale tells of a consent that was withdrawn, that is the only one of its kind.
    let withdrawn = story.tales.iter().any(|tale| tale == "withdrawn");
    if story.interview == Some(Interview::Whole) && began > 10 && !withdrawn {
        intake::consent(writer, began - 4, "referral", "given");
        intake::consent(writer, began - 4, "photographs", "refused");
    }
}

fn way_on(writer: &mut Writer<'_>) {
    let story = &writer.person.story;
    let began = story.began;
    if story.risk > 0 {
        risk::assess(writer, began - 4);
    }
    if story.consequences {
        crisis::consequences(writer, began - 5);
    }
    if story.family {
        risk::family(writer, began - 6);
    }
    if story.needs {
        plan::needs(writer, began - 7);
    }
    if let Some(kind) = story.plan {
        plan::plan(writer, began - 8, kind);
    }
    if story.risk > 1 {
        risk::assess_again(writer, story.reviewed.unwrap_or((began / 4).min(11)));
    }
}

fn left_open(writer: &mut Writer<'_>, form: &str) {
    match form {
        "interview" => interview::begin(writer),
        "support_plan" => plan::begin(writer),
        _ => {
            if let Some(sheet) = writer.sheet(form, 0) {
                writer.leave(sheet);
            }
        }
    }
}
