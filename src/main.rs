//! Runs a command, prints what it says, and exits with its code.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use lectern::cli::{Answer, Surroundings, Wish, run};

/// When the program began; only the summary's "in 31 ms" is made of it.
static BEGAN: OnceLock<Instant> = OnceLock::new();

fn main() -> ExitCode {
    BEGAN.get_or_init(Instant::now);
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let may_ask = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let surroundings = Surroundings {
        home: std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from),
        current: std::env::current_dir().ok(),
        stdout_is_terminal: std::io::stdout().is_terminal(),
        stderr_is_terminal: std::io::stderr().is_terminal(),
        colour: Wish::of(&variable),
        source_date: variable("SOURCE_DATE_EPOCH"),
        print: Some(print),
        ask: may_ask.then_some(ask),
        elapsed: Some(|| BEGAN.get().map_or(0, |began| began.elapsed().as_millis())),
    };
    let answer = run(std::env::args_os().collect(), &surroundings);
    print(&answer);
    ExitCode::from(answer.code)
}

/// Anything but a yes is a no.
fn ask(question: &str) -> bool {
    print(&Answer { stderr: format!("{question} [y/N] "), ..Answer::default() });
    let mut line = String::new();
    let is_read = std::io::stdin().read_line(&mut line).is_ok();
    is_read && matches!(line.trim().to_lowercase().as_str(), "y" | "yes")
}

fn print(answer: &Answer) {
    // A reader that went away, as `| head` does, is no failure of ours.
    let _ = std::io::stderr().write_all(answer.stderr.as_bytes());
    let _ = std::io::stdout().write_all(answer.stdout.as_bytes());
    let _ = std::io::stdout().flush();
}
