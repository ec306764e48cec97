//! What templates see: one struct for each template, and nothing else.
//!
//! Every `href` is relative to its page. Texts are plain, templates escape them; only fields named `prose` or
//! ending in `_html` hold HTML, written by our own renderer.

use std::sync::Arc;

use serde::Serialize;

use super::words::Words;

mod book;
mod map;

pub use book::{BookArticle, BookEntry, BookGroup, BookPart, BookText, BookView};
pub use map::{MapBox, MapConcept, MapFigure, MapGroup, MapSide, MapText, MapView};

/// What is the same on every page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// The site's title.
    pub title: String,
    /// Its subtitle; empty when it has none.
    pub subtitle: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The site's repository, http or https; empty when it has none.
    pub repository: String,
    /// Where a reader can propose a file for a new concept; empty where the repository can't be edited in a browser.
    pub suggest: String,
    /// What the theme says, in the site's language; templates see it as `words`.
    #[serde(skip)]
    pub words: Words,
    /// The stylesheet's address from the root, with its hash: `reader.css?v=...`.
    pub style: String,
    /// The stylesheet of the map, with its hash.
    pub map_style: String,
    /// The stylesheet of the book, with its hash.
    pub book_style: String,
    /// The book's address from the root; empty where there is none.
    pub book: String,
    /// How many pages its print has, roughly: "about 90 pages".
    pub book_size: String,
    /// The script that runs before the page is painted, with its hash.
    pub early: String,
    /// The script that runs once the page is there, with its hash.
    pub script: String,
    /// The script that a reader's further settings ask for, with its hash.
    pub settings: String,
    /// The script of a page that moved, with its hash.
    pub moved: String,
    /// The files of the search.
    pub search: SearchFiles,
    /// The pages of the main navigation, in order.
    pub navigation: Vec<NavigationItem>,
    /// Number of articles.
    pub n_articles: usize,
    /// Number of concepts.
    pub n_concepts: usize,
    /// Number of names.
    pub n_names: usize,
}

/// The scripts of the search, each with its hash; all empty where there is none.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchFiles {
    /// The one that every page has: it opens the search and loads the others.
    pub script: String,
    /// How the search looks.
    pub style: String,
    /// What is searched for, how it is ranked and shown.
    pub panel: String,
    /// The index.
    pub engine: String,
}

/// One page of the main navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavigationItem {
    /// What the page is called there.
    pub title: String,
    /// Its address from the root.
    pub address: String,
    /// The `section` of pages that belong to it.
    pub section: String,
}

/// What every page has.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// The page's own title, without the site's.
    pub title: String,
    /// One sentence for search engines; may be empty.
    pub description: String,
    /// The way to the site's root: empty, or `../`.
    pub root: String,
    /// The page's address from the root.
    pub address: String,
    /// The page's full address, or its target's on a redirect, where the site's is known; else empty.
    pub canonical: String,
    /// What kind of page it is: `home`, `articles`, `article`, `concepts`, `concept`, `names`, `name`,
    /// `dialogue`, `map`, `bibliography`, `page`, `print`, `search`, `missing`.
    pub kind: String,
    /// The item of the navigation it belongs to.
    pub section: String,
    /// Where the file that the page is made of can be edited; empty where there is none, or no editor that is known.
    pub edit: String,
    /// What is shown of each entry that the page links to, each work that it cites and each note: `preview.html` of
    /// each.
    pub previews_html: String,
}

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

/// Where an entry is mentioned in one article: "A 3, 7".
#[derive(Clone, Debug, Default, Serialize)]
pub struct Locators {
    /// The article's letter.
    pub letter: String,
    /// `a` or `b` where there are exactly two articles, else empty.
    pub voice: String,
    /// The article's title.
    pub title: String,
    /// The article; a mention outside its numbered paragraphs leads there.
    pub href: String,
    /// Numbers of paragraphs.
    pub paragraphs: Vec<LinkView>,
}

/// Entries under one heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryGroup {
    /// The heading's id.
    pub id: String,
    /// A letter, or what kind of names they are.
    pub title: String,
    /// In filing order.
    pub entries: Vec<EntryLine>,
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

/// Where one document mentions an entry.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkGroup {
    /// The document's page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The article's letter; empty for entries and pages.
    pub letter: String,
    /// `a` or `b` where there are exactly two articles, else empty.
    pub voice: String,
    /// The mentions that are shown, in the order of reading.
    pub passages: Vec<Passage>,
}

/// A mention in its sentence.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Passage {
    /// The place on the other page.
    pub href: String,
    /// The paragraph's number; 0 where there is none.
    pub paragraph: u32,
    /// The sentence before the mention.
    pub before: String,
    /// The words that mention it.
    pub words: String,
    /// The sentence after it.
    pub after: String,
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
    pub prose: Arc<str>,
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
    pub prose: Arc<str>,
    /// Its headings.
    pub contents: Vec<HeadingView>,
    /// The article before; both fields empty when there is none.
    pub previous: LinkView,
    /// The article after.
    pub next: LinkView,
    /// How to cite the page.
    pub cite: String,
}

/// `concept.html` and `name.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryView {
    /// The page.
    pub page: Frame,
    /// The entry's title, labels and summary.
    pub entry: EntryLine,
    /// Its number among the concepts, or names, from 1.
    pub number: usize,
    /// How many there are.
    pub n_entries: usize,
    /// A name's kind in the site's language: "person"; empty for concepts.
    pub kind_words: String,
    /// The reference of a work; may be empty.
    pub reference_html: String,
    /// Its place in the bibliography; empty where there is no reference.
    pub reference_href: String,
    /// The text; the articles' uses stand in it, side by side, in an element with the id `uses`.
    pub prose: Arc<str>,
    /// Whether the text has uses.
    pub has_uses: bool,
    /// How the uses relate.
    pub compare: CompareView,
    /// The text's headings.
    pub contents: Vec<HeadingView>,
    /// What it is to others.
    pub relations: Vec<RelationGroup>,
    /// Where articles mention it.
    pub backlinks: Vec<BacklinkGroup>,
    /// Where other pages mention it.
    pub other_backlinks: Vec<BacklinkGroup>,
    /// Mentions beyond those shown.
    pub n_more: usize,
    /// "12 mentions on 5 pages", in the site's language.
    pub mentions_words: String,
    /// How to cite the page.
    pub cite: String,
    /// The entry before in the order of the index; both fields empty when there is none.
    pub previous: LinkView,
    /// The entry after.
    pub next: LinkView,
}

/// `concepts.html` and `names.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexView {
    /// The page.
    pub page: Frame,
    /// Entries under their letters, or names under their kinds; none where the index is cut into parts.
    pub groups: Vec<EntryGroup>,
    /// The parts of an index that is cut, on its first page.
    pub parts: Vec<LinkView>,
    /// How many entries the whole index has.
    pub n_entries: usize,
    /// The part before; both fields empty when there is none.
    pub previous: LinkView,
    /// The part after.
    pub next: LinkView,
}

/// `dialogue.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct DialogueView {
    /// The page.
    pub page: Frame,
    /// The dialogue's own text.
    pub prose: Arc<str>,
    /// Whether there is a file for it; without one the page has no element of class `prose`.
    pub has_source: bool,
    /// Its headings.
    pub contents: Vec<HeadingView>,
    /// Articles and concepts.
    pub matrix: MatrixView,
}

/// Concepts against articles.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixView {
    /// The articles, in their order: one column each.
    pub articles: Vec<ArticleLine>,
    /// The concepts that an article uses or mentions, from A to Z; none where there is no matrix.
    pub rows: Vec<MatrixRow>,
    /// Whether it is a table; with many articles it is a list.
    pub is_table: bool,
    /// Whether rows can be picked: where there are two articles.
    pub has_filters: bool,
}

/// A concept in the matrix.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixRow {
    /// `both` where every article has it, else what those are called that do, with spaces between: `a` or `b` of two
    /// articles, else their letters, small.
    pub key: String,
    /// The concept.
    pub concept: EntryLink,
    /// `cells[i]` is what `articles[i]` does with it.
    pub cells: Vec<MatrixCell>,
    /// How the uses relate.
    pub compare: CompareView,
}

/// What an article does with a concept.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixCell {
    /// The article's letter.
    pub letter: String,
    /// `a` or `b` where there are exactly two articles, else empty.
    pub voice: String,
    /// Whether the concept's page describes the article's use.
    pub has_use: bool,
    /// How often the article's page mentions it.
    pub n_mentions: usize,
    /// The use, or the first mention; empty where there is neither.
    pub href: String,
}

/// `page.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView {
    /// The page.
    pub page: Frame,
    /// The text.
    pub prose: Arc<str>,
    /// Its headings.
    pub contents: Vec<HeadingView>,
}

/// `bibliography.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct BibliographyView {
    /// The page.
    pub page: Frame,
    /// Every work, by author and year.
    pub works: Vec<WorkView>,
}

/// A work in the bibliography.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WorkView {
    /// `ref-kaldor-2018`
    pub id: String,
    /// The full reference.
    pub reference_html: String,
    /// The article that summarises it; both fields and the letter empty where none does.
    pub article: LinkView,
    /// That article's letter.
    pub letter: String,
    /// `a` or `b` where there are exactly two articles, else empty.
    pub voice: String,
    /// The pages that cite it, in the order of reading.
    pub cited: Vec<LinkView>,
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
