//! The `segwatch` program: everything is in the library.

use std::process::ExitCode;

/// Faster than the system's allocator on Arrow's many small buffers.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    segwatch::cli::main()
}
