//! What the search looks through: the site's entries, and the text of its pages.
//!
//! Two classic scripts that put their records on one global, because a page from a disk can load nothing else. How they
//! are searched is not known here.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Context, passages, versioned};
use crate::output::Output;
use crate::parse::{Doc, Kind, NodeKind, Run, RunPlace};
use crate::resolve::{DocIndex, Site, folder, forms_of};
use crate::text::Range;

/// The address of the entries.
pub const ENTRIES: &str = "search-entries.js";
/// The address of the full text.
pub const TEXT: &str = "search-text.js";
/// Pages whose text is made at once, before it is seen whether all of it is too much.
const AT_ONCE: usize = 64;

/// What `search-entries.js` holds.
#[derive(Serialize)]
struct Entries<'a> {
    /// The full text's address with its hash; empty where it is left out.
    text: String,
    entries: [Group<'a>; 4],
}

/// Pages of one kind: its name, their folder, each page's labels, each page's summary. Labels are the title, the address
/// within the folder without `.html`, then by which other words it is found. Apart from each other they pack better.
#[derive(Serialize)]
struct Group<'a>(&'static str, &'static str, Vec<Vec<&'a str>>, Vec<&'a str>);

/// A page's address, its title, its authors, and its text.
#[derive(Serialize)]
struct Page<'a>(&'a str, &'a str, String, Vec<Record>);

/// A piece of a page's text. Its place is an id on the page, or empty at the page's beginning.
#[derive(Serialize)]
#[serde(untagged)]
enum Record {
    /// Its place and its words.
    Passage(String, String),
    /// Its place, its words, and the authors of what stands below it.
    Heading(String, String, String),
}

/// The files of the search with their addresses; none where the site wants no search. The entries have the full text's
/// hash in them. They have none themselves: each page would be another whenever one text is. What asks for them names
/// the page's own time instead.
pub fn files(ctx: &Context<'_>) -> Vec<(&'static str, String)> {
    let site = ctx.site;
    if !site.config.search.enabled {
        return Vec::new();
    }
    let text = text(ctx);
    let address = text.as_ref().map_or_else(String::new, |text| versioned(TEXT, text.as_bytes()));
    let entries =
        [("concept", Kind::Concept), ("name", Kind::Name), ("article", Kind::Article), ("page", Kind::Page)];
    let entries = entries.map(|(name, kind)| group(ctx, name, kind));
    let entries = script("entries", &escaped(&Entries { text: address, entries }));
    [(ENTRIES, entries)].into_iter().chain(text.map(|text| (TEXT, text))).collect()
}

/// The full text; none where it is larger than it may be. What is left out isn't made: a site of ten thousand pages costs
/// no more here than one that is just small enough.
fn text(ctx: &Context<'_>) -> Option<String> {
    let most = ctx.site.config.limits.search_bytes as usize;
    let docs: Vec<DocIndex> = (0..ctx.site.docs.len() as DocIndex).collect();
    let mut pages = String::from("[");
    for docs in docs.chunks(AT_ONCE) {
        let made: Vec<Arc<str>> = docs.par_iter().map(|doc| remembered(ctx, *doc)).collect();
        for page in made {
            if pages.len() > 1 {
                pages.push(',');
            }
            pages.push_str(&page);
        }
        if most < pages.len() {
            return None;
        }
    }
    pages.push(']');
    Some(script("text", &pages)).filter(|text| text.len() <= most)
}

/// What is left out for its size, in a sentence; none when nothing is.
pub fn left_out(site: &Site, output: &Output) -> Option<String> {
    let most = site.config.limits.search_bytes;
    let is_left_out = output.files.contains_key(ENTRIES) && !output.files.contains_key(TEXT);
    is_left_out
        .then(|| format!("more than {most} bytes: no full text in the search (`search_bytes` in `[limits]`)"))
}

/// A script that puts records, which are [`escaped`], on the search's global under `name`. Text in marks is parsed faster
/// than a list that is written out.
fn script(name: &str, records: &str) -> String {
    format!("(self.lecternSearch ||= {{}}).{name} = JSON.parse('{records}');\n")
}

/// Records as JSON within a text in marks: nothing in it can end the script or begin a comment.
fn escaped(records: &impl Serialize) -> String {
    let json = match serde_json::to_string(records) {
        Ok(json) => json,
        Err(err) => unreachable!("records are made of lists and texts: {err}"),
    };
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for ch in json.chars() {
        match ch {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '<' => out.push_str("\\x3c"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(ch),
        }
    }
    out
}

/// The pages of a kind that have a source; those at the top level are one kind.
fn group<'a>(ctx: &'a Context<'_>, name: &'static str, kind: Kind) -> Group<'a> {
    let mut group = Group(name, folder(kind), Vec::new(), Vec::new());
    for (index, doc) in ctx.site.docs.iter().enumerate() {
        let is_of_kind = doc.kind == kind || (kind == Kind::Page && folder(doc.kind).is_empty());
        if !is_of_kind {
            continue;
        }
        let address = ctx.site.addresses[index].trim_start_matches(group.1).trim_end_matches(".html");
        let forms = forms_of(doc).map(|forms| forms.aliases.iter().chain(&forms.forms));
        let forms = forms.into_iter().flatten().map(|form| form.it.as_str());
        let labels = [ctx.title(index as DocIndex), address].into_iter();
        group.2.push(labels.chain(forms).chain(authors(ctx, index as DocIndex)).collect());
        group.3.push(ctx.summary(index as DocIndex));
    }
    group
}

/// The authors of an article; of anything else nobody.
fn authors<'a>(ctx: &'a Context<'_>, doc: DocIndex) -> impl Iterator<Item = &'a str> {
    let authors = ctx.site.order.authors.get(&doc).map_or(&[][..], Vec::as_slice);
    authors.iter().map(|name| ctx.title(*name))
}

fn names(ctx: &Context<'_>, doc: DocIndex) -> String {
    authors(ctx, doc).collect::<Vec<_>>().join(", ")
}

/// A page's records.
fn remembered(ctx: &Context<'_>, doc: DocIndex) -> Arc<str> {
    let path = &ctx.doc(doc).path;
    ctx.records.get(
        doc as usize,
        path,
        || ctx.made_of(|it| it.texts[doc as usize]),
        || escaped(&page(ctx, doc)).into(),
    )
}

fn page<'a>(ctx: &'a Context<'_>, doc: DocIndex) -> Page<'a> {
    let site = ctx.site;
    let document: &Doc = &site.docs[doc as usize];
    let uses = site.entry_of[doc as usize].map_or(&[][..], |entry| &ctx.uses[entry as usize]);
    let uses: FxHashMap<u32, DocIndex> = uses.iter().map(|part| (part.heading, part.article)).collect();
    let rows = rows(document);
    let mut records: Vec<Record> = Vec::new();
    let mut last_row = None;
    for run in document.runs.iter().filter(|run| document.is_shown(run)) {
        let words = passages::shown(ctx, doc, run.text);
        // A citation that is left out leaves a space behind.
        let words: Vec<&str> = words.split_whitespace().collect();
        let words = words.join(" ");
        if words.is_empty() {
            continue;
        }
        let row = row_at(&rows, run);
        match records.last_mut() {
            Some(Record::Passage(_, before)) if row.is_some() && row == last_row => {
                before.push_str(" · ");
                before.push_str(&words);
            }
            _ => records.push(record(ctx, document, run, words, &uses)),
        }
        last_row = row;
    }
    Page(&site.addresses[doc as usize], ctx.title(doc), names(ctx, doc), records)
}

fn record(ctx: &Context<'_>, doc: &Doc, run: &Run, words: String, uses: &FxHashMap<u32, DocIndex>) -> Record {
    let place = match (run.note, run.paragraph, run.section) {
        (Some(note), ..) => format!("n{}", note + 1),
        (None, 0, 0) => String::new(),
        (None, 0, section) => doc.headings[section as usize - 1].id.clone(),
        (None, paragraph, _) => format!("p{paragraph}"),
    };
    if run.place != RunPlace::Heading || run.note.is_some() {
        return Record::Passage(place, words);
    }
    let article = run.section.checked_sub(1).and_then(|heading| uses.get(&heading));
    Record::Heading(place, words, article.map_or_else(String::new, |article| names(ctx, *article)))
}

/// The texts of a document's rows of tables, in order: a cell alone says too little to be found.
fn rows(doc: &Doc) -> Vec<Range> {
    let is_row = |kind: NodeKind| matches!(kind, NodeKind::TableHead | NodeKind::TableRow);
    doc.nodes.iter().filter(|node| is_row(node.kind)).map(|node| node.text).collect()
}

fn row_at(rows: &[Range], run: &Run) -> Option<usize> {
    let after = rows.partition_point(|row| row.start <= run.text.start);
    after.checked_sub(1).filter(|row| run.text.end <= rows[*row].end)
}
