//! The site to pages: HTML, in memory.
//!
//! One typed view for each template; the templates see nothing else. Nothing here reads or writes a file.

pub mod html;
pub mod views;
pub mod words;
pub mod theme;
pub mod templates;
mod context;
mod pages;
mod indexes;
mod backlinks;
mod bibliography;
pub mod book;
pub mod map;
pub mod matrix;
mod parts;
mod passages;
mod references;
pub mod repository;
pub mod search;
mod typography;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Outcome, messages};
use crate::memory::{Memo, Shelf, mark_of, mark_of_view};
use crate::output::Output;
use crate::parse::Kind;
use crate::resolve::{DocIndex, EntryIndex};
use crate::text::typography::Edit;
pub use context::{Context, Snippets};
use templates::Templates;
use views::{BacklinkGroup, EntryLinkView, NavigationItem, Preview, PreviewView, SearchFiles, SiteView};

/// Free pages that the main navigation names, at most.
const MOST_PAGES: usize = 4;

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

/// What is the same on every page; `files` are those beside the pages.
pub fn site_view(ctx: &Context<'_>, files: &Output) -> SiteView {
    let (config, order, words) = (&ctx.site.config, &ctx.site.order, ctx.words);
    let item = |title: &str, address: &str, section: &str| NavigationItem {
        title: title.to_owned(),
        address: address.to_owned(),
        section: section.to_owned(),
    };
    let mut navigation = vec![
        (item(&words.articles, "articles/index.html", "articles"), !order.articles.is_empty()),
        (item(&words.concepts, "concepts/index.html", "concepts"), !order.concepts.is_empty()),
        (item(&words.names, "names/index.html", "names"), !order.names.is_empty()),
        (item(&words.dialogue, "dialogue.html", "dialogue"), matrix::has_dialogue(ctx)),
        (item(&words.map, "map.html", "map"), map::has_map(ctx.site)),
    ];
    for page in order.pages.iter().take(MOST_PAGES) {
        let address = &ctx.site.addresses[*page as usize];
        let section = address.trim_end_matches(".html");
        navigation.push((item(ctx.title(*page), address, section), true));
    }
    let bibliography = item(&words.bibliography, "bibliography.html", "bibliography");
    navigation.push((bibliography, !ctx.site.records.is_empty()));
    SiteView {
        title: ctx.shown(&config.title),
        subtitle: config.subtitle.as_ref().map(|subtitle| ctx.shown(subtitle)).unwrap_or_default(),
        language: config.language.clone(),
        direction: direction(&config.language).to_owned(),
        repository: config.repository.clone().unwrap_or_default(),
        suggest: repository::suggest(config, words),
        words: words.clone(),
        style: fingerprinted("reader.css", files),
        map_style: fingerprinted("map.css", files),
        book_style: fingerprinted("book.css", files),
        book: if book::has_book(ctx.site) { book::ADDRESS.to_owned() } else { String::new() },
        book_size: if book::has_book(ctx.site) { book::size(ctx) } else { String::new() },
        early: fingerprinted("early.js", files),
        script: fingerprinted("reader.js", files),
        settings: fingerprinted("settings.js", files),
        moved: fingerprinted("moved.js", files),
        search: if config.search.enabled { search_files(files) } else { SearchFiles::default() },
        navigation: navigation.into_iter().filter(|(_, is_there)| *is_there).map(|(item, _)| item).collect(),
        n_articles: order.articles.len(),
        n_concepts: order.concepts.len(),
        n_names: order.names.len(),
    }
}

fn search_files(files: &Output) -> SearchFiles {
    SearchFiles {
        script: fingerprinted("search.js", files),
        style: fingerprinted("search.css", files),
        panel: fingerprinted("search-box.js", files),
        engine: fingerprinted("vendor/minisearch.js", files),
    }
}

fn fingerprinted(address: &str, files: &Output) -> String {
    versioned(address, files.files.get(address).map_or(&[][..], |bytes| bytes))
}

/// `reader.css?v=HASH`: a file that changes has a new address, so that no browser shows an old one.
fn versioned(address: &str, bytes: &[u8]) -> String {
    format!("{address}?v={}", &blake3::hash(bytes).to_hex()[..10])
}

/// The writing direction of a language (Unicode CLDR 45, `characterOrder`).
fn direction(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or("") {
        "ar" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// What rendering leaves to the next build.
#[derive(Default)]
pub struct Memory {
    templates: Option<Arc<Templates>>,
    keeps_templates: bool,
    /// How documents' texts are set, by their paths.
    pub edits: Memo<Arc<[Edit]>>,
    /// Documents' texts as HTML, by their paths.
    proses: Memo<Arc<str>>,
    /// Passages that mention an entry, by its id.
    backlinks: Memo<Arc<[BacklinkGroup]>>,
    /// Pages by their addresses.
    pages: Memo<Rendered>,
}

/// A page, or what its template stumbled over.
type Rendered = Result<Arc<Vec<u8>>, Box<Diagnostic>>;
/// A page with its address, or why there is none.
type Page = Result<(String, Arc<Vec<u8>>), Vec<Diagnostic>>;

impl Memory {
    /// Ready to remember; one that is made by `default` forgets.
    pub fn keeping() -> Memory {
        Memory {
            templates: None,
            keeps_templates: true,
            edits: Memo::keeping(),
            proses: Memo::keeping(),
            backlinks: Memo::keeping(),
            pages: Memo::keeping(),
        }
    }

    /// [`Templates::new`], unless they are at hand.
    pub fn templates(
        &mut self,
        overrides: &BTreeMap<Arc<str>, Arc<str>>,
        site: &SiteView,
    ) -> Outcome<Arc<Templates>> {
        if let Some(templates) = &self.templates
            && templates.mark == templates::mark(overrides, site)
        {
            return Outcome { value: templates.clone(), diagnostics: Vec::new() };
        }
        let Outcome { value, diagnostics } = Templates::new(overrides, site);
        let value = Arc::new(value);
        self.templates = (self.keeps_templates && diagnostics.is_empty()).then(|| value.clone());
        Outcome { value, diagnostics }
    }
}

/// Every page of the site. Pages with nothing to show are left out.
pub fn render(mut ctx: Context<'_>, templates: &Templates, memory: &mut Memory) -> Outcome<Output> {
    let mut output = Output::default();
    let mut diagnostics = Vec::new();
    match snippets(&ctx, templates) {
        Ok(snippets) => ctx.snippets = snippets,
        Err(finding) => return Outcome { value: output, diagnostics: vec![*finding] },
    }
    ctx.proses = memory.proses.open(ctx.site.docs.len());
    ctx.backlinks = memory.backlinks.open(ctx.site.entries.len());
    if ctx.backlinks.keeps() {
        let docs = 0..ctx.site.docs.len() as DocIndex;
        ctx.passages = docs.into_par_iter().map(|doc| passages::mark(&ctx, doc)).collect();
    }
    let jobs = jobs(&ctx);
    let shelf = memory.pages.open(jobs.len());
    let made = jobs.into_par_iter().enumerate().map(|(number, job)| {
        let press = Press { templates, shelf: &shelf, number };
        page(&ctx, &press, job)
    });
    for page in made.collect::<Vec<Page>>() {
        match page {
            Ok((address, html)) => {
                output.files.insert(address, html);
            }
            Err(findings) => diagnostics.extend(findings),
        }
    }
    let records = search::files(&ctx).into_iter();
    output.files.extend(records.map(|(address, text)| (address.to_owned(), text.into_bytes().into())));
    memory.proses.close(ctx.proses);
    memory.backlinks.close(ctx.backlinks);
    memory.pages.close(shelf);
    Outcome { value: output, diagnostics }
}

/// What is made once for each entry, work and note, as articles' pages need it: one folder below the root.
fn snippets(ctx: &Context<'_>, templates: &Templates) -> Result<Snippets, Box<Diagnostic>> {
    let entries = (0..ctx.site.entries.len() as EntryIndex).into_par_iter();
    let previews = entries.clone().map(|entry| {
        let view = PreviewView { preview: ctx.preview(entry) };
        templates.render("preview.html", &view)
    });
    let links = entries.map(|entry| {
        let view = EntryLinkView { entry: ctx.entry_link(entry, "../") };
        templates.render("link.html", &view).map(|link| link.trim_end().to_owned())
    });
    let shown = |preview: Preview| templates.render("preview.html", &PreviewView { preview });
    let cited = ctx.site.docs.iter().flat_map(|doc| &doc.citations).flat_map(|citation| &citation.items);
    let mut references = BTreeMap::new();
    for key in cited.map(|item| &item.key).collect::<BTreeSet<_>>() {
        let Some(record) = ctx.site.records.get(&**key) else { continue };
        references.insert(key.to_string(), shown(references::preview(ctx, key, record))?);
    }
    let notes = (0..ctx.site.docs.len() as DocIndex)
        .into_par_iter()
        .map(|doc| ctx.notes(doc).into_iter().map(shown).collect::<Result<String, _>>());
    Ok(Snippets {
        previews: in_order(previews)?,
        references,
        notes: in_order(notes)?,
        links: in_order(links)?,
    })
}

/// All of them, or the first finding in the order of entries: which thread was first must not show.
fn in_order(
    made: impl IndexedParallelIterator<Item = Result<String, Box<Diagnostic>>>,
) -> Result<Vec<String>, Box<Diagnostic>> {
    made.collect::<Vec<_>>().into_iter().collect()
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

/// Templates, and what they made in the build before; for one page.
struct Press<'a> {
    templates: &'a Templates,
    shelf: &'a Shelf<Rendered>,
    /// The page's number among all.
    number: usize,
}

impl Press<'_> {
    /// The page at `address`, rendered unless it is at hand.
    fn page(&self, template: &str, address: String, view: &impl Serialize) -> Page {
        let of = || mark_of(&(self.templates.mark, template, mark_of_view(view)));
        let made = self.shelf.get(self.number, &address.as_str().into(), of, || {
            let mut html = self.templates.render(template, view)?;
            // Every page is kept until all are made: what a page doesn't need isn't kept with it.
            html.shrink_to_fit();
            Ok(Arc::new(html.into_bytes()))
        });
        match made {
            Ok(html) => Ok((address, html)),
            Err(finding) => Err(vec![*finding]),
        }
    }
}

/// A page's address and HTML.
fn page(ctx: &Context<'_>, templates: &Press<'_>, job: Job) -> Page {
    match job {
        Job::Home(doc) => {
            let view = pages::home(ctx, doc);
            finished(ctx, templates, "home.html", doc, view.page.address.clone(), &view, view.prose.len())
        }
        Job::Articles => whole(templates, "articles.html", "articles/index.html", &pages::articles(ctx)),
        Job::Article(doc) => {
            let view = pages::article(ctx, doc);
            let address = view.page.address.clone();
            finished(ctx, templates, "article.html", Some(doc), address, &view, view.prose.len())
        }
        Job::Concepts => whole(templates, "concepts.html", "concepts/index.html", &indexes::concepts(ctx)),
        Job::Names => whole(templates, "names.html", "names/index.html", &indexes::names(ctx)),
        Job::IndexPart(kind, number) => {
            let (template, folder) =
                if kind == Kind::Name { ("names.html", "names") } else { ("concepts.html", "concepts") };
            whole(templates, template, &indexes::address(folder, number), &indexes::part(ctx, kind, number))
        }
        Job::Bibliography => {
            whole(templates, "bibliography.html", "bibliography.html", &bibliography::bibliography(ctx))
        }
        Job::Entry(entry) => {
            let doc = ctx.site.entries[entry as usize].doc;
            let view = pages::entry(ctx, entry);
            let template =
                if ctx.site.docs[doc as usize].kind == Kind::Name { "name.html" } else { "concept.html" };
            finished(ctx, templates, template, Some(doc), view.page.address.clone(), &view, view.prose.len())
        }
        Job::Page(doc) => {
            let view = pages::page(ctx, doc);
            let address = view.page.address.clone();
            finished(ctx, templates, "page.html", Some(doc), address, &view, view.prose.len())
        }
        Job::Dialogue(doc) => {
            let view = pages::dialogue(ctx, doc);
            let address = view.page.address.clone();
            finished(ctx, templates, "dialogue.html", doc, address, &view, view.prose.len())
        }
        Job::Map => whole(templates, "map.html", "map.html", &map::page(ctx)),
        Job::Book => whole(templates, "print.html", book::ADDRESS, &book::page(ctx)),
        Job::Search => whole(templates, "search.html", "search.html", &pages::search(ctx)),
        Job::Missing => whole(templates, "404.html", "404.html", &pages::missing(ctx)),
        Job::Redirect(index) => {
            let redirect = &ctx.site.redirects[index as usize];
            let view = pages::redirect(ctx, &redirect.from, redirect.to);
            whole(templates, "redirect.html", &redirect.from, &view)
        }
    }
}

/// A page of the site's own.
fn whole(templates: &Press<'_>, template: &str, address: &str, view: &impl Serialize) -> Page {
    templates.page(template, address.to_owned(), view)
}

/// The page of a document, unless its text has grown more than a page's may.
fn finished(
    ctx: &Context<'_>,
    templates: &Press<'_>,
    template: &str,
    doc: Option<DocIndex>,
    address: String,
    view: &impl Serialize,
    n_prose: usize,
) -> Page {
    if let Some(doc) = doc.map(|doc| &ctx.site.docs[doc as usize]) {
        let limits = &ctx.site.config.limits;
        let most = doc.source.len() * limits.growth as usize + limits.growth_bytes as usize;
        if n_prose > most {
            return Err(vec![messages::page::grown(&doc.path, n_prose, most)]);
        }
    }
    templates.page(template, address, view)
}
