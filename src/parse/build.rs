//! The Markdown parser's events to the tree and its lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Parser, Tag as Start, TagEnd};

use super::html_tags::{self, Piece};
use super::{
    Alert, Align, Doc, Heading, Image, Kind, Link, LinkStyle, Node, NodeKind, Note, Options, Run, RunPlace,
    citations, meta, notes, outline, quotations,
};
use crate::diagnostic::{Diagnostic, Outcome, messages, rule};
use crate::text::{Range, hidden_character};

/// A citation is given up when it isn't closed after so many bytes, so that no paragraph is read again and again.
const LONGEST_CITATION: usize = 1000;

/// Parses one file. The findings of its front matter are among those returned.
pub fn parse(path: &Arc<str>, source: &Arc<str>, kind: Kind, options: Options) -> Outcome<Doc> {
    let (meta, body_start, diagnostics) = meta::front_matter(path, source, kind);
    let doc = Doc {
        path: path.clone(),
        source: source.clone(),
        kind,
        meta,
        text: String::with_capacity(source.len() - body_start + 16),
        nodes: Vec::with_capacity(source.len() / 40),
        runs: Vec::new(),
        opaque: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        headings: Vec::new(),
        notes: Vec::new(),
        citations: Vec::new(),
        quotations: Vec::new(),
        tags: Vec::new(),
        words: Vec::new(),
        allowed: Vec::new(),
    };
    let mut builder = Builder::new(doc, options, diagnostics);
    if source.len() > options.page_bytes {
        let finding = messages::page::too_large(path, source.len(), options.page_bytes);
        builder.diagnostics.push(finding);
    } else {
        for (event, range) in Parser::new_ext(&source[body_start..], extensions()).into_offset_iter() {
            builder.event(event, Range::from(range).shifted(body_start));
        }
    }
    builder.finish()
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
    code: Option<u32>,
    aligns: Vec<Align>,
    column: usize,
    notes: BTreeMap<Box<str>, u32>,
    note: Option<u32>,
    allows: Vec<Box<str>>,
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
            Event::Text(text) if self.code.is_some() => self.doc.text.push_str(&text),
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
                if !attrs.is_empty() {
                    self.diagnostics.push(messages::page::heading_attribute(
                        &self.doc.path,
                        range,
                        &attrs[0].0,
                    ));
                }
                self.heading(level as u8, id.as_deref(), &classes, range)
            }
            Start::BlockQuote(None) => NodeKind::Quote,
            Start::BlockQuote(Some(kind)) => NodeKind::Alert(alert(kind)),
            Start::CodeBlock(kind) => return self.code_block(&kind, range),
            Start::HtmlBlock => {
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
            _ => {}
        }
        if self.doc.nodes[node as usize].kind.is_block() {
            self.close_run();
        }
    }

    fn open(&mut self, kind: NodeKind, range: Range) -> u32 {
        let index = self.doc.nodes.len() as u32;
        let at = self.doc.text.len();
        self.doc.nodes.push(Node { kind, range, text: Range::new(at, at), end: index + 1 });
        self.stack.push(index);
        if kind.is_block() {
            self.doc.allowed.extend(self.allows.drain(..).map(|code| (code, range)));
        }
        index
    }

    fn close(&mut self) -> u32 {
        // The parser closes what it opens, and what is too deep is counted apart.
        let index = self.stack.pop().unwrap_or(0);
        let (text_end, end) = (self.doc.text.len() as u32, self.doc.nodes.len() as u32);
        if let Some(node) = self.doc.nodes.get_mut(index as usize) {
            node.text.end = text_end;
            node.end = end;
        }
        index
    }

    /// A node without descendants that shows `text`.
    fn leaf(&mut self, kind: NodeKind, range: Range, text: &str) {
        self.flush();
        self.ensure_run();
        self.push_leaf(kind, range, text);
    }

    fn push_leaf(&mut self, kind: NodeKind, range: Range, text: &str) {
        let start = self.doc.text.len();
        self.doc.text.push_str(text);
        let end = self.doc.nodes.len() as u32 + 1;
        let text = Range::new(start, self.doc.text.len());
        self.doc.nodes.push(Node { kind, range, text, end });
        // A mention can't go across a note's mark, a citation or an image: they stand between its words.
        if text.is_empty() && self.n_opaque == 0 {
            self.doc.opaque.push(text);
        }
    }

    fn ensure_run(&mut self) {
        if self.run.is_some() {
            return;
        }
        let holder = self.stack.last().map(|node| self.doc.nodes[*node as usize].kind);
        let place = match holder {
            Some(NodeKind::Heading(_)) => RunPlace::Heading,
            Some(NodeKind::CodeBlock(_)) => RunPlace::Code,
            Some(NodeKind::Item | NodeKind::TableCell(_) | NodeKind::DefinitionTerm) => RunPlace::Cell,
            _ => RunPlace::Prose,
        };
        self.run = Some((self.doc.text.len() as u32, place));
    }

    fn close_run(&mut self) {
        if let Some((start, place)) = self.run.take() {
            let text = Range { start, end: self.doc.text.len() as u32 };
            let run = Run { text, place, section: 0, paragraph: 0, note: self.note };
            self.doc.runs.push(run);
            self.doc.text.push('\n');
        }
    }

    fn characters(&mut self, text: &str, range: Range) {
        let exact = text.len() == range.len();
        match &mut self.pending {
            Some(pending) if exact && (pending.range.end == range.start || pending.open_citation) => {
                pending.range.end = range.end;
                pending.open_citation = false;
                self.doc.text.push_str(text);
            }
            _ if exact => {
                self.flush();
                self.ensure_run();
                self.pending = Some(Pending { range, text_start: self.doc.text.len(), open_citation: false });
                self.doc.text.push_str(text);
            }
            _ => self.leaf(NodeKind::Text, range, text),
        }
    }

    fn soft_break(&mut self, range: Range) {
        if let Some(pending) = &mut self.pending {
            let text = &self.doc.text[pending.text_start..];
            let open = text.rfind("[@").map(|open| &text[open..]);
            if open.is_some_and(|open| open.len() < LONGEST_CITATION && !open.contains(']')) {
                pending.open_citation = true;
                pending.range.end = range.end;
                self.doc.text.push('\n');
                return;
            }
        }
        self.leaf(NodeKind::SoftBreak, range, "\n");
    }

    /// Turns the pending text into nodes: characters, and the citations among them.
    fn flush(&mut self) {
        let Some(pending) = self.pending.take() else { return };
        let mut text = &self.doc.text.split_off(pending.text_start)[..];
        let mut start = pending.range.start as usize;
        // `\[@key]` is no citation, and only an escape begins a piece right after a backslash.
        let escaped = usize::from(self.doc.source[..start].ends_with('\\'));
        let mut skip = escaped.min(text.len());
        while let Some((cited, mut citation)) = citations::find(&text[skip..], start + skip) {
            let cited = cited.start + skip..cited.end + skip;
            if cited.start > 0 {
                self.words(&text[..cited.start], Range::new(start, start + cited.start));
            }
            citation.at = self.doc.text.len() as u32;
            let index = self.doc.citations.len() as u32;
            self.push_leaf(NodeKind::Citation(index), citation.range, "");
            self.doc.citations.push(citation);
            text = &text[cited.end..];
            start += cited.end;
            skip = 0;
        }
        if !text.is_empty() {
            // After a citation across lines the end is exact, the start is not.
            let end = pending.range.end as usize;
            self.words(text, Range::new(end - text.len().min(end), end));
        }
    }

    /// A text node; addresses in it are marked as not to be linked, and notes that nobody wrote are reported.
    fn words(&mut self, text: &str, range: Range) {
        let at = self.doc.text.len();
        self.push_leaf(NodeKind::Text, range, text);
        for (start, end) in addresses(text) {
            if self.n_opaque == 0 {
                self.doc.opaque.push(Range::new(at + start, at + end));
            }
        }
        // After a backslash it is no note, and only an escape begins a text right after one.
        let escaped = text.starts_with("[^") && self.doc.source[..range.start as usize].ends_with('\\');
        let mut from = usize::from(escaped);
        while let Some(open) = text[from..].find("[^").map(|open| from + open) {
            from = open + 2;
            let n_name = text[from..].find(|ch: char| ch == ']' || ch == '[' || ch.is_whitespace());
            let Some(end) = n_name.map(|n_name| from + n_name).filter(|end| from < *end) else { continue };
            if text[end..].starts_with(']') {
                let place = Range::new(open, end + 1).shifted(range.start as usize);
                self.diagnostics.push(messages::page::unwritten_note(
                    &self.doc.path,
                    place,
                    &text[from..end],
                ));
            }
        }
    }

    fn code(&mut self, code: &CowStr<'_>, range: Range) {
        self.leaf(NodeKind::Code, range, code);
        let node = self.doc.nodes.len() as u32 - 1;
        if self.n_opaque == 0 {
            let text = self.doc.nodes[node as usize].text;
            self.doc.opaque.push(text);
        }
        self.check_hidden(node);
    }

    fn rule(&mut self, range: Range) {
        self.flush();
        self.close_run();
        let node = self.open(NodeKind::Rule, range);
        self.stack.pop();
        self.doc.nodes[node as usize].end = node + 1;
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        let words = self.doc.words.len() as u32;
        self.doc.words.push(language.into());
        self.code = Some(self.open(NodeKind::CodeBlock(words), range));
        self.ensure_run();
    }

    fn heading(&mut self, level: u8, id: Option<&str>, classes: &[CowStr<'_>], range: Range) -> NodeKind {
        let index = self.doc.headings.len() as u32;
        let at = self.doc.text.len();
        self.doc.headings.push(Heading {
            level,
            id: id.unwrap_or("").to_owned(),
            explicit: id.is_some_and(|id| !id.is_empty()),
            classes: classes.iter().map(ToString::to_string).collect(),
            range,
            text: Range::new(at, at),
            node: self.doc.nodes.len() as u32,
            only_link: None,
        });
        NodeKind::Heading(index)
    }

    fn end_heading(&mut self, heading: u32, node: u32) {
        let text = self.doc.nodes[node as usize].text;
        let only = self.doc.nodes.get(node as usize + 1).filter(|first| {
            first.end as usize == self.doc.nodes.len() && matches!(first.kind, NodeKind::Link(_))
        });
        let only = only.map(|first| first.kind);
        let heading = &mut self.doc.headings[heading as usize];
        heading.text = text;
        if let Some(NodeKind::Link(link)) = only {
            heading.only_link = Some(link);
        }
        self.check_hidden(node);
    }

    fn link(&mut self, style: pulldown_cmark::LinkType, to: &str, title: &str, range: Range) {
        let (style, is_wiki) = match style {
            pulldown_cmark::LinkType::WikiLink { has_pothole: true } => (LinkStyle::LabelWithText, true),
            pulldown_cmark::LinkType::WikiLink { has_pothole: false } => (LinkStyle::Label, true),
            pulldown_cmark::LinkType::Autolink => (LinkStyle::Autolink, false),
            pulldown_cmark::LinkType::Email => (LinkStyle::Email, false),
            _ => (LinkStyle::Address, false),
        };
        let written = self.doc.source.get(range.indices()).unwrap_or("");
        let found = if is_wiki { written.find(to) } else { written.rfind(to) };
        let to_range = match found {
            Some(at) if !to.is_empty() => Range::new(at, at + to.len()).shifted(range.start as usize),
            _ => range,
        };
        // In a table the bar of `[[label\|text]]` is escaped, and the parser leaves the backslash in the label.
        let to = if style == LinkStyle::LabelWithText { to.strip_suffix('\\').unwrap_or(to) } else { to };
        let to = if is_wiki { to.split_whitespace().collect::<Vec<_>>().join(" ") } else { to.to_owned() };
        if let Some((_, ch)) = hidden_character(&to) {
            self.diagnostics.push(messages::page::hidden_character(&self.doc.path, to_range, "link", ch));
        }
        self.n_opaque += 1;
        let is_link = |node: &u32| matches!(self.doc.nodes[*node as usize].kind, NodeKind::Link(_));
        if self.stack.iter().any(is_link) {
            // The parser finds `<address>` in a link's text; on the page no link stands in another.
            self.open(NodeKind::Plain, range);
            return;
        }
        if let Some(words) = to.strip_prefix('!').filter(|_| is_wiki) {
            if style == LinkStyle::Label {
                self.label = Some(words.trim().to_owned());
            }
            self.open(NodeKind::Plain, range);
            return;
        }
        if style == LinkStyle::Label {
            self.label = Some(to.clone());
        }
        let at = self.doc.text.len();
        let index = self.doc.links.len() as u32;
        let (to, title) = (to.into(), title.into());
        // The run is pushed when it ends: its index is the number of runs now.
        let run = self.doc.runs.len() as u32;
        self.doc.links.push(Link { style, to, title, range, to_range, text: Range::new(at, at), run });
        self.open(NodeKind::Link(index), range);
    }

    fn end_link(&mut self) {
        if let Some(label) = self.label.take() {
            let node =
                self.stack.last().map_or(Range::default(), |node| self.doc.nodes[*node as usize].range);
            let written = self.doc.source.get(node.indices()).unwrap_or("");
            let range = written
                .find(label.as_str())
                .map_or(node, |at| Range::new(at, at + label.len()).shifted(node.start as usize));
            self.push_leaf(NodeKind::Text, range, &label);
        }
        self.close_unclosed_tags();
        let node = self.close();
        self.n_opaque = self.n_opaque.saturating_sub(1);
        let Node { kind, text, .. } = self.doc.nodes[node as usize];
        if let NodeKind::Link(link) = kind {
            self.doc.links[link as usize].text = text;
        }
        if self.n_opaque == 0 {
            self.doc.opaque.push(text);
        }
    }

    fn image(&mut self, to: &str, title: &str, range: Range) {
        if let Some((_, ch)) = hidden_character(to) {
            self.diagnostics.push(messages::page::hidden_character(&self.doc.path, range, "link", ch));
        }
        let image = Image { to: to.into(), title: title.into(), alt: String::new(), range };
        self.image = Some((image, 0));
    }

    /// Inside an image everything is its alternative text.
    fn event_in_image(&mut self, event: Event<'_>) {
        let Some((image, depth)) = &mut self.image else { return };
        match event {
            Event::Start(_) => *depth += 1,
            Event::End(_) if *depth > 0 => *depth -= 1,
            Event::End(_) => {
                if let Some((image, _)) = self.image.take() {
                    let index = self.doc.images.len() as u32;
                    let range = image.range;
                    self.doc.images.push(image);
                    self.leaf(NodeKind::Image(index), range, "");
                }
            }
            Event::Text(text) | Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    fn note_index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.notes.get(name) {
            return *index;
        }
        let index = self.new_note(name);
        self.notes.insert(name.into(), index);
        index
    }

    fn new_note(&mut self, name: &str) -> u32 {
        self.doc.notes.push(Note { name: name.into(), node: None, reference: None, at: 0, outermost: 0 });
        self.doc.notes.len() as u32 - 1
    }

    fn note_definition(&mut self, name: &str, range: Range) -> NodeKind {
        let mut index = self.note_index(name);
        if self.doc.notes[index as usize].node.is_some() {
            // A second one of that name is a note of its own, to which nothing refers.
            self.diagnostics.push(messages::page::doubled_note(&self.doc.path, range, name));
            index = self.new_note(name);
        }
        self.note = Some(index);
        self.doc.notes[index as usize].node = Some(self.doc.nodes.len() as u32);
        NodeKind::Note(index)
    }

    fn note_reference(&mut self, name: &str, range: Range) {
        let index = self.note_index(name);
        self.leaf(NodeKind::NoteRef(index), range, "");
    }

    fn inline_html(&mut self, html: &str, range: Range) {
        if self.options.trust_html {
            let index = self.doc.words.len() as u32;
            self.doc.words.push(html.into());
            return self.leaf(NodeKind::Raw(index), range, "");
        }
        let path = self.doc.path.clone();
        match html_tags::piece(html) {
            Piece::Open(tag) if self.stack.len() < self.options.nesting => {
                self.flush();
                self.ensure_run();
                let index = self.doc.tags.len() as u32;
                self.doc.tags.push(tag);
                self.open(NodeKind::Tag(index), range);
            }
            Piece::Close(name) => {
                self.flush();
                let top = self.stack.last().map(|node| self.doc.nodes[*node as usize].kind);
                match top {
                    Some(NodeKind::Tag(tag)) if self.doc.tags[tag as usize].name == name => {
                        self.close();
                    }
                    _ => self.diagnostics.push(messages::page::unopened_tag(&path, range, name)),
                }
            }
            Piece::Break => self.leaf(NodeKind::HardBreak, range, "\n"),
            Piece::Comment(words) => self.comment(&words, range),
            Piece::Open(_) | Piece::Refused => {
                self.diagnostics.push(messages::page::raw_html(&path, range, html));
            }
        }
    }

    /// A tag that its block doesn't close ends with the block, and is reported.
    fn close_unclosed_tags(&mut self) {
        while let Some(node) = self.stack.last().copied() {
            let NodeKind::Tag(tag) = self.doc.nodes[node as usize].kind else { return };
            let (range, name) = (self.doc.nodes[node as usize].range, self.doc.tags[tag as usize].name);
            self.diagnostics.push(messages::page::unclosed_tag(&self.doc.path, range, name));
            self.close();
        }
    }

    fn html_block(&mut self) {
        let Some((html, range)) = self.html.take() else { return };
        if self.options.trust_html {
            let index = self.doc.words.len() as u32;
            self.doc.words.push(html.into());
            return self.push_leaf(NodeKind::Raw(index), range, "");
        }
        let mut rest = html.trim();
        while let Some((comment, after)) = rest.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
            self.comment(comment.trim(), range);
            rest = after.trim_start();
        }
        if !rest.is_empty() {
            self.diagnostics.push(messages::page::raw_html(&self.doc.path, range, rest));
        }
    }

    /// A comment is dropped, unless it silences a finding.
    fn comment(&mut self, words: &str, range: Range) {
        let Some(code) = words.strip_prefix("lectern:").and_then(|rest| rest.trim().strip_prefix("allow "))
        else {
            return;
        };
        for code in code.split([',', ' ']).filter(|code| !code.is_empty()) {
            match rule(code) {
                Some(_) => self.allows.push(code.into()),
                None => self.diagnostics.push(messages::page::unknown_code(&self.doc.path, range, code)),
            }
        }
    }

    fn check_hidden(&mut self, node: u32) {
        let Node { kind, text, .. } = self.doc.nodes[node as usize];
        if let Some((at, ch)) = hidden_character(text.of(&self.doc.text)) {
            let what = if matches!(kind, NodeKind::Heading(_)) { "heading" } else { "code" };
            let start = text.start as usize + at;
            let range = self.doc.source_range(Range::new(start, start + ch.len_utf8()));
            self.diagnostics.push(messages::page::hidden_character(&self.doc.path, range, what, ch));
        }
    }

    fn finish(mut self) -> Outcome<Doc> {
        self.flush();
        self.close_run();
        notes::number(&mut self.doc, &mut self.diagnostics);
        outline::give_ids(&mut self.doc, &mut self.diagnostics);
        outline::place_runs(&mut self.doc);
        self.doc.quotations = quotations::find(&self.doc);
        self.doc.opaque.sort_unstable();
        self.doc.nodes.shrink_to_fit();
        self.doc.text.shrink_to_fit();
        Outcome { value: self.doc, diagnostics: self.diagnostics }
    }
}

/// Stretches of a text that are addresses: a word that holds `://` or begins with `www.`.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut marks: Vec<usize> =
        text.match_indices("://").chain(text.match_indices("www.")).map(|(at, _)| at).collect();
    marks.sort_unstable();
    for at in marks {
        if out.last().is_some_and(|(_, end)| at < *end) {
            continue;
        }
        let start = text[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8));
        let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
        out.push((start, end));
    }
    out
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
