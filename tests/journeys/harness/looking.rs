//! What can be seen: the screen as text, the cursor, messages in the language of the screen, snapshots.

use super::*;

impl T {
    pub fn locale(&self) -> &Locale {
        &self.model.locale
    }

    /// The words of a message of the program in the language of the screen.
    pub fn words(&self, message: &str) -> String {
        self.model.locale.text(message)
    }

    /// The words of a message of a form.
    pub fn form_words(&self, form: &str, message: &str) -> String {
        self.model.locale.form(form, message)
    }

    /// What stands on the screen, line by line, without blanks at the ends.
    pub fn screen(&self) -> String {
        self.drawn().0
    }

    /// Where the terminal's cursor stands, if it is shown: column and line.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.drawn().1
    }

    fn drawn(&self) -> (String, Option<(u16, u16)>) {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| draw::draw(&self.model, frame)).unwrap();
        let Ok(at) = terminal.backend_mut().get_cursor_position();
        let shown = terminal.backend().cursor_visible();
        let cursor = shown.then_some((at.x, at.y));
        let buffer = terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..self.size.1 {
            let mut line = String::new();
            let mut x = 0;
            while x < self.size.0 {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(vaka::widget::page::width(symbol)).unwrap().max(1);
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        (text, cursor)
    }

    /// The line that has the focus by its marker.
    pub fn focused_line(&self) -> Option<String> {
        self.screen().lines().find(|line| line.starts_with("> ")).map(str::to_owned)
    }

    /// The screen as running text: lines joined, blanks made one.
    fn running(&self) -> String {
        self.screen().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn shows(&self, text: &str) -> bool {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.running().contains(&text)
    }

    /// This text is on the screen, perhaps over several lines.
    pub fn see(&mut self, text: &str) -> &mut Self {
        assert!(self.shows(text), "not on the screen: {text}");
        self
    }

    /// This text is not on the screen.
    pub fn see_not(&mut self, text: &str) -> &mut Self {
        assert!(!self.shows(text), "on the screen: {text}");
        self
    }

    /// This message is on the screen, in whole, in the language of the screen.
    pub fn see_message(&mut self, message: &str) -> &mut Self {
        let words = self.words(message);
        assert_ne!(words, message, "no such message");
        self.see(&words)
    }

    /// The same with its variables filled in.
    pub fn see_message_with(&mut self, message: &str, args: &[(&str, Arg)]) -> &mut Self {
        let words = self.model.locale.text_with(message, args);
        assert_ne!(words, message, "no such message");
        self.see(&words)
    }

    pub fn see_not_message(&mut self, message: &str) -> &mut Self {
        let words = self.words(message);
        self.see_not(&words)
    }

    /// This notice is given, and it can be read to its end.
    pub fn see_notice(&mut self, message: &str) -> &mut Self {
        let notice = self.model.notice.clone();
        assert_eq!(notice.as_ref().map(|notice| notice.message), Some(message), "the notice");
        let words = notice.map(|notice| notice.say(&self.model.locale)).unwrap_or_default();
        self.see(&words)
    }

    /// Where the person is.
    pub fn place(&self) -> Place {
        update::place(&self.model)
    }

    /// The person is here.
    pub fn at(&mut self, place: Place) -> &mut Self {
        assert_eq!(self.place(), place, "the place");
        self
    }

    /// Compares the screen with the one that was looked at and found good, in this language.
    pub fn snapshot(&mut self, moment: &str) -> &mut Self {
        let language = self.model.locale.id().to_owned();
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/tests/journeys/snapshots"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(format!("{moment}-{language}"), self.screen());
        });
        self
    }

    pub(super) fn stack(&self) -> String {
        let places: Vec<String> = match &self.model.stage {
            Stage::Welcome(_) => vec!["Welcome".to_owned()],
            Stage::Locked(..) => vec!["Locked".to_owned()],
            Stage::Open => self.model.stack.iter().map(|screen| format!("{:?}", screen.place())).collect(),
        };
        let over = if self.model.overlay.is_some() { " + overlay" } else { "" };
        format!("{}{over}", places.join(" > "))
    }
}
