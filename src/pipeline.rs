//! The stages in their order: sources to a site in memory.

mod assets;
mod quotations;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::anchors;
use crate::check::{self, Strict};
use crate::config::{self, BaseUrl, Config, Html};
use crate::diagnostic::{Diagnostic, Outcome, Severity, messages};
use crate::export;
use crate::load::{Reason, Sources, Text};
use crate::memory::{Mark, Memo, mark_of};
use crate::output::Output;
use crate::parse::{self, Doc, meta};
use crate::quote::Verdict;
use crate::render::book;
use crate::render::map;
use crate::render::words::Words;
use crate::render::{self, Context};
use crate::resolve::{self, Site};
use crate::text::Date;
use assets::{asset_files, assets};
pub use quotations::Quotations;
use quotations::quotations;

/// What a build is asked for, beside the sources.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Pages marked as drafts are built too.
    pub drafts: bool,
    /// Warnings count as errors.
    pub strict: bool,
    /// In place of the site's own base URL.
    pub base_url: Option<BaseUrl>,
    /// In place of the site's own repository; an address that [`BaseUrl::parse`] takes.
    pub repository: Option<String>,
    /// The site's date where `site.toml` gives none: the day of `SOURCE_DATE_EPOCH`.
    pub updated: Option<Date>,
    /// The texts of the articles by citation key, if they are at hand: quotations are then looked up in them.
    pub source_texts: Option<BTreeMap<String, String>>,
}

/// A built site.
#[derive(Debug)]
pub struct Built {
    /// Its files.
    pub output: Output,
    /// The resolved site.
    pub site: Site,
    /// What is quoted.
    pub quotations: Quotations,
    /// `anchors.lock`.
    pub remembered: anchors::Lock,
}

/// What a build leaves to the next. Any build gives the same with it as without.
#[derive(Default)]
pub struct Memory {
    docs: Memo<Arc<Parsed>>,
    found: resolve::Memory,
    checked: check::Memory,
    rendered: render::Memory,
}

/// A file's document, and what was found in it.
type Parsed = Outcome<Option<Arc<Doc>>>;

impl Memory {
    /// Ready to remember; one that is made by `default` forgets.
    pub fn keeping() -> Memory {
        Memory {
            docs: Memo::keeping(),
            found: resolve::Memory::keeping(),
            checked: check::Memory::keeping(),
            rendered: render::Memory::keeping(),
        }
    }
}

/// Builds the site. The findings are sorted; if one is an error, nothing may be published.
pub fn build(sources: &Sources, request: &Request) -> Outcome<Built> {
    build_watched(sources, request, &mut |_| ())
}

/// [`build`], calling `watch` with the name of each stage as it ends.
pub fn build_watched(
    sources: &Sources,
    request: &Request,
    watch: &mut dyn FnMut(&'static str),
) -> Outcome<Built> {
    build_again(sources, request, &mut Memory::default(), watch)
}

/// The same as [`build_watched`], sooner where `memory` has a build of much the same sources.
pub fn build_again(
    sources: &Sources,
    request: &Request,
    memory: &mut Memory,
    watch: &mut dyn FnMut(&'static str),
) -> Outcome<Built> {
    let mut out = Vec::new();
    let (Examined { site, verdicts, remembered }, quotations) =
        examined(sources, request, memory, watch, &mut out);
    watch("check");
    let output = rendered(&site, sources, &verdicts, &mut memory.rendered, &mut out);
    watch("render");
    let output = export::export(&site, output);
    watch("export");
    out.extend(check::idle_comments(&out, &site.docs, &site.config));
    let diagnostics = check::levelled(out, &site.docs, &site.config, strict(request));
    Outcome { value: Built { output, site, quotations, remembered }, diagnostics }
}

/// The site without its pages: for whoever asks about names and links. The findings are sorted.
pub fn resolve_only(sources: &Sources, request: &Request) -> Outcome<Site> {
    let Outcome { value: site, diagnostics } =
        resolved(sources, request, &mut Memory::default(), &mut |_| ());
    let diagnostics = check::levelled(diagnostics, &site.docs, &site.config, strict(request));
    Outcome { value: site, diagnostics }
}

/// The site with everything that is said about its content: what a build does, but for the pages. The findings are
/// sorted.
pub fn examine(sources: &Sources, request: &Request) -> Outcome<Examined> {
    let mut out = Vec::new();
    let (examined, _) = examined(sources, request, &mut Memory::default(), &mut |_| (), &mut out);
    let site = &examined.site;
    let diagnostics = check::levelled(out, &site.docs, &site.config, strict(request));
    Outcome { value: examined, diagnostics }
}

fn examined(
    sources: &Sources,
    request: &Request,
    memory: &mut Memory,
    watch: &mut dyn FnMut(&'static str),
    out: &mut Vec<Diagnostic>,
) -> (Examined, Quotations) {
    let Outcome { value: site, diagnostics } = resolved(sources, request, memory, watch);
    out.extend(diagnostics);
    let (quotations, verdicts) = quotations(&site, sources, request, out);
    out.extend(check::check(&site, &mut memory.checked));
    let remembered = remembered(sources, out);
    out.extend(anchors::findings(&site, &remembered));
    (Examined { site, verdicts, remembered }, quotations)
}

/// A site without its pages.
#[derive(Debug)]
pub struct Examined {
    /// The resolved site.
    pub site: Site,
    /// `verdicts[doc][quotation]` is what is known of `docs[doc].quotations[quotation]`.
    pub verdicts: Vec<Vec<Verdict>>,
    /// `anchors.lock`.
    pub remembered: anchors::Lock,
}

/// What `anchors.lock` remembers.
fn remembered(sources: &Sources, out: &mut Vec<Diagnostic>) -> anchors::Lock {
    let Some(text) = sources.text(anchors::LOCK_PATH) else {
        let damaged = sources.texts.contains_key(anchors::LOCK_PATH);
        return anchors::Lock { damaged, ..anchors::Lock::default() };
    };
    let Outcome { value, diagnostics } = anchors::Lock::read(text);
    out.extend(diagnostics);
    value
}

fn resolved(
    sources: &Sources,
    request: &Request,
    memory: &mut Memory,
    watch: &mut dyn FnMut(&'static str),
) -> Outcome<Site> {
    let mut out = Vec::new();
    unread(sources, &mut out);
    let config = configuration(sources, request, &mut out);
    let docs = documents(sources, &config, request, &mut memory.docs, &mut out);
    watch("parse");
    let records = bibliography(sources, &mut out);
    let assets = assets(sources, &mut out);
    let resolved = resolve::resolve(docs, config, &assets, records, &mut memory.found);
    out.extend(resolved.diagnostics);
    watch("resolve");
    Outcome { value: resolved.value, diagnostics: out }
}

fn strict(request: &Request) -> Strict {
    if request.strict { Strict::Yes } else { Strict::No }
}

/// Whether the findings forbid publishing.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|finding| finding.severity == Severity::Error)
}

fn unread(sources: &Sources, out: &mut Vec<Diagnostic>) {
    for left in &sources.left {
        out.push(match left.reason {
            Reason::SymbolicLink => messages::site::unsafe_file(&left.path, "a symbolic link"),
            Reason::Special => messages::site::unsafe_file(&left.path, "a special file"),
            Reason::Name => messages::site::unsafe_file(&left.path, "a file whose name is no text"),
            Reason::Kind => messages::site::unknown_asset(&left.path),
        });
    }
    for (path, text) in &sources.texts {
        if let Text::Other(line) = text {
            out.push(messages::site::not_utf8(path, *line));
        }
    }
    if !sources.texts.contains_key("site.toml") {
        out.push(messages::site::no_site(&"site.toml".into()));
    }
    let is_content = |path: &Arc<str>| path.starts_with("content/");
    let left = sources.left.iter().map(|left| &left.path);
    if !sources.texts.keys().chain(sources.assets.keys()).chain(left).any(is_content) {
        out.push(messages::site::no_content());
    }
}

fn configuration(sources: &Sources, request: &Request, out: &mut Vec<Diagnostic>) -> Config {
    let mut config = match sources.text("site.toml") {
        Some(text) => {
            let (config, findings) = config::config(&"site.toml".into(), text);
            out.extend(findings);
            config
        }
        None => Config::default(),
    };
    if let Some(base) = &request.base_url {
        config.base_url = Some(base.clone());
    }
    if let Some(repository) = &request.repository {
        config.repository = Some(repository.clone());
    }
    config.updated = config.updated.or(request.updated);
    config
}

fn documents(
    sources: &Sources,
    config: &Config,
    request: &Request,
    memory: &mut Memo<Arc<Parsed>>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Arc<Doc>> {
    let options = parse::Options {
        trust_html: config.html == Html::Trust,
        nesting: config.limits.nesting as usize,
        page_bytes: config.limits.page_bytes as usize,
    };
    let markdown: Vec<(&Arc<str>, &Arc<str>)> = sources
        .texts
        .iter()
        .filter(|(path, _)| path.starts_with("content/") && path.ends_with(".md"))
        .filter_map(|(path, text)| match text {
            Text::Utf8(text) => Some((path, text)),
            Text::Other(_) => None,
        })
        .collect();
    let shelf = memory.open(markdown.len());
    let parsed: Vec<Arc<Parsed>> = markdown
        .into_par_iter()
        .enumerate()
        .map(|(number, (path, text))| {
            let of = || mark_of(&(path, text, options));
            shelf.get(number, path, of, || {
                let mark = if shelf.keeps() { of() } else { Mark::default() };
                Arc::new(parsed(path, text, options, mark))
            })
        })
        .collect();
    memory.close(shelf);
    let mut docs = Vec::with_capacity(parsed.len());
    for parsed in parsed {
        match &parsed.value {
            Some(doc) if doc.meta.draft && !request.drafts => continue,
            Some(doc) => docs.push(doc.clone()),
            None => {}
        }
        out.extend(parsed.diagnostics.iter().cloned());
    }
    docs
}

fn parsed(path: &Arc<str>, text: &Arc<str>, options: parse::Options, mark: Mark) -> Parsed {
    match meta::kind_of(path) {
        Some(kind) => {
            let Outcome { value: doc, diagnostics } = parse::parse(path, text, kind, options);
            Outcome { value: Some(Arc::new(Doc { mark, ..doc })), diagnostics }
        }
        None => Outcome { value: None, diagnostics: vec![messages::front_matter::unknown_folder(path)] },
    }
}

/// None where there is a bibliography that can't be read: of what isn't in it, nothing is known.
fn bibliography(sources: &Sources, out: &mut Vec<Diagnostic>) -> Option<BTreeMap<String, resolve::Record>> {
    let path: Arc<str> = "content/references.bib".into();
    let Some(text) = sources.text(&path) else {
        return (!sources.texts.contains_key(&path)).then(BTreeMap::new);
    };
    let (records, findings) = resolve::bibliography(&path, text);
    let is_read = findings.is_empty();
    out.extend(findings);
    is_read.then_some(records)
}

/// The pages and the published files.
fn rendered(
    site: &Site,
    sources: &Sources,
    verdicts: &[Vec<Verdict>],
    memory: &mut render::Memory,
    out: &mut Vec<Diagnostic>,
) -> Output {
    let own: BTreeMap<Arc<str>, Arc<str>> = sources
        .texts
        .keys()
        .filter(|path| path.starts_with("templates/"))
        .filter_map(|path| Some((path.clone(), sources.text(path)?.clone())))
        .collect();
    let words = Words::of(&site.config.language, &own);
    out.extend(words.diagnostics);
    let ctx = Context::new(site, verdicts, &words.value, &mut memory.typeset);
    let mut files = Output::default();
    for (address, bytes) in asset_files(sources) {
        files.files.insert(address.to_owned(), bytes.to_vec().into());
    }
    map::light(&ctx.map, &mut files);
    book::heads(&ctx, &mut files);
    let templates = memory.templates(&own, &render::site_view(&ctx, &files));
    if !templates.diagnostics.is_empty() {
        // What is wrong with a template would be said again for every page.
        out.extend(templates.diagnostics);
        return files;
    }
    let pages = render::render(ctx, &templates.value, memory);
    out.extend(pages.diagnostics);
    files.files.extend(pages.value.files);
    files
}
