//! Rules that read the whole site and change nothing, and the level at which each finding is reported.

mod entries;
mod relations;
mod style;

use std::sync::Arc;

use crate::config::{Config, Level};
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::Doc;
use crate::resolve::Site;

/// A rule over the whole site.
type Check = fn(&Site, &mut Vec<Diagnostic>);

/// Every such rule. What a single file or link has wrong is found by the stage that reads it.
const CHECKS: [Check; 7] = [
    entries::unused_concepts,
    entries::no_passage,
    entries::summaries,
    relations::reasons,
    relations::circles,
    style::uncited_quotations,
    style::banned_words,
];

/// What the rules say.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for rule in CHECKS {
        rule(site, &mut out);
    }
    out
}

/// What remains of the findings after `[rules]`, silencing comments and `--strict`; sorted, each once.
pub fn levelled(
    diagnostics: Vec<Diagnostic>,
    docs: &[Arc<Doc>],
    config: &Config,
    strict: Strict,
) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = diagnostics
        .into_iter()
        .filter(|finding| !is_silenced(finding, docs))
        .filter_map(|mut finding| {
            finding.severity = match (config.rules.get(finding.code), strict) {
                (Some(Level::Off), _) => return None,
                (Some(Level::Error), _) => Severity::Error,
                (Some(Level::Warning), Strict::No) => Severity::Warning,
                (Some(Level::Warning), Strict::Yes) => Severity::Error,
                (None, Strict::Yes) => Severity::Error,
                (None, Strict::No) => finding.severity,
            };
            Some(finding)
        })
        .collect();
    out.sort_by(|one, other| {
        let place = |finding: &Diagnostic| (finding.path.clone(), finding.range, finding.code);
        place(one).cmp(&place(other)).then_with(|| one.message.cmp(&other.message))
    });
    out.dedup();
    out
}

/// Whether warnings count as errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strict {
    /// They do.
    Yes,
    /// They don't.
    No,
}

/// Whether a comment before the block allows the finding.
fn is_silenced(finding: &Diagnostic, docs: &[Arc<Doc>]) -> bool {
    let Some(range) = finding.range else { return false };
    let Ok(doc) = docs.binary_search_by(|doc| doc.path.cmp(&finding.path)) else { return false };
    let mut allowed = docs[doc].allowed.iter();
    allowed.any(|(code, block)| **code == *finding.code && block.contains(range))
}
