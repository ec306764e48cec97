//! Rules that read the whole site and change nothing, and the level at which each finding is reported.

mod entries;
mod relations;
mod style;

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Config, Level};
use crate::diagnostic::{Diagnostic, Severity, Silence, messages, rule};
use crate::memory::{Mark, Memo, mark_of};
use crate::parse::Doc;
use crate::resolve::Site;
use style::Banned;

/// A rule over the whole site.
type Check = fn(&Site, &mut Vec<Diagnostic>);

/// Every such rule. What a single file or link has wrong is found by the stage that reads it.
const CHECKS: [Check; 5] = [
    entries::unused_concepts,
    entries::no_passage,
    entries::summaries,
    relations::reasons,
    relations::circles,
];

/// What the rules about one document's prose left to the next build, by its path.
pub type Memory = Memo<Arc<[Diagnostic]>>;

/// What the rules say.
pub fn check(site: &Site, memory: &mut Memory) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for rule in CHECKS {
        rule(site, &mut out);
    }
    let banned = Banned::of(&site.config);
    let shelf = memory.open(site.docs.len());
    let of_banned = if shelf.keeps() { banned.mark() } else { Mark::default() };
    let found = site.docs.par_iter().enumerate().map(|(number, doc)| {
        let of = || mark_of(&(doc.mark, of_banned));
        shelf.get(number, &doc.path, of, || prose(doc, &banned).into())
    });
    for found in found.collect::<Vec<_>>() {
        out.extend(found.iter().cloned());
    }
    memory.close(shelf);
    out
}

/// What the rules about prose alone say of a document.
fn prose(doc: &Doc, banned: &Banned) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    style::uncited_quotations(doc, &mut out);
    style::banned_words(doc, banned, &mut out);
    out
}

/// Comments that silence none of the findings. As long as there is an error, only of those that never could is
/// anything said: what it keeps from being looked at may be what another is about.
pub fn idle_comments(found: &[Diagnostic], docs: &[Arc<Doc>], config: &Config) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for doc in docs {
        for allowed in doc.allowed.iter().filter(|allowed| silence(&allowed.code) != Silence::Block) {
            out.push(messages::page::powerless_allow(&doc.path, allowed.comment, &allowed.code));
        }
    }
    if docs.iter().all(|doc| doc.allowed.is_empty()) {
        return out;
    }
    let left = levelled(found.to_vec(), docs, config, Strict::No);
    if left.iter().any(|finding| finding.severity == Severity::Error) {
        return out;
    }
    for doc in docs.iter().filter(|doc| !doc.allowed.is_empty()) {
        let of_doc: Vec<&Diagnostic> = found.iter().filter(|finding| finding.path == doc.path).collect();
        for allowed in doc.allowed.iter().filter(|allowed| silence(&allowed.code) == Silence::Block) {
            let is_its = |finding: &&Diagnostic| {
                *finding.code == *allowed.code && finding.range.is_some_and(|at| allowed.place.contains(at))
            };
            let is_off = config.rules.get(&*allowed.code) == Some(&Level::Off);
            if !is_off && !of_doc.iter().any(is_its) {
                out.push(messages::page::unused_allow(&doc.path, allowed.comment, &allowed.code));
            }
        }
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
            finding.severity = match (level(finding.code, config), strict) {
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

/// The level that the site gives a rule, if it may.
fn level(code: &str, config: &Config) -> Option<Level> {
    config.rules.get(code).copied().filter(|_| silence(code) != Silence::Never)
}

fn silence(code: &str) -> Silence {
    rule(code).map_or(Silence::Never, |rule| rule.silence)
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
    if silence(finding.code) != Silence::Block {
        return false;
    }
    let Ok(doc) = docs.binary_search_by(|doc| doc.path.cmp(&finding.path)) else { return false };
    docs[doc].allowed.iter().any(|allowed| *allowed.code == *finding.code && allowed.place.contains(range))
}
