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
use crate::quote::Verdict;
use crate::resolve::{Backlink, DocIndex, EntryIndex, Mention, Target, Use};

/// Marks of what is made of a site's documents.
#[derive(Default)]
pub struct Ingredients {
    /// `pages[doc]`, of what its page is made of; of its text in the book and in the search too.
    pub pages: Vec<Mark>,
    /// `entries[entry]`, of what it shows wherever it is named.
    pub entries: Vec<Mark>,
}

impl Ingredients {
    /// Marks every document. `templates` stands for the templates and all that they know of the site.
    pub fn new(ctx: &Context<'_>, templates: Mark) -> Ingredients {
        let (site, docs) = (ctx.site, 0..ctx.site.docs.len() as DocIndex);
        let every = mark_of(&(templates, &site.config, &site.records));
        let faces: Vec<Mark> = docs.clone().into_par_iter().map(|doc| face(ctx, doc)).collect();
        let texts = docs.clone().into_par_iter().map(|doc| text(ctx, doc)).collect();
        let place = |places: &Places| mark_of(&(faces[places.doc as usize], &places.paragraphs));
        let places = ctx.places.iter().map(|(key, places)| (key.as_str(), place(places))).collect();
        let larder = Larder { ctx, every, faces: &faces, texts, places };
        let entry = |entry: &crate::resolve::Entry| mark_of(&(every, faces[entry.doc as usize]));
        Ingredients {
            pages: docs.into_par_iter().map(|doc| larder.page(doc)).collect(),
            entries: site.entries.iter().map(entry).collect(),
        }
    }
}

/// What is shown of a document wherever it is named.
fn face(ctx: &Context<'_>, doc: DocIndex) -> Mark {
    let site = ctx.site;
    let authors = site.order.authors.get(&doc).map_or(&[][..], Vec::as_slice);
    let authors: Vec<&str> = authors.iter().map(|name| ctx.title(*name)).collect();
    let shown = (ctx.title(doc), ctx.summary(doc), ctx.letter(doc), ctx.voice(doc), authors);
    // Whether a place on its page is one in the book too.
    let entry = site.entry_of[doc as usize].map(|entry| entry as usize);
    let places = entry.map(|it| (site.relations[it].is_empty(), ctx.uses[it].is_empty()));
    mark_of(&(ctx.doc(doc).kind as u8, ctx.address(doc), shown, places))
}

/// Its text, with the words of its labels.
fn text(ctx: &Context<'_>, doc: DocIndex) -> Mark {
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
    faces: &'a [Mark],
    /// `texts[doc]`
    texts: Vec<Mark>,
    /// By citation key: where our summary covers the places of a work.
    places: BTreeMap<&'a str, Mark>,
}

impl Larder<'_> {
    fn page(&self, doc: DocIndex) -> Mark {
        let (site, document) = (self.ctx.site, self.ctx.doc(doc));
        let own = (self.every, self.texts[doc as usize], self.faces[doc as usize]);
        let links: Vec<_> = site.targets[doc as usize].iter().map(|target| self.target(target)).collect();
        let mention = |it: &Mention| (it.text, it.run, it.standing, self.face_of(it.entry));
        let mentions: Vec<_> = site.mentions[doc as usize].iter().map(mention).collect();
        let is_unproved = |verdict: &Verdict| matches!(verdict, Verdict::Unproved);
        let unproved: Vec<bool> = self.ctx.verdicts[doc as usize].iter().map(is_unproved).collect();
        let cited = document.citations.iter().flat_map(|citation| &citation.items);
        let places: Vec<_> = cited.map(|item| self.places.get(&*item.key)).collect();
        let authors = site.order.authors.get(&doc).map_or(&[][..], Vec::as_slice);
        let authors: Vec<Mark> = authors.iter().map(|name| self.faces[*name as usize]).collect();
        let entry = site.entry_of[doc as usize].map(|entry| self.entry(entry));
        let content = (links, &site.images[doc as usize], mentions, unproved, places);
        mark_of(&(own, content, authors, self.neighbours(doc), entry))
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
        let used = |it: &Use| (it.start, it.end, it.heading, self.faces[it.article as usize]);
        let uses: Vec<_> = ctx.uses[entry as usize].iter().map(used).collect();
        let articles = &ctx.articles[entry as usize];
        let articles = if site.order.articles.len() <= MOST_LETTERS { articles.as_slice() } else { &[] };
        let articles: Vec<Mark> = articles.iter().map(|article| self.faces[*article as usize]).collect();
        let relations = site.relations[entry as usize].iter();
        let relations: Vec<_> = relations.map(|it| (&it.kind, &it.why, self.face_of(it.to))).collect();
        let all = &site.backlinks[entry as usize];
        let n_pages = all.chunk_by(|one, next| one.doc == next.doc).count();
        let passage = |backlink: &Backlink| {
            let doc = backlink.doc as usize;
            let mention = &site.mentions[doc][backlink.mention as usize];
            (self.texts[doc], self.faces[doc], backlink.mention, mention.text, mention.run)
        };
        let most = site.config.limits.passages as usize;
        let passages: Vec<_> = all.iter().take(most).map(passage).collect();
        mark_of(&(uses, articles, relations, (all.len(), n_pages), passages))
    }
}
