//! What a key costs on a slow line: bytes from the screen before to the screen after, in every form and
//! list, in every language.

use ratatui::Terminal;
use ratatui::layout::Size;
use vaka::app::command::{Cmd, Place};
use vaka::app::draw;
use vaka::app::effect::{Effect, FormTarget};
use vaka::form::{Library, Subject};
use vaka::terminal::screen::{Glance, Screen};
use vaka::terminal::{ColourMode, Key};

use crate::harness::T;
use crate::least::{Change, change};

/// A terminal at the end of the line.
pub struct Line {
    terminal: Terminal<Screen>,
    seen: vt100::Parser,
}

/// What one key cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub bytes: usize,
    pub change: Change,
}

impl Line {
    pub fn new(t: &T) -> Self {
        let terminal = Terminal::new(Screen::new(Size::new(80, 24), ColourMode::Always16, false)).unwrap();
        let mut line = Self { terminal, seen: vt100::Parser::default() };
        line.frame(t);
        line
    }

    /// The mark alone, where that is sent first.
    pub fn glance(&mut self, t: &mut T, key: Key) -> Cost {
        t.key(key);
        self.terminal.draw(|frame| draw::draw(&t.model, frame)).unwrap();
        let before = self.seen.screen().clone();
        let frame = match self.terminal.backend_mut().take_glance() {
            Glance::Whole(frame) | Glance::Mark(frame) => frame,
        };
        self.seen.process(frame.as_bytes());
        if std::env::var("SHOWRAW").is_ok() { println!("{frame:?}"); }
        Cost { bytes: frame.len(), change: change(&before, self.seen.screen()) }
    }

    fn frame(&mut self, t: &T) -> String {
        self.terminal.draw(|frame| draw::draw(&t.model, frame)).unwrap();
        self.terminal.backend_mut().take()
    }

    /// What the screen costs now.
    pub fn cost(&mut self, t: &T) -> Cost {
        let before = self.seen.screen().clone();
        let frame = self.frame(t);
        self.seen.process(frame.as_bytes());
        Cost { bytes: frame.len(), change: change(&before, self.seen.screen()) }
    }

    pub fn key(&mut self, t: &mut T, key: Key) -> Cost {
        t.key(key);
        self.cost(t)
    }
}

#[test]
fn explore() {
    for language in ["en"] {
        let mut t = T::demo(language, 40);
        let mut line = Line::new(&t);
        let mut report = |what: &str, key: Key, cost: Cost, t: &T| {
            println!("{language} {what:<30} {:<10} {:>5} B, least {:>5}, rows {}", format!("{key:?}"), cost.bytes, cost.change.least, cost.change.rows);
            let _ = t;
        };
        for place in ["home", "cases"] {
            if place == "cases" {
                t.run(Cmd::CaseList);
                let c = line.cost(&t);
                report("open list", Key::Enter, c, &t);
            }
            for key in [Key::Down, Key::Down, Key::Down, Key::Down, Key::Up, Key::PageDown, Key::PageDown, Key::PageUp, Key::Home] {
                let c = line.glance(&mut t, key);
                report(place, key, c, &t);
                let c = line.cost(&t);
                report("rest", key, c, &t);
            }
        }
        for key in [Key::Char('a'), Key::Char('y'), Key::Backspace, Key::Backspace, Key::Down, Key::Enter, Key::Down, Key::Down, Key::Right, Key::Down, Key::Down, Key::F(1), Key::Esc, Key::Ctrl('p'), Key::Char('a'), Key::Esc, Key::F(4), Key::F(4), Key::F(4), Key::Char('h'), Key::Char('t')] {
            let c = line.key(&mut t, key);
            report("case", key, c, &t);
        }
    }
    let language = "en";
    let mut t = T::demo(language, 3);
    t.run(Cmd::CaseList).key(Key::Enter);
    let vaka::screen::Screen::Case(case) = t.model.stack.last().unwrap() else { panic!() };
    let case = case.id;
    let library = Library::embedded();
    let ids: Vec<String> = library.ids().into_iter().filter(|id| library.form(id).unwrap().subject == Subject::Case).collect();
    for id in ids {
        let mut line = Line::new(&t);
        let target = FormTarget::New { case, form: id.clone(), override_reason: Some("x".into()) };
        t.model.stack.push(vaka::screen::Screen::Opening { target: target.clone(), spot: None });
        t.perform(vec![Effect::OpenForm(target)]);
        let open = line.cost(&t);
        let mut moves: Vec<(usize, usize, usize)> = vec![];
        let start = t.screen();
        for n in 0..40 {
            let key = if n % 2 == 0 { Key::Tab } else { Key::Down };
            let before = t.screen();
            let c = line.glance(&mut t, key);
            let rest = line.cost(&t);
            let _ = rest;
            moves.push((c.bytes, c.change.least, c.change.rows));
            if c.bytes > 60 && c.change.rows < 9 { println!("--- {id} {key:?} {c:?}\n{}", before.lines().zip(t.screen().lines()).filter(|(a,b)| a!=b).map(|(a,b)| format!("-{a}\n+{b}\n")).collect::<String>()); }
        }
        let _ = start;
        let mut sorted = moves.clone();
        sorted.sort();
        println!("{id:<28} open {} (least {}), tab median {:?} worst {:?}", open.bytes, open.change.least, sorted[20], &sorted[33..]);
        for _ in 0..5 { if t.place() != Place::Case { t.key(Key::Esc); } }
        if t.place() != Place::Case { println!("{id}: {}", t.screen()); return }
    }
}
