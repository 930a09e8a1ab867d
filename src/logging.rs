//! The log: a small file in the state directory, for finding out why something failed. Two files of
//! 256 KiB at most. It holds ids, places in the program and causes; never names, answers or keys.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{SecondsFormat, Utc};
use log::{LevelFilter, Log, Metadata, Record};

/// The larger a file may grow, in bytes, before it becomes the old one.
const LIMIT: u64 = 256 * 1024;
/// A line is cut here, in bytes, whatever somebody put into it.
const LINE_LIMIT: usize = 1024;

/// Starts the log; where its directory cannot be used there is none, and nothing else changes.
pub fn start(state_dir: &Path, level: LevelFilter) -> io::Result<()> {
    let log = FileLog::open(state_dir)?;
    if log::set_boxed_logger(Box::new(log)).is_ok() {
        log::set_max_level(level);
    }
    Ok(())
}

struct FileLog {
    path: PathBuf,
    file: Mutex<Open>,
}

struct Open {
    file: File,
    size: u64,
}

impl FileLog {
    fn open(state_dir: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(state_dir)?;
        let path = state_dir.join("vaka.log");
        Ok(Self { file: Mutex::new(Open::new(&path)?), path })
    }

    fn write(&self, line: &str) -> io::Result<()> {
        // A thread that panicked while it wrote leaves at worst half a line.
        let mut open = self.file.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if open.size + line.len() as u64 > LIMIT {
            fs::rename(&self.path, self.path.with_extension("log.old"))?;
            *open = Open::new(&self.path)?;
        }
        open.file.write_all(line.as_bytes())?;
        open.size += line.len() as u64;
        Ok(())
    }
}

impl Open {
    fn new(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
        let size = file.metadata()?.len();
        Ok(Self { file, size })
    }
}

impl Log for FileLog {
    /// Only our own lines: what others log is not known to be free of contents.
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "vaka" || metadata.target().starts_with("vaka::")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let _ = self.write(&line(record));
        }
    }

    fn flush(&self) {}
}

fn line(record: &Record<'_>) -> String {
    let moment = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let text = format!("{moment} {} {} {}", record.level(), record.target(), record.args());
    let mut line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    while line.len() > LINE_LIMIT {
        line.pop();
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn write(log: &FileLog, target: &str, text: &str) {
        log.log(
            &Record::builder().level(log::Level::Info).target(target).args(format_args!("{text}")).build(),
        );
    }

    #[test]
    fn the_log_stays_small_and_private() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("state/vaka");
        let log = FileLog::open(&state).unwrap();
        for _ in 0..1000 {
            write(&log, "vaka::store", &"x".repeat(2000));
        }
        let sizes: Vec<u64> = ["vaka.log", "vaka.log.old"]
            .iter()
            .map(|name| fs::metadata(state.join(name)).unwrap().len())
            .collect();
        assert!(sizes.iter().all(|&size| size <= LIMIT), "{sizes:?}");
        assert_eq!(fs::read_dir(&state).unwrap().count(), 2);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&state), 0o700);
        assert_eq!(mode(&state.join("vaka.log")), 0o600);
    }

    #[test]
    fn a_record_is_one_line_and_only_ours() {
        let dir = tempfile::tempdir().unwrap();
        let log = FileLog::open(dir.path()).unwrap();
        write(&log, "vaka::store", "two\nlines\u{1b}[2J");
        write(&log, "somebody_else", "unknown");
        let text = fs::read_to_string(dir.path().join("vaka.log")).unwrap();
        assert_eq!(text.lines().count(), 1);
        assert!(text.ends_with(" INFO vaka::store two lines [2J\n"), "{text:?}");
    }
}
