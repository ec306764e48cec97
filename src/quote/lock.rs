//! `quotes.lock`: the proof that each quotation was found, as text in and text out.
//!
//! It holds hashes and places, never words: a source's text isn't ours to publish. One line for each quotation,
//! grouped by page and source, sorted by place in the source, so that a diff shows which proofs come and go:
//!
//! ```toml
//! version = 1
//!
//! [sources.kaldor-2018]
//! hash = "8a4f...32 digits"
//! words = 2841
//!
//! [quotations."content/concepts/hybrid-peace.md"]
//! kaldor-2018 = [
//!   { at = [[120, 8]], hash = "05e1...32 digits" },
//!   { at = [[300, 4], [310, 6]], hash = "77b0...32 digits" },
//! ]
//! ```
//!
//! `at` lists the parts of a passage as first word, counted from 0, and number of words. A quotation that stands
//! twice on a page has two equal lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::prove::{Part, Passage};
use crate::diagnostic::messages::quotations;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::lock::{self, Unread, toml_string};

/// What was proved, and of which sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// By citation key.
    pub sources: BTreeMap<String, SourceProof>,
    /// By the page's path, then by citation key; each list is sorted. No list is empty.
    pub pages: BTreeMap<Arc<str>, BTreeMap<String, Vec<Proof>>>,
    /// Whether some of it could not be read. What is missing may then be the damage: no claim counts as changed.
    pub damaged: bool,
}

/// A source as it was when its quotations were proved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceProof {
    /// [`Source::hash`](super::Source::hash).
    pub hash: String,
    /// Words in it.
    pub n_words: usize,
}

/// A quotation that was proved.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    /// Where its words stand in the source.
    pub passage: Passage,
    /// The hash of its words and points, and of what stands in brackets: 32 hexadecimal digits.
    pub hash: String,
}

/// The file's name, beside `site.toml`.
pub const LOCK_PATH: &str = "quotes.lock";

const VERSION: u32 = 1;
const HEAD: &str = "\
# Proof that each quotation stands word for word in its source. Written by `lectern quotes --sources DIR`.
# It holds hashes and places (first word, number of words), never text.
version = 1
";

impl Lock {
    /// Adds a proof; [`Lock::sort`] puts it in its place.
    pub(super) fn add(&mut self, path: &Arc<str>, source: &str, proof: Proof) {
        self.pages.entry(path.clone()).or_default().entry(source.to_string()).or_default().push(proof);
    }

    /// Puts every list into order.
    pub(super) fn sort(&mut self) {
        self.pages.values_mut().flat_map(BTreeMap::values_mut).for_each(|proofs| proofs.sort_unstable());
    }

    /// The file's text. Equal locks give equal text.
    pub fn text(&self) -> String {
        let mut out = String::from(HEAD);
        for (key, source) in &self.sources {
            let SourceProof { hash, n_words } = source;
            line(
                &mut out,
                format_args!("\n[sources.{}]\nhash = \"{hash}\"\nwords = {n_words}", toml_key(key)),
            );
        }
        for (path, sources) in &self.pages {
            line(&mut out, format_args!("\n[quotations.{}]", toml_key(path)));
            for (key, proofs) in sources {
                line(&mut out, format_args!("{} = [", toml_key(key)));
                for proof in proofs {
                    let parts = proof.passage.parts.iter();
                    let parts: Vec<String> =
                        parts.map(|part| format!("[{}, {}]", part.first_word, part.n_words)).collect();
                    let (parts, hash) = (parts.join(", "), &proof.hash);
                    line(&mut out, format_args!("  {{ at = [{parts}], hash = \"{hash}\" }},"));
                }
                line(&mut out, format_args!("]"));
            }
        }
        out
    }

    /// Reads the file's text. An empty text is an empty lock.
    ///
    /// What can't be read is left out and reported once for each cause; the lock is then marked as damaged.
    pub fn read(text: &str) -> Outcome<Lock> {
        if text.trim().is_empty() {
            return Outcome { value: Lock::default(), diagnostics: Vec::new() };
        }
        match lock::read::<Typed>(text, VERSION) {
            Ok(typed) => typed.meant(),
            Err(why) => {
                Outcome { value: Lock { damaged: true, ..Lock::default() }, diagnostics: vec![finding(why)] }
            }
        }
    }
}

fn line(out: &mut String, line: std::fmt::Arguments) {
    // Writing to a string can't fail.
    let _ = writeln!(out, "{line}");
}

/// A bare key where TOML allows it, otherwise a basic string (TOML 1.0, "Keys").
fn toml_key(key: &str) -> String {
    let is_bare = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) { key.to_string() } else { toml_string(key) }
}

/// The file as it is typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    sources: BTreeMap<String, Spanned<TypedSource>>,
    #[serde(default)]
    quotations: BTreeMap<Arc<str>, BTreeMap<String, Vec<Spanned<TypedProof>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedSource {
    hash: String,
    words: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedProof {
    at: Vec<(usize, usize)>,
    hash: String,
}

fn finding(why: Unread) -> Diagnostic {
    match why {
        Unread::Conflict(range) => quotations::lock_in_conflict(range),
        Unread::Version(range, version) => quotations::lock_of_another_version(range, version),
        Unread::Damaged(range) => quotations::damaged_lock(range),
    }
}

impl Typed {
    /// The lock without what doesn't fit together.
    fn meant(self) -> Outcome<Lock> {
        let mut lock = Lock::default();
        let mut diagnostics = Vec::new();
        // A proof is kept even if what is said about its source is damaged: that is reported already.
        let listed: BTreeSet<String> = self.sources.keys().cloned().collect();
        for (key, source) in self.sources {
            let span = source.span();
            let TypedSource { hash, words } = source.into_inner();
            if is_hash(&hash) {
                lock.sources.insert(key, SourceProof { hash, n_words: words });
            } else {
                diagnostics.push(quotations::damaged_lock(Some(span.into())));
            }
        }
        let mut unknown = BTreeSet::new();
        for (path, sources) in self.quotations {
            for (key, proofs) in sources {
                for proof in proofs {
                    let range = proof.span().into();
                    match proof.into_inner().meant() {
                        None => diagnostics.push(quotations::damaged_lock(Some(range))),
                        Some(proof) if listed.contains(&key) => lock.add(&path, &key, proof),
                        Some(_) if unknown.insert(key.clone()) => {
                            diagnostics.push(quotations::lock_without_source(range, &key));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        lock.sort();
        lock.damaged = !diagnostics.is_empty();
        Outcome { value: lock, diagnostics }
    }
}

impl TypedProof {
    fn meant(self) -> Option<Proof> {
        let mut parts: Vec<Part> = Vec::new();
        for (first_word, n_words) in self.at {
            let follows = parts.last().is_none_or(|last| last.end() <= first_word);
            if n_words == 0 || !follows {
                return None;
            }
            parts.push(Part { first_word, n_words });
        }
        (!parts.is_empty() && is_hash(&self.hash))
            .then_some(Proof { passage: Passage { parts }, hash: self.hash })
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
