//! What `concept.html` and `name.html` see.

use serde::Serialize;

use super::{CompareView, EntryLine, Frame, HeadingView, LinkView, RelationGroup};

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
    pub prose: String,
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
