//! Links gained and lost, each in its sentence.

use std::collections::BTreeMap;

use super::pages::{PageId, Pairs};
use super::{Both, Lines, Link, unshared};
use crate::parse::{Doc, LinkStyle, RunPlace};
use crate::resolve::{DocIndex, EntryIndex, Site, Standing, Target};
use crate::text::{Range, sentence_around};

/// Characters of a sentence on either side of the words, at most.
const MOST_BESIDE: usize = 120;
/// Bytes of a character in UTF-8, at most.
const LONGEST_CHARACTER: usize = 4;

/// Where a link leads, whichever site it is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum To {
    Page(PageId, String),
    Asset(String),
    Url(String),
}

/// A link as it stands in a document.
#[derive(Clone, Copy)]
struct At {
    doc: DocIndex,
    text: Range,
    run: u32,
    by: By,
}

/// Who made a link.
#[derive(Clone, Copy)]
enum By {
    /// The author: the document's link.
    Hand(u32),
    /// The tool, which found this entry.
    Itself(EntryIndex),
}

/// From which page to where, and each such link in the order of reading.
type Links = BTreeMap<(PageId, To), Vec<At>>;

/// Links that only one of the sites has, on pages of both, in the order of paths, then of the text. Of the links from one page to one
/// place, those in equal sentences are the same, then as many others as both sites have.
pub fn changes(before: &Site, after: &Site, pairs: &Pairs) -> Both<Link> {
    let mut then = links(before, &|doc| pairs.page_before(doc));
    let mut now = links(after, &|doc| pairs.page_after(doc));
    // What stands on a new page is the page's; what stood on one that is gone went with it.
    let is_paired = |page: PageId| pairs.before.get(page).is_some_and(Option::is_some);
    then.retain(|(from, _), _| is_paired(*from));
    now.retain(|(from, _), _| is_paired(*from));
    let (mut lost, mut gained) = (Vec::new(), Vec::new());
    let (mut old_lines, mut new_lines) = (Lines::default(), Lines::default());
    for (way, old) in then {
        let new = now.remove(&way).unwrap_or_default();
        if old.len() == new.len() {
            continue;
        }
        let old = old.into_iter().map(|at| (at, shown(before, at, &mut old_lines))).collect();
        let new = new.into_iter().map(|at| (at, shown(after, at, &mut new_lines))).collect();
        let key = |(_, link): &(At, Link)| (link.before.clone(), link.words.clone(), link.after.clone());
        let left: Both<(At, Link)> = unshared(old, new, key);
        let n_same = left.lost.len().min(left.gained.len());
        lost.extend(left.lost.into_iter().skip(n_same));
        gained.extend(left.gained.into_iter().skip(n_same));
    }
    gained.extend(now.into_values().flatten().map(|at| (at, shown(after, at, &mut new_lines))));
    Both { gained: in_order(gained), lost: in_order(lost) }
}

/// How many links stand on a page.
pub fn n_links(site: &Site, doc: DocIndex) -> usize {
    let targets = &site.targets[doc as usize];
    let mentions = site.mentions[doc as usize].iter();
    let n_made = mentions.filter(|mention| mention.standing == Standing::Linked).count();
    targets.iter().filter(|target| **target != Target::Nowhere).count() + n_made
}

fn in_order(mut links: Vec<(At, Link)>) -> Vec<Link> {
    links.sort_by_key(|(at, _)| (at.doc, at.text));
    links.into_iter().map(|(_, link)| link).collect()
}

fn links(site: &Site, page: &dyn Fn(DocIndex) -> PageId) -> Links {
    let mut out = Links::new();
    for (index, doc) in site.docs.iter().enumerate() {
        let from = index as DocIndex;
        for (number, link) in doc.links.iter().enumerate() {
            let to = match &site.targets[index][number] {
                Target::Doc(to, anchor) => {
                    To::Page(page(*to), anchor.as_ref().map(|anchor| anchor.id.clone()).unwrap_or_default())
                }
                Target::Asset(address) => To::Asset(address.clone()),
                Target::Url(url) => To::Url(url.clone()),
                Target::Nowhere => continue,
            };
            if doc.runs.get(link.run as usize).is_none_or(|run| doc.is_shown(run)) {
                let at = At { doc: from, text: link.text, run: link.run, by: By::Hand(number as u32) };
                out.entry((page(from), to)).or_default().push(at);
            }
        }
        for mention in site.mentions[index].iter().filter(|mention| mention.standing == Standing::Linked) {
            let to = To::Page(page(site.entries[mention.entry as usize].doc), String::new());
            let at = At { doc: from, text: mention.text, run: mention.run, by: By::Itself(mention.entry) };
            out.entry((page(from), to)).or_default().push(at);
        }
    }
    out.values_mut().for_each(|links| links.sort_by_key(|at| at.text));
    out
}

fn shown<'a>(site: &'a Site, at: At, lines: &mut Lines<'a>) -> Link {
    let doc = &site.docs[at.doc as usize];
    let (to, title) = leads(site, at);
    let (before, mut words, after) = sentence(doc, at.run, at.text);
    let is_path = |link: u32| {
        let link = &doc.links[link as usize];
        link.style == LinkStyle::Label && link.to.contains(['/', '#'])
    };
    let (by, start) = match at.by {
        By::Hand(link) => ("hand", doc.links[link as usize].range.start),
        By::Itself(_) => ("itself", doc.source_range(at.text).start),
    };
    if matches!(at.by, By::Hand(link) if is_path(link)) {
        // The page shows the title in place of such a label.
        words.clone_from(&title);
    }
    let line = lines.number(&doc.path, &doc.source, start);
    Link { path: doc.path.to_string(), line, to, title, by, words, before, after }
}

/// The address to which a link leads, and what a reader finds there.
fn leads(site: &Site, at: At) -> (String, String) {
    let title = |doc: DocIndex| site.docs[doc as usize].meta.title.it.clone();
    let address = |doc: DocIndex| site.addresses[doc as usize].clone();
    let link = match at.by {
        By::Hand(link) => link,
        By::Itself(entry) => {
            let doc = site.entries[entry as usize].doc;
            return (address(doc), title(doc));
        }
    };
    match &site.targets[at.doc as usize][link as usize] {
        Target::Doc(to, None) => (address(*to), title(*to)),
        Target::Doc(to, Some(anchor)) => (format!("{}#{}", address(*to), anchor.id), title(*to)),
        Target::Asset(to) | Target::Url(to) => (to.clone(), to.clone()),
        Target::Nowhere => (String::new(), String::new()),
    }
}

/// What stands before some words in their sentence, the words, and what stands after them; on one line.
fn sentence(doc: &Doc, run: u32, words: Range) -> (String, String, String) {
    let line = |range: Range| shown_text(doc, range).replace('\n', " ");
    let Some(run) = doc.runs.get(run as usize) else { return (String::new(), line(words), String::new()) };
    let inside = Range { start: words.start - run.text.start, end: words.end - run.text.start };
    let sentence = match run.place {
        RunPlace::Prose => sentence_around(run.text.of(&doc.text), inside).shifted(run.text.start as usize),
        RunPlace::Cell | RunPlace::Heading | RunPlace::Code => near(&doc.text, run.text, words),
    };
    let before = line(Range { start: sentence.start, end: words.start });
    let after = line(Range { start: words.end, end: sentence.end });
    (last_of(before.trim_start()), line(words), first_of(after.trim_end()))
}

/// As much of a run as may be shown round some words: a long one isn't read again for each of its links.
fn near(text: &str, run: Range, words: Range) -> Range {
    let reach = MOST_BESIDE * LONGEST_CHARACTER * 2;
    let start = text.floor_char_boundary((words.start as usize).saturating_sub(reach));
    let end = text.ceil_char_boundary((words.end as usize + reach).min(text.len()));
    Range::new(start.max(run.start as usize), end.min(run.end as usize))
}

/// The text of a stretch; a citation that isn't shown takes along the space before a stop that follows it.
fn shown_text(doc: &Doc, range: Range) -> String {
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    let first = doc.citations.partition_point(|citation| citation.at <= range.start);
    for citation in doc.citations[first..].iter().take_while(|citation| citation.at < range.end) {
        let before = Range { start: at, end: citation.at }.of(&doc.text);
        let after = Range { start: citation.at, end: range.end }.of(&doc.text);
        let is_gap = after.starts_with(['.', ',', ';', ':']);
        out.push_str(if is_gap { before.trim_end_matches([' ', '\n']) } else { before });
        at = citation.at;
    }
    out.push_str(Range { start: at, end: range.end }.of(&doc.text));
    out
}

/// The last words of a long text, after an ellipsis.
fn last_of(text: &str) -> String {
    match text.char_indices().rev().nth(MOST_BESIDE) {
        None => text.to_owned(),
        Some((at, _)) => {
            let tail = &text[at..];
            format!("…{}", tail.find(' ').map_or(tail, |space| &tail[space..]))
        }
    }
}

/// The first words of a long text, before an ellipsis.
fn first_of(text: &str) -> String {
    match text.char_indices().nth(MOST_BESIDE) {
        None => text.to_owned(),
        Some((at, _)) => {
            let head = &text[..at];
            format!("{} …", head.rfind(' ').map_or(head, |space| &head[..space]))
        }
    }
}
