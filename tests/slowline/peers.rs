//! Other programs on the same line, where they are installed: editors with a text of 100,000 lines, a reader
//! of mail with as many messages.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::harness::Start;
use crate::measure::{Budget, Row, press};

const LINES: usize = 100_000;
/// So long one of them may take to read all that.
const LOADED: Duration = Duration::from_secs(180);

/// A program, its arguments, and how it is left.
struct Peer {
    name: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    insert: &'static str,
}

const PEERS: &[Peer] = &[
    Peer { name: "nano", program: "/usr/bin/nano", arguments: &["text"], insert: "" },
    Peer {
        name: "vim",
        program: "/usr/bin/vim",
        arguments: &["-u", "NONE", "-i", "NONE", "-n", "text"],
        insert: "i",
    },
    Peer {
        name: "neomutt",
        program: "/usr/bin/neomutt",
        arguments: &["-n", "-F", "/dev/null", "-R", "-f", "mail"],
        insert: "",
    },
];

/// Rows of those that are installed.
pub fn play() -> Vec<Row> {
    PEERS.iter().filter(|peer| Path::new(peer.program).exists()).flat_map(measure).collect()
}

fn measure(peer: &Peer) -> Vec<Row> {
    let mut start = Start::new(peer.program);
    fs::write(start.path("text"), text()).unwrap();
    if peer.name == "neomutt" {
        fs::write(start.path("mail"), mail()).unwrap();
        // It would ask for it.
        fs::create_dir(start.path("Mail")).unwrap();
    }
    for argument in peer.arguments {
        start = start.arg(argument);
    }
    let mut pty = start.spawn();
    pty.wait_within(LOADED, "the first line of many", |screen| screen.contents().contains("invented"));
    pty.settle(Duration::from_secs(1));
    let (down, page) = ("\x1b[B", if peer.name == "neomutt" { "z" } else { "\x1b[6~" });
    let down = if peer.name == "neomutt" { "j" } else { down };
    let mut rows = Vec::new();
    let mut row =
        |what: &str, samples| rows.push(Row::new(&format!("{}: {what}", peer.name), Budget::None, samples));
    row("move", (0..10).map(|_| press(&mut pty, down)).collect());
    (0..14).for_each(|_| {
        press(&mut pty, down);
    });
    row("move at the lower edge", (0..10).map(|_| press(&mut pty, down)).collect());
    row("page", (0..4).map(|_| press(&mut pty, page)).collect());
    if peer.name == "neomutt" {
        row("message opened", vec![press(&mut pty, "\r")]);
    } else {
        press(&mut pty, peer.insert);
        row("a letter typed", (0..6).map(|_| press(&mut pty, "a")).collect());
    }
    rows
}

fn text() -> String {
    (1..=LINES).fold(String::new(), |mut text, number| {
        let _ =
            writeln!(text, "K-{number:06}  an invented line of an invented text, as long as a row of a list");
        text
    })
}

fn mail() -> String {
    (1..=LINES).fold(String::new(), |mut text, number| {
        let _ = write!(
            text,
            "From a@example.org Sun Nov 22 10:00:00 2026\nFrom: A <a@example.org>\nTo: b@example.org\n\
             Subject: invented message {number:06}\nDate: Sun, 22 Nov 2026 10:00:00 +0000\nMessage-ID: <{number}@example.org>\n\n\
             Nothing is in it.\n\n"
        );
        text
    })
}
