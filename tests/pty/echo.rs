//! The smallest program above the terminal layer: it shows what was typed and keeps it in a file,
//! written by a worker thread as the real one does.

use std::fmt::Write as _;
use std::fs;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use chrono::{DateTime, TimeDelta, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use vaka::terminal::{
    Application, ColourChoice, ColourMode, Facts, Input, Key, Keyboard, Now, TerminalOptions, Waker, Wakeups,
    run,
};

/// Set for the child; its value is what the child does beside echoing.
pub const CHILD: &str = "VAKA_PTY_CHILD";
/// What a defect says.
pub const PANIC_LINE: &str = "echo ended by a defect";
/// What must never be seen after a defect.
pub const SECRET: &str = "what-somebody-wrote";
/// Where the text is kept, in the home directory.
pub const SAVED: &str = "saved.txt";

/// Does the child's part, if this process is one.
pub fn main_of_child() -> Option<ExitCode> {
    let manner = std::env::var(CHILD).ok()?;
    let facts = Facts::gather();
    let options = TerminalOptions {
        colour: facts.colour(ColourChoice::Auto),
        ascii: !facts.utf8,
        keyboard: if manner == "controlling" { Keyboard::Controlling } else { Keyboard::Stdin },
        line_speed: None,
        panic_line: PANIC_LINE.to_owned(),
    };
    let wakeups = Wakeups::new();
    let mut echo = Echo::new(manner, options.colour, wakeups.waker());
    match run(&mut echo, wakeups, options) {
        Ok(code) => Some(ExitCode::from(code)),
        Err(error) => {
            eprintln!("error {error}");
            Some(ExitCode::FAILURE)
        }
    }
}

struct Echo {
    manner: String,
    colour: ColourMode,
    text: String,
    /// What happened beside keys.
    events: String,
    dirty: bool,
    covered: bool,
    leaving: Option<u8>,
    finished: Option<u8>,
    deadline: Option<DateTime<Utc>>,
    saves: usize,
    worker: Sender<String>,
    results: Receiver<()>,
}

impl Echo {
    fn new(manner: String, colour: ColourMode, waker: Waker) -> Self {
        let (worker, work) = channel::<String>();
        let (done, results) = channel();
        thread::spawn(move || {
            for text in work {
                let path = std::path::PathBuf::from(std::env::var_os("HOME").unwrap()).join(SAVED);
                fs::write(path, text).unwrap();
                let _ = done.send(());
                waker.wake();
            }
        });
        Self {
            manner,
            colour,
            text: String::new(),
            events: String::new(),
            dirty: false,
            covered: false,
            leaving: None,
            finished: None,
            deadline: None,
            saves: 0,
            worker,
            results,
        }
    }

    fn save(&mut self) {
        self.saves += 1;
        self.worker.send(self.text.clone()).unwrap();
    }

    fn key(&mut self, key: Key, now: Now) {
        self.dirty = true;
        match key {
            Key::Char(c) => self.text.push(c),
            Key::Backspace => {
                self.text.pop();
            }
            Key::Esc => self.text.push_str("<Esc>"),
            Key::Up => self.text.push_str("<Up>"),
            Key::Ctrl('c') => self.finished = Some(130),
            Key::F(10) => self.leaving = Some(0),
            Key::F(9) => panic!("{SECRET}: {}", self.text),
            Key::F(8) => {
                let text = self.text.clone();
                thread::spawn(move || panic!("{SECRET}: {text}"));
            }
            Key::F(6) => self.covered = true,
            Key::F(7) => self.deadline = Some(now.utc + TimeDelta::milliseconds(50)),
            _ => self.dirty = false,
        }
        if self.leaving.is_some() {
            self.save();
        }
    }
}

impl Application for Echo {
    fn handle(&mut self, input: Input, now: Now) {
        let mut event = |name: &str| {
            self.dirty = true;
            let _ = write!(self.events, "{name} ");
        };
        match input {
            Input::Key(key) => self.key(key, now),
            Input::Paste(text) => {
                event(&format!("paste:{}:{}", text.len(), text.chars().filter(|c| c.is_control()).count()));
                self.text.push_str(text.lines().next().unwrap_or_default().get(..10).unwrap_or(&text));
            }
            Input::Resize(columns, rows) => event(&format!("resize:{columns}x{rows}")),
            Input::HangUp | Input::Terminate if self.manner == "stubborn" => {}
            Input::HangUp | Input::Terminate => {
                self.leaving = Some(if input == Input::HangUp { 1 } else { 143 });
                self.save();
            }
            Input::Suspend => {
                event("suspend");
                self.save();
            }
            Input::Resumed => event("resumed"),
            Input::Deadline => event("deadline"),
        }
    }

    fn poll_worker(&mut self, _: Now) -> bool {
        let mut changed = false;
        while self.results.try_recv().is_ok() {
            self.saves -= 1;
            changed = true;
        }
        if self.saves == 0 && self.leaving.is_some() {
            self.finished = self.leaving;
        }
        changed
    }

    fn deadline(&self) -> Option<DateTime<Utc>> {
        self.deadline
    }

    fn dirty(&mut self) -> bool {
        // In this manner every key asks for a frame, also where nothing has changed.
        std::mem::take(&mut self.dirty) || self.manner == "eager"
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if self.covered {
            return frame.render_widget("nothing to see", area);
        }
        let mut line = |y: u16, line: Line<'_>| {
            if y < area.height {
                frame.render_widget(line, Rect::new(0, y, area.width, 1));
            }
        };
        line(0, Line::styled(format!("echo {}x{}", area.width, area.height), Modifier::BOLD));
        line(1, Line::styled("reversed", Modifier::REVERSED));
        let red = if self.colour == ColourMode::Never { Style::new() } else { Style::new().fg(Color::Red) };
        line(2, Line::styled("coloured", red));
        line(3, Line::from(format!("text {}", self.text)));
        line(4, Line::from(format!("events {}", self.events)));
        line(area.height.saturating_sub(1), Line::from("─ last line"));
        let column = 5 + Line::from(self.text.as_str()).width() as u16;
        frame.set_cursor_position((column.min(area.width.saturating_sub(1)), 3));
    }

    fn finished(&self) -> Option<u8> {
        self.finished
    }

    fn covers(&self) -> bool {
        self.covered
    }

    fn busy(&self) -> bool {
        self.saves > 0
    }
}
