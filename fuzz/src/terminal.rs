//! Bytes from a terminal, in whatever pieces: decoded, typed into a line and a note, drawn, and written
//! to a terminal again.

use ratatui::Terminal;
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;
use vaka::locale::is_unwanted;
use vaka::terminal::decode::Decoder;
use vaka::terminal::paste::LIMIT;
use vaka::terminal::screen::{SEQUENCE_ENDS, Screen};
use vaka::terminal::{ColourMode, Input, Key};
use vaka::widget::page::{Block, Editor, Page, wrap};
use vaka::widget::text::{LineEdit, NoteEdit};

use super::paste::is_harmless;

/// The first byte says how the others are cut: every so many bytes, with a silence where it is odd.
pub fn terminal(data: &[u8]) {
    let Some((&cut, bytes)) = data.split_first() else { return };
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    for read in bytes.chunks(usize::from(cut >> 1) + 1) {
        decoder.feed(read, &mut inputs);
        if cut & 1 == 1 && decoder.patience().is_some() {
            decoder.silence(&mut inputs);
        }
    }
    let mut silences = 0;
    while decoder.patience().is_some() {
        decoder.silence(&mut inputs);
        silences += 1;
        assert!(silences < 3, "the decoder waits for ever");
    }
    let (mut line, mut note) = (LineEdit::default(), NoteEdit::new(""));
    for input in inputs {
        take(input, &mut line, &mut note);
    }
    assert!(is_harmless(line.text()) && !line.text().contains('\n'), "{:?}", line.text());
    assert!(is_harmless(&note.text()), "{:?}", note.text());
    let written = draw(&line, &note);
    assert!(is_plain(&written), "{written:?}");
}

fn take(input: Input, line: &mut LineEdit, note: &mut NoteEdit) {
    match input {
        Input::Key(key) => {
            assert!(!matches!(key, Key::Char(c) if is_unwanted(c)), "{key:?}");
            line.key(key);
            note.key(key);
        }
        Input::Paste(text) => {
            assert!(text.len() <= LIMIT && is_harmless(&text), "{text:?}");
            line.insert(&text);
            note.insert(&text);
        }
        _ => {}
    }
}

/// The bytes of a frame with both texts.
fn draw(line: &LineEdit, note: &NoteEdit) -> String {
    let screen = Screen::new(Size::new(24, 8), ColourMode::Never, line.text().len().is_multiple_of(2));
    let Ok(mut terminal) = Terminal::new(screen);
    let _ = terminal.draw(|frame| {
        let mut page = Page::default();
        page.push(Block::lines(wrap(line.text(), 20).into_iter().take(3).map(Line::from).collect()));
        let editor = Editor { area: &note.area, line: 0, indent: 2, height: 4 };
        page.push_focused(Block { lines: Vec::new(), editor: Some(editor), cursor: None });
        page.draw(frame, Rect::new(0, 0, 24, 8));
    });
    terminal.backend_mut().take()
}

/// Nothing but text, ways of the cursor and the few sequences that a frame is made of.
pub fn is_plain(written: &str) -> bool {
    let mut rest = written.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // How the cursor travels.
            '\r' | '\n' | '\u{8}' => {}
            '\u{1b}' => {
                if rest.next() != Some('[') {
                    return false;
                }
                while rest.next_if(|c| c.is_ascii_digit() || matches!(c, ';' | '?')).is_some() {}
                if !rest.next().is_some_and(|c| SEQUENCE_ENDS.contains(c)) {
                    return false;
                }
            }
            c if is_unwanted(c) => return false,
            _ => {}
        }
    }
    true
}
