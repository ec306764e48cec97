//! All forms as one automaton over words, and its run over a text.
//!
//! A trie of words beats one of letters here: a match begins and ends at words anyway, and most words of a text
//! begin no form, which one look-up tells (ARCHITECTURE.md has the measurement).

use rustc_hash::FxHashMap;

use super::Form;
use super::hits::Vocabulary;
use crate::text::{Range, Token, TokenKind, exact_key, fold_into, tokens};

/// The forms, ready to be looked for.
#[derive(Debug, Default)]
pub struct Trie {
    /// Numbers of the words and marks that stand in forms.
    atoms: FxHashMap<Box<str>, u32>,
    /// From a node by an atom to the next node; node 0 is the start.
    edges: FxHashMap<(u32, u32), u32>,
    /// The forms that end at a node: exact ones first, then the folded one.
    ends: Vec<Vec<u32>>,
    /// Whether any form begins with this atom.
    begins: Vec<bool>,
    exact: Vec<Option<String>>,
}

/// A form found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Bytes in the text.
    pub range: Range,
    /// The form's index.
    pub form: u32,
}

/// Buffers that a search reuses.
#[derive(Default)]
pub struct Scratch {
    units: Vec<Token>,
    atoms: Vec<u32>,
    word: String,
    /// Where it is asked for: the words that were met.
    pub(super) vocabulary: Option<Vocabulary>,
}

/// A unit that stands in no form.
const NONE: u32 = u32::MAX;
/// A place that no form may cross.
const BARRIER: u32 = u32::MAX - 1;
/// A space, or a hyphen that joins words.
const GAP: u32 = 0;
const POSSESSIVE: u32 = 1;

impl Trie {
    /// Builds the automaton of `forms`; a hit's form is an index into them.
    pub fn new(forms: &[Form]) -> Trie {
        let mut trie = Trie { ends: vec![Vec::new()], begins: vec![false; 2], ..Trie::default() };
        trie.exact = forms.iter().map(|form| form.exact.clone()).collect();
        let mut units = Vec::new();
        for (index, form) in forms.iter().enumerate() {
            // The folded key holds what the text will be folded to, so both are cut alike.
            tokens(&form.folded, &mut units);
            let mut node = 0;
            for (place, unit) in units.iter().enumerate() {
                let atom = trie.atom_for(*unit, &form.folded);
                if place == 0 {
                    trie.begins[atom as usize] = true;
                }
                let next = trie.ends.len() as u32;
                node = *trie.edges.entry((node, atom)).or_insert(next);
                if node == next {
                    trie.ends.push(Vec::new());
                }
            }
            trie.ends[node as usize].push(index as u32);
        }
        for ends in &mut trie.ends {
            ends.sort_by_key(|form| (forms[*form as usize].exact.is_none(), *form));
        }
        trie
    }

    fn atom_for(&mut self, unit: Token, text: &str) -> u32 {
        match unit.kind {
            TokenKind::Space | TokenKind::Hyphen => GAP,
            TokenKind::Possessive => POSSESSIVE,
            TokenKind::Word | TokenKind::Mark => {
                let next = self.begins.len() as u32;
                let atom = *self.atoms.entry(unit.range.of(text).into()).or_insert(next);
                if atom == next {
                    self.begins.push(false);
                }
                atom
            }
        }
    }

    /// The hits in `text`, leftmost and longest, in order, not overlapping. `start` is the byte of the document's
    /// text at which `text` begins, and `opaque` the document's ranges in which nothing is found.
    pub fn hits(&self, text: &str, start: u32, opaque: &[Range], scratch: &mut Scratch, out: &mut Vec<Hit>) {
        tokens(text, &mut scratch.units);
        self.read_atoms(text, scratch);
        block(start, opaque, &mut scratch.units, &mut scratch.atoms);
        let (units, atoms) = (&scratch.units, &scratch.atoms);
        let mut index = 0;
        while index < atoms.len() {
            let begins = self.begins.get(atoms[index] as usize).copied().unwrap_or(false);
            // "non-violence" isn't *violence*.
            let joined = index > 0 && units[index - 1].kind == TokenKind::Hyphen;
            match if begins && !joined { self.longest(text, units, atoms, index) } else { None } {
                Some((end, form)) => {
                    let range = Range { start: units[index].range.start, end: units[end - 1].range.end };
                    out.push(Hit { range: range.shifted(start as usize), form });
                    index = end;
                }
                None => index += 1,
            }
        }
    }

    fn read_atoms(&self, text: &str, scratch: &mut Scratch) {
        let Scratch { units, atoms, word, vocabulary } = scratch;
        atoms.clear();
        atoms.extend(units.iter().map(|unit| match unit.kind {
            TokenKind::Space | TokenKind::Hyphen => GAP,
            TokenKind::Possessive => POSSESSIVE,
            TokenKind::Word | TokenKind::Mark => {
                word.clear();
                fold_into(unit.range.of(text), word);
                if let Some(vocabulary) = vocabulary {
                    vocabulary.add(word);
                }
                self.atoms.get(word.as_str()).copied().unwrap_or(NONE)
            }
        }));
    }

    /// The longest form that begins at unit `from`: the unit after it, and its index.
    fn longest(&self, text: &str, units: &[Token], atoms: &[u32], from: usize) -> Option<(usize, u32)> {
        let (mut node, mut best) = (0, None);
        for (index, atom) in atoms.iter().enumerate().skip(from) {
            match self.edges.get(&(node, *atom)) {
                Some(next) => node = *next,
                None => break,
            }
            let found = self.ends[node as usize].iter().copied().find(|form| {
                let Some(exact) = &self.exact[*form as usize] else { return true };
                let range = Range { start: units[from].range.start, end: units[index].range.end };
                *exact == exact_key(range.of(text))
            });
            if let Some(form) = found {
                best = Some((index + 1, form));
            }
        }
        best
    }
}

/// Marks the units that lie in a place where nothing is found, or straddle one.
fn block(start: u32, opaque: &[Range], units: &mut Vec<Token>, atoms: &mut Vec<u32>) {
    let Some(last) = units.last().map(|unit| start + unit.range.end) else { return };
    let first = opaque.partition_point(|range| range.end < start);
    for range in opaque[first..].iter().take_while(|range| range.start <= last) {
        let from = range.start.saturating_sub(start);
        let to = range.end.saturating_sub(start);
        let index = units.partition_point(|unit| unit.range.end <= from);
        if from == to {
            match units.get(index).map(|unit| unit.range.start < from) {
                Some(true) => atoms[index] = BARRIER,
                Some(false) => {
                    // Between two units: a unit of no length keeps them apart.
                    units.insert(
                        index,
                        Token { kind: TokenKind::Mark, range: Range { start: from, end: from } },
                    );
                    atoms.insert(index, BARRIER);
                }
                None => {}
            }
            continue;
        }
        for (unit, atom) in units[index..].iter().zip(&mut atoms[index..]) {
            if unit.range.start >= to {
                break;
            }
            *atom = BARRIER;
        }
    }
}
