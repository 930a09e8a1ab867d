//! Ten thousand frames as they follow each other in use, made of chance: after each one the terminal
//! shows what was drawn, cell by cell and style by style.

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier, Style};

use super::emulator::{Emulator, KINDS, Kind};
use crate::terminal::colour::ColourMode;
use crate::terminal::screen::Screen;

/// The same numbers at every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const WORDS: &[&str] = &[
    "sığınak",
    "görüşme",
    "adăpost",
    "ședință",
    "consent",
    "plan",
    "risk",
    "İstanbul",
    "→",
    "…",
    "─────",
    "│",
    "•",
    "e\u{301}",
    "漢字",
    "한",
    "n\u{303}a",
    "next step",
    "  ",
    "Țăran",
];

const STYLES: &[Style] = &[
    Style::new(),
    Style::new().add_modifier(Modifier::BOLD),
    Style::new().add_modifier(Modifier::DIM),
    Style::new().add_modifier(Modifier::REVERSED),
    Style::new().add_modifier(Modifier::UNDERLINED),
    Style::new().fg(Color::Red),
    Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
    Style::new().bg(Color::Blue).fg(Color::White),
    Style::new().fg(Color::Red).add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
];

/// A row as runs of styled text.
type Row = Vec<(String, Style)>;

struct Scene {
    rows: Vec<Row>,
    cursor: Option<(u16, u16)>,
    size: Size,
}

impl Scene {
    fn row(chance: &mut Chance) -> Row {
        (0..chance.below(9))
            .map(|_| {
                (
                    format!("{} ", chance.pick(WORDS)),
                    if chance.below(3) == 0 { chance.pick(STYLES) } else { Style::new() },
                )
            })
            .collect()
    }

    fn all(chance: &mut Chance, size: Size) -> Self {
        let rows = (0..size.height).map(|_| Self::row(chance)).collect();
        Self { rows, cursor: Some((0, 0)), size }
    }

    /// What people do to a screen: type, delete, move a marker, turn a page, open and close, switch the
    /// language, move lines.
    fn change(&mut self, chance: &mut Chance) {
        let row = chance.below(self.rows.len());
        match chance.below(14) {
            0 => *self = Self::all(chance, self.size),
            1 => self.rows.insert(row, Self::row(chance)),
            2 => {
                self.rows.remove(row);
            }
            3 => {
                let to = chance.below(self.rows.len());
                let moved = self.rows.remove(row);
                self.rows.insert(to.min(self.rows.len()), moved);
            }
            4 => self.rows[row] = Self::row(chance),
            5 => self.rows[row].clear(),
            6 => {
                let lines = 1 + chance.below(5);
                for _ in 0..lines {
                    self.rows.insert(row, Self::row(chance));
                }
            }
            7 => {
                let end = (row + 1 + chance.below(6)).min(self.rows.len());
                self.rows.drain(row..end);
            }
            8 => self.cursor = None,
            9 | 10 => self.cursor = Some((chance.below(usize::from(self.size.width)) as u16, row as u16)),
            kind => {
                if let Some(last) = self.rows[row].len().checked_sub(1) {
                    let run = chance.below(last + 1);
                    let (text, style) = &mut self.rows[row][run];
                    match kind {
                        11 => text.push_str(chance.pick(WORDS)),
                        12 => {
                            text.pop();
                        }
                        _ => *style = chance.pick(STYLES),
                    }
                    text.insert(0, chance.pick(&['a', 'ş', ' ', 'x']));
                }
            }
        }
        let blank = || Row::new();
        self.rows.resize_with(usize::from(self.size.height), blank);
    }

    fn draw(&self, buffer: &mut Buffer) {
        for (y, row) in self.rows.iter().enumerate() {
            let mut x = 0;
            for (text, style) in row {
                if x < self.size.width {
                    (x, _) = buffer.set_stringn(x, y as u16, text, usize::from(self.size.width - x), *style);
                }
            }
        }
    }
}

fn play(seed: u64, frames: usize, colour: ColourMode, kind: Kind) {
    let chance = &mut Chance(seed);
    let mut size = Size::new(80, 24);
    let mut scene = Scene::all(chance, size);
    let mut terminal = Terminal::new(Screen::new(size, colour, false)).unwrap();
    let mut emulator = Emulator::new(kind, size);
    for frame in 0..frames {
        if chance.below(60) == 0 {
            size = Size::new(20 + chance.below(90) as u16, 4 + chance.below(30) as u16);
            scene = Scene { size, ..scene };
            scene.rows.resize_with(usize::from(size.height), Row::new);
            scene.cursor = Some((0, 0));
            terminal.backend_mut().resize(size);
            terminal.clear().unwrap();
            emulator.resize(size);
        } else {
            scene.change(chance);
        }
        let drawn = terminal
            .draw(|frame| {
                scene.draw(frame.buffer_mut());
                if let Some(cursor) = scene.cursor {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap()
            .buffer
            .clone();
        let bytes = terminal.backend_mut().take();
        emulator.take(&bytes);
        if let Some(difference) = emulator.difference(&drawn, colour, scene.cursor) {
            panic!("seed {seed}, frame {frame}, {kind:?}: {difference} after {bytes:?}");
        }
    }
}

#[test]
fn ten_thousand_frames_are_shown_as_they_were_drawn() {
    std::thread::scope(|scope| {
        for seed in 0..8 {
            let kind = KINDS[seed as usize % KINDS.len()];
            scope.spawn(move || play(seed, 1_250, ColourMode::Always16, kind));
        }
    });
}

#[test]
fn so_they_are_without_colour() {
    play(99, 500, ColourMode::Never, Kind::Plain);
}

#[test]
fn a_list_that_is_filtered_row_by_row_costs_what_changes() {
    // Not a budget of a screen, but of the encoder: one row of a full screen goes.
    let size = Size::new(80, 24);
    let mut terminal = Terminal::new(Screen::new(size, ColourMode::Never, false)).unwrap();
    let mut rows: Vec<String> = (0..24u32).map(|n| format!("{n:>3} {}", "abcdefgh ".repeat(8))).collect();
    let mut draw = |rows: &[String]| {
        terminal
            .draw(|frame| {
                for (y, row) in rows.iter().enumerate() {
                    frame.buffer_mut().set_string(0, y as u16, row, Style::new());
                }
            })
            .unwrap();
        terminal.backend_mut().take().len()
    };
    draw(&rows);
    rows.remove(5);
    rows.insert(22, String::from("the next"));
    assert!(draw(&rows) <= 40);
    // A letter in the middle of a line.
    rows[3].insert(20, 'x');
    assert!(draw(&rows) <= 14);
}
