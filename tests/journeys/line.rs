//! What a key costs on a slow line, in bytes from the screen before to the screen after: in every form and
//! list, in every language. The budgets are those that ARCHITECTURE.md states; `tests/slowline` measures
//! the same through the real program.

use ratatui::Terminal;
use ratatui::layout::Size;
use vaka::app::command::{Cmd, Place};
use vaka::app::draw;
use vaka::app::effect::{Effect, FormTarget};
use vaka::app::update;
use vaka::form::{FieldType, Library, Subject};
use vaka::record::{CaseAsk, CaseId, CaseOrder, Turn};
use vaka::screen::Screen as Shown;
use vaka::terminal::screen::{Glance, Screen};
use vaka::terminal::{ColourMode, Input, Key};

use crate::harness::T;
use crate::least::{Change, change};
use crate::seed;

in_every_language!(every_form, lists_and_questions, a_move_waits_for_nothing_that_it_does_not_show);

/// A move of the focus: the median and the worst of all that stay in sight, the mean of all.
const MOVE: (usize, usize, usize) = (30, 60, 160);
/// A page that is turned.
const PAGE: usize = 1200;
/// A case, a form, a list, help: a screen that is opened or left.
const OPEN: usize = 1300;
/// A question that is opened or answered.
const QUESTION: usize = 600;
/// The language, and the fullest of all screens: at 9600 bit/s no screen takes longer than 1.8 s.
const SCREEN: usize = 1350;
/// A letter that changes nothing else: some have two bytes.
const LETTER: usize = 2;
/// A letter of the filter of a list, when the rows below stay.
const FILTER: usize = 40;

/// A terminal at the end of the line.
struct Line {
    terminal: Terminal<Screen>,
    seen: vt100::Parser,
}

#[derive(Debug, Clone, Copy)]
struct Cost {
    bytes: usize,
    change: Change,
}

impl Line {
    fn new(t: &T) -> Self {
        let terminal = Terminal::new(Screen::new(Size::new(80, 24), ColourMode::Always16, false)).unwrap();
        let mut line = Self { terminal, seen: vt100::Parser::default() };
        line.cost(t);
        line
    }

    fn draw(&mut self, t: &T) {
        self.terminal.draw(|frame| draw::draw(&t.model, frame)).unwrap();
    }

    fn shows(&mut self, frame: &str) -> Cost {
        let before = self.seen.screen().clone();
        self.seen.process(frame.as_bytes());
        Cost { bytes: frame.len(), change: change(&before, self.seen.screen()) }
    }

    /// What the screen costs as it is now; afterwards the terminal shows it.
    #[track_caller]
    fn cost(&mut self, t: &T) -> Cost {
        self.draw(t);
        let frame = self.terminal.backend_mut().take();
        let cost = self.shows(&frame);
        let seen: Vec<String> = self.seen.screen().rows(0, 80).map(|row| row.trim_end().to_owned()).collect();
        assert_eq!(seen.join("\n").trim_end(), t.screen().trim_end(), "the terminal shows something else");
        cost
    }

    /// What a key costs.
    #[track_caller]
    fn key(&mut self, t: &mut T, key: Key) -> Cost {
        t.key(key);
        self.cost(t)
    }

    /// What is sent at once after a key that moves the focus, and whether that is only the mark.
    #[track_caller]
    fn glance(&mut self, t: &mut T, key: Key) -> (usize, bool) {
        t.key(key);
        self.draw(t);
        let (frame, mark) = match self.terminal.backend_mut().take_glance() {
            Glance::Whole(frame) => (frame, false),
            Glance::Mark(frame) => (frame, true),
        };
        self.shows(&frame);
        // Then the hand rests.
        self.cost(t);
        (frame.len(), mark)
    }

    /// Moves the focus so many times, and holds what it costs against the budget.
    #[track_caller]
    fn moves(&mut self, t: &mut T, keys: &[Key], times: usize, what: &str) {
        let mut near = Vec::new();
        let mut all = Vec::new();
        for number in 0..times {
            let (bytes, mark) = self.glance(t, keys[number % keys.len()]);
            assert!(bytes <= PAGE, "{what}: {bytes} bytes for a page");
            if bytes > 0 {
                all.push(bytes);
            }
            if mark || (1..=MOVE.1).contains(&bytes) {
                near.push(bytes);
            }
        }
        if all.is_empty() {
            return;
        }
        near.sort_unstable();
        let worst = near.last().copied().unwrap_or(0);
        let median = near.get(near.len() / 2).copied().unwrap_or(0);
        let mean = all.iter().sum::<usize>() / all.len();
        assert!(median <= MOVE.0 && worst <= MOVE.1, "{what}: median {median}, worst {worst}");
        assert!(mean <= MOVE.2, "{what}: mean {mean} of {all:?}");
    }
}

/// Opens a new record of a form.
fn open(t: &mut T, target: FormTarget) {
    t.model.stack.push(Shown::Opening { target: target.clone(), spot: None });
    t.perform(vec![Effect::OpenForm(target)]);
}

/// Goes back to the nearest question that is answered with a text, if there is one.
fn find_text(t: &mut T) -> bool {
    (0..60).any(|_| {
        t.key(Key::BackTab);
        let form = t.form();
        let field = form.focused().and_then(|path| form.entry().field(&path).cloned());
        field.is_some_and(|field| matches!(field.kind, FieldType::Text | FieldType::Note))
    })
}

fn every_form(language: &str) {
    let mut t = T::demo(language, 2);
    t.run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    let Some(Shown::Case(case)) = t.model.stack.last() else { panic!("no case is open") };
    let case: CaseId = case.id;
    let library = Library::embedded();
    let mut typed = 0;
    for id in library.ids() {
        let form = library.form(&id).unwrap();
        let target = match form.subject {
            Subject::Case if id == "intake" => FormTarget::NewCase,
            Subject::Case => {
                FormTarget::New { case, form: id.clone(), override_reason: Some("…".to_owned()) }
            }
            Subject::Directory | Subject::Worker => FormTarget::Free { form: id.clone() },
        };
        let depth = t.model.stack.len();
        let mut line = Line::new(&t);
        open(&mut t, target);
        let cost = line.cost(&t);
        assert!((100..=OPEN).contains(&cost.bytes), "{id}: {cost:?} to open");
        line.moves(&mut t, &[Key::Tab, Key::Down], 24, &id);
        if find_text(&mut t) {
            t.type_("ab");
            line.cost(&t);
            for letter in "çığır ș".chars() {
                let cost = line.key(&mut t, Key::Char(letter));
                assert!(cost.bytes <= LETTER || cost.change.rows != 1, "{id}: {cost:?} for {letter}");
                typed += usize::from(cost.bytes <= LETTER);
            }
        }
        let cost = line.key(&mut t, Key::Esc);
        assert!(cost.bytes <= OPEN, "{id}: {cost:?} to leave");
        for _ in 0..4 {
            if t.model.stack.len() > depth {
                t.key(Key::Esc);
            }
        }
        assert_eq!(t.model.stack.len(), depth, "{id} is still open");
    }
    assert!(typed > 60, "only {typed} letters were measured");
}

fn lists_and_questions(language: &str) {
    let mut t = T::demo(language, 30);
    let mut line = Line::new(&t);
    line.moves(&mut t, &[Key::Down], 60, "home");
    line.moves(&mut t, &[Key::Tab], 10, "home, from section to section");
    for key in [Key::PageUp, Key::PageDown, Key::PageDown, Key::Home, Key::End] {
        let cost = line.key(&mut t, key);
        assert!(cost.bytes <= PAGE, "home: {key:?} {cost:?}");
    }
    // The narrowing of home, leaving.
    for key in [Key::Char('f'), Key::Char('q')] {
        for key in [key, Key::Esc] {
            let cost = line.key(&mut t, key);
            assert!((1..=QUESTION).contains(&cost.bytes), "home: {key:?} {cost:?}");
        }
    }
    for key in [Key::Char('c'), Key::Esc, Key::F(1), Key::Esc, Key::Ctrl('p'), Key::Esc] {
        let cost = line.key(&mut t, key);
        assert!((100..=OPEN).contains(&cost.bytes), "home: {key:?} {cost:?}");
    }
    // Three languages, and the fullest screen: the calendar.
    for key in [Key::F(4), Key::F(4), Key::F(4), Key::Char('m'), Key::Esc] {
        let cost = line.key(&mut t, key);
        assert!(cost.bytes <= SCREEN, "home: {key:?} {cost:?}");
    }
    t.run(Cmd::CaseList).at(Place::Cases);
    line.cost(&t);
    line.moves(&mut t, &[Key::Down], 60, "cases");
    for letter in "00".chars() {
        // Every case has it in its number, so that the list stays but for its length.
        let cost = line.key(&mut t, Key::Char(letter));
        assert!(cost.bytes <= FILTER || cost.change.rows > 3, "cases: {cost:?} for a letter");
    }
    let cost = line.key(&mut t, Key::Enter);
    assert!((100..=OPEN).contains(&cost.bytes), "{cost:?} to open a case");
    t.at(Place::Case);
    line.moves(&mut t, &[Key::Down], 20, "case");
    for key in [Key::Char('r'), Key::Esc, Key::Char('t'), Key::Esc, Key::Char('p'), Key::Esc] {
        let cost = line.key(&mut t, key);
        assert!((100..=OPEN).contains(&cost.bytes), "case: {key:?} {cost:?}");
    }
}

/// The frame of a move waits for work whose outcome it shows, and for no other: not for the draft that is kept
/// as a field is left, and not for rows that are read ahead.
fn a_move_waits_for_nothing_that_it_does_not_show(language: &str) {
    let mut t = T::demo(language, 2);
    let asked = |t: &mut T, key: Key| {
        let effects = update::update(&mut t.model, Input::Key(key));
        let awaited: Vec<bool> = effects.iter().map(Effect::is_awaited).collect();
        t.perform(effects);
        awaited
    };
    t.run(Cmd::NewCase).focus_field("first_name").type_("Ș");
    assert_eq!(asked(&mut t, Key::Tab), [false], "the draft");
    let awaited = |turn| {
        let ask = CaseAsk { filter: String::new(), order: CaseOrder::Number, turn, rows: 1 };
        Effect::LoadCases(Box::new(ask)).is_awaited()
    };
    let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
    assert!(Effect::OpenCase(case).is_awaited());
    assert!(awaited(Turn::First) && awaited(Turn::Around(case)));
    assert!(!awaited(Turn::After(case)) && !awaited(Turn::Before(case)));
}
