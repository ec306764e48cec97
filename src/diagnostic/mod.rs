//! Findings: what is wrong in the content, where, and what to do.
//!
//! A mistake in content is a [`Diagnostic`]; a failure of the machine is an [`IoError`]. Both are values:
//! nothing here prints.

pub mod messages;
mod rules;
pub mod help;
mod show;

use std::path::PathBuf;
use std::sync::Arc;
use std::{fmt, io};

pub use rules::{RULES, Rule, Silence, rule};
pub use show::{Colour, Format, show};

use crate::text::Range;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is built; the editor is told.
    Warning,
    /// Nothing is published.
    Error,
}

impl Severity {
    /// The word that stands before the code.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding. Made by the constructors in [`messages`] only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// Bytes in that file; none when the finding is about the file as a whole.
    pub range: Option<Range>,
    /// The rule's level, unless the site changed it.
    pub severity: Severity,
    /// Kebab-case, permanent, listed in [`RULES`].
    pub code: &'static str,
    /// What is, in the author's words: lower case, no full stop.
    pub message: String,
    /// What stands under the caret; may be empty.
    pub label: String,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    /// What would mend it: the range's bytes replaced by this text.
    pub fix: Option<String>,
}

impl Diagnostic {
    /// A finding of the rule `code` at its default level.
    pub fn new(code: &'static str, path: &Arc<str>, range: Option<Range>, message: String) -> Diagnostic {
        let severity = rule(code).map_or(Severity::Error, |rule| rule.level);
        Diagnostic {
            path: path.clone(),
            range,
            severity,
            code,
            message,
            label: String::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// The same with words under the caret.
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// The same with one more piece of advice.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help.push(help.into());
        self
    }

    /// The same with a repair.
    pub fn fix(mut self, fix: impl Into<String>) -> Diagnostic {
        self.fix = Some(fix.into());
        self
    }
}

/// A value, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// The value; whole even when there are findings.
    pub value: T,
    /// Unsorted; `pipeline` sorts once.
    pub diagnostics: Vec<Diagnostic>,
}

/// A failure of the machine: what was tried, on which path, and what the system said.
#[derive(Debug)]
pub struct IoError {
    /// The verb of "could not ...": `read`, `write`, `create`.
    pub verb: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// The system's own words.
    pub source: io::Error,
}

impl IoError {
    /// For `map_err`: names what was being done when the system failed.
    pub fn new(verb: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> IoError {
        let path = path.into();
        move |source| IoError { verb, path, source }
    }
}

impl fmt::Display for IoError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.source.to_string();
        let reason = reason.split(" (os error").next().unwrap_or("").to_lowercase();
        write!(out, "could not {} `{}`: {reason}", self.verb, self.path.display())
    }
}

impl std::error::Error for IoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
