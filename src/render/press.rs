//! Which pages there are, and the making of each, unless it is as it was in the build before.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::templates::Templates;
use super::{Context, bibliography, book, indexes, map, matrix, pages};
use crate::diagnostic::Diagnostic;
use crate::memory::{Mark, Memo, Shelf, mark_of, mark_of_view};
use crate::parse::Kind;
use crate::resolve::{DocIndex, EntryIndex};

/// A page, or why there is none.
pub type Rendered = Result<Arc<Vec<u8>>, Box<Diagnostic>>;
/// A page with its address, or why there is none.
pub type Page = Result<(String, Arc<Vec<u8>>), Box<Diagnostic>>;

/// A page to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Home(Option<DocIndex>),
    Articles,
    Article(DocIndex),
    Concepts,
    Names,
    /// A part of the index of concepts or of names, from 0.
    IndexPart(Kind, usize),
    Bibliography,
    Entry(EntryIndex),
    Page(DocIndex),
    Dialogue(Option<DocIndex>),
    Map,
    Book,
    Missing,
    Search,
    /// `redirects[i]`
    Redirect(u32),
}

/// Every page of the site, in no order that matters.
pub fn pages(ctx: &Context<'_>, templates: &Templates, memory: &mut Memo<Rendered>) -> Vec<Page> {
    let jobs = jobs(ctx);
    let press = Press { ctx, templates, shelf: memory.open(jobs.len()) };
    let made = jobs.into_par_iter().enumerate().map(|(number, job)| press.make(number, job)).collect();
    memory.close(press.shelf);
    made
}

fn jobs(ctx: &Context<'_>) -> Vec<Job> {
    let site = ctx.site;
    let home = site.docs.iter().position(|doc| doc.kind == Kind::Home);
    let mut jobs = vec![Job::Home(home.map(|doc| doc as DocIndex)), Job::Missing];
    for (index, doc) in site.docs.iter().enumerate() {
        let index = index as DocIndex;
        match (doc.kind, site.entry_of[index as usize]) {
            (Kind::Article, _) => jobs.push(Job::Article(index)),
            (Kind::Page, _) => jobs.push(Job::Page(index)),
            (Kind::Concept | Kind::Name, Some(entry)) => jobs.push(Job::Entry(entry)),
            _ => {}
        }
    }
    if matrix::has_dialogue(ctx) {
        let text = site.docs.iter().position(|doc| doc.kind == Kind::Dialogue);
        jobs.push(Job::Dialogue(text.map(|doc| doc as DocIndex)));
    }
    let lists = [
        (Job::Articles, site.order.articles.is_empty()),
        (Job::Concepts, site.order.concepts.is_empty()),
        (Job::Names, site.order.names.is_empty()),
        (Job::Bibliography, site.records.is_empty()),
        (Job::Map, !map::has_map(site)),
        (Job::Book, !book::has_book(site)),
        (Job::Search, !site.config.search.enabled),
    ];
    jobs.extend(lists.into_iter().filter(|(_, is_empty)| !is_empty).map(|(job, _)| job));
    for (kind, order) in [(Kind::Concept, &site.order.concepts), (Kind::Name, &site.order.names)] {
        jobs.extend((0..indexes::n_parts(order.len())).map(|number| Job::IndexPart(kind, number)));
    }
    jobs.extend((0..site.redirects.len() as u32).map(Job::Redirect));
    jobs
}

/// Templates, what they are given, and what they made in the build before.
struct Press<'a> {
    ctx: &'a Context<'a>,
    templates: &'a Templates,
    shelf: Shelf<Rendered>,
}

impl Press<'_> {
    /// The page that is the `number`th of all, with its address.
    fn make(&self, number: usize, job: Job) -> Page {
        let ctx = self.ctx;
        match job {
            Job::Home(doc) => self.page(number, "home.html", "index.html", &pages::home(ctx, doc)?),
            Job::Articles => {
                let of = || ctx.made_of(|it| it.articles);
                let make = || self.rendered("articles.html", &pages::articles(ctx));
                self.at_hand(number, "articles/index.html", of, make)
            }
            Job::Article(doc) => self.document(number, "article.html", doc, || pages::article(ctx, doc)),
            Job::Concepts => {
                self.page(number, "concepts.html", "concepts/index.html", &indexes::concepts(ctx))
            }
            Job::Names => self.page(number, "names.html", "names/index.html", &indexes::names(ctx)),
            Job::IndexPart(kind, part) => {
                let (template, folder) =
                    if kind == Kind::Name { ("names.html", "names") } else { ("concepts.html", "concepts") };
                let address = indexes::address(folder, part);
                self.page(number, template, &address, &indexes::part(ctx, kind, part))
            }
            Job::Bibliography => {
                let view = bibliography::bibliography(ctx);
                self.page(number, "bibliography.html", "bibliography.html", &view)
            }
            Job::Entry(entry) => {
                let doc = ctx.site.entries[entry as usize].doc;
                let template = if ctx.doc(doc).kind == Kind::Name { "name.html" } else { "concept.html" };
                self.document(number, template, doc, || pages::entry(ctx, entry))
            }
            Job::Page(doc) => self.document(number, "page.html", doc, || pages::page(ctx, doc)),
            Job::Dialogue(doc) => {
                self.page(number, "dialogue.html", "dialogue.html", &pages::dialogue(ctx, doc)?)
            }
            Job::Map => self.page(number, "map.html", "map.html", &map::page(ctx)),
            Job::Book => self.page(number, "print.html", book::ADDRESS, &book::page(ctx)),
            Job::Search => self.page(number, "search.html", "search.html", &pages::search(ctx)),
            Job::Missing => self.page(number, "404.html", "404.html", &pages::missing(ctx)),
            Job::Redirect(index) => {
                let redirect = &ctx.site.redirects[index as usize];
                let view = pages::redirect(ctx, &redirect.from, redirect.to);
                self.page(number, "redirect.html", &redirect.from, &view)
            }
        }
    }

    /// A document's page; its view is made where the page is made of anything else than before.
    fn document<V: Serialize>(
        &self,
        number: usize,
        template: &str,
        doc: DocIndex,
        view: impl FnOnce() -> Result<V, Box<Diagnostic>>,
    ) -> Page {
        self.at_hand(
            number,
            self.ctx.address(doc),
            || self.ctx.made_of(|it| it.pages[doc as usize]),
            || self.rendered(template, &view()?),
        )
    }

    /// A page of the site's own; it is rendered where its view is another than before.
    fn page(&self, number: usize, template: &str, address: &str, view: &impl Serialize) -> Page {
        let of = || mark_of(&(self.templates.mark, template, mark_of_view(view)));
        self.at_hand(number, address, of, || self.rendered(template, view))
    }

    fn at_hand(
        &self,
        number: usize,
        address: &str,
        of: impl FnOnce() -> Mark,
        make: impl FnOnce() -> Rendered,
    ) -> Page {
        let html = self.shelf.get(number, &address.into(), of, make)?;
        Ok((address.to_owned(), html))
    }

    fn rendered(&self, template: &str, view: &impl Serialize) -> Rendered {
        let mut html = self.templates.render(template, view)?;
        // Every page is kept until all are made: what a page doesn't need isn't kept with it.
        html.shrink_to_fit();
        Ok(Arc::new(html.into_bytes()))
    }
}
