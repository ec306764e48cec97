//! What each page shows.

use super::backlinks::backlinks;
use super::matrix::matrix;
use super::parts::{parts, root_of};
use super::views::{
    ArticleView, ArticlesView, CompareView, DialogueView, EntryView, HomeView, LinkView, MissingView,
    PageView, RedirectView, RelationGroup, RelationLine, SearchView,
};
use super::{Context, references};
use crate::diagnostic::Diagnostic;
use crate::parse::meta::{Special, Verdict};
use crate::parse::{Doc, Kind};
use crate::resolve::{DocIndex, EntryIndex, Relation, RelationKind};
use crate::text::Spot;

/// Articles that the home page lists, at most; the list of articles has them all.
const MOST_ON_HOME: usize = 30;

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
