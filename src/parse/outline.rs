//! Ids of headings, sections, and numbers of paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doc, Kind, NodeKind};
use crate::diagnostic::{Diagnostic, messages};
use crate::text::{Range, slug};

/// Ids that the theme gives to parts of a page.
const THEME_IDS: [&str; 55] = [
    "main",
    "definition",
    "uses",
    "related",
    "backlinks",
    "cite",
    "toc-h",
    "near",
    "concepts",
    "names",
    "sources",
    "contents",
    "search",
    "theme",
    "sq",
    "open-search",
    "az-filter",
    "f-all",
    "f-both",
    "f-a",
    "f-b",
    "as-list",
    "top",
    "tension",
    "questions-h",
    "articles",
    "notes",
    "site-nav",
    "dialogue",
    "map",
    "text-size",
    "matrix",
    "matrix-caption",
    "settings",
    "settings-button",
    "size",
    "density",
    "slash",
    "known-entries",
    "settings-save",
    "settings-load",
    "az-count",
    "copy-citation",
    "mark-known",
    "resume",
    "book-contents",
    "book-concepts",
    "book-names",
    "book-bibliography",
    "book-index",
    "search-count",
    "search-list",
    "search-all",
    "found",
    "found-count",
];

/// Whether an id of content's own would be taken for one of the theme's (PRODUCT.md's table of contracts).
pub fn is_reserved(id: &str) -> bool {
    let mut chars = id.chars();
    let letter_and_digits = chars.next().is_some_and(|ch| ch.is_ascii_alphabetic())
        && id.len() > 1
        && chars.all(|ch| ch.is_ascii_digit());
    has_reserved_beginning(id) || letter_and_digits || THEME_IDS.contains(&id)
}

/// Previews, mentions, and records of the bibliography.
fn has_reserved_beginning(id: &str) -> bool {
    ["pv-", "m-", "ref-"].iter().any(|beginning| id.starts_with(beginning))
}

/// Classes by which the theme, its script and other programs know what an element is.
const THEME_CLASSES: [&str; 9] = ["prose", "auto", "c", "citation", "num", "pn", "pv", "sn", "snr"];

/// Whether a class of content's own would be taken for one of the theme's.
pub fn is_reserved_class(class: &str) -> bool {
    THEME_CLASSES.contains(&class)
}

/// Gives every heading an id that no other has: the author's, or the slug of its words and a number.
pub fn give_ids(doc: &mut Doc, out: &mut Vec<Diagnostic>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for heading in &mut doc.headings {
        if !heading.explicit {
            continue;
        }
        if is_reserved(&heading.id) {
            out.push(messages::page::reserved_id(&doc.path, heading.range, &heading.id));
        } else if !taken.insert(heading.id.clone()) {
            out.push(messages::page::duplicate_id(&doc.path, heading.range, &heading.id));
        } else {
            continue;
        }
        // What was reported must not stand on the page all the same.
        heading.explicit = false;
    }
    // How often each stem was taken, so that a thousand equal headings aren't counted from one a thousand times.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for heading in &mut doc.headings {
        if heading.explicit {
            continue;
        }
        let words = slug(heading.text.of(&doc.text));
        let stem = match words.as_str() {
            "" => "section".to_owned(),
            // No number at its end would make it another's.
            words if has_reserved_beginning(words) => format!("section-{words}"),
            _ => words,
        };
        let mut id = stem.clone();
        if is_reserved(&id) || taken.contains(&id) {
            let n_taken = counts.entry(stem.clone()).or_default();
            while is_reserved(&id) || taken.contains(&id) {
                *n_taken += 1;
                id = format!("{stem}-{n_taken}");
            }
        }
        taken.insert(id.clone());
        heading.id = id;
    }
    keep_former_ids(doc, taken, out);
}

/// Takes from headings the former ids that something else on the page has.
fn keep_former_ids(doc: &mut Doc, mut taken: BTreeSet<String>, out: &mut Vec<Diagnostic>) {
    for heading in &mut doc.headings {
        let range = heading.range;
        heading.formerly.retain(|id| {
            let is_free = !is_reserved(id) && taken.insert(id.clone());
            match is_free {
                true => {}
                false if is_reserved(id) => out.push(messages::page::reserved_id(&doc.path, range, id)),
                false => out.push(messages::page::duplicate_id(&doc.path, range, id)),
            }
            is_free
        });
    }
}

/// Fills in each run's section and, in an article, its paragraph's number; a footnote takes those of its first
/// reference.
pub fn place_runs(doc: &mut Doc) {
    let numbers = paragraph_numbers(doc);
    let sections = section_starts(doc);
    for run in &mut doc.runs {
        let at = run.note.map_or(run.text.start, |note| doc.notes[note as usize].outermost);
        let before = sections.partition_point(|(start, _)| *start <= at);
        run.section = before.checked_sub(1).map_or(0, |last| sections[last].1);
        let after = numbers.partition_point(|paragraph| paragraph.start <= at);
        run.paragraph = match after.checked_sub(1).map(|index| numbers[index]) {
            Some(paragraph) if at <= paragraph.end => after as u32,
            _ => 0,
        };
    }
}

/// Where each section's heading begins in the text, and the section's number. A heading in a footnote opens none: it
/// isn't read where it was written.
fn section_starts(doc: &Doc) -> Vec<(u32, u32)> {
    let mut out = Vec::with_capacity(doc.headings.len());
    let mut note_end = 0;
    for (index, node) in doc.nodes.iter().enumerate() {
        match node.kind {
            NodeKind::Note(_) => note_end = note_end.max(node.end as usize),
            NodeKind::Heading(heading) if note_end <= index => out.push((node.text.start, heading + 1)),
            _ => {}
        }
    }
    out
}

/// The texts of an article's direct paragraphs, in order; the first is number 1.
fn paragraph_numbers(doc: &Doc) -> Vec<Range> {
    if doc.kind != Kind::Article {
        return Vec::new();
    }
    doc.children(None)
        .map(|node| &doc.nodes[node as usize])
        .filter(|node| node.kind == NodeKind::Paragraph)
        .map(|node| node.text)
        .collect()
}
