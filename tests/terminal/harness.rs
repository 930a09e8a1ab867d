//! A program in a pseudo-terminal: its screen as a person sees it, its bytes as the line carries
//! them, and its own home directory that vanishes with the test.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// How long a screen may take to show what is waited for. Only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many lines the terminal keeps above its screen.
const SCROLLBACK: usize = 1000;

/// What to start.
pub struct Start {
    command: CommandBuilder,
    home: TempDir,
    size: (u16, u16),
    /// Bytes in a second that the terminal takes; None: all at once.
    rate: Option<u32>,
}

/// What was started.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    seen: Arc<Seen>,
    home: TempDir,
}

/// What came out of the program so far.
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// When how much of it came, in the pieces in which it came.
    chunks: Vec<(Instant, usize)>,
    /// The reader is to let go of its end.
    let_go: bool,
    closed: bool,
}

impl Start {
    /// `program` with nothing of this machine's environment but a path.
    pub fn new(program: impl AsRef<Path>) -> Self {
        let home = TempDir::new().unwrap();
        let mut command = CommandBuilder::new(program.as_ref());
        command.env_clear();
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env("TZ", "UTC");
        command.env("HOME", home.path());
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home.path().join(name.to_ascii_lowercase()));
        }
        command.cwd(home.path());
        Self { command, home, size: (80, 24), rate: None }
    }

    pub fn arg(mut self, argument: impl AsRef<str>) -> Self {
        self.command.arg(argument.as_ref());
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.command.env(name, value.as_ref());
        self
    }

    /// A file below the home directory that the program will have.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The same program, started by a shell with this umask.
    pub fn umask(self, mask: &str) -> Self {
        self.after(&format!("umask {mask}"))
    }

    /// The same program at the end of a line of so many bits in a second, which the device bears.
    pub fn line(mut self, bits: u32) -> Self {
        self.rate = Some(bits / 10);
        self.bears(bits)
    }

    /// The same program on a device that bears so many bits in a second; what it writes comes at once.
    pub fn bears(self, bits: u32) -> Self {
        self.after(&format!("stty ospeed {bits}"))
    }

    /// The same program, started by a shell that does something before.
    fn after(mut self, what: &str) -> Self {
        let script = format!("{what}; exec \"$@\"");
        let argv = self.command.get_argv_mut();
        argv.splice(0..0, ["/bin/sh", "-c", script.as_str(), "sh"].map(Into::into));
        self
    }

    pub fn spawn(self) -> Pty {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        // The child alone holds the other end, so that its end is seen.
        drop(pair.slave);
        let seen = Arc::new(Seen {
            state: Mutex::new(State {
                parser: vt100::Parser::new(cells(rows), cells(columns), SCROLLBACK),
                bytes: Vec::new(),
                chunks: Vec::new(),
                let_go: false,
                closed: false,
            }),
            changed: Condvar::new(),
        });
        let reader = pair.master.try_clone_reader().unwrap();
        let reading = Arc::clone(&seen);
        let rate = self.rate;
        thread::spawn(move || read(reader, rate, &reading));
        let writer = Some(pair.master.take_writer().unwrap());
        Pty { child, master: Some(pair.master), writer, seen, home: self.home }
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a screen has rows and columns")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn read(mut reader: Box<dyn Read + Send>, rate: Option<u32>, seen: &Seen) {
    let mut buffer = [0; 65536];
    // A slow line takes a little at a time.
    let most = rate.map_or(buffer.len(), |_| 48);
    loop {
        let read = reader.read(&mut buffer[..most]).unwrap_or(0);
        if let Some(rate) = rate {
            thread::sleep(Duration::from_secs_f64(read as f64 / f64::from(rate)));
        }
        let mut state = seen.state.lock().unwrap();
        state.parser.process(&buffer[..read]);
        state.bytes.extend_from_slice(&buffer[..read]);
        state.chunks.push((Instant::now(), read));
        let over = read == 0 || state.let_go;
        if over {
            drop(reader);
            state.closed = true;
            seen.changed.notify_all();
            return;
        }
        seen.changed.notify_all();
    }
}

impl Pty {
    /// Types bytes as a terminal sends them.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().expect("the terminal is still there");
        writer.write_all(bytes.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until something holds for the screen.
    #[track_caller]
    pub fn wait_until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        self.wait_within(PATIENCE, what, holds);
    }

    /// The same for what comes later than other things.
    #[track_caller]
    pub fn wait_within(&self, patience: Duration, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + patience;
        let mut state = self.seen.state.lock().unwrap();
        while !holds(state.parser.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || (state.closed && !holds(state.parser.screen())) {
                let shown = state.parser.screen().contents();
                drop(state);
                panic!("waited in vain for {what:?}; the screen:\n{shown}");
            }
            state = self.seen.changed.wait_timeout(state, left).unwrap().0;
        }
    }

    /// The screen's text.
    pub fn contents(&self) -> String {
        self.screen(|screen| screen.contents())
    }

    /// Asks something of the screen.
    pub fn screen<T>(&self, ask: impl FnOnce(&vt100::Screen) -> T) -> T {
        ask(self.seen.state.lock().unwrap().parser.screen())
    }

    /// All bytes that came so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.state.lock().unwrap().bytes.clone()
    }

    /// When how much came, in pieces, from piece `from` on.
    pub fn chunks(&self, from: usize) -> Vec<(Instant, usize)> {
        self.seen.state.lock().unwrap().chunks.get(from..).unwrap_or_default().to_vec()
    }

    /// Waits until nothing has come for so long.
    pub fn settle(&self, quiet: Duration) {
        let mut state = self.seen.state.lock().unwrap();
        while !state.closed {
            let before = state.chunks.len();
            let (next, waited) = self.seen.changed.wait_timeout(state, quiet).unwrap();
            state = next;
            if waited.timed_out() && state.chunks.len() == before {
                return;
            }
        }
    }

    /// All that the terminal still holds: its screen, the lines above it, and the other screen.
    pub fn held_by_terminal(&self) -> String {
        let mut state = self.seen.state.lock().unwrap();
        let rows = usize::from(state.parser.screen().size().0.get());
        let mut held = String::new();
        for back in (0..=SCROLLBACK).step_by(rows) {
            state.parser.screen_mut().set_scrollback(back);
            held.push_str(&state.parser.screen().contents());
        }
        state.parser.screen_mut().set_scrollback(0);
        // The other screen, without what `?1049h` would clear.
        state.parser.process(b"\x1b[?47h");
        held.push_str(&state.parser.screen().contents());
        state.parser.process(b"\x1b[?47l");
        held
    }

    /// Changes the size of the terminal.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.seen.state.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.as_ref().expect("the terminal is still there").resize(size(columns, rows)).unwrap();
    }

    /// Takes the terminal away, as a closed window or a lost connection does.
    pub fn hang_up(&mut self) {
        // The reader sleeps until something comes, and holds our end open as long: a resize makes
        // the program draw.
        self.seen.state.lock().unwrap().let_go = true;
        self.resize(79, 23);
        let mut state = self.seen.state.lock().unwrap();
        let until = Instant::now() + PATIENCE;
        while !state.closed {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program draws nothing after a resize");
            state = self.seen.changed.wait_timeout(state, left).unwrap().0;
        }
        drop(state);
        self.writer = None;
        self.master = None;
    }

    /// The exit code, when the program ends within the time.
    #[track_caller]
    pub fn wait_exit(&mut self, within: Duration) -> u32 {
        let until = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "still running; the screen:\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the program has ended and all it wrote has come.
    #[track_caller]
    pub fn finish(&mut self) -> u32 {
        let code = self.wait_exit(PATIENCE);
        let mut state = self.seen.state.lock().unwrap();
        while !state.closed {
            state = self.seen.changed.wait_timeout(state, PATIENCE).unwrap().0;
        }
        code
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a child has an id")
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let status =
            std::process::Command::new("kill").args(["-s", name, &self.process().to_string()]).status();
        assert!(status.unwrap().success());
    }

    /// A file below the home directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
