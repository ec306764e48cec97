//! Why a word is or isn't linked: the answer of `explain`.
//!
//! Nothing is decided here. What the linker did is read from the [`Site`] and from its own matcher; only the
//! reason is looked for.
//!
//! ```text
//! find  : the term on the line, in the page's text and beside it
//! judge : one such place to the rule that held there
//! words : the rule to sentences
//! ```

mod find;
mod judge;
mod words;

use super::{DocIndex, EntryIndex, Site};
use crate::text::{LineIndex, Place};

/// Why each occurrence of a term on a line is or isn't linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// At least one, in the order of the line.
    pub occurrences: Vec<Occurrence>,
}

/// One occurrence of the term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Where it begins.
    pub place: Place,
    /// The words as they stand there, with single spaces.
    pub text: String,
    /// What the page shows, and why.
    pub verdict: Verdict,
}

/// What became of a word, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the page shows.
    pub standing: Shown,
    /// The rule's name: kebab-case, permanent.
    pub rule: &'static str,
    /// The entry that is named, or would be.
    pub entry: Option<EntryIndex>,
    /// Why, as a clause that "because" may precede.
    pub reason: String,
    /// What else there is to know, a sentence each.
    pub notes: Vec<String>,
    /// What to write to change it, a sentence each.
    pub advice: Vec<String>,
}

/// What the page shows of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A link.
    Linked,
    /// A mention that is counted and marked, not linked.
    Marked,
    /// Words like any others.
    Plain,
}

impl Shown {
    /// The word for it: `linked`, `marked`, `plain`.
    pub fn word(self) -> &'static str {
        match self {
            Shown::Linked => "linked",
            Shown::Marked => "marked",
            Shown::Plain => "plain",
        }
    }
}

/// The question can't be answered: what is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// What is.
    pub message: String,
    /// What to do.
    pub help: Vec<String>,
}

/// The page in the file `path`, relative to the site's root.
///
/// # Errors
/// [`Unanswered`] if no page of the site comes from it.
pub fn page(site: &Site, path: &str) -> Result<DocIndex, Unanswered> {
    match site.docs.binary_search_by(|doc| (*doc.path).cmp(path)) {
        Ok(doc) => Ok(doc as DocIndex),
        Err(_) => Err(words::no_page(path, site.docs.iter().map(|doc| &*doc.path))),
    }
}

/// Why `term` is or isn't linked on the line with this number, from 1, of the document's file.
///
/// Capitals, kinds of space, hyphens and apostrophes of the term are of no account. A mention that goes on from
/// one line to the next stands on both.
///
/// # Errors
/// [`Unanswered`] if there is no such line, or the term isn't on it.
pub fn explain(site: &Site, doc: DocIndex, line: usize, term: &str) -> Result<Explanation, Unanswered> {
    let page = &site.docs[doc as usize];
    let lines = LineIndex::new(&page.source);
    let Some(bytes) = lines.line(line) else {
        return Err(words::no_line(&page.path, line, page.source.lines().count()));
    };
    let term = find::Term::new(term);
    let found = find::on_line(page, bytes, &term);
    if found.is_empty() {
        let elsewhere = find::everywhere(page, &term);
        let elsewhere: Vec<usize> =
            elsewhere.iter().map(|at| lines.place(at.source.start as usize).line).collect();
        return Err(words::no_term(&page.path, line, &term.typed, &elsewhere));
    }
    let judge = judge::Judge::new(site, doc);
    let occurrences = found.into_iter().map(|at| Occurrence {
        place: lines.place(at.source.start as usize),
        text: words::on_one_line(at.shown.map_or(at.source.of(&page.source), |shown| shown.of(&page.text))),
        verdict: judge.verdict(at, &lines),
    });
    Ok(Explanation { occurrences: occurrences.collect() })
}
