//! The command line: arguments to an answer. Nothing is printed here; `main` prints.
//!
//! One file for each command; `site` holds what several of them do.

mod answer;
mod edit;
mod flags;
mod site;
mod build;
mod check;
mod quotes;
mod explain;
mod suggest;
mod new;
mod init;
mod rename;
mod merge;
mod serve;
mod clean;
mod completions;

pub use answer::{Answer, Surroundings, Wish};
pub use flags::Flags;

use clap::Parser;
use flags::Command;

/// Runs what the arguments ask for; the first is the program's name.
pub fn run(arguments: Vec<std::ffi::OsString>, surroundings: &Surroundings) -> Answer {
    let flags = match Flags::try_parse_from(arguments) {
        Ok(flags) => flags,
        Err(err) => return Answer::usage(&err, surroundings),
    };
    let common = &flags.common;
    let done = match flags.command.unwrap_or(Command::Build) {
        Command::Build => build::run(common, surroundings),
        Command::Check { sources } => check::run(common, surroundings, sources.as_deref()),
        Command::Quotes { sources } => quotes::run(common, surroundings, &sources),
        Command::Explain { place, term } => explain::run(common, surroundings, &place, &term),
        Command::Suggest { sources, limit } => suggest::run(common, surroundings, sources.as_deref(), limit),
        Command::New { kind, title, name_kind } => new::run(common, surroundings, kind, &title, name_kind),
        Command::Init { dir } => init::run(common, &dir),
        Command::Serve { port, open } => {
            let browser = if open { serve::Browser::Open } else { serve::Browser::Leave };
            serve::run(common, surroundings, port, browser)
        }
        Command::Rename { kind, old, new, slug, title, prose, forget, dry_run } => {
            let asked = rename::Asked { kind, old, new, slug, title, prose, forget };
            rename::run(common, surroundings, &asked, mode(dry_run))
        }
        Command::Merge { kind, from, into, dry_run } => {
            merge::run(common, surroundings, kind, (&from, &into), mode(dry_run))
        }
        Command::Clean => clean::run(common, surroundings),
        Command::Completions { shell } => Ok(completions::run(shell)),
    };
    done.unwrap_or_else(|refused| refused)
}

fn mode(dry_run: bool) -> edit::Mode {
    if dry_run { edit::Mode::Show } else { edit::Mode::Make }
}
