//! The command line: arguments to an answer. Nothing is printed here; `main` prints.

mod answer;
mod commands;
mod flags;

pub use answer::{Answer, Surroundings};
pub use flags::Flags;

use clap::Parser;

/// Runs what the arguments ask for; the first is the program's name.
pub fn run(arguments: Vec<std::ffi::OsString>, surroundings: &Surroundings) -> Answer {
    match Flags::try_parse_from(arguments) {
        Ok(flags) => commands::run(&flags, surroundings),
        Err(err) => Answer::usage(&err, surroundings),
    }
}
