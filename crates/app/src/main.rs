//! The program `foothold`. See [`foothold::program::command`].

use std::process::ExitCode;

/// A page makes some thousands of small values and drops them all at its end; the system's allocator takes a fifth of its time for that.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    foothold::program::command::run()
}
