//! What the worker thread brings: the vault is open or closed, data for the screens, what went wrong.

use std::collections::BTreeSet;

use super::effect::{Doing, Effect, Event, FormLoad, FormTarget};
use super::model::{Model, Stage};
use super::notice::{Notice, Word};
use super::update::{put_away, requests};
use crate::casework::consent_state;
use crate::record::CaseFile;
use crate::screen::Screen;
use crate::screen::form::{FormScreen, go_on};
use crate::screen::mark::Mark;
use crate::screen::unlock::Unlocking;
use crate::store::{VaultError, VaultNotice};
use crate::widget::theme::Role;

/// Takes something the worker thread brought.
pub fn event(model: &mut Model, mut event: Event) -> Vec<Effect> {
    model.dirty = true;
    match &mut event {
        Event::Case(file) => of_today(model, file),
        Event::Story(story) => of_today(model, &mut story.file),
        _ => {}
    }
    match &event {
        Event::Opened { worker, rights, settings, notices } => {
            model.worker = Some(worker.clone());
            model.rights.clone_from(rights);
            model.apply(settings);
            // What was said about a wrong passphrase is over; a form that was left out is not.
            model.notice = model.notice.take().filter(|notice| notice.role == Role::Warning);
            if let Some(notice) = notices.last() {
                model.notice = Some(vault_notice(*notice));
            }
            return opened(model);
        }
        Event::Renewing(far) => {
            if let Stage::Locked(unlocking, _) = &mut model.stage {
                unlocking.renewing(*far);
            }
            // Who wants to leave meanwhile may; it goes on at the next opening.
            return if model.leaving.is_none() { vec![Effect::Renew] } else { Vec::new() };
        }
        Event::Rights(rights) => {
            model.rights.clone_from(rights);
            return home_again(model);
        }
        Event::Closed => {
            closed(model);
            return Vec::new();
        }
        Event::Form(_) => {
            if let Event::Form(load) = event {
                return form_ready(model, *load);
            }
            return Vec::new();
        }
        Event::Failed { doing, error } => failed(model, *doing, error),
        Event::DraftGone(record) => {
            model.held.retain(|draft| draft.record != *record);
            model.notice = Some(Notice::good("notice-draft-gone"));
        }
        Event::Saved { record, .. } => model.held.retain(|draft| draft.record != *record),
        Event::DraftKept { record, at } => {
            model.held.retain(|draft| draft.record != *record || draft.saved_at > *at);
        }
        _ => {}
    }
    let mut cx = model.context();
    // What stands on the screen is as new as the vault; what lies below is read when it is seen again.
    if let (Event::Elsewhere(_), Stage::Open, Some(screen)) = (&event, &model.stage, model.stack.last_mut()) {
        screen.refresh(&mut cx);
    }
    match &mut model.stage {
        Stage::Welcome(welcome) => welcome.event(&event, &mut cx),
        Stage::Locked(unlocking, _) => unlocking.event(&event),
        Stage::Open => {}
    }
    let gone = matches!(event, Event::DraftGone(_));
    for screen in &mut model.stack {
        screen.event(&event, &mut cx);
    }
    if gone && let Some(screen @ Screen::Home(_)) = model.stack.last_mut() {
        screen.refresh(&mut cx);
    }
    requests(model, cx.out)
}

/// What was true when the case was saved last may have ended since: its header says how it is today.
fn of_today(model: &Model, file: &mut CaseFile) {
    file.line.consent = consent_state(&model.process, &model.library, file, model.now.local);
}

/// The vault is open: to where the person was, or home.
fn opened(model: &mut Model) -> Vec<Effect> {
    let stage = std::mem::replace(&mut model.stage, Stage::Open);
    let marks = match stage {
        Stage::Locked(_, marks) => marks,
        _ => Vec::new(),
    };
    model.last_input = model.now.utc;
    let marks =
        if marks.is_empty() { vec![Mark::Home { wanted: None, unfolded: BTreeSet::new() }] } else { marks };
    let mut cx = model.context();
    model.stack = marks.into_iter().map(|mark| mark.restore(&mut cx)).collect();
    // What could not be written comes first: the screens read it.
    let mut effects = model.held_again();
    effects.extend(requests(model, cx.out));
    effects
}

/// What she may see or do is not what it was: nothing that was read before stays on a screen. What was
/// being typed is kept.
fn home_again(model: &mut Model) -> Vec<Effect> {
    if !matches!(model.stage, Stage::Open) || model.leaving.is_some() {
        return Vec::new();
    }
    let mut effects = model.keep_drafts();
    model.overlay = None;
    model.names_shown = false;
    let mut cx = model.context();
    let home = Mark::Home { wanted: None, unfolded: BTreeSet::new() };
    model.stack = vec![home.restore(&mut cx)];
    cx.say(Notice::warning("notice-rights-changed"));
    effects.extend(requests(model, cx.out));
    effects
}

/// The vault is closed, or as good as: its keys are gone even when the rest failed. Who wanted to leave
/// may, unless what was typed last could not be written; a terminal that is gone holds nothing.
fn closed(model: &mut Model) {
    if model.leaving == Some(0) && !model.held.is_empty() {
        model.leaving = None;
        put_away(model, Unlocking::default());
    }
    model.quit = model.leaving;
    let hidden = matches!(&model.stage, Stage::Locked(unlocking, _) if unlocking.hidden);
    if let Some(notice) = held_notice(model).filter(|_| !hidden) {
        model.notice = Some(notice);
    }
}

/// That something could not be written and is held in memory.
pub(super) fn held_notice(model: &Model) -> Option<Notice> {
    (!model.held.is_empty()).then(|| Notice::error("error-held"))
}

/// A record has been read: the form takes the place of the screen that waited for it.
fn form_ready(model: &mut Model, mut load: FormLoad) -> Vec<Effect> {
    let mut cx = model.context();
    if let FormTarget::After { record, .. } = load.target {
        go_on(&mut load, record, &cx);
    }
    let held = model.held.iter().find(|draft| draft.record == load.record).cloned();
    let is_held = held.is_some();
    load.draft = held.or(load.draft);
    // A form that somebody has turned away from meanwhile must not open in the place of another.
    let waits = |screen: &Screen| matches!(screen, Screen::Opening { target, .. } if *target == load.target);
    let waiting = model.stack.iter().position(waits);
    let Some(at) = waiting else { return Vec::new() };
    let spot = match &model.stack[at] {
        Screen::Opening { spot, .. } => spot.clone(),
        _ => None,
    };
    match FormScreen::new(load, &cx) {
        Some(mut form) => {
            if let Some(spot) = spot {
                form.place_at(spot, &cx);
            }
            if is_held {
                form.touched(&cx);
            }
            if form.follows() {
                cx.say(Notice::info("notice-follows"));
            }
            model.stack[at] = Screen::Form(Box::new(form));
        }
        None => {
            model.stack.remove(at);
            cx.say(Notice::error("error-form-unknown"));
        }
    }
    requests(model, cx.out)
}

fn failed(model: &mut Model, doing: Doing, error: &VaultError) {
    let hidden = matches!(&model.stage, Stage::Locked(unlocking, _) if unlocking.hidden);
    if !hidden {
        model.notice = Some(error_notice(doing, error));
    }
    if doing == Doing::Close {
        closed(model);
    }
    if doing == Doing::Read {
        model.stack.retain(|screen| !matches!(screen, Screen::Opening { .. }));
    }
}

/// What the vault found out about itself when it was opened.
fn vault_notice(notice: VaultNotice) -> Notice {
    match notice {
        VaultNotice::KeysFromCopy => Notice::warning("notice-keys-from-copy"),
        VaultNotice::KeysOlder => Notice::warning("notice-keys-older"),
        VaultNotice::AnchorBroken => Notice::warning("notice-anchor-broken"),
        VaultNotice::LogDamaged => Notice::warning("notice-log-damaged"),
        VaultNotice::EndMissing => Notice::warning("notice-end-missing"),
        VaultNotice::Migrated { .. } => Notice::info("notice-migrated"),
    }
}

/// What went wrong in words, and what to do now.
pub fn error_notice(doing: Doing, error: &VaultError) -> Notice {
    let message = match (doing, error) {
        (Doing::Recover, VaultError::WrongPassphrase) => "error-wrong-code",
        (_, VaultError::WrongPassphrase) => "error-wrong-passphrase",
        (_, VaultError::NotAllowed(_)) => "error-not-allowed",
        (_, VaultError::LastManager) => "error-last-manager",
        (_, VaultError::NoSuchWorker) => "error-no-worker",
        (Doing::WayIn, VaultError::Exists) => "error-worker-exists",
        (Doing::WayIn, VaultError::Locked) => "error-others-in",
        (Doing::Save | Doing::KeepDraft, VaultError::DiskFull) => "error-disk-full-saving",
        (_, VaultError::DiskFull) => "error-disk-full",
        (_, VaultError::NotAVault) => "error-not-a-vault",
        (_, VaultError::EmptyFile) => "error-empty-vault",
        (_, VaultError::Missing) => "error-missing-vault",
        (_, VaultError::Exists) => "error-vault-exists",
        (_, VaultError::Newer { .. }) => "error-newer-vault",
        (_, VaultError::Locked) => "error-vault-in-use",
        (_, VaultError::NotWritable(_)) => "error-not-writable",
        (_, VaultError::Conflict { .. }) => "error-conflict",
        (_, VaultError::KeysTampered) => "error-keys-tampered",
        (_, VaultError::KdfTooExpensive) => "error-kdf",
        (_, VaultError::TooLittleMemory { .. }) => "error-memory",
        (_, VaultError::Damaged(_)) => "error-damaged",
        (Doing::Save, _) => "error-saving",
        (Doing::KeepDraft, _) => "error-keeping-draft",
        _ => "error-vault",
    };
    let notice = Notice::error(message);
    match error {
        VaultError::NotWritable(path) => notice.with("path", Word::Text(path.display().to_string())),
        VaultError::TooLittleMemory { needed_mib } => notice.with("mb", Word::Number((*needed_mib).into())),
        _ => notice,
    }
}
