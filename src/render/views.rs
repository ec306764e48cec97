//! What templates see: one struct for each template, and nothing else.
//!
//! Every `href` is relative to its page. Texts are plain, templates escape them; only fields named `prose` or
//! ending in `_html` hold HTML, written by our own renderer.

use serde::Serialize;

mod book;
mod dialogue;
mod entry;
mod frame;
mod lists;
mod map;

pub use book::{BookArticle, BookEntry, BookGroup, BookPart, BookText, BookView};
pub use dialogue::{DialogueView, MatrixCell, MatrixRow, MatrixView};
pub use entry::{BacklinkGroup, EntryView, Passage};
pub use frame::{Frame, NavigationItem, SearchFiles, SiteView};
pub use lists::{BibliographyView, EntryGroup, IndexView, Locators, WorkView};
pub use map::{MapBox, MapConcept, MapFigure, MapGroup, MapSide, MapText, MapView};

/// What is shown when a link is pointed at: an entry's definition, a work's reference, a note.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Preview {
    /// `pv-concepts-hybrid-peace`, `pv-ref-kaldor-2018`, `pv-n3`
    pub id: String,
    /// `note`, `reference`; empty for an entry.
    pub class: String,
    /// The entry's title; empty for a reference or a note.
    pub title: String,
    /// Its summary, or the note's words; empty for a reference.
    pub summary: String,
    /// The reference, without a link; empty for an entry or a note.
    pub reference_html: String,
}

/// A link.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkView {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub title: String,
}

/// A link to an entry.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryLink {
    /// The id of its definition among the page's previews: `pv-names-mary-kaldor`.
    pub preview: String,
    /// `names/mary-kaldor`; empty where there is no such entry, as for an author without a page.
    pub id: String,
    /// Where it leads; empty where it leads nowhere.
    pub href: String,
    /// What it says.
    pub title: String,
}

/// A heading in a page's contents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeadingView {
    /// Its id on the page.
    pub id: String,
    /// Its words.
    pub title: String,
    /// 2 to 6.
    pub level: u8,
}

/// An article in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArticleLine {
    /// Where it is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// How the reader abbreviates it.
    pub letter: String,
    /// `a` or `b` where there are exactly two articles, else empty.
    pub voice: String,
    /// Its authors.
    pub authors: Vec<EntryLink>,
    /// When it was published, as shown; may be empty.
    pub published: String,
    /// Its summary; may be empty.
    pub summary: String,
}

/// An entry in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryLine {
    /// `concepts/hybrid-peace`
    pub id: String,
    /// Where it is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// How it is filed: "Kaldor, Mary".
    pub filed_as: String,
    /// The title to look under, where this line is another label of an entry that is filed elsewhere; else empty.
    pub see: String,
    /// Its other labels.
    pub aliases: Vec<String>,
    /// Its summary; may be empty.
    pub summary: String,
    /// The articles that use or mention it.
    pub letters: Vec<Siglum>,
    /// How often it is mentioned: on the page where the page is an article, else on the whole site.
    pub n_mentions: usize,
    /// Where it is mentioned in articles, for the index of names.
    pub locators: Vec<Locators>,
}

/// How an article is abbreviated.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Siglum {
    /// Its letter.
    pub letter: String,
    /// `a` or `b` where there are exactly two articles, else empty.
    pub voice: String,
}

/// What an entry is to others.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RelationGroup {
    /// *broader*, *narrower*, or a verb: *presupposes*.
    pub verb: String,
    /// The others.
    pub others: Vec<RelationLine>,
}

/// One relation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RelationLine {
    /// The id of its definition among the page's previews: `pv-concepts-hybrid-peace`.
    pub preview: String,
    /// `concepts/hybrid-peace`
    pub id: String,
    /// The other's page.
    pub href: String,
    /// The other's title.
    pub title: String,
    /// The other's summary.
    pub summary: String,
    /// The reason; may be empty.
    pub why: String,
}

/// How the articles' uses of a concept relate.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompareView {
    /// `agree`, `differ`, `past`, or empty.
    pub verdict: String,
    /// The verdict in the site's language; may be empty.
    pub verdict_words: String,
    /// One sentence; may be empty.
    pub gloss: String,
}

/// `preview.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct PreviewView {
    /// What is shown.
    pub preview: Preview,
}

/// `link.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryLinkView {
    /// The entry.
    pub entry: EntryLink,
}

/// `home.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// The page.
    pub page: Frame,
    /// The home page's own text.
    pub prose: String,
    /// Whether there is a file for it; without one the page has no element of class `prose`.
    pub has_source: bool,
    /// All articles.
    pub articles: Vec<ArticleLine>,
}

/// `articles.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArticlesView {
    /// The page.
    pub page: Frame,
    /// All articles.
    pub articles: Vec<ArticleLine>,
}

/// `article.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArticleView {
    /// The page.
    pub page: Frame,
    /// The article's title, letter, authors, date and summary.
    pub article: ArticleLine,
    /// The reference to the article itself; may be empty.
    pub reference_html: String,
    /// Its place in the bibliography; empty where there is no reference.
    pub reference_href: String,
    /// The text.
    pub prose: String,
    /// Its headings.
    pub contents: Vec<HeadingView>,
    /// The article before; both fields empty when there is none.
    pub previous: LinkView,
    /// The article after.
    pub next: LinkView,
    /// How to cite the page.
    pub cite: String,
}

/// `page.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView {
    /// The page.
    pub page: Frame,
    /// The text.
    pub prose: String,
    /// Its headings.
    pub contents: Vec<HeadingView>,
}

/// `search.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchView {
    /// The page.
    pub page: Frame,
}

/// `404.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct MissingView {
    /// The page; its root is the site's full path, or empty where that isn't known.
    pub page: Frame,
    /// Whether links can be made.
    pub has_links: bool,
}

/// `redirect.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct RedirectView {
    /// The page.
    pub page: Frame,
    /// Where it leads.
    pub target: LinkView,
}
