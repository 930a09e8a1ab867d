//! The program `vaka`; everything is in the library.

use std::process::ExitCode;

/// No copy of what was typed stays behind in freed memory.
#[global_allocator]
static HEAP: vaka::memory::ZeroOnFree = vaka::memory::ZeroOnFree;

fn main() -> ExitCode {
    vaka::cli::main()
}
