//! Prose that says the old title, made to say the new one; never in a quotation.

use super::Plan;
use crate::parse::{Doc, NodeKind};
use crate::resolve::{DocIndex, Site, Standing, plural};
use crate::text::Range;

/// Replaces the old title and its regular plural, with its capitals or with its first letter's changed, where the tool
/// found it by itself. A plural is left where the new title has none.
pub fn reword(site: &Site, doc: DocIndex, old: &str, new: &str, plan: &mut Plan) {
    let Some(entry) = site.entry_of[doc as usize] else { return };
    let (mut n_reworded, mut n_left) = (0, 0);
    let titles = std::iter::once((old.to_owned(), new.to_owned())).chain(plural(old).zip(plural(new)));
    let said: Vec<(String, String)> = titles
        .flat_map(|(old, new)| {
            let first = [(raised(&old), raised(&new)), (lowered(&old), lowered(&new))];
            std::iter::once((old, new)).chain(first)
        })
        .collect();
    for (index, mentions) in site.mentions.iter().enumerate() {
        let doc = &site.docs[index];
        let found =
            mentions.iter().filter(|it| it.entry == entry && !matches!(it.standing, Standing::Hand(_)));
        for mention in found {
            let words = mention.text.of(&doc.text);
            let Some((_, new)) = said.iter().find(|(old, _)| old == words) else { continue };
            let range = doc.source_range(mention.text);
            if range.of(&doc.source) != words || is_quoted(doc, mention.text) {
                n_left += 1;
                continue;
            }
            let _ = plan.edits.replace(&doc.path, range, new);
            n_reworded += 1;
        }
    }
    plan.notes.push(format!("prose: {n_reworded} reworded, {n_left} in quotations or broken lines left"));
}

/// With a capital first letter.
fn raised(words: &str) -> String {
    with_first(words, |first| first.to_uppercase().collect())
}

/// With a small first letter, unless the first word is all capitals.
fn lowered(words: &str) -> String {
    match words.chars().nth(1).is_some_and(char::is_uppercase) {
        true => words.to_owned(),
        false => with_first(words, |first| first.to_lowercase().collect()),
    }
}

fn with_first(words: &str, change: impl Fn(char) -> String) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| change(first) + rest.as_str())
}

/// Whether the words stand in a block quotation or between double marks, claimed to be verbatim or not.
fn is_quoted(doc: &Doc, words: Range) -> bool {
    let in_block = |node: &crate::parse::Node| node.kind == NodeKind::Quote && node.text.contains(words);
    let run = doc.run_at(words.start).map_or(Range::default(), |run| doc.runs[run as usize].text);
    let before = Range { start: run.start, end: words.start }.of(&doc.text);
    let n_straight = before.matches('"').count();
    let opened = before.rfind(['“', '„', '«']);
    let closed = before.rfind(['”', '»']);
    doc.nodes.iter().any(in_block)
        || doc.quotations.iter().any(|quotation| quotation.text.overlaps(words))
        || n_straight % 2 == 1
        || opened.is_some_and(|opened| closed.is_none_or(|closed| closed < opened))
}
