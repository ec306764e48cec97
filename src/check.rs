//! Rules that read the whole site and change nothing, and the level at which each finding is reported.

use crate::config::{Config, Level};
use crate::diagnostic::{Diagnostic, Severity, messages};
use crate::parse::{Doc, Kind};
use crate::resolve::Site;
use std::sync::Arc;

/// A rule over the whole site.
type Check = fn(&Site, &mut Vec<Diagnostic>);

/// Every such rule. What a single file or link has wrong is found by the stage that reads it.
const CHECKS: [Check; 1] = [unused_concepts];

/// What the rules say.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for rule in CHECKS {
        rule(site, &mut out);
    }
    out
}

fn unused_concepts(site: &Site, out: &mut Vec<Diagnostic>) {
    for (entry, backlinks) in site.entries.iter().zip(&site.backlinks) {
        let doc = &site.docs[entry.doc as usize];
        if doc.kind == Kind::Concept && backlinks.is_empty() {
            out.push(messages::site::unused_concept(&doc.path, doc.meta.title.range, &doc.meta.title.it));
        }
    }
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
