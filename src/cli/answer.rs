//! What a command answers, and what it may know of its surroundings.

use std::path::PathBuf;

use crate::diagnostic::{Colour, Diagnostic, Format, IoError, show};
use crate::edit::Refused;
use crate::text::visible;

use super::flags::{ColourFlag, Common, FormatFlag};

/// What a command has to say, and the program's exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Results.
    pub stdout: String,
    /// Findings as text, and the summary.
    pub stderr: String,
    /// 0: done, nothing at error level. 1: an error. 2: wrong usage.
    pub code: u8,
}

/// What `main` read from the environment.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The home folder.
    pub home: Option<PathBuf>,
    /// The current folder.
    pub current: Option<PathBuf>,
    /// Standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// What the environment says of colours.
    pub colour: Wish,
    /// `SOURCE_DATE_EPOCH` as it is set.
    pub source_date: Option<String>,
    /// Milliseconds since the program began.
    pub elapsed: Option<fn() -> u128>,
    /// Prints at once what a command says before it ends.
    pub print: Option<fn(&Answer)>,
    /// Asks a question that is answered with yes or no, where there is somebody to answer.
    pub ask: Option<fn(&str) -> bool>,
}

/// What the environment says of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Never: `NO_COLOR`, or `CLICOLOR=0`.
    Never,
    /// Always: `CLICOLOR_FORCE`.
    Always,
    /// On a terminal.
    #[default]
    Terminal,
}

impl Wish {
    /// Reads the variables by no-color.org and bixense.com/clicolors, `NO_COLOR` before the others. `variable` gives
    /// a variable's value where it is set and not empty.
    pub fn of(variable: &dyn Fn(&str) -> Option<String>) -> Wish {
        let is = |name: &str, value: &str| variable(name).as_deref() == Some(value);
        if variable("NO_COLOR").is_some() {
            Wish::Never
        } else if variable("CLICOLOR_FORCE").is_some() && !is("CLICOLOR_FORCE", "0") {
            Wish::Always
        } else if is("CLICOLOR", "0") || is("TERM", "dumb") {
            Wish::Never
        } else {
            Wish::Terminal
        }
    }

    fn on(self, is_terminal: bool) -> bool {
        match self {
            Wish::Never => false,
            Wish::Always => true,
            Wish::Terminal => is_terminal,
        }
    }
}

/// What was typed asks for an edit that can't be.
impl From<Refused> for Answer {
    fn from(why: Refused) -> Answer {
        Answer::wrong(&why.message, &why.help)
    }
}

impl Answer {
    /// The machine failed.
    pub fn machine(err: &IoError) -> Answer {
        Answer { stderr: format!("error: {}\n", visible(&err.to_string())), code: 1, ..Answer::default() }
    }

    /// A mistake in what was typed: what is, and what to do.
    pub fn wrong(message: &str, help: &[String]) -> Answer {
        Answer { code: 2, ..Answer::refused(message, help) }
    }

    /// An edit that isn't made.
    pub fn unmade(why: &Refused) -> Answer {
        Answer::refused(&why.message, &why.help)
    }

    /// Something that isn't done: why, and what to do.
    pub fn refused(message: &str, help: &[String]) -> Answer {
        let mut stderr = format!("error: {}\n", visible(message));
        for help in help {
            stderr.push_str(&format!("help: {}\n", visible(help)));
        }
        Answer { stderr, code: 1, ..Answer::default() }
    }

    /// Help, the version, or wrong usage.
    pub fn usage(err: &clap::Error, surroundings: &Surroundings) -> Answer {
        let is_terminal = match err.use_stderr() {
            true => surroundings.stderr_is_terminal,
            false => surroundings.stdout_is_terminal,
        };
        let text = err.render();
        let text = match surroundings.colour.on(is_terminal) {
            true => text.ansi().to_string(),
            false => text.to_string(),
        };
        match err.use_stderr() {
            true => Answer { stderr: text, code: 2, ..Answer::default() },
            false => Answer { stdout: text, ..Answer::default() },
        }
    }

    /// Adds findings where the format puts them.
    pub fn findings<'a>(
        &mut self,
        diagnostics: &[Diagnostic],
        common: &Common,
        surroundings: &Surroundings,
        text_of: &dyn Fn(&str) -> Option<&'a str>,
    ) {
        let format = match common.format {
            FormatFlag::Text | FormatFlag::Markdown => Format::Text,
            FormatFlag::Json => Format::Json,
            FormatFlag::Github => Format::Github,
        };
        let is_coloured = match common.color {
            ColourFlag::Always => true,
            ColourFlag::Never => false,
            ColourFlag::Auto => surroundings.colour.on(surroundings.stderr_is_terminal),
        };
        let colour = if is_coloured { Colour::Ansi } else { Colour::None };
        let shown = show(diagnostics, format, colour, text_of);
        match format {
            Format::Text => self.stderr.push_str(&shown),
            Format::Json | Format::Github => self.stdout.push_str(&shown),
        }
        if crate::pipeline::has_errors(diagnostics) {
            self.code = 1;
        }
    }

    /// Adds a line to the summary.
    pub fn say(&mut self, line: &str) {
        self.stderr.push_str(line);
        self.stderr.push('\n');
    }
}
