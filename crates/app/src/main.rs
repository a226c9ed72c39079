//! The program `foothold`. See [`foothold::program::command`].

use std::process::ExitCode;

fn main() -> ExitCode {
    foothold::program::command::run()
}
