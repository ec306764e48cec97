//! A term on a line: in the page's text, and in what the page doesn't show.

use unicode_segmentation::UnicodeSegmentation;

use crate::parse::{Doc, NodeKind};
use crate::text::{Range, fold_into};

/// What is looked for.
pub struct Term {
    /// As it was typed.
    pub typed: String,
    folded: String,
}

/// Where the term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Bytes in the file.
    pub source: Range,
    /// Bytes in [`Doc::text`]; none where the page doesn't show it.
    pub shown: Option<Range>,
}

impl Term {
    /// A term as it was typed.
    pub fn new(typed: &str) -> Term {
        let typed = typed.trim().to_owned();
        Term { folded: Folded::new(&typed).text, typed }
    }
}

/// Every place on the line, whose bytes are given, in order.
pub fn on_line(doc: &Doc, line: Range, term: &Term) -> Vec<At> {
    let mut out = everywhere(doc, term);
    out.retain(|at| at.source.overlaps(line));
    for found in Folded::new(line.of(&doc.source)).find(&term.folded) {
        let source = found.shifted(line.start as usize);
        if !out.iter().any(|at| at.source.overlaps(source)) {
            out.push(At { source, shown: None });
        }
    }
    out.sort_by_key(|at| at.source);
    out
}

/// Every place in the page's text, in the order of the file; but for code, whose characters have no place of their
/// own in the file.
pub fn everywhere(doc: &Doc, term: &Term) -> Vec<At> {
    let codes: Vec<Range> =
        doc.nodes.iter().filter(|node| is_code(node.kind)).map(|node| node.text).collect();
    let mut out = Vec::new();
    for run in &doc.runs {
        for found in Folded::new(run.text.of(&doc.text)).find(&term.folded) {
            let shown = found.shifted(run.text.start as usize);
            if !codes.iter().any(|code| code.overlaps(shown)) {
                out.push(At { source: doc.source_range(shown), shown: Some(shown) });
            }
        }
    }
    out.sort_by_key(|at| at.source);
    out
}

/// Whether the node is code, in a block or in a line.
pub fn is_code(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Code | NodeKind::CodeBlock(_))
}

/// A text as forms are compared, and where its bytes come from.
struct Folded {
    text: String,
    /// For each byte of `text`, and the one after the last, the byte of the original at which its character begins.
    from: Vec<u32>,
}

impl Folded {
    fn new(original: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(original.len()), from: Vec::new() };
        let mut in_space = false;
        for (at, letter) in original.grapheme_indices(true) {
            let is_space = letter.chars().all(char::is_whitespace);
            match letter {
                _ if is_space && in_space => {}
                _ if is_space => folded.text.push(' '),
                "-" | "\u{2010}" | "\u{2011}" => folded.text.push(' '),
                letter => fold_into(letter, &mut folded.text),
            }
            in_space = is_space;
            folded.from.resize(folded.text.len(), at as u32);
        }
        folded.from.push(original.len() as u32);
        folded
    }

    /// Where `words`, folded alike, stand; in bytes of the original, not overlapping.
    fn find(&self, words: &str) -> Vec<Range> {
        if words.is_empty() {
            return Vec::new();
        }
        let begins = |at: usize| at == 0 || self.from[at] != self.from[at - 1];
        let matches = self.text.match_indices(words).map(|(at, found)| (at, at + found.len()));
        matches
            .filter(|(start, end)| begins(*start) && begins(*end))
            .map(|(start, end)| Range { start: self.from[start], end: self.from[end] })
            .collect()
    }
}
