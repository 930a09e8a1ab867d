//! `update`: what an input or an event changes in the model, and which effects it asks for. No I/O
//! and no terminal here.

use super::arrival::held_notice;
use super::command::{self, Cmd, Place};
use super::effect::Effect;
use super::model::{Model, Stage};
use super::notice::Notice;
use crate::locale::Locale;
use crate::overlay::{Confirm, Menu, Outcome, Overlay};
use crate::screen::mark::Mark;
use crate::screen::unlock::Unlocking;
use crate::screen::{Cx, Request, Screen};
use crate::terminal::{Input, Key};

/// The exit code after Ctrl-C.
const INTERRUPTED: u8 = 130;
/// The exit code after the terminal went away.
const HUNG_UP: u8 = 129;
/// The exit code after SIGTERM.
const TERMINATED: u8 = 143;

/// Takes one input. The caller has set `model.now`.
pub fn update(model: &mut Model, input: Input) -> Vec<Effect> {
    model.dirty = true;
    // A clock that was set back must not move the idle lock away.
    model.last_input = model.last_input.min(model.now.utc);
    match input {
        Input::Key(key) => {
            model.last_input = model.now.utc;
            key_pressed(model, key)
        }
        Input::Paste(text) => {
            model.last_input = model.now.utc;
            pasted(model, &text)
        }
        Input::Resize(..) | Input::Resumed => Vec::new(),
        Input::HangUp => leave(model, HUNG_UP),
        Input::Terminate => leave(model, TERMINATED),
        Input::Suspend => lock(model, false),
        Input::Deadline => {
            if model.idle_deadline().is_some_and(|at| model.now.utc >= at) {
                return lock(model, false);
            }
            with_screens(model, |screen, cx| screen.tick(cx))
        }
    }
}

fn key_pressed(model: &mut Model, key: Key) -> Vec<Effect> {
    if model.leaving.is_some() {
        return Vec::new();
    }
    if let Stage::Locked(unlocking, _) = &mut model.stage
        && unlocking.hidden
    {
        let mut cx = model.context();
        let Stage::Locked(unlocking, _) = &mut model.stage else { return Vec::new() };
        if key == Key::Esc {
            unlocking.command(Cmd::Back, &mut cx);
        } else {
            unlocking.key(key, &mut cx);
        }
        // Nothing moves and nothing is said.
        cx.out.retain(|request| matches!(request, Request::Do(_)));
        return requests(model, cx.out);
    }
    model.notice = None;
    if model.overlay.is_some() {
        return overlay_key(model, key);
    }
    let place = place(model);
    let typing = typing(model);
    match command::find(place, key, typing) {
        Some(command) => run(model, command),
        None => screen_key(model, key),
    }
}

/// Where the person is.
pub fn place(model: &Model) -> Place {
    match &model.stage {
        Stage::Welcome(_) => Place::Welcome,
        Stage::Locked(..) => Place::Locked,
        Stage::Open => model.stack.last().map_or(Place::Home, Screen::place),
    }
}

/// Whether letters are text now.
pub fn typing(model: &Model) -> bool {
    match &model.stage {
        Stage::Welcome(_) | Stage::Locked(..) => true,
        Stage::Open => model.stack.last().is_some_and(Screen::typing),
    }
}

/// Why a command cannot be used now: the id of a message.
pub fn refusal(model: &Model, command: Cmd) -> Option<&'static str> {
    match &model.stage {
        Stage::Welcome(welcome) => welcome.refusal(command),
        Stage::Locked(unlocking, _) => unlocking.refusal(command),
        Stage::Open => model.stack.last().and_then(|screen| screen.refusal(command)),
    }
}

/// Runs a command where the person is.
pub fn run(model: &mut Model, command: Cmd) -> Vec<Effect> {
    if let Some(reason) = refusal(model, command) {
        model.notice = Some(Notice::warning(reason));
        return Vec::new();
    }
    match command {
        Cmd::Language => return next_language(model),
        Cmd::Bilingual => {
            model.bilingual = !model.bilingual;
            return Vec::new();
        }
        Cmd::Help | Cmd::Palette => {
            let menu =
                Menu::new(command == Cmd::Palette, place(model), &model.locales, |id| refusal(model, id));
            model.overlay = Some(Overlay::Menu(menu));
            return Vec::new();
        }
        Cmd::Lock => return lock(model, false),
        Cmd::Hide => return lock(model, true),
        Cmd::ShowNames => {
            model.names_shown = !model.names_shown;
            return Vec::new();
        }
        Cmd::Quit => {
            if matches!(model.stage, Stage::Open) || !model.held.is_empty() {
                model.overlay = Some(Overlay::Confirm(Confirm::Quit));
                model.notice = held_notice(model);
                return Vec::new();
            }
            return leave(model, INTERRUPTED);
        }
        _ => {}
    }
    let mut cx = model.context();
    match &mut model.stage {
        Stage::Welcome(welcome) => welcome.command(command, &mut cx),
        Stage::Locked(unlocking, _) => unlocking.command(command, &mut cx),
        Stage::Open => {
            if let Some(screen) = model.stack.last_mut() {
                screen.command(command, &mut cx);
            }
        }
    }
    requests(model, cx.out)
}

fn screen_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut cx = model.context();
    match &mut model.stage {
        Stage::Welcome(welcome) => welcome.key(key, &mut cx),
        Stage::Locked(unlocking, _) => unlocking.key(key, &mut cx),
        Stage::Open => {
            if let Some(screen) = model.stack.last_mut() {
                screen.key(key, &mut cx);
            }
        }
    }
    requests(model, cx.out)
}

fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    model.notice = None;
    if let Some(overlay) = &mut model.overlay {
        overlay.paste(text);
        return Vec::new();
    }
    let mut cx = model.context();
    match &mut model.stage {
        Stage::Welcome(welcome) => welcome.paste(text),
        Stage::Locked(unlocking, _) => unlocking.paste(text),
        Stage::Open => {
            if let Some(screen) = model.stack.last_mut() {
                screen.paste(text, &mut cx);
            }
        }
    }
    requests(model, cx.out)
}

fn overlay_key(model: &mut Model, key: Key) -> Vec<Effect> {
    // The language switches in the middle of anything.
    if matches!(command::find(place(model), key, true), Some(Cmd::Language)) {
        return next_language(model);
    }
    if matches!(key, Key::F(12 | 8) | Key::Ctrl('k' | 'y')) && matches!(model.stage, Stage::Open) {
        return lock(model, matches!(key, Key::F(8) | Key::Ctrl('y')));
    }
    if key == Key::Ctrl('c') && matches!(model.stage, Stage::Open) {
        model.overlay = Some(Overlay::Confirm(Confirm::Quit));
        return Vec::new();
    }
    // What protects the person opposite works while its words are read.
    if let (Some(Overlay::Guidance(_)), Some(command @ (Cmd::Distress | Cmd::Pause | Cmd::Stop))) =
        (&model.overlay, command::find(place(model), key, true))
    {
        model.overlay = None;
        return run(model, command);
    }
    let cx = model.context();
    let Some(overlay) = &mut model.overlay else { return Vec::new() };
    match overlay.key(key, &cx) {
        Outcome::Stay => Vec::new(),
        Outcome::Say(notice) => {
            model.notice = Some(notice);
            Vec::new()
        }
        Outcome::Close => {
            model.overlay = None;
            Vec::new()
        }
        Outcome::Run(command) => {
            model.overlay = None;
            run(model, command)
        }
        Outcome::Effects(effects) => {
            model.overlay = None;
            effects
        }
        Outcome::OpenForm(target) => {
            model.overlay = None;
            let mut cx = cx;
            cx.open_form(target);
            requests(model, cx.out)
        }
        Outcome::Narrow(filter) => {
            model.overlay = None;
            let mut cx = cx;
            if let Some(Screen::Home(home)) = model.stack.last_mut() {
                home.narrow(Some(filter), &mut cx);
            }
            requests(model, cx.out)
        }
        Outcome::RemoveRow { table, row } => {
            model.overlay = None;
            let mut cx = cx;
            if let Some(Screen::Form(form)) = model.stack.last_mut() {
                form.remove_row(&table, &row, &mut cx);
            }
            requests(model, cx.out)
        }
        Outcome::Sharing(choice) => {
            model.overlay = None;
            let mut cx = cx;
            if let Some(Screen::Form(form)) = model.stack.last_mut() {
                form.choose_sharing(choice, &mut cx);
            }
            requests(model, cx.out)
        }
        Outcome::TakeServices(names) => {
            model.overlay = None;
            let mut cx = cx;
            if let Some(Screen::Form(form)) = model.stack.last_mut() {
                form.take_services(&names, &mut cx);
            }
            requests(model, cx.out)
        }
        Outcome::Quit => {
            model.overlay = None;
            if !matches!(model.stage, Stage::Open) {
                // It was said what is lost by this.
                model.held.clear();
            }
            leave(model, 0)
        }
    }
}

/// Carries out what a screen asked for; what must happen outside is returned.
pub(super) fn requests(model: &mut Model, requests_made: Vec<Request>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for request in requests_made {
        match request {
            Request::Do(effect) => effects.push(effect),
            Request::Say(notice) => model.notice = Some(notice),
            Request::Show(overlay) => model.overlay = Some(overlay),
            Request::Push(screen) => {
                model.names_shown = false;
                model.stack.push(*screen);
            }
            Request::Pop => {
                model.names_shown = false;
                if model.stack.len() > 1 {
                    model.stack.pop();
                }
                let mut cx = model.context();
                if let Some(screen) = model.stack.last_mut() {
                    screen.refresh(&mut cx);
                }
                effects.extend(requests(model, cx.out));
            }
        }
    }
    effects
}

fn with_screens(model: &mut Model, mut act: impl FnMut(&mut Screen, &mut Cx)) -> Vec<Effect> {
    let mut cx = model.context();
    for screen in &mut model.stack {
        act(screen, &mut cx);
    }
    requests(model, cx.out)
}

fn next_language(model: &mut Model) -> Vec<Effect> {
    let next = model.locales.next(model.locale.id());
    model.locale = Locale::new(&model.locales, &next);
    model.second_or_next();
    if !matches!(model.stage, Stage::Open) {
        return Vec::new();
    }
    let mut cx = model.context();
    // What was found bears the words of the language it was found in.
    for screen in &model.stack {
        if let Screen::Search(search) = screen {
            search.refresh(&mut cx);
        }
    }
    let mut effects = requests(model, cx.out);
    effects.push(Effect::SetSetting { key: "language", value: next });
    effects
}

/// Locks: drafts are kept, the keys leave memory, only places stay.
fn lock(model: &mut Model, hidden: bool) -> Vec<Effect> {
    if !matches!(model.stage, Stage::Open) || model.leaving.is_some() {
        return Vec::new();
    }
    let mut effects = model.keep_drafts();
    let reason = model.overlay.as_ref().is_some_and(Overlay::holds_text);
    put_away(model, if hidden { Unlocking::hidden() } else { Unlocking::default() });
    // A reason belongs to no record yet, so it cannot be kept; that is said.
    model.notice = reason.then(|| Notice::warning("notice-reason-not-kept"));
    effects.push(Effect::Close);
    effects
}

/// Everything leaves the screen and the model; where it was stays.
pub(super) fn put_away(model: &mut Model, mut unlocking: Unlocking) {
    let marks = Mark::all(&model.stack);
    unlocking.returning = !marks.is_empty();
    model.stack.clear();
    model.overlay = None;
    model.notice = None;
    model.names_shown = false;
    model.stage = Stage::Locked(Box::new(unlocking), marks);
}

/// Leaves the program, everything kept.
pub(super) fn leave(model: &mut Model, code: u8) -> Vec<Effect> {
    if model.leaving.is_some() {
        return Vec::new();
    }
    let mut effects = model.keep_drafts();
    model.leaving = Some(code);
    effects.push(Effect::Close);
    effects
}
