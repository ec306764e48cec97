//! Claimed quotations: a block quotation that ends in a citation, and three words or more in double marks that one
//! directly follows.

use std::collections::BTreeMap;

use super::{Doc, NodeKind, Quotation};
use crate::text::Range;

/// Words that double marks must hold before they claim to quote.
const LEAST_WORDS: usize = 3;

/// Every claim of the document, in order.
pub fn find(doc: &Doc) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let blocks: Vec<Quotation> = doc
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.kind == NodeKind::Quote)
        .filter_map(|(index, _)| block(doc, index as u32))
        .collect();
    let of_block: BTreeMap<u32, &Quotation> =
        blocks.iter().rev().map(|block| (block.citation, block)).collect();
    // The furthest end of a block so far: blocks lie in the order of their starts.
    let mut ends: Vec<(u32, u32)> = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let furthest = ends.last().map_or(0, |(_, end)| *end).max(block.text.end);
        ends.push((block.text.start, furthest));
    }
    for (index, citation) in doc.citations.iter().enumerate() {
        if let Some(block) = of_block.get(&(index as u32)) {
            out.push(**block);
        } else if let Some(words) = words_before(doc, citation.at) {
            let n_before = ends.partition_point(|(start, _)| *start <= words.start);
            let inside = n_before.checked_sub(1).is_some_and(|last| words.end <= ends[last].1);
            if !inside {
                let range = doc.source_range(words);
                out.push(Quotation { text: words, range, citation: index as u32, block: None });
            }
        }
    }
    out
}

/// The claim of a block quotation whose last inline element is a citation.
fn block(doc: &Doc, node: u32) -> Option<Quotation> {
    let quote = &doc.nodes[node as usize];
    let inside = &doc.nodes[node as usize + 1..quote.end as usize];
    let last = inside.iter().rev().find(|node| {
        node.kind != NodeKind::SoftBreak && !(node.kind == NodeKind::Text && is_stop(node.text.of(&doc.text)))
    })?;
    let NodeKind::Citation(citation) = last.kind else { return None };
    let words =
        trimmed(&doc.text, Range { start: quote.text.start, end: doc.citations[citation as usize].at });
    let range = doc.source_range(words);
    (!words.is_empty()).then_some(Quotation { text: words, range, citation, block: Some(node) })
}

fn is_stop(text: &str) -> bool {
    text.trim().is_empty() || text.trim() == "."
}

/// Without white space, a dash that leads to the citation, and marks round the whole.
fn trimmed(text: &str, range: Range) -> Range {
    let words = range.of(text);
    let end = words.trim_end_matches(|ch: char| ch.is_whitespace() || matches!(ch, '—' | '–')).len();
    let start = words[..end].len() - words[..end].trim_start().len();
    let inner = &words[start..end];
    let marked = inner.strip_prefix(['"', '“']).and_then(|rest| rest.strip_suffix(['"', '”']));
    let (start, end) = match marked.filter(|inner| !inner.contains(['"', '“', '”'])) {
        Some(bare) => {
            let start = start + inner.chars().next().map_or(0, char::len_utf8);
            (start, start + bare.len())
        }
        None => (start, end),
    };
    Range::new(start, end).shifted(range.start as usize)
}

/// The words in double marks that end right before the byte `at` of the text.
fn words_before(doc: &Doc, at: u32) -> Option<Range> {
    let run = doc.runs.get(doc.run_at(at)? as usize)?;
    let before = Range { start: run.text.start, end: at }.of(&doc.text);
    let closed = before.strip_suffix([' ', '\n', '\u{a0}']).unwrap_or(before);
    let inside = closed.strip_suffix(['"', '”', '“'])?;
    let curly = !closed.ends_with('"');
    let open = if curly { inside.rfind(['“', '„'])? } else { inside.rfind('"')? };
    let n_mark = inside[open..].chars().next().map_or(1, char::len_utf8);
    let words = &inside[open + n_mark..];
    let n_words = words.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let start = run.text.start as usize + open + n_mark;
    (n_words >= LEAST_WORDS).then(|| Range::new(start, start + words.len()))
}
