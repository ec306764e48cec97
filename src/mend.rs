//! Findings with a repair to changes of the source files, of which it is known what they do.
//!
//! A repair is made in memory first and the site is built again: it is kept if its finding is gone and no error is new.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{Change, Edits, Fit, changed};
use crate::load::Sources;
use crate::multiset::beyond;
use crate::pipeline::{self, Memory, Request};
use crate::text::Range;

/// What can be mended.
#[derive(Debug, Default)]
pub struct Mended {
    /// What becomes of the files.
    pub changes: Vec<Change>,
    /// Findings that are gone then.
    pub n_findings: usize,
}

/// A repair in its place.
#[derive(Clone, Copy)]
struct Repair<'a> {
    finding: &'a Diagnostic,
    range: Range,
    text: &'a str,
}

/// The changes that mend what can be mended of `diagnostics`, the findings of these sources.
pub fn mend(sources: &Sources, request: &Request, diagnostics: &[Diagnostic]) -> Mended {
    let repairs: Vec<Repair<'_>> = diagnostics
        .iter()
        .filter_map(|finding| {
            let (range, text) = finding.repair(sources.text(&finding.path)?)?;
            Some(Repair { finding, range, text })
        })
        .collect();
    if repairs.is_empty() {
        return Mended::default();
    }
    let mut memory = Memory::keeping();
    let mut outcome = |repairs: &[Repair<'_>]| {
        let changes = changes(sources, repairs)?;
        let after = pipeline::build_again(&changed(sources, &changes), request, &mut memory, &mut |_| ());
        is_better(diagnostics, repairs, &after.diagnostics)
            .then_some(Mended { changes, n_findings: repairs.len() })
    };
    if let Some(all) = outcome(&repairs) {
        return all;
    }
    // One of them does harm: each is tried with those that don't.
    let (mut kept, mut mended) = (Vec::new(), Mended::default());
    for repair in repairs {
        kept.push(repair);
        match outcome(&kept) {
            Some(better) => mended = better,
            None => {
                kept.pop();
            }
        }
    }
    mended
}

fn changes(sources: &Sources, repairs: &[Repair<'_>]) -> Option<Vec<Change>> {
    let mut edits = Edits::default();
    for repair in repairs {
        if edits.replace(&repair.finding.path, repair.range, repair.text) == Fit::Overlaps {
            return None;
        }
    }
    edits.changes(sources).ok()
}

/// What tells findings apart when the places of the text have moved.
type Key<'a> = (&'a Arc<str>, &'a str, &'a str);

fn key(finding: &Diagnostic) -> Key<'_> {
    (&finding.path, finding.code, &finding.message)
}

/// Errors after an edit that weren't there before it: of each code in each file, those that are more than there were.
/// Messages aren't compared, since an edit may change what they name. `path_after` gives a file's path after it.
pub fn new_errors<'a>(
    before: impl IntoIterator<Item = &'a Diagnostic>,
    after: &[Diagnostic],
    path_after: &dyn Fn(&str) -> Arc<str>,
) -> Vec<Diagnostic> {
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    let known = before.into_iter().filter(is_error).map(|it| (path_after(&it.path), it.code));
    let errors = after.iter().filter(is_error).cloned().collect();
    beyond(known, errors, |it: &Diagnostic| (it.path.clone(), it.code))
}

/// Whether every mended finding is gone, and no error is new.
fn is_better(before: &[Diagnostic], mended: &[Repair<'_>], after: &[Diagnostic]) -> bool {
    let mended = mended.iter().map(|repair| key(repair.finding));
    let left = beyond(mended, before.iter().collect(), |finding| key(finding));
    let new = beyond(left.iter().map(|finding| key(finding)), after.iter().collect(), |finding| key(finding));
    let was_there = |finding: &Diagnostic| before.iter().any(|old| key(old) == key(finding));
    !new.into_iter().any(was_there) && new_errors(left, after, &|path| path.into()).is_empty()
}
