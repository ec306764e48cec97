//! What `map.html` sees.

use serde::Serialize;

use super::{ArticleLine, EntryLink, Frame, RelationGroup};

/// `map.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapView {
    /// The page.
    pub page: Frame,
    /// All articles.
    pub articles: Vec<ArticleLine>,
    /// `n_of[i]` concepts only `articles[i]` has, of two articles.
    pub n_of: Vec<usize>,
    /// Concepts that both have.
    pub n_both: usize,
    /// Whether there is a drawing: where there are two articles.
    pub has_figure: bool,
    /// The drawing.
    pub figure: MapFigure,
    /// Number of relations.
    pub n_relations: usize,
    /// Number of those that are drawn.
    pub n_lines: usize,
    /// Number of concepts of the articles that are not drawn.
    pub n_left_out: usize,
    /// Every concept with its relations.
    pub groups: Vec<MapGroup>,
}

/// A drawing, in units.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapFigure {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its width in sizes of its text.
    pub ems: String,
    /// The size of its text.
    pub text: i32,
    /// SVG paths: the relations that are drawn. The stylesheet knows them by their places.
    pub paths: Vec<String>,
    /// Concepts that are drawn, column after column.
    pub sides: Vec<MapSide>,
}

/// The concepts of one article, or those of both, in the drawing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapSide {
    /// `a`, `both` or `b`.
    pub voice: String,
    /// How many concepts there are, drawn or not.
    pub n: usize,
    /// The left edge of their columns.
    pub x: i32,
    /// The width of their columns.
    pub width: i32,
    /// Those that are drawn.
    pub nodes: Vec<MapBox>,
}

/// A concept in the drawing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapBox {
    /// Its number, from 1; the stylesheet knows it by that.
    pub number: usize,
    /// The link, with the whole title.
    pub link: EntryLink,
    /// Whether the lines lack an end of the title.
    pub is_shortened: bool,
    /// The box's left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Where its text stands: the end of the one article's, the middle of both's, the beginning of the other's.
    pub text: i32,
    /// Its lines.
    pub lines: Vec<MapText>,
}

/// A line of text in the drawing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapText {
    /// The text's baseline.
    pub y: i32,
    /// What it says.
    pub words: String,
}

/// Concepts that the same articles have.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapGroup {
    /// `both`, `a` or `b`; empty for those of neither, and where there are other than two articles.
    pub voice: String,
    /// From A to Z.
    pub concepts: Vec<MapConcept>,
}

/// A concept in the map's list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapConcept {
    /// The concept.
    pub link: EntryLink,
    /// What it says of others, under verbs.
    pub relations: Vec<RelationGroup>,
}
