//! A mention in its sentence, as another page quotes it.

use super::Context;
use super::views::Passage;
use crate::parse::{Doc, LinkStyle, RunPlace};
use crate::resolve::{DocIndex, Mention, Target};
use crate::text::typography::{Edit, push_set};
use crate::text::{Range, sentence_around};

/// The longest passage, in characters; past it the sentence is cut at a word.
const LONGEST: usize = 300;

/// The sentence of the document `doc` in which `mention` stands; `href` leads to the mention.
pub fn passage(ctx: &Context<'_>, doc: DocIndex, mention: &Mention, href: String) -> Passage {
    let document = ctx.doc(doc);
    let Some(run) = document.runs.get(mention.run as usize) else { return Passage::default() };
    let text = run.text.of(&document.text);
    let start = run.text.start;
    let inside = Range { start: mention.text.start - start, end: mention.text.end - start };
    let sentence = match run.place {
        RunPlace::Prose => sentence_around(text, inside),
        RunPlace::Cell | RunPlace::Heading | RunPlace::Code => Range::new(0, text.len()),
    };
    let words = |from: u32, to: u32| shown(ctx, doc, Range { start: from + start, end: to + start });
    let (before, after) = cut(&words(sentence.start, inside.start), &words(inside.end, sentence.end));
    Passage { href, paragraph: run.paragraph, before, words: words(inside.start, inside.end), after }
}

/// The text of a stretch of a document on one line, with labels replaced by what they show.
pub fn shown(ctx: &Context<'_>, doc: DocIndex, range: Range) -> String {
    let (document, edits) = (ctx.doc(doc), &ctx.typeset[doc as usize].edits);
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    let first = document.links.partition_point(|link| link.text.start < at);
    let inside = document.links.iter().enumerate().skip(first);
    for (index, link) in inside.take_while(|(_, link)| link.text.start < range.end) {
        if link.text.start < at || range.end < link.text.end || link.style != LinkStyle::Label {
            continue;
        }
        if let Some(words) = label_words(ctx, doc, index) {
            push_text(document, edits, Range { start: at, end: link.text.start }, &mut out);
            out.push_str(&words);
            at = link.text.end;
        }
    }
    push_text(document, edits, Range { start: at, end: range.end }, &mut out);
    out.replace('\n', " ")
}

/// Appends the document's text; a citation that is left out takes along the space before a stop that follows it.
fn push_text(document: &Doc, edits: &[Edit], range: Range, out: &mut String) {
    let mut at = range.start;
    let first = document.citations.partition_point(|citation| citation.at <= range.start);
    for citation in document.citations[first..].iter().take_while(|citation| citation.at < range.end) {
        let before = Range { start: at, end: citation.at }.of(&document.text);
        let after = Range { start: citation.at, end: range.end }.of(&document.text);
        let has_gap = after.starts_with(['.', ',', ';', ':']);
        let before = if has_gap { before.trim_end_matches([' ', '\n']) } else { before };
        push_set(before, at, edits, &mut |piece| out.push_str(piece));
        at = citation.at;
    }
    let rest = Range { start: at, end: range.end }.of(&document.text);
    push_set(rest, at, edits, &mut |piece| out.push_str(piece));
}

/// What a link written as a label shows in place of the label: the title for `[[concepts/x]]`, the heading's words
/// for `[[x#h]]`; none where it shows the label itself.
pub fn label_words(ctx: &Context<'_>, doc: DocIndex, link: usize) -> Option<String> {
    let (site, document) = (ctx.site, ctx.doc(doc));
    let label = &document.links[link].to;
    if document.links[link].style != LinkStyle::Label {
        return None;
    }
    let Target::Doc(to, anchor) = &site.targets[doc as usize][link] else { return None };
    let target: &Doc = &site.docs[*to as usize];
    if let Some(heading) = anchor.as_ref().and_then(|anchor| anchor.heading) {
        let range = target.headings[heading as usize].text;
        let mut words = String::with_capacity(range.len());
        push_set(range.of(&target.text), range.start, &ctx.typeset[*to as usize].edits, &mut |piece| {
            words.push_str(piece);
        });
        return Some(words.replace('\n', " "));
    }
    let says_folder =
        ["articles/", "concepts/", "names/", "pages/"].iter().any(|folder| label.starts_with(folder));
    (says_folder || label.contains('#')).then(|| ctx.title(*to).to_owned())
}

/// Both sides of the mention, at most [`LONGEST`] characters together, cut at words.
fn cut(before: &str, after: &str) -> (String, String) {
    let n_before = before.chars().count();
    let n_after = after.chars().count();
    if n_before + n_after <= LONGEST {
        return (before.to_owned(), after.to_owned());
    }
    let room_before = (LONGEST / 2).max(LONGEST.saturating_sub(n_after));
    let room_after = (LONGEST / 2).max(LONGEST.saturating_sub(n_before));
    let mut first = before.to_owned();
    if room_before < n_before {
        let tail: String = before.chars().skip(n_before - room_before).collect();
        let at_word = tail.find(' ').map_or(tail.as_str(), |space| &tail[space..]);
        first = format!("…{at_word}");
    }
    let mut last = after.to_owned();
    if room_after < n_after {
        let head: String = after.chars().take(room_after).collect();
        let at_word = head.rfind(' ').map_or(head.as_str(), |space| &head[..space]);
        last = format!("{at_word} …");
    }
    (first, last)
}
