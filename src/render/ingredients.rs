//! What the page of a document is made of, as one mark: a page that is made of the same as before is the same.
//!
//! Of other documents a page shows little, and always through the few things that are marked here once for each: its face
//! (title, definition, address, letter) wherever it is named, and its text where a passage of it is quoted. So it is
//! known in microseconds that a page is as it was, and no view of it is made.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Context;
use super::parts::Places;
use super::passages::label_words;
use super::pieces::MOST_LETTERS;
use crate::memory::{Mark, mark_of};
use crate::parse::Kind;
use crate::parse::meta::Special;
use crate::quote::Verdict;
use crate::resolve::{Backlink, DocIndex, Entry, EntryIndex, Mention, Relation, Target, Use};

/// Marks of what is made of a site's documents.
pub struct Ingredients {
    /// `texts[doc]`, of what its text is made of wherever it stands.
    pub texts: Vec<Mark>,
    /// `pages[doc]`, of what its page is made of.
    pub pages: Vec<Mark>,
    /// Of what the list of articles is made of.
    pub articles: Mark,
    /// `entries[entry]`, of what it shows wherever it is named.
    pub entries: Vec<Mark>,
}

impl Ingredients {
    /// Marks every document. `templates` stands for the templates and all that they know of the site.
    pub fn new(ctx: &Context<'_>, templates: Mark) -> Ingredients {
        let (site, docs) = (ctx.site, 0..ctx.site.docs.len() as DocIndex);
        let every = mark_of(&(templates, &site.config, &site.records));
        let each = |mark: fn(&Context<'_>, DocIndex) -> Mark| -> Vec<Mark> {
            docs.clone().into_par_iter().map(|doc| mark(ctx, doc)).collect()
        };
        let (faces, definitions, words) = (each(face), each(definition), each(words));
        let place = |places: &Places| mark_of(&(faces[places.doc as usize], &places.paragraphs));
        let places = ctx.places.iter().map(|(key, places)| (key.as_str(), place(places))).collect();
        let larder = Larder { ctx, every, faces, definitions, words, places };
        let texts: Vec<Mark> = docs.clone().into_par_iter().map(|doc| larder.text(doc)).collect();
        let entry = |entry: &Entry| {
            mark_of(&(every, larder.faces[entry.doc as usize], larder.definitions[entry.doc as usize]))
        };
        Ingredients {
            pages: docs.into_par_iter().map(|doc| larder.page(doc, texts[doc as usize])).collect(),
            articles: larder.articles(),
            entries: site.entries.iter().map(entry).collect(),
            texts,
        }
    }
}

/// What is shown of a document wherever it is named.
fn face(ctx: &Context<'_>, doc: DocIndex) -> Mark {
    let site = ctx.site;
    let authors = site.order.authors.get(&doc).map_or(&[][..], Vec::as_slice);
    let authors: Vec<&str> = authors.iter().map(|name| ctx.title(*name)).collect();
    let shown = (ctx.title(doc), ctx.letter(doc), ctx.voice(doc), authors);
    // Whether a place on its page is one in the book too.
    let entry = site.entry_of[doc as usize].map(|entry| entry as usize);
    let places = entry.map(|it| (site.relations[it].is_empty(), ctx.uses[it].is_empty()));
    mark_of(&(ctx.doc(doc).kind as u8, ctx.address(doc), shown, places))
}

/// What is shown of it where a reader may ask what it is.
fn definition(ctx: &Context<'_>, doc: DocIndex) -> Mark {
    mark_of(ctx.summary(doc))
}

/// Its own words, with those of its labels.
fn words(ctx: &Context<'_>, doc: DocIndex) -> Mark {
    let document = ctx.doc(doc);
    let labels: Vec<_> = (0..document.links.len()).map(|link| label_words(ctx, doc, link)).collect();
    mark_of(&(document.mark, labels))
}

/// Of what pages take, each thing once.
struct Larder<'a> {
    ctx: &'a Context<'a>,
    /// Of what every page shows: templates and what they know of the site, settings, the bibliography.
    every: Mark,
    /// `faces[doc]`
    faces: Vec<Mark>,
    /// `definitions[doc]`
    definitions: Vec<Mark>,
    /// `words[doc]`
    words: Vec<Mark>,
    /// By citation key: where our summary covers the places of a work.
    places: BTreeMap<&'a str, Mark>,
}

impl Larder<'_> {
    /// A text: also of the book and of the search, where nothing is defined beside it.
    fn text(&self, doc: DocIndex) -> Mark {
        let (ctx, site) = (self.ctx, self.ctx.site);
        let own = (self.every, self.words[doc as usize], self.faces[doc as usize]);
        let links: Vec<_> = site.targets[doc as usize].iter().map(|target| self.target(target)).collect();
        let mention = |it: &Mention| (it.text, it.run, it.standing, self.face_of(it.entry));
        let mentions: Vec<_> = site.mentions[doc as usize].iter().map(mention).collect();
        let is_unproved = |verdict: &Verdict| matches!(verdict, Verdict::Unproved);
        let unproved: Vec<bool> = ctx.verdicts[doc as usize].iter().map(is_unproved).collect();
        let cited = ctx.doc(doc).citations.iter().flat_map(|citation| &citation.items);
        let places: Vec<_> = cited.map(|item| self.places.get(&*item.key)).collect();
        let uses = site.entry_of[doc as usize].map_or(&[][..], |entry| &ctx.uses[entry as usize]);
        let used = |it: &Use| (it.start, it.end, it.heading, self.faces[it.article as usize]);
        let uses: Vec<_> = uses.iter().map(used).collect();
        mark_of(&(own, links, &site.images[doc as usize], mentions, unproved, places, uses))
    }

    /// The lines of the list of articles.
    fn articles(&self) -> Mark {
        let line = |doc: &DocIndex| {
            let published = match &self.ctx.doc(*doc).meta.special {
                Special::Article(article) => article.published.as_ref().map(|published| &published.it),
                _ => None,
            };
            (self.faces[*doc as usize], self.definitions[*doc as usize], published, self.authors(*doc))
        };
        mark_of(&(self.every, self.ctx.site.order.articles.iter().map(line).collect::<Vec<_>>()))
    }

    fn authors(&self, article: DocIndex) -> Vec<(Mark, Mark)> {
        let authors = self.ctx.site.order.authors.get(&article).map_or(&[][..], Vec::as_slice);
        authors.iter().map(|name| (self.faces[*name as usize], self.definitions[*name as usize])).collect()
    }

    /// A page: its text, the definitions beside it, and what stands round it.
    fn page(&self, doc: DocIndex, text: Mark) -> Mark {
        let site = self.ctx.site;
        let definition = |doc: &DocIndex| self.definitions[*doc as usize];
        let linked = site.targets[doc as usize].iter().filter_map(|target| match target {
            Target::Doc(to, _) => Some(to),
            _ => None,
        });
        let named = site.mentions[doc as usize].iter().map(|it| &site.entries[it.entry as usize].doc);
        let definitions: Vec<Mark> = linked.chain(named).map(definition).collect();
        let entry = site.entry_of[doc as usize].map(|entry| self.entry(entry));
        mark_of(&(text, definitions, self.authors(doc), self.neighbours(doc), entry))
    }

    fn face_of(&self, entry: EntryIndex) -> Mark {
        self.faces[self.ctx.site.entries[entry as usize].doc as usize]
    }

    fn target<'t>(&self, target: &'t Target) -> (u8, Mark, &'t str) {
        match target {
            Target::Nowhere => (0, Mark::default(), ""),
            Target::Url(url) => (1, Mark::default(), url),
            Target::Asset(address) => (2, Mark::default(), address),
            Target::Doc(to, anchor) => {
                (3, self.faces[*to as usize], anchor.as_ref().map_or("", |anchor| &anchor.id))
            }
        }
    }

    /// The pages before and after, and which in its order this one is.
    fn neighbours(&self, doc: DocIndex) -> (usize, [Option<Mark>; 2]) {
        let order = &self.ctx.site.order;
        let order = match self.ctx.doc(doc).kind {
            Kind::Article => &order.articles,
            Kind::Concept => &order.concepts,
            Kind::Name => &order.names,
            Kind::Page | Kind::Home | Kind::Dialogue => return (0, [None, None]),
        };
        let place = self.ctx.place[doc as usize];
        let face = |place: usize| order.get(place).map(|doc| self.faces[*doc as usize]);
        (place, [place.checked_sub(1).and_then(face), face(place + 1)])
    }

    /// What an entry's page shows beside its text.
    fn entry(&self, entry: EntryIndex) -> Mark {
        let (ctx, site) = (self.ctx, self.ctx.site);
        let articles = &ctx.articles[entry as usize];
        let articles = if site.order.articles.len() <= MOST_LETTERS { articles.as_slice() } else { &[] };
        let articles: Vec<Mark> = articles.iter().map(|article| self.faces[*article as usize]).collect();
        let relation = |it: &Relation| {
            let doc = site.entries[it.to as usize].doc as usize;
            mark_of(&(&it.kind, &it.why, self.faces[doc], self.definitions[doc]))
        };
        let relations: Vec<Mark> = site.relations[entry as usize].iter().map(relation).collect();
        let all = &site.backlinks[entry as usize];
        let n_pages = all.chunk_by(|one, next| one.doc == next.doc).count();
        let passage = |backlink: &Backlink| {
            let doc = backlink.doc as usize;
            let mention = &site.mentions[doc][backlink.mention as usize];
            (self.words[doc], self.faces[doc], backlink.mention, mention.text, mention.run)
        };
        let most = site.config.limits.passages as usize;
        let passages: Vec<_> = all.iter().take(most).map(passage).collect();
        mark_of(&(articles, relations, (all.len(), n_pages), passages))
    }
}
