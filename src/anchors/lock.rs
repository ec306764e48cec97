//! `anchors.lock`: what has been published, as text in and text out.
//!
//! One line for each page, so that two branches that add pages can be merged and a diff shows what comes and goes:
//!
//! ```toml
//! version = 1
//! redirects = [
//!   "concepts/low-war.html",
//! ]
//!
//! [pages]
//! "articles/on-war.html" = { paragraphs = 2, words = ["1f0c52", "9d01aa"], headings = ["two-ways"] }
//! "concepts/new-war.html" = {}
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::{Ids, Published};
use crate::diagnostic::messages::anchors as messages;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::lock::{self, Unread, toml_string};
use crate::text::Range;

/// The file's name, beside `site.toml`.
pub const LOCK_PATH: &str = "anchors.lock";

const VERSION: u32 = 1;
const HEAD: &str = "\
# Addresses and anchors that have been published, so that none is lost unseen. Written by `lectern anchors`.
version = 1
";

/// What has been published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// All of it.
    pub published: Published,
    /// Where the file speaks of each page.
    pub places: BTreeMap<String, Range>,
    /// Whether it could not be read: then nothing is known.
    pub damaged: bool,
}

impl Lock {
    /// Reads the file's text. An empty text is an empty lock; one that can't be read is reported once.
    pub fn read(text: &str) -> Outcome<Lock> {
        if text.trim().is_empty() {
            return Outcome { value: Lock::default(), diagnostics: Vec::new() };
        }
        match lock::read::<Typed>(text, VERSION) {
            Ok(typed) => Outcome { value: typed.meant(), diagnostics: Vec::new() },
            Err(why) => {
                Outcome { value: Lock { damaged: true, ..Lock::default() }, diagnostics: vec![finding(why)] }
            }
        }
    }
}

impl Published {
    /// The file's text. Equal values give equal text.
    pub fn lock_text(&self) -> String {
        let mut out = String::from(HEAD);
        if !self.redirects.is_empty() {
            out.push_str("redirects = [\n");
            for address in self.redirects.keys() {
                out.push_str(&format!("  {},\n", toml_string(address)));
            }
            out.push_str("]\n");
        }
        out.push_str("\n[pages]\n");
        for (address, Ids { headings, n_paragraphs, words }) in &self.pages {
            let mut parts = Vec::new();
            if 0 < *n_paragraphs {
                parts.push(format!("paragraphs = {n_paragraphs}"));
            }
            if words.iter().any(|words| !words.is_empty()) {
                parts.push(format!("words = [{}]", list(words.iter())));
            }
            if !headings.is_empty() {
                parts.push(format!("headings = [{}]", list(headings.iter())));
            }
            let ids = if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) };
            out.push_str(&format!("{} = {ids}\n", toml_string(address)));
        }
        out
    }

    /// The same with all that `now` publishes. What is gone stays, and so does a page that became a redirect: its ids
    /// are what the redirect has to keep.
    pub fn with(&self, now: &Published) -> Published {
        let mut out = self.clone();
        out.redirects.extend(now.redirects.keys().map(|address| (address.clone(), None)));
        for (address, ids) in &now.pages {
            let known = out.pages.entry(address.clone()).or_default();
            known.headings.extend(ids.headings.iter().cloned());
            known.n_paragraphs = known.n_paragraphs.max(ids.n_paragraphs);
            known.words = words_with(known, ids);
        }
        out.redirects.retain(|address, _| !out.pages.contains_key(address));
        out
    }

    /// The same without a place, `ADDRESS` or `ADDRESS#ID`; none where it isn't remembered. Without a paragraph, those
    /// after it are forgotten too.
    pub fn without(&self, place: &str) -> Option<Published> {
        let mut out = self.clone();
        let Some((address, id)) = place.split_once('#') else {
            let was_page = out.pages.remove(place).is_some();
            return (out.redirects.remove(place).is_some() || was_page).then_some(out);
        };
        let ids = out.pages.get_mut(address)?;
        let paragraph = id.strip_prefix('p').and_then(|number| number.parse::<u32>().ok());
        if !ids.headings.remove(id) {
            let paragraph = paragraph.filter(|number| (1..=ids.n_paragraphs).contains(number))?;
            ids.n_paragraphs = paragraph - 1;
            ids.words.truncate(ids.n_paragraphs as usize);
        }
        Some(out)
    }
}

/// The file as it is typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    redirects: BTreeSet<String>,
    #[serde(default)]
    pages: BTreeMap<String, Spanned<TypedIds>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedIds {
    #[serde(default)]
    paragraphs: u32,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    headings: BTreeSet<String>,
}

/// The words of paragraphs as they are now, but for those whose words have another number: they are remembered at the
/// old one, and nothing else is for their words.
fn words_with(known: &Ids, now: &Ids) -> Vec<String> {
    let moved: Vec<usize> = now.moved_since(known).iter().map(|(old, _)| *old as usize - 1).collect();
    let old = |index: &usize| &known.words[*index];
    let kept = |index: usize| moved.iter().find(|at| **at == index).map(old);
    let is_kept = |words: &String| moved.iter().any(|at| old(at) == words);
    let new = now.words.iter().map(|words| if is_kept(words) { String::new() } else { words.clone() });
    let n_more = known.words.len().saturating_sub(now.words.len());
    let all = new.chain(std::iter::repeat_n(String::new(), n_more)).enumerate();
    all.map(|(index, words)| kept(index).cloned().unwrap_or(words)).collect()
}

fn list<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    texts.map(|text| toml_string(text)).collect::<Vec<_>>().join(", ")
}

fn finding(why: Unread) -> Diagnostic {
    match why {
        Unread::Conflict(range) => messages::lock_in_conflict(range),
        Unread::Version(range, version) => messages::lock_of_another_version(range, version),
        Unread::Damaged(range) => messages::damaged_lock(range),
    }
}

impl Typed {
    fn meant(self) -> Lock {
        let mut lock = Lock::default();
        lock.published.redirects = self.redirects.into_iter().map(|from| (from, None)).collect();
        for (address, ids) in self.pages {
            lock.places.insert(address.clone(), ids.span().into());
            let TypedIds { paragraphs, words, headings } = ids.into_inner();
            lock.published.pages.insert(address, Ids { headings, n_paragraphs: paragraphs, words });
        }
        lock
    }
}
