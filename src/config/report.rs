//! The findings of one file of keys and values, while it is read.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, messages};
use crate::text::Range;

/// Findings shown of one file. A file with more is hardly read to the end, and each costs memory.
pub(super) const SHOWN: usize = 100;

/// Collects what there is to say about one file.
pub(crate) struct Report<'t> {
    /// The file.
    pub path: &'t Arc<str>,
    /// All of its text; ranges are its bytes.
    pub text: &'t str,
    broken: Vec<Range>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Report<'t> {
    /// Nothing to say yet.
    pub fn new(path: &'t Arc<str>, text: &'t str) -> Report<'t> {
        Report { path, text, broken: Vec::new(), diagnostics: Vec::new() }
    }

    /// Adds a finding, unless it begins in lines that are broken: these have their finding already.
    pub fn say(&mut self, finding: Diagnostic) {
        let begins_in = |range: Range, lines: &Range| lines.start <= range.start && range.start < lines.end;
        let follows = |range: Range| self.broken.iter().any(|lines| begins_in(range, lines));
        if !finding.range.is_some_and(follows) {
            self.push(finding);
        }
    }

    /// Adds a finding about the TOML itself; what is said about these `lines` from now on follows from it.
    pub fn say_broken(&mut self, finding: Diagnostic, lines: Range) {
        self.push(finding);
        if self.broken.len() <= SHOWN {
            self.broken.push(lines);
        }
    }

    fn push(&mut self, finding: Diagnostic) {
        if self.diagnostics.len() < SHOWN {
            self.diagnostics.push(finding);
        } else if self.diagnostics.len() == SHOWN {
            self.diagnostics.push(messages::front_matter::and_more(self.path, finding.range, SHOWN));
        }
    }

    /// Whether a key seems absent only because its lines can't be read.
    pub fn may_hide(&self, name: &str) -> bool {
        let begins = |line: &str| line.trim_start().strip_prefix(name).is_some_and(ends_word);
        self.broken.iter().any(|lines| lines.of(self.text).lines().any(begins))
    }

    /// Whether more findings would not be shown.
    pub fn is_full(&self) -> bool {
        SHOWN < self.diagnostics.len()
    }

    /// All findings, in no order.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '-'))
}
