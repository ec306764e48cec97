//! Concepts' forms in a block's text: by Aho-Corasick, and by a trie of words.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;

use crate::Failure;
use crate::page::Forms;

/// A mention: bytes of the document's text from `start` to `end`, and the concept that they name.
#[derive(Clone, Copy)]
pub struct Hit {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The concept's index.
    pub concept: u32,
}

/// Finds the longest forms, from left to right.
pub trait Matcher: Sync {
    /// What a thread keeps between two blocks.
    type Scratch: Default;

    /// Adds what stands in `block`, which begins at byte `at` of the document's text, outside the `barred` ranges of it.
    fn find(
        &self,
        block: &str,
        at: u32,
        barred: &[(u32, u32)],
        scratch: &mut Self::Scratch,
        hits: &mut Vec<Hit>,
    );
}

/// Bytes by bytes.
pub struct Automaton {
    machine: AhoCorasick,
    concepts: Vec<u32>,
}

impl Automaton {
    /// A machine that is small.
    pub fn nfa(forms: &Forms) -> Result<Automaton, Failure> {
        Automaton::new(forms, AhoCorasickKind::ContiguousNFA)
    }

    /// A machine that is fast while its table stays in the cache.
    pub fn dfa(forms: &Forms) -> Result<Automaton, Failure> {
        Automaton::new(forms, AhoCorasickKind::DFA)
    }

    fn new(forms: &Forms, kind: AhoCorasickKind) -> Result<Automaton, Failure> {
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Unanchored)
            .kind(Some(kind))
            .build(forms.iter().map(|(form, _)| form))?;
        Ok(Automaton { machine, concepts: forms.iter().map(|(_, concept)| *concept).collect() })
    }
}

impl Matcher for Automaton {
    type Scratch = Vec<u8>;

    fn find(&self, block: &str, at: u32, barred: &[(u32, u32)], folded: &mut Vec<u8>, hits: &mut Vec<Hit>) {
        // In the machine's favour: runs of white space aren't joined, and letters keep their length in bytes.
        folded.clear();
        folded.extend_from_slice(block.as_bytes());
        for byte in folded.iter_mut() {
            *byte = match *byte {
                b'\n' | b'\t' | b'-' => b' ',
                other => other.to_ascii_lowercase(),
            };
        }
        if !block.is_ascii() {
            for (index, ch) in block.char_indices().filter(|(_, ch)| !ch.is_ascii()) {
                let lower = ch.to_lowercase().next().unwrap_or(ch);
                if lower.len_utf8() == ch.len_utf8() {
                    lower.encode_utf8(&mut folded[index..index + ch.len_utf8()]);
                }
            }
        }
        let mut from = 0;
        while let Some(hit) = self.machine.find(Input::new(&folded[..]).anchored(Anchored::No).range(from..))
        {
            let (start, end) = (hit.start(), hit.end());
            let before = block[..start].chars().next_back();
            let inside = before.is_some_and(|ch| ch.is_alphanumeric() || ch == '-')
                || block[end..].chars().next().is_some_and(char::is_alphanumeric);
            if inside {
                from = start + 1;
                continue;
            }
            from = end;
            let hit =
                Hit { start: at + start as u32, end: at + end as u32, concept: self.concepts[hit.pattern()] };
            push(hit, barred, hits);
        }
    }
}

/// Words by words: a hash made while a word is read tells most words from those that stand in a form.
pub struct Trie {
    /// Two bits for each hash's upper 16 bits: may begin a form, may go on in one.
    filter: Vec<u8>,
    /// By a word's hash; each hit is compared with its form, so that no two words can be taken for one another.
    words: FxHashMap<u64, u32>,
    /// By a form's first words (a node) and the next word; the root is node 0.
    next: FxHashMap<(u32, u32), u32>,
    /// By node: the form and its concept.
    forms: Vec<Option<(Box<str>, u32)>>,
}

const BEGINS: u8 = 1;
const GOES_ON: u8 = 2;

/// A word of a block that may be one of a form's.
pub struct Word {
    start: usize,
    end: usize,
    hash: u64,
}

impl Trie {
    /// The trie of all forms.
    pub fn new(forms: &Forms) -> Result<Trie, Failure> {
        let (mut words, mut next) = (FxHashMap::default(), FxHashMap::default());
        let mut trie = Trie {
            filter: vec![0; 1 << 16],
            words: FxHashMap::default(),
            next: FxHashMap::default(),
            forms: vec![None],
        };
        for (form, concept) in forms {
            let mut node = 0;
            for word in form.split([' ', '-']) {
                let hash = word.bytes().fold(0, hashed);
                trie.filter[(hash >> 48) as usize] |= if node == 0 { BEGINS } else { GOES_ON };
                let n_words = words.len() as u32;
                let id = *words.entry(hash).or_insert(n_words);
                let n_nodes = trie.forms.len() as u32;
                node = *next.entry((node, id)).or_insert(n_nodes);
                if node == n_nodes {
                    trie.forms.push(None);
                }
            }
            trie.forms[node as usize] = Some((form.as_str().into(), *concept));
        }
        Ok(Trie { words, next, ..trie })
    }

    /// Empties `run`, words that are joined to each other, into `hits`.
    fn flush(&self, block: &str, at: u32, barred: &[(u32, u32)], run: &mut Vec<Word>, hits: &mut Vec<Hit>) {
        let mut index = 0;
        while index < run.len() {
            let (mut node, mut longest) = (0, None);
            for (to, word) in run.iter().enumerate().skip(index) {
                let onward = self.words.get(&word.hash).and_then(|id| self.next.get(&(node, *id)));
                let Some(onward) = onward else { break };
                node = *onward;
                if let Some((form, concept)) = &self.forms[node as usize]
                    && equal(form, &block[run[index].start..word.end])
                {
                    longest = Some((to + 1, *concept));
                }
            }
            let start = run[index].start;
            match longest {
                Some((to, concept)) if !block[..start].ends_with('-') => {
                    let hit = Hit { start: at + start as u32, end: at + run[to - 1].end as u32, concept };
                    push(hit, barred, hits);
                    index = to;
                }
                _ => index += 1,
            }
        }
        run.clear();
    }
}

impl Matcher for Trie {
    type Scratch = Vec<Word>;

    fn find(&self, block: &str, at: u32, barred: &[(u32, u32)], run: &mut Vec<Word>, hits: &mut Vec<Hit>) {
        each_word(block, |start, end, hash| {
            let filter = self.filter[(hash >> 48) as usize];
            if run.last().is_some_and(|last| filter & GOES_ON == 0 || !is_join(&block[last.end..start])) {
                self.flush(block, at, barred, run, hits);
            }
            if filter & BEGINS != 0 || !run.is_empty() {
                run.push(Word { start, end, hash });
            }
        });
        self.flush(block, at, barred, run, hits);
    }
}

fn hashed(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517C_C1B7_2722_0A95)
}

/// Whether one run of white space, or one hyphen, is all that stands between two words.
fn is_join(gap: &str) -> bool {
    gap == " " || gap == "-" || gap.chars().all(char::is_whitespace)
}

/// Whether `text` is `form`, but for case and the gaps between words.
fn equal(form: &str, text: &str) -> bool {
    let same = |(form, text): (u8, u8)| FOLD[usize::from(form)] == FOLD[usize::from(text)];
    if form.len() == text.len() && form.is_ascii() && text.is_ascii() {
        return form.bytes().zip(text.bytes()).all(same);
    }
    let letters = |text| str::chars(text).filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase);
    letters(form).eq(letters(text))
}

/// Calls `word` with the ends of each run of letters and digits, and the hash of its lower case.
fn each_word(block: &str, mut word: impl FnMut(usize, usize, u64)) {
    let bytes = block.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (start, mut hash) = (at, 0);
        while at < bytes.len() {
            let folded = FOLD[usize::from(bytes[at])];
            if 1 < folded {
                hash = hashed(hash, folded);
                at += 1;
                continue;
            }
            let ch =
                if folded == 0 { None } else { block[at..].chars().next().filter(|ch| ch.is_alphanumeric()) };
            let Some(ch) = ch else { break };
            let mut utf8 = [0; 4];
            for lower in ch.to_lowercase() {
                hash = lower.encode_utf8(&mut utf8).bytes().fold(hash, hashed);
            }
            at += ch.len_utf8();
        }
        if start < at {
            word(start, at, hash);
        } else {
            at += if bytes[at].is_ascii() { 1 } else { block[at..].chars().next().map_or(1, char::len_utf8) };
        }
    }
}

/// By byte: the lower case of a letter or digit of ASCII, 1 for what isn't ASCII, 0 for the rest.
const FOLD: [u8; 256] = {
    let mut fold = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let it = byte as u8;
        fold[byte] = if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { !it.is_ascii() as u8 };
        byte += 1;
    }
    fold
};

fn push(hit: Hit, barred: &[(u32, u32)], hits: &mut Vec<Hit>) {
    if !barred.iter().any(|(start, end)| *start < hit.end && hit.start < *end) {
        hits.push(hit);
    }
}
