//! Which pages there are, where, and what each shows.

use super::html::{Parts, prose};
use super::matrix::matrix;
use super::parts::{parts, root_of};
use super::views::{
    ArticleLine, ArticleView, ArticlesView, BacklinkGroup, CompareView, DialogueView, EntryGroup, EntryLine,
    EntryLink, EntryView, Frame, HeadingView, HomeView, IndexView, LinkView, MissingView, PageView, Preview,
    RedirectView, RelationGroup, RelationLine, SectionEntries,
};
use super::{Context, passages, references};
use crate::memory::mark_of;
use crate::parse::meta::{NameKind, Published, Special, Verdict};
use crate::parse::{Doc, Kind};
use crate::resolve::{Backlink, DocIndex, EntryIndex, Mention, RelationKind, filed_as, filing_key, forms_of};
use crate::text::Spot;

/// Articles whose letters are shown with each entry, at most.
const MOST_LETTERS: usize = 12;
/// Articles that the home page lists, at most; the list of articles has them all.
const MOST_ON_HOME: usize = 30;
/// Places that the index of names gives for each, at most.
const MOST_LOCATORS: usize = 40;

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

    /// A document's text as HTML.
    fn prose(&self, doc: DocIndex, parts: &Parts) -> String {
        let document = self.doc(doc);
        let of = || mark_of(&(document.mark, parts));
        self.proses.get(doc as usize, &document.path, of, || prose(document, parts).into()).to_string()
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
            ..Frame::default()
        }
    }

    fn doc_frame(&self, doc: DocIndex, kind: &str, linked: &[EntryIndex]) -> Frame {
        let document = self.doc(doc);
        let summary = document.meta.summary.as_ref().map(|summary| summary.it.clone());
        let repository = self.site.config.repository.as_ref();
        Frame {
            description: summary.unwrap_or_default(),
            edit: repository.map(|url| format!("{url}/edit/main/{}", document.path)).unwrap_or_default(),
            previews_html: self.previews(linked.iter().copied()),
            ..self.frame(self.address(doc), kind, &document.meta.title.it)
        }
    }

    fn preview_id(&self, entry: EntryIndex) -> String {
        format!("pv-{}", self.site.entries[entry as usize].id.replace('/', "-"))
    }

    pub(super) fn preview(&self, entry: EntryIndex) -> Preview {
        let doc = self.site.entry_doc(entry);
        Preview {
            id: self.preview_id(entry),
            title: doc.meta.title.it.clone(),
            summary: doc.meta.summary.as_ref().map(|summary| summary.it.clone()).unwrap_or_default(),
        }
    }

    /// The definitions of these entries, each once.
    fn previews(&self, entries: impl Iterator<Item = EntryIndex>) -> String {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut out = String::new();
        for entry in entries.filter(|entry| seen.insert(*entry)) {
            out.push_str(self.snippets.previews.get(entry as usize).map_or("", String::as_str));
        }
        out
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
            let title = passages::shown(self.site, doc, heading.text);
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
            title: self.site.entry_doc(entry).meta.title.it.clone(),
        }
    }

    pub(super) fn entry_line(&self, entry: EntryIndex, root: &str) -> EntryLine {
        let doc = self.site.entry_doc(entry);
        // Past a dozen articles their letters say less than a number does.
        let articles = &self.articles[entry as usize];
        let letters = if self.site.order.articles.len() <= MOST_LETTERS { articles.as_slice() } else { &[] };
        EntryLine {
            id: self.site.entries[entry as usize].id.clone(),
            href: format!("{root}{}", self.entry_address(entry)),
            title: doc.meta.title.it.clone(),
            filed_as: filed_as(doc).to_owned(),
            aliases: Vec::new(),
            summary: doc.meta.summary.as_ref().map(|summary| summary.it.clone()).unwrap_or_default(),
            letters: letters.iter().map(|article| self.letter(*article).to_owned()).collect(),
            n_mentions: self.site.backlinks[entry as usize].len(),
            locators: Vec::new(),
        }
    }

    /// The same with its other labels.
    fn whole_line(&self, entry: EntryIndex, root: &str) -> EntryLine {
        let aliases = forms_of(self.site.entry_doc(entry)).map_or(&[][..], |forms| &forms.aliases);
        let aliases = aliases.iter().map(|alias| alias.it.clone()).collect();
        EntryLine { aliases, ..self.entry_line(entry, root) }
    }

    pub(super) fn article_line(&self, doc: DocIndex, root: &str) -> ArticleLine {
        let document = self.doc(doc);
        let published = match &document.meta.special {
            Special::Article(article) => article.published.as_ref().map(|published| match &published.it {
                Published::Date(date) => date.to_string(),
                Published::Text(text) => text.clone(),
            }),
            _ => None,
        };
        ArticleLine {
            href: format!("{root}{}", self.address(doc)),
            title: document.meta.title.it.clone(),
            letter: self.letter(doc).to_owned(),
            voice: self.voice(doc).to_owned(),
            authors: self.authors(doc).map(|entry| self.entry_link(entry, root)).collect(),
            published: published.unwrap_or_default(),
            summary: document.meta.summary.as_ref().map(|summary| summary.it.clone()).unwrap_or_default(),
        }
    }

    /// How a page is cited: title, site, address.
    fn cite(&self, doc: DocIndex) -> String {
        let config = &self.site.config;
        let title = &self.doc(doc).meta.title.it;
        let mut out = format!("“{title}”, {}", config.title);
        if let Some(date) = self.doc(doc).meta.updated.as_ref().map(|date| date.it).or(config.updated) {
            out.push_str(&format!(" ({date})"));
        }
        if let Some(base) = &config.base_url {
            out.push_str(&format!(", {}", base.page(self.address(doc))));
        }
        out
    }

    fn neighbours(&self, doc: DocIndex, order: &[DocIndex], root: &str) -> (LinkView, LinkView) {
        let place = self.place[doc as usize];
        let link = |place: Option<usize>| {
            let other = place.and_then(|place| order.get(place));
            other.map_or_else(LinkView::default, |other| LinkView {
                href: format!("{root}{}", self.address(*other)),
                title: self.doc(*other).meta.title.it.clone(),
            })
        };
        (link(place.checked_sub(1)), link(Some(place + 1)))
    }
}

/// The home page; `doc` is its text's document, if it has one.
pub fn home(ctx: &Context<'_>, doc: Option<DocIndex>) -> HomeView {
    let shown = || ctx.site.order.articles.iter().take(MOST_ON_HOME);
    let articles = shown().map(|article| ctx.article_line(*article, "")).collect();
    let authors = shown().flat_map(|article| ctx.authors(*article));
    let Some(doc) = doc else {
        let mut page = ctx.frame("index.html", "home", &ctx.site.config.title);
        page.previews_html = ctx.previews(authors);
        return HomeView { page, articles, ..HomeView::default() };
    };
    let (parts, mut linked) = parts(ctx, doc);
    linked.extend(authors);
    let mut page = ctx.doc_frame(doc, "home", &linked);
    page.description = ctx.site.config.description.clone().unwrap_or(page.description);
    HomeView { page, prose: ctx.prose(doc, &parts), has_source: true, articles }
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
pub fn article(ctx: &Context<'_>, doc: DocIndex) -> ArticleView {
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
    let (concepts_html, names_html) = mentioned(ctx, doc);
    ArticleView {
        page: ctx.doc_frame(doc, "article", &linked),
        article: ctx.article_line(doc, root),
        reference_html,
        reference_href,
        prose: ctx.prose(doc, &parts),
        contents: ctx.contents(doc),
        sections: sections(ctx, doc),
        concepts_html,
        names_html,
        previous,
        next,
        cite: ctx.cite(doc),
    }
}

/// A page's own reference, and its place in the bibliography; both empty where there is none.
fn reference(ctx: &Context<'_>, key: Option<&Spot<String>>, root: &str) -> (String, String) {
    let found = key.and_then(|key| Some((ctx.site.records.get(&key.it)?, &key.it)));
    found.map_or_else(Default::default, |(record, key)| {
        (references::full(record, &ctx.words.and), references::address(key, root))
    })
}

/// The concepts and the names that an article mentions, in filing order.
fn mentioned(ctx: &Context<'_>, doc: DocIndex) -> (String, String) {
    let mut entries: Vec<EntryIndex> =
        ctx.site.mentions[doc as usize].iter().map(|mention| mention.entry).collect();
    entries.sort_by_key(|entry| (ctx.place[ctx.site.entries[*entry as usize].doc as usize], *entry));
    entries.dedup();
    let (mut concepts, mut names) = (String::new(), String::new());
    for entry in entries {
        let line = ctx.snippets.lines.get(entry as usize).map_or("", String::as_str);
        let is_name = ctx.site.entry_doc(entry).kind == Kind::Name;
        if is_name { &mut names } else { &mut concepts }.push_str(line);
    }
    (concepts, names)
}

fn sections(ctx: &Context<'_>, doc: DocIndex) -> Vec<SectionEntries> {
    let document = ctx.doc(doc);
    let mut out: Vec<SectionEntries> = vec![SectionEntries::default()];
    out.extend(document.headings.iter().map(|heading| SectionEntries {
        id: heading.id.clone(),
        title: passages::shown(ctx.site, doc, heading.text),
        entries_html: String::new(),
    }));
    let mut seen = rustc_hash::FxHashSet::default();
    for mention in &ctx.site.mentions[doc as usize] {
        let section = document.runs.get(mention.run as usize).map_or(0, |run| run.section as usize);
        if section < out.len() && seen.insert((section, mention.entry)) {
            let entries = &mut out[section].entries_html;
            if !entries.is_empty() {
                entries.push_str("\u{a0}· ");
            }
            entries.push_str(ctx.snippets.links.get(mention.entry as usize).map_or("", String::as_str));
        }
    }
    out.retain(|section| !section.entries_html.is_empty());
    out
}

/// A concept or a name.
pub fn entry(ctx: &Context<'_>, entry: EntryIndex) -> EntryView {
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
    let (backlinks, n_more) = backlinks(ctx, entry, root);
    let key = match &document.meta.special {
        Special::Name(name) => name.citation.as_ref(),
        _ => None,
    };
    let (reference_html, reference_href) = reference(ctx, key, root);
    let all = &ctx.site.backlinks[entry as usize];
    let mut pages: Vec<DocIndex> = all.iter().map(|backlink| backlink.doc).collect();
    pages.dedup();
    EntryView {
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
        prose: ctx.prose(doc, &parts),
        has_uses: !parts.uses.is_empty(),
        compare: compare(ctx, document),
        contents: ctx.contents(doc),
        relations: relations(ctx, entry, root),
        backlinks,
        n_more,
        mentions_words: ctx.words.mentions(all.len(), pages.len()),
        cite: ctx.cite(doc),
        previous,
        next,
    }
}

pub(super) fn compare(ctx: &Context<'_>, doc: &Doc) -> CompareView {
    let Special::Concept(concept) = &doc.meta.special else { return CompareView::default() };
    let Some(compare) = &concept.compare else { return CompareView::default() };
    let verdicts = &ctx.words.verdicts;
    let (verdict, words) = match compare.verdict.as_ref().map(|verdict| verdict.it) {
        Some(Verdict::Agree) => ("agree", verdicts.agree.clone()),
        Some(Verdict::Differ) => ("differ", verdicts.differ.clone()),
        Some(Verdict::Past) => ("past", verdicts.past.clone()),
        None => ("", String::new()),
    };
    CompareView {
        verdict: verdict.to_owned(),
        verdict_words: words,
        gloss: compare.gloss.as_ref().map(|gloss| gloss.it.clone()).unwrap_or_default(),
    }
}

/// Relations under their verbs, in the order in which the verbs first occur.
fn relations(ctx: &Context<'_>, entry: EntryIndex, root: &str) -> Vec<RelationGroup> {
    let mut groups: Vec<RelationGroup> = Vec::new();
    for relation in &ctx.site.relations[entry as usize] {
        let verb = match &relation.kind {
            RelationKind::Broader => &ctx.words.broader,
            RelationKind::Narrower => &ctx.words.narrower,
            RelationKind::Verb(verb) => verb,
        };
        let line = RelationLine {
            preview: ctx.preview_id(relation.to),
            id: ctx.site.entries[relation.to as usize].id.clone(),
            href: format!("{root}{}", ctx.entry_address(relation.to)),
            title: ctx.site.entry_doc(relation.to).meta.title.it.clone(),
            summary: ctx.preview(relation.to).summary,
            why: relation.why.clone().unwrap_or_default(),
        };
        match groups.iter_mut().find(|group| group.verb == *verb) {
            Some(group) => group.others.push(line),
            None => groups.push(RelationGroup { verb: verb.clone(), others: vec![line] }),
        }
    }
    groups
}

/// Where an entry is mentioned, page by page, and how many mentions are not shown.
fn backlinks(ctx: &Context<'_>, entry: EntryIndex, root: &str) -> (Vec<BacklinkGroup>, usize) {
    let all = &ctx.site.backlinks[entry as usize];
    let n_shown = all.len().min(ctx.site.config.limits.passages as usize);
    let shown = &all[..n_shown];
    let name = ctx.site.entries[entry as usize].id.as_str().into();
    let of = || {
        let place = |backlink: &Backlink| {
            let (doc, mention) = (backlink.doc as usize, backlink.mention as usize);
            let Mention { text, run, .. } = ctx.site.mentions[doc][mention];
            let page = (ctx.address(backlink.doc), ctx.letter(backlink.doc), ctx.voice(backlink.doc));
            (ctx.doc(backlink.doc).mark, ctx.labels.get(doc).copied(), page, mention, text, run)
        };
        mark_of(&(root, shown.iter().map(place).collect::<Vec<_>>()))
    };
    let groups = ctx.backlinks.get(entry as usize, &name, of, || backlink_groups(ctx, shown, root).into());
    (groups.to_vec(), all.len() - n_shown)
}

fn backlink_groups(ctx: &Context<'_>, shown: &[Backlink], root: &str) -> Vec<BacklinkGroup> {
    let mut groups: Vec<(DocIndex, BacklinkGroup)> = Vec::new();
    for backlink in shown {
        let address = format!("{root}{}", ctx.address(backlink.doc));
        let mention = &ctx.site.mentions[backlink.doc as usize][backlink.mention as usize];
        let href = format!("{address}#m-{}", backlink.mention + 1);
        let passage = passages::passage(ctx.site, backlink.doc, mention, href);
        match groups.last_mut().filter(|(doc, _)| *doc == backlink.doc) {
            Some((_, group)) => group.passages.push(passage),
            None => {
                let group = BacklinkGroup {
                    href: address,
                    title: ctx.doc(backlink.doc).meta.title.it.clone(),
                    letter: ctx.letter(backlink.doc).to_owned(),
                    voice: ctx.voice(backlink.doc).to_owned(),
                    passages: vec![passage],
                };
                groups.push((backlink.doc, group));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Concepts from A to Z.
pub fn concepts(ctx: &Context<'_>) -> IndexView {
    let mut groups: Vec<EntryGroup> = Vec::new();
    for doc in &ctx.site.order.concepts {
        let Some(entry) = ctx.site.entry_of[*doc as usize] else { continue };
        let line = ctx.whole_line(entry, "../");
        let first = filing_key(&line.title).chars().next().unwrap_or('#');
        let title = if first.is_alphabetic() { first.to_uppercase().to_string() } else { "0–9".to_owned() };
        push_line(&mut groups, title, line);
    }
    IndexView {
        page: ctx.frame("concepts/index.html", "concepts", &ctx.words.concepts),
        groups,
        n_entries: ctx.site.order.concepts.len(),
    }
}

/// Names under what they name, with the paragraphs of articles in which they stand.
pub fn names(ctx: &Context<'_>) -> IndexView {
    let mut groups: Vec<EntryGroup> = Vec::new();
    let kinds = [NameKind::Person, NameKind::Place, NameKind::Institution, NameKind::Event, NameKind::Work];
    for kind in kinds {
        for doc in &ctx.site.order.names {
            let is_of_kind = match &ctx.doc(*doc).meta.special {
                Special::Name(name) => name.kind.it == kind,
                _ => false,
            };
            let Some(entry) = ctx.site.entry_of[*doc as usize].filter(|_| is_of_kind) else { continue };
            let mut line = ctx.whole_line(entry, "../");
            line.locators = locators(ctx, entry);
            push_line(&mut groups, ctx.words.kind(kind).other.clone(), line);
        }
    }
    IndexView {
        page: ctx.frame("names/index.html", "names", &ctx.words.names),
        groups,
        n_entries: ctx.site.order.names.len(),
    }
}

fn push_line(groups: &mut Vec<EntryGroup>, title: String, line: EntryLine) {
    match groups.last_mut().filter(|group| group.title == title) {
        Some(group) => group.entries.push(line),
        None => {
            let id = format!("in-{}", crate::text::slug(&title));
            groups.push(EntryGroup { id, title, entries: vec![line] });
        }
    }
}

/// "A ¶ 3", "B ¶ 12": each paragraph once.
fn locators(ctx: &Context<'_>, entry: EntryIndex) -> Vec<LinkView> {
    let mut out: Vec<LinkView> = Vec::new();
    for backlink in &ctx.site.backlinks[entry as usize] {
        let doc = ctx.doc(backlink.doc);
        if doc.kind != Kind::Article {
            continue;
        }
        let mention = &ctx.site.mentions[backlink.doc as usize][backlink.mention as usize];
        let paragraph = doc.runs.get(mention.run as usize).map_or(0, |run| run.paragraph);
        let letter = ctx.letter(backlink.doc);
        let (title, anchor) = match paragraph {
            0 => (letter.to_owned(), format!("m-{}", backlink.mention + 1)),
            n => (format!("{letter} ¶ {n}"), format!("p{n}")),
        };
        if out.len() == MOST_LOCATORS {
            break;
        }
        if !out.iter().any(|link| link.title == title) {
            out.push(LinkView { href: format!("../{}#{anchor}", ctx.address(backlink.doc)), title });
        }
    }
    out
}

/// A free page.
pub fn page(ctx: &Context<'_>, doc: DocIndex) -> PageView {
    let (parts, linked) = parts(ctx, doc);
    PageView {
        page: ctx.doc_frame(doc, "page", &linked),
        prose: ctx.prose(doc, &parts),
        contents: ctx.contents(doc),
    }
}

/// The dialogue; `doc` is its text's document, if it has one.
pub fn dialogue(ctx: &Context<'_>, doc: Option<DocIndex>) -> DialogueView {
    let matrix = matrix(ctx);
    let Some(doc) = doc else {
        let page = ctx.frame("dialogue.html", "dialogue", &ctx.words.dialogue);
        return DialogueView { page, matrix, ..DialogueView::default() };
    };
    let (parts, linked) = parts(ctx, doc);
    DialogueView {
        page: ctx.doc_frame(doc, "dialogue", &linked),
        prose: ctx.prose(doc, &parts),
        has_source: true,
        contents: ctx.contents(doc),
        matrix,
    }
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
    let target = LinkView {
        href: format!("{}{}", page.root, ctx.address(to)),
        title: ctx.doc(to).meta.title.it.clone(),
    };
    RedirectView { page, target }
}
