//! What a document's text needs to become HTML: its links, marks and citations, as the site knows them.

use std::collections::{BTreeMap, BTreeSet};

use super::html::{LinkPart, Mark, Parts, Phrases, UsePart, escaped};
use super::{Context, book, passages, references};
use crate::parse::{Citation, CitedItem, Kind};
use crate::quote::Verdict;
use crate::resolve::{DocIndex, EntryIndex, Standing, Target};

/// Where a document's text stands.
#[derive(Clone, Copy)]
pub enum Stand {
    /// On its own page.
    Alone,
    /// In the book, under headings down to this level.
    InBook(u8),
}

/// The parts of the document `doc`, and the entries that its page links to, each once, in the order of reading.
pub fn parts<'a>(ctx: &'a Context<'_>, doc: DocIndex) -> (Parts<'a>, Vec<EntryIndex>) {
    parts_at(ctx, doc, Stand::Alone)
}

/// [`parts`] for the text wherever it stands.
pub fn parts_at<'a>(ctx: &'a Context<'_>, doc: DocIndex, stand: Stand) -> (Parts<'a>, Vec<EntryIndex>) {
    let site = ctx.site;
    let document = &site.docs[doc as usize];
    let (root, level, ids_begin) = match stand {
        Stand::Alone => (root_of(&site.addresses[doc as usize]), 1, String::new()),
        Stand::InBook(level) => ("", level, book::ids_begin(ctx, doc)),
    };
    let mut links: Vec<LinkPart<'_>> =
        (0..document.links.len()).map(|link| link_part(ctx, doc, link, stand, root)).collect();
    let mut marks = Vec::new();
    let mut linked: Vec<EntryIndex> = Vec::new();
    for (index, mention) in site.mentions[doc as usize].iter().enumerate() {
        let entry = &site.entries[mention.entry as usize];
        let number = index + 1;
        let href = href(ctx, stand, doc, entry.doc, "");
        let (entry, text) = (entry.id.as_str(), mention.text);
        match mention.standing {
            Standing::Hand(link) => links[link as usize].number = number,
            Standing::Linked => marks.push(Mark { text, number, entry, href: Some(href) }),
            Standing::Marked => marks.push(Mark { text, number, entry, href: None }),
        }
        if mention.standing != Standing::Marked && !linked.contains(&mention.entry) {
            linked.push(mention.entry);
        }
    }
    marks.sort_by_key(|mark| mark.text);
    let top = document.headings.iter().map(|heading| heading.level as i8).min().unwrap_or(2);
    let parts = Parts {
        edits: &ctx.typeset[doc as usize].edits,
        setting: ctx.setting,
        links,
        images: site.images[doc as usize]
            .iter()
            .map(|image| image.as_ref().map(|address| format!("{root}{address}")))
            .collect(),
        citations: citations(ctx, doc, stand),
        marks,
        rails: match stand {
            Stand::Alone => rails(ctx, doc),
            Stand::InBook(_) => Vec::new(),
        },
        uses_title: ctx.words.uses.clone(),
        uses_level: level + 1,
        uses: uses(ctx, doc),
        heading_shift: level as i8 + 1 - top,
        heading_ids: true,
        numbered: document.kind == Kind::Article,
        ids_begin,
        phrases: phrases(ctx, doc, stand),
    };
    (parts, linked)
}

/// What the renderer says; of the book's tables, which are counted in each text, also whose they are.
fn phrases(ctx: &Context<'_>, doc: DocIndex, stand: Stand) -> Phrases {
    let phrases = ctx.words.phrases();
    match stand {
        Stand::Alone => phrases,
        Stand::InBook(_) => {
            let table = format!("{}{} {}", ctx.title(doc), ctx.words.colon, phrases.table);
            Phrases { table, ..phrases }
        }
    }
}

/// The parts of a concept that tell the articles' uses.
fn uses(ctx: &Context<'_>, doc: DocIndex) -> Vec<UsePart> {
    let uses = ctx.site.entry_of[doc as usize].map_or(&[][..], |entry| &ctx.uses[entry as usize]);
    let shown = uses.iter().map(|part| {
        let class = ctx.voice(part.article);
        UsePart {
            start: part.start,
            end: part.end,
            class: if class.is_empty() { "use".to_owned() } else { class.to_owned() },
            letter: ctx.letter(part.article).to_owned(),
        }
    });
    shown.collect()
}

/// For each heading of an article the concepts of its section, in the order of reading; empty where it has none.
fn rails(ctx: &Context<'_>, doc: DocIndex) -> Vec<String> {
    let document = &ctx.site.docs[doc as usize];
    if document.kind != Kind::Article {
        return Vec::new();
    }
    let mut out = vec![String::new(); document.headings.len()];
    let mut seen = rustc_hash::FxHashSet::default();
    for mention in &ctx.site.mentions[doc as usize] {
        let section = document.runs.get(mention.run as usize).map_or(0, |run| run.section as usize);
        let is_concept = ctx.site.entry_doc(mention.entry).kind == Kind::Concept;
        // What stands before the first heading has no place for a rail.
        let Some(rail) = section.checked_sub(1).and_then(|heading| out.get_mut(heading)) else { continue };
        if is_concept && seen.insert((section, mention.entry)) {
            rail.push_str(if rail.is_empty() { "" } else { "\u{a0}· " });
            rail.push_str(ctx.snippets.entries.get(mention.entry as usize).map_or("", |it| &it.link));
        }
    }
    out
}

/// The way from a page to the site's root: one `../` for each folder. No page lies deeper than in two.
pub fn root_of(address: &str) -> &'static str {
    match address.matches('/').count() {
        0 => "",
        1 => "../",
        _ => "../../",
    }
}

fn link_part<'a>(ctx: &'a Context<'_>, doc: DocIndex, link: usize, stand: Stand, root: &str) -> LinkPart<'a> {
    let site = ctx.site;
    let shown = passages::label_words(ctx, doc, link);
    match &site.targets[doc as usize][link] {
        Target::Nowhere => LinkPart::default(),
        Target::Url(url) => {
            let document = &site.docs[doc as usize];
            let shows_address = is_address(document.links[link].text.of(&document.text), url);
            LinkPart { href: Some(url.clone()), shows_address, ..LinkPart::default() }
        }
        Target::Asset(address) => LinkPart { href: Some(format!("{root}{address}")), ..LinkPart::default() },
        Target::Doc(to, anchor) => {
            let entry = site.entry_of[*to as usize].map(|entry| site.entries[entry as usize].id.as_str());
            let anchor = anchor.as_ref().map_or("", |anchor| &anchor.id);
            LinkPart { href: Some(href(ctx, stand, doc, *to, anchor)), entry, shown, ..LinkPart::default() }
        }
    }
}

/// Whether words are the address `url`, but for its scheme and a slash at its end.
fn is_address(words: &str, url: &str) -> bool {
    let bare = |address: &str| {
        let end = address.trim().trim_end_matches('/');
        end.strip_prefix("https://").or(end.strip_prefix("http://")).unwrap_or(end).to_owned()
    };
    bare(words) == bare(url)
}

/// The address of an id of the document `to`, or of its beginning, in the text of `from`.
fn href(ctx: &Context<'_>, stand: Stand, from: DocIndex, to: DocIndex, id: &str) -> String {
    let addresses = &ctx.site.addresses;
    let root = root_of(&addresses[from as usize]);
    match (stand, id) {
        (Stand::InBook(_), _) => book::href(ctx, to, id),
        (Stand::Alone, "") => format!("{root}{}", addresses[to as usize]),
        (Stand::Alone, id) if from == to => format!("#{id}"),
        (Stand::Alone, id) => format!("{root}{}#{id}", addresses[to as usize]),
    }
}

/// Every citation as HTML; those of quotations that aren't proved say so.
fn citations(ctx: &Context<'_>, doc: DocIndex, stand: Stand) -> Vec<String> {
    let document = &ctx.site.docs[doc as usize];
    let verdicts = &ctx.verdicts[doc as usize];
    let quotations = document.quotations.iter().zip(verdicts);
    let unproved: BTreeSet<u32> = quotations
        .filter(|(_, verdict)| matches!(verdict, Verdict::Unproved))
        .map(|(quotation, _)| quotation.citation)
        .collect();
    let shown = document.citations.iter().enumerate().map(|(index, citation)| {
        let mut out = one(ctx, doc, citation, stand);
        if unproved.contains(&(index as u32)) {
            out.push_str("<span class=\"unproved\" data-aside>");
            out.push_str(&escaped(&ctx.words.unproved));
            out.push_str("</span>");
        }
        out
    });
    shown.collect()
}

fn one(ctx: &Context<'_>, doc: DocIndex, citation: &Citation, stand: Stand) -> String {
    let about = article_at(ctx, doc, citation.at);
    let cited = |item| match about.filter(|about| cites_a_place_in(ctx, *about, item)) {
        Some(about) if about == doc => attributed(ctx, item, &escaped(&ctx.shown(&item.locator))),
        Some(_) => {
            let place = link(ctx, doc, item, &ctx.shown(&item.locator), stand);
            attributed(ctx, item, &place)
        }
        None => cited(ctx, doc, item, stand),
    };
    let items: Vec<String> = citation.items.iter().map(cited).collect();
    format!("<span class=\"citation\" data-aside>({})</span>", items.join("; "))
}

/// The article that the text at a byte of `doc` is about: its own summary's, or that of a concept's use.
fn article_at(ctx: &Context<'_>, doc: DocIndex, at: u32) -> Option<DocIndex> {
    let document = &ctx.site.docs[doc as usize];
    if document.kind == Kind::Article {
        return Some(doc);
    }
    let uses = &ctx.uses[ctx.site.entry_of[doc as usize]? as usize];
    let start = |node: u32| document.nodes.get(node as usize).map_or(u32::MAX, |node| node.text.start);
    uses.iter().find(|part| (start(part.start)..start(part.end)).contains(&at)).map(|part| part.article)
}

/// Whether `item` names a place in the work that `article` summarises: then the work goes without saying.
fn cites_a_place_in(ctx: &Context<'_>, article: DocIndex, item: &CitedItem) -> bool {
    !item.locator.is_empty() && ctx.places.get(&*item.key).is_some_and(|place| place.doc == article)
}

/// "Stafford, new wars"
fn attributed(ctx: &Context<'_>, item: &CitedItem, place: &str) -> String {
    match &item.speaker {
        Some(speaker) => format!("{}, {place}", escaped(&ctx.shown(speaker))),
        None => place.to_owned(),
    }
}

/// "Stafford in Kaldor 2018, new wars"
fn cited(ctx: &Context<'_>, doc: DocIndex, item: &CitedItem, stand: Stand) -> String {
    let Some(record) = ctx.site.records.get(&*item.key) else { return escaped(&item.key) };
    let said = |text: &str| escaped(&ctx.shown(text));
    let mut out = String::new();
    if let Some(speaker) = &item.speaker {
        out.push_str(&format!("{} {} ", said(speaker), escaped(&ctx.words.said_in)));
    }
    let words = references::short(ctx, record);
    out.push_str(&link(ctx, doc, item, &words, stand));
    if !item.locator.is_empty() {
        out.push_str(&format!(", {}", said(&item.locator)));
    }
    out
}

/// A link to a place in a work, whose reference is shown where the link is pointed at on a page.
fn link(ctx: &Context<'_>, doc: DocIndex, item: &CitedItem, words: &str, stand: Stand) -> String {
    let address = address(ctx, doc, item, stand);
    let preview = match stand {
        Stand::Alone => format!(" interestfor=\"{}\"", escaped(&references::preview_id(&item.key))),
        Stand::InBook(_) => String::new(),
    };
    format!("<a href=\"{}\"{preview}>{}</a>", escaped(&address), escaped(words))
}

/// The keys of the works that citations in `doc` link to, each once.
pub fn linked_works<'a>(ctx: &Context<'a>, doc: DocIndex) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for citation in &ctx.site.docs[doc as usize].citations {
        let is_at_home = article_at(ctx, doc, citation.at) == Some(doc);
        for item in &citation.items {
            let is_unlinked = is_at_home && cites_a_place_in(ctx, doc, item);
            if !is_unlinked && !out.contains(&&*item.key) {
                out.push(&item.key);
            }
        }
    }
    out
}

/// The paragraph of our summary that covers the place, or else the work's record in the bibliography.
fn address(ctx: &Context<'_>, doc: DocIndex, item: &CitedItem, stand: Stand) -> String {
    let Some(place) = ctx.places.get(&*item.key) else {
        return match stand {
            Stand::Alone => references::address(&item.key, root_of(&ctx.site.addresses[doc as usize])),
            Stand::InBook(_) => format!("#{}", references::id(&item.key)),
        };
    };
    let paragraph = place.paragraphs.get(&*item.locator);
    let id = paragraph.map_or(String::new(), |paragraph| format!("p{paragraph}"));
    href(ctx, stand, doc, place.doc, &id)
}

/// Where our summary of a work covers the places of that work.
pub struct Places {
    /// The summary.
    pub doc: DocIndex,
    /// From a locator to the number of the first paragraph that cites it.
    pub paragraphs: BTreeMap<String, u32>,
}

/// By citation key: the summaries of this site.
pub fn places(site: &crate::resolve::Site) -> BTreeMap<String, Places> {
    let mut out = BTreeMap::new();
    for index in &site.order.articles {
        let doc = &site.docs[*index as usize];
        let crate::parse::meta::Special::Article(article) = &doc.meta.special else { continue };
        let Some(key) = &article.citation else { continue };
        let mut paragraphs = BTreeMap::new();
        for citation in &doc.citations {
            let number = doc.run_at(citation.at).map_or(0, |run| doc.runs[run as usize].paragraph);
            for item in citation.items.iter().filter(|item| *item.key == key.it && number > 0) {
                for locator in std::iter::once(&*item.locator).chain(item.locator.split(", ")) {
                    paragraphs.entry(locator.to_owned()).or_insert(number);
                }
            }
        }
        out.insert(key.it.clone(), Places { doc: *index, paragraphs });
    }
    out
}
