//! Forms and words are built into the program: a new or changed file builds it anew.

fn main() {
    println!("cargo::rerun-if-changed=forms");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=src/build.rs");
}
