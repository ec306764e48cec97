//! What a document's text needs to be written beside its tree: where links lead, which mentions there are, how citations
//! look, and the renderer's own words.

use crate::text::Range;
use crate::text::typography::{Edit, Setting};

/// Everything that a page's text needs beside its tree. Vectors are indexed like the document's own.
#[derive(Default, Hash)]
pub struct Parts<'a> {
    /// How the document's text is set; none of it where there are none.
    pub edits: &'a [Edit],
    /// How alternative texts and titles are; none are where there is none.
    pub setting: Option<&'static Setting>,
    /// Where each link leads and what it shows.
    pub links: Vec<LinkPart<'a>>,
    /// Addresses of images relative to the page; none where one is missing.
    pub images: Vec<Option<String>>,
    /// Each citation as HTML.
    pub citations: Vec<String>,
    /// Mentions that aren't links by hand, in the order of the text.
    pub marks: Vec<Mark<'a>>,
    /// Stretches of nodes that stand side by side.
    pub uses: Vec<UsePart>,
    /// The heading above them.
    pub uses_title: String,
    /// Its level.
    pub uses_level: u8,
    /// `rails[heading]`: what stands beside the section under that heading; may be empty or shorter.
    pub rails: Vec<String>,
    /// What is added to a heading's level.
    pub heading_shift: i8,
    /// Whether headings have ids.
    pub heading_ids: bool,
    /// Whether the document's direct paragraphs are numbered.
    pub numbered: bool,
    /// What every id begins with where the text stands among others, which has no previews; empty on its own page.
    pub ids_begin: String,
    /// What the renderer itself says.
    pub phrases: Phrases,
}

/// The renderer's own words.
#[derive(Clone, Debug, Default, Hash)]
pub struct Phrases {
    /// "Concepts in this section"
    pub rail: String,
    /// "Paragraph"
    pub paragraph: String,
    /// "Note", of a footnote
    pub note: String,
    /// "Back to reference"
    pub back: String,
    /// "Table"
    pub table: String,
    /// "done"
    pub done: String,
    /// "to do"
    pub open: String,
    /// Titles of the five callouts, in the order of [`crate::parse::Alert`].
    pub alerts: [String; 5],
}

/// A link as it is written.
#[derive(Clone, Debug, Default, Hash)]
pub struct LinkPart<'a> {
    /// The address; none for a link that leads nowhere, of which only the words are written.
    pub href: Option<String>,
    /// The entry that it leads to: `concepts/new-war`.
    pub entry: Option<&'a str>,
    /// The mention's number on the page, from 1; 0 where it counts as none.
    pub number: usize,
    /// What is shown in place of the label.
    pub shown: Option<String>,
    /// Whether its words are its address, so that it needn't be said again on paper.
    pub shows_address: bool,
}

/// A mention that the tool found.
#[derive(Clone, Debug, Hash)]
pub struct Mark<'a> {
    /// Bytes in the document's text.
    pub text: Range,
    /// The mention's number on the page, from 1.
    pub number: usize,
    /// `concepts/new-war`
    pub entry: &'a str,
    /// The address of a link; none where it is only marked.
    pub href: Option<String>,
}

/// A part of a concept that tells one article's use.
#[derive(Clone, Debug, Default, Hash)]
pub struct UsePart {
    /// Its first node, a heading.
    pub start: u32,
    /// The node after its last.
    pub end: u32,
    /// `a`, `b`, or `use`.
    pub class: String,
    /// The article's letter.
    pub letter: String,
}
