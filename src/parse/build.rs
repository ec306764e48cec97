//! The Markdown parser's events to the tree and its lists.

mod nodes;
mod headings;
mod html;
mod links;
mod notes;
mod text;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Parser, Tag as Start, TagEnd};

use super::{
    Alert, Align, Allowed, Definition, Doc, Image, Kind, Node, NodeKind, Options, RunPlace, meta, numbers,
    outline, quotations,
};
use crate::diagnostic::{Diagnostic, Outcome, messages};
use crate::memory::Mark;
use crate::text::{Range, without_nul};

/// Parses one file. The findings of its front matter are among those returned.
pub fn parse(path: &Arc<str>, source: &Arc<str>, kind: Kind, options: Options) -> Outcome<Doc> {
    let (meta, body_start, mut diagnostics) = meta::front_matter(path, source, kind);
    let doc = Doc {
        mark: Mark::default(),
        path: path.clone(),
        source: source.clone(),
        kind,
        meta,
        text: String::with_capacity(source.len() - body_start + 16),
        nodes: Vec::with_capacity(source.len() / 40),
        runs: Vec::new(),
        opaque: Vec::new(),
        links: Vec::new(),
        definitions: Vec::new(),
        images: Vec::new(),
        headings: Vec::new(),
        notes: Vec::new(),
        citations: Vec::new(),
        quotations: Vec::new(),
        tags: Vec::new(),
        words: Vec::new(),
        allowed: super::allowed::in_front_matter(source, body_start, path, &mut diagnostics),
    };
    let mut builder = Builder::new(doc, options, diagnostics);
    builder.check_controls(body_start);
    if source.len() > options.page_bytes {
        let finding = messages::page::too_large(path, source.len(), options.page_bytes);
        builder.diagnostics.push(finding);
    } else {
        let body = LineFeeds::of(&source[body_start..]);
        let events = Parser::new_ext(&body.text, extensions()).into_offset_iter();
        builder.doc.definitions = events
            .reference_definitions()
            .iter()
            .map(|(_, it)| (it.dest.as_ref(), body.typed(it.span.clone()).shifted(body_start)))
            .map(|(to, range)| Definition { to: to.into(), range })
            .collect();
        builder.doc.definitions.sort_by_key(|definition| definition.range);
        for (event, range) in events {
            builder.event(event, body.typed(range).shifted(body_start));
        }
    }
    builder.finish()
}

/// A text whose lines end in line feeds alone, and where they were typed otherwise: the parser reads a code span over
/// two lines with two spaces where a carriage return stands between them.
struct LineFeeds<'a> {
    text: Cow<'a, str>,
    /// Bytes of the text before which a carriage return was left out.
    left_out: Vec<usize>,
}

impl LineFeeds<'_> {
    fn of(text: &str) -> LineFeeds<'_> {
        if !text.contains('\r') {
            return LineFeeds { text: text.into(), left_out: Vec::new() };
        }
        let returns = text.match_indices("\r\n").enumerate();
        let left_out = returns.map(|(n_before, (at, _))| at - n_before).collect();
        LineFeeds { text: text.replace("\r\n", "\n").replace('\r', "\n").into(), left_out }
    }

    /// The bytes of the typed text for a range of this one.
    fn typed(&self, range: std::ops::Range<usize>) -> Range {
        let typed = |at: usize| at + self.left_out.partition_point(|left_out| *left_out < at);
        Range::new(typed(range.start), typed(range.end))
    }
}

/// CommonMark and the extensions of the content's Markdown.
pub fn extensions() -> pulldown_cmark::Options {
    pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES
        | pulldown_cmark::Options::ENABLE_DEFINITION_LIST
        | pulldown_cmark::Options::ENABLE_GFM
        | pulldown_cmark::Options::ENABLE_WIKILINKS
}

struct Builder {
    doc: Doc,
    options: Options,
    diagnostics: Vec<Diagnostic>,
    /// Nodes that are open, outermost first.
    stack: Vec<u32>,
    /// Elements that are deeper than allowed and left out of the tree.
    n_too_deep: usize,
    /// The run that is being filled.
    run: Option<(u32, RunPlace)>,
    /// Text that isn't a node yet: neighbouring events are joined before they are read.
    pending: Option<Pending>,
    /// The image whose alternative text is being read, and elements open in it.
    image: Option<(Image, usize)>,
    /// Inside a link written as a label: what is shown is made of the label at the end.
    label: Option<String>,
    /// Links and `[[! ]]` that are open.
    n_opaque: usize,
    html: Option<(String, Range)>,
    /// Tags that were refused and not closed yet.
    refused: BTreeMap<String, usize>,
    code: Option<u32>,
    aligns: Vec<Align>,
    column: usize,
    notes: BTreeMap<Box<str>, u32>,
    note: Option<u32>,
    /// What a comment silences in the next block.
    allows: Vec<Allowed>,
}

struct Pending {
    range: Range,
    text_start: usize,
    /// A line break was swallowed, so that a citation may cross it.
    open_citation: bool,
}

impl Builder {
    fn new(doc: Doc, options: Options, diagnostics: Vec<Diagnostic>) -> Builder {
        Builder {
            doc,
            options,
            diagnostics,
            stack: Vec::new(),
            n_too_deep: 0,
            run: None,
            pending: None,
            image: None,
            label: None,
            n_opaque: 0,
            html: None,
            refused: BTreeMap::new(),
            code: None,
            aligns: Vec::new(),
            column: 0,
            notes: BTreeMap::new(),
            note: None,
            allows: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range) {
        if self.image.is_some() {
            return self.event_in_image(event);
        }
        if self.label.is_some() && !matches!(event, Event::End(TagEnd::Link)) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code.is_some() => self.doc.text.push_str(&without_nul(&text)),
            Event::Text(text) => self.characters(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.leaf(NodeKind::HardBreak, range, "\n"),
            Event::Rule => self.rule(range),
            Event::FootnoteReference(name) => self.note_reference(&name, range),
            Event::TaskListMarker(done) => self.leaf(NodeKind::Task(done), range, ""),
            Event::Html(html) => {
                if let Some((all, _)) = &mut self.html {
                    all.push_str(&html);
                }
            }
            Event::InlineHtml(html) => self.inline_html(&html, range),
            // Math is not among the extensions.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.characters(&text, range),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one match that is a table")]
    fn start(&mut self, tag: Start<'_>, range: Range) {
        let is_inline = matches!(
            tag,
            Start::Emphasis
                | Start::Strong
                | Start::Strikethrough
                | Start::Superscript
                | Start::Subscript
                | Start::Link { .. }
                | Start::Image { .. }
        );
        self.flush();
        if is_inline {
            self.ensure_run();
        } else {
            self.close_run();
        }
        if self.n_too_deep > 0 || self.stack.len() >= self.options.nesting {
            if self.n_too_deep == 0 {
                let finding = messages::page::too_deep(&self.doc.path, range, self.options.nesting);
                self.diagnostics.push(finding);
            }
            self.n_too_deep += 1;
            return;
        }
        let kind = match tag {
            Start::Paragraph => NodeKind::Paragraph,
            Start::Heading { level, id, classes, attrs } => {
                let kind = self.heading(level as u8, id.as_deref(), &classes, range);
                self.former_ids(&attrs, range);
                kind
            }
            Start::BlockQuote(None) => NodeKind::Quote,
            Start::BlockQuote(Some(kind)) => NodeKind::Alert(alert(kind)),
            Start::CodeBlock(kind) => return self.code_block(&kind, range),
            Start::HtmlBlock => {
                // A comment parts what stands before it from what comes after it, as a block would.
                self.close_unclosed_tags();
                self.html = Some((String::new(), range));
                return;
            }
            Start::List(start) => NodeKind::List(start.map(|start| u32::try_from(start).unwrap_or(u32::MAX))),
            Start::Item => NodeKind::Item,
            Start::FootnoteDefinition(name) => self.note_definition(&name, range),
            Start::DefinitionList => NodeKind::Definitions,
            Start::DefinitionListTitle => NodeKind::DefinitionTerm,
            Start::DefinitionListDefinition => NodeKind::Definition,
            Start::Table(aligns) => {
                self.aligns = aligns.into_iter().map(align).collect();
                NodeKind::Table
            }
            Start::TableHead => {
                self.column = 0;
                NodeKind::TableHead
            }
            Start::TableRow => {
                self.column = 0;
                NodeKind::TableRow
            }
            Start::TableCell => {
                self.column += 1;
                NodeKind::TableCell(self.aligns.get(self.column - 1).copied().unwrap_or(Align::Start))
            }
            Start::Emphasis => NodeKind::Emphasis,
            Start::Strong => NodeKind::Strong,
            Start::Strikethrough => NodeKind::Strikethrough,
            Start::Link { link_type, dest_url, title, .. } => {
                return self.link(link_type, &dest_url, &title, range);
            }
            Start::Image { dest_url, title, .. } => {
                self.image(&dest_url, &title, range);
                return;
            }
            // Not among the extensions.
            Start::Superscript | Start::Subscript | Start::MetadataBlock(_) => NodeKind::Emphasis,
        };
        self.open(kind, range);
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::HtmlBlock && self.n_too_deep == 0 {
            return self.html_block();
        }
        self.flush();
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        match tag {
            TagEnd::CodeBlock => {
                self.code = None;
                let node = self.close();
                let text = self.doc.nodes[node as usize].text;
                self.doc.opaque.push(text);
                self.check_hidden(node);
                self.close_run();
                return;
            }
            TagEnd::Link => return self.end_link(),
            _ => {}
        }
        self.close_unclosed_tags();
        let node = self.close();
        match self.doc.nodes[node as usize].kind {
            NodeKind::Heading(heading) => self.end_heading(heading, node),
            NodeKind::Note(_) => self.note = None,
            NodeKind::TableCell(_) => self.check_cut_links(node),
            _ => {}
        }
        if self.doc.nodes[node as usize].kind.is_block() {
            self.close_run();
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split(|ch: char| ch.is_whitespace() || ch == ',').next().unwrap_or("")
            }
            CodeBlockKind::Indented => "",
        };
        let words = self.doc.words.len() as u32;
        self.doc.words.push(language.into());
        self.code = Some(self.open(NodeKind::CodeBlock(words), range));
        self.ensure_run();
    }

    fn finish(mut self) -> Outcome<Doc> {
        self.flush();
        self.close_run();
        self.doc.allowed.append(&mut self.allows);
        numbers::number(&mut self.doc, &mut self.diagnostics);
        outline::give_ids(&mut self.doc, &mut self.diagnostics);
        outline::place_runs(&mut self.doc);
        self.doc.quotations = quotations::find(&self.doc);
        self.doc.opaque.sort_unstable();
        self.doc.nodes.shrink_to_fit();
        self.doc.runs.shrink_to_fit();
        self.doc.opaque.shrink_to_fit();
        self.doc.links.shrink_to_fit();
        self.doc.text.shrink_to_fit();
        Outcome { value: self.doc, diagnostics: self.diagnostics }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Start,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
