//! What a command answers, and what it may know of its surroundings.

use std::path::PathBuf;

use crate::diagnostic::{Colour, Diagnostic, Format, IoError, show};

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
    /// Standard error is a terminal.
    pub is_terminal: bool,
    /// `NO_COLOR` is set and not empty, or `CLICOLOR=0` (no-color.org).
    pub no_colour: bool,
    /// `CLICOLOR_FORCE` is set and not `0`.
    pub force_colour: bool,
    /// `SOURCE_DATE_EPOCH`, in seconds, if it is set.
    pub source_date: Option<i64>,
    /// Milliseconds since the program began.
    pub elapsed: Option<fn() -> u128>,
}

impl Answer {
    /// The machine failed.
    pub fn machine(err: &IoError) -> Answer {
        Answer { stderr: format!("error: {err}\n"), code: 1, ..Answer::default() }
    }

    /// A mistake in what was typed, in one sentence.
    pub fn wrong(message: &str) -> Answer {
        Answer { stderr: format!("error: {message}\n"), code: 2, ..Answer::default() }
    }

    /// Help, the version, or wrong usage.
    pub fn usage(err: &clap::Error, surroundings: &Surroundings) -> Answer {
        let text = err.render();
        let text = if surroundings.is_terminal && !surroundings.no_colour {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        if err.use_stderr() {
            Answer { stderr: text, code: 2, ..Answer::default() }
        } else {
            Answer { stdout: text, ..Answer::default() }
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
            FormatFlag::Text => Format::Text,
            FormatFlag::Json => Format::Json,
            FormatFlag::Github => Format::Github,
        };
        let shown = show(diagnostics, format, colour(common, surroundings), text_of);
        match format {
            Format::Text => self.stderr.push_str(&shown),
            Format::Json | Format::Github => self.stdout.push_str(&shown),
        }
        if crate::pipeline::has_errors(diagnostics) {
            self.code = 1;
        }
    }
}

fn colour(common: &Common, surroundings: &Surroundings) -> Colour {
    let wanted = match common.color {
        ColourFlag::Always => true,
        ColourFlag::Never => false,
        ColourFlag::Auto => {
            surroundings.force_colour || (surroundings.is_terminal && !surroundings.no_colour)
        }
    };
    if wanted { Colour::Ansi } else { Colour::None }
}
