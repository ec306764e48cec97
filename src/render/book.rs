//! The book: all of the reader in one page, made for printing.
//!
//! An id of a page is the same here, after the page's kind and name; what leads to a page leads to its place in the
//! book. Nothing here knows how large a sheet is: that is for the stylesheet.

use std::sync::Arc;

use super::html::{Parts, prose};
use super::indexes::{KINDS, kind_of, letter, locators, under_letters};
use super::matrix::{has_dialogue, has_matrix, matrix};
use super::pages::{compare, grouped};
use super::parts::{Stand, parts_at};
use super::views::{
    ArticleLine, BookArticle, BookEntry, BookGroup, BookPart, BookText, BookView, EntryGroup, LinkView,
    MatrixView, RelationGroup,
};
use super::{Context, bibliography, direction, passages, references};
use crate::output::Output;
use crate::parse::Kind;
use crate::parse::meta::{NameKind, Special};
use crate::resolve::{DocIndex, EntryIndex, Site, filing_key};
use crate::text::slug;

/// The book's page.
pub const ADDRESS: &str = "print.html";
/// The stylesheet of the book: the theme's, and after it the running heads.
const STYLE: &str = "book.css";
/// Bytes of content on a full sheet, A4 or Letter, as measured with the reader of this repository.
const SHEET: usize = 3_750;
/// Articles that the title page names, at most; the contents name them all.
const MOST_ON_TITLE: usize = 8;
/// The id of the matrix.
const MATRIX: &str = "book-matrix";
/// Levels of headings: a chapter's, and an entry's below a letter or a kind.
const CHAPTER: u8 = 2;
const ENTRY: u8 = 4;

/// Whether the site has a book: something to read, and no more than may be.
pub fn has_book(site: &Site) -> bool {
    !site.docs.is_empty() && n_bytes(site) <= site.config.limits.print_bytes as usize
}

/// What is left out for its size, in a sentence; none when nothing is.
pub fn left_out(site: &Site) -> Option<String> {
    let most = site.config.limits.print_bytes;
    let is_large = n_bytes(site) > most as usize;
    is_large
        .then(|| format!("more than {most} bytes of content: no page to print (`print_bytes` in `[limits]`)"))
}

/// How many pages the print has, in words: to ten where there are more than twenty.
pub fn size(ctx: &Context<'_>) -> String {
    // The title, the contents and each chapter begin a sheet.
    let n_sheets = 2 + contents(ctx).len() + n_bytes(ctx.site) / SHEET;
    ctx.words.size(if n_sheets <= 20 { n_sheets } else { (n_sheets + 5) / 10 * 10 })
}

fn n_bytes(site: &Site) -> usize {
    site.docs.iter().map(|doc| doc.source.len()).sum()
}

/// What the ids of a document begin with in the book: `concept-heat--`.
pub fn ids_begin(ctx: &Context<'_>, doc: DocIndex) -> String {
    let (kind, folder) = match ctx.doc(doc).kind {
        Kind::Article => ("article", "articles/"),
        Kind::Concept => ("concept", "concepts/"),
        Kind::Name => ("name", "names/"),
        Kind::Home => ("home", ""),
        Kind::Dialogue => ("dialogue", ""),
        Kind::Page => ("page", ""),
    };
    let address = ctx.address(doc);
    let name = address.strip_prefix(folder).unwrap_or(address);
    format!("{kind}-{}--", name.strip_suffix(".html").unwrap_or(name))
}

/// Where an id of a document's page is in the book; its beginning for an empty one, and for what only a page has.
pub fn href(ctx: &Context<'_>, doc: DocIndex, id: &str) -> String {
    let entry = ctx.site.entry_of[doc as usize];
    let is_there = match (id, entry) {
        ("related", Some(entry)) => !ctx.site.relations[entry as usize].is_empty(),
        ("uses", Some(entry)) => ctx.doc(doc).kind == Kind::Concept || !ctx.uses[entry as usize].is_empty(),
        ("" | "definition" | "backlinks" | "cite", _) => false,
        _ => true,
    };
    format!("#{}{}", ids_begin(ctx, doc), if is_there { id } else { "main" })
}

/// The address of a place in the book for one from the site's root; others stay as they are.
fn inside(ctx: &Context<'_>, address: &mut String) {
    let (page, id) = address.split_once('#').unwrap_or((address, ""));
    if let Some(doc) = ctx.site.addresses.iter().position(|known| known == page) {
        *address = href(ctx, doc as DocIndex, id);
    }
}

/// Adds the heads that run over the pages: the site's title, and the chapter's.
pub fn heads(ctx: &Context<'_>, files: &mut Output) {
    let mut rules = String::new();
    let site = css_text(&ctx.shown(&ctx.site.config.title));
    let (start, end) = match direction(&ctx.site.config.language) {
        "rtl" => ("right", "left"),
        _ => ("left", "right"),
    };
    let chapters = if has_book(ctx.site) { contents(ctx) } else { Vec::new() };
    for (part, number) in chapters.iter().zip(1..) {
        let title = match part.letter.as_str() {
            "" => part.title.clone(),
            letter => format!("{letter} · {}", part.title),
        };
        // A home page is often called as the site is.
        let chapter = css_text(if part.title == ctx.site.config.title { "" } else { &title });
        let id = css_text(&part.id);
        rules.push_str(&format!(
            "@page chapter-{number} {{ @top-{start} {{ content: {site}; padding-{start}: 9mm }} @top-{end} {{ content: {chapter} }} }}\n\
             [id={id}] {{ page: chapter-{number} }}\n"
        ));
    }
    let style = files.files.entry(STYLE.to_owned()).or_default();
    Arc::make_mut(style).extend(rules.into_bytes());
}

/// A text as CSS has it, in marks (CSS Syntax 3 §4.3.5).
fn css_text(text: &str) -> String {
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            ch if ch.is_control() => out.push(' '),
            ch => out.push(ch),
        }
    }
    out + "\""
}

/// The page.
pub fn page(ctx: &Context<'_>) -> BookView {
    let (site, config) = (ctx.site, &ctx.site.config);
    let on_title = site.order.articles.iter().filter(|_| site.order.articles.len() <= MOST_ON_TITLE);
    BookView {
        page: ctx.frame(ADDRESS, "print", &ctx.words.book),
        date: config.updated.map(|date| ctx.words.date(date)).unwrap_or_default(),
        address: config.base_url.as_ref().map(|base| base.page("index.html")).unwrap_or_default(),
        articles: on_title.map(|article| line(ctx, *article)).collect(),
        contents: contents(ctx),
        opening: of_kind(ctx, Kind::Home).map(|doc| text(ctx, doc)).into_iter().collect(),
        summaries: site.order.articles.iter().map(|article| summary(ctx, *article)).collect(),
        dialogue: dialogue(ctx),
        matrix: table(ctx),
        matrix_id: MATRIX.to_owned(),
        concepts: concepts(ctx),
        names: names(ctx),
        works: works(ctx),
        pages: site.order.pages.iter().map(|page| text(ctx, *page)).collect(),
        index: index(ctx),
    }
}

fn of_kind(ctx: &Context<'_>, kind: Kind) -> Option<DocIndex> {
    ctx.site.docs.iter().position(|doc| doc.kind == kind).map(|doc| doc as DocIndex)
}

/// Every chapter, in order.
fn contents(ctx: &Context<'_>) -> Vec<BookPart> {
    let (site, words) = (ctx.site, ctx.words);
    let mut out: Vec<BookPart> = Vec::new();
    let of_doc = |doc: DocIndex| BookPart {
        id: main(ctx, doc),
        title: ctx.title(doc).to_owned(),
        letter: ctx.letter(doc).to_owned(),
        voice: ctx.voice(doc).to_owned(),
        parts: if ctx.doc(doc).kind == Kind::Home { Vec::new() } else { sections(ctx, doc) },
    };
    let whole = |id: &str, title: &str, parts: Vec<LinkView>| BookPart {
        id: id.to_owned(),
        title: title.to_owned(),
        parts,
        ..BookPart::default()
    };
    out.extend(of_kind(ctx, Kind::Home).map(of_doc));
    out.extend(site.order.articles.iter().map(|article| of_doc(*article)));
    match of_kind(ctx, Kind::Dialogue) {
        Some(doc) => out.push(of_doc(doc)),
        None if has_dialogue(ctx) => out.push(whole("book-dialogue", &words.dialogue, Vec::new())),
        None => {}
    }
    if has_matrix(ctx)
        && let Some(dialogue) = out.last_mut()
    {
        dialogue.parts.push(LinkView { href: format!("#{MATRIX}"), title: words.matrix.clone() });
    }
    let groups = |groups: Vec<(String, String)>| {
        groups.into_iter().map(|(id, title)| LinkView { href: format!("#{id}"), title }).collect()
    };
    if !site.order.concepts.is_empty() {
        out.push(whole("book-concepts", &words.concepts, groups(letters(ctx))));
    }
    if !site.order.names.is_empty() {
        out.push(whole("book-names", &words.names, groups(kinds(ctx))));
    }
    if !site.records.is_empty() {
        out.push(whole("book-bibliography", &words.bibliography, Vec::new()));
    }
    out.extend(site.order.pages.iter().map(|page| of_doc(*page)));
    if !site.entries.is_empty() {
        out.push(whole("book-index", &words.book_index, Vec::new()));
    }
    out
}

fn main(ctx: &Context<'_>, doc: DocIndex) -> String {
    format!("{}main", ids_begin(ctx, doc))
}

/// The sections of a text.
fn sections(ctx: &Context<'_>, doc: DocIndex) -> Vec<LinkView> {
    let document = ctx.doc(doc);
    let top = document.headings.iter().map(|heading| heading.level).min().unwrap_or(2);
    let headings = document.headings.iter().filter(|heading| {
        let run = document.run_at(heading.text.start);
        heading.level == top && run.is_none_or(|run| document.is_shown(&document.runs[run as usize]))
    });
    let link = |heading: &crate::parse::Heading| LinkView {
        href: href(ctx, doc, &heading.id),
        title: passages::shown(ctx, doc, heading.text),
    };
    headings.map(link).collect()
}

/// The document's text under a heading of this level.
fn set(ctx: &Context<'_>, doc: DocIndex, level: u8) -> String {
    let document = ctx.doc(doc);
    let make = || {
        let (parts, _): (Parts<'_>, _) = parts_at(ctx, doc, Stand::InBook(level));
        prose(document, &parts).into()
    };
    ctx.chapters
        .get(doc as usize, &document.path, || ctx.made_of(|it| it.texts[doc as usize]), make)
        .to_string()
}

fn text(ctx: &Context<'_>, doc: DocIndex) -> BookText {
    BookText {
        id: main(ctx, doc),
        title: ctx.title(doc).to_owned(),
        summary: ctx.summary(doc).to_owned(),
        has_source: true,
        prose: set(ctx, doc, CHAPTER),
    }
}

fn line(ctx: &Context<'_>, article: DocIndex) -> ArticleLine {
    let mut line = ctx.article_line(article, "");
    inside(ctx, &mut line.href);
    line.authors.iter_mut().for_each(|author| inside(ctx, &mut author.href));
    line
}

fn summary(ctx: &Context<'_>, doc: DocIndex) -> BookArticle {
    let key = match &ctx.doc(doc).meta.special {
        Special::Article(article) => article.citation.as_ref(),
        _ => None,
    };
    let record = key.and_then(|key| ctx.site.records.get(&key.it));
    BookArticle {
        id: main(ctx, doc),
        article: line(ctx, doc),
        reference_html: record.map(|record| references::full(ctx, record)).unwrap_or_default(),
        prose: set(ctx, doc, CHAPTER),
    }
}

fn dialogue(ctx: &Context<'_>) -> Vec<BookText> {
    let alone = || BookText {
        id: "book-dialogue".to_owned(),
        title: ctx.words.dialogue.clone(),
        ..BookText::default()
    };
    let written = of_kind(ctx, Kind::Dialogue).map(|doc| text(ctx, doc));
    written.or_else(|| has_dialogue(ctx).then(alone)).into_iter().collect()
}

fn table(ctx: &Context<'_>) -> MatrixView {
    let mut matrix = matrix(ctx);
    for article in &mut matrix.articles {
        inside(ctx, &mut article.href);
    }
    for row in &mut matrix.rows {
        inside(ctx, &mut row.concept.href);
        row.cells.iter_mut().for_each(|cell| inside(ctx, &mut cell.href));
    }
    matrix
}

fn letter_of(ctx: &Context<'_>, doc: DocIndex) -> String {
    letter(&filing_key(ctx.title(doc)))
}

/// The ids and titles of the letters that concepts have, in order.
fn letters(ctx: &Context<'_>) -> Vec<(String, String)> {
    let mut titles: Vec<String> = ctx.site.order.concepts.iter().map(|doc| letter_of(ctx, *doc)).collect();
    titles.sort();
    titles.dedup();
    titles.into_iter().map(|title| (format!("book-concepts-{}", slug(&title)), title)).collect()
}

/// The ids and titles of the kinds that names have, in order.
fn kinds(ctx: &Context<'_>) -> Vec<(String, String)> {
    let has = |kind: &NameKind| ctx.site.order.names.iter().any(|doc| kind_of(ctx, *doc) == Some(*kind));
    KINDS.into_iter().filter(has).map(|kind| (kind_id(kind), ctx.words.kind(kind).other.clone())).collect()
}

fn kind_id(kind: NameKind) -> String {
    let place = KINDS.iter().position(|known| *known == kind).unwrap_or_default();
    format!("book-names-{}", place + 1)
}

fn concepts(ctx: &Context<'_>) -> Vec<BookGroup> {
    let of_letter = |title: &str| {
        let concepts = ctx.site.order.concepts.iter().filter(|doc| letter_of(ctx, **doc) == title);
        concepts.filter_map(|doc| entry(ctx, *doc)).collect()
    };
    let group = |(id, title): (String, String)| BookGroup { entries: of_letter(&title), id, title };
    letters(ctx).into_iter().map(group).collect()
}

fn names(ctx: &Context<'_>) -> Vec<BookGroup> {
    let of_kind = |id: &str| {
        let is_of_kind = |doc: &&DocIndex| kind_of(ctx, **doc).is_some_and(|kind| kind_id(kind) == id);
        ctx.site.order.names.iter().filter(is_of_kind).filter_map(|doc| entry(ctx, *doc)).collect()
    };
    let group = |(id, title): (String, String)| BookGroup { entries: of_kind(&id), id, title };
    kinds(ctx).into_iter().map(group).collect()
}

fn entry(ctx: &Context<'_>, doc: DocIndex) -> Option<BookEntry> {
    let entry = ctx.site.entry_of[doc as usize]?;
    let document = ctx.doc(doc);
    let key = match &document.meta.special {
        Special::Name(name) => name.citation.as_ref(),
        _ => None,
    };
    let record = key.and_then(|key| ctx.site.records.get(&key.it));
    Some(BookEntry {
        begin: ids_begin(ctx, doc),
        entry: ctx.whole_line(entry, ""),
        reference_html: record.map(|record| references::full(ctx, record)).unwrap_or_default(),
        prose: set(ctx, doc, ENTRY),
        lacks_uses: document.kind == Kind::Concept && ctx.uses[entry as usize].is_empty(),
        compare: compare(ctx, document),
        relations: relations(ctx, entry),
    })
}

fn relations(ctx: &Context<'_>, entry: EntryIndex) -> Vec<RelationGroup> {
    let mut groups = grouped(ctx, &ctx.site.relations[entry as usize], "");
    for other in groups.iter_mut().flat_map(|group| &mut group.others) {
        inside(ctx, &mut other.href);
    }
    groups
}

fn works(ctx: &Context<'_>) -> Vec<super::views::WorkView> {
    let mut works = bibliography::bibliography(ctx).works;
    for work in &mut works {
        // All of the reader cites what it summarises.
        if !work.article.href.is_empty() {
            work.cited.clear();
        }
        inside(ctx, &mut work.article.href);
        work.cited.iter_mut().for_each(|place| inside(ctx, &mut place.href));
    }
    works
}

/// Every entry, and each of its other labels that is filed elsewhere, from A to Z.
fn index(ctx: &Context<'_>) -> Vec<EntryGroup> {
    let line = |entry| {
        let mut line = ctx.whole_line(entry, "");
        inside(ctx, &mut line.href);
        line.locators = locators(ctx, entry, "");
        for place in &mut line.locators {
            inside(ctx, &mut place.href);
            place.paragraphs.iter_mut().for_each(|paragraph| inside(ctx, &mut paragraph.href));
        }
        line
    };
    under_letters((0..ctx.site.entries.len() as EntryIndex).map(line))
}
