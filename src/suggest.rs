//! What behaves like a term and has no entry, and what behaves like an entry's form and is none.
//!
//! Suggestions are guesses from the outside of words: how often they recur, and what sets them apart. Nothing here
//! knows grammar, and nothing is changed.

mod common;
mod find;
mod known;
mod merge;

use std::collections::BTreeMap;

use find::Candidate;
use known::Known;

use crate::resolve::{EntryIndex, Site, forms_of};
use crate::text::{LineIndex, Range, plural, sentence_around};

/// Passages that are shown of each suggestion, at most.
const MOST_PASSAGES: usize = 3;
/// Characters that a passage shows on either side of the words, at most.
const LONGEST_SIDE: usize = 70;

/// Something that may deserve an entry, or a line in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words, as they are most often written.
    pub words: String,
    /// What could be made of them.
    pub what: What,
    /// How strongly they behave like a term; only good for comparing.
    pub score: u32,
    /// What the score is made of, the most telling first.
    pub reasons: Vec<String>,
    /// Where they stand, at most three places.
    pub passages: Vec<Passage>,
    /// A command, or the line to add and the file it goes into.
    pub remedy: String,
}

/// What could be made of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A concept.
    Concept,
    /// A name.
    Name,
    /// Another form of this entry.
    Form(EntryIndex),
}

impl What {
    /// The word for it: `concept`, `name`, `form`.
    pub fn word(self) -> &'static str {
        match self {
            What::Concept => "concept",
            What::Name => "name",
            What::Form(_) => "form",
        }
    }
}

/// A place where the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The file: of the site, or `KEY.txt` of a source.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The words in their sentence, cut where it is long.
    pub text: String,
}

/// Everything that could be suggested for the site, the strongest first. `texts` are the sources' texts by key: they
/// are looked through too.
pub fn suggest(site: &Site, texts: &BTreeMap<String, String>) -> Vec<Suggestion> {
    let known = Known::new(site);
    let pages = find::pages(site, texts);
    let candidates = merge::merged(find::candidates(site, &pages, &known), &known);
    let mut out: Vec<Suggestion> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let variant = known.variant(&candidate.surface());
            let score = score(&candidate, variant.is_some())?;
            Some(suggestion(site, &pages, &candidate, variant.as_ref(), score))
        })
        .collect();
    out.sort_by(|one, other| other.score.cmp(&one.score).then_with(|| one.words.cmp(&other.words)));
    out
}

/// None where nothing sets the words apart. One word alone needs a sign: common words recur as well.
fn score(of: &Candidate, is_variant: bool) -> Option<u32> {
    let pages = of.pages.len().min(of.company.len()) as u32;
    let sources = of.n_in_sources.min(5) as u32;
    let signs = 3 * of.signs.quoted.min(2)
        + 3 * of.signs.emphasised.min(2)
        + 4 * of.signs.cued.min(2)
        + 3 * of.signs.headed.min(1)
        + 3 * of.signs.cited.min(1)
        + 6 * of.signs.linked.min(1)
        + if of.is_name() { 3 } else { 0 };
    // Two names side by side aren't one.
    if of.is_name() && of.surface().contains(" and ") {
        return None;
    }
    let recurs = of.n_words > 1 && pages + sources.min(1) > 1;
    let stands_out = recurs || is_variant || signs >= if of.n_words > 1 { 1 } else { 5 };
    if !stands_out || of.count() < 2 && signs < 4 && !is_variant {
        return None;
    }
    let recurrence = if of.n_words > 1 { 2 * pages.min(8) + sources } else { pages.min(4) };
    Some(recurrence + signs)
}

fn suggestion(
    site: &Site,
    pages: &[find::Page<'_>],
    of: &Candidate,
    variant: Option<&known::Variant>,
    score: u32,
) -> Suggestion {
    let words = of.surface();
    let what = match variant {
        Some(variant) => What::Form(variant.entry),
        None if of.is_name() => What::Name,
        None => What::Concept,
    };
    let remedy = match (variant, what) {
        (Some(variant), _) => line_to_add(site, variant, &words),
        (None, What::Name) => format!("lectern new name \"{words}\""),
        (None, _) => format!("lectern new concept \"{}\"", sentence_case(&words)),
    };
    let mut reasons = reasons(of);
    if let Some(variant) = variant {
        let title = &site.entry_doc(variant.entry).meta.title.it;
        reasons.insert(0, format!("{} of `{title}`", variant.how.words()));
    }
    let passages = of.places.iter().take(MOST_PASSAGES).map(|place| passage(&pages[place.page], place.at));
    Suggestion { words, what, score, reasons, passages: passages.collect(), remedy }
}

fn reasons(of: &Candidate) -> Vec<String> {
    let mut out = Vec::new();
    let in_pages = of.count() - of.n_in_sources;
    if in_pages > 0 {
        let times = if in_pages == 1 { "once".to_owned() } else { format!("{in_pages} times") };
        out.push(format!("{times} on {}", plural(of.pages.len(), "page")));
    }
    if of.n_in_sources > 0 {
        let before = if in_pages > 0 { "" } else { "only in the sources: " };
        let after = if in_pages > 0 { " in the sources" } else { "" };
        let times =
            if of.n_in_sources == 1 { "once".to_owned() } else { format!("{} times", of.n_in_sources) };
        out.push(format!("{before}{times}{after}"));
    }
    let signs = &of.signs;
    let all = [
        (signs.linked, "linked to, but there is no such entry"),
        (signs.cued, "introduced as a term"),
        (signs.quoted, "in quotation marks"),
        (signs.emphasised, "emphasised"),
        (signs.headed, "a heading of an article"),
        (signs.cited, "a place that citations name"),
        (u32::from(of.is_name()), "with capitals inside a sentence"),
    ];
    out.extend(all.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words.to_owned()));
    out
}

/// "add `forms = ["norm"]` to content/concepts/norms.md"
fn line_to_add(site: &Site, variant: &known::Variant, words: &str) -> String {
    let doc = site.entry_doc(variant.entry);
    let forms = forms_of(doc);
    let (key, has) = match variant.how {
        known::How::Inflected => ("forms", forms.is_some_and(|forms| !forms.forms.is_empty())),
        known::How::Spelt => ("aliases", forms.is_some_and(|forms| !forms.aliases.is_empty())),
    };
    match has {
        true => format!("add \"{words}\" to `{key}` in {}", doc.path),
        false => format!("add `{key} = [\"{words}\"]` to {}", doc.path),
    }
}

/// "Islands of civility"
fn sentence_case(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn passage(page: &find::Page<'_>, at: find::At) -> Passage {
    let (text, range, offset) = match at {
        find::At::Text(range) => {
            let offset = page.doc.map_or(range, |doc| doc.source_range(range));
            (page.block(range), range, offset.start)
        }
        find::At::Front(range) => {
            let source = page.doc.map_or("", |doc| &doc.source);
            return Passage {
                path: page.path.clone(),
                line: LineIndex::new(source).place(range.start as usize).line,
                text: on_one_line(range.of(source).trim_matches('"'), LONGEST_SIDE * 2),
            };
        }
    };
    let source = page.doc.map_or(page.text, |doc| &doc.source);
    let line = LineIndex::new(source).place(offset as usize).line;
    let (start, block) = text;
    let inside = Range { start: range.start - start, end: range.end - start };
    let sentence = sentence_around(block, inside);
    let before = Range { start: sentence.start, end: inside.start }.of(block);
    let after = Range { start: inside.end, end: sentence.end.max(inside.end) }.of(block);
    let shown = format!(
        "{}{}{}",
        tail(&on_one_line(before, usize::MAX)),
        on_one_line(inside.of(block), usize::MAX),
        on_one_line(after, LONGEST_SIDE)
    );
    Passage {
        path: page.path.clone(),
        line,
        text: shown.replace(" .", ".").replace(" ,", ",").replace(" :", ":"),
    }
}

/// The last [`LONGEST_SIDE`] characters, from a word on.
fn tail(text: &str) -> String {
    let n = text.chars().count();
    if n <= LONGEST_SIDE {
        return text.to_owned();
    }
    let end: String = text.chars().skip(n - LONGEST_SIDE).collect();
    let at_word = end.find(' ').map_or(end.as_str(), |space| &end[space..]);
    format!("…{at_word}")
}

/// With every stretch of white space as one space, cut at a word after `most` characters.
fn on_one_line(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(ch),
        }
    }
    if out.chars().count() <= most {
        return out;
    }
    let head: String = out.chars().take(most).collect();
    let at_word = head.rfind(' ').map_or(head.as_str(), |space| &head[..space]);
    format!("{at_word} …")
}
