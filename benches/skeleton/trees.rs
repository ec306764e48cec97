//! Three ways to keep a document: owned texts, ranges of the source, and one flat list.
//!
//! All three hold the same elements and count a document's visible text in the same way: its bytes in order, blocks
//! without anything between them. Hits are ranges of that text.

use pulldown_cmark::{Event, Parser, Tag};

use crate::matchers::Hit;
use crate::measure::floor::{OPTIONS, after_front_matter};
use crate::page::{Page, Site};

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    /// The text of a tight item.
    Plain,
    Heading(u8),
    Quotation,
    Bullets,
    Numbers,
    Item,
    CodeBlock,
    Table,
    Head,
    Row,
    Cell,
    Note,
    Other,
    Emphasis,
    Strong,
    Struck,
    Link,
    Text,
    Code,
    Break,
    NoteMark,
    Rule,
}

impl Kind {
    /// Whether it holds text itself, rather than blocks.
    pub fn holds_text(self) -> bool {
        matches!(self, Kind::Paragraph | Kind::Plain | Kind::Heading(_) | Kind::Cell | Kind::CodeBlock)
    }

    /// Whether mentions are looked for in it.
    fn is_searched(self) -> bool {
        matches!(self, Kind::Paragraph | Kind::Plain | Kind::Cell)
    }

    /// Whether nothing can be inside.
    fn is_leaf(self) -> bool {
        matches!(self, Kind::Text | Kind::Code | Kind::Break | Kind::NoteMark | Kind::Rule)
    }

    fn is_inline(self) -> bool {
        matches!(self, Kind::Emphasis | Kind::Strong | Kind::Struck | Kind::Link)
    }

    fn is_barred(self) -> bool {
        matches!(self, Kind::Link | Kind::Code | Kind::NoteMark)
    }
}

/// Bytes from, to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Range(pub u32, pub u32);

impl Range {
    fn of(self, text: &str) -> &str {
        &text[self.0 as usize..self.1 as usize]
    }

    fn len(self) -> u32 {
        self.1 - self.0
    }
}

/// A document.
pub trait Tree: Sized + Send + Sync {
    /// The document of `source`.
    fn parse(source: &str) -> Self;

    /// Calls `block` with the text of each block that is searched, its place in the document's text, and the parts
    /// of it where nothing may be found.
    fn each_block(&self, source: &str, block: impl FnMut(&str, u32, &[(u32, u32)]));

    /// Writes it as HTML.
    fn render(&self, source: &str, hits: &[Hit], site: &Site, out: &mut String);
}

/// What a parse is told.
trait Sink {
    fn open(&mut self, kind: Kind, attribute: &str, range: Range);
    fn close(&mut self);
    fn leaf(&mut self, kind: Kind, text: &str, range: Range);
}

/// Tells `sink` the parts of `source`: the texts of tight items as blocks, soft breaks as text.
fn walk(source: &str, sink: &mut impl Sink) {
    let body = after_front_matter(source);
    let offset = source.len() - body.len();
    let mut stack: Vec<Kind> = Vec::with_capacity(16);
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        let range = Range((range.start + offset) as u32, (range.end + offset) as u32);
        let starts = if let Event::Start(tag) = &event { Some(kind(tag)) } else { None };
        let inline = match &event {
            Event::Start(_) => starts.is_some_and(|(kind, _)| kind.is_inline()),
            Event::End(_) => stack.last().is_some_and(|kind| kind.is_inline()),
            Event::Rule => false,
            _ => true,
        };
        match (inline, stack.last()) {
            (false, Some(Kind::Plain)) => {
                stack.pop();
                sink.close();
            }
            (true, Some(top)) if !top.is_inline() && !top.holds_text() => {
                stack.push(Kind::Plain);
                sink.open(Kind::Plain, "", range);
            }
            _ => {}
        }
        match &event {
            Event::Start(_) => {
                if let Some((kind, attribute)) = starts {
                    stack.push(kind);
                    sink.open(kind, attribute, range);
                }
            }
            Event::End(_) => {
                stack.pop();
                sink.close();
            }
            Event::Text(text) => sink.leaf(Kind::Text, text, range),
            Event::SoftBreak => sink.leaf(Kind::Text, "\n", range),
            Event::HardBreak => sink.leaf(Kind::Break, "\n", range),
            Event::Code(text) => sink.leaf(Kind::Code, text, range),
            Event::FootnoteReference(label) => sink.leaf(Kind::NoteMark, label, range),
            Event::Rule => sink.leaf(Kind::Rule, "", range),
            _ => {}
        }
    }
}

fn kind<'a>(tag: &'a Tag) -> (Kind, &'a str) {
    match tag {
        Tag::Paragraph => (Kind::Paragraph, ""),
        Tag::Heading { level, .. } => (Kind::Heading(*level as u8), ""),
        Tag::BlockQuote(_) => (Kind::Quotation, ""),
        Tag::CodeBlock(_) => (Kind::CodeBlock, ""),
        Tag::List(None) => (Kind::Bullets, ""),
        Tag::List(Some(_)) => (Kind::Numbers, ""),
        Tag::Item => (Kind::Item, ""),
        Tag::FootnoteDefinition(label) => (Kind::Note, label),
        Tag::Table(_) => (Kind::Table, ""),
        Tag::TableHead => (Kind::Head, ""),
        Tag::TableRow => (Kind::Row, ""),
        Tag::TableCell => (Kind::Cell, ""),
        Tag::Emphasis => (Kind::Emphasis, ""),
        Tag::Strong => (Kind::Strong, ""),
        Tag::Strikethrough => (Kind::Struck, ""),
        Tag::Link { dest_url, .. } => (Kind::Link, dest_url),
        _ => (Kind::Other, ""),
    }
}

/// How a nested tree keeps a text.
pub trait Piece: Sized + Send + Sync {
    fn keep(text: &str, source: &str, range: Range, side: &mut String) -> Self;
    /// Whether `text` could be added, because it follows in the source.
    fn extend(&mut self, text: &str) -> bool;
    fn n_bytes(&self) -> u32;
    fn of<'a>(&'a self, source: &'a str, side: &'a str) -> &'a str;
}

impl Piece for String {
    fn keep(text: &str, _source: &str, _range: Range, _side: &mut String) -> String {
        text.into()
    }

    fn extend(&mut self, text: &str) -> bool {
        self.push_str(text);
        true
    }

    fn n_bytes(&self) -> u32 {
        self.len() as u32
    }

    fn of<'a>(&'a self, _source: &'a str, _side: &'a str) -> &'a str {
        self
    }
}

/// Set in the start of a range that is one of the side buffer.
const SIDE: u32 = 1 << 31;

impl Piece for Range {
    fn keep(text: &str, source: &str, range: Range, side: &mut String) -> Range {
        if range.of(source) == text {
            return range;
        }
        side.push_str(text);
        Range((side.len() - text.len()) as u32 | SIDE, side.len() as u32)
    }

    fn extend(&mut self, text: &str) -> bool {
        let is_source = self.0 & SIDE == 0;
        self.1 += if is_source { text.len() as u32 } else { 0 };
        is_source
    }

    fn n_bytes(&self) -> u32 {
        self.1 - (self.0 & !SIDE)
    }

    fn of<'a>(&'a self, source: &'a str, side: &'a str) -> &'a str {
        if self.0 & SIDE == 0 {
            Range::of(*self, source)
        } else {
            Range::of(Range(self.0 & !SIDE, self.1), side)
        }
    }
}

/// A node with nodes inside. The ranges stand for what findings need; only their size counts here.
#[allow(dead_code)]
enum Node<P> {
    Leaf { kind: Kind, range: Range, text: P },
    Element { kind: Kind, range: Range, attribute: Option<Box<str>>, nodes: Vec<Node<P>> },
}

/// A nested tree.
pub struct Nested<P> {
    nodes: Vec<Node<P>>,
    side: String,
}

/// Texts are strings.
pub type Owned = Nested<String>;
/// Texts are ranges of the source, or of what differs from it.
pub type Ranged = Nested<Range>;

struct Nester<'a, P> {
    source: &'a str,
    side: String,
    done: Vec<Node<P>>,
    open: Vec<Open<P>>,
}

/// An element that hasn't ended: its kind, source, attribute and nodes so far.
type Open<P> = (Kind, Range, Option<Box<str>>, Vec<Node<P>>);

impl<P> Nester<'_, P> {
    fn nodes(&mut self) -> &mut Vec<Node<P>> {
        self.open.last_mut().map_or(&mut self.done, |(_, _, _, nodes)| nodes)
    }
}

impl<P: Piece> Sink for Nester<'_, P> {
    fn open(&mut self, kind: Kind, attribute: &str, range: Range) {
        let attribute = (!attribute.is_empty()).then(|| attribute.into());
        self.open.push((kind, range, attribute, Vec::new()));
    }

    fn close(&mut self) {
        if let Some((kind, range, attribute, nodes)) = self.open.pop() {
            self.nodes().push(Node::Element { kind, range, attribute, nodes });
        }
    }

    fn leaf(&mut self, kind: Kind, text: &str, range: Range) {
        let source = self.source;
        let is_verbatim = range.of(source) == text;
        if let Some(Node::Leaf { kind: Kind::Text, range: last, text: before }) = self.nodes().last_mut()
            && kind == Kind::Text
            && is_verbatim
            && last.1 == range.0
            && before.n_bytes() == last.len()
            && before.extend(text)
        {
            last.1 = range.1;
            return;
        }
        let text = P::keep(text, source, range, &mut self.side);
        self.nodes().push(Node::Leaf { kind, range, text });
    }
}

impl<P: Piece> Nested<P> {
    fn visit(&self, nodes: &[Node<P>], source: &str, page: &mut Page) {
        for node in nodes {
            match node {
                Node::Leaf { kind, text, .. } => page.leaf(*kind, text.of(source, &self.side)),
                Node::Element { kind, attribute, nodes, .. } => {
                    page.open(*kind, attribute.as_deref().unwrap_or_default());
                    self.visit(nodes, source, page);
                    page.close(*kind);
                }
            }
        }
    }

    /// Adds the text of `nodes` to `flat`, and to `barred` where it must not be searched.
    fn flatten(
        &self,
        nodes: &[Node<P>],
        source: &str,
        flat: &mut String,
        at: u32,
        barred: &mut Vec<(u32, u32)>,
    ) {
        for node in nodes {
            let start = at + flat.len() as u32;
            let kind = match node {
                Node::Leaf { kind, text, .. } => {
                    flat.push_str(text.of(source, &self.side));
                    *kind
                }
                Node::Element { kind, nodes, .. } => {
                    self.flatten(nodes, source, flat, at, barred);
                    *kind
                }
            };
            if kind.is_barred() {
                barred.push((start, at + flat.len() as u32));
            }
        }
    }

    fn search(
        &self,
        nodes: &[Node<P>],
        source: &str,
        ctx: &mut Search<impl FnMut(&str, u32, &[(u32, u32)])>,
    ) {
        for node in nodes {
            match node {
                Node::Element { kind, nodes, .. } if kind.holds_text() => {
                    ctx.flat.clear();
                    ctx.barred.clear();
                    self.flatten(nodes, source, &mut ctx.flat, ctx.at, &mut ctx.barred);
                    if kind.is_searched() {
                        (ctx.block)(&ctx.flat, ctx.at, &ctx.barred);
                    }
                    ctx.at += ctx.flat.len() as u32;
                }
                Node::Element { nodes, .. } => self.search(nodes, source, ctx),
                Node::Leaf { text, .. } => ctx.at += text.of(source, &self.side).len() as u32,
            }
        }
    }
}

struct Search<F> {
    at: u32,
    flat: String,
    barred: Vec<(u32, u32)>,
    block: F,
}

impl<P: Piece> Tree for Nested<P> {
    fn parse(source: &str) -> Nested<P> {
        let mut nester = Nester { source, side: String::new(), done: Vec::new(), open: Vec::new() };
        walk(source, &mut nester);
        Nested { nodes: nester.done, side: nester.side }
    }

    fn each_block(&self, source: &str, block: impl FnMut(&str, u32, &[(u32, u32)])) {
        self.search(
            &self.nodes,
            source,
            &mut Search { at: 0, flat: String::new(), barred: Vec::new(), block },
        );
    }

    fn render(&self, source: &str, hits: &[Hit], site: &Site, out: &mut String) {
        self.visit(&self.nodes, source, &mut Page::new(hits, site, out));
    }
}

/// A node of the flat tree; those inside it follow it.
struct FlatNode {
    kind: Kind,
    source: Range,
    text: Range,
    /// The index of the first node that isn't inside.
    end: u32,
    /// The index of its attribute; 0 if it has none.
    attribute: u32,
}

/// A list of nodes, each before those inside it, and the document's text.
pub struct Flat {
    nodes: Vec<FlatNode>,
    text: String,
    attributes: Vec<Box<str>>,
}

struct Flattener<'a> {
    source: &'a str,
    flat: Flat,
    open: Vec<usize>,
}

impl Flattener<'_> {
    fn push(&mut self, kind: Kind, attribute: &str, source: Range) {
        let at = self.flat.text.len() as u32;
        if !attribute.is_empty() {
            self.flat.attributes.push(attribute.into());
        }
        let attribute = if attribute.is_empty() { 0 } else { self.flat.attributes.len() as u32 };
        let end = self.flat.nodes.len() as u32 + 1;
        self.flat.nodes.push(FlatNode { kind, source, text: Range(at, at), end, attribute });
    }
}

impl Sink for Flattener<'_> {
    fn open(&mut self, kind: Kind, attribute: &str, range: Range) {
        self.open.push(self.flat.nodes.len());
        self.push(kind, attribute, range);
    }

    fn close(&mut self) {
        let end = self.flat.nodes.len() as u32;
        if let Some(node) = self.open.pop().and_then(|index| self.flat.nodes.get_mut(index)) {
            node.end = end;
            node.text.1 = self.flat.text.len() as u32;
        }
    }

    fn leaf(&mut self, kind: Kind, text: &str, range: Range) {
        let is_verbatim = range.of(self.source) == text;
        match self.flat.nodes.last_mut() {
            Some(last)
                if kind == Kind::Text
                    && last.kind == Kind::Text
                    && is_verbatim
                    && last.source.1 == range.0
                    && last.source.len() == last.text.len()
                    && last.text.1 == self.flat.text.len() as u32 =>
            {
                last.source.1 = range.1;
            }
            _ => self.push(kind, "", range),
        }
        self.flat.text.push_str(text);
        if let Some(last) = self.flat.nodes.last_mut() {
            last.text.1 = self.flat.text.len() as u32;
        }
    }
}

impl Tree for Flat {
    fn parse(source: &str) -> Flat {
        let text = String::with_capacity(source.len());
        let flat = Flat { nodes: Vec::with_capacity(source.len() / 32), text, attributes: Vec::new() };
        let mut flattener = Flattener { source, flat, open: Vec::new() };
        walk(source, &mut flattener);
        let mut flat = flattener.flat;
        flat.nodes.shrink_to_fit();
        flat.text.shrink_to_fit();
        flat
    }

    fn each_block(&self, _source: &str, mut block: impl FnMut(&str, u32, &[(u32, u32)])) {
        let mut barred = Vec::new();
        for (index, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.kind.is_searched()) {
            let inside = &self.nodes[index + 1..node.end as usize];
            barred.clear();
            barred.extend(inside.iter().filter(|it| it.kind.is_barred()).map(|it| (it.text.0, it.text.1)));
            block(node.text.of(&self.text), node.text.0, &barred);
        }
    }

    fn render(&self, _source: &str, hits: &[Hit], site: &Site, out: &mut String) {
        let mut page = Page::new(hits, site, out);
        let mut open: Vec<(Kind, u32)> = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            while let Some((kind, _)) = open.pop_if(|(_, end)| *end <= index as u32) {
                page.close(kind);
            }
            if node.kind.is_leaf() {
                page.leaf(node.kind, node.text.of(&self.text));
            } else {
                let attribute =
                    (node.attribute as usize).checked_sub(1).map_or("", |index| &self.attributes[index]);
                page.open(node.kind, attribute);
                open.push((node.kind, node.end));
            }
        }
        for (kind, _) in open.into_iter().rev() {
            page.close(kind);
        }
    }
}
