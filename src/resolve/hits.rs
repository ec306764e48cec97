//! The forms found in each document, looked for again only where a form may be found that wasn't, or the other way round.
//!
//! A form is found where its words stand, whosever it is. So a document that lacks a word of every form that came or went
//! since the build before has the same hits, whatever else has changed on the site.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::Form;
use super::trie::{Hit, Scratch, Trie};
use crate::memory::{Mark, Memo, Shelf, mark_of};
use crate::parse::{Doc, Run, RunPlace};
use crate::text::{Range, Token, TokenKind, tokens};

/// What finding leaves to the next build.
#[derive(Default)]
pub struct Memory {
    /// The forms that were looked for: each one's mark and its folded words.
    forms: FxHashMap<Mark, Box<str>>,
    found: Memo<Arc<Found>>,
}

impl Memory {
    /// Ready to remember; one that is made by `default` forgets.
    pub fn keeping() -> Memory {
        Memory { forms: FxHashMap::default(), found: Memo::keeping() }
    }
}

/// What was found in a document.
#[derive(Debug)]
struct Found {
    /// Bytes in the text, and the mark of the form.
    hits: Vec<(Range, Mark)>,
    words: Vocabulary,
}

/// Finds forms in documents.
pub(super) struct Finder {
    trie: Trie,
    shelf: Shelf<Arc<Found>>,
    /// The forms by their marks, and the marks by the forms; empty where nothing is remembered.
    numbers: FxHashMap<Mark, u32>,
    marks: Vec<Mark>,
    /// The words of each form that came or went since the build before, as a vocabulary numbers them.
    changed: Vec<Vec<u16>>,
}

impl Finder {
    /// Ready to look for `forms` in `n_docs` documents.
    pub fn new(forms: &[Form], n_docs: usize, memory: &mut Memory) -> Finder {
        let shelf = memory.found.open(n_docs);
        let (mut marks, mut changed) = (Vec::new(), Vec::new());
        if shelf.keeps() {
            // No two forms have both the same.
            marks = forms.iter().map(|form| mark_of(&(&form.folded, &form.exact))).collect();
            let named = marks.iter().zip(forms).map(|(mark, form)| (*mark, form.folded.as_str().into()));
            let before = std::mem::replace(&mut memory.forms, named.collect());
            let new = memory.forms.iter().filter(|(mark, _)| !before.contains_key(mark));
            let gone = before.iter().filter(|(mark, _)| !memory.forms.contains_key(mark));
            changed = new.chain(gone).map(|(_, words)| numbers(words)).collect();
        }
        let numbers = marks.iter().copied().zip(0..).collect();
        Finder { trie: Trie::new(forms), shelf, numbers, marks, changed }
    }

    /// The forms found in the prose of the document that is the `number`th, in the order of its text.
    pub fn hits(&self, number: usize, doc: &Doc, scratch: &mut Scratch) -> Vec<Hit> {
        if !self.shelf.keeps() {
            return hits(doc, &self.trie, scratch);
        }
        let holds = |found: &Arc<Found>| !self.changed.iter().any(|form| found.words.may_have(form));
        let found = self.shelf.get_where(
            number,
            &doc.path,
            || doc.mark,
            holds,
            || {
                scratch.vocabulary = Some(Vocabulary::default());
                let hits = hits(doc, &self.trie, scratch).into_iter();
                let hits = hits.map(|hit| (hit.range, self.marks[hit.form as usize])).collect();
                Arc::new(Found { hits, words: scratch.vocabulary.take().unwrap_or_default() })
            },
        );
        let hit = |(range, form): &(Range, Mark)| Some(Hit { range: *range, form: *self.numbers.get(form)? });
        found.hits.iter().filter_map(hit).collect()
    }

    /// Keeps what was found.
    pub fn close(self, memory: &mut Memory) {
        memory.found.close(self.shelf);
    }
}

/// The forms found in a document's prose, in the order of its text.
pub(super) fn hits(doc: &Doc, trie: &Trie, scratch: &mut Scratch) -> Vec<Hit> {
    let mut out = Vec::new();
    let is_read = |run: &&Run| matches!(run.place, RunPlace::Prose | RunPlace::Cell) && doc.is_shown(run);
    for run in doc.runs.iter().filter(is_read) {
        trie.hits(run.text.of(&doc.text), run.text.start, &doc.opaque, scratch, &mut out);
    }
    out
}

/// The words of a text, roughly: a kibibyte in which each sets one bit of its own, or of a few words.
#[derive(Debug)]
pub(super) struct Vocabulary(Box<[u64; 128]>);

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        Vocabulary(Box::new([0; 128]))
    }
}

impl Vocabulary {
    /// Adds a word, folded.
    pub fn add(&mut self, word: &str) {
        let number = number(word);
        self.0[usize::from(number / 64)] |= 1 << (number % 64);
    }

    /// Whether all words of these numbers may be among them: false only where one isn't.
    fn may_have(&self, words: &[u16]) -> bool {
        words.iter().all(|number| self.0[usize::from(number / 64)] & (1 << (number % 64)) != 0)
    }
}

/// The bit of a word.
fn number(word: &str) -> u16 {
    use std::hash::Hasher;
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    (hasher.finish() >> 51) as u16
}

/// The bits of a form's words.
fn numbers(folded: &str) -> Vec<u16> {
    let mut units = Vec::new();
    tokens(folded, &mut units);
    let is_word = |unit: &&Token| matches!(unit.kind, TokenKind::Word | TokenKind::Mark);
    units.iter().filter(is_word).map(|unit| number(unit.range.of(folded))).collect()
}
