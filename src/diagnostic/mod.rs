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
    /// What would mend it, where that is all but certain.
    pub fix: Option<Fix>,
}

/// A repair: words in the range of a finding, and what is to stand in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The words to be replaced, which stand in the range once; none for all that is in the range.
    pub words: Option<String>,
    /// What is to stand there.
    pub text: String,
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

    /// The same with a repair: `text` in place of all that is in the range.
    pub fn fix(mut self, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { words: None, text: text.into() });
        self
    }

    /// The same with a repair, if there is one: `right` in place of `wrong`, which stands in the range.
    pub fn mend(mut self, wrong: &str, right: Option<&str>) -> Diagnostic {
        if let Some(right) = right {
            self.fix = Some(Fix { words: Some(wrong.to_owned()), text: right.to_owned() });
        }
        self
    }

    /// Where in the file's `text` its repair belongs, and what it puts there. None where the words aren't there as
    /// they are meant, as in a text with escapes.
    pub fn repair(&self, text: &str) -> Option<(Range, &str)> {
        let (fix, range) = (self.fix.as_ref()?, self.range?);
        let inside = range.of(text);
        let Some(words) = &fix.words else { return Some((range, &fix.text)) };
        let mut places = inside.match_indices(words.as_str());
        let (at, _) = places.next().filter(|_| !words.is_empty())?;
        let is_plain = !fix.text.contains(['"', '\\', '\n', '[', ']', '|']);
        let start = range.start as usize + at;
        (is_plain && places.next().is_none()).then(|| (Range::new(start, start + words.len()), &*fix.text))
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
