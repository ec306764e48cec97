//! What the indexes and the bibliography see.

use serde::Serialize;

use super::{EntryLine, Frame, LinkView};

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
