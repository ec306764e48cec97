//! The site to pages: HTML, in memory.
//!
//! One typed view for each template; the templates see nothing else. Nothing here reads or writes a file.

pub mod html;
pub mod views;
pub mod words;
pub mod theme;
pub mod templates;
mod context;
mod ingredients;
mod pages;
mod indexes;
mod backlinks;
mod bibliography;
pub mod book;
pub mod map;
pub mod matrix;
mod parts;
mod passages;
mod pieces;
mod press;
mod references;
pub mod repository;
pub mod search;
mod typography;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::memory::Memo;
use crate::output::Output;
use crate::resolve::{DocIndex, EntryIndex};
pub use context::{Context, Snippet, Snippets, Typeset};
use ingredients::Ingredients;
use press::Rendered;
use templates::Templates;
use views::{EntryLinkView, NavigationItem, Preview, PreviewView, SearchFiles, SiteView};

/// Free pages that the main navigation names, at most.
const MOST_PAGES: usize = 4;

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
    /// How documents are set, by their paths.
    pub typeset: Memo<Arc<Typeset>>,
    /// What is the same about entries wherever they are named, by their ids.
    snippets: Memo<Entry>,
    /// Pages by their addresses.
    pages: Memo<Rendered>,
    /// Documents' texts in the book, by their paths.
    chapters: Memo<Arc<str>>,
    /// Their texts in the search.
    records: Memo<Arc<str>>,
}

/// An entry's snippet, or what its template stumbled over.
type Entry = Result<Arc<Snippet>, Box<Diagnostic>>;
impl Memory {
    /// Ready to remember; one that is made by `default` forgets.
    pub fn keeping() -> Memory {
        Memory {
            templates: None,
            keeps_templates: true,
            typeset: Memo::keeping(),
            snippets: Memo::keeping(),
            pages: Memo::keeping(),
            chapters: Memo::keeping(),
            records: Memo::keeping(),
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
    if memory.pages.keeps() {
        ctx.ingredients = Some(Ingredients::new(&ctx, templates.mark));
    }
    match snippets(&ctx, templates, &mut memory.snippets) {
        Ok(snippets) => ctx.snippets = snippets,
        Err(finding) => return Outcome { value: output, diagnostics: vec![*finding] },
    }
    ctx.chapters = memory.chapters.open(ctx.site.docs.len());
    ctx.records = memory.records.open(ctx.site.docs.len());
    for page in press::pages(&ctx, templates, &mut memory.pages) {
        match page {
            Ok((address, html)) => {
                output.files.insert(address, html);
            }
            Err(finding) => diagnostics.push(*finding),
        }
    }
    let records = search::files(&ctx).into_iter();
    output.files.extend(records.map(|(address, text)| (address.to_owned(), text.into_bytes().into())));
    memory.chapters.close(ctx.chapters);
    memory.records.close(ctx.records);
    Outcome { value: output, diagnostics }
}

/// What is made once for each entry, work and note, as articles' pages need it: one folder below the root.
fn snippets(
    ctx: &Context<'_>,
    templates: &Templates,
    memory: &mut Memo<Entry>,
) -> Result<Snippets, Box<Diagnostic>> {
    let snippet = |entry| {
        let preview = templates.render("preview.html", &PreviewView { preview: ctx.preview(entry) })?;
        let link = templates.render("link.html", &EntryLinkView { entry: ctx.entry_link(entry, "../") })?;
        Ok(Arc::new(Snippet { preview, link: link.trim_end().to_owned() }))
    };
    let shelf = memory.open(ctx.site.entries.len());
    let entries = (0..ctx.site.entries.len() as EntryIndex).into_par_iter().map(|entry| {
        let of = || ctx.made_of(|it| it.entries[entry as usize]);
        let id = ctx.site.entries[entry as usize].id.as_str().into();
        shelf.get(entry as usize, &id, of, || snippet(entry))
    });
    let entries = in_order(entries);
    memory.close(shelf);
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
    Ok(Snippets { entries: entries?, references, notes: in_order(notes)? })
}

/// All of them, or the first finding in the order of entries: which thread was first must not show.
fn in_order<T: Send>(
    made: impl IndexedParallelIterator<Item = Result<T, Box<Diagnostic>>>,
) -> Result<Vec<T>, Box<Diagnostic>> {
    made.collect::<Vec<_>>().into_iter().collect()
}
