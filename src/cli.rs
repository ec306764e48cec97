//! The command line: arguments to an answer. Nothing is printed here; `main` prints.
//!
//! One file for each command; `site` holds what several of them do.

mod answer;
mod edit;
mod flags;
mod site;
mod summary;
mod build;
mod check;
mod quotes;
mod anchors;
mod diff;
mod explain;
mod suggest;
mod new;
mod init;
mod rename;
mod merge;
mod serve;
mod clean;
mod completions;
mod help;

pub use answer::{Answer, Surroundings, Wish};
pub use flags::Flags;

use clap::Parser;
use flags::{Command, FormatFlag};

/// Runs what the arguments ask for; the first is the program's name.
pub fn run(arguments: Vec<std::ffi::OsString>, surroundings: &Surroundings) -> Answer {
    let flags = match Flags::try_parse_from(arguments) {
        Ok(flags) => flags,
        Err(err) => return Answer::usage(&err, surroundings),
    };
    let common = &flags.common;
    let is_diff = matches!(flags.command, Some(Command::Diff { .. }));
    if common.format == FormatFlag::Markdown && !is_diff {
        let help = "choose `text`, `json` or `github`".to_owned();
        return Answer::wrong("only `diff` writes Markdown", &[help]);
    }
    let done = match flags.command.unwrap_or(Command::Build) {
        Command::Build => build::run(common, surroundings),
        Command::Check { sources, fix, yes } => {
            let mending = match (fix, yes) {
                (false, _) => check::Mending::No,
                (true, false) => check::Mending::Ask,
                (true, true) => check::Mending::Yes,
            };
            check::run(common, surroundings, sources.as_deref(), mending)
        }
        Command::Quotes { sources } => quotes::run(common, surroundings, &sources),
        Command::Anchors { forget } => anchors::run(common, surroundings, &forget),
        Command::Diff { rev, from } => diff::run(common, surroundings, rev.as_deref(), from.as_deref()),
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
        Command::Help { topic } => help::run(surroundings, topic.as_deref()),
    };
    done.unwrap_or_else(|refused| refused)
}

fn mode(dry_run: bool) -> edit::Mode {
    if dry_run { edit::Mode::Show } else { edit::Mode::Make }
}
