//! What `dialogue.html` sees.

use serde::Serialize;

use super::{ArticleLine, CompareView, EntryLink, Frame, HeadingView};

/// `dialogue.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct DialogueView {
    /// The page.
    pub page: Frame,
    /// The dialogue's own text.
    pub prose: String,
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
