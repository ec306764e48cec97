//! What can be said about quotations and their proof.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Range, plural};

const PROVE: &str = "run `lectern quotes --sources DIR`";

/// Not in the lock, and no source at hand.
pub fn unproved(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let message = format!("this quotation has not been looked up in `{source}` yet");
    finding("unproved-quotation", path, range, message).label("not yet verified").help(PROVE)
}

/// The lock proves other words of this source for this page.
pub fn changed(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let message = format!("a quotation from `{source}` has changed since it was proved");
    let help = format!("restore the words, or {PROVE} to prove the new ones");
    finding("changed-quotation", path, range, message).label("these words are not proved").help(help)
}

/// As [`changed`], while other source texts are at hand.
pub fn changed_without_source(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let diagnostic = changed(path, range, source);
    diagnostic.help(format!("the folder of sources has no `{source}.txt`"))
}

/// No text of the source is at hand, and the lock has no proof. `range` is the citation's.
pub fn source_not_at_hand(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let message = format!("a quotation can't be looked up: the folder of sources has no `{source}.txt`");
    let help = format!("put the text of `{source}` there as `{source}.txt`, in UTF-8");
    finding("unproved-quotation", path, range, message).label("not yet verified").help(help)
}

/// The source is at hand and doesn't have the words.
pub fn not_in_source(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let message = format!("these words are not in `{source}`");
    error(finding("unproved-quotation", path, range, message)).label("not found")
}

/// [`not_in_source`], with the passage that is nearest.
pub fn not_in_source_but(
    path: &Arc<str>,
    range: Range,
    source: &str,
    passage: &str,
    diff: &str,
) -> Diagnostic {
    let legend = "`[-...-]` stands on the page, `{+...+}` in the source";
    not_in_source(path, range, source)
        .help(format!("the nearest passage is `{passage}`"))
        .help(format!("word by word: `{diff}` ({legend})"))
}

/// [`not_in_source`], where nothing is near.
pub fn not_near_source(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let help = format!("no passage comes near: see whether `{source}` is the right source");
    not_in_source(path, range, source).help(help)
}

/// [`not_in_source`], but for the case of the first letter.
pub fn other_capital(path: &Arc<str>, range: Range, source: &str, bracketed: &str) -> Diagnostic {
    not_in_source(path, range, source)
        .help(format!("the source begins with the other case: write `{bracketed}`"))
}

/// [`not_in_source`], but for words left out at three dots.
pub fn bare_dots(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let help = "write `[...]` where words are left out: dots alone are the source's own";
    not_in_source(path, range, source).help(help)
}

/// Every part of the quotation is in the source, but not in its order.
pub fn scattered(path: &Arc<str>, range: Range, source: &str, gap_words: usize) -> Diagnostic {
    let message = format!("the parts of this quotation don't stand together in `{source}`");
    let most = plural(gap_words, "word");
    let help = format!(
        "each is there, but not in this order with at most {most} for each `[...]`: quote them apart"
    );
    error(finding("unproved-quotation", path, range, message)).label("not found").help(help)
}

/// More parts between brackets than are looked up.
pub fn too_many_parts(path: &Arc<str>, range: Range, source: &str, most: usize) -> Diagnostic {
    let message = format!("this quotation from `{source}` has more than {}", plural(most, "part"));
    error(finding("unproved-quotation", path, range, message))
        .label("not looked up")
        .help("leave words out less often, or quote the parts apart")
}

/// Nothing but points and insertions.
pub fn without_words(path: &Arc<str>, range: Range, source: &str) -> Diagnostic {
    let message = format!("this quotation has no words of `{source}`");
    let diagnostic = error(finding("unproved-quotation", path, range, message)).label("nothing to look up");
    diagnostic.help("words in square brackets are the page's own, not the source's")
}

/// More words than `[quotes] longest`.
pub fn too_long(path: &Arc<str>, range: Range, n_words: usize, longest: usize) -> Diagnostic {
    let words = plural(n_words, "word");
    let message = format!("this quotation has {words}: the site allows {longest}");
    finding("quotation-length", path, range, message)
        .label(words)
        .help("quote less, or raise `longest` in `[quotes]` of `site.toml`")
}

/// More of a source than `[quotes] share`. `share` is in %, with one decimal; `most` names pages with their words.
pub fn too_much(
    source: &str,
    share: &str,
    (n_quoted, n_words): (usize, usize),
    allowed: u32,
    most: &[(Arc<str>, usize)],
) -> Diagnostic {
    let counted = format!("{n_quoted} of {}", plural(n_words, "word"));
    let message = format!("{share} % of `{source}` is quoted ({counted}): the site allows {allowed} %");
    let most: Vec<String> =
        most.iter().map(|(path, n)| format!("`{path}` ({})", plural(*n, "word"))).collect();
    Diagnostic::new("quotation-share", &lock_path(), None, message)
        .help(format!("most is quoted in {}", most.join(", ")))
        .help("quote less of it, or raise `share` in `[quotes]` of `site.toml`")
}

/// A part of the lock that can't be read.
pub fn damaged_lock(range: Option<Range>) -> Diagnostic {
    lock("`quotes.lock` is damaged".into(), range).label("can't be read").help(RESTORE)
}

/// Proofs for a source that the lock doesn't list.
pub fn lock_without_source(range: Range, source: &str) -> Diagnostic {
    let message = format!("`quotes.lock` has proofs for `{source}` but doesn't list it as a source");
    lock(message, Some(range)).help(RESTORE)
}

/// Two sides of a merge in the lock. `range` is the first marker's line.
pub fn lock_in_conflict(range: Range) -> Diagnostic {
    lock("a merge has left both sides in `quotes.lock`".into(), Some(range))
        .label("conflict marker")
        .help("take either side whole, then run `lectern quotes --sources DIR`, which finds the rest again")
}

/// A lock in a form that this program doesn't know.
pub fn lock_of_another_version(range: Range, version: u32) -> Diagnostic {
    lock(format!("`quotes.lock` is of version {version}, which this lectern doesn't know"), Some(range))
        .help("use the lectern that wrote it, or write it anew with `lectern quotes --sources DIR`")
}

const RESTORE: &str = "restore `quotes.lock`, or write it anew with `lectern quotes --sources DIR`";

fn finding(code: &'static str, path: &Arc<str>, range: Range, message: String) -> Diagnostic {
    Diagnostic::new(code, path, Some(range), message)
}

fn error(mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.severity = Severity::Error;
    diagnostic
}

fn lock(message: String, range: Option<Range>) -> Diagnostic {
    Diagnostic::new("quotes-lock", &lock_path(), range, message)
}

fn lock_path() -> Arc<str> {
    "quotes.lock".into()
}
