//! Comments that silence a finding: `<!-- lectern: allow CODE -->` in the text, `# lectern: allow CODE` in front matter.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, messages, rule};
use crate::text::Range;

/// A finding that a comment silences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The rule's code.
    pub code: Box<str>,
    /// The comment, in bytes of the file.
    pub comment: Range,
    /// Where the finding is silenced, in bytes of the file: the block after the comment, or all front matter.
    /// Empty where no block comes after it.
    pub place: Range,
}

/// What a comment of these words silences, nowhere yet. Any other comment silences nothing.
pub(super) fn read(
    words: &str,
    comment: Range,
    path: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Allowed> {
    let Some(codes) =
        words.trim().strip_prefix("lectern:").and_then(|rest| rest.trim().strip_prefix("allow "))
    else {
        return Vec::new();
    };
    let nowhere = Range { start: comment.end, end: comment.end };
    let mut out = Vec::new();
    for code in codes.split([',', ' ']).filter(|code| !code.is_empty()) {
        match rule(code) {
            Some(_) => out.push(Allowed { code: code.into(), comment, place: nowhere }),
            None => diagnostics.push(messages::page::unknown_code(path, comment, code)),
        }
    }
    out
}

/// What the comments in the front matter silence: `source` up to `body_start`.
pub(super) fn in_front_matter(
    source: &str,
    body_start: usize,
    path: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Allowed> {
    let (mut out, mut start) = (Vec::new(), 0);
    for line in source[..body_start].split_inclusive('\n') {
        if let Some((before, words)) = line.trim_end().rsplit_once('#') {
            let at = Range::new(start + before.len(), start + line.trim_end().len());
            out.extend(read(words, at, path, diagnostics));
        }
        start += line.len();
    }
    for allowed in &mut out {
        allowed.place = Range::new(0, body_start);
    }
    out
}
