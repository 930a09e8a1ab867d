//! The program `vaka`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    vaka::cli::main()
}
