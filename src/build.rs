//! Packs forms and words, which are built into the program (`src/built_in.rs` unpacks them). A new or
//! changed file builds it anew.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// As small as it gets: it is packed once, and unpacking takes no longer for it.
const LEVEL: u8 = 9;

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in ["forms", "locales"] {
        println!("cargo::rerun-if-changed={folder}");
        find(Path::new(folder), &mut files)?;
    }
    println!("cargo::rerun-if-changed=src/build.rs");
    files.sort();
    let (mut packed, mut list) = (Vec::new(), String::from("[\n"));
    for file in files {
        let text = fs::read(&file)?;
        let start = packed.len();
        packed.extend(miniz_oxide::deflate::compress_to_vec(&text, LEVEL));
        let (path, length, end) = (file.to_string_lossy().replace('\\', "/"), text.len(), packed.len());
        let _ = writeln!(list, "File {{ path: {path:?}, length: {length}, packed: ({start}, {end}) }},");
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("built_in.bin"), packed)?;
    fs::write(out.join("built_in.in"), list)
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { find(&path, found)? } else { found.push(path) }
    }
    Ok(())
}
