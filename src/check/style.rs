//! Rules on the prose itself: words that the editorial standard bans, quotations without a source.

use aho_corasick::AhoCorasick;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, messages};
use crate::memory::{Mark, mark_of};
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

/// What the site's editorial standard bans.
pub struct Banned {
    /// Each word or phrase as typed, and its words, folded.
    phrases: Vec<Phrase>,
    /// Looks for the longest word of each phrase, whose length makes it the rarest; none where there are too many for it.
    finder: Option<AhoCorasick>,
}

type Phrase = (String, Vec<String>);

impl Banned {
    /// What the settings ban.
    pub fn of(config: &Config) -> Banned {
        let words = |text: &str| folded_key(text).split(' ').map(str::to_owned).collect();
        let phrases: Vec<Phrase> =
            config.style.banned.iter().map(|text| (text.clone(), words(text))).collect();
        let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(phrases.iter().map(longest));
        Banned { phrases, finder: finder.ok() }
    }

    /// Stands for it.
    pub fn mark(&self) -> Mark {
        mark_of(&self.phrases)
    }

    /// The phrases that may stand in a text: only those are left out that surely don't, for cutting a text into words
    /// costs far more than looking through its bytes.
    fn may_stand_in(&self, text: &str) -> Vec<&Phrase> {
        let Some(finder) = &self.finder else { return self.phrases.iter().collect() };
        let mut is_found = vec![false; self.phrases.len()];
        for found in finder.find_overlapping_iter(text) {
            is_found[found.pattern().as_usize()] = true;
        }
        // Outside ASCII only the Kelvin sign and apostrophes fold into it.
        let is_plain = |word: &str| word.is_ascii() && (text.is_ascii() || !word.contains(['k', '\'']));
        let may = |(phrase, is_found): &(&Phrase, &bool)| **is_found || !is_plain(longest(phrase));
        self.phrases.iter().zip(&is_found).filter(may).map(|(phrase, _)| phrase).collect()
    }
}

fn longest((_, words): &Phrase) -> &str {
    words.iter().max_by_key(|word| word.len()).map_or("", String::as_str)
}

/// A word or phrase that the site's editorial standard bans. Whoever is quoted may use it, and so may code, which is
/// nobody's style.
pub fn banned_words(doc: &Doc, banned: &Banned, out: &mut Vec<Diagnostic>) {
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
fn found<'a>(text: &str, banned: &'a Banned) -> Vec<(Range, &'a str)> {
    let mut out = Vec::new();
    let may_stand = banned.may_stand_in(text);
    if may_stand.is_empty() {
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
    for (typed, words) in may_stand {
        for index in 0..units.len() {
            if words.iter().enumerate().all(|(place, word)| is(index + place, word)) {
                let end = units[index + words.len() - 1].range.end;
                out.push((Range { start: units[index].range.start, end }, typed.as_str()));
            }
        }
    }
    out
}
