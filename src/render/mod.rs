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
mod bibliography;
pub mod book;
pub mod map;
pub mod matrix;
mod parts;
mod passages;
mod references;
mod typography;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Outcome, messages};
use crate::output::Output;
use crate::parse::Kind;
use crate::resolve::{DocIndex, EntryIndex};
pub use context::{Context, Snippets};
use templates::Templates;
use views::{EntryLinkView, NavigationItem, Preview, PreviewView, SiteView};

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
    Bibliography,
    Entry(EntryIndex),
    Page(DocIndex),
    Dialogue(Option<DocIndex>),
    Map,
    Book,
    Missing,
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
        words: words.clone(),
        style: fingerprinted("reader.css", files),
        map_style: fingerprinted("map.css", files),
        book_style: fingerprinted("book.css", files),
        book: if book::has_book(ctx.site) { book::ADDRESS.to_owned() } else { String::new() },
        early: fingerprinted("early.js", files),
        script: fingerprinted("reader.js", files),
        settings: fingerprinted("settings.js", files),
        navigation: navigation.into_iter().filter(|(_, is_there)| *is_there).map(|(item, _)| item).collect(),
        n_articles: order.articles.len(),
        n_concepts: order.concepts.len(),
        n_names: order.names.len(),
    }
}

/// `reader.css?v=HASH`: a file that changes has a new address, so that no browser shows an old one.
fn fingerprinted(address: &str, files: &Output) -> String {
    let bytes = files.files.get(address).map_or(&[][..], Vec::as_slice);
    format!("{address}?v={}", &blake3::hash(bytes).to_hex()[..10])
}

/// The writing direction of a language (Unicode CLDR 45, `characterOrder`).
fn direction(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or("") {
        "ar" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// Every page of the site. Pages with nothing to show are left out.
pub fn render(mut ctx: Context<'_>, templates: &Templates) -> Outcome<Output> {
    let mut output = Output::default();
    let mut diagnostics = Vec::new();
    match snippets(&ctx, templates) {
        Ok(snippets) => ctx.snippets = snippets,
        Err(finding) => return Outcome { value: output, diagnostics: vec![*finding] },
    }
    let ctx = &ctx;
    let pages: Vec<Result<(String, String), Vec<Diagnostic>>> =
        jobs(ctx).into_par_iter().map(|job| page(ctx, templates, job)).collect();
    for page in pages {
        match page {
            Ok((address, html)) => {
                output.files.insert(address, html.into_bytes());
            }
            Err(findings) => diagnostics.extend(findings),
        }
    }
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
    ];
    jobs.extend(lists.into_iter().filter(|(_, is_empty)| !is_empty).map(|(job, _)| job));
    jobs.extend((0..site.redirects.len() as u32).map(Job::Redirect));
    jobs
}

/// A page's address and HTML.
fn page(ctx: &Context<'_>, templates: &Templates, job: Job) -> Result<(String, String), Vec<Diagnostic>> {
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
        Job::Concepts => whole(templates, "concepts.html", "concepts/index.html", &pages::concepts(ctx)),
        Job::Names => whole(templates, "names.html", "names/index.html", &pages::names(ctx)),
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
        Job::Missing => whole(templates, "404.html", "404.html", &pages::missing(ctx)),
        Job::Redirect(index) => {
            let redirect = &ctx.site.redirects[index as usize];
            let view = pages::redirect(ctx, &redirect.from, redirect.to);
            whole(templates, "redirect.html", &redirect.from, &view)
        }
    }
}

/// A page of the site's own.
fn whole(
    templates: &Templates,
    template: &str,
    address: &str,
    view: &impl Serialize,
) -> Result<(String, String), Vec<Diagnostic>> {
    let html = templates.render(template, view).map_err(|finding| vec![*finding])?;
    Ok((address.to_owned(), html))
}

/// The page of a document, unless its text has grown more than a page's may.
fn finished(
    ctx: &Context<'_>,
    templates: &Templates,
    template: &str,
    doc: Option<DocIndex>,
    address: String,
    view: &impl Serialize,
    n_prose: usize,
) -> Result<(String, String), Vec<Diagnostic>> {
    if let Some(doc) = doc.map(|doc| &ctx.site.docs[doc as usize]) {
        let limits = &ctx.site.config.limits;
        let most = doc.source.len() * limits.growth as usize + limits.growth_bytes as usize;
        if n_prose > most {
            return Err(vec![messages::page::grown(&doc.path, n_prose, most)]);
        }
    }
    let mut html = templates.render(template, view).map_err(|finding| vec![*finding])?;
    // Every page is kept until all are made: what a page doesn't need isn't kept with it.
    html.shrink_to_fit();
    Ok((address, html))
}
