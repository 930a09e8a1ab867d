//! Whatever character a text holds, wherever it comes from: no control and no bidi character reaches
//! the screen or the terminal, and no cell is wider than it says.

use std::fs;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::text::Line;
use vaka::app::command::{Cmd, Place};
use vaka::app::draw;
use vaka::form::{Answer, Row};
use vaka::locale::{Locale, Locales, is_unwanted};
use vaka::terminal::screen::{SEQUENCE_ENDS, Screen};
use vaka::terminal::{ColourMode, Input, Key};
use vaka::widget::page::{Block, Editor, Page, column, width, wrap};
use vaka::widget::text::{LineEdit, NoteEdit};
use vaka::widget::theme::Theme;

use crate::harness::T;
use crate::readiness::open_form;
use crate::seed::{self, choice, text};

/// What the issue names, whatever else the program takes out.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Every code point, so many in one text.
fn all(chunk: usize) -> Vec<String> {
    let chars: Vec<char> = ('\0'..=char::MAX).collect();
    assert_eq!(chars.len(), 0x11_0000 - 0x800);
    chars.chunks(chunk).map(|chunk| chunk.iter().collect()).collect()
}

/// Those that could do harm: controls and other invisible ones, marks, and what changes its neighbours.
fn doubtful(chunk: usize) -> Vec<String> {
    let zero = |c: char| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) == 0;
    let wide =
        |c: char| unicode_width::UnicodeWidthChar::width(c) == Some(2) && (c as u32).is_multiple_of(97);
    let chars: Vec<char> = ('\0'..='\u{e01ff}')
        .filter(|&c| is_harmful(c) || is_unwanted(c) || zero(c) || wide(c))
        // Between letters, so that each is seen by itself and none is trimmed.
        .flat_map(|c| ['a', c])
        .collect();
    chars.chunks(chunk).map(|chunk| chunk.iter().collect()).collect()
}

/// What was drawn holds nothing harmful.
fn check_buffer(buffer: &Buffer, what: &str) {
    for y in 0..buffer.area.height {
        let mut covered = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            assert!(!symbol.chars().any(is_harmful), "{what}: {symbol:?} at {x},{y}");
            // What a wide symbol covers is not written.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            // More than two where signs of Arabic numbers are joined to what follows.
            let columns = width(symbol);
            assert!(
                usize::from(x) + columns <= usize::from(buffer.area.width),
                "{what}: {symbol:?} at the edge"
            );
            covered = columns.saturating_sub(1);
        }
    }
}

/// What goes to the terminal is text and the few sequences of the pen.
fn check_bytes(written: &str, what: &str) {
    let mut rest = written.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' | '\n' | '\u{8}' => {}
            '\u{1b}' => {
                assert_eq!(rest.next(), Some('['), "{what}");
                while rest.next_if(|c| c.is_ascii_digit() || matches!(c, ';' | '?')).is_some() {}
                let end = rest.next();
                assert!(
                    end.is_some_and(|c| SEQUENCE_ENDS.contains(c)),
                    "{what}: a sequence ends with {end:?}"
                );
            }
            c => assert!(!is_harmful(c), "{what}: {c:?} is written"),
        }
    }
}

/// The screen at hand.
fn check(t: &T, what: &str) {
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| draw::draw(&t.model, frame)).unwrap();
    check_buffer(terminal.backend().buffer(), what);
    let mut terminal = Terminal::new(Screen::new(Size::new(80, 24), ColourMode::Always16, false)).unwrap();
    terminal.draw(|frame| draw::draw(&t.model, frame)).unwrap();
    check_bytes(&terminal.backend_mut().take(), what);
}

/// Every code point through what all screens are made of: columns, paragraphs, lines and notes, typed
/// and pasted.
#[test]
fn every_code_point_in_what_screens_are_made_of() {
    let theme = Theme { colour: true, ascii: false };
    for chunk in all(512) {
        let what = format!("U+{:04X}", chunk.chars().next().map_or(0, |c| c as u32));
        let (mut line, mut note) = (LineEdit::default(), NoteEdit::new(""));
        note.insert(&chunk);
        for c in chunk.chars().take(64) {
            line.key(Key::Char(c));
        }
        line.insert(&chunk);
        for edited in [line.text(), &note.text()] {
            assert!(!edited.chars().any(|c| c != '\n' && is_harmful(c)), "{what}: {edited:?}");
        }
        let mut terminal = Terminal::new(Screen::new(Size::new(80, 40), ColourMode::Never, false)).unwrap();
        let mut drawn = Buffer::default();
        terminal
            .draw(|frame| {
                let mut page = Page::default();
                page.line(column(&chunk, 40, theme));
                page.push(Block::lines(wrap(&chunk, 76).into_iter().take(14).map(Line::from).collect()));
                page.push(Block::lines(wrap(line.text(), 70).into_iter().take(9).map(Line::from).collect()));
                let editor = Editor { area: &note.area, line: 0, indent: 2, height: 14 };
                page.push_focused(Block { lines: Vec::new(), editor: Some(editor), cursor: None });
                page.draw(frame, frame.area());
                drawn = frame.buffer_mut().clone();
            })
            .unwrap();
        check_buffer(&drawn, &what);
        check_bytes(&terminal.backend_mut().take(), &what);
    }
}

fn row(id: &str, cells: &[(&str, Answer)]) -> Row {
    let cells = cells.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    Row { id: id.to_owned(), start: None, from: None, cells }
}

/// Written into the vault past every check, as by another program, and shown in every screen.
#[test]
fn doubtful_characters_from_the_vault_in_every_screen() {
    for chunk in doubtful(240) {
        let what = format!("U+{:04X}", chunk.chars().nth(1).map_or(0, |c| c as u32));
        let mut t = T::open("tr");
        let case = t.saved(None, "intake", seed::intake(&chunk, &chunk));
        let contact = [("contact_kind", choice("visit")), ("place", text(&chunk)), ("about", text(&chunk))];
        t.saved(Some(case), "contact", seed::answers(contact));
        let person =
            [("person_name", text(&chunk)), ("relation", choice("sibling")), ("person_gives", text(&chunk))];
        let people = Answer::Rows(vec![row("1", &person)]);
        t.saved(Some(case), "assessment", seed::answers([("resources_people", people)]));
        let need = [("need", text(&chunk)), ("due", seed::date(2026, 12, 1)), ("service", text(&chunk))];
        let plan = Answer::Rows(vec![row("2", &need)]);
        t.saved(Some(case), "support_plan", seed::answers([("plan", plan)]));
        t.saved(None, "service", seed::answers([("name", text(&chunk)), ("address", text(&chunk))]));
        t.look_again();
        look_everywhere(&mut t, &what);
        t.model.names_shown = true;
        look_everywhere(&mut t, &what);
        look_at_forms(&mut t, &what);
    }
}

/// The forms of the case, found by their names in the program's own words.
fn look_at_forms(t: &mut T, what: &str) {
    t.run(Cmd::CaseList).key(Key::Enter).at(Place::Case);
    for form in ["contact", "support_plan", "intake"] {
        open_form(t, form);
        check(t, &format!("{what} {form}"));
        t.key(Key::Tab);
        check(t, &format!("{what} {form}"));
        while t.place() != Place::Case {
            t.key(Key::Esc);
        }
    }
    t.key(Key::Esc).key(Key::Esc).at(Place::Home);
}

fn look_everywhere(t: &mut T, what: &str) {
    let say = |place: &str| format!("{what} {place}");
    check(t, &say("home"));
    t.run(Cmd::CaseList).at(Place::Cases);
    check(t, &say("cases"));
    t.key(Key::Enter).at(Place::Case);
    check(t, &say("case"));
    t.run(Cmd::Records);
    check(t, &say("records"));
    t.run(Cmd::Versions);
    check(t, &say("history"));
    t.key(Key::Enter).at(Place::Reading);
    check(t, &say("reading"));
    t.key(Key::Esc).key(Key::Esc).key(Key::Esc).at(Place::Case).run(Cmd::Story);
    check(t, &say("story"));
    t.key(Key::Esc).at(Place::Case).run(Cmd::People);
    check(t, &say("people"));
    t.key(Key::Esc).at(Place::Case).run(Cmd::Search).type_("a");
    check(t, &say("search"));
    for _ in 0..5 {
        t.key(Key::Esc);
    }
    t.at(Place::Home).run(Cmd::NewCase);
    check(t, &say("new case"));
    t.key(Key::Esc).at(Place::Home).run(Cmd::Services);
    check(t, &say("services"));
    t.key(Key::Esc).run(Cmd::Calendar);
    check(t, &say("calendar"));
    t.key(Key::Esc).at(Place::Home);
}

/// Typed and pasted as a terminal would hand it over if it cleaned nothing, and compared with an older
/// version.
#[test]
fn doubtful_characters_typed_and_pasted() {
    let mut t = T::open("ro");
    t.run(Cmd::NewCase).focus_field("contact_place");
    for chunk in doubtful(400) {
        let what = format!("U+{:04X} typed", chunk.chars().nth(1).map_or(0, |c| c as u32));
        t.focus_field("contact_place").key(Key::Ctrl('u'));
        for c in chunk.chars() {
            t.input(Input::Key(Key::Char(c)));
        }
        check(&t, &what);
        t.focus_field("contact_details").input(Input::Paste(chunk.clone()));
        check(&t, &what);
        t.run(Cmd::Palette).input(Input::Paste(chunk.clone()));
        check(&t, &what);
        t.key(Key::Esc);
        if t.model.overlay.is_some() {
            t.key(Key::Esc);
        }
    }
    assert!(!t.text_of("contact_details").chars().any(|c| c != '\n' && is_harmful(c)));
    assert!(!t.text_of("contact_place").chars().any(is_harmful));
    t.focus_field("first_name").type_("A").run(Cmd::Save).at(Place::Case).run(Cmd::Records);
    t.run(Cmd::Versions).key(Key::Enter).at(Place::Reading);
    check(&t, "typed, read");
}

/// The words of a user's own files.
#[test]
fn doubtful_characters_in_words() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let ids = |file: &str| -> Vec<String> {
        let text = fs::read_to_string(root.join("locales/en").join(file)).unwrap();
        let ids = text.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned());
        ids.filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase())).collect()
    };
    let files = ["ui.ftl", "home.ftl", "story.ftl", "forms/intake.ftl", "forms/contact.ftl"]
        .map(|file| (file, ids(file)));
    for chunk in doubtful(160) {
        let what = format!("U+{:04X} in words", chunk.chars().nth(1).map_or(0, |c| c as u32));
        let text: String = chunk.chars().filter(|c| !"{}\r\n".contains(*c)).collect();
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("en/forms")).unwrap();
        for (file, ids) in &files {
            let words: String = ids
                .iter()
                .map(|id| format!("{id} = {text}\n    .short = {text}\n    .hint = {text}\n"))
                .collect();
            fs::write(dir.path().join("en").join(file), words).unwrap();
        }
        let (locales, _) = Locales::with_overrides(dir.path());
        let mut t = T::open("en");
        let case = t.saved(None, "intake", seed::intake("İpek", "Şahin"));
        t.saved(Some(case), "contact", seed::answers([("contact_kind", choice("visit"))]));
        t.look_again();
        t.model.locale = Locale::new(&Arc::new(locales), "en");
        look_everywhere(&mut t, &what);
    }
}
