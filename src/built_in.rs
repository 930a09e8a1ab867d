//! The forms and words that are built into the program. They lie in it packed (`build.rs`): as they are
//! they would be a tenth of it, and of the memory it takes. A file is unpacked each time it is asked for,
//! which takes some hundredths of a millisecond, and is asked for once.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/built_in.bin"));

/// In the order of their paths.
static FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/built_in.in"));

/// One file, by its path in the sources (`locales/tr/dates.ftl`).
#[derive(Debug)]
pub struct File {
    path: &'static str,
    /// In bytes, once it is unpacked.
    length: usize,
    /// From where to where it lies in `PACKED`.
    packed: (usize, usize),
}

impl File {
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// What stands in it. A file of the program is text, which a test holds it to.
    pub fn text(&self) -> String {
        let bytes = decompress_to_vec_with_limit(self.packed(), self.length).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Its bytes as they lie in the program: another text has others.
    pub fn packed(&self) -> &'static [u8] {
        PACKED.get(self.packed.0..self.packed.1).unwrap_or_default()
    }
}

/// A file by its path.
pub fn file(path: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.path == path)
}

/// All files below a folder that is given with its slash.
pub fn below(folder: &str) -> impl Iterator<Item = &'static File> {
    FILES.iter().filter(move |file| file.path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Cargo builds anew when a file has changed or come. Without this the tests would pass over one that
    /// it missed.
    #[test]
    fn the_program_holds_the_files_as_they_are_now() {
        fn count(folder: &Path) -> usize {
            let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for file in FILES {
            let on_disk = fs::read_to_string(root.join(file.path())).unwrap();
            assert_eq!(file.text(), on_disk, "{} is not as it is: touch src/build.rs", file.path());
        }
        assert_eq!(FILES.len(), count(&root.join("forms")) + count(&root.join("locales")));
        assert!(FILES.windows(2).all(|two| two[0].path < two[1].path));
        assert!(below("locales/tr/").count() > 20 && file("forms/lists.toml").is_some());
    }
}
