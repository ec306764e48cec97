//! Rules on the prose itself: words that the editorial standard bans, quotations without a source.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::{Doc, Kind, NodeKind, RunPlace};
use crate::text::{Range, TokenKind, fold_into, folded_key, tokens};

/// Words in double marks that are more than a phrase: whoever writes them quotes somebody.
const LEAST_WORDS: usize = 5;

/// Five words or more in double marks that no citation directly follows, where sources are spoken of.
pub fn uncited_quotations(doc: &Doc, out: &mut Vec<Diagnostic>) {
    if !matches!(doc.kind, Kind::Article | Kind::Concept | Kind::Name | Kind::Dialogue) {
        return;
    }
    for run in doc.runs.iter().filter(|run| matches!(run.place, RunPlace::Prose | RunPlace::Cell)) {
        for marked in in_marks(run.text.of(&doc.text)) {
            let words = marked.shifted(run.text.start as usize);
            let n_words = words.of(&doc.text).split_whitespace().count();
            if n_words >= LEAST_WORDS && !is_cited(doc, words) {
                out.push(messages::editorial::uncited_quotation(&doc.path, doc.source_range(words)));
            }
        }
    }
}

/// What stands between double marks, without them.
fn in_marks(text: &str) -> Vec<Range> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    // Most texts hold no mark: the straight one is a byte, the others begin with one.
    if !text.bytes().any(|byte| matches!(byte, b'"' | 0xE2)) {
        return out;
    }
    for (at, ch) in text.char_indices() {
        match (open, ch) {
            (None, '"' | '“' | '„') => open = Some((at + ch.len_utf8(), ch)),
            (Some((start, '"')), '"') | (Some((start, '“')), '”') | (Some((start, '„')), '“' | '”') =>
            {
                out.push(Range::new(start, at));
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// Whether a citation directly follows the closing mark, or the words stand in a quotation that has one.
fn is_cited(doc: &Doc, words: Range) -> bool {
    let after = &doc.text[words.end as usize..];
    let n_mark = after.chars().next().map_or(0, char::len_utf8) as u32;
    let close = words.end + n_mark;
    let between = |at: u32| Range { start: close.min(at), end: at }.of(&doc.text);
    let follows = |at: u32| at >= close && between(at).chars().all(char::is_whitespace);
    doc.citations.iter().any(|citation| follows(citation.at))
        || doc.quotations.iter().any(|quotation| quotation.text.contains(words))
}

/// A banned word or phrase as typed, and its words, folded.
pub type Banned = (String, Vec<String>);

/// What the site's editorial standard bans.
pub fn banned(config: &Config) -> Vec<Banned> {
    let words = |text: &str| folded_key(text).split(' ').map(str::to_owned).collect();
    config.style.banned.iter().map(|text| (text.clone(), words(text))).collect()
}

/// A word or phrase that the site's editorial standard bans. Whoever is quoted may use it, and so may code, which is
/// nobody's style.
pub fn banned_words(doc: &Doc, banned: &[Banned], out: &mut Vec<Diagnostic>) {
    let is_code =
        |words: Range| doc.nodes.iter().any(|node| node.kind == NodeKind::Code && node.text.overlaps(words));
    for run in doc.runs.iter().filter(|run| run.place != RunPlace::Code) {
        for (at, text) in found(run.text.of(&doc.text), banned) {
            let words = at.shifted(run.text.start as usize);
            let is_quoted = doc.quotations.iter().any(|quotation| quotation.text.contains(words));
            if !is_quoted && !is_code(words) {
                out.push(messages::editorial::banned_word(&doc.path, doc.source_range(words), text));
            }
        }
    }
    if let Some(summary) = &doc.meta.summary {
        for (_, text) in found(&summary.it, banned) {
            out.push(messages::editorial::banned_word(&doc.path, summary.range, text));
        }
    }
}

/// Where banned words stand in a text, and which.
fn found<'a>(text: &str, banned: &'a [Banned]) -> Vec<(Range, &'a str)> {
    let mut out = Vec::new();
    // The longest word of a phrase is the rarest.
    let longest = |words: &'a [String]| words.iter().max_by_key(|word| word.len());
    let may_hold: Vec<&Banned> =
        banned.iter().filter(|(_, words)| longest(words).is_some_and(|word| may_hold(text, word))).collect();
    if may_hold.is_empty() {
        return out;
    }
    let (mut units, mut folded) = (Vec::new(), String::new());
    tokens(text, &mut units);
    units.retain(|unit| unit.kind == TokenKind::Word);
    let mut is = |index: usize, word: &str| {
        folded.clear();
        units.get(index).is_some_and(|unit| {
            fold_into(unit.range.of(text), &mut folded);
            folded == word
        })
    };
    for (typed, words) in may_hold {
        for index in 0..units.len() {
            if words.iter().enumerate().all(|(place, word)| is(index + place, word)) {
                let end = units[index + words.len() - 1].range.end;
                out.push((Range { start: units[index].range.start, end }, typed.as_str()));
            }
        }
    }
    out
}

/// Whether a folded word may stand in a text: false only where it surely doesn't, for cutting a text into words costs
/// far more than looking through its bytes.
fn may_hold(text: &str, word: &str) -> bool {
    // Outside ASCII only the Kelvin sign and apostrophes fold into it.
    if !word.is_ascii() || (!text.is_ascii() && word.contains(['k', '\''])) {
        return true;
    }
    let Some((first, rest)) = word.as_bytes().split_first() else { return true };
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| {
        bytes[at].to_ascii_lowercase() == *first
            && bytes[at + 1..].get(..rest.len()).is_some_and(|next| next.eq_ignore_ascii_case(rest))
    })
}
