//! Links and images.

use pulldown_cmark::{Event, LinkType};

use super::super::{Image, Link, LinkStyle};
use super::{Builder, Node, NodeKind};
use crate::diagnostic::messages;
use crate::text::{Range, hidden_character};

impl Builder {
    pub(super) fn link(&mut self, style: LinkType, to: &str, title: &str, range: Range) {
        let (style, is_wiki) = match style {
            LinkType::WikiLink { has_pothole: true } => (LinkStyle::LabelWithText, true),
            LinkType::WikiLink { has_pothole: false } => (LinkStyle::Label, true),
            LinkType::Autolink => (LinkStyle::Autolink, false),
            LinkType::Email => (LinkStyle::Email, false),
            _ => (LinkStyle::Address, false),
        };
        let written = self.doc.source.get(range.indices()).unwrap_or("");
        // Over several lines it may be typed otherwise than the parser hands it over.
        let first_line = to.lines().next().unwrap_or("");
        let found = if is_wiki { written.find(first_line) } else { written.rfind(first_line) };
        let to_range = match found {
            Some(at) if !to.is_empty() => {
                let n_bytes = if written[at..].starts_with(to) { to.len() } else { first_line.len() };
                Range::new(at, at + n_bytes).shifted(range.start as usize)
            }
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

    pub(super) fn end_link(&mut self) {
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

    /// Reports a link that its own bar cuts in two: where none is escaped, a bar begins the next cell, link or not.
    pub(super) fn check_cut_links(&mut self, cell: u32) {
        for node in &self.doc.nodes[cell as usize + 1..] {
            let written = self.doc.source.get(node.range.indices()).unwrap_or("");
            let Some(at) = written.rfind("[[").filter(|_| node.kind == NodeKind::Text) else { continue };
            let start = node.range.start as usize + at;
            let rest = self.doc.source[start + 2..].lines().next().unwrap_or("");
            let inside = rest.find("]]").map(|end| &rest[..end]);
            let Some((label, words)) = inside.and_then(|inside| inside.split_once('|')) else { continue };
            let is_escaped = label.ends_with('\\') || self.doc.source[..start].ends_with('\\');
            if !is_escaped && !words.contains('|') && !inside.is_some_and(|inside| inside.contains('[')) {
                let range = Range::new(start, start + label.len() + words.len() + "[[|]]".len());
                self.diagnostics.push(messages::links::cut_link(&self.doc.path, range, label, words));
            }
        }
    }

    pub(super) fn image(&mut self, to: &str, title: &str, range: Range) {
        if let Some((_, ch)) = hidden_character(to) {
            self.diagnostics.push(messages::page::hidden_character(&self.doc.path, range, "link", ch));
        }
        let image = Image { to: to.into(), title: title.into(), alt: String::new(), range };
        self.image = Some((image, 0));
    }

    /// Inside an image everything is its alternative text.
    pub(super) fn event_in_image(&mut self, event: Event<'_>) {
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
}
