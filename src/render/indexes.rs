//! The indexes of concepts and of names. A long one is cut into parts, so that no page grows with the site.

use super::Context;
use super::views::{EntryGroup, EntryLine, IndexView, LinkView, Locators, Siglum};
use crate::parse::Kind;
use crate::parse::meta::{NameKind, Special};
use crate::resolve::{Backlink, DocIndex, EntryIndex, filing_key};

/// Entries that an index shows on one page, at most; with more it is cut.
const MOST_ENTRIES: usize = 500;
/// Entries of each part of an index that is cut.
const PART_ENTRIES: usize = 100;
/// Places that the index of names gives for each, at most.
const MOST_LOCATORS: usize = 40;

/// How many parts an index of this many entries is cut into; none when it is one page.
pub fn n_parts(n_entries: usize) -> usize {
    if n_entries > MOST_ENTRIES { n_entries.div_ceil(PART_ENTRIES) } else { 0 }
}

/// Concepts from A to Z, or where their parts are.
pub fn concepts(ctx: &Context<'_>) -> IndexView {
    if n_parts(ctx.site.order.concepts.len()) > 0 { overview(ctx, Kind::Concept) } else { a_to_z(ctx) }
}

/// Names under what they name, or where their parts are.
pub fn names(ctx: &Context<'_>) -> IndexView {
    if n_parts(ctx.site.order.names.len()) > 0 { overview(ctx, Kind::Name) } else { by_kind(ctx) }
}

/// A part, from 0, of an index that is cut: its entries under their letters.
pub fn part(ctx: &Context<'_>, kind: Kind, number: usize) -> IndexView {
    let (order, folder, _) = index_of(ctx, kind);
    let neighbour = |number| part_link(ctx, order, number, "");
    let docs = order.chunks(PART_ENTRIES).nth(number).unwrap_or_default();
    let (page, mut groups) = (address(folder, number), Vec::new());
    for entry in docs.iter().filter_map(|doc| ctx.site.entry_of[*doc as usize]) {
        let mut line = ctx.whole_line(entry, "../../");
        if kind == Kind::Name {
            line.locators = locators(ctx, entry, "../../");
        }
        push_line(&mut groups, letter(&filing_key(&line.filed_as)), line);
    }
    IndexView {
        page: ctx.frame(&page, folder, &span(ctx, docs)),
        groups,
        n_entries: order.len(),
        previous: number.checked_sub(1).map(neighbour).unwrap_or_default(),
        next: neighbour(number + 1),
        ..IndexView::default()
    }
}

/// The address of a part, from 0. No entry has one like it: a slug has no folder.
pub fn address(folder: &str, number: usize) -> String {
    format!("{folder}/index/{}.html", number + 1)
}

/// The entries of an index in their order, its folder, and its title.
fn index_of<'a>(ctx: &'a Context<'_>, kind: Kind) -> (&'a [DocIndex], &'static str, &'a str) {
    match kind {
        Kind::Name => (&ctx.site.order.names, "names", &ctx.words.names),
        _ => (&ctx.site.order.concepts, "concepts", &ctx.words.concepts),
    }
}

/// A part, from 0, `way` leading to the parts' folder; both fields are empty when there is none.
fn part_link(ctx: &Context<'_>, order: &[DocIndex], number: usize, way: &str) -> LinkView {
    let title = order.chunks(PART_ENTRIES).nth(number).map(|docs| span(ctx, docs));
    title
        .map_or_else(LinkView::default, |title| LinkView { href: format!("{way}{}.html", number + 1), title })
}

/// "Aberration – Cosmos": the first entry and the last.
fn span(ctx: &Context<'_>, docs: &[DocIndex]) -> String {
    let filed = |doc: Option<&DocIndex>| {
        let entry = doc.and_then(|doc| ctx.site.entry_of[*doc as usize]);
        entry.map(|entry| ctx.entry_line(entry, "").filed_as).unwrap_or_default()
    };
    format!("{} – {}", filed(docs.first()), filed(docs.last()))
}

fn overview(ctx: &Context<'_>, kind: Kind) -> IndexView {
    let (order, folder, title) = index_of(ctx, kind);
    IndexView {
        page: ctx.frame(&format!("{folder}/index.html"), folder, title),
        parts: (0..n_parts(order.len())).map(|number| part_link(ctx, order, number, "index/")).collect(),
        n_entries: order.len(),
        ..IndexView::default()
    }
}

/// Every concept, and every alias that stands under another letter.
fn a_to_z(ctx: &Context<'_>) -> IndexView {
    let concepts = ctx.site.order.concepts.iter().filter_map(|doc| ctx.site.entry_of[*doc as usize]);
    IndexView {
        page: ctx.frame("concepts/index.html", "concepts", &ctx.words.concepts),
        groups: under_letters(concepts.map(|entry| ctx.whole_line(entry, "../"))),
        n_entries: ctx.site.order.concepts.len(),
        ..IndexView::default()
    }
}

/// Entries under their letters, and with them each of their other labels that stands under another letter.
pub(super) fn under_letters(entries: impl Iterator<Item = EntryLine>) -> Vec<EntryGroup> {
    let mut lines: Vec<(String, EntryLine)> = Vec::new();
    for line in entries {
        let key = filing_key(&line.filed_as);
        for alias in &line.aliases {
            let alias_key = filing_key(alias);
            if letter(&alias_key) != letter(&key) {
                let line = EntryLine {
                    id: line.id.clone(),
                    href: line.href.clone(),
                    title: alias.clone(),
                    filed_as: alias.clone(),
                    see: line.filed_as.clone(),
                    ..EntryLine::default()
                };
                lines.push((alias_key, line));
            }
        }
        lines.push((key, line));
    }
    // What is filed alike stays in the order of the entries.
    lines.sort_by(|one, other| one.0.cmp(&other.0));
    let mut groups: Vec<EntryGroup> = Vec::new();
    for (key, line) in lines {
        push_line(&mut groups, letter(&key), line);
    }
    groups
}

/// The letter under which a filing key stands.
pub(super) fn letter(key: &str) -> String {
    match key.chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().to_string(),
        _ => "0–9".to_owned(),
    }
}

/// The kinds of names, in the order in which readers meet them.
pub(super) const KINDS: [NameKind; 5] =
    [NameKind::Person, NameKind::Place, NameKind::Institution, NameKind::Event, NameKind::Work];

/// What kind of name a document describes; none where it is no name's.
pub(super) fn kind_of(ctx: &Context<'_>, doc: DocIndex) -> Option<NameKind> {
    match &ctx.doc(doc).meta.special {
        Special::Name(name) => Some(name.kind.it),
        _ => None,
    }
}

/// Every name, with the paragraphs of articles in which it stands.
fn by_kind(ctx: &Context<'_>) -> IndexView {
    let mut groups: Vec<EntryGroup> = Vec::new();
    for kind in KINDS {
        for doc in ctx.site.order.names.iter().filter(|doc| kind_of(ctx, **doc) == Some(kind)) {
            let Some(entry) = ctx.site.entry_of[*doc as usize] else { continue };
            let mut line = ctx.whole_line(entry, "../");
            line.locators = locators(ctx, entry, "../");
            push_line(&mut groups, ctx.words.kind(kind).other.clone(), line);
        }
    }
    IndexView {
        page: ctx.frame("names/index.html", "names", &ctx.words.names),
        groups,
        n_entries: ctx.site.order.names.len(),
        ..IndexView::default()
    }
}

/// Adds a line to the group of this title: there is one, even where its lines don't follow each other. Digits of several
/// scripts stand apart in the order of keys, and so do letters that share a capital.
fn push_line(groups: &mut Vec<EntryGroup>, title: String, line: EntryLine) {
    match groups.iter_mut().find(|group| group.title == title) {
        Some(group) => group.entries.push(line),
        None => {
            let id = format!("in-{}", crate::text::slug(&title));
            groups.push(EntryGroup { id, title, entries: vec![line] });
        }
    }
}

/// Its paragraphs in each article, each once.
pub(super) fn locators(ctx: &Context<'_>, entry: EntryIndex, root: &str) -> Vec<Locators> {
    let mut out: Vec<Locators> = Vec::new();
    let mut article = None;
    let in_articles = |backlink: &&Backlink| ctx.doc(backlink.doc).kind == Kind::Article;
    for backlink in ctx.site.backlinks[entry as usize].iter().filter(in_articles).take(MOST_LOCATORS) {
        let href = format!("{root}{}", ctx.address(backlink.doc));
        if article.replace(backlink.doc) != Some(backlink.doc) {
            let Siglum { letter, voice } = ctx.siglum(backlink.doc);
            let title = ctx.title(backlink.doc).to_owned();
            out.push(Locators { letter, voice, title, href: href.clone(), paragraphs: Vec::new() });
        }
        let mention = &ctx.site.mentions[backlink.doc as usize][backlink.mention as usize];
        let number = ctx.doc(backlink.doc).runs.get(mention.run as usize).map_or(0, |run| run.paragraph);
        let title = number.to_string();
        let Some(paragraphs) = out.last_mut().map(|locators| &mut locators.paragraphs) else { continue };
        if number > 0 && paragraphs.last().is_none_or(|last| last.title != title) {
            paragraphs.push(LinkView { href: format!("{href}#p{number}"), title });
        }
    }
    out
}
