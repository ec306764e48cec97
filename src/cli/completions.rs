//! `lectern completions`: a script for a shell.

use clap::CommandFactory;

use super::answer::Answer;
use super::flags::Flags;

/// The shell's script on standard output.
pub fn run(shell: clap_complete::Shell) -> Answer {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Flags::command(), "lectern", &mut out);
    Answer { stdout: String::from_utf8_lossy(&out).into_owned(), ..Answer::default() }
}
