//! What each page shows, and what every page has.

use super::backlinks::backlinks;
use super::html::{Parts, prose};
use super::matrix::matrix;
use super::parts::{linked_works, parts, root_of};
use super::views::{
    ArticleLine, ArticleView, ArticlesView, CompareView, DialogueView, EntryLine, EntryLink, EntryView,
    Frame, HeadingView, HomeView, LinkView, MissingView, PageView, Preview, RedirectView, RelationGroup,
    RelationLine, SearchView, Siglum,
};
use super::{Context, passages, references, repository};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::meta::{Published, Special, Verdict};
use crate::parse::{Doc, Kind};
use crate::resolve::{DocIndex, EntryIndex, Relation, RelationKind, filed_as, forms_of};
use crate::text::Spot;
use crate::text::typography::{inside, setting};

/// Articles whose letters are shown with each entry, at most.
pub(super) const MOST_LETTERS: usize = 12;
/// Articles that the home page lists, at most; the list of articles has them all.
const MOST_ON_HOME: usize = 30;

impl Context<'_> {
    pub(super) fn doc(&self, doc: DocIndex) -> &Doc {
        &self.site.docs[doc as usize]
    }

    pub(super) fn address(&self, doc: DocIndex) -> &str {
        &self.site.addresses[doc as usize]
    }

    fn entry_address(&self, entry: EntryIndex) -> &str {
        self.address(self.site.entries[entry as usize].doc)
    }

    /// A document's text as HTML, unless it has grown more than a page's may.
    fn prose(&self, doc: DocIndex, parts: &Parts) -> Result<String, Box<Diagnostic>> {
        let (document, limits) = (self.doc(doc), &self.site.config.limits);
        let html = prose(document, parts);
        let most = document.source.len() * limits.growth as usize + limits.growth_bytes as usize;
        if html.len() > most {
            return Err(Box::new(messages::page::grown(&document.path, html.len(), most)));
        }
        Ok(html)
    }

    /// What every page has, for one at `address`.
    pub(super) fn frame(&self, address: &str, kind: &str, title: &str) -> Frame {
        let canonical = self.site.config.base_url.as_ref().map(|base| base.page(address)).unwrap_or_default();
        let section = match kind {
            "article" => "articles",
            "concept" => "concepts",
            "name" => "names",
            "page" => address.trim_end_matches(".html"),
            other => other,
        };
        Frame {
            title: title.to_owned(),
            root: root_of(address).to_owned(),
            address: address.to_owned(),
            canonical,
            kind: kind.to_owned(),
            section: section.to_owned(),
            // What a page of the site's own says of itself; a document's has its summary.
            description: self
                .site
                .config
                .description
                .as_deref()
                .map(|text| self.shown(text))
                .unwrap_or_default(),
            ..Frame::default()
        }
    }

    fn doc_frame(&self, doc: DocIndex, kind: &str, linked: &[EntryIndex]) -> Frame {
        let document = self.doc(doc);
        Frame {
            description: self.summary(doc).to_owned(),
            edit: repository::edit(&self.site.config, &document.path),
            previews_html: self.previews(linked.iter().copied()) + &self.asides(doc),
            ..self.frame(self.address(doc), kind, self.title(doc))
        }
    }

    fn preview_id(&self, entry: EntryIndex) -> String {
        format!("pv-{}", self.site.entries[entry as usize].id.replace('/', "-"))
    }

    pub(super) fn preview(&self, entry: EntryIndex) -> Preview {
        let doc = self.site.entries[entry as usize].doc;
        Preview {
            id: self.preview_id(entry),
            title: self.title(doc).to_owned(),
            summary: self.summary(doc).to_owned(),
            ..Preview::default()
        }
    }

    /// The references of the works that a document links to, and its notes.
    fn asides(&self, doc: DocIndex) -> String {
        let works = linked_works(self, doc).into_iter();
        let mut out: String =
            works.filter_map(|key| self.snippets.references.get(key)).map(String::as_str).collect();
        out.push_str(self.snippets.notes.get(doc as usize).map_or("", String::as_str));
        out
    }

    /// The words of a document's notes.
    pub(super) fn notes(&self, doc: DocIndex) -> Vec<Preview> {
        let document = self.doc(doc);
        let notes = document.notes.iter().zip(1..).filter(|(note, _)| note.reference.is_some());
        let words = notes.filter_map(|(note, n)| {
            let text = document.nodes[note.node? as usize].text;
            Some((n, passages::shown(self, doc, text).trim().to_owned()))
        });
        let preview = |(n, summary)| Preview {
            id: format!("pv-n{n}"),
            class: "note".to_owned(),
            summary,
            ..Preview::default()
        };
        words.map(preview).collect()
    }

    /// The definitions of these entries, each once.
    fn previews(&self, entries: impl Iterator<Item = EntryIndex>) -> String {
        let mut seen = rustc_hash::FxHashSet::default();
        let each = entries.filter(|entry| seen.insert(*entry));
        let previews: Vec<&str> = each
            .filter_map(|entry| self.snippets.entries.get(entry as usize))
            .map(|it| it.preview.as_str())
            .collect();
        previews.concat()
    }

    fn authors(&self, article: DocIndex) -> impl Iterator<Item = EntryIndex> + '_ {
        let authors = self.site.order.authors.get(&article).map_or(&[][..], Vec::as_slice);
        authors.iter().filter_map(|name| self.site.entry_of[*name as usize])
    }

    /// Headings of the second and third level; the articles' uses stand under the heading that the page gives them.
    fn contents(&self, doc: DocIndex) -> Vec<HeadingView> {
        let document = self.doc(doc);
        let uses = self.site.entry_of[doc as usize].map_or(&[][..], |entry| &self.uses[entry as usize]);
        let mut out = Vec::new();
        for (index, heading) in document.headings.iter().enumerate().filter(|(_, heading)| heading.level <= 3)
        {
            let run = document.run_at(heading.text.start);
            if run.is_some_and(|run| !document.is_shown(&document.runs[run as usize])) {
                continue;
            }
            let place = uses.iter().position(|part| part.heading as usize == index);
            if place == Some(0) {
                out.push(HeadingView { id: "uses".to_owned(), title: self.words.uses.clone(), level: 2 });
            }
            let title = passages::shown(self, doc, heading.text);
            let level = if place.is_some() { 3 } else { heading.level.max(2) };
            out.push(HeadingView { id: heading.id.clone(), title, level });
        }
        out
    }

    pub(super) fn entry_link(&self, entry: EntryIndex, root: &str) -> EntryLink {
        EntryLink {
            preview: self.preview_id(entry),
            id: self.site.entries[entry as usize].id.clone(),
            href: format!("{root}{}", self.entry_address(entry)),
            title: self.title(self.site.entries[entry as usize].doc).to_owned(),
        }
    }

    pub(super) fn entry_line(&self, entry: EntryIndex, root: &str) -> EntryLine {
        let doc = self.site.entries[entry as usize].doc;
        // Past a dozen articles their letters say less than a number does.
        let articles = &self.articles[entry as usize];
        let letters = if self.site.order.articles.len() <= MOST_LETTERS { articles.as_slice() } else { &[] };
        EntryLine {
            id: self.site.entries[entry as usize].id.clone(),
            href: format!("{root}{}", self.entry_address(entry)),
            title: self.title(doc).to_owned(),
            filed_as: self.shown(filed_as(self.doc(doc))),
            see: String::new(),
            aliases: Vec::new(),
            summary: self.summary(doc).to_owned(),
            letters: letters.iter().map(|article| self.siglum(*article)).collect(),
            n_mentions: self.site.backlinks[entry as usize].len(),
            locators: Vec::new(),
        }
    }

    pub(super) fn siglum(&self, article: DocIndex) -> Siglum {
        Siglum { letter: self.letter(article).to_owned(), voice: self.voice(article).to_owned() }
    }

    /// The same with its other labels.
    pub(super) fn whole_line(&self, entry: EntryIndex, root: &str) -> EntryLine {
        let aliases = forms_of(self.site.entry_doc(entry)).map_or(&[][..], |forms| &forms.aliases);
        let aliases = aliases.iter().map(|alias| self.shown(&alias.it)).collect();
        EntryLine { aliases, ..self.entry_line(entry, root) }
    }

    pub(super) fn article_line(&self, doc: DocIndex, root: &str) -> ArticleLine {
        let document = self.doc(doc);
        let published = match &document.meta.special {
            Special::Article(article) => article.published.as_ref().map(|published| match &published.it {
                Published::Date(date) => self.words.date(*date),
                Published::Text(text) => self.shown(text),
            }),
            _ => None,
        };
        ArticleLine {
            href: format!("{root}{}", self.address(doc)),
            title: self.title(doc).to_owned(),
            letter: self.letter(doc).to_owned(),
            voice: self.voice(doc).to_owned(),
            authors: self.authors(doc).map(|entry| self.entry_link(entry, root)).collect(),
            published: published.unwrap_or_default(),
            summary: self.summary(doc).to_owned(),
        }
    }

    /// How a page is cited: title, site, address.
    fn cite(&self, doc: DocIndex) -> String {
        let (config, words) = (&self.site.config, self.words);
        let marks = setting(&config.language);
        let [open, close] = marks.outer();
        let title = format!("{open}{}{close}", inside(self.title(doc), marks));
        let mut out = with(&words.cite_page, &[("{title}", &title), ("{site}", &self.shown(&config.title))]);
        if let Some(date) = self.doc(doc).meta.updated.as_ref().map(|date| date.it).or(config.updated) {
            out = with(&words.cite_dated, &[("{cited}", &out), ("{date}", &words.date(date))]);
        }
        if let Some(base) = &config.base_url {
            let address = base.page(self.address(doc));
            out = with(&words.cite_address, &[("{cited}", &out), ("{address}", &address)]);
        }
        out
    }

    fn neighbours(&self, doc: DocIndex, order: &[DocIndex], root: &str) -> (LinkView, LinkView) {
        let place = self.place[doc as usize];
        let link = |place: Option<usize>| {
            let other = place.and_then(|place| order.get(place));
            other.map_or_else(LinkView::default, |other| LinkView {
                href: format!("{root}{}", self.address(*other)),
                title: self.title(*other).to_owned(),
            })
        };
        (link(place.checked_sub(1)), link(Some(place + 1)))
    }
}

/// The words with these names in braces replaced. What is put in isn't looked at again.
fn with(words: &str, names: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let named = names.iter().find(|(name, _)| rest.starts_with(name));
        let (text, n_bytes) = named.map_or(("{", 1), |(name, text)| (*text, name.len()));
        out.push_str(text);
        rest = &rest[n_bytes..];
    }
    out + rest
}

/// The home page; `doc` is its text's document, if it has one.
pub fn home(ctx: &Context<'_>, doc: Option<DocIndex>) -> Result<HomeView, Box<Diagnostic>> {
    let shown = || ctx.site.order.articles.iter().take(MOST_ON_HOME);
    let articles = shown().map(|article| ctx.article_line(*article, "")).collect();
    let authors = shown().flat_map(|article| ctx.authors(*article));
    let Some(doc) = doc else {
        let mut page = ctx.frame("index.html", "home", &ctx.shown(&ctx.site.config.title));
        page.previews_html = ctx.previews(authors);
        return Ok(HomeView { page, articles, ..HomeView::default() });
    };
    let (parts, mut linked) = parts(ctx, doc);
    linked.extend(authors);
    let mut page = ctx.doc_frame(doc, "home", &linked);
    if let Some(description) = &ctx.site.config.description {
        page.description = ctx.shown(description);
    }
    Ok(HomeView { page, prose: ctx.prose(doc, &parts)?, has_source: true, articles })
}

/// The list of articles.
pub fn articles(ctx: &Context<'_>) -> ArticlesView {
    let mut page = ctx.frame("articles/index.html", "articles", &ctx.words.articles);
    page.previews_html =
        ctx.previews(ctx.site.order.articles.iter().flat_map(|article| ctx.authors(*article)));
    ArticlesView {
        page,
        articles: ctx.site.order.articles.iter().map(|article| ctx.article_line(*article, "../")).collect(),
    }
}

/// An article's summary.
pub fn article(ctx: &Context<'_>, doc: DocIndex) -> Result<ArticleView, Box<Diagnostic>> {
    let document = ctx.doc(doc);
    let (parts, mut linked) = parts(ctx, doc);
    linked.extend(ctx.site.mentions[doc as usize].iter().map(|mention| mention.entry));
    linked.extend(ctx.authors(doc));
    let root = root_of(ctx.address(doc));
    let (previous, next) = ctx.neighbours(doc, &ctx.site.order.articles, root);
    let key = match &document.meta.special {
        Special::Article(article) => article.citation.as_ref(),
        _ => None,
    };
    let (reference_html, reference_href) = reference(ctx, key, root);
    Ok(ArticleView {
        page: ctx.doc_frame(doc, "article", &linked),
        article: ctx.article_line(doc, root),
        reference_html,
        reference_href,
        prose: ctx.prose(doc, &parts)?,
        contents: ctx.contents(doc),
        previous,
        next,
        cite: ctx.cite(doc),
    })
}

/// A page's own reference, and its place in the bibliography; both empty where there is none.
fn reference(ctx: &Context<'_>, key: Option<&Spot<String>>, root: &str) -> (String, String) {
    let found = key.and_then(|key| Some((ctx.site.records.get(&key.it)?, &key.it)));
    found.map_or_else(Default::default, |(record, key)| {
        (references::full(ctx, record), references::address(key, root))
    })
}

/// A concept or a name.
pub fn entry(ctx: &Context<'_>, entry: EntryIndex) -> Result<EntryView, Box<Diagnostic>> {
    let doc = ctx.site.entries[entry as usize].doc;
    let document = ctx.doc(doc);
    let (parts, mut linked) = parts(ctx, doc);
    linked.extend(ctx.site.relations[entry as usize].iter().map(|relation| relation.to));
    let root = root_of(ctx.address(doc));
    let (order, kind) = match document.kind {
        Kind::Name => (&ctx.site.order.names, "name"),
        _ => (&ctx.site.order.concepts, "concept"),
    };
    let (previous, next) = ctx.neighbours(doc, order, root);
    let (all_backlinks, n_more) = backlinks(ctx, entry, root);
    let (backlinks, other_backlinks) = all_backlinks.into_iter().partition(|group| !group.letter.is_empty());
    let key = match &document.meta.special {
        Special::Name(name) => name.citation.as_ref(),
        _ => None,
    };
    let (reference_html, reference_href) = reference(ctx, key, root);
    let all = &ctx.site.backlinks[entry as usize];
    let mut pages: Vec<DocIndex> = all.iter().map(|backlink| backlink.doc).collect();
    pages.dedup();
    Ok(EntryView {
        page: ctx.doc_frame(doc, kind, &linked),
        entry: ctx.whole_line(entry, root),
        number: ctx.place[doc as usize] + 1,
        n_entries: order.len(),
        kind_words: match &document.meta.special {
            Special::Name(name) => ctx.words.kind(name.kind.it).one.clone(),
            _ => String::new(),
        },
        reference_html,
        reference_href,
        prose: ctx.prose(doc, &parts)?,
        has_uses: !parts.uses.is_empty(),
        compare: compare(ctx, document),
        contents: ctx.contents(doc),
        relations: grouped(ctx, &ctx.site.relations[entry as usize], root),
        backlinks,
        other_backlinks,
        n_more,
        mentions_words: ctx.words.mentions(all.len(), pages.len()),
        cite: ctx.cite(doc),
        previous,
        next,
    })
}

pub(super) fn compare(ctx: &Context<'_>, doc: &Doc) -> CompareView {
    let Special::Concept(concept) = &doc.meta.special else { return CompareView::default() };
    let Some(compare) = &concept.compare else { return CompareView::default() };
    let verdict = compare.verdict.as_ref().map(|verdict| verdict.it);
    let key = match verdict {
        Some(Verdict::Agree) => "agree",
        Some(Verdict::Differ) => "differ",
        Some(Verdict::Past) => "past",
        None => "",
    };
    CompareView {
        verdict: key.to_owned(),
        verdict_words: verdict.map(|verdict| ctx.words.verdict(verdict).to_owned()).unwrap_or_default(),
        gloss: compare.gloss.as_ref().map(|gloss| ctx.shown(&gloss.it)).unwrap_or_default(),
    }
}

/// Relations under their verbs, in the order in which the verbs first occur.
pub(super) fn grouped<'a>(
    ctx: &Context<'_>,
    relations: impl IntoIterator<Item = &'a Relation>,
    root: &str,
) -> Vec<RelationGroup> {
    let mut groups: Vec<RelationGroup> = Vec::new();
    for relation in relations {
        let verb = match &relation.kind {
            RelationKind::Broader => &ctx.words.broader,
            RelationKind::Narrower => &ctx.words.narrower,
            RelationKind::Verb(verb) => ctx.words.verb(verb),
        };
        let line = RelationLine {
            preview: ctx.preview_id(relation.to),
            id: ctx.site.entries[relation.to as usize].id.clone(),
            href: format!("{root}{}", ctx.entry_address(relation.to)),
            title: ctx.title(ctx.site.entries[relation.to as usize].doc).to_owned(),
            summary: ctx.preview(relation.to).summary,
            why: relation.why.as_ref().map(|why| ctx.shown(why)).unwrap_or_default(),
        };
        let verb = ctx.shown(verb);
        match groups.iter_mut().find(|group| group.verb == verb) {
            Some(group) => group.others.push(line),
            None => groups.push(RelationGroup { verb, others: vec![line] }),
        }
    }
    groups
}

/// A free page.
pub fn page(ctx: &Context<'_>, doc: DocIndex) -> Result<PageView, Box<Diagnostic>> {
    let (parts, linked) = parts(ctx, doc);
    Ok(PageView {
        page: ctx.doc_frame(doc, "page", &linked),
        prose: ctx.prose(doc, &parts)?,
        contents: ctx.contents(doc),
    })
}

/// The dialogue; `doc` is its text's document, if it has one.
pub fn dialogue(ctx: &Context<'_>, doc: Option<DocIndex>) -> Result<DialogueView, Box<Diagnostic>> {
    let matrix = matrix(ctx);
    let Some(doc) = doc else {
        let page = ctx.frame("dialogue.html", "dialogue", &ctx.words.dialogue);
        return Ok(DialogueView { page, matrix, ..DialogueView::default() });
    };
    let (parts, linked) = parts(ctx, doc);
    Ok(DialogueView {
        page: ctx.doc_frame(doc, "dialogue", &linked),
        prose: ctx.prose(doc, &parts)?,
        has_source: true,
        contents: ctx.contents(doc),
        matrix,
    })
}

/// The page on which a script shows what it finds.
pub fn search(ctx: &Context<'_>) -> SearchView {
    SearchView { page: ctx.frame("search.html", "search", &ctx.words.search) }
}

/// What GitHub Pages shows at any address that isn't there: its links hold only from the host's root.
pub fn missing(ctx: &Context<'_>) -> MissingView {
    let mut page = ctx.frame("404.html", "missing", &ctx.words.missing);
    page.canonical.clear();
    match &ctx.site.config.base_url {
        Some(base) => {
            page.root = base.path().to_owned();
            MissingView { page, has_links: true }
        }
        None => MissingView { page, has_links: false },
    }
}

/// A page that sends readers on.
pub fn redirect(ctx: &Context<'_>, from: &str, to: DocIndex) -> RedirectView {
    let mut page = ctx.frame(from, "redirect", &ctx.words.moved);
    page.canonical =
        ctx.site.config.base_url.as_ref().map(|base| base.page(ctx.address(to))).unwrap_or_default();
    let target =
        LinkView { href: format!("{}{}", page.root, ctx.address(to)), title: ctx.title(to).to_owned() };
    RedirectView { page, target }
}
