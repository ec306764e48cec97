//! One file's text to a [`Doc`]: front matter, a tree, and lists of what later stages ask about.
//!
//! Nothing here knows another file, the configuration of names, or an address. It never fails: what is wrong is
//! said in diagnostics and the document is whole all the same.

pub mod meta;
mod tree;
mod build;
mod html_tags;
mod numbers;
mod outline;
mod citations;
mod quotations;
mod allowed;

use std::sync::Arc;

use crate::memory::Mark;
use crate::text::Range;

pub use allowed::Allowed;
pub use build::parse;
pub use html_tags::Tag;
pub use meta::{Kind, Meta};
pub use outline::is_reserved as is_reserved_id;
pub use tree::{Alert, Align, Node, NodeKind};

/// What parsing has to know beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Whether HTML passes through unread.
    pub trust_html: bool,
    /// Blocks and inline elements inside each other, at most.
    pub nesting: usize,
    /// Bytes of a file, at most.
    pub page_bytes: usize,
}

/// A parsed file.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Relative to the site's root: `content/concepts/hybrid-peace.md`.
    pub path: Arc<str>,
    /// The file's text, as it is on the disk.
    pub source: Arc<str>,
    /// Stands for the path, the text and the options, where builds are remembered; else for nothing.
    pub mark: Mark,
    /// What the path makes it.
    pub kind: Kind,
    /// Its front matter.
    pub meta: Meta,
    /// The page's visible text: block after block, each followed by a line feed; soft and hard breaks are line
    /// feeds too. Citations, note marks and alternative texts are not in it.
    pub text: String,
    /// The tree in preorder.
    pub nodes: Vec<Node>,
    /// Stretches of [`Doc::text`] that belong to one block, in order.
    pub runs: Vec<Run>,
    /// Ranges of [`Doc::text`] in which nothing is linked: code, link texts, addresses, `[[! ]]`. In order.
    pub opaque: Vec<Range>,
    /// Links, by hand.
    pub links: Vec<Link>,
    /// What `[name]: address` says, in order.
    pub definitions: Vec<Definition>,
    /// Images.
    pub images: Vec<Image>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Footnotes, in the order in which they are first referred to.
    pub notes: Vec<Note>,
    /// Citations in order.
    pub citations: Vec<Citation>,
    /// Claimed quotations in order.
    pub quotations: Vec<Quotation>,
    /// Allowed HTML tags.
    pub tags: Vec<Tag>,
    /// Languages of code blocks, and trusted HTML.
    pub words: Vec<Box<str>>,
    /// Findings that a comment silences.
    pub allowed: Vec<Allowed>,
}

/// The flattened text of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Bytes in [`Doc::text`].
    pub text: Range,
    /// Whether mentions are looked for.
    pub place: RunPlace,
    /// The section it stands in: 0 before the first heading, then the heading's index plus one. A footnote's is
    /// the section of its first reference.
    pub section: u32,
    /// The numbered paragraph it stands in, from 1; 0 outside one. A footnote's is that of its first reference.
    pub paragraph: u32,
    /// The footnote it belongs to, if any.
    pub note: Option<u32>,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunPlace {
    /// In a paragraph: its sentences are read.
    Prose,
    /// In a cell, a tight item or a term: one sentence by itself.
    Cell,
    /// In a heading: never linked.
    Heading,
    /// In a code block: never linked.
    Code,
}

/// A link that the author made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How it was written.
    pub style: LinkStyle,
    /// The label or address as typed, without the words after `|`.
    pub to: Box<str>,
    /// The title of `[text](to "title")`; empty when there is none.
    pub title: Box<str>,
    /// Bytes of the whole link in the file.
    pub range: Range,
    /// Bytes of [`Link::to`] in the file, or of the whole link where they can't be told.
    pub to_range: Range,
    /// Bytes in [`Doc::text`].
    pub text: Range,
    /// The run it stands in.
    pub run: u32,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// `[[label]]`: the shown text is the label.
    Label,
    /// `[[label|text]]`
    LabelWithText,
    /// `[text](address)` and its reference forms.
    Address,
    /// `<address>`
    Autolink,
    /// `<name@host>`
    Email,
}

/// The address that links by reference name: `[name]: address "title"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The address as typed.
    pub to: Box<str>,
    /// Bytes of the whole definition in the file.
    pub range: Range,
}

/// An image that the author placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The path as typed.
    pub to: Box<str>,
    /// Its title; empty when there is none.
    pub title: Box<str>,
    /// Its alternative text.
    pub alt: String,
    /// Bytes in the file.
    pub range: Range,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The id on the page; unique in the document.
    pub id: String,
    /// The id was written by the author.
    pub explicit: bool,
    /// Classes written by the author.
    pub classes: Vec<String>,
    /// Ids that it had, and by which it is still found: `{formerly=old}`.
    pub formerly: Vec<String>,
    /// Bytes in the file.
    pub range: Range,
    /// Bytes in [`Doc::text`].
    pub text: Range,
    /// The heading's node.
    pub node: u32,
    /// The link that is all of the heading, if there is one.
    pub only_link: Option<u32>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// As typed between `[^` and `]`.
    pub name: Box<str>,
    /// The node that holds its text.
    pub node: Option<u32>,
    /// The node of the first reference that a reader comes to; none where there is none.
    pub reference: Option<u32>,
    /// The first reference's place in [`Doc::text`].
    pub at: u32,
    /// The same, or where a note refers to it, that of the note which the body refers to.
    pub outermost: u32,
}

/// `[@key, locator; @key, Speaker: locator]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What is cited, at least one.
    pub items: Vec<CitedItem>,
    /// Bytes in the file.
    pub range: Range,
    /// Where it stands in [`Doc::text`].
    pub at: u32,
}

/// One work of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedItem {
    /// The key in the bibliography.
    pub key: Box<str>,
    /// Who speaks, where it is not the author: `Stafford` of `Stafford: new wars`.
    pub speaker: Option<Box<str>>,
    /// Where in the work: `force 2`; empty when nothing is said.
    pub locator: Box<str>,
    /// Bytes of the item in the file.
    pub range: Range,
}

/// Words that a page claims to be verbatim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words in [`Doc::text`], without their marks.
    pub text: Range,
    /// The words in the file.
    pub range: Range,
    /// `citations[i]`: its first item is the source.
    pub citation: u32,
    /// The quotation's node when it is a block.
    pub block: Option<u32>,
}

impl Doc {
    /// The nodes directly below `parent`, or the document's own when there is none.
    pub fn children(&self, parent: Option<u32>) -> impl Iterator<Item = u32> + '_ {
        let (mut at, end) = match parent {
            Some(parent) => (parent + 1, self.nodes[parent as usize].end),
            None => (0, self.nodes.len() as u32),
        };
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.nodes[child as usize].end;
            Some(child)
        })
    }

    /// Whether the run is on the page: a footnote that the body doesn't lead to isn't.
    pub fn is_shown(&self, run: &Run) -> bool {
        run.note.is_none_or(|note| self.notes[note as usize].reference.is_some())
    }

    /// The run that holds the byte `at` of [`Doc::text`].
    pub fn run_at(&self, at: u32) -> Option<u32> {
        let after = self.runs.partition_point(|run| run.text.start <= at);
        let run = after.checked_sub(1)?;
        (at <= self.runs[run].text.end).then_some(run as u32)
    }

    /// The bytes of the file that a stretch of [`Doc::text`] was written with: exact where the text stands in the
    /// file as it is shown, the whole piece where it does not (an entity, an escape).
    pub fn source_range(&self, text: Range) -> Range {
        let start = self.leaf_at(text.start).map_or(0, |leaf| match leaf.text.len() == leaf.range.len() {
            true => leaf.range.start + (text.start - leaf.text.start),
            false => leaf.range.start,
        });
        let end = self.leaf_at(text.end.saturating_sub(1)).map_or(0, |leaf| {
            match leaf.text.len() == leaf.range.len() {
                true => leaf.range.start + (text.end - leaf.text.start),
                false => leaf.range.end,
            }
        });
        Range { start, end: end.max(start) }
    }

    /// The leaf that shows the byte `at` of [`Doc::text`], or the last one before it.
    fn leaf_at(&self, at: u32) -> Option<&Node> {
        let after = self.nodes.partition_point(|node| node.text.start <= at);
        let is_leaf =
            |(index, node): &(usize, &Node)| node.end as usize == index + 1 && !node.text.is_empty();
        let before = self.nodes[..after].iter().enumerate().rev().find(is_leaf);
        before.map(|(_, node)| node)
    }
}
