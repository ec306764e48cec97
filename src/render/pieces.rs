//! What pages are put together of: frames, definitions, links to entries, lines of lists.

use super::html::{Parts, prose};
use super::parts::{linked_works, root_of};
use super::views::{ArticleLine, EntryLine, EntryLink, Frame, HeadingView, LinkView, Preview, Siglum};
use super::{Context, passages, repository};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::Doc;
use crate::parse::meta::{Published, Special};
use crate::resolve::{DocIndex, EntryIndex, filed_as, forms_of};
use crate::text::typography::{inside, setting};

/// Articles whose letters are shown with each entry, at most.
pub(super) const MOST_LETTERS: usize = 12;

impl Context<'_> {
    pub(super) fn doc(&self, doc: DocIndex) -> &Doc {
        &self.site.docs[doc as usize]
    }

    pub(super) fn address(&self, doc: DocIndex) -> &str {
        &self.site.addresses[doc as usize]
    }

    pub(super) fn entry_address(&self, entry: EntryIndex) -> &str {
        self.address(self.site.entries[entry as usize].doc)
    }

    /// A document's text as HTML, unless it has grown more than a page's may.
    pub(super) fn prose(&self, doc: DocIndex, parts: &Parts) -> Result<String, Box<Diagnostic>> {
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

    pub(super) fn doc_frame(&self, doc: DocIndex, kind: &str, linked: &[EntryIndex]) -> Frame {
        let document = self.doc(doc);
        Frame {
            description: self.summary(doc).to_owned(),
            edit: repository::edit(&self.site.config, &document.path),
            previews_html: self.previews(linked.iter().copied()) + &self.asides(doc),
            ..self.frame(self.address(doc), kind, self.title(doc))
        }
    }

    pub(super) fn preview_id(&self, entry: EntryIndex) -> String {
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
    pub(super) fn asides(&self, doc: DocIndex) -> String {
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
    pub(super) fn previews(&self, entries: impl Iterator<Item = EntryIndex>) -> String {
        let mut seen = rustc_hash::FxHashSet::default();
        let each = entries.filter(|entry| seen.insert(*entry));
        let previews: Vec<&str> = each
            .filter_map(|entry| self.snippets.entries.get(entry as usize))
            .map(|it| it.preview.as_str())
            .collect();
        previews.concat()
    }

    pub(super) fn authors(&self, article: DocIndex) -> impl Iterator<Item = EntryIndex> + '_ {
        let authors = self.site.order.authors.get(&article).map_or(&[][..], Vec::as_slice);
        authors.iter().filter_map(|name| self.site.entry_of[*name as usize])
    }

    /// Headings of the second and third level; the articles' uses stand under the heading that the page gives them.
    pub(super) fn contents(&self, doc: DocIndex) -> Vec<HeadingView> {
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
    pub(super) fn cite(&self, doc: DocIndex) -> String {
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

    pub(super) fn neighbours(&self, doc: DocIndex, order: &[DocIndex], root: &str) -> (LinkView, LinkView) {
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
