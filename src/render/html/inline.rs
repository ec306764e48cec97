//! What stands within a line, with mentions laid over it.

use super::{Mark, Writer, push_body, push_escaped, push_href, push_text};
use crate::parse::{Node, NodeKind};
use crate::text::typography::set;

/// An element that is open within the line.
enum Open {
    /// A node's element, by its name; empty for a link that leads nowhere.
    Element { node: u32, name: &'static str },
    /// A mention: the index of its mark.
    Mention(usize),
}

/// What is open within one stretch of inline elements.
#[derive(Default)]
struct Line {
    open: Vec<Open>,
    /// The next mark that may begin.
    next: usize,
    /// Notes' marks and citations in the link that is open: they are links themselves, so they follow it.
    after_link: Vec<u32>,
}

impl Writer<'_> {
    /// Writes the inline nodes from `start` up to `end`.
    pub(super) fn inline(&mut self, start: u32, end: u32) {
        let doc = self.doc;
        let Some(first) = doc.nodes.get(start as usize).filter(|_| start < end) else { return };
        let marks = &self.parts.marks;
        let mut line = Line {
            next: marks.partition_point(|mark| mark.text.start < first.text.start),
            ..Line::default()
        };
        let mut at = start;
        while at < end {
            self.close_ended(&mut line, at);
            let node = doc.nodes[at as usize];
            at = self.node(&mut line, at, &node);
        }
        self.close_ended(&mut line, u32::MAX);
    }

    /// Closes the elements whose nodes end before the node `at`.
    fn close_ended(&mut self, line: &mut Line, at: u32) {
        while let Some(Open::Element { node, name }) = line.open.last() {
            let (node, name) = (&self.doc.nodes[*node as usize], *name);
            if node.end > at {
                return;
            }
            self.end_tag(name);
            line.open.pop();
            if matches!(node.kind, NodeKind::Link(_)) {
                for node in std::mem::take(&mut line.after_link) {
                    self.node(line, node, &self.doc.nodes[node as usize]);
                }
            }
            // A mention that ended with the element closes after it.
            if let Some(Open::Mention(mark)) = line.open.last() {
                let mark = &self.parts.marks[*mark];
                let ended =
                    self.doc.nodes.get(at as usize).is_none_or(|next| next.text.start >= mark.text.end);
                if ended {
                    self.end_tag(mention_name(mark));
                    line.open.pop();
                }
            }
        }
    }

    /// Writes a node's beginning, or all of a leaf; returns the node to go on with.
    fn node(&mut self, line: &mut Line, at: u32, node: &Node) -> u32 {
        let parts = self.parts;
        match node.kind {
            NodeKind::Text | NodeKind::SoftBreak => self.text(line, node),
            NodeKind::HardBreak => {
                self.out.push_str("<br>\n");
                self.end_mention(line, node.text.end);
            }
            NodeKind::Code => {
                self.out.push_str("<code>");
                push_body(node.text.of(&self.doc.text), &mut self.out);
                self.out.push_str("</code>");
            }
            NodeKind::Emphasis | NodeKind::Strong | NodeKind::Strikethrough | NodeKind::Tag(_) => {
                self.open(line, at, node);
            }
            NodeKind::Link(link) => return self.link(line, at, node, link),
            NodeKind::Image(image) => self.image(image),
            NodeKind::NoteRef(_) | NodeKind::Citation(_) if self.in_link(line) => line.after_link.push(at),
            NodeKind::NoteRef(note) => self.note_reference(line, at, note),
            NodeKind::Citation(citation) => {
                let html = parts.citations.get(citation as usize).map_or("", String::as_str);
                self.out.push_str(html);
            }
            NodeKind::Task(done) => self.task(done),
            NodeKind::Raw(words) => self.out.push_str(&self.doc.words[words as usize]),
            // `[[! ]]` shows its words and no more; blocks don't stand within a line.
            _ => {}
        }
        at + 1
    }

    fn in_link(&self, line: &Line) -> bool {
        line.open.iter().any(|open| match open {
            Open::Element { node, .. } => match self.doc.nodes[*node as usize].kind {
                NodeKind::Link(link) => self.parts.links[link as usize].href.is_some(),
                _ => false,
            },
            Open::Mention(_) => false,
        })
    }

    /// Opens an element; a mention that begins with it and ends after it goes round it.
    fn open(&mut self, line: &mut Line, at: u32, node: &Node) {
        if let Some(mark) = self.mark_at(line, node.text.start)
            && mark.text.end > node.text.end
        {
            self.begin_mention(line);
        }
        let name = self.start_tag(node.kind);
        line.open.push(Open::Element { node: at, name });
    }

    /// Writes the start tag of an element that may be cut in two, and returns its name; empty for all others.
    fn start_tag(&mut self, kind: NodeKind) -> &'static str {
        let (name, attributes) = match kind {
            NodeKind::Emphasis => ("em", &[][..]),
            NodeKind::Strong => ("strong", &[][..]),
            NodeKind::Strikethrough => ("del", &[][..]),
            NodeKind::Tag(tag) => {
                let tag = &self.doc.tags[tag as usize];
                (tag.name, tag.attributes.as_slice())
            }
            _ => return "",
        };
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.attribute(key, value);
        }
        self.out.push('>');
        name
    }

    fn mark_at(&self, line: &Line, start: u32) -> Option<&Mark<'_>> {
        self.parts.marks.get(line.next).filter(|mark| mark.text.start == start)
    }

    /// Characters, cut where mentions begin and end.
    fn text(&mut self, line: &mut Line, node: &Node) {
        let mut at = node.text.start;
        while at < node.text.end {
            let open = line.open.iter().rev().find_map(|open| match open {
                Open::Mention(mark) => Some(self.parts.marks[*mark].text.end),
                Open::Element { .. } => None,
            });
            let stop = match (open, self.parts.marks.get(line.next)) {
                (Some(end), _) => end,
                (None, Some(mark)) if mark.text.start == at => {
                    self.begin_mention(line);
                    continue;
                }
                (None, Some(mark)) => mark.text.start,
                (None, None) => node.text.end,
            };
            let to = stop.clamp(at, node.text.end);
            push_text(&self.doc.text[at as usize..to as usize], at, self.parts.edits, &mut self.out);
            at = to;
            self.end_mention(line, at);
        }
    }

    /// Opens the next mention's element. Elements that end inside the mention are closed before it and opened again
    /// inside, so that one link goes round all its words.
    fn begin_mention(&mut self, line: &mut Line) {
        let mark = &self.parts.marks[line.next];
        let crossing = line.open.iter().position(|open| match open {
            Open::Element { node, .. } => self.doc.nodes[*node as usize].text.end < mark.text.end,
            Open::Mention(_) => false,
        });
        let mut inside = line.open.split_off(crossing.unwrap_or(line.open.len()));
        for open in inside.iter().rev() {
            self.close(open);
        }
        let (name, entry) = (if mark.href.is_some() { "a class=\"c auto\"" } else { "span" }, mark.entry);
        self.out.push_str(&format!("<{name} data-entry=\""));
        push_escaped(entry, &mut self.out);
        self.out.push('"');
        self.id(&format!("m-{}", mark.number));
        if let Some(href) = &mark.href {
            self.destination(href, Some(entry));
        }
        self.out.push('>');
        line.open.push(Open::Mention(line.next));
        line.next += 1;
        for open in &inside {
            self.reopen(open);
        }
        line.open.append(&mut inside);
    }

    /// Closes the open mention if it ends at `at`; elements that go on are closed before it and opened again.
    fn end_mention(&mut self, line: &mut Line, at: u32) {
        let found = line.open.iter().rposition(|open| match open {
            Open::Mention(mark) => self.parts.marks[*mark].text.end <= at,
            Open::Element { .. } => false,
        });
        let Some(place) = found else { return };
        let inside = line.open.split_off(place + 1);
        for open in inside.iter().rev() {
            self.close(open);
        }
        if let Some(mention) = line.open.pop() {
            self.close(&mention);
        }
        for open in inside {
            // What ends here too has been closed.
            if matches!(&open, Open::Element { node, .. } if self.doc.nodes[*node as usize].text.end > at) {
                self.reopen(&open);
                line.open.push(open);
            }
        }
    }

    fn close(&mut self, open: &Open) {
        match open {
            Open::Element { name, .. } => self.end_tag(name),
            Open::Mention(mark) => self.end_tag(mention_name(&self.parts.marks[*mark])),
        }
    }

    fn end_tag(&mut self, name: &str) {
        if !name.is_empty() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    fn reopen(&mut self, open: &Open) {
        if let Open::Element { node, .. } = open {
            self.start_tag(self.doc.nodes[*node as usize].kind);
        }
    }

    /// A link by hand; returns the node after what it shows.
    fn link(&mut self, line: &mut Line, at: u32, node: &Node, link: u32) -> u32 {
        let (part, link) = (&self.parts.links[link as usize], &self.doc.links[link as usize]);
        let name = match &part.href {
            None => "",
            Some(href) => {
                self.out.push_str("<a");
                if let Some(entry) = part.entry {
                    self.out.push_str(" class=\"c\" data-entry=\"");
                    push_escaped(entry, &mut self.out);
                    self.out.push('"');
                    if part.number > 0 {
                        self.id(&format!("m-{}", part.number));
                    }
                }
                if part.shows_address {
                    self.out.push_str(" class=\"url\"");
                }
                // On the entry's own page it is no mention, and has no definition to show.
                let entry = part.entry.filter(|_| part.number > 0);
                self.destination(href, entry);
                if !link.title.is_empty() {
                    self.said("title", &link.title);
                }
                self.out.push('>');
                "a"
            }
        };
        if let Some(shown) = &part.shown {
            push_body(shown, &mut self.out);
            self.end_tag(name);
            return node.end;
        }
        line.open.push(Open::Element { node: at, name });
        at + 1
    }

    fn image(&mut self, image: u32) {
        let (address, image) = (&self.parts.images[image as usize], &self.doc.images[image as usize]);
        let Some(address) = address else {
            self.out.push_str("<span data-aside>");
            let alt =
                self.parts.setting.map_or(image.alt.as_str().into(), |setting| set(&image.alt, setting));
            push_body(&alt, &mut self.out);
            return self.out.push_str("</span>");
        };
        self.out.push_str("<img src=\"");
        push_href(address, &mut self.out);
        self.out.push('"');
        self.said("alt", &image.alt);
        if !image.title.is_empty() {
            self.said("title", &image.title);
        }
        self.out.push('>');
    }

    /// A note's number; the first one is followed by the note itself, where that is a single paragraph.
    fn note_reference(&mut self, line: &Line, at: u32, note: u32) {
        let doc = self.doc;
        let n = note + 1;
        let is_first = doc.notes[note as usize].reference == Some(at);
        self.out.push_str("<a class=\"snr\"");
        if is_first {
            self.id(&format!("r{n}"));
        }
        self.href_here(&format!("n{n}"));
        if doc.notes[note as usize].node.is_some() && self.parts.ids_begin.is_empty() {
            self.attribute("interestfor", &format!("pv-n{n}"));
        }
        self.out.push_str(" data-aside aria-label=\"");
        push_escaped(&self.parts.phrases.note, &mut self.out);
        self.out.push_str(&format!(" {n}\">{n}</a>"));
        let Some(node) = doc.notes[note as usize].node else { return };
        if !is_first || std::mem::replace(&mut self.written[note as usize], true) {
            return;
        }
        let mut children = doc.children(Some(node));
        let only = match (children.next(), children.next()) {
            (Some(only), None) => {
                Some(only).filter(|only| doc.nodes[*only as usize].kind == NodeKind::Paragraph)
            }
            _ => None,
        };
        let in_paragraph = doc
            .run_at(doc.notes[note as usize].at)
            .is_some_and(|run| matches!(doc.runs[run as usize].place, crate::parse::RunPlace::Prose));
        match only.filter(|_| in_paragraph && line.open.is_empty() && !self.in_note) {
            Some(paragraph) => {
                self.out.push_str("<span class=\"sn\" role=\"note\"");
                self.id(&format!("n{n}"));
                self.out.push('>');
                self.back_link(note);
                self.in_note = true;
                self.inline(paragraph + 1, doc.nodes[paragraph as usize].end);
                self.in_note = false;
                self.out.push_str("</span>");
            }
            None => self.waiting.push(note),
        }
    }

    /// ` href="..."`, and on a page of its own for a link with a definition to show ` interestfor="pv-concepts-x"`
    fn destination(&mut self, href: &str, entry: Option<&str>) {
        self.out.push_str(" href=\"");
        push_href(href, &mut self.out);
        self.out.push('"');
        if let Some(entry) = entry.filter(|_| self.parts.ids_begin.is_empty()) {
            self.attribute("interestfor", &format!("pv-{}", entry.replace('/', "-")));
        }
    }

    fn task(&mut self, done: bool) {
        let phrases = &self.parts.phrases;
        let (checked, label) = if done { (" checked", &phrases.done) } else { ("", &phrases.open) };
        self.out.push_str(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\""));
        push_escaped(label, &mut self.out);
        self.out.push_str("\"> ");
    }
}

/// A mention that is linked is a link; one that is only counted is marked.
fn mention_name(mark: &Mark) -> &'static str {
    if mark.href.is_some() { "a" } else { "span" }
}
