//! What is said of the content now, and what no more.

use super::pages::{PageId, Pairs};
use super::{Both, Finding, Lines, Side, unshared};
use crate::diagnostic::{Diagnostic, Severity};
use crate::resolve::DocIndex;

/// A page where the finding's file makes one, else the file.
type Where = Result<PageId, String>;

/// Findings of one side only, wherever on its page the rest stands.
pub fn changes(before: Side, after: Side, pairs: &Pairs) -> Both<Finding> {
    let then = keyed(before, &|doc| pairs.page_before(doc));
    let now = keyed(after, &|doc| pairs.page_after(doc));
    let Both { gained, lost } = unshared(then, now, |(place, finding)| {
        (place.clone(), finding.code, finding.severity, finding.message.clone())
    });
    let bare = |all: Vec<(Where, Finding)>| all.into_iter().map(|(_, finding)| finding).collect();
    Both { gained: bare(gained), lost: bare(lost) }
}

/// What keeps a side from being published.
pub fn errors(side: Side) -> Vec<Finding> {
    let errors = side.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let mut lines = Lines::default();
    errors.map(|finding| shown(side, finding, &mut lines)).collect()
}

fn keyed(side: Side, page: &dyn Fn(DocIndex) -> PageId) -> Vec<(Where, Finding)> {
    let site = side.site();
    let place = |finding: &Diagnostic| {
        let doc = site.docs.binary_search_by(|doc| doc.path.cmp(&finding.path));
        doc.map(|doc| page(doc as DocIndex)).map_err(|_| finding.path.to_string())
    };
    let mut lines = Lines::default();
    side.findings.iter().map(|finding| (place(finding), shown(side, finding, &mut lines))).collect()
}

fn shown<'a>(side: Side<'a>, finding: &'a Diagnostic, lines: &mut Lines<'a>) -> Finding {
    let text = side.sources.text(&finding.path);
    let line = finding.range.zip(text).map(|(range, text)| lines.number(&finding.path, text, range.start));
    Finding {
        path: finding.path.to_string(),
        line,
        code: finding.code,
        severity: finding.severity.word(),
        message: finding.message.clone(),
    }
}
