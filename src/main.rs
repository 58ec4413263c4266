//! Arguments in, exit code out.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A build makes and drops a great many small values; this allocator does it in two thirds of the time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    xiangwei::cli::run()
}
