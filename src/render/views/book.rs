//! What `print.html` sees.

use serde::Serialize;

use super::{
    ArticleLine, CompareView, EntryGroup, EntryLine, Frame, LinkView, MatrixView, RelationGroup, WorkView,
};

/// `print.html`: every `href` to a place of the reader leads to its place in the book.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BookView {
    /// The page.
    pub page: Frame,
    /// The day of the site, as shown; may be empty.
    pub date: String,
    /// The full address of the reader; empty where it isn't known.
    pub address: String,
    /// The articles that the title page names: all, or none of many.
    pub articles: Vec<ArticleLine>,
    /// What is in the book, in order.
    pub contents: Vec<BookPart>,
    /// The home page's text, where it has one.
    pub opening: Vec<BookText>,
    /// The articles' summaries.
    pub summaries: Vec<BookArticle>,
    /// The dialogue: its text, or a title over the matrix alone; none where there is neither.
    pub dialogue: Vec<BookText>,
    /// Articles and concepts.
    pub matrix: MatrixView,
    /// The id of its heading.
    pub matrix_id: String,
    /// Concepts under their letters.
    pub concepts: Vec<BookGroup>,
    /// Names under their kinds.
    pub names: Vec<BookGroup>,
    /// Every work, by author and year.
    pub works: Vec<WorkView>,
    /// The free pages.
    pub pages: Vec<BookText>,
    /// Entries and their other labels from A to Z, with the paragraphs of articles in which they stand.
    pub index: Vec<EntryGroup>,
}

/// A chapter in the contents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BookPart {
    /// The id of the chapter.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The article's letter; empty for all else.
    pub letter: String,
    /// `a` or `b` where there are exactly two articles, else empty.
    pub voice: String,
    /// Its sections, letters or kinds.
    pub parts: Vec<LinkView>,
}

/// A text in the book.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BookText {
    /// The id of the chapter.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its summary; may be empty.
    pub summary: String,
    /// Whether there is a file for it; without one it has no element of class `prose`.
    pub has_source: bool,
    /// The text.
    pub prose: String,
}

/// The summary of an article in the book.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BookArticle {
    /// The id of the chapter.
    pub id: String,
    /// The article's title, letter, authors, date and summary.
    pub article: ArticleLine,
    /// The reference to the article itself; may be empty.
    pub reference_html: String,
    /// The text.
    pub prose: String,
}

/// Entries under one heading of the book.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BookGroup {
    /// The heading's id.
    pub id: String,
    /// A letter, or what kind of names they are.
    pub title: String,
    /// In filing order.
    pub entries: Vec<BookEntry>,
}

/// A concept or a name in the book.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BookEntry {
    /// What its ids begin with: `concept-heat--`.
    pub begin: String,
    /// The entry's title, labels and summary.
    pub entry: EntryLine,
    /// The reference of a work; may be empty.
    pub reference_html: String,
    /// The text; the articles' uses stand in it, side by side.
    pub prose: String,
    /// Whether it is a concept whose uses aren't described.
    pub lacks_uses: bool,
    /// How the uses relate.
    pub compare: CompareView,
    /// What it is to others.
    pub relations: Vec<RelationGroup>,
}
